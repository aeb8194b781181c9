"""Putting made documents into a unit's folder without ever losing what staff typed there."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from xlpy.packets.manifest import MANIFEST_NAME, Entry, Manifest, digest
from xlpy.packets.naming import beside_name, check_length
from xlpy.packets.writing import FileLocked, remove_leftovers, write_atomically

Outcome = Literal["written", "unchanged", "edited", "beside", "locked", "failed"]
"""written: new or refreshed. unchanged: already so. edited: staff changed it and our version is the one they
started from. beside: staff changed it, our newer version stands in "…-moi.docx". locked: open in another program.
failed: the document could not be made."""


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """What became of one document. `path` is where its current version stands; `message` is for the clerk."""

    name: str
    path: Path
    outcome: Outcome
    message: str = ""


@dataclass(frozen=True, slots=True)
class MadeFile:
    """A document ready to be placed; a PDF has no template, but the hash of what it was made from."""

    name: str
    data: bytes
    template: str = ""
    template_hash: str = ""
    rows: tuple[str, ...] = ()
    reports: tuple[str, ...] = ()
    source: str = ""


@dataclass(frozen=True, slots=True)
class _Move:
    """Where a made file goes: `target` "" when nothing is to be written."""

    made: MadeFile
    target: str
    outcome: Outcome
    message: str = ""


def place(folder: Path, unit_code: str, made: list[MadeFile]) -> list[PlacedFile]:
    """Writes the documents of one unit. The manifest is written before and after, so that a killed run is
    recognised by the next one. Raises OSError (disk full, no permission) and PacketError (path too long)."""
    for item in made:
        check_length(folder / item.name)
    check_length(folder / MANIFEST_NAME)
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    manifest = Manifest.read(folder, unit_code)
    moves = [_decide(folder, manifest, item) for item in made]
    if any(move.target for move in moves):
        for move in moves:
            if move.target:
                old = manifest.entries.get(move.target)
                manifest.entries[move.target] = _entry(move.made, old.hashes if old else [])
        manifest.write(folder)
    placed = [_carry_out(folder, manifest, move) for move in moves]
    manifest.write(folder)
    return placed


def _entry(made: MadeFile, earlier: list[str]) -> Entry:
    new = digest(made.data)
    hashes = [*(value for value in earlier if value != new), new]
    return Entry(hashes, made.template, made.template_hash, list(made.rows), list(made.reports), made.source)


def _decide(folder: Path, manifest: Manifest, made: MadeFile) -> _Move:
    new = digest(made.data)
    current = _hash_of(folder / made.name)
    if current == new:
        manifest.entries[made.name] = _entry(made, [])
        return _Move(made, "", "unchanged")
    if current is None or manifest.knows(made.name, current):
        return _Move(made, made.name, "written")
    if manifest.knows(made.name, new):
        message = f"{made.name} {_touched(made)} và dữ liệu không đổi: giữ nguyên."
        return _Move(made, "", "edited", message)
    number = 1
    while True:
        name = beside_name(made.name, number)
        beside = _hash_of(folder / name)
        message = (
            f"{made.name} {_touched(made)} nên được giữ nguyên; bản mới ghi ở {name}. "
            "Hãy so hai bản, chép phần cần giữ rồi xóa một bản."
        )
        if beside == new:
            manifest.entries[name] = _entry(made, [])
            return _Move(made, "", "beside", message)
        if beside is None or manifest.knows(name, beside):
            return _Move(made, name, "beside", message)
        number += 1


def _touched(made: MadeFile) -> str:
    return "đã được sửa hoặc ký" if made.source else "đã được sửa trong Word"


def _hash_of(path: Path) -> str | None:
    return digest(path.read_bytes()) if path.is_file() else None


def _carry_out(folder: Path, manifest: Manifest, move: _Move) -> PlacedFile:
    name = move.target or move.made.name
    if not move.target:
        return PlacedFile(move.made.name, folder / name, move.outcome, move.message)
    try:
        write_atomically(folder / name, move.made.data)
    except FileLocked:
        program = "trình đọc PDF" if move.made.source else "Word"
        message = f"{name} đang mở trong chương trình khác ({program}). Hãy đóng tệp rồi xuất lại."
        return PlacedFile(move.made.name, folder / name, "locked", message)
    manifest.entries[name] = _entry(move.made, [])
    return PlacedFile(move.made.name, folder / name, move.outcome, move.message)
