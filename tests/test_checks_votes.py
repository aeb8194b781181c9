"""The votes: whole numbers, as many as ballots, over the threshold, in a meeting with a quorum."""

from __future__ import annotations

from decimal import Decimal

import pytest
from clean_campaign import WARD, Place, clean_campaign, only_hit, places
from hypothesis import given
from hypothesis import strategies as st

from xlpy.model.ballots import count_council, recused_rows, votes_needed
from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember
from xlpy.model.settings import Settings


def vote(campaign: Campaign, votes_for: int, against: int, other: int) -> Place:
    """The individual's votes; gives the place where findings about them stand."""
    person = campaign.individuals.rows[0]
    person.votes_for, person.votes_against, person.votes_other = votes_for, against, other
    return Place("individuals", person.row, "votes_for")


def test_a_negative_count_is_found_at_its_cell() -> None:
    campaign = clean_campaign()
    campaign.collectives.rows[0].votes_against = -1
    row = campaign.collectives.rows[0].row
    assert places(campaign, "BP-001") == [Place("collectives", row, "votes_against")]
    assert places(campaign, "BP-002") == []


@pytest.mark.parametrize(("votes", "fires"), [((4, 0, 0), False), ((3, 0, 0), True), ((4, 1, 0), True)])
def test_the_votes_add_up_to_the_members_present(votes: tuple[int, int, int], fires: bool) -> None:
    campaign = clean_campaign()
    place = vote(campaign, *votes)
    assert places(campaign, "BP-002") == ([place] if fires else [])


def test_missing_votes_are_not_counted_as_zero() -> None:
    campaign = clean_campaign()
    campaign.individuals.rows[0].votes_other = None
    campaign.individuals.rows[0].votes_for = 1
    assert places(campaign, "BP-002") == []
    assert places(campaign, "BP-003") == []


def test_a_written_opinion_of_an_absent_member_counts_as_a_ballot() -> None:
    campaign = clean_campaign()
    campaign.council.rows[2].present = False
    campaign.collectives.rows.clear()
    place = vote(campaign, 3, 1, 0)
    assert places(campaign, "BP-002") == [place]
    campaign.dossiers.rows[0].written_opinions = 1
    assert places(campaign, "BP-002") == []


def test_written_opinions_do_not_count_where_the_setting_forbids_them() -> None:
    campaign = clean_campaign()
    campaign.settings.values["written_opinions_allowed"] = False
    campaign.council.rows[2].present = False
    campaign.dossiers.rows[0].written_opinions = 1
    campaign.collectives.rows.clear()
    assert places(campaign, "BP-002") == [vote(campaign, 3, 1, 0)]
    vote(campaign, 3, 0, 0)
    assert places(campaign, "BP-002") == []


def test_a_recused_member_has_no_ballot_for_that_nominee_only() -> None:
    campaign = clean_campaign()
    campaign.council.rows[2].recused_from = "cn-0001"
    place = vote(campaign, 3, 1, 0)
    assert places(campaign, "BP-002") == [place]
    assert "1 người không biểu quyết" in only_hit(campaign, "BP-002").message
    vote(campaign, 3, 0, 0)
    assert places(campaign, "BP-002") == []


def test_an_absent_recused_member_may_or_may_not_have_written() -> None:
    campaign = clean_campaign()
    for member in campaign.council.rows[2:]:
        member.present = False
    campaign.council.rows[2].recused_from = "CN-0001"
    campaign.dossiers.rows[0].written_opinions = 1
    campaign.collectives.rows.clear()
    for total, fires in ((2, False), (3, False), (4, True), (1, True)):
        place = vote(campaign, total, 0, 0)
        assert places(campaign, "BP-002") == ([place] if fires else [])


def test_a_blank_presence_leaves_the_number_of_ballots_open() -> None:
    campaign = clean_campaign()
    campaign.council.rows[0].present = None
    vote(campaign, 1, 0, 0)
    assert places(campaign, "BP-002") == []


