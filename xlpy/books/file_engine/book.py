"""One workbook."""

from __future__ import annotations

from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from xlpy.books.file_engine.names import FileNames
from xlpy.books.file_engine.sheets import FileSheets
from xlpy.books.ooxml.safesave import is_writable
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.app import FileApp
    from xlpy.books.file_engine.books import FileBooks


class FileBook(base_classes.Book):
    """A closed workbook file; changes reach the disk with `save` only."""

    def __init__(self, books: FileBooks, file: WorkbookFile) -> None:
        self._books = books
        self.file = file
        self.backup: Path | None = None
        """The copy that the last `save` made of the file as it was; None if nothing had to be written."""

    @property
    def api(self) -> WorkbookFile:
        """The workbook at package level."""
        return self.file

    @property
    def name(self) -> str:
        """The file's name."""
        return self.file.path.name

    @property
    def fullname(self) -> str:
        """The file's path."""
        return str(self.file.path)

    @property
    def app(self) -> FileApp:
        """The app that holds it."""
        return self._books.app

    @property
    def sheets(self) -> FileSheets:
        """Its sheets."""
        return FileSheets(self)

    @property
    def names(self) -> FileNames:
        """Its defined names, those of single sheets too."""
        return FileNames(self)

    @property
    def read_only(self) -> bool:
        """Whether the file may not be written. Ours, not part of xlwings' contract."""
        return not is_writable(self.file.path)

    def writing(self) -> AbstractContextManager[None]:
        """Nothing to hold still in a closed file. Ours, not part of xlwings' contract."""
        return nullcontext()

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Save in place. Raises `BookError`; NotImplementedError for another path or a password."""
        if path is not None or password is not None:
            raise NotImplementedError("the file engine saves in place only")
        self.backup = self.file.save()

    def close(self) -> None:
        """Forget the book; what was not saved is lost, as in Excel."""
        self._books.remove(self)
