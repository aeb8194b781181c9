"""A click in a LibreOffice window under conditions that offices make: the result is right, and nothing is lost."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.click_books import FAULTY, UNITS, small_workbook
from tests.click_clerk import (
    answer,
    cell_colour,
    choose,
    close_all,
    load,
    option,
    press,
    pythons,
    service,
    show,
    start,
    to_front,
    type_into,
    worker,
)
from tests.click_support import Desk, desk, install, make_profile, require_tools, wait_until
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.buttons.macros import PACKETS_FOLDER
from xlpy.schema import Sheet, sheet
from xlpy.workbook.marks import ERROR

pytestmark = [pytest.mark.libreoffice, pytest.mark.window]
_EQUAL = 2
"""com.sun.star.sheet.FilterOperator2.EQUAL"""
DONE = "Có 4 lỗi phải sửa, 5 cảnh báo"
"""Of the small workbook as it is built."""
FINDINGS, PEOPLE, PANEL = sheet("findings"), sheet("individuals"), "Bảng điều khiển"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A LibreOffice and a profile for each test: what one leaves behind must not decide about the next."""
    return tmp_path


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return small_workbook(tmp_path_factory.mktemp("song-sot") / "goc.xlsm")


@pytest.fixture
def profile(home: Path) -> Path:
    require_tools()
    made = make_profile(home)
    install(made, home / "so")
    return made


@pytest.fixture
def screen(profile: Path, home: Path, small: Path) -> Iterator[Desk]:
    with desk(profile) as place:
        place.open(Path(shutil.copy(small, home / "so" / "Sổ đầu.xlsm")))
        yield place


@pytest.fixture
def copy(home: Path, small: Path) -> Callable[[str], Path]:
    """Makes a workbook of that name in a trusted folder of the test's own."""
    folder = Path(tempfile.mkdtemp(prefix="thư mục ", dir=home / "so"))
    return lambda name: Path(shutil.copy(small, folder / name))


@pytest.fixture
def book(copy: Callable[[str], Path]) -> Path:
    return copy("Sổ.xlsm")


@pytest.fixture
def document(screen: Desk, book: Path) -> Iterator[Any]:
    close_all(screen)
    yield load(screen, book)
    close_all(screen)


def findings(document: Any) -> list[tuple[str, str, str]]:
    """Code, tab and cell of every finding that the window shows."""
    there = document.Sheets.getByName(FINDINGS.tab)
    last = len(FINDINGS.columns) - 1
    rows = there.getCellRangeByPosition(0, FINDINGS.first_row - 1, last, 300).getDataArray()
    places = [FINDINGS.index(key) for key in ("code", "tab", "cell")]
    return [tuple(str(row[place]) for place in places) for row in rows if row[places[0]]]  # type: ignore[misc]


def marked(document: Any, definition: Sheet = PEOPLE) -> dict[str, str]:
    """Names of the people (or what column E holds) whose rows carry a mark, with the mark."""
    there = document.Sheets.getByName(definition.tab)
    rows = there.getCellRangeByPosition(0, definition.first_row - 1, 60, 120).getDataArray()
    found: dict[str, str] = {}
    for row in rows:
        mark = next((value for value in row if isinstance(value, str) and value.startswith(";")), "")
        if mark:
            found[str(row[definition.index("full_name")])] = mark
    return found


@pytest.mark.parametrize("where", [PEOPLE.tab, PANEL])
def test_text_still_being_typed_is_kept_and_checked(screen: Desk, document: Any, where: str) -> None:
    """In a sheet the menu is at hand, on the panel the button."""
    if where == PANEL:
        type_into(screen, document, PANEL, "N10", "ghi nho")
        assert DONE in press(screen, document, "Kiểm tra")
        assert document.Sheets.getByName(PANEL).getCellRangeByName("N10").String == "ghi nho"
        return
    type_into(screen, document, PEOPLE.tab, "I5", "Que moi go")
    said = choose(screen, document, "Kiểm tra")
    assert document.Sheets.getByName(PEOPLE.tab).getCellRangeByName("I5").String == "Que moi go"
    assert "Có 3 lỗi" in said, "the text that was being typed counts"
    assert (PEOPLE.tab, "I5") not in [(tab, cell) for _, tab, cell in findings(document)]


