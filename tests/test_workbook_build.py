"""Building: same input, same bytes; atomic; what comes in is what stands in the file."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.workbook import Workbook as OpenBook
from workbook_support import person, small_book, untidy_book

from xlpy.schema import SHEETS, outputs, seeds, sheet, tables
from xlpy.workbook import build
from xlpy.workbook.builder import assemble
from xlpy.workbook.content import BookContent, RawCell, SheetContent

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("workbook") / "blank.xlsm"
    build(path)
    return path


def opened(data: bytes) -> OpenBook:
    return openpyxl.load_workbook(BytesIO(data))


def header_cells(book: OpenBook, key: str) -> list[object]:
    definition = sheet(key)
    return [cell.value for cell in book[definition.tab][definition.header_row]]


def row_of(book: OpenBook, key: str, number: int) -> dict[object, object]:
    """Cells of the `number`-th data row (from 0) by header text."""
    definition = sheet(key)
    values = [cell.value for cell in book[definition.tab][definition.first_row + number]]
    return dict(zip(header_cells(book, key), values, strict=True))


def test_two_processes_with_other_hash_seeds_make_the_same_bytes(tmp_path: Path, blank: Path) -> None:
    other = tmp_path / "other.xlsm"
    script = "import sys; from pathlib import Path; from xlpy.workbook import build; build(Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", script, str(other)], check=True, cwd=ROOT, env={"PYTHONHASHSEED": "7"}
    )
    assert other.read_bytes() == blank.read_bytes()


def test_the_shipped_workbook_is_the_one_that_the_sources_build(blank: Path) -> None:
    assert (ROOT / "workbook" / "ThiDua2023.xlsm").read_bytes() == blank.read_bytes()


def test_content_and_unit_copies_are_reproducible_too() -> None:
    assert assemble(small_book(), "xlsx", "00007") == assemble(small_book(), "xlsx", "00007")


def test_a_failed_build_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"before")
    too_long = BookContent(sheets={"articles": SheetContent([{"title": "x" * 40_000}])})
    with pytest.raises(ValueError, match="32767"):
        build(path, too_long, format="xlsx")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_all_tabs_stand_in_schema_order_and_the_stamp_is_very_hidden(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    assert book.sheetnames == [definition.tab for definition in SHEETS]
    assert book["_thidua"].sheet_state == "veryHidden"
    stamp = {row[0].value: row[1].value for row in book["_thidua"].iter_rows(min_row=2, max_row=6)}
    assert stamp == {
        "product": "ThiDua",
        "campaign_code": "BADINH-2023-75NAM",
        "schema_version": "1",
        "unit_code": None,
        "round": "1",
    }


def test_headers_are_the_schemas_headers(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    for definition in (*tables(), *outputs()):
        expected = [column.header for column in definition.columns]
        assert header_cells(book, definition.key) == expected, definition.key


def test_a_blank_workbook_brings_the_campaigns_units_criteria_and_prefilled_scores(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    units = [u for u in seeds.units() if u["participates"] == "Có"]
    pairs = sum(seeds.applies(c["applies_to"], u["unit_kind"]) for u in units for c in seeds.criteria())
    scores = book["Chấm điểm"]
    codes = [scores.cell(row, 2).value for row in range(5, scores.max_row + 1)]
    assert sum(code is not None for code in codes) == pairs
    assert row_of(book, "units", 0)["Mã đơn vị"] == "00007"
    assert row_of(book, "dossiers", len(units) - 1)["Mã đơn vị"] == units[-1]["unit_code"]


def test_every_prepared_row_has_its_row_id(blank: Path) -> None:
    book = openpyxl.load_workbook(blank)
    for key in ("collectives", "individuals", "good_people", "articles", "works", "council"):
        definition = sheet(key)
        ids = [row_of(book, key, n)["Mã dòng"] for n in range(definition.blank_rows)]
        assert ids == [f"{definition.row_prefix}-{n:04d}" for n in range(1, definition.blank_rows + 1)]


def test_new_row_ids_continue_after_the_highest_one_in_the_content() -> None:
    rows = [person("PNV", "A", row_id="CN-0007"), person("PNV", "B"), person("PNV", "C", row_id=None)]
    book = opened(assemble(BookContent(sheets={"individuals": SheetContent(rows)}), "xlsx", None))
    assert [row_of(book, "individuals", n)["Mã dòng"] for n in range(4)] == [
        "CN-0007",
        "CN-0008",
        None,
        "CN-0009",
    ]


def test_text_is_never_a_formula_and_codes_are_text_cells() -> None:
    book = opened(assemble(small_book(), "xlsx", None))
    tab, definition = book["Cá nhân"], sheet("individuals")
    measures = tab.cell(5, definition.index("measures") + 1)
    assert (measures.value, measures.data_type, measures.number_format) == ("=không phải công thức", "s", "@")
    code = tab.cell(5, definition.index("unit_code") + 1)
    assert (code.value, code.number_format) == ("00007", "@")
    born = tab.cell(5, definition.index("birth_date") + 1)
    assert (born.value, born.number_format) == (datetime(1980, 6, 5), "dd/mm/yyyy")


def test_a_raw_cell_keeps_its_font_its_general_format_and_its_error() -> None:
    rows = [
        person(
            "PNV", "NguyÔn V¨n", birth_date=RawCell(29377, general=True), alias=RawCell("X", font=".VnTime")
        ),
        person("PNV", "B", results=RawCell(error="#DIV/0!")),
    ]
    data = assemble(BookContent(sheets={"individuals": SheetContent(rows)}), "xlsx", None)
    tab, definition = opened(data)["Cá nhân"], sheet("individuals")
    born = tab.cell(5, definition.index("birth_date") + 1)
    assert (born.value, born.number_format) == (29377, "General")
    assert tab.cell(5, definition.index("alias") + 1).font.name == ".VnTime"
    cached = openpyxl.load_workbook(BytesIO(data), data_only=True)["Cá nhân"]
    assert cached.cell(6, definition.index("results") + 1).value == "#DIV/0!"


def test_careless_hands_leave_merges_moved_columns_hidden_rows_and_1904() -> None:
    book = opened(assemble(untidy_book(), "xlsm", None))
    headers = header_cells(book, "individuals")
    assert headers[5:8] == ["Giới tính", "Trạng thái", "Ghi thêm"]
    assert "Họ  tên\nkhai sinh" in headers
    assert book["Cá nhân"].row_dimensions[6].hidden
    assert [str(area) for area in book["Tập thể"].merged_cells.ranges if "C7" in str(area)] == ["C7:C8"]
    assert not book["Tập thể"].tables
    assert book.epoch == datetime(1904, 1, 1)
    assert row_of(book, "individuals", 0)["Ngày sinh"] == datetime(1980, 6, 5)
    assert book.sheetnames[-2:] == ["Sheet1 (2)", "_thidua"]


def test_a_units_copy_holds_only_its_rows_and_says_whose_it_is() -> None:
    book = opened(assemble(small_book(), "xlsx", "00019"))
    assert book["_thidua"]["B5"].value == "00019"
    for key in ("units", "scores", "collectives", "individuals", "dossiers"):
        definition = sheet(key)
        tab, place = book[definition.tab], definition.index("unit_code") + 1
        codes = {tab.cell(row, place).value for row in range(definition.first_row, tab.max_row + 1)}
        assert codes <= {"00019", None}, key
    assert row_of(book, "collectives", 0)["Tên tập thể"] == "Tổ dân phố số 3"
    assert "PHƯỜNG ĐIỆN BIÊN" in str(book["Bảng điều khiển"]["B1"].value)


@pytest.mark.parametrize(
    ("content", "unit", "message"),
    [
        (BookContent(), "KHONG-CO", "KHONG-CO"),
        (BookContent(settings={"khong_co": 1}), None, "khong_co"),
        (BookContent(sheets={"khong_co": SheetContent()}), None, "khong_co"),
        (BookContent(sheets={"works": SheetContent(order=["row_id"])}), None, "order"),
    ],
)
def test_content_that_does_not_fit_is_refused(content: BookContent, unit: str | None, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        assemble(content, "xlsx", unit)


def test_settings_and_the_stamp_can_be_overridden() -> None:
    content = BookContent(
        settings={"deadline": date(2023, 6, 15), "plan_number": "88/KH-UBND"}, stamp={"schema_version": "0"}
    )
    book = opened(assemble(content, "xlsx", None))
    values = {row[6].value: row[1].value for row in book["Cấu hình"].iter_rows(min_row=5, max_col=7)}
    assert values["deadline"] == datetime(2023, 6, 15)
    assert values["plan_number"] == "88/KH-UBND"
    assert values["quorum"] == "2/3"
    assert book["_thidua"]["B4"].value == "0"


def test_no_part_of_the_file_holds_the_clock_or_a_machine_path(blank: Path) -> None:
    with zipfile.ZipFile(blank) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = package.read("docProps/core.xml").decode()
        everything = b"".join(package.read(name) for name in package.namelist())
    assert "2023-04-01T00:00:00Z" in core
    assert str(ROOT).encode() not in everything
