"""Template contexts of the decision's papers (domain.md §7.1 to §7.5): plain dicts, as in `packets.context`."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.model.records import Unit
from xlpy.packets.awards.facts import AwardFacts
from xlpy.packets.awards.roll import COLLECTIVE, INDIVIDUAL, Award, Considered, total_of
from xlpy.packets.context import DRAFT_MARK
from xlpy.packets.context_lists import count_fields
from xlpy.packets.context_parts import (
    Context,
    campaign_fields,
    letterhead_fields,
    plan_text,
    signature_fields,
)
from xlpy.packets.context_submission import archived, numbered
from xlpy.packets.letterhead import letterhead
from xlpy.packets.signing import unit_signature
from xlpy.packets.wording import DOTS, document_number, long_date, lower_first, number_line, sentence_end
from xlpy.schema.choices import NO_ROUNDING, ROUND_NEAREST
from xlpy.scoring.prizes import Kind, money_words
from xlpy.vietnamese.numbers import capitalise_first, format_number

_KIND_NAMES: dict[Kind, str] = {COLLECTIVE: "tập thể", INDIVIDUAL: "cá nhân"}
_ROMAN = ("I", "II")


def decision_context(facts: AwardFacts, *, draft: bool = False) -> Context:
    """Context of quyết định khen thưởng with its annexes; the heading and the signature are the district's."""
    roll = facts.roll
    return {
        **_shared(facts, draft),
        "header": letterhead_fields(facts.head),
        "ky": signature_fields(facts.signature),
        "dem": count_fields(len(roll.collectives), len(roll.individuals)),
        "thuong": prize_fields(facts, roll.awards),
        "phu_luc": _annexes(facts),
    }


def register_context(facts: AwardFacts, *, draft: bool = False) -> Context:
    """Context of sổ theo dõi khen thưởng: every award under its ordinal (domain.md §7.5)."""
    return {
        **_office_papers(facts, draft),
        "dem": count_fields(len(facts.roll.collectives), len(facts.roll.individuals)),
        "thuong": prize_fields(facts, facts.roll.awards),
        "ds_khen": [award_row(award, facts) for award in facts.roll.awards],
    }


def prize_list_context(facts: AwardFacts, unit: Unit | None = None, *, draft: bool = False) -> Context:
    """Context of danh sách nhận tiền thưởng, of all awards or of one unit's."""
    awards = list(facts.roll.awards) if unit is None else facts.roll.of_unit(unit.unit_code)
    collectives = sum(1 for award in awards if award.kind == COLLECTIVE)
    return {
        **_office_papers(facts, draft),
        "don_vi": {"ten": "" if unit is None else facts.unit_text(unit)},
        "dem": count_fields(collectives, len(awards) - collectives),
        "thuong": prize_fields(facts, awards),
        "ds_khen": [award_row(award, facts) for award in awards],
    }


def notice_context(facts: AwardFacts, unit: Unit, *, draft: bool = False) -> Context:
    """Context of the notice to a unit whose nominees were not accepted, each with its reason (domain.md §3.1)."""
    refusals = facts.roll.refusals_of(unit.unit_code)
    dossier = facts.dossiers.get(unit.unit_code)
    collectives = sum(1 for refusal in refusals if refusal.kind == COLLECTIVE)
    number = "" if dossier is None else dossier.submission_no
    text = facts.unit_text(unit)
    return {
        **_office_papers(facts, draft),
        "tb": {
            "so": number_line("", "TB", facts.office),
            "dia_danh_ngay": f"{facts.office.place}, {long_date(None, facts.year)}",
            "noi_nhan": [
                f"- {sentence_end(text, ';')}",
                f"- {archived(facts.settings, 'archive_suffix')}",
            ],
        },
        "don_vi": {
            "ten": text,
            "to_trinh": document_number(number, "TTr", unit),
            "ngay_to_trinh": long_date(dossier.submission_date if dossier else None, facts.year),
        },
        "dem": count_fields(collectives, len(refusals) - collectives),
        "ds_khong_khen": [
            {**_named(refusal), "stt": place, "ly_do": sentence_end(refusal.reason, "") or DOTS}
            for place, refusal in enumerate(refusals, 1)
        ],
    }


def _shared(facts: AwardFacts, draft: bool) -> Context:
    return {
        "dau_du_thao": DRAFT_MARK if draft else "",
        "dot": campaign_fields(facts),
        "qd": _decision_fields(facts),
    }


def _office_papers(facts: AwardFacts, draft: bool) -> Context:
    """What the office's own papers share: its heading and signature."""
    return {
        **_shared(facts, draft),
        "header": letterhead_fields(letterhead(facts.office)),
        "ky": signature_fields(unit_signature(facts.office)),
        "co_quan": {
            "ten": facts.unit_text(facts.office),
            "dia_danh_ngay": f"{facts.office.place}, {long_date(None, facts.year)}",
        },
    }


