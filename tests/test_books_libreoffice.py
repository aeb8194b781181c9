"""Patched workbooks in other programs' eyes: LibreOffice opens and calculates them, openxml-audit finds no new error."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from books_support import feature_book, independent, parts, rezip
from conftest import Office

from xlpy.books import bridge
from xlpy.books.values import Formula, Text


def patched(path: Path) -> Path:
    with bridge.open_book(path) as book:
        bridge.resize_table(book, "BangDiem", 10)
        bridge.write_block(book, "Dữ liệu", 9, 1, [["Lê Thị B", 9], ["Lê Thị C", 10]])
        bridge.write_cells(
            book,
            "Dữ liệu",
            [
                (3, 1, "Nguyễn & <Văn> A\nhai dòng"),
                (3, 2, 50),
                (4, 4, date(2023, 5, 12)),
                (4, 5, None),
                (5, 5, Text("00123")),
                (6, 5, Formula('=HYPERLINK("#B3","Đến ô")', cached="Đến ô")),
            ],
        )
        bridge.save(book)
    return path


@pytest.mark.libreoffice
@pytest.mark.parametrize("recalculate", [False, True], ids=["trusting caches", "recalculating"])
def test_libreoffice_has_right_results_after_a_write(
    tmp_path: Path, office: Office, recalculate: bool
) -> None:
    """With its default setting LibreOffice trusts cached values: no stale one may be left."""
    path = patched(feature_book(tmp_path / "a.xlsx"))
    (tmp_path / "out").mkdir()
    book = independent(
        office.convert(path, "xlsx", tmp_path / "out", recalculate=recalculate), data_only=True
    )
    summary, data = book["Tổng hợp"], book["Dữ liệu"]
    assert [summary.cell(row, 2).value for row in range(1, 5)] == [70, "cố định", 700, 70]
    assert [data.cell(3, col).value for col in (1, 2, 3)] == ["Nguyễn & <Văn> A\nhai dòng", 50, 100]
    assert [data.cell(row, 3).value for row in range(3, 11)] == [100, 4, 6, 8, 10, 12, 18, 20]
    assert data["E5"].value == "00123"
    assert data["E6"].value == "Đến ô"


@pytest.mark.libreoffice
def test_libreoffice_saves_a_patched_workbook_with_all_its_values(tmp_path: Path, office: Office) -> None:
    path = patched(feature_book(tmp_path / "a.xlsx"))
    (tmp_path / "out").mkdir()
    saved = office.convert(path, "xlsx", tmp_path / "out")
    ours = independent(path)["Dữ liệu"]
    theirs = independent(saved)["Dữ liệu"]
    for ref in ("A3", "B3", "D4", "E4", "E5", "A9", "B10", "A8"):
        assert theirs[ref].value == ours[ref].value
    with bridge.open_book(saved) as book:
        grid = bridge.read_grids(book)["Dữ liệu"]
    assert grid.value(3, 3) == 100.0
    assert not grid.uncached


def findings(path: Path) -> list[str]:
    program = Path(sys.executable).with_name("openxml-audit")
    done = subprocess.run(
        [str(program), "-o", "json", "-m", "0", str(path)],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    report = json.loads(done.stdout)
    assert report, done.stderr
    return sorted(json.dumps(error, sort_keys=True) for error in report[0]["errors"])


def test_the_audit_finds_no_error_that_was_not_there_before(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = findings(path)
    after = findings(patched(path))
    assert [error for error in after if error not in before] == []


def test_the_audit_would_find_a_broken_patch(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    name = "xl/worksheets/sheet1.xml"
    spoiled = rezip(path, tmp_path / "b.xlsx", {name: parts(path)[name].replace(b't="s"', b't="zz"', 1)})
    assert findings(spoiled) != findings(path)
