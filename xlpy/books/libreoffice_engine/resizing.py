"""A table's new last row: the database range, and the looks and formulas of the rows it gains."""

from __future__ import annotations

from typing import Any

from xlpy.books.errors import CellRefused
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import Area, Document, area_of, cells
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.workbookfile import WorkbookFile

_LOOK = (
    "CellBackColor", "CellProtection", "CellStyle", "CharColor", "CharFontName", "CharHeight", "CharPosture",
    "CharUnderline", "CharWeight", "HoriJustify", "IsTextWrapped", "NumberFormat", "ParaIndent", "TableBorder2",
    "VertJustify",
)  # fmt: skip


def resize_table(document: Document, sheet: Any, table: Any, last_row: int) -> None:
    """Let a table end at a 1-based row, by the rules of `WorkbookFile.resize_table`.

    New rows take the looks, and where they are empty the formulas, of the last body row. Raises `CellRefused` for a
    table with a totals row, one without body rows, or one that another would cross.
    """
    with uno_bridge.talking(document.label):
        name, area = table.getName(), area_of(table.getDataArea())
        _refuse(document, sheet, table, name, area, last_row)
    _, col1, old_last, col2 = area
    with document.writing(sheet, (min(old_last, last_row), col1, max(old_last, last_row), col2)):
        if last_row > old_last:
            for col in range(col1, col2 + 1):
                _continue_column(sheet, col, old_last, last_row)
        address = table.getDataArea()
        address.EndRow = last_row - 1
        table.setDataArea(address)
        tab = sheet.getName()

        def again(file: WorkbookFile) -> None:
            for part in file.tables(tab):
                if part.name.casefold() == name.casefold():
                    file.resize_table(tab, part, last_row)

        document.journal.add(again)


def _refuse(document: Document, sheet: Any, table: Any, name: str, area: Area, last_row: int) -> None:
    row1, col1, old_last, col2 = area
    tab = sheet.getName()
    if table.TotalsRow and last_row != old_last:
        detail = "bảng đang có dòng tổng nên không kéo dài được. Hãy tắt dòng tổng (Total Row) rồi chạy lại"
        raise CellRefused(document.name, tab, cell_name(old_last, col1), detail)
    if last_row < row1 + bool(table.ContainsHeader):
        raise CellRefused(document.name, tab, cell_name(row1, col1), "bảng phải còn ít nhất một dòng dữ liệu")
    ranges = document.model.DatabaseRanges
    index = sheet.getRangeAddress().Sheet
    for other, on in document.table_sheets().items():
        if other == name or on != index:
            continue
        r1, c1, r2, c2 = area_of(ranges.getByName(other).getDataArea())
        if c1 <= col2 and c2 >= col1 and r1 <= last_row and r2 >= row1:
            detail = f"không kéo dài được bảng {name} vì vướng bảng {other} ở dưới"
            raise CellRefused(document.name, tab, cell_name(r1, c1), detail)


def _continue_column(sheet: Any, col: int, old_last: int, last_row: int) -> None:
    source = sheet.getCellByPosition(col - 1, old_last - 1)
    target = cells(sheet, (old_last + 1, col, last_row, col))
    target.setPropertyValues(_LOOK, source.getPropertyValues(_LOOK))
    if source.Type != uno_bridge.enum("table.CellContentType", "FORMULA"):
        return
    tokens = source.getTokens()
    for address in target.queryEmptyCells().getRangeAddresses():
        for row in range(address.StartRow, address.EndRow + 1):
            sheet.getCellByPosition(col - 1, row).setTokens(tokens)
