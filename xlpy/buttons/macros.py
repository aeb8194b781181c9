"""What the buttons in the workbook call through xlwings' RunPython, one function each.

Each reads all sheets once, computes, writes once, and tells the clerk in one message what came out; a fault is
such a message too. The clerk's program saves the workbook, not we.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.buttons import verbs
from xlpy.buttons.faults import explain

PACKETS_FOLDER = "ho-so"
"""Folder of packets, made beside the workbook."""


def check() -> None:
    """Kiểm tra: all findings onto Lỗi, marks beside the rows."""
    _run(_check)


def score() -> None:
    """Tính điểm: results, breakdown, quota use, proposed list."""
    _run(_score)


def export() -> None:
    """Xuất hồ sơ: the packets of all units without errors, in a folder beside the workbook."""
    _run(_export)


def _run(action: Callable[[bridge.Book], str]) -> None:
    book = bridge.calling_book()
    try:
        message = action(book)
    except Exception as error:  # noqa: BLE001 - the clerk gets every fault as a message
        message = explain(error)
    bridge.tell(book, message)


def _check(book: bridge.Book) -> str:
    loaded = verbs.load(book, book.name)
    report = verbs.check(loaded)
    verbs.write_check(book, loaded, report)
    return f"Kiểm tra xong: {verbs.findings_sentence(report)} Xem trang Lỗi."


def _score(book: bridge.Book) -> str:
    loaded = verbs.load(book, book.name)
    report = verbs.score(loaded)
    verbs.write_score(book, loaded, report)
    draft = " Điểm theo biểu DỰ THẢO." if report.scores.draft else ""
    return f"Đã tính điểm cho {len(report.scores.units)} đơn vị. Xem trang Kết quả, Chỉ tiêu.{draft}"


def _export(book: bridge.Book) -> str:
    folder = Path(book.fullname).parent
    if not folder.is_absolute() or not folder.is_dir():
        raise BookError(
            book.name,
            "sổ tính chưa được lưu vào một thư mục trên máy (có thể đang mở từ thư điện tử hoặc OneDrive). "
            "Hãy lưu vào một thư mục trên máy rồi bấm lại.",
        )
    loaded = verbs.load(book, book.name)
    report = verbs.check(loaded)
    verbs.write_check(book, loaded, report)
    exported = verbs.export(loaded, report, folder / PACKETS_FOLDER)
    message = f"Đã xuất {len(exported.packets)} bộ hồ sơ vào thư mục “{PACKETS_FOLDER}” cạnh sổ tính."
    if exported.skipped:
        message += f" {len(exported.skipped)} đơn vị chưa xuất được; xem trang Lỗi và trang Hồ sơ."
    return message
