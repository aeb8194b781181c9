"""Hồ sơ: meeting, submission and receipt in order, in time, not in the future (V4, V5).

Registered through `checks.dossiers`. Partial dates are the reader's finding (D13) and are not compared.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.records import Dossier, Unit
from xlpy.vietnamese.dates import format_date_short


def _dossiers(campaign: Campaign) -> Iterator[tuple[Dossier, Unit]]:
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        if (unit := units.get(dossier.unit_code)) is not None:
            yield dossier, unit


def _meeting_day(dossier: Dossier) -> date | None:
    return dossier.meeting_start.date() if dossier.meeting_start else None


def _days(dossier: Dossier) -> tuple[tuple[str, str, date | None], ...]:
    """(column, what it is, day) in the order in which they must follow each other."""
    return (
        ("meeting_start", "ngày họp Hội đồng", _meeting_day(dossier)),
        ("submission_date", "ngày tờ trình", plain_day(dossier.submission_date)),
        ("received_date", "ngày nhận hồ sơ", plain_day(dossier.received_date)),
    )


@rule(
    "HS-010",
    "error",
    title="Giờ kết thúc họp không sau giờ bắt đầu",
    why="Mục 3.3 tài liệu nghiệp vụ: cuộc họp kết thúc sau khi bắt đầu",
    example="Bắt đầu 15/5/2023 14:00, kết thúc 15/5/2023 13:30.",
)
def meetings_end_after_they_start(campaign: Campaign) -> Iterator[Hit]:
    for dossier, unit in _dossiers(campaign):
        start, end = dossier.meeting_start, dossier.meeting_end
        if start and end and end <= start:
            yield at(
                campaign.table("dossiers"),
                dossier,
                "meeting_end",
                f"cuộc họp của đơn vị {unit_label(unit)} kết thúc {end:%d/%m/%Y %H:%M}, phải sau giờ bắt đầu "
                f"{start:%d/%m/%Y %H:%M}.",
                "Sửa ngày, giờ kết thúc theo biên bản.",
            )


@rule(
    "HS-011",
    "error",
    title="Ngày họp, ngày tờ trình, ngày nhận không theo thứ tự",
    why="Quy tắc V4: họp Hội đồng trước, rồi ký tờ trình, rồi nộp hồ sơ",
    example="Tờ trình ngày 12/5/2023, Hội đồng họp ngày 15/5/2023.",
)
def dates_follow_each_other(campaign: Campaign) -> Iterator[Hit]:
    for dossier, unit in _dossiers(campaign):
        previous: tuple[str, date] | None = None
        for column, what, day in _days(dossier):
            if day is None:
                continue
            if previous is not None and day < previous[1]:
                yield at(
                    campaign.table("dossiers"),
                    dossier,
                    column,
                    f"{what} {format_date_short(day)} của đơn vị {unit_label(unit)} trước {previous[0]} "
                    f"{format_date_short(previous[1])}; phải cùng ngày hoặc sau.",
                    "Đối chiếu biên bản, tờ trình, sổ công văn đến và sửa ngày sai.",
                )
            previous = (what, day)


@rule(
    "HS-012",
    "warning",
    title="Ngày trong hồ sơ trước ngày phát động",
    why="Quy tắc V4; Kế hoạch, mục III.4: đợt thi đua phát động từ 10/4/2023",
    example="Hội đồng họp ngày 15/3/2023.",
)
def dates_are_after_the_launch(campaign: Campaign) -> Iterator[Hit]:
    launch = campaign.settings.day("launch_date")
    if launch is None:
        return
    for dossier, unit in _dossiers(campaign):
        for column, what, day in _days(dossier):
            if day is not None and day < launch:
                yield at(
                    campaign.table("dossiers"),
                    dossier,
                    column,
                    f"{what} {format_date_short(day)} của đơn vị {unit_label(unit)} trước ngày phát động "
                    f"{format_date_short(launch)}.",
                    "Kiểm tra ngày, tháng, năm; có thể ngày và tháng bị đảo.",
                )


@rule(
    "HS-013",
    "error",
    title="Ngày trong hồ sơ ở tương lai",
    why="Quy tắc V4: cuộc họp, tờ trình, ngày nhận là việc đã xảy ra",
    example="Hôm nay 20/5/2023, tờ trình ghi 25/5/2023.",
)
def dates_are_not_in_the_future(campaign: Campaign) -> Iterator[Hit]:
    for dossier, unit in _dossiers(campaign):
        for column, what, day in _days(dossier):
            if day is not None and day > campaign.today:
                yield at(
                    campaign.table("dossiers"),
                    dossier,
                    column,
                    f"{what} {format_date_short(day)} của đơn vị {unit_label(unit)} sau ngày kiểm tra "
                    f"{format_date_short(campaign.today)}.",
                    "Sửa lại ngày; việc chưa diễn ra thì để trống. Ngày dùng để kiểm tra đặt ở trang Cấu hình.",
                )


@rule(
    "HS-014",
    "error",
    title="Tờ trình ký sau hạn nộp hồ sơ mà không có lý do",
    why="Quy tắc V4; Kế hoạch, mục IV.3: nộp chậm nhất 31/5/2023",
    example="Tờ trình ngày 02/6/2023, cột Lý do nộp muộn trống.",
)
def submissions_are_in_time(campaign: Campaign) -> Iterator[Hit]:
    deadline = campaign.settings.day("deadline")
    if deadline is None:
        return
    for dossier, unit in _dossiers(campaign):
        day = plain_day(dossier.submission_date)
        if day is not None and day > deadline and not dossier.late_reason:
            yield at(
                campaign.table("dossiers"),
                dossier,
                "submission_date",
                f"tờ trình của đơn vị {unit_label(unit)} ngày {format_date_short(day)}, sau hạn nộp hồ sơ "
                f"{format_date_short(deadline)}, chưa ghi lý do nộp muộn.",
                "Sửa ngày nếu ghi nhầm; nếu nộp muộn thật thì ghi lý do ở cột Lý do nộp muộn.",
            )


@rule(
    "HS-015",
    "warning",
    title="Hồ sơ nhận muộn chưa ghi lý do",
    why="Quy tắc V5; Kế hoạch, mục IV.3: hồ sơ nhận sau 31/5/2023 vẫn được giữ, đánh dấu và cần lý do",
    example="Ngày nhận 02/6/2023, cột Lý do nộp muộn trống.",
)
def late_dossiers_have_a_reason(campaign: Campaign) -> Iterator[Hit]:
    deadline = campaign.settings.day("deadline")
    if deadline is None:
        return
    for dossier, unit in _dossiers(campaign):
        day = plain_day(dossier.received_date)
        signed = plain_day(dossier.submission_date)
        # A submission signed too late is HS-014; its receipt says nothing new.
        if day is None or day <= deadline or dossier.late_reason or (signed and signed > deadline):
            continue
        yield at(
            campaign.table("dossiers"),
            dossier,
            "late_reason",
            f"hồ sơ của đơn vị {unit_label(unit)} nhận ngày {format_date_short(day)}, muộn {(day - deadline).days} ngày so với "
            f"hạn {format_date_short(deadline)}, chưa ghi lý do nộp muộn.",
            "Ghi lý do nộp muộn, hoặc sửa ngày nhận nếu ghi nhầm.",
        )
