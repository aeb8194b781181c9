"""The sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlpy.books.file_engine.sheet import FileSheet
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.book import FileBook


class FileSheets(base_classes.Sheets):
    """All sheets in tab order, hidden ones and chart sheets too."""

    def __init__(self, book: FileBook) -> None:
        self._book = book

    def __call__(self, name_or_index: str | int) -> FileSheet:
        """By name, or by 1-based position. Raises `MissingPlace`, IndexError."""
        entries = self._book.file.part.sheets
        if isinstance(name_or_index, int):
            return FileSheet(self._book, entries[name_or_index - 1])
        return FileSheet(self._book, self._book.file.entry(name_or_index))

    def add(self, before: object = None, after: object = None, name: object = None) -> FileSheet:
        """Not for closed files; the contract's own has one parameter less than xlwings gives."""
        raise NotImplementedError("the file engine does not add sheets")

    def __len__(self) -> int:
        return len(self._book.file.part.sheets)

    def __iter__(self) -> Iterator[FileSheet]:
        return iter([FileSheet(self._book, entry) for entry in self._book.file.part.sheets])

    def __contains__(self, name: str) -> bool:
        return any(entry.tab.casefold() == name.casefold() for entry in self._book.file.part.sheets)
