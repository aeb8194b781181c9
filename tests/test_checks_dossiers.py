"""Hồ sơ: complete, declared, in order and in time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from clean_campaign import (
    OFFICE,
    WARD,
    Place,
    add,
    clean_campaign,
    day,
    only_hit,
    places,
    unreadable,
)

from xlpy.model.campaign import Campaign
from xlpy.model.records import Dossier, Unit
from xlpy.vietnamese.dates import PartialDate


def ward(campaign: Campaign) -> Dossier:
    return campaign.dossiers.rows[0]


def office(campaign: Campaign) -> Dossier:
    return campaign.dossiers.rows[1]


def at_ward(campaign: Campaign, column: str) -> list[Place]:
    return [Place("dossiers", ward(campaign).row, column)]


def test_a_unit_that_nominates_needs_a_dossier_row() -> None:
    campaign = clean_campaign()
    del campaign.dossiers.rows[0]
    hit = only_hit(campaign, "HS-001")
    assert (hit.cell, hit.unit_code) == (None, WARD)


@pytest.mark.parametrize(
    "column", ["submission_date", "meeting_start", "meeting_end", "meeting_place", "voting_method"]
)
def test_a_blank_field_of_meeting_or_submission_is_found_at_its_cell(column: str) -> None:
    campaign = clean_campaign()
    setattr(ward(campaign), column, "" if column in ("meeting_place", "voting_method") else None)
    assert places(campaign, "HS-002") == at_ward(campaign, column)


def test_numbers_may_stay_blank_until_the_registry_gives_them() -> None:
    campaign = clean_campaign()
    ward(campaign).submission_no = ward(campaign).minutes_no = ""
    assert places(campaign, "HS-002") == []


def test_an_unreadable_date_is_not_called_missing() -> None:
    campaign = clean_campaign()
    ward(campaign).submission_date = None
    unreadable(campaign, "dossiers", ward(campaign), "submission_date", "hôm qua")
    assert places(campaign, "HS-002") == []


def test_a_unit_that_declares_nothing_needs_no_meeting() -> None:
    campaign = clean_campaign()
    assert office(campaign).meeting_start is None
    assert places(campaign, "HS-002") == []


def test_declaring_no_nomination_while_nominating_is_an_error() -> None:
    campaign = clean_campaign()
    ward(campaign).no_nomination = True
    assert places(campaign, "HS-003") == at_ward(campaign, "no_nomination")


@pytest.mark.parametrize("declared", [None, False])
def test_a_unit_without_nominees_that_does_not_say_so_is_a_warning(declared: bool | None) -> None:
    campaign = clean_campaign()
    office(campaign).no_nomination = declared
    assert places(campaign, "HS-004") == [Place("dossiers", office(campaign).row, "no_nomination")]


def test_a_silent_unit_without_a_dossier_row_is_named_on_the_sheet() -> None:
    campaign = clean_campaign()
    campaign.dossiers.rows.remove(office(campaign))
    hit = only_hit(campaign, "HS-004")
    assert (hit.cell, hit.unit_code) == (None, OFFICE)


def test_two_dossiers_of_one_unit_are_found_at_the_later() -> None:
    campaign = clean_campaign()
    again = add(campaign, "dossiers", Dossier(0, unit_code=WARD))
    assert places(campaign, "HS-005") == [Place("dossiers", again.row, "unit_code")]


def test_a_dossier_must_name_its_unit() -> None:
    campaign = clean_campaign()
    nameless = add(campaign, "dossiers", Dossier(0, submission_date=day("2023-05-17")))
    assert places(campaign, "HS-006") == [Place("dossiers", nameless.row, "unit_code")]


def test_a_returned_dossier_needs_its_reason() -> None:
    campaign = clean_campaign()
    ward(campaign).status = "Trả lại"
    assert places(campaign, "HS-007") == at_ward(campaign, "return_reason")
    ward(campaign).return_reason = "Thiếu biên bản."
    assert places(campaign, "HS-007") == []


@pytest.mark.parametrize(
    ("number", "fires", "proposal"),
    [
        ("05", False, None),
        ("12a", False, None),
        ("", False, None),
        ("05/TTr-UBND", True, "05"),
        ("Số: 7/TTr-UBND", True, "7"),
        ("chưa có", True, None),
    ],
)
def test_only_the_number_is_typed_not_the_symbol(number: str, fires: bool, proposal: str | None) -> None:
    campaign = clean_campaign()
    ward(campaign).submission_no = number
    assert places(campaign, "HS-008") == (at_ward(campaign, "submission_no") if fires else [])
    if fires:
        assert only_hit(campaign, "HS-008").proposal == proposal


@pytest.mark.parametrize(
    ("end", "fires"),
    [
        (datetime(2023, 5, 15, 14, 1), False),
        (datetime(2023, 5, 15, 14, 0), True),
        (datetime(2023, 5, 15, 13, 0), True),
    ],
)
def test_a_meeting_ends_after_it_starts(end: datetime, fires: bool) -> None:
    campaign = clean_campaign()
    ward(campaign).meeting_end = end
    assert places(campaign, "HS-010") == (at_ward(campaign, "meeting_end") if fires else [])


@pytest.mark.parametrize(
    ("submission", "received", "columns"),
    [
        ("2023-05-15", "2023-05-15", []),
        ("2023-05-14", "2023-05-19", ["submission_date"]),
        ("2023-05-17", "2023-05-16", ["received_date"]),
        ("2023-05-14", "2023-05-13", ["submission_date", "received_date"]),
    ],
)
def test_meeting_submission_and_receipt_follow_each_other(
    submission: str, received: str, columns: list[str]
) -> None:
    campaign = clean_campaign()
    ward(campaign).submission_date, ward(campaign).received_date = day(submission), day(received)
    expected = [place for column in columns for place in at_ward(campaign, column)]
    assert places(campaign, "HS-011") == expected


def test_receipt_is_compared_with_the_meeting_when_the_submission_has_no_day() -> None:
    campaign = clean_campaign()
    ward(campaign).submission_date = PartialDate(2023, 5)
    ward(campaign).received_date = day("2023-05-14")
    assert places(campaign, "HS-011") == at_ward(campaign, "received_date")


def test_a_meeting_before_the_launch_is_a_warning() -> None:
    campaign = clean_campaign()
    ward(campaign).meeting_start = datetime(2023, 4, 9, 14, 0)
    assert places(campaign, "HS-012") == at_ward(campaign, "meeting_start")
    ward(campaign).meeting_start = datetime(2023, 4, 10, 8, 0)
    assert places(campaign, "HS-012") == []


def test_dates_in_the_future_are_errors_and_today_is_not() -> None:
    campaign = clean_campaign(date(2023, 5, 19))
    assert places(campaign, "HS-013") == []
    campaign.today = date(2023, 5, 18)
    assert places(campaign, "HS-013") == at_ward(campaign, "received_date")


@pytest.mark.parametrize(
    ("signed", "reason", "fires"),
    [
        ("2023-05-31", "", False),
        ("2023-06-01", "", True),
        ("2023-06-01", "Chờ họp lại Hội đồng.", False),
    ],
)
def test_a_submission_after_the_deadline_needs_a_reason(signed: str, reason: str, fires: bool) -> None:
    campaign = clean_campaign()
    ward(campaign).submission_date, ward(campaign).received_date = day(signed), day("2023-06-01")
    ward(campaign).late_reason = reason
    assert places(campaign, "HS-014") == (at_ward(campaign, "submission_date") if fires else [])


@pytest.mark.parametrize(
    ("received", "reason", "fires"),
    [("2023-05-31", "", False), ("2023-06-01", "", True), ("2023-06-01", "Bưu điện chậm.", False)],
)
def test_a_dossier_received_late_is_a_warning_until_there_is_a_reason(
    received: str, reason: str, fires: bool
) -> None:
    campaign = clean_campaign()
    ward(campaign).received_date, ward(campaign).late_reason = day(received), reason
    assert places(campaign, "HS-015") == (at_ward(campaign, "late_reason") if fires else [])


def test_one_late_submission_gives_one_finding() -> None:
    campaign = clean_campaign()
    ward(campaign).submission_date = ward(campaign).received_date = day("2023-06-01")
    assert len(places(campaign, "HS-014")) == 1
    assert places(campaign, "HS-015") == []


def test_a_blank_workbook_gives_one_warning_a_unit_and_nothing_else_from_the_dossiers() -> None:
    campaign = clean_campaign()
    for key in ("collectives", "individuals", "scores", "council", "good_people", "articles", "works"):
        campaign.table(key).rows.clear()
    campaign.dossiers.rows[:] = [Dossier(5, unit_code=WARD), Dossier(6, unit_code=OFFICE)]
    found = {code: places(campaign, code) for code in (f"HS-{n:03d}" for n in (*range(1, 9), *range(10, 16)))}
    assert {code: len(where) for code, where in found.items() if where} == {"HS-004": 2}
    assert places(campaign, "NT-005") == places(campaign, "BV-002") == []


def test_units_of_other_copies_are_not_asked_for_their_dossier() -> None:
    campaign = clean_campaign()
    add(campaign, "units", Unit(0, unit_code="00004", unit_name="Phường Trúc Bạch", unit_kind="Phường"))
    assert len(places(campaign, "HS-004")) == 1
    campaign.stamp.unit_code = WARD
    assert places(campaign, "HS-004") == []
