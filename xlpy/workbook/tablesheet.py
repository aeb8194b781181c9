"""Writing a table sheet: title, note, header, rows with live cells, and everything by column."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import column_letter
from xlpy.schema.textsize import LINE_HEIGHT, points, text_lines
from xlpy.workbook import cells, live
from xlpy.workbook.content import Cell, RawCell, Row
from xlpy.workbook.expected import Expected
from xlpy.workbook.marks import add_marks
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.printing import print_table
from xlpy.workbook.quicksheet import QuickSheet
from xlpy.workbook.refs import Refs
from xlpy.workbook.rowneeds import NEED_ROW, has_status, need
from xlpy.workbook.styles import BLUE, NAVY, Styles
from xlpy.workbook.validations import add_column_rules

TABLE_STYLE = "Table Style Light 15"
"""Black lines and light grey bands: prints well without colour."""

HEADER_HEIGHT = 45
LONGEST_ROW = 54.0
"""Points, four lines: a row with long texts stays one the eye can follow; the cell holds the whole text."""

_LONGEST_ROWS = {"units": 2 * LINE_HEIGHT + 3}
"""Sheets read as a list: their few long cells (other names, notes) are not what is looked for."""

SPARSE_ABOVE = 5_000
"""With more rows than this, empty cells are not written: their columns carry the number format all the same."""

_NOTE_WIDTH = 110.0
_HOME = "Bảng điều khiển"


def width_of(plan: SheetPlan, place: int) -> float:
    column = plan.columns[place].column
    return 16.0 if column is None else column.width


def write_top(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """Title, note and link back, above the header.

    Where the status is the first column, which is not printed on further pages, the title begins beside it.
    """
    sheet = plan.sheet
    first = 1 if plan.columns[0].key == "row_status" else 0
    worksheet.set_row(0, 26)
    title = styles.get(bold=True, font_size=15, font_color=NAVY, valign="vcenter")
    worksheet.write_string(0, first, sheet.title, title)
    last, width = first, width_of(plan, first)
    while last + 1 < len(plan.columns) and (width < _NOTE_WIDTH or last + 1 < sheet.frozen_columns):
        if plan.columns[last + 1].key == "marks":
            break
        last += 1
        width += width_of(plan, last)
    draft = "DỰ THẢO" in sheet.note and sheet.key == "criteria"
    style = styles.get(
        text_wrap=True,
        italic=not draft,
        bold=draft,
        valign="vcenter",
        font_color="#843C0C" if draft else "#404040",
        **({"bg_color": "#F8CBAD", "border": 1, "border_color": "#843C0C"} if draft else {}),
    )
    worksheet.set_row(1, max(20, LINE_HEIGHT * text_lines(sheet.note, width) + 5))
    if last > first:
        worksheet.merge_range(1, first, 1, last, sheet.note, style)
    else:
        worksheet.write_string(1, first, sheet.note, style)
    link = styles.get(font_color=BLUE, underline=1, font_size=9, valign="vcenter")
    worksheet.set_row(2, 6 if first else 16)
    row = 0 if first else 2
    worksheet.write_url(row, 0, f"internal:{quoted(_HOME)}!A1", link, "◄ Điều khiển", f"Về trang {_HOME}")


def row_height(plan: SheetPlan, row: Row, labels: dict[str, object]) -> float:
    """Points that the row's longest cell needs."""
    lines = 1
    for place, planned in enumerate(plan.columns):
        cell = labels.get(planned.key, row.get(planned.key))
        value = cell.value if isinstance(cell, RawCell) else cell
        if isinstance(value, str) and len(value) > 6:
            width = width_of(plan, place)
            if "\n" in value or 1.2 * len(value) >= width:
                lines = max(lines, text_lines(value, width))
    return points(lines)


