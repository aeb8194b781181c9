"""Settings of what follows nomination: the decision, its annexes, the notice, and the prize money (domain.md §7).

They stand behind all others, so that no row of an older workbook's Cấu hình moves.
"""

from __future__ import annotations

from xlpy.schema import choices
from xlpy.schema.types import Setting

_DOMAIN = "Tài liệu nghiệp vụ"
_MEMORY = "Ghi theo trí nhớ, cần đối chiếu."

DECISION = (
    Setting(
        "decision_number",
        "Số Quyết định khen thưởng",
        None,
        "code",
        required=False,
        source="NĐ 30/2020/NĐ-CP, Mẫu 1.2",
        note="Điền khi Văn thư đã cấp số, ví dụ 1234/QĐ-UBND. Giấy khen, sổ theo dõi và thông báo đều ghi số này.",
    ),
    Setting(
        "decision_date",
        "Ngày Quyết định khen thưởng",
        None,
        "date",
        required=False,
        source=f"{_DOMAIN}, mục 7.3",
        note="Mức lương cơ sở để tính tiền thưởng lấy theo ngày này.",
        status="Chưa xác minh",
    ),
    Setting(
        "proposal_number",
        "Số Tờ trình của Phòng Nội vụ",
        None,
        "code",
        required=False,
        source=f"{_DOMAIN}, mục 7.1",
        note="Tờ trình trình Chủ tịch ký Quyết định. Ví dụ: 45/TTr-NV.",
    ),
    Setting(
        "proposal_date",
        "Ngày Tờ trình của Phòng Nội vụ",
        None,
        "date",
        required=False,
        source=f"{_DOMAIN}, mục 7.1",
    ),
    Setting(
        "proposer",
        "Người đề nghị (ghi sau “Theo đề nghị của”)",
        "Trưởng phòng Phòng Nội vụ quận Ba Đình",
        "text",
        source=f"{_DOMAIN}, mục 7.2",
    ),
    Setting(
        "decision_parent",
        "Quyết định: cơ quan chủ quản",
        None,
        "text",
        required=False,
        source=f"{_DOMAIN}, mục 2.5",
        note="Để trống: chỉ in tên cơ quan ban hành, như trên Kế hoạch.",
        status="Chưa xác minh",
    ),
    Setting(
        "decision_place",
        "Quyết định: địa danh",
        "Ba Đình",
        "text",
        source="Kế hoạch",
    ),
    Setting(
        "decision_symbol",
        "Quyết định: ký hiệu cơ quan",
        "UBND",
        "code",
        source="NĐ 30/2020/NĐ-CP, Phụ lục III",
    ),
    Setting(
        "decision_authority_line",
        "Quyết định: dòng thẩm quyền ban hành",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH",
        "text",
        source="NĐ 30/2020/NĐ-CP, Mẫu 1.2",
        status="Chưa xác minh",
    ),
    Setting(
        "decision_signer_authority",
        "Quyết định: quyền hạn người ký",
        None,
        "text",
        required=False,
        source=f"{_DOMAIN}, mục 2.5",
        note="Để trống khi Chủ tịch ký; “KT. CHỦ TỊCH” khi Phó Chủ tịch ký thay.",
        status="Chưa xác minh",
    ),
    Setting(
        "decision_signer_title",
        "Quyết định: chức vụ người ký",
        "CHỦ TỊCH",
        "text",
        source=f"{_DOMAIN}, mục 2.5",
        status="Chưa xác minh",
    ),
    Setting("decision_signer_name", "Quyết định: họ tên người ký", "Tạ Nam Chiến", "text", source="Kế hoạch"),
    Setting(
        "decision_citation_1",
        "Quyết định: căn cứ đầu tiên",
        "Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015; Luật sửa đổi, bổ sung một số điều của Luật "
        "Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019",
        "text",
        source=f"{_DOMAIN}, mục 7.2",
        note=f"{_MEMORY} Sau dòng này in các dòng Căn cứ (1), (2)… của nhóm Căn cứ pháp lý.",
        status="Chưa xác minh",
    ),
    Setting(
        "decision_executors",
        "Quyết định: người thi hành (Điều 3)",
        "Chánh Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận, Trưởng phòng Phòng Nội vụ, Trưởng phòng "
        "Phòng Tài chính - Kế hoạch, thủ trưởng các cơ quan, đơn vị có liên quan",
        "text",
        source=f"{_DOMAIN}, mục 7.2",
        note=_MEMORY,
        status="Chưa xác minh",
    ),
    Setting(
        "decision_copy_to_1",
        "Quyết định: nơi nhận thêm (1)",
        "Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân quận",
        "text",
        required=False,
        status="Chưa xác minh",
    ),
    Setting("decision_copy_to_2", "Quyết định: nơi nhận thêm (2)", None, "text", required=False),
    Setting(
        "decision_archive_suffix",
        "Quyết định: ký hiệu bộ phận soạn thảo",
        "NV",
        "text",
        source="Kế hoạch",
        note="In ở dòng “Lưu: VT, NV.”",
    ),
    Setting(
        "award_level",
        "Cấp khen thưởng",
        "Cấp huyện",
        "text",
        source=f"{_DOMAIN}, mục 7.5",
        note="In ở sổ theo dõi khen thưởng.",
        status="Chưa xác minh",
    ),
    Setting(
        "annex_order",
        "Thứ tự danh sách kèm theo Quyết định",
        choices.COLLECTIVES_FIRST,
        "choice",
        source=f"Kế hoạch; {_DOMAIN}, mục 9 (Q13)",
        note="Số thứ tự chạy liền qua hai danh sách và là số ghi ở sổ theo dõi, trên Giấy khen.",
        status="Chưa xác minh",
        choices=choices.ANNEX_ORDERS,
    ),
    Setting(
        "notice_unit",
        "Đơn vị thông báo trường hợp không khen thưởng",
        "PNV",
        "code",
        source=f"{_DOMAIN}, mục 3.1",
        note="Mã ở trang Đơn vị; tên, người ký của thông báo và danh sách nhận tiền thưởng lấy ở dòng này.",
        status="Chưa xác minh",
    ),
)

