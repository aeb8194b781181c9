"""The three-way merge: what each side changed goes in, what both changed is asked, nothing is lost."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from merge_kit import OTHER, RULES, WARD, all_columns, master, person, row, state

from xlpy.books.values import CellError
from xlpy.exchange.merge import decision_of, merge
from xlpy.exchange.merge_apply import applied
from xlpy.exchange.merge_gate import Known, SentCopy
from xlpy.exchange.merge_plan import MergePlan
from xlpy.model.rawrows import CopyState, RawRow, RowKey

A, B, C = "CN-PX-0001", "CN-PX-0002", "CN-PX-0003"


def three(base: Sequence[RawRow], theirs: Sequence[RawRow], ours: Sequence[RawRow], **more: Any) -> MergePlan:
    return merge(master(ours), [state(theirs, base, **more)], RULES)


def status(plan: MergePlan) -> tuple[str, dict[str, int]]:
    (file,) = plan.files
    return file.status, dict(file.rows)


def notices(plan: MergePlan) -> str:
    return "\n".join(notice.text for notice in plan.notices)


def changes(plan: MergePlan) -> list[tuple[str, str, object, object]]:
    return [(c.key.row_id, c.column, c.before, c.after) for c in plan.changes]


def test_what_nobody_changed_is_unchanged() -> None:
    plan = three([person(A)], [person(A)], [person(A)])
    assert status(plan) == ("unchanged", {"unchanged": 1})
    assert not plan.touches_rows


def test_what_the_unit_changed_goes_in() -> None:
    plan = three([person(A)], [person(A, votes_for=11.0)], [person(A)])
    assert changes(plan) == [(A, "votes_for", 9.0, 11.0)]
    assert status(plan) == ("merged", {"merged": 1})


def test_what_the_district_changed_stays() -> None:
    plan = three([person(A)], [person(A)], [person(A, votes_for=11.0)])
    assert not plan.touches_rows
    assert status(plan)[0] == "unchanged"


def test_two_sides_may_change_two_cells_of_one_row() -> None:
    plan = three([person(A)], [person(A, votes_for=11.0)], [person(A, full_name="Nguyễn Thị Hường")])
    assert changes(plan) == [(A, "votes_for", 9.0, 11.0)]
    assert not plan.conflicts


def test_both_changed_alike_needs_no_question() -> None:
    plan = three([person(A)], [person(A, votes_for=11.0)], [person(A, votes_for="11")])
    assert not plan.conflicts
    assert changes(plan) == [(A, "votes_for", "11", 11.0)], "the number replaces the same number as text"


def test_both_changed_differently_is_a_conflict_and_the_master_keeps_its_value() -> None:
    plan = three([person(A)], [person(A, votes_for=11.0)], [person(A, votes_for=12.0)])
    (conflict,) = plan.conflicts
    assert (conflict.kind, conflict.column) == ("field", "votes_for")
    assert (conflict.base, conflict.theirs, conflict.ours) == (9.0, 11.0, 12.0)
    assert conflict.name == "Nguyễn Thị Hương"
    assert not plan.touches_rows
    assert status(plan) == ("conflicts", {"conflict": 1})


def test_emptied_by_the_unit_is_a_change() -> None:
    plan = three([person(A)], [person(A, votes_for=None)], [person(A)])
    assert changes(plan) == [(A, "votes_for", 9.0, None)]


@pytest.mark.parametrize(
    ("column", "sent", "back"),
    [
        ("votes_for", 9.0, "9"),
        ("votes_for", 9.0, " 9 "),
        ("birth_date", datetime(1980, 6, 5), "05/06/1980"),
        ("birth_date", datetime(1980, 6, 5), "5-6-1980"),
        ("full_name", "Nguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("full_name", "Nguyễn Thị Hương", "Nguyễn\u00a0Thị  Hương "),
        ("results", "một\nhai", "một\r\nhai"),
        ("award", "Giấy khen", "giấy khen"),
        ("citizen_id", "001180012345", 1180012345.0),
        ("clean_record", "Có", True),
        ("clean_record", "Có", "co"),
        ("alias", None, "  "),
    ],
)
def test_another_spelling_of_the_same_value_is_no_change(column: str, sent: object, back: object) -> None:
    plan = three([person(A, **{column: sent})], [person(A, **{column: back})], [person(A, **{column: sent})])
    assert status(plan) == ("unchanged", {"unchanged": 1})
    assert not plan.touches_rows


@pytest.mark.parametrize(
    ("column", "sent", "back"),
    [
        ("full_name", "nguyễn thị hương", "Nguyễn Thị Hương"),
        ("full_name", "Nguyễn Thị Hoà", "Nguyễn Thị Hòa"),
        ("votes_for", 9.0, 9.5),
        ("birth_date", datetime(1980, 6, 5), "06/05/1980"),
        ("results", "một\nhai", "một hai"),
    ],
)
def test_a_correction_is_a_change(column: str, sent: object, back: object) -> None:
    plan = three([person(A, **{column: sent})], [person(A, **{column: back})], [person(A, **{column: sent})])
    assert changes(plan) == [(A, column, sent, back)]


def test_a_text_that_the_unit_turned_into_a_date_replaces_the_text() -> None:
    text, day = person(A, birth_date="05/06/1980"), person(A, birth_date=datetime(1980, 6, 5))
    assert changes(three([text], [day], [text])) == [(A, "birth_date", "05/06/1980", datetime(1980, 6, 5))]
    assert not three([day], [text], [day]).touches_rows


def test_deleted_by_the_unit_and_left_alone_by_the_district_is_deleted() -> None:
    plan = three([person(A), person(B)], [person(A)], [person(A), person(B)])
    assert [d.key.row_id for d in plan.deletions] == [B]
    assert plan.files[0].deleted == 1
    assert plan.files[0].status == "merged"


@pytest.mark.parametrize("theirs_to_keep", [1, 2])
def test_deleted_by_the_unit_and_changed_by_the_district_is_a_conflict(theirs_to_keep: int) -> None:
    base = [person(A), person(B), person(C)]
    ours = [person(A), person(B), person(C, alias="quận ghi")]
    plan = three(base, base[:theirs_to_keep], ours)
    assert ("unit_deleted", C) in [(c.kind, c.key.row_id) for c in plan.conflicts]
    assert C not in [d.key.row_id for d in plan.deletions]


def test_deleted_by_the_district_and_changed_by_the_unit_is_a_conflict_with_the_whole_row() -> None:
    plan = three([person(A)], [person(A, votes_for=11.0)], [])
    (conflict,) = plan.conflicts
    assert conflict.kind == "district_deleted"
    assert conflict.theirs_row["votes_for"] == 11.0
    assert conflict.theirs_row["row_id"] == A
    assert status(plan) == ("conflicts", {"conflict": 1})


def test_deleted_by_the_district_and_unchanged_by_the_unit_stays_deleted() -> None:
    plan = three([person(A)], [person(A)], [])
    assert not plan.touches_rows
    assert not plan.conflicts


def test_deleted_by_both_is_deleted() -> None:
    plan = three([person(A), person(B)], [person(A)], [person(A)])
    assert not plan.touches_rows
    assert not plan.conflicts


def test_a_new_row_is_added_with_its_id() -> None:
    plan = three([person(A)], [person(A), person(B, full_name="Trần Văn Khánh")], [person(A)])
    (addition,) = plan.additions
    assert addition.key == RowKey("individuals", B)
    assert addition.values["full_name"] == "Trần Văn Khánh"
    assert addition.values["unit_code"] == WARD


def test_a_new_row_without_unit_code_gets_that_of_the_copy() -> None:
    new = person(B)
    new = replace(new, values={k: v for k, v in new.values.items() if k != "unit_code"})
    (addition,) = three([], [new], []).additions
    assert addition.values["unit_code"] == WARD


def test_a_new_row_without_id_gets_one() -> None:
    plan = three([], [person("", full_name="Lê Minh Đức")], [])
    (addition,) = plan.additions
    assert addition.key.row_id == addition.values["row_id"] == f"CN-{WARD}-G001"


def test_a_row_that_both_added_is_one_row() -> None:
    plan = three([], [person(B, full_name="Lê Minh Đức")], [person("CN-0009", full_name="Lê Minh Đức")])
    assert not plan.additions
    assert "CN-0009" in notices(plan)
    assert status(plan) == ("unchanged", {"unchanged": 1})


def test_a_row_copied_with_its_id_becomes_a_new_row() -> None:
    other = person(A, number=6, full_name="Phạm Thu Hà", birth_date=datetime(1990, 1, 2))
    plan = three([person(A)], [other, person(A, number=9, votes_for=11.0)], [person(A)])
    assert changes(plan) == [(A, "votes_for", 9.0, 11.0)]
    assert [a.values["full_name"] for a in plan.additions] == ["Phạm Thu Hà"]
    assert plan.additions[0].key.row_id != A
    assert "chép kèm mã" in notices(plan)


def test_moved_sorted_and_inserted_rows_need_nothing() -> None:
    base = [person(A, number=5), person(B, number=6, full_name="Trần Văn Khánh")]
    theirs = [person(B, number=7, full_name="Trần Văn Khánh"), person(A, number=12)]
    assert status(three(base, theirs, base)) == ("unchanged", {"unchanged": 2})


def test_wiped_ids_are_found_again_by_content() -> None:
    base = [
        person(A),
        person(B, full_name="Trần Văn Khánh", birth_date=datetime(1975, 3, 1)),
        person(C, full_name="Lê Minh Đức", birth_date=datetime(1968, 9, 9)),
    ]
    theirs = [replace(r, key=RowKey("individuals", ""), values={**r.values, "row_id": ""}) for r in base]
    theirs[1] = replace(theirs[1], values={**theirs[1].values, "votes_for": 11.0})
    plan = three(base, theirs, base)
    assert changes(plan) == [(B, "votes_for", 9.0, 11.0)]
    assert not plan.additions
    assert not plan.deletions
    assert "theo nội dung" in notices(plan)


def test_a_missing_id_column_is_no_different() -> None:
    base = [person(A), person(B, full_name="Trần Văn Khánh")]
    theirs = [replace(r, key=RowKey("individuals", "")) for r in base]
    plan = three(base, theirs, base, columns=all_columns({"individuals": ["row_id"]}))
    assert status(plan) == ("unchanged", {"unchanged": 2})


def test_two_possible_answers_are_not_guessed() -> None:
    base = [person(A, votes_for=1.0), person(B, votes_for=2.0)]
    theirs = [person("", number=7, votes_for=3.0)]
    plan = three(base, theirs, base)
    assert [a.values["votes_for"] for a in plan.additions] == [3.0]
    assert {c.kind for c in plan.conflicts} == {"unit_deleted"}, "neither row is deleted without a question"
    assert not plan.deletions
    assert "không đủ chắc chắn" in notices(plan)


def test_a_partial_sort_that_left_the_ids_behind_is_undone() -> None:
    base = [person(A), person(B, full_name="Trần Văn Khánh"), person(C, full_name="Lê Minh Đức")]
    bodies = [base[2], base[0], base[1]]
    theirs = [
        replace(body, key=home.key, values={**body.values, "row_id": home.key.row_id})
        for home, body in zip(base, bodies, strict=True)
    ]
    ours = [person(A, votes_for=30.0), base[1], base[2]]
    plan = three(base, theirs, ours)
    assert status(plan) == ("unchanged", {"unchanged": 3})
    assert "sắp xếp một phần" in notices(plan)


def test_a_missing_column_says_nothing() -> None:
    base = [person(A)]
    theirs = [person(A, votes_for=None, full_name="Nguyễn Thị Hường")]
    plan = three(base, theirs, base, columns=all_columns({"individuals": ["votes_for"]}))
    assert [c[1] for c in changes(plan)] == ["full_name"]


def test_a_missing_sheet_says_nothing() -> None:
    columns = {key: value for key, value in all_columns().items() if key != "individuals"}
    plan = three([person(A)], [], [person(A)], columns=columns)
    assert not plan.touches_rows
    assert not plan.conflicts


def test_an_emptied_sheet_is_a_question_for_each_row() -> None:
    base = [person(f"CN-PX-000{n}", full_name=f"Người {n}") for n in range(1, 5)]
    plan = three(base, [], base)
    assert not plan.deletions
    assert [c.kind for c in plan.conflicts] == ["unit_deleted"] * 4
    assert "thiếu 4 trên 4 dòng" in plan.conflicts[0].reason


def test_a_row_of_another_unit_is_refused_with_its_reason() -> None:
    plan = three([], [person(A, unit=OTHER)], [])
    assert status(plan) == ("unchanged", {"rejected": 1})
    assert OTHER in notices(plan)
    assert plan.notices[0].rejected
    assert not plan.additions


def test_the_id_of_another_units_row_is_never_taken_over() -> None:
    plan = three([], [person("CN-0005")], [person("CN-0005", unit=OTHER, full_name="Người khác")])
    (addition,) = plan.additions
    assert addition.key.row_id != "CN-0005"
    assert "đơn vị khác" in notices(plan)


def test_a_column_of_the_district_is_reported_and_not_merged() -> None:
    def score(**changes: Any) -> RawRow:
        values = {"criterion_code": "A1", "self_points": 20.0, "verified_points": 18.0}
        return row(f"{WARD}|A1", sheet_key="scores", **{**values, **changes})

    plan = three([score()], [score(verified_points=25.0, self_points=21.0)], [score()])
    assert [c[1] for c in changes(plan)] == ["self_points"]
    assert "“Điểm thẩm định” do quận ghi" in notices(plan)


def test_an_error_value_never_reaches_the_master() -> None:
    plan = three([person(A)], [person(A, votes_for=CellError("#REF!"))], [person(A)])
    assert not plan.touches_rows
    assert "#REF!" in notices(plan)
    plan = three([person(A)], [person(A, votes_for=CellError("#CALC!"))], [person(A)])
    assert "chưa có kết quả" in notices(plan)


def test_a_sheet_that_takes_no_rows_refuses_a_new_one() -> None:
    new = row(f"{WARD}|Z9", sheet_key="scores", criterion_code="Z9", self_points=5.0)
    plan = three([], [new], [])
    assert status(plan)[1] == {"rejected": 1}
    assert "không nhận dòng thêm" in notices(plan)


def test_without_a_trusted_base_every_difference_is_a_question_and_new_rows_are_taken() -> None:
    theirs = [person(A, votes_for=11.0), person(C, full_name="Lê Minh Đức")]
    plan = merge(master([person(A), person(B)]), [state(theirs, None)], RULES)
    assert [(c.column, c.theirs, c.ours) for c in plan.conflicts] == [("votes_for", 11.0, 9.0)]
    assert [a.key.row_id for a in plan.additions] == [C]
    assert not plan.deletions, "a row that is not in the file may never have been sent"
    assert "bị mất hoặc bị sửa" in notices(plan)


def test_a_base_with_another_checksum_than_the_register_is_not_trusted() -> None:
    known = Known(sent={"b1": SentCopy("b1", WARD, 1, base_hash="da-gui")})
    copy = state([person(A, votes_for=11.0)], [person(A)], base_hash="khac")
    assert len(merge(master([person(A)]), [copy], RULES, known).conflicts) == 1
    copy = replace(copy, base_hash="da-gui")
    assert not merge(master([person(A)]), [copy], RULES, known).conflicts


def test_two_files_of_one_unit_that_disagree_are_two_conflicts_in_any_order() -> None:
    base = [person(A)]
    one = state([person(A, votes_for=11.0)], base, file="một.xlsx")
    two = state([person(A, votes_for=12.0, full_name="Nguyễn Thị Hường")], base, file="hai.xlsx")
    plans = [merge(master(base), files, RULES) for files in ([one, two], [two, one])]
    assert plans[0] == plans[1]
    assert {c.theirs for c in plans[0].conflicts} == {11.0, 12.0}
    assert changes(plans[0]) == [(A, "full_name", "Nguyễn Thị Hương", "Nguyễn Thị Hường")]
    assert {f.status for f in plans[0].files} == {"conflicts"}


def test_two_files_of_one_unit_may_add_the_same_row() -> None:
    one = state([person(B, votes_for=7.0)], [], file="một.xlsx")
    two = state([person(B, votes_for=7.0, alias="Hương")], [], file="hai.xlsx")
    plan = merge(master([]), [two, one], RULES)
    assert [(a.key.row_id, a.values["alias"]) for a in plan.additions] == [(B, "Hương")]
    plan = merge(master([]), [state([person("")], []), state([person("", number=3)], [])], RULES)
    assert len(plan.additions) == 1
    plan = merge(master([]), [state([person(""), person("", number=3)], [])], RULES)
    assert len(plan.additions) == 2, "one file that holds a row twice means two rows"


def test_deleted_in_one_file_and_changed_in_another_is_a_conflict() -> None:
    base = [person(A), person(B, full_name="Trần Văn Khánh")]
    one = state([base[0]], base, file="một.xlsx")
    two = state([base[0], person(B, full_name="Trần Văn Khánh", votes_for=3.0)], base, file="hai.xlsx")
    plan = merge(master(base), [one, two], RULES)
    assert not plan.deletions
    assert [(c.kind, c.key.row_id) for c in plan.conflicts] == [("unit_deleted", B)]
    assert changes(plan) == [(B, "votes_for", 9.0, 3.0)]


def test_merging_the_outcome_again_changes_nothing() -> None:
    base = [person(A), person(B, full_name="Trần Văn Khánh")]
    copy = state([person(A, votes_for=11.0), person("", full_name="Lê Minh Đức")], base)
    after = applied(base, merge(master(base), [copy], RULES))
    again = merge(master(after), [copy], RULES)
    assert not again.changes
    assert not again.additions


def test_a_decided_conflict_is_not_asked_again() -> None:
    base, theirs, ours = [person(A)], [person(A, votes_for=11.0)], [person(A, votes_for=12.0)]
    (conflict,) = three(base, theirs, ours).conflicts
    plan = merge(master(ours), [state(theirs, base)], RULES, decided=[decision_of(conflict)])
    assert not plan.conflicts
    assert status(plan) == ("unchanged", {"unchanged": 1})


def test_an_older_round_after_a_newer_one_asks_for_everything() -> None:
    base = [person(A)]
    old = state([person(A, votes_for=11.0), person(B, full_name="Lê Minh Đức")], base, round=1)
    known = Known(merged_rounds={(WARD, ""): 2})
    plan = merge(master(base), [old], RULES, known)
    assert not plan.touches_rows
    assert sorted(c.kind for c in plan.conflicts) == ["field", "unit_added"]
    new = state([person(A, votes_for=12.0)], base, round=2, copy_id="b2")
    together = merge(master(base), [old, new], RULES)
    assert changes(together) == [(A, "votes_for", 9.0, 12.0)]
    assert {(c.column, c.theirs) for c in together.conflicts if c.kind == "field"} == {("votes_for", 11.0)}


REFUSED: list[tuple[str, dict[str, Any], str]] = [
    ("another campaign", {"campaign_code": "2022"}, "đợt thi đua “2022”"),
    ("another schema", {"schema_version": "0"}, "phiên bản 0"),
    ("a full workbook of the district", {"unit": ""}, "không phải bản tách"),
    ("a unit that Đơn vị does not have", {"unit": "PXX"}, "không có mã này"),
    ("a part of a unit's copy", {"copy_id": "la", "parent_id": "b1"}, "bản chia nhỏ"),
    ("a copy that was sent to another unit", {"unit": OTHER}, "đã gửi cho “00001”"),
]


@pytest.mark.parametrize(("what", "changes_", "words"), REFUSED, ids=[r[0] for r in REFUSED])
def test_a_file_that_does_not_belong_here_is_refused_and_says_what_to_do(
    what: str, changes_: dict[str, Any], words: str
) -> None:
    known = Known(sent={"b1": SentCopy("b1", WARD, 1)}, units=frozenset([WARD, OTHER]))
    copy = state([person(A, votes_for=1.0)], [person(A)], **changes_)
    plan = merge(master([person(A)]), [copy], RULES, known)
    assert status(plan) == ("rejected", {"rejected": 1}), what
    assert words in plan.files[0].reason
    assert "ãy " in plan.files[0].reason, "it says what to do"
    assert not plan.touches_rows


def test_the_master_itself_is_recognised() -> None:
    book = master([person(A)])
    plan = merge(book, [replace(book, file="ban-sao.xlsm")], RULES)
    assert plan.files[0].status == "rejected"
    assert "chính là sổ" in plan.files[0].reason


def test_the_same_file_twice_is_merged_once() -> None:
    copy = state([person(A, votes_for=11.0)], [person(A)])
    twin = replace(copy, file="chép lại.xlsx")
    plan = merge(master([person(A)]), [twin, copy], RULES)
    assert [f.status for f in plan.files] == ["merged", "unchanged"]
    assert len(plan.changes) == 1
    plan = merge(master([person(A)]), [copy], RULES, Known(merged={copy.file_hash: "12/05/2023 09:00:00"}))
    assert status(plan)[0] == "unchanged"
    assert "12/05/2023" in plan.files[0].reason


def test_a_file_of_an_earlier_round_is_merged_by_its_own_base_and_says_so() -> None:
    known = Known(sent={"b1": SentCopy("b1", WARD, 1), "b2": SentCopy("b2", WARD, 2)})
    plan = merge(master([person(A)]), [state([person(A, votes_for=1.0)], [person(A)])], RULES, known)
    assert plan.files[0].status == "merged"
    assert "lần gửi 1, trong khi đã gửi lần 2" in notices(plan)


def test_a_lost_row_stops_the_merge() -> None:
    plan = three([person(A)], [person(A)], [person(A)])
    plan.files[0].rows_in += 1
    with pytest.raises(RuntimeError, match="lost a row"):
        plan.files[0].assert_nothing_lost()


def test_copies_are_told_apart_in_one_canonical_order() -> None:
    copies: list[CopyState] = [
        state([person("CN-9", unit=unit)], [], unit=unit, copy_id=unit, file=unit) for unit in (OTHER, WARD)
    ]
    plan = merge(master([]), copies, RULES)
    assert plan == merge(master([]), copies[::-1], RULES)
    assert len({a.key for a in plan.additions}) == 2, "one id typed by two units names two rows"
