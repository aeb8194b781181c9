"""Every xlwings call of the program (DESIGN, "One way to reach a workbook").

The same code serves a closed file and a live spreadsheet program. What xlwings has no word for comes from an
optional `layout()` of our engines' sheets; an engine without it gets the plain values. Only what the pinned engines
implement may be used here.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from xlpy.books import values
from xlpy.books.errors import BookNotFound, MissingPlace, StrictTextError
from xlpy.books.file_engine import engine as file_engine
from xlpy.books.grid import SheetGrid
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.values import CellError, Formula, Text, would_convert
from xlpy.books.xw import xlwings

Book = xlwings.Book
PIPE_VARIABLE, DOCUMENT_VARIABLE = "THIDUA_LO_PIPE", "THIDUA_LO_DOCUMENT"
_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"])


@contextmanager
def open_book(path: str | Path) -> Generator[Book, None, None]:
    """The closed workbook at `path` through the file engine; what is not saved is dropped at the end.

    Raises the `BookError` that says why the file cannot be read. A live engine hands its own `Book` to the
    functions below instead.
    """
    path = Path(path)
    if not path.exists():
        raise BookNotFound(path)
    file_engine.register()
    app = xlwings.engines[file_engine.NAME].apps.add()
    try:
        yield app.books.open(path)
    finally:
        app.quit()


def calling_book() -> Book:
    """The workbook whose button was clicked: xlwings' RunPython in Excel, ours in LibreOffice.

    LibreOffice's side (install/libreoffice/basic/Click.bas) names the pipe and the document in the environment.
    Raises the engine's `BookError` when LibreOffice or the workbook has been closed meanwhile.
    """
    if pipe := os.environ.get(PIPE_VARIABLE):
        from xlpy.books.libreoffice_engine import engine as libreoffice_engine

        return libreoffice_engine.attach_caller(pipe, os.environ.get(DOCUMENT_VARIABLE, ""))
    return Book.caller()


def set_status(book: Book, text: str | None) -> None:
    """Text in the status bar of the clerk's program; None gives the bar back to the program."""
    book.app.status_bar = False if text is None else text


def select(book: Book, tab: str, cell: str) -> None:
    """Bring a cell ("F12") of a visible sheet before the clerk's eyes; a closed file has none. Raises `MissingPlace`."""
    sheet = _sheet(book, tab)
    if engine_name(book) == file_engine.NAME:
        return
    sheet.activate()
    sheet.range(cell).select()


def read_only(book: Book) -> bool:
    """Whether the workbook was opened so, or lies where nobody may write, so that it cannot be saved in its place.

    Excel tells on Windows only; elsewhere the file's own rights answer.
    """
    impl = _impl(book)
    if hasattr(impl, "read_only"):
        return impl.read_only
    try:
        return bool(book.api.ReadOnly)
    except AttributeError:
        return not os.access(book.fullname, os.W_OK)


def _impl(book: Book) -> Any:
    return cast("Any", book).impl


def tell(book: Book, message: str) -> None:
    """A message box in the clerk's program."""
    book.app.alert(message, title="Thi đua - Khen thưởng")


def process_id(book: Book) -> int | None:
    """The process of the program that holds the book; None where that is no business of ours."""
    pid = book.app.pid
    return pid if pid > 0 else None


def engine_name(book: Book) -> str:
    """The engine behind the book: 'thidua-file', 'excel', …"""
    return book.app.engine.name


def read_grids(book: Book, tabs: Sequence[str] | None = None) -> dict[str, SheetGrid]:
    """All sheets (or `tabs`), each read once, by tab name in tab order. Raises `MissingPlace` for an unknown tab."""
    sheets = list(book.sheets) if tabs is None else [_sheet(book, tab) for tab in tabs]
    at_once: Callable[[list[str]], list[SheetGrid]] | None = getattr(_impl(book), "grids", None)
    if at_once is not None:
        return {grid.tab: grid for grid in at_once([sheet.name for sheet in sheets])}
    return {sheet.name: _grid(book, sheet) for sheet in sheets}


