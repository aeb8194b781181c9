"""Chấm điểm: all scored, within limits, explained; and the calculation methods themselves."""

from __future__ import annotations

from decimal import Decimal

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, hits, only_hit, places, unreadable
from hypothesis import given
from hypothesis import strategies as st

from xlpy.model.campaign import Campaign
from xlpy.model.methods import suggested_points
from xlpy.model.records import Criterion, Score


def score_of(campaign: Campaign, code: str) -> Score:
    return next(s for s in campaign.scores.rows if (s.unit_code, s.criterion_code) == (WARD, code))


def test_a_used_row_needs_its_codes() -> None:
    campaign = clean_campaign()
    row = add(campaign, "scores", Score(0, unit_code="", criterion_code="A1", self_points=Decimal(1)))
    assert places(campaign, "CD-001") == [Place("scores", row.row, "unit_code")]


def test_a_measure_without_points_is_found_even_if_the_unit_does_not_nominate() -> None:
    campaign = clean_campaign()
    row = next(s for s in campaign.scores.rows if s.unit_code == OFFICE)
    assert places(campaign, "CD-001") == []
    row.measure = Decimal(5)
    assert places(campaign, "CD-001") == [Place("scores", row.row, "self_points")]


def test_a_blank_score_is_not_a_zero() -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "B2")
    row.self_points = None
    hit = only_hit(campaign, "CD-002")
    assert (hit.row, hit.column, hit.unit_code) == (row.row, "self_points", WARD)
    row.self_points = Decimal(0)
    assert places(campaign, "CD-002") == []


def test_a_criterion_without_a_row_is_named() -> None:
    campaign = clean_campaign()
    campaign.scores.rows.remove(score_of(campaign, "A2"))
    hit = only_hit(campaign, "CD-002")
    assert (hit.cell, hit.unit_code) == (None, WARD)
    assert "A2" in hit.message


def test_a_unit_that_scored_nothing_gives_one_finding() -> None:
    campaign = clean_campaign()
    for row in campaign.scores.rows:
        row.self_points = None
    hit = only_hit(campaign, "CD-002")
    assert hit.row == campaign.scores.rows[0].row
    campaign.scores.rows.clear()
    assert only_hit(campaign, "CD-002").cell is None


def test_units_without_a_collective_need_not_be_scored() -> None:
    campaign = clean_campaign()
    campaign.scores.rows.clear()
    campaign.collectives.rows.clear()
    assert places(campaign, "CD-002") == []


def test_bonus_and_criteria_of_other_kinds_may_stay_blank() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[0].applies_to = "Trường học"
    score_of(campaign, "A1").self_points = None
    score_of(campaign, "T1").self_points = None
    assert places(campaign, "CD-002") == []


def test_unreadable_points_are_not_called_missing() -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "B2")
    row.self_points = None
    unreadable(campaign, "scores", row, "self_points", "mười")
    assert places(campaign, "CD-002") == []


@pytest.mark.parametrize("column", ["self_points", "verified_points"])
@pytest.mark.parametrize(("points", "fires"), [("-1", True), ("0", False), ("10", False), ("10.25", True)])
def test_points_lie_between_zero_and_the_maximum(column: str, points: str, fires: bool) -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "B2")
    setattr(row, column, Decimal(points))
    assert places(campaign, "CD-003") == ([Place("scores", row.row, column)] if fires else [])


@pytest.mark.parametrize(("points", "fires"), [("28.25", False), ("28.3", True), ("28", False)])
def test_points_are_multiples_of_the_step(points: str, fires: bool) -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "A2")
    row.self_points = Decimal(points)
    assert places(campaign, "CD-004") == ([Place("scores", row.row, "self_points")] if fires else [])


def test_the_step_is_a_setting() -> None:
    campaign = clean_campaign()
    campaign.settings.values["points_step"] = Decimal("0.1")
    score_of(campaign, "A2").self_points = Decimal("28.3")
    assert places(campaign, "CD-004") == []


def test_points_for_a_criterion_of_another_kind_are_an_error() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[1].applies_to = "Trường học"
    row = score_of(campaign, "A2")
    assert places(campaign, "CD-005") == [Place("scores", row.row, "self_points")]
    row.self_points = row.verified_points = None
    assert places(campaign, "CD-005") == []


