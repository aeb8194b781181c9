"""`award BOOK --out DIR [--unit CODE]… [--draft] [--pdf]`: the papers of the decision, below DIR/khen-thuong."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.cli.export import MAX_REASONS, progress_bar

if TYPE_CHECKING:
    from xlpy.packets.export import ExportReport


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "award", help="xuất quyết định khen thưởng, sổ theo dõi, tiền thưởng, thông báo"
    )
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi đặt hồ sơ khen thưởng"
    )
    parser.add_argument(
        "--unit",
        action="append",
        metavar="MÃ",
        help="chỉ danh sách nhận tiền và thông báo của đơn vị này; dùng nhiều lần được",
    )
    parser.add_argument(
        "--draft", action="store_true", help="xuất cả khi chưa đủ số, ngày hoặc còn lỗi, in chữ DỰ THẢO"
    )
    parser.add_argument("--pdf", action="store_true", help="kèm bản PDF (cần LibreOffice)")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
    findings = verbs.check(loaded)
    with progress_bar("tệp") as progress:
        report = verbs.award(
            loaded, findings, arguments.out, units=arguments.unit, draft=arguments.draft, progress=progress
        )
    if arguments.pdf and report.files:
        from xlpy.packets.pdf import convert_all

        with progress_bar("pdf") as progress:
            convert_all([file.path for file in report.files], progress)
    print_award(report)
    return 0 if report.packets else 1


def print_award(report: ExportReport) -> None:
    """What was written and where, what was not and why, and what needs a look."""
    for packet in report.packets:
        print(f"Đã xuất {len(report.files)} tệp Word của hồ sơ khen thưởng vào thư mục {packet.folder}")
    for skipped in report.skipped:
        code = f" ({skipped.unit_code})" if skipped.unit_code else ""
        print(f"Không xuất {skipped.unit_name}{code}:")
        for reason in skipped.reasons[:MAX_REASONS]:
            print(f"    - {reason}")
        if len(skipped.reasons) > MAX_REASONS:
            print(f"    … và {len(skipped.reasons) - MAX_REASONS} lý do khác; xem trang Lỗi hoặc lệnh check.")
    for message in report.messages:
        print(message)
