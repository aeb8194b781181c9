"""The workbooks of an app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.books.file_engine.book import FileBook
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.app import FileApp


class FileBooks(base_classes.Books):
    """Opens files; the newest book is the active one."""

    def __init__(self, app: FileApp) -> None:
        self.app = app
        self._books: list[FileBook] = []

    def open(self, fullname: str, *_: Any, **__: Any) -> FileBook:
        """Open a closed workbook; Excel's further options have no meaning here. Raises `BookError`."""
        book = FileBook(self, WorkbookFile(Path(fullname)))
        self._books.append(book)
        return book

    def remove(self, book: FileBook) -> None:
        """Forget a book."""
        self._books.remove(book)

    @property
    def active(self) -> FileBook:
        """The book opened last."""
        return self._books[-1]

    def __call__(self, name_or_index: str | int) -> FileBook:
        if isinstance(name_or_index, int):
            return self._books[name_or_index - 1]
        for book in self._books:
            if name_or_index in (book.name, book.fullname):
                return book
        raise KeyError(name_or_index)

    def __iter__(self) -> Iterator[FileBook]:
        return iter(self._books)

    def __len__(self) -> int:
        return len(self._books)
