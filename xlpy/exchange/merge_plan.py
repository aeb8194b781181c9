"""What a merge would do, as plain data: changes, additions, deletions, conflicts, rejections, and why."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from xlpy.model.rawrows import CellValue, RawRow, RowKey

FileStatus = Literal["merged", "unchanged", "rejected", "conflicts"]
RowVerdict = Literal["unchanged", "merged", "conflict", "rejected"]
ConflictKind = Literal["field", "unit_deleted", "district_deleted", "unit_added"]
"""Both changed one cell; the unit deleted a row that the district changed (or too many rows at once); the district
deleted a row that the unit changed; the unit added a row in a file that is out of date."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What a unit may do, from the ownership of columns and the settings of the campaign."""

    unit_columns: Mapping[str, frozenset[str]]
    """Columns a unit fills, by sheet that travels. All other input columns are the district's."""
    free_sheets: frozenset[str]
    """Sheets on which a unit adds and deletes rows; on the others (its row of Đơn vị, Hồ sơ) it only fills cells."""
    make_id: Callable[[str, str, Callable[[str], bool]], str]
    """(sheet, unit, is this id taken?) → a free row id."""
    max_vanished_percent: int = 50
    """More rows of one sheet gone than this share of those sent (and more than `few_vanished`): conflicts."""
    few_vanished: int = 2


@dataclass(frozen=True, slots=True)
class Source:
    """The file a proposal comes from."""

    file: str
    file_hash: str
    unit_code: str

    @property
    def short_hash(self) -> str:
        return self.file_hash[:12]


@dataclass(frozen=True, slots=True)
class Change:
    """One cell of a row that exists."""

    key: RowKey
    column: str
    before: CellValue
    after: CellValue
    source: Source
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Addition:
    """One new row, its id and unit code among the values."""

    key: RowKey
    unit_code: str
    values: Mapping[str, CellValue]
    source: Source
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Deletion:
    """One row to empty, as it stands in the master now."""

    key: RowKey
    row: RawRow
    source: Source
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two sides that a person must choose between. `column` and the three values only for kind "field".

    `theirs_row` is the whole row of the unit where the master does not have it.
    """

    kind: ConflictKind
    key: RowKey
    unit_code: str
    name: str
    source: Source
    column: str = ""
    base: CellValue = None
    theirs: CellValue = None
    ours: CellValue = None
    theirs_row: Mapping[str, CellValue] = field(default_factory=dict[str, CellValue])
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the merge did not take over or coped with; `rejected` marks a whole row that was refused."""

    source: Source
    text: str
    sheet: str = ""
    row: int = 0
    row_id: str = ""
    column: str = ""
    value: CellValue = None
    rejected: bool = False


@dataclass(slots=True)
class FileOutcome:
    """What became of one file. Rows in = merged + unchanged + conflict + rejected."""

    source: Source
    round: int
    copy_id: str
    status: FileStatus
    reason: str = ""
    rows_in: int = 0
    rows: dict[RowVerdict, int] = field(default_factory=dict[RowVerdict, int])
    added: int = 0
    changed: int = 0
    """Rows changed, not cells."""
    deleted: int = 0
    conflicts: int = 0

    def assert_nothing_lost(self) -> None:
        """The invariant of DESIGN.md; RuntimeError if a row has no verdict, and nothing is then written."""
        if self.rows_in != sum(self.rows.values()):
            raise RuntimeError(
                f"{self.source.file}: {self.rows_in} rows in, {self.rows} out; the merge has lost a row"
            )


@dataclass(slots=True)
class MergePlan:
    """All that one merge does to the master, in a canonical order that does not depend on the order of files."""

    files: list[FileOutcome] = field(default_factory=list[FileOutcome])
    changes: list[Change] = field(default_factory=list[Change])
    additions: list[Addition] = field(default_factory=list[Addition])
    deletions: list[Deletion] = field(default_factory=list[Deletion])
    conflicts: list[Conflict] = field(default_factory=list[Conflict])
    notices: list[Notice] = field(default_factory=list[Notice])

    @property
    def touches_rows(self) -> bool:
        """Whether any row of the master changes."""
        return bool(self.changes or self.additions or self.deletions)
