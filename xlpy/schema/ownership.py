"""Who fills what: which rows and columns of the workbook belong to a unit, and which stay the district's.

A unit's copy carries the rows named here. When it comes back, what the unit changed in its own columns is merged; what
it changed in a column of the district (quotas, verified points, dates of receipt) is reported and never merged. The
plan gives no such list; it follows from who does what in part IV of the plan and from the help texts of the columns.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlpy.schema.registry import sheet


@dataclass(frozen=True, slots=True)
class Ownership:
    """How one sheet is shared between a unit and the district.

    `unit_column` says whose a row is. `id_columns` name a row on the sheet; where the sheet has row ids it is that
    one. `columns` are the unit's, every other input column is the district's. `adds`: a unit may add and delete
    rows. `blank_rows`: empty rows prepared in a copy. `withheld`: columns of the district whose values no copy carries.
    """

    sheet: str
    unit_column: str
    id_columns: tuple[str, ...]
    columns: frozenset[str]
    adds: bool
    blank_rows: int = 0
    withheld: frozenset[str] = frozenset()

    @property
    def has_row_ids(self) -> bool:
        return self.id_columns == ("row_id",)

    @property
    def district_columns(self) -> frozenset[str]:
        """Input columns that a unit's copy shows and does not change; keys of rows left out."""
        inputs = {column.key for column in sheet(self.sheet).inputs}
        return frozenset(inputs - self.columns - set(self.id_columns) - {self.unit_column})


def _whole(key: str, blank_rows: int, withheld: Iterable[str] = ()) -> Ownership:
    kept = frozenset(withheld)
    columns = frozenset(column.key for column in sheet(key).inputs) - {"row_id"} - kept
    return Ownership(key, "unit_code", ("row_id",), columns, True, blank_rows, kept)


def _shared(key: str, unit_column: str, id_columns: Iterable[str], columns: Iterable[str]) -> Ownership:
    return Ownership(key, unit_column, tuple(id_columns), frozenset(columns), False)


OWNED: tuple[Ownership, ...] = (
    _shared(
        "units",
        "unit_code",
        ["unit_code"],
        # How the unit signs and heads its own papers, and how it is reached. Name, kind, cluster and quotas are not.
        [
            "parent_org",
            "header_name",
            "header_style",
            "symbol",
            "place",
            "signer_authority",
            "signer_title",
            "signer_name",
            "contact",
            "phone",
            "email",
        ],
    ),
    # Verified points and the reason for a difference are written by Phòng Nội vụ.
    _shared(
        "scores",
        "unit_code",
        ["unit_code", "criterion_code"],
        ["measure", "target", "self_points", "evidence"],
    ),
    # What the district decided is told in its decision and notices, not in a copy that is still on its way.
    _whole("collectives", 20, ("outcome", "outcome_reason")),
    _whole("individuals", 30, ("outcome", "outcome_reason")),
    _whole("good_people", 40),
    _whole("articles", 30),
    # The plan's activities are the district's; the unit in charge tells how far it has come.
    _shared("activities", "lead_unit", ["activity_no"], ["status", "note"]),
    _whole("works", 20),
    _whole("council", 40),
    _shared(
        "dossiers",
        "unit_code",
        ["unit_code"],
        [
            "no_nomination",
            "submission_no",
            "submission_date",
            "minutes_no",
            "meeting_start",
            "meeting_end",
            "meeting_place",
            "voting_method",
            "written_opinions",
            "late_reason",
        ],
    ),
)
"""Every sheet with rows of units, in tab order. Sheets that are not here (settings, criteria) are the district's."""

DISTRICT_SHEETS = ("settings", "criteria")
"""Table sheets that are the district's alone; every copy shows them whole."""

_BY_KEY = {owned.sheet: owned for owned in OWNED}


def ownership(key: str) -> Ownership | None:
    """How the sheet with this key is shared; None for a sheet that is the district's alone."""
    return _BY_KEY.get(key)
