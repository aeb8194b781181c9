"""Merge, the verb: returned copies into the master. Same for a closed file and a live workbook.

    returned = merging.read(paths, store)          # kept, vetted, read in child processes
    prepared = merging.prepare(loaded, returned)   # nothing is written yet: a dry run ends here
    if prepared.writes:
        merging.write_merge(book, loaded, prepared)
        backup = bridge.save(book)                 # a closed file only: a live one is the clerk's to save

Choices that the clerk made on Xung đột are carried out first, then the files are merged on top of them. If no file
brings anything new and nothing was chosen, nothing is written at all: the same file twice leaves the same bytes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from xlpy.books import bridge, outputs
from xlpy.books.copyregister import append_copies, read_register, write_lines
from xlpy.books.rawrows import raw_rows, row_ids
from xlpy.books.values import Text
from xlpy.buttons import district, merge_sheets, verbs
from xlpy.buttons.merge_log import file_lines, other_lines
from xlpy.buttons.merge_report import as_json, sentence
from xlpy.buttons.merge_rows import RowWriter, storable_plan
from xlpy.exchange import undo
from xlpy.exchange.conflicts import OPEN, ConflictLine, decisions, lines_of
from xlpy.exchange.conflicts_resolve import Resolution, resolve
from xlpy.exchange.copies_ids import made_id, own_tag
from xlpy.exchange.merge import merge
from xlpy.exchange.merge_apply import applied
from xlpy.exchange.merge_gate import Known, SentCopy
from xlpy.exchange.merge_plan import FileOutcome, MergePlan, Rules, Source
from xlpy.model.baseline import join_codes
from xlpy.model.changes import sharing
from xlpy.model.copyregister import MOMENT, CopyLine
from xlpy.model.rawrows import CopyState, RawRow, RowKey, normal_id
from xlpy.schema import sheet
from xlpy.schema.ownership import OWNED

__all__ = ["Prepared", "Read", "as_json", "prepare", "read", "sentence", "write_merge"]

STORE = "tep-da-nhan"
"""Folder beside the master in which every returned file is kept, read-only, under its content hash."""
UNKNOWN_COPY = "khong-ro"
"""Begins the register's id of a copy whose own id is lost."""
MERGED, WITH_CONFLICTS = "Đã ghép", "Đã ghép, còn xung đột"
BETWEEN = "; "
"""Between several files in one cell of the register."""


@dataclass(frozen=True, slots=True)
class Read:
    """A returned file: its state, or why it could not be read."""

    file: str
    copy: CopyState | None
    reason: str = ""
    file_hash: str = ""


@dataclass(slots=True)
class Prepared:
    """All that a merge will do. `plan.files` has an outcome for each file, unreadable ones included."""

    when: datetime
    batch: str
    before: tuple[RawRow, ...]
    after: tuple[RawRow, ...]
    plan: MergePlan
    resolution: Resolution
    new_lines: list[ConflictLine]
    register: list[CopyLine]
    lines: list[ConflictLine]
    """Xung đột as it is after this merge."""
    open_conflicts: int
    """Conflicts that wait for a choice after this merge."""
    copies: dict[str, CopyState] = field(default_factory=dict[str, CopyState])
    """The copies by file hash, without their rows."""

    @property
    def known_hashes(self) -> set[str]:
        """Files that were merged before."""
        return {found for line in self.register for found in line.returned_hash.split(BETWEEN)}

    @property
    def writes(self) -> bool:
        """Whether anything is to be written: a file that was merged for the first time, or a choice."""
        known = self.known_hashes
        fresh = any(f.status != "rejected" and f.source.file_hash not in known for f in self.plan.files)
        return fresh or bool(self.resolution.lines)


def read(
    paths: Iterable[Path],
    store: Path,
    progress: Callable[[int, int, str], None] | None = None,
    loaded: verbs.Loaded | None = None,
) -> list[Read]:
    """Keep and read the files, folders meaning the files in them. One result for each; none stops the others.

    With the workbook to merge into, only what units have touched is kept in memory, where its register believes
    what the copy says was sent. Raises NoRegister.
    """
    from xlpy.books.intake.store import files_in
    from xlpy.books.intake.taking import take_in

    files = files_in(paths)
    found: list[Read] = []
    trusted = None if loaded is None else _trusted_by(loaded)
    rows = () if loaded is None else raw_rows(loaded.grids, loaded.campaign)
    known = {row.key: row.values for row in rows}
    for number, returned in enumerate(take_in(files, store, trusted=trusted), start=1):
        digest = returned.kept.sha256 if returned.kept else ""
        copy = None if returned.copy is None else sharing(returned.copy, known)
        found.append(Read(returned.file, copy, returned.reason, digest))
        if progress is not None:
            progress(number, len(files), returned.file)
    return found


