"""Giving a workbook back what LibreOffice's own save dropped: for the command line and right after such a save.

Here, above the room `books`, because the lost parts come from a workbook that `workbook` builds anew.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlpy.books import bridge, outputs
from xlpy.books.errors import BookError
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.safesave import refuse_busy, replace_file, replace_open_file
from xlpy.books.reader import read_stamp
from xlpy.books.restoring.graft import Restored, restored
from xlpy.books.restoring.signs import needs_restoring
from xlpy.buttons import verbs
from xlpy.schema import sheet

ACTION = "Khôi phục sổ tính"
REASON = "Sổ tính đã được lưu bằng LibreOffice; dữ liệu, định dạng, ghi chú đã nhập giữ nguyên."
_JUST_SAVED = "{stem}-LibreOffice-vua-luu{suffix}"
"""The backup of what LibreOffice saved last: one for each workbook, or every save would leave one."""


@dataclass(frozen=True)
class Repair:
    """What came back and what could not, in the clerk's words, and the copy of the file as it was."""

    back: tuple[str, ...]
    left: tuple[str, ...]
    backup: Path


def is_needed(path: Path) -> bool:
    """Whether the closed workbook was saved by LibreOffice. False for what is no workbook of this version: reading it
    says why."""
    try:
        return _saved_by_libreoffice(path) is not None
    except BookError:
        return False


def repair(path: Path) -> Repair | None:
    """Restore a closed workbook in place, with a backup and a line in Nhật ký; None if nothing is missing.

    Raises `BookError`; the file is then what it was.
    """
    saved = _saved_by_libreoffice(path)
    if saved is None:
        return None
    refuse_busy(path)
    result = _restored(saved)
    return Repair(result.back, result.left, replace_file(path, saved.data, _logged(path.name, result)))


def repair_just_saved(path: Path) -> Repair | None:
    """Restore a workbook that LibreOffice has just saved and still has open; None if nothing is missing.

    Not logged in the workbook: file and window would differ. Raises `BookError`; the file is then what it was.
    """
    saved = _saved_by_libreoffice(path)
    if saved is None:
        return None
    result = _restored(saved)
    name = _JUST_SAVED.format(stem=path.stem, suffix=path.suffix)
    return Repair(
        result.back, result.left, replace_open_file(path, saved.data, result.data, backup_name=name)
    )


def _saved_by_libreoffice(path: Path) -> Package | None:
    """The package if it needs restoring. Raises `BookError`, for a workbook of another schema version too: what a
    workbook of this version has does not belong into it."""
    saved = Package(path)
    if not needs_restoring(saved):
        return None
    tab = sheet("meta").tab
    with bridge.open_book(path) as book:
        there = tab.casefold() in (each.name.casefold() for each in book.sheets)
        read_stamp(bridge.read_grids(book, [tab]) if there else {}, path.name)
    return saved


def _restored(saved: Package) -> Restored:
    from xlpy.workbook import build
    from xlpy.workbook.content import BookContent, SheetContent

    # Scores are most of a workbook's rows, and none of what is restored comes from rows.
    content = BookContent(sheets={"scores": SheetContent()})
    kind = "xlsm" if saved.path.suffix.lower() == ".xlsm" else "xlsx"
    with tempfile.TemporaryDirectory() as folder:
        pristine = Path(folder) / f"goc.{kind}"
        build(pristine, content, format=kind)
        return restored(saved, Package(pristine))


def _logged(name: str, result: Restored) -> bytes:
    """The restored workbook with its line in Nhật ký. Raises `BookError`."""
    tab = sheet("log").tab
    left = f" Chưa khôi phục được: {'; '.join(result.left)}." if result.left else ""
    line = outputs.LogLine(ACTION, after="; ".join(result.back), reason=REASON + left)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / name
        copy.write_bytes(result.data)
        with bridge.open_book(copy) as book:
            outputs.append_log(book, bridge.read_grids(book, [tab]), verbs.actor(), datetime.now(), [line])
            bridge.save(book)
        return copy.read_bytes()
