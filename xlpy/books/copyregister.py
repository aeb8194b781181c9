"""The very hidden register of copies: read it, add the copies that went out, fill in what came back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields
from typing import Any

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.books.grid import SheetGrid
from xlpy.books.headers import find_header
from xlpy.books.values import Text
from xlpy.model.copyregister import NUMBERS, CopyLine
from xlpy.schema.sheets_output import COPIES

_FIELDS = tuple(field.name for field in fields(CopyLine) if field.name != "line")


class NoRegister(BookError):
    """The workbook was built before copies were registered, or somebody deleted the sheet."""

    def __init__(self, name: str) -> None:
        super().__init__(
            name,
            f"không có trang ẩn “{COPIES.tab}” ghi các bản đã gửi (sổ tính do phiên bản cũ của phần mềm tạo, hoặc trang "
            "đã bị xóa) nên chưa tách, gộp được. Hãy tạo sổ tính mới bằng lệnh “new” rồi chép dữ liệu sang.",
        )


def read_register(grids: Mapping[str, SheetGrid], name: str) -> list[CopyLine]:
    """All lines in sheet order; `name` is the workbook's, for the message. Raises NoRegister."""
    grid = grids.get(COPIES.tab)
    header = None if grid is None else find_header(COPIES, grid)
    if grid is None or header is None:
        raise NoRegister(name)
    lines: list[CopyLine] = []
    for row in range(header.row + 1, grid.first_row + len(grid.rows)):
        found: dict[str, Any] = {"unit_code": "", "line": row}
        for key, column in header.columns.items():
            value = grid.value(row, column)
            if value is None or value == "":
                continue
            if key in NUMBERS:
                found[key] = int(value) if isinstance(value, (int, float)) else 0
            else:
                found[key] = str(value)
        if found.get("copy_id"):
            lines.append(CopyLine(**found))
    return lines


def append_copies(book: bridge.Book, grids: Mapping[str, SheetGrid], lines: Sequence[CopyLine]) -> None:
    """Adds lines below those in `grids`. Does not save."""
    grid = grids[COPIES.tab]
    first = max(grid.first_row + len(grid.rows), COPIES.first_row)
    bridge.resize_table(book, COPIES.table_name, first + len(lines) - 1)
    bridge.write_block(book, COPIES.tab, first, 1, [_cells(line) for line in lines])


def write_lines(book: bridge.Book, lines: Sequence[CopyLine]) -> None:
    """Writes lines that were read (with their `line`) back, changed: a merge notes the return. Does not save."""
    for line in lines:
        bridge.write_block(book, COPIES.tab, line.line, 1, [_cells(line)])


def _cells(line: CopyLine) -> list[object]:
    values: list[object] = []
    for key in _FIELDS:
        value = getattr(line, key)
        values.append(float(value) if key in NUMBERS else Text(value) if value else None)
    return values
