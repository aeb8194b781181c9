# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.libreoffice_engine.sheet import OfficeSheet
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.book import OfficeBook


class OfficeSheets(base_classes.Sheets):
    """All sheets in tab order, hidden ones too."""

    def __init__(self, book: OfficeBook) -> None:
        self._book = book

    def _names(self) -> tuple[str, ...]:
        return self._book.document.tabs

    def __call__(self, name_or_index: str | int) -> OfficeSheet:
        """By name, or by 1-based position. Raises `MissingPlace`, IndexError."""
        names = self._names()
        if isinstance(name_or_index, int):
            return OfficeSheet(self._book, names[name_or_index - 1])
        for name in names:
            if name.casefold() == name_or_index.casefold():
                return OfficeSheet(self._book, name)
        raise MissingPlace(self._book.name, "trang", name_or_index, list(names))

    def __len__(self) -> int:
        return len(self._names())

    def __iter__(self) -> Iterator[OfficeSheet]:
        return iter([OfficeSheet(self._book, name) for name in self._names()])

    def __contains__(self, name: str) -> bool:
        return any(known.casefold() == name.casefold() for known in self._names())
