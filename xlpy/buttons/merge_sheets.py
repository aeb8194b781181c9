"""The sheets that a merge keeps its books in: Xung đột and Nhật ký, read and written."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from xlpy.books import bridge, outputs
from xlpy.books.errors import BookError
from xlpy.books.grid import SheetGrid
from xlpy.books.headers import find_header
from xlpy.books.values import Text
from xlpy.exchange.conflicts import ConflictLine
from xlpy.exchange.merge_cells import encode
from xlpy.exchange.undo import LogEntry
from xlpy.schema import sheet
from xlpy.schema.sheets_output import CONFLICTS, LOG
from xlpy.schema.textsize import points, text_lines

_FIELDS = tuple(field.name for field in fields(ConflictLine) if field.name != "line")
_LOG_FIELDS = tuple(field.name for field in fields(LogEntry))
_TALLEST = 120.0
"""Points: a line with long texts stays one that the eye can follow."""


class NoConflictSheet(BookError):
    """The workbook was built before merges were known, or somebody deleted the sheet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            f"không có trang “{CONFLICTS.tab}” (sổ tính do phiên bản cũ của phần mềm tạo, hoặc trang đã bị xóa) nên chưa "
            "ghép được. Hãy tạo sổ tính mới bằng lệnh “new” rồi chép dữ liệu sang.",
        )


def read_conflicts(grids: Mapping[str, SheetGrid], name: str) -> list[ConflictLine]:
    """All lines in sheet order. Raises NoConflictSheet."""
    grid = grids.get(CONFLICTS.tab)
    header = None if grid is None else find_header(CONFLICTS, grid)
    if grid is None or header is None:
        raise NoConflictSheet(name)
    lines: list[ConflictLine] = []
    for row in range(header.row + 1, grid.first_row + len(grid.rows)):
        values: dict[str, Any] = {}
        for key in _FIELDS:
            column = header.columns.get(key)
            value = None if column is None else grid.value(row, column)
            if key == "no":
                values[key] = int(value) if isinstance(value, (int, float)) else 0
            else:
                values[key] = encode(value)[0]  # type: ignore[arg-type]
        if values["no"]:
            lines.append(ConflictLine(**values, line=row))
    return lines


def write_conflicts(
    book: bridge.Book,
    grids: Mapping[str, SheetGrid],
    changed: Sequence[ConflictLine],
    new: Sequence[ConflictLine],
) -> None:
    """Write lines that were read (with their `line`) back, and add new ones below. Nothing is ever taken off."""
    for line in changed:
        bridge.write_block(book, CONFLICTS.tab, line.line, 1, [_cells(line)])
    if not new:
        return
    grid = grids[CONFLICTS.tab]
    first = max(grid.first_row + len(grid.rows), CONFLICTS.first_row)
    bridge.resize_table(book, CONFLICTS.table_name, first + len(new) - 1)
    bridge.write_block(book, CONFLICTS.tab, first, 1, [_cells(line) for line in new])
    bridge.set_row_heights(book, CONFLICTS.tab, first, [_height(line) for line in new])


def _cells(line: ConflictLine) -> list[object]:
    values: list[object] = [float(line.no)]
    for key in _FIELDS[1:]:
        text = getattr(line, key)
        values.append(Text(text) if text else None)
    return values


def _height(line: ConflictLine) -> float:
    lines = [
        text_lines(getattr(line, column.key), column.width)
        for column in CONFLICTS.columns
        if column.key != "no" and getattr(line, column.key)
    ]
    return min(points(max(lines, default=1)), _TALLEST)


def read_log(grids: Mapping[str, SheetGrid]) -> list[LogEntry]:
    """Lines of Nhật ký, oldest first; those of an older workbook without the column Lần ghép say no merge."""
    grid = grids.get(LOG.tab)
    header = None if grid is None else find_header(LOG, grid)
    if grid is None or header is None:
        return []
    entries: list[LogEntry] = []
    for row in range(header.row + 1, grid.first_row + len(grid.rows)):
        values = {
            key: encode(grid.value(row, header.columns[key]))[0] if key in header.columns else ""  # type: ignore[arg-type]
            for key in _LOG_FIELDS
        }
        entries.append(LogEntry(**values))
    return entries


def log_line(entry: LogEntry, cell: str, batch: str) -> outputs.LogLine:
    """The line that `outputs.append_log` writes."""
    return outputs.LogLine(
        entry.action,
        entry.tab,
        cell,
        entry.row_id,
        entry.before,
        entry.after,
        entry.reason,
        entry.column,
        entry.kinds,
        batch,
    )


def has_merge_log(grids: Mapping[str, SheetGrid]) -> bool:
    """Whether Nhật ký has the columns that an undo needs."""
    grid = grids.get(sheet("log").tab)
    header = None if grid is None else find_header(LOG, grid)
    return header is not None and {"batch", "kinds", "column"} <= header.columns.keys()
