"""Checks of Tập thể: fields of Mẫu 07, name against the unit, numbers, declaration, priority."""

from __future__ import annotations

import pytest
from campaigns import campaign_of, cell, cells, collective, hits, unit

from xlpy.checks import collectives
from xlpy.model.table import Problem
from xlpy.schema import seeds, sheet

CODES = [f"TT-{number:03}" for number in range(1, 14)]


def _at(column: str, number: int = 1) -> list[str]:
    return [cell("collectives", column, number)]


def test_the_family_is_loaded() -> None:
    assert collectives.required_fields


@pytest.mark.parametrize("code", CODES)
def test_a_faultless_collective_is_silent(code: str) -> None:
    assert hits(campaign_of(collectives=[collective()]), code) == []


@pytest.mark.parametrize("code", CODES)
def test_collectives_of_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    bad = {"unit_code": "00001", "name": "", "scope": "Thuộc đơn vị", "clean_record": False, "priority": 0}
    campaign = campaign_of(units=[unit(participates=False)], collectives=[bad, bad])
    assert hits(campaign, code) == []


@pytest.mark.parametrize(
    "column",
    [
        "unit_code",
        "name",
        "scope",
        "founded_year",
        "structure",
        "headcount",
        "function",
        "award",
        "votes_for",
        "clean_record",
    ],
)
def test_each_blank_required_cell_is_one_finding_at_that_cell(column: str) -> None:
    blank = None if column in ("founded_year", "headcount", "votes_for", "clean_record") else ""
    campaign = campaign_of(collectives=[collective(), collective(row_id="TT-0002", **{column: blank})])
    assert cells(campaign, "TT-001") == _at(column, 2)


def test_a_missing_field_is_named_with_its_header_and_the_collective() -> None:
    hit = hits(campaign_of(collectives=[collective(structure="")]), "TT-001")[0]
    assert "“Cơ cấu tổ chức”" in hit.message
    assert "Tổ dân phố số 3" in hit.message
    assert hit.row_id == "TT-0001"
    assert hit.unit_code == "00001"


def test_zero_votes_are_not_missing() -> None:
    assert hits(campaign_of(collectives=[collective(votes_against=0, votes_other=0)]), "TT-001") == []


def test_a_cell_that_the_reader_could_not_read_is_not_called_missing_as_well() -> None:
    problem = Problem(
        "TYPE", "collectives", "Tập thể", cell("collectives", "headcount"), 5, "headcount", "mười"
    )
    campaign = campaign_of(collectives=[collective(headcount=None)], problems=[problem])
    assert hits(campaign, "TT-001") == []


def test_a_part_of_a_unit_needs_who_heads_it() -> None:
    campaign = campaign_of(collectives=[collective(head_title="", head_name="")])
    assert cells(campaign, "TT-002") == _at("head_title") + _at("head_name")
    whole = collective(name="UBND phường Phúc Xá", scope="Chính đơn vị", head_title="", head_name="")
    assert hits(campaign_of(collectives=[whole]), "TT-002") == []


def test_a_founding_year_after_today_is_an_error() -> None:
    assert cells(campaign_of(collectives=[collective(founded_year=2024)]), "TT-003") == _at("founded_year")
    assert hits(campaign_of(collectives=[collective(founded_year=2023)]), "TT-003") == []


def test_a_founding_year_before_1900_is_questioned() -> None:
    assert cells(campaign_of(collectives=[collective(founded_year=1661)]), "TT-004") == _at("founded_year")
    assert hits(campaign_of(collectives=[collective(founded_year=1900)]), "TT-004") == []


@pytest.mark.parametrize(("column", "value"), [("headcount", 0), ("headcount", 100_001), ("women_count", -1)])
def test_a_headcount_out_of_range_is_an_error(column: str, value: int) -> None:
    assert cells(campaign_of(collectives=[collective(**{column: value})]), "TT-005") == _at(column)


def test_more_women_than_people_is_an_error() -> None:
    assert cells(campaign_of(collectives=[collective(headcount=7, women_count=8)]), "TT-006") == _at(
        "women_count"
    )
    assert hits(campaign_of(collectives=[collective(headcount=7, women_count=7)]), "TT-006") == []


@pytest.mark.parametrize(
    "name",
    [
        "Phường Phúc Xá",
        "UBND phường Phúc Xá",
        "P. Phúc Xá",
        "Ủy ban nhân dân phường Phúc Xá, quận Ba Đình, thành phố Hà Nội",
        "Tập thể cán bộ và nhân dân phường Phúc Xá",
        "Uỷ ban nhân dân phường PHÚC XÁ quận Ba Đình",
    ],
)
def test_the_name_of_the_unit_typed_as_a_part_of_it_is_questioned(name: str) -> None:
    campaign = campaign_of(collectives=[collective(name=name)])
    assert cells(campaign, "TT-007") == _at("scope")
    assert hits(campaign_of(collectives=[collective(name=name, scope="Chính đơn vị")]), "TT-008") == []


