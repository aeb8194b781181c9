# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The collection of apps."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from xlpy.books.file_engine.app import FileApp
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.engine import FileEngine


class FileApps(base_classes.Apps):
    """Each opened workbook gets an app of its own: xlwings refuses two books of one name in one app."""

    def __init__(self, engine: FileEngine) -> None:
        self.engine = engine
        self._apps: dict[int, FileApp] = {}
        self._last = 0

    def add(self, **_: Any) -> FileApp:
        """A new app without books."""
        # Negative, so that it can never be taken for the id of a process and be killed.
        self._last -= 1
        self._apps[self._last] = FileApp(self, self._last)
        return self._apps[self._last]

    def remove(self, app: FileApp) -> None:
        """Forget an app and its books."""
        self._apps.pop(app.pid, None)

    def keys(self) -> list[int]:
        """Ids, newest first."""
        return sorted(self._apps)

    def __iter__(self) -> Iterator[FileApp]:
        return iter([self._apps[pid] for pid in self.keys()])

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> FileApp:
        return self._apps[pid]
