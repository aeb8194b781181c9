"""Bảng điều khiển: deadline and counters, the buttons, links to every tab, nominations against quotas."""

from __future__ import annotations

from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import SHEETS, choices, column_letter
from xlpy.schema.choices import YES
from xlpy.schema.registry import DASHBOARD
from xlpy.workbook import cells
from xlpy.workbook.actions import heading, write_actions
from xlpy.workbook.expected import Expected
from xlpy.workbook.figures import Counters, Figure
from xlpy.workbook.marks import DRAFT_MARK, ERROR, OPEN
from xlpy.workbook.plan import SheetPlan, quoted
from xlpy.workbook.printing import page
from xlpy.workbook.refs import Refs
from xlpy.workbook.returns import write_returns
from xlpy.workbook.styles import BLUE, LINE, NAVY, PALE, Styles

FIRST, LAST = 1, 12
"""Zero-based columns B to M; A is a margin."""

_ACTIONS_ROW = 10
"""Zero-based row of the heading above the buttons; what stands below moves with their number."""

_DRAFT = (
    "DỰ THẢO: biểu chấm điểm 100 điểm là bản dự thảo, chờ biểu chính thức kèm Kế hoạch. "
    "Khi đã nhập biểu chính thức, chọn “Có” ở trang Cấu hình."
)


