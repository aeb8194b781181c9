"""`repair BOOK`: gives a workbook back the buttons and the rest that LibreOffice's own save dropped."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

from xlpy.books.errors import BookNotFound


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser(
        "repair",
        help="khôi phục nút bấm của sổ tính đã lưu bằng LibreOffice",
        description="Trả lại nút bấm, macro, kiểu bảng… mà LibreOffice bỏ đi khi tự lưu sổ tính. Dữ liệu, định dạng, "
        "ghi chú đã nhập giữ nguyên; bản trước khi khôi phục nằm trong thư mục sao-luu.",
    )
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx, đã đóng")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.buttons import repairing

    path: Path = arguments.book
    if not path.exists():
        raise BookNotFound(path)
    repaired = repairing.repair(path)
    if repaired is None:
        print(f"{path.name} còn đủ nút bấm và các phần khác; không có gì phải khôi phục.")
        return 0
    print(f"Đã khôi phục {path.name}: {'; '.join(repaired.back)}.")
    for what in repaired.left:
        print(f"Chưa khôi phục được {what}.", file=sys.stderr)
    print(f"Bản trước khi khôi phục: {repaired.backup.parent.name}/{repaired.backup.name}")
    return 0


def before_writing(path: Path) -> None:
    """For the verbs that write into a workbook: what LibreOffice dropped is put back first, and said."""
    from xlpy.books import bridge
    from xlpy.buttons import repairing, verbs

    if repairing.is_needed(path):
        with bridge.open_book(path) as book:
            # A workbook that cannot be read ends the verb here, before anything is written.
            verbs.load(book, path.name)
        repaired = repairing.repair(path)
        if repaired is not None:
            print(
                f"Sổ tính đã được lưu bằng LibreOffice; đã khôi phục: {'; '.join(repaired.back)}.",
                file=sys.stderr,
            )
