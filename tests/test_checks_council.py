"""Hội đồng: chair, secretary, presence, conflicts of interest."""

from __future__ import annotations

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, only_hit, places, unreadable

from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember


def member(campaign: Campaign, index: int) -> CouncilMember:
    return campaign.council.rows[index]


def one_more(campaign: Campaign, **values: object) -> CouncilMember:
    fields: dict[str, object] = {
        "unit_code": WARD,
        "full_name": "Bùi Văn Em",
        "position": "Công an phường",
        "role": "Ủy viên",
        "present": True,
    }
    return add(campaign, "council", CouncilMember(0, **(fields | values)))  # type: ignore[arg-type]


@pytest.mark.parametrize("column", ["unit_code", "full_name", "position", "role", "present"])
def test_a_blank_required_cell_is_found_at_the_cell(column: str) -> None:
    campaign = clean_campaign()
    row = one_more(campaign, **{column: None if column == "present" else ""})
    assert places(campaign, "HD-001") == [Place("council", row.row, column)]


def test_a_unit_that_nominates_needs_a_council() -> None:
    campaign = clean_campaign()
    campaign.council.rows.clear()
    hit = only_hit(campaign, "HD-002")
    assert (hit.cell, hit.unit_code) == (None, WARD)


def test_a_unit_that_does_not_nominate_needs_no_council() -> None:
    campaign = clean_campaign()
    assert all(row.unit_code != OFFICE for row in campaign.council.rows)
    assert places(campaign, "HD-002") == []


@pytest.mark.parametrize("role", ["Chủ tịch", "Thư ký"])
def test_two_of_one_office_are_found_at_the_second(role: str) -> None:
    campaign = clean_campaign()
    row = one_more(campaign, role=role)
    assert places(campaign, "HD-003") == [Place("council", row.row, "role")]


@pytest.mark.parametrize(("index", "role"), [(0, "Chủ tịch"), (3, "Thư ký")])
def test_a_council_without_chair_or_secretary_is_incomplete(index: int, role: str) -> None:
    campaign = clean_campaign()
    member(campaign, index).role = "Ủy viên"
    assert f"chưa có {role}" in only_hit(campaign, "HD-003").message


def test_an_unreadable_role_may_be_the_missing_one() -> None:
    campaign = clean_campaign()
    member(campaign, 3).role = "Thu ki"
    unreadable(campaign, "council", member(campaign, 3), "role", "Thu ki")
    assert places(campaign, "HD-003") == []


def test_the_chair_cannot_be_the_secretary() -> None:
    campaign = clean_campaign()
    member(campaign, 3).full_name = "Ông Nguyễn Văn An"
    assert places(campaign, "HD-004") == [Place("council", member(campaign, 3).row, "role")]
    assert places(campaign, "HD-005") == []


def test_a_member_listed_twice_is_found_whatever_the_spelling() -> None:
    campaign = clean_campaign()
    row = one_more(campaign, full_name="đặng thị dung", position="công chức văn phòng")
    assert places(campaign, "HD-005") == [Place("council", row.row, "full_name")]


def test_two_members_of_one_name_with_different_posts_are_two_people() -> None:
    campaign = clean_campaign()
    one_more(campaign, full_name="Đặng Thị Dung", position="Chủ tịch Hội Phụ nữ")
    assert places(campaign, "HD-005") == []


def test_absence_needs_a_reason() -> None:
    campaign = clean_campaign()
    member(campaign, 2).present = False
    assert places(campaign, "HD-006") == [Place("council", member(campaign, 2).row, "reason_absent")]
    member(campaign, 2).reason_absent = "Đi công tác"
    assert places(campaign, "HD-006") == []


@pytest.mark.parametrize(("written", "fires"), [(0, False), (1, False), (2, True), (-1, True), (None, False)])
def test_written_opinions_come_from_absent_members(written: int | None, fires: bool) -> None:
    campaign = clean_campaign()
    member(campaign, 2).present = False
    dossier = campaign.dossiers.rows[0]
    dossier.written_opinions = written
    expected = [Place("dossiers", dossier.row, "written_opinions")] if fires else []
    assert places(campaign, "HD-007") == expected


def test_an_absent_chair_needs_a_deputy_who_is_present() -> None:
    campaign = clean_campaign()
    member(campaign, 0).present = False
    assert places(campaign, "HD-008") == []
    member(campaign, 1).present = False
    assert places(campaign, "HD-008") == [Place("council", member(campaign, 0).row, "present")]


def test_a_member_who_is_nominated_and_votes_on_himself_is_a_warning() -> None:
    campaign = clean_campaign()
    campaign.individuals.rows[0].full_name = "Vũ Văn Cường"
    hit = only_hit(campaign, "HD-009")
    assert (hit.row, hit.column) == (member(campaign, 2).row, "recused_from")
    assert hit.proposal == "CN-0001"


def test_a_recused_nominee_is_no_conflict() -> None:
    campaign = clean_campaign()
    campaign.individuals.rows[0].full_name = "Vũ Văn Cường"
    member(campaign, 2).recused_from = "TT-0001; CN-0001"
    assert places(campaign, "HD-009") == []


def test_a_nominee_of_another_unit_is_no_conflict() -> None:
    campaign = clean_campaign()
    campaign.individuals.rows[0].full_name = "Vũ Văn Cường"
    campaign.individuals.rows[0].unit_code = OFFICE
    assert places(campaign, "HD-009") == []


@pytest.mark.parametrize(
    ("text", "fires"), [("CN-0001", False), ("tt-0001;CN-0001", False), ("CN-0001; CN-0099", True)]
)
def test_a_recusal_names_a_nominee_of_the_unit(text: str, fires: bool) -> None:
    campaign = clean_campaign()
    member(campaign, 1).recused_from = text
    expected = [Place("council", member(campaign, 1).row, "recused_from")] if fires else []
    assert places(campaign, "HD-010") == expected
    if fires:
        assert "CN-0099" in only_hit(campaign, "HD-010").message
