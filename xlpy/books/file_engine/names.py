# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The defined names of a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.file_engine.name import FileName
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.book import FileBook


class FileNames(base_classes.Names):
    """Names of the book, and those of single sheets as 'Tab!Name'."""

    def __init__(self, book: FileBook) -> None:
        self._book = book

    def snapshot(self) -> list[tuple[str, FileName]]:
        """All names; xlwings itself leaves Excel's internal ones out."""
        found = [FileName(self._book, defined) for defined in self._book.file.part.names]
        return [(name.name, name) for name in found]

    def __call__(self, name: str) -> FileName:
        """By name without regard to case. Raises `MissingPlace`."""
        known = self.snapshot()
        for text, found in known:
            if text.casefold() == name.casefold():
                return found
        raise MissingPlace(self._book.fullname, "tên vùng", name, [text for text, _ in known])

    def contains(self, name: str) -> bool:
        """Whether there is such a name."""
        return any(text.casefold() == name.casefold() for text, _ in self.snapshot())
