"""Tiêu chí: a table of points that adds up and that every unit kind can be scored with."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlpy.checks.blanks import missing_hits, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import code_key, units_in_scope, unknown_kinds
from xlpy.model.campaign import Campaign
from xlpy.model.methods import OUTSIDE_THE_SCALE, WITH_PARAMETER, on_the_scale
from xlpy.schema import seeds
from xlpy.schema.choices import ALL_UNITS, UNIT_KINDS
from xlpy.vietnamese.numbers import format_number
from xlpy.vietnamese.text import fold_ascii


@rule(
    "TC-001",
    "error",
    title="Tiêu chí thiếu thông tin bắt buộc",
    why="Quy tắc V6: tiêu chí thiếu điểm tối đa, nhóm hoặc cách tính thì không chấm được",
    example="Tiêu chí A2 chưa có điểm tối đa.",
)
def criteria_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "criteria")


@rule(
    "TC-002",
    "error",
    title="Mã tiêu chí bị trùng",
    why="Quy tắc V6: trang Chấm điểm tìm tiêu chí theo mã",
    example="Mã A1 có ở dòng 5 và dòng 8.",
)
def criterion_codes_are_unique(campaign: Campaign) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for criterion in campaign.criteria.rows:
        key = code_key(criterion.criterion_code)
        if key and (row := first.setdefault(key, criterion.row)) != criterion.row:
            yield at(
                campaign.table("criteria"),
                criterion,
                "criterion_code",
                f"mã tiêu chí “{criterion.criterion_code}” đã dùng ở dòng {row}; mỗi tiêu chí phải có một mã riêng.",
                "Đặt mã khác cho một trong hai tiêu chí.",
            )


@rule(
    "TC-003",
    "error",
    title="Tổng điểm tối đa khác thang điểm",
    why="Quy tắc V6; Kế hoạch, mục IV.1: chấm theo thang điểm 100; điểm thưởng, điểm trừ không tính vào tổng",
    example="Tổng điểm tối đa của các tiêu chí là 95, thang điểm là 100.",
)
def maxima_add_up(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("criteria")
    total = campaign.settings.number("criteria_total")
    if total is None or not (table.rows or table.columns):
        return
    maxima = [c.max_points for c in campaign.criteria.rows if on_the_scale(c)]
    known = [points for points in maxima if points is not None]
    # With an unreadable maximum the sum says nothing: that cell has its own finding.
    if len(known) == len(maxima) and sum(known, Decimal(0)) != total:
        yield on_sheet(
            table,
            f"tổng điểm tối đa của các tiêu chí (không kể điểm thưởng, điểm trừ) là {format_number(sum(known, Decimal(0)))}, "
            f"phải bằng thang điểm {format_number(total)}.",
            "Sửa cột Điểm tối đa cho đủ thang điểm, hoặc sửa “Thang điểm” ở trang Cấu hình theo biểu chính thức.",
        )


@rule(
    "TC-004",
    "error",
    title="Điểm tối đa của tiêu chí không hợp lệ",
    why="Quy tắc V6: điểm tối đa lớn hơn 0 và không quá thang điểm",
    example="Tiêu chí B3 có điểm tối đa 0.",
)
def maxima_are_sensible(campaign: Campaign) -> Iterator[Hit]:
    total = campaign.settings.number("criteria_total")
    for criterion in campaign.criteria.rows:
        points = criterion.max_points
        if points is None or (points > 0 and (total is None or points <= total)):
            continue
        limit = "" if total is None else f" và không quá {format_number(total)}"
        yield at(
            campaign.table("criteria"),
            criterion,
            "max_points",
            f"điểm tối đa của tiêu chí {criterion.criterion_code} là {format_number(points)}; phải lớn hơn 0{limit}.",
            "Nhập điểm tối đa theo biểu chấm điểm; tiêu chí không dùng thì xóa dòng.",
        )


@rule(
    "TC-005",
    "error",
    title="Cách tính cần tham số",
    why="Mục 5.3 tài liệu nghiệp vụ (DỰ THẢO): tỷ lệ cần ngưỡng %, điểm theo số lượng cần điểm cho mỗi đơn vị",
    example="Tiêu chí A1 tính theo tỷ lệ nhưng cột Tham số trống.",
)
def methods_have_their_parameter(campaign: Campaign) -> Iterator[Hit]:
    reported = reported_cells(campaign, "criteria")
    for criterion in campaign.criteria.rows:
        parameter = criterion.parameter
        needed = criterion.method in WITH_PARAMETER
        if (criterion.row, "parameter") in reported or not (needed or criterion.method in OUTSIDE_THE_SCALE):
            continue
        if (parameter is None and needed) or (parameter is not None and parameter <= 0):
            shown = "trống" if parameter is None else f"là {format_number(parameter)}"
            yield at(
                campaign.table("criteria"),
                criterion,
                "parameter",
                f"tiêu chí {criterion.criterion_code} có cách tính “{criterion.method}” nhưng tham số {shown}; phải lớn hơn 0.",
                "Nhập ngưỡng % để đạt điểm tối đa (cách tính tỷ lệ) hoặc điểm cho mỗi đơn vị (các cách tính khác).",
            )


def _kinds_in(text: str) -> str | None:
    """The kinds that `text` names, as the column wants them, or None if anything else is left over.

    Kinds themselves hold commas, so they are taken out of the text one by one, longest first.
    """
    rest = fold_ascii(text)
    found: list[str] = []
    for kind in sorted((*UNIT_KINDS, ALL_UNITS), key=len, reverse=True):
        bare = fold_ascii(kind)
        if bare in rest:
            found.append(kind)
            rest = rest.replace(bare, " ")
    if not found or rest.replace(",", " ").replace(";", " ").replace(" va ", " ").strip():
        return None
    return ALL_UNITS if ALL_UNITS in found else "; ".join(kind for kind in UNIT_KINDS if kind in found)


@rule(
    "TC-006",
    "error",
    title="Cột Áp dụng cho không đọc được",
    why="Mục 5.3 tài liệu nghiệp vụ: loại đơn vị không nêu là không áp dụng, nên tên loại phải đúng từng chữ",
    example="Ghi “Phường, Trường học”; cần ghi “Phường; Trường học”.",
)
def applies_to_names_kinds(campaign: Campaign) -> Iterator[Hit]:
    for criterion in campaign.criteria.rows:
        unknown = unknown_kinds(criterion.applies_to)
        if unknown:
            yield at(
                campaign.table("criteria"),
                criterion,
                "applies_to",
                f"tiêu chí {criterion.criterion_code} áp dụng cho “{'”, “'.join(unknown)}”, không phải loại đơn vị. "
                f"Cho phép: {ALL_UNITS}; {'; '.join(UNIT_KINDS)}.",
                "Ghi “Tất cả” hoặc tên các loại đơn vị, cách nhau bằng dấu chấm phẩy.",
                proposal=_kinds_in(criterion.applies_to),
            )


@rule(
    "TC-007",
    "error",
    title="Loại đơn vị không có tiêu chí nào áp dụng",
    why="Quy tắc V6: đơn vị không có tiêu chí thì không chấm điểm, không xếp hạng được",
    example="Không tiêu chí nào áp dụng cho “Trường học”.",
)
def every_kind_can_be_scored(campaign: Campaign) -> Iterator[Hit]:
    scale = [c for c in campaign.criteria.rows if on_the_scale(c) and c.criterion_code]
    # A criterion whose kinds cannot be read may be the one that applies: TC-006 comes first.
    if not scale or any(unknown_kinds(c.applies_to) for c in scale):
        return
    for kind in dict.fromkeys(unit.unit_kind for unit in units_in_scope(campaign).values()):
        if kind in UNIT_KINDS and not any(seeds.applies(c.applies_to, kind) for c in scale):
            yield on_sheet(
                campaign.table("criteria"),
                f"không có tiêu chí nào áp dụng cho loại đơn vị “{kind}”, trong khi có đơn vị loại này tham gia.",
                "Bổ sung loại đơn vị vào cột Áp dụng cho của các tiêu chí thích hợp.",
            )
