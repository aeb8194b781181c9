"""What the buttons in the workbook call through xlwings' RunPython, one function each.

Each reads all sheets once, computes, writes once, and tells the clerk in one message what came out; a fault is
such a message too. The clerk's program saves the workbook, not we.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.buttons import folder, messages, obstacles, verbs
from xlpy.buttons.choosing import chosen_units
from xlpy.buttons.faults import explain
from xlpy.buttons.progress import Progress
from xlpy.schema import sheet
from xlpy.workbook.messages import PACKETS_FOLDER as PACKETS_FOLDER

if TYPE_CHECKING:
    from xlpy.checks.runner import Report
    from xlpy.packets.export import ExportReport

CHECKED = ("findings", "log", "dashboard")
"""Sheets that a check writes, beside the marks on the table sheets."""
SCORED = ("results", "breakdown", "quotas", "shortlist", "log")
"""Sheets that a score writes."""


def check() -> None:
    """Kiểm tra: all findings onto Lỗi, marks beside the rows."""
    run(_check)


def fix() -> None:
    """Sửa theo đề xuất: the proposals ticked on Lỗi, then a check."""
    run(_fix)


def score() -> None:
    """Tính điểm: results, breakdown, quota use, proposed list."""
    run(_score)


def export() -> None:
    """Xuất hồ sơ: the packets of the chosen unit, or of all units without errors, beside the workbook."""
    run(_export)


def award() -> None:
    """Xuất quyết định: the papers of the decision, or those of the chosen unit, beside the workbook."""
    run(_award)


def open_folder() -> None:
    """Mở thư mục: the folder of packets in the file manager; says nothing when it is open."""
    run(_open_folder)


def run(action: Callable[[bridge.Book], str | None]) -> None:
    """One click: `action` on the calling workbook, its message or its fault told, the status bar given back."""
    try:
        book = bridge.calling_book()
    except BookError as error:
        # No window to speak in: the macro that waits shows the last line that Python wrote.
        raise SystemExit(explain(error)) from None
    try:
        message = action(book)
    except Exception as error:  # noqa: BLE001 - the clerk gets every fault as a message
        message = explain(error)
    # A program that was closed meanwhile has no status bar to give back; `tell` says so in its own way.
    with suppress(Exception):
        bridge.set_status(book, None)
    if message is not None:
        bridge.tell(book, message)


def _check(book: bridge.Book) -> str:
    obstacles.refuse_read_only(book)
    loaded = verbs.load(book, book.name)
    report = verbs.check(loaded)
    obstacles.refuse_locked(book, loaded, CHECKED)
    with bridge.writing(book):
        verbs.write_check(book, loaded, report)
    if report.errors:
        findings = sheet("findings")
        bridge.select(book, findings.tab, f"A{findings.first_row}")
    return messages.check_message(report)


def _fix(book: bridge.Book) -> str:
    obstacles.refuse_read_only(book)
    loaded = verbs.load(book, book.name)
    report = verbs.check(loaded)
    obstacles.refuse_locked(book, loaded, CHECKED)
    with bridge.writing(book):
        fixed = verbs.fix(book, loaded, report)
    return messages.fix_message(fixed)


def _score(book: bridge.Book) -> str:
    obstacles.refuse_read_only(book)
    loaded = verbs.load(book, book.name)
    report = verbs.score(loaded)
    obstacles.refuse_locked(book, loaded, SCORED)
    with bridge.writing(book):
        verbs.write_score(book, loaded, report)
    draft = " Điểm theo biểu DỰ THẢO." if report.scores.draft else ""
    return f"Đã tính điểm cho {len(report.scores.units)} đơn vị. Xem trang Kết quả, Chỉ tiêu.{draft}"


class _Asked(NamedTuple):
    """What a click on a button that makes documents asks for, with the check that it starts with."""

    target: Path
    loaded: verbs.Loaded
    units: Sequence[str] | None
    report: Report


def _before_documents(book: bridge.Book) -> _Asked:
    """Reads, checks and writes the check; the folder beside the workbook and the chosen units."""
    obstacles.refuse_read_only(book)
    target = beside(book) / PACKETS_FOLDER
    loaded = verbs.load(book, book.name)
    units = chosen_units(book, loaded.campaign)
    report = verbs.check(loaded)
    obstacles.refuse_locked(book, loaded, CHECKED)
    with bridge.writing(book):
        verbs.write_check(book, loaded, report)
    return _Asked(target, loaded, units, report)


def _export(book: bridge.Book) -> str:
    asked = _before_documents(book)
    kept = (
        f"Hồ sơ của các đơn vị đã làm xong nằm nguyên vẹn trong thư mục “{PACKETS_FOLDER}”; các đơn vị còn lại chưa làm. "
        "Bấm lại Xuất hồ sơ để làm tiếp."
    )
    with Progress(book, "Đang xuất hồ sơ", kept) as progress:
        exported = verbs.export(
            asked.loaded, asked.report, asked.target, units=asked.units, progress=progress
        )
    message = messages.export_message(exported, PACKETS_FOLDER)
    return f"{message}\n\n{_pdfs(book, asked.loaded, exported)}".rstrip()


def _pdfs(book: bridge.Book, loaded: verbs.Loaded, exported: ExportReport) -> str:
    """What became of the PDFs, where the setting asks for them; the packets stay whatever happens here."""
    from xlpy.packets.errors import PacketError
    from xlpy.packets.printing import outdated

    if not loaded.campaign.settings.flag("export_pdf"):
        return "\n".join(messages.first(outdated(exported.packets), "đơn vị"))
    kept = (
        f"Các tệp Word trong thư mục “{PACKETS_FOLDER}” đã đủ; phần PDF còn lại chưa làm. "
        "Bấm lại Xuất hồ sơ để làm tiếp."
    )
    try:
        with Progress(book, "Đang tạo PDF", kept) as progress:
            printed = verbs.print_packets(loaded, exported, progress=progress)
    except PacketError as error:
        return str(error)
    return messages.print_message(printed)


def _award(book: bridge.Book) -> str:
    asked = _before_documents(book)
    kept = "Chưa có tệp nào được ghi thêm. Bấm lại Xuất quyết định để làm lại từ đầu."
    with Progress(book, "Đang soạn quyết định khen thưởng", kept) as progress:
        exported = verbs.award(asked.loaded, asked.report, asked.target, units=asked.units, progress=progress)
    return messages.award_message(exported, PACKETS_FOLDER)


def _open_folder(book: bridge.Book) -> None:
    folder.open_folder(beside(book) / PACKETS_FOLDER)


def beside(book: bridge.Book) -> Path:
    """The folder of the workbook. Raises BookError where it is on no disk of this machine."""
    place = Path(book.fullname).parent
    if place.is_absolute() and not place.is_dir():
        raise BookError(
            book.name,
            "thư mục chứa sổ tính không còn ở chỗ cũ (đã bị chuyển đi, đổi tên hoặc xóa trong khi sổ đang mở, hoặc ổ đĩa đã ngắt "
            "kết nối) nên không có chỗ đọc, ghi tệp bên cạnh sổ. Hãy trả thư mục về chỗ và tên cũ rồi bấm lại; hoặc chọn Tệp > "
            "Lưu thành (Save As), lưu sổ vào thư mục ở chỗ mới rồi bấm lại trên bản vừa lưu.",
        )
    if not place.is_absolute():
        raise BookError(
            book.name,
            "sổ tính chưa được lưu vào một thư mục trên máy (có thể đang mở từ thư điện tử hoặc OneDrive). "
            "Hãy lưu vào một thư mục trên máy rồi bấm lại.",
        )
    return place
