"""Cells of a live sheet as xlwings' Excel engine gives them: float, str, bool, datetime, None, `CellError`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from xlpy.books.libreoffice_engine.document import Area, Document
from xlpy.books.libreoffice_engine.formats import NumberFormats, Shows
from xlpy.books.ooxml.serials import from_serial
from xlpy.books.values import CellError

_ERRORS = {
    32767: "#N/A",
    532: "#DIV/0!",
    519: "#VALUE!",
    524: "#REF!",
    525: "#NAME?",
    503: "#NUM!",
    521: "#NULL!",
}
"""LibreOffice's error numbers that Excel has too; every other one (Err:502 …) reads as #VALUE!."""

_TAB = "\x01"
"""What LibreOffice gives for a tab inside text with line breaks or mixed looks."""


def read_block(document: Document, tab: str, area: Area) -> list[list[object]]:
    """Values of a 1-based area, always two-dimensional."""
    answer = document.run("read_area", tab, area)
    document.formats.learn(answer["formats"])
    return values_of(answer["block"], document.formats, answer["date1904"])


def values_of(block: dict[str, Any], formats: NumberFormats, date1904: bool) -> list[list[object]]:
    """The values in the facts of a block; see `inside.sheets.read_area`."""
    area: Area = block["area"]
    rows: list[list[Any]] = [[None if value == "" else value for value in line] for line in block["data"]]
    for line in rows:
        for j, value in enumerate(line):
            if type(value) is str and _TAB in value:
                line[j] = value.replace(_TAB, "\t")
    for key, part in block["kinds"]:
        shows = formats.shows(key)
        if shows is Shows.DATE or shows is Shows.LOGICAL:
            for i, j in _places(part, area):
                value = rows[i][j]
                if isinstance(value, float):
                    logical = shows is Shows.LOGICAL
                    rows[i][j] = bool(value) if logical else from_serial(value, date1904) or value
    for row, col in block["logical"]:
        value = rows[row - area[0]][col - area[1]]
        if isinstance(value, float):
            rows[row - area[0]][col - area[1]] = bool(value)
    for row, col, number in block["errors"]:
        rows[row - area[0]][col - area[1]] = CellError(_ERRORS.get(number, "#VALUE!"))
    return rows


def _places(part: Area, inside: Area) -> Iterator[tuple[int, int]]:
    """0-based places within `inside` of the cells of `part`, which lies in it."""
    row1, col1, row2, col2 = part
    for row in range(row1 - inside[0], row2 - inside[0] + 1):
        for col in range(col1 - inside[1], col2 - inside[1] + 1):
            yield row, col
