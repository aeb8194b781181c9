"""Copies saved by other programs and in other formats give the same rows as the copy that was sent."""

from __future__ import annotations

import struct
import sys
from datetime import datetime
from pathlib import Path

import pytest
import zoo
from books_support import feature_book
from conftest import Office

from xlpy.books.errors import BookTooBig, NotAWorkbook, OldFormat
from xlpy.books.grid import SheetGrid
from xlpy.books.intake.biff import BrokenBiffError, scan
from xlpy.books.intake.job import answer
from xlpy.books.intake.reading import read_returned
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.books.values import CellError
from xlpy.model.baseline import canonical
from xlpy.model.rawrows import CopyState


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zoo.build_copies(tmp_path_factory.mktemp("readers"))[0]


def state(path: Path) -> CopyState:
    made = answer(path, path.name, "0" * 64, "copy")
    assert made.reason == ""
    assert made.copy is not None
    return made.copy


def rows(copy: CopyState) -> dict[object, object]:
    """Every row's values by key, with what no program keeps taken off."""
    return {row.key: {key: canonical(value) for key, value in row.values.items()} for row in copy.rows}


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["xlsx", "ods"])
@pytest.mark.parametrize("recalculate", [False, True], ids=["cached", "recalculated"])
def test_a_copy_saved_by_libreoffice_says_what_it_said(
    tmp_path: Path, office: Office, copy: Path, kind: str, recalculate: bool
) -> None:
    """The very hidden sheets come along in every format, as hidden ones; code names do not."""
    saved = office.convert(copy, kind, tmp_path, recalculate=recalculate)
    sent, back = state(copy), state(saved)
    assert (back.unit_code, back.round, back.copy_id) == (zoo.UNIT, 2, zoo.COPY_ID)
    assert back.base == sent.base
    assert rows(back) == rows(sent)
    assert back.columns == sent.columns


def compared(ours: SheetGrid, theirs: SheetGrid) -> list[str]:
    """What the two grids say differently, formulas without a result left out."""
    found: list[str] = []
    for i, line in enumerate(ours.rows):
        for j, value in enumerate(line):
            place = (ours.first_row + i, ours.first_col + j)
            other = theirs.value(*place)
            if place not in theirs.uncached and (value != other or type(value) is not type(other)):
                found.append(f"{ours.tab} {place}: {value!r} {other!r}")
    for name in ("hidden_rows", "hidden_cols", "merged", "filtered", "protected", "legacy_fonts"):
        if getattr(ours, name) != getattr(theirs, name):
            found.append(f"{ours.tab} {name}: {getattr(ours, name)} {getattr(theirs, name)}")
    # LibreOffice saves a truth value as =TRUE().
    truths = {place for place in theirs.formulas if type(ours.value(*place)) is bool}
    if ours.formulas != theirs.formulas - truths:
        found.append(f"{ours.tab} formulas: {ours.formulas ^ theirs.formulas}")
    return found


@pytest.mark.libreoffice
@pytest.mark.parametrize("kind", ["ods"])
@pytest.mark.parametrize("date1904", [False, True])
def test_other_formats_are_read_cell_by_cell_like_the_xlsx_they_come_from(
    tmp_path: Path, office: Office, kind: str, date1904: bool
) -> None:
    path = feature_book(tmp_path / "mẫu.xlsx", date1904=date1904)
    saved = office.convert(path, kind, tmp_path, recalculate=True)
    theirs = read_returned(saved.name, saved.read_bytes()).grids
    book = WorkbookFile(path)
    found = [line for entry in book.part.sheets for line in compared(book.grid(entry.tab), theirs[entry.tab])]
    assert found == []


@pytest.mark.libreoffice
def test_a_workbook_that_is_locked_by_libreoffice_is_refused_by_name_of_the_lock(
    tmp_path: Path, copy: Path
) -> None:
    from xlpy.books.intake.taking import take_in

    lock = tmp_path / ".~lock.ban.xlsx#"
    lock.write_text(",x,y,;", encoding="utf-8")
    done = list(take_in([lock, copy], tmp_path / "kho"))
    assert "tệp khóa" in done[0].reason
    assert done[1].copy is not None


def only_sheet(table_rows: str) -> SheetGrid:
    return read_returned("a.ods", zoo.ods_rows(table_rows)).grids["S"]


def cell(attributes: str, text: str = "") -> str:
    return f"<table:table-cell {attributes}>{text and f'<text:p>{text}</text:p>'}</table:table-cell>"


