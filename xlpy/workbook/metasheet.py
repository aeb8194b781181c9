"""The very hidden sheet: the stamp, the macros' messages and the closed lists behind drop-downs."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import SCHEMA_VERSION, column_letter
from xlpy.schema.registry import META
from xlpy.workbook.lists import choice_lists
from xlpy.workbook.messages import MESSAGES
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.refs import Refs
from xlpy.workbook.styles import TEXT, Styles
from xlpy.workbook.unitchoice import write_unit_choices

PRODUCT = "ThiDua"
_MESSAGE_COLUMN = 3
_LIST_COLUMN = 6


def stamp(campaign_code: str, unit: str | None, overrides: dict[str, str]) -> dict[str, str]:
    """What the copy says of itself; `overrides` wins (a test's older or foreign workbook)."""
    return {
        "product": PRODUCT,
        "campaign_code": campaign_code,
        "schema_version": SCHEMA_VERSION,
        "unit_code": unit or "",
        "round": "1",
        **overrides,
    }


def write_meta_sheet(
    workbook: Workbook,
    worksheet: Worksheet,
    marks: dict[str, str],
    units: SheetPlan,
    refs: Refs,
    styles: Styles,
) -> None:
    """Stamp in A:B, messages in D:E, a list by column from G, the units last; defines the names msg_* and lst_*."""
    style = styles.get(num_format=TEXT)
    worksheet.set_column(0, 40, 24, style)
    tab = quoted(META.tab)
    for place, column in enumerate(META.columns):
        worksheet.write_string(0, place, column.header, style)
    for row, (name, value) in enumerate(marks.items(), start=1):
        worksheet.write_string(row, 0, name, style)
        if value:
            worksheet.write_string(row, 1, value, style)
        else:
            worksheet.write_blank(row, 1, None, style)
    for row, (name, message) in enumerate(MESSAGES.items(), start=1):
        worksheet.write_string(row, _MESSAGE_COLUMN, name, style)
        worksheet.write_string(row, _MESSAGE_COLUMN + 1, message, style)
        workbook.define_name(name, f"={tab}!${column_letter(_MESSAGE_COLUMN + 2)}${row + 1}")
    for place, (values, name) in enumerate(choice_lists().items(), start=_LIST_COLUMN):
        worksheet.write_string(0, place, name, style)
        for row, value in enumerate(values, start=1):
            worksheet.write_string(row, place, value, style)
        letter = column_letter(place + 1)
        workbook.define_name(name, f"={tab}!${letter}$2:${letter}${len(values) + 1}")
    write_unit_choices(workbook, worksheet, _LIST_COLUMN + len(choice_lists()) + 1, units, refs, styles)
    worksheet.very_hidden()


def write_base_sheet(worksheet: Worksheet, cells: list[list[str]], styles: Styles) -> None:
    """The rows as they were sent, one by line, in cells of text."""
    style = styles.get(num_format=TEXT)
    worksheet.set_column(0, 1, 24, style)
    for row, pieces in enumerate(cells):
        for place, piece in enumerate(pieces):
            worksheet.write_string(row, place, piece, style)
    worksheet.very_hidden()
