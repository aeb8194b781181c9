"""Copies of several units, and copies split again: nothing is lost through two levels, whoever edits what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from campaigns import campaign_of
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_kit import OTHER, RULES, WARD, master, person, state
from merge_strategies import assert_nothing_lost, edited, sent_rows

from xlpy.exchange.copies_group import Group, cluster_groups
from xlpy.exchange.errors import ExchangeError
from xlpy.exchange.merge import merge
from xlpy.exchange.merge_apply import applied
from xlpy.exchange.merge_gate import Known, SentCopy
from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.changes import only_changes
from xlpy.model.rawrows import CopyState, RawRow

CODE = "CUM-1"
BOTH = (WARD, OTHER)


def group(rows: Sequence[RawRow], base: Sequence[RawRow] | None, **more: object) -> CopyState:
    """The group's copy: on its way back with a base, or as the workbook that units' copies are merged into."""
    return state(rows, base, **{"unit": CODE, "units": BOTH, "copy_id": "c1", "file": "cum-ve.xlsx", **more})  # type: ignore[arg-type]


def of(unit: str, rows: Sequence[RawRow]) -> list[RawRow]:
    return [one for one in rows if one.unit_code == unit]


def numbered(rows: Sequence[RawRow]) -> list[RawRow]:
    return [replace(one, row=number) for number, one in enumerate(rows, 5)]


def with_ids(rows: Sequence[RawRow]) -> list[RawRow]:
    """As a workbook is before it is split: every row has an id of its own."""
    return list({one.key: one for one in rows if one.key.row_id}.values())


def contents(rows: Sequence[RawRow]) -> dict[object, object]:
    canonical = Canonical()
    return {one.key: canonical.content(one.key.sheet, one.values) for one in rows}


@st.composite
def two_levels(draw: st.DrawFn) -> tuple[list[RawRow], list[RawRow], dict[str, list[RawRow]], list[RawRow]]:
    """What the district sent to the group, what the group had when it split, what each unit made of its part, and
    what the district has meanwhile."""
    sent = [*draw(sent_rows(WARD)), *draw(sent_rows(OTHER))]
    held = with_ids(
        [row for unit in BOTH for row in draw(edited(of(unit, sent), "CUM", rough=False, unit=unit))]
    )
    back = {unit: draw(edited(of(unit, held), f"DV{unit}", rough=True, unit=unit)) for unit in BOTH}
    ours = with_ids(
        [row for unit in BOTH for row in draw(edited(of(unit, sent), "QUAN", rough=False, unit=unit))]
    )
    return sent, held, back, ours


@settings(max_examples=120, deadline=None)
@given(two_levels())
def test_nothing_is_lost_from_units_through_the_group_to_the_district(
    given_: tuple[list[RawRow], list[RawRow], dict[str, list[RawRow]], list[RawRow]],
) -> None:
    sent, held, back, ours = given_
    copies = [
        state(rows, of(unit, held), unit=unit, copy_id=f"c1-{unit}", parent_id="c1", file=f"{unit}.xlsx")
        for unit, rows in back.items()
    ]
    first = merge(group(held, None), copies, RULES)
    assert [file.status for file in first.files if file.status == "rejected"] == []
    for unit in BOTH:
        mine = replace(first, notices=[n for n in first.notices if n.source.unit_code == unit])
        assert_nothing_lost(held, back[unit], held, mine)
    gathered = numbered(applied(held, first))
    second = merge(master(ours), [group(gathered, sent)], RULES)
    assert sum(second.files[0].rows.values()) == len(gathered)
    assert_nothing_lost(sent, gathered, ours, second)


@settings(max_examples=80, deadline=None)
@given(two_levels())
def test_a_groups_copy_without_its_untouched_rows_merges_to_the_same(
    given_: tuple[list[RawRow], list[RawRow], dict[str, list[RawRow]], list[RawRow]],
) -> None:
    sent, held, _, ours = given_
    copy = group(numbered(held), sent)
    assert merge(master(ours), [only_changes(copy)], RULES) == merge(master(ours), [copy], RULES)


@settings(max_examples=80, deadline=None)
@given(two_levels())
def test_the_way_through_a_group_at_rest_ends_as_the_direct_way(
    given_: tuple[list[RawRow], list[RawRow], dict[str, list[RawRow]], list[RawRow]],
) -> None:
    sent, _, back, _ = given_
    rules = replace(RULES, max_vanished_percent=100)
    edits = {unit: with_ids(rows) for unit, rows in back.items()}
    direct = merge(
        master(sent),
        [state(rows, of(unit, sent), unit=unit, copy_id=unit) for unit, rows in edits.items()],
        rules,
    )
    inside = merge(
        group(sent, None),
        [state(rows, of(unit, sent), unit=unit, copy_id=unit) for unit, rows in edits.items()],
        rules,
    )
    through = merge(master(sent), [group(applied(sent, inside), sent)], rules)
    if direct.conflicts or inside.conflicts or direct.notices:
        # A conflict waits for a person at the level where it arose.
        assert not through.conflicts or inside.conflicts or direct.conflicts or direct.notices
        return
    assert contents(applied(sent, through)) == contents(applied(sent, direct))


@settings(max_examples=60, deadline=None)
@given(two_levels(), st.randoms())
def test_a_groups_copy_and_a_units_own_copy_merge_in_any_order(
    given_: tuple[list[RawRow], list[RawRow], dict[str, list[RawRow]], list[RawRow]], random: object
) -> None:
    sent, held, back, ours = given_
    own = with_ids(back[WARD])
    files = [group(numbered(held), sent), state(numbered(own), of(WARD, sent)), state([], [], unit=OTHER)]
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    plan = merge(master(ours), files, RULES)
    assert plan == merge(master(ours), shuffled, RULES)
    assert_nothing_lost(sent, numbered(held), ours, plan)
    assert_nothing_lost(sent, numbered(own), ours, plan)


def test_each_row_of_a_group_is_its_units() -> None:
    base = [person("CN-1"), person("CN-7", OTHER)]
    theirs = [
        person("CN-1", votes_for=10.0, number=5),
        person("CN-7", OTHER, votes_for=10.0, number=6),
        person("CN-CUM-1-0001", OTHER, full_name="Vũ Quốc Toản", number=7),
    ]
    ours = [person("CN-1", votes_for=11.0), person("CN-7", OTHER)]
    plan = merge(master(ours), [group(theirs, base)], RULES)
    assert [(c.key.row_id, c.after) for c in plan.changes] == [("CN-7", 10.0)]
    assert [(c.key.row_id, c.unit_code) for c in plan.conflicts] == [("CN-1", WARD)]
    assert [(a.key.row_id, a.unit_code, a.values["unit_code"]) for a in plan.additions] == [
        ("CN-CUM-1-0001", OTHER, OTHER)
    ]
    assert plan.files[0].source.unit_code == CODE


def test_a_new_row_of_a_group_needs_a_unit_and_one_of_the_groups() -> None:
    nobody = replace(person("CN-CUM-1-0001", number=5), unit_code="", values={"full_name": "Vũ Quốc Toản"})
    stranger = person("CN-CUM-1-0002", "PNV", full_name="Lê Minh Đức", number=6)
    plan = merge(master([]), [group([nobody, stranger], [])], RULES)
    assert not plan.additions
    told = [notice.text for notice in plan.notices if notice.rejected]
    assert "chưa ghi mã đơn vị" in told[0]
    assert f"của cụm “{CODE}”" in told[1]
    assert plan.files[0].rows == {"rejected": 2}


def test_equal_new_rows_of_two_units_in_a_group_are_two_rows() -> None:
    rows = [replace(person("", unit, number=place), row=place) for place, unit in enumerate(BOTH, 5)]
    plan = merge(master([]), [group(rows, [])], RULES)
    assert sorted(a.unit_code for a in plan.additions) == sorted(BOTH)


def test_a_unit_that_vanishes_from_a_groups_copy_is_asked_about_although_its_share_is_small() -> None:
    people = [person(f"CN-{n}", OTHER, full_name=f"Người {n}") for n in range(40)]
    mine = [person(f"CN-PX-{n}", WARD, full_name=f"Bà {n}") for n in range(3)]
    plan = merge(master([*people, *mine]), [group(numbered(people), [*people, *mine])], RULES)
    assert not plan.deletions
    assert {c.key.row_id for c in plan.conflicts} == {one.key.row_id for one in mine}
    assert "thiếu 3 trên 3 dòng" in plan.conflicts[0].reason


@pytest.mark.parametrize(
    ("into", "copy", "words"),
    [
        (master([]), {"parent_id": "c1", "copy_id": "u1"}, "bản chia nhỏ từ bản của cụm “CUM-1”"),
        (group([], None), {"unit": "PNV", "copy_id": "u1"}, "bản của cụm “CUM-1”, tệp là của đơn vị “PNV”"),
        (state([], None), {"unit": CODE, "units": BOTH, "copy_id": "x"}, "tệp là của cụm “CUM-1”"),
        (master([]), {"unit": CODE, "units": (WARD, "LẠ"), "copy_id": "c1"}, "mã “LẠ” nhưng trang Đơn vị"),
        (group([], None), {"unit": CODE, "units": BOTH, "copy_id": "c1"}, "chính là sổ đang ghép vào"),
    ],
)
def test_a_file_that_does_not_belong_here_is_refused_with_what_to_do(
    into: CopyState, copy: dict[str, object], words: str
) -> None:
    known = Known(sent={"c1": SentCopy("c1", CODE, 1, is_group=True)}, units=frozenset([WARD, OTHER, "PNV"]))
    if into.unit_code:
        known = Known(units=frozenset([WARD, OTHER, "PNV"]))
    plan = merge(into, [state([], [], **copy)], RULES, known)  # type: ignore[arg-type]
    assert plan.files[0].status == "rejected"
    assert words in plan.files[0].reason


def test_groups_come_from_the_column_cluster_or_are_written_out() -> None:
    campaign = campaign_of()
    ward, office = campaign.units.rows
    ward.cluster, office.cluster = "Cụm  số 1", "cụm số 1"
    (made,) = cluster_groups(campaign, ["CỤM SỐ 1"])
    assert (made.name, made.code, made.units) == ("Cụm số 1", "CUM-SO-1", ("00001", "PNV"))
    with pytest.raises(ExchangeError, match=r"“Cụm 9”.*Các cụm đang có: “Cụm số 1”"):
        cluster_groups(campaign, ["Cụm 9"])
    assert Group.parse("Khối trường = A, B,A") == Group("Khối trường", ("A", "B"))
    assert Group.parse("Khối trường=A").code == "CUM-KHOI-TRUONG"
    with pytest.raises(ExchangeError, match="Cần tên cụm"):
        Group.parse("Cụm 1")


def test_a_row_keeps_what_identifies_it_on_its_way_through_a_group() -> None:
    base = [person("CN-1")]
    moved = person("CN-1", votes_for=12.0, number=5)
    moved = replace(moved, unit_code=OTHER, values={**moved.values, "unit_code": OTHER})
    plan = merge(master(base), [group([moved], base)], RULES)
    assert {c.column for c in plan.changes} == {"votes_for"}
    assert not {c.column for c in plan.changes} & IDENTITY
    assert any("Cột “Mã đơn vị” do quận ghi" in notice.text for notice in plan.notices)
