# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One app: a place that holds one opened workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from xlpy.books.file_engine.books import FileBooks
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.apps import FileApps
    from xlpy.books.file_engine.engine import FileEngine


class FileApp(base_classes.App):
    """Stands for a spreadsheet program where there is none."""

    display_alerts = True
    # Below 15 `Book.caller()` takes the program for an old Excel for Mac and re-encodes names.
    version = "16.0"

    def __init__(self, apps: FileApps, pid: int) -> None:
        self._apps = apps
        self._pid = pid
        self._books = FileBooks(self)
        self._status: str | bool = False

    @property
    def api(self) -> FileApp:
        """Itself: there is no native object."""
        return self

    @property
    def pid(self) -> int:
        """A negative number that no process has."""
        return self._pid

    @property
    def engine(self) -> FileEngine:
        """The engine."""
        return self._apps.engine

    @property
    def books(self) -> FileBooks:
        """Its workbooks."""
        return self._books

    @property
    def status_bar(self) -> str | bool:
        """The text last set, which nobody sees; False where none is."""
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        self._status = value

    def quit(self) -> None:
        """Forget the app; nothing is saved."""
        self._apps.remove(self)
