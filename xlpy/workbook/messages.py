"""Texts that the macros show. VBA source cannot hold diacritics, so they stand in named cells."""

from __future__ import annotations

MESSAGES: dict[str, str] = {
    "msg_title": "Thi đua - Khen thưởng",
    "msg_no_addin": (
        "Chưa chạy được phần mềm từ nút bấm này.\n\n"
        "Nguyên nhân thường gặp: máy chưa cài phần bổ trợ xlwings, hoặc phần bổ trợ đang tắt.\n\n"
        "Việc cần làm: lưu, đóng tệp rồi chạy phần mềm theo mục 5 của HUONG_DAN.md, hoặc nhờ người hỗ trợ cài phần bổ trợ. "
        "Dữ liệu đã nhập không bị thay đổi."
    ),
    "msg_detail": "Chi tiết kỹ thuật:",
}
"""By defined name. Also defined: msg_status, the cell on Bảng điều khiển where Python says what it did."""

STATUS_READY = "Sẵn sàng. Bấm Kiểm tra sau khi nhập xong."
STATUS_NO_BUTTONS = "Bản không có macro: nhập liệu bình thường rồi gửi lại đơn vị chủ trì."
