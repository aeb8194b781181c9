"""The law behind the report form: known, and in force on the day of signing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from clean_campaign import clean_campaign, only_hit, places, set_value

from xlpy.model.campaign import Campaign
from xlpy.packets.basis import read_bases
from xlpy.vietnamese.dates import PartialDate

TEMPLATES = Path(__file__).resolve().parents[1] / "templates"


def campaign_under(key: str) -> Campaign:
    campaign = clean_campaign()
    campaign.bases = read_bases(TEMPLATES)
    set_value(campaign, "legal_basis", key)
    campaign.settings.values["legal_basis"] = key
    return campaign


def test_the_decree_of_the_plan_is_in_force_in_spring_2023() -> None:
    campaign = campaign_under("ND91_2017")
    assert places(campaign, "HS-016") == []
    assert places(campaign, "CH-012") == []


def test_an_unknown_basis_is_an_error_with_the_nearest_known_one() -> None:
    hit = only_hit(campaign_under("ND91-2017"), "CH-012")
    assert hit.proposal == "ND91_2017"
    assert "ND98_2023" in hit.message


def test_a_submission_signed_after_the_end_of_the_decree_is_found_with_the_one_in_force() -> None:
    campaign = campaign_under("ND91_2017")
    campaign.dossiers.rows[0].submission_date = PartialDate(2024, 1, 5)
    hit = only_hit(campaign, "HS-016")
    assert (hit.row, hit.column) == (campaign.dossiers.rows[0].row, "submission_date")
    assert "31/12/2023" in hit.message
    assert "Nghị định số 98/2023/NĐ-CP" in hit.message
    assert "ND98_2023" in hit.fix


def test_the_successor_is_not_in_force_before_its_first_day() -> None:
    campaign = campaign_under("ND98_2023")
    assert {place.row for place in places(campaign, "HS-016")} == {
        dossier.row for dossier in campaign.dossiers.rows if dossier.submission_date
    }


def test_the_last_and_the_first_day_count() -> None:
    bases = read_bases(TEMPLATES)
    assert bases["ND91_2017"].in_force(date(2023, 12, 31))
    assert not bases["ND91_2017"].in_force(date(2024, 1, 1))
    assert bases["ND98_2023"].in_force(date(2024, 1, 1))
    assert not bases["ND98_2023"].in_force(date(2025, 7, 1))
