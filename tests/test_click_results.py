"""What the buttons leave in a LibreOffice window: the file engine's results, and the clerk's sheets as they were."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.click_books import FAULTY, UNITS, small_workbook
from tests.click_clerk import cell_colour, choose, close_all, load, press, show, to_front, wait_until
from tests.click_looks import difference, looks
from tests.click_support import Desk, desk, install, make_profile, require_tools
from xlpy.books import bridge
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.buttons import verbs
from xlpy.buttons.macros import PACKETS_FOLDER
from xlpy.schema import Sheet, sheet, tables
from xlpy.workbook.marks import ERROR, WARNING

ROOT = Path(__file__).resolve().parents[1]
pytestmark = [pytest.mark.libreoffice, pytest.mark.window]
TABS = [definition.tab for definition in tables()]


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A LibreOffice and a profile for each test: what one leaves behind must not decide about the next."""
    return tmp_path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workbook(tmp_path_factory.mktemp("ket-qua") / "goc.xlsm")


@pytest.fixture
def screen(home: Path, small: Path) -> Iterator[Desk]:
    require_tools()
    profile = make_profile(home)
    install(profile, home / "so")
    with desk(profile) as place:
        place.open(Path(shutil.copy(small, home / "so" / "Sổ đầu.xlsm")))
        yield place


@pytest.fixture
def book(home: Path, small: Path) -> Path:
    folder = Path(tempfile.mkdtemp(prefix="thư mục ", dir=home / "so"))
    return Path(shutil.copy(small, folder / "Sổ thi đua = năm 2023 (bản 1).xlsm"))


@pytest.fixture
def document(screen: Desk, book: Path) -> Iterator[Any]:
    yield load(screen, book)
    close_all(screen)


def keep(screen: Desk, name: str) -> None:
    """A picture for the docs, when asked for (THIDUA_PICTURES=1)."""
    if os.environ.get("THIDUA_PICTURES"):
        screen.picture(ROOT / "docs" / "images" / f"{name}.png")


def written(book: Path, score: bool = False) -> dict[str, list[list[object]]]:
    """Bodies of the output sheets after the file engine has checked, or scored, a copy of the workbook."""
    copy = Path(shutil.copy(book, book.with_name("ban sao.xlsm")))
    with bridge.open_book(copy) as closed:
        loaded = verbs.load(closed, copy.name)
        if score:
            verbs.write_score(closed, loaded, verbs.score(loaded))
        else:
            verbs.write_check(closed, loaded, verbs.check(loaded))
        bridge.save(closed)
    with bridge.open_book(copy) as closed:
        grids = bridge.read_grids(closed)
    copy.unlink()
    found: dict[str, list[list[object]]] = {}
    for definition in outputs():
        grid = grids[definition.tab]
        rows = range(definition.first_row, grid.first_row + len(grid.rows))
        columns = range(1, len(definition.columns) + 1)
        found[definition.tab] = [[_plain(grid.value(row, column)) for column in columns] for row in rows]
    return {tab: _without_empty(rows) for tab, rows in found.items()}


def shown(document: Any, definition: Sheet) -> list[list[object]]:
    """The body of an output sheet as the window has it."""
    there = document.Sheets.getByName(definition.tab)
    area = there.getCellRangeByPosition(0, definition.first_row - 1, len(definition.columns) - 1, 400)
    return _without_empty([[_plain(value) for value in row] for row in area.getDataArray()])


def outputs() -> list[Sheet]:
    return [sheet(key) for key in ("findings", "results", "breakdown", "quotas", "shortlist")]


def _plain(value: object) -> object:
    if value is None or value == "":
        return None
    assert not isinstance(value, (date, datetime)), "the output sheets write dates as text"
    return float(value) if isinstance(value, (int, float)) else str(value)


def _without_empty(rows: list[list[object]]) -> list[list[object]]:
    return [row for row in rows if any(value is not None for value in row)]


