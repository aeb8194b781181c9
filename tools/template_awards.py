"""Papers that follow the nomination: the decision with its annexes, register, prize list and notice (domain.md §7)."""

from __future__ import annotations

from template_blocks import (
    grid,
    heading,
    page,
    recipients,
    rule_under_title,
    section_break,
    signature,
    signer_post,
    title,
    two_columns,
    two_signatures,
)
from template_parts import p, run, tag

LANDSCAPE = 247.0
"""Millimetres between the margins of a landscape page (30 left, 20 right)."""
_WIDE_HEADING = (95.0, 152.0)
_RULE = 85.0

END = p("TDCuoi")


def amount(field: str) -> str:
    """A cell with an amount of money, at the right edge so that the digits stand under each other."""
    return p("TDOBangGiua", field, extra='<w:jc w:val="right"/>')


def article(number: int, text: str, style: str = "TDThan") -> str:
    """An article: "Điều 1." in bold, then its text (C-17)."""
    return p(style, "", run(f"Điều {number}.", bold=True), run(f" {text}"))


def decision() -> str:
    """Quyết định, Mẫu 1.2 of NĐ 30/2020/NĐ-CP, and its annexes as sections with page numbers of their own (P-08)."""
    return (
        heading("{{ qd.so }}", "{{ qd.dia_danh_ngay }}")
        + title(
            "QUYẾT ĐỊNH",
            "Về việc tặng Giấy khen cho {{ qd.doi_tuong }} có thành tích xuất sắc trong {{ dot.ten_ngan }}",
        )
        + p("TDTenLoai", "{{ qd.tham_quyen }}")
        + tag("for dong in qd.can_cu")
        + p("TDCanCu", "{{ dong }}")
        + tag("endfor")
        + p("TDCanCu", "{{ qd.theo_de_nghi }}")
        + p("TDTenLoai", "QUYẾT ĐỊNH:")
        + article(
            1,
            "Tặng {{ dot.hinh_thuc }} cho {{ dem.so_luong }} {{ dot.ly_do }} {{ dot.ten_ngan }} "
            "(danh sách tại {{ qd.ten_phu_luc }} kèm theo Quyết định này).",
        )
        + article(
            2,
            "Kèm theo Giấy khen, {{ thuong.cau }}. Tổng số tiền thưởng là {{ thuong.tong }} đồng "
            "(Bằng chữ: {{ thuong.bang_chu }}), chi từ {{ thuong.nguon }}.",
        )
        + article(
            3,
            "Quyết định này có hiệu lực kể từ ngày ký. {{ qd.nguoi_thi_hanh }} và các {{ qd.doi_tuong }} có tên tại "
            "Điều 1 chịu trách nhiệm thi hành Quyết định này./.",
            "TDThanCuoi",
        )
        + two_columns(recipients("qd.noi_nhan"), signature("ky"))
        + section_break(page())
        + tag("for bang in phu_luc")
        + tag("if not bang.dau")
        + section_break(page(annex=True))
        + tag("endif")
        + annex()
        + tag("endfor")
    )


def annex() -> str:
    """One annex list; the loop variable is `bang`."""
    collectives = grid(
        [("STT", 14), ("Tên tập thể", 83), ("Đơn vị", 58)],
        "dong in bang.ds",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten }}"),
            ("TDOBang", "{{ dong.don_vi }}"),
        ],
    )
    individuals = grid(
        [("STT", 14), ("Họ và tên", 55), ("Chức vụ, đơn vị công tác", 86)],
        "dong in bang.ds",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
        ],
    )
    return (
        p("TDTenLoai", "{{ bang.nhan }}")
        + p("TDTrichYeu", "DANH SÁCH {{ bang.doi_tuong_hoa }}")
        + p("TDTrichYeu", "ĐƯỢC TẶNG {{ dot.hinh_thuc_hoa }}")
        + p(
            "TDKemTheo",
            "(Kèm theo Quyết định số {{ qd.so_ky_hieu }} {{ qd.ngay }} của {{ dot.nguoi_tang }})",
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + tag("if bang.la_tap_the")
        + collectives
        + tag("else")
        + individuals
        + tag("endif")
        + p("TDThan", "Danh sách gồm {{ bang.tong }}./.")
    )


def register() -> str:
    """Sổ theo dõi khen thưởng: what all entries share stands above the table (domain.md §7.5)."""
    entries = grid(
        [
            ("Số", 14),
            ("Tên tập thể, họ và tên cá nhân", 56),
            ("Chức vụ, đơn vị", 62),
            ("Hình thức", 24),
            ("Quyết định", 41),
            ("Số tiền (đồng)", 26),
            ("Ký nhận", 24),
        ],
        "dong in ds_khen",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
            ("TDOBangGiua", "{{ dong.hinh_thuc }}"),
            ("TDOBangGiua", "{{ dong.so_quyet_dinh }}"),
            ("", amount("{{ dong.so_tien }}")),
            ("TDOBangGiua", ""),
        ],
    )
    return (
        heading("", "{{ co_quan.dia_danh_ngay }}", _WIDE_HEADING, LANDSCAPE)
        + p("TDTenLoai", "SỔ THEO DÕI KHEN THƯỞNG")
        + p("TDTrichYeu", "Trong {{ dot.ten_ngan }}", extra='<w:spacing w:before="120"/>')
        + p("TDThan", "Tờ trình: số {{ qd.to_trinh }} {{ qd.ngay_to_trinh }}.")
        + p(
            "TDThan",
            "Quyết định: số {{ qd.so_ky_hieu }} {{ qd.ngay }}. Cấp khen thưởng: {{ qd.cap_khen }}; cơ quan, người tặng: "
            "{{ dot.nguoi_tang }}; người ký: {{ qd.nguoi_ky }}, {{ qd.chuc_vu_ky }}.",
        )
        + p("TDThan", "Nội dung khen thưởng: {{ dot.ly_do }} {{ dot.ten_ngan }}.", extra="<w:keepNext/>")
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + entries
        + total_line()
        + signed_by_office()
    )


