"""The buttons of the copies that travel: Tách sổ, Ghép sổ, Hoàn tác ghép; as `macros` on the calling workbook.

Files go out into one folder beside the workbook and come in from another: a macro that is valid in Excel and in
LibreOffice alike has no common way to ask for files.
"""

from __future__ import annotations

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.buttons import merge_report, merge_undo, merging, messages, obstacles, splitting, verbs
from xlpy.buttons.choosing import chosen_units
from xlpy.buttons.macros import beside, run
from xlpy.buttons.progress import Progress
from xlpy.workbook.messages import RETURNED_FOLDER, SENT_FOLDER

WRITTEN = ("log", "dashboard")
"""Sheets that all three write, beside the table sheets."""


def split() -> None:
    """Tách sổ: a copy and a mail draft for the chosen unit, or for all."""
    run(_split)


def merge() -> None:
    """Ghép sổ: the files in the folder of returned copies, and the choices on Xung đột."""
    run(_merge)


def undo_merge() -> None:
    """Hoàn tác ghép: the last merge taken back, field by field."""
    run(_undo)


def _split(book: bridge.Book) -> str:
    loaded = _opened(book)
    units = chosen_units(book, loaded.campaign)
    kept = "Chưa tạo bản nào, sổ tính giữ nguyên. Bấm lại Tách sổ để làm lại từ đầu."
    with (
        Progress(book, "Đang tách sổ", kept) as progress,
        splitting.prepare(
            loaded, beside(book) / SENT_FOLDER, units=units, email=True, progress=progress
        ) as sending,
    ):
        with bridge.writing(book):
            splitting.write_split(book, loaded, sending)
        report = sending.place()
    lines = [
        f"Đã tách {len(report.files)} bản vào thư mục “{SENT_FOLDER}” cạnh sổ tính; danh sách gửi: {report.list_file}.",
        "Phần mềm không gửi thư: mở từng thư nháp (.eml), xem lại rồi gửi. Hãy lưu sổ tính để giữ số lần gửi.",
    ]
    faults = [f"- {file.line.unit_name}: {file.address_fault}" for file in report.files if file.address_fault]
    if faults:
        lines += ["", "Thư chưa có đủ địa chỉ nhận:", *messages.first(faults, "đơn vị")]
    if report.not_sent:
        not_sent = [f"- {reason}" for reason in report.not_sent]
        lines += ["", "Dòng không nằm trong bản nào:", *messages.first(not_sent, "dòng")]
    return "\n".join(lines)


def _merge(book: bridge.Book) -> str:
    loaded = _opened(book)
    folder = beside(book) / RETURNED_FOLDER
    returned: list[merging.Read] = []
    if folder.is_dir():
        kept = "Chưa ghép gì, sổ tính giữ nguyên. Bấm lại Ghép sổ để làm lại từ đầu."
        with Progress(book, "Đang đọc tệp gửi về", kept) as progress:
            returned = merging.read([folder], beside(book) / merging.STORE, progress, loaded)
    prepared = merging.prepare(loaded, returned)
    if not returned and not prepared.writes:
        raise BookError(
            book.name,
            f"chưa có tệp nào để ghép. Hãy đặt các tệp đơn vị gửi về vào thư mục “{RETURNED_FOLDER}” cạnh sổ tính (chưa có thì "
            "tạo thư mục ấy), hoặc chọn cách xử lý ở trang Xung đột, rồi bấm lại.",
        )
    if not prepared.writes:
        message = "Không có gì mới nên sổ giữ nguyên."
    else:
        with bridge.writing(book):
            merging.write_merge(book, loaded, prepared)
        message = merge_report.sentence(prepared)
    notes = [f"- {line}" for line in merge_report.explanations(prepared)]
    return "\n".join([message, *messages.first(notes, "tệp")])


def _undo(book: bridge.Book) -> str:
    loaded = _opened(book)
    with bridge.writing(book):
        undone = merge_undo.write_undo(book, loaded)
    return "\n".join([undone.sentence(), *messages.first([f"- {why}" for why in undone.refused], "ô")])


def _opened(book: bridge.Book) -> verbs.Loaded:
    """The workbook as read. Raises ReadOnlyOpenError, LockedSheetsError before anything is written."""
    obstacles.refuse_read_only(book)
    loaded = verbs.load(book, book.name)
    obstacles.refuse_locked(book, loaded, WRITTEN, marks=True)
    return loaded
