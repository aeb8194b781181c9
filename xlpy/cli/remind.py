"""`remind BOOK --out DIR [--unit CODE]…`: who has not answered, drafts of the mail, letters in Word."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("remind", help="đơn vị chưa nộp; thư nháp, công văn đôn đốc (Word)")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument("--out", type=Path, required=True, metavar="THƯ MỤC", help="nơi đặt thư nháp")
    parser.add_argument("--unit", action="append", metavar="MÃ", help="chỉ đơn vị này; dùng nhiều lần được")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import reminding, verbs
    from xlpy.exchange.mail_letters import days_in_words

    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
    report = reminding.remind(loaded, arguments.out, units=arguments.unit)
    if not report.owed:
        print("Mọi đơn vị tham gia đã nộp; không có thư đôn đốc nào được soạn.")
        return 0
    days = report.owed[0].days_left
    when = f"Hạn nộp: {days_in_words(days)}." if days is not None else "Trang Cấu hình chưa ghi hạn nộp."
    print(f"{len(report.owed)} đơn vị chưa nộp. {when}")
    for owed in report.owed:
        print(f"    - {owed.unit.unit_name} ({owed.unit.unit_code}): {owed.state}")
    print(
        f"Đã soạn {len(report.drafts)} thư nháp, {len(report.letters)} công văn (Word) và danh sách {report.list_file} trong thư mục {arguments.out}. "
        "Phần mềm không gửi thư."
    )
    return 0
