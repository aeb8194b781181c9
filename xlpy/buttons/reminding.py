"""Remind, the verb: the list of units that owe their answer, for each a mail draft and a letter in Word. Changes nothing in
the workbook."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from xlpy.books.copyregister import read_register
from xlpy.buttons import letters, verbs
from xlpy.buttons.staging import Staging
from xlpy.exchange import mail
from xlpy.exchange.errors import ExchangeError
from xlpy.exchange.mail_letters import days_in_words
from xlpy.exchange.remind import Outstanding, outstanding
from xlpy.packets.reminder import Owing, make_reminder
from xlpy.packets.rendering.template import load_template
from xlpy.vietnamese.text import slug


@dataclass(slots=True)
class RemindReport:
    """`owed` in the order of Đơn vị; `drafts` are the names of the .eml files; no list when nobody owes."""

    owed: list[Outstanding]
    drafts: list[str] = field(default_factory=list[str])
    letters: list[str] = field(default_factory=list[str])
    """Names of the letters in Word: one for each unit, or one for all (setting "reminder_together")."""
    list_file: str = ""


def remind(
    loaded: verbs.Loaded,
    out: Path,
    *,
    units: Sequence[str] | None = None,
    when: datetime | None = None,
    templates: Path | None = None,
) -> RemindReport:
    """Drafts, letters and list in the folder `out`, their names ending in the moment. `units` leaves the others out.

    Raises ExchangeError (unknown unit, letter template), PacketError (Word template), NoRegister, OSError; nothing is
    half-written.
    """
    moment = when or datetime.now()
    register = read_register(loaded.grids, loaded.campaign.workbook)
    letter = letters.load("don-doc", templates)
    folder = templates or verbs.TEMPLATES
    owed = outstanding(loaded.campaign, register)
    if units is not None:
        wanted = {code.strip().casefold() for code in units}
        known = {unit.unit_code.casefold() for unit in loaded.campaign.taking_part()}
        if unknown := sorted(wanted - known):
            raise ExchangeError(
                f"Không có đơn vị tham gia mang mã {', '.join(f'“{code}”' for code in unknown)}. "
                "Hãy xem cột Mã đơn vị và cột Tham gia ở trang Đơn vị."
            )
        owed = [one for one in owed if one.unit.unit_code.casefold() in wanted]
    report = RemindReport(owed)
    if not owed:
        return report
    stamp = f"{moment:%Y%m%d-%H%M%S}"
    with Staging(out) as staging:
        for one in owed:
            name = f"don-doc-{slug(one.unit.unit_code, 16)}-{slug(one.unit.unit_name, 40)}-{stamp}.eml"
            to, _ = mail.recipients(one.unit)
            fields = mail.unit_fields(loaded.campaign, one.unit, tinh_trang=one.state)
            staging.add(
                name, mail.draft(letter, fields, to, boundary=f"{stamp}{slug(one.unit.unit_code, 16)}")
            )
            report.drafts.append(name)
        for name, owing in _letters(loaded, owed, stamp):
            data = make_reminder(loaded.campaign, owing, folder, load_template)
            staging.add(name, data)
            report.letters.append(name)
        report.list_file = f"danh-sach-don-doc-{stamp}.xlsx"
        staging.add(report.list_file, _list(report, moment))
        staging.place()
    return report


def _letters(loaded: verbs.Loaded, owed: Sequence[Outstanding], stamp: str) -> list[tuple[str, list[Owing]]]:
    """File name of each letter and whom it goes to."""
    each = [Owing(one.unit, one.state) for one in owed]
    if loaded.campaign.settings.flag("reminder_together"):
        return [(f"cong-van-don-doc-{stamp}.docx", each)]
    return [
        (
            f"cong-van-don-doc-{slug(one.unit.unit_code, 16)}-{slug(one.unit.unit_name, 40)}-{stamp}.docx",
            [one],
        )
        for one in each
    ]


def _list(report: RemindReport, moment: datetime) -> bytes:
    from xlpy.workbook.listsheet import ListColumn, list_bytes

    columns = [
        ListColumn("STT", 6),
        ListColumn("Mã đơn vị", 11),
        ListColumn("Tên đơn vị", 34),
        ListColumn("Tình trạng", 44),
        ListColumn("Hạn nộp", 20),
        ListColumn("Người lập hồ sơ", 22),
        ListColumn("Điện thoại", 14),
        ListColumn("Thư điện tử", 32),
        ListColumn("Ghi chú", 34),
    ]
    rows: list[list[str | int]] = []
    for number, one in enumerate(report.owed, start=1):
        to, fault = mail.recipients(one.unit)
        days = days_in_words(one.days_left) if one.days_left is not None else "chưa ghi hạn"
        unit = one.unit
        contact = (unit.contact, unit.phone, "; ".join(to))
        rows.append([number, unit.unit_code, unit.unit_name, one.state, days, *contact, fault])
    note = f"Lập lúc {moment:%H:%M ngày %d/%m/%Y} từ trang Hồ sơ và các bản đã gửi, đã nhận."
    return list_bytes("DANH SÁCH ĐƠN VỊ CHƯA NỘP HỒ SƠ", note, columns, rows)
