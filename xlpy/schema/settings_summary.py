"""Settings of the final report of the drive (báo cáo tổng kết): its number and signer, and the parts the clerk writes."""

from __future__ import annotations

from xlpy.schema.types import Setting

_SOURCE = "Tài liệu nghiệp vụ, mục 7.5"
_FREE = "Để trống: báo cáo in dấu “…” để viết tiếp trong Word. Xuống dòng bằng Alt+Enter."

SUMMARY = (
    Setting(
        "summary_number",
        "Báo cáo tổng kết: số",
        None,
        "code",
        source="NĐ 30/2020/NĐ-CP, Mẫu 1.4",
        note="Điền khi Văn thư đã cấp số, ví dụ 120/BC-UBND.",
        required=False,
    ),
    Setting("summary_date", "Báo cáo tổng kết: ngày", None, "date", source=_SOURCE, required=False),
    Setting(
        "summary_signer_authority",
        "Báo cáo tổng kết: quyền hạn người ký",
        "TM. ỦY BAN NHÂN DÂN",
        "text",
        source="Kế hoạch",
        note="Như trên Kế hoạch; để trống khi ký theo thẩm quyền riêng.",
        status="Chưa xác minh",
        required=False,
    ),
    Setting(
        "summary_signer_title",
        "Báo cáo tổng kết: chức vụ người ký",
        "CHỦ TỊCH",
        "text",
        source="Kế hoạch",
    ),
    Setting(
        "summary_signer_name", "Báo cáo tổng kết: họ tên người ký", "Tạ Nam Chiến", "text", source="Kế hoạch"
    ),
    Setting(
        "summary_recipient",
        "Báo cáo tổng kết: Kính gửi",
        "Ban Thi đua - Khen thưởng thành phố Hà Nội",
        "text",
        source="NĐ 30/2020/NĐ-CP, Mẫu 1.4",
        note="Để trống khi báo cáo không gửi riêng cấp trên nào.",
        status="Chưa xác minh",
        required=False,
    ),
    Setting(
        "summary_copy_to_1",
        "Báo cáo tổng kết: nơi nhận thêm (1)",
        "Các cơ quan, đơn vị tham gia đợt thi đua",
        "text",
        status="Chưa xác minh",
        required=False,
    ),
    *(
        Setting(
            f"summary_{key}",
            f"Báo cáo tổng kết: {name}",
            None,
            "long_text",
            source=_SOURCE,
            note=_FREE,
            status="Chưa xác minh",
            required=False,
        )
        for key, name in (
            ("situation", "tình hình chung"),
            ("launch", "công tác chỉ đạo, phát động"),
            ("results", "kết quả các nội dung thi đua"),
            ("strengths", "ưu điểm"),
            ("shortcomings", "tồn tại, hạn chế và nguyên nhân"),
            ("lessons", "bài học kinh nghiệm"),
            ("proposals", "đề xuất, kiến nghị"),
        )
    ),
)
