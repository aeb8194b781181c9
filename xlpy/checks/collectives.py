"""Collectives: the fields of Mẫu 07 part I, whether the name fits the chosen kind, numbers, declaration."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks import nominee_rules
from xlpy.checks.collective_names import UnitNames
from xlpy.checks.finding import Hit
from xlpy.checks.naming import collectives, of_unit, quoted, unit_names, who
from xlpy.checks.rules import at, rule
from xlpy.model.campaign import Campaign
from xlpy.schema.choices import PART_OF_UNIT, THE_UNIT_ITSELF

_SHEET = "collectives"
_OLDEST_YEAR = 1900


@rule(
    "TT-001",
    "error",
    title="Tập thể thiếu thông tin bắt buộc",
    why="V12; Kế hoạch, mục IV.4: báo cáo theo Mẫu số 07 Nghị định 91/2017/NĐ-CP (phần I); danh sách, biên bản",
    example="Tổ dân phố số 3 chưa ghi năm thành lập: cột “Năm thành lập” bắt buộc phải có.",
)
def required_fields(campaign: Campaign) -> Iterator[Hit]:
    columns = nominee_rules.required_columns(campaign, _SHEET, leave_out=nominee_rules.REPORT)
    yield from nominee_rules.missing(campaign, _SHEET, columns)


@rule(
    "TT-002",
    "warning",
    title="Tập thể thuộc đơn vị chưa ghi người đứng đầu",
    why="Mẫu số 07 (chữ ký báo cáo): tập thể thuộc đơn vị do người đứng đầu tập thể ký; domain.md §1.2; V10",
    example="Tổ dân phố số 3 là tập thể “Thuộc đơn vị” nhưng chưa có họ tên người đứng đầu.",
)
def head_of_part(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    for record in rows:
        if record.scope != PART_OF_UNIT or (record.head_title and record.head_name):
            continue
        for column in ("head_title", "head_name"):
            if not getattr(record, column):
                header = table.sheet.column(column).header
                yield at(
                    table,
                    record,
                    column,
                    f"{who(table, record)} là tập thể “{PART_OF_UNIT}” nhưng còn trống “{header}”; "
                    "báo cáo thành tích của tập thể do người đứng đầu tập thể ký.",
                    f"Nhập “{header}”, ví dụ {'Tổ trưởng' if column == 'head_title' else 'họ và tên Tổ trưởng'}. "
                    f"Nếu cả đơn vị được đề nghị, chọn “{THE_UNIT_ITSELF}” ở cột “Loại tập thể”.",
                )


@rule(
    "TT-003",
    "error",
    title="Năm thành lập ở tương lai",
    why="Mẫu số 07 (phần I, năm thành lập): năm thành lập không thể sau ngày kiểm tra; V12",
    example="Năm thành lập 2032: phải không sau năm 2023.",
)
def founded_in_future(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    latest = campaign.today.year
    for record in rows:
        if record.founded_year is not None and record.founded_year > latest:
            yield at(
                table,
                record,
                "founded_year",
                f"{who(table, record)} ghi năm thành lập {record.founded_year}; năm thành lập phải không sau {latest}.",
                "Nhập lại năm thành lập bằng bốn chữ số.",
            )


@rule(
    "TT-004",
    "warning",
    title="Năm thành lập quá xa",
    why="Mẫu số 07 (phần I, năm thành lập): năm trước 1900 thường là gõ nhầm",
    example="Năm thành lập 1661: có thể là 1961.",
)
def founded_long_ago(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    for record in rows:
        if record.founded_year is not None and record.founded_year < _OLDEST_YEAR:
            yield at(
                table,
                record,
                "founded_year",
                f"{who(table, record)} ghi năm thành lập {record.founded_year}, trước năm {_OLDEST_YEAR}; có thể gõ nhầm.",
                "Đối chiếu quyết định thành lập; nếu đúng thì giữ nguyên.",
            )


@rule(
    "TT-005",
    "error",
    title="Tổng số cán bộ hoặc số nữ ngoài khoảng cho phép",
    why="Mẫu số 07 (phần I, tổng số cán bộ, công chức, viên chức): tập thể có từ 1 người, số nữ từ 0; V12",
    example="Tổng số cán bộ ghi 0: phải từ 1 trở lên.",
)
def headcount_range(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    for record in rows:
        for column, value, low in (
            ("headcount", record.headcount, 1),
            ("women_count", record.women_count, 0),
        ):
            if value is not None and (hit := nominee_rules.bounds(table, record, column, value, low)):
                yield hit


@rule(
    "TT-006",
    "error",
    title="Số nữ nhiều hơn tổng số cán bộ",
    why="Mẫu số 07 (phần I): số nữ nằm trong tổng số; dùng để xét ưu tiên tập thể có từ 70% nữ (domain.md §1.3)",
    example="Tổng số 12, trong đó nữ 15.",
)
def women_within_headcount(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    for record in rows:
        if record.headcount is None or record.women_count is None or record.women_count <= record.headcount:
            continue
        yield at(
            table,
            record,
            "women_count",
            f"{who(table, record)} ghi trong đó nữ {record.women_count}, nhiều hơn tổng số {record.headcount}; "
            f"số nữ phải từ 0 đến {record.headcount}.",
            "Sửa “Trong đó nữ” hoặc “Tổng số cán bộ”.",
        )


@rule(
    "TT-007",
    "warning",
    title="Tên tập thể là tên đơn vị nhưng chọn “Thuộc đơn vị”",
    why="V10: tập thể có trong danh sách đơn vị thì là chính đơn vị; loại tập thể quyết định người ký Mẫu số 07",
    example="Tập thể “UBND phường Phúc Xá” của Phường Phúc Xá chọn “Thuộc đơn vị”.",
)
def unit_typed_as_part(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    known = _known_names(campaign)
    for record in rows:
        if record.scope == PART_OF_UNIT and record.unit_code and record.unit_code in known.units(record.name):
            yield at(
                table,
                record,
                "scope",
                f"{who(table, record)} trùng tên đơn vị nhưng cột “Loại tập thể” chọn “{PART_OF_UNIT}”. "
                f"Cả đơn vị được đề nghị thì chọn “{THE_UNIT_ITSELF}”.",
                f"Chọn “{THE_UNIT_ITSELF}”, hoặc ghi rõ tên tổ, bộ phận được đề nghị ở cột “Tên tập thể”.",
            )


@rule(
    "TT-008",
    "warning",
    title="Chọn “Chính đơn vị” nhưng tên tập thể không phải tên đơn vị",
    why="V10: tập thể đề nghị phải có trong danh sách đơn vị hoặc được ghi là tập thể thuộc đơn vị",
    example="“Tổ dân phố số 3, phường Phúc Xá” chọn “Chính đơn vị”.",
)
def part_typed_as_unit(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    known = _known_names(campaign)
    labels = unit_names(campaign)
    for record in rows:
        if record.scope != THE_UNIT_ITSELF or not record.name or record.unit_code not in labels:
            continue
        if not known.is_own_name(record.unit_code, record.name):
            yield at(
                table,
                record,
                "scope",
                f"{who(table, record)} chọn “{THE_UNIT_ITSELF}”, nhưng tên này khác tên {of_unit(labels, record.unit_code)} "
                f"ở trang Đơn vị. Tổ, bộ phận, chi hội, tổ dân phố… thì chọn “{PART_OF_UNIT}”.",
                f"Chọn “{PART_OF_UNIT}” và ghi người đứng đầu tập thể, hoặc sửa “Tên tập thể” cho đúng tên đơn vị "
                "(tên khác của đơn vị ghi ở trang Đơn vị, cột “Tên gọi khác”).",
            )


@rule(
    "TT-009",
    "warning",
    title="Tên tập thể là tên của một đơn vị khác",
    why="V10, V7: mỗi đơn vị tự đề nghị trong chỉ tiêu của mình (Kế hoạch, mục IV.2)",
    example="Phường Phúc Xá đề nghị tập thể “Phường Quán Thánh”.",
)
def name_of_other_unit(campaign: Campaign) -> Iterator[Hit]:
    table, rows = collectives(campaign)
    known = _known_names(campaign)
    labels = unit_names(campaign)
    for record in rows:
        owners = known.units(record.name)
        if record.unit_code and owners and record.unit_code not in owners:
            other = min(owners)
            yield at(
                table,
                record,
                "name",
                f"{who(table, record)} do {of_unit(labels, record.unit_code)} đề nghị lại là tên của đơn vị {other} – "
                f"{labels[other]}. Mỗi đơn vị chỉ đề nghị tập thể của mình.",
                f"Sửa “Mã đơn vị” thành {other} nếu đây là đề nghị của đơn vị đó, hoặc sửa “Tên tập thể” "
                f"{quoted(record.name)} cho rõ là tập thể nào.",
            )


@rule(
    "TT-010",
    "error",
    title="Tập thể đang bị xem xét kỷ luật",
    why="V9; domain.md §1.3: không xét khen thưởng trong thời gian xem xét kỷ luật, thanh tra, kiểm tra, khiếu nại, tố cáo",
    example="Cột “Cam kết không bị xem xét kỷ luật” ghi “Không”.",
)
def clean_record(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.unclean_records(campaign, _SHEET)


@rule(
    "TT-011",
    "error",
    title="Thứ tự ưu tiên của tập thể nhỏ hơn 1",
    why="Kế hoạch, mục IV.2: khi vượt chỉ tiêu, đề nghị được xét theo thứ tự ưu tiên 1, 2, 3…",
    example="Thứ tự ưu tiên ghi 0.",
)
def priority_range(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.priorities_below_one(campaign, _SHEET)


@rule(
    "TT-012",
    "warning",
    title="Hai tập thể của một đơn vị cùng thứ tự ưu tiên",
    why="Kế hoạch, mục IV.2: khi vượt chỉ tiêu, đề nghị được xét theo thứ tự ưu tiên trong đơn vị",
    example="Hai tập thể của Phường Phúc Xá cùng có thứ tự ưu tiên 1.",
)
def priority_once(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.priorities_twice(campaign, _SHEET)


@rule(
    "TT-013",
    "error",
    title="Mục của tập thể chỉ điền cho có",
    why="V12; Mẫu số 07 (phần I): cơ cấu tổ chức, chức năng, nhiệm vụ phải được nêu rõ",
    example="Cột “Cơ cấu tổ chức” chỉ ghi “…”.",
)
def filler(campaign: Campaign) -> Iterator[Hit]:
    yield from nominee_rules.filler_texts(campaign, _SHEET, ("name", "structure", "function"))


def _known_names(campaign: Campaign) -> UnitNames:
    return UnitNames(campaign.units.rows, campaign.settings.text("district_name"))
