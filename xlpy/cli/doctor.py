"""`doctor`: what is installed, what is missing, what to do. Exit 1 when something needed is missing."""

from __future__ import annotations

import argparse
import platform
from pathlib import Path
from typing import Any


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("doctor", help="xem máy này đã cài gì, thiếu gì, cần làm gì")
    parser.add_argument("--profile", type=Path, metavar="THƯ_MỤC", help="hồ sơ LibreOffice khác với mặc định")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.install import excel, machine
    from xlpy.install.libreoffice import program, state
    from xlpy.install.report import Status

    profile: Path = (arguments.profile or program.default_profile()).absolute()
    found = [*machine.findings(), *excel.excel_state(), *state.findings(profile)]
    print(f"Máy: {platform.system()} {platform.release()} ({platform.machine()})")
    for finding in found:
        print(f"[{finding.status.value}] {finding.subject}: {finding.words}")
        if finding.todo:
            print(f"    → {finding.todo}")
    missing = sum(finding.status is Status.MISSING for finding in found)
    print("Đã đủ để dùng." if not missing else f"Còn thiếu {missing} mục; hãy làm theo các dòng có dấu →.")
    return 1 if missing else 0