def _trusted_by(loaded: verbs.Loaded) -> Callable[[CopyState], bool]:
    known = known_of(loaded, read_register(loaded.grids, loaded.campaign.workbook))
    return lambda copy: not known.distrusts_base(copy)


def rules_of(loaded: verbs.Loaded) -> Rules:
    """What units may do, from the ownership of columns and the settings of this workbook."""
    taken = row_ids(loaded.grids, loaded.campaign)
    tag = own_tag(loaded.campaign.stamp)
    highest = {
        key: max((_number(found, sheet(key).row_prefix or "", tag) for found in ids), default=0)
        for key, ids in taken.items()
    }

    def make_id(key: str, _unit: str, is_taken: Callable[[str], bool]) -> str:
        prefix = sheet(key).row_prefix or ""
        highest[key] = highest.get(key, 0) + 1
        while is_taken(normal_id(made_id(prefix, tag, highest[key]))):
            highest[key] += 1
        return made_id(prefix, tag, highest[key])

    share = loaded.campaign.settings.values.get("merge_max_vanished_percent")
    return Rules(
        {owned.sheet: owned.columns for owned in OWNED},
        frozenset(owned.sheet for owned in OWNED if owned.adds),
        make_id,
        max_vanished_percent=int(share) if isinstance(share, (int, float)) else 50,
    )


def _number(row_id: str, prefix: str, tag: str) -> int:
    start = f"{prefix}-{tag}-" if tag else f"{prefix}-"
    match = re.fullmatch(re.escape(start) + r"(\d+)", row_id)
    return int(match[1]) if match else 0


def known_of(loaded: verbs.Loaded, register: Sequence[CopyLine]) -> Known:
    """What the register says of copies sent and files merged, and the log of rows added."""
    merged: dict[str, str] = {}
    rounds: dict[tuple[str, str], int] = {}
    for line in register:
        for digest in filter(None, line.returned_hash.split(BETWEEN)):
            merged[digest] = line.returned_on
            part = line.unit_code, line.part
            rounds[part] = max(rounds.get(part, 0), line.round)
    return Known(
        sent={
            line.copy_id: SentCopy(
                line.copy_id, line.unit_code, line.round, line.part, line.base_hash, bool(line.units)
            )
            for line in register
            if line.sent_on
        },
        merged=merged,
        merged_rounds=rounds,
        added=undo.added_rows(merge_sheets.read_log(loaded.grids)),
        units=frozenset(unit.unit_code for unit in loaded.campaign.units.rows),
    )


def prepare(
    loaded: verbs.Loaded,
    returned: Iterable[Read] = (),
    *,
    when: datetime | None = None,
    file_hash: str = "",
) -> Prepared:
    """Plan the merge of `returned`, after the choices on Xung đột. `file_hash` is the master's own, "" when live.

    Raises NoRegister, NoConflictSheet (BookError); RuntimeError if a row would be lost. Nothing is written.
    """
    moment = when or datetime.now()
    returned = list(returned)
    campaign = loaded.campaign
    register = read_register(loaded.grids, campaign.workbook)
    lines = merge_sheets.read_conflicts(loaded.grids, campaign.workbook)
    batch = _new_batch(moment, {entry.batch for entry in merge_sheets.read_log(loaded.grids)})
    rules = rules_of(loaded)
    rows = raw_rows(loaded.grids, campaign)
    resolution = resolve(lines, {row.key: row for row in rows if row.key.row_id}, rules, batch)
    resolution.plan = storable_plan(resolution.plan)
    between = applied(rows, resolution.plan)
    readable = [found.copy for found in returned if found.copy is not None]
    settled = {line.line: line for line in resolution.lines}
    lines = [settled.get(line.line, line) for line in lines]
    plan = merge(
        _state(loaded, between, file_hash), readable, rules, known_of(loaded, register), decisions(lines)
    )
    plan = storable_plan(plan)
    plan.files += [_unreadable(found) for found in returned if found.copy is None]
    new_lines = lines_of(plan.conflicts, batch, lines)
    return Prepared(
        moment,
        batch,
        rows,
        applied(between, plan),
        plan,
        resolution,
        new_lines,
        register,
        [*lines, *new_lines],
        sum(1 for line in (*lines, *new_lines) if line.status == OPEN),
        {copy.file_hash: replace(copy, base=None, rows=(), untouched={}) for copy in readable},
    )


def _new_batch(moment: datetime, used: set[str]) -> str:
    name = f"G{moment:%Y%m%d-%H%M%S}"
    number = 1
    while (batch := name if number == 1 else f"{name}-{number}") in used:
        number += 1
    return batch


