"""Fields of tờ trình (domain.md §3.2; NĐ 30/2020/NĐ-CP rules C-05, C-07, C-12, C-25, C-27)."""

from __future__ import annotations

import re

from xlpy.model.settings import Settings
from xlpy.packets.context_parts import Context, plan_text
from xlpy.packets.facts import PacketFacts
from xlpy.packets.wording import council_of, document_number, long_date, number_line, sentence_end
from xlpy.vietnamese.text import slug

INLINE_LIST_LIMIT = 10
"""Up to this many nominees are named in the tờ trình itself; more stand in the annex only."""

_TRAILING_REMARK = re.compile(r"\s*\([^)]*\)\s*$")


def submission_fields(facts: PacketFacts) -> Context:
    """Number, date, recipients, citations and copies of the tờ trình."""
    dossier, unit = facts.dossier, facts.unit
    recipients = numbered(facts.settings, "recipient")
    return {
        "so": number_line(dossier.submission_no, "TTr", unit),
        "so_ky_hieu": document_number(dossier.submission_no, "TTr", unit),
        "dia_danh_ngay": f"{unit.place}, {long_date(dossier.submission_date, facts.year)}",
        "ngay": long_date(dossier.submission_date, facts.year),
        "mot_noi_nhan": recipients[0] if len(recipients) == 1 else "",
        "kinh_gui": [
            f"- {sentence_end(text, '.' if number == len(recipients) else ';')}"
            for number, text in enumerate(recipients, 1)
        ],
        "can_cu": _citations(facts),
        "noi_nhan": [
            "- Như trên;",
            *(f"- {sentence_end(text, ';')}" for text in _copies(facts, recipients)),
            f"- {archive_line(facts)}",
        ],
        "neu_danh_sach": len(facts.nominees) <= INLINE_LIST_LIMIT,
        "cam_ket": all(nominee.record.clean_record is True for nominee in facts.nominees),
    }


def archive_line(facts: PacketFacts) -> str:
    """The last line of Nơi nhận: "Lưu: VT, TĐKT." (C-27)."""
    return archived(facts.settings, "archive_suffix")


def archived(settings: Settings, suffix: str) -> str:
    """ "Lưu: VT, NV." with the drafting part's mark from the setting `suffix`."""
    parts = [settings.text("drafting_office"), settings.text(suffix)]
    return f"Lưu: {', '.join(part for part in parts if part)}."


def numbered(settings: Settings, prefix: str) -> list[str]:
    """Texts of the settings recipient_1, recipient_2 … that are not empty."""
    keys = sorted(
        (key for key in settings.values if re.fullmatch(rf"{prefix}_\d+", key)),
        key=lambda key: int(key.rsplit("_", 1)[1]),
    )
    return [text for key in keys if (text := settings.text(key).strip())]


def _citations(facts: PacketFacts) -> list[str]:
    """Căn cứ: the laws of the settings, the plan, the minutes; each ends ";", the last one "." (C-12)."""
    day = facts.meeting_day
    meeting = f"Biên bản họp {council_of(facts.unit_text)}"
    texts = [
        *numbered(facts.settings, "citation"),
        f"{plan_text(facts)} về việc tổ chức {facts.settings.text('campaign_short_name')}",
        f"{meeting} {long_date(day, facts.year)}",
    ]
    return [
        f"Căn cứ {sentence_end(text, '.' if number == len(texts) else ';')}"
        for number, text in enumerate(texts, 1)
    ]


def _copies(facts: PacketFacts, recipients: list[str]) -> list[str]:
    """Further recipients; one that "Như trên" already names is left out."""
    known = [slug(text) for text in recipients]
    return [
        text
        for text in numbered(facts.settings, "copy_to")
        if not any(name.startswith(slug(_TRAILING_REMARK.sub("", text))) for name in known)
    ]
