"""A rectangle of values into cells."""

from __future__ import annotations

import re
from typing import Any

from .cursor import Area, Probe, area_of, cells
from .looks import format_areas, merged_areas

# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
CONTENT = 1 | 2 | 4 | 16
_LOGICAL_TYPE = 1024
"""com.sun.star.util.NumberFormat.LOGICAL"""
_GENERAL = 0
_XL_OOX = 3
"""com.sun.star.sheet.AddressConvention.XL_OOX: the notation of Excel's files."""
_TEXT = r'"(?:[^"]|"")*"'
_LINK = re.compile(rf"=HYPERLINK\(({_TEXT})(?:,({_TEXT}))?\)")
"""The one formula that comes in hundreds; without references, LibreOffice's own notation differs in its separator."""


class Refused(Exception):
    """(kind, place, more): what the clerk must be told; the caller has the words."""


class UnknownFormats(Exception):
    """(keys): number formats that must be judged first."""


def put(model: Any, sheet: Any, kinds: dict[int, str], area: Area, rows: list[list[Any]]) -> None:
    """Write `rows` into `area`; all is checked before any.

    Values: "" to empty a cell, float, str, bool; (kind, content) for the rest: ("date", serial), ("formula", Excel's
    notation), ("error", its name), ("strict", text that only a text format may take). Formats stay, except that a
    truth value needs LibreOffice's own and a number must not have that. Raises `Refused` for a date where none is
    shown, strict text where it would be converted, a covered cell of a merged area; `UnknownFormats`.
    """
    row1, col1 = area[:2]
    special = {
        (i, j): value
        for i, line in enumerate(rows, row1)
        for j, value in enumerate(line, col1)
        if type(value) is not str
    }
    probe = Probe(sheet)
    shows = _shows(probe, kinds, {place for place, value in special.items() if not _free(value)})
    for place, value in special.items():
        kind, content = _pair(value)
        if kind == "strict" and shows.get(place) != "text":
            raise Refused("strict", place, content)
        if kind == "date" and shows.get(place) != "date":
            raise Refused("date", place)
    _refuse_covered(sheet, probe, area, rows)
    _set_formats(model, sheet, special, shows)
    block = cells(sheet, area)
    _note_empty(block)
    block.setDataArray(tuple(tuple(map(_plain, line)) for line in rows))
    _set_formulas(model, sheet, {place: value for place, value in special.items() if _free(value)})


def _note_empty(block: Any) -> None:
    """Lets the undo list know which cells of the block are empty.

    LibreOffice 7.4 undoes `setDataArray` by putting back what was there, and empties nothing: an empty cell would
    keep its new value. Undoing a matrix formula empties its area first.
    """
    if block.queryEmptyCells().getCount():
        block.setArrayFormula("=0")
        block.clearContents(CONTENT)


def _free(value: Any) -> bool:
    """Whether a special value is a formula or an error: no format matters to it."""
    return type(value) is tuple and value[0] in ("formula", "error")


def _pair(value: Any) -> tuple[str, Any]:
    kind, content = value if isinstance(value, tuple) else ("", value)  # pyright: ignore[reportUnknownVariableType]
    return kind, content  # pyright: ignore[reportUnknownVariableType]


def _plain(value: Any) -> str | float:
    if _free(value):
        return ""
    plain = _pair(value)[1]
    return float(plain) if type(plain) is bool else plain


def _shows(probe: Probe, kinds: dict[int, str], places: set[tuple[int, int]]) -> dict[tuple[int, int], str]:
    found: dict[tuple[int, int], str] = {}
    areas = format_areas(probe, places)
    unknown = {key for key, _ in areas} - kinds.keys()
    if unknown:
        raise UnknownFormats(unknown)
    for key, (row1, col1, row2, col2) in areas:
        if kinds[key] != "number":
            found.update(
                ((row, col), kinds[key]) for row in range(row1, row2 + 1) for col in range(col1, col2 + 1)
            )
    return found


def _refuse_covered(sheet: Any, probe: Probe, area: Area, rows: list[list[Any]]) -> None:
    cursor = sheet.createCursorByRange(cells(sheet, area))
    cursor.collapseToMergedArea()
    wide = area_of(cursor.getRangeAddress())
    for merged in merged_areas(sheet, probe, wide):
        row1, col1, row2, col2 = merged
        for i in range(max(row1, area[0]), min(row2, area[2]) + 1):
            for j in range(max(col1, area[1]), min(col2, area[3]) + 1):
                if (i, j) != (row1, col1) and rows[i - area[0]][j - area[1]] != "":
                    raise Refused("merged", (i, j), merged)


def _set_formats(
    model: Any, sheet: Any, special: dict[tuple[int, int], Any], shows: dict[tuple[int, int], str]
) -> None:
    key: int | None = None
    for (row, col), value in special.items():
        logical = shows.get((row, col)) == "logical"
        if type(value) is bool and not logical:
            if key is None:
                formats = model.getNumberFormats()
                key = formats.getStandardFormat(_LOGICAL_TYPE, model.CharLocale)
            sheet.getCellByPosition(col - 1, row - 1).NumberFormat = key
        elif type(value) is float and logical:
            sheet.getCellByPosition(col - 1, row - 1).NumberFormat = _GENERAL


def _set_formulas(model: Any, sheet: Any, special: dict[tuple[int, int], Any]) -> None:
    parser: Any = None
    columns: dict[int, dict[int, str]] = {}
    for (row, col), (kind, text) in special.items():
        link = _LINK.fullmatch(text) if kind == "formula" else None
        if kind == "error":
            # A cell of LibreOffice holds an error only as the result of a formula.
            columns.setdefault(col, {})[row] = f"={text}"
        elif link is not None:
            shown = f";{link[2]}" if link[2] else ""
            columns.setdefault(col, {})[row] = f"=HYPERLINK({link[1]}{shown})"
        else:
            if parser is None:
                parser = model.createInstance("com.sun.star.sheet.FormulaParser")
                parser.CompileEnglish = True
                parser.FormulaConvention = _XL_OOX
            cell = sheet.getCellByPosition(col - 1, row - 1)
            cell.setTokens(parser.parseFormula(text[1:], cell.getCellAddress()))
    for col, formulas in columns.items():
        for first, last in _runs(sorted(formulas)):
            block = cells(sheet, (first, col, last, col))
            block.setFormulaArray(tuple((formulas[row],) for row in range(first, last + 1)))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found
