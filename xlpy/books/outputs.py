"""Writes results into a workbook of ours: rows of the output sheets, marks beside the clerk's rows, the log.

Only the output sheets and the hidden helper column "Dấu kiểm tra" are written; what a clerk typed, formatted
or commented stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import NamedTuple

from xlpy.books import bridge
from xlpy.books.grid import SheetGrid
from xlpy.books.values import Formula, Text
from xlpy.model.campaign import Campaign
from xlpy.schema import OUTPUT_RESERVE, Sheet, sheet, tables
from xlpy.schema.textsize import points, text_lines

MAX_ROWS = 5000
"""Longest list written to an output sheet; `check --json` has no limit. More would help no clerk."""


_CLOSING = {
    "findings": "Còn {rest} lỗi, cảnh báo không ghi ở đây (mỗi lần tối đa {most} dòng). Hãy sửa các dòng trên rồi kiểm "
    "tra lại.",
}
_CLOSING_SCORES = "Còn {rest} dòng không ghi ở đây (mỗi lần tối đa {most} dòng). Hãy xem bản đầy đủ bằng lệnh “score --json”."


class Mark(NamedTuple):
    """One cell to colour: sheet key, 1-based row, column key ("" for the whole row), "E" or "W"."""

    sheet: str
    row: int
    column: str
    level: str


class LogLine(NamedTuple):
    """One line of Nhật ký, without time and actor."""

    action: str
    tab: str = ""
    cell: str = ""
    row_id: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    column: str = ""
    kinds: str = ""
    """What kind of values `before` and `after` were, for taking them back; see `exchange.merge_cells`."""
    batch: str = ""
    """The merge that did it."""


def write_rows(
    book: bridge.Book, grids: Mapping[str, SheetGrid], key: str, rows: Sequence[Sequence[object]]
) -> None:
    """Replaces the body of an output sheet. Longer lists are cut at MAX_ROWS with a closing line that says so."""
    definition = sheet(key)
    width = len(definition.columns)
    body = [[_cell(value) for value in row] for row in rows[:MAX_ROWS]]
    if len(rows) > MAX_ROWS:
        note: list[object] = [None] * width
        note[definition.index("message") if key == "findings" else width - 1] = Text(
            _CLOSING.get(key, _CLOSING_SCORES).format(rest=len(rows) - MAX_ROWS, most=MAX_ROWS)
        )
        body.append(note)
    old_last = _last_row(grids.get(definition.tab))
    new_last = definition.header_row + len(body)
    if old_last >= definition.first_row:
        bridge.clear_block(book, definition.tab, definition.first_row, 1, old_last, width)
    bridge.grow_table(book, definition.table_name, max(new_last, definition.first_row), OUTPUT_RESERVE)
    bridge.write_block(book, definition.tab, definition.first_row, 1, body)
    bridge.set_row_heights(
        book, definition.tab, definition.first_row, [_height(definition, row) for row in body]
    )


def _height(definition: Sheet, row: Sequence[object]) -> float:
    lines = [
        text_lines(value, column.width)
        for value, column in zip(row, definition.columns, strict=True)
        if isinstance(value, str) and not isinstance(value, Formula)
    ]
    return points(max(lines, default=1))


def _last_row(grid: SheetGrid | None) -> int:
    return 0 if grid is None else grid.first_row + len(grid.rows) - 1


def _cell(value: object) -> object:
    return Text(value) if type(value) is str else value


def tab_of(campaign: Campaign, key: str) -> str:
    """The tab of a sheet as the workbook has it: a renamed one was found by its code name."""
    table = campaign.tables.get(key)
    return table.tab if table is not None and table.tab else sheet(key).tab


def link_to(tab: str, cell: str | None) -> Formula | None:
    """A formula that jumps to a cell of this workbook, shown as "Đến ô"."""
    if cell is None:
        return None
    quoted = tab.replace("'", "''").replace('"', '""')
    return Formula(f'=HYPERLINK("#\'{quoted}\'!{cell}","Đến ô")', "Đến ô")


def write_marks(
    book: bridge.Book, grids: Mapping[str, SheetGrid], campaign: Campaign, marks: Iterable[Mark]
) -> None:
    """Sets the helper column of every table sheet: ";birth_date=E;full_name=W;" in marked rows, empty elsewhere.

    Conditional formats of the workbook read it, so marks go with the row when the clerk sorts. A sheet whose
    marks do not change, or which is protected, is not touched.
    """
    wanted: dict[str, dict[int, dict[str, str]]] = {}
    for mark in marks:
        levels = wanted.setdefault(mark.sheet, {}).setdefault(mark.row, {})
        column = mark.column or "*"
        if levels.get(column) != "E":
            levels[column] = mark.level
    for definition in tables():
        _write_sheet_marks(book, grids, campaign, definition, wanted.get(definition.key, {}))


def _write_sheet_marks(
    book: bridge.Book,
    grids: Mapping[str, SheetGrid],
    campaign: Campaign,
    definition: Sheet,
    wanted: Mapping[int, Mapping[str, str]],
) -> None:
    table = campaign.table(definition.key)
    column = table.columns.get("marks")
    tab = tab_of(campaign, definition.key)
    grid = grids.get(tab)
    if column is None or grid is None or grid.protected:
        # The finding D22 says that a protected sheet gets no marks; it must not cost the clerk the other sheets'.
        return
    texts = {
        row: f";{';'.join(f'{key}={level}' for key, level in marks.items())};"
        for row, marks in wanted.items()
    }
    first = table.header_row + 1
    last = max(_last_row(grid), *wanted, 0) if wanted else _last_row(grid)
    rows = [row for row in range(first, last + 1) if (grid.value(row, column) or None) != texts.get(row)]
    if rows:
        # One block, not one call for each mark: a live spreadsheet is slow to be called, not to be filled.
        block = [[Text(texts[row]) if row in texts else None] for row in range(rows[0], rows[-1] + 1)]
        bridge.write_block(book, tab, rows[0], column, block)


def append_log(
    book: bridge.Book,
    grids: Mapping[str, SheetGrid],
    actor: str,
    when: datetime,
    lines: Sequence[LogLine],
    already: int = 0,
) -> None:
    """Adds lines below the log; earlier lines are never changed. `already`: lines added since `grids` were read."""
    definition = sheet("log")
    first = max(_last_row(grids.get(definition.tab)) + 1, definition.first_row) + already
    body = [
        [Text(f"{when:%d/%m/%Y %H:%M:%S}"), Text(actor), *(Text(value) for value in line)] for line in lines
    ]
    bridge.grow_table(book, definition.table_name, first + len(body) - 1, OUTPUT_RESERVE)
    bridge.write_block(book, definition.tab, first, 1, body)
