# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One sheet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from xlpy.books.file_engine.range import FileRange
from xlpy.books.file_engine.tables import FileTables
from xlpy.books.grid import SheetGrid
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW, parse_area
from xlpy.books.ooxml.workbookpart import SheetEntry
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.book import FileBook


class FileSheet(base_classes.Sheet):
    """A sheet of a closed workbook."""

    def __init__(self, book: FileBook, entry: SheetEntry) -> None:
        self._book = book
        self._entry = entry

    @property
    def api(self) -> SheetEntry:
        """The sheet at package level."""
        return self._entry

    @property
    def name(self) -> str:
        """The tab's name."""
        return self._entry.tab

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError("the file engine does not rename sheets")

    @property
    def index(self) -> int:
        """The 1-based position among the tabs."""
        return self._book.file.part.sheets.index(self._entry) + 1

    @property
    def book(self) -> FileBook:
        """Its workbook."""
        return self._book

    @property
    def visible(self) -> bool:
        """Whether the tab can be seen."""
        return self._entry.visible == "visible"

    @visible.setter
    def visible(self, value: bool) -> None:
        raise NotImplementedError("the file engine does not hide sheets")

    def layout(self) -> SheetGrid:
        """What xlwings has no word for: see `SheetGrid`. Ours, not part of xlwings' contract."""
        return self._book.file.grid(self.name)

    def range(
        self,
        arg1: str | tuple[int, ...] | FileRange,
        arg2: tuple[int, int] | FileRange | None = None,
    ) -> FileRange:
        """A range by A1 address, by one or two (row, column) pairs, by (row, column, rows, columns) or two ranges."""
        if isinstance(arg1, str):
            row1, col1, row2, col2 = parse_area(arg1)
        else:
            row1, col1, row2, col2 = _corners(arg1)
            if arg2 is not None:
                other = _corners(arg2)
                row1, col1 = min(row1, other[0]), min(col1, other[1])
                row2, col2 = max(row2, other[2]), max(col2, other[3])
        if not (1 <= row1 <= row2 <= MAX_ROW and 1 <= col1 <= col2 <= MAX_COL):
            raise IndexError(f"no such range: {(row1, col1, row2, col2)}")
        return FileRange(self, row1, col1, (row2 - row1 + 1, col2 - col1 + 1))

    def write_cells(self, cells: Iterable[tuple[int, int, object]]) -> None:
        """Scattered values, (row, col, value); all are checked before any is noted. Ours, not part of the contract."""
        self._book.file.set_cells(self.name, cells)

    @property
    def cells(self) -> FileRange:
        """All cells that a sheet can have."""
        return FileRange(self, 1, 1, (MAX_ROW, MAX_COL))

    def filled(self) -> list[tuple[int, int, int, int]]:
        """Areas that hold all values and formulas, those that wait for the save too. Ours, not part of the contract."""
        grid = self.layout()
        places = {
            (row, col)
            for row, line in enumerate(grid.rows, grid.first_row)
            for col, value in enumerate(line, grid.first_col)
            if value is not None
        }
        places.update(grid.formulas, grid.stray)
        for place, value in self._book.file.pending(self.name).items():
            (places.discard if value is None or value == "" else places.add)(place)
        found: list[tuple[int, int, int, int]] = []
        for row, col in sorted(places):
            if found and found[-1][2:] == (row, col - 1):
                found[-1] = (*found[-1][:3], col)
            else:
                found.append((row, col, row, col))
        return found

    @property
    def used_range(self) -> FileRange:
        """The area of cells with a value or formula, stray ones left out; A1 for an empty sheet, as in Excel."""
        grid = self.layout()
        if not grid.rows:
            return FileRange(self, 1, 1, (1, 1))
        return FileRange(self, grid.first_row, grid.first_col, (len(grid.rows), len(grid.rows[0])))

    @property
    def tables(self) -> FileTables:
        """Its Excel tables."""
        return FileTables(self)


def _corners(place: tuple[int, ...] | FileRange) -> tuple[int, int, int, int]:
    if isinstance(place, FileRange):
        rows, cols = place.shape
        return place.row, place.column, place.row + rows - 1, place.column + cols - 1
    row, col, *size = place
    rows, cols = size or (1, 1)
    return row, col, row + rows - 1, col + cols - 1