def prize_list() -> str:
    """Danh sách nhận tiền thưởng: the amount before and after rounding, and room to sign."""
    entries = grid(
        [
            ("STT", 14),
            ("Tên tập thể, họ và tên cá nhân", 62),
            ("Chức vụ, đơn vị", 70),
            ("Mức tính (đồng)", 27),
            ("Số tiền (đồng)", 27),
            ("Ký nhận", 47),
        ],
        "dong in ds_khen",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
            ("", amount("{{ dong.muc_tinh }}")),
            ("", amount("{{ dong.so_tien }}")),
            ("TDOBangGiua", ""),
        ],
    )
    return (
        heading("", "{{ co_quan.dia_danh_ngay }}", _WIDE_HEADING, LANDSCAPE)
        + p("TDTenLoai", "DANH SÁCH")
        + p(
            "TDTrichYeu",
            "Nhận tiền thưởng kèm theo Giấy khen {{ dot.ten_ngan }}{% if don_vi.ten %}: {{ don_vi.ten }}{% endif %}",
        )
        + rule_under_title(_RULE, LANDSCAPE)
        + p(
            "TDThan",
            "Theo Quyết định số {{ qd.so_ky_hieu }} {{ qd.ngay }} của {{ dot.nguoi_tang }}. Mức lương cơ sở "
            "{{ thuong.luong_co_so }} đồng/tháng; hệ số tập thể {{ thuong.he_so_tap_the }}, cá nhân "
            "{{ thuong.he_so_ca_nhan }}; {{ thuong.lam_tron }}.",
            extra="<w:keepNext/>",
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + entries
        + total_line()
        + signed_by_office()
    )


def total_line() -> str:
    return p(
        "TDThanCuoi",
        "Tổng số: {{ dem.so_luong }}; số tiền {{ thuong.tong }} đồng (Bằng chữ: {{ thuong.bang_chu }})./.",
    )


def signed_by_office() -> str:
    """Who made the list on the left, the head of the office on the right of a landscape page."""
    return (
        two_signatures((p("TDChucVu", "NGƯỜI LẬP"), signer_post("ky")), ("", "{{ ky.ho_ten }}"), LANDSCAPE)
        + END
    )


def notice() -> str:
    """Thông báo, Mẫu 1.4 of NĐ 30/2020/NĐ-CP: which nominees were not accepted, and why (domain.md §3.1)."""
    refused = grid(
        [("STT", 12), ("Tên tập thể, họ và tên cá nhân", 48), ("Chức vụ, đơn vị", 47), ("Lý do", 48)],
        "dong in ds_khong_khen",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
            ("TDOBang", "{{ dong.ly_do }}"),
        ],
    )
    return (
        heading("{{ tb.so }}", "{{ tb.dia_danh_ngay }}")
        + title(
            "THÔNG BÁO",
            "Về {{ dem.doi_tuong }} chưa được tặng Giấy khen trong {{ dot.ten_ngan }}",
        )
        + p(
            "TDThan",
            "{{ co_quan.ten }} đã nhận hồ sơ của {{ don_vi.ten }} đề nghị khen thưởng tại Tờ trình số "
            "{{ don_vi.to_trinh }} {{ don_vi.ngay_to_trinh }}.",
        )
        + p(
            "TDThan",
            "Sau khi thẩm định, xét hồ sơ, {{ dot.nguoi_tang }} đã ban hành Quyết định số {{ qd.so_ky_hieu }} "
            "{{ qd.ngay }} về việc tặng Giấy khen trong đợt thi đua. {{ co_quan.ten }} thông báo {{ dem.so_luong }} "
            "do {{ don_vi.ten }} đề nghị chưa được tặng Giấy khen, cụ thể như sau:",
            extra="<w:keepNext/>",
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + refused
        + p(
            "TDThan",
            "Đề nghị {{ don_vi.ten }} thông báo kết quả và lý do nêu trên đến {{ dem.doi_tuong }} được biết.",
        )
        + p(
            "TDThanCuoi",
            "Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về {{ co_quan.ten }} để được giải đáp./.",
        )
        + two_columns(recipients("tb.noi_nhan"), signature("ky"))
        + END
    )
