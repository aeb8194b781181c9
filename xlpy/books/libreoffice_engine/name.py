# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One defined name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.range import OfficeRange
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.book import OfficeBook


class OfficeName(base_classes.Name):
    """A defined name of a workbook open in LibreOffice."""

    def __init__(self, book: OfficeBook, tab: str | None, name: str) -> None:
        self._book = book
        self._tab = tab
        self._name = name

    @property
    def api(self) -> Any:
        """UNO's named range."""
        document = self._book.document
        with uno_bridge.talking(document.label):
            holder = document.sheets.getByName(self._tab) if self._tab else document.model
            return holder.NamedRanges.getByName(self._name)

    @property
    def name(self) -> str:
        """'Name', or 'Tab!Name' for a name of one sheet."""
        return f"{self._tab}!{self._name}" if self._tab else self._name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError("the LibreOffice engine does not rename defined names")

    @property
    def refers_to(self) -> str:
        """Its definition in Excel's notation with '='."""
        with uno_bridge.talking(self._book.document.label):
            found = self.api
            place = found.getReferencePosition()
            translator = self._book.document.translator
            return "=" + translator.text(found.getTokens(), place.Sheet, place.Row, place.Column)

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        raise NotImplementedError("the LibreOffice engine does not redefine names")

    @property
    def refers_to_range(self) -> OfficeRange:
        """The cells it names. Raises ValueError for a constant, a formula, several areas or #REF!."""
        _, _, sheet, area = self._book.document.run("find_name", self._tab, self._name)
        if area is None:
            raise ValueError(f"the name {self.name!r} is no range: {self.refers_to}")
        row1, col1, row2, col2 = area
        return self._book.sheets(sheet + 1).range((row1, col1), (row2, col2))
