# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""What a range of a live sheet carries besides its values: looks, note, link."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from xlpy.books.libreoffice_engine import dressing
from xlpy.books.libreoffice_engine.document import Area
from xlpy.books.libreoffice_engine.font import OfficeFont
from xlpy.books.libreoffice_engine.note import OfficeNote
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.range import OfficeRange
    from xlpy.books.libreoffice_engine.sheet import OfficeSheet

_FILL = "CellBackColor"
_NO_FILL = -1


class DressedRange(base_classes.Range):
    """The part of `OfficeRange` that `Book.save` cannot put into the file: after any of its setters it refuses."""

    _sheet: OfficeSheet

    @property
    def area(self) -> Area:
        """First row, first column, last row, last column; 1-based."""
        raise NotImplementedError

    def look(self, name: str) -> Any:
        """The value of one of UNO's cell properties; None where the cells differ. Ours, not xlwings'."""
        return self._sheet.book.document.run("looks", self._sheet.name, self.area, [name])[0]

    def set_look(self, name: str, value: object, what: str) -> None:
        """Give all cells one of UNO's properties; `what` names the change for the clerk. Ours, not xlwings'."""
        dressing.set_looks(self._sheet.book.document, self._sheet.name, self.area, {name: value}, what)

    @property
    def number_format(self) -> str | None:
        """As Excel writes it: 'General', '@', 'dd/mm/yyyy'; None where the cells differ."""
        document = self._sheet.book.document
        found = document.run("format_key", self._sheet.name, self.area)
        if found is None:
            return None
        key, kind, code = found
        document.formats.learn({key: (kind, code)})
        return document.formats.code(key)

    @number_format.setter
    def number_format(self, value: str) -> None:
        dressing.set_number_format(self._sheet.book.document, self._sheet.name, self.area, value)

    @property
    def color(self) -> tuple[int, int, int] | None:
        """The background's RGB tuple; None for no background, and where the cells differ."""
        color = self.look(_FILL)
        return None if color is None or color == _NO_FILL else dressing.from_rgb(color)

    @color.setter
    def color(self, color_or_rgb: tuple[int, int, int] | int | str | None) -> None:
        color = _NO_FILL if color_or_rgb is None else dressing.to_rgb(color_or_rgb)
        self.set_look(_FILL, color, "màu nền")

    @property
    def font(self) -> OfficeFont:
        """Its font."""
        return OfficeFont(self)

    @property
    def note(self) -> OfficeNote | None:
        """The note of the first cell; None where there is none."""
        row, col = self.area[:2]
        found = self._sheet.book.document.run("note", self._sheet.name, row, col)
        return None if found is None else OfficeNote(self._first())

    def add_note(self, text: str) -> OfficeNote:
        """Write a note; xlwings sees to it that this is one cell without a note."""
        dressing.set_note(self._sheet.book.document, self._sheet.name, *self.area[:2], text)
        return OfficeNote(self._first())

    @property
    def hyperlink(self) -> str:
        """The address of the first cell's link. Raises LookupError where there is none, as xlwings' Exception."""
        found = self._sheet.book.document.run("link", self._sheet.name, *self.area[:2])
        if found is None:
            raise LookupError("The cell doesn't seem to contain a hyperlink!")
        return found

    def add_hyperlink(self, address: str, text_to_display: str, screen_tip: str) -> None:
        """Replace the first cell's content with a linked text; LibreOffice's links have no screen tip."""
        document = self._sheet.book.document
        dressing.set_link(document, self._sheet.name, *self.area[:2], address, text_to_display)

    def _first(self) -> OfficeRange:
        return cast("OfficeRange", self)(1, 1)
