"""What only a live LibreOffice can do or suffer: the samples, the clerk's own edits, saving, callers, messages."""

from __future__ import annotations

import builtins
import shutil
from pathlib import Path

import pytest
from books_support import differing, feature_book, parts
from live_office import LiveOffice, live_office

from xlpy.books import bridge
from xlpy.books.errors import BookChanged, CellRefused
from xlpy.books.libreoffice_engine import engine, uno_bridge
from xlpy.books.libreoffice_engine.errors import (
    NoUnoError,
    OfficeGoneError,
    OfficeNotReachableError,
    UnsavedEditsError,
)
from xlpy.books.libreoffice_engine.inside.logical import is_logical
from xlpy.books.xw import xlwings
from xlpy.buttons import verbs

__all__ = ["live_office"]
SAMPLES = Path(__file__).resolve().parents[1] / "samples"
DATA = "Dữ liệu"


@pytest.mark.libreoffice
@pytest.mark.parametrize("name", ["ThiDua2023-loi.xlsm", "ThiDua2023-mau.xlsm"])
def test_a_live_check_of_the_samples_equals_that_of_the_closed_file(
    live_office: LiveOffice, tmp_path: Path, name: str
) -> None:
    path = Path(shutil.copy(SAMPLES / name, tmp_path / name))
    before = parts(path)
    with bridge.open_book(path) as closed:
        expected = verbs.check(verbs.load(closed, closed.name))
    with live_office.opened(path) as book:
        loaded = verbs.load(book, book.name)
        report = verbs.check(loaded)
        verbs.write_check(book, loaded, report)
        bridge.save(book)
        written = bridge.read_grids(book)
    assert report.findings == expected.findings
    assert not any("vbaProject" in part or "/drawings/" in part for part in differing(before, parts(path)))
    with bridge.open_book(path) as closed:
        saved = bridge.read_grids(closed)
    for tab in ("Lỗi", "Nhật ký"):
        assert [row[:4] for row in written[tab].rows] == [row[:4] for row in saved[tab].rows]


