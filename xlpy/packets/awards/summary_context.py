"""Context of the final report of the drive (báo cáo tổng kết, domain.md §7.5): figures as text, ready to print."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from xlpy.model.settings import Settings
from xlpy.packets.awards.facts import AwardFacts, full_number
from xlpy.packets.awards.figures import DriveFigures, KindFigures, drive_figures
from xlpy.packets.context import DRAFT_MARK
from xlpy.packets.context_parts import (
    Context,
    campaign_fields,
    letterhead_fields,
    signature_fields,
)
from xlpy.packets.context_submission import archived, numbered
from xlpy.packets.signing import Signature
from xlpy.packets.wording import DOTS, long_date, paragraphs, sentence_end
from xlpy.schema import choices
from xlpy.schema.choices import LEVELS
from xlpy.scoring.points import UnitScore
from xlpy.scoring.prizes import money_words
from xlpy.vietnamese.numbers import format_number, format_points

_CITY = LEVELS[-1]
_FINISHED = ("Hoàn thành", "Gắn biển")
WRITTEN_PARTS = {
    "tinh_hinh": "situation",
    "phat_dong": "launch",
    "ket_qua": "results",
    "uu_diem": "strengths",
    "han_che": "shortcomings",
    "kinh_nghiem": "lessons",
    "kien_nghi": "proposals",
}
"""The parts that the clerk writes, by field, with their setting summary_…"""


def summary_context(facts: AwardFacts, *, draft: bool = False) -> Context:
    """Context of tong-ket.docx."""
    figures = drive_figures(facts.campaign, facts.roll)
    settings = facts.settings
    return {
        "dau_du_thao": DRAFT_MARK if draft else "",
        "header": letterhead_fields(facts.head),
        "dot": campaign_fields(facts),
        "ky": signature_fields(
            Signature(
                "",
                settings.text("summary_signer_authority").upper(),
                settings.text("summary_signer_title").upper(),
                settings.text("summary_signer_name"),
            )
        ),
        "bc": _report_fields(facts),
        "loi": {field: paragraphs(settings.text(f"summary_{key}")) for field, key in WRITTEN_PARTS.items()},
        "tk": _counts(figures, settings),
        "bang_don_vi": [
            *(_kind_row(kind, str(place)) for place, kind in enumerate(figures.kinds, 1)),
            _kind_row(figures.total, ""),
        ],
        "bang_khen": [
            {
                "stt": place,
                "ten": unit.unit.unit_name,
                "de_nghi_tap_the": unit.proposed_collectives,
                "de_nghi_ca_nhan": unit.proposed_individuals,
                "khen_tap_the": unit.awarded_collectives,
                "khen_ca_nhan": unit.awarded_individuals,
                "bai_viet": unit.articles,
                "ntvt": unit.good_people,
                "cong_trinh": unit.works,
            }
            for place, unit in enumerate(figures.units, 1)
        ],
        "bang_diem": [_score_row(unit, place) for place, unit in enumerate(figures.scores, 1)],
    }


def _report_fields(facts: AwardFacts) -> Context:
    settings = facts.settings
    number = full_number(settings.text("summary_number"), "BC", facts.district)
    date = long_date(settings.day("summary_date"), facts.year)
    recipient = settings.text("summary_recipient").strip()
    copies = [f"- {sentence_end(text, ';')}" for text in numbered(settings, "summary_copy_to")]
    return {
        "kinh_gui": sentence_end(recipient, ".") if recipient else "",
        "so": f"Số: {number}",
        "so_ky_hieu": number,
        "ngay": date,
        "dia_danh_ngay": f"{settings.text('decision_place')}, {date}",
        "co_quan": settings.text("district_body"),
        "noi_nhan": [
            *(["- Như trên;"] if recipient else []),
            *copies,
            f"- {archived(settings, 'decision_archive_suffix')}",
        ],
    }


def _counts(figures: DriveFigures, settings: Settings) -> Context:
    total = figures.total
    launch = settings.day("launch_date")
    waiting = sum(not unit.submitted and not unit.no_nomination for unit in figures.units)
    states, works = figures.activity_states, figures.work_states
    prize = figures.prize_total
    return {
        "ngay_phat_dong": DOTS if launch is None else long_date(launch, launch.year),
        "don_vi": _n(total.units),
        "don_vi_theo_loai": "; ".join(f"{_n(kind.units)} {_lower(kind.kind)}" for kind in figures.kinds),
        "da_nop": _n(total.submitted),
        "nop_muon": _n(figures.late) if figures.late else "",
        "khong_de_nghi": _n(total.no_nomination) if total.no_nomination else "",
        "chua_nop": _n(waiting) if waiting else "",
        "da_cham": _n(figures.scored),
        "bieu_du_thao": figures.scores_are_draft,
        "xep_loai": "; ".join(f"{name}: {_n(count)} đơn vị" for name, count in figures.grades if count)
        or DOTS,
        "dan_dau": _leaders(figures),
        "hoat_dong": _n(sum(states.values())),
        "hoat_dong_chi_tiet": _listed(states, choices.ACTIVITY_STATUSES),
        "cong_trinh": _n(sum(works.values())),
        "cong_trinh_chi_tiet": _listed(figures.work_kinds, choices.WORK_KINDS),
        "cong_trinh_xong": _n(sum(works[state] for state in _FINISHED)),
        "bai_viet": _n(total.articles),
        "bai_viet_tp": _n(figures.article_levels[_CITY]),
        "bai_viet_chi_tieu": _n(settings.integer("articles_city_target") or 0),
        "ntvt": _n(total.good_people),
        "ntvt_nu": _n(figures.good_people_women),
        "ntvt_tp": _n(figures.good_people_levels[_CITY]),
        "ntvt_chi_tieu": _n(settings.integer("good_people_city_target") or 0),
        "de_nghi_tap_the": _n(total.proposed_collectives),
        "de_nghi_ca_nhan": _n(total.proposed_individuals),
        "de_nghi_nu": _n(figures.proposed_women),
        "khen_tap_the": _n(total.awarded_collectives),
        "khen_ca_nhan": _n(total.awarded_individuals),
        "khen_nu": _n(figures.awarded_women),
        "khen_lao_dong_truc_tiep": DOTS,
        "khong_khen": _n(figures.refused) if figures.refused else "",
        "chua_xet": _n(figures.undecided) if figures.undecided else "",
        "tien_thuong": DOTS if prize is None else format_number(prize),
        "tien_thuong_chu": DOTS if prize is None else money_words(prize),
    }


def _n(count: int) -> str:
    """Counts of a report: two digits at least, points between thousands."""
    return f"{count:02d}" if count < 100 else format_number(count)


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:]


def _listed(counts: Counter[str], order: Iterable[str]) -> str:
    """ "hoàn thành: 20; hoãn: 01": what was counted, in the order of the workbook's list; "" for nothing. Rows
    whose cell is empty stand as "chưa ghi"."""
    known = list(order)
    names = [*known, *sorted(name for name in counts if name and name not in known)]
    parts = [f"{_lower(name)}: {_n(counts[name])}" for name in names if counts[name]]
    if counts[""]:
        parts.append(f"chưa ghi: {_n(counts[''])}")
    return "; ".join(parts)


def _leaders(figures: DriveFigures) -> list[str]:
    """ "Phường: Phường Phúc Xá (96,5 điểm)": the first of each kind, all of them where several share the place."""
    lines: list[str] = []
    for kind in figures.kinds:
        best = [unit for unit in figures.scores if unit.unit_kind == kind.kind and unit.kind_rank == 1]
        if best:
            named = ", ".join(f"{unit.unit_name} ({_points(unit)} điểm)" for unit in best)
            lines.append(f"{kind.kind}: {named}")
    return lines


def _points(unit: UnitScore) -> str:
    return "" if unit.total is None else format_points(unit.total)


def _kind_row(kind: KindFigures, place: str) -> Context:
    return {
        "stt": place,
        "ten": kind.kind or "Cộng",
        "la_cong": not kind.kind,
        "don_vi": kind.units,
        "da_nop": kind.submitted,
        "khong_de_nghi": kind.no_nomination,
        "de_nghi_tap_the": kind.proposed_collectives,
        "de_nghi_ca_nhan": kind.proposed_individuals,
        "khen_tap_the": kind.awarded_collectives,
        "khen_ca_nhan": kind.awarded_individuals,
        "bai_viet": kind.articles,
        "ntvt": kind.good_people,
        "cong_trinh": kind.works,
    }


def _score_row(unit: UnitScore, place: int) -> Context:
    return {
        "stt": place,
        "ten": unit.unit_name,
        "loai": unit.unit_kind,
        "tu_cham": "" if unit.self_total is None else format_points(unit.self_total),
        "diem": _points(unit),
        "hang": "" if unit.rank is None else str(unit.rank),
        "hang_theo_loai": "" if unit.kind_rank is None else str(unit.kind_rank),
        "xep_loai": unit.grade,
    }
