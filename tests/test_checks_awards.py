"""Kết quả xét and the decision: what is found before it is printed, and what stops it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, day, hits, only_hit, places, set_value

from xlpy.checks.runner import run
from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.schema.choices import AWARDED, NOT_AWARDED
from xlpy.schema.settings import GROUPS

REASON = "Thành tích là nhiệm vụ thường xuyên"


def decided(outcome: str = AWARDED) -> Campaign:
    """The clean campaign with both nominees of the ward decided upon, by a decision that lacks nothing."""
    campaign = clean_campaign()
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome = outcome
        nominee.outcome_reason = REASON if outcome == NOT_AWARDED else ""
    set_value(campaign, "decision_number", "1234/QĐ-UBND")
    set_value(campaign, "decision_date", date(2023, 6, 14))
    set_value(campaign, "proposal_number", "45/TTr-NV")
    set_value(campaign, "proposal_date", date(2023, 6, 12))
    return campaign


@pytest.mark.parametrize("outcome", [AWARDED, NOT_AWARDED])
def test_a_complete_decision_has_no_finding(outcome: str) -> None:
    report = run(decided(outcome))
    assert [finding.message for finding in report.findings] == []
    assert report.decision_obstacles() == []


def test_number_and_date_of_the_decision_are_asked_for_once_outcomes_are_there() -> None:
    campaign = decided()
    rows = [set_value(campaign, "decision_number", None), set_value(campaign, "decision_date", None)]
    assert places(campaign, "KT-001") == [Place("settings", row, "value") for row in rows]
    report = run(campaign)
    assert report.errors == 0
    assert {finding.code for finding in report.decision_obstacles()} == {"KT-001"}
    assert report.blocked_units() == {}


def test_nobody_asks_for_a_decision_before_anyone_is_considered() -> None:
    campaign = clean_campaign()
    assert campaign.settings.day("decision_date") is None
    assert [code for code in ("KT-001", "KT-002", "KT-011") if hits(campaign, code)] == []


def test_a_missing_proposal_is_a_warning_that_stops_nothing() -> None:
    campaign = decided()
    row = set_value(campaign, "proposal_number", None)
    assert places(campaign, "KT-002") == [Place("settings", row, "value")]
    assert run(campaign).decision_obstacles() == []


def test_a_refusal_needs_its_reason() -> None:
    campaign = decided()
    person = campaign.individuals.rows[0]
    person.outcome, person.outcome_reason = NOT_AWARDED, "  "
    hit = only_hit(campaign, "KT-003")
    assert (hit.sheet, hit.row, hit.column, hit.row_id) == (
        "individuals",
        person.row,
        "outcome_reason",
        "CN-0001",
    )
    assert "Hoàng Thị Yến" in hit.message


@pytest.mark.parametrize("outcome", [AWARDED, ""])
def test_a_reason_beside_another_outcome_is_a_warning(outcome: str) -> None:
    campaign = decided()
    person = campaign.individuals.rows[0]
    person.outcome, person.outcome_reason = outcome, REASON
    assert places(campaign, "KT-004") == [Place("individuals", person.row, "outcome_reason")]


def test_an_awarded_row_with_an_error_of_another_rule_stops_the_decision() -> None:
    campaign = decided()
    person = campaign.individuals.rows[0]
    person.home_town = ""
    found = [finding for finding in run(campaign).findings if finding.code == "KT-005"]
    assert [(f.sheet, f.row, f.column, f.unit_code) for f in found] == [
        ("individuals", person.row, "outcome", WARD)
    ]
    assert "CN-001" in found[0].message
    person.outcome, person.outcome_reason = NOT_AWARDED, REASON
    assert "KT-005" not in {finding.code for finding in run(campaign).findings}


def test_a_warning_in_an_awarded_row_does_not_stop_the_decision() -> None:
    campaign = decided()
    campaign.individuals.rows[0].birth_date = day("1900-01-01")
    report = run(campaign)
    assert report.warnings
    assert not report.errors
    assert report.decision_obstacles() == []


def test_errors_about_the_decision_do_not_stop_the_unit_s_nomination() -> None:
    campaign = decided(NOT_AWARDED)
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome_reason = ""
    report = run(campaign)
    assert report.errors == 2
    assert report.blocked_units() == {}
    assert len(report.decision_obstacles()) == 2
    assert len(report.decision_obstacles([WARD])) == 2
    assert report.decision_obstacles([OFFICE]) == []


def test_more_awards_than_the_quota_are_an_error_at_the_first_one_beyond() -> None:
    campaign = decided()
    first = campaign.individuals.rows[0]
    names = ("Nguyễn Thị Mai", "Trần Văn Bắc", "Lê Thị Hoa")
    for number, name in enumerate(names, 2):
        add(campaign, "individuals", replace(first, row_id=f"CN-{number:04d}", full_name=name))
    fourth = campaign.individuals.rows[3]
    assert places(campaign, "KT-006") == [Place("individuals", fourth.row, "outcome")]
    assert "có 4 cá nhân" in only_hit(campaign, "KT-006").message
    fourth.outcome = ""
    assert places(campaign, "KT-006") == []


@pytest.mark.parametrize(
    ("decision", "what"),
    [
        (date(2023, 6, 11), "Tờ trình của Phòng Nội vụ 12/06/2023"),
        (date(2033, 6, 14), "hơn một năm"),
    ],
)
def test_a_decision_before_its_proposal_or_years_later_is_an_error(decision: date, what: str) -> None:
    campaign = decided()
    row = set_value(campaign, "decision_date", decision)
    assert places(campaign, "KT-007") == [Place("settings", row, "value")]
    assert what in only_hit(campaign, "KT-007").message


def test_a_decision_before_launch_is_named_too() -> None:
    campaign = decided()
    set_value(campaign, "proposal_date", None)
    set_value(campaign, "decision_date", date(2023, 4, 9))
    assert "trước ngày phát động 10/04/2023" in only_hit(campaign, "KT-007").message


def test_a_decision_before_the_unit_s_meeting_and_submission_is_an_error_in_its_dossier() -> None:
    campaign = decided()
    set_value(campaign, "proposal_date", None)
    set_value(campaign, "decision_date", date(2023, 5, 14))
    dossier = campaign.dossiers.rows[0]
    assert places(campaign, "KT-008") == [
        Place("dossiers", dossier.row, "meeting_start"),
        Place("dossiers", dossier.row, "submission_date"),
    ]
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome = ""
    assert places(campaign, "KT-008") == []


def test_a_day_without_base_pay_is_an_error_only_where_somebody_is_awarded() -> None:
    campaign = decided()
    set_value(campaign, "base_pay_1_from", date(2023, 7, 1))
    set_value(campaign, "base_pay_2_from", date(2024, 1, 1))
    hit = only_hit(campaign, "KT-009")
    assert "14/06/2023" in hit.message
    assert "01/07/2023" in hit.message
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome = ""
    assert hits(campaign, "KT-009") == []


def test_half_a_level_of_base_pay_is_an_error_at_its_empty_half() -> None:
    campaign = clean_campaign()
    set_value(campaign, "base_pay_4_amount", 2_600_000)
    hit = only_hit(campaign, "KT-010")
    assert "Mức lương cơ sở (4): áp dụng từ ngày" in hit.message
    row = set_value(campaign, "base_pay_4_amount", None)
    assert hits(campaign, "KT-010") == []
    set_value(campaign, "base_pay_4_from", date(2025, 7, 1))
    assert places(campaign, "KT-010") == [Place("settings", row, "value")]


def test_two_levels_of_base_pay_on_one_day_are_an_error() -> None:
    campaign = clean_campaign()
    set_value(campaign, "base_pay_4_amount", 2_600_000)
    row = set_value(campaign, "base_pay_4_from", date(2024, 7, 1))
    assert places(campaign, "KT-010") == [Place("settings", row, "value")]


def test_a_law_out_of_force_on_the_day_of_the_decision_is_a_warning() -> None:
    campaign = decided()
    law = Basis(
        "ND91_2017", "Nghị định 91/2017/NĐ-CP", "", date(2017, 10, 1), date(2023, 12, 31), "Chưa xác minh"
    )
    campaign.bases = {"ND91_2017": law}
    assert hits(campaign, "KT-012") == []
    row = set_value(campaign, "decision_date", date(2024, 1, 5))
    assert places(campaign, "KT-012") == [Place("settings", row, "value")]
    assert "hết hiệu lực sau 31/12/2023 (chưa xác minh)" in only_hit(campaign, "KT-012").message


def test_the_office_of_the_notices_must_be_a_unit() -> None:
    campaign = decided()
    row = set_value(campaign, "notice_unit", "PNVQ")
    assert places(campaign, "KT-011") == [Place("settings", row, "value")]


def test_a_unit_s_copy_is_not_asked_about_outcomes() -> None:
    campaign = decided(NOT_AWARDED)
    set_value(campaign, "decision_number", None)
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome_reason = ""
    campaign.stamp.unit_code = WARD
    assert [finding.code for finding in run(campaign).findings if finding.code.startswith("KT")] == []


def test_the_settings_of_a_younger_version_are_missed_by_the_group_not_one_by_one() -> None:
    campaign = clean_campaign()
    late = {
        s.key for name, group in GROUPS if name in ("Quyết định khen thưởng", "Tiền thưởng") for s in group
    }
    rows = campaign.setting_rows.rows
    rows[:] = [row for row in rows if row.setting_key not in late]
    found = hits(campaign, "CH-001")
    assert len(found) == 2
    assert "cả nhóm “Quyết định khen thưởng”" in found[0].message
    assert "Tiền thưởng" in found[1].message
    assert run(campaign).errors == 0