@contextmanager
def writing(book: Book) -> Generator[None, None, None]:
    """Around all writes of one click: the window held still, calculation and events off, put back in every case.

    Our LibreOffice engine collects the writes and does them together at the end, so that a refusal (`CellRefused`)
    may come from leaving the block, and a block that raises has written nothing of what it still held. May be nested.
    """
    together: Callable[[], AbstractContextManager[None]] | None = getattr(_impl(book), "writing", None)
    with together() if together is not None else _still(book.app):
        yield


@contextmanager
def _still(app: xlwings.App) -> Generator[None, None, None]:
    before: dict[str, Any] = {}
    try:
        for name, value in (("screen_updating", False), ("enable_events", False), ("calculation", "manual")):
            before[name] = getattr(app, name)
            setattr(app, name, value)
        yield
    finally:
        # What was changed last is put back first: Excel calculates while events and screen are still off.
        for name in reversed(before):
            setattr(app, name, before[name])


def _grid(book: Book, sheet: xlwings.Sheet) -> SheetGrid:
    layout = getattr(sheet.impl, "layout", None)
    grid: SheetGrid = layout() if layout else _plain_grid(sheet)
    used = sheet.used_range
    rows: list[list[object]] = used.options(
        ndim=2, dates=datetime, numbers=None, empty=None, err_to_str=True
    ).value
    if not getattr(book.app.engine.impl, "marks_errors", False):
        rows = [[CellError(v) if isinstance(v, str) and v in _ERRORS else v for v in row] for row in rows]
    if rows == [[None]]:
        rows = []
    return replace(grid, first_row=used.row, first_col=used.column, rows=rows)


def _plain_grid(sheet: xlwings.Sheet) -> SheetGrid:
    """What another engine tells of a sheet; that it is locked, only Excel for Windows does."""
    locked = sys.platform == "win32" and bool(getattr(sheet.api, "ProtectContents", False))
    return SheetGrid(sheet.name, visible="visible" if sheet.visible else "hidden", protected=locked)


def names(book: Book) -> dict[str, str]:
    """Defined names → what they refer to, with '='; a name of one sheet as 'Tab!Name'."""
    return {name.name: name.refers_to or "" for name in book.names}


def name_value(book: Book, name: str) -> object:
    """The value of the cell that `name` stands for, or rows of values for an area; a constant's text or number.

    Raises `MissingPlace` for an unknown name, ValueError for a name that is neither cells nor a plain constant.
    """
    if name not in book.names:
        raise MissingPlace(book.name, "tên vùng", name, list(names(book)))
    defined = book.names[name]
    text = (defined.refers_to or "").removeprefix("=")
    if text.startswith('"') and text.endswith('"') and len(text) > 1:
        return text[1:-1].replace('""', '"')
    try:
        return float(text)
    except ValueError:
        rows = defined.refers_to_range.options(ndim=2, dates=datetime, empty=None, err_to_str=True).value
    return rows[0][0] if len(rows) == len(rows[0]) == 1 else rows


def write_name(book: Book, name: str, value: object) -> None:
    """Write the first cell that a defined name stands for; see `write_cells`. Raises `MissingPlace`."""
    if name not in book.names:
        raise MissingPlace(book.name, "tên vùng", name, list(names(book)))
    target = book.names[name].refers_to_range
    write_block(book, target.sheet.name, target.row, target.column, [[value]])


def write_cells(book: Book, tab: str, cells: Iterable[tuple[int, int, object]]) -> None:
    """Write scattered values, (row, col, value) with 1-based places; neighbours in a row go together.

    None clears a cell; formats stay. Raises `MissingPlace`, `CellRefused`, `StrictTextError`.
    """
    at_once: Callable[[Iterable[tuple[int, int, object]]], None] | None = getattr(
        _sheet(book, tab).impl, "write_cells", None
    )
    if at_once is not None:
        at_once(cells)
        return
    run: list[object] = []
    start = (0, 0)
    for row, col, value in sorted(cells, key=lambda cell: cell[:2]):
        if run and (row, col) == (start[0], start[1] + len(run)):
            run.append(value)
            continue
        if run:
            write_block(book, tab, *start, [run])
        start, run = (row, col), [value]
    if run:
        write_block(book, tab, *start, [run])


