"""Bảng điều khiển, at its foot: how many units have answered and in what state, counted from Tiến độ, with bars."""

from __future__ import annotations

from typing import Final

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import choices
from xlpy.workbook import cells
from xlpy.workbook.actions import heading
from xlpy.workbook.figures import Counters
from xlpy.workbook.styles import BLUE, LINE, NAVY, Styles

_FIRST, _COUNT, _BAR, _LAST = 1, 4, 5, 12
"""Zero-based columns: the state over three, its number, its bar over eight."""
_LONGEST: Final = 60
"""Blocks in the bar of a state in which all units are."""
_RED, _AMBER, _GREEN, _GREY = "#C00000", "#BF8F00", "#548235", "#7F7F7F"
_COLOURS = {
    choices.RETURN_COMPLETE: _GREEN,
    choices.RETURN_NONE: _GREY,
    choices.RETURN_UNCHECKED: _AMBER,
    choices.RETURN_ERRORS: _RED,
    choices.RETURN_CONFLICTS: _AMBER,
    choices.RETURN_AGAIN: _RED,
    choices.RETURN_OPEN: BLUE,
    choices.RETURN_OVERDUE: _RED,
}


def write_returns(worksheet: Worksheet, styles: Styles, counters: Counters, top: int) -> int:
    """A line for each state from the zero-based row `top` on; gives the last row written.

    Bars are text made by a formula: they work with macros blocked, in every program, and stay after any save.
    """
    worksheet.set_row(top, 8)
    heading(worksheet, styles, top + 1, _FIRST, _LAST, "TIẾN ĐỘ CÁC ĐƠN VỊ (lần kiểm tra, ghép sổ gần nhất)")
    lines = counters.returns()
    first = top + 2
    name = styles.get(valign="vcenter", border=1, border_color=LINE)
    count = styles.get(
        bold=True, align="center", valign="vcenter", font_color=NAVY, border=1, border_color=LINE
    )
    letter = "E"
    whole = f"SUM(${letter}${first + 1}:${letter}${first + len(lines)})"
    total = sum(value for _, _, value in lines)
    for row, (state, formula, value) in enumerate(lines, start=first):
        worksheet.set_row(row, 18)
        worksheet.merge_range(row, _FIRST, row, _COUNT - 1, state, name)
        cells.write_formula(worksheet, row, _COUNT, formula, count, value)
        bar = styles.get(font_color=_COLOURS[state], valign="vcenter", border=1, border_color=LINE)
        worksheet.merge_range(row, _BAR, row, _LAST, "", bar)
        length = round(_LONGEST * value / total) if total else 0
        cells.write_formula(
            worksheet,
            row,
            _BAR,
            f'=REPT("█",IF({whole}=0,0,ROUND({_LONGEST}*${letter}{row + 1}/{whole},0)))',
            bar,
            "█" * length,
        )
    return first + len(lines) - 1
