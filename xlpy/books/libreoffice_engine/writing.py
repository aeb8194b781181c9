"""Blocks of values, heights and table sizes into a live sheet, and the same into the journal for the closed file."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from xlpy.books import values
from xlpy.books.errors import CellRefused, StrictTextError
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import Area, Document, cells, merged_areas, reach
from xlpy.books.libreoffice_engine.formats import Shows
from xlpy.books.libreoffice_engine.reading import looks
from xlpy.books.ooxml.cellxml import plain_value
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.serials import to_serial
from xlpy.books.ooxml.workbookfile import WorkbookFile
from xlpy.books.values import CellError, Formula, Text, would_convert

_GENERAL = 0
# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
_CONTENT = 1 | 2 | 4 | 16


def write_block(document: Document, sheet: Any, row: int, col: int, rows: Sequence[Sequence[object]]) -> None:
    """Write a rectangle from a 1-based place on; None empties a cell, formats stay. All is checked before any.

    A truth value gives its cell LibreOffice's BOOLEAN format, without which it would show 1. Raises `CellRefused`
    for what no cell can hold, a date where the format shows no date, a covered cell of a merged area, a locked
    cell; in strict mode `StrictTextError`.
    """
    area = (row, col, row + len(rows) - 1, col + len(rows[0]) - 1)
    with uno_bridge.talking(document.label):
        block = _Block(document, sheet, area, rows)
    with document.writing(sheet, area):
        block.put()
        tab, noted = sheet.getName(), block.values

        def again(file: WorkbookFile) -> None:
            file.set_values(tab, row, col, noted)

        document.journal.add(again)


class _Block:
    """Values on their way into an area, checked when made."""

    def __init__(self, document: Document, sheet: Any, area: Area, rows: Sequence[Sequence[object]]) -> None:
        self._document, self._sheet, self._area = document, sheet, area
        self._tab = sheet.getName()
        self.values = [
            [self._plain(area[0] + i, area[1] + j, value) for j, value in enumerate(line)]
            for i, line in enumerate(rows)
        ]
        self._shows = self._formats()
        for i, line in enumerate(self.values):
            for j, value in enumerate(line):
                self._check(area[0] + i, area[1] + j, value)
        self._refuse_covered()

    def _plain(self, row: int, col: int, value: object) -> object:
        try:
            plain = plain_value(value)
        except ValueError as error:
            raise self._refused(row, col, str(error)) from error
        if isinstance(plain, str) and values.STRICT_TEXT is False and type(plain) is str:
            # The closed file may be written under the strict rule; here the text was meant as text.
            return Text(plain)
        return plain

    def _refused(self, row: int, col: int, detail: str) -> CellRefused:
        return CellRefused(self._document.name, self._tab, cell_name(row, col), detail)

    def _formats(self) -> dict[tuple[int, int], Shows]:
        """The kinds of format in the area, asked only where some value depends on them."""
        if not any(
            isinstance(value, (bool, float, date)) or (type(value) is str and would_convert(value))
            for line in self.values
            for value in line
        ):
            return {}
        found: dict[tuple[int, int], Shows] = {}
        for look in looks(cells(self._sheet, self._area)):
            shows = self._document.formats.shows(look.key)
            if shows is Shows.NUMBER:
                continue
            for row1, col1, row2, col2 in look.areas:
                for row in range(row1, row2 + 1):
                    found.update({(row, col): shows for col in range(col1, col2 + 1)})
        return found

    def _check(self, row: int, col: int, value: object) -> None:
        if type(value) is str:
            if values.STRICT_TEXT and would_convert(value) and self._shows.get((row, col)) is not Shows.TEXT:
                detail = (
                    f"Excel sẽ tự đổi “{value[:40]}” thành số, ngày hoặc công thức. Hãy định dạng ô là Văn bản (@) "
                    "hoặc ghi bằng Text(...)"
                )
                raise StrictTextError(self._document.name, self._tab, cell_name(row, col), detail)
        elif isinstance(value, date):
            if self._shows.get((row, col)) is not Shows.DATE:
                detail = "ô này không có định dạng ngày nên ngày sẽ hiện thành một con số. Hãy định dạng cột là dd/mm/yyyy"
                raise self._refused(row, col, detail)
            try:
                to_serial(value, self._document.date1904)
            except ValueError as error:
                detail = (
                    f"ngày {value:%d/%m/%Y} nằm trước ngày đầu tiên mà sổ tính ghi được. Hãy kiểm tra lại năm"
                )
                raise self._refused(row, col, detail) from error

    def _refuse_covered(self) -> None:
        wide = reach(self._sheet, self._area)
        for row1, col1, row2, col2 in merged_areas(self._sheet, wide):
            for i, line in enumerate(self.values, self._area[0]):
                for j, value in enumerate(line, self._area[1]):
                    inside = row1 <= i <= row2 and col1 <= j <= col2
                    if inside and (i, j) != (row1, col1) and value is not None:
                        detail = f"ô nằm trong vùng gộp {cell_name(row1, col1)}:{cell_name(row2, col2)} nên không ghi được. Hãy bỏ gộp ô"
                        raise self._refused(i, j, detail)

    def put(self) -> None:
        """Write: everything that is text or number at once, then the few others one by one."""
        special: list[tuple[int, int, Formula | CellError]] = []
        plain: list[tuple[str | float, ...]] = []
        for row, line in enumerate(self.values, self._area[0]):
            out: list[str | float] = []
            for col, value in enumerate(line, self._area[1]):
                if isinstance(value, (Formula, CellError)):
                    special.append((row, col, value))
                    out.append("")
                else:
                    out.append(self._number_or_text(value))
            plain.append(tuple(out))
        self._set_formats()
        cells(self._sheet, self._area).setDataArray(tuple(plain))
        index = self._sheet.getRangeAddress().Sheet
        for row, col, value in special:
            cell = self._sheet.getCellByPosition(col - 1, row - 1)
            if isinstance(value, CellError):
                # A cell of LibreOffice holds an error only as the result of a formula.
                cell.setFormula(f"={value}")
            else:
                tokens = self._document.translator.tokens(value.removeprefix("="), index, row - 1, col - 1)
                cell.setTokens(tokens)

    def _number_or_text(self, value: object) -> str | float:
        if value is None:
            return ""
        if isinstance(value, date):
            return to_serial(value, self._document.date1904)
        if isinstance(value, bool):
            return float(value)
        return value if isinstance(value, float) else str(value)

    def _set_formats(self) -> None:
        for i, line in enumerate(self.values, self._area[0]):
            for j, value in enumerate(line, self._area[1]):
                logical = self._shows.get((i, j)) is Shows.LOGICAL
                if isinstance(value, bool) and not logical:
                    key = self._document.formats.logical_key()
                elif isinstance(value, float) and logical:
                    key = _GENERAL
                else:
                    continue
                self._sheet.getCellByPosition(j - 1, i - 1).NumberFormat = key


def set_row_height(document: Document, sheet: Any, row1: int, row2: int, points: float) -> None:
    """Give rows a height in points."""
    with document.writing(sheet, (row1, 1, row2, 1)):
        cells(sheet, (row1, 1, row2, 1)).getRows().Height = round(points * 2540 / 72)
        tab = sheet.getName()

        def again(file: WorkbookFile) -> None:
            for row in range(row1, row2 + 1):
                file.set_row_height(tab, row, points)

        document.journal.add(again)


def clear_block(document: Document, sheet: Any, area: Area) -> None:
    """Empty a 1-based area; formats and comments stay."""
    with document.writing(sheet, area):
        cells(sheet, area).clearContents(_CONTENT)
        tab = sheet.getName()
        row1, col1, row2, col2 = area

        def again(file: WorkbookFile) -> None:
            file.set_values(tab, row1, col1, [[None] * (col2 - col1 + 1)] * (row2 - row1 + 1))

        document.journal.add(again)