@pytest.mark.parametrize(
    "name", ["Tổ dân phố số 3, phường Phúc Xá", "Chi hội Phụ nữ số 2", "Trường Mầm non Phúc Xá"]
)
def test_a_part_typed_as_the_unit_itself_is_questioned(name: str) -> None:
    campaign = campaign_of(collectives=[collective(name=name, scope="Chính đơn vị")])
    assert cells(campaign, "TT-008") == _at("scope")
    assert hits(campaign_of(collectives=[collective(name=name)]), "TT-007") == []


@pytest.mark.parametrize(
    "pattern", ["{}", "Tập thể {}", "{}, quận Ba Đình", "{}, quận Ba Đình, thành phố Hà Nội"]
)
def test_every_unit_of_the_campaign_is_recognised_by_its_own_names(pattern: str) -> None:
    units = [{**row, "participates": True} for row in seeds.units()]
    rows = [
        collective(unit_code=row["unit_code"], name=pattern.format(name), scope="Chính đơn vị")
        for row in seeds.units()
        for name in (row["unit_name"], row["header_name"])
    ]
    campaign = campaign_of(units=units, collectives=rows)
    assert len(rows) > 100
    assert [hit.message for code in ("TT-008", "TT-009") for hit in hits(campaign, code)] == []


def test_a_typing_error_in_the_units_name_is_still_the_unit() -> None:
    campaign = campaign_of(collectives=[collective(name="UBND phường Phúc Xa", scope="Chính đơn vị")])
    assert hits(campaign, "TT-008") == []


def test_another_number_in_the_name_is_another_body() -> None:
    units = [unit(unit_name="Trường Mầm non số 5", header_name="TRƯỜNG MẦM NON SỐ 5", aliases="")]
    campaign = campaign_of(
        units=units, collectives=[collective(name="Trường Mầm non số 6", scope="Chính đơn vị")]
    )
    assert cells(campaign, "TT-008") == _at("scope")


def test_the_name_of_another_unit_is_questioned_with_that_units_code() -> None:
    campaign = campaign_of(collectives=[collective(name="Phòng Nội vụ")])
    hit = hits(campaign, "TT-009")[0]
    assert hit.cell == cell("collectives", "name")
    assert "PNV" in hit.fix


def test_units_that_share_a_name_are_not_mistaken_for_each_other() -> None:
    twins = [
        unit(aliases="Thành Công"),
        unit(unit_code="THCS-TC", unit_name="Trường Thành Công", aliases="Thành Công"),
    ]
    campaign = campaign_of(units=twins, collectives=[collective(name="Thành Công", scope="Chính đơn vị")])
    assert hits(campaign, "TT-009") == []


def test_a_declaration_of_no_bars_the_collective() -> None:
    assert cells(campaign_of(collectives=[collective(clean_record=False)]), "TT-010") == _at("clean_record")


@pytest.mark.parametrize("priority", [0, -2])
def test_a_priority_below_one_is_an_error(priority: int) -> None:
    assert cells(campaign_of(collectives=[collective(priority=priority)]), "TT-011") == _at("priority")


def test_a_priority_used_twice_in_a_unit_is_questioned() -> None:
    rows = [collective(), collective(row_id="TT-0002", name="Chi hội Phụ nữ số 2")]
    campaign = campaign_of(collectives=rows)
    assert cells(campaign, "TT-012") == _at("priority", 2)
    assert cell("collectives", "priority") in hits(campaign, "TT-012")[0].message
    rows[1] = {**rows[1], "unit_code": "PNV"}
    assert hits(campaign_of(collectives=rows), "TT-012") == []


@pytest.mark.parametrize("value", ["...", "-", "x", "NT", "như trên", "Đang cập nhật."])
def test_a_field_filled_for_show_is_an_error(value: str) -> None:
    assert cells(campaign_of(collectives=[collective(structure=value)]), "TT-013") == _at("structure")


def test_every_rule_of_the_family_points_at_a_column_of_the_sheet() -> None:
    bad = {
        "unit_code": "00001",
        "scope": "Thuộc đơn vị",
        "clean_record": False,
        "priority": 0,
        "founded_year": 2050,
    }
    campaign = campaign_of(collectives=[bad])
    keys = {column.key for column in sheet("collectives").columns}
    found = [hit for code in CODES for hit in hits(campaign, code)]
    assert len(found) > 10
    assert {hit.column for hit in found} <= keys
