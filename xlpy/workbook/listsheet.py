"""A plain list as a workbook of its own: who gets which file, who has not answered.

A workbook and not CSV: Excel reads a CSV by the list separator of the machine (";" on many Vietnamese ones) and takes
the zeros from codes and telephone numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import cast

from xlsxwriter.workbook import Workbook

from xlpy.schema.textsize import points, text_lines
from xlpy.workbook.builder import CREATED
from xlpy.workbook.printing import page
from xlpy.workbook.quicksheet import QuickSheet
from xlpy.workbook.styles import FONT, LINE, NAVY, TEXT, Styles


@dataclass(frozen=True, slots=True)
class ListColumn:
    """Header and width in characters; numbers are centred, everything else is text."""

    header: str
    width: float


def list_bytes(
    title: str, note: str, columns: Sequence[ListColumn], rows: Sequence[Sequence[str | int]]
) -> bytes:
    """An .xlsx with one sheet "Danh sách": title, note, header in row 4, rows below. Same input, same bytes."""
    stream = BytesIO()
    workbook = Workbook(
        stream,
        {
            "in_memory": True,
            "default_format_properties": {"font_name": FONT, "font_size": 10, "font_scheme": False},
        },
    )
    workbook.set_properties({"title": title, "author": "ThiDua", "created": CREATED})  # pyright: ignore[reportUnknownMemberType]
    styles = Styles(workbook)
    worksheet = cast("QuickSheet", workbook.add_worksheet("Danh sách", QuickSheet))  # pyright: ignore[reportUnknownMemberType]
    worksheet.set_row(0, 26)
    worksheet.write_string(0, 0, title, styles.get(bold=True, font_size=15, font_color=NAVY))
    worksheet.write_string(1, 0, note, styles.get(italic=True, font_color="#404040"))
    head = styles.get(
        bold=True,
        text_wrap=True,
        align="center",
        valign="vcenter",
        border=1,
        border_color=LINE,
        bg_color=NAVY,
        font_color="#FFFFFF",
    )
    text = styles.get(text_wrap=True, border=1, border_color=LINE, num_format=TEXT)
    number = styles.get(align="center", border=1, border_color=LINE, num_format="0")
    worksheet.set_row(3, 30)
    for place, column in enumerate(columns):
        worksheet.set_column(place, place, column.width)
        worksheet.write_string(3, place, column.header, head)
    for line, row in enumerate(rows, start=4):
        lines = [
            text_lines(str(cell), column.width) if cell != "" else 1
            for cell, column in zip(row, columns, strict=True)
        ]
        worksheet.set_adjusting_height(line, points(max(lines)), False)
        for place, cell in enumerate(row):
            if isinstance(cell, int):
                worksheet.write_number(line, place, cell, number)
            else:
                worksheet.write_string(line, place, cell, text)
    worksheet.autofilter(3, 0, max(3 + len(rows), 4), len(columns) - 1)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:Z{5 + len(rows)}"})
    worksheet.freeze_panes(4, 0)
    worksheet.hide_gridlines(2)
    page(worksheet, True, "Danh sách")
    worksheet.fit_to_pages(1, 0)
    worksheet.repeat_rows(3)
    workbook.close()
    return stream.getvalue()
