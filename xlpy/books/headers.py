"""Finds the header row and the columns of a sheet by their header texts, never by position (domain.md D25)."""

from __future__ import annotations

import difflib
from dataclasses import dataclass, field

from xlpy.books.grid import SheetGrid
from xlpy.schema import Sheet
from xlpy.vietnamese import text

_SEARCHED_ROWS = 20


@dataclass(slots=True)
class Header:
    """Where the columns of one sheet are. Columns and rows are 1-based.

    `near` are columns taken although their header is not exact (key, column, header as typed); `extra` are
    columns that the schema does not know; `missing` are keys of absent required columns, with the header in
    the sheet that looks most like theirs, or "".
    """

    row: int
    columns: dict[str, int] = field(default_factory=dict[str, int])
    near: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])
    extra: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    missing: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    repeated: list[tuple[str, int]] = field(default_factory=list[tuple[str, int]])


def find_header(sheet: Sheet, grid: SheetGrid) -> Header | None:
    """The header row is the one of the first rows that holds most of the sheet's headers; None if none does."""
    known = _spellings(sheet)
    best_row, best_hits = 0, 0
    for offset, row in enumerate(grid.rows[:_SEARCHED_ROWS]):
        hits = len({known[key] for value in row if (key := _key(value)) in known})
        if hits > best_hits:
            best_row, best_hits = offset, hits
        if hits == len(sheet.columns):
            # No later row can hold more.
            break
    if best_hits < max(2, len(sheet.inputs) // 3):
        return None
    return _match(sheet, grid, best_row, known)


def _key(value: object) -> str:
    return text.fold(text.clean(value).text) if isinstance(value, str) else ""


def _spellings(sheet: Sheet) -> dict[str, str]:
    """Folded header texts to column keys; the column's own header wins over another column's variant."""
    known = {text.fold(column.header): column.key for column in sheet.columns}
    for column in sheet.columns:
        for other in column.also:
            known.setdefault(text.fold(other), column.key)
    return known


def _match(sheet: Sheet, grid: SheetGrid, offset: int, known: dict[str, str]) -> Header:
    header = Header(grid.first_row + offset)
    unmatched: list[tuple[int, str]] = []
    for index, value in enumerate(grid.rows[offset]):
        shown = text.clean(value).text if isinstance(value, str) else ""
        if not shown:
            continue
        column = grid.first_col + index
        key = known.get(text.fold(shown))
        if key is None:
            unmatched.append((column, shown))
        elif key in header.columns:
            header.repeated.append((key, column))
        else:
            header.columns[key] = column
    bare = {text.fold_ascii(spelling): key for spelling, key in known.items()}
    for column, shown in unmatched:
        key = bare.get(text.fold_ascii(shown))
        if key is not None and key not in header.columns:
            header.columns[key] = column
            header.near.append((key, column, shown))
        else:
            header.extra.append((column, shown))
    _note_missing(sheet, header)
    return header


def _note_missing(sheet: Sheet, header: Header) -> None:
    spare = [shown for _, shown in header.extra]
    for column in sheet.inputs:
        if column.required and column.key not in header.columns:
            close = difflib.get_close_matches(column.header, spare, 1, 0.6)
            header.missing.append((column.key, close[0] if close else ""))
