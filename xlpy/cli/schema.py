"""`schema --json`: the one definition of sheets, columns, choices and settings, for tests and other tools."""

from __future__ import annotations

import argparse
from typing import Any

from xlpy.cli.output import emit_json, print_table


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("schema", help="in cấu trúc các trang, cột")
    parser.add_argument("--json", nargs="?", const="-", metavar="TỆP|-", help="in dạng JSON")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.schema import SHEETS
    from xlpy.schema.export import as_json

    if arguments.json:
        emit_json(as_json(), arguments.json)
        return 0
    rows = [
        (
            sheet.tab,
            sheet.letter(column.key),
            column.header,
            column.type,
            "bắt buộc" if column.required else "",
        )
        for sheet in SHEETS
        for column in sheet.columns
    ]
    print_table(("Trang", "Cột", "Tiêu đề", "Kiểu", ""), rows)
    return 0
