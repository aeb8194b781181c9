"""Excel 97–2003 workbooks (.xls) → `SheetGrid`s, with xlrd.

xlrd rather than python-calamine: it gives error values, fonts and hidden rows, which calamine does not (an error comes
as empty text there, and a merge would take that for a deletion). Neither tells formulas; `biff` does.
"""

from __future__ import annotations

import importlib
import io
from pathlib import Path
from typing import Any

from xlpy.books.errors import BookError, EncryptedBook, NotAWorkbook, OldFormat
from xlpy.books.grid import SheetGrid, Visibility
from xlpy.books.intake.biff import Biff, BiffSheet, scan
from xlpy.books.intake.macros import foreign_modules
from xlpy.books.ooxml.cells import Rows
from xlpy.books.ooxml.serials import from_serial
from xlpy.books.ooxml.sheetreader import fill_grid
from xlpy.books.ooxml.styles import is_date_format, is_legacy_font
from xlpy.books.values import CellError

_VISIBLE: tuple[Visibility, ...] = ("visible", "hidden", "veryHidden")
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_ERRORS = {0x00: "#NULL!", 0x07: "#DIV/0!", 0x0F: "#VALUE!", 0x17: "#REF!", 0x1D: "#NAME?", 0x24: "#NUM!", 0x2A: "#N/A"}  # fmt: skip


def read_xls(path: Path, data: bytes) -> tuple[dict[str, SheetGrid], list[str]]:
    """All sheets by tab, and the names of foreign macro modules. `path` names the file in messages.

    Raises `EncryptedBook`, `OldFormat` (before 1997, no reader installed), `NotAWorkbook` (damaged, or no workbook).
    """
    try:
        xlrd: Any = importlib.import_module("xlrd")
    except ImportError as error:
        raise OldFormat(path, "tệp Excel kiểu cũ (.xls, Excel 97–2003)") from error
    # Imported here: .xls files are rare, and this costs as much as reading ten.
    from pyopenvba.cfb import CFB

    try:
        compound = CFB.from_bytes(data)
        names = {name.casefold() for name in compound.list_streams()}
        if "workbook" not in names:
            if "book" in names:
                raise OldFormat(path, "tệp Excel rất cũ (trước năm 1997)")
            raise NotAWorkbook(path, "đây là tệp Office kiểu cũ khác, không phải sổ tính Excel")
        stream = compound.get_stream("Workbook")
        biff = scan(stream)
        if biff.encrypted:
            raise EncryptedBook(path)
        if not biff.is_biff8:
            raise OldFormat(path, "tệp Excel rất cũ (trước năm 1997)")
        book = xlrd.open_workbook(
            file_contents=stream, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        grids = _grids(path, book, biff)
        return grids, foreign_modules(data) if "project" in names else []
    except (BookError, MemoryError):
        raise
    except Exception as error:
        # Two parsers of a binary format from outside: whatever they stumble over, the file is damaged.
        raise NotAWorkbook(path, "tệp .xls bị hỏng hoặc tải chưa đủ") from error


def _grids(path: Path, book: Any, biff: Biff) -> dict[str, SheetGrid]:
    grids: dict[str, SheetGrid] = {}
    dates = {index for index, xf in enumerate(book.xf_list) if _is_date(book, xf)}
    fonts = {
        index: book.font_list[xf.font_index].name
        for index, xf in enumerate(book.xf_list)
        if xf.font_index < len(book.font_list) and is_legacy_font(book.font_list[xf.font_index].name)
    }
    for index, sheet in enumerate(book.sheets()):
        own = biff.sheets[index] if index < len(biff.sheets) else BiffSheet()
        grid = SheetGrid(
            sheet.name, visible=_VISIBLE[min(int(sheet.visibility), 2)], date1904=bool(book.datemode)
        )
        rows = Rows(formulas=own.formulas)
        for row in range(sheet.nrows):
            _row(sheet, row, rows, own, dates, fonts, bool(book.datemode))
        rows.hidden = {row + 1 for row, info in sheet.rowinfo_map.items() if info.hidden}
        grid.hidden_rows = frozenset(rows.hidden)
        grid.hidden_cols = frozenset(col + 1 for col, info in sheet.colinfo_map.items() if info.hidden)
        grid.merged = tuple((r1 + 1, c1 + 1, r2, c2) for r1, r2, c1, c2 in sheet.merged_cells)
        grid.protected, grid.filtered = own.protected, own.filtered
        grid.formulas, grid.uncached = frozenset(rows.formulas), frozenset(rows.uncached)
        grid.legacy_fonts = rows.legacy
        fill_grid(grid, rows, path)
        grids[grid.tab] = grid
    return grids


def _is_date(book: Any, xf: Any) -> bool:
    code = book.format_map.get(xf.format_key)
    return code is not None and is_date_format(code.format_str)


def _row(
    sheet: Any, row: int, rows: Rows, own: BiffSheet, dates: set[int], fonts: dict[int, str], date1904: bool
) -> None:
    line: list[object] = []
    for col in range(sheet.row_len(row)):
        place = (row + 1, col + 1)
        value = _value(sheet.cell(row, col), dates, date1904)
        if place in own.zeros and not value:
            rows.uncached.add(place)
            value = None
        line.append(value)
        if isinstance(value, str) and (font := _font(sheet, row, col, fonts)):
            rows.legacy[place] = font
    while line and line[-1] is None:
        line.pop()
    if line:
        rows.near[row + 1] = line


def _value(cell: Any, dates: set[int], date1904: bool) -> object:
    kind, value = cell.ctype, cell.value
    if kind == _TEXT:
        return value.replace("\r\n", "\n") or None
    if kind in (_NUMBER, _DATE):
        number = float(value)
        return from_serial(number, date1904) or number if cell.xf_index in dates else number
    if kind == _BOOLEAN:
        return bool(value)
    if kind == _ERROR:
        return CellError(_ERRORS.get(value, "#VALUE!"))
    return None


def _font(sheet: Any, row: int, col: int, fonts: dict[int, str]) -> str | None:
    if runs := sheet.rich_text_runlist_map.get((row, col)):
        names = (sheet.book.font_list[index].name for _, index in runs if index < len(sheet.book.font_list))
        if found := next((name for name in names if is_legacy_font(name)), None):
            return found
    return fonts.get(sheet.cell(row, col).xf_index)
