"""Sheets that Python fills: empty, with header, widths, formats and colours that appear as rows arrive."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import OUTPUT_RESERVE, Column, choices, column_letter
from xlpy.workbook import cells
from xlpy.workbook.marks import ERROR, WARNING
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.printing import print_table
from xlpy.workbook.quicksheet import QuickSheet
from xlpy.workbook.styles import LINE, Props, Styles
from xlpy.workbook.tablesheet import row_height, width_of, write_top
from xlpy.workbook.validations import column_rule

FORMATTED_ROWS = 20_000
"""How far down colours and lines reach."""

ERROR_TEXT = "Lỗi"
WARNING_TEXT = "Cảnh báo"

_POINTS = (
    "self_total",
    "verified_total",
    "applicable_max",
    "bonus",
    "malus",
    "total",
    "max_points",
    "self_points",
    "verified_points",
    "counted",
    "lost",
)
_WHOLE = (
    "no",
    "rank",
    "kind_rank",
    "cluster_rank",
    "collectives_used",
    "collectives_limit",
    "individuals_used",
    "individuals_limit",
    "good_people",
    "articles",
    "priority",
    "round",
    "rows",
    "last_number",
    "sent_round",
    "returned_round",
    "days_left",
    "errors",
    "conflicts",
)


_COLOURED: dict[str, tuple[str, tuple[tuple[str, Props], ...]]] = {
    "findings": ("severity", ((ERROR_TEXT, ERROR), (WARNING_TEXT, WARNING))),
    "quotas": ("status", (("Vượt", ERROR),)),
    "conflicts": ("status", (("Chưa", WARNING),)),
    "progress": (
        "status",
        (
            (choices.RETURN_OVERDUE, ERROR),
            (choices.RETURN_ERRORS, ERROR),
            (choices.RETURN_AGAIN, ERROR),
            (choices.RETURN_CONFLICTS, WARNING),
            (choices.RETURN_UNCHECKED, WARNING),
            (choices.RETURN_OPEN, WARNING),
        ),
    ),
}
"""Coloured column by sheet, and the words its texts begin with."""


def number_format(column: Column) -> str:
    """Codes, addresses and free text are text cells; the link column takes a formula."""
    if column.key in _POINTS:
        return "0.00"
    if column.key in _WHOLE:
        return "0"
    if column.key == "time":
        return "dd/mm/yyyy hh:mm:ss"
    return "General" if column.key == "link" else "@"


def _props(column: Column) -> Props:
    props: Props = {"num_format": number_format(column), "text_wrap": True}
    if column.width <= 12:
        props["align"] = "center"
    if column.key == "link":
        props |= {"font_color": "#2F5597", "underline": 1}
    return props


def _add_colours(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """Lines for a row that holds something; one column tells good from bad.

    LibreOffice applies one conditional format to a cell, so the coloured column has its own rules, lines included.
    """
    top, bottom, right = plan.first_row - 1, plan.first_row + FORMATTED_ROWS - 2, len(plan.columns) - 1
    used = f'=$A{plan.first_row}<>""'
    lines: Props = {"border": 1, "border_color": LINE}
    key, words = _COLOURED.get(plan.key, ("", ()))
    coloured = plan.index(key) if key else -1
    for place in range(right + 1):
        rules: list[tuple[str, Props]] = []
        if place == coloured:
            cell = f"${plan.letter(key)}{plan.first_row}"
            rules = [(f'=LEFT({cell},{len(word)})="{word}"', props) for word, props in words]
        for criteria, props in [*rules, (used, lines)]:
            rule = {
                "type": "formula",
                "criteria": criteria,
                "format": styles.mark(**props),
                "stop_if_true": True,
            }
            worksheet.conditional_format(top, place, bottom, place, rule)


def write_output_sheet(worksheet: QuickSheet, plan: SheetPlan, styles: Styles) -> None:
    """An output sheet: Python writes below the header, the table grows."""
    for place, planned in enumerate(plan.columns):
        if planned.column is not None:
            worksheet.set_column(place, place, width_of(plan, place), styles.get(**_props(planned.column)))
    write_top(worksheet, plan, styles)
    top, right = plan.header_row - 1, len(plan.columns) - 1
    worksheet.set_row(top, 32)
    worksheet.add_table(
        top,
        0,
        plan.last_row - 1 + OUTPUT_RESERVE,
        right,
        {
            "name": plan.sheet.table_name,
            # Bands would show, and print, rows that hold nothing yet; the lines of used rows are conditional.
            "style": None,
            "columns": [
                {"header": c.header, "header_format": styles.header(c.column and _as_header(c.column))}
                for c in plan.columns
            ],
        },
    )
    for number, row in enumerate(plan.rows):
        worksheet.set_adjusting_height(plan.first_row - 1 + number, row_height(plan, row, {}), False)
        for place, planned in enumerate(plan.columns):
            if planned.column is not None and planned.key in row:
                style = styles.get(**_props(planned.column))
                cells.write(
                    worksheet, plan.first_row - 1 + number, place, row[planned.key], None, styles, style
                )
    bottom = plan.first_row + FORMATTED_ROWS - 2
    _add_colours(worksheet, plan, styles)
    for column in plan.sheet.inputs:
        rule = column_rule(column)
        if rule is not None:
            place = plan.index(column.key)
            worksheet.data_validation(plan.first_row - 1, place, bottom, place, rule)
    worksheet.ignore_errors({"number_stored_as_text": f"A1:{column_letter(right + 1)}{bottom + 1}"})
    worksheet.freeze_panes(plan.header_row, plan.sheet.frozen_columns)
    worksheet.hide_gridlines(2)
    print_table(worksheet, plan)
    if plan.sheet.hidden:
        worksheet.very_hidden()


def _as_header(column: Column) -> Column:
    """Output headers look like those of typed columns: they are what the clerk came to read."""
    return Column(column.key, column.header, "text", required=True)