def write_block(book: Book, tab: str, row: int, col: int, rows: Sequence[Sequence[object]]) -> None:
    """Write a rectangle of values from a 1-based place on; see `write_cells`. Rows must have one length."""
    if not rows or not rows[0]:
        return
    sheet = _sheet(book, tab)
    block = [list(line) for line in rows]
    target = sheet.range((row, col), (row + len(block) - 1, col + len(block[0]) - 1))
    if getattr(book.app.engine.impl, "keeps_text", False):
        target.value = block
        return
    formulas: list[tuple[int, int, Formula]] = []
    for i, line in enumerate(block):
        for j, value in enumerate(line):
            if isinstance(value, Formula):
                formulas.append((row + i, col + j, value))
            elif isinstance(value, str) and not isinstance(value, CellError) and would_convert(value):
                line[j] = _guarded(book, sheet, row + i, col + j, value)
    target.value = block
    for at_row, at_col, formula in formulas:
        sheet.range((at_row, at_col)).formula = str(formula)


def _guarded(book: Book, sheet: xlwings.Sheet, row: int, col: int, value: str) -> str:
    if sheet.range((row, col)).number_format == "@":
        return value
    if values.STRICT_TEXT and not isinstance(value, Text):
        detail = f"Excel sẽ tự đổi “{value[:40]}” thành số, ngày hoặc công thức. Hãy ghi bằng Text(...)"
        raise StrictTextError(book.name, sheet.name, cell_name(row, col), detail)
    # Excel's own mark for text; it is not part of the value.
    return "'" + value


def number_format(book: Book, tab: str, row: int, col: int) -> str:
    """The format code of a cell at a 1-based place: "@", "General", "dd/mm/yyyy", …; raises `MissingPlace`."""
    return str(_sheet(book, tab).range((row, col)).number_format)


def set_row_heights(book: Book, tab: str, first_row: int, points: Sequence[float]) -> None:
    """Heights of consecutive rows in points; neighbours of one height go together."""
    sheet = _sheet(book, tab)
    at_once: Callable[[int, Sequence[float]], None] | None = getattr(sheet.impl, "set_row_heights", None)
    if at_once is not None:
        at_once(first_row, points)
        return
    start = 0
    for end in range(1, len(points) + 1):
        if end == len(points) or points[end] != points[start]:
            sheet.range((first_row + start, 1), (first_row + end - 1, 1)).row_height = points[start]
            start = end


def clear_block(book: Book, tab: str, r1: int, c1: int, r2: int, c2: int) -> None:
    """Empty a rectangle given by its 1-based corners; formats stay."""
    _sheet(book, tab).range((r1, c1), (r2, c2)).clear_contents()


def resize_table(book: Book, table_name: str, last_row: int) -> None:
    """Let an Excel table end at `last_row`, its filter with it; new rows take formats and formulas of the last one.

    Raises `MissingPlace`, `CellRefused` (totals row, another table in the way).
    """
    sheet, table = _table(book, table_name)
    area = table.range
    table.resize(sheet.range((area.row, area.column), (last_row, area.column + area.shape[1] - 1)))


def _table(book: Book, table_name: str) -> tuple[xlwings.Sheet, xlwings.main.Table]:
    there: list[str] = []
    for sheet in book.sheets:
        for table in sheet.tables:
            there.append(table.name)
            if table.name.casefold() == table_name.casefold():
                return sheet, table
    raise MissingPlace(book.name, "bảng", table_name, there)


def grow_table(book: Book, table_name: str, last_row: int, reserve: int = 0) -> None:
    """Let a table reach `last_row`; one that is shorter gets `reserve` rows beyond it, one that is longer stays.

    A new size of a table makes LibreOffice compile and calculate every formula of the workbook anew, so tables that
    grow with each click grow in large steps. Raises what `resize_table` does.
    """
    if _table(book, table_name)[1].range.last_cell.row < last_row:
        resize_table(book, table_name, last_row + reserve)


def save(book: Book) -> Path | None:
    """Save in place. The file engine returns its backup copy, or None if nothing differed; raises `BookError`."""
    book.save()
    return getattr(_impl(book), "backup", None)


def _sheet(book: Book, tab: str) -> xlwings.Sheet:
    for sheet in book.sheets:
        if sheet.name.casefold() == tab.casefold():
            return sheet
    raise MissingPlace(book.name, "trang", tab, [sheet.name for sheet in book.sheets])
