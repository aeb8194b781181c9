"""One sheet as plain data: what every engine gives to the reader, and what the reader needs to know beside it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Visibility = Literal["visible", "hidden", "veryHidden"]
CellPlace = tuple[int, int]
"""Row and column, both 1-based."""


@dataclass
class SheetGrid:
    """Values and layout of one sheet.

    `rows[i][j]` is the cell in row `first_row + i`, column `first_col + j`, one of None (empty or ""), str, float,
    bool, datetime, `values.CellError`. All rows have the same length. An empty sheet has no rows.

    The grid covers cells that hold a value or a formula; cells that are only formatted do not widen it. Cells far
    away from the rest (over `ooxml.cells` limits) are kept out of `rows` and stand in `stray` with their values.

    `formulas` are places of formula cells; `uncached` those of them that hold no value because the program that
    saved the file did not calculate (evidence.md §7.5). In `rows` these are None.

    `filtered`: a filter is on, so that rows may be out of sight. `legacy_fonts`: places of text set, wholly or in
    part, in a TCVN3 (".Vn…") or VNI font, with the font's name (domain.md §6.3-6.4). `date1904` is informative:
    dates in `rows` are already right.
    """

    tab: str
    code_name: str | None = None
    visible: Visibility = "visible"
    first_row: int = 1
    first_col: int = 1
    rows: list[list[object]] = field(default_factory=list[list[object]])
    hidden_rows: frozenset[int] = frozenset()
    hidden_cols: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    filtered: bool = False
    protected: bool = False
    legacy_fonts: dict[CellPlace, str] = field(default_factory=dict[CellPlace, str])
    formulas: frozenset[CellPlace] = frozenset()
    uncached: frozenset[CellPlace] = frozenset()
    stray: dict[CellPlace, object] = field(default_factory=dict[CellPlace, object])
    date1904: bool = False

    def value(self, row: int, col: int) -> object:
        """The value at a 1-based place of the sheet; None outside the grid."""
        i, j = row - self.first_row, col - self.first_col
        if 0 <= i < len(self.rows) and 0 <= j < len(self.rows[i]):
            return self.rows[i][j]
        return self.stray.get((row, col))
