"""Người tốt, việc tốt: complete, believable, once each, at least one a unit."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, day, only_hit, places


@pytest.mark.parametrize(
    "column", ["unit_code", "full_name", "gender", "birth_year", "address", "deed", "level"]
)
def test_a_blank_required_cell_is_found_at_the_cell(column: str) -> None:
    campaign = clean_campaign()
    person = campaign.good_people.rows[0]
    setattr(person, column, None if column == "birth_year" else "")
    assert places(campaign, "NT-001") == [Place("good_people", person.row, column)]


@pytest.mark.parametrize(
    ("year", "fires"), [(1858, True), (1922, True), (1923, False), (2023, False), (2024, True)]
)
def test_birth_years_are_plausible(year: int, fires: bool) -> None:
    campaign = clean_campaign()
    person = campaign.good_people.rows[0]
    person.birth_year = year
    assert places(campaign, "NT-002") == ([Place("good_people", person.row, "birth_year")] if fires else [])


def test_nobody_does_a_deed_before_birth() -> None:
    campaign = clean_campaign()
    person = campaign.good_people.rows[0]
    person.birth_year, person.deed_date = 2020, day("2019-05-01")
    assert places(campaign, "NT-002") == [Place("good_people", person.row, "birth_year")]


def test_one_deed_named_twice_is_found_whatever_the_spelling() -> None:
    campaign = clean_campaign()
    person = campaign.good_people.rows[0]
    again = add(
        campaign,
        "good_people",
        replace(person, full_name="Bà trần thị lan", deed=person.deed.upper(), unit_code=OFFICE),
    )
    assert places(campaign, "NT-003") == [Place("good_people", again.row, "deed")]
    assert f"đơn vị {WARD}" in only_hit(campaign, "NT-003").message


def test_one_person_may_be_named_for_several_deeds() -> None:
    campaign = clean_campaign()
    add(campaign, "good_people", replace(campaign.good_people.rows[0], deed="Hiến máu cứu người."))
    assert places(campaign, "NT-003") == []


def test_two_people_of_one_name_may_have_done_the_same() -> None:
    campaign = clean_campaign()
    add(campaign, "good_people", replace(campaign.good_people.rows[0], birth_year=1990))
    assert places(campaign, "NT-003") == []


@pytest.mark.parametrize(("when", "fires"), [("2023-06-01", False), ("2023-06-02", True)])
def test_a_deed_has_already_happened(when: str, fires: bool) -> None:
    campaign = clean_campaign()
    person = campaign.good_people.rows[0]
    person.deed_date = day(when)
    assert places(campaign, "NT-004") == ([Place("good_people", person.row, "deed_date")] if fires else [])


def test_a_unit_that_answered_owes_one_good_person() -> None:
    campaign = clean_campaign()
    campaign.good_people.rows.pop()
    assert only_hit(campaign, "NT-005").unit_code == OFFICE


def test_a_unit_that_has_not_begun_owes_nothing_yet() -> None:
    campaign = clean_campaign()
    campaign.good_people.rows.pop()
    campaign.dossiers.rows.pop()
    assert places(campaign, "NT-005") == []


def test_the_minimum_is_a_setting() -> None:
    campaign = clean_campaign()
    campaign.settings.values["good_people_min"] = 2
    assert [hit.sheet for hit in places(campaign, "NT-005")] == ["good_people", "good_people"]
    campaign.settings.values["good_people_min"] = 0
    campaign.good_people.rows.clear()
    assert places(campaign, "NT-005") == []
