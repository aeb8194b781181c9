"""What the district decided, while copies are still on their way: a returned copy neither brings nor takes it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import merge_book_kit as kit
import pytest
from copies_support import state
from merge_book_kit import DUC, HUONG
from merge_command import book, merge, office_copy, pattern, place, ward

from xlpy.schema.choices import AWARDED, NOT_AWARDED

__all__ = ["book", "office_copy", "pattern", "place", "ward"]


def test_no_copy_carries_what_the_district_decided(tmp_path: Path) -> None:
    master = kit.make_master(tmp_path / "so.xlsm")
    kit.edit(master, HUONG, outcome=NOT_AWARDED, outcome_reason="Không thuộc đối tượng xét")
    kit.edit(master, DUC, outcome=AWARDED)
    for code, path in kit.split(master, tmp_path / "gui").items():
        copy = state(path)
        assert copy.base is not None
        assert {row.unit_code for row in copy.rows} == {code}
        for row in (*copy.rows, *copy.base.values()):
            assert not {"outcome", "outcome_reason"} & row.values.keys(), row.key
        with zipfile.ZipFile(path) as package:
            parts = "".join(
                package.read(name).decode() for name in package.namelist() if name.endswith(".xml")
            )
        assert "Không thuộc đối tượng xét" not in parts


def test_a_returned_copy_leaves_the_outcome_of_its_rows_alone(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(book, HUONG, outcome=NOT_AWARDED, outcome_reason="Không thuộc đối tượng")
    kit.edit(ward, HUONG, votes_for=11.0)
    code, data = merge(capsys, book, ward)
    assert code == 0
    assert data["rows"] == {"added": 0, "changed": 1, "deleted": 0, "conflicts": 0, "rejected": 0}
    row = kit.values(book, HUONG)
    assert (row["votes_for"], row["outcome"], row["outcome_reason"]) == (
        11.0,
        NOT_AWARDED,
        "Không thuộc đối tượng",
    )


def test_a_unit_cannot_award_itself(book: Path, ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit.edit(ward, HUONG, outcome=AWARDED, votes_for=11.0)
    kit.edit(ward, "CN-00007-0001", unit_code=kit.WARD, full_name="Ngô Thị Mới", outcome=AWARDED)
    merge(capsys, book, ward)
    assert kit.values(book, HUONG)["votes_for"] == 11.0
    assert "outcome" not in kit.values(book, HUONG)
    added = kit.values(book, "CN-00007-0001")
    assert added["full_name"] == "Ngô Thị Mới"
    assert "outcome" not in added


def test_a_row_that_the_unit_deleted_after_the_decision_waits_for_a_person(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(book, DUC, outcome=AWARDED)
    kit.clear(ward, DUC)
    code, data = merge(capsys, book, ward)
    assert code == 1
    assert data["rows"]["conflicts"] == 1
    assert kit.values(book, DUC)["outcome"] == AWARDED
