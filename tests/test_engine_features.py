"""What xlwings' public API does on our engines beyond values."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from books_support import feature_book
from live_office import LiveOffice, live_office

from xlpy.books import bridge, regions
from xlpy.books.errors import CellRefused, MissingPlace
from xlpy.books.libreoffice_engine.errors import LiveOnlyError
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW
from xlpy.books.values import Formula

__all__ = ["live_office"]
DATA, SUMMARY, HIDDEN = "Dữ liệu", "Tổng hợp", "Ẩn"
FILE, OFFICE, OUTSIDE = "file", "libreoffice", "libreoffice over the bridge"
LIVE = [
    pytest.param(OFFICE, marks=pytest.mark.libreoffice),
    pytest.param(OUTSIDE, marks=pytest.mark.libreoffice),
]
TESTED: Counter[str] = Counter()


@pytest.fixture(scope="module", autouse=True)
def _count(request: pytest.FixtureRequest) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    yield
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print("\nengine features:", ", ".join(f"{name} {count} behaviours" for name, count in TESTED.items()))


def _opened(request: pytest.FixtureRequest, folder: Path) -> Iterator[bridge.Book]:
    path = feature_book(folder / "Sổ thi đua.xlsx")
    if request.param == FILE:
        with bridge.open_book(path) as opened:
            yield opened
    else:
        live: LiveOffice = request.getfixturevalue("live_office")
        with live.opened(path) as opened, live.over_the_bridge(request.param == OUTSIDE):
            yield opened
    TESTED[request.param] += 1


@pytest.fixture(params=[FILE, *LIVE])
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bridge.Book]:
    """The same workbook on each engine."""
    yield from _opened(request, tmp_path)


@pytest.fixture(params=LIVE)
def live(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bridge.Book]:
    """The workbook in a running LibreOffice."""
    yield from _opened(request, tmp_path)


ENDS = {
    "down from inside a run": ("B3", "down", "$B$8"),
    "down from the last cell to the edge": ("B8", "down", f"$B${MAX_ROW}"),
    "up from inside a run": ("B5", "up", "$B$1"),
    "up from the bottom": ("B1000", "up", "$B$8"),
    "right to the end of the run": ("A3", "right", "$E$3"),
    "right over a gap": ("E3", "right", "$G$3"),
    "right to the edge": ("G3", "right", "$XFD$3"),
    "left from far away": ("Z4", "left", "$E$4"),
    "left to the first column": ("C5", "l", "$A$5"),
    "the first cell of a range counts": ("B3:D4", "d", "$B$8"),
}


@pytest.mark.parametrize("way", ENDS)
def test_end_goes_where_ctrl_and_an_arrow_go(book: bridge.Book, way: str) -> None:
    start, direction, target = ENDS[way]
    assert book.sheets[DATA].range(start).end(direction).address == target


def test_an_unknown_direction_is_refused(book: bridge.Book) -> None:
    with pytest.raises(ValueError, match="sideways"):
        book.sheets[DATA].range("A1").end("sideways")


def test_a_formula_that_shows_nothing_fills_its_cell(book: bridge.Book) -> None:
    bridge.write_block(book, DATA, 9, 2, [[Formula('=""')]])
    assert book.sheets[DATA].range("B3").end("down").address == "$B$9"


def test_cells_written_and_emptied_move_the_end(book: bridge.Book) -> None:
    bridge.write_block(book, DATA, 9, 2, [[7], [8]])
    bridge.clear_block(book, DATA, 5, 2, 5, 2)
    sheet = book.sheets[DATA]
    assert [sheet.range(cell).end("down").address for cell in ("B3", "B4", "B6")] == ["$B$4", "$B$6", "$B$10"]


EXPANDED = {"table": "$B$50:$D$52", "down": "$B$50:$B$52", "right": "$B$50:$D$50"}


@pytest.mark.parametrize("mode", EXPANDED)
def test_a_range_expands_and_its_empty_corner_does_not_matter(book: bridge.Book, mode: str) -> None:
    bridge.write_block(book, DATA, 50, 2, [[None, "b", "c"], ["d", 1, 2], ["e", 3, 4]])
    assert book.sheets[DATA].range("B50").expand(mode).address == EXPANDED[mode]


def test_a_lonely_cell_expands_to_itself(book: bridge.Book) -> None:
    assert book.sheets[DATA].range("G3").expand().address == "$G$3"


@pytest.mark.parametrize(
    ("start", "region"), [("C5", "$A$1:$E$8"), ("G3", "$G$3"), ("P90", "$P$90"), ("E9", "$A$1:$E$9")]
)
def test_the_current_region_is_bounded_by_empty_rows_and_columns(
    book: bridge.Book, start: str, region: str
) -> None:
    assert book.sheets[DATA].range(start).current_region.address == region


def test_cells_that_touch_by_a_corner_are_one_region() -> None:
    steps = [(5, 5, 5, 5), (6, 6, 6, 6), (7, 7, 9, 7), (11, 7, 11, 7)]
    assert regions.current_region(steps, (7, 7, 7, 7)) == (5, 5, 9, 7)


def test_a_range_gives_its_rows_columns_and_cells(book: bridge.Book) -> None:
    block = book.sheets[DATA].range("A3:C4")
    assert [row.address for row in block.rows] == ["$A$3:$C$3", "$A$4:$C$4"]
    assert [column.address for column in block.columns] == ["$A$3:$A$4", "$B$3:$B$4", "$C$3:$C$4"]
    assert [cell.address for cell in block][3:] == ["$A$4", "$B$4", "$C$4"]
    assert (block.rows.count, block.columns.count, block.rows(2).address) == (2, 3, "$A$4:$C$4")


def test_a_range_knows_its_size_and_neighbours(book: bridge.Book) -> None:
    block = book.sheets[DATA].range("A3:C4")
    assert (block.count, block.size, block.shape, block.last_cell.address) == (6, 6, (2, 3), "$C$4")
    assert block.offset(2, 1).address == "$B$5:$D$6"
    assert block.resize(1, 5).address == "$A$3:$E$3"
    assert (block[0, 1].address, block[1, :].address, block[-1].address) == ("$B$3", "$A$4:$C$4", "$C$4")


def test_all_cells_of_a_sheet_are_a_range(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert sheet.cells.shape == (MAX_ROW, MAX_COL)
    assert (sheet[0, 1].address, sheet["A3:B4"].address) == ("$B$1", "$A$3:$B$4")


def test_formulas_are_set_one_by_one_and_in_blocks(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    sheet.range("H50").formula = "=B3*2"
    sheet.range("H51:I52").formula = [["=B3+1", "=B4+1"], ["=B5+1", 7]]
    found = [sheet.range(cell).formula for cell in ("H50", "H51", "I51", "H52", "I52")]
    assert sheet.range("I52").value == 7.0
    if bridge.engine_name(book) == "thidua-file":
        bridge.save(book)
        with bridge.open_book(book.fullname) as again:
            found = [again.sheets[DATA].range(cell).formula for cell in ("H50", "H51", "I51", "H52", "I52")]
    assert found == ["=B3*2", "=B3+1", "=B4+1", "=B5+1", ""]


@pytest.mark.parametrize("given", [(255, 199, 0), "#ffc700", 255 + 199 * 256])
def test_a_background_is_set_by_tuple_hex_and_number_and_taken_away(live: bridge.Book, given: Any) -> None:
    block = live.sheets[DATA].range("A3:B4")
    assert block.color is None
    block.color = given
    assert (block.color, live.sheets[DATA].range("B4").color) == ((255, 199, 0), (255, 199, 0))
    block.color = None
    assert block.color is None


def test_a_colour_that_is_none_is_refused(live: bridge.Book) -> None:
    for wrong in ((1, 2), (0, 0, 256), "đỏ"):
        with pytest.raises(ValueError):
            live.sheets[DATA].range("A3").color = wrong  # type: ignore[assignment]


def test_values_stay_when_looks_change(live: bridge.Book) -> None:
    block = live.sheets[DATA].range("A3:E8")
    before = block.options(ndim=2).value
    block.color = (1, 2, 3)
    block.font.bold = True
    assert block.options(ndim=2).value == before


def test_a_font_is_read_and_set(live: bridge.Book) -> None:
    sheet = live.sheets[DATA]
    assert (sheet.range("A1").font.bold, sheet.range("A3").font.bold) == (True, False)
    assert sheet.range("E4").font.name == ".VnTime"
    font = sheet.range("A3:B4").font
    assert (font.italic, font.size, font.color) == (False, 11.0, (0, 0, 0))
    font.set(bold=True, italic=True, size=13.5, color="#ff0000", name="Times New Roman")
    again = sheet.range("B4").font
    assert (again.bold, again.italic, again.size) == (True, True, 13.5)
    assert (again.color, again.name) == ((255, 0, 0), "Times New Roman")
    font.set(bold=False, italic=False)
    assert (again.bold, again.italic) == (False, False)


def test_what_differs_within_a_range_reads_as_none(live: bridge.Book) -> None:
    block = live.sheets[DATA].range("A1:A3")
    live.sheets[DATA].range("A3").color = (1, 2, 3)
    assert (block.font.bold, block.color, live.sheets[DATA].range("A3:D3").number_format) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize(
    "code", ["0.00%", "dd/mm/yyyy", "@", "#,##0", "General", "[h]:mm", "[Red]0.0", "h:mm AM/PM", '0 "Đồng"']
)
def test_a_number_format_is_set_in_excels_words(live: bridge.Book, code: str) -> None:
    block = live.sheets[DATA].range("B3:B4")
    block.number_format = code
    assert block.number_format == code


def test_a_date_may_be_written_where_its_format_was_just_set(live: bridge.Book) -> None:
    cell = live.sheets[DATA].range("G9")
    cell.number_format = "dd/mm/yyyy"
    live.sheets[DATA].range("D3").number_format = "0.0"
    assert live.sheets[DATA].range("D3").value == 44986.0
    bridge.write_cells(live, DATA, [(9, 7, live.sheets[DATA].range("D4").value)])
    assert cell.value == live.sheets[DATA].range("D4").value


def test_a_number_format_without_meaning_is_refused(live: bridge.Book) -> None:
    with pytest.raises(CellRefused, match="không phải là định dạng số"):
        live.sheets[DATA].range("B3").number_format = "[$"
    assert live.sheets[DATA].range("B3").number_format == "General"


def test_a_note_is_read_changed_and_deleted(live: bridge.Book) -> None:
    cell = live.sheets[DATA].range("A3")
    note = cell.note
    assert note is not None
    assert note.text == "Ghi chú của đồng chí Hạnh"
    note.text = "Đã sửa\ndòng hai"
    assert cell.note is not None
    assert (cell.note.text, note.location.address, cell.value) == ("Đã sửa\ndòng hai", "$A$3", "Nguyễn Văn A")
    note.delete()
    assert cell.note is None
    with pytest.raises(MissingPlace, match="A3"):
        _ = note.text


def test_a_note_is_added_where_there_is_none(live: bridge.Book) -> None:
    sheet = live.sheets[DATA]
    assert sheet.range("B4").note is None
    assert sheet.range("B4").add_note("Cần xem lại").text == "Cần xem lại"
    assert [(note.location.address, note.text) for note in sheet.notes][1] == ("$B$4", "Cần xem lại")
    with pytest.raises(ValueError, match="already has a note"):
        sheet.range("B4").add_note("lần nữa")


def test_links_are_read_and_added(live: bridge.Book) -> None:
    sheet = live.sheets[DATA]
    assert sheet.range("G3").hyperlink == "https://example.org/"
    sheet.range("G5").add_hyperlink("www.example.org/a", "Trang chủ", "Bấm để mở")
    assert (sheet.range("G5").value, sheet.range("G5").hyperlink) == ("Trang chủ", "http://www.example.org/a")
    sheet.range("G6").add_hyperlink("https://example.org/b")
    assert sheet.range("G6").value == "https://example.org/b"
    with pytest.raises(Exception, match="seem to contain a hyperlink"):
        _ = sheet.range("A4").hyperlink


def test_a_link_does_not_go_into_the_covered_part_of_a_merged_area(live: bridge.Book) -> None:
    with pytest.raises(CellRefused, match="vùng gộp B1:D1"):
        live.sheets[DATA].range("C1").add_hyperlink("https://example.org/")


def test_a_locked_sheet_keeps_its_looks_and_notes(live: bridge.Book) -> None:
    cell = live.sheets[SUMMARY].range("B2")

    def paint() -> None:
        cell.color = (1, 2, 3)

    for change in (paint, lambda: cell.add_note("x"), lambda: cell.add_hyperlink("https://example.org/")):
        with pytest.raises(CellRefused, match="đang khóa"):
            change()
    assert (cell.color, cell.note, cell.value) == (None, None, "cố định")


def names(book: bridge.Book) -> list[str]:
    return [sheet.name for sheet in book.sheets]


def test_a_sheet_is_added_before_after_and_in_front_of_the_active_one(live: bridge.Book) -> None:
    live.sheets[SUMMARY].activate()
    assert live.sheets.add("Mới").name == "Mới"
    assert live.sheets.active.name == "Mới"
    live.sheets.add("Trước", before=live.sheets[DATA])
    live.sheets.add("Sau", after=live.sheets[HIDDEN])
    assert names(live) == ["Trước", DATA, "Mới", SUMMARY, HIDDEN, "Sau"]
    assert live.sheets.add().name == "Sheet1"
    bridge.write_block(live, "Mới", 1, 1, [["a", 1]])
    assert live.sheets["mới"].range("A1:B1").value == ["a", 1.0]


def test_names_that_a_tab_cannot_have_are_refused(live: bridge.Book) -> None:
    for wrong in ("x" * 32, "a/b", "'a", "a:b"):
        with pytest.raises(ValueError):
            live.sheets.add(wrong)
    with pytest.raises(ValueError, match="already present"):
        live.sheets.add(DATA.upper())
    with pytest.raises(CellRefused, match="đã có trang"):
        live.sheets[SUMMARY].name = DATA
    assert names(live) == [DATA, SUMMARY, HIDDEN]


def test_a_sheet_is_renamed_and_formulas_follow(live: bridge.Book) -> None:
    sheet = live.sheets[DATA]
    sheet.name = "Điểm số"
    assert (sheet.name, names(live)[0], sheet.range("B3").value) == ("Điểm số", "Điểm số", 1.0)
    assert live.sheets[SUMMARY].range("B1").formula == "=SUM('Điểm số'!B3:B8)"
    sheet.name = "ĐIỂM SỐ"
    assert names(live)[0] == "ĐIỂM SỐ"


def test_sheets_are_hidden_shown_and_deleted_but_never_the_last_visible_one(live: bridge.Book) -> None:
    live.sheets[HIDDEN].visible = True
    live.sheets[DATA].visible = False
    assert [sheet.visible for sheet in live.sheets] == [False, True, True]
    live.sheets[HIDDEN].delete()
    assert names(live) == [DATA, SUMMARY]
    with pytest.raises(CellRefused, match="duy nhất"):
        live.sheets[SUMMARY].delete()
    with pytest.raises(CellRefused, match="duy nhất"):
        live.sheets[SUMMARY].visible = False
    del live.sheets[DATA]
    assert names(live) == [SUMMARY]


def test_a_workbook_with_a_locked_structure_keeps_its_tabs(live: bridge.Book) -> None:
    live.api.protect("")
    with pytest.raises(CellRefused, match="khóa cấu trúc"):
        live.sheets[DATA].delete()
    assert names(live) == [DATA, SUMMARY, HIDDEN]


def test_a_sheet_is_copied_within_its_workbook(live: bridge.Book) -> None:
    copied = live.sheets[DATA].copy()
    assert (copied.name, names(live)[-1]) == (f"{DATA} (2)", f"{DATA} (2)")
    assert live.sheets[DATA].copy(before=live.sheets[SUMMARY], name="Bản sao").index == 2
    assert copied.range("A3:C3").value == ["Nguyễn Văn A", 1.0, 2.0]


def test_tabs_may_change_among_writes_that_belong_together(live: bridge.Book) -> None:
    with bridge.writing(live):
        bridge.write_block(live, DATA, 50, 8, [["trước"]])
        live.sheets.add("Mới", after=live.sheets[DATA])
        bridge.write_block(live, "Mới", 1, 1, [["sau"]])
        assert names(live) == [DATA, "Mới", SUMMARY, HIDDEN]
        live.sheets[DATA].name = "Điểm"
        bridge.write_block(live, "Điểm", 51, 8, [["cuối"]])
    assert live.sheets["Điểm"].range("H50:H51").value == ["trước", "cuối"]
    assert live.sheets["Mới"].range("A1").value == "sau"


def test_a_sheet_is_emptied_and_keeps_its_formats_and_notes(live: bridge.Book) -> None:
    sheet = live.sheets[DATA]
    sheet.clear_contents()
    assert (sheet.used_range.address, sheet.range("A3").number_format) == ("$A$1", "@")
    assert (sheet.range("A3").value, sheet.range("A3").note is None) == (None, False)
    with pytest.raises(CellRefused, match="đang khóa"):
        live.sheets[SUMMARY].clear_contents()


def test_calculation_is_switched_off_and_on(live: bridge.Book) -> None:
    app, sheet = live.app, live.sheets[SUMMARY]
    assert app.calculation == "automatic"
    app.calculation = "manual"
    try:
        bridge.write_block(live, DATA, 3, 2, [[100]])
        assert app.calculation == "manual"
        assert sheet.range("B1").value == 21.0
        app.calculate()
        assert sheet.range("B1").value == 120.0
    finally:
        app.calculation = "automatic"
    assert app.calculation == "automatic"
    with pytest.raises(ValueError, match="sometimes"):
        app.calculation = "sometimes"
    with pytest.raises(NotImplementedError):
        app.calculation = "semiautomatic"


def test_the_window_is_held_still_and_let_go(live: bridge.Book) -> None:
    app = live.app
    assert (app.screen_updating, live.api.hasControllersLocked()) == (True, False)
    app.screen_updating = False
    app.screen_updating = False
    assert (app.screen_updating, live.api.hasControllersLocked()) == (False, True)
    app.screen_updating = True
    assert (app.screen_updating, live.api.hasControllersLocked()) == (True, False)


def test_alerts_and_events_are_as_documented(live: bridge.Book) -> None:
    app = live.app
    assert (app.display_alerts, app.enable_events) == (True, True)
    app.display_alerts = False
    assert app.display_alerts is False
    app.display_alerts = True
    app.enable_events = True
    with pytest.raises(NotImplementedError, match="events"):
        app.enable_events = False


def _painted(book: bridge.Book) -> None:
    book.sheets[DATA].range("A3").color = (255, 0, 0)


def _formatted(book: bridge.Book) -> None:
    book.sheets[DATA].range("B3").number_format = "0.00"


def _bold(book: bridge.Book) -> None:
    book.sheets[DATA].range("A3").font.bold = True


def _hidden(book: bridge.Book) -> None:
    book.sheets[DATA].visible = False


def _renamed(book: bridge.Book) -> None:
    book.sheets[DATA].name = "Điểm"


UNREPEATABLE: dict[str, tuple[str, Callable[[bridge.Book], object]]] = {
    "color": ("màu nền", _painted),
    "number_format": ("định dạng số", _formatted),
    "font": ("kiểu chữ", _bold),
    "add_note": ("ghi chú của ô", lambda book: book.sheets[DATA].range("B3").add_note("x")),
    "note.delete": ("ghi chú của ô", lambda book: book.sheets[DATA].notes[0].delete()),
    "add_hyperlink": (
        "liên kết trong ô",
        lambda book: book.sheets[DATA].range("G5").add_hyperlink("http://a"),
    ),
    "sheets.add": ("các trang", lambda book: book.sheets.add("Mới")),
    "sheet.delete": ("các trang", lambda book: book.sheets[HIDDEN].delete()),
    "sheet.copy": ("các trang", lambda book: book.sheets[DATA].copy()),
    "sheet.visible": ("các trang", _hidden),
    "sheet.name": ("các trang", _renamed),
    "clear_contents": ("tiêu đề của bảng", lambda book: book.sheets[DATA].clear_contents()),
}


@pytest.mark.parametrize("member", UNREPEATABLE)
def test_a_change_that_only_libreoffice_can_save_is_never_lost_silently(
    live: bridge.Book, member: str
) -> None:
    path = Path(live.fullname)
    before = path.read_bytes()
    what, change = UNREPEATABLE[member]
    bridge.write_block(live, DATA, 50, 8, [["trước"]])
    change(live)
    bridge.write_block(live, names(live)[0], 60, 9, [["sau"]])
    for _ in range(2):
        with pytest.raises(LiveOnlyError, match=rf"{what}.*Ctrl\+S"):
            bridge.save(live)
    assert path.read_bytes() == before


def test_after_libreoffices_own_save_the_next_click_saves_again(live: bridge.Book) -> None:
    path = Path(live.fullname)
    live.sheets[DATA].range("A3").color = (255, 0, 0)
    bridge.write_block(live, DATA, 9, 7, [["lần một"]])
    with pytest.raises(LiveOnlyError):
        bridge.save(live)
    live.api.store()
    assert bridge.save(live) is None
    bridge.write_block(live, DATA, 10, 7, [["lần hai"]])
    assert bridge.save(live) is not None
    with bridge.open_book(path) as closed:
        assert closed.sheets[DATA].range("G9:G10").value == ["lần một", "lần hai"]


def test_emptying_a_sheet_without_a_table_goes_into_the_file(live: bridge.Book) -> None:
    path = Path(live.fullname)
    live.sheets[HIDDEN].clear_contents()
    assert bridge.save(live) is not None
    with bridge.open_book(path) as closed:
        assert closed.sheets[HIDDEN].used_range.value is None
        assert closed.sheets[DATA].range("B3").value == 1.0