@pytest.mark.parametrize(
    ("votes_for", "percent", "inclusive", "fires"),
    [
        (2, "50", False, True),
        (2, "50", True, False),
        (3, "50", False, False),
        (3, "75", False, True),
        (3, "75", True, False),
        (3, "75.01", True, True),
    ],
)
def test_half_is_not_more_than_half(votes_for: int, percent: str, inclusive: bool, fires: bool) -> None:
    campaign = clean_campaign()
    campaign.settings.values["vote_threshold_percent"] = Decimal(percent)
    campaign.settings.values["vote_threshold_inclusive"] = inclusive
    place = vote(campaign, votes_for, 4 - votes_for, 0)
    assert (place in places(campaign, "BP-003")) is fires


def test_the_share_is_shown_with_two_decimals() -> None:
    campaign = clean_campaign()
    vote(campaign, 1, 3, 0)
    assert "1/4 phiếu đồng ý (25,00%)" in only_hit(campaign, "BP-003").message


def test_the_base_is_all_members_or_those_present() -> None:
    campaign = clean_campaign()
    campaign.council.rows[1].present = campaign.council.rows[2].present = False
    campaign.collectives.rows.clear()
    place = vote(campaign, 2, 0, 0)
    assert places(campaign, "BP-003") == [place]
    campaign.settings.values["vote_base"] = "Số thành viên có mặt"
    assert places(campaign, "BP-003") == []


def test_a_recusal_lowers_the_base_only_if_the_setting_says_so() -> None:
    campaign = clean_campaign()
    campaign.council.rows[2].recused_from = "CN-0001"
    place = vote(campaign, 2, 1, 0)
    assert places(campaign, "BP-003") == []
    campaign.settings.values["recusal_lowers_base"] = False
    assert places(campaign, "BP-003") == [place]


def test_a_unit_without_a_council_has_no_finding_about_votes() -> None:
    campaign = clean_campaign()
    campaign.council.rows.clear()
    vote(campaign, 0, 9, 0)
    assert places(campaign, "BP-002") == places(campaign, "BP-003") == []


@pytest.mark.parametrize(("absent", "fires"), [(0, False), (1, False), (2, True)])
def test_two_thirds_of_four_members_are_three(absent: int, fires: bool) -> None:
    campaign = clean_campaign()
    for member in campaign.council.rows[:absent]:
        member.present = False
    expected = [Place("council", campaign.council.rows[0].row, "present")] if fires else []
    assert places(campaign, "BP-004") == expected
    if fires:
        assert "2/4 thành viên, cần ít nhất 3" in only_hit(campaign, "BP-004").message
        assert only_hit(campaign, "BP-004").unit_code == WARD


@given(votes_for=st.integers(0, 300), base=st.integers(1, 300), percent=st.decimals(0, 100, places=2))
def test_the_threshold_is_compared_exactly(votes_for: int, base: int, percent: Decimal) -> None:
    settings = Settings()
    settings.values["vote_threshold_percent"] = percent
    left, right = votes_for * 10_000, int(percent * 100) * base
    needed = votes_needed(base, settings)
    assert needed is not None
    assert (votes_for >= needed) is (left > right)
    settings.values["vote_threshold_inclusive"] = True
    needed = votes_needed(base, settings)
    assert needed is not None
    assert (votes_for >= needed) is (left >= right)


def test_no_base_or_no_threshold_decides_nothing() -> None:
    settings = Settings()
    assert votes_needed(0, settings) is None
    settings.values["vote_threshold_percent"] = None
    assert votes_needed(4, settings) is None


def test_row_ids_of_recusals_may_be_separated_in_several_ways() -> None:
    member = CouncilMember(5, recused_from="CN-0001; tt-0002,CN - 0003\nCN-0004;")
    assert recused_rows(member) == ["CN-0001", "TT-0002", "CN-0003", "CN-0004"]


def test_the_council_is_counted_with_its_absent_members() -> None:
    members = [CouncilMember(row, present=present) for row, present in enumerate((True, True, False, None))]
    count = count_council(members, 1, Settings())
    assert (count.total, count.present, count.unknown, count.absent, count.written) == (4, 2, 1, 1, 1)
    assert count.ballots("CN-0001").base == 4
