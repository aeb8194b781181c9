"""The live formulas: LibreOffice computes them anew, and they must say what Python says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from workbook_support import small_book, untidy_book

from xlpy.schema import tables
from xlpy.workbook import live
from xlpy.workbook.builder import assemble
from xlpy.workbook.content import BookContent
from xlpy.workbook.expected import Expected
from xlpy.workbook.prepare import prepare


@dataclass(frozen=True)
class Difference:
    place: str
    wanted: object
    got: object


def compare(content: BookContent, recalculated: Path) -> tuple[int, list[Difference]]:
    """Every live cell of every table sheet: how many were compared, and where the two disagree."""
    plans = prepare(content, None)
    expected = Expected(plans)
    book = openpyxl.load_workbook(recalculated, data_only=True)
    wrong: list[Difference] = []
    compared = 0
    for definition in tables():
        plan, tab = plans[definition.key], book[definition.tab]
        for planned in plan.columns:
            if planned.column is None or planned.column.type != "live":
                continue
            for number, row in enumerate(plan.rows):
                cell = f"{plan.letter(planned.key)}{plan.first_row + number}"
                wanted, got = expected.value(definition.key, planned.key, row), tab[cell].value
                compared += 1
                same = (
                    got is not None and not isinstance(got, str) and abs(float(got) - float(wanted)) < 1e-9
                    if isinstance(wanted, (int, float))
                    else (got or "") == wanted
                )  # fmt: skip
                if not same:
                    wrong.append(Difference(f"{definition.tab}!{cell}", wanted, got))
    return compared, wrong


@pytest.mark.libreoffice
@pytest.mark.parametrize("content", [small_book(), untidy_book()], ids=["tidy", "untidy"])
def test_libreoffice_agrees_with_python_on_every_live_cell(
    office: Any, tmp_path: Path, content: BookContent
) -> None:
    source = tmp_path / "live.xlsm"
    source.write_bytes(assemble(content, "xlsm", None))
    out = tmp_path / "out"
    out.mkdir()
    compared, wrong = compare(content, office.convert(source, "xlsx", out))
    assert compared > 5_000
    assert wrong == []


def test_cached_results_are_those_values_already() -> None:
    content = small_book()
    from io import BytesIO

    plans, book = prepare(content, None), openpyxl.load_workbook(
        BytesIO(assemble(content, "xlsx", None)), data_only=True
    )  # fmt: skip
    expected = Expected(plans)
    plan = plans["units"]
    values = [
        book["Đơn vị"][f"{plan.letter('quota_status')}{row}"].value for row in range(5, plan.last_row + 1)
    ]
    assert values == [expected.value("units", "quota_status", row) or None for row in plan.rows]
    assert "Vượt 1" in values


def value(sheet: str, key: str, **cells: Any) -> object:
    """What column `key` shows for the row of the small book that has these cells."""
    plans = prepare(small_book(), None)
    row = next(r for r in plans[sheet].rows if all(r.get(k) == v for k, v in cells.items()))
    return Expected(plans).value(sheet, key, row)


def test_a_row_says_how_many_cells_are_missing() -> None:
    assert value("individuals", "row_status", full_name="Nguyễn Thị Hương") == live.COMPLETE
    assert value("individuals", "row_status", full_name="Trần Văn Khánh") == "Thiếu 2 mục"
    assert value("individuals", "row_status", full_name="Bùi Ngọc Ánh") == live.ERROR_CELL
    assert value("individuals", "row_status", full_name="Đỗ Thị Lan") == live.COMPLETE
    assert value("individuals", "row_status", full_name="Cao Văn Bình") == "Thiếu 2 mục"
    assert value("individuals", "row_status", row_id="CN-0060") == ""
    assert value("collectives", "row_status", name="Phòng Nội vụ") == "Thiếu 16 mục"


def test_an_unscored_criterion_is_not_zero() -> None:
    assert value("scores", "row_status", unit_code="00007", criterion_code="F1") == live.NOT_SCORED
    assert value("scores", "row_status", unit_code="00007", criterion_code="B1") == live.COMPLETE


@pytest.mark.parametrize(
    ("unit", "criterion", "points"),
    [
        ("00007", "A1", 23.5),  # 47 of 100, full marks from 50 %
        ("00019", "A1", 25),  # 60 % and more is still the maximum
        ("00007", "A2", ""),  # scored directly
        ("00007", "A3", 5),
        ("00007", "B1", 0),
        ("00007", "B3", 10),  # 7 works at 5 points, capped
        ("00007", "C1", 3.75),
        ("00007", "T1", 2.5),
        ("00007", "TR1", 4),
        ("00019", "D1", ""),  # no target: nothing to divide by
        ("00019", "E1", ""),  # text is no number
    ],
)
def test_suggested_points_follow_the_method(unit: str, criterion: str, points: object) -> None:
    assert value("scores", "suggested_points", unit_code=unit, criterion_code=criterion) == points


def test_the_total_takes_penalties_off_and_leaves_unknown_criteria_out() -> None:
    assert value("dossiers", "score_total", unit_code="00007") == 23.5 + 10 + 5 + 0 + 10 + 3.75 + 2.5 - 4
    assert value("dossiers", "score_total", unit_code="PNV") == ""


def test_quotas_follow_the_kind_unless_the_unit_has_its_own() -> None:
    assert value("units", "individuals_used", unit_code="00007") == 4
    assert value("units", "individuals_limit", unit_code="00007") == 3
    assert value("units", "quota_status", unit_code="00007") == "Vượt 1"
    assert value("units", "individuals_limit", unit_code="PNV") == 0
    assert value("units", "quota_status", unit_code="PNV") == "Vượt 1"
    assert value("units", "quota_status", unit_code="00019") == "Còn 4"
    assert value("units", "quota_status", unit_code="PTP") == live.NOT_TAKING_PART


def test_days_are_counted_from_the_reference_date() -> None:
    assert value("dossiers", "days_left", unit_code="00007") == 6
    assert value("dossiers", "row_status", unit_code="PYT") == live.NO_NOMINATION
    assert value("dossiers", "row_status", unit_code="00007") == live.COMPLETE
    assert value("dossiers", "row_status", unit_code="00019") == "Thiếu 5 mục"


def test_an_unknown_unit_code_says_so() -> None:
    assert value("individuals", "unit_label", unit_code="99999") == live.UNKNOWN_CODE
    assert value("individuals", "unit_label", unit_code="pnv") == "Phòng Nội vụ"
