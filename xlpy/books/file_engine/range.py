# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""A rectangle of cells."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, cast

from xlpy.books import regions
from xlpy.books.ooxml.coords import area_name
from xlpy.books.values import Formula, as_formulas
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.sheet import FileSheet


class FileRange(base_classes.Range):
    """Values of a rectangle; reads see what was written and not yet saved."""

    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(self, sheet: FileSheet, row: int, column: int, shape: tuple[int, int]) -> None:
        self._sheet = sheet
        self._row = row
        self._column = column
        self._shape = shape
        # xlwings assigns the options of a read here.
        self.options: dict[str, Any] | None = None

    @property
    def api(self) -> FileRange:
        """Itself: there is no native object, and xlwings writes only where this is truthy."""
        return self

    @property
    def sheet(self) -> FileSheet:
        """Its sheet."""
        return self._sheet

    @property
    def row(self) -> int:
        """First row, 1-based."""
        return self._row

    @property
    def column(self) -> int:
        """First column, 1-based."""
        return self._column

    @property
    def shape(self) -> tuple[int, int]:
        """Rows and columns."""
        return self._shape

    @property
    def address(self) -> str:
        """'A1' or 'A1:B2', with dollar signs as Excel gives it."""
        rows, cols = self._shape
        plain = area_name(self._row, self._column, self._row + rows - 1, self._column + cols - 1)
        return _dollars(plain)

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> FileRange:
        """The cell at a 1-based row and column of the range, or the n-th cell counted along its rows."""
        if arg2 is None:
            row, col = divmod(arg1 - 1, self._shape[1])
        else:
            row, col = arg1 - 1, arg2 - 1
        return FileRange(self._sheet, self._row + row, self._column + col, (1, 1))

    @property
    def raw_value(self) -> list[list[object]]:
        """Values as a list of rows, always two-dimensional."""
        grid = self._sheet.layout()
        rows, cols = self._shape
        left = self._column - grid.first_col
        found: list[list[object]] = []
        for row in range(self._row, self._row + rows):
            index = row - grid.first_row
            line = grid.rows[index][left : left + cols] if 0 <= index < len(grid.rows) and left >= 0 else []
            if len(line) < cols:
                line = [grid.value(row, col) for col in range(self._column, self._column + cols)]
            found.append(line)
        for (row, col), value in self._sheet.book.file.pending(self._sheet.name).items():
            i, j = row - self._row, col - self._column
            if 0 <= i < rows and 0 <= j < cols:
                found[i][j] = _as_read(value)
        return found

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        """Write a block, or one value into every cell of the range. Raises `CellRefused`, `StrictTextError`."""
        rows, cols = self._shape
        if isinstance(data, (list, tuple)):
            block = cast("Sequence[Sequence[object]]", data)
        else:
            block = [[data] * cols] * rows
        self._sheet.book.file.set_values(self._sheet.name, self._row, self._column, block)

    @property
    def formula(self) -> str:
        """The formula of the first cell with its '='; '' where there is none."""
        return self._sheet.book.file.formula(self._sheet.name, self._row, self._column) or ""

    @formula.setter
    def formula(self, value: object) -> None:
        self.raw_value = as_formulas(value)

    @property
    def number_format(self) -> str:
        """The format of the first cell; see `WorkbookFile.number_format`."""
        return self._sheet.book.file.number_format(self._sheet.name, self._row, self._column)

    @number_format.setter
    def number_format(self, value: str) -> None:
        raise NotImplementedError("the file engine does not change number formats")

    @property
    def row_height(self) -> float | None:
        """The height set and not yet saved of the first row, in points; None where none was."""
        return self._sheet.book.file.row_height(self._sheet.name, self._row)

    @row_height.setter
    def row_height(self, value: float) -> None:
        for row in range(self._row, self._row + self._shape[0]):
            self._sheet.book.file.set_row_height(self._sheet.name, row, value)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        return self._sheet.book.file.in_array(self._sheet.name, self._row, self._column)

    def end(self, direction: str) -> FileRange:
        """The cell that Ctrl+arrow reaches from the first cell; see `regions.end`."""
        row, col = regions.end(self._sheet.filled(), self._row, self._column, direction)
        return FileRange(self._sheet, row, col, (1, 1))

    @property
    def current_region(self) -> FileRange:
        """What empty rows and columns bound around the first cell; see `regions.current_region`."""
        first = self._row, self._column, self._row, self._column
        row1, col1, row2, col2 = regions.current_region(self._sheet.filled(), first)
        return FileRange(self._sheet, row1, col1, (row2 - row1 + 1, col2 - col1 + 1))

    def clear_contents(self) -> None:
        """Empty the cells; formats stay."""
        self.raw_value = None


def _as_read(value: object) -> object:
    """A value that waits for the save, as it will be read afterwards."""
    if isinstance(value, Formula):
        return value.cached
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def _dollars(plain: str) -> str:
    parts: list[str] = []
    for part in plain.split(":"):
        letters = part.rstrip("0123456789")
        parts.append(f"${letters}${part[len(letters) :]}")
    return ":".join(parts)
