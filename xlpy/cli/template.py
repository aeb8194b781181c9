"""`template check [FILE…]`: what Word templates use that the program does not know, all at once.

`template fields [FILE]`: what a template may use, with an example value of each field.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from xlpy.buttons.verbs import TEMPLATES
from xlpy.cli.output import print_table


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("template", help="kiểm tra mẫu Word")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC", parser_class=type(parser))
    check = actions.add_parser("check", help="tìm trường lạ, thẻ hỏng trong mẫu")
    check.add_argument(
        "files", nargs="*", type=Path, metavar="TỆP", help="mặc định: mọi mẫu trong templates/"
    )
    check.set_defaults(run=run)
    fields = actions.add_parser("fields", help="liệt kê các trường dùng được, kèm ví dụ")
    fields.add_argument(
        "file", nargs="?", type=Path, metavar="TỆP", help="chỉ các trường của mẫu này; mặc định: mọi trường"
    )
    fields.set_defaults(run=run_fields)


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


def run_fields(arguments: argparse.Namespace) -> int:
    from xlpy.packets.known_fields import field_list, known_fields

    examples = known_fields(arguments.file or Path("bao-cao.docx"))
    rows = field_list(examples)
    print_table(("trường", "ví dụ"), [(field.name, field.shown) for field in rows])
    print(f"{len(rows)} trường. Nội dung từng trường: templates/CAC_TRUONG.md.")
    return 0
