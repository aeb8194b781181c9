"""Defined names: settings, reference lists and the ranges of tables. VBA and Python reach cells through them."""

from __future__ import annotations

from xlsxwriter.workbook import Workbook

from xlpy.schema import column_letter
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.prepare import text
from xlpy.workbook.validations import REFERENCES

_CODE_COLUMNS = {"units": "unit_code", "criteria": "criterion_code"}

_SPARE_ROWS = 1_000
"""Rows below the table that a drop-down still sees when rows are pasted underneath."""


def define_names(workbook: Workbook, plans: dict[str, SheetPlan]) -> None:
    """cfg_KEY: value cell of a setting. ref_units, ref_criteria: used code cells. rng_SHEET: header and data."""
    settings = plans["settings"]
    tab = quoted(settings.sheet.tab)
    for number, row in enumerate(settings.rows):
        key = text(row.get("setting_key"))
        if key:
            cell = f"${settings.letter('value')}${settings.first_row + number}"
            workbook.define_name(f"cfg_{key}", f"={tab}!{cell}")
    for key, name in REFERENCES.items():
        plan = plans[key]
        letter = plan.letter(_CODE_COLUMNS[key])
        sheet = quoted(plan.sheet.tab)
        first = f"{sheet}!${letter}${plan.first_row}"
        area = f"{first}:${letter}${plan.last_row + _SPARE_ROWS}"
        # Ends at the last code: no tail of blanks in the drop-down, and not volatile as OFFSET would be.
        workbook.define_name(name, f"={first}:INDEX({area},MAX(1,COUNTA({area})))")
    for key, plan in plans.items():
        last = f"${column_letter(len(plan.columns))}${plan.last_row}"
        workbook.define_name(f"rng_{key}", f"={quoted(plan.sheet.tab)}!$A${plan.header_row}:{last}")
