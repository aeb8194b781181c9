# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One defined name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import area_of
from xlpy.books.libreoffice_engine.range import OfficeRange
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.book import OfficeBook


class OfficeName(base_classes.Name):
    """A defined name of a workbook open in LibreOffice."""

    def __init__(self, book: OfficeBook, tab: str | None, name: str, found: Any) -> None:
        self._book = book
        self._tab = tab
        self._name = name
        self._found = found

    @property
    def api(self) -> Any:
        """UNO's named range."""
        return self._found

    @property
    def name(self) -> str:
        """'Name', or 'Tab!Name' for a name of one sheet."""
        return f"{self._tab}!{self._name}" if self._tab else self._name

    @property
    def refers_to(self) -> str:
        """Its definition in Excel's notation with '='."""
        with uno_bridge.talking(self._book.document.label):
            place = self._found.getReferencePosition()
            translator = self._book.document.translator
            return "=" + translator.text(self._found.getTokens(), place.Sheet, place.Row, place.Column)

    @property
    def refers_to_range(self) -> OfficeRange:
        """The cells it names. Raises ValueError for a constant, a formula, several areas or #REF!."""
        with uno_bridge.talking(self._book.document.label):
            cells = self._found.getReferredCells()
            if cells is None:
                raise ValueError(f"the name {self.name!r} is no range: {self.refers_to}")
            address = cells.getRangeAddress()
        row1, col1, row2, col2 = area_of(address)
        return self._book.sheets(address.Sheet + 1).range((row1, col1), (row2, col2))
