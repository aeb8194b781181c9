"""Split, the verb: copies for the units, mail drafts, the register. Same for a closed file and a live workbook.

    with splitting.prepare(loaded, out, format="xlsx", email=True) as sending:
        splitting.write_split(book, loaded, sending)   # ids, register, log
        bridge.save(book)                              # a closed file only: a live one is the clerk's to save
        report = sending.place()                       # now the files appear

The workbook is written before the files appear: a copy that went out unregistered could not be told from a forgery.
"""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Literal

from xlpy.books import bridge, outputs
from xlpy.books.copyregister import append_copies, read_register
from xlpy.books.rawrows import district_rows, raw_rows, row_ids
from xlpy.books.reader import find_sheets
from xlpy.books.values import CellError, Text
from xlpy.buttons import district, letters, verbs
from xlpy.buttons.staging import Staging
from xlpy.exchange import mail
from xlpy.exchange.copies import CopyPlan, Part, plan_copies, sheet_name, unit_quota
from xlpy.exchange.copies_group import Group
from xlpy.exchange.copies_ids import IdChange, assign_ids, own_tag
from xlpy.model.copyregister import MOMENT, CopyLine
from xlpy.model.rawrows import CellValue
from xlpy.schema import Column, sheet
from xlpy.workbook.content import BookContent, Cell, RawCell, Row, RowIds, SheetContent

LIST_NAME = "danh-sach-gui"
"""File name of the table of what goes to whom, without the number of the sending and the ending."""


@dataclass(frozen=True, slots=True)
class SentFile:
    """One copy: its line in the register, the addresses of its draft ([] for none), what is wrong with them."""

    line: CopyLine
    to: tuple[str, ...] = ()
    address_fault: str = ""
    draft: str = ""
    """Name of the .eml file; "" without drafts."""


@dataclass(slots=True)
class SplitReport:
    """What a split made. `files` in the order of Đơn vị; `not_sent` and `messages` are sentences for the clerk."""

    files: list[SentFile] = field(default_factory=list[SentFile])
    ids: list[IdChange] = field(default_factory=list[IdChange])
    not_sent: list[str] = field(default_factory=list[str])
    list_file: str = ""


@dataclass(slots=True)
class Sending:
    """Everything ready, nothing visible yet."""

    report: SplitReport
    when: datetime
    _staging: Staging

    def place(self) -> SplitReport:
        """Puts the files into the folder."""
        self._staging.place()
        return self.report


def new_copy_id() -> str:
    """32 hexadecimal digits that no other copy has."""
    return uuid.uuid4().hex


@contextmanager
def prepare(
    loaded: verbs.Loaded,
    out: Path,
    *,
    units: Sequence[str] | None = None,
    parts: Sequence[Part] = (),
    groups: Sequence[Group] = (),
    format: Literal["xlsx", "xlsm"] = "xlsx",
    email: bool = False,
    progress: Callable[[int, int, str], None] | None = None,
    when: datetime | None = None,
    new_id: Callable[[], str] = new_copy_id,
    templates: Path | None = None,
) -> Generator[Sending, None, None]:
    """Builds the copies of all units that take part, or of `units`, or of `groups`, for the folder `out`.

    `when` and `new_id` give the moment and the ids of copies, for tests. Raises ExchangeError (unknown unit, letter
    template, a file that is there already), NoRegister, OSError; then nothing has been written.
    """
    moment = when or datetime.now()
    register = read_register(loaded.grids, loaded.campaign.workbook)
    letter = letters.load("gui-ban", templates) if email else None
    rows, ids = assign_ids(
        raw_rows(loaded.grids, loaded.campaign),
        row_ids(loaded.grids, loaded.campaign),
        own_tag(loaded.campaign.stamp),
    )
    plan = plan_copies(
        loaded.campaign,
        rows,
        district_rows(loaded.grids, loaded.campaign),
        register,
        units=units,
        parts=parts,
        groups=groups,
        format=format,
        new_id=new_id,
    )
    report = SplitReport(ids=ids)
    report.not_sent = [f"{sheet_name(row)}: {reason}" for row, reason in plan.not_sent]
    with Staging(out) as staging:
        for number, copy in enumerate(plan.copies, start=1):
            data = build_copy(copy, format)
            staging.add(copy.file_name, data)
            sent = _sent(copy, data, moment)
            if letter is not None:
                sent = _with_draft(loaded, copy, sent, letter, data, staging)
            report.files.append(sent)
            if progress is not None:
                progress(number, len(plan.copies), copy.file_name)
        report.list_file = _free_name(out, f"{LIST_NAME}-{moment:%Y%m%d-%H%M%S}", ".xlsx")
        staging.add(report.list_file, _list(loaded, report, moment))
        yield Sending(report, moment, staging)


