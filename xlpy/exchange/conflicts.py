"""Lines of the sheet Xung đột: a conflict as a clerk reads and decides it, and as the next merge reads it back.

A cell that both sides changed is one line. A row that one side deleted is one line "(cả dòng)"; where the master does
not have the row, one line for each of its cells follows under the same number, so that the clerk sees what would come
back and the next merge can write it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from xlpy.exchange.merge import Decision
from xlpy.exchange.merge_cells import decode, encode, fingerprint, kinds_of
from xlpy.exchange.merge_plan import Conflict, ConflictKind
from xlpy.model.rawrows import CellValue, RowKey
from xlpy.schema import SHEETS, choices, sheet

TAKE: Final = choices.TAKE_THEIRS
KEEP: Final = choices.KEEP_OURS
OTHER: Final = choices.OTHER_VALUE
EMPTY: Final = choices.LEAVE_EMPTY

OPEN: Final = "Chưa xử lý"
TAKEN: Final = "Đã lấy của đơn vị"
KEPT: Final = "Đã giữ của quận"
REPLACED: Final = "Đã ghi giá trị khác"
EMPTIED: Final = "Đã để trống"
UNDONE: Final = "Đã hoàn tác"

WHOLE_ROW: Final = "(cả dòng)"
LABELS: dict[ConflictKind, str] = {
    "field": "Khác giá trị",
    "unit_deleted": "Đơn vị xóa dòng",
    "district_deleted": "Quận xóa dòng",
    "unit_added": "Dòng thêm ở bản cũ",
}
PART: Final = "Ô của dòng"
_KINDS: dict[str, ConflictKind] = {label: kind for kind, label in LABELS.items()}
_SHOWN: dict[ConflictKind, tuple[str, str]] = {
    "unit_deleted": ("(đã xóa dòng)", "(còn dòng này)"),
    "district_deleted": ("(còn dòng này, đã sửa)", "(đã xóa dòng)"),
    "unit_added": ("(thêm dòng này)", "(không có dòng này)"),
}
_TABS = {definition.tab: definition.key for definition in SHEETS}


@dataclass(frozen=True, slots=True)
class ConflictLine:
    """One line; the fields are the columns of the sheet (schema, `CONFLICTS`), `line` its 1-based sheet row or 0."""

    no: int
    status: str
    unit_code: str
    tab: str
    row_id: str
    name: str
    column: str
    base: str
    theirs: str
    ours: str
    choice: str = ""
    other: str = ""
    file: str = ""
    note: str = ""
    kind: str = ""
    kinds: str = ""
    """For a cell the letters of the three values (`merge_cells.encode`), for a row the fingerprint of theirs."""
    batch: str = ""
    line: int = 0

    @property
    def key(self) -> RowKey | None:
        """The row, or None where the tab is not one of ours any more."""
        sheet_key = _TABS.get(self.tab)
        return None if sheet_key is None else RowKey(sheet_key, self.row_id)

    @property
    def column_key(self) -> str:
        """The column's key, "" for a whole row or an unknown header."""
        sheet_key = _TABS.get(self.tab)
        if sheet_key is None:
            return ""
        return next((c.key for c in sheet(sheet_key).columns if c.header == self.column), "")

    @property
    def conflict_kind(self) -> ConflictKind | None:
        """What kind of conflict, None for a line that is one cell of a row."""
        return _KINDS.get(self.kind)

    @property
    def identity(self) -> tuple[str, str, str, str, str]:
        """By what the same conflict is recognised when a file comes in again."""
        value = self.theirs if self.kind == LABELS["field"] else self.kinds
        return self.kind, self.tab, self.row_id, self.column, value

    def values(self) -> tuple[CellValue, CellValue, CellValue]:
        """Base, theirs and ours as they were typed. ValueError where the helper column was spoilt."""
        if len(self.kinds) != 3:
            raise ValueError(f"{self.kinds!r} is not three letters")
        one, two, three = self.kinds
        return decode(self.base, one), decode(self.theirs, two), decode(self.ours, three)


def lines_of(conflicts: Iterable[Conflict], batch: str, there: Sequence[ConflictLine]) -> list[ConflictLine]:
    """Lines to add for new conflicts; one that stands open on the sheet already is not asked twice."""
    asked = {line.identity for line in there if line.status == OPEN}
    number = max((line.no for line in there), default=0)
    made: list[ConflictLine] = []
    for conflict in conflicts:
        head = _head(conflict, number + 1, batch)
        if head.identity in asked:
            continue
        asked.add(head.identity)
        number += 1
        made.append(head)
        made += _cells(conflict, head)
    return made


def _head(conflict: Conflict, number: int, batch: str) -> ConflictLine:
    definition = sheet(conflict.key.sheet)
    if conflict.kind == "field":
        column = definition.column(conflict.column).header
        base, theirs, ours = (encode(v)[0] for v in (conflict.base, conflict.theirs, conflict.ours))
        kinds = kinds_of(conflict.base, conflict.theirs, conflict.ours)
    else:
        column, base = WHOLE_ROW, ""
        theirs, ours = _SHOWN[conflict.kind]
        kinds = fingerprint(conflict.theirs_row)
    return ConflictLine(
        number,
        OPEN,
        conflict.unit_code,
        definition.tab,
        conflict.key.row_id,
        conflict.name,
        column,
        base,
        theirs,
        ours,
        file=f"{conflict.source.file} ({conflict.source.short_hash})",
        note=conflict.reason,
        kind=LABELS[conflict.kind],
        kinds=kinds,
        batch=batch,
    )


def _cells(conflict: Conflict, head: ConflictLine) -> list[ConflictLine]:
    definition = sheet(conflict.key.sheet)
    lines: list[ConflictLine] = []
    for key, value in conflict.theirs_row.items():
        text, kind = encode(value)
        lines.append(
            ConflictLine(
                head.no,
                "",
                head.unit_code,
                head.tab,
                head.row_id,
                head.name,
                definition.column(key).header,
                "",
                text,
                "",
                file=head.file,
                note=f"Chọn ở dòng {WHOLE_ROW} của số {head.no}.",
                kind=PART,
                kinds=f"-{kind}-",
                batch=head.batch,
            )
        )
    return lines


def row_of(head: ConflictLine, lines: Iterable[ConflictLine]) -> dict[str, CellValue]:
    """The unit's row as the lines under a head hold it. ValueError where they were spoilt."""
    values: dict[str, CellValue] = {}
    for line in lines:
        if line.kind == PART and line.no == head.no and line.column_key:
            values[line.column_key] = line.values()[1]
    if fingerprint(values) != head.kinds:
        raise ValueError(f"the cells of conflict {head.no} are not those that were recorded")
    return values


def decisions(lines: Iterable[ConflictLine]) -> set[Decision]:
    """What was decided in favour of the master before, for `merge`."""
    found: set[Decision] = set()
    for line in lines:
        key, kind = line.key, line.conflict_kind
        if line.status != KEPT or key is None or kind is None:
            continue
        if kind == "field":
            found.add((key.sheet, key.row_id, line.column_key, line.theirs, line.ours))
        else:
            found.add((key.sheet, key.row_id, "", line.kinds, kind))
    return found