@pytest.mark.libreoffice
def test_a_save_waits_until_the_clerk_has_saved(live_office: LiveOffice, tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    with live_office.opened(path) as book:
        book.api.Sheets.getByName(DATA).getCellRangeByName("B3").Value = 77
        bridge.write_block(book, DATA, 9, 7, [["x"]])
        with pytest.raises(UnsavedEditsError, match="chưa lưu"):
            bridge.save(book)
    assert path.read_bytes() == before


@pytest.mark.libreoffice
def test_an_edit_of_the_clerk_after_our_write_is_noticed_too(live_office: LiveOffice, tmp_path: Path) -> None:
    with live_office.opened(feature_book(tmp_path / "a.xlsx")) as book:
        bridge.write_block(book, DATA, 9, 7, [["x"]])
        book.api.Sheets.getByName(DATA).getCellRangeByName("B3").setFormula("77")
        with pytest.raises(UnsavedEditsError):
            bridge.save(book)


@pytest.mark.libreoffice
def test_a_file_that_changed_meanwhile_is_left_alone(live_office: LiveOffice, tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with live_office.opened(path) as book:
        bridge.write_block(book, DATA, 9, 7, [["x"]])
        feature_book(path, rows=9)
        other = path.read_bytes()
        with pytest.raises(BookChanged):
            bridge.save(book)
    assert path.read_bytes() == other


@pytest.mark.libreoffice
def test_after_a_save_the_document_counts_as_saved_and_only_the_written_sheet_differs(
    live_office: LiveOffice, tmp_path: Path
) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = parts(path)
    with live_office.opened(path) as book:
        bridge.write_block(book, DATA, 9, 7, [["x"]])
        bridge.save(book)
        assert not book.api.isModified()
    assert "xl/worksheets/sheet1.xml" in differing(before, parts(path))
    assert "xl/worksheets/sheet3.xml" not in differing(before, parts(path))


@pytest.mark.libreoffice
def test_a_locked_sheet_is_refused_with_a_way_out(live_office: LiveOffice, tmp_path: Path) -> None:
    with live_office.opened(feature_book(tmp_path / "a.xlsx")) as book:
        with pytest.raises(CellRefused, match="bỏ khóa trang"):
            bridge.write_block(book, "Tổng hợp", 9, 1, [["x"]])
        assert book.sheets["Tổng hợp"].range("A9").value is None


@pytest.mark.libreoffice
def test_the_covered_part_of_a_merged_area_is_refused(live_office: LiveOffice, tmp_path: Path) -> None:
    with (
        live_office.opened(feature_book(tmp_path / "a.xlsx")) as book,
        pytest.raises(CellRefused, match="B1:D1"),
    ):
        bridge.write_block(book, DATA, 1, 3, [["x"]])


@pytest.mark.libreoffice
def test_the_clicked_book_is_found_by_path_name_and_even_with_an_equals_sign(
    live_office: LiveOffice, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    odd, plain = feature_book(tmp_path / "Thi đua = 2023.xlsx"), feature_book(tmp_path / "Đợt 2.xlsx")
    monkeypatch.setattr(xlwings.Book, "_mock_caller", None, raising=False)
    with live_office.opened(odd), live_office.opened(plain):
        for wanted in (str(odd), odd.name, odd.name.upper()):
            engine.attach_caller(live_office.pipe, wanted)
            assert bridge.calling_book().fullname == str(odd)
        monkeypatch.delattr(xlwings.Book, "_mock_caller")
        monkeypatch.setattr("sys.argv", ["x", f"--wb={plain.name}", "--from_xl=1"])
        assert bridge.calling_book().fullname == str(plain)
        with pytest.raises(OfficeGoneError, match=r"Không có\.xlsx: LibreOffice hoặc sổ tính đã bị đóng"):
            engine.attach_caller(live_office.pipe, "Không có.xlsx")


@pytest.mark.libreoffice
def test_status_text_and_message_return(live_office: LiveOffice, tmp_path: Path) -> None:
    with live_office.opened(feature_book(tmp_path / "a.xlsx")) as book:
        book.app.status_bar = "Đang kiểm tra"
        assert book.app.status_bar == "Đang kiểm tra"
        book.app.status_bar = False
        assert book.app.status_bar is False
        bridge.tell(book, "Xong")
        assert book.app.alert("Tiếp tục?", buttons="yes_no") == "cancel"


@pytest.mark.libreoffice
def test_a_truth_value_of_a_formula_is_one(live_office: LiveOffice, tmp_path: Path) -> None:
    with live_office.opened(feature_book(tmp_path / "a.xlsx")) as book:
        sheet = book.sheets[DATA]
        sheet.range("H50").formula = "=AND(B3=1,B4>B3)"
        sheet.range("H51").formula = "=B3"
        assert sheet.range("H50:H51").value == [True, 1.0]
        assert isinstance(sheet.range("H50").value, bool)
        assert isinstance(sheet.range("H51").value, float)


@pytest.mark.libreoffice
def test_a_closed_window_is_a_message(live_office: LiveOffice, tmp_path: Path) -> None:
    with live_office.opened(feature_book(tmp_path / "a.xlsx")) as book:
        sheet = book.sheets[DATA]
        book.api.close(True)
        with pytest.raises(OfficeGoneError, match="đã bị đóng"):
            _ = sheet.range("A1").value


@pytest.mark.libreoffice
def test_no_libreoffice_at_the_pipe_is_a_message(live_office: LiveOffice) -> None:
    with pytest.raises(OfficeNotReachableError, match="khong-co"):
        engine.connect("khong-co")


@pytest.mark.libreoffice
def test_uno_leaves_the_import_function_of_python_alone(live_office: LiveOffice) -> None:
    uno_bridge.uno()
    assert builtins.__import__.__module__ == "builtins"


def test_a_python_without_uno_is_told_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    def none(_: str) -> None:
        raise ImportError

    monkeypatch.setattr(uno_bridge, "import_module", none)
    # Past the cache: a second import of uno into one process breaks what the first one made.
    with pytest.raises(NoUnoError, match="python3-uno"):
        uno_bridge.uno.__wrapped__()


@pytest.mark.parametrize(
    ("formula", "logical"),
    [
        ("=A1>2", True), ("=(A1=2)", True), ("=AND(A1;B1)", True), ("=IF(A1>0;TRUE();FALSE())", True),
        ("=IF(A1>0;1;0)", False), ("=SUM(A1;B1)", False), ('="a=b"', False), ("=AND(A1;B1)+1", False),
        ("=IFERROR(ISBLANK(A1);FALSE)", True), ("=COUNTIF(A1:A9;\">0\")", False),
    ],
)  # fmt: skip
def test_a_formula_with_a_truth_value_is_told_from_one_with_a_number(formula: str, logical: bool) -> None:
    assert is_logical(formula) is logical
