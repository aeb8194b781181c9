"""A live sheet as `SheetGrid`: its values, and what xlwings has no word for."""

from __future__ import annotations

import re
from typing import Any

from xlpy.books.errors import BookTooBig
from xlpy.books.grid import CellPlace, SheetGrid
from xlpy.books.libreoffice_engine.document import Area, Document, area_of, cells, merged_areas
from xlpy.books.libreoffice_engine.reading import Look, looks, read_block
from xlpy.books.ooxml.cells import WIDE
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.sheetreader import COLUMN_GAP, MAX_SLOTS, MAX_STRAY, ROW_GAP
from xlpy.books.ooxml.styles import is_legacy_font
from xlpy.books.values import CellError

# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
CONTENT = 1 | 2 | 4 | 16
_FORMULA = 16
_CONSTANT = re.compile(r"=(?:TRUE\(\)|FALSE\(\)|#[A-Z/0!?]+)")
_NOT_VIETNAMESE = re.compile("[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df"
                             "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]")  # fmt: skip
"""Latin-1 letters and signs that no Vietnamese word has, but TCVN3 and VNI texts do."""


def used_area(sheet: Any) -> tuple[Area | None, list[Area]]:
    """(the area of cells with a value or formula, areas that lie far away from it).

    The same rule as for closed files: a gap of 5,000 rows or 100 columns ends the sheet, columns beyond 1,024 never
    count. Formulas that show '' count here; `read_layout` trims them away.
    """
    found = [area_of(address) for address in sheet.queryContentCells(CONTENT).getRangeAddresses()]
    near = [area for area in found if area[1] <= WIDE]
    if not near:
        return None, found
    row1, row2 = _first_run([(area[0], area[2]) for area in near], ROW_GAP)
    near = [area for area in near if area[0] <= row2]
    col1, col2 = _first_run([(area[1], min(area[3], WIDE)) for area in near], COLUMN_GAP)
    far = [area for area in found if area[2] > row2 or area[3] > col2]
    return (row1, col1, row2, col2), far


def _first_run(spans: list[tuple[int, int]], gap: int) -> tuple[int, int]:
    start, end = min(spans)
    for first, last in sorted(spans):
        if first - end > gap:
            break
        end = max(end, last)
    return start, end


def read_layout(document: Document, sheet: Any) -> SheetGrid:
    """The whole sheet. Raises `BookTooBig` where `ooxml.sheetreader` does for the closed file."""
    tab = sheet.getName()
    grid = SheetGrid(
        tab,
        code_name=sheet.CodeName or None,
        visible="visible" if sheet.IsVisible else "hidden",
        protected=sheet.isProtected(),
        filtered=_filtered(document, sheet),
        date1904=document.date1904,
    )
    area, far = used_area(sheet)
    if area is not None:
        if (area[2] - area[0] + 1) * (area[3] - area[1] + 1) > MAX_SLOTS:
            raise BookTooBig(document.name, f"trang “{tab}” dùng tới ô {cell_name(area[2], area[3])}")
        known = looks(cells(sheet, area))
        rows = read_block(document, sheet, area, known)
        _trim(grid, rows, area)
        grid.legacy_fonts = _legacy_fonts(sheet, rows, area, known)
        grid.formulas = _formulas(sheet, rows, area)
        grid.stray = _stray(document, sheet, area, far)
    _hidden(grid, sheet)
    grid.merged = tuple(sorted(merged_areas(sheet, _reached(sheet))))
    return grid


def _reached(sheet: Any) -> Area:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    address = cursor.getRangeAddress()
    return 1, 1, address.EndRow + 1, address.EndColumn + 1


def _trim(grid: SheetGrid, rows: list[list[object]], area: Area) -> None:
    filled = [i for i, line in enumerate(rows) if any(value is not None for value in line)]
    if not filled:
        return
    kept = rows[filled[0] : filled[-1] + 1]
    used = [j for j in range(len(kept[0])) if any(line[j] is not None for line in kept)]
    grid.rows = [line[used[0] : used[-1] + 1] for line in kept]
    grid.first_row, grid.first_col = area[0] + filled[0], area[1] + used[0]


