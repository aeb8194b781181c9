"""Hoạt động and Công trình: complete rows, dates that fit each other and the status."""

from __future__ import annotations

import pytest
from clean_campaign import Place, clean_campaign, day, places

from xlpy.vietnamese.dates import PartialDate


@pytest.mark.parametrize("column", ["activity_no", "content", "lead_unit", "status"])
def test_a_blank_cell_of_an_activity_is_found(column: str) -> None:
    campaign = clean_campaign()
    activity = campaign.activities.rows[0]
    setattr(activity, column, "")
    assert places(campaign, "KH-001") == [Place("activities", activity.row, column)]


@pytest.mark.parametrize(("end", "fires"), [("2023-04-10", False), ("2023-04-09", True)])
def test_an_activity_ends_after_it_starts(end: str, fires: bool) -> None:
    campaign = clean_campaign()
    activity = campaign.activities.rows[0]
    activity.end_date = day(end)
    assert places(campaign, "KH-002") == ([Place("activities", activity.row, "end_date")] if fires else [])


def test_a_date_without_a_day_is_not_compared() -> None:
    campaign = clean_campaign()
    campaign.activities.rows[0].end_date = PartialDate(2023, 3)
    assert places(campaign, "KH-002") == []


def test_two_activities_of_one_number_are_found() -> None:
    campaign = clean_campaign()
    second = campaign.activities.rows[1]
    second.activity_no = "1"
    assert places(campaign, "KH-003") == [Place("activities", second.row, "activity_no")]


def test_an_activity_of_the_future_is_not_finished() -> None:
    campaign = clean_campaign()
    second = campaign.activities.rows[1]
    second.status = "Hoàn thành"
    assert places(campaign, "KH-004") == [Place("activities", second.row, "status")]
    second.status = "Đang thực hiện"
    assert places(campaign, "KH-004") == []


@pytest.mark.parametrize("column", ["unit_code", "name", "kind", "level", "status"])
def test_a_blank_cell_of_a_work_is_found(column: str) -> None:
    campaign = clean_campaign()
    work = campaign.works.rows[0]
    setattr(work, column, "")
    assert places(campaign, "CT-001") == [Place("works", work.row, column)]


@pytest.mark.parametrize(("finish", "fires"), [("2023-04-20", False), ("2023-04-19", True)])
def test_a_work_finishes_after_it_starts(finish: str, fires: bool) -> None:
    campaign = clean_campaign()
    work = campaign.works.rows[0]
    work.finish_date = day(finish)
    assert places(campaign, "CT-002") == ([Place("works", work.row, "finish_date")] if fires else [])


@pytest.mark.parametrize(
    ("status", "finish", "fires"),
    [
        ("Hoàn thành", None, True),
        ("Gắn biển", "2023-06-02", True),
        ("Gắn biển", "2023-06-01", False),
        ("Đang thực hiện", None, False),
        ("Đang thực hiện", "2023-06-15", False),
    ],
)
def test_a_finished_work_has_its_date(status: str, finish: str | None, fires: bool) -> None:
    campaign = clean_campaign()
    work = campaign.works.rows[0]
    work.status, work.finish_date = status, None if finish is None else day(finish)
    assert places(campaign, "CT-003") == ([Place("works", work.row, "finish_date")] if fires else [])