def test_a_protected_table_sheet_gets_no_marks_but_its_findings(screen: Desk, document: Any) -> None:
    document.Sheets.getByName(PEOPLE.tab).protect("khoa")
    said = press(screen, document, "Kiểm tra")
    assert "Có 4 lỗi phải sửa, 6 cảnh báo" in said
    codes = [code for code, tab, _ in findings(document) if tab == PEOPLE.tab]
    assert "D22" in codes
    assert "CN-001" in codes
    assert marked(document) == {}
    assert marked(document, sheet("council")), "other sheets are marked"
    assert document.Sheets.getByName(PEOPLE.tab).isProtected()


@pytest.mark.parametrize("key", ["findings", "log"])
def test_a_protected_output_sheet_is_named_and_nothing_is_half_written(
    screen: Desk, document: Any, key: str
) -> None:
    tab = sheet(key).tab
    document.Sheets.getByName(tab).protect("")
    said = press(screen, document, "Kiểm tra")
    assert tab in said
    assert "khóa" in said
    assert findings(document) == []
    assert marked(document) == {}


def test_a_filtered_table_keeps_its_filter_and_hidden_rows_are_checked_too(
    screen: Desk, document: Any
) -> None:
    people = document.Sheets.getByName(PEOPLE.tab)
    table = document.DatabaseRanges.getByName(PEOPLE.table_name)
    field = uno_bridge.struct("sheet.TableFilterField2")
    field.Field, field.IsNumeric, field.StringValue = PEOPLE.index("unit_code"), False, "PYT"
    field.Operator = _EQUAL
    descriptor = people.createFilterDescriptor(True)
    descriptor.ContainsHeader = True
    descriptor.setFilterFields2((field,))
    area = table.getDataArea()
    people.getCellRangeByPosition(area.StartColumn, area.StartRow, area.EndColumn, area.EndRow).filter(
        descriptor
    )
    hidden = [row for row in range(4, 20) if people.Rows.getByIndex(row).IsFiltered]
    assert len(hidden) > 5
    said = press(screen, document, "Kiểm tra")
    assert "Có 4 lỗi" in said
    assert [row for row in range(4, 20) if people.Rows.getByIndex(row).IsFiltered] == hidden
    assert "Trịnh Gia Trường" in marked(document)
    assert ("D21", PEOPLE.tab) in [(code, tab) for code, tab, _ in findings(document)]


def test_hidden_rows_and_columns_stay_hidden_and_are_checked(screen: Desk, document: Any) -> None:
    people = document.Sheets.getByName(PEOPLE.tab)
    people.Rows.getByIndex(4).IsVisible = False
    people.Columns.getByIndex(PEOPLE.index("home_town")).IsVisible = False
    assert "Có 4 lỗi" in press(screen, document, "Kiểm tra")
    assert not people.Rows.getByIndex(4).IsVisible
    assert not people.Columns.getByIndex(PEOPLE.index("home_town")).IsVisible
    assert marked(document)["Trịnh Gia Trường"] == ";home_town=E;"


def test_a_sorted_table_is_marked_at_the_rows_where_people_stand_now(
    screen: Desk, document: Any, tmp_path: Path
) -> None:
    press(screen, document, "Kiểm tra")
    before = marked(document)
    people = document.Sheets.getByName(PEOPLE.tab)
    _sort(screen, document, PEOPLE, "full_name")
    assert marked(document) == before, "marks go with the rows"
    row = _row_of(people, "Trịnh Gia Trường")
    assert row != 5
    assert DONE in press(screen, document, "Kiểm tra")
    assert marked(document) == before
    assert ("CN-001", PEOPLE.tab, f"I{row}") in findings(document)
    picture = tmp_path / "sap-xep.png"
    assert cell_colour(screen, document, PEOPLE.tab, f"I{row}", picture) == ERROR["bg_color"]


def _sort(screen: Desk, document: Any, definition: Sheet, key: str) -> None:
    """A to Z by one column, as the button of LibreOffice's toolbar does it from a cell of the table."""
    there = show(document, definition.tab)
    controller = document.CurrentController
    controller.select(there.getCellByPosition(definition.index(key), definition.header_row))
    dispatcher = service(screen, "com.sun.star.frame.DispatchHelper")
    dispatcher.executeDispatch(controller.Frame, ".uno:SortAscending", "", 0, ())


