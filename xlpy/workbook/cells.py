"""Writing one cell: text stays text, whatever it begins with."""

from __future__ import annotations

from datetime import date, datetime

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import Column
from xlpy.workbook.content import Cell, RawCell
from xlpy.workbook.styles import LINE, Styles, column_props

MAX_TEXT = 32_767
"""Characters in a cell that Excel can hold."""

_ERROR_FORMULAS = {
    "#N/A": "=NA()",
    "#DIV/0!": "=1/0",
    "#VALUE!": '="a"+1',
    "#NUM!": "=SQRT(-1)",
    "#REF!": "=#REF!",
    "#NAME?": "=TEN_CHUA_DINH_NGHIA",
    "#NULL!": "=A1 C3",
}


def write_formula(
    worksheet: Worksheet, row: int, place: int, formula: str, style: Format, value: str | int | float
) -> None:
    """Write a formula with its present result, which LibreOffice and preview programs show as it is."""
    worksheet.write_formula(row, place, formula, style, value)  # pyright: ignore[reportArgumentType]


def write(
    worksheet: Worksheet,
    row: int,
    place: int,
    cell: Cell,
    column: Column | None,
    styles: Styles,
    style: Format | None = None,
) -> None:
    """Write `cell` at zero-based (row, place) in the column's format, or in `style`.

    None and "" write a blank with the format. ValueError for text longer than a cell holds and for an error value
    Excel does not know.
    """
    chosen = styles.cell(column) if style is None else style
    if isinstance(cell, RawCell):
        chosen = _raw_style(cell, column, styles, chosen)
        if cell.error is not None:
            if cell.error not in _ERROR_FORMULAS:
                raise ValueError(f"unknown error value {cell.error!r}")
            write_formula(worksheet, row, place, _ERROR_FORMULAS[cell.error], chosen, cell.error)
            return
        cell = cell.value
    if cell is None or cell == "":
        worksheet.write_blank(row, place, None, chosen)
    elif isinstance(cell, bool):
        worksheet.write_boolean(row, place, cell, chosen)
    elif isinstance(cell, (int, float)):
        worksheet.write_number(row, place, cell, chosen)
    elif isinstance(cell, (date, datetime)):
        worksheet.write_datetime(row, place, cell, chosen)  # pyright: ignore[reportArgumentType]
    elif len(cell) > MAX_TEXT:
        raise ValueError(f"a cell holds at most {MAX_TEXT} characters, got {len(cell)}")
    else:
        worksheet.write_string(row, place, cell, chosen)


def _raw_style(cell: RawCell, column: Column | None, styles: Styles, style: Format) -> Format:
    if cell.general:
        return styles.get(font_name=cell.font or "Calibri", font_size=11)
    if cell.number_format is not None:
        props = {**column_props(column), "num_format": cell.number_format}
        return styles.get(**props, border=1, border_color=LINE)
    return styles.cell(column, font_name=cell.font) if cell.font else style