def _decision_fields(facts: AwardFacts) -> Context:
    """The decision as itself and as other papers cite it."""
    settings, roll = facts.settings, facts.roll
    number = facts.decision_number
    date = long_date(settings.day("decision_date"), facts.year)
    kinds = [_KIND_NAMES[kind] for kind in roll.kinds if roll.of_kind(kind)]
    labels = _labels(len(kinds))
    citations = [
        *(text for text in (settings.text("decision_citation_1").strip(),) if text),
        *numbered(settings, "citation"),
        f"{plan_text(facts)} về việc tổ chức {settings.text('campaign_short_name')}",
    ]
    proposal = long_date(settings.day("proposal_date"), facts.year)
    copies = [f"- {sentence_end(text, ';')}" for text in numbered(settings, "decision_copy_to")]
    return {
        "so": f"Số: {number}",
        "so_ky_hieu": number,
        "ngay": date,
        "dia_danh_ngay": f"{settings.text('decision_place')}, {date}",
        "tham_quyen": settings.text("decision_authority_line").upper(),
        "can_cu": [f"Căn cứ {sentence_end(text, ';')}" for text in citations],
        "theo_de_nghi": f"Theo đề nghị của {settings.text('proposer')} tại Tờ trình số {facts.proposal_number} {proposal}.",
        "to_trinh": facts.proposal_number,
        "ngay_to_trinh": proposal,
        "cap_khen": lower_first(settings.text("award_level")),
        "nguoi_thi_hanh": settings.text("decision_executors").rstrip(" .;,"),
        "doi_tuong": ", ".join(kinds),
        "ten_phu_luc": " và ".join(labels),
        "nguoi_ky": facts.signature.name,
        "chuc_vu_ky": capitalise_first(facts.signature.title.lower()),
        "noi_nhan": ["- Như Điều 3;", *copies, f"- {archived(settings, 'decision_archive_suffix')}"],
    }


def _labels(count: int) -> list[str]:
    return ["Phụ lục"] if count == 1 else [f"Phụ lục {roman}" for roman in _ROMAN[:count]]


def _annexes(facts: AwardFacts) -> list[Context]:
    """The annex lists in their order; a kind without awards has no annex."""
    roll = facts.roll
    kinds: list[Kind] = [kind for kind in roll.kinds if roll.of_kind(kind)]
    return [
        {
            "nhan": label,
            "dau": place == 0,
            "la_tap_the": kind == COLLECTIVE,
            "doi_tuong_hoa": _KIND_NAMES[kind].upper(),
            "tong": f"{count_fields(len(roll.of_kind(kind)), 0)['tap_the']} {_KIND_NAMES[kind]}",
            "ds": [award_row(award, facts) for award in roll.of_kind(kind)],
        }
        for place, (kind, label) in enumerate(zip(kinds, _labels(len(kinds)), strict=True))
    ]


def award_row(award: Award, facts: AwardFacts) -> Context:
    """One award in a table; amounts are texts with points, dots while the base pay is unknown."""
    return {
        **_named(award),
        "stt": award.ordinal,
        "don_vi": award.unit.unit_name,
        "hinh_thuc": award.record.award,
        "muc_tinh": _money(award.raw),
        "so_tien": _money(award.amount),
        "so_quyet_dinh": facts.decision_number,
    }


def _named(one: Considered) -> Context:
    return {
        "ten": one.name,
        "ten_day_du": one.title_name,
        "chuc_vu_don_vi": one.post or one.unit.unit_name,
    }


def prize_fields(facts: AwardFacts, awards: Sequence[Award]) -> Context:
    """Amounts of `awards`: each kind's, the sum in figures and words, and how they were computed."""
    total, rules = total_of(awards), facts.roll.rules
    each = [
        f"mỗi {_KIND_NAMES[kind]} được thưởng {_money(amount)} đồng"
        for kind in facts.roll.kinds
        for amount in [next((award.amount for award in awards if award.kind == kind), -1)]
        if amount != -1
    ]
    return {
        "cau": ", ".join(each),
        "tong": _money(total),
        "bang_chu": DOTS if total is None else money_words(total),
        "luong_co_so": DOTS if rules is None else format_number(rules.base.amount),
        "he_so_tap_the": DOTS if rules is None else _coefficient(rules.collective),
        "he_so_ca_nhan": DOTS if rules is None else _coefficient(rules.individual),
        "lam_tron": DOTS if rules is None else _rounding(rules.rounding, rules.step),
        "nguon": facts.settings.text("prize_fund"),
    }


def _money(amount: int | None) -> str:
    return DOTS if amount is None else format_number(amount)


def _coefficient(hundredths: int) -> str:
    """ "0,30": hundredths of the base pay as decrees write them."""
    return f"{hundredths // 100},{hundredths % 100:02d}"


def _rounding(rounding: str, step: int) -> str:
    if rounding == NO_ROUNDING:
        return "không làm tròn"
    way = "gần nhất" if rounding == ROUND_NEAREST else "lên"
    return f"làm tròn {way} đến {format_number(step)} đồng"
