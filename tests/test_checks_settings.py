"""Cấu hình: present, readable, within limits, consistent."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from clean_campaign import (
    TODAY,
    Place,
    add,
    clean_campaign,
    only_hit,
    places,
    set_value,
    setting_row,
    unreadable,
)

from xlpy.model.campaign import Campaign
from xlpy.model.records import SettingRow
from xlpy.model.settings import DEFINITIONS


def at_value(row: int) -> list[Place]:
    return [Place("settings", row, "value")]


def test_a_missing_row_is_named_with_the_default_that_is_used_instead() -> None:
    campaign = clean_campaign()
    campaign.setting_rows.rows.remove(setting_row(campaign, "deadline"))
    hit = only_hit(campaign, "CH-001")
    assert (hit.sheet, hit.cell) == ("settings", None)
    assert "Hạn nộp hồ sơ" in hit.message
    assert "“31/05/2023”" in hit.message


def test_a_sheet_without_any_setting_gives_one_finding_not_ninety() -> None:
    campaign = clean_campaign()
    campaign.setting_rows.rows.clear()
    assert "không đọc được dòng cấu hình nào" in only_hit(campaign, "CH-001").message


def test_a_campaign_made_in_code_without_the_sheet_has_no_missing_settings() -> None:
    assert places(Campaign.empty(TODAY), "CH-001") == []


def test_a_blank_required_setting_is_an_error_and_a_blank_optional_one_is_not() -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "deadline", None)
    set_value(campaign, "min_score_to_nominate", None)
    assert places(campaign, "CH-002") == at_value(row)


@pytest.mark.parametrize(
    ("key", "raw"),
    [
        ("deadline", "cuối tháng 5"),
        ("deadline", "5/2023"),
        ("criteria_total", "một trăm"),
        ("recusal_lowers_base", "tùy"),
        ("vote_base", "Số phiếu"),
    ],
)
def test_a_value_of_another_kind_is_unreadable(key: str, raw: str) -> None:
    campaign = clean_campaign()
    row = setting_row(campaign, key)
    row.value = raw
    assert places(campaign, "CH-003") == at_value(row.row)
    assert raw in only_hit(campaign, "CH-003").message


def test_an_unreadable_value_that_the_reader_reported_is_not_reported_again() -> None:
    campaign = clean_campaign()
    row = setting_row(campaign, "deadline")
    row.value = "cuối tháng 5"
    unreadable(campaign, "settings", row, "value", row.value)
    assert places(campaign, "CH-003") == []


@pytest.mark.parametrize(("value", "fires"), [(-1, True), (0, False), (100, False), (101, True)])
def test_numbers_must_lie_between_minimum_and_maximum(value: int, fires: bool) -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "vote_threshold_percent", Decimal(value))
    assert places(campaign, "CH-004") == (at_value(row) if fires else [])


def test_a_number_as_text_out_of_range_is_still_found() -> None:
    campaign = clean_campaign()
    row = setting_row(campaign, "bonus_cap")
    row.value = "500"
    assert places(campaign, "CH-004") == at_value(row.row)
    assert "từ 0 đến 100" in only_hit(campaign, "CH-004").message


def test_an_unknown_or_repeated_key_is_a_warning_at_the_key() -> None:
    campaign = clean_campaign()
    add(campaign, "settings", SettingRow(0, name="Quy định khác", setting_key="khac", value="1"))
    again = add(campaign, "settings", SettingRow(0, name="Hạn", setting_key="deadline", value=TODAY))
    assert places(campaign, "CH-005") == [
        Place("settings", again.row - 1, "setting_key"),
        Place("settings", again.row, "setting_key"),
    ]


@pytest.mark.parametrize(
    ("launch", "deadline", "decision", "fires"),
    [
        (date(2023, 4, 10), date(2023, 5, 31), date(2023, 6, 19), []),
        (date(2023, 5, 31), date(2023, 5, 31), date(2023, 6, 19), ["deadline"]),
        (date(2023, 4, 10), date(2023, 6, 20), date(2023, 6, 19), ["decision_by"]),
    ],
)
def test_launch_deadline_and_decision_follow_each_other(
    launch: date, deadline: date, decision: date, fires: list[str]
) -> None:
    campaign = clean_campaign()
    set_value(campaign, "launch_date", launch)
    set_value(campaign, "deadline", deadline)
    set_value(campaign, "decision_by", decision)
    expected = [Place("settings", setting_row(campaign, key).row, "value") for key in fires]
    assert places(campaign, "CH-006") == expected


@pytest.mark.parametrize(
    ("text", "fires"),
    [
        *((text, False) for text in ("2/3", "50%", "0,5", "1")),
        *((text, True) for text in ("quá bán", "3/2", "0", "2/0")),
    ],
)
def test_the_quorum_is_a_share_of_the_council(text: str, fires: bool) -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "quorum", text)
    assert places(campaign, "CH-007") == (at_value(row) if fires else [])


def test_grades_must_go_down() -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "grade_3_min", Decimal(80))
    assert places(campaign, "CH-008") == at_value(row)


def test_two_grades_of_one_name_are_found() -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "grade_4_name", "tốt")
    assert places(campaign, "CH-008") == at_value(row)


def test_plan_number_and_date_must_be_filled_before_export() -> None:
    campaign = clean_campaign()
    rows = [set_value(campaign, "plan_number", None), set_value(campaign, "plan_date", None)]
    assert places(campaign, "CH-009") == [Place("settings", row, "value") for row in rows]


@pytest.mark.parametrize(
    ("text", "fires", "proposal"),
    [
        ("88/KH-UBND", False, None),
        ("102a/KH-UBND", False, None),
        ("88", True, "88/KH-UBND"),
        ("KH 88 UBND", True, None),
    ],
)
def test_the_plan_number_has_the_form_of_a_document_number(
    text: str, fires: bool, proposal: str | None
) -> None:
    campaign = clean_campaign()
    row = set_value(campaign, "plan_number", text)
    assert places(campaign, "CH-010") == (at_value(row) if fires else [])
    if fires:
        assert only_hit(campaign, "CH-010").proposal == proposal


@pytest.mark.parametrize(("youngest", "oldest", "fires"), [(15, 100, False), (60, 60, True), (60, 15, True)])
def test_the_youngest_age_is_below_the_oldest(youngest: int, oldest: int, fires: bool) -> None:
    campaign = clean_campaign()
    set_value(campaign, "min_age", youngest)
    row = set_value(campaign, "max_age", oldest)
    assert places(campaign, "CH-011") == (at_value(row) if fires else [])


def test_a_draft_table_of_criteria_is_no_finding() -> None:
    campaign = clean_campaign()
    assert campaign.settings.flag("criteria_official") is False
    assert all(places(campaign, f"CH-{number:03d}") == [] for number in range(1, 12))
    assert DEFINITIONS["criteria_official"].status == "DỰ THẢO"
