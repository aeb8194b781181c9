"""How sheets print: A4, header rows repeated, very wide sheets split between columns instead of shrunk to nothing."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlpy.workbook.plan import SheetPlan

_A4 = 9
_PAGE = {True: 142.0, False: 94.0}
"""Column widths (in characters) that fit on A4 at 100 %, landscape and portrait, with the margins below."""

_SMALLEST = 60
"""Per cent; smaller print is not read with pleasure."""


def page(worksheet: Worksheet, landscape: bool, tab: str) -> None:
    """Paper, margins and footer of any sheet."""
    worksheet.set_paper(_A4)
    if landscape:
        worksheet.set_landscape()
    else:
        worksheet.set_portrait()
    worksheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    footer = f"&L&8{tab.replace('&', '&&')}&C&8Trang &P/&N&R&8&F"
    worksheet.set_footer(footer)  # pyright: ignore[reportUnknownMemberType]


def print_table(worksheet: Worksheet, plan: SheetPlan) -> None:
    """Print set-up of a table or output sheet."""
    sheet = plan.sheet
    page(worksheet, sheet.landscape, sheet.tab)
    worksheet.repeat_rows(plan.header_row - 1)
    shown = [
        (place, 0.0 if c.column and c.column.type == "helper" else (c.column.width if c.column else 14.0))
        for place, c in enumerate(plan.columns)
    ]
    total = sum(width for _, width in shown)
    if total * _SMALLEST / 100 <= _PAGE[sheet.landscape]:
        worksheet.fit_to_pages(1, 0)
        return
    # The status is for the screen; the columns that name the row come back on every page.
    first = 1 if plan.columns[0].key == "row_status" else 0
    last = max(sheet.frozen_columns - 1, first)
    worksheet.repeat_columns(first, last)
    worksheet.set_print_scale(_SMALLEST)
    worksheet.set_v_pagebreaks(column_breaks(shown, first, last, _PAGE[sheet.landscape] * 100 / _SMALLEST))


def column_breaks(shown: list[tuple[int, float]], first: int, last: int, room: float) -> list[int]:
    """Zero-based columns before which a new page begins, with columns `first` to `last` repeated on each."""
    repeated = sum(width for place, width in shown if first <= place <= last)
    breaks: list[int] = []
    used = sum(width for place, width in shown if place <= last)
    for place, width in shown:
        if place <= last:
            continue
        if used + width > room and used > repeated:
            breaks.append(place)
            used = repeated
        used += width
    return breaks
