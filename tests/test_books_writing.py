"""Writing into a closed workbook: what was asked changes, and nothing else."""

from __future__ import annotations

import io
import re
import zipfile
from datetime import date, datetime
from pathlib import Path

import pytest
import xlsxwriter
from books_support import cells_of, differing, feature_book, independent, parts, rezip, sheet_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlpy.books import bridge, values
from xlpy.books.errors import CellRefused, MissingPlace, StrictTextError
from xlpy.books.ooxml.formulas import translate
from xlpy.books.values import CellError, Formula, Text, would_convert

SHEET1, SHEET2 = "xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"


def write(path: Path, tab: str, *cells: tuple[int, int, object]) -> None:
    with bridge.open_book(path) as book:
        bridge.write_cells(book, tab, cells)
        bridge.save(book)


def grid_of(path: Path, tab: str = "S") -> bridge.SheetGrid:
    with bridge.open_book(path) as book:
        return bridge.read_grids(book, [tab])[tab]


def test_only_the_written_sheet_and_sheets_that_depend_on_it_change(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = parts(path)
    write(path, "Dữ liệu", (3, 5, "đã kiểm tra"))
    after = parts(path)
    assert differing(before, after) == {SHEET1}
    write(path, "Dữ liệu", (3, 2, 50))
    assert differing(after, parts(path)) == {SHEET1, SHEET2}


def test_inside_a_changed_sheet_only_the_touched_cells_differ(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = parts(path)[SHEET1]
    write(path, "Dữ liệu", (4, 1, "Trần Thị Bích"), (5, 2, 7.5), (6, 4, date(2023, 5, 12)), (7, 5, True))
    after = parts(path)[SHEET1]
    old, new = cells_of(before), cells_of(after)
    touched = {"A4", "B5", "D6", "E7"}
    # C5 doubles B5: its cached value is gone.
    assert {ref for ref in old.keys() | new.keys() if old.get(ref) != new.get(ref)} == touched | {"C5"}
    for ref in touched | {"C5"}:
        after = after.replace(new[ref], old.get(ref, b""))
    assert after == before


def test_untouched_parts_keep_their_compressed_bytes_headers_and_order(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    old = path.read_bytes()
    write(path, "Dữ liệu", (3, 5, "x"))
    new = path.read_bytes()
    with zipfile.ZipFile(io.BytesIO(old)) as before, zipfile.ZipFile(io.BytesIO(new)) as after:
        assert before.namelist() == after.namelist()
        assert after.testzip() is None
        for a, b in zip(before.infolist(), after.infolist(), strict=True):
            assert (a.date_time, a.external_attr, a.create_system) == (
                b.date_time,
                b.external_attr,
                b.create_system,
            )
            if a.filename != SHEET1:
                length = 30 + len(a.filename.encode()) + a.compress_size
                slice_a, slice_b = (d[i.header_offset :][:length] for d, i in ((old, a), (new, b)))
                assert slice_a == slice_b


def test_a_zip_with_data_descriptors_and_zip64_fields_is_rebuilt_right(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")

    class Pipe(io.RawIOBase):
        def __init__(self) -> None:
            self.out = bytearray()

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.out += data  # type: ignore[arg-type]
            return len(data)  # type: ignore[arg-type]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts(path).items():
            with package.open(name, "w", force_zip64=True) as member:
                member.write(data)
    path.write_bytes(bytes(pipe.out))
    before = parts(path)
    write(path, "Dữ liệu", (3, 5, "x"))
    assert differing(before, parts(path)) == {SHEET1}
    with zipfile.ZipFile(path) as package:
        assert package.testzip() is None


def test_writing_what_is_already_there_writes_nothing(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with bridge.open_book(path) as book:
        bridge.write_cells(
            book,
            "Dữ liệu",
            [(3, 1, "Nguyễn Văn A"), (3, 2, 1), (3, 4, datetime(2023, 3, 1)), (6, 5, True), (60, 1, None)],
        )
        assert bridge.save(book) is None
    assert path.read_bytes() == before
    assert not (tmp_path / "sao-luu").exists()


scalar = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\ufffe\uffff"), max_size=40).map(Text),
    st.sampled_from(["#N/A", "#REF!"]).map(CellError),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    cells=st.dictionaries(st.tuples(st.integers(1, 12), st.integers(1, 8)), scalar, min_size=1, max_size=12)
)
def test_whatever_is_written_is_read_back(tmp_path: Path, cells: dict[tuple[int, int], object]) -> None:
    path = sheet_with(
        '<row r="2" spans="1:2"><c r="B2" t="s"><v>1</v></c></row><row r="5"/><row r="9"><c r="C9"><v>1</v></c></row>',
        tmp_path / "a.xlsx",
    )
    original = {(2, 2): "hai", (9, 3): 1.0}
    write(path, "S", *((row, col, value) for (row, col), value in cells.items()))
    grid = grid_of(path)
    for row in range(1, 13):
        for col in range(1, 9):
            wanted = (
                cells.get((row, col), original.get((row, col)))
                if (row, col) not in cells
                else cells[row, col]
            )
            found = grid.value(row, col)
            assert found == (wanted if wanted != "" else None)
            assert isinstance(found, bool) == isinstance(wanted, bool)
            assert isinstance(found, CellError) == isinstance(wanted, CellError)
    book = independent(path)
    refs = [cell.coordinate for row in book["S"].iter_rows() for cell in row if cell.value is not None]
    assert len(refs) >= sum(value is not None and value != "" for value in cells.values())


def test_rows_and_cells_stay_in_order_and_the_dimension_grows(tmp_path: Path) -> None:
    path = sheet_with(
        '<row r="2" spans="2:2"><c r="B2"><v>1</v></c></row><row r="4"><c r="B4"><v>1</v></c></row>',
        tmp_path / "a.xlsx",
        head='<dimension ref="B2:B4"/>',
    )
    write(path, "S", (3, 2, 5), (2, 1, 6), (2, 4, 7), (1, 1, 8), (9, 9, 9))
    xml = parts(path)[SHEET1]
    assert list(cells_of(xml)) == ["A1", "A2", "B2", "D2", "B3", "B4", "I9"]
    assert b'<dimension ref="A1:I9"/>' in xml
    assert b'<row r="2" spans="1:4">' in xml


def test_a_new_cell_takes_the_format_of_its_row_or_column(tmp_path: Path) -> None:
    path = sheet_with(
        '<row r="2" s="1" customFormat="1"><c r="A2"><v>1</v></c></row>',
        tmp_path / "a.xlsx",
        head='<cols><col min="3" max="4" width="9" style="1"/></cols>',
    )
    write(path, "S", (2, 2, date(2023, 1, 1)), (7, 3, date(2023, 1, 2)), (7, 5, 1))
    cells = cells_of(parts(path)[SHEET1])
    assert b' s="1"' in cells["B2"]
    assert b' s="1"' in cells["C7"]
    assert b" s=" not in cells["E7"]


def test_clearing_keeps_the_format_and_drops_a_plain_cell(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with bridge.open_book(path) as book:
        bridge.clear_block(book, "Dữ liệu", 3, 1, 3, 2)
        bridge.save(book)
    cells = cells_of(parts(path)[SHEET1])
    assert cells["A3"].endswith(b"/>")
    assert b" s=" in cells["A3"]
    assert "B3" not in cells


def test_a_date_goes_only_where_the_format_shows_a_date(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx", date1904=True)
    with pytest.raises(CellRefused, match=r"B3.*dd/mm/yyyy"):
        write(path, "Dữ liệu", (3, 2, date(2023, 1, 1)))
    write(path, "Dữ liệu", (3, 4, datetime(2023, 1, 1, 18, 30)))
    assert grid_of(path, "Dữ liệu").value(3, 4) == datetime(2023, 1, 1, 18, 30)


def test_text_that_excel_would_convert_is_refused_unless_it_is_declared(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with pytest.raises(StrictTextError, match="B3"):
        write(path, "Dữ liệu", (3, 2, "001234567890"))
    assert path.read_bytes() == before
    write(path, "Dữ liệu", (3, 2, Text("001234567890")), (3, 1, "0015"))
    assert grid_of(path, "Dữ liệu").value(3, 2) == "001234567890"
    assert grid_of(path, "Dữ liệu").value(3, 1) == "0015"


def test_outside_strict_mode_such_text_is_still_stored_as_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(values, "STRICT_TEXT", False)
    path = feature_book(tmp_path / "a.xlsx")
    write(path, "Dữ liệu", (3, 2, "=1+1"))
    grid = grid_of(path, "Dữ liệu")
    assert grid.value(3, 2) == "=1+1"
    assert (3, 2) not in grid.formulas


@pytest.mark.parametrize(
    "text",
    ["1", "-1,5", "00123", "12%", "1e5", "1/2", "12/5/2023", "5-2023", "12:30", "TRUE", "=A1", "+84", "-x", "@x", "#N/A",
     " 7 ", "1.000.000", "(5)", "$5", "1 1/2", "may 5", "'x", "12.05.2023", "3 pm"],
)  # fmt: skip
def test_excel_would_convert(text: str) -> None:
    assert would_convert(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Nguyễn Văn A",
        "P01",
        "CN-003",
        "12A",
        "Quý I",
        "01/KH-UBND",
        "1) một",
        "Số 5",
        "1,2 triệu",
        "2023: tốt",
        "Mai",
    ],
)
def test_excel_leaves_alone(text: str) -> None:
    assert not would_convert(text)


def test_a_formula_is_written_with_its_cached_value(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    write(
        path, "Dữ liệu", (3, 5, Formula('=HYPERLINK("#B3","Đến ô")', cached="Đến ô")), (4, 5, Formula("=1+1"))
    )
    grid = grid_of(path, "Dữ liệu")
    assert grid.value(3, 5) == "Đến ô"
    assert {(3, 5), (4, 5)} <= grid.formulas
    assert grid.uncached == {(4, 5)}
    book = independent(path)
    assert book["Dữ liệu"]["E3"].value == '=HYPERLINK("#B3","Đến ô")'


def test_a_formula_that_depends_on_a_written_cell_loses_its_stale_value_and_no_other_does(
    tmp_path: Path,
) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    write(path, "Dữ liệu", (3, 2, 50))
    assert grid_of(path, "Dữ liệu").uncached == {(3, 3)}
    summary = grid_of(path, "Tổng hợp")
    assert summary.uncached == {(1, 2), (3, 2), (4, 2)}
    assert summary.value(2, 2) == "cố định"
    assert b'fullCalcOnLoad="1"' in parts(path)["xl/workbook.xml"]


def test_full_calculation_on_load_is_asked_for_once(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    workbook = parts(path)["xl/workbook.xml"]
    for old in (
        workbook.replace(b' fullCalcOnLoad="1"', b""),
        workbook.replace(b'<calcPr calcId="124519" fullCalcOnLoad="1"/>', b""),
    ):
        changed = rezip(path, tmp_path / "b.xlsx", {"xl/workbook.xml": old})
        write(changed, "Dữ liệu", (3, 2, 50))
        new = parts(changed)["xl/workbook.xml"]
        assert new.count(b"<calcPr") == 1
        assert b'fullCalcOnLoad="1"' in new


SHARED = (
    '<row r="1"><c r="A1"><v>1</v></c><c r="B1"><f t="shared" ref="B1:B3" si="0">A1*$A$1+LOG10(10)</f><v>2</v></c></row>'
    '<row r="2"><c r="A2"><v>2</v></c><c r="B2"><f t="shared" si="0"/><v>3</v></c></row>'
    '<row r="3"><c r="A3"><v>3</v></c><c r="B3"><f t="shared" si="0"/><v>4</v></c></row>'
)


def with_calc_chain(path: Path) -> Path:
    known = parts(path)
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    chain = f'<calcChain xmlns="{main}"><c r="B1" i="1"/><c r="B2"/><c r="B3"/></calcChain>'.encode()
    kind = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships/calcChain"
    rels = known["xl/_rels/workbook.xml.rels"].replace(
        b"</Relationships>",
        b'<Relationship Id="rId99" Type="' + kind + b'" Target="calcChain.xml"/></Relationships>',
    )
    types = known["[Content_Types].xml"].replace(
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.calcChain+xml"/></Types>',
    )
    return rezip(
        path,
        path.with_name("chain.xlsx"),
        {"xl/calcChain.xml": chain, "xl/_rels/workbook.xml.rels": rels, "[Content_Types].xml": types},
    )


def test_overwriting_the_first_cell_of_a_shared_formula_keeps_the_others_right(tmp_path: Path) -> None:
    path = with_calc_chain(sheet_with(SHARED, tmp_path / "a.xlsx"))
    write(path, "S", (1, 2, 100))
    book = independent(path)
    assert [book["S"][ref].value for ref in ("B1", "B2", "B3")] == [
        100,
        "=A2*$A$1+LOG10(10)",
        "=A3*$A$1+LOG10(10)",
    ]
    after = parts(path)
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["xl/_rels/workbook.xml.rels"] + after["[Content_Types].xml"]


def test_overwriting_another_cell_of_a_shared_formula_leaves_the_first(tmp_path: Path) -> None:
    path = sheet_with(SHARED, tmp_path / "a.xlsx")
    write(path, "S", (2, 2, 100))
    cells = cells_of(parts(path)[SHEET1])
    assert b'si="0">A1*$A$1+LOG10(10)' in cells["B1"]
    assert b'si="0"' in cells["B3"]


def test_a_calc_chain_stays_while_no_formula_comes_or_goes(tmp_path: Path) -> None:
    path = with_calc_chain(sheet_with(SHARED, tmp_path / "a.xlsx"))
    write(path, "S", (1, 1, 100))
    assert "xl/calcChain.xml" in parts(path)


def test_part_of_an_array_formula_is_refused_and_the_whole_is_not(tmp_path: Path) -> None:
    rows = '<row r="1"><c r="A1"><f t="array" ref="A1:B1">{1,2}</f><v>1</v></c><c r="B1"><v>2</v></c></row>'
    path = sheet_with(rows, tmp_path / "a.xlsx")
    with pytest.raises(CellRefused, match="A1:B1"):
        write(path, "S", (1, 2, 5))
    write(path, "S", (1, 1, 4), (1, 2, 5))
    assert grid_of(path).rows == [[4.0, 5.0]]


def test_a_covered_cell_of_a_merged_area_is_refused(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with pytest.raises(CellRefused, match=r"C1.*gộp"):
        write(path, "Dữ liệu", (1, 3, "x"))
    write(path, "Dữ liệu", (1, 2, "Tiêu đề"), (1, 3, None))


def test_a_table_grows_with_its_filter_formats_and_formulas(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = parts(path)
    with bridge.open_book(path) as book:
        bridge.resize_table(book, "bangdiem", 10)
        bridge.write_block(book, "Dữ liệu", 9, 1, [["Lê Thị B", 9], ["Lê Thị C", 10]])
        bridge.write_cells(book, "Dữ liệu", [(9, 4, date(2023, 4, 1))])
        bridge.save(book)
    after = parts(path)
    table = after["xl/tables/table1.xml"]
    assert table.count(b'ref="A2:E10"') == 2
    assert differing(before, after) == {SHEET1, "xl/tables/table1.xml"}
    old, new = cells_of(after[SHEET1])["D8"], cells_of(after[SHEET1])["D9"]
    assert old.split(b" s=")[1][:3] == new.split(b" s=")[1][:3]
    formulas = independent(path)["Dữ liệu"]
    assert formulas["C10"].value == "=B10*2"
    assert formulas.tables["BangDiem"].ref == "A2:E10"


def test_a_table_with_a_totals_row_or_a_neighbour_below_does_not_grow(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.add_table("A1:B4", {"name": "Tren"})
    sheet.add_table("A8:B10", {"name": "Duoi", "total_row": True})
    book.close()
    with bridge.open_book(tmp_path / "a.xlsx") as opened:
        bridge.resize_table(opened, "Tren", 7)
        with pytest.raises(CellRefused, match="Duoi"):
            bridge.resize_table(opened, "Tren", 8)
        with pytest.raises(CellRefused, match="dòng tổng"):
            bridge.resize_table(opened, "Duoi", 12)
        with pytest.raises(MissingPlace, match="Tren"):
            bridge.resize_table(opened, "Không có", 12)


def test_reads_see_what_was_written_and_not_yet_saved(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with bridge.open_book(path) as book:
        bridge.write_cells(book, "Dữ liệu", [(3, 2, 99)])
        assert bridge.read_grids(book, ["Dữ liệu"])["Dữ liệu"].value(3, 2) == 99.0
        assert bridge.read_grids(book, ["Dữ liệu"])["Dữ liệu"].value(4, 2) == 2.0


def test_a_block_is_checked_as_a_whole_before_any_of_it_is_noted(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with bridge.open_book(path) as book:
        with pytest.raises(CellRefused, match="32767"):
            bridge.write_block(book, "Dữ liệu", 3, 1, [["ngắn", 1], ["x" * 32768, 2]])
        assert bridge.save(book) is None


@pytest.mark.parametrize(
    ("formula", "rows", "cols", "moved"),
    [
        ("A1+$A1+A$1+$A$1", 1, 1, "B2+$A2+B$1+$A$1"),
        ("SUM(A1:B2,C:C,$D:D,3:4)", 1, 1, "SUM(B2:C3,D:D,$D:E,4:5)"),
        (
            "\"A1\"&'A1 sheet'!A1&LOG10(2)&Bang[[#This Row],[A1]]",
            2,
            0,
            "\"A1\"&'A1 sheet'!A3&LOG10(2)&Bang[[#This Row],[A1]]",
        ),
        ("A1", -1, 0, "#REF!"),
        ("TenA1+A1x+Điểm1", 3, 3, "TenA1+A1x+Điểm1"),
    ],
)
def test_a_formula_moves_as_excel_fills(formula: str, rows: int, cols: int, moved: str) -> None:
    assert translate(formula, rows, cols) == moved


def test_a_row_height_is_set_without_touching_cells_and_may_still_adjust(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = parts(path)
    with bridge.open_book(path) as book:
        bridge.set_row_heights(book, "Dữ liệu", 4, [30, 30, 45.5])
        bridge.save(book)
    after = parts(path)
    assert differing(before, after) == {SHEET1}
    assert cells_of(after[SHEET1]) == cells_of(before[SHEET1])
    rows = dict(re.findall(rb'<row r="([456])"([^>]*)>', after[SHEET1]))
    assert [rows[n].count(b"ht=") for n in (b"4", b"5", b"6")] == [1, 1, 1]
    assert b'ht="45.5"' in rows[b"6"]
    assert b"customHeight" not in rows[b"4"] + rows[b"5"] + rows[b"6"]
