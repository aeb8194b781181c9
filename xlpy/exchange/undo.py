"""Taking back the last merge from what Nhật ký says, cell by cell, leaving alone what was changed since."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from xlpy.exchange.merge_cells import decode, encode, fingerprint, kinds_of, shown
from xlpy.exchange.merge_plan import Addition, Change, Deletion, MergePlan, Source
from xlpy.exchange.merge_values import Canonical
from xlpy.model.rawrows import CellValue, RawRow, RowKey, normal_id
from xlpy.schema import SHEETS, sheet

FILE: Final = "Ghép sổ: tệp"
CELL: Final = "Ghép sổ: sửa ô"
ADDED: Final = "Ghép sổ: thêm dòng"
DELETED: Final = "Ghép sổ: xóa dòng"
NOTICE: Final = "Ghép sổ: ghi chú"
CONFLICT: Final = "Ghép sổ: xung đột"
RESOLVED: Final = "Ghép sổ: xử lý xung đột"
UNDONE: Final = "Hoàn tác ghép sổ"

_TABS = {definition.tab: definition.key for definition in SHEETS}


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of Nhật ký as it stands; the fields are the columns that matter here."""

    action: str
    tab: str = ""
    row_id: str = ""
    before: str = ""
    after: str = ""
    reason: str = ""
    column: str = ""
    kinds: str = ""
    batch: str = ""


@dataclass(slots=True)
class Undo:
    """What taking back comes to. `refused` are sentences: what was changed since and stays."""

    batch: str
    plan: MergePlan = field(default_factory=MergePlan)
    refused: list[str] = field(default_factory=list[str])


def logged_changes(plan: MergePlan) -> list[tuple[LogEntry, RowKey]]:
    """Lines of the log for all that a plan does to rows, each with its row. A deleted row has one line a cell.

    An added row is one line with the fingerprint of what was written: its cells stand in the row itself.
    """
    lines: list[tuple[LogEntry, RowKey]] = []
    for change in plan.changes:
        header = sheet(change.key.sheet).column(change.column).header
        why = _why(change.reason, change.source)
        lines.append((_entry(CELL, change.key, header, change.before, change.after, why), change.key))
    for deletion in plan.deletions:
        for column, value in deletion.row.values.items():
            header = sheet(deletion.key.sheet).column(column).header
            why = _why(deletion.reason, deletion.source)
            lines.append((_entry(DELETED, deletion.key, header, value, None, why), deletion.key))
    for addition in plan.additions:
        definition = sheet(addition.key.sheet)
        name = shown(addition.values.get(definition.row_name), 200)
        why = _why(addition.reason, addition.source)
        print_ = fingerprint(addition.values)
        entry = LogEntry(ADDED, definition.tab, addition.key.row_id, after=name, reason=why, kinds=print_)
        lines.append((entry, addition.key))
    return lines


def _why(reason: str, source: Source) -> str:
    file = f"{source.file} ({source.short_hash})" if source.file_hash else source.file
    return f"{reason}; tệp {file}" if reason else f"Tệp {file}"


def _entry(
    action: str, key: RowKey, header: str, before: CellValue, after: CellValue, reason: str
) -> LogEntry:
    return LogEntry(
        action,
        sheet(key.sheet).tab,
        key.row_id,
        encode(before)[0],
        encode(after)[0],
        reason,
        header,
        kinds_of(before, after),
    )


def last_batch(log: Sequence[LogEntry]) -> tuple[str, bool]:
    """The last merge in the log ("" if there is none), and whether it has been taken back already."""
    batch = next((e.batch for e in reversed(log) if e.batch and e.action != UNDONE), "")
    return batch, any(e.action == UNDONE and e.batch == batch for e in log)


def added_rows(log: Iterable[LogEntry]) -> dict[tuple[str, str], str]:
    """(sheet, normal id) → fingerprint of each row that a merge added and no undo took back."""
    log = list(log)
    undone = {entry.batch for entry in log if entry.action == UNDONE}
    return {
        (_TABS[entry.tab], normal_id(entry.row_id)): entry.kinds
        for entry in log
        if entry.action == ADDED and entry.tab in _TABS and entry.batch not in undone
    }


