"""Hướng dẫn: the steps, the colours, and every column as the schema describes it."""

from __future__ import annotations

from xlsxwriter.worksheet import Worksheet

from xlpy.schema import Column, outputs, tables
from xlpy.schema.registry import GUIDE
from xlpy.workbook.commands import COMMANDS
from xlpy.workbook.marks import DONE, DRAFT_MARK, ERROR, OPEN, QUIET, UNVERIFIED_MARK, WARNING
from xlpy.workbook.plan import quoted
from xlpy.workbook.printing import page
from xlpy.workbook.styles import BLUE, GREY, LINE, NAVY, Props, Styles

_STEPS = (
    "Mở trang Cấu hình, điền các ô còn trống (số và ngày Kế hoạch) và rà các dòng “Chưa xác minh”, “DỰ THẢO”.",
    "Trang Đơn vị: rà tên, loại đơn vị, chỉ tiêu riêng (nếu có), người ký. Đơn vị không tham gia thì chọn “Không” ở cột Tham gia.",
    "Trang Tiêu chí: khi có biểu chấm điểm chính thức thì nhập thay bản dự thảo; tổng điểm tối đa phải đúng thang điểm.",
    "Trang Chấm điểm: mỗi dòng một đơn vị và một tiêu chí, điền sẵn. Ô trống là chưa chấm, không phải 0 điểm.",
    "Trang Tập thể, Cá nhân: mỗi dòng một đề nghị, nhập vào các dòng đã có sẵn Mã dòng. Cột Trạng thái cho biết còn thiếu mấy mục.",
    "Trang Người tốt việc tốt, Bài viết gương, Công trình, Hội đồng, Hồ sơ: nhập tương tự. Đơn vị không đề nghị thì chọn “Có” ở trang Hồ sơ.",
    "Về Bảng điều khiển, bấm Kiểm tra. Sửa từng dòng ở trang Lỗi (bấm “Đến ô”), rồi kiểm tra lại đến khi không còn lỗi.",
    "Dòng lỗi có đề xuất mà anh/chị đồng ý: chọn “Có” ở cột Đồng ý sửa rồi bấm Sửa theo đề xuất. Giá trị cũ nằm ở trang Nhật ký.",
    "Bấm Tính điểm để xếp hạng. Ở ô “Đơn vị:” chọn Tất cả hoặc một đơn vị, bấm Xuất hồ sơ để có bộ hồ sơ Word, rồi bấm Mở thư mục.",
    "Sau khi xét: ghi cột Kết quả xét (trang Tập thể, Cá nhân), điền nhóm Quyết định khen thưởng ở trang Cấu hình, bấm Xuất quyết định.",
)

_BUTTON_NOTE = (
    "Các nút nằm ở Bảng điều khiển; thẻ Thi đua của Excel và mục Thi đua của LibreOffice có cùng các lệnh."
)

_BLOCKED = (
    "Vẫn dùng được: nhập liệu, danh sách thả xuống, cột Trạng thái, bộ đếm, chỉ tiêu, tổng điểm, biểu đồ, liên kết, in.",
    "Không dùng được: các nút. Trang Lỗi, Kết quả, Chỉ tiêu và màu tô lỗi giữ nguyên theo lần chạy phần mềm trước.",
    "Làm thay: lưu, đóng tệp rồi kéo tệp thả lên ThiDua.bat; hoặc dùng thẻ Thi đua của Excel (mục 5 của HUONG_DAN.md).",
)

_RULES = (
    "Không sửa, không chép Mã dòng sang dòng khác; không đổi tên trang, không xóa hàng tiêu đề.",
    "Ngày ghi theo thứ tự ngày/tháng/năm (ví dụ 05/6/1980). Mã đơn vị, số điện thoại, số CCCD là chữ: giữ nguyên số 0 ở đầu.",
    "Dán dữ liệu từ nơi khác: chọn Dán giá trị (Paste Values) để giữ danh sách thả xuống và màu sắc.",
    "Xuống dòng trong ô bằng Alt+Enter. Có thể bắt đầu dòng bằng dấu gạch ngang.",
    "Không gộp ô trong bảng. Muốn thêm dòng: nhập tiếp ngay dưới dòng cuối của bảng.",
)

_LEGEND: tuple[tuple[str, Props, str], ...] = (
    ("Tiêu đề", {"bg_color": NAVY, "font_color": "#FFFFFF", "bold": True}, "Cột bắt buộc."),
    ("Tiêu đề", {"bg_color": "#DCE6F1", "font_color": NAVY, "bold": True}, "Cột không bắt buộc."),
    ("Tiêu đề", {"bg_color": "#D9D9D9", "italic": True, "bold": True}, "Cột tự động (công thức), không nhập."),
    ("Chữ đậm, nền đỏ, viền liền", ERROR, "Lỗi: phải sửa trước khi xuất hồ sơ."),
    ("Chữ nghiêng, nền vàng, viền đứt", WARNING, "Cảnh báo: xem lại; đúng thì giữ nguyên."),
    ("Đủ", DONE, "Dòng đã đủ các cột bắt buộc."),
    ("Thiếu 3 mục", OPEN, "Dòng còn thiếu cột bắt buộc."),
    ("Chưa chấm", QUIET, "Tiêu chí chưa có điểm tự chấm."),
    ("DỰ THẢO", DRAFT_MARK, "Chưa có văn bản chính thức; mọi kết quả dựa vào đó là tạm tính."),
    ("Chưa xác minh", UNVERIFIED_MARK, "Cần đối chiếu với văn bản gốc trước khi dùng."),
)  # fmt: skip

_KINDS = {
    "text": "Chữ",
    "long_text": "Đoạn văn",
    "code": "Mã (chữ)",
    "choice": "Chọn trong danh sách",
    "integer": "Số nguyên",
    "number": "Số",
    "points": "Điểm",
    "date": "Ngày",
    "datetime": "Ngày giờ",
    "year": "Năm",
    "yes_no": "Có / Không",
    "any": "Tùy dòng",
    "live": "Tự động",
    "output": "Phần mềm ghi",
}


def _lines(text: str, width: int) -> int:
    return 1 + len(text) // width


def write_guide(worksheet: Worksheet, styles: Styles) -> None:
    """The whole tab; nothing here is typed twice: columns and help come from the schema."""
    for place, width in enumerate((5.0, 27.0, 13.0, 17.0, 46.0)):
        worksheet.set_column(place, place, width)
    worksheet.hide_gridlines(2)
    worksheet.set_row(0, 28)
    worksheet.write_string(
        0, 0, GUIDE.title, styles.get(bold=True, font_size=16, font_color=NAVY, valign="vcenter")
    )
    worksheet.write_url(
        1,
        0,
        f"internal:{quoted('Bảng điều khiển')}!A1",
        styles.get(font_color=BLUE, underline=1),
        "◄ Về điều khiển",
    )
    row = _numbered(worksheet, styles, 3, "CÁC BƯỚC", _STEPS)
    row = _numbered(worksheet, styles, row + 1, "CẦN NHỚ KHI NHẬP", _RULES)
    row = _buttons(worksheet, styles, row + 1)
    row = _numbered(worksheet, styles, row + 1, "KHI MACRO BỊ CHẶN, MÁY KHÔNG CÀI PHẦN MỀM", _BLOCKED)
    row = _legend(worksheet, styles, row + 1)
    for sheet in (*tables(), *(output for output in outputs() if not output.hidden)):
        row = _sheet_help(worksheet, styles, row + 1, sheet.tab, sheet.note, sheet.columns)
    page(worksheet, False, GUIDE.tab)
    worksheet.fit_to_pages(1, 0)


def _heading(worksheet: Worksheet, styles: Styles, row: int, text: str) -> None:
    style = styles.get(
        bold=True, font_size=12, font_color=NAVY, bottom=2, bottom_color=NAVY, valign="vcenter"
    )
    worksheet.set_row(row, 20)
    worksheet.merge_range(row, 0, row, 4, text, style)


def _numbered(worksheet: Worksheet, styles: Styles, row: int, heading: str, lines: tuple[str, ...]) -> int:
    _heading(worksheet, styles, row, heading)
    for number, line in enumerate(lines, start=1):
        row += 1
        worksheet.write_number(row, 0, number, styles.get(bold=True, align="center", font_color=BLUE))
        worksheet.merge_range(row, 1, row, 4, line, styles.get(text_wrap=True))
        worksheet.set_row(row, 14 * _lines(line, 100) + 3)
    return row + 1


def _buttons(worksheet: Worksheet, styles: Styles, row: int) -> int:
    """Every command of the tool, as the ribbon's tips describe it."""
    _heading(worksheet, styles, row, "CÁC NÚT BẤM")
    row += 1
    worksheet.merge_range(row, 0, row, 4, _BUTTON_NOTE, styles.get(text_wrap=True, italic=True))
    worksheet.set_row(row, 14 * _lines(_BUTTON_NOTE, 105) + 4)
    for command in COMMANDS:
        row += 1
        style = styles.get(bold=True, text_wrap=True, border=1, border_color=LINE)
        worksheet.merge_range(row, 0, row, 1, command.caption, style)
        worksheet.merge_range(
            row, 2, row, 4, command.tip, styles.get(text_wrap=True, border=1, border_color=LINE)
        )
        worksheet.set_row(row, 14 * _lines(command.tip, 72) + 3)
    return row + 1


def _legend(worksheet: Worksheet, styles: Styles, row: int) -> int:
    _heading(worksheet, styles, row, "MÀU SẮC (in đen trắng vẫn phân biệt được)")
    for sample, props, meaning in _LEGEND:
        row += 1
        worksheet.set_row(row, 18)
        style = styles.get(
            **{"align": "center", "valign": "vcenter", "border": 1, "border_color": LINE, **props}
        )
        worksheet.merge_range(row, 0, row, 1, sample, style)
        worksheet.merge_range(row, 2, row, 4, meaning, styles.get(valign="vcenter", indent=1))
    return row + 1


def _sheet_help(
    worksheet: Worksheet, styles: Styles, row: int, tab: str, note: str, columns: tuple[Column, ...]
) -> int:
    _heading(worksheet, styles, row, f"Trang “{tab}”")
    row += 1
    worksheet.merge_range(row, 0, row, 4, note, styles.get(text_wrap=True, italic=True))
    worksheet.set_row(row, 14 * _lines(note, 105) + 4)
    row += 1
    head = styles.get(bold=True, align="center", valign="vcenter", bg_color=GREY, border=1, border_color=LINE)
    for place, text in enumerate(("Cột", "Tiêu đề", "Bắt buộc", "Kiểu", "Cách nhập")):
        worksheet.write_string(row, place, text, head)
    number = 0
    for place, column in enumerate(columns):
        if column.type == "helper":
            continue
        row += 1
        number += 1
        cell = styles.get(text_wrap=True, border=1, border_color=LINE)
        centred = styles.get(text_wrap=True, border=1, border_color=LINE, align="center")
        letter = chr(65 + place) if place < 26 else "A" + chr(65 + place - 26)
        texts = (letter, column.header, "Có" if column.required else "", _KINDS[column.type], _help(column))
        for at, text in enumerate(texts):
            worksheet.write_string(row, at, text, centred if at in (0, 2) else cell)
        worksheet.set_row(row, 13.5 * max(_lines(texts[1], 26), _lines(texts[4], 46)) + 2)
    return row + 1


def _help(column: Column) -> str:
    allowed = f"Chọn: {'; '.join(column.choices)}." if column.choices and column.type == "choice" else ""
    return " ".join(part for part in (column.help, allowed) if part)
