"""The three-way merge: base (what was sent), theirs (what came back), ours (the master now), by row and field.

* Changed by one side, or by both alike: merged. By both differently: a conflict, the master keeps its value.
* Deleted by one side, unchanged by the other: deleted; deleted by one and changed by the other: a conflict.
* A row that both added is one row. Rows are told by id, else by content (`match`).
* What is not in the file (a column, a sheet that is missing) says nothing.
* Without a trusted base every difference is a conflict; new rows are taken.
* Of a file whose unit has a newer round merged, every difference is a conflict, new rows too.
* If more than a share (a setting) of a sheet's rows are gone, each is a conflict: a hurried clerk has deleted all.

Files are compared with the master as it was before the merge, each on its own, then put together in a canonical
order: the result does not depend on the order of files. Where two files of one unit disagree, both values are
conflicts and the master keeps what it has.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Iterable, Sequence
from dataclasses import dataclass, replace

from xlpy.exchange.merge_cells import content_key, encode, fingerprint
from xlpy.exchange.merge_file import FieldProposal, NewRow, Proposal, propose, row_title
from xlpy.exchange.merge_gate import Known, Refusal, refuse, remarks
from xlpy.exchange.merge_plan import (
    Addition,
    Change,
    Conflict,
    Deletion,
    FileOutcome,
    MergePlan,
    Notice,
    RowVerdict,
    Rules,
    Source,
)
from xlpy.exchange.merge_values import Canonical
from xlpy.model.rawrows import CellValue, CopyState, RawRow, RowKey, normal_id

Decision = tuple[str, str, str, str, str]
"""(sheet, row id, column, theirs, ours) as text: what a person has decided before; see `decision_of`."""


def decision_of(conflict: Conflict) -> Decision:
    """By what a decided conflict is recognised when the same values meet again."""
    theirs = encode(conflict.theirs)[0] if conflict.kind == "field" else fingerprint(conflict.theirs_row)
    ours = encode(conflict.ours)[0] if conflict.kind == "field" else conflict.kind
    return conflict.key.sheet, conflict.key.row_id, conflict.column, theirs, ours


def canonical_order(copy: CopyState) -> tuple[str, int, str, str, str]:
    """Unit, round, copy, content, name: the order in which files are merged, however they were given."""
    return copy.unit_code, copy.round, copy.copy_id, copy.file_hash, copy.file


def merge(
    master: CopyState,
    copies: Iterable[CopyState],
    rules: Rules,
    known: Known | None = None,
    decided: Collection[Decision] = (),
) -> MergePlan:
    """What merging `copies` into `master` comes to. Nothing is changed.

    `decided` are conflicts settled before in favour of the master. Raises RuntimeError if a row of a file ends
    nowhere (DESIGN, "Rows in = …"): then nothing may be written.
    """
    return _Merge(master, rules, known or Known(), frozenset(decided)).run(
        sorted(copies, key=canonical_order)
    )


@dataclass(slots=True)
class _Open:
    """A file on its way through the merge."""

    outcome: FileOutcome
    proposal: Proposal
    units: tuple[str, ...]

    def unit_for(self, code: str) -> str:
        """Whose row this is: one of the file's units, where the file is a group's, else the file's unit."""
        return code if code in self.units else self.outcome.source.unit_code


