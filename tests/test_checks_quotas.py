"""Chỉ tiêu: the first row above the quota is named, by priority."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clean_campaign import OFFICE, Place, add, clean_campaign, only_hit, places

from xlpy.checks.quotas import by_priority
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Individual


def more_collectives(campaign: Campaign, *priorities: int | None) -> list[Collective]:
    first = campaign.collectives.rows[0]
    return [
        add(campaign, "collectives", replace(first, name=f"Tổ dân phố số {n}", priority=priority))
        for n, priority in enumerate(priorities, start=10)
    ]


def test_a_ward_may_nominate_two_collectives() -> None:
    campaign = clean_campaign()
    more_collectives(campaign, 2)
    assert places(campaign, "QT-001") == []


def test_the_third_collective_by_priority_is_named() -> None:
    campaign = clean_campaign()
    (third, second) = more_collectives(campaign, 3, 2)
    hit = only_hit(campaign, "QT-001")
    assert (hit.row, hit.column) == (third.row, "unit_code")
    assert "đề nghị 3 tập thể, chỉ tiêu là 2; vượt 1" in hit.message
    assert second.name not in hit.message


def test_rows_without_priority_come_last() -> None:
    campaign = clean_campaign()
    (unranked, _) = more_collectives(campaign, None, 2)
    assert only_hit(campaign, "QT-001").row == unranked.row


def test_the_units_own_quota_wins() -> None:
    campaign = clean_campaign()
    more_collectives(campaign, 2, 3)
    campaign.units.rows[0].collective_quota = 3
    assert places(campaign, "QT-001") == []
    campaign.units.rows[0].collective_quota = 0
    assert "vượt 3" in only_hit(campaign, "QT-001").message


@pytest.mark.parametrize(("count", "fires"), [(1, False), (2, True)])
def test_an_office_may_nominate_one_individual(count: int, fires: bool) -> None:
    campaign = clean_campaign()
    person = campaign.individuals.rows[0]
    rows: list[Individual] = []
    for n in range(count):
        rows.append(add(campaign, "individuals", replace(person, unit_code=OFFICE, priority=n + 1)))
    expected = [Place("individuals", rows[-1].row, "unit_code")] if fires else []
    assert places(campaign, "QT-002") == expected


def test_good_people_do_not_use_up_the_quota() -> None:
    campaign = clean_campaign()
    for _ in range(9):
        add(campaign, "good_people", replace(campaign.good_people.rows[0]))
    assert places(campaign, "QT-001") == places(campaign, "QT-002") == []


def test_a_row_without_a_name_is_not_counted() -> None:
    campaign = clean_campaign()
    for row in more_collectives(campaign, 2, 3)[1:]:
        row.name = ""
    assert places(campaign, "QT-001") == []


def test_an_unknown_limit_is_an_error_at_the_unit() -> None:
    campaign = clean_campaign()
    campaign.settings.values["quota_individual_ward"] = None
    unit = campaign.units.rows[0]
    assert places(campaign, "QT-003") == [Place("units", unit.row, "individual_quota")]
    unit.individual_quota = 3
    assert places(campaign, "QT-003") == []


def test_the_order_is_priority_then_row() -> None:
    campaign = clean_campaign()
    first = campaign.collectives.rows[0]
    rows = [replace(first, row=row, priority=p) for row, p in ((9, None), (8, 2), (7, 2), (6, 1), (5, None))]
    assert [n.row for n in by_priority(rows)] == [6, 7, 8, 5, 9]
