"""Texts that the macros show. VBA source cannot hold diacritics, so they stand in named cells."""

from __future__ import annotations

_DATA_SAFE = "Dữ liệu đã nhập không bị thay đổi."

MESSAGES: dict[str, str] = {
    "msg_title": "Thi đua - Khen thưởng",
    "msg_running": "Đang chạy, vui lòng chờ…",
    "msg_no_addin": (
        "Chưa chạy được phần mềm từ nút bấm này.\n\n"
        "Nguyên nhân thường gặp: máy chưa cài phần bổ trợ xlwings, hoặc phần bổ trợ đang tắt.\n\n"
        "Việc cần làm: chạy tệp CaiDat.bat trong thư mục phần mềm (với LibreOffice: lệnh thidua.py install --libreoffice), rồi "
        "mở lại sổ tính; hoặc lưu, đóng sổ tính rồi kéo tệp thả lên ThiDua.bat (mục 5 của HUONG_DAN.md). "
        f"{_DATA_SAFE}"
    ),
    "msg_python_failed": (
        "Phần mềm đã dừng giữa chừng, việc vừa bấm chưa xong.\n\n"
        "Việc cần làm: bấm lại một lần. Nếu vẫn vậy, lưu, đóng sổ tính rồi cài lại phần mềm (mục 5 của HUONG_DAN.md), hoặc gửi thông báo này cho "
        f"người hỗ trợ. {_DATA_SAFE}"
    ),
    "msg_not_saved": (
        "Sổ tính này chưa được lưu thành tệp trên máy nên chưa chạy được.\n\n"
        "Việc cần làm: chọn Tệp > Lưu thành (File > Save As), lưu vào một thư mục trên máy, giữ đuôi .xlsm, rồi bấm lại."
    ),
    "msg_temporary": (
        "Sổ tính này đang mở thẳng từ thư điện tử hoặc tệp nén, tức là nằm trong thư mục tạm; những gì nhập vào có thể mất khi "
        "đóng lại.\n\n"
        "Việc cần làm: chọn Tệp > Lưu thành (File > Save As), lưu vào một thư mục trên máy, rồi mở tệp đã lưu và bấm lại."
    ),
    "msg_read_only": (
        "Sổ tính này đang mở ở chế độ chỉ đọc nên không ghi được kết quả.\n\n"
        "Nguyên nhân thường gặp: người khác đang mở cùng tệp, hoặc tệp được đánh dấu chỉ đọc.\n\n"
        "Việc cần làm: nhờ người đang mở đóng tệp rồi mở lại; hoặc chọn Tệp > Lưu thành (File > Save As) với tên khác rồi bấm "
        "lại trên bản mới."
    ),
    "msg_online": (
        "Sổ tính này đang mở từ OneDrive hoặc SharePoint nên phần mềm không có thư mục trên máy để ghi hồ sơ.\n\n"
        "Việc cần làm: tắt Tự động lưu (AutoSave), chọn Tệp > Lưu thành (File > Save As), lưu vào một thư mục trên máy nằm ngoài "
        "OneDrive, rồi bấm lại."
    ),
    "msg_detail": "Chi tiết kỹ thuật:",
}
"""By defined name. Also defined: msg_status, the cell on Bảng điều khiển where Python says what it did."""

STATUS_READY = "Sẵn sàng. Bấm Kiểm tra sau khi nhập xong."
STATUS_NO_BUTTONS = "Bản không có macro: nhập liệu bình thường rồi gửi lại đơn vị chủ trì."

PACKETS_FOLDER = "ho-so"
"""Folder beside the workbook into which the button Xuất hồ sơ writes and which Mở thư mục opens."""

SENT_FOLDER, RETURNED_FOLDER = "ban-gui-di", "ban-gui-ve"
"""Folders beside the workbook: copies and mail drafts made by Tách sổ; returned files that Ghép sổ takes in."""

CHOSEN_UNIT = "chosen_unit"
"""Defined name of the cell on Bảng điều khiển that says whose packets Xuất hồ sơ makes."""

ADDIN_MESSAGES: dict[str, str] = {
    "msg_not_ours": (
        "Sổ tính đang mở phía trước không phải sổ tính của đợt thi đua.\n\n"
        "Việc cần làm: mở sổ tính ThiDua2023.xlsm hoặc bản của đơn vị, bấm vào cửa sổ của sổ tính đó, rồi bấm lại nút trên "
        "thẻ Thi đua."
    ),
    "msg_no_packets": (
        f"Chưa mở được thư mục “{PACKETS_FOLDER}” cạnh sổ tính này.\n\n"
        "Nguyên nhân thường gặp: chưa xuất hồ sơ lần nào, hoặc thư mục đã bị chuyển đi hay đổi tên.\n\n"
        "Việc cần làm: bấm Xuất hồ sơ, chờ báo xong, rồi bấm lại."
    ),
}
"""Texts that only the ribbon add-in shows."""