def test_a_criterion_whose_kinds_cannot_be_read_is_not_held_against_the_units() -> None:
    campaign = clean_campaign()
    campaign.criteria.rows[1].applies_to = "Phường, Trường học"
    assert len(places(campaign, "TC-006")) == 1
    assert places(campaign, "CD-005") == []


def test_a_criterion_scored_twice_is_found_at_the_later_row() -> None:
    campaign = clean_campaign()
    row = add(campaign, "scores", Score(0, unit_code=WARD, criterion_code="a2", self_points=Decimal(30)))
    assert places(campaign, "CD-006") == [Place("scores", row.row, "criterion_code")]


def test_another_unit_may_be_scored_on_the_same_criterion() -> None:
    campaign = clean_campaign()
    add(campaign, "scores", Score(0, unit_code=OFFICE, criterion_code="A2", self_points=Decimal(30)))
    assert places(campaign, "CD-006") == []


def test_a_difference_needs_a_reason() -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "A2")
    row.verified_points = Decimal(20)
    assert places(campaign, "CD-007") == [Place("scores", row.row, "reason")]
    row.reason = "Thiếu minh chứng."
    assert places(campaign, "CD-007") == []


@pytest.mark.parametrize(
    ("points", "fires"),
    [("15", False), ("14.75", True), ("20", True)],
)
def test_points_that_differ_from_the_method_are_a_warning(points: str, fires: bool) -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "B1")
    row.self_points = Decimal(points)
    assert places(campaign, "CD-008") == ([Place("scores", row.row, "self_points")] if fires else [])


def test_rounding_to_the_step_is_no_difference() -> None:
    campaign = clean_campaign()
    row = score_of(campaign, "A1")
    row.measure, row.self_points = Decimal("43.3"), Decimal("34.75")
    assert hits(campaign, "CD-008") == []


def criterion(method: str, points: str = "20", parameter: str | None = "50") -> Criterion:
    return Criterion(
        1,
        criterion_code="X",
        max_points=Decimal(points),
        method=method,
        parameter=None if parameter is None else Decimal(parameter),
    )


@pytest.mark.parametrize(
    ("method", "parameter", "measure", "target", "points"),
    [
        ("Tỷ lệ so với chỉ tiêu", "50", "50", "100", "20"),
        ("Tỷ lệ so với chỉ tiêu", "50", "80", "100", "20"),
        ("Tỷ lệ so với chỉ tiêu", "50", "25", "100", "10"),
        ("Tỷ lệ so với chỉ tiêu", "50", "0", "100", "0"),
        ("Tỷ lệ so với chỉ tiêu", "50", "10", "0", None),
        ("Tỷ lệ so với chỉ tiêu", "50", "10", None, None),
        ("Tỷ lệ so với chỉ tiêu", None, "10", "100", None),
        ("Tỷ lệ so với chỉ tiêu", "50", None, "100", None),
        ("Điểm theo số lượng", "5", "3", None, "15"),
        ("Điểm theo số lượng", "5", "9", None, "20"),
        ("Điểm theo số lượng", "5", "-1", None, "0"),
        ("Đạt/Không đạt", None, "1", None, "20"),
        ("Đạt/Không đạt", None, "0", None, "0"),
        ("Đạt/Không đạt", None, "0.5", None, "0"),
        ("Chấm trực tiếp", None, "7", None, None),
        ("Điểm thưởng", "2.5", "2", None, "5.0"),
        ("Điểm thưởng", "2.5", "20", None, "20"),
        ("Điểm trừ", "2", "3", None, "6"),
        ("Điểm trừ", None, "3", None, None),
        ("Khác", "2", "3", None, None),
    ],
)
def test_each_method_gives_its_points(
    method: str, parameter: str | None, measure: str | None, target: str | None, points: str | None
) -> None:
    found = suggested_points(
        criterion(method, parameter=parameter),
        None if measure is None else Decimal(measure),
        None if target is None else Decimal(target),
    )
    assert found == (None if points is None else Decimal(points))


@given(
    measure=st.decimals(-1000, 1000, places=2),
    target=st.decimals(-10, 1000, places=2),
    method=st.sampled_from(["Tỷ lệ so với chỉ tiêu", "Điểm theo số lượng", "Đạt/Không đạt", "Điểm trừ"]),
)
def test_calculated_points_never_leave_the_range(measure: Decimal, target: Decimal, method: str) -> None:
    points = suggested_points(criterion(method), measure, target)
    assert points is None or 0 <= points <= 20
