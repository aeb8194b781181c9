"""Blocks of values, heights and table sizes: as steps for the live document, and the same for the closed file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlpy.books import values
from xlpy.books.errors import BookError, CellRefused, StrictTextError
from xlpy.books.libreoffice_engine.document import Area, Document, Write
from xlpy.books.libreoffice_engine.journal import Step
from xlpy.books.ooxml.cellxml import plain_value
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.serials import to_serial
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.books.values import CellError, Formula, Text, would_convert


def write_block(document: Document, tab: str, row: int, col: int, rows: Sequence[Sequence[object]]) -> None:
    """Write a rectangle from a 1-based place on; None empties a cell, formats stay. All is checked before any.

    A truth value gives its cell LibreOffice's BOOLEAN format, without which it would show 1. Raises `CellRefused`
    for what no cell can hold, a date where the format shows no date, a covered cell of a merged area, a locked
    cell; in strict mode `StrictTextError`.
    """
    noted = [
        [_noted(document, tab, (row + i, col + j), value) for j, value in enumerate(line)]
        for i, line in enumerate(rows)
    ]
    plain = [
        [_plain(document, tab, (row + i, col + j), value) for j, value in enumerate(line)]
        for i, line in enumerate(noted)
    ]
    area = (row, col, row + len(rows) - 1, col + len(rows[0]) - 1)

    def again(file: WorkbookFile) -> None:
        file.set_values(tab, row, col, noted)

    submit(document, ("put", tab, area, plain), again)


def _noted(document: Document, tab: str, place: tuple[int, int], value: object) -> object:
    try:
        plain = plain_value(value)
    except ValueError as error:
        raise CellRefused(document.label, tab, cell_name(*place), str(error)) from error
    if isinstance(plain, str) and values.STRICT_TEXT is False and type(plain) is str:
        # The closed file may be written under the strict rule; here the text was meant as text.
        return Text(plain)
    return plain


def _plain(document: Document, tab: str, place: tuple[int, int], value: object) -> object:
    """The value as `inside.putting` takes it: types that marshal knows."""
    if value is None:
        return ""
    if isinstance(value, Formula):
        return ("formula", str(value))
    if isinstance(value, CellError):
        return ("error", str(value))
    if isinstance(value, str):
        return ("strict", value) if type(value) is str and would_convert(value) else str(value)
    if isinstance(value, date):
        try:
            return ("date", to_serial(value, document.date1904))
        except ValueError as error:
            detail = (
                f"ngày {value:%d/%m/%Y} nằm trước ngày đầu tiên mà sổ tính ghi được. Hãy kiểm tra lại năm"
            )
            raise CellRefused(document.label, tab, cell_name(*place), detail) from error
    return value


def set_row_height(document: Document, tab: str, row1: int, row2: int, points: float) -> None:
    """Give rows a height in points."""
    set_row_heights(document, tab, row1, [points] * (row2 - row1 + 1))


def set_row_heights(document: Document, tab: str, first: int, points: Sequence[float]) -> None:
    """Give consecutive rows their heights in points."""
    heights = [float(one) for one in points]

    def again(file: WorkbookFile) -> None:
        for row, one in enumerate(heights, first):
            file.set_row_height(tab, row, one)

    submit(document, ("heights", tab, first, heights), again)


def clear_block(document: Document, tab: str, area: Area, live_only: str = "") -> None:
    """Empty a 1-based area; formats and comments stay. `live_only`: see `Write`."""
    row1, col1, row2, col2 = area

    def again(file: WorkbookFile) -> None:
        file.set_values(tab, row1, col1, [[None] * (col2 - col1 + 1)] * (row2 - row1 + 1))

    submit(document, ("clear", tab, area), again, live_only)


def resize_table(document: Document, tab: str, name: str, last_row: int) -> None:
    """Let a table end at a 1-based row, by the rules of `WorkbookFile.resize_table`.

    New rows take the looks, and where they are empty the formulas, of the last body row. Raises `CellRefused` for a
    table with a totals row, one without body rows, or one that another would cross.
    """

    def again(file: WorkbookFile) -> None:
        for part in file.tables(tab):
            if part.name.casefold() == name.casefold():
                file.resize_table(tab, part, last_row)

    submit(document, ("resize", tab, name, last_row), again)


def autofit(document: Document, tab: str, area: Area, *, rows: bool, columns: bool) -> None:
    """Let rows and columns take the size that their content needs; a matter of the window, not of the file."""
    submit(document, ("autofit", tab, area, rows, columns), None)


def submit(document: Document, step: tuple[Any, ...], again: Step | None, live_only: str = "") -> None:
    """Hand a step over to the document; see `Write`. A change of the tabs is done at once."""
    tab: str = step[1]
    write = Write(step, again, lambda book, refused: _refusal(book, tab, refused), live_only)
    if step[0] == "sheet":
        document.arrange(write)
    else:
        document.write(write)


def _refusal(book: str, tab: str, refused: tuple[Any, ...]) -> BookError:
    kind, place, *more = refused
    cell = cell_name(*place)
    if kind == "strict":
        detail = (
            f"Excel sẽ tự đổi “{more[0][:40]}” thành số, ngày hoặc công thức. Hãy định dạng ô là Văn bản (@) "
            "hoặc ghi bằng Text(...)"
        )
        return StrictTextError(book, tab, cell, detail)
    if kind == "merged":
        row1, col1, row2, col2 = more[0]
        detail = f"ô nằm trong vùng gộp {cell_name(row1, col1)}:{cell_name(row2, col2)} nên không ghi được. Hãy bỏ gộp ô"
    elif kind == "crossing":
        detail = f"không kéo dài được bảng {more[0]} vì vướng bảng {more[1]} ở dưới"
    elif kind == "format":
        detail = (
            f"“{more[0]}” không phải là định dạng số. Hãy viết như trong Excel, ví dụ dd/mm/yyyy hoặc 0.00"
        )
    elif kind == "taken":
        detail = f"đã có trang tên “{more[0]}”. Hãy chọn tên khác"
    else:
        detail = _REASONS[kind]
    return CellRefused(book, tab, cell, detail)


_REASONS = {
    "locked": "trang đang khóa nên không ghi được. Hãy bỏ khóa trang (Công cụ > Bảo vệ trang tính) rồi bấm lại",
    "date": "ô này không có định dạng ngày nên ngày sẽ hiện thành một con số. Hãy định dạng cột là dd/mm/yyyy",
    "totals": "bảng đang có dòng tổng nên không kéo dài được. Hãy tắt dòng tổng (Total Row) rồi chạy lại",
    "structure": "sổ tính đang khóa cấu trúc nên không thêm, bớt, đổi tên hay ẩn hiện trang được. Hãy bỏ khóa "
    "(Công cụ > Bảo vệ cấu trúc bảng tính) rồi chạy lại",
    "last": "đây là trang duy nhất đang hiện nên không xóa hay ẩn được. Hãy cho hiện một trang khác trước",
    "rows": "bảng phải còn ít nhất một dòng dữ liệu",
}
