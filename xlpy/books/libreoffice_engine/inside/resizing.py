"""A table's new last row: the database range, and the looks and formulas of the rows it gains."""

from __future__ import annotations

from typing import Any

from .cursor import Area, area_of, cells
from .putting import Refused

_LOOK = (
    "CellBackColor", "CellProtection", "CellStyle", "CharColor", "CharFontName", "CharHeight", "CharPosture",
    "CharUnderline", "CharWeight", "HoriJustify", "IsTextWrapped", "NumberFormat", "ParaIndent", "TableBorder2",
    "VertJustify",
)  # fmt: skip


def resize(model: Any, sheet: Any, table: Any, area: Area, last_row: int) -> None:
    """Let a table that covers `area` end at `last_row`.

    New rows take the looks, and where they are empty the formulas, of the last body row. Raises `Refused` for a
    table with a totals row, one without body rows, or one that another would cross.
    """
    row1, col1, old_last, col2 = area
    if table.TotalsRow and last_row != old_last:
        raise Refused("totals", (old_last, col1))
    if last_row < row1 + bool(table.ContainsHeader):
        raise Refused("rows", (row1, col1))
    _refuse_crossing(model, table, area, last_row)
    if last_row > old_last:
        for col in range(col1, col2 + 1):
            _continue_column(sheet, col, old_last, last_row)
    if last_row != old_last:
        address = table.getDataArea()
        address.EndRow = last_row - 1
        table.setDataArea(address)


def _refuse_crossing(model: Any, table: Any, area: Area, last_row: int) -> None:
    name, index = table.getName(), table.getDataArea().Sheet
    row1, col1, _, col2 = area
    ranges = model.DatabaseRanges
    for other in ranges.getElementNames():
        address = ranges.getByName(other).getDataArea()
        r1, c1, r2, c2 = area_of(address)
        if (
            other != name
            and address.Sheet == index
            and c1 <= col2
            and c2 >= col1
            and r1 <= last_row
            and r2 >= row1
        ):
            raise Refused("crossing", (r1, c1), name, other)


def _continue_column(sheet: Any, col: int, old_last: int, last_row: int) -> None:
    source = sheet.getCellByPosition(col - 1, old_last - 1)
    target = cells(sheet, (old_last + 1, col, last_row, col))
    target.setPropertyValues(_LOOK, source.getPropertyValues(_LOOK))
    if source.Type.value != "FORMULA":
        return
    tokens = source.getTokens()
    for address in target.queryEmptyCells().getRangeAddresses():
        for row in range(address.StartRow, address.EndRow + 1):
            sheet.getCellByPosition(col - 1, row).setTokens(tokens)
