"""Asking one question of many areas through one UNO object: making an object costs far more than moving one."""

from __future__ import annotations

from typing import Any

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based."""


class Probe:
    """A cell cursor that is put on one area after another."""

    def __init__(self, sheet: Any) -> None:
        self._cursor = sheet.createCursorByRange(sheet.getCellByPosition(0, 0))
        self._place = (1, 1)
        self._small = True

    def at(self, area: Area) -> Any:
        """UNO's range of `area`; good until the next call."""
        row1, col1, row2, col2 = area
        cursor = self._cursor
        if not self._small:
            cursor.collapseToSize(1, 1)
        if (row1, col1) != self._place:
            cursor.gotoOffset(col1 - self._place[1], row1 - self._place[0])
            self._place = (row1, col1)
        self._small = (row1, col1) == (row2, col2)
        if not self._small:
            cursor.collapseToSize(col2 - col1 + 1, row2 - row1 + 1)
        return cursor

    def merged_from(self, row: int, col: int) -> Area:
        """The merged area whose first cell this is."""
        cursor = self.at((row, col, row, col))
        cursor.collapseToMergedArea()
        self._small = False
        return area_of(cursor.getRangeAddress())


def cells(sheet: Any, area: Area) -> Any:
    """UNO's range of an area."""
    row1, col1, row2, col2 = area
    return sheet.getCellRangeByPosition(col1 - 1, row1 - 1, col2 - 1, row2 - 1)


def area_of(address: Any) -> Area:
    """The area of UNO's CellRangeAddress."""
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1
