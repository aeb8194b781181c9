# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The sheets of a workbook."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.dressing import MAX_TAB, arrange
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

    @property
    def active(self) -> OfficeSheet:
        """The sheet in front; the first visible one of a document without a window."""
        document = self._book.document
        document.flush()
        with uno_bridge.talking(document.label):
            controller = document.model.getCurrentController()
            if controller is not None:
                return OfficeSheet(self._book, controller.getActiveSheet().getName())
        return next(sheet for sheet in self if sheet.visible)

    def add(
        self, before: OfficeSheet | None = None, after: OfficeSheet | None = None, name: str | None = None
    ) -> OfficeSheet:
        """A new sheet in front of the active one or beside another; it comes to the front. Raises `CellRefused`."""
        beside = before or after or self.active
        position = beside.index - (0 if after and not before else 1)
        fresh = name if name is not None else self._free_name("Sheet{}", 1)
        arrange(self._book.document, beside.name, "add", position, fresh)
        added = OfficeSheet(self._book, fresh)
        added.activate()
        return added

    def copy_name(self, name: str) -> str:
        """The name that Excel gives to a copy: "Tên (2)". Ours, not part of xlwings' contract."""
        room = MAX_TAB - len(" (99)")
        return self._free_name(name[:room].replace("{", "{{").replace("}", "}}") + " ({})", 2)

    def _free_name(self, pattern: str, first: int) -> str:
        taken = {name.casefold() for name in self._names()}
        return next(name for n in count(first) if (name := pattern.format(n)).casefold() not in taken)