def write_needs(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """The row of need codes that the status formula reads; printed in nothing."""
    unseen = styles.get(num_format=";;;", font_color="#FFFFFF", font_size=8)
    for place, planned in enumerate(plan.columns):
        if planned.column is None:
            # A column that someone inserted counts for nothing.
            worksheet.write_number(NEED_ROW - 1, place, 0, unseen)
        elif planned.key != "row_status":
            worksheet.write_number(NEED_ROW - 1, place, need(plan.sheet, planned.column), unseen)


def write_columns(worksheet: Worksheet, plan: SheetPlan, styles: Styles) -> None:
    """Widths and default formats; the helper column is hidden."""
    for place, planned in enumerate(plan.columns):
        hidden = {"hidden": True} if planned.key == "marks" else {}
        worksheet.set_column(place, place, width_of(plan, place), styles.column(planned.column), hidden)


def write_header(worksheet: Worksheet, plan: SheetPlan, refs: Refs, styles: Styles) -> None:
    """The header row, as an Excel table where it can be one, else as a filtered range."""
    top, bottom, right = plan.header_row - 1, plan.last_row - 1, len(plan.columns) - 1
    worksheet.set_row(top, HEADER_HEIGHT)
    if not plan.is_table:
        for place, planned in enumerate(plan.columns):
            worksheet.write_string(top, place, planned.header, styles.header(planned.column))
        worksheet.autofilter(top, 0, bottom, right)
        return
    columns: list[dict[str, object]] = []
    for planned in plan.columns:
        entry: dict[str, object] = {
            "header": planned.header,
            "header_format": styles.header(planned.column),
        }
        if planned.column is not None and planned.column.type == "live":
            entry["formula"] = live.formula(refs, plan, planned.key, plan.first_row)
        columns.append(entry)
    options = {"name": plan.sheet.table_name, "style": TABLE_STYLE, "columns": columns}
    if worksheet.add_table(top, 0, bottom, right, options) != 0:
        raise ValueError(f"{plan.key}: XlsxWriter refused the table")


def write_rows(
    worksheet: QuickSheet, plan: SheetPlan, refs: Refs, expected: Expected, styles: Styles
) -> None:
    """Data rows: what the clerk types as it is, live cells as formula with their present value."""
    formulas: dict[str, str] = {}
    sparse = len(plan.rows) > SPARSE_ABOVE
    merged = {(i, key) for first, last, key in plan.merges for i in range(first, last + 1)}
    formats = [styles.cell(planned.column) for planned in plan.columns]
    for number, row in enumerate(plan.rows):
        line = plan.first_row - 1 + number
        labels: dict[str, object] = {}
        for place, planned in enumerate(plan.columns):
            column = planned.column
            if column is not None and column.type == "live":
                text = formulas.get(planned.key)
                if text is None or not plan.is_table:
                    text = formulas[planned.key] = live.formula(refs, plan, planned.key, line + 1)
                value = expected.value(plan.key, planned.key, row)
                labels[planned.key] = value
                cells.write_formula(worksheet, line, place, text, formats[place], value)
                continue
            cell: Cell = row.get(planned.key)
            if (number, planned.key) in merged or (sparse and cell is None):
                continue
            cells.write(worksheet, line, place, cell, column, styles, formats[place])
        height, hidden = row_height(plan, row, labels), number in plan.hidden
        longest = _LONGEST_ROWS.get(plan.key, LONGEST_ROW)
        if height > longest:
            worksheet.set_row(line, longest, None, {"hidden": True} if hidden else {})
        elif hidden or height > 1.5 * LINE_HEIGHT:
            worksheet.set_adjusting_height(line, height, hidden)
    for first, last, key in plan.merges:
        place, top = plan.index(key), plan.first_row - 1
        style = formats[place]
        worksheet.merge_range(top + first, place, top + last, place, "", style)
        cells.write(
            worksheet,
            top + first,
            place,
            plan.rows[first].get(key),
            plan.columns[place].column,
            styles,
            style,
        )


def ignore_green_corners(worksheet: Worksheet, plan: SheetPlan) -> None:
    """Codes made of digits are meant to be text."""
    area = f"A{plan.first_row}:{column_letter(len(plan.columns))}{plan.last_row}"
    worksheet.ignore_errors(
        {"number_stored_as_text": area, "two_digit_text_year": area, "empty_cell_reference": area}
    )


def write_table_sheet(
    worksheet: QuickSheet, plan: SheetPlan, refs: Refs, expected: Expected, styles: Styles
) -> None:
    """A whole sheet that clerks fill in."""
    write_columns(worksheet, plan, styles)
    write_top(worksheet, plan, styles)
    if has_status(plan.sheet):
        write_needs(worksheet, plan, styles)
    write_header(worksheet, plan, refs, styles)
    write_rows(worksheet, plan, refs, expected, styles)
    add_column_rules(worksheet, plan)
    add_marks(worksheet, plan, styles)
    ignore_green_corners(worksheet, plan)
    worksheet.freeze_panes(plan.header_row, plan.sheet.frozen_columns)
    worksheet.hide_gridlines(2)
    print_table(worksheet, plan)
