"""Đơn vị: codes, names, headings, signers, quotas of their own."""

from __future__ import annotations

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, only_hit, places, unreadable

from xlpy.model.records import Unit


def another_unit(**values: object) -> Unit:
    fields: dict[str, object] = {
        "unit_code": "00004",
        "unit_name": "Phường Trúc Bạch",
        "unit_kind": "Phường",
        "participates": True,
        "parent_org": "UBND QUẬN BA ĐÌNH",
        "header_name": "ỦY BAN NHÂN DÂN PHƯỜNG TRÚC BẠCH",
        "header_style": "Nhà nước",
        "symbol": "UBND",
        "place": "Trúc Bạch",
        "signer_title": "CHỦ TỊCH",
    }
    return Unit(0, **(fields | values))  # type: ignore[arg-type]


@pytest.mark.parametrize("column", ["unit_code", "unit_name", "unit_kind", "header_name", "symbol", "place"])
def test_a_blank_required_cell_is_found_at_the_cell(column: str) -> None:
    campaign = clean_campaign()
    unit = add(campaign, "units", another_unit(**{column: ""}))
    assert places(campaign, "DV-001") == [Place("units", unit.row, column)]
    assert only_hit(campaign, "DV-001").cell == campaign.units.cell(unit, column)


def test_a_cell_that_the_reader_could_not_read_is_not_called_missing() -> None:
    campaign = clean_campaign()
    unit = add(campaign, "units", another_unit(unit_kind=""))
    unreadable(campaign, "units", unit, "unit_kind", "#N/A")
    assert places(campaign, "DV-001") == []


@pytest.mark.parametrize(("code", "fires"), [("00001", True), (" 0000 1", True), ("00004", False)])
def test_two_units_of_one_code_are_found_at_the_later_row(code: str, fires: bool) -> None:
    campaign = clean_campaign()
    unit = add(campaign, "units", another_unit(unit_code=code))
    assert places(campaign, "DV-002") == ([Place("units", unit.row, "unit_code")] if fires else [])


def test_one_name_twice_in_one_kind_is_an_error_whatever_the_tone_placement() -> None:
    campaign = clean_campaign()
    add(campaign, "units", another_unit(unit_code="H1", unit_name="Phường Hòa An"))
    twin = add(campaign, "units", another_unit(unit_code="H2", unit_name="phường Hoà An"))
    assert places(campaign, "DV-003") == [Place("units", twin.row, "unit_name")]


def test_one_name_in_two_kinds_is_allowed() -> None:
    campaign = clean_campaign()
    add(campaign, "units", another_unit(unit_name="Phường Phúc Xá", unit_kind="Trường học"))
    assert places(campaign, "DV-003") == []


@pytest.mark.parametrize(
    ("phone", "fires"),
    [
        ("", False),
        ("0912345678", False),
        ("0912.345.678", False),
        ("024 3823 4567", False),
        ("0912345678; 0987654321", False),
        ("912345678", True),
        ("091234567", True),
        ("0912345678; 123", True),
        ("không có", True),
    ],
)
def test_phone_numbers_have_ten_digits_and_land_lines_eleven(phone: str, fires: bool) -> None:
    campaign = clean_campaign()
    ward = campaign.units.rows[0]
    ward.phone = phone
    assert places(campaign, "DV-004") == ([Place("units", ward.row, "phone")] if fires else [])


@pytest.mark.parametrize(
    ("email", "fires"),
    [
        ("", False),
        ("phucxa@hanoi.gov.vn", False),
        ("a@example.vn; b@example.vn", False),
        ("phucxa.hanoi.gov.vn", True),
        ("phucxa@hanoi", True),
        ("phúc xá@hanoi.gov.vn", True),
    ],
)
def test_mail_addresses_have_their_form(email: str, fires: bool) -> None:
    campaign = clean_campaign()
    ward = campaign.units.rows[0]
    ward.email = email
    assert places(campaign, "DV-005") == ([Place("units", ward.row, "email")] if fires else [])


def test_a_unit_without_a_mail_address_is_warned_of_beside_units_that_have_one() -> None:
    campaign = clean_campaign()
    assert places(campaign, "DV-009") == []
    ward = campaign.units.rows[0]
    ward.email = " "
    assert places(campaign, "DV-009") == [Place("units", ward.row, "email")]
    ward.participates = False
    assert places(campaign, "DV-009") == []


def test_a_district_without_any_mail_address_is_warned_once() -> None:
    campaign = clean_campaign()
    for unit in campaign.units.rows:
        unit.email = ""
    hit = only_hit(campaign, "DV-009")
    assert (hit.cell, hit.column) == (None, "")
    assert f"cả {len(campaign.taking_part())} đơn vị" in hit.message


def test_a_unit_that_nominates_needs_a_signer() -> None:
    campaign = clean_campaign()
    campaign.units.rows[0].signer_name = ""
    hit = only_hit(campaign, "DV-006")
    assert (hit.unit_code, hit.column) == (WARD, "signer_name")


def test_a_unit_that_does_not_nominate_needs_no_signer() -> None:
    campaign = clean_campaign()
    assert campaign.units.rows[1].signer_name == ""
    assert places(campaign, "DV-006") == []


@pytest.mark.parametrize(("quota", "fires"), [(None, False), (2, False), (3, True)])
def test_a_quota_above_that_of_the_kind_is_a_warning(quota: int | None, fires: bool) -> None:
    campaign = clean_campaign()
    ward = campaign.units.rows[0]
    ward.collective_quota = quota
    assert places(campaign, "DV-007") == ([Place("units", ward.row, "collective_quota")] if fires else [])


def test_the_kinds_quota_is_read_from_the_settings() -> None:
    campaign = clean_campaign()
    campaign.settings.values["quota_individual_department"] = 4
    campaign.units.rows[1].individual_quota = 4
    assert places(campaign, "DV-007") == []
    campaign.units.rows[1].individual_quota = 5
    assert only_hit(campaign, "DV-007").unit_code == OFFICE


@pytest.mark.parametrize(("quota", "fires"), [(-1, True), (0, False), (50, False), (51, True)])
def test_a_quota_is_a_number_from_zero(quota: int, fires: bool) -> None:
    campaign = clean_campaign()
    ward = campaign.units.rows[0]
    ward.individual_quota = quota
    assert places(campaign, "DV-008") == ([Place("units", ward.row, "individual_quota")] if fires else [])


def test_an_unverified_unit_is_no_finding() -> None:
    campaign = clean_campaign()
    campaign.units.rows[0].verified = "Chưa xác minh"
    assert all(places(campaign, f"DV-{number:03d}") == [] for number in range(1, 9))