def _state(loaded: verbs.Loaded, rows: tuple[RawRow, ...], file_hash: str) -> CopyState:
    stamp = loaded.campaign.stamp
    return CopyState(
        file=loaded.campaign.workbook,
        file_hash=file_hash,
        campaign_code=stamp.campaign_code,
        schema_version=stamp.schema_version,
        unit_code=stamp.owner,
        round=int(stamp.round) if stamp.round.isdigit() else 0,
        copy_id=stamp.copy_id,
        base=None,
        rows=rows,
        part=stamp.part,
        units=stamp.units,
    )


def _unreadable(found: Read) -> FileOutcome:
    return FileOutcome(Source(found.file, found.file_hash, ""), 0, "", "rejected", found.reason)


def write_merge(book: bridge.Book, loaded: verbs.Loaded, prepared: Prepared) -> None:
    """Write rows, conflicts, register, Tiến độ, log and status in one go. Does not save. Raises the bridge's `BookError`s."""
    with bridge.writing(book):
        writer = RowWriter(book, loaded)
        before, after = _by_key(prepared.before), _by_key(prepared.after)
        writer.write(before, after)
        merge_sheets.write_conflicts(book, loaded.grids, prepared.resolution.lines, prepared.new_lines)
        register = _write_register(book, loaded, prepared)
        _write_progress(book, loaded, prepared, register)
        places = {**before, **after}
        lines = [
            merge_sheets.log_line(
                entry, writer.address(key, column_of(entry, key), places.get(key)), prepared.batch
            )
            for plan in (prepared.resolution.plan, prepared.plan)
            for entry, key in undo.logged_changes(plan)
        ]
        lines = [*file_lines(prepared), *lines, *other_lines(prepared)]
        outputs.append_log(book, loaded.grids, verbs.actor(), prepared.when, lines, loaded.logged)
        loaded.logged += len(lines)
        bridge.write_name(
            book, verbs.STATUS_NAME, Text(f"{prepared.when:%d/%m/%Y %H:%M}: {sentence(prepared)}")
        )


def _by_key(rows: Iterable[RawRow]) -> dict[RowKey, RawRow]:
    found: dict[RowKey, RawRow] = {}
    for row in rows:
        if row.key.row_id:
            found.setdefault(row.key, row)
    return found


def column_of(entry: undo.LogEntry, key: RowKey) -> str:
    """The column key of a log entry, that of the row's name for a whole row."""
    definition = sheet(key.sheet)
    return next((c.key for c in definition.columns if c.header == entry.column), definition.row_name)


def _write_progress(
    book: bridge.Book, loaded: verbs.Loaded, prepared: Prepared, register: Sequence[CopyLine]
) -> None:
    """Tiến độ after this merge: what was known of a unit's errors holds only where none of its rows changed."""
    errors = district.last_errors(loaded)
    before, after = _by_key(prepared.before), _by_key(prepared.after)
    for key in before.keys() | after.keys():
        one, other = before.get(key), after.get(key)
        if one is not other:
            errors.update({row.unit_code: None for row in (one, other) if row is not None})
    district.write_progress(book, loaded, errors, register=register, lines=prepared.lines)


def _write_register(book: bridge.Book, loaded: verbs.Loaded, prepared: Prepared) -> list[CopyLine]:
    """Note what came back; the register as it is then."""
    by_id = {line.copy_id: line for line in prepared.register}
    changed: dict[str, CopyLine] = {}
    for file in prepared.plan.files:
        copy = prepared.copies.get(file.source.file_hash)
        if file.status == "rejected" or copy is None:
            continue
        copy_id = copy.copy_id or f"{UNKNOWN_COPY}-{file.source.short_hash}"
        line = changed.get(copy_id) or by_id.get(copy_id) or _unknown_line(loaded, copy, copy_id)
        hashes = list(filter(None, line.returned_hash.split(BETWEEN)))
        if file.source.file_hash in hashes:
            continue
        changed[copy_id] = replace(
            line,
            returned_file=BETWEEN.join(filter(None, [line.returned_file, file.source.file])),
            returned_hash=BETWEEN.join([*hashes, file.source.file_hash]),
            returned_on=f"{prepared.when:{MOMENT}}",
            status=WITH_CONFLICTS if file.conflicts else MERGED,
        )
    write_lines(book, [line for line in changed.values() if line.line])
    new = [line for line in changed.values() if not line.line]
    if new:
        append_copies(book, loaded.grids, new)
    return [*(changed.get(line.copy_id, line) for line in prepared.register), *new]


def _unknown_line(loaded: verbs.Loaded, copy: CopyState, copy_id: str) -> CopyLine:
    unit = loaded.campaign.unit(copy.unit_code)
    name = unit.unit_name if unit else ""
    return CopyLine(
        copy.unit_code,
        name or (f"Cụm {len(copy.units)} đơn vị" if copy.units else ""),
        copy.round,
        copy.part,
        copy_id,
        copy.parent_id,
        note="Không có dấu vết do sổ này gửi",
        units=join_codes(copy.units),
    )
