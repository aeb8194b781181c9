"""`check BOOK [--json FILE|-] [--write]`: all findings; `--write` puts them into the workbook."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

from xlpy.buttons.verbs import findings_sentence
from xlpy.checks.runner import Report
from xlpy.cli.output import emit_json

MAX_LINES = 200


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("check", help="kiểm tra sổ tính")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument(
        "--json", metavar="TỆP|-", help="ghi kết quả dạng JSON ra tệp, hoặc - để in ra màn hình"
    )
    parser.add_argument(
        "--write", action="store_true", help="ghi kết quả vào sổ tính như khi bấm nút Kiểm tra"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs
    from xlpy.cli.repair import before_writing

    if arguments.write:
        before_writing(arguments.book)
    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, arguments.book.name)
        report = verbs.check(loaded)
        if arguments.write:
            verbs.write_check(book, loaded, report)
            bridge.save(book)
    if arguments.json:
        emit_json(as_json(arguments.book.name, report), arguments.json)
    if arguments.json != "-":
        print_report(report)
    return 1 if report.errors else 0


def as_json(workbook: str, report: Report) -> dict[str, Any]:
    """The shape that DESIGN.md promises; `normalized` adds what was cleaned without asking."""
    return {
        "workbook": workbook,
        "summary": {"errors": report.errors, "warnings": report.warnings, "normalized": len(report.silent)},
        "findings": (finding.as_json() for finding in report.findings),
        "normalized": (
            {"code": problem.code, "sheet": problem.sheet, "tab": problem.tab, "cell": problem.cell}
            for problem in report.silent
        ),
    }


def print_report(report: Report) -> None:
    """Findings for a person: one line for what is wrong, one for what to do."""
    for finding in report.findings[:MAX_LINES]:
        level = "LỖI" if finding.severity == "error" else "Cảnh báo"
        print(f"[{level} {finding.code}] {finding.message}\n    → {finding.fix}")
        if finding.proposal is not None:
            print(f"    Đề xuất: {json.dumps(finding.proposal, ensure_ascii=False)}")
    if len(report.findings) > MAX_LINES:
        print(f"… còn {len(report.findings) - MAX_LINES} dòng; dùng --json để lấy đầy đủ.")
    print(findings_sentence(report))
