"""One suite for both our engines, written against xlwings' public API and `books.bridge`: the same answers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pytest
from books_support import feature_book, independent
from live_office import LiveOffice, live_office

from xlpy.books import bridge
from xlpy.books.errors import CellRefused, MissingPlace, StrictTextError
from xlpy.books.values import CellError, Formula, Text

__all__ = ["live_office"]
TESTED: Counter[str] = Counter()
DATA, SUMMARY = "Dữ liệu", "Tổng hợp"


OUTSIDE = "libreoffice over the bridge"


@pytest.fixture(
    params=[
        "file",
        pytest.param("libreoffice", marks=pytest.mark.libreoffice),
        pytest.param(OUTSIDE, marks=pytest.mark.libreoffice),
    ]
)
def book(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[bridge.Book]:
    path = feature_book(tmp_path / "Sổ thi đua=1.xlsx")
    if request.param == "file":
        with bridge.open_book(path) as opened:
            yield opened
    else:
        live: LiveOffice = request.getfixturevalue("live_office")
        with live.opened(path) as opened, live.over_the_bridge(request.param == OUTSIDE):
            yield opened
    TESTED[request.param] += 1


@pytest.fixture(scope="module", autouse=True)
def _count(request: pytest.FixtureRequest) -> Iterator[None]:  # pyright: ignore[reportUnusedFunction]
    yield
    with request.config.pluginmanager.getplugin("capturemanager").global_and_fixture_disabled():
        print(
            "\nengine conformance:", ", ".join(f"{name} {count} behaviours" for name, count in TESTED.items())
        )


KINDS = {
    "whole number": ("B3", 1.0),
    "text in a text format": ("A3", "Nguyễn Văn A"),
    "formula with a number": ("C4", 4.0),
    "date": ("D3", datetime(2023, 3, 1)),
    "rich text with a line break": ("E3", "đậm và  thường\nxuống dòng"),
    "percent": ("E5", 0.25),
    "truth value": ("E6", True),
    "empty cell": ("E7", None),
    "cell outside all data": ("Z99", None),
}


@pytest.mark.parametrize("kind", KINDS)
def test_a_cell_is_read_with_its_kind(book: bridge.Book, kind: str) -> None:
    address, value = KINDS[kind]
    found = book.sheets[DATA].range(address).value
    assert (found, type(found)) == (value, type(value))


def test_error_values_are_none_or_marked_text(book: bridge.Book) -> None:
    cell = book.sheets[SUMMARY].range("B5")
    assert cell.value is None
    found = cell.options(err_to_str=True).value
    assert found == "#N/A"
    assert isinstance(found, CellError)


def test_a_block_is_read_at_once_in_rows(book: bridge.Book) -> None:
    assert book.sheets[DATA].range("A3:E4").options(ndim=2).value == [
        ["Nguyễn Văn A", 1.0, 2.0, datetime(2023, 3, 1), "đậm và  thường\nxuống dòng"],
        ["Nguyễn Văn B", 2.0, 4.0, datetime(2023, 3, 2), "ch÷ viÖt"],
    ]


def test_shapes_follow_the_ndim_option(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert sheet.range("B3:B4").value == [1.0, 2.0]
    assert sheet.range("B3:B4").options(ndim=2).value == [[1.0], [2.0]]
    assert sheet.range("B3").options(ndim=1).value == [1.0]


def test_dates_numbers_and_empty_cells_follow_the_options(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert sheet.range("D3").options(dates=date).value == date(2023, 3, 1)
    assert sheet.range("B3:B4").options(numbers=int).value == [1, 2]
    assert sheet.range("E7").options(empty="").value == ""


def test_ranges_are_named_by_address_pairs_and_size(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert sheet.range((3, 1), (4, 2)).address == "$A$3:$B$4"
    assert sheet.range("A1:B2").resize(1, 1).address == "$A$1"
    assert sheet.range("C4")(1, 2).address == "$D$4"
    assert sheet.range("A1:C2").shape == (2, 3)


def test_sheets_are_found_by_name_without_case_and_by_position(book: bridge.Book) -> None:
    assert book.sheets["dữ LIỆU"].name == DATA
    assert book.sheets[1].name == SUMMARY
    assert book.sheets[1].index == 2
    assert [sheet.visible for sheet in book.sheets] == [True, True, False]


def test_an_unknown_sheet_is_refused_with_the_ones_there_are(book: bridge.Book) -> None:
    with pytest.raises(MissingPlace, match=f"Không có.*{DATA}"):
        bridge.write_block(book, "Không có", 1, 1, [["x"]])


def test_names_say_what_they_stand_for(book: bridge.Book) -> None:
    names = bridge.names(book)
    assert names["TongDiem"] == "='Tổng hợp'!$B$1"
    assert names["Loi"] == '="Thiếu ""xlwings"""'
    assert names["Dữ liệu!CucBo"] == "='Dữ liệu'!$A$2:$B$3"


