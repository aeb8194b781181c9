"""The Excel tables of a sheet."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from xlpy.books.errors import MissingPlace
from xlpy.books.file_engine.table import FileTable
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.sheet import FileSheet


class FileTables(base_classes.Tables):
    """Tables by name or 1-based position."""

    def __init__(self, sheet: FileSheet) -> None:
        self._sheet = sheet

    def _all(self) -> list[FileTable]:
        return [FileTable(self._sheet, part) for part in self._sheet.book.file.tables(self._sheet.name)]

    def __call__(self, name_or_index: str | int) -> FileTable:
        tables = self._all()
        if isinstance(name_or_index, int):
            return tables[name_or_index - 1]
        for table in tables:
            if table.name.casefold() == name_or_index.casefold():
                return table
        raise MissingPlace(self._sheet.book.fullname, "bảng", name_or_index, [table.name for table in tables])

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[FileTable]:
        return iter(self._all())

    def __contains__(self, name: str) -> bool:
        return any(table.name.casefold() == name.casefold() for table in self._all())
