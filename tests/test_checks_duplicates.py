"""Checks for the same person, collective or row id twice."""

from __future__ import annotations

import pytest
from campaigns import (
    campaign_of,
    cell,
    cells,
    clean_campaign,
    collective,
    hits,
    individual,
    other_individual,
    unit,
)

from xlpy.checks import duplicates
from xlpy.model.campaign import Campaign

CODES = [f"TR-{number:03}" for number in range(1, 8)]
PERSON_CODES = CODES[:5]


def _two(**second: object) -> Campaign:
    """The faultless individual without CCCD, and the same person again with some fields changed."""
    first = individual(citizen_id="")
    return campaign_of(individuals=[first, {**first, "row_id": "CN-0002", **second}])


def _fired(campaign: Campaign) -> list[str]:
    return [code for code in PERSON_CODES if hits(campaign, code)]


def _name(number: int) -> str:
    return cell("individuals", "full_name", number)


def test_the_family_is_loaded() -> None:
    assert duplicates.person_twice_in_unit


@pytest.mark.parametrize("code", CODES)
def test_a_clean_campaign_has_no_duplicates(code: str) -> None:
    assert hits(clean_campaign(), code) == []


@pytest.mark.parametrize("code", CODES)
def test_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    campaign = campaign_of(
        units=[unit(participates=False)],
        individuals=[individual(), individual(birth_date="")],
        collectives=[collective(), collective()],
    )
    assert hits(campaign, code) == []


@pytest.mark.parametrize("name", ["Nguyễn Văn An", "NGUYỄN VĂN AN", "Ông Nguyễn Văn An", "nguyễn  văn an"])
def test_one_name_and_birth_date_in_a_unit_is_an_error_at_the_second_row(name: str) -> None:
    campaign = _two(full_name=name)
    assert cells(campaign, "TR-001") == [_name(2)]
    assert _name(1) in hits(campaign, "TR-001")[0].message
    assert _fired(campaign) == ["TR-001"]


def test_tone_placement_does_not_hide_a_duplicate() -> None:
    first = individual(full_name="Mai Thị Hoà", citizen_id="")
    campaign = campaign_of(individuals=[first, {**first, "full_name": "Mai Thị Hòa"}])
    assert _fired(campaign) == ["TR-001"]


def test_one_person_in_two_units_is_a_warning_naming_both_units() -> None:
    campaign = _two(unit_code="PNV")
    assert cells(campaign, "TR-002") == [_name(2)]
    assert "Phường Phúc Xá" in hits(campaign, "TR-002")[0].message
    assert "Phòng Nội vụ" in hits(campaign, "TR-002")[0].message
    assert _fired(campaign) == ["TR-002"]


def test_a_third_row_of_a_person_points_at_the_first() -> None:
    row = individual(citizen_id="")
    campaign = campaign_of(individuals=[row, row, row])
    assert cells(campaign, "TR-001") == [_name(2), _name(3)]
    assert all(_name(1) in hit.message for hit in hits(campaign, "TR-001"))


def test_another_birth_date_is_another_person() -> None:
    assert _fired(_two(birth_date="16/06/1980")) == []


@pytest.mark.parametrize(
    ("born", "fired"), [("1980", ["TR-001"]), ("06/1980", ["TR-001"]), ("07/1980", []), ("1981", [])]
)
def test_a_partial_date_is_compared_as_far_as_it_goes(born: str, fired: list[str]) -> None:
    assert _fired(_two(birth_date=born)) == fired
    first = individual(citizen_id="")
    assert _fired(campaign_of(individuals=[{**first, "birth_date": born}, first])) == fired


def test_one_citizen_number_is_one_person_whatever_the_birth_date() -> None:
    rows = [individual(), individual(row_id="CN-0002", birth_date="17/08/1979")]
    campaign = campaign_of(individuals=rows)
    assert _fired(campaign) == ["TR-001"]
    assert "cùng số CCCD" in hits(campaign, "TR-001")[0].message


def test_two_citizen_numbers_are_two_people_whatever_the_name() -> None:
    rows = [individual(), individual(row_id="CN-0002", citizen_id="001080099999")]
    assert _fired(campaign_of(individuals=rows)) == []


def test_an_old_nine_digit_number_does_not_prove_another_person() -> None:
    rows = [individual(), individual(row_id="CN-0002", citizen_id="012345678")]
    assert _fired(campaign_of(individuals=rows)) == ["TR-001"]


def test_one_name_with_a_missing_birth_date_is_questioned() -> None:
    campaign = _two(birth_date="")
    assert _fired(campaign) == ["TR-003"]
    assert cells(campaign, "TR-003") == [_name(2)]
    first = individual(citizen_id="")
    assert _fired(campaign_of(individuals=[{**first, "birth_date": ""}, first])) == ["TR-003"]


def test_names_that_differ_in_accents_with_one_birth_date_get_a_proposal() -> None:
    campaign = _two(full_name="Nguyễn Vân Ân")
    hit = hits(campaign, "TR-004")[0]
    assert (hit.cell, hit.proposal) == (_name(2), "Nguyễn Văn An")
    assert _fired(campaign) == ["TR-004"]
    assert _fired(_two(full_name="Nguyễn Vân Ân", birth_date="16/06/1980")) == []


def test_two_names_on_one_citizen_number_are_questioned_at_the_number() -> None:
    rows = [individual(), other_individual(citizen_id="001080012345")]
    campaign = campaign_of(individuals=rows)
    assert cells(campaign, "TR-005") == [cell("individuals", "citizen_id", 2)]
    assert _fired(campaign) == ["TR-005"]


def test_a_nominee_may_also_be_a_good_person() -> None:
    person = {"row_id": "NT-0001", "unit_code": "00001", "full_name": "Nguyễn Văn An", "birth_year": 1980}
    campaign = campaign_of(individuals=[individual()], good_people=[person])
    assert [hits(campaign, code) for code in CODES] == [[]] * len(CODES)


@pytest.mark.parametrize("name", ["Tổ dân phố số 3, phường Phúc Xá", "TỔ DÂN PHỐ SỐ 3, phường Phúc Xá"])
def test_a_collective_twice_in_a_unit_is_an_error(name: str) -> None:
    rows = [collective(), collective(row_id="TT-0002", name=name)]
    assert cells(campaign_of(collectives=rows), "TR-006") == [cell("collectives", "name", 2)]


def test_collectives_of_one_name_in_two_units_are_two_collectives() -> None:
    rows = [collective(), collective(row_id="TT-0002", unit_code="PNV")]
    assert hits(campaign_of(collectives=rows), "TR-006") == []


@pytest.mark.parametrize(
    "sheet", ["collectives", "individuals", "good_people", "articles", "works", "council"]
)
def test_a_row_id_used_twice_is_an_error_on_every_sheet_that_has_row_ids(sheet: str) -> None:
    rows = [{"row_id": "XX-0001"}, {"row_id": "XX-0002"}, {"row_id": "xx-0001"}]
    campaign = campaign_of(**{sheet: rows})
    assert cells(campaign, "TR-007") == [cell(sheet, "row_id", 3)]
    assert cell(sheet, "row_id", 1) in hits(campaign, "TR-007")[0].message
