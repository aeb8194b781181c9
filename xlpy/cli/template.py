"""`template check [FILE…]`: what Word templates use that the program does not know, all at once."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xlpy.buttons.verbs import TEMPLATES


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("template", help="kiểm tra mẫu Word")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC", parser_class=type(parser))
    check = actions.add_parser("check", help="tìm trường lạ, thẻ hỏng trong mẫu")
    check.add_argument(
        "files", nargs="*", type=Path, metavar="TỆP", help="mặc định: mọi mẫu trong templates/"
    )
    check.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.packets.known_fields import known_fields
    from xlpy.packets.template_check import check_template

    files = arguments.files or sorted(TEMPLATES.rglob("*.docx"))
    faults = 0
    for path in files:
        for finding in check_template(path, known_fields(path)):
            faults += 1
            print(f"[{finding.code}] {finding.message}\n    → {finding.fix}")
    print(
        f"Đã kiểm tra {len(files)} mẫu, {faults} điểm cần sửa."
        if faults
        else f"{len(files)} mẫu, không có lỗi."
    )
    return 1 if faults else 0
