# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One Excel table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books.file_engine.range import FileRange
from xlpy.books.ooxml.tables import TablePart
from xlpy.books.xw import base_classes, xlwings

if TYPE_CHECKING:
    from xlpy.books.file_engine.sheet import FileSheet


class FileTable(base_classes.Table):
    """A table (ListObject) of a closed workbook."""

    def __init__(self, sheet: FileSheet, part: TablePart) -> None:
        self._sheet = sheet
        self._part = part

    @property
    def api(self) -> TablePart:
        """The table at package level."""
        return self._part

    @property
    def name(self) -> str:
        """Its name."""
        return self._part.name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError("the file engine does not rename tables")

    @property
    def parent(self) -> FileSheet:
        """Its sheet."""
        return self._sheet

    @property
    def range(self) -> FileRange:
        """The table with its header and totals rows."""
        row1, col1, row2, col2 = self._part.area
        return self._sheet.range((row1, col1), (row2, col2))

    def resize(self, range: xlwings.Range) -> None:
        """Give the table a new last row. Raises `CellRefused`; NotImplementedError if anything else would move."""
        row1, col1, _, col2 = self._part.area
        rows, cols = range.shape
        if (range.row, range.column, cols) != (row1, col1, col2 - col1 + 1):
            raise NotImplementedError("the file engine moves a table's last row only")
        self._sheet.book.file.resize_table(self._sheet.name, self._part, row1 + rows - 1)
