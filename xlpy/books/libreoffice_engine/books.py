# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The open spreadsheets of a LibreOffice."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlpy.books.errors import BookNotFound, MissingPlace, NotAWorkbook
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.book import OfficeBook
from xlpy.books.libreoffice_engine.document import Document
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.app import OfficeApp

_SPREADSHEET = "com.sun.star.sheet.SpreadsheetDocument"
_MACROS_AS_CONFIGURED = 3
"""com.sun.star.document.MacroExecMode.USE_CONFIG"""


class OfficeBooks(base_classes.Books):
    """All open spreadsheets, the one in front first; add-ins (.xlam) are left out, as in Excel."""

    def __init__(self, app: OfficeApp) -> None:
        self.app = app
        self._documents: list[Document] = []

    def _all(self) -> list[OfficeBook]:
        with uno_bridge.talking(""):
            found: list[Document] = []
            components = self.app.desktop.getComponents().createEnumeration()
            current = self.app.desktop.getCurrentComponent()
            while components.hasMoreElements():
                model = components.nextElement()
                if not _is_open_spreadsheet(model):
                    continue
                document = self._known(model)
                if not document.name.casefold().endswith(".xlam"):
                    found.append(document)
            self._documents = found
            in_order = sorted(found, key=lambda document: document.model != current)
            return [OfficeBook(self, document) for document in in_order]

    def _known(self, model: Any) -> Document:
        # Not by the property RuntimeUID: asking a document for it that is just closing ends LibreOffice 7.4.
        known = next((document for document in self._documents if document.model == model), None)
        return known or Document(model, self.app.office_side)

    def open(self, fullname: str, *_: Any, **__: Any) -> OfficeBook:
        """Open a workbook in a window; macros as LibreOffice's settings say. Raises `BookError`."""
        path = Path(fullname)
        if not path.exists():
            raise BookNotFound(path)
        options = uno_bridge.struct(
            "beans.PropertyValue", "MacroExecutionMode", 0, _MACROS_AS_CONFIGURED, _direct()
        )
        with uno_bridge.talking(path.name):
            model = self.app.desktop.loadComponentFromURL(uno_bridge.to_url(path), "_blank", 0, (options,))
        if model is None or not model.supportsService(_SPREADSHEET):
            raise NotAWorkbook(path)
        document = self._known(model)
        if document not in self._documents:
            self._documents.append(document)
        return OfficeBook(self, document)

    def find(self, wanted: str) -> OfficeBook:
        """By path, file address, name or window title, without regard to case. Raises `MissingPlace`."""
        books = self._all()
        target = wanted.casefold()
        exact = [book for book in books if target in (book.fullname.casefold(), book.document.url.casefold())]
        named = [
            book
            for book in books
            if target in (book.name.casefold(), book.document.model.getTitle().casefold())
        ]
        for book in exact + named:
            return book
        raise MissingPlace(wanted, "sổ tính đang mở", wanted, [book.name for book in books])

    @property
    def active(self) -> OfficeBook:
        """The book in front."""
        return self._all()[0]

    def __call__(self, name_or_index: str | int) -> OfficeBook:
        if isinstance(name_or_index, int):
            return self._all()[name_or_index - 1]
        try:
            return self.find(name_or_index)
        except MissingPlace as error:
            # xlwings asks before it opens a file, and takes only a plain KeyError for "no".
            raise KeyError(name_or_index) from error

    def __iter__(self) -> Iterator[OfficeBook]:
        return iter(self._all())

    def __len__(self) -> int:
        return len(self._all())


def _direct() -> Any:
    return uno_bridge.enum("beans.PropertyState", "DIRECT_VALUE")


def _is_open_spreadsheet(model: Any) -> bool:
    # A document whose window was closed while a macro of its own ran stays in the list for good, dead.
    try:
        return model.supportsService(_SPREADSHEET) and model.getURL() is not None
    except (AttributeError, uno_bridge.exception("com.sun.star.uno.Exception")):
        return False
