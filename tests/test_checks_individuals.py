"""Checks of Cá nhân: fields of Mẫu 07, dates and ages, the citizen number, declaration, priority."""

from __future__ import annotations

from datetime import date

import pytest
from campaigns import campaign_of, cell, cells, hits, individual, unit

from xlpy.checks import individuals
from xlpy.model.table import Problem
from xlpy.vietnamese.dates import PartialDate

CODES = [*(f"CN-{number:03}" for number in range(1, 11)), "D12"]


def _at(column: str, number: int = 1) -> list[str]:
    return [cell("individuals", column, number)]


def test_the_family_is_loaded() -> None:
    assert individuals.required_fields


@pytest.mark.parametrize("code", CODES)
def test_a_faultless_individual_is_silent(code: str) -> None:
    assert hits(campaign_of(individuals=[individual()]), code) == []


@pytest.mark.parametrize("code", CODES)
def test_individuals_of_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    bad = individual(
        position="", birth_date="01/01/2050", citizen_id="12", clean_record=False, priority=0, home_town="x"
    )
    assert hits(campaign_of(units=[unit(participates=False)], individuals=[bad, bad]), code) == []


@pytest.mark.parametrize(
    "column",
    [
        "unit_code",
        "full_name",
        "gender",
        "birth_date",
        "home_town",
        "residence",
        "occupation",
        "position",
        "workplace",
        "award",
    ],
)
def test_each_blank_required_cell_is_one_finding_at_that_cell(column: str) -> None:
    campaign = campaign_of(individuals=[individual(), individual(row_id="CN-0002", **{column: ""})])
    assert cells(campaign, "CN-001") == _at(column, 2)


def test_a_markdown_table_names_every_missing_cell_of_a_row() -> None:
    campaign = campaign_of(
        individuals="""
        | row_id  | unit_code | full_name     | gender |
        | ------- | --------- | ------------- | ------ |
        | CN-0001 | 00001     | Nguyễn Văn An | Nam    |
        """
    )
    missing = {hit.column for hit in hits(campaign, "CN-001")}
    assert {
        "birth_date",
        "home_town",
        "residence",
        "occupation",
        "position",
        "workplace",
        "votes_for",
    } <= missing
    assert not {"alias", "citizen_id", "priority", "full_name", "results"} & missing


def test_an_unreadable_birth_date_is_not_called_missing_as_well() -> None:
    problem = Problem(
        "TYPE", "individuals", "Cá nhân", cell("individuals", "birth_date"), 5, "birth_date", "hè 1980"
    )
    assert hits(campaign_of(individuals=[individual(birth_date=None)], problems=[problem]), "CN-001") == []


@pytest.mark.parametrize("born", ["02/06/2023", "2024"])
def test_a_birth_date_in_the_future_is_an_error(born: str) -> None:
    assert cells(campaign_of(individuals=[individual(birth_date=born)]), "CN-002") == _at("birth_date")


def test_a_birth_date_today_is_not_in_the_future() -> None:
    assert hits(campaign_of(individuals=[individual(birth_date="01/06/2023")]), "CN-002") == []


@pytest.mark.parametrize(
    ("born", "warned"),
    [
        ("31/05/2008", False),
        ("01/06/2008", True),
        ("2008", False),
        ("2009", True),
        ("06/2008", True),
        ("31/05/1923", False),
        ("30/05/1922", True),
        ("1922", False),
        ("1921", True),
    ],
)
def test_age_counts_to_the_deadline_and_doubt_favours_the_nominee(born: str, warned: bool) -> None:
    campaign = campaign_of(individuals=[individual(birth_date=born, citizen_id="")])
    assert cells(campaign, "CN-003") == (_at("birth_date") if warned else [])


def test_the_age_range_is_the_clerks_setting() -> None:
    campaign = campaign_of(individuals=[individual(birth_date="15/06/1980")], settings={"max_age": 40})
    assert cells(campaign, "CN-003") == _at("birth_date")
    moved = campaign_of(
        individuals=[individual(birth_date="01/06/2008")], settings={"deadline": date(2023, 6, 15)}
    )
    assert hits(moved, "CN-003") == []


@pytest.mark.parametrize("number", ["00118001234A", "1080012345678", "08001234", "1,08E+09", "٠٠١٠٨٠٠١٢٣٤٥"])
def test_a_citizen_number_of_wrong_form_is_an_error(number: str) -> None:
    assert cells(campaign_of(individuals=[individual(citizen_id=number)]), "CN-004") == _at("citizen_id")


