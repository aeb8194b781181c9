"""`uninstall`: takes the buttons' set-up out of this user's Excel (Windows) or LibreOffice."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("uninstall", help="gỡ phần đã cài cho nút bấm; sổ tính được giữ nguyên")
    parser.add_argument("--profile", type=Path, metavar="THƯ_MỤC", help="hồ sơ LibreOffice khác với mặc định")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.install.errors import SetupError

    try:
        return _excel() if sys.platform == "win32" and not arguments.profile else _libreoffice(arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2


def _excel() -> int:
    from xlpy.install import excel

    for step in excel.uninstall_excel():
        print(f"Đã gỡ: {step}")
    print("Đã gỡ khỏi Excel; các sổ tính được giữ nguyên.")
    return 0


def _libreoffice(arguments: argparse.Namespace) -> int:
    from xlpy.install.libreoffice import program, setup

    profile: Path = (arguments.profile or program.default_profile()).absolute()
    removed = setup.uninstall(profile)
    print(
        "Đã gỡ khỏi LibreOffice; các sổ tính được giữ nguyên."
        if removed
        else "LibreOffice của người dùng này chưa cài gì của phần mềm; không có gì để gỡ."
    )
    return 0
