# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import TableFacts
from xlpy.books.libreoffice_engine.range import OfficeRange
from xlpy.books.libreoffice_engine.writing import resize_table
from xlpy.books.xw import base_classes, xlwings

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.sheet import OfficeSheet


class OfficeTable(base_classes.Table):
    """An Excel table, for LibreOffice a database range; knows the area it had when it was looked up."""

    def __init__(self, sheet: OfficeSheet, found: TableFacts) -> None:
        self._sheet = sheet
        self._found = found

    @property
    def api(self) -> Any:
        """UNO's database range."""
        document = self._sheet.book.document
        with uno_bridge.talking(document.label):
            return document.model.DatabaseRanges.getByName(self._found.name)

    @property
    def name(self) -> str:
        """Its name."""
        return self._found.name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError("the LibreOffice engine does not rename tables")

    @property
    def parent(self) -> OfficeSheet:
        """Its sheet."""
        return self._sheet

    @property
    def range(self) -> OfficeRange:
        """The table with its header and totals rows."""
        row1, col1, row2, col2 = self._found.area
        return self._sheet.range((row1, col1), (row2, col2))

    def resize(self, range: xlwings.Range) -> None:
        """Give the table a new last row. Raises `CellRefused`; NotImplementedError if anything else would move."""
        row1, col1, _, col2 = self._found.area
        rows, cols = range.shape
        if (range.row, range.column, cols) != (row1, col1, col2 - col1 + 1):
            raise NotImplementedError("the LibreOffice engine moves a table's last row only")
        document = self._sheet.book.document
        resize_table(document, self._sheet.name, self._found.name, row1 + rows - 1)
        self._found = self._found._replace(area=(row1, col1, row1 + rows - 1, col2))
