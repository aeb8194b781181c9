"""Settings of the reminder letter (công văn đôn đốc, domain.md §2.3). They stand behind all others, so that no row of an
older workbook's Cấu hình moves."""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Setting

_LETTER = "NĐ 30/2020/NĐ-CP, Mẫu 1.5"

REMINDERS = (
    Setting(
        "reminder_together",
        "Đôn đốc: một công văn chung cho các đơn vị",
        choices.NO,
        "yes_no",
        choices=choices.YES_NO,
        note="Không: mỗi đơn vị một công văn. Có: một công văn gửi các đơn vị chưa nộp, kèm bảng tình trạng.",
        source=_LETTER,
    ),
    Setting(
        "reminder_body",
        "Đôn đốc: cơ quan ban hành",
        "Ủy ban nhân dân quận Ba Đình",
        "text",
        source="Kế hoạch",
    ),
    Setting("reminder_place", "Đôn đốc: địa danh", "Ba Đình", "text", source="Kế hoạch"),
    Setting(
        "reminder_symbol",
        "Đôn đốc: ký hiệu sau số",
        "UBND-NV",
        "code",
        source="Tài liệu nghiệp vụ, mục 2.3",
        note="In ở dòng “Số: …/UBND-NV”; Văn thư điền số.",
    ),
    Setting(
        "reminder_deadline",
        "Đôn đốc: hạn gửi bổ sung",
        None,
        "date",
        required=False,
        note="Để trống: dùng Hạn nộp hồ sơ; đã quá hạn mà để trống thì công văn chừa chỗ để điền ngày.",
    ),
    Setting(
        "reminder_authority",
        "Đôn đốc: quyền hạn người ký",
        "TM. ỦY BAN NHÂN DÂN",
        "text",
        required=False,
        source=_LETTER,
        status="Chưa xác minh",
    ),
    Setting(
        "reminder_title",
        "Đôn đốc: chức vụ người ký",
        "CHỦ TỊCH",
        "text",
        source=_LETTER,
        status="Chưa xác minh",
    ),
    Setting(
        "reminder_signer",
        "Đôn đốc: họ tên người ký",
        "Tạ Nam Chiến",
        "text",
        required=False,
        source="Kế hoạch",
    ),
    Setting(
        "reminder_archive", "Đôn đốc: ký hiệu lưu", "VT, NV", "text", source=_LETTER, status="Chưa xác minh"
    ),
)
