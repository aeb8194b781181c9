# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One workbook."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.books.grid import SheetGrid
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import Document
from xlpy.books.libreoffice_engine.errors import LiveOnlyError, NoFileError, UnsavedEditsError
from xlpy.books.libreoffice_engine.layout import read_layouts
from xlpy.books.libreoffice_engine.names import OfficeNames
from xlpy.books.libreoffice_engine.sheets import OfficeSheets
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.app import OfficeApp
    from xlpy.books.libreoffice_engine.books import OfficeBooks


class OfficeBook(base_classes.Book):
    """A workbook open in LibreOffice."""

    def __init__(self, books: OfficeBooks, document: Document) -> None:
        self._books = books
        self.document = document
        self.backup: Path | None = None
        """The copy that the last `save` made of the file as it was; None if nothing had to be written."""

    @property
    def api(self) -> Any:
        """UNO's model of the document."""
        return self.document.model

    @property
    def name(self) -> str:
        """The file's name, or the window's title."""
        with uno_bridge.talking(""):
            return self.document.name

    @property
    def fullname(self) -> str:
        """The file's path; an address for a document from the network, the title for one never saved."""
        with uno_bridge.talking(""):
            path = self.document.path
            return str(path) if path is not None else self.document.url or self.document.name

    @property
    def app(self) -> OfficeApp:
        """The LibreOffice that holds it."""
        return self._books.app

    @property
    def sheets(self) -> OfficeSheets:
        """Its sheets."""
        return OfficeSheets(self)

    def grids(self, tabs: Sequence[str] | None = None) -> list[SheetGrid]:
        """All sheets or some, in one request; see `layout.read_layouts`. Ours, not part of xlwings' contract."""
        return read_layouts(self.document, self.document.tabs if tabs is None else tabs)

    def writing(self) -> AbstractContextManager[None]:
        """See `Document.session`. Ours, not part of xlwings' contract."""
        return self.document.session()

    @property
    def names(self) -> OfficeNames:
        """Its defined names, those of single sheets too."""
        return OfficeNames(self)

    @property
    def read_only(self) -> bool:
        """Whether LibreOffice holds it as read-only. Ours, not part of xlwings' contract."""
        with uno_bridge.talking(self.document.label):
            return self.document.model.isReadonly()

    def activate(self) -> None:
        """Nothing: see `App.activate`."""

    def save(self, path: str | None = None, password: str | None = None) -> None:
        """Put what was written since opening into the file, without LibreOffice's .xlsm writer.

        The document counts as saved afterwards. Raises `UnsavedEditsError` while the clerk has changes of their own
        that are not on disk, `LiveOnlyError` after a change that only LibreOffice's own save keeps, `NoFileError`,
        and what `Journal.write_into` raises; NotImplementedError for another path or a password. In every such case
        the file is what it was.
        """
        if path is not None or password is not None:
            raise NotImplementedError("the LibreOffice engine saves in place only")
        document = self.document
        with uno_bridge.talking(document.label):
            file = document.path
            if file is None or file.suffix.lower() not in (".xlsx", ".xlsm"):
                raise NoFileError(document.name)
            document.flush()
            document.forget_what_libreoffice_saved()
            if document.journal.live_only:
                raise LiveOnlyError(document.name, document.journal.live_only)
            if document.unsaved_edits():
                raise UnsavedEditsError(document.name)
            self.backup = document.journal.write_into(file)
            document.journal.clear()
            document.model.setModified(False)

    def close(self) -> None:
        """Close the window; what was not saved is lost, as in Excel."""
        with uno_bridge.talking(self.document.label):
            self.document.model.close(True)
