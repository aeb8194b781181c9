"""A mailed workbook on a machine that blocks its macros and has no Python: in LibreOffice with macros switched off."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.click_support import Desk, desk, make_profile, require_tools, wait_until
from xlpy.schema import Column, choices, sheet
from xlpy.schema.registry import DASHBOARD
from xlpy.workbook import build
from xlpy.workbook.commands import COMMANDS

sys.path.insert(0, str(Path(__file__).parent))
from workbook_support import person, small_book

pytestmark = [pytest.mark.libreoffice, pytest.mark.window]


@pytest.fixture(scope="module")
def screen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    require_tools()
    home = tmp_path_factory.mktemp("blocked")
    profile = make_profile(home, no_macros=True)
    path = home / "Sổ gửi qua thư.xlsm"
    build(path, small_book())
    with desk(profile) as opened:
        opened.open(path)
        yield opened


@pytest.fixture
def book(screen: Desk) -> Any:
    return screen.document("Sổ gửi qua thư.xlsm")


def cell(book: Any, tab: str, row: int, column: int) -> Any:
    """A UNO cell at a 1-based place."""
    return book.Sheets.getByName(tab).getCellByPosition(column - 1, row - 1)


def figure(book: Any, label: str) -> str:
    """What the card below this label shows on the panel."""
    for row in range(1, 40):
        for column in range(1, 14):
            if cell(book, DASHBOARD.tab, row, column).String == label:
                return str(cell(book, DASHBOARD.tab, row + 1, column).String)
    raise AssertionError(label)


def everything(book: Any) -> list[Any]:
    """All values and formulas of all sheets."""
    found: list[Any] = []
    for name in book.Sheets.ElementNames:
        cursor = book.Sheets.getByName(name).createCursor()
        cursor.gotoEndOfUsedArea(False)
        last = cursor.RangeAddress
        area = book.Sheets.getByName(name).getCellRangeByPosition(0, 0, last.EndColumn, last.EndRow)
        found.append((name, area.getFormulaArray()))
    return found


def test_status_and_counters_follow_what_is_typed(book: Any) -> None:
    definition = sheet("individuals")
    tab = definition.tab
    row = definition.first_row
    while (
        cell(book, tab, row, definition.index("full_name") + 1).String
        or cell(book, tab, row, definition.index("unit_code") + 1).String
    ):
        row += 1
    status = definition.index("row_status") + 1
    assert cell(book, tab, row, status).String == ""
    people = int(figure(book, "Cá nhân đề nghị"))

    def type_in(column: Column, value: object) -> None:
        target = cell(book, tab, row, definition.index(column.key) + 1)
        if isinstance(value, (int, float)):
            target.setValue(value)
        elif isinstance(value, str):
            target.setString(value)
        else:
            target.setValue(29377)

    given = person("00007", "Đỗ Thị Tám")
    type_in(definition.column("unit_code"), given["unit_code"])
    type_in(definition.column("full_name"), given["full_name"])
    assert cell(book, tab, row, status).String.startswith("Thiếu ")
    assert int(figure(book, "Cá nhân đề nghị")) == people + 1
    for key, value in given.items():
        if value is not None:
            type_in(definition.column(key), value)
    assert cell(book, tab, row, status).String == "Đủ"


def test_the_total_of_points_follows_too(book: Any) -> None:
    definition = sheet("criteria")
    points = cell(book, definition.tab, definition.first_row, definition.index("max_points") + 1)
    before = points.Value
    points.setValue(before + 1)
    try:
        assert figure(book, "Tổng điểm tiêu chí").startswith("101")
    finally:
        points.setValue(before)
    assert figure(book, "Tổng điểm tiêu chí") == "100 / 100"


@pytest.mark.parametrize(
    ("key", "column"), [("individuals", "unit_code"), ("individuals", "gender"), ("dossiers", "status")]
)
def test_drop_downs_still_offer_their_lists(book: Any, key: str, column: str) -> None:
    definition = sheet(key)
    rule = cell(book, definition.tab, definition.first_row, definition.index(column) + 1).Validation
    assert rule.getPropertyValue("Type").value == "LIST"
    assert rule.getPropertyValue("ShowList") != 0
    assert rule.getPropertyValue("ErrorAlertStyle").value == "STOP"


def test_the_panel_offers_every_unit_and_says_what_still_works(book: Any) -> None:
    chosen = book.NamedRanges.getByName("chosen_unit").getReferredCells().getCellByPosition(0, 0)
    assert chosen.String == choices.ALL_UNITS
    offered = book.NamedRanges.getByName("lst_unit_choice")
    assert "INDEX" in offered.Content
    hidden = book.Sheets.getByName(sheet("meta").tab)
    column = next(c for c in range(60) if hidden.getCellByPosition(c, 0).String == "lst_unit_choice")
    labels = [hidden.getCellByPosition(column, row).String for row in range(1, 200)]
    assert labels[0] == choices.ALL_UNITS
    units = sheet("units")
    codes = [
        cell(book, units.tab, row, units.index("unit_code") + 1).String
        for row in range(units.first_row, units.first_row + 150)
    ]
    assert [label.split(" – ")[0] for label in labels[1:] if label] == [code for code in codes if code]
    panel = [cell(book, DASHBOARD.tab, row, 4).String for row in range(1, 40)]
    (note,) = [text for text in panel if text.startswith("Vẫn dùng được")]
    for word in ("danh sách thả xuống", "Trạng thái", "Không dùng được: các nút", "ThiDua.bat"):
        assert word in note


@pytest.mark.parametrize("caption", [command.caption for command in COMMANDS])
def test_a_click_on_a_button_does_no_harm(screen: Desk, book: Any, caption: str) -> None:
    before = everything(book)
    count = len(screen.documents())
    screen.click(caption)
    time.sleep(0.7)
    # LibreOffice may say in a box of its own that macros are switched off.
    if len(screen.titles()) > 1:
        screen.key("Return")
    wait_until(lambda: everything(book) == before, "the sheets to answer unchanged", 10)
    assert len(screen.documents()) == count
    assert screen.office is not None
    assert screen.office.poll() is None
