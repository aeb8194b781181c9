"""A sheet as it will stand in the file: which column is where, which rows it holds, table or plain range."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xlpy.schema import Column, Sheet, column_letter
from xlpy.workbook.content import Row

EXTRA = "extra:"
"""Prefix of a column in `SheetContent.order` (and of its key in a row) that the schema does not know."""

_SAFE_HEADER = re.compile(r"[\w ()]+")
"""Header texts that need no escape in a structured reference."""


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """A physical column. `column` is None for an inserted one, whose key starts with "extra:"."""

    key: str
    header: str
    column: Column | None


@dataclass(slots=True)
class SheetPlan:
    """One table or output sheet, ready to be written.

    `rows` holds the content rows followed by the prepared ones. Where a cell is merged, or a header is not one
    Excel would accept in a table, `is_table` is False: the clerk's program had turned the table into a range.
    """

    sheet: Sheet
    columns: list[PlannedColumn]
    rows: list[Row] = field(default_factory=list[Row])
    content_rows: int = 0
    merges: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    hidden: set[int] = field(default_factory=set[int])
    is_table: bool = True

    def __post_init__(self) -> None:
        self._places = {planned.key: place for place, planned in enumerate(self.columns)}

    _places: dict[str, int] = field(default_factory=dict[str, int], init=False, repr=False)

    @property
    def key(self) -> str:
        return self.sheet.key

    @property
    def header_row(self) -> int:
        """1-based."""
        return self.sheet.header_row

    @property
    def first_row(self) -> int:
        """1-based number of the first row below the header."""
        return self.sheet.first_row

    @property
    def last_row(self) -> int:
        """1-based number of the last prepared row; a table has at least one."""
        return self.first_row + max(len(self.rows), 1) - 1

    def has(self, key: str) -> bool:
        return key in self._places

    def index(self, key: str) -> int:
        """Zero-based place of the column; KeyError when the sheet has none of that key."""
        return self._places[key]

    def letter(self, key: str) -> str:
        return column_letter(self.index(key) + 1)

    def header(self, key: str) -> str:
        return self.columns[self.index(key)].header

    def range(self, key: str) -> str:
        """Absolute A1 address of the column's data cells, without the sheet."""
        letter = self.letter(key)
        return f"${letter}${self.first_row}:${letter}${self.last_row}"


def quoted(tab: str) -> str:
    """A tab name as formulas write it."""
    return "'" + tab.replace("'", "''") + "'"


def plan_columns(sheet: Sheet, headers: dict[str, str], order: list[str] | None) -> list[PlannedColumn]:
    """Physical columns of `sheet`. ValueError when `order` leaves a column out, repeats one or names an unknown one."""
    keys = [column.key for column in sheet.columns]
    wanted = order if order is not None else keys
    known = [key for key in wanted if not key.startswith(EXTRA)]
    if sorted(known) != sorted(keys) or len(set(wanted)) != len(wanted):
        raise ValueError(f"{sheet.key}: order must hold every column once; got {wanted}, expected {keys}")
    planned: list[PlannedColumn] = []
    for key in wanted:
        if key.startswith(EXTRA):
            planned.append(PlannedColumn(key, key[len(EXTRA) :], None))
        else:
            column = sheet.column(key)
            planned.append(PlannedColumn(key, headers.get(key, column.header), column))
    return planned


def fits_a_table(plan: SheetPlan, headers: dict[str, str]) -> bool:
    """Whether Excel would keep these rows as a table: no merged cells, distinct and plain headers."""
    names = [planned.header.casefold() for planned in plan.columns]
    changed = [*headers.values(), *(c.header for c in plan.columns if c.column is None)]
    return (
        not plan.merges
        and len(set(names)) == len(names)
        and all(_SAFE_HEADER.fullmatch(header) for header in changed)
    )
