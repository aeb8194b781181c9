"""Fields that several documents share: heading, signature block, the campaign."""

from __future__ import annotations

from typing import Any, Protocol

from xlpy.model.basis import Basis
from xlpy.model.settings import Settings
from xlpy.packets.letterhead import Letterhead
from xlpy.packets.signing import Signature
from xlpy.packets.wording import DOTS, long_date, lower_first
from xlpy.schema.choices import PARTY_HEADER, YOUTH_HEADER

Context = dict[str, Any]
"""Any: Jinja takes texts, numbers, bools, lists and dicts of them alike."""


class CampaignFacts(Protocol):
    """What the fields of the campaign itself need: a unit's packet and the papers of the decision both have it."""

    @property
    def settings(self) -> Settings: ...

    @property
    def basis(self) -> Basis: ...

    @property
    def year(self) -> int: ...


def letterhead_fields(head: Letterhead) -> Context:
    """Heading (rules C-01…C-04): who issues, which right-hand heading, which rule or stars below the name."""
    return {
        "chu_quan": head.parent,
        "co_quan": head.body,
        "la_dang": head.style == PARTY_HEADER,
        "la_doan": head.style == YOUTH_HEADER,
        "dau_sao": head.stars,
        "vach": head.rule,
    }


def signature_fields(signature: Signature) -> Context:
    """A signature block (rules C-21, C-22); every part but the post may be empty."""
    return {
        "tieu_de": signature.heading,
        "quyen_han": signature.authority,
        "chuc_vu": signature.title,
        "ho_ten": signature.name,
    }


def plan_number(facts: CampaignFacts) -> str:
    """ "Kế hoạch số 88/KH-UBND": how the plan is cited after its first mention (C-13)."""
    return f"Kế hoạch số {facts.settings.text('plan_number') or f'{DOTS}/KH-UBND'}"


def plan_text(facts: CampaignFacts) -> str:
    """ "Kế hoạch số 88/KH-UBND ngày 05 tháng 4 năm 2023 của Ủy ban nhân dân quận Ba Đình"; dots where unknown."""
    settings = facts.settings
    day = settings.day("plan_date")
    date_text = long_date(day, facts.year) if day else f"ngày {DOTS}"
    return f"{plan_number(facts)} {date_text} của {settings.text('district_body')}"


def campaign_fields(facts: CampaignFacts) -> Context:
    """The campaign as documents name it."""
    settings = facts.settings
    award = settings.text("award_full_name")
    return {
        "ten": settings.text("campaign_name"),
        "ten_ngan": settings.text("campaign_short_name"),
        "hinh_thuc": award,
        "hinh_thuc_hoa": award.upper(),
        "ly_do": lower_first(settings.text("award_reason")),
        "nguoi_tang": award_giver(award),
        "ke_hoach": plan_text(facts),
        "ke_hoach_ngan": plan_number(facts),
        "mau_bao_cao": facts.basis.report_form,
    }


def award_giver(award: str) -> str:
    """Who gives the award: "Giấy khen của Chủ tịch Ủy ban …" → "Chủ tịch Ủy ban …"; the whole text without "của"."""
    _, separator, giver = award.partition(" của ")
    return giver if separator else award
