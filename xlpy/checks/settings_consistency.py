"""Cấu hình: values that must fit each other or a form of their own. Registered through `checks.settings`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import rule
from xlpy.checks.settings_cells import value_hit
from xlpy.model.campaign import Campaign
from xlpy.model.settings import DEFINITIONS
from xlpy.vietnamese.dates import format_date_short
from xlpy.vietnamese.numbers import format_number

_PLAN_NUMBER = re.compile(r"[0-9]{1,5}[a-z]?/KH-[A-ZĐ][A-ZĐ0-9&.-]*")
_DATES_IN_ORDER = (("launch_date", "deadline"), ("deadline", "decision_by"))


@rule(
    "CH-006",
    "error",
    title="Các mốc ngày của đợt thi đua không theo thứ tự",
    why="Kế hoạch, mục III.4, IV.3, III.10: phát động, rồi hạn nộp hồ sơ, rồi tổng kết",
    example="Ngày phát động 10/6/2023 sau hạn nộp hồ sơ 31/5/2023.",
)
def dates_are_in_order(campaign: Campaign) -> Iterator[Hit]:
    for earlier, later in _DATES_IN_ORDER:
        first, second = campaign.settings.day(earlier), campaign.settings.day(later)
        if first and second and first >= second:
            yield value_hit(
                campaign,
                later,
                f"“{DEFINITIONS[later].name}” {format_date_short(second)} phải sau “{DEFINITIONS[earlier].name}” "
                f"{format_date_short(first)}.",
                "Sửa một trong hai ngày theo Kế hoạch.",
            )


@rule(
    "CH-007",
    "error",
    title="Tỷ lệ thành viên phải có mặt không đọc được",
    why="Cấu hình nhóm Bỏ phiếu (DỰ THẢO): viết dạng phân số, phần trăm hoặc số thập phân, lớn hơn 0 và không quá 1",
    example="Ghi “quá bán”; cần ghi 1/2, 50% hoặc 0,5.",
)
def quorum_is_a_share(campaign: Campaign) -> Iterator[Hit]:
    text = campaign.settings.text("quorum")
    if not text.strip():
        return
    share = campaign.settings.fraction("quorum")
    if share is None or not 0 < share <= 1:
        yield value_hit(
            campaign,
            "quorum",
            f"“{DEFINITIONS['quorum'].name}” ghi “{text}”, không phải một phần lớn hơn 0 và không quá 1.",
            "Nhập phân số, ví dụ 2/3; cũng có thể ghi 50% hoặc 0,5.",
        )


@rule(
    "CH-008",
    "error",
    title="Các mức xếp loại không giảm dần hoặc trùng nhau",
    why="Cấu hình nhóm Chấm điểm (DỰ THẢO): mỗi mức có điểm thấp hơn mức trước và tên riêng",
    example="Xếp loại 2 từ 80 điểm, xếp loại 3 từ 85 điểm.",
)
def grades_descend(campaign: Campaign) -> Iterator[Hit]:
    settings = campaign.settings
    above = None
    for number in range(1, 5):
        minimum = settings.number(f"grade_{number}_min")
        if minimum is None:
            continue
        if above is not None and minimum >= above[1]:
            yield value_hit(
                campaign,
                f"grade_{number}_min",
                f"“{DEFINITIONS[f'grade_{number}_min'].name}” {format_number(minimum)} điểm phải thấp hơn mức "
                f"“{settings.text(f'grade_{above[0]}_name')}” ({format_number(above[1])} điểm).",
                "Sửa điểm của các mức cho giảm dần từ xếp loại 1.",
            )
        above = (number, minimum)
    seen: dict[str, int] = {}
    for number in range(1, 6):
        name = settings.text(f"grade_{number}_name").strip()
        if name and seen.setdefault(name.casefold(), number) != number:
            yield value_hit(
                campaign,
                f"grade_{number}_name",
                f"tên xếp loại “{name}” trùng với xếp loại {seen[name.casefold()]}.",
                "Đặt mỗi mức một tên riêng.",
            )


@rule(
    "CH-010",
    "warning",
    title="Số Kế hoạch không đúng dạng số và ký hiệu",
    why="Nghị định 30/2020/NĐ-CP, Phụ lục I: số và ký hiệu của kế hoạch viết dạng 88/KH-UBND",
    example="Ghi “KH 88 UBND”; cần ghi 88/KH-UBND.",
)
def plan_number_has_its_form(campaign: Campaign) -> Iterator[Hit]:
    text = campaign.settings.text("plan_number").strip()
    if text and not _PLAN_NUMBER.fullmatch(text):
        digits = re.fullmatch(r"[0-9]{1,5}", text)
        yield value_hit(
            campaign,
            "plan_number",
            f"số Kế hoạch ghi “{text}”, không theo dạng số/KH-cơ quan ban hành.",
            "Nhập đúng như trên bản Kế hoạch, ví dụ 88/KH-UBND.",
            proposal=f"{text}/KH-UBND" if digits else None,
        )


@rule(
    "CH-011",
    "error",
    title="Khoảng tuổi của cá nhân đề nghị bị ngược",
    why="Cấu hình nhóm Cá nhân (DỰ THẢO): tuổi nhỏ nhất phải nhỏ hơn tuổi lớn nhất",
    example="Tuổi nhỏ nhất 60, tuổi lớn nhất 15.",
)
def ages_are_in_order(campaign: Campaign) -> Iterator[Hit]:
    youngest, oldest = campaign.settings.integer("min_age"), campaign.settings.integer("max_age")
    if youngest is not None and oldest is not None and youngest >= oldest:
        yield value_hit(
            campaign,
            "max_age",
            f"tuổi lớn nhất ({oldest}) phải lớn hơn tuổi nhỏ nhất ({youngest}).",
            "Sửa lại hai dòng tuổi trong Cấu hình.",
        )
