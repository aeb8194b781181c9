"""Rows of danh sách and trích ngang, and the counts that every document repeats (domain.md §3.4, §3.5)."""

from __future__ import annotations

from xlpy.model.records import Collective, Individual
from xlpy.packets.context_parts import Context
from xlpy.packets.facts import PacketFacts
from xlpy.packets.nominees import NomineeFacts
from xlpy.packets.wording import one_line, paragraphs, salutation
from xlpy.schema.choices import GENDERS
from xlpy.vietnamese.dates import format_date_short
from xlpy.vietnamese.numbers import capitalise_first, count_words


def counts(facts: PacketFacts) -> Context:
    """How many are proposed, in figures and words, and how a sentence names them."""
    return {
        **count_fields(len(facts.collectives), len(facts.individuals)),
        "chi_tieu_cau": _quota_text(facts),
    }


def count_fields(collectives: int, individuals: int) -> Context:
    """Two counts in figures and words, alone and in a sentence."""
    groups = [
        text
        for number, text in (
            (collectives, f"{count_words(collectives)} tập thể"),
            (individuals, f"{count_words(individuals)} cá nhân"),
        )
        if number
    ]
    kinds = [kind for number, kind in ((collectives, "tập thể"), (individuals, "cá nhân")) if number]
    return {
        "tap_the": count_words(collectives),
        "ca_nhan": count_words(individuals),
        "bao_cao": count_words(collectives + individuals),
        "so_luong": " và ".join(groups),
        "doi_tuong": ", ".join(kinds),
        "doi_tuong_cau": capitalise_first(", ".join(kinds)),
        "doi_tuong_hoa": ", ".join(kinds).upper(),
        "co_tap_the": collectives > 0,
        "co_ca_nhan": individuals > 0,
        "muc_tap_the": "I",
        "muc_ca_nhan": "II" if collectives else "I",
    }


def _quota_text(facts: PacketFacts) -> str:
    """ ", số lượng tối đa 02 (hai) tập thể và 03 (ba) cá nhân"; "" for a unit without a known quota."""
    limits = [
        f"{count_words(limit)} {kind}"
        for limit, kind in ((facts.collective_limit, "tập thể"), (facts.individual_limit, "cá nhân"))
        if limit is not None
    ]
    return f", số lượng tối đa {' và '.join(limits)}" if limits else ""


def _shared_row(nominee: NomineeFacts, last: int) -> Context:
    return {
        "stt": nominee.number,
        "ten": nominee.name,
        "ten_day_du": nominee.title_name,
        "hinh_thuc": nominee.record.award,
        "ty_le": nominee.vote.percent,
        "tom_tat": paragraphs(nominee.record.summary),
        "da_khen": one_line(nominee.record.prior_awards),
        "cuoi_dong": "." if nominee.number == last else ";",
    }


def collective_row(nominee: NomineeFacts, facts: PacketFacts) -> Context:
    """A collective in danh sách and trích ngang."""
    record = nominee.record
    if not isinstance(record, Collective):
        raise TypeError(f"expected a collective, got row {record.row_id} of Cá nhân")
    return {
        **_shared_row(nominee, len(facts.collectives)),
        "so_nguoi": "" if record.headcount is None else str(record.headcount),
    }


def individual_row(nominee: NomineeFacts, facts: PacketFacts) -> Context:
    """An individual; the birth year also stands in one of two columns, Nam or Nữ."""
    record = nominee.record
    if not isinstance(record, Individual):
        raise TypeError(f"expected an individual, got row {record.row_id} of Tập thể")
    born = "" if record.birth_date is None else format_date_short(record.birth_date)
    year = "" if record.birth_date is None else record.birth_date.year_text
    return {
        **_shared_row(nominee, len(facts.individuals)),
        "ong_ba": salutation(record),
        "ngay_sinh": born,
        "nam_sinh_nam": year if record.gender == GENDERS[0] else "",
        "nam_sinh_nu": year if record.gender == GENDERS[1] else "",
        "chuc_vu": record.position,
        "don_vi": record.workplace,
        "chuc_vu_don_vi": post_and_workplace(record),
    }


def post_and_workplace(person: Individual) -> str:
    """ "Tổ trưởng, Tổ dân phố số 3"; a workplace that the post already ends with is not repeated."""
    post, place = person.position.strip(), person.workplace.strip()
    if not place or post.casefold().endswith(place.casefold()):
        return post
    return f"{post}, {place}" if post else place
