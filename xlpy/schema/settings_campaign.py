"""Settings that say which campaign this is: names, dates, recipients, signer above the units, legal basis."""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Setting

_PLAN = "Kế hoạch"

CAMPAIGN = (
    Setting(
        "campaign_code",
        "Mã đợt thi đua",
        "BADINH-2023-75NAM",
        "code",
        note="Không sửa sau khi đã gửi các bản.",
    ),
    Setting(
        "campaign_name",
        "Tên đợt thi đua",
        "Đợt thi đua cao điểm chào mừng Kỷ niệm 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc "
        "(11/6/1948 - 11/6/2023); 62 năm thành lập quận (31/5/1961 - 31/5/2023), thành lập Đảng bộ quận "
        "(09/6/1961 - 09/6/2023); 980 năm Thập Tam Trại (23/3/1043 - 23/3/2023 Âm lịch)",
        "text",
        source=_PLAN,
    ),
    Setting(
        "campaign_short_name",
        "Tên gọi tắt trong văn bản",
        "đợt thi đua cao điểm chào mừng Kỷ niệm 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi thi đua ái quốc; "
        "62 năm thành lập quận, thành lập Đảng bộ quận; 980 năm Thập Tam Trại",
        "text",
        source=_PLAN,
    ),
    Setting(
        "plan_number",
        "Số Kế hoạch của UBND quận",
        None,
        "code",
        source=_PLAN,
        note="Bản Kế hoạch có trong tay để trống số; phải điền trước khi xuất hồ sơ. Ví dụ: 88/KH-UBND.",
        status="Chưa xác minh",
        required=False,
    ),
    Setting(
        "plan_date",
        "Ngày Kế hoạch",
        None,
        "date",
        source=_PLAN,
        note="Bản Kế hoạch chỉ ghi tháng 4 năm 2023; phải điền trước khi xuất hồ sơ.",
        status="Chưa xác minh",
        required=False,
    ),
    Setting("district_name", "Tên quận", "quận Ba Đình", "text", source=_PLAN),
    Setting("district_body", "Cơ quan tặng thưởng", "Ủy ban nhân dân quận Ba Đình", "text", source=_PLAN),
    Setting(
        "award_full_name",
        "Hình thức khen thưởng",
        "Giấy khen của Chủ tịch Ủy ban nhân dân quận Ba Đình",
        "text",
        source=f"{_PLAN}, IV.2",
        note="Kế hoạch ghi “UBND quận tặng Giấy khen”; thẩm quyền ký là Chủ tịch.",
        status="Chưa xác minh",
    ),
    Setting(
        "award_reason", "Nội dung khen", "Đã có thành tích xuất sắc trong", "text", source=f"{_PLAN}, IV.2"
    ),
    Setting("launch_date", "Ngày phát động sớm nhất", "2023-04-10", "date", source=f"{_PLAN}, III.4"),
    Setting("deadline", "Hạn nộp hồ sơ", "2023-05-31", "date", source=f"{_PLAN}, IV.3"),
    Setting("decision_by", "Dự kiến tổng kết, trao thưởng", "2023-06-19", "date", source=f"{_PLAN}, III.10"),
    Setting(
        "reference_date",
        "Ngày dùng để kiểm tra",
        None,
        "date",
        required=False,
        note="Để trống: dùng ngày hôm nay. Điền khi cần kiểm tra lại theo một ngày đã qua.",
    ),
)

