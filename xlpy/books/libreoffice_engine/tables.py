# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""The tables of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.libreoffice_engine.table import OfficeTable
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.sheet import OfficeSheet


class OfficeTables(base_classes.Tables):
    """Tables by name or 1-based position; LibreOffice keeps Excel's tables as database ranges of the document."""

    def __init__(self, sheet: OfficeSheet) -> None:
        self._sheet = sheet

    def _all(self) -> list[OfficeTable]:
        document = self._sheet.book.document
        index = document.tabs.index(self._sheet.name)
        return [OfficeTable(self._sheet, table) for table in document.tables if table.sheet == index]

    def __call__(self, name_or_index: str | int) -> OfficeTable:
        tables = self._all()
        if isinstance(name_or_index, int):
            return tables[name_or_index - 1]
        for table in tables:
            if table.name.casefold() == name_or_index.casefold():
                return table
        raise MissingPlace(self._sheet.book.name, "bảng", name_or_index, [table.name for table in tables])

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[OfficeTable]:
        return iter(self._all())

    def __contains__(self, name: str) -> bool:
        return any(table.name.casefold() == name.casefold() for table in self._all())
