"""The live formulas in the samples, computed by LibreOffice, against what Python's checks and scores say."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from samples.compare import CLEAN, MESSY
from xlpy.books import bridge
from xlpy.books.grid import SheetGrid
from xlpy.buttons import verbs
from xlpy.model.campaign import Campaign
from xlpy.schema import sheet
from xlpy.scoring import quotas

pytestmark = pytest.mark.libreoffice


class Recalculated:
    """A sample as LibreOffice sees it after computing every formula anew, beside the campaign Python reads."""

    def __init__(self, source: Path, calculated: Path) -> None:
        with bridge.open_book(source) as book:
            self.loaded = verbs.load(book, source.name)
        with bridge.open_book(calculated) as book:
            self.grids = bridge.read_grids(book)

    @property
    def campaign(self) -> Campaign:
        return self.loaded.campaign

    def live(self, key: str, column: str) -> dict[int, object]:
        """Values of a live column by sheet row, for the rows that Python read."""
        grid: SheetGrid = self.grids[sheet(key).tab]
        table = self.campaign.table(key)
        return {record.row: grid.value(record.row, table.columns[column]) for record in table.rows}


@pytest.fixture(scope="module", params=[CLEAN, MESSY], ids=["clean", "messy"])
def sample(
    request: pytest.FixtureRequest, office: Any, tmp_path_factory: pytest.TempPathFactory
) -> Recalculated:
    source: Path = request.param
    return Recalculated(source, office.convert(source, "xlsx", tmp_path_factory.mktemp("calculated")))


def test_quota_counters_of_the_sheet_are_those_of_python(sample: Recalculated) -> None:
    used = {use.unit_code: use for use in quotas.use(sample.campaign)}
    for column, attribute in (
        ("collectives_used", "collectives_used"),
        ("collectives_limit", "collectives_limit"),
        ("individuals_used", "individuals_used"),
        ("individuals_limit", "individuals_limit"),
    ):
        shown = sample.live("units", column)
        for unit in sample.campaign.taking_part():
            # A unit code typed otherwise counts in Python, which recognises it, and not in a formula.
            recognised = {p.proposal for p in sample.campaign.problems if p.column == "unit_code"}
            if unit.unit_code in recognised:
                continue
            assert shown[unit.row] == getattr(used[unit.unit_code], attribute), (unit.unit_code, column)


def test_score_totals_of_the_sheet_are_those_of_python(sample: Recalculated) -> None:
    malus = {c.criterion_code for c in sample.campaign.criteria.rows if c.method == "Điểm trừ"}
    shown = sample.live("dossiers", "score_total")
    unread = {problem.row for problem in sample.campaign.problems if problem.sheet == "scores"}
    unsure = {score.unit_code for score in sample.campaign.scores.rows if score.row in unread}
    known = {c.criterion_code for c in sample.campaign.criteria.rows}
    compared = 0
    for dossier in sample.campaign.dossiers.rows:
        if dossier.unit_code in unsure:
            continue
        given = {}
        for score in sample.campaign.scores.rows:
            if (
                score.unit_code == dossier.unit_code
                and score.self_points is not None
                and score.criterion_code in known
            ):
                sign = -1 if score.criterion_code in malus else 1
                given[score.row] = sign * score.self_points
        assert float(shown[dossier.row] or 0) == pytest.approx(float(sum(given.values()))), dossier.unit_code
        compared += 1
    assert compared > 40


def test_days_left_count_from_the_reference_date(sample: Recalculated) -> None:
    deadline = sample.campaign.settings.day("deadline")
    assert deadline == date(2023, 5, 31)
    assert set(sample.live("dossiers", "days_left").values()) <= {
        (deadline - sample.campaign.today).days,
        "",
        None,
    }


@pytest.mark.parametrize(("key", "code"), [("individuals", "CN-001"), ("collectives", "TT-001")])
def test_the_status_of_a_row_counts_what_python_finds_missing(
    sample: Recalculated, key: str, code: str
) -> None:
    missing: dict[int, int] = {}
    faulty: set[int] = set()
    for finding in verbs.check(sample.loaded).findings:
        if finding.sheet == key and finding.code in (code, "BC-001"):
            missing[finding.row] = missing.get(finding.row, 0) + 1
        if finding.sheet == key and finding.code == "D27":
            faulty.add(finding.row)
    for row, status in sample.live(key, "row_status").items():
        wanted = "Ô lỗi" if row in faulty else f"Thiếu {missing[row]} mục" if row in missing else "Đủ"
        assert status == wanted, f"{key} {row}"
