"""Hoạt động and Công trình: complete rows and dates that fit each other and the status.

Warnings all: these rows are no part of any packet and must not hold one back.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.blanks import missing_hits, row_label
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import code_key, ignored_units
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.records import Record
from xlpy.model.table import Table
from xlpy.vietnamese.dates import PartialDate, format_date_short

_DONE = "Hoàn thành"
_FINISHED_WORKS = (_DONE, "Gắn biển")


def _reversed(
    table: Table[Record], record: Record, column: str, start: PartialDate | None, end: PartialDate | None
) -> Iterator[Hit]:
    first, last = plain_day(start), plain_day(end)
    if first is not None and last is not None and last < first:
        yield at(
            table,
            record,
            column,
            f"“{row_label(table, record)}” có “{table.sheet.column(column).header}” {format_date_short(last)} trước ngày bắt đầu "
            f"{format_date_short(first)}; phải cùng ngày hoặc sau.",
            "Sửa một trong hai ngày; có thể ngày và tháng bị đảo.",
        )


@rule(
    "KH-001",
    "warning",
    title="Hoạt động thiếu thông tin bắt buộc",
    why="Kế hoạch, mục III: mỗi hoạt động có số thứ tự, nội dung, đơn vị chủ trì và tình trạng",
    example="Hoạt động số 6 chưa ghi đơn vị chủ trì.",
)
def activities_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "activities")


@rule(
    "KH-002",
    "warning",
    title="Ngày kết thúc hoạt động trước ngày bắt đầu",
    why="Kế hoạch, mục III: hoạt động diễn ra từ ngày đến ngày",
    example="Từ 12/5/2023 đến 10/5/2023.",
)
def activities_end_after_they_start(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("activities")
    for activity in campaign.activities.rows:
        yield from _reversed(table, activity, "end_date", activity.start_date, activity.end_date)


@rule(
    "KH-003",
    "warning",
    title="Số thứ tự hoạt động bị trùng",
    why="Kế hoạch, mục III: số thứ tự để viện dẫn hoạt động trong báo cáo",
    example="Số 10 có ở dòng 14 và dòng 15.",
)
def activity_numbers_are_unique(campaign: Campaign) -> Iterator[Hit]:
    first: dict[str, int] = {}
    for activity in campaign.activities.rows:
        key = code_key(activity.activity_no)
        if key and (row := first.setdefault(key, activity.row)) != activity.row:
            yield at(
                campaign.table("activities"),
                activity,
                "activity_no",
                f"số thứ tự “{activity.activity_no}” của “{activity.content}” đã dùng ở dòng {row}.",
                "Đánh lại số thứ tự.",
            )


@rule(
    "KH-004",
    "warning",
    title="Hoạt động ghi hoàn thành nhưng chưa bắt đầu",
    why="Tình trạng phải khớp với ngày: hoạt động bắt đầu sau ngày kiểm tra thì chưa thể hoàn thành",
    example="Bắt đầu 19/6/2023, tình trạng “Hoàn thành”, ngày kiểm tra 01/6/2023.",
)
def finished_activities_have_begun(campaign: Campaign) -> Iterator[Hit]:
    for activity in campaign.activities.rows:
        start = plain_day(activity.start_date)
        if activity.status == _DONE and start is not None and start > campaign.today:
            yield at(
                campaign.table("activities"),
                activity,
                "status",
                f"“{activity.content}” ghi “{_DONE}” nhưng đến {format_date_short(start)} mới bắt đầu "
                f"(ngày kiểm tra {format_date_short(campaign.today)}).",
                "Sửa tình trạng hoặc sửa ngày.",
            )


@rule(
    "CT-001",
    "warning",
    title="Công trình, sản phẩm thiếu thông tin bắt buộc",
    why="Kế hoạch, mục II.4: công trình, sản phẩm thiết thực chào mừng; cần đơn vị, tên, loại, cấp, tình trạng",
    example="Công trình “Đoạn đường nở hoa” chưa ghi cấp.",
)
def works_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "works")


@rule(
    "CT-002",
    "warning",
    title="Ngày hoàn thành công trình trước ngày bắt đầu",
    why="Kế hoạch, mục II.4: công trình hoàn thành sau khi bắt đầu",
    example="Bắt đầu 20/5/2023, hoàn thành 10/5/2023.",
)
def works_finish_after_they_start(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("works")
    ignored = ignored_units(campaign)
    for work in campaign.works.rows:
        if work.unit_code not in ignored:
            yield from _reversed(table, work, "finish_date", work.start_date, work.finish_date)


@rule(
    "CT-003",
    "warning",
    title="Công trình ghi hoàn thành nhưng ngày hoàn thành trống hoặc ở tương lai",
    why="Tình trạng phải khớp với ngày; tiêu chí B3 (DỰ THẢO) đếm công trình đã hoàn thành",
    example="Tình trạng “Gắn biển”, ngày hoàn thành trống.",
)
def finished_works_have_their_date(campaign: Campaign) -> Iterator[Hit]:
    ignored = ignored_units(campaign)
    for work in campaign.works.rows:
        if work.status not in _FINISHED_WORKS or work.unit_code in ignored:
            continue
        day = plain_day(work.finish_date)
        if work.finish_date is None or (day is not None and day > campaign.today):
            shown = (
                "ngày hoàn thành còn trống" if day is None else f"ngày hoàn thành là {format_date_short(day)}"
            )
            yield at(
                campaign.table("works"),
                work,
                "finish_date",
                f"“{work.name}” ghi tình trạng “{work.status}” nhưng {shown} (ngày kiểm tra {format_date_short(campaign.today)}).",
                "Ghi ngày hoàn thành, hoặc sửa tình trạng.",
            )