_BASE_PAYS = (
    (1_490_000, "2019-07-01", "NĐ 38/2019/NĐ-CP"),
    (1_800_000, "2023-07-01", "NĐ 24/2023/NĐ-CP"),
    (2_340_000, "2024-07-01", "NĐ 73/2024/NĐ-CP"),
    (None, None, ""),
    (None, None, ""),
)

BASE_PAY_ROWS = len(_BASE_PAYS)
"""How many levels of base pay Cấu hình has room for."""

PRIZES = (
    Setting(
        "prize_coefficient_individual",
        "Tiền thưởng Giấy khen: cá nhân",
        30,
        "integer",
        "% mức lương cơ sở",
        "NĐ 91/2017/NĐ-CP, Điều 73",
        "30 là 0,30 lần mức lương cơ sở.",
        "Chưa xác minh",
        minimum=0,
        maximum=10_000,
    ),
    Setting(
        "prize_coefficient_collective",
        "Tiền thưởng Giấy khen: tập thể",
        60,
        "integer",
        "% mức lương cơ sở",
        "NĐ 91/2017/NĐ-CP, Điều 73",
        "60 là 0,60 lần mức lương cơ sở, gấp đôi cá nhân.",
        "Chưa xác minh",
        minimum=0,
        maximum=10_000,
    ),
    Setting(
        "prize_rounding",
        "Làm tròn tiền thưởng",
        choices.ROUND_UP,
        "choice",
        source="NĐ 91/2017/NĐ-CP, Điều 68.2",
        note="Văn bản ghi làm tròn lên hàng chục nghìn đồng; ví dụ của cơ quan khác lại làm tròn gần nhất.",
        status="Chưa xác minh",
        choices=choices.ROUNDINGS,
    ),
    Setting(
        "prize_rounding_step",
        "Làm tròn đến",
        10_000,
        "integer",
        "đồng",
        "NĐ 91/2017/NĐ-CP, Điều 68.2",
        minimum=1,
        maximum=1_000_000,
    ),
    Setting(
        "prize_fund",
        "Nguồn tiền thưởng",
        "Quỹ thi đua, khen thưởng của quận Ba Đình",
        "text",
        source=f"{_DOMAIN}, mục 7.5",
        status="Chưa xác minh",
    ),
    *(
        setting
        for number, (amount, since, source) in enumerate(_BASE_PAYS, 1)
        for setting in (
            Setting(
                f"base_pay_{number}_amount",
                f"Mức lương cơ sở ({number})",
                amount,
                "integer",
                "đồng/tháng",
                source,
                "" if amount else "Để dành cho mức mới.",
                required=False,
                minimum=1,
                maximum=100_000_000,
            ),
            Setting(
                f"base_pay_{number}_from",
                f"Mức lương cơ sở ({number}): áp dụng từ ngày",
                since,
                "date",
                "",
                source,
                _MEMORY if number == 1 else "",
                "Chưa xác minh" if number == 1 else "Đã xác minh",
                required=False,
            ),
        )
    ),
)