def test_kiem_tra_leaves_what_the_file_engine_finds_and_nothing_of_the_clerks_changes(
    screen: Desk, document: Any, book: Path, tmp_path: Path
) -> None:
    before_click = book.read_bytes()
    people = document.Sheets.getByName(sheet("individuals").tab)
    own = people.getCellRangeByName("F6")
    own.CellBackColor, own.CharWeight, own.String = 0x66CCFF, 150.0, "bí danh tô xanh"
    people.getCellRangeByName("I5").CellBackColor = 0xCCFF66
    people.getCellRangeByName("H7").NumberFormat = document.NumberFormats.getStandardFormat(
        2, uno_bridge.struct("lang.Locale", "en", "US", "")
    )
    people.Annotations.insertNew(people.getCellRangeByName("E6").CellAddress, "Đồng chí Hạnh: đã hỏi lại")
    people.Rows.getByIndex(8).Height = 4200
    people.Columns.getByIndex(4).Width = 7100
    before = looks(document, TABS, tmp_path / "truoc.fods")
    assert before["Cá nhân", "comment", (5, 4)] == "Đồng chí Hạnh: đã hỏi lại"

    said = press(screen, document, "Kiểm tra")

    after = looks(document, TABS, tmp_path / "sau.fods")
    marks = {definition.tab: definition.index("marks") for definition in tables() if _has_marks(definition)}
    changed = {
        place: both
        for place, both in difference(before, after).items()
        if not (place[1] == "value" and marks.get(place[0]) == place[2][1])  # type: ignore[index]
    }
    assert not changed, dict(list(changed.items())[:5])
    wanted = written(book)[sheet("findings").tab]
    assert len(wanted) == 9
    assert shown(document, sheet("findings")) == wanted
    assert "Có 4 lỗi phải sửa, 5 cảnh báo cần xem lại" in said
    assert book.read_bytes() == before_click, "saving is left to the clerk"

    # An error over a fill of the clerk's own, a warning, and a cell without any.
    fill = [
        cell_colour(screen, document, "Cá nhân", cell, tmp_path / f"{cell}.png")
        for cell in ("I5", "H15", "I6")
    ]
    assert fill == [ERROR["bg_color"], WARNING["bg_color"], "#FFFFFF"]
    show(document, "Cá nhân")
    keep(screen, "libreoffice-o-duoc-danh-dau")


def _has_marks(definition: Sheet) -> bool:
    return any(column.key == "marks" for column in definition.columns)


def test_ctrl_z_takes_a_whole_click_back(screen: Desk, document: Any) -> None:
    sheets = [document.Sheets.getByIndex(i) for i in range(document.Sheets.Count)]

    def everything() -> list[object]:
        return [_used(sheet) for sheet in sheets]

    def keys(name: str) -> None:
        to_front(screen, document)
        screen.key(name)
        screen.idle()

    for label in ("Kiểm tra", "Tính điểm"):
        document.UndoManager.clear()
        before = everything()
        press(screen, document, label)
        after = everything()
        assert after != before
        assert document.UndoManager.getAllUndoActionTitles() == ("Thi đua",), "one click, one step"
        keys("ctrl+z")
        wait_until(lambda: not document.UndoManager.isUndoPossible(), "the step to be undone", 20)
        assert everything() == before
        keys("ctrl+y")
        wait_until(document.UndoManager.isUndoPossible, "the step to be done again", 20)
        assert everything() == after


def _used(sheet: Any) -> object:
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    end = cursor.RangeAddress
    return sheet.getCellRangeByPosition(0, 0, 60, min(end.EndRow, 400)).getDataArray()


def test_tinh_diem_leaves_the_points_of_the_file_engine(screen: Desk, document: Any, book: Path) -> None:
    wanted = written(book, score=True)
    said = press(screen, document, "Tính điểm")
    assert f"Đã tính điểm cho {len(UNITS)} đơn vị." in said
    for definition in outputs():
        assert shown(document, definition) == wanted[definition.tab], definition.tab
    assert len(wanted["Kết quả"]) == len(UNITS)


def test_xuat_ho_so_puts_a_folder_for_each_unit_without_errors_beside_the_workbook(
    screen: Desk, document: Any, book: Path
) -> None:
    press(screen, document, "Kiểm tra")
    said = press(screen, document, "Xuất hồ sơ")
    folders = sorted(path.name for path in (book.parent / PACKETS_FOLDER).iterdir())
    ready = [unit for unit in UNITS if unit not in FAULTY]
    assert [name.partition("-")[0] for name in folders] == ready
    for name in folders:
        made = sorted(path.name for path in (book.parent / PACKETS_FOLDER / name).glob("*.docx"))
        assert {file[:2] for file in made} == {"01", "02", "03", "04", "05"}, name
    assert f"Đã xuất {len(ready)} bộ hồ sơ" in said
    assert f"{len(FAULTY)} đơn vị chưa xuất được" in said


def test_the_menu_thi_dua_works_where_the_buttons_are_lost(screen: Desk, document: Any, book: Path) -> None:
    page = document.Sheets.getByName("Bảng điều khiển").DrawPage
    for shape in [page.getByIndex(i) for i in range(page.Count)]:
        if getattr(shape, "Control", None) is not None:
            page.remove(shape)
    show(document, "Cá nhân")
    assert "Có 4 lỗi" in choose(screen, document, "Kiểm tra")
    assert f"{len(UNITS)} đơn vị" in choose(screen, document, "Tính điểm")
    assert "Đã xuất 2 bộ hồ sơ" in choose(screen, document, "Xuất hồ sơ")
    assert shown(document, sheet("findings")) == written(book)[sheet("findings").tab]
    assert len(list((book.parent / PACKETS_FOLDER).iterdir())) == len(UNITS) - len(FAULTY)