def test_every_kind_of_ods_value_keeps_its_type() -> None:
    grid = only_sheet(
        "<table:table-row>"
        + cell('office:value-type="float" office:value="9.5"', "9,5")
        + cell('office:value-type="percentage" office:value="0.95"', "95%")
        + cell('office:value-type="date" office:date-value="2023-05-31"', "31/05/2023")
        + cell('office:value-type="date" office:date-value="2023-05-31T08:30:00"', "31/05/2023 8:30")
        + cell('office:value-type="time" office:time-value="PT08H30M00S"', "08:30")
        + cell('office:value-type="time" office:time-value="PT36H00M00S"', "36:00")
        + cell('office:value-type="boolean" office:boolean-value="true"', "TRUE")
        + cell('office:value-type="string"', "hai<text:s text:c='2'/>chỗ<text:tab/>x<text:line-break/>y")
        + cell('office:value-type="string" table:formula="of:=NA()" office:string-value=""', "#N/A")
        + cell('office:value-type="string"', "#N/A")
        + cell('table:formula="of:=[.A1]"')
        + "</table:table-row>"
    )
    assert grid.rows == [
        [9.5, 0.95, datetime(2023, 5, 31), datetime(2023, 5, 31, 8, 30), datetime(1899, 12, 30, 8, 30), 1.5, True,
         "hai  chỗ\tx\ny", "#N/A", "#N/A", None],
    ]  # fmt: skip
    assert [type(value) is CellError for value in grid.rows[0][8:10]] == [True, False]
    assert grid.uncached == {(1, 11)}
    assert grid.formulas == {(1, 9), (1, 11)}


def test_repeated_rows_and_cells_of_an_ods_stand_where_they_should() -> None:
    grid = only_sheet(
        '<table:table-row table:number-rows-repeated="3"><table:table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2" table:visibility="collapse">'
        '<table:table-cell table:number-columns-repeated="2"/>'
        + cell('office:value-type="string" table:number-columns-repeated="2"', "x")
        + "</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048571"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row>'
    )
    assert (grid.first_row, grid.first_col, grid.rows) == (4, 3, [["x", "x"], ["x", "x"]])
    assert grid.hidden_rows == {4, 5}


def test_notes_pictures_and_tracked_changes_of_an_ods_are_no_cells() -> None:
    grid = only_sheet(
        "<table:shapes><table:table><table:table-row>"
        + cell('office:value-type="string"', "hình")
        + "</table:table-row></table:table></table:shapes><table:table-row>"
        '<table:table-cell office:value-type="string"><office:annotation><text:p>ghi chú</text:p></office:annotation>'
        "<text:p>một</text:p><text:p>hai</text:p></table:table-cell></table:table-row>"
    )
    assert grid.rows == [["một\nhai"]]


MANY = cell('office:value-type="string" table:number-columns-repeated="9"', "x")


@pytest.mark.parametrize(
    ("table_rows", "error"),
    [
        ('<table:table-row><table:table-cell office:value-type="float" office:value="chín"/></table:table-row>', NotAWorkbook),
        ('<table:table-row><table:table-cell office:value-type="date"/></table:table-row>', NotAWorkbook),
        ('<table:table-row table:number-rows-repeated="-5"/>', NotAWorkbook),
        (f'<table:table-row table:number-rows-repeated="1048576">{MANY}</table:table-row>', BookTooBig),
        ("<table:table-row>", NotAWorkbook),
    ],
)  # fmt: skip
def test_a_broken_ods_is_refused(table_rows: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        only_sheet(table_rows)


def test_without_its_reader_an_xls_is_refused_with_the_way_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "xlrd", None)
    with pytest.raises(OldFormat, match="Lưu thành"):
        read_returned("a.xls", zoo.ole("Workbook"))


def record(kind: int, data: bytes = b"") -> bytes:
    return struct.pack("<HH", kind, len(data)) + data


BOF8 = record(0x0809, struct.pack("<HH", 0x0600, 5) + bytes(12))
EOF = record(0x000A)


def test_encryption_and_age_of_an_xls_are_told_from_its_records() -> None:
    assert scan(BOF8 + record(0x002F, bytes(54)) + EOF).encrypted
    assert not scan(record(0x0809, struct.pack("<HH", 0x0500, 5)) + EOF).is_biff8
    with pytest.raises(BrokenBiffError):
        scan(BOF8 + b"\x06\x00\xff")
    with pytest.raises(BrokenBiffError):
        scan(b"\x01\x02\x03\x04\x05")


def test_formulas_protection_and_filters_of_an_xls_are_found_by_sheet() -> None:
    formula = struct.pack("<HHH", 4, 6, 15) + bytes(8) + bytes(8)
    counted = struct.pack("<HHHd", 5, 6, 15, 3.0) + bytes(8)
    chart = record(0x0809, bytes(4)) + record(0x0006, formula) + EOF
    sheet = BOF8 + record(0x0012, b"\1\0") + chart + record(0x0006, formula) + record(0x0006, counted)
    sheet += record(0x009B) + EOF
    book = BOF8 + record(0x0085, struct.pack("<IBB", 0, 0, 0)) + EOF
    start = struct.pack("<I", len(book))
    book = book.replace(record(0x0085, bytes(6)), record(0x0085, start + b"\0\0"))
    found = scan(book + sheet)
    assert found.sheets[0].formulas == {(5, 7), (6, 7)}
    assert found.sheets[0].zeros == {(5, 7)}
    assert found.sheets[0].protected
    assert found.sheets[0].filtered
