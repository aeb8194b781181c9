# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""A rectangle of cells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from xlpy.books import regions
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import Area
from xlpy.books.libreoffice_engine.dressed import DressedRange
from xlpy.books.libreoffice_engine.inside.cursor import cells
from xlpy.books.libreoffice_engine.reading import read_block
from xlpy.books.libreoffice_engine.writing import autofit, clear_block, set_row_height, write_block
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW, cell_name
from xlpy.books.values import as_formulas

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.sheet import OfficeSheet


class OfficeRange(DressedRange):
    """Values of a rectangle of a live sheet."""

    max_cells_per_read = None
    max_cells_per_write = None

    def __init__(
        self,
        sheet: OfficeSheet,
        row: int,
        column: int,
        shape: tuple[int, int],
    ) -> None:
        self._sheet = sheet
        self._row = row
        self._column = column
        self._shape = shape
        # xlwings assigns the options of a read here.
        self.options: dict[str, Any] | None = None

    @property
    def api(self) -> OfficeRange:
        """Itself: xlwings writes only where this is truthy; UNO's range is `cells(sheet.api, area)`."""
        return self

    @property
    def sheet(self) -> OfficeSheet:
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
    def area(self) -> Area:
        """First row, first column, last row, last column; 1-based."""
        return self._row, self._column, self._row + self._shape[0] - 1, self._column + self._shape[1] - 1

    @property
    def address(self) -> str:
        """'$A$1' or '$A$1:$B$2', as Excel gives it."""
        row1, col1, row2, col2 = self.area
        first, last = _dollars(row1, col1), _dollars(row2, col2)
        return first if first == last else f"{first}:{last}"

    def __len__(self) -> int:
        return self._shape[0] * self._shape[1]

    def __call__(self, arg1: int, arg2: int | None = None) -> OfficeRange:
        """The cell at a 1-based row and column of the range, or the n-th cell counted along its rows."""
        if arg2 is None:
            row, col = divmod(arg1 - 1, self._shape[1])
        else:
            row, col = arg1 - 1, arg2 - 1
        return OfficeRange(self._sheet, self._row + row, self._column + col, (1, 1))

    @property
    def raw_value(self) -> list[list[object]]:
        """Values as a list of rows, always two-dimensional."""
        return read_block(self._sheet.book.document, self._sheet.name, self.area)

    @raw_value.setter
    def raw_value(self, data: object) -> None:
        """Write a block, or one value into every cell of the range. Raises `CellRefused`, `StrictTextError`."""
        rows, cols = self._shape
        if isinstance(data, (list, tuple)):
            block = cast("Sequence[Sequence[object]]", data)
        else:
            block = [[data] * cols] * rows
        write_block(self._sheet.book.document, self._sheet.name, self._row, self._column, block)

    @property
    def formula(self) -> str:
        """The formula of the first cell in Excel's notation with its '='; '' where there is none."""
        document, sheet = self._sheet.book.document, self._sheet.api
        document.flush()
        with uno_bridge.talking(document.label):
            cell = sheet.getCellByPosition(self._column - 1, self._row - 1)
            if not cell.getFormula().startswith("=") or cell.Type != uno_bridge.enum(
                "table.CellContentType", "FORMULA"
            ):
                return ""
            index = sheet.getRangeAddress().Sheet
            return "=" + document.translator.text(cell.getTokens(), index, self._row - 1, self._column - 1)

    @formula.setter
    def formula(self, value: object) -> None:
        self.raw_value = as_formulas(value)

    @property
    def has_array(self) -> bool:
        """Whether the first cell belongs to an array formula."""
        first = self._row, self._column, self._row, self._column
        return self._sheet.book.document.run("in_array", self._sheet.name, first)

    def end(self, direction: str) -> OfficeRange:
        """The cell that Ctrl+arrow reaches from the first cell; see `regions.end`."""
        if regions.is_upright(direction):
            line = (1, self._column, MAX_ROW, self._column)
        else:
            line = (self._row, 1, self._row, MAX_COL)
        row, col = regions.end(self._sheet.filled(line), self._row, self._column, direction)
        return OfficeRange(self._sheet, row, col, (1, 1))

    @property
    def current_region(self) -> OfficeRange:
        """What empty rows and columns bound around the first cell; see `regions.current_region`."""
        first = self._row, self._column, self._row, self._column
        row1, col1, row2, col2 = regions.current_region(self._sheet.filled(), first)
        return OfficeRange(self._sheet, row1, col1, (row2 - row1 + 1, col2 - col1 + 1))

    @property
    def row_height(self) -> float:
        """The height of the first row in points."""
        self._sheet.book.document.flush()
        with uno_bridge.talking(self._sheet.book.document.label):
            height: int = self._sheet.api.getRows().getByIndex(self._row - 1).Height
            return round(height * 72 / 2540, 1)

    @row_height.setter
    def row_height(self, value: float) -> None:
        set_row_height(self._sheet.book.document, self._sheet.name, self._row, self.area[2], value)

    def select(self) -> None:
        """Select the cells; their sheet comes to the front with them."""
        document = self._sheet.book.document
        document.flush()
        with uno_bridge.talking(document.label):
            controller = document.model.getCurrentController()
            if controller is not None:
                controller.select(cells(self._sheet.api, self.area))

    def autofit(self, axis: str | None = None) -> None:
        """Let rows ("rows", "r"), columns ("columns", "c") or both take the size that their content needs.

        A matter of the window only: `Book.save` does not put it into the file.
        """
        rows, columns = axis in (None, "rows", "r"), axis in (None, "columns", "c")
        autofit(self._sheet.book.document, self._sheet.name, self.area, rows=rows, columns=columns)

    def clear_contents(self) -> None:
        """Empty the cells; formats stay."""
        clear_block(self._sheet.book.document, self._sheet.name, self.area)


def _dollars(row: int, col: int) -> str:
    return f"${cell_name(row, col).rstrip('0123456789')}${row}"