def write_dashboard(
    workbook: Workbook,
    worksheet: Worksheet,
    plans: dict[str, SheetPlan],
    refs: Refs,
    expected: Expected,
    styles: Styles,
    *,
    buttons: bool,
    official: bool,
    campaign_name: str,
    master: bool,
    copy_of: str,
) -> None:
    """The whole panel; defines the names msg_status and, where there are buttons, chosen_unit.

    `copy_of` names the unit or group of a copy; a group's copy has all that a `master` has.
    """
    worksheet.set_column(0, 0, 1.7)
    worksheet.set_column(FIRST, LAST, 11.3)
    worksheet.hide_gridlines(2)
    worksheet.hide_row_col_headers()
    worksheet.set_default_row(16)
    _write_title(worksheet, styles, official, campaign_name, copy_of)
    counters = Counters(plans, refs, expected)
    cards = counters.cards()
    for place, figure in enumerate(cards):
        _write_card(worksheet, styles, 4 + 3 * (place // 6), FIRST + 2 * (place % 6), figure)
    for row in (3, 6, 9):
        worksheet.set_row(row, 8)
    links, height = write_actions(workbook, worksheet, styles, _ACTIONS_ROW, buttons=buttons, master=master)
    kinds = _write_links(worksheet, styles, links)
    _write_kinds(worksheet, styles, counters, kinds)
    _insert_chart(workbook, worksheet, kinds + 2, height)
    bottom = kinds + len(choices.UNIT_KINDS) + 2
    if master:
        bottom = write_returns(worksheet, styles, counters, bottom)
    page(worksheet, False, DASHBOARD.tab)
    worksheet.fit_to_pages(1, 1)
    worksheet.center_horizontally()
    worksheet.print_area(0, 0, bottom, LAST)
    worksheet.set_first_sheet()
    worksheet.activate()


def _write_title(worksheet: Worksheet, styles: Styles, official: bool, campaign: str, copy_of: str) -> None:
    title = DASHBOARD.title + (f" – BẢN CỦA {copy_of.upper()}" if copy_of else "")
    worksheet.set_row(0, 34)
    worksheet.merge_range(
        0, FIRST, 0, LAST, title,
        styles.get(bold=True, font_size=18, font_color="#FFFFFF", bg_color=NAVY, align="center", valign="vcenter"),
    )  # fmt: skip
    worksheet.set_row(1, 46)
    style = styles.get(
        text_wrap=True, italic=True, font_size=11, align="center", valign="vcenter", font_color=NAVY
    )
    worksheet.merge_range(1, FIRST, 1, LAST, "", style)
    cells.write_formula(worksheet, 1, FIRST, "=cfg_campaign_name", style, campaign)
    worksheet.set_row(2, 22)
    plain = styles.get(align="center", valign="vcenter")
    worksheet.merge_range(2, FIRST, 2, LAST, "", plain)
    text = "" if official else _DRAFT
    cells.write_formula(worksheet, 2, FIRST, f'=IF(cfg_criteria_official="{YES}","","{_DRAFT}")', plain, text)
    worksheet.conditional_format(
        2, FIRST, 2, LAST,
        {
            "type": "formula",
            "criteria": '=$B$3<>""',
            "format": styles.mark(**DRAFT_MARK, border=1, border_color="#843C0C"),
        },
    )  # fmt: skip


def _write_card(worksheet: Worksheet, styles: Styles, row: int, place: int, figure: Figure) -> None:
    label = styles.get(
        font_size=9,
        align="center",
        valign="vcenter",
        bg_color=PALE,
        font_color=NAVY,
        border=1,
        border_color=LINE,
    )
    style = styles.get(
        bold=True, font_size=16, align="center", valign="vcenter", font_color=NAVY,
        num_format=figure.number_format, border=1, border_color=LINE,
    )  # fmt: skip
    worksheet.set_row(row, 18)
    worksheet.set_row(row + 1, 32)
    worksheet.merge_range(row, place, row, place + 1, figure.label, label)
    worksheet.merge_range(row + 1, place, row + 1, place + 1, "", style)
    value: Any = figure.value
    if hasattr(value, "toordinal"):
        # Cached results are plain numbers; day 1 of the 1900 system is 31/12/1899.
        value = value.toordinal() - 693594
    cells.write_formula(worksheet, row + 1, place, figure.formula, style, value)
    cell = f"${column_letter(place + 1)}${row + 2}"
    for condition, props in ((figure.bad, ERROR), (figure.watch, OPEN)):
        if condition:
            rule = {
                "type": "formula",
                "criteria": "=" + condition.replace("{c}", cell),
                "format": styles.mark(**props),
                "stop_if_true": True,
            }
            worksheet.conditional_format(row + 1, place, row + 1, place + 1, rule)


def _write_links(worksheet: Worksheet, styles: Styles, top: int) -> int:
    """Links to all tabs below a heading in row `top`; gives the first row below them."""
    heading(worksheet, styles, top, FIRST, LAST, "ĐI TỚI TRANG")
    typed = styles.get(
        font_color=NAVY,
        underline=1,
        align="center",
        valign="vcenter",
        bg_color=PALE,
        border=1,
        border_color=LINE,
    )
    other = styles.get(
        font_color=NAVY,
        underline=1,
        align="center",
        valign="vcenter",
        bg_color="#F2F2F2",
        border=1,
        border_color=LINE,
    )
    shown = [sheet for sheet in SHEETS if sheet.kind != "form" and not sheet.hidden]
    for place, sheet in enumerate(shown):
        row, column = top + 1 + place // 6, FIRST + 2 * (place % 6)
        worksheet.set_row(row, 21)
        style = typed if sheet.kind == "table" else other
        worksheet.merge_range(row, column, row, column + 1, "", style)
        worksheet.write_url(
            row,
            column,
            f"internal:{quoted(sheet.tab)}!A1",
            style,
            sheet.tab,
            (sheet.title or sheet.tab).capitalize(),
        )
    below = top + 1 + -(-len(shown) // 6)
    worksheet.set_row(below, 8)
    return below + 1


def _write_kinds(worksheet: Worksheet, styles: Styles, counters: Counters, first: int) -> None:
    """The table behind the chart: heading in row `first`, labels below it, a line for each kind of unit."""
    heading(worksheet, styles, first, FIRST, LAST, "SỐ ĐỀ NGHỊ SO VỚI CHỈ TIÊU (đơn vị tham gia)")
    head = styles.get(
        bold=True, text_wrap=True, align="center", valign="vcenter", bg_color=NAVY, font_color="#FFFFFF",
        border=1, border_color=LINE,
    )  # fmt: skip
    body = styles.get(align="center", valign="vcenter", border=1, border_color=LINE)
    name = styles.get(valign="vcenter", border=1, border_color=LINE)
    labels = ("Số đơn vị", "Tập thể: đề nghị", "Tập thể: chỉ tiêu", "Cá nhân: đề nghị", "Cá nhân: chỉ tiêu")
    top = first + 1
    worksheet.set_row(top, 20)
    worksheet.merge_range(top, FIRST, top, FIRST + 1, "Loại đơn vị", head)
    for place, label in enumerate(labels):
        column = FIRST + 2 + 2 * place
        worksheet.merge_range(top, column, top, column + 1, label, head)
    lines = counters.by_kind()
    for number, (kind, figures) in enumerate(zip(choices.UNIT_KINDS, lines, strict=True), start=1):
        row = top + number
        worksheet.set_row(row, 18)
        worksheet.merge_range(row, FIRST, row, FIRST + 1, kind, name)
        for place, (formula, value) in enumerate(figures):
            column = FIRST + 2 + 2 * place
            worksheet.merge_range(row, column, row, column + 1, "", body)
            cells.write_formula(worksheet, row, column, formula, body, value)


def _insert_chart(workbook: Workbook, worksheet: Worksheet, top: int, height: int) -> None:
    """Nominated individuals and collectives by kind; a dark and a hatched bar differ in grey print too.

    `top` is the row of the first kind, `height` in pixels that of the buttons, beside which the chart stands.
    """
    chart = workbook.add_chart({"type": "column"})
    if chart is None:
        raise RuntimeError("XlsxWriter made no column chart")
    bottom = top + len(choices.UNIT_KINDS) - 1
    tab = DASHBOARD.tab
    looks: tuple[dict[str, Any], ...] = (
        {"fill": {"color": NAVY}},
        {"pattern": {"pattern": "wide_upward_diagonal", "fg_color": NAVY, "bg_color": "#FFFFFF"}},
        {"fill": {"color": "#8EA9DB"}},
        {"pattern": {"pattern": "percent_20", "fg_color": BLUE, "bg_color": "#FFFFFF"}},
    )
    for place, look in enumerate(looks):
        column = FIRST + 4 + 2 * place
        chart.add_series(
            {
                "name": [tab, top - 1, column],
                "categories": [tab, top, FIRST, bottom, FIRST],
                "values": [tab, top, column, bottom, column],
                "border": {"color": NAVY},
                "gap": 60,
                **look,
            }
        )
    chart.set_title(
        {"name": "Đề nghị và chỉ tiêu theo loại đơn vị", "name_font": {"size": 11, "color": NAVY}}
    )
    chart.set_legend({"position": "bottom", "font": {"size": 8}})
    chart.set_x_axis({"num_font": {"size": 8}})
    chart.set_y_axis(
        {"num_font": {"size": 8}, "major_gridlines": {"visible": True, "line": {"color": "#D9D9D9"}}}
    )
    chart.set_size({"width": 402, "height": height})
    worksheet.insert_chart(
        _ACTIONS_ROW,
        8,
        chart,
        {
            "x_offset": 14,
            "y_offset": 2,
            "object_position": 2,
            "description": "Biểu đồ số đề nghị so với chỉ tiêu",
        },
    )