def _row_of(people: Any, name: str) -> int:
    column = people.getCellRangeByPosition(PEOPLE.index("full_name"), 0, PEOPLE.index("full_name"), 60)
    return next(row for row, (value,) in enumerate(column.getDataArray(), 1) if value == name)


def test_of_two_workbooks_the_clicked_one_gets_the_result(
    screen: Desk, document: Any, copy: Callable[[str], Path]
) -> None:
    other = load(screen, copy("Sổ khác.xlsm"))
    to_front(screen, document)
    assert DONE in press(screen, document, "Kiểm tra")
    assert findings(document)
    assert findings(other) == []
    assert not other.isModified()
    to_front(screen, other)
    assert f"{len(UNITS)} đơn vị" in press(screen, other, "Tính điểm")
    assert findings(other) == []


def test_a_menu_command_over_a_foreign_document_touches_no_workbook_behind_it(
    screen: Desk, document: Any
) -> None:
    foreign = screen.desktop().loadComponentFromURL("private:factory/scalc", "_blank", 0, ())
    foreign.CurrentController.ActiveSheet.getCellRangeByName("A1").String = "sổ chi tiêu"
    to_front(screen, foreign)
    said = choose(screen, foreign, "Kiểm tra")
    assert "không phải sổ tính thi đua" in said
    assert findings(document) == []
    assert foreign.CurrentController.ActiveSheet.getCellRangeByName("A1").String == "sổ chi tiêu"


@pytest.mark.parametrize(
    "name",
    ["Sổ thi đua (bản 2) = cuối cùng.xlsm", "So & 'sao' 100% #1 $HOME.xlsm", "Đợt “75 năm”; ngày 11-6.xlsm"],
)
def test_any_name_of_a_workbook_will_do(screen: Desk, copy: Callable[[str], Path], name: str) -> None:
    close_all(screen)
    document = load(screen, copy(name))
    assert DONE in press(screen, document, "Kiểm tra")
    assert findings(document)
    close_all(screen)


def test_a_read_only_workbook_says_so_and_stays_as_it_is(screen: Desk, copy: Callable[[str], Path]) -> None:
    close_all(screen)
    document = load(screen, copy("Sổ chỉ đọc.xlsm"), option("ReadOnly", True))
    said = press(screen, document, "Kiểm tra")
    assert "chỉ đọc" in said
    assert findings(document) == []
    close_all(screen)


@pytest.mark.parametrize("change", ["renamed", "deleted", "changed"])
def test_what_happened_to_the_file_on_disk_does_not_spoil_the_click(
    screen: Desk, document: Any, book: Path, change: str
) -> None:
    original = book.read_bytes()
    other = book.with_name("Tên mới.xlsm")
    if change == "renamed":
        book.rename(other)
    elif change == "deleted":
        book.unlink()
    else:
        book.write_bytes(original + b" ")
    assert DONE in press(screen, document, "Kiểm tra")
    assert "Đã xuất 2 bộ hồ sơ" in press(screen, document, "Xuất hồ sơ")
    assert len(list((book.parent / PACKETS_FOLDER).iterdir())) == len(UNITS) - len(FAULTY)
    if change == "renamed":
        assert other.read_bytes() == original
    assert book.exists() == (change == "changed"), "the tool brings no file back"


def test_a_folder_that_is_gone_is_named_when_packets_are_asked_for(
    screen: Desk, document: Any, book: Path
) -> None:
    book.parent.rename(book.parent.with_name("đã chuyển"))
    said = press(screen, document, "Xuất hồ sơ")
    assert "thư mục" in said
    assert "bấm lại" in said
    assert not book.parent.exists()
    assert not (book.parent.with_name("đã chuyển") / PACKETS_FOLDER).exists()


def test_a_deleted_sheet_is_named(screen: Desk, document: Any) -> None:
    document.Sheets.removeByName("Hội đồng")
    assert "thiếu trang “Hội đồng”" in press(screen, document, "Kiểm tra")
    assert findings(document) == []


