# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import area_of
from xlpy.books.libreoffice_engine.range import OfficeRange
from xlpy.books.libreoffice_engine.resizing import resize_table
from xlpy.books.xw import base_classes, xlwings

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.sheet import OfficeSheet


class OfficeTable(base_classes.Table):
    """An Excel table, for LibreOffice a database range."""

    def __init__(self, sheet: OfficeSheet, found: Any) -> None:
        self._sheet = sheet
        self._found = found

    @property
    def api(self) -> Any:
        """UNO's database range."""
        return self._found

    @property
    def name(self) -> str:
        """Its name."""
        with uno_bridge.talking(self._sheet.book.document.label):
            return self._found.getName()

    @property
    def parent(self) -> OfficeSheet:
        """Its sheet."""
        return self._sheet

    @property
    def range(self) -> OfficeRange:
        """The table with its header and totals rows."""
        with uno_bridge.talking(self._sheet.book.document.label):
            row1, col1, row2, col2 = area_of(self._found.getDataArea())
        return self._sheet.range((row1, col1), (row2, col2))

    def resize(self, range: xlwings.Range) -> None:
        """Give the table a new last row. Raises `CellRefused`; NotImplementedError if anything else would move."""
        row1, col1, _, col2 = self.range.area
        rows, cols = range.shape
        if (range.row, range.column, cols) != (row1, col1, col2 - col1 + 1):
            raise NotImplementedError("the LibreOffice engine moves a table's last row only")
        resize_table(self._sheet.book.document, self._sheet.api, self._found, row1 + rows - 1)