def _formulas(sheet: Any, rows: list[list[object]], area: Area) -> frozenset[CellPlace]:
    """Places of formulas. A constant truth value or error of the file is for LibreOffice a formula (=TRUE()): not here."""
    found: set[CellPlace] = set()
    for row1, col1, row2, col2 in map(
        area_of, cells(sheet, area).queryContentCells(_FORMULA).getRangeAddresses()
    ):
        found.update((row, col) for row in range(row1, row2 + 1) for col in range(col1, col2 + 1))
    for i, line in enumerate(rows, area[0]):
        for j, value in enumerate(line, area[1]):
            if (
                isinstance(value, (bool, CellError))
                and (i, j) in found
                and _CONSTANT.fullmatch(sheet.getCellByPosition(j - 1, i - 1).getFormula())
            ):
                found.remove((i, j))
    return frozenset(found)


def _stray(document: Document, sheet: Any, area: Area, far: list[Area]) -> dict[CellPlace, object]:
    found: dict[CellPlace, object] = {}
    for row1, col1, row2, col2 in far:
        if (row2 - row1 + 1) * (col2 - col1 + 1) > MAX_STRAY:
            raise _too_many(document, sheet, (row1, col1))
        for i, line in enumerate(read_block(document, sheet, (row1, col1, row2, col2)), row1):
            for j, value in enumerate(line, col1):
                if value is not None and (i > area[2] or j > area[3]):
                    found[i, j] = value
        if len(found) > MAX_STRAY:
            raise _too_many(document, sheet, min(found))
    return found


def _too_many(document: Document, sheet: Any, place: CellPlace) -> BookTooBig:
    detail = f"trang “{sheet.getName()}” có hơn {MAX_STRAY} ô nằm xa bảng, từ ô {cell_name(*place)}"
    return BookTooBig(document.name, detail)


def _hidden(grid: SheetGrid, sheet: Any) -> None:
    area = _reached(sheet)
    shown = [area_of(address) for address in cells(sheet, area).queryVisibleCells().getRangeAddresses()]
    rows = {row for row1, _, row2, _ in shown for row in range(row1, row2 + 1)}
    cols = {col for _, col1, _, col2 in shown for col in range(col1, col2 + 1)}
    grid.hidden_rows = frozenset(range(1, area[2] + 1)) - rows
    grid.hidden_cols = frozenset(range(1, area[3] + 1)) - cols


def _filtered(document: Document, sheet: Any) -> bool:
    ranges = document.model.DatabaseRanges
    index = sheet.getRangeAddress().Sheet
    return any(
        ranges.getByName(name).getFilterDescriptor().getFilterFields()
        for name, on in document.table_sheets().items()
        if on == index
    )


def _legacy_fonts(
    sheet: Any, rows: list[list[object]], area: Area, known: list[Look]
) -> dict[CellPlace, str]:
    """Text in a TCVN3 or VNI font, by whole cells; inside a cell where its letters are not Vietnamese."""
    found: dict[CellPlace, str] = {}
    for look in known:
        if is_legacy_font(look.font):
            for row1, col1, row2, col2 in look.areas:
                for row in range(row1, row2 + 1):
                    for col in range(col1, col2 + 1):
                        if isinstance(rows[row - area[0]][col - area[1]], str):
                            found[row, col] = look.font
    for i, line in enumerate(rows, area[0]):
        for j, value in enumerate(line, area[1]):
            # Asking one cell for its pieces costs some milliseconds: only where it can matter.
            if isinstance(value, str) and (i, j) not in found and _NOT_VIETNAMESE.search(value):
                font = _font_inside(sheet.getCellByPosition(j - 1, i - 1))
                if font:
                    found[i, j] = font
    return found


def _font_inside(cell: Any) -> str | None:
    paragraphs = cell.createEnumeration()
    while paragraphs.hasMoreElements():
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            font = portions.nextElement().CharFontName
            if is_legacy_font(font):
                return font
    return None
