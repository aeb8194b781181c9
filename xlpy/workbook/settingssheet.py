"""Cấu hình: one row by setting, each value cell with its own format and validation, groups told apart."""

from __future__ import annotations

from xlpy.schema import SETTINGS_LIST, Setting
from xlpy.schema.settings import GROUPS
from xlpy.workbook import cells
from xlpy.workbook.marks import add_marks
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.prepare import text
from xlpy.workbook.printing import print_table
from xlpy.workbook.quicksheet import QuickSheet
from xlpy.workbook.refs import Refs
from xlpy.workbook.styles import DATE, LINE, NAVY, TEXT, Props, Styles
from xlpy.workbook.tablesheet import (
    ignore_green_corners,
    row_height,
    write_columns,
    write_header,
    write_top,
)
from xlpy.workbook.validations import setting_rule

_FORMATS = {"date": DATE, "integer": "#,##0", "number": "#,##0.##"}
_BY_KEY = {setting.key: setting for setting in SETTINGS_LIST}
_GROUP_OF = {setting.key: place for place, (_, group) in enumerate(GROUPS) for setting in group}


def value_props(setting: Setting) -> Props:
    """How the value cell of a setting looks: the one column the clerk edits is white and framed darker."""
    props: Props = {
        "num_format": _FORMATS.get(setting.type, TEXT),
        "text_wrap": True,
        "bold": True,
        "font_color": NAVY,
        "border": 1,
        "border_color": "#595959",
        "align": "left",
    }
    return props


def _shade(group: int) -> Props:
    return {
        "bg_color": "#F2F2F2" if group % 2 else "#FFFFFF",
        "border": 1,
        "border_color": LINE,
        "text_wrap": True,
    }


def write_settings_sheet(worksheet: QuickSheet, plan: SheetPlan, refs: Refs, styles: Styles) -> None:
    """The whole sheet; a thick line stands above each group's first row."""
    write_columns(worksheet, plan, styles)
    write_top(worksheet, plan, styles)
    write_header(worksheet, plan, refs, styles)
    previous = -1
    for number, row in enumerate(plan.rows):
        line = plan.first_row - 1 + number
        setting = _BY_KEY.get(text(row.get("setting_key")))
        group = previous if setting is None else _GROUP_OF[setting.key]
        starts = {"top": 2, "top_color": NAVY} if group != previous and number else {}
        previous = group
        for place, planned in enumerate(plan.columns):
            props = {**_shade(group), **starts}
            if planned.key == "value" and setting is not None:
                props = {**value_props(setting), **starts}
            elif planned.key in ("setting_key", "source", "note", "unit"):
                props |= {"font_color": "#595959", "font_size": 9}
            cell = row.get(planned.key)
            style = styles.get(**props)
            cells.write(worksheet, line, place, cell, planned.column, styles, style)
        height = row_height(plan, row, {})
        worksheet.set_adjusting_height(line, max(16, height), number in plan.hidden)
        rule = None if setting is None else setting_rule(setting)
        if rule is not None:
            place = plan.index("value")
            worksheet.data_validation(line, place, line, place, rule)
    add_marks(worksheet, plan, styles)
    ignore_green_corners(worksheet, plan)
    worksheet.freeze_panes(plan.header_row, plan.sheet.frozen_columns)
    worksheet.hide_gridlines(2)
    print_table(worksheet, plan)
