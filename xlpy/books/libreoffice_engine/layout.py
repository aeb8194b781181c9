"""Live sheets as `SheetGrid`: their values, and what xlwings has no word for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from xlpy.books.errors import BookTooBig
from xlpy.books.grid import CellPlace, SheetGrid
from xlpy.books.libreoffice_engine.document import Area, Document
from xlpy.books.libreoffice_engine.reading import values_of
from xlpy.books.ooxml.cells import WIDE
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.sheetreader import COLUMN_GAP, MAX_SLOTS, MAX_STRAY, ROW_GAP
from xlpy.books.ooxml.styles import LEGACY_FONT

_NOT_VIETNAMESE = ("[\u0080-\u00bf\u00c4-\u00c7\u00cb\u00ce-\u00d1\u00d6-\u00d8\u00db\u00dc\u00de-\u00df"
                   "\u00e4-\u00e7\u00eb\u00ee-\u00f1\u00f6-\u00f8\u00fb\u00fc\u00fe\u00ff]")  # fmt: skip
"""Latin-1 letters and signs that no Vietnamese word has, but TCVN3 and VNI texts do."""
_RULES = {
    "legacy": LEGACY_FONT,
    "foreign": _NOT_VIETNAMESE,
    "row_gap": ROW_GAP,
    "column_gap": COLUMN_GAP,
    "wide": WIDE,
    "slots": MAX_SLOTS,
    "stray": MAX_STRAY,
}


def read_layouts(document: Document, tabs: Sequence[str]) -> list[SheetGrid]:
    """Whole sheets in one request. Raises `BookTooBig` where `ooxml.sheetreader` does for the closed file."""
    answer = document.run("read_sheets", list(tabs), _RULES)
    document.formats.learn(answer["formats"])
    return [_grid(document, facts, answer["date1904"]) for facts in answer["sheets"]]


def _grid(document: Document, facts: dict[str, Any], date1904: bool) -> SheetGrid:
    tab: str = facts["tab"]
    if "too_big" in facts:
        raise BookTooBig(document.label, f"trang “{tab}” dùng tới ô {cell_name(*facts['too_big'])}")
    if "too_many" in facts:
        raise _too_many(document, tab, facts["too_many"])
    grid = SheetGrid(
        tab,
        code_name=facts["code_name"] or None,
        visible="visible" if facts["visible"] else "hidden",
        protected=facts["protected"],
        filtered=facts["filtered"],
        date1904=date1904,
        hidden_rows=frozenset(facts["hidden_rows"]),
        hidden_cols=frozenset(facts["hidden_cols"]),
        merged=tuple(sorted(facts["merged"])),
        legacy_fonts={(row, col): font for row, col, font in facts["fonts"]},
    )
    block = facts["block"]
    if block is not None:
        _trim(grid, values_of(block, document.formats, date1904), block["area"])
        grid.formulas = _formulas(block)
        grid.stray = _stray(document, tab, facts, date1904)
    return grid


def _trim(grid: SheetGrid, rows: list[list[object]], area: Area) -> None:
    filled = [i for i, line in enumerate(rows) if any(value is not None for value in line)]
    if not filled:
        return
    kept = rows[filled[0] : filled[-1] + 1]
    used = [j for j in range(len(kept[0])) if any(line[j] is not None for line in kept)]
    grid.rows = [line[used[0] : used[-1] + 1] for line in kept]
    grid.first_row, grid.first_col = area[0] + filled[0], area[1] + used[0]


def _formulas(block: dict[str, Any]) -> frozenset[CellPlace]:
    """Places of formulas. A constant truth value or error of the file is for LibreOffice a formula (=TRUE()): not here."""
    found = {
        (row, col)
        for row1, col1, row2, col2 in block["formulas"]
        for row in range(row1, row2 + 1)
        for col in range(col1, col2 + 1)
    }
    return frozenset(found.difference(map(tuple, block["constants"])))


def _stray(document: Document, tab: str, facts: dict[str, Any], date1904: bool) -> dict[CellPlace, object]:
    found: dict[CellPlace, object] = {}
    area: Area = facts["area"]
    for block in facts["far"]:
        top, left = block["area"][:2]
        for i, line in enumerate(values_of(block, document.formats, date1904), top):
            for j, value in enumerate(line, left):
                if value is not None and (i > area[2] or j > area[3]):
                    found[i, j] = value
    if len(found) > MAX_STRAY:
        raise _too_many(document, tab, min(found))
    return found


def _too_many(document: Document, tab: str, place: CellPlace) -> BookTooBig:
    return BookTooBig(
        document.label, f"trang “{tab}” có hơn {MAX_STRAY} ô nằm xa bảng, từ ô {cell_name(*place)}"
    )
