"""Any returned file → grids, whatever program saved it; the gate stands before, and runs here too."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from xlpy.books.errors import NotAWorkbook
from xlpy.books.grid import SheetGrid
from xlpy.books.intake.gate import Passed, Readable, vet
from xlpy.books.intake.macros import macro_note
from xlpy.books.intake.ods import read_ods
from xlpy.books.intake.xls import read_xls
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.schema import SHEETS, sheet, tables
from xlpy.schema.sheets_output import BASE
from xlpy.vietnamese import text


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file that was read. `notes` say in Vietnamese what was left out or looks odd."""

    kind: Readable
    program: str
    grids: dict[str, SheetGrid]
    notes: tuple[str, ...]


def read_returned(name: str, data: bytes, *, whole: bool = True) -> ReadFile:
    """Vet and parse. `name` is for messages only: what a file is, its bytes say.

    With `whole` False the sheets that say nothing of a unit (guide, results, …) may be left out of `grids`.

    Raises the `BookError` that says what is wrong and what to do. Meant for a child process: a hostile file may still
    take memory and time up to the limits.
    """
    passed = vet(name, data)
    path = Path(name)
    notes = list(passed.notes)
    if passed.package is None:
        grids, modules = read_xls(path, data)
        if modules:
            notes.append(macro_note(modules))
    elif passed.kind == "ods":
        grids = read_ods(passed.package)
    else:
        book = WorkbookFile(path, passed.package)
        tabs = [entry.tab for entry in book.part.sheets]
        grids = {tab: book.grid(tab) for tab in (tabs if whole else _needed(tabs))}
        notes += _stray_tabs(tabs)
    if not grids:
        raise NotAWorkbook(path, "sổ tính không có trang nào")
    if passed.kind in ("ods", "xls"):
        notes += _stray_tabs(list(grids))
    notes += _kind_notes(passed, grids)
    return ReadFile(passed.kind, passed.program, grids, tuple(notes))


def _needed(tabs: list[str]) -> list[str]:
    """The tabs that matter, if all of them are there; else all: a renamed one is known by code name or headers."""
    wanted = {text.fold(definition.tab) for definition in (*tables(), sheet("meta"))}
    if not wanted <= {text.fold(tab) for tab in tabs}:
        return tabs
    return [tab for tab in tabs if text.fold(tab) in wanted or tab == BASE.tab]


def _stray_tabs(tabs: list[str]) -> list[str]:
    own = {text.fold(definition.tab) for definition in SHEETS} | {BASE.tab}
    stray = [tab for tab in tabs if text.fold(tab) not in own]
    if not stray:
        return []
    shown = ", ".join(f"“{tab[:40]}”" for tab in stray[:5])
    return [f"tệp có {len(stray)} trang không mang tên trang của mẫu: {shown}"]


def _kind_notes(passed: Passed, grids: dict[str, SheetGrid]) -> list[str]:
    notes: list[str] = []
    if passed.kind in ("ods", "xls"):
        notes.append(
            f"tệp được lưu kiểu .{passed.kind}, không phải .xlsx; đã đọc theo tên trang và tiêu đề cột"
        )
    if any(grid.date1904 for grid in grids.values()):
        notes.append("sổ tính dùng hệ ngày 1904; ngày đã được đọc theo hệ này")
    for grid in grids.values():
        if grid.stray:
            first = cell_name(*min(grid.stray))
            notes.append(f"trang “{grid.tab}” có {len(grid.stray)} ô nằm xa bảng (từ ô {first}), không đọc")
    return notes
