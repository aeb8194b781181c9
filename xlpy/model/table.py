"""A sheet read into typed rows, and what the reading noticed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, TypeVar

from xlpy.model.records import Record
from xlpy.schema import Sheet, column_letter

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Problem:
    """Something the reader noticed at one place and repaired, left empty or could not read.

    `code` is a code of the findings catalogue (D11, ST-004 …); `raw` what stood in the cell; `proposal` the
    text the clerk is offered instead; `detail` named slots for the message. `row` and `column` (a column key)
    are None for a problem of the whole sheet.
    """

    code: str
    sheet: str
    tab: str
    cell: str | None = None
    row: int | None = None
    column: str | None = None
    raw: object = None
    proposal: str | None = None
    detail: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(slots=True)
class Table(Generic[R]):
    """The used rows of one table sheet.

    `columns` maps column keys to 1-based sheet columns as they were found, so that a moved column still
    yields the right cell; rows keep their 1-based sheet row.
    """

    sheet: Sheet
    rows: list[R] = field(default_factory=list[R])
    columns: dict[str, int] = field(default_factory=dict[str, int])
    header_row: int = 0
    last_row: int = 0
    """Last sheet row with anything in it; new rows go below."""
    hidden_rows: int = 0
    tab: str = ""
    """The tab as it was found; a clerk may have renamed it. "" for a table that was not read."""
    _at: dict[int, R] = field(default_factory=dict[int, R], repr=False)

    @property
    def found_tab(self) -> str:
        """The tab as the clerk sees it; the schema's where the table was not read."""
        return self.tab or self.sheet.tab

    def cell(self, record: Record, key: str) -> str | None:
        """Address like "F12" of the field `key` of `record`; None if the workbook has no such column."""
        column = self.columns.get(key)
        return None if column is None else f"{column_letter(column)}{record.row}"

    def record_at(self, row: int) -> R | None:
        """The record of a sheet row, or None if that row is empty or skipped."""
        if len(self._at) != len(self.rows):
            self._at = {record.row: record for record in self.rows}
        return self._at.get(row)

    def by_unit(self) -> dict[str, list[R]]:
        """Rows grouped by unit code, in sheet order."""
        groups: dict[str, list[R]] = {}
        for record in self.rows:
            groups.setdefault(record.unit_code, []).append(record)
        return groups
