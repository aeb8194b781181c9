"""Names of folders and files: ASCII, no name that Windows reserves, whole path under 240 characters."""

from __future__ import annotations

import re
from pathlib import Path

from xlpy.packets.errors import PacketError
from xlpy.vietnamese.text import fold_ascii, slug

MAX_PATH = 240
"""Longest whole path in characters (DESIGN.md, Packets): Windows allows 259, mail programs and zips add some."""

PRINT_NAME = "00-ban-in.pdf"
"""All documents of a unit in order, to print in one go."""

_UNIT_SLUG = 40
_NOMINEE_SLUG = 40
_CODE = re.compile("[A-Za-z0-9][A-Za-z0-9_-]*")


def unit_folder(unit_code: str, unit_name: str) -> str:
    """Folder of a unit: "00001-phuong-phuc-xa". The code keeps its letter case where it is ASCII."""
    code = unit_code if _CODE.fullmatch(unit_code) else slug(unit_code, 16)
    return f"{code}-{slug(unit_name, _UNIT_SLUG)}"


def report_name(number: int, nominee_name: str) -> str:
    """File of a nominee's report; `number` counts in list order from 1: "05-bao-cao-01-nguyen-van-an.docx"."""
    return f"05-bao-cao-{number:02d}-{slug(nominee_name, _NOMINEE_SLUG)}.docx"


def beside_name(name: str, number: int) -> str:
    """Name for a new version beside a file that staff have edited: "…-moi.docx", then "…-moi-2.docx"."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}-moi{'' if number == 1 else f'-{number}'}.{ending}"


def check_length(path: Path) -> None:
    """Raises PacketError when the whole path, with room for "-moi", would reach 240 characters."""
    length = len(str(path.absolute())) + len("-moi-2")
    if length >= MAX_PATH:
        raise PacketError(
            f"Đường dẫn quá dài ({length} ký tự, phải dưới {MAX_PATH}): {path}. "
            "Hãy chọn thư mục xuất có đường dẫn ngắn hơn, ví dụ một thư mục ngay dưới ổ đĩa."
        )


def same_on_windows(name: str) -> str:
    """Key under which two names are one file on Windows."""
    return fold_ascii(name).casefold()
