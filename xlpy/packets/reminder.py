"""The reminder letter (công văn đôn đốc): to a unit that owes its dossier, or to several at once.

Layout: công văn, Mẫu 1.5 of NĐ 30/2020/NĐ-CP (domain.md §2.3). Who owes is the caller's to know; what a dossier lacks is
read from the workbook (plan, IV.4: tờ trình, biên bản, danh sách with trích ngang, báo cáo).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.records import Unit
from xlpy.packets import select
from xlpy.packets.basis import read_basis
from xlpy.packets.context import DRAFT_MARK
from xlpy.packets.context_parts import Context, campaign_fields, letterhead_fields, signature_fields
from xlpy.packets.documents import Loader
from xlpy.packets.errors import PacketError
from xlpy.packets.facts import CampaignIndex
from xlpy.packets.letterhead import letterhead
from xlpy.packets.signing import Signature
from xlpy.packets.wording import BLANK, long_date, sentence_end, unit_in_text
from xlpy.schema.choices import STATE_HEADER

TITLE = "Công văn đôn đốc nộp hồ sơ khen thưởng"


@dataclass(frozen=True, slots=True)
class Owing:
    """A unit that owes its dossier, and in words how far it has come ("chưa nhận được hồ sơ")."""

    unit: Unit
    state: str


def make_reminder(
    campaign: Campaign, owing: Sequence[Owing], templates: Path, load: Loader, *, draft: bool = False
) -> bytes:
    """The letter to these units as .docx. Raises PacketError for a missing or broken template, or for no unit."""
    if not owing:
        raise PacketError("Không có đơn vị nào để đôn đốc.")
    basis = read_basis(templates, campaign.settings.text("legal_basis"))
    path = select.choose(templates, basis.key, select.REMINDER, STATE_HEADER)
    author = campaign.settings.text("reminder_body")
    return load(path).render(
        reminder_context(campaign, owing, basis, draft=draft), title=TITLE, author=author
    )


def reminder_context(
    campaign: Campaign, owing: Sequence[Owing], basis: Basis, *, draft: bool = False
) -> Context:
    """Fields of the template don-doc.docx; `owing` has at least one unit."""
    settings, index = campaign.settings, CampaignIndex.of(campaign)
    district = settings.text("district_name")
    deadline, further = settings.day("deadline"), settings.day("reminder_deadline")
    year = campaign.today.year
    left = (deadline - campaign.today).days if deadline else None
    last = further or (deadline if left is not None and left >= 0 else None)
    units = [unit_in_text(one.unit, district) for one in owing]
    body = settings.text("reminder_body")
    head = letterhead(Unit(0, header_style=STATE_HEADER), "", body)
    signature = Signature(
        "",
        settings.text("reminder_authority").upper(),
        settings.text("reminder_title").upper(),
        settings.text("reminder_signer"),
    )
    return {
        "dau_du_thao": DRAFT_MARK if draft else "",
        "header": letterhead_fields(head),
        "dot": campaign_fields(index.gather(owing[0].unit, basis)),
        "ky": signature_fields(signature),
        "cv": {
            "so": f"Số: {BLANK}/{settings.text('reminder_symbol')}",
            "dia_danh_ngay": f"{settings.text('reminder_place')}, {long_date(campaign.today, year)}",
            "trich_yeu": "V/v đôn đốc nộp hồ sơ\nđề nghị khen thưởng",
            "co_quan": body,
            "goi": "đơn vị" if len(owing) == 1 else "các đơn vị",
            "mot_noi_nhan": units[0] if len(units) == 1 else "",
            "kinh_gui": [
                f"- {sentence_end(text, '.' if number == len(units) else ';')}"
                for number, text in enumerate(units, 1)
            ],
            "tinh_trang": owing[0].state if len(owing) == 1 else "",
            "con_thieu": _missing(campaign, index, owing[0].unit) if len(owing) == 1 else [],
            "ds": [
                {
                    "stt": str(number),
                    "don_vi": owed.unit.unit_name,
                    "tinh_trang": _sentence(owed.state),
                    "con_thieu": "; ".join(_short(text) for text in _missing(campaign, index, owed.unit))
                    or "-",
                }
                for number, owed in enumerate(owing, 1)
            ]
            if len(owing) > 1
            else [],
            "han_nop": long_date(deadline, year) if deadline else "",
            "ngay_tinh": long_date(campaign.today, year),
            "con_lai": _days(left),
            "han_moi": long_date(last, year),
            "noi_nop": settings.text("recipient_2") or body,
            "noi_nhan": ["- Như trên;", f"- Lưu: {settings.text('reminder_archive')}."],
        },
    }


def _missing(campaign: Campaign, index: CampaignIndex, unit: Unit) -> list[str]:
    """What the workbook does not have of the unit's dossier, as clauses that end ";" and the last one "."."""
    code = unit.unit_code
    dossier = index.dossier(code)
    lacking: list[str] = []
    if dossier.submission_date is None:
        lacking.append("Tờ trình đề nghị khen thưởng")
    if dossier.meeting_start is None:
        lacking.append("Biên bản họp Hội đồng Thi đua - Khen thưởng")
    if not index.collectives.get(code) and not index.individuals.get(code):
        lacking.append(
            "Danh sách, trích ngang thành tích và báo cáo thành tích của tập thể, cá nhân đề nghị khen thưởng"
        )
    unscored = sum(
        1 for score in campaign.scores.rows if score.unit_code == code and score.self_points is None
    )
    if unscored:
        lacking.append(f"Điểm tự chấm của {unscored:02d} tiêu chí thi đua")
    return [
        f"- {sentence_end(text, '.' if number == len(lacking) else ';')}"
        for number, text in enumerate(lacking, 1)
    ]


def _short(clause: str) -> str:
    return sentence_end(clause.removeprefix("- "), "")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def _days(left: int | None) -> str:
    """The days left inside a sentence; "" without a deadline."""
    if left is None:
        return ""
    if left > 0:
        return f"còn {left:02d} ngày là hết hạn"
    return "hôm nay là ngày hết hạn" if left == 0 else f"đã quá hạn {-left:02d} ngày"