def _free_name(folder: Path, stem: str, ending: str) -> str:
    """Two splits within one second make two lists."""
    number = 1
    while (folder / (name := f"{stem}{'' if number == 1 else f'-{number}'}{ending}")).exists():
        number += 1
    return name


def write_split(book: bridge.Book, loaded: verbs.Loaded, sending: Sending) -> None:
    """Writes new row ids, the register, Tiến độ and the log into the workbook. Does not save."""
    report = sending.report
    found, _ = find_sheets(loaded.grids)
    by_sheet: dict[str, list[tuple[int, int, object]]] = {}
    lines: list[outputs.LogLine] = []
    for change in report.ids:
        table = loaded.campaign.table(change.sheet)
        column = table.columns["row_id"]
        by_sheet.setdefault(change.sheet, []).append((change.row, column, Text(change.after)))
        record = table.record_at(change.row)
        cell = table.cell(record, "row_id") if record is not None else None
        lines.append(
            outputs.LogLine(
                "Đánh mã dòng",
                table.sheet.tab,
                cell or "",
                change.after,
                change.before,
                change.after,
                change.reason,
            )
        )
    for key, cells in by_sheet.items():
        bridge.write_cells(book, found[key].tab, cells)
    sent = [file.line for file in report.files]
    append_copies(book, loaded.grids, sent)
    register = [*read_register(loaded.grids, loaded.campaign.workbook), *sent]
    district.write_progress(book, loaded, district.last_errors(loaded), register=register)
    lines += [
        outputs.LogLine(
            "Tách bản gửi đơn vị",
            after=file.line.file_name,
            reason=f"{file.line.unit_name}, lần {file.line.round}, {file.line.rows} dòng; mã bản {file.line.copy_id}",
        )
        for file in report.files
    ]
    outputs.append_log(book, loaded.grids, verbs.actor(), sending.when, lines, loaded.logged)
    loaded.logged += len(lines)


def build_copy(copy: CopyPlan, format: Literal["xlsx", "xlsm"]) -> bytes:
    """The copy's workbook. Same plan, same bytes."""
    from xlpy.workbook.builder import assemble

    content = BookContent(
        sheets={key: SheetContent(rows=_content_rows(key, rows)) for key, rows in copy.sheets.items()},
        stamp={
            "round": str(copy.head.round),
            "copy_id": copy.head.copy_id,
            "parent_id": copy.head.parent_id,
            "part": copy.head.part,
            **_group_stamp(copy),
        },
        row_ids=RowIds(copy.id_tag, copy.first_number),
        blank_rows=dict(copy.blank_rows),
        chosen=True,
        base=copy.base,
        copy_of=copy.group.name if copy.group else "",
    )
    return assemble(content, format, None if copy.group else copy.unit.unit_code)


def _group_stamp(copy: CopyPlan) -> dict[str, str]:
    marks = {"lineage": copy.lineage} if copy.lineage else {}
    if copy.group is not None:
        marks |= {"group": copy.head.unit_code, "units": copy.head.units}
    return marks


def _content_rows(key: str, rows: Sequence[Mapping[str, CellValue]]) -> list[Row]:
    columns = {column.key: column for column in sheet(key).columns}
    # A missing key would ask for a new id; an empty one does not.
    empty: Row = {"row_id": None} if "row_id" in columns else {}
    return [
        {**empty, **{name: content_cell(columns[name], value) for name, value in row.items()}} for row in rows
    ]


