"""The list behind the drop-down "Đơn vị:" of the panel: "Tất cả", then every unit of Đơn vị as "00001 – Phường …".

Formulas of the very hidden sheet: a unit added to Đơn vị stands in the list at once, without macros.
"""

from __future__ import annotations

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import choices, column_letter
from xlpy.schema.registry import META
from xlpy.workbook import cells
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.prepare import text
from xlpy.workbook.refs import Refs
from xlpy.workbook.styles import TEXT, Styles

UNIT_LIST = "lst_unit_choice"
SEPARATOR = " – "
_SPARE = 60
"""Units that may be added below those of the campaign and still reach the list."""


def write_unit_choices(
    workbook: Workbook, worksheet: Worksheet, place: int, plan: SheetPlan, refs: Refs, styles: Styles
) -> None:
    """Writes the list into the zero-based column `place` of the hidden sheet and defines its name.

    `plan` is that of Đơn vị. A row without a code gives "", which the list leaves out at its end.
    """
    plain = styles.get(num_format=TEXT)
    live = styles.get()
    worksheet.write_string(0, place, UNIT_LIST, plain)
    worksheet.write_string(1, place, choices.ALL_UNITS, plain)
    codes, names = refs.whole("units", "unit_code"), refs.whole("units", "unit_name")
    for number in range(1, len(plan.rows) + _SPARE + 1):
        code = f"INDEX({codes},{number})"
        formula = f'=IFERROR(IF(TRIM({code})="","",{code}&"{SEPARATOR}"&INDEX({names},{number})),"")'
        cells.write_formula(worksheet, 1 + number, place, formula, live, _label(plan, number))
    letter, last = column_letter(place + 1), len(plan.rows) + _SPARE + 2
    area = f"{quoted(META.tab)}!${letter}$2:${letter}${last}"
    first = f"{quoted(META.tab)}!${letter}$2"
    workbook.define_name(UNIT_LIST, f'={first}:INDEX({area},MAX(1,COUNTIF({area},"?*")))')


def _label(plan: SheetPlan, number: int) -> str:
    if number > len(plan.rows):
        return ""
    row = plan.rows[number - 1]
    code = text(row.get("unit_code"))
    return f"{code}{SEPARATOR}{text(row.get('unit_name'))}" if code.strip(" ") else ""
