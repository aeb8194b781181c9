"""A table of a nominee's document as a rectangular grid (ECMA-376 part 1, 17.4)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from xlpy.books.ooxml.xmlnode import Node
from xlpy.books.reports.styles import switch, value
from xlpy.model.reportfile import Cell, Grid, Line, Remarks

MAX_COLUMNS = 63
"""Word's own limit."""
_CONTAINERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
_SAME_WIDTH = 1000

Row = tuple[Cell, ...]


def rows_of(
    table: Node, read_cell: Callable[[Node], tuple[Line, ...]], remarks: Remarks
) -> tuple[list[Row], int]:
    """The rows, not yet of one length, and how many at the top repeat as headings; deleted rows are left out."""
    rows: list[Row] = []
    headings = 0
    for node in _every(table, "tr"):
        properties = node.first("trPr")
        if properties is not None and properties.first("del"):
            remarks.deletions += 1
            continue
        cells = _padding(value(properties, "gridBefore"))
        for cell in _every(node, "tc"):
            about = cell.first("tcPr")
            merged = about.first("vMerge") if about is not None else None
            down = "" if merged is None else "first" if merged.attrs.get("val") == "restart" else "more"
            cells.append(Cell(read_cell(cell), _span(value(about, "gridSpan")), down))
        if cells:
            headings += len(rows) == headings and bool(switch(properties, "tblHeader"))
            rows.append(tuple(cells))
    return rows, headings


def make_grid(table: Node, rows: list[Row], headings: int) -> Grid | list[Line]:
    """The grid; plain lines for a frame of one cell, and for a table wider than Word allows."""
    columns = max((sum(cell.span for cell in row) for row in rows), default=0)
    lines = [line for row in rows for cell in row for line in cell.lines]
    if columns > MAX_COLUMNS or not lines or (columns == 1 and len(rows) == 1):
        return lines
    full = tuple(_filled(row, columns) for row in rows)
    if not headings and len(full) > 1 and _all_bold(full[0]):
        headings = 1
    return Grid(_widths(table, columns), _joined(full), min(headings, len(full) - 1))


def _every(node: Node, tag: str) -> Iterator[Node]:
    for child in node.children:
        if child.tag == tag:
            yield child
        elif child.tag in _CONTAINERS:
            yield from _every(child, tag)


def _span(text: str | None) -> int:
    number = _number(text)
    return min(max(number, 1), MAX_COLUMNS + 1)


def _number(text: str | None) -> int:
    return int(text) if text is not None and re.fullmatch("[0-9]{1,6}", text) else 0


def _padding(text: str | None) -> list[Cell]:
    number = _number(text)
    return [Cell((), min(number, MAX_COLUMNS + 1))] if number else []


def _filled(row: Row, columns: int) -> Row:
    missing = columns - sum(cell.span for cell in row)
    return (*row, Cell((), missing)) if missing else row


def _all_bold(row: Row) -> bool:
    lines = [line for cell in row for line in cell.lines]
    return bool(lines) and all(line.all_bold for line in lines)


def _joined(rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Rows in which a cell goes on from above only where one of the same place and width begins or goes on there.

    Text in a cell that goes on is never shown by Word, and yet it is text: such a cell stands on its own.
    """
    done: list[Row] = []
    above: dict[int, tuple[int, bool]] = {}
    for row in rows:
        here: dict[int, tuple[int, bool]] = {}
        cells: list[Cell] = []
        place = 0
        for cell in row:
            down = cell.down
            if down == "more" and (above.get(place) != (cell.span, True) or cell.lines):
                down = ""
            cells.append(Cell(cell.lines, cell.span, down))
            here[place] = (cell.span, down != "")
            place += cell.span
        above = here
        done.append(tuple(cells))
    return tuple(done)


def _widths(table: Node, columns: int) -> tuple[int, ...]:
    grid = table.first("tblGrid")
    widths = (
        [_number(node.attrs.get("w")) for node in grid.children if node.tag == "gridCol"]
        if grid is not None
        else []
    )
    if len(widths) != columns or not all(widths):
        return (_SAME_WIDTH,) * columns
    return tuple(widths)
