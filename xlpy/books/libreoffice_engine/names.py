# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The defined names of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.name import OfficeName
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.book import OfficeBook


class OfficeNames(base_classes.Names):
    """Names of the book, and those of single sheets as 'Tab!Name'."""

    def __init__(self, book: OfficeBook) -> None:
        self._book = book

    def snapshot(self) -> list[tuple[str, OfficeName]]:
        """All names; xlwings itself leaves Excel's internal ones out."""
        document = self._book.document
        with uno_bridge.talking(document.label):
            model = document.model
            found = [OfficeName(self._book, None, name) for name in model.NamedRanges.getElementNames()]
            for tab in document.sheets.getElementNames():
                local = document.sheets.getByName(tab).NamedRanges.getElementNames()
                found += [OfficeName(self._book, tab, name) for name in local]
        return [(name.name, name) for name in found]

    def _find(self, wanted: str) -> OfficeName | None:
        """By name without regard to case, asking only for what is needed: a workbook has over a hundred."""
        tab, _, plain = wanted.rpartition("!")
        sheet = tab.strip("'").replace("''", "'") or None
        found = self._book.document.run("find_name", sheet, plain)
        return None if found is None else OfficeName(self._book, found[1], found[0])

    def __call__(self, name: str) -> OfficeName:
        """By name without regard to case. Raises `MissingPlace`."""
        found = self._find(name)
        if found is None:
            raise MissingPlace(self._book.name, "tên vùng", name, [text for text, _ in self.snapshot()])
        return found

    def contains(self, name: str) -> bool:
        """Whether there is such a name."""
        return self._find(name) is not None
