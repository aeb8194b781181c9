"""A1 addresses and 1-based (row, column) pairs."""

from __future__ import annotations

import re
from functools import lru_cache

MAX_ROW = 1_048_576
MAX_COL = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6})")


@lru_cache(maxsize=20_000)
def column_number(letters: str) -> int:
    """'A' → 1, 'XFD' → 16384. Raises ValueError beyond the sheet."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= MAX_COL:
        raise ValueError(f"no such column: {letters!r}")
    return number


@lru_cache(maxsize=20_000)
def column_letters(number: int) -> str:
    """1 → 'A', 16384 → 'XFD'."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def cell_name(row: int, col: int) -> str:
    """(12, 6) → 'F12'."""
    return f"{column_letters(col)}{row}"


def parse_cell(address: str) -> tuple[int, int]:
    """'F12' or '$F$12' → (12, 6). Raises ValueError for anything else."""
    match = _CELL.fullmatch(address)
    if match is None or int(match[2]) > MAX_ROW:
        raise ValueError(f"not a cell address: {address!r}")
    return int(match[2]), column_number(match[1])


def parse_area(address: str) -> tuple[int, int, int, int]:
    """'B2:D9', 'F12', 'A:C' or '1:3' → (row1, col1, row2, col2), ordered. Raises ValueError for anything else."""
    first, _, last = address.partition(":")
    last = last or first
    if _ROWS.fullmatch(first) and _ROWS.fullmatch(last) and ":" in address:
        row1, row2 = int(first.lstrip("$")), int(last.lstrip("$"))
        return min(row1, row2), 1, max(row1, row2), MAX_COL
    if _COLUMNS.fullmatch(first) and _COLUMNS.fullmatch(last) and ":" in address:
        col1, col2 = column_number(first.lstrip("$")), column_number(last.lstrip("$"))
        return 1, min(col1, col2), MAX_ROW, max(col1, col2)
    row1, col1 = parse_cell(first)
    row2, col2 = parse_cell(last)
    return min(row1, row2), min(col1, col2), max(row1, row2), max(col1, col2)


def area_name(row1: int, col1: int, row2: int, col2: int) -> str:
    """(2, 2, 9, 4) → 'B2:D9'; one cell → 'B2'."""
    first = cell_name(row1, col1)
    return first if (row1, col1) == (row2, col2) else f"{first}:{cell_name(row2, col2)}"
