# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The collection of apps: one for each LibreOffice that we are connected to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.app import OfficeApp
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.engine import OfficeEngine


class OfficeApps(base_classes.Apps):
    """Connections, newest first."""

    def __init__(self, engine: OfficeEngine) -> None:
        self.engine = engine
        self._apps: dict[int, OfficeApp] = {}
        self._last = 0

    def add(self, pipe: str = "", **_: object) -> OfficeApp:
        """Connect to a running LibreOffice; the same pipe gives the same app. Raises what `uno_bridge.connect` does."""
        if not pipe:
            raise NotImplementedError("the LibreOffice engine needs a running LibreOffice: apps.add(pipe=…)")
        for app in self._apps.values():
            if app.pipe == pipe and app.alive():
                return app
        # Negative, so that it can never be taken for the id of a process and be killed.
        self._last -= 1
        self._apps[self._last] = OfficeApp(self, self._last, pipe, uno_bridge.connect(pipe))
        return self._apps[self._last]

    def remove(self, app: OfficeApp) -> None:
        """Forget a connection."""
        self._apps.pop(app.pid, None)

    def keys(self) -> list[int]:
        """Ids, newest first."""
        return sorted(self._apps)

    def __iter__(self) -> Iterator[OfficeApp]:
        return iter([self._apps[pid] for pid in self.keys()])

    def __len__(self) -> int:
        return len(self._apps)

    def __getitem__(self, pid: int) -> OfficeApp:
        return self._apps[pid]
