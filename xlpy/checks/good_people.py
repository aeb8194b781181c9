"""Người tốt, việc tốt: complete rows, believable years, one row a deed, at least one from each unit (V14).

No quota: they may be proposed all year (plan III.3, IV.3). One person may be named for several deeds.
Warnings all: these rows are no part of a unit's packet and must not hold it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.blanks import missing_hits
from xlpy.checks.finding import Hit
from xlpy.checks.minima import units_that_answered
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import ignored_units, unit_label
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.records import GoodPerson
from xlpy.vietnamese.dates import format_date_short
from xlpy.vietnamese.names import person_key
from xlpy.vietnamese.text import fold


def _rows(campaign: Campaign) -> Iterator[GoodPerson]:
    ignored = ignored_units(campaign)
    return (row for row in campaign.good_people.rows if row.unit_code not in ignored)


@rule(
    "NT-001",
    "warning",
    title="Gương người tốt, việc tốt thiếu thông tin bắt buộc",
    why="Quy tắc V12; Kế hoạch, mục III.3: danh sách gương cần họ tên, năm sinh, địa chỉ, việc tốt, cấp đề nghị",
    example="Bà Trần Thị Lan chưa ghi việc tốt tiêu biểu.",
)
def good_people_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "good_people")


@rule(
    "NT-002",
    "warning",
    title="Năm sinh của gương người tốt, việc tốt không hợp lý",
    why="Cấu hình “Tuổi lớn nhất” (DỰ THẢO); không sinh sau ngày kiểm tra hoặc sau việc tốt",
    example="Năm sinh 1858; có thể là 1958.",
)
def birth_years_are_plausible(campaign: Campaign) -> Iterator[Hit]:
    oldest = campaign.settings.integer("max_age")
    for person in _rows(campaign):
        year = person.birth_year
        if year is None:
            continue
        latest = min(campaign.today.year, person.deed_date.year if person.deed_date else campaign.today.year)
        earliest = None if oldest is None else campaign.today.year - oldest
        if year > latest or (earliest is not None and year < earliest):
            allowed = f"từ {earliest} đến {latest}" if earliest is not None else f"không sau {latest}"
            yield at(
                campaign.table("good_people"),
                person,
                "birth_year",
                f"năm sinh của “{person.full_name}” là {year}; thường phải {allowed}.",
                "Kiểm tra và sửa năm sinh, đủ bốn chữ số.",
            )


@rule(
    "NT-003",
    "warning",
    title="Một việc tốt được giới thiệu hai lần",
    why="Quy tắc V7; mục 3.7 tài liệu nghiệp vụ: một người được khen nhiều lần, nhưng cho những việc khác nhau",
    example="Ông Lê Văn Hùng, sinh 1960, có hai dòng cùng nội dung việc tốt.",
)
def deeds_are_named_once(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("good_people")
    seen: dict[tuple[str, int | None], list[GoodPerson]] = {}
    for person in _rows(campaign):
        if not person.full_name or not person.deed:
            continue
        earlier = seen.setdefault((person_key(person.full_name), person.birth_year), [])
        # Deeds are long texts: only those of one person are folded and compared.
        deed = fold(person.deed) if earlier else ""
        twin = next((other for other in earlier if fold(other.deed) == deed), None)
        if twin is not None:
            where = (
                "của cùng đơn vị" if twin.unit_code == person.unit_code else f"của đơn vị {twin.unit_code}"
            )
            yield at(
                table,
                person,
                "deed",
                f"“{person.full_name}” với cùng việc tốt này đã có ở dòng {twin.row} {where}.",
                "Xóa dòng lặp; nếu là việc khác thì ghi rõ nội dung khác.",
            )
        else:
            earlier.append(person)


@rule(
    "NT-004",
    "warning",
    title="Ngày thực hiện việc tốt ở tương lai",
    why="Quy tắc V4: việc tốt là việc đã làm",
    example="Ngày thực hiện 12/9/2023, ngày kiểm tra 01/6/2023.",
)
def deeds_have_happened(campaign: Campaign) -> Iterator[Hit]:
    for person in _rows(campaign):
        day = plain_day(person.deed_date)
        if day is not None and day > campaign.today:
            yield at(
                campaign.table("good_people"),
                person,
                "deed_date",
                f"ngày thực hiện việc tốt của “{person.full_name}” là {format_date_short(day)}, sau ngày kiểm tra "
                f"{format_date_short(campaign.today)}.",
                "Sửa lại ngày; có thể ngày và tháng bị đảo.",
            )


@rule(
    "NT-005",
    "warning",
    title="Chưa đủ số gương người tốt, việc tốt",
    why="Quy tắc V14; Kế hoạch, mục III.3: mỗi đơn vị giới thiệu ít nhất 01 gương",
    example="Phường Phúc Xá chưa giới thiệu gương nào.",
)
def units_name_enough_good_people(campaign: Campaign) -> Iterator[Hit]:
    least = campaign.settings.integer("good_people_min")
    if not least or least < 0:
        return
    counts: dict[str, int] = {}
    for person in campaign.good_people.rows:
        counts[person.unit_code] = counts.get(person.unit_code, 0) + 1
    for unit in units_that_answered(campaign):
        count = counts.get(unit.unit_code, 0)
        if count < least:
            yield on_sheet(
                campaign.table("good_people"),
                f"đơn vị {unit_label(unit)} giới thiệu {count} gương người tốt, việc tốt; cần ít nhất {least}.",
                f"Bổ sung {least - count} gương của đơn vị.",
                unit_code=unit.unit_code,
            )
