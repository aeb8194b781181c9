"""Rows of a merge into the sheets: changed cells, emptied rows, new rows below the last used one.

A deleted row is emptied and stays as a blank row: taking rows out would shift formulas, formats and everybody's
references. New rows never use such gaps, so that an undo can put a row back where it was. Live columns are not
touched: only input cells are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from xlpy.books import bridge
from xlpy.books.errors import CellRefused, MissingPlace
from xlpy.books.grid import SheetGrid
from xlpy.books.reader import find_sheets
from xlpy.books.values import Text
from xlpy.buttons.verbs import Loaded
from xlpy.exchange.merge_cells import encode
from xlpy.exchange.merge_plan import MergePlan
from xlpy.model.rawrows import CellValue, RawRow, RowKey
from xlpy.schema import Column, column_letter, sheet


def storable(column: Column, value: CellValue) -> CellValue:
    """The value as a cell of this column in the master can hold it: a date only where dates are shown."""
    if isinstance(value, datetime) and column.type not in ("date", "datetime"):
        return encode(value)[0]
    if isinstance(value, str) and type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n")
    return value


def storable_plan(plan: MergePlan) -> MergePlan:
    """The plan with every value as it will stand in the master, so that the log says what was written."""

    def kept(key: RowKey, column: str, value: CellValue) -> CellValue:
        return storable(sheet(key.sheet).column(column), value)

    return replace(
        plan,
        changes=[replace(c, after=kept(c.key, c.column, c.after)) for c in plan.changes],
        additions=[
            replace(a, values={column: kept(a.key, column, value) for column, value in a.values.items()})
            for a in plan.additions
        ],
    )


class RowWriter:
    """Writes the difference between two states of the master's rows."""

    def __init__(self, book: bridge.Book, loaded: Loaded) -> None:
        self._book = book
        self._campaign = loaded.campaign
        self._grids, _ = find_sheets(loaded.grids)
        self._placed: dict[RowKey, int] = {}

    def address(self, key: RowKey, column: str, row: RawRow | None) -> str:
        """The cell of a row, for the log; "" where it has none. New rows have a place once they are written."""
        number = self._placed.get(key) or (row.row if row is not None else 0)
        found = self._campaign.table(key.sheet).columns.get(column)
        return f"{column_letter(found)}{number}" if found and number else ""

    def write(self, before: Mapping[RowKey, RawRow], after: Mapping[RowKey, RawRow]) -> None:
        """Write every cell in which `after` differs from `before`; rows of `after` that are not there are added.

        Raises the `BookError`s of `bridge.write_cells`.
        """
        cells: dict[str, list[tuple[int, int, object]]] = defaultdict(list)
        added: dict[str, list[RawRow]] = defaultdict(list)
        for key, row in after.items():
            old = before.get(key)
            if old is None or not old.row:
                added[key.sheet].append(row)
            elif old is not row:
                cells[key.sheet] += self._cells(old.row, old.values, row.values, key.sheet)
        for key, row in before.items():
            if key not in after and row.row:
                cells[key.sheet] += self._cells(row.row, row.values, {}, key.sheet)
        for key, changed in cells.items():
            self._write_cells(self._grids[key].tab, changed)
        for key, rows in added.items():
            self._add(key, rows)

    def _cells(
        self, number: int, old: Mapping[str, CellValue], new: Mapping[str, CellValue], key: str
    ) -> list[tuple[int, int, object]]:
        columns = self._campaign.table(key).columns
        return [
            (number, columns[column], _cell(new.get(column)))
            for column in old.keys() | new.keys()
            if column in columns and not _identical(old.get(column), new.get(column))
        ]

    def _write_cells(self, tab: str, cells: Sequence[tuple[int, int, object]]) -> None:
        try:
            bridge.write_cells(self._book, tab, cells)
        except CellRefused:
            # A date for a cell that a clerk has formatted as something else: text is better than no merge.
            if not any(isinstance(value, datetime) for _, _, value in cells):
                raise
            bridge.write_cells(self._book, tab, [(row, col, _as_text(value)) for row, col, value in cells])

    def _add(self, key: str, rows: Sequence[RawRow]) -> None:
        table, grid = self._campaign.table(key), self._grids[key]
        first = max(table.last_row, table.header_row) + 1
        last = first + len(rows) - 1
        self._make_room(key, grid, last)
        for number, row in enumerate(rows, first):
            self._placed[row.key] = number
        self._free_ids(key, grid, {row.key.row_id for row in rows}, range(first, last + 1))
        columns = sorted((place, c.key) for c in table.sheet.inputs if (place := table.columns.get(c.key)))
        for run in _runs(columns):
            block = [[_cell(row.values.get(column)) for _, column in run] for row in rows]
            self._write_block(grid.tab, first, run[0][0], block)

    def _make_room(self, key: str, grid: SheetGrid, last: int) -> None:
        if last <= grid.first_row + len(grid.rows) - 1:
            return
        try:
            bridge.resize_table(self._book, sheet(key).table_name, last)
        except MissingPlace:
            # The clerk has turned the table into a plain range: the rows go below it all the same.
            return

    def _write_block(self, tab: str, row: int, col: int, block: list[list[object]]) -> None:
        try:
            bridge.write_block(self._book, tab, row, col, block)
        except CellRefused:
            if not any(isinstance(value, datetime) for line in block for value in line):
                raise
            bridge.write_block(self._book, tab, row, col, [[_as_text(v) for v in line] for line in block])

    def _free_ids(self, key: str, grid: SheetGrid, ids: set[str], new: range) -> None:
        """A prepared blank row that happens to bear the id of a new row gives it up."""
        table = self._campaign.table(key)
        column = table.columns.get("row_id")
        if column is None:
            return
        blank = range(new.stop, grid.first_row + len(grid.rows))
        given_up = [(row, column, None) for row in blank if grid.value(row, column) in ids]
        if given_up:
            bridge.write_cells(self._book, grid.tab, given_up)


def _cell(value: CellValue) -> object:
    if value is None or value == "":
        return None
    return Text(value) if isinstance(value, str) else value


def _as_text(value: object) -> object:
    return Text(encode(value)[0]) if isinstance(value, datetime) else value


def _identical(one: CellValue, other: CellValue) -> bool:
    return one == other and type(one) is type(other)


def _runs(columns: Sequence[tuple[int, str]]) -> list[list[tuple[int, str]]]:
    """Columns that stand side by side, together."""
    runs: list[list[tuple[int, str]]] = []
    for place in columns:
        if runs and runs[-1][-1][0] + 1 == place[0]:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs
