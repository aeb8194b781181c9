"""The left half of Bảng điều khiển: the buttons, whose packets they make, what was done last, what works without them."""

from __future__ import annotations

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from xlpy.schema import choices, column_letter
from xlpy.schema.registry import DASHBOARD, GUIDE
from xlpy.workbook.commands import GROUP_TITLES, Command, commands
from xlpy.workbook.messages import CHOSEN_UNIT, STATUS_NO_BUTTONS, STATUS_READY
from xlpy.workbook.plan import quoted
from xlpy.workbook.styles import BLUE, LINE, NAVY, Styles
from xlpy.workbook.unitchoice import UNIT_LIST

_FIRST, _TEXT, _LAST = 1, 3, 7
"""Zero-based columns B, D and H: buttons in two columns, what they do in five."""

_ROW, _CHOICE, _STATUS, _NOTE, _ACROSS, _GAP, _HEADING = 27, 22, 25, 54, 27, 5, 20
"""Heights of rows in points."""
_PIXELS = 4 / 3
"""In a point, at the 96 dots an inch in which XlsxWriter counts."""
_BUTTON_WIDTH, _BUTTON_HEIGHT = 160, 30
_PLACES_ACROSS = (((1, 2), 3), ((3, 5), 46), ((6, 7), 5))
"""Three buttons over seven columns: the columns of each caption, and pixels from the first one's left edge."""

_WITHOUT_MACROS = (
    "Vẫn dùng được: nhập liệu, danh sách thả xuống, cột Trạng thái, bộ đếm, chỉ tiêu, tổng điểm, biểu đồ, liên kết giữa "
    "các trang (đều là công thức). Không dùng được: các nút ở trên. Làm thay: lưu, đóng tệp rồi kéo tệp thả lên "
    "ThiDua.bat, hoặc dùng thẻ Thi đua của Excel (mục 5 của HUONG_DAN.md)."
)
_STEPS = (
    ("1. Nhập liệu", "Nhập ở các trang dưới đây; cột Trạng thái cho biết mỗi dòng còn thiếu mấy mục."),
    ("2. Tự xem lại", "Danh sách thả xuống, bộ đếm, chỉ tiêu, tổng điểm là công thức nên vẫn chạy; ô đỏ, vàng là chỗ cần xem."),
    ("3. Kiểm tra", "Bản này không có macro nên không có nút. Máy có phần mềm: lưu, đóng tệp rồi kéo tệp thả lên ThiDua.bat."),
    ("4. Gửi lại", "Lưu tệp với tên như cũ rồi gửi lại đơn vị chủ trì qua thư điện tử."),
)  # fmt: skip
"""What to do with a copy that has no buttons."""


def heading(worksheet: Worksheet, styles: Styles, row: int, first: int, last: int, text: str) -> None:
    """A section's title with a line below, over the columns `first` to `last`."""
    worksheet.set_row(row, _HEADING)
    style = styles.get(
        bold=True, font_size=11, font_color=NAVY, bottom=2, bottom_color=NAVY, valign="vcenter"
    )
    worksheet.merge_range(row, first, row, last, text, style)


class _Rows:
    """Gives out one row after the other and adds up their heights."""

    def __init__(self, worksheet: Worksheet, first: int) -> None:
        self._worksheet = worksheet
        self.next = first
        self.points = 0.0

    def take(self, height: float) -> int:
        row = self.next
        self._worksheet.set_row(row, height)
        self.next += 1
        self.points += height
        return row


def write_actions(
    workbook: Workbook, worksheet: Worksheet, styles: Styles, top: int, *, buttons: bool, master: bool
) -> tuple[int, int]:
    """Writes from the zero-based row `top` on; gives the first free row and the height in pixels.

    Defines msg_status, and chosen_unit where there are buttons and more than one unit to choose from.
    """
    rows = _Rows(worksheet, top)
    row = rows.take(_HEADING)
    heading(worksheet, styles, row, _FIRST, 5, "VIỆC CẦN LÀM")
    link = styles.get(
        bold=True, font_color=BLUE, underline=1, bottom=2, bottom_color=NAVY, align="right", valign="vcenter"
    )
    worksheet.merge_range(row, 6, row, _LAST, "", link)
    worksheet.write_url(row, 6, f"internal:{quoted(GUIDE.tab)}!A1", link, "Xem Hướng dẫn ►")
    if buttons:
        _write_buttons(workbook, worksheet, styles, rows, master)
    else:
        for label, text in _STEPS:
            _line(worksheet, styles, rows.take(_ROW), label, text)
    _write_status(workbook, worksheet, styles, rows, STATUS_READY if buttons else STATUS_NO_BUTTONS)
    if buttons:
        _line(worksheet, styles, rows.take(_NOTE), "Khi macro bị chặn", _WITHOUT_MACROS)
    height = round(rows.points * _PIXELS)
    rows.take(8)
    return rows.next, height


def _write_buttons(
    workbook: Workbook, worksheet: Worksheet, styles: Styles, rows: _Rows, master: bool
) -> None:
    shown = commands(master=master)
    for command in shown:
        if not command.master_only:
            _write_line(worksheet, styles, rows, command)
    rows.take(_GAP)
    if master:
        _write_choice(workbook, worksheet, styles, rows.take(_CHOICE))
        rows.take(_GAP)
    across = [command for command in shown if command.group == "copies"]
    if across:
        _write_across(worksheet, styles, rows, across)
    # Last, so that the other buttons stand where they stand in older workbooks: repair puts them back by place.
    later = [command for command in shown if command.district]
    if later:
        heading(worksheet, styles, rows.take(_HEADING), _FIRST, _LAST, "SAU KHI XÉT")
        for command in later:
            _write_line(worksheet, styles, rows, command)


def _write_line(worksheet: Worksheet, styles: Styles, rows: _Rows, command: Command) -> None:
    """A button in a row of its own, and beside it what it does."""
    row = rows.take(_ROW)
    _button(worksheet, styles, row, command, (_FIRST, _FIRST + 1), 3)
    _purpose(worksheet, styles, row, _TEXT, command.purpose)


def _write_across(worksheet: Worksheet, styles: Styles, rows: _Rows, across: list[Command]) -> None:
    """Commands side by side below a title: the clerk uses them seldom, and one after the other."""
    heading(worksheet, styles, rows.take(_HEADING), _FIRST, _LAST, GROUP_TITLES["copies"].upper())
    row, text = rows.take(_ROW), rows.take(_ACROSS)
    for command, (columns, offset) in zip(across, _PLACES_ACROSS, strict=False):
        _button(worksheet, styles, row, command, columns, offset)
    _purpose(worksheet, styles, text, _FIRST, " ".join(command.purpose for command in across))


def _button(
    worksheet: Worksheet, styles: Styles, row: int, command: Command, columns: tuple[int, int], offset: int
) -> None:
    """A button `offset` pixels into the first of `columns`, over its caption.

    Buttons are not printed, and LibreOffice drops them when it saves: then the caption is what is left.
    """
    caption = styles.get(align="center", valign="vcenter", font_color="#595959")
    worksheet.merge_range(row, columns[0], row, columns[1], command.caption, caption)
    options = {
        "macro": command.macro,
        "caption": command.caption,
        "width": _BUTTON_WIDTH,
        "height": _BUTTON_HEIGHT,
        "x_offset": offset,
        "y_offset": 3,
    }
    worksheet.insert_button(row, columns[0], options)


def _purpose(worksheet: Worksheet, styles: Styles, row: int, first: int, text: str) -> None:
    note = styles.get(text_wrap=True, valign="vcenter", font_size=9)
    worksheet.merge_range(row, first, row, _LAST, text, note)


def _line(worksheet: Worksheet, styles: Styles, row: int, label: str, text: str) -> None:
    worksheet.merge_range(row, _FIRST, row, _FIRST + 1, label, _label(styles))
    style = styles.get(text_wrap=True, valign="vcenter", font_size=9, border=1, border_color=LINE)
    worksheet.merge_range(row, _TEXT, row, _LAST, text, style)


def _label(styles: Styles) -> Format:
    return styles.get(
        bold=True, align="center", valign="vcenter", bg_color="#EDEDED", border=1, border_color=LINE
    )


def _write_choice(workbook: Workbook, worksheet: Worksheet, styles: Styles, row: int) -> None:
    """The drop-down from which Xuất hồ sơ takes the unit."""
    worksheet.merge_range(row, _FIRST, row, _FIRST + 1, "Đơn vị:", _label(styles))
    style = styles.get(
        bold=True, valign="vcenter", indent=1, bg_color="#FFFFFF", font_color=NAVY, border=1,
        border_color=NAVY, num_format="@",
    )  # fmt: skip
    worksheet.merge_range(row, _TEXT, row, _LAST - 1, choices.ALL_UNITS, style)
    hint = styles.get(valign="vcenter", font_size=9, italic=True, font_color="#595959")
    worksheet.write_string(row, _LAST, "◄ bấm để chọn", hint)
    worksheet.data_validation(
        row, _TEXT, row, _TEXT,
        {
            "validate": "list",
            "source": f"={UNIT_LIST}",
            "input_title": "Xuất hồ sơ của đơn vị nào",
            "input_message": f"“{choices.ALL_UNITS}”: mọi đơn vị không còn lỗi. Hoặc chọn một đơn vị trong danh sách.",
            "error_title": "Không có đơn vị này",
            "error_message": f"Hãy chọn “{choices.ALL_UNITS}” hoặc một đơn vị trong danh sách thả xuống (theo trang Đơn vị).",
        },
    )  # fmt: skip
    _define(workbook, CHOSEN_UNIT, row)


def _write_status(workbook: Workbook, worksheet: Worksheet, styles: Styles, rows: _Rows, text: str) -> None:
    row = rows.take(_STATUS)
    worksheet.merge_range(row, _FIRST, row, _FIRST + 1, "Tình trạng", _label(styles))
    status = styles.get(
        bold=True, text_wrap=True, valign="vcenter", font_color=BLUE, border=1, border_color=LINE, num_format="@"
    )  # fmt: skip
    worksheet.merge_range(row, _TEXT, row, _LAST, text, status)
    _define(workbook, "msg_status", row)


def _define(workbook: Workbook, name: str, row: int) -> None:
    workbook.define_name(name, f"={quoted(DASHBOARD.tab)}!${column_letter(_TEXT + 1)}${row + 1}")
