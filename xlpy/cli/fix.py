"""`fix BOOK [--accept CODE|all]… [--dry-run] [--json FILE|-]`: applies the proposals that were accepted.

Accepted are those ticked "Có" on the sheet Lỗi of the workbook, and those of the codes named here.
"""

from __future__ import annotations

import argparse
import difflib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.books.errors import BookError
from xlpy.cli.output import emit_json

if TYPE_CHECKING:
    from xlpy.buttons.verbs import FixReport

MAX_LINES = 200


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("fix", help="sửa theo các đề xuất đã được đồng ý")
    parser.add_argument("book", type=Path, metavar="TỆP", help="sổ tính .xlsm hoặc .xlsx")
    parser.add_argument(
        "--accept",
        action="append",
        default=[],
        metavar="MÃ|all",
        help="đồng ý mọi đề xuất của mã lỗi này (all: mọi mã), thêm vào những dòng đã chọn “Có” ở trang Lỗi; dùng nhiều lần "
        "được",
    )
    parser.add_argument("--dry-run", action="store_true", help="chỉ liệt kê những gì sẽ sửa, không ghi gì")
    parser.add_argument(
        "--json", metavar="TỆP|-", help="ghi kết quả dạng JSON ra tệp, hoặc - để in ra màn hình"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.books import bridge
    from xlpy.buttons import verbs

    name = arguments.book.name
    accept = known_codes(name, arguments.accept)
    with bridge.open_book(arguments.book) as book:
        loaded = verbs.load(book, name)
        report = verbs.fix(book, loaded, verbs.check(loaded), accept, dry_run=arguments.dry_run)
        if not arguments.dry_run and (report.applied or report.refused):
            bridge.save(book)
    if arguments.json:
        emit_json(as_json(name, report, dry_run=arguments.dry_run), arguments.json)
    if arguments.json != "-":
        print_fix(report, dry_run=arguments.dry_run)
    return 1 if report.findings.errors else 0


def known_codes(name: str, codes: list[str]) -> set[str]:
    """The codes as the catalogue writes them. Raises BookError for one that it does not have."""
    from xlpy.buttons.fixing import ALL
    from xlpy.checks import families
    from xlpy.checks.rules import CATALOGUE

    families.load()
    known = {code.casefold(): code for code in (*CATALOGUE, ALL)}
    for code in codes:
        if code.casefold() not in known:
            near = difflib.get_close_matches(code.casefold(), known, 1)
            hint = f" Có phải là “{known[near[0]]}” không?" if near else ""
            raise BookError(
                name,
                f"không có mã lỗi “{code}”.{hint} Dùng mã ở cột Mã lỗi của trang Lỗi, hoặc all. Chưa sửa gì.",
            )
    return {known[code.casefold()] for code in codes}


def as_json(workbook: str, report: FixReport, *, dry_run: bool) -> dict[str, Any]:
    """What was (or, with `dry_run`, would be) changed and what was refused; `summary` counts the findings left."""
    from xlpy.buttons.proposals import shown

    return {
        "workbook": workbook,
        "dry_run": dry_run,
        "summary": {
            "fixed": len(report.applied),
            "refused": len(report.refused),
            "errors": report.findings.errors,
            "warnings": report.findings.warnings,
        },
        "fixed": [
            {
                "code": change.finding.code,
                "sheet": change.finding.sheet,
                "tab": change.tab,
                "cell": change.finding.cell,
                "row_id": change.key,
                "before": shown(change.before),
                "after": shown(change.after),
            }
            for change in report.applied
        ],
        "refused": [
            {
                "code": refusal.code,
                "tab": refusal.tab,
                "cell": refusal.cell or None,
                "row_id": refusal.key,
                "reason": refusal.reason,
            }
            for refusal in report.refused
        ],
    }


def print_fix(report: FixReport, *, dry_run: bool) -> None:
    """Changes and refusals for a person, then what is left."""
    from xlpy.buttons.messages import fix_sentence
    from xlpy.buttons.proposals import shown
    from xlpy.buttons.verbs import findings_sentence

    word = "Sẽ sửa" if dry_run else "Đã sửa"
    for change in report.applied[:MAX_LINES]:
        finding = change.finding
        before, after = (shown(value).replace("\n", " / ") for value in (change.before, change.after))
        print(f"[{word} {finding.code}] Trang {change.tab}, ô {finding.cell}: “{before}” → “{after}”")
    for refusal in report.refused[:MAX_LINES]:
        print(f"[Chưa sửa] {refusal.sentence()}")
    hidden = max(0, len(report.applied) - MAX_LINES) + max(0, len(report.refused) - MAX_LINES)
    if hidden:
        print(f"… còn {hidden} dòng; dùng --json để lấy đầy đủ.")
    print(fix_sentence(report, dry_run=dry_run))
    if not dry_run:
        print(findings_sentence(report.findings))
