"""Whatever both sides do to their rows, the merge loses nothing, does not depend on order, and ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from merge_kit import OTHER, RULES, master, state
from merge_strategies import assert_nothing_lost, edited, sent_rows, two_sides

from xlpy.exchange.merge import merge
from xlpy.exchange.merge_apply import applied
from xlpy.exchange.merge_gate import Known
from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.changes import only_changes
from xlpy.model.rawrows import CopyState, RawRow


@settings(max_examples=150, deadline=None)
@given(two_sides())
def test_no_row_and_no_value_is_lost(sides: tuple[list[RawRow], list[RawRow], list[RawRow]]) -> None:
    base, theirs, ours = sides
    plan = merge(master(ours), [state(theirs, base)], RULES)
    assert sum(plan.files[0].rows.values()) == len(theirs)
    assert_nothing_lost(base, theirs, ours, plan)


@settings(max_examples=150, deadline=None)
@given(two_sides(), st.booleans())
def test_a_copy_without_its_untouched_rows_merges_to_the_same(
    sides: tuple[list[RawRow], list[RawRow], list[RawRow]], stale: bool
) -> None:
    base, theirs, ours = sides
    copy = state(theirs, base)
    known = Known(merged_rounds={(copy.unit_code, ""): copy.round + 1}) if stale else None
    plan = merge(master(ours), [copy], RULES, known)
    assert merge(master(ours), [only_changes(copy)], RULES, known) == plan


@settings(max_examples=100, deadline=None)
@given(two_sides())
def test_without_a_base_nothing_of_the_master_changes_and_nothing_is_lost(
    sides: tuple[list[RawRow], list[RawRow], list[RawRow]],
) -> None:
    _, theirs, ours = sides
    plan = merge(master(ours), [state(theirs, None)], RULES)
    canonical = Canonical()
    assert not plan.deletions
    for change in plan.changes:
        assert canonical.same(change.key.sheet, change.column, change.before, change.after)
    assert_nothing_lost([], theirs, ours, plan)


@settings(max_examples=100, deadline=None)
@given(two_sides())
def test_what_only_the_unit_did_is_done_exactly(
    sides: tuple[list[RawRow], list[RawRow], list[RawRow]],
) -> None:
    """The oracle: rows with ids, one side at rest."""
    base, theirs, _ = sides
    theirs = [one for one in theirs if one.key.row_id]
    theirs = list({one.key: one for one in theirs}.values())
    plan = merge(master(base), [state(theirs, base)], replace(RULES, max_vanished_percent=100))
    canonical = Canonical()
    after = {one.key: one for one in applied(base, plan)}
    shuffled = any("sắp xếp một phần" in notice.text for notice in plan.notices)
    for one in theirs:
        if shuffled or one.key.sheet == "scores" or one.key not in after:
            continue
        owned = RULES.unit_columns[one.key.sheet]
        for column in owned - IDENTITY:
            assert canonical.same(
                one.key.sheet, column, after[one.key].values.get(column), one.values.get(column)
            )
    if not shuffled:
        assert {k for k in after if k.sheet != "scores"} == {o.key for o in theirs if o.key.sheet != "scores"}
        assert not [c for c in plan.conflicts if c.kind == "field"]


@settings(max_examples=100, deadline=None)
@given(two_sides())
def test_a_second_merge_of_the_same_rows_changes_nothing(
    sides: tuple[list[RawRow], list[RawRow], list[RawRow]],
) -> None:
    base, theirs, ours = sides
    copy = state(theirs, base)
    first = merge(master(ours), [copy], RULES)
    after = applied(ours, first)
    # Another hash: somebody has opened and saved the file; the register does not know it.
    again = merge(master(after), [replace(copy, file_hash="luu-lai")], RULES)
    assert not again.changes
    assert not again.deletions
    open_before = {(c.kind, c.key, c.column) for c in first.conflicts}
    for addition in again.additions:
        # Only a row that was taken for a copy of another may come twice: never one that is in the master word for word.
        content = Canonical().content(addition.key.sheet, addition.values)
        assert not any(
            Canonical().content(one.key.sheet, one.values) == content
            for one in after
            if one.key.sheet == addition.key.sheet
        ), (addition, open_before)


@st.composite
def several_files(draw: st.DrawFn) -> tuple[list[RawRow], list[CopyState]]:
    base = draw(sent_rows())
    other = draw(sent_rows(OTHER))
    files = [
        state(
            draw(edited(base, "DV", rough=True)), base, file=f"{number}.xlsx", round=draw(st.integers(1, 2))
        )
        for number in range(draw(st.integers(1, 3)))
    ]
    files.append(state([one for one in other if one.key.sheet != "works"], other, unit=OTHER, copy_id="b7"))
    ours = [one for one in draw(edited(base, "QUAN", rough=False)) if one.key.row_id]
    return [*ours, *other], files


@settings(max_examples=100, deadline=None)
@given(several_files(), st.randoms())
def test_the_order_of_files_does_not_matter(
    given_: tuple[list[RawRow], list[CopyState]], random: object
) -> None:
    ours, files = given_
    shuffled = list(files)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert merge(master(ours), files, RULES) == merge(master(ours), shuffled, RULES)


@settings(max_examples=60, deadline=None)
@given(several_files())
def test_files_of_different_units_may_come_one_by_one(given_: tuple[list[RawRow], list[CopyState]]) -> None:
    ours, files = given_
    one, two = files[0], files[-1]
    together = applied(ours, merge(master(ours), [one, two], RULES))
    ends = []
    for order in ([one, two], [two, one]):
        rows: Sequence[RawRow] = ours
        for copy in order:
            rows = applied(rows, merge(master(rows), [copy], RULES))
        ends.append({r.key: r.values for r in rows})
    assert ends[0] == ends[1] == {r.key: r.values for r in together}
