"""Cells of a live sheet as xlwings' Excel engine gives them: float, str, bool, datetime, None, `CellError`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from xlpy.books.libreoffice_engine.document import Area, Document, area_of, cells
from xlpy.books.libreoffice_engine.formats import Shows
from xlpy.books.libreoffice_engine.formulas import is_logical
from xlpy.books.ooxml.serials import from_serial
from xlpy.books.values import CellError

# com.sun.star.sheet.FormulaResult
_VALUE_RESULT, _ERROR_RESULT = 1, 4
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


class Look(NamedTuple):
    """Cells of one format: number format key, font, 1-based areas."""

    key: int
    font: str
    areas: list[Area]


def looks(block: Any) -> list[Look]:
    """The formats in a UNO range, each with the areas that it covers."""
    groups = block.getUniqueCellFormatRanges()
    found: list[Look] = []
    for index in range(groups.getCount()):
        group = groups.getByIndex(index)
        key, font = group.getPropertyValues(("NumberFormat", "CharFontName"))
        found.append(Look(key, font or "", [area_of(address) for address in group.getRangeAddresses()]))
    return found


def read_block(
    document: Document, sheet: Any, area: Area, known: list[Look] | None = None
) -> list[list[object]]:
    """Values of a 1-based area, always two-dimensional. `known`: the formats, if the caller has them already."""
    block = cells(sheet, area)
    data = block.getDataArray()
    rows: list[list[object]] = [[value if value != "" else None for value in line] for line in data]
    if any(isinstance(value, float) for line in rows for value in line):
        _convert_numbers(document, rows, area, looks(block) if known is None else known)
        _mark_logical(sheet, block, rows, area)
    # UNO gives None for an error only; empty cells are ''.
    if any(value is None for line in data for value in line):
        _put_errors(sheet, block, rows, area)
    return rows


def _convert_numbers(document: Document, rows: list[list[object]], area: Area, known: list[Look]) -> None:
    date1904 = document.date1904
    for look in known:
        shows = document.formats.shows(look.key)
        if shows not in (Shows.DATE, Shows.LOGICAL):
            continue
        for i, j in _places(look.areas, area):
            value = rows[i][j]
            if isinstance(value, float):
                rows[i][j] = bool(value) if shows is Shows.LOGICAL else from_serial(value, date1904) or value


def _mark_logical(sheet: Any, block: Any, rows: list[list[object]], area: Area) -> None:
    for address in block.queryFormulaCells(_VALUE_RESULT).getRangeAddresses():
        part = area_of(address)
        places = [(i, j) for i, j in _places([part], area) if rows[i][j] in (0.0, 1.0)]
        if not places:
            continue
        formulas = cells(sheet, part).getFormulaArray()
        for i, j in places:
            formula = formulas[i + area[0] - part[0]][j + area[1] - part[1]]
            if isinstance(rows[i][j], float) and is_logical(formula):
                rows[i][j] = bool(rows[i][j])


def _put_errors(sheet: Any, block: Any, rows: list[list[object]], area: Area) -> None:
    for address in block.queryFormulaCells(_ERROR_RESULT).getRangeAddresses():
        for i, j in _places([area_of(address)], area):
            number = sheet.getCellByPosition(j + area[1] - 1, i + area[0] - 1).getError()
            rows[i][j] = CellError(_ERRORS.get(number, "#VALUE!"))


def _places(areas: list[Area], inside: Area) -> Iterator[tuple[int, int]]:
    """0-based places within `inside` of the cells that the areas share with it."""
    for row1, col1, row2, col2 in areas:
        for row in range(max(row1, inside[0]), min(row2, inside[2]) + 1):
            for col in range(max(col1, inside[1]), min(col2, inside[3]) + 1):
                yield row - inside[0], col - inside[1]