def test_a_deleted_output_sheet_is_named_and_nothing_is_half_written(screen: Desk, document: Any) -> None:
    document.Sheets.removeByName(sheet("log").tab)
    said = press(screen, document, "Kiểm tra")
    assert sheet("log").tab in said
    assert findings(document) == []
    assert marked(document) == {}


def test_a_renamed_sheet_is_found_and_marked(screen: Desk, document: Any) -> None:
    people = document.Sheets.getByName(PEOPLE.tab)
    people.Name = "Cá nhân (đã rà soát)"
    assert "Có 4 lỗi" in press(screen, document, "Kiểm tra")
    shown = document.Sheets.getByName(FINDINGS.tab)
    row = next(i for i, found in enumerate(findings(document)) if found == ("CN-001", people.Name, "I5"))
    link = shown.getCellByPosition(FINDINGS.index("link"), FINDINGS.first_row - 1 + row).Formula
    assert "#'Cá nhân (đã rà soát)'!I5" in link, "the clerk's own name in the words and in the link"
    rows = people.getCellRangeByPosition(0, 4, 60, 20).getDataArray()
    assert any(value == ";home_town=E;" for value in rows[0])


def test_a_column_inserted_by_the_clerk_moves_the_marks_along(
    screen: Desk, document: Any, tmp_path: Path
) -> None:
    people = document.Sheets.getByName(PEOPLE.tab)
    people.Columns.insertByIndex(5, 1)
    people.getCellByPosition(5, 3).String = "Ghi thêm"
    people.getCellByPosition(5, 4).String = "của tôi"
    assert "Có 4 lỗi" in press(screen, document, "Kiểm tra")
    assert ("CN-001", PEOPLE.tab, "J5") in findings(document)
    assert people.getCellByPosition(5, 4).String == "của tôi"
    assert marked(document)["Trịnh Gia Trường"] == ";home_town=E;"
    assert cell_colour(screen, document, PEOPLE.tab, "J5", tmp_path / "cot.png") == ERROR["bg_color"]


def test_a_workbook_that_libreoffice_itself_saved_still_obeys_the_menu(
    screen: Desk, document: Any, book: Path
) -> None:
    saved = book.with_name("LibreOffice đã lưu.xlsx")
    document.storeToURL(saved.as_uri(), (option("FilterName", "Calc MS Excel 2007 XML"),))
    close_all(screen)
    again = load(screen, saved)
    assert DONE in choose(screen, again, "Kiểm tra")
    assert findings(again)


def test_a_window_closed_while_python_works_leaves_no_process_and_the_file_as_it_was(
    screen: Desk, document: Any, book: Path, copy: Callable[[str], Path]
) -> None:
    other = load(screen, copy("Sổ khác.xlsm"))
    to_front(screen, document)
    before = book.read_bytes()
    start(screen, document, "Kiểm tra")
    number = worker(screen)
    os.kill(number, signal.SIGSTOP)
    to_front(screen, document)
    screen.key("alt+F4")
    time.sleep(1)
    os.kill(number, signal.SIGCONT)
    assert "sổ tính đã bị đóng" in answer(screen)
    wait_until(lambda: number not in pythons(screen), "Python to end", 30)
    assert book.read_bytes() == before
    to_front(screen, other)
    assert DONE in press(screen, other, "Kiểm tra"), "the other workbook can be used"


def test_a_workbook_closed_by_another_program_leaves_the_others_usable(
    screen: Desk, document: Any, copy: Callable[[str], Path]
) -> None:
    other = load(screen, copy("Sổ khác.xlsm"))
    other.close(True)
    to_front(screen, document)
    assert not screen.windows("LibreOffice Error")
    assert DONE in press(screen, document, "Kiểm tra")


def test_libreoffice_killed_while_python_works_leaves_no_process_and_the_file_as_it_was(
    profile: Path, book: Path
) -> None:
    before = book.read_bytes()
    with desk(profile) as screen:
        screen.open(book)
        start(screen, screen.document(book.name), "Kiểm tra")
        number = worker(screen)
        os.kill(number, signal.SIGSTOP)
        screen.close()
        os.kill(number, signal.SIGCONT)
        wait_until(lambda: not pythons(screen), "Python to end", 30)
        assert book.read_bytes() == before
    with desk(profile) as screen:
        screen.open(book)
        document = screen.document(book.name)
        assert DONE in press(screen, document, "Kiểm tra")
