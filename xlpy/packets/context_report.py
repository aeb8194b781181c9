"""Fields of báo cáo thành tích, mẫu 07: one form for collectives and individuals (domain.md §1.2)."""

from __future__ import annotations

from xlpy.model.records import Collective, Individual
from xlpy.packets.context_lists import post_and_workplace
from xlpy.packets.context_parts import Context, letterhead_fields, signature_fields
from xlpy.packets.context_written import written_fields
from xlpy.packets.facts import PacketFacts
from xlpy.packets.letterhead import Letterhead, letterhead
from xlpy.packets.nominees import NomineeFacts
from xlpy.packets.wording import DOTS, paragraphs, salutation
from xlpy.schema.choices import THE_UNIT_ITSELF
from xlpy.vietnamese.dates import format_date_long, format_date_short
from xlpy.vietnamese.text import fold


def report_fields(facts: PacketFacts, nominee: NomineeFacts) -> Context:
    """Heading, subject, parts I to III and both signature blocks of one report."""
    record = nominee.record
    person = record if isinstance(record, Individual) else None
    return {
        "header": letterhead_fields(_heading(facts, nominee)),
        "la_tap_the": person is None,
        "la_ca_nhan": person is not None,
        "doi_tuong": _subject(nominee),
        "tt": _collective(record if isinstance(record, Collective) else Collective(row=0)),
        "cn": _individual(person if person is not None else Individual(row=0)),
        "thanh_tich": {
            "muc_tieu": paragraphs(record.targets),
            "ket_qua": paragraphs(record.results),
            "giai_phap": paragraphs(record.measures),
            "hieu_qua": paragraphs(record.effect),
            "kinh_nghiem": paragraphs(record.lessons),
            "tom_tat": paragraphs(record.summary),
            "tu_tep": written_fields(nominee.written.blocks) if nominee.written is not None else [],
        },
        "da_khen": paragraphs(record.prior_awards) if facts.settings.flag("report_prior_awards") else [],
        "ky_trai": signature_fields(nominee.confirming),
        "ky_phai": signature_fields(nominee.reporting),
    }


def _heading(facts: PacketFacts, nominee: NomineeFacts) -> Letterhead:
    """A part of a unit reports under the unit's name; everybody else under the unit's own heading."""
    record = nominee.record
    if not isinstance(record, Collective) or record.scope == THE_UNIT_ITSELF:
        return facts.head
    parent = facts.unit.header_name.upper().replace("ỦY BAN NHÂN DÂN", "UBND")
    name, _, rest = record.name.partition(",")
    own = {fold(facts.unit.unit_name), fold(facts.unit_text)}
    return letterhead(facts.unit, parent, name if fold(rest.strip()) in own else record.name)


def _subject(nominee: NomineeFacts) -> Context:
    """Line 8 of the form: full name, for individuals post and unit (no abbreviations)."""
    record = nominee.record
    if isinstance(record, Individual):
        return {
            "ten": nominee.title_name,
            "ten_day_du": ", ".join(filter(None, [nominee.title_name, post_and_workplace(record)])),
            "chuc_vu": record.position,
            "don_vi": record.workplace,
            "tu_xung": "Tôi",
        }
    return {
        "ten": record.display_name,
        "ten_day_du": record.display_name,
        "chuc_vu": "",
        "don_vi": "",
        "tu_xung": "Tập thể",
    }


def _collective(record: Collective) -> Context:
    return {
        "ten": record.name,
        "nam_thanh_lap": DOTS if record.founded_year is None else str(record.founded_year),
        "co_cau": paragraphs(record.structure),
        "so_nguoi": DOTS if record.headcount is None else f"{record.headcount:02d}",
        "so_nu": "" if record.women_count is None else f"{record.women_count:02d}",
        "chuc_nang": paragraphs(record.function),
    }


def _individual(record: Individual) -> Context:
    born = record.birth_date
    return {
        "ho_ten": record.full_name,
        "ong_ba": salutation(record),
        "bi_danh": record.alias,
        "gioi_tinh": record.gender or DOTS,
        "ngay_sinh": DOTS if born is None else format_date_long(born).removeprefix("ngày "),
        "ngay_sinh_so": DOTS if born is None else format_date_short(born),
        "que_quan": record.home_town or DOTS,
        "noi_thuong_tru": record.residence or DOTS,
        "nghe_nghiep": record.occupation or DOTS,
        "chuc_vu": record.position or DOTS,
        "don_vi": record.workplace or DOTS,
        "chuc_vu_don_vi": post_and_workplace(record) or DOTS,
    }
