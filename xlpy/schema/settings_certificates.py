"""Settings of the certificates (Giấy khen): their wording, letter sizes, and the places on a pre-printed form.

Fields and the sheet's size: domain.md §7.4. The positions are a proposal made up for a sheet of 297 × 210 mm: every
office measures its own form, hence "DỰ THẢO".
"""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Setting

_SOURCE = "Tài liệu nghiệp vụ, mục 7.4"
_HOW = "Ngang, Dọc, Rộng tính bằng mm từ góc trên bên trái; Dọc đo đến dòng kẻ đỡ chân chữ. Để trống: không in ô này."

FIELD_PREFIX = "form_field_"

_FIELDS: tuple[tuple[str, str, str | None], ...] = (
    ("category", "Phân loại đối tượng", "Ngang 48,5; Dọc 98; Rộng 200; Cỡ 16; Giữa"),
    ("name", "Tên cá nhân, tập thể", "Ngang 28,5; Dọc 109; Rộng 240; Cỡ 28-16; Giữa; Đậm"),
    ("post", "Chức vụ, đơn vị", "Ngang 28,5; Dọc 117; Rộng 240; Cỡ 16-12; Giữa; Dòng 2; Cách 7"),
    ("content", "Nội dung khen", "Ngang 33,5; Dọc 132; Rộng 230; Cỡ 16-12; Giữa; Dòng 3; Cách 7,5"),
    ("place_date", "Địa danh, ngày ký", "Ngang 165; Dọc 157; Rộng 110; Cỡ 13; Giữa; Nghiêng"),
    ("signer_title", "Chức vụ người ký", "Ngang 165; Dọc 164; Rộng 110; Cỡ 14-10; Giữa; Đậm; Dòng 2; Cách 6"),
    ("signer_name", "Họ tên người ký", "Ngang 165; Dọc 199; Rộng 110; Cỡ 14-10; Giữa; Đậm"),
    ("decision_number", "Số Quyết định", "Ngang 62; Dọc 178; Rộng 60; Cỡ 13-10; Trái"),
    ("decision_date", "Ngày Quyết định", "Ngang 30; Dọc 186; Rộng 92; Cỡ 13-10; Trái"),
    ("decision_day", "Ngày Quyết định: riêng số ngày", None),
    ("decision_month", "Ngày Quyết định: riêng số tháng", None),
    ("decision_year", "Ngày Quyết định: riêng số năm", None),
    ("register_number", "Số sổ vàng", "Ngang 62; Dọc 194; Rộng 40; Cỡ 13; Trái; Đậm"),
)

FIELD_NAMES = {key: name for key, name, _ in _FIELDS}
"""Fields of the form by key, in the order in which a clerk reads the certificate; names as in Cấu hình."""

CERTIFICATES = (
    Setting(
        "certificate_mode",
        "Giấy khen: cách in",
        choices.WHOLE_PAGE,
        "choice",
        source=_SOURCE,
        note="“In trên phôi” dùng các dòng “Phôi, ô in” ở dưới.",
        status="Chưa xác minh",
        choices=choices.CERTIFICATE_MODES,
    ),
    Setting(
        "certificate_reason",
        "Giấy khen: nội dung ghi trên giấy",
        None,
        "text",
        source=_SOURCE,
        note="Để trống: ghi “Nội dung khen” và “Tên gọi tắt trong văn bản” ở nhóm Đợt thi đua.",
        status="Chưa xác minh",
        required=False,
    ),
    Setting(
        "certificate_salutation",
        "Giấy khen: in Ông, Bà trước họ tên",
        choices.YES,
        "yes_no",
        source=_SOURCE,
        status="Chưa xác minh",
    ),
    *(
        Setting(
            f"certificate_size_{key}",
            f"Giấy khen cả trang: cỡ chữ {name}",
            sizes,
            "text",
            "điểm",
            _SOURCE,
            "Cỡ lớn nhất - cỡ nhỏ nhất: chữ dài được thu nhỏ dần đến cỡ nhỏ nhất.",
            "Chưa xác minh",
        )
        for key, name, sizes in (
            ("name", "tên", "30-18"),
            ("post", "chức vụ, đơn vị", "17-13"),
            ("content", "nội dung", "18-13"),
        )
    ),
    *(
        Setting(
            f"form_{key}",
            f"Phôi Giấy khen: {name}",
            value,
            "number",
            "mm",
            _SOURCE,
            note,
            "Chưa xác minh",
            minimum=low,
            maximum=high,
        )
        for key, name, value, note, low, high in (
            ("width", "chiều ngang tờ phôi", 297, "A4 ngang: 297; A3 ngang: 420.", 100, 600),
            ("height", "chiều cao tờ phôi", 210, "A4 ngang: 210; A3 ngang: 297.", 100, 600),
            ("offset_x", "chỉnh máy in sang phải", 0, "In thử rồi đo; số âm là sang trái.", -50, 50),
            ("offset_y", "chỉnh máy in xuống dưới", 0, "In thử rồi đo; số âm là lên trên.", -50, 50),
        )
    ),
    Setting(
        "form_digits_only",
        "Phôi Giấy khen: chỉ in chữ số của số Quyết định",
        choices.NO,
        "yes_no",
        source=_SOURCE,
        note="Chọn Có khi phôi đã in sẵn ký hiệu, ví dụ “/QĐ-UBND”.",
        status="Chưa xác minh",
    ),
    *(
        Setting(
            FIELD_PREFIX + key,
            f"Phôi, ô in: {name}",
            place,
            "text",
            source=_SOURCE,
            note=_HOW if number == 0 else "",
            status="DỰ THẢO",
            required=False,
        )
        for number, (key, name, place) in enumerate(_FIELDS)
    ),
)
