"""Tiêu chí: adds up, is complete, can be calculated and applies to somebody."""

from __future__ import annotations

from decimal import Decimal

import pytest
from clean_campaign import Place, clean_campaign, only_hit, places

from xlpy.model.records import Criterion


@pytest.mark.parametrize(
    "column", ["criterion_code", "group", "content", "max_points", "method", "applies_to"]
)
def test_a_blank_required_cell_is_found_at_the_cell(column: str) -> None:
    campaign = clean_campaign()
    criterion = campaign.criteria.rows[1]
    setattr(criterion, column, None if column == "max_points" else "")
    assert places(campaign, "TC-001") == [Place("criteria", criterion.row, column)]


def test_two_criteria_of_one_code_are_found_whatever_the_case() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[1].criterion_code = "a1"
    assert places(campaign, "TC-002") == [Place("criteria", campaign.criteria.rows[1].row, "criterion_code")]


def test_the_maxima_must_add_up_to_the_scale() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[1].max_points = Decimal("29.5")
    hit = only_hit(campaign, "TC-003")
    assert hit.cell is None
    assert "99,5" in hit.message
    assert "100" in hit.message


def test_bonus_and_malus_stand_outside_the_sum() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[4].max_points = Decimal(50)
    assert places(campaign, "TC-003") == []


def test_the_scale_is_a_setting() -> None:
    campaign = clean_campaign()
    campaign.settings.values["criteria_total"] = 1000
    assert "1.000" in only_hit(campaign, "TC-003").message


def test_an_unknown_maximum_is_not_summed() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[1].max_points = None
    assert places(campaign, "TC-003") == []


@pytest.mark.parametrize(("points", "fires"), [("0", True), ("-5", True), ("101", True), ("0.25", False)])
def test_a_maximum_lies_above_zero_and_within_the_scale(points: str, fires: bool) -> None:
    campaign = clean_campaign()
    criterion = campaign.criteria.rows[3]
    criterion.max_points = Decimal(points)
    assert places(campaign, "TC-004") == ([Place("criteria", criterion.row, "max_points")] if fires else [])


@pytest.mark.parametrize(
    ("method", "parameter", "fires"),
    [
        ("Tỷ lệ so với chỉ tiêu", None, True),
        ("Tỷ lệ so với chỉ tiêu", "50", False),
        ("Điểm theo số lượng", None, True),
        ("Điểm theo số lượng", "0", True),
        ("Điểm thưởng", None, False),
        ("Điểm trừ", "-2", True),
        ("Chấm trực tiếp", None, False),
        ("Đạt/Không đạt", None, False),
    ],
)
def test_a_method_that_calculates_needs_its_parameter(
    method: str, parameter: str | None, fires: bool
) -> None:
    campaign = clean_campaign()
    criterion = campaign.criteria.rows[2]
    criterion.method = method
    criterion.parameter = None if parameter is None else Decimal(parameter)
    assert places(campaign, "TC-005") == ([Place("criteria", criterion.row, "parameter")] if fires else [])


@pytest.mark.parametrize(
    ("text", "fires", "proposal"),
    [
        ("Tất cả", False, None),
        ("phường; trường học", False, None),
        ("Phòng, ban, ngành; Đoàn thể", False, None),
        ("Phường, Trường học", True, "Phường; Trường học"),
        ("phuong; doan the", True, "Phường; Đoàn thể"),
        ("Phường và Phòng, ban, ngành", True, "Phường; Phòng, ban, ngành"),
        ("Phường; Doanh nghiệp", True, None),
    ],
)
def test_applies_to_names_unit_kinds(text: str, fires: bool, proposal: str | None) -> None:
    campaign = clean_campaign()
    criterion = campaign.criteria.rows[2]
    criterion.applies_to = text
    assert places(campaign, "TC-006") == ([Place("criteria", criterion.row, "applies_to")] if fires else [])
    if fires:
        assert only_hit(campaign, "TC-006").proposal == proposal


def test_a_kind_of_unit_without_any_criterion_is_an_error() -> None:
    campaign = clean_campaign()
    for criterion in campaign.criteria.rows:
        criterion.applies_to = "Phường"
    assert "Phòng, ban, ngành" in only_hit(campaign, "TC-007").message


def test_a_kind_that_no_unit_has_needs_no_criterion() -> None:
    campaign = clean_campaign()
    for criterion in campaign.criteria.rows:
        criterion.applies_to = "Phường; Phòng, ban, ngành"
    assert places(campaign, "TC-007") == []


def test_an_empty_table_of_criteria_does_not_add_up() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[:] = list[Criterion]()
    assert "là 0" in only_hit(campaign, "TC-003").message
