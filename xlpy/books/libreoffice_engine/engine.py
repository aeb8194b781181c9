"""The engine object that xlwings registers, and the way to a running LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, cast
from urllib.parse import unquote

from xlpy.books.errors import MissingPlace
from xlpy.books.file_engine.engine import FileEngine
from xlpy.books.libreoffice_engine.app import OfficeApp
from xlpy.books.libreoffice_engine.apps import OfficeApps
from xlpy.books.libreoffice_engine.editing import finish_typing
from xlpy.books.libreoffice_engine.errors import OfficeGoneError
from xlpy.books.xw import xlwings

NAME = "thidua-libreoffice"


class OfficeEngine:
    """Name, type and the value conversions that xlwings calls around each read and write."""

    name = NAME
    type = "desktop"
    marks_errors = True
    """Error values come as `CellError`; other engines give plain strings."""
    keeps_text = True
    """Text is never turned into a number or date; dates, truth values, `Formula` and `CellError` are understood."""

    def __init__(self) -> None:
        self.apps = OfficeApps(self)

    @staticmethod
    def prepare_xl_data_element(x: object, options: Mapping[str, Any]) -> object:
        """A value on its way into a cell; `writing` checks and converts."""
        return x

    @staticmethod
    def clean_value_data(
        data: list[list[object]],
        datetime_builder: Callable[..., object],
        empty_as: object,
        number_builder: Callable[[float], object] | None,
        err_to_str: bool,
    ) -> list[list[object]]:
        """Apply the options of a read, by the same rules as for closed files."""
        return FileEngine.clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str)


def register() -> xlwings.Engine:
    """Add the engine to xlwings once."""
    if NAME not in [engine.name for engine in xlwings.engines]:
        xlwings.engines.add(xlwings.Engine(impl=OfficeEngine()))
    return xlwings.engines[NAME]


def connect(pipe: str) -> xlwings.App:
    """The LibreOffice that accepts on a named pipe (or "socket,host=…,port=…"), as xlwings' active app.

    After this `xlwings.Book.caller()` finds the book of `--wb=NAME`. Raises `NoUnoError`, `OfficeNotReachableError`.
    """
    engine = register()
    app = engine.apps.add(pipe=pipe)
    engine.activate()
    return app


def attach_caller(pipe: str, document: str) -> xlwings.Book:
    """Connect, find the clicked workbook by path, address or title, and let `Book.caller()` answer it.

    Text that is still being typed into a cell goes into it first. xlwings cuts names at "=" when it looks for
    `--wb=`; this way takes every name. Raises also `OfficeGoneError`.
    """
    impl = cast("OfficeApp", cast("Any", connect(pipe)).impl)
    try:
        found = impl.books.find(document)
    except MissingPlace:
        # It was there when its button was clicked.
        raise OfficeGoneError(unquote(document.rpartition("/")[2])) from None
    finish_typing(impl, found.document.model)
    book = xlwings.Book(impl=found)
    book.set_mock_caller()
    return book