def test_names_give_their_values(book: bridge.Book) -> None:
    assert bridge.name_value(book, "tongdiem") == 21.0
    assert bridge.name_value(book, "HeSo") == 1.5
    assert bridge.name_value(book, "Loi") == 'Thiếu "xlwings"'
    assert bridge.name_value(book, "Dữ liệu!CucBo") == [["Tên", "Điểm"], ["Nguyễn Văn A", 1.0]]


def test_an_unknown_name_is_refused(book: bridge.Book) -> None:
    with pytest.raises(MissingPlace, match="TongDiem"):
        bridge.name_value(book, "KhongCo")


def test_a_name_of_a_constant_is_no_range(book: bridge.Book) -> None:
    with pytest.raises(ValueError, match="HeSo"):
        _ = book.names["HeSo"].refers_to_range


def test_the_used_range_covers_values(book: bridge.Book) -> None:
    assert book.sheets[SUMMARY].used_range.address == "$A$1:$B$5"


def test_formulas_are_in_english_with_commas(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert sheet.range("C3").formula == "=B3*2"
    assert book.sheets[SUMMARY].range("B1").formula == "=SUM('Dữ liệu'!B3:B8)"


def test_number_formats_are_in_excels_words(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    assert [sheet.range(cell).number_format for cell in ("A3", "D3", "E5", "B3")] == [
        "@", "dd/mm/yyyy", "0.0%", "General",
    ]  # fmt: skip


def test_the_grid_knows_hidden_merged_formulas_and_old_fonts(book: bridge.Book) -> None:
    grid = bridge.read_grids(book)[DATA]
    assert grid.merged == ((1, 2, 1, 4),)
    assert grid.legacy_fonts == {(4, 5): ".VnTime"}
    assert grid.formulas == {(row, 3) for row in range(3, 9)}
    assert 6 in grid.hidden_cols
    assert grid.value(3, 7) == "Liên kết"
    assert bridge.read_grids(book, [SUMMARY])[SUMMARY].protected


WRITTEN = {
    "number": ("B3", 50, 50.0),
    "text": ("G9", "Lê Thị Ánh & <B>", "Lê Thị Ánh & <B>"),
    "text with a line break": ("G9", "một\nhai", "một\nhai"),
    "text that looks like a number": ("G9", Text("00123"), "00123"),
    "text that looks like a formula": ("G9", Text("=1+1"), "=1+1"),
    "text that looks like a number in a text cell": ("A3", "00123", "00123"),
    "date": ("D3", datetime(2023, 5, 12), datetime(2023, 5, 12)),
    "date with a time": ("D3", datetime(2023, 5, 12, 8, 30), datetime(2023, 5, 12, 8, 30)),
    "truth value": ("G9", False, False),
    "number after a truth value": ("E6", 3.0, 3.0),
    "nothing": ("A3", None, None),
    "empty text": ("A3", "", None),
    "error value": ("G9", CellError("#N/A"), "#N/A"),
}


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_written_is_read_again(book: bridge.Book, kind: str) -> None:
    address, value, expected = WRITTEN[kind]
    cell = book.sheets[DATA].range(address)
    bridge.write_block(book, DATA, cell.row, cell.column, [[value]])
    found = cell.options(err_to_str=True).value
    assert (found, isinstance(found, bool)) == (expected, isinstance(expected, bool))


def test_a_mixed_block_arrives_whole(book: bridge.Book) -> None:
    rows = [[f"dòng {i}", i, None, i % 2 == 0] for i in range(200)]
    bridge.write_block(book, DATA, 50, 8, rows)
    assert book.sheets[DATA].range("H50:K249").options(ndim=2).value == rows


def test_scattered_cells_arrive_each_at_its_place(book: bridge.Book) -> None:
    bridge.write_cells(book, DATA, [(60, 8, "c"), (50, 8, "a"), (50, 9, "b")])
    sheet = book.sheets[DATA]
    assert [sheet.range(cell).value for cell in ("H50", "I50", "H60")] == ["a", "b", "c"]


@pytest.mark.parametrize("text", ["00123", "1/2", "=1+1", "TRUE", "-x"])
def test_text_that_excel_would_convert_is_refused(book: bridge.Book, text: str) -> None:
    with pytest.raises(StrictTextError, match="G9"):
        bridge.write_block(book, DATA, 9, 7, [[text]])
    assert book.sheets[DATA].range("G9").value is None


def test_a_date_where_no_date_is_shown_is_refused(book: bridge.Book) -> None:
    with pytest.raises(CellRefused, match="B3"):
        bridge.write_block(book, DATA, 3, 2, [[date(2023, 1, 1)]])
    assert book.sheets[DATA].range("B3").value == 1.0


def test_text_too_long_for_a_cell_is_refused(book: bridge.Book) -> None:
    with pytest.raises(CellRefused, match="32767"):
        bridge.write_block(book, DATA, 9, 7, [["x" * 32768]])


def test_clearing_empties_cells_and_keeps_their_format(book: bridge.Book) -> None:
    bridge.clear_block(book, DATA, 3, 1, 4, 2)
    sheet = book.sheets[DATA]
    assert sheet.range("A3:B4").options(ndim=2).value == [[None, None], [None, None]]
    assert sheet.range("A3").number_format == "@"


def test_a_named_cell_is_written(book: bridge.Book) -> None:
    bridge.write_name(book, "Dữ liệu!CucBo", "Họ và tên")
    assert book.sheets[DATA].range("A2").value == "Họ và tên"


def test_tables_are_found_without_case_and_have_an_area(book: bridge.Book) -> None:
    table = book.sheets[DATA].tables["bangdiem"]
    assert (table.name, table.range.address) == ("BangDiem", "$A$2:$E$8")
    assert len(book.sheets[SUMMARY].tables) == 0


def test_a_table_grows_and_shrinks(book: bridge.Book) -> None:
    for last_row in (12, 5):
        bridge.resize_table(book, "BangDiem", last_row)
        assert book.sheets[DATA].tables["BangDiem"].range.address == f"$A$2:$E${last_row}"


def test_an_unknown_table_and_a_table_without_rows_are_refused(book: bridge.Book) -> None:
    with pytest.raises(MissingPlace, match="BangDiem"):
        bridge.resize_table(book, "KhongCo", 9)
    with pytest.raises(CellRefused, match="ít nhất một dòng"):
        bridge.resize_table(book, "BangDiem", 2)


def test_row_heights_are_set_in_points(book: bridge.Book) -> None:
    bridge.set_row_heights(book, DATA, 3, [30.0, 30.0, 45.5])
    assert [book.sheets[DATA].range((row, 1)).row_height for row in (3, 4, 5)] == pytest.approx(
        [30, 30, 45.5], abs=0.1
    )


def test_many_heights_leave_the_file_with_each_row_s_own(book: bridge.Book) -> None:
    heights = [15.0 + i % 7 for i in range(60)]
    path = Path(book.fullname)
    bridge.set_row_heights(book, DATA, 50, heights)
    bridge.save(book)
    rows = independent(path)[DATA].row_dimensions
    assert [rows[50 + i].height for i in range(60)] == heights


def test_writes_that_belong_together_are_seen_by_reads_between_them(book: bridge.Book) -> None:
    sheet = book.sheets[DATA]
    with bridge.writing(book), bridge.writing(book):
        bridge.write_block(book, DATA, 50, 8, [["a", 1]])
        bridge.resize_table(book, "BangDiem", 12)
        assert sheet.tables["BangDiem"].range.address == "$A$2:$E$12"
        assert sheet.range("H50:I50").value == ["a", 1.0]
        bridge.write_block(book, DATA, 51, 8, [["b", 2]])
    assert sheet.range("H50:I51").value == [["a", 1.0], ["b", 2.0]]
    assert sheet.tables["BangDiem"].range.address == "$A$2:$E$12"


def test_a_refusal_among_writes_that_belong_together_reaches_the_caller(book: bridge.Book) -> None:
    with pytest.raises(CellRefused, match="B3"), bridge.writing(book):
        bridge.write_block(book, DATA, 3, 2, [[date(2023, 1, 1)]])
    assert book.sheets[DATA].range("B3").value == 1.0


def test_a_date_is_read_as_a_moment_before_and_after_the_save(book: bridge.Book) -> None:
    bridge.write_block(book, DATA, 3, 4, [[date(2023, 5, 12)]])
    found = book.sheets[DATA].range("D3").value
    assert (type(found), found) == (datetime, datetime(2023, 5, 12))


def test_a_table_grows_with_a_reserve_only_when_it_is_too_short(book: bridge.Book) -> None:
    table = book.sheets[DATA].tables
    for last_row, address in ((6, "$A$2:$E$8"), (9, "$A$2:$E$19"), (15, "$A$2:$E$19")):
        bridge.grow_table(book, "BangDiem", last_row, reserve=10)
        assert table["BangDiem"].range.address == address


def test_new_rows_of_a_table_take_its_formulas_and_formats(book: bridge.Book) -> None:
    bridge.resize_table(book, "BangDiem", 10)
    bridge.write_block(book, DATA, 9, 4, [[date(2023, 5, 12)]])
    assert book.sheets[DATA].range("D9").value == datetime(2023, 5, 12)
    bridge.save(book)
    saved = independent(Path(book.fullname))[DATA]
    assert [saved.cell(row, 3).value for row in (9, 10)] == ["=B9*2", "=B10*2"]


def test_formulas_are_read_as_they_were_written(book: bridge.Book) -> None:
    texts = [
        '=HYPERLINK("#\'Dữ liệu\'!B3","Đến ô; số 1")', '=HYPERLINK("#B3")', "=SUM(B3:B4,'Tổng hợp'!B1)",
        '=IF(B3>0,"có, ""nhiều""","không")', '=HYPERLINK("#B"&B3,"x")',
    ]  # fmt: skip
    bridge.write_block(book, DATA, 50, 8, [[Formula(text)] for text in texts])
    bridge.save(book)
    sheet = independent(Path(book.fullname))[DATA]
    assert [sheet.cell(50 + i, 8).value for i in range(len(texts))] == texts
    if bridge.engine_name(book) != "thidua-file":
        assert [book.sheets[DATA].range((50 + i, 8)).formula for i in range(len(texts))] == texts


def test_the_status_bar_is_set_and_given_back(book: bridge.Book) -> None:
    bridge.set_status(book, "Đang kiểm tra")
    assert book.app.status_bar == "Đang kiểm tra"
    bridge.set_status(book, None)
    assert book.app.status_bar is False


def test_a_cell_is_brought_to_the_front(book: bridge.Book) -> None:
    bridge.select(book, "tổng hợp", "B5")
    if bridge.engine_name(book) != "thidua-file":
        controller = book.api.getCurrentController()
        assert controller.getActiveSheet().getName() == SUMMARY
        assert book.api.getCurrentSelection().getCellAddress().Row == 4
    with pytest.raises(MissingPlace, match="Không có"):
        bridge.select(book, "Không có", "A1")


def test_a_workbook_that_may_be_written_is_not_read_only(book: bridge.Book) -> None:
    assert bridge.read_only(book) is False


def test_everything_written_is_in_the_file_after_a_save(book: bridge.Book) -> None:
    path = Path(book.fullname)
    bridge.resize_table(book, "BangDiem", 9)
    bridge.write_block(book, DATA, 9, 1, [["Lê Thị B", 9]])
    bridge.write_cells(book, DATA, [(4, 4, date(2023, 5, 12)), (5, 5, Text("00123")), (6, 7, False)])
    bridge.write_cells(book, DATA, [(7, 7, Formula('=HYPERLINK("#B3","Đến ô")', "Đến ô"))])
    bridge.clear_block(book, DATA, 3, 1, 3, 1)
    bridge.set_row_heights(book, DATA, 3, [40.0])
    backup = bridge.save(book)
    sheet = independent(path)[DATA]
    found = [sheet[ref].value for ref in ("A9", "B9", "C9", "E5", "G6", "A3", "G7")]
    assert found == ["Lê Thị B", 9, "=B9*2", "00123", False, None, '=HYPERLINK("#B3","Đến ô")']
    assert sheet["D4"].value == datetime(2023, 5, 12)
    assert sheet.tables["BangDiem"].ref == "A2:E9"
    assert sheet.row_dimensions[3].height == 40.0
    assert backup is not None
    assert backup.exists()


def test_a_save_without_a_change_writes_nothing(book: bridge.Book) -> None:
    path = Path(book.fullname)
    before = path.read_bytes()
    assert bridge.save(book) is None
    assert path.read_bytes() == before


def test_what_no_engine_of_ours_has_is_refused(book: bridge.Book) -> None:
    sheet = book.sheets[0]
    for call in (
        lambda: sheet.range("A1").borders,
        lambda: sheet.clear_formats(),
        lambda: sheet.pictures,
        lambda: book.save(Path(book.fullname).with_name("b.xlsx")),
    ):
        with pytest.raises(NotImplementedError):
            call()
