"""Chấm điểm: two numbers that differ: self against verified, typed against calculated.

Registered through `checks.scores`.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.score_rows import score_rows
from xlpy.model.campaign import Campaign
from xlpy.model.methods import suggested_points
from xlpy.vietnamese.numbers import format_number, format_points


@rule(
    "CD-007",
    "error",
    title="Điểm thẩm định khác điểm tự chấm mà không có lý do",
    why="Mục 5.2 tài liệu nghiệp vụ: chênh lệch phải có lý do để trả lời đơn vị",
    example="Tự chấm 5, thẩm định 3, cột Lý do chênh lệch trống.",
)
def differences_have_a_reason(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    for score, criterion in score_rows(campaign):
        own, verified = score.self_points, score.verified_points
        if own is not None and verified is not None and own != verified and not score.reason:
            yield at(
                table,
                score,
                "reason",
                f"tiêu chí {criterion.criterion_code} của đơn vị {score.unit_code}: tự chấm {format_number(own)}, thẩm định "
                f"{format_number(verified)}, chưa ghi lý do chênh lệch.",
                "Ghi lý do, hoặc sửa điểm cho khớp.",
            )


@rule(
    "CD-008",
    "warning",
    title="Điểm tự chấm khác điểm theo cách tính",
    why="Mục 5.3 tài liệu nghiệp vụ (DỰ THẢO): điểm tính từ kết quả thực hiện, chỉ tiêu giao và tham số",
    example="Kết quả 40, chỉ tiêu 100, ngưỡng 50%: theo cách tính 20 điểm, tự chấm 25 điểm.",
)
def points_follow_the_method(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    step = campaign.settings.number("points_step") or Decimal(0)
    for score, criterion in score_rows(campaign):
        if score.measure is None or score.self_points is None:
            continue
        points = suggested_points(criterion, score.measure, score.target)
        if points is None:
            continue
        # Rounding to the step in either direction is the clerk's choice.
        gap = abs(points - score.self_points)
        if gap >= step if step > 0 else gap > 0:
            yield at(
                table,
                score,
                "self_points",
                f"tiêu chí {criterion.criterion_code} của đơn vị {score.unit_code}: kết quả {format_number(score.measure)} "
                f"theo cách tính “{criterion.method}” được {format_points(points)} điểm, tự chấm "
                f"{format_number(score.self_points)} điểm.",
                "Kiểm tra kết quả thực hiện, chỉ tiêu giao và điểm tự chấm; điểm đúng theo cách tính là số đã nêu.",
            )