@pytest.mark.parametrize("number", ["", "012345678", "001080012345"])
def test_no_number_and_an_old_nine_digit_number_are_accepted(number: str) -> None:
    campaign = campaign_of(individuals=[individual(citizen_id=number)])
    assert [hits(campaign, code) for code in ("CN-004", "CN-005", "CN-006")] == [[], [], []]


@pytest.mark.parametrize(
    ("number", "gender", "born", "gender_wrong", "year_wrong"),
    [
        ("001180012345", "Nam", "15/06/1980", True, False),
        ("001080012345", "Nữ", "15/06/1980", True, False),
        ("001081012345", "Nam", "15/06/1980", False, True),
        ("001205012345", "Nam", "15/06/2005", False, False),
        ("001305012345", "Nữ", "15/06/2005", False, False),
        ("001305012345", "Nam", "15/06/1905", True, True),
    ],
)
def test_gender_and_year_are_compared_with_the_citizen_number(
    number: str, gender: str, born: str, gender_wrong: bool, year_wrong: bool
) -> None:
    campaign = campaign_of(individuals=[individual(citizen_id=number, gender=gender, birth_date=born)])
    assert cells(campaign, "CN-005") == (_at("gender") if gender_wrong else [])
    assert cells(campaign, "CN-006") == (_at("birth_date") if year_wrong else [])


def test_a_wrong_year_with_a_small_day_also_asks_about_swapped_day_and_month() -> None:
    small = hits(campaign_of(individuals=[individual(birth_date="05/06/1981")]), "CN-006")[0]
    large = hits(campaign_of(individuals=[individual(birth_date="15/06/1981")]), "CN-006")[0]
    assert "đảo" in small.fix
    assert "đảo" not in large.fix


def test_a_declaration_of_no_bars_the_individual() -> None:
    assert cells(campaign_of(individuals=[individual(clean_record=False)]), "CN-007") == _at("clean_record")


def test_a_priority_below_one_is_an_error() -> None:
    assert cells(campaign_of(individuals=[individual(priority=0)]), "CN-008") == _at("priority")


def test_a_priority_used_twice_in_a_unit_is_questioned() -> None:
    rows = [individual(), individual(row_id="CN-0002", full_name="Lê Thị Cúc")]
    assert cells(campaign_of(individuals=rows), "CN-009") == _at("priority", 2)
    rows[1] = {**rows[1], "priority": None}
    assert hits(campaign_of(individuals=rows), "CN-009") == []


@pytest.mark.parametrize("value", ["…", "xx", "bổ sung sau", "--"])
def test_a_field_filled_for_show_is_an_error(value: str) -> None:
    assert cells(campaign_of(individuals=[individual(home_town=value)]), "CN-010") == _at("home_town")


def test_the_same_person_with_day_and_month_the_other_way_round_is_questioned() -> None:
    rows = [individual(birth_date="05/06/1980"), individual(row_id="CN-0002", birth_date="06/05/1980")]
    campaign = campaign_of(individuals=rows)
    assert cells(campaign, "D12") == _at("birth_date", 2)
    assert cell("individuals", "birth_date") in hits(campaign, "D12")[0].message
    rows[1] = {**rows[1], "full_name": "Phạm Văn Dũng"}
    assert hits(campaign_of(individuals=rows), "D12") == []


def _us_looking(days: list[int], text_day: int) -> list[str | None]:
    rows = [
        individual(
            row_id=f"CN-{n:04}", full_name=f"Nguyễn Văn {name}", birth_date=PartialDate(1980 + n, 9, day)
        )
        for n, (name, day) in enumerate(zip(["An", "Bách", "Cường"], days, strict=False))
    ]
    rows.append(
        individual(row_id="CN-0009", full_name="Lê Thị Cúc", birth_date=PartialDate(1985, 6, text_day))
    )
    row = 4 + len(rows)
    problem = Problem(
        "D11",
        "individuals",
        "Cá nhân",
        cell("individuals", "birth_date", len(rows)),
        row,
        "birth_date",
        "25/06/1985",
    )
    return cells(campaign_of(individuals=rows, problems=[problem]), "D12")


def test_a_unit_whose_late_days_are_text_and_early_days_are_dates_looks_month_first() -> None:
    assert _us_looking([5, 7], 25) == _at("birth_date", 1) + _at("birth_date", 2)


@pytest.mark.parametrize(("days", "text_day"), [([5], 25), ([5, 17], 25), ([5, 7], 6)])
def test_one_date_a_late_real_day_or_an_early_text_day_is_no_sign_of_swapping(
    days: list[int], text_day: int
) -> None:
    assert _us_looking(days, text_day) == []