class _Merge:
    def __init__(self, master: CopyState, rules: Rules, known: Known, decided: frozenset[Decision]) -> None:
        self._master = master
        self._rules = rules
        self._known = known
        self._decided = decided
        self._canonical = Canonical()
        self._plan = MergePlan()
        self._rows: dict[RowKey, RawRow] = {}
        for row in master.rows:
            if row.key.row_id:
                # Of two rows with one id the upper has it, as when copies are sent.
                self._rows.setdefault(row.key, row)
        self._ids: dict[str, set[str]] = defaultdict(set)
        self._of_unit: dict[str, dict[RowKey, RawRow]] = defaultdict(dict)
        for key, row in self._rows.items():
            self._ids[key.sheet].add(normal_id(key.row_id))
            self._of_unit[row.unit_code][key] = row

    def run(self, copies: Sequence[CopyState]) -> MergePlan:
        opened: list[_Open] = []
        seen: dict[str, str] = {}
        newest = dict(self._known.merged_rounds)
        copies = [self._with_trusted_base(copy) for copy in copies]
        refusals = [refuse(copy, self._master, self._known) for copy in copies]
        for copy, refusal in zip(copies, refusals, strict=True):
            if refusal is None:
                part = copy.unit_code, copy.part
                newest[part] = max(newest.get(part, 0), copy.round)
        for copy, refusal in zip(copies, refusals, strict=True):
            if refusal is None and copy.file_hash in seen:
                refusal = Refusal("unchanged", f"Giống hệt tệp “{seen[copy.file_hash]}”; chỉ ghép một lần.")
            seen.setdefault(copy.file_hash, copy.file)
            stale = copy.round < newest.get((copy.unit_code, copy.part), 0)
            self._open(copy, refusal, stale=stale, opened=opened)
        for files in _with_units_in_common(opened):
            self._combine(files)
        for file in opened:
            self._close(file)
        self._plan.changes.sort(key=lambda change: (*_place(change.key), change.column))
        self._plan.additions.sort(key=lambda addition: _place(addition.key))
        self._plan.deletions.sort(key=lambda deletion: _place(deletion.key))
        self._plan.conflicts.sort(
            key=lambda c: (c.unit_code, *_place(c.key), c.column, c.source.file_hash, str(encode(c.theirs)))
        )
        return self._plan

    def _with_trusted_base(self, copy: CopyState) -> CopyState:
        if not self._known.distrusts_base(copy):
            return copy
        if copy.untouched:
            raise RuntimeError(f"{copy.file}: rows were left out of a copy whose base is not trusted")
        return replace(copy, base=None)

    def _open(self, copy: CopyState, refusal: Refusal | None, *, stale: bool, opened: list[_Open]) -> None:
        source = Source(copy.file, copy.file_hash, copy.unit_code)
        outcome = FileOutcome(source, copy.round, copy.copy_id, "unchanged", rows_in=copy.row_count)
        self._plan.files.append(outcome)
        if refusal is not None:
            outcome.status, outcome.reason = refusal.status, refusal.reason
            outcome.rows = {"rejected" if refusal.status == "rejected" else "unchanged": copy.row_count}
            return
        # A row that was sent stays the unit's even where the district has written another unit into it since.
        keys = (
            *(copy.base or ()),
            *(RowKey(s, row_id) for s, ids in copy.untouched.items() for row_id in ids),
        )
        sent = {key: self._rows[key] for key in keys if key in self._rows}
        ours: dict[RowKey, RawRow] = {}
        for unit in copy.members:
            ours |= self._of_unit.get(unit, {})
        ours |= sent
        proposal = propose(
            copy, ours, self._ids, self._rules, self._canonical, stale=stale, added=self._known.added
        )
        self._plan.notices.extend(Notice(source, remark) for remark in remarks(copy, self._known))
        outcome.rows = {"unchanged": copy.row_count - len(copy.rows)}
        opened.append(_Open(outcome, proposal, copy.members))

    def _combine(self, files: list[_Open]) -> None:
        """Files that have a unit in common put together."""
        self._combine_fields(files)
        self._combine_deletions(files)
        self._combine_new_rows(files)
        for file in files:
            for conflict, case in file.proposal.conflicts:
                if decision_of(conflict) in self._decided:
                    continue
                self._plan.conflicts.append(conflict)
                file.outcome.conflicts += 1
                if case is not None:
                    case.raise_to("conflict")

    def _combine_fields(self, files: list[_Open]) -> None:
        wanted: dict[tuple[RowKey, str], list[tuple[_Open, FieldProposal]]] = defaultdict(list)
        for file in files:
            for proposal in file.proposal.fields:
                wanted[proposal.key, proposal.column].append((file, proposal))
        for (key, column), proposals in wanted.items():
            forms = {self._canonical.of(key.sheet, column, p.after) for _, p in proposals if not p.repair}
            if len(forms) > 1:
                for file, proposal in proposals:
                    if not proposal.repair:
                        self._disagree(file, proposal)
                continue
            _, chosen = min(proposals, key=lambda pair: self._preference(pair[1]))
            for _, proposal in proposals:
                proposal.case.raise_to("merged")
            source = min(
                (file.outcome.source for file, p in proposals if p is chosen), key=lambda s: s.file_hash
            )
            reason = "Đổi sang đúng kiểu ô" if chosen.repair else ""
            self._plan.changes.append(Change(key, column, chosen.before, chosen.after, source, reason))

    def _preference(self, proposal: FieldProposal) -> tuple[bool, bool, str]:
        """Real changes before repairs, the column's own type before text, then any fixed order."""
        improves = self._canonical.better(proposal.key.sheet, proposal.column, proposal.after, "")
        return proposal.repair, not improves, str(encode(proposal.after))

    def _disagree(self, file: _Open, proposal: FieldProposal) -> None:
        conflict = Conflict(
            "field",
            proposal.key,
            file.unit_for(self._rows[proposal.key].unit_code),
            row_title(proposal.key.sheet, self._rows[proposal.key].values),
            file.outcome.source,
            proposal.column,
            proposal.base,
            proposal.after,
            proposal.before,
            reason="Hai tệp của đơn vị ghi khác nhau.",
        )
        file.proposal.conflicts.append((conflict, proposal.case))

    def _combine_deletions(self, files: list[_Open]) -> None:
        changed = {p.key for file in files for p in file.proposal.fields if not p.repair}
        changed |= {c.key for file in files for c, _ in file.proposal.conflicts}
        deleted: set[RowKey] = set()
        for file in files:
            for row in file.proposal.deletions:
                if row.key in changed:
                    conflict = Conflict(
                        "unit_deleted",
                        row.key,
                        file.unit_for(row.unit_code),
                        row_title(row.key.sheet, row.values),
                        file.outcome.source,
                        reason="Tệp này đã xóa dòng, tệp khác của đơn vị đã sửa dòng.",
                    )
                    file.proposal.conflicts.append((conflict, None))
                    continue
                file.outcome.deleted += 1
                if row.key not in deleted:
                    deleted.add(row.key)
                    self._plan.deletions.append(Deletion(row.key, row, file.outcome.source))
        if deleted:
            # A repair of a cell in a row that goes is no repair.
            self._plan.changes = [change for change in self._plan.changes if change.key not in deleted]

    def _combine_new_rows(self, files: list[_Open]) -> None:
        with_id: dict[tuple[str, str, str], list[_Added]] = defaultdict(list)
        without: dict[_Content, list[_Added]] = defaultdict(list)
        for file in files:
            for new in file.proposal.new_rows:
                new.case.raise_to("merged")
                row_id = normal_id(new.row_id)
                if row_id and row_id not in self._ids[new.sheet]:
                    with_id[new.sheet, row_id, _unit_of(file, new)].append((file, new))
                else:
                    without[self._content(file, new)].append((file, new))
        per_file: dict[_Content, Counter[int]] = defaultdict(Counter)
        named: dict[_Content, set[str]] = defaultdict(set)
        for (sheet_key, row_id, _), rows in sorted(with_id.items(), key=lambda group: group[0]):
            if row_id in self._ids[sheet_key]:
                # Rows of two units under one id are two rows: the second gets another.
                for file, new in rows:
                    without[self._content(file, new)].append((file, new))
                continue
            self._ids[sheet_key].add(row_id)
            self._add_with_id(sheet_key, rows)
            for file, new in rows:
                content = self._content(file, new)
                per_file[content][id(file)] += 1
                named[content].add(row_id)
        for content, rows in sorted(without.items(), key=lambda group: (group[0][:2], _lightest(group[1]))):
            counts = per_file[content]
            counts.update(id(file) for file, _ in rows)
            for _ in range(max(counts.values()) - len(named[content])):
                self._add_without_id(content[0], rows)

    def _content(self, file: _Open, new: NewRow) -> _Content:
        return new.sheet, _unit_of(file, new), self._canonical.content(new.sheet, new.values)

    def _add_with_id(self, sheet_key: str, rows: list[_Added]) -> None:
        """One row, whoever added it: equal and one-sided cells as they are, differing ones as conflicts."""
        file, first = min(rows, key=_weight)
        key = RowKey(sheet_key, first.row_id)
        values: dict[str, CellValue] = {"row_id": first.row_id} if "row_id" in first.values else {}
        disputed: list[str] = []
        for column in self._canonical.columns(sheet_key):
            given = [new.values[column] for _, new in rows if column in new.values]
            if column == "row_id" or not given:
                continue
            if len({self._canonical.of(sheet_key, column, value) for value in given}) > 1:
                disputed.append(column)
            else:
                values[column] = min(given, key=lambda value: str(encode(value)))
        for other, new in rows:
            for column in disputed:
                if column in new.values:
                    conflict = Conflict(
                        "field",
                        key,
                        _unit_of(other, new),
                        row_title(sheet_key, first.values),
                        other.outcome.source,
                        column,
                        None,
                        new.values[column],
                        None,
                        reason="Hai tệp của đơn vị cùng thêm dòng này nhưng ghi khác nhau.",
                    )
                    other.proposal.conflicts.append((conflict, new.case))
        file.outcome.added += 1
        self._plan.additions.append(Addition(key, _unit_of(file, first), values, file.outcome.source))

    def _add_without_id(self, sheet_key: str, rows: list[_Added]) -> None:
        file, new = min(rows, key=_weight)
        taken = self._ids[sheet_key]
        unit_code = _unit_of(file, new)
        row_id = self._rules.make_id(sheet_key, unit_code, lambda candidate: normal_id(candidate) in taken)
        taken.add(normal_id(row_id))
        file.outcome.added += 1
        self._plan.additions.append(
            Addition(
                RowKey(sheet_key, row_id),
                unit_code,
                {**new.values, "row_id": row_id},
                file.outcome.source,
                "Dòng không có mã riêng, được cấp mã mới",
            )
        )

    def _close(self, file: _Open) -> None:
        outcome, proposal = file.outcome, file.proposal
        verdicts: Counter[RowVerdict] = Counter(case.verdict for case in proposal.cases)
        outcome.rows = dict(Counter(outcome.rows) + verdicts)
        outcome.changed = len({id(p.case) for p in proposal.fields if p.case.verdict == "merged"})
        outcome.assert_nothing_lost()
        self._plan.notices.extend(proposal.notices)
        if outcome.conflicts:
            outcome.status = "conflicts"
        elif outcome.deleted or outcome.rows.get("merged"):
            outcome.status = "merged"
        refused = outcome.rows.get("rejected", 0)
        if refused:
            outcome.reason = f"{refused} dòng không nhận; xem lý do ở Nhật ký."


_Added = tuple[_Open, NewRow]
_Content = tuple[str, str, frozenset[tuple[str, Hashable]]]


def _unit_of(file: _Open, new: NewRow) -> str:
    return file.unit_for(new.case.row.unit_code)


def _with_units_in_common(files: Iterable[_Open]) -> list[list[_Open]]:
    """Files apart from each other unless a unit's rows are in both, directly or through a third: each kind in order."""
    found: list[tuple[set[str], list[_Open]]] = []
    for file in files:
        touching = [one for one in found if one[0] & set(file.units)]
        units = {*file.units}.union(*(one[0] for one in touching))
        together = [other for one in touching for other in one[1]]
        found = [one for one in found if one not in touching] + [(units, [*together, file])]
    return [together for _, together in found]


def _place(key: RowKey) -> tuple[str, str]:
    return key.sheet, key.row_id


def _weight(added: _Added) -> tuple[str, str]:
    """Any fixed order that depends on what is in the row, then on the file's content."""
    return str(content_key(added[1].values)), added[0].outcome.source.file_hash


def _lightest(rows: Sequence[_Added]) -> tuple[str, str]:
    return min(_weight(added) for added in rows)
