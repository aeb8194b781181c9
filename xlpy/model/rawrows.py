"""Rows as they were typed: what copies carry, what a merge compares. Values stay raw; nothing is repaired here.

A returned copy is compared with the state in which it was sent out (its base) and with the master of today, field
by field. That needs the cells themselves, not the typed records: what the clerk typed goes into the master as it is,
and the checks judge it there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from xlpy.vietnamese import text

CellValue = str | float | bool | datetime | None
"""A cell's value; an error value is a str subclass (`books.values.CellError`)."""


@dataclass(frozen=True, slots=True)
class RowKey:
    """Names one row of the campaign, wherever it stands: the sheet's key and the row's id.

    The id is the column row_id where the sheet has one, else the sheet's natural key, its parts joined with "|":
    units and dossiers unit_code, scores unit_code|criterion_code, activities activity_no.
    """

    sheet: str
    row_id: str


def normal_id(row_id: str) -> str:
    """An id for comparing: "cn-0001 " is CN-0001."""
    return "".join(text.normalise_code(row_id).split()).upper()


@dataclass(frozen=True, slots=True)
class RawRow:
    """One used row. `values` holds input columns by key, empty cells left out; `row` is 0 for a row of a base."""

    key: RowKey
    """With an empty row_id where the id was wiped or never given."""
    unit_code: str
    """The unit the row belongs to, resolved against Đơn vị; "" if it cannot be told."""
    row: int = 0
    values: Mapping[str, CellValue] = field(default_factory=dict[str, CellValue])


@dataclass(frozen=True, slots=True)
class CopyState:
    """A copy of the workbook as it came back (or as it was sent): who it is of, from what it grew, what it says now."""

    file: str
    """File name, for messages."""
    file_hash: str
    """SHA-256 of the file, hexadecimal."""
    campaign_code: str
    schema_version: str
    unit_code: str
    """Whose copy it is by its stamp, the group's code for a group's; "" for a master."""
    round: int
    copy_id: str
    """Made new for each copy that is split off: two files with one id are two states of one copy."""
    base: Mapping[RowKey, RawRow] | None
    """The rows as they were sent; None where the hidden base is gone or its checksum is wrong."""
    rows: tuple[RawRow, ...]
    columns: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Input columns that were found, by sheet key: a column that is missing says nothing about its values, and a
    sheet that is missing here says nothing about its rows."""
    notes: tuple[str, ...] = ()
    """What the reading noticed and coped with (sheet renamed, columns moved, …), in Vietnamese, for the log."""
    parent_id: str = ""
    """The copy that this one was split from; "" when that was the master."""
    part: str = ""
    """Tag of the part of the unit that the copy was made for; "" for the whole unit."""
    base_hash: str = ""
    """Checksum of the base, as the register of the workbook that sent it holds it too; "" without a base."""
    untouched: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    """Ids of rows that stand as they were sent, by sheet key: left out of `rows` and `base`, see `model.changes`."""

    units: tuple[str, ...] = ()
    """Codes of the units in a group's copy; empty for the copy of one unit and for a master."""

    @property
    def members(self) -> tuple[str, ...]:
        """The units whose rows the copy holds."""
        return self.units or ((self.unit_code,) if self.unit_code else ())

    @property
    def row_count(self) -> int:
        """Rows of the file, those included that `rows` leaves out."""
        return len(self.rows) + sum(map(len, self.untouched.values()))
