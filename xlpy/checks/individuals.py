"""Individuals: the fields of Mẫu 07 part I, dates and ages, the citizen number against them, declaration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlpy.checks import nominee_rules
from xlpy.checks import swapped_dates as swapped_dates
from xlpy.checks.citizen_numbers import read_citizen_number
from xlpy.checks.finding import Hit
from xlpy.checks.naming import individuals, quoted, who
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.vietnamese.dates import PartialDate, format_date_short

_SHEET = "individuals"


@rule(
    "CN-001",
    "error",
    title="Cá nhân thiếu thông tin bắt buộc",
    why="V12; Kế hoạch, mục IV.4: báo cáo theo Mẫu số 07 Nghị định 91/2017/NĐ-CP (phần I); danh sách, biên bản",
    example="Ông Nguyễn Văn An chưa ghi quê quán: cột “Quê quán” bắt buộc phải có.",
)
def required_fields(campaign: Campaign) -> Iterator[Hit]:
    columns = nominee_rules.required_columns(campaign, _SHEET, leave_out=nominee_rules.REPORT)
    yield from nominee_rules.missing(campaign, _SHEET, columns)


@rule(
    "CN-002",
    "error",
    title="Ngày sinh ở tương lai",
    why="V12; Mẫu số 07 (ngày, tháng, năm sinh): ngày sinh phải trước ngày kiểm tra",
    example="Ngày sinh 05/6/2085.",
)
def born_in_future(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    today = PartialDate.from_date(campaign.today)
    this_year = campaign.today.year
    for record in rows:
        born = record.birth_date
        if born is not None and born.year >= this_year and born > today:
            yield at(
                table,
                record,
                "birth_date",
                f"{who(table, record)} có ngày sinh {format_date_short(born)}, sau ngày kiểm tra "
                f"{format_date_short(campaign.today)}; ngày sinh phải ở quá khứ.",
                "Nhập lại ngày sinh dạng ngày/tháng/năm, năm đủ bốn chữ số.",
            )


@rule(
    "CN-003",
    "warning",
    title="Tuổi ngoài khoảng thường gặp",
    why="Cấu hình “Tuổi nhỏ nhất”, “Tuổi lớn nhất” (DỰ THẢO, domain.md §6); tuổi tính đến hạn nộp hồ sơ",
    example="Sinh năm 2019, đến hạn nộp hồ sơ mới 3 tuổi.",
)
def age_range(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    deadline = campaign.settings.day("deadline") or campaign.today
    lowest, highest = campaign.settings.integer("min_age"), campaign.settings.integer("max_age")
    for record in rows:
        born = record.birth_date
        if born is None or born.year > campaign.today.year:
            continue
        oldest = deadline.year - born.year
        if (lowest is None or oldest - 1 >= lowest) and (highest is None or oldest <= highest):
            continue
        age, exact = _age(born, deadline)
        # Someone whose birthday is unknown gets the benefit of the doubt.
        too_young = lowest is not None and age < lowest
        too_old = highest is not None and age - (not exact) > highest
        if too_young or too_old:
            yield at(
                table,
                record,
                "birth_date",
                f"{who(table, record)} sinh {format_date_short(born)}, đến hạn nộp hồ sơ {format_date_short(deadline)} "
                f"là {age} tuổi; khoảng thường gặp là từ {lowest} đến {highest} tuổi (trang Cấu hình, DỰ THẢO).",
                "Đối chiếu ngày sinh với giấy tờ; nếu đúng thì giữ nguyên, hoặc sửa khoảng tuổi ở trang Cấu hình.",
            )


def _age(born: PartialDate, on: date) -> tuple[int, bool]:
    """Full years on a day, and whether that is certain; for a partial date the largest age possible."""
    years = on.year - born.year
    if born.month is None:
        return years, False
    if born.day is None:
        return years - (born.month > on.month), born.month != on.month
    return years - ((born.month, born.day) > (on.month, on.day)), True


@rule(
    "CN-004",
    "error",
    title="Số CCCD không đúng dạng",
    why="Quy tắc D17: CCCD có 12 chữ số, CMND cũ có 9 chữ số; số sai làm mất khả năng phát hiện trùng người (V7)",
    example="Số CCCD 00118001234A: có chữ cái.",
)
def citizen_number_form(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    for record in rows:
        number = record.citizen_id
        if number and not (len(number) in (9, 12) and number.isascii() and number.isdigit()):
            yield at(
                table,
                record,
                "citizen_id",
                f"{who(table, record)} có số CCCD {quoted(number)} không đúng dạng; số CCCD gồm đúng 12 chữ số "
                "(CMND cũ: 9 chữ số), không có chữ cái hay dấu.",
                "Nhập lại số theo giấy tờ vào ô dạng chữ, giữ các số 0 ở đầu; cột này không bắt buộc nên có thể để trống.",
            )


@rule(
    "CN-005",
    "warning",
    title="Giới tính không khớp số CCCD",
    why="Quy tắc D19: chữ số thứ 4 của CCCD cho biết giới tính và thế kỷ sinh",
    example="Giới tính ghi Nam, nhưng CCCD 001184012345 là của nữ.",
)
def gender_against_citizen_number(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    for record in rows:
        if not record.citizen_id or not record.gender:
            continue
        told = read_citizen_number(record.citizen_id)
        if told is not None and told.gender != record.gender:
            yield at(
                table,
                record,
                "gender",
                f"{who(table, record)} ghi giới tính {record.gender}, nhưng chữ số thứ 4 của số CCCD "
                f"{record.citizen_id} là của {told.gender.lower()}; hai cột phải khớp nhau.",
                "Đối chiếu với thẻ CCCD rồi sửa “Giới tính” hoặc “Số CCCD”.",
            )


@rule(
    "CN-006",
    "warning",
    title="Năm sinh không khớp số CCCD",
    why="Quy tắc D19, D12: chữ số thứ 4 đến thứ 6 của CCCD cho biết năm sinh",
    example="Ngày sinh 05/6/1981, nhưng CCCD 001080012345 là của người sinh năm 1980.",
)
def birth_year_against_citizen_number(campaign: Campaign) -> Iterator[Hit]:
    table, rows = individuals(campaign)
    for record in rows:
        born = record.birth_date
        if not record.citizen_id or born is None:
            continue
        told = read_citizen_number(record.citizen_id)
        if told is not None and told.birth_year != born.year:
            swapped = (
                " Ngày không quá 12: kiểm tra luôn cả ngày và tháng, có thể đã bị đảo khi nhập."
                if born.day is not None and born.day <= 12 and born.day != born.month
                else ""
            )
            yield at(
                table,
                record,
                "birth_date",
                f"{who(table, record)} ghi ngày sinh {format_date_short(born)}, nhưng số CCCD {record.citizen_id} là của "
                f"người sinh năm {told.birth_year}; hai cột phải khớp nhau.",
                f"Đối chiếu với thẻ CCCD rồi sửa “Ngày sinh” hoặc “Số CCCD”.{swapped}",
            )


@rule(
    "CN-007",
    "error",
    title="Cá nhân đang bị xem xét kỷ luật",
    why="V9; domain.md §1.3: không xét khen thưởng trong thời gian xem xét kỷ luật, thanh tra, kiểm tra, khiếu nại, tố cáo",
    example="Cột “Cam kết không bị xem xét kỷ luật” ghi “Không”.",
)
def clean_record(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.unclean_records(campaign, _SHEET)


@rule(
    "CN-008",
    "error",
    title="Thứ tự ưu tiên của cá nhân nhỏ hơn 1",
    why="Kế hoạch, mục IV.2: khi vượt chỉ tiêu, đề nghị được xét theo thứ tự ưu tiên 1, 2, 3…",
    example="Thứ tự ưu tiên ghi 0.",
)
def priority_range(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.priorities_below_one(campaign, _SHEET)


@rule(
    "CN-009",
    "warning",
    title="Hai cá nhân của một đơn vị cùng thứ tự ưu tiên",
    why="Kế hoạch, mục IV.2: khi vượt chỉ tiêu, đề nghị được xét theo thứ tự ưu tiên trong đơn vị",
    example="Hai người của Phường Phúc Xá cùng có thứ tự ưu tiên 1.",
)
def priority_once(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.priorities_twice(campaign, _SHEET)


@rule(
    "CN-010",
    "error",
    title="Thông tin cá nhân chỉ điền cho có",
    why="V12; Mẫu số 07 (phần I): quê quán, nơi thường trú, nghề nghiệp, chức vụ, đơn vị công tác",
    example="Cột “Quê quán” chỉ ghi “…”.",
)
def filler(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.filler_texts(
        campaign, _SHEET, ("home_town", "residence", "occupation", "position", "workplace")
    )
