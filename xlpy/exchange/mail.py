"""Mail drafts (.eml) that the clerk opens, reads and sends; nothing is sent from here.

`X-Unsent: 1` is what Outlook reads as "a message still to be written" [mem]; other programs open the file as a
message, from which it can be sent on. There is no From: the mail program puts the sender's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP

from xlpy.exchange.mail_letters import Letter, days_in_words, fill
from xlpy.model.campaign import Campaign
from xlpy.model.mailaddresses import split_addresses
from xlpy.model.records import Unit

SPREADSHEETS: Mapping[str, tuple[str, str]] = {
    "xlsx": ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    "xlsm": ("application", "vnd.ms-excel.sheet.macroEnabled.12"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}
"""Attachment types by file ending."""

_EOL = "\r\n"

SENDER = "Phòng Nội vụ quận"
"""Who writes to the units (plan, part V: the standing body of the campaign)."""


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file in a draft; `name` decides its type."""

    name: str
    data: bytes


def unit_fields(campaign: Campaign, unit: Unit, **more: str) -> dict[str, str]:
    """Values of all letter fields for one unit; `more` gives those that depend on the letter, else they are ""."""
    from xlpy.exchange.copies import unit_quota

    deadline = campaign.settings.day("deadline")
    return {
        "ten_don_vi": unit.unit_name,
        "ma_don_vi": unit.unit_code,
        "nguoi_lap": unit.contact,
        "ten_dot": campaign.settings.text("campaign_short_name"),
        "co_quan": campaign.settings.text("district_body"),
        "noi_gui": campaign.settings.text("recipient_2") or SENDER,
        "han_nop": f"{deadline:%d/%m/%Y}" if deadline else "(chưa ghi ở trang Cấu hình)",
        "con_lai": days_in_words((deadline - campaign.today).days) if deadline else "chưa rõ hạn",
        "ngay_gui": f"{campaign.today:%d/%m/%Y}",
        "chi_tieu": unit_quota(campaign, unit),
        "ten_tep": "",
        "lan_gui": "",
        "tinh_trang": "",
        **more,
    }


def recipients(unit: Unit) -> tuple[list[str], str]:
    """The unit's good addresses, and what is wrong with the cell ("" if nothing)."""
    good, bad = split_addresses(unit.email)
    if bad:
        return good, f"địa chỉ không đúng dạng tên@miền: {', '.join(f'“{address}”' for address in bad)}"
    return good, "" if good else "chưa ghi địa chỉ thư điện tử ở trang Đơn vị"


def draft(
    letter: Letter,
    fields: Mapping[str, str],
    to: Sequence[str],
    attachments: Sequence[Attachment] = (),
    *,
    boundary: str,
) -> bytes:
    """An .eml file. Without addresses it has no To. `boundary` parts text and attachments: the same for the same call,
    so that equal input gives equal bytes; letters and digits only."""
    message = EmailMessage(policy=SMTP)
    message.set_content(fill(letter.body, fields), charset="utf-8", cte="base64")
    for attachment in attachments:
        main, sub = SPREADSHEETS[attachment.name.rpartition(".")[2].lower()]
        message.add_attachment(attachment.data, maintype=main, subtype=sub, filename=attachment.name)
    if message.is_multipart():
        message.set_boundary(f"thidua-{boundary}")
    headers = ["X-Unsent: 1", f"Subject: {_encoded(fill(letter.subject, fields), 'Subject')}"]
    if to:
        name = _encoded(fields["ten_don_vi"], "To")
        # A name in several encoded words is put together wrongly by some readers (Python's own among them).
        named = len(to) == 1 and _EOL not in name
        headers.append(f"To: {f'{name}{_EOL} <{to[0]}>' if named else f',{_EOL} '.join(to)}")
    return f"{_EOL.join(headers)}{_EOL}".encode("ascii") + message.as_bytes()


def _encoded(text: str, header: str) -> str:
    """RFC 2047, folded. Not left to EmailMessage: its folding loses blanks between words that need encoding
    ("Phúc Xá" came out as "PhúcXá", Python 3.11). A line break in the text must not begin a new header."""
    return Header(" ".join(text.split()), "utf-8", header_name=header).encode(linesep=_EOL)
