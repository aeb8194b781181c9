"""Tiến độ and its counters on Bảng điều khiển: what the last split, merge and check left there."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import merge_book_kit as kit
import pytest
from copies_support import load
from merge_book_kit import ANH, DUC, HUONG, OFFICE, WARD

from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import verbs
from xlpy.cli.main import main
from xlpy.schema import choices, sheet
from xlpy.schema.sheets_output import PROGRESS


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tiến độ")
    kit.make_master(folder / "quận.xlsm")
    kit.split(folder / "quận.xlsm", folder / "gửi")
    shutil.rmtree(folder / "sao-luu")
    next((folder / "gửi").glob("danh-sach*")).unlink()
    return folder


@pytest.fixture
def place(pattern: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path, dirs_exist_ok=True)
    return tmp_path


def progress(book: Path) -> dict[str, dict[str, object]]:
    """Lines of Tiến độ by unit code, empty cells left out."""
    grid = kit.grids_of(book)[PROGRESS.tab]
    lines: dict[str, dict[str, object]] = {}
    for row in range(PROGRESS.first_row, grid.first_row + len(grid.rows)):
        values = {c.key: grid.value(row, place) for place, c in enumerate(PROGRESS.columns, 1)}
        if values["unit_code"]:
            lines[str(values["unit_code"])] = {k: v for k, v in values.items() if v not in (None, "")}
    return lines


def setting(book: Path, key: str, value: object) -> None:
    loaded = load(book)
    row = next(row.row for row in loaded.campaign.setting_rows.rows if row.setting_key == key)
    settings = sheet("settings")
    with bridge.open_book(book) as opened:
        bridge.write_cells(opened, settings.tab, [(row, settings.index("value") + 1, value)])
        bridge.save(opened)


def test_after_a_split_every_unit_has_its_line_and_nothing_came_back(place: Path) -> None:
    lines = progress(place / "quận.xlsm")
    assert list(lines) == [WARD, OFFICE]
    ward = lines[WARD]
    assert ward["status"] in (choices.RETURN_OPEN, choices.RETURN_OVERDUE)
    assert ward["sent_round"] == 1
    assert re.fullmatch(r"\d\d/\d\d/\d{4} \d\d:\d\d", str(ward["sent_on"]))
    assert "returned_on" not in ward


def test_a_merge_and_a_check_bring_the_lines_up_to_date(place: Path) -> None:
    book = place / "quận.xlsm"
    ward, office = (next((place / "gửi").glob(f"*-{unit}-*")) for unit in (WARD, OFFICE))
    kit.edit(ward, HUONG, votes_for=6.0)
    kit.edit(book, HUONG, votes_for=5.0)
    kit.edit(office, ANH, position="Trưởng phòng")
    assert main(["merge", str(book), str(ward), str(office)]) == 1
    lines = progress(book)
    assert (lines[WARD]["status"], lines[WARD]["conflicts"]) == (choices.RETURN_CONFLICTS, 1)
    assert lines[OFFICE]["status"] == choices.RETURN_UNCHECKED
    assert "errors" not in lines[OFFICE]
    (line,) = kit.conflicts(book)
    kit.choose(book, line, "Giữ của quận")
    assert main(["merge", str(book)]) == 0
    assert progress(book)[WARD]["status"] == choices.RETURN_UNCHECKED
    main(["check", str(book), "--write"])
    errors = {unit: len(found) for unit, found in verbs.check(load(book)).blocked_units().items()}
    lines = progress(book)
    for unit in (WARD, OFFICE):
        assert lines[unit].get("errors", 0) == errors.get(unit, 0)
        assert lines[unit]["status"] == choices.RETURN_ERRORS
        assert lines[unit]["returned_round"] == 1
    before = book.read_bytes()
    assert main(["merge", str(book), str(ward)]) == 0
    assert book.read_bytes() == before


def test_what_was_known_of_a_units_errors_holds_until_its_rows_change(place: Path) -> None:
    book = place / "quận.xlsm"
    office = next((place / "gửi").glob(f"*-{OFFICE}-*"))
    main(["check", str(book), "--write"])
    known = progress(book)[WARD]["errors"]
    kit.edit(office, ANH, position="Trưởng phòng")
    assert main(["merge", str(book), str(office)]) == 0
    lines = progress(book)
    assert lines[WARD]["errors"] == known
    assert "errors" not in lines[OFFICE]


def test_deadline_dossier_and_no_nomination_decide_the_state(place: Path) -> None:
    from datetime import datetime

    book = place / "quận.xlsm"
    setting(book, "reference_date", datetime(2023, 6, 3))
    dossiers = {row.unit_code: row.row for row in load(book).campaign.dossiers.rows}
    definition = sheet("dossiers")
    with bridge.open_book(book) as opened:
        cells: list[tuple[int, int, object]] = [
            (dossiers[OFFICE], definition.index("no_nomination") + 1, Text("Có"))
        ]
        bridge.write_cells(opened, definition.tab, cells)
        bridge.save(opened)
    main(["check", str(book), "--write"])
    lines = progress(book)
    assert (lines[WARD]["status"], lines[WARD]["in_time"]) == (choices.RETURN_OVERDUE, "Quá hạn")
    assert (lines[OFFICE]["status"], lines[OFFICE].get("in_time")) == (choices.RETURN_NONE, None)
    with bridge.open_book(book) as opened:
        cells = [(dossiers[WARD], definition.index("received_date") + 1, datetime(2023, 6, 2))]
        bridge.write_cells(opened, definition.tab, cells)
        bridge.save(opened)
    main(["check", str(book), "--write"])
    ward = progress(book)[WARD]
    assert (ward["in_time"], ward["returned_on"]) == ("Nộp muộn", "02/06/2023")


def test_a_workbook_from_before_the_sheet_is_checked_and_merged_as_ever(place: Path) -> None:
    book = place / "quận.xlsm"
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)
        del loaded.grids[PROGRESS.tab]  # type: ignore[attr-defined]
        verbs.write_check(opened, loaded, verbs.check(loaded))
        bridge.save(opened)
    assert "errors" not in progress(book)[WARD], "the sheet of the file was left alone"


def test_a_units_copy_has_no_district_view(place: Path) -> None:
    ward = next((place / "gửi").glob(f"*-{WARD}-*"))
    main(["check", str(ward), "--write"])
    assert progress(ward) == {}
    panel = kit.grids_of(ward)["Bảng điều khiển"]
    assert not any(choices.RETURN_OPEN in row for row in panel.rows)


def test_a_deleted_line_comes_back_and_an_added_one_goes(place: Path) -> None:
    book = place / "quận.xlsm"
    main(["check", str(book), "--write"])
    want = progress(book)
    with bridge.open_book(book) as opened:
        bridge.write_cells(opened, PROGRESS.tab, [(PROGRESS.first_row + 2, 1, Text("X"))])
        bridge.write_cells(opened, PROGRESS.tab, [(PROGRESS.first_row, 8, Text("Xong"))])
        bridge.save(opened)
    main(["check", str(book), "--write"])
    assert progress(book) == want
    assert DUC in kit.ids(book)
