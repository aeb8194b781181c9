"""Small pieces of office language: dates with blanks, document numbers, names of units inside a sentence."""

from __future__ import annotations

import re
from datetime import date, datetime

from xlpy.model.records import Individual, Unit
from xlpy.schema.choices import GENDERS, PARTY_HEADER, STATE_HEADER, WARD, YOUTH_HEADER
from xlpy.vietnamese.dates import PartialDate, format_date_long
from xlpy.vietnamese.names import split_title
from xlpy.vietnamese.text import fold

BLANK = " " * 6
"""Room that the Văn thư fills by hand."""

DOTS = "……………"
"""Stands where a draft has nothing to print yet."""


def paragraphs(text: str) -> list[str]:
    """The non-empty lines of a cell (Alt+Enter), each a paragraph; [DOTS] for an empty cell."""
    lines = [line.strip() for line in text.splitlines()]
    return [line for line in lines if line] or [DOTS]


def one_line(text: str) -> str:
    return "; ".join(line.strip().rstrip(";") for line in text.splitlines() if line.strip())


def long_date(day: PartialDate | date | None, year: int) -> str:
    """ "ngày 05 tháng 5 năm 2023" (C-07); unknown parts stay blank, `year` stands in for an unknown year."""
    if day is None:
        return f"ngày{BLANK}tháng{BLANK}năm {year}"
    known = day if isinstance(day, PartialDate) else PartialDate.from_date(day)
    text = format_date_long(known)
    if known.month is None:
        text = f"tháng{BLANK}{text}"
    return text if known.day is not None else f"ngày{BLANK}{text}"


def moment(when: datetime | None, year: int) -> str:
    """ "14 giờ 00 phút, ngày 15 tháng 5 năm 2023", with blanks where the sheet has nothing."""
    if when is None:
        return f"{BLANK}giờ{BLANK}phút, {long_date(None, year)}"
    return f"{when.hour:02d} giờ {when.minute:02d} phút, {long_date(when.date(), year)}"


def document_number(number: str, kind: str, unit: Unit) -> str:
    """ "05/TTr-UBND" (C-05); a blank where the number is not given out yet.

    `number` may be "5", "05" or the whole "05/TTr-UBND" as clerks type it. Party and youth union write
    "05-TTr/BTG" (domain.md §2.5, from memory).
    """
    digits = re.match(r"\s*(\d+)\s*(?:[/-].*)?$", number)
    text = digits[1].lstrip("0").rjust(2, "0") if digits else number.strip() or BLANK
    if unit.header_style in (PARTY_HEADER, YOUTH_HEADER):
        return f"{text}-{kind}/{unit.symbol}"
    return f"{text}/{kind}-{unit.symbol}"


def number_line(number: str, kind: str, unit: Unit) -> str:
    """The line under the issuing body: "Số: 05/TTr-UBND"; party style has no colon."""
    word = "Số" if unit.header_style == PARTY_HEADER else "Số:"
    return f"{word} {document_number(number, kind, unit)}"


def unit_in_text(unit: Unit, district: str) -> str:
    """The unit inside a sentence: "Ủy ban nhân dân phường Phúc Xá", "Phòng Nội vụ quận Ba Đình".

    `district` is the setting "quận Ba Đình". A ward acts through its People's Committee; the district's name
    is added where the unit's own name lacks it. Capitals as domain.md §2.4 has them.
    """
    name = unit.unit_name
    proper = district.split(" ", 1)[-1]
    if unit.unit_kind == WARD:
        bare = name[:1].lower() + name[1:] if not re.search(r"\d", name) else name
        return bare if fold(bare).startswith(fold("Ủy ban")) else f"Ủy ban nhân dân {bare}"
    if fold(proper) in fold(name):
        return name
    if fold(name).endswith((fold(" quận"), fold(" quận ủy"))):
        return f"{name} {proper}"
    return f"{name} {district}" if unit.header_style == STATE_HEADER and not _is_school(name) else name


def _is_school(name: str) -> bool:
    return fold(name).startswith(fold("Trường "))


def council_of(unit_text: str) -> str:
    return f"Hội đồng Thi đua - Khen thưởng {unit_text}"


def salutation(person: Individual) -> str:
    """Ông or Bà by gender; "Ông (Bà)" where the sheet has none."""
    return {GENDERS[0]: "Ông", GENDERS[1]: "Bà"}.get(person.gender, "Ông (Bà)")


def with_salutation(person: Individual) -> str:
    """ "Bà Nguyễn Thị Hương"; a title typed before the name is not printed twice."""
    return f"{salutation(person)} {split_title(person.full_name)[1]}"


def sentence_end(text: str, end: str) -> str:
    """The text with `end` instead of whatever sign ends it."""
    return text.rstrip(" .;,/") + end


def lower_first(text: str) -> str:
    """ "Chủ tịch" → "chủ tịch"; abbreviations such as "UBND" stay."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