RECIPIENTS = (
    Setting(
        "recipient_1",
        "Kính gửi (1)",
        "Chủ tịch Ủy ban nhân dân quận Ba Đình",
        "text",
        source="Tài liệu nghiệp vụ, mục 3.2",
    ),
    Setting(
        "recipient_2",
        "Kính gửi (2)",
        "Phòng Nội vụ quận Ba Đình",
        "text",
        required=False,
        source="Tài liệu nghiệp vụ, mục 3.2",
    ),
    Setting("copy_to_1", "Nơi nhận thêm (1)", "Phòng Nội vụ quận (để thẩm định)", "text", required=False),
    Setting(
        "drafting_office",
        "Ký hiệu lưu",
        "VT",
        "text",
        source="NĐ 30/2020/NĐ-CP",
        note="In ở dòng “Lưu: VT, TĐKT.”",
    ),
    Setting("archive_suffix", "Ký hiệu bộ phận soạn thảo", "TĐKT", "text", status="Chưa xác minh"),
    Setting(
        "superior_title",
        "Cấp trên xác nhận: chức vụ",
        "CHỦ TỊCH",
        "text",
        source="Mẫu số 07",
        status="Chưa xác minh",
    ),
    Setting(
        "superior_authority",
        "Cấp trên xác nhận: quyền hạn",
        "TM. ỦY BAN NHÂN DÂN QUẬN",
        "text",
        required=False,
        source=_PLAN,
        status="Chưa xác minh",
    ),
    Setting(
        "superior_name", "Cấp trên xác nhận: họ tên", "Tạ Nam Chiến", "text", required=False, source=_PLAN
    ),
)

LEGAL = (
    Setting(
        "legal_basis",
        "Văn bản quy định mẫu báo cáo",
        "ND91_2017",
        "code",
        source=f"{_PLAN}, IV.4",
        note="ND91_2017: Mẫu số 07 (đến 31/12/2023). Bộ mẫu khác là một thư mục trong templates, như ND98_2023.",
    ),
    Setting(
        "citation_1",
        "Căn cứ (1)",
        "Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003; Luật sửa đổi, bổ sung một số điều của Luật Thi đua, "
        "khen thưởng ngày 14 tháng 6 năm 2005 và ngày 16 tháng 11 năm 2013",
        "text",
        source="Tài liệu nghiệp vụ, mục 3.2",
    ),
    Setting(
        "citation_2",
        "Căn cứ (2)",
        "Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều "
        "của Luật Thi đua, khen thưởng",
        "text",
        source=f"{_PLAN}, IV.4",
        status="Chưa xác minh",
        note="Ngày ban hành ghi theo trí nhớ, cần đối chiếu.",
    ),
    Setting(
        "citation_3",
        "Căn cứ (3)",
        "Thông tư số 12/2019/TT-BNV ngày 04 tháng 11 năm 2019 của Bộ trưởng Bộ Nội vụ quy định chi tiết thi hành "
        "một số điều của Nghị định số 91/2017/NĐ-CP",
        "text",
        required=False,
        source="Tài liệu nghiệp vụ, mục 3.7",
        status="Chưa xác minh",
    ),
    Setting(
        "citation_4",
        "Căn cứ (4)",
        "Quyết định số 09/2020/QĐ-UBND ngày 28 tháng 4 năm 2020 của Ủy ban nhân dân thành phố Hà Nội về công tác "
        "thi đua, khen thưởng của thành phố Hà Nội",
        "text",
        required=False,
        source="Tài liệu nghiệp vụ, mục 3.7",
        status="Chưa xác minh",
        note="Trích yếu cần đối chiếu với bản chính thức.",
    ),
    Setting(
        "report_prior_awards",
        "In phần III “Đã được khen thưởng” trong báo cáo",
        choices.NO,
        "yes_no",
        source="Mẫu số 07",
        status="Chưa xác minh",
    ),
    Setting(
        "export_pdf",
        "Xuất hồ sơ kèm bản PDF và tệp in của cả đơn vị",
        choices.NO,
        "yes_no",
        source="Quy ước của phần mềm",
        note="Cần LibreOffice trên máy; lâu hơn nhiều so với chỉ xuất tệp Word. Tệp in: 00-ban-in.pdf trong thư mục của đơn vị.",
    ),
    Setting(
        "print_two_sided",
        "Tệp in để in hai mặt: mỗi văn bản bắt đầu ở trang lẻ",
        choices.NO,
        "yes_no",
        source="Quy ước của phần mềm",
        note="“Có” thì thêm trang trắng giữa các văn bản, để không tờ nào chứa hai văn bản.",
    ),
)
