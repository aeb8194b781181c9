"""Looks, notes, links and tabs of a live document: changes that only LibreOffice's own save puts into the file."""

from __future__ import annotations

from typing import Any

from xlpy.books.libreoffice_engine.document import Area, Document
from xlpy.books.libreoffice_engine.writing import submit

_FORBIDDEN = frozenset("\\/?*[]:")
MAX_TAB = 31
"""Characters in the name of a tab, as Excel allows."""


def set_looks(document: Document, tab: str, area: Area, properties: dict[str, Any], what: str) -> None:
    """Give UNO's cell properties to an area; `what` names the change for the clerk. Raises `CellRefused`."""
    submit(document, ("looks", tab, area, properties), None, what)


def set_number_format(document: Document, tab: str, area: Area, code: str) -> None:
    """Give an area a number format in Excel's English words. Raises `CellRefused`, also for one that means nothing."""
    submit(document, ("format", tab, area, code), None, "định dạng số")


def set_note(document: Document, tab: str, row: int, col: int, text: str | None) -> None:
    """Write a cell's note, or with None take it away. Raises `CellRefused`."""
    submit(document, ("note", tab, (row, col, row, col), text), None, "ghi chú của ô")


def set_link(document: Document, tab: str, row: int, col: int, address: str, text: str) -> None:
    """Replace a cell's content with a linked text. Raises `CellRefused`."""
    submit(document, ("link", tab, (row, col, row, col), address, text), None, "liên kết trong ô")


def arrange(document: Document, tab: str, action: str, *more: object) -> None:
    """Add, copy, rename, delete, show or hide a sheet; see `inside.tabs.arrange`.

    Raises `CellRefused` where Excel refuses too, ValueError for a name that no tab may have in Excel.
    """
    for value in more:
        if isinstance(value, str) and not _is_tab_name(value):
            raise ValueError(f"no tab can have this name: {value!r}")
    submit(document, ("sheet", tab, action, *more), None, "các trang của sổ tính")


def _is_tab_name(name: str) -> bool:
    return 0 < len(name) <= MAX_TAB and not _FORBIDDEN & set(name) and name[0] != "'" and name[-1] != "'"


def to_rgb(color: object) -> int:
    """LibreOffice's colour of xlwings': an RGB tuple, '#efefef', or Excel's number (blue-green-red)."""
    if isinstance(color, str):
        color = tuple(bytes.fromhex(color.removeprefix("#")))
    if isinstance(color, int):
        color = color & 255, color >> 8 & 255, color >> 16 & 255
    if not isinstance(color, (tuple, list)):
        raise ValueError(f"no such color: {color!r}")
    parts: list[int] = [int(part) for part in color]  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    if len(parts) != 3 or not all(0 <= part <= 255 for part in parts):
        raise ValueError(f"no such color: {color!r}")
    return parts[0] << 16 | parts[1] << 8 | parts[2]


def from_rgb(number: int) -> tuple[int, int, int]:
    """xlwings' RGB tuple of LibreOffice's colour."""
    return number >> 16 & 255, number >> 8 & 255, number & 255
