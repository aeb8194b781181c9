"""`template check [FILE…]`: what Word templates use that the program does not know, all at once.

`template fields [FILE]`: what a template may use, with an example value of each field.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from xlpy.buttons.verbs import TEMPLATES
from xlpy.cli.output import print_table


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("template", help="kiểm tra mẫu Word")
    actions = parser.add_subparsers(dest="action", required=True, metavar="VIỆC", parser_class=type(parser))
    check = actions.add_parser("check", help="tìm trường lạ, thẻ hỏng trong mẫu")
    check.add_argument(
        "files",
        nargs="*",
        type=Path,
        metavar="TỆP",
        help="tệp hoặc thư mục; mặc định: mọi mẫu trong templates/",
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

    files = templates_of(arguments.files or [TEMPLATES])
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


def templates_of(paths: Sequence[Path]) -> list[Path]:
    """The files named, and of folders every .docx below them but for the marks that Word leaves while one is open."""
    found: list[Path] = []
    for path in paths:
        inside = sorted(path.rglob("*.docx")) if path.is_dir() else [path]
        found += [file for file in inside if not file.name.startswith("~$")]
    return found


def run_fields(arguments: argparse.Namespace) -> int:
    from xlpy.packets.known_fields import field_list, known_fields, more_examples

    template = arguments.file or Path("bao-cao.docx")
    rows = field_list(known_fields(template), more_examples(template))
    print_table(("trường", "ví dụ"), [(field.name, field.shown) for field in rows])
    print(f"{len(rows)} trường. Nội dung từng trường: templates/CAC_TRUONG.md.")
    return 0
