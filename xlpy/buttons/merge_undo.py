"""Taking back the last merge: the bytes of the backup where the master is untouched since, else cell by cell.

Beside the backup lies a small note (`sao-luu/<name>.ghep.json`) that says which backup belongs to the last merge and
what the master looked like after it. Without the note, or when the master was changed since, Nhật ký says what to
put back; what was changed since stays and is reported.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from xlpy.books import bridge, outputs
from xlpy.books.copyregister import read_register, write_lines
from xlpy.books.errors import BookError
from xlpy.books.ooxml.safesave import replace_file
from xlpy.books.rawrows import raw_rows
from xlpy.books.values import Text
from xlpy.buttons import merge_sheets, verbs
from xlpy.buttons.merge_rows import RowWriter
from xlpy.buttons.merging import BETWEEN, column_of
from xlpy.exchange import undo
from xlpy.exchange.conflicts import OPEN, UNDONE, ConflictLine
from xlpy.exchange.merge_apply import applied
from xlpy.model.copyregister import CopyLine


class NothingToUndo(BookError):
    """No merge in the log, or the last one has been taken back already."""


@dataclass(slots=True)
class Undone:
    """What an undo did. `exact`: the very bytes of the backup are back."""

    batch: str
    exact: bool
    changed: int = 0
    refused: list[str] = field(default_factory=list[str])

    def sentence(self) -> str:
        """For the clerk."""
        if self.exact:
            return f"Đã hoàn tác lần ghép {self.batch}: sổ trở lại đúng như trước khi ghép."
        left = f" {len(self.refused)} chỗ đã sửa sau khi ghép nên giữ nguyên." if self.refused else ""
        return f"Đã hoàn tác lần ghép {self.batch}: {self.changed} dòng trả lại như cũ.{left}"


def note_path(book: Path) -> Path:
    """Where the note about the last merge of a workbook lies."""
    return book.parent / "sao-luu" / f"{book.stem}.ghep.json"


def remember(book: Path, batch: str, backup: Path | None) -> None:
    """Write the note after a merge was saved. Its loss costs exactness, never data: failures are left alone."""
    if backup is None:
        return
    note = {"batch": batch, "backup": backup.name, "before": _digest(backup), "after": _digest(book)}
    target = note_path(book)
    temporary = target.with_suffix(".tam")
    try:
        temporary.write_text(json.dumps(note, ensure_ascii=False, indent=1), encoding="utf-8")
        temporary.replace(target)
    except OSError:
        temporary.unlink(missing_ok=True)


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def restore_bytes(book: Path) -> Undone | None:
    """Put the backup of the last merge back if nothing has touched the master since; None where that cannot be.

    Raises the `BookError`s of a save.
    """
    note = _note(book)
    if note is None:
        return None
    backup = note_path(book).parent / Path(note["backup"]).name
    try:
        now, old = book.read_bytes(), backup.read_bytes()
    except OSError:
        return None
    if hashlib.sha256(now).hexdigest() != note["after"] or hashlib.sha256(old).hexdigest() != note["before"]:
        return None
    replace_file(book, now, old)
    note_path(book).unlink(missing_ok=True)
    return Undone(note["batch"], True)


def _note(book: Path) -> Mapping[str, str] | None:
    try:
        read: Any = json.loads(note_path(book).read_text(encoding="utf-8"))
        note = {key: read[key] for key in ("batch", "backup", "before", "after")}
    except (OSError, ValueError, KeyError, TypeError):
        return None
    return note if all(isinstance(value, str) for value in note.values()) else None


def write_undo(book: bridge.Book, loaded: verbs.Loaded, *, when: datetime | None = None) -> Undone:
    """Take back the last merge cell by cell and log it. Does not save. Raises NothingToUndo, BookError."""
    moment = when or datetime.now()
    name = loaded.campaign.workbook
    log = merge_sheets.read_log(loaded.grids)
    batch, done = undo.last_batch(log)
    if not batch:
        raise NothingToUndo(name, "Nhật ký không có lần ghép nào nên không có gì để hoàn tác.")
    if done:
        raise NothingToUndo(
            name,
            f"lần ghép gần nhất ({batch}) đã được hoàn tác. Muốn trở lại cũ hơn, hãy dùng tệp trong “sao-luu”.",
        )
    rows = raw_rows(loaded.grids, loaded.campaign)
    back = undo.undo(log, batch, rows)
    before = {row.key: row for row in reversed(rows) if row.key.row_id}
    after = {row.key: row for row in reversed(applied(rows, back.plan)) if row.key.row_id}
    with bridge.writing(book):
        writer = RowWriter(book, loaded)
        writer.write(before, after)
        lines = [
            merge_sheets.log_line(
                replace(entry, action=undo.UNDONE, reason=f"Hoàn tác lần ghép {batch}"),
                writer.address(key, column_of(entry, key), {**before, **after}.get(key)),
                batch,
            )
            for entry, key in undo.logged_changes(back.plan)
        ]
        lines.append(outputs.LogLine(undo.UNDONE, reason=f"Hoàn tác lần ghép {batch}", batch=batch))
        lines += [
            outputs.LogLine(undo.UNDONE, reason=f"Giữ nguyên: {why}", batch=batch) for why in back.refused
        ]
        merge_sheets.write_conflicts(book, loaded.grids, _reopened(loaded, batch), [])
        write_lines(book, _not_returned(read_register(loaded.grids, name), log, batch))
        outputs.append_log(book, loaded.grids, verbs.actor(), moment, lines, loaded.logged)
        loaded.logged += len(lines)
        changed = {item.key for item in (*back.plan.changes, *back.plan.additions, *back.plan.deletions)}
        undone = Undone(batch, False, len(changed), back.refused)
        bridge.write_name(book, verbs.STATUS_NAME, Text(f"{moment:%d/%m/%Y %H:%M}: {undone.sentence()}"))
    return undone


def _reopened(loaded: verbs.Loaded, batch: str) -> list[ConflictLine]:
    """Conflicts that the merge raised go out of question; those that it settled are open again."""
    changed: list[ConflictLine] = []
    for line in merge_sheets.read_conflicts(loaded.grids, loaded.campaign.workbook):
        if line.batch == batch and line.status not in ("", UNDONE):
            changed.append(replace(line, status=UNDONE))
        elif line.note.endswith(f"[{batch}]") and line.status not in ("", OPEN, UNDONE):
            note = line.note.removesuffix(f"[{batch}]").strip()
            changed.append(replace(line, status=OPEN, choice="", note=note))
    return changed


def _not_returned(register: list[CopyLine], log: list[undo.LogEntry], batch: str) -> list[CopyLine]:
    """The files of the merge may come in again: their hashes leave the register."""
    short = [entry.reason for entry in log if entry.batch == batch and entry.action == undo.FILE]
    changed: list[CopyLine] = []
    for line in register:
        hashes = list(filter(None, line.returned_hash.split(BETWEEN)))
        names = line.returned_file.split(BETWEEN)
        kept = [n for n, h in enumerate(hashes) if not any(f"Mã tệp {h[:12]}" in text for text in short)]
        if len(kept) == len(hashes):
            continue
        changed.append(
            replace(
                line,
                returned_hash=BETWEEN.join(hashes[n] for n in kept),
                returned_file=BETWEEN.join(names[n] for n in kept if n < len(names)),
                returned_on=line.returned_on if kept else "",
                status=line.status if kept else "Đã gửi",
            )
        )
    return changed
