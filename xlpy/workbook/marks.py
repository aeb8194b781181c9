"""Conditional formats: marks written by Python in the helper column, statuses, and what is not yet verified.

The helper column `marks` holds text such as ";birth_date=E;full_name=W;"; the key "*" marks the whole row.
One rule by column and severity, each over the whole column. LibreOffice applies one conditional format to a cell,
so the ranges of different rules do not overlap.
"""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import Column
from xlpy.schema.choices import DRAFT, UNVERIFIED, VERIFICATION
from xlpy.workbook import live
from xlpy.workbook.plan import SheetPlan
from xlpy.workbook.styles import AMBER, GREEN, GREY, RED_FILL, RED_TEXT, YELLOW, Props, Styles

ERROR: Props = {
    "bg_color": RED_FILL,
    "font_color": RED_TEXT,
    "bold": True,
    "border": 1,
    "border_color": RED_TEXT,
}
WARNING: Props = {
    "bg_color": AMBER,
    "font_color": "#7F6000",
    "italic": True,
    "border": 4,
    "border_color": "#7F6000",
}
DRAFT_MARK: Props = {"bg_color": "#F8CBAD", "font_color": "#843C0C", "bold": True}
UNVERIFIED_MARK: Props = {"bg_color": YELLOW, "font_color": "#7F6000", "italic": True}
DONE: Props = {"bg_color": GREEN, "font_color": "#375623", "bold": True}
OPEN: Props = {"bg_color": AMBER, "font_color": "#7F6000", "bold": True}
QUIET: Props = {"bg_color": GREY, "font_color": "#7F7F7F", "italic": True}

Rules = list[tuple[str, Props]]


def _add(worksheet: Worksheet, plan: SheetPlan, key: str, rules: Rules, styles: Styles) -> None:
    place = plan.index(key)
    for criteria, props in rules:
        worksheet.conditional_format(
            plan.first_row - 1,
            place,
            plan.last_row - 1,
            place,
            {"type": "formula", "criteria": criteria, "format": styles.mark(**props), "stop_if_true": True},
        )


def _mark_rules(plan: SheetPlan, key: str) -> Rules:
    cell = f"${plan.letter('marks')}{plan.first_row}"
    return [
        (f'=OR(ISNUMBER(FIND(";{key}={letter};",{cell})),ISNUMBER(FIND(";*={letter};",{cell})))', props)
        for letter, props in (("E", ERROR), ("W", WARNING))
    ]


def _text_rules(plan: SheetPlan, key: str, begins: list[tuple[str, Props]]) -> Rules:
    cell = f"${plan.letter(key)}{plan.first_row}"
    return [(f'=LEFT({cell},{len(text)})="{text}"', props) for text, props in begins]


STATUS_COLOURS: list[tuple[str, Props]] = [
    (live.COMPLETE, DONE),
    ("Thiếu", OPEN),
    (live.ERROR_CELL, ERROR),
    (live.NOT_SCORED, QUIET),
    (live.NO_NOMINATION, QUIET),
]

QUOTA_COLOURS: list[tuple[str, Props]] = [
    ("Vượt", ERROR),
    (live.QUOTA_FULL, DONE),
    (live.NOT_TAKING_PART, QUIET),
]

VERIFICATION_COLOURS: list[tuple[str, Props]] = [(DRAFT, DRAFT_MARK), (UNVERIFIED, UNVERIFIED_MARK)]


def _own_rules(plan: SheetPlan, column: Column) -> Rules:
    """Rules that a column has besides the marks."""
    cell = f"${plan.letter(column.key)}{plan.first_row}"
    if column.key == "row_status":
        return _text_rules(plan, column.key, STATUS_COLOURS)
    if column.key == "quota_status":
        return _text_rules(plan, column.key, QUOTA_COLOURS)
    if column.choices == VERIFICATION:
        return _text_rules(plan, column.key, VERIFICATION_COLOURS)
    if column.key in ("unit_label", "criterion_label"):
        return [(f'={cell}="{live.UNKNOWN_CODE}"', ERROR)]
    if column.key == "days_left":
        received = f"${plan.letter('received_date')}{plan.first_row}"
        return [(f'=AND(ISNUMBER({cell}),{cell}<0,{received}="")', ERROR)]
    if column.key == "score_total":
        return [(f"=AND(ISNUMBER({cell}),{cell}>cfg_criteria_total)", WARNING)]
    return []


def add_marks(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """All conditional formats of a table sheet."""
    for planned in plan.columns:
        column = planned.column
        if column is None or column.type == "helper":
            continue
        rules = _mark_rules(plan, column.key) if column.is_input else []
        rules += _own_rules(plan, column)
        if rules:
            _add(worksheet, plan, column.key, rules, styles)
