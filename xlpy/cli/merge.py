"""`merge BOOK FILE… [--dry-run] [--json FILE|-] [--undo]`: returned copies into the master, and the last merge back.

Exit 0: all merged. 1: something waits for a person (a conflict, a refused file or row). 2: could not do it, or not one
of the files could be taken. Without files the choices on Xung đột are carried out.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.cli.output import emit_json, print_table

if TYPE_CHECKING:
    from xlpy.buttons.merging import Prepared, Read
    from xlpy.buttons.verbs import Loaded

MAX_LINES = 40
_STATUSES = {
    "merged": "đã ghép",
    "unchanged": "không đổi",
    "rejected": "không nhận",
    "conflicts": "có xung đột",
}


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("merge", help="ghép các bản đơn vị gửi về vào sổ tính")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính nhận .xlsm hoặc .xlsx")
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        metavar="TỆP_GỬI_VỀ",
        help="tệp hoặc thư mục các tệp đơn vị gửi về; không ghi: chỉ thực hiện lựa chọn ở trang Xung đột",
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ cho biết sẽ thay đổi gì, không ghi")
    parser.add_argument(
        "--json", metavar="TỆP|-", help="ghi kết quả dạng JSON ra tệp, hoặc - để in ra màn hình"
    )
    parser.add_argument("--undo", action="store_true", help="hoàn tác lần ghép gần nhất")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    if arguments.undo:
        return _undo(arguments)
    from xlpy.books import bridge
    from xlpy.buttons import merge_undo, merging, verbs

    book_path: Path = arguments.book
    with bridge.open_book(book_path) as book:
        loaded = verbs.load(book, book_path.name)
        digest = hashlib.sha256(book_path.read_bytes()).hexdigest()
        prepared = merging.prepare(loaded, _read(arguments, book_path, loaded), file_hash=digest)
        if prepared.writes and not arguments.dry_run:
            merging.write_merge(book, loaded, prepared)
            merge_undo.remember(book_path, prepared.batch, bridge.save(book))
    if arguments.json:
        emit_json(merging.as_json(prepared), arguments.json)
    if arguments.json != "-":
        print_merge(prepared, dry_run=arguments.dry_run)
    return _exit_code(prepared)


def _read(arguments: argparse.Namespace, book: Path, loaded: Loaded) -> list[Read]:
    from xlpy.buttons import merging
    from xlpy.cli.export import progress_bar

    if not arguments.files:
        return []
    with progress_bar("tệp") as progress:
        if not arguments.dry_run:
            return merging.read(arguments.files, book.parent / merging.STORE, progress, loaded)
        with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
            return merging.read(arguments.files, Path(folder), progress, loaded)


def _exit_code(prepared: Prepared) -> int:
    files = prepared.plan.files
    if files and all(file.status == "rejected" for file in files):
        for file in files:
            print(f"{file.source.file}: {file.reason}", file=sys.stderr)
        return 2
    waiting = any(file.status in ("rejected", "conflicts") or file.rows.get("rejected") for file in files)
    return int(waiting or prepared.resolution.left > 0)


def print_merge(prepared: Prepared, *, dry_run: bool = False) -> None:
    """A table of what changes for each unit, what was refused and why, and the sum."""
    from xlpy.buttons import merge_report

    plan = prepared.plan
    if plan.files:
        print_table(
            ("Đơn vị", "Tệp", "Lần", "Kết quả", "Thêm", "Sửa", "Xóa", "Xung đột", "Không nhận"),
            [
                (
                    file.source.unit_code or "?",
                    file.source.file[:44],
                    str(file.round or ""),
                    _STATUSES[file.status],
                    str(file.added),
                    str(file.changed),
                    str(file.deleted),
                    str(file.conflicts),
                    str(file.rows.get("rejected", 0)),
                )
                for file in plan.files
            ],
        )
    for line in merge_report.explanations(prepared)[:MAX_LINES]:
        print(line)
    if len(merge_report.explanations(prepared)) > MAX_LINES:
        print("… xem đầy đủ ở trang Nhật ký.")
    if dry_run:
        print("Chạy thử, chưa ghi gì: " + merge_report.sentence(prepared))
    elif prepared.writes:
        print(merge_report.sentence(prepared))
    else:
        print("Không có gì mới nên sổ giữ nguyên, không ghi gì.")


def _undo(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import merge_undo, verbs

    if arguments.files or arguments.dry_run:
        print("Lệnh chưa đúng: --undo không đi cùng tệp gửi về hay --dry-run.", file=sys.stderr)
        return 2
    undone = merge_undo.restore_bytes(arguments.book)
    if undone is None:
        with bridge.open_book(arguments.book) as book:
            loaded = verbs.load(book, arguments.book.name)
            undone = merge_undo.write_undo(book, loaded)
            bridge.save(book)
    if arguments.json:
        data = {"batch": undone.batch, "exact": undone.exact, "refused": undone.refused}
        emit_json(data, arguments.json)
    if arguments.json != "-":
        print(undone.sentence())
        for why in undone.refused:
            print(f"    - {why}")
    return int(bool(undone.refused))