def undo(log: Sequence[LogEntry], batch: str, rows: Iterable[RawRow]) -> Undo:
    """Take back the merge `batch` on `rows`, the master now.

    A cell goes back only if it still says what the merge wrote, an added row goes only if nothing in it was changed,
    a deleted row comes back only if no other row has its id.
    """
    return _Undoing(batch, {row.key: row for row in rows if row.key.row_id}).run(
        [entry for entry in log if entry.batch == batch]
    )


class _Undoing:
    def __init__(self, batch: str, rows: Mapping[RowKey, RawRow]) -> None:
        self._rows = rows
        self._canonical = Canonical()
        self._out = Undo(batch)
        self._source = Source(f"hoàn tác {batch}", "", "")

    def run(self, entries: Sequence[LogEntry]) -> Undo:
        deleted: dict[RowKey, dict[str, CellValue]] = {}
        touched: dict[tuple[RowKey, str], tuple[CellValue, CellValue]] = {}
        for entry in entries:
            key = RowKey(_TABS.get(entry.tab, ""), entry.row_id)
            if entry.action == ADDED:
                self._remove(entry, key)
            elif entry.action in (CELL, DELETED):
                found = self._values(entry, key)
                if found is None:
                    continue
                column, before, after = found
                if entry.action == DELETED:
                    if before is not None:
                        deleted.setdefault(key, {})[column] = before
                elif (key, column) in touched:
                    # Written twice in one merge (a choice, then a file): back to what stood before the first.
                    touched[key, column] = (touched[key, column][0], after)
                else:
                    touched[key, column] = (before, after)
        for (key, column), (before, after) in touched.items():
            self._put_back(key, column, before, after)
        for key, values in deleted.items():
            self._bring_back(key, values)
        return self._out

    def _values(self, entry: LogEntry, key: RowKey) -> tuple[str, CellValue, CellValue] | None:
        try:
            column = next(c.key for c in sheet(key.sheet).columns if c.header == entry.column)
            before, after = decode(entry.before, entry.kinds[:1]), decode(entry.after, entry.kinds[1:])
        except (KeyError, StopIteration, ValueError):
            self._refuse(entry.tab, entry.row_id, "dòng Nhật ký đã bị sửa nên không đọc được giá trị cũ")
            return None
        return column, before, after

    def _refuse(self, tab: str, row_id: str, why: str) -> None:
        self._out.refused.append(f"Trang {tab}, dòng {row_id}: {why}.")

    def _put_back(self, key: RowKey, column: str, before: CellValue, after: CellValue) -> None:
        row = self._rows.get(key)
        definition = sheet(key.sheet)
        header = definition.column(column).header
        if row is None:
            self._refuse(
                definition.tab, key.row_id, f"không còn dòng này nên không trả lại được ô “{header}”"
            )
            return
        now = row.values.get(column)
        if not self._canonical.same(key.sheet, column, now, after):
            self._refuse(
                definition.tab,
                key.row_id,
                f"ô “{header}” đã sửa thành {shown(now)} sau khi ghép; giữ nguyên, trước khi ghép là {shown(before)}",
            )
            return
        self._out.plan.changes.append(Change(key, column, now, before, self._source))

    def _remove(self, entry: LogEntry, key: RowKey) -> None:
        row = self._rows.get(key)
        if row is None:
            return
        if fingerprint(row.values) != entry.kinds:
            self._refuse(entry.tab, entry.row_id, "dòng do lần ghép thêm vào đã được sửa; giữ nguyên")
            return
        self._out.plan.deletions.append(Deletion(key, row, self._source))

    def _bring_back(self, key: RowKey, values: dict[str, CellValue]) -> None:
        if key in self._rows:
            self._refuse(
                sheet(key.sheet).tab, key.row_id, "đã có dòng khác mang mã này nên không đưa dòng cũ trở lại"
            )
            return
        unit = values.get("unit_code")
        self._out.plan.additions.append(Addition(key, str(unit or ""), values, self._source))
