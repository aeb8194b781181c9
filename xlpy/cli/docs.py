"""`docs check FILE…`: is a Word document in the form of Nghị định 30/2020 (rules P-01 … C-34 of domain.md §2)?"""

from __future__ import annotations

import argparse
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from xlpy.cli.output import emit_json

_NO_DOCUMENT = re.compile(r"~\$|(\d+-)?(giay-khen|in-thu-phoi)")
"""Giấy khen has a form of its own (domain.md §7.4), which is not that of official documents."""
_SEVERITY = {"error": "LỖI", "warning": "CẢNH BÁO"}


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("docs", help="kiểm tra thể thức văn bản Word")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC", parser_class=type(parser))
    check = actions.add_parser("check", help="đối chiếu thể thức theo Nghị định 30/2020/NĐ-CP")
    check.add_argument(
        "files", nargs="+", type=Path, metavar="TỆP", help="tệp .docx, hoặc thư mục chứa các tệp đó"
    )
    check.add_argument("--json", metavar="TỆP", help="ghi kết quả dạng JSON, “-” là màn hình")
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.packets.conformance.check import check_file
    from xlpy.packets.conformance.finding import CATALOGUE

    files = list(_documents(arguments.files))
    found = [finding for path in files for finding in check_file(path)]
    errors = sum(finding.severity == "error" for finding in found)
    if arguments.json:
        emit_json(
            {
                "documents": len(files),
                "rules": len(CATALOGUE),
                "summary": {"errors": errors, "warnings": len(found) - errors},
                "findings": [finding.as_json() for finding in found],
            },
            arguments.json,
        )
    if arguments.json != "-":
        for finding in found:
            print(
                f"{finding.file}, {finding.place}\n  [{_SEVERITY[finding.severity]} {finding.code}] {finding.message}\n"
                f"  → {finding.fix}"
            )
        print(
            f"Đã kiểm tra {len(files)} văn bản theo {len(CATALOGUE)} quy tắc: {_summary(errors, len(found) - errors)}"
        )
    return 1 if errors else 0


def _summary(errors: int, warnings: int) -> str:
    return f"{errors} lỗi, {warnings} cảnh báo." if errors or warnings else "không có lỗi."


def _documents(chosen: Sequence[Path]) -> Iterator[Path]:
    """The files named, and every .docx below the folders named, Word's owner files (~$) and certificates left out."""
    for path in chosen:
        if path.is_dir():
            yield from (found for found in sorted(path.rglob("*.docx")) if not _NO_DOCUMENT.match(found.name))
        else:
            yield path
