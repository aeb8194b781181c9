# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The note of a cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.libreoffice_engine.dressing import set_note
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.range import OfficeRange


class OfficeNote(base_classes.Note):
    """A note, which LibreOffice calls a comment; known by its cell."""

    def __init__(self, cell: OfficeRange) -> None:
        self._cell = cell

    @property
    def api(self) -> OfficeNote:
        """Itself."""
        return self

    def _told(self) -> tuple[str, str]:
        cell = self._cell
        document, tab = cell.sheet.book.document, cell.sheet.name
        found = document.run("note", tab, cell.row, cell.column)
        if found is None:
            places = [cell_name(*place) for place in document.run("notes", tab, None)]
            raise MissingPlace(document.label, "ghi chú ở ô", cell_name(cell.row, cell.column), places)
        return found

    @property
    def text(self) -> str:
        """Its text. Raises `MissingPlace` once it was deleted."""
        return self._told()[0]

    @text.setter
    def text(self, value: str) -> None:
        self._told()
        set_note(
            self._cell.sheet.book.document, self._cell.sheet.name, self._cell.row, self._cell.column, value
        )

    @property
    def author(self) -> str:
        """Who wrote it; '' where LibreOffice does not know."""
        return self._told()[1]

    @property
    def location(self) -> OfficeRange:
        """Its cell."""
        return self._cell

    def delete(self) -> None:
        """Take it away. Raises `MissingPlace` once it was deleted."""
        self._told()
        set_note(
            self._cell.sheet.book.document, self._cell.sheet.name, self._cell.row, self._cell.column, None
        )
