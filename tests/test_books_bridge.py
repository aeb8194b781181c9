"""The bridge and the engine behind it: defined names, the engine's contract, a light `import xlwings`."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from books_support import feature_book

from xlpy.books import bridge
from xlpy.books.errors import MissingPlace

ROOT = Path(__file__).parents[1]


def python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_the_bridge_loads_xlwings_without_pandas_and_numpy() -> None:
    code = (
        "import sys; from xlpy.books import bridge;"
        "print(sorted({'xlwings','pandas','numpy','PIL','matplotlib','polars','openpyxl','lxml'} & set(sys.modules)))"
    )
    assert python(code) == "['xlwings']"


def test_pandas_can_be_imported_after_the_bridge_and_works() -> None:
    code = "from xlpy.books import bridge; import pandas, numpy; print(pandas.DataFrame({'a': numpy.arange(3)}).a.sum())"
    assert python(code) == "3"


def test_pandas_imported_before_the_bridge_stays() -> None:
    code = "import pandas, sys; kept = sys.modules['pandas']; from xlpy.books import bridge; print(sys.modules['pandas'] is kept)"
    assert python(code) == "True"


def test_defined_names_are_read_with_what_they_stand_for(tmp_path: Path) -> None:
    with bridge.open_book(feature_book(tmp_path / "a.xlsx")) as book:
        names = bridge.names(book)
        assert names["TongDiem"] == "='Tổng hợp'!$B$1"
        assert names["Dữ liệu!CucBo"] == "='Dữ liệu'!$A$2:$B$3"
        assert bridge.name_value(book, "tongdiem") == 21.0
        assert bridge.name_value(book, "HeSo") == 1.5
        assert bridge.name_value(book, "Loi") == 'Thiếu "xlwings"'
        assert bridge.name_value(book, "Dữ liệu!CucBo") == [["Tên", "Điểm"], ["Nguyễn Văn A", 1.0]]
        with pytest.raises(MissingPlace, match="TongDiem"):
            bridge.name_value(book, "KhongCo")


def test_the_engine_is_the_file_engine_and_serves_xlwings_own_options(tmp_path: Path) -> None:
    with bridge.open_book(feature_book(tmp_path / "a.xlsx")) as book:
        assert bridge.engine_name(book) == "thidua-file"
        sheet = book.sheets["dữ liệu"]
        assert sheet.range("B3").value == 1.0
        assert sheet.range("B3:B4").options(numbers=int).value == [1, 2]
        assert sheet.range("D3").options(dates=date).value == date(2023, 3, 1)
        assert sheet.range((3, 1), (3, 2)).options(ndim=2, empty="").value == [["Nguyễn Văn A", 1.0]]
        assert book.sheets["Tổng hợp"].range("B5").value is None
        assert book.sheets["Tổng hợp"].range("B5").options(err_to_str=True).value == "#N/A"
        assert sheet.range("C3").formula == "=B3*2"
        assert sheet.range("A3").number_format == "@"
        assert sheet.tables["BangDiem"].range.address == "$A$2:$E$8"
        assert sheet.range("A1:B2").resize(1, 1).address == "$A$1"
        assert book.sheets[1].index == 2


def test_two_books_of_one_name_are_open_side_by_side(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir()
    one, two = feature_book(tmp_path / "a.xlsx", rows=3), feature_book(tmp_path / "x" / "a.xlsx", rows=5)
    with bridge.open_book(one) as first, bridge.open_book(two) as second:
        assert bridge.name_value(first, "TongDiem") == 6.0
        assert bridge.name_value(second, "TongDiem") == 15.0


def test_what_the_bridge_does_not_use_is_refused(tmp_path: Path) -> None:
    with bridge.open_book(feature_book(tmp_path / "a.xlsx")) as book:
        sheet = book.sheets[0]
        for call in (
            lambda: sheet.range("A1").color,
            lambda: sheet.autofit(),
            lambda: sheet.delete(),
            lambda: book.save(tmp_path / "b.xlsx"),
            lambda: sheet.pictures,
        ):
            with pytest.raises(NotImplementedError):
                call()


def test_many_scattered_cells_arrive_each_at_its_place(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    cells = [(row, col, float(row * 100 + col)) for row in range(50, 90, 3) for col in (1, 2, 3, 5, 9)]
    with bridge.open_book(path) as book:
        bridge.write_cells(book, "Dữ liệu", reversed(cells))
        bridge.save(book)
    with bridge.open_book(path) as book:
        grid = bridge.read_grids(book)["Dữ liệu"]
    assert all(grid.value(row, col) == value for row, col, value in cells)
