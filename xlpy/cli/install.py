"""`install [--libreoffice] [--folder DIR]`: sets up the buttons for this user, in Excel (Windows) or in LibreOffice."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any


def add(subparsers: Any) -> None:
    parser = subparsers.add_parser("install", help="cài đặt để dùng nút bấm trong sổ tính")
    parser.add_argument("--libreoffice", action="store_true", help="cài cho LibreOffice của người dùng này")
    parser.add_argument(
        "--folder",
        type=Path,
        metavar="THƯ_MỤC",
        help="thư mục sổ tính được phép chạy macro (mặc định: ~/ThiDua)",
    )
    parser.add_argument("--profile", type=Path, metavar="THƯ_MỤC", help="hồ sơ LibreOffice khác với mặc định")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    from xlpy.install.errors import SetupError

    try:
        return _libreoffice(arguments) if arguments.libreoffice else _excel(arguments)
    except SetupError as error:
        print(error, file=sys.stderr)
        return 2


def _excel(arguments: argparse.Namespace) -> int:
    from xlpy.install import excel

    if sys.platform != "win32":
        print(
            "Máy này không chạy Windows nên không cài cho Excel được. Hãy chạy: thidua.py install --libreoffice",
            file=sys.stderr,
        )
        return 2
    for step in excel.install_excel(arguments.folder):
        print(f"Đã xong: {step}")
    print("Đã cài cho Excel. Hãy đóng Excel nếu đang mở, để sổ tính trong thư mục đã nêu rồi mở lại.")
    return 0


def _libreoffice(arguments: argparse.Namespace) -> int:
    from xlpy.install.libreoffice import program, setup

    profile: Path = (arguments.profile or program.default_profile()).absolute()
    folder: Path = (arguments.folder or setup.default_folder()).absolute()
    setup.install(setup.supported_program(), profile, folder)
    print(
        f"Đã cài cho LibreOffice. Hãy để sổ tính trong {folder} rồi mở bằng LibreOffice Calc: "
        "các nút trên Bảng điều khiển và mục Thi đua trên thanh trình đơn sẽ chạy.\n"
        "Đừng lưu sổ tính .xlsm bằng lệnh Lưu của LibreOffice: các nút trên trang sẽ mất (mục Thi đua vẫn dùng được).\n"
        "Gỡ cài đặt: thidua.py uninstall"
    )
    return 0
