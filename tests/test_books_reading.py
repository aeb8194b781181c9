"""Reading a closed workbook: values as Excel's engine gives them, and the layout beside them."""

from __future__ import annotations

from datetime import datetime, time
from pathlib import Path

import pytest
import xlsxwriter
from books_support import feature_book, independent, parts, rezip, sheet_with
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from xlpy.books import bridge
from xlpy.books.errors import BookTooBig, NotAWorkbook
from xlpy.books.grid import SheetGrid
from xlpy.books.values import CellError


def read(path: Path) -> dict[str, SheetGrid]:
    with bridge.open_book(path) as book:
        return bridge.read_grids(book)


def only(path: Path) -> SheetGrid:
    return read(path)["S"]


def as_openpyxl(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    book = independent(path, data_only=True)
    return {
        sheet.title: {
            (cell.row, cell.column): cell.value
            for row in sheet.iter_rows()
            for cell in row
            if cell.value is not None
        }
        for sheet in book.worksheets
    }


def as_ours(path: Path) -> dict[str, dict[tuple[int, int], object]]:
    return {
        tab: {
            (grid.first_row + i, grid.first_col + j): value
            for i, row in enumerate(grid.rows)
            for j, value in enumerate(row)
            if value is not None
        }
        for tab, grid in read(path).items()
    }


@pytest.mark.parametrize("date1904", [False, True])
def test_every_value_of_a_rich_workbook_is_the_one_openpyxl_reads(tmp_path: Path, date1904: bool) -> None:
    path = feature_book(tmp_path / "a.xlsx", date1904=date1904)
    ours, theirs = as_ours(path), as_openpyxl(path)
    assert ours == theirs
    assert ours["Dữ liệu"][3, 4] == datetime(2023, 3, 1)
    assert isinstance(ours["Tổng hợp"][5, 2], CellError)
    assert isinstance(ours["Dữ liệu"][3, 2], float)
    assert isinstance(ours["Dữ liệu"][6, 5], bool)


text = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1, max_size=30).filter(
    lambda value: "_x" not in value and "\ufffe" not in value and "\uffff" not in value
)
cell = st.one_of(
    st.none(),
    text,
    st.floats(-1e12, 1e12, allow_nan=False),
    st.integers(-(10**9), 10**9),
    st.booleans(),
    st.datetimes(datetime(1901, 1, 1), datetime(2100, 1, 1)).map(lambda d: d.replace(microsecond=0)),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(grid=st.lists(st.lists(cell, min_size=1, max_size=6), min_size=1, max_size=8), inline=st.booleans())
def test_any_grid_reads_like_openpyxl_reads_it(
    tmp_path: Path, grid: list[list[object]], inline: bool
) -> None:
    path = tmp_path / "g.xlsx"
    book = xlsxwriter.Workbook(
        str(path), {"default_date_format": "dd/mm/yyyy hh:mm:ss", "constant_memory": inline}
    )
    sheet = book.add_worksheet("S")
    for r, row in enumerate(grid):
        for c, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(r, c, value)
            elif isinstance(value, datetime):
                sheet.write_datetime(r, c, value)
            elif value is not None:
                sheet.write(r, c, value)
    book.close()
    assert as_ours(path) == as_openpyxl(path)


def test_a_text_that_looks_like_an_error_is_not_an_error(tmp_path: Path) -> None:
    grid = only(
        sheet_with(
            '<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="inlineStr"><is><t>#REF!</t></is></c></row>',
            tmp_path / "a.xlsx",
        )
    )
    assert grid.rows == [["#REF!", "#REF!"]]
    assert [isinstance(value, CellError) for value in grid.rows[0]] == [True, False]


def test_a_formula_that_was_never_calculated_is_told_from_an_empty_one(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>1+1</f><v></v></c><c r="C1"><f>1+1</f><v>2</v></c>'
        '<c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><f t="shared" si="0"/><v/></c></row>'
    )
    grid = only(sheet_with(rows, tmp_path / "a.xlsx"))
    assert grid.rows == [[None, None, 2.0, None, None]] or grid.rows == [[None, None, 2.0]]
    assert grid.uncached == {(1, 1), (1, 2), (1, 5)}
    assert grid.formulas == {(1, col) for col in range(1, 6)}


def test_rows_and_cells_without_references_follow_the_ones_before(tmp_path: Path) -> None:
    rows = '<row><c><v>1</v></c><c r="D1"><v>4</v></c><c><v>5</v></c></row><row><c t="s"><v>1</v></c></row>'
    grid = only(sheet_with(rows, tmp_path / "a.xlsx"))
    assert grid.rows == [[1.0, None, None, 4.0, 5.0], ["hai", None, None, None, None]]


def test_escapes_entities_line_ends_and_blanks_come_out_as_typed(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1" t="inlineStr"><is><t xml:space="preserve"> a&amp;b&#10;c\r\nd_x000D__x005F_x0041_ </t></is></c>'
        '<c r="B1" t="str"><f>A1</f><v>Đ&#7841;t &lt;&gt;</v></c>'
        "<c r='C1' t='inlineStr'><is><r><rPr><rFont val='VNI-Times'/></rPr><t>mo</t></r><r><t>ät</t></r>"
        "<rPh sb='0' eb='1'><t>PHONETIC</t></rPh></is></c></row>"
    )
    grid = only(sheet_with(rows, tmp_path / "a.xlsx"))
    assert grid.rows == [[" a&b\nc\nd\r_x0041_ ", "Đạt <>", "moät"]]
    assert grid.legacy_fonts == {(1, 3): "VNI-Times"}


@pytest.mark.parametrize(
    "spelling",
    [
        lambda xml: xml.replace(b"<sheetData>", b"<!-- x --><sheetData><!-- <row r='9'> -->"),
        lambda xml: xml.replace(b"<v>7</v>", b"<v><![CDATA[7]]></v>"),
        lambda xml: xml.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16"),
        lambda xml: b"\xef\xbb\xbf" + xml,
        lambda xml: (
            xml.replace(b"<", b"<x:")
            .replace(b"<x:/", b"</x:")
            .replace(b"<x:?", b"<?")
            .replace(b"xmlns=", b"xmlns:x=")
        ),
    ],
    ids=["comments", "cdata", "utf-16", "bom", "prefix"],
)
def test_an_odd_spelling_of_the_same_sheet_reads_the_same(tmp_path: Path, spelling: object) -> None:
    rows = '<row r="2"><c r="B2"><v>7</v></c><c r="C2" t="inlineStr"><is><t>Hội đồng</t></is></c></row>'
    path = sheet_with(rows, tmp_path / "a.xlsx", tail='<mergeCells><mergeCell ref="B2:B3"/></mergeCells>')
    name = "xl/worksheets/sheet1.xml"
    odd = rezip(path, tmp_path / "b.xlsx", {name: spelling(parts(path)[name])})  # type: ignore[operator]
    grid = only(odd)
    assert (grid.first_row, grid.first_col, grid.rows) == (2, 2, [[7.0, "Hội đồng"]])
    assert grid.merged == ((2, 2, 3, 2),)


def test_the_layout_tells_what_a_clerk_cannot_see(tmp_path: Path) -> None:
    grids = read(feature_book(tmp_path / "a.xlsx"))
    data = grids["Dữ liệu"]
    assert data.merged == ((1, 2, 1, 4),)
    assert data.hidden_rows == {41}
    assert data.hidden_cols == {6}
    assert data.legacy_fonts == {(4, 5): ".VnTime"}
    assert not data.filtered
    assert [grid.visible for grid in grids.values()] == ["visible", "visible", "veryHidden"]
    assert grids["Tổng hợp"].protected
    assert not data.protected
    assert data.formulas == {(row, 3) for row in range(3, 9)}


def test_a_filter_that_hides_rows_is_reported_on_a_sheet_and_on_a_table(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.write_column("A1", ["x", 1, 2])
    sheet.autofilter("A1:A3")
    sheet.filter_column("A", "x > 1")
    book.close()
    assert only(tmp_path / "a.xlsx").filtered
    path = feature_book(tmp_path / "b.xlsx")
    table = parts(path)["xl/tables/table1.xml"].replace(
        b'<autoFilter ref="A2:E8"/>',
        b'<autoFilter ref="A2:E8"><filterColumn colId="0"><filters><filter val="x"/></filters></filterColumn></autoFilter>',
    )
    assert read(rezip(path, tmp_path / "c.xlsx", {"xl/tables/table1.xml": table}))["Dữ liệu"].filtered


def test_a_code_name_is_read(tmp_path: Path) -> None:
    path = sheet_with(
        '<row r="1"><c r="A1"><v>1</v></c></row>', tmp_path / "a.xlsx", head='<sheetPr codeName="wsDiem"/>'
    )
    assert only(path).code_name == "wsDiem"


def test_a_stray_cell_far_away_is_told_and_does_not_widen_the_grid(tmp_path: Path) -> None:
    rows = (
        '<row r="1"><c r="A1"><v>1</v></c><c r="XFD1"><v>9</v></c></row><row r="2"><c r="A2"><v>2</v></c></row>'
        '<row r="1048576"><c r="A1048576"><v>3</v></c><c r="XFD1048576"><v>4</v></c></row>'
    )
    grid = only(sheet_with(rows, tmp_path / "a.xlsx", head='<dimension ref="A1:XFD1048576"/>'))
    assert grid.rows == [[1.0], [2.0]]
    assert grid.stray == {(1, 16384): 9.0, (1048576, 1): 3.0, (1048576, 16384): 4.0}
    assert grid.value(1048576, 1) == 3.0


def test_thousands_of_far_cells_are_refused_with_the_place_of_the_first(tmp_path: Path) -> None:
    rows = "".join(
        f'<row r="{r}"><c r="A{r}"><v>1</v></c><c r="XFD{r}"><v>1</v></c></row>' for r in range(1, 6001)
    )
    with pytest.raises(BookTooBig, match="XFD1"):
        only(sheet_with(rows, tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    "rows",
    [
        '<row r="1"><c r="A1" t="s"><v>99</v></c></row>',
        '<row r="1"><c r="A1"><v>mười</v></c></row>',
        '<row r="1"><c r="A1" t="inlineStr"><is><t>&nbsp;</t></is></c></row>',
        '<row r="0"><c r="A0"><v>1</v></c></row>',
        '<row r="1"><c r="A1"><v>1</v></row>',
    ],
)
def test_a_broken_sheet_is_refused_by_name_of_its_part(tmp_path: Path, rows: str) -> None:
    with pytest.raises(NotAWorkbook, match=r"sheet1\.xml"):
        only(sheet_with(rows, tmp_path / "a.xlsx"))


@pytest.mark.parametrize(
    "part", ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/workbook.xml", "xl/styles.xml"]
)
def test_a_dtd_is_refused_wherever_it_stands(tmp_path: Path, part: str) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    root = (
        b"<worksheet"
        if "sheet1" in part
        else b"<sst"
        if "Str" in part
        else b"<workbook"
        if "book" in part
        else b"<styleSheet"
    )
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>'
    data = parts(path)[part]
    evil = rezip(path, tmp_path / "b.xlsx", {part: data.replace(root, bomb + root, 1)})
    with pytest.raises(NotAWorkbook):
        read(evil)


def test_times_and_elapsed_times_are_what_their_format_shows(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("S")
    codes = [
        "hh:mm",
        "[h]:mm",
        '0 "ngày"',
        "[$-42A]dd mmmm yyyy",
        "General",
        "[Red]0.00",
        "yyyy\\-mm",
        "#,##0 \\d",
    ]
    for col, code in enumerate(codes):
        sheet.write_number(0, col, 45000.5, book.add_format({"num_format": code}))
    sheet.write_number(1, 0, 0.5, book.add_format({"num_format": "hh:mm"}))
    book.close()
    grid = only(tmp_path / "a.xlsx")
    moment = datetime(2023, 3, 15, 12)
    assert grid.rows[0] == [moment, 45000.5, 45000.5, moment, 45000.5, 45000.5, moment, 45000.5]
    assert grid.rows[1][0] == datetime(1899, 12, 30, 12)
    assert as_openpyxl(tmp_path / "a.xlsx")["S"][2, 1] == time(12)


def test_a_chart_sheet_and_an_empty_sheet_have_no_rows(tmp_path: Path) -> None:
    book = xlsxwriter.Workbook(str(tmp_path / "a.xlsx"))
    sheet = book.add_worksheet("S")
    sheet.write("A1", 1)
    book.add_worksheet("Trống")
    chart = book.add_chart({"type": "line"})
    chart.add_series({"values": "=S!$A$1:$A$1"})
    book.add_chartsheet("Biểu đồ").set_chart(chart)
    book.close()
    grids = read(tmp_path / "a.xlsx")
    assert {tab: grid.rows for tab, grid in grids.items()} == {"S": [[1.0]], "Trống": [], "Biểu đồ": []}


def test_a_row_with_more_cells_than_a_sheet_has_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NotAWorkbook, match=r"sheet1\.xml"):
        only(sheet_with('<row r="1">' + "<c>" * 20_000 + "</row>", tmp_path / "a.xlsx"))


def test_a_workbook_that_excel_made_reads_and_is_patched_without_loss(tmp_path: Path) -> None:
    """xlwings ships a macro workbook that Excel saved: VBA project, theme, printer settings."""
    source = Path(bridge.xlwings.__file__).with_name("quickstart.xlsm")
    path = tmp_path / "q.xlsm"
    path.write_bytes(source.read_bytes())
    assert as_ours(path) == as_openpyxl(path)
    before = parts(path)
    tab = next(iter(before_grids := read(path)))
    with bridge.open_book(path) as book:
        bridge.write_cells(book, tab, [(5, 2, "Thi đua"), (1, 1, 7)])
        bridge.save(book)
    after = parts(path)
    assert list(before) == list(after)
    changed = [name for name in before if before[name] != after[name]]
    assert len(changed) == 1
    assert changed[0].startswith("xl/worksheets/")
    assert read(path)[tab].value(5, 2) == "Thi đua"
    assert read(path)[tab].code_name == before_grids[tab].code_name is not None
