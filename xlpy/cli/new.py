"""`new --out FILE [--unit CODE] [--format xlsm|xlsx]`: a blank workbook of the campaign."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xlpy.books.errors import BookError
from xlpy.schema import seeds


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("new", help="tạo sổ tính trắng của đợt thi đua")
    parser.add_argument("--out", type=Path, required=True, metavar="TỆP", help="tên tệp sẽ tạo")
    parser.add_argument("--unit", metavar="MÃ", help="chỉ cho một đơn vị")
    parser.add_argument("--format", choices=("xlsm", "xlsx"), help="mặc định theo đuôi tệp")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.workbook import build

    out: Path = arguments.out
    chosen = arguments.format or (out.suffix.lower().lstrip(".") if out.suffix else "xlsm")
    if chosen not in ("xlsm", "xlsx") or (out.suffix and out.suffix.lower() != f".{chosen}"):
        raise BookError(
            out, f"đuôi tệp phải là .xlsm hoặc .xlsx, khớp với --format. Hãy đặt tên như {out.stem}.xlsm."
        )
    if not out.suffix:
        out = out.with_suffix(f".{chosen}")
    if arguments.unit is not None and arguments.unit not in {row["unit_code"] for row in seeds.units()}:
        raise BookError(out, f"không có đơn vị mã “{arguments.unit}”. Hãy xem các mã ở trang Đơn vị.")
    if not out.parent.is_dir():
        raise BookError(
            out, f"chưa có thư mục “{out.parent.name}”. Hãy tạo thư mục trước, hoặc chọn nơi khác."
        )
    if out.exists():
        raise BookError(out, "tệp đã có; để không mất dữ liệu, phần mềm không ghi đè. Hãy đặt tên khác.")
    build(out, format=chosen, unit=arguments.unit)
    print(f"Đã tạo {out.name}")
    return 0
