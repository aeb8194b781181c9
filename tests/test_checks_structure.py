"""The workbook's stamp against its content, and sheets that do not belong to it."""

from __future__ import annotations

from decimal import Decimal
from importlib import import_module

import pytest
from clean_campaign import (
    OFFICE,
    TODAY,
    WARD,
    Place,
    add,
    clean_campaign,
    day,
    fill,
    only_hit,
    places,
)

from xlpy.checks.rules import CATALOGUE
from xlpy.model.campaign import Campaign
from xlpy.model.records import Activity, Criterion, Dossier, Score, SettingRow, Unit
from xlpy.model.settings import DEFINITIONS
from xlpy.model.table import Problem
from xlpy.schema import seeds

FAMILIES = (
    "structure",
    "settings",
    "units",
    "criteria",
    "scores",
    "votes",
    "council",
    "dossiers",
    "quotas",
    "good_people",
    "articles",
    "activities",
)
PREFIXES = ("ST", "CH", "DV", "TC", "CD", "BP", "HD", "HS", "QT", "NT", "BV", "KH", "CT")
for _name in FAMILIES:
    import_module(f"xlpy.checks.{_name}")
CODES = sorted(
    code for code, rule in CATALOGUE.items() if rule.check is not None and code.split("-")[0] in PREFIXES
)


@pytest.mark.parametrize("code", CODES)
def test_a_clean_campaign_gives_no_finding(code: str) -> None:
    assert places(clean_campaign(), code) == []


@pytest.mark.parametrize("code", CODES)
def test_a_clean_copy_of_the_ward_gives_no_finding(code: str) -> None:
    campaign = clean_campaign()
    campaign.stamp.unit_code = WARD
    for table in campaign.tables.values():
        if table.sheet.key != "units":
            table.rows = [row for row in table.rows if row.unit_code in ("", WARD)]
    assert places(campaign, code) == []


def test_what_is_no_part_of_a_packet_never_blocks_it() -> None:
    severities = {
        CATALOGUE[code].severity for code in CODES if code.split("-")[0] in ("NT", "BV", "KH", "CT")
    }
    assert severities == {"warning"}


def test_a_stray_sheet_is_named_as_not_read() -> None:
    explain = CATALOGUE["ST-STRAY"].explain
    assert explain is not None
    message, fix = explain(Problem("ST-STRAY", "", "Sheet1"))
    assert "không thuộc mẫu" in message
    assert "xóa trang thừa" in fix


def test_a_stray_copy_says_of_which_sheet() -> None:
    explain = CATALOGUE["ST-STRAY"].explain
    assert explain is not None
    message, _ = explain(Problem("ST-STRAY", "", "Cá nhân (2)", detail={"copy_of": "Cá nhân"}))
    assert "bản sao của trang “Cá nhân”" in message


def test_a_copy_for_a_unit_that_is_not_listed_is_an_error() -> None:
    campaign = clean_campaign()
    campaign.stamp.unit_code = "00099"
    assert places(campaign, "ST-001") == [Place("units", 0, "")]
    assert "00099" in only_hit(campaign, "ST-001").message


def test_rows_of_another_unit_in_a_copy_are_errors_at_their_unit_code() -> None:
    campaign = clean_campaign()
    campaign.stamp.unit_code = WARD
    assert places(campaign, "ST-002") == [
        Place("scores", campaign.scores.rows[-1].row, "unit_code"),
        Place("good_people", campaign.good_people.rows[-1].row, "unit_code"),
        Place("articles", campaign.articles.rows[-1].row, "unit_code"),
        Place("dossiers", campaign.dossiers.rows[-1].row, "unit_code"),
    ]


def test_the_master_may_hold_rows_of_every_unit() -> None:
    assert places(clean_campaign(), "ST-002") == []


def test_a_unit_that_does_not_take_part_but_has_rows_gives_a_warning() -> None:
    campaign = clean_campaign()
    office = campaign.units.rows[1]
    office.participates = False
    hit = only_hit(campaign, "ST-003")
    assert (hit.column, hit.row, hit.unit_code) == ("participates", office.row, OFFICE)
    assert "2 dòng" in hit.message


def test_a_unit_that_does_not_take_part_and_has_no_rows_is_fine() -> None:
    campaign = clean_campaign()
    campaign.units.rows[1].participates = False
    for key in ("good_people", "articles"):
        campaign.table(key).rows = [row for row in campaign.table(key).rows if row.unit_code == WARD]
    assert places(campaign, "ST-003") == []


def test_rows_of_units_that_do_not_take_part_are_not_checked() -> None:
    campaign = clean_campaign()
    campaign.units.rows[1].participates = False
    campaign.units.rows[1].phone = "1"
    campaign.good_people.rows[1].deed = ""
    assert places(campaign, "DV-004") == []
    assert places(campaign, "NT-001") == []


def new_workbook() -> Campaign:
    """A new workbook as it is handed out: the campaign's own units and criteria, prefilled codes, nothing typed."""
    campaign = Campaign.empty(TODAY)
    fill(
        campaign,
        "settings",
        [
            SettingRow(0, name=setting.name, setting_key=key, value=campaign.settings.values[key])
            for key, setting in DEFINITIONS.items()
        ],
    )
    units = [
        Unit(0, **{**row, "participates": row["participates"] == "Có"})  # type: ignore[arg-type]
        for row in seeds.units()
    ]
    fill(campaign, "units", units)
    criteria = [
        Criterion(
            0,
            **{
                **row,
                "max_points": Decimal(row["max_points"]),
                "parameter": Decimal(row["parameter"]) if row["parameter"] else None,
            },  # type: ignore[arg-type]
        )
        for row in seeds.criteria()
    ]
    fill(campaign, "criteria", criteria)
    fill(
        campaign,
        "activities",
        [
            Activity(
                0,
                **{
                    **row,
                    "start_date": day(row["start_date"]) if row["start_date"] else None,
                    "end_date": day(row["end_date"]) if row["end_date"] else None,
                },  # type: ignore[arg-type]
            )
            for row in seeds.activities()
        ],
    )
    for unit in units:
        add(campaign, "dossiers", Dossier(0, unit_code=unit.unit_code))
        for criterion in criteria:
            add(
                campaign,
                "scores",
                Score(0, unit_code=unit.unit_code, criterion_code=criterion.criterion_code),
            )
    return campaign


def test_a_new_workbook_asks_for_the_plan_and_one_thing_from_each_unit() -> None:
    campaign = new_workbook()
    found = {code: len(where) for code in CODES if (where := places(campaign, code))}
    assert found == {"CH-009": 2, "DV-009": 1, "HS-004": len(campaign.units.rows)}