def content_cell(column: Column, value: CellValue) -> Cell:
    """The value so that it comes back the same: a number in a date column must not turn into a date."""
    if isinstance(value, CellError):
        return RawCell(error=str(value))
    if column.type == "any":
        return value
    if isinstance(value, datetime) and column.type not in ("date", "datetime"):
        return RawCell(
            value, number_format="dd/mm/yyyy hh:mm" if value.hour or value.minute else "dd/mm/yyyy"
        )
    if column.type in ("date", "datetime") and isinstance(value, (int, float)):
        return RawCell(value, number_format="General")
    return value


def _sent(copy: CopyPlan, data: bytes, moment: datetime) -> SentFile:
    name = copy.unit.unit_name
    return SentFile(
        CopyLine(
            unit_code=copy.unit.unit_code,
            unit_name=f"{name} – {copy.part.name}" if copy.part else name,
            round=copy.head.round,
            part=copy.head.part,
            copy_id=copy.head.copy_id,
            parent_id=copy.head.parent_id,
            file_name=copy.file_name,
            sent_on=f"{moment:{MOMENT}}",
            file_hash=hashlib.sha256(data).hexdigest(),
            base_hash=copy.base_hash,
            rows=len(copy.rows),
            last_number=copy.last_number,
            status="Đã gửi",
            units=copy.head.units,
        )
    )


def _with_draft(
    loaded: verbs.Loaded,
    copy: CopyPlan,
    sent: SentFile,
    letter: letters.Letter,
    data: bytes,
    staging: Staging,
) -> SentFile:
    # The cell Thư điện tử is the unit's; whoever splits a unit's copy has to write in the part's address.
    if copy.part is not None:
        to, fault = [], "bộ phận của đơn vị: tự điền nơi nhận"
    elif copy.group is not None:
        to, fault = [], "bản của cụm: tự điền nơi nhận"
    else:
        to, fault = mail.recipients(copy.unit)
    units = [unit for code in copy.group.units if (unit := loaded.campaign.unit(code))] if copy.group else []
    fields = mail.unit_fields(
        loaded.campaign,
        copy.unit,
        ten_tep=copy.file_name,
        lan_gui=str(copy.head.round),
        ten_don_vi=sent.line.unit_name,
        **({"chi_tieu": unit_quota(loaded.campaign, *units)} if units else {}),
    )
    name = f"{Path(copy.file_name).stem}.eml"
    attachment = mail.Attachment(copy.file_name, data)
    staging.add(name, mail.draft(letter, fields, to, [attachment], boundary=copy.head.copy_id))
    return SentFile(sent.line, tuple(to), fault, name)


def _list(loaded: verbs.Loaded, report: SplitReport, moment: datetime) -> bytes:
    from xlpy.workbook.listsheet import ListColumn, list_bytes

    columns = [
        ListColumn("STT", 6),
        ListColumn("Mã đơn vị", 11),
        ListColumn("Tên đơn vị", 34),
        ListColumn("Lần gửi", 8),
        ListColumn("Tệp sổ tính", 46),
        ListColumn("Gửi tới", 32),
        ListColumn("Điện thoại", 14),
        ListColumn("Số dòng", 8),
        ListColumn("Ghi chú", 34),
    ]
    rows: list[list[str | int]] = []
    for number, file in enumerate(report.files, start=1):
        unit = loaded.campaign.unit(file.line.unit_code)
        to, fault = mail.recipients(unit) if unit is not None and not file.line.part else ([], "")
        rows.append(
            [
                number,
                file.line.unit_code,
                file.line.unit_name,
                file.line.round,
                file.line.file_name,
                "; ".join(to),
                unit.phone if unit is not None else "",
                file.line.rows,
                fault,
            ]
        )
    note = (
        f"Tách lúc {moment:%H:%M ngày %d/%m/%Y}. Phần mềm không tự gửi thư: kiểm tra rồi gửi từng thư nháp."
    )
    return list_bytes("DANH SÁCH GỬI SỔ TÍNH CHO CÁC ĐƠN VỊ", note, columns, rows)
