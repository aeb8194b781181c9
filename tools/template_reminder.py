"""Công văn đôn đốc, Mẫu 1.5 of NĐ 30/2020/NĐ-CP: the subject stands under the number, there is no name of a type."""

from __future__ import annotations

from template_blocks import grid, heading, recipients, signature, two_columns
from template_parts import p, tag

_NUMBER = p("TDSo", "{{ cv.so }}")
_SUBJECT = p(
    "TDSo",
    "{{ cv.trich_yeu }}",
    extra='<w:spacing w:before="120" w:after="0" w:line="240" w:lineRule="auto"/>',
)
"""C-11: 6 pt below the number, not bold, no sentence end."""


def reminder() -> str:
    """One unit by name and what its dossier lacks, or several units with a table of where each stands."""
    head = heading("{{ cv.so }}", "{{ cv.dia_danh_ngay }}")
    if head.count(_NUMBER) != 1:
        raise ValueError("the heading has no single number under which the subject could stand")
    listed = grid(
        [("STT", 12), ("Đơn vị", 45), ("Tình trạng", 45), ("Hồ sơ còn thiếu", 53)],
        "dong in cv.ds",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.don_vi }}"),
            ("TDOBang", "{{ dong.tinh_trang }}"),
            ("TDOBang", "{{ dong.con_thieu }}"),
        ],
    )
    return (
        head.replace(_NUMBER, _NUMBER + _SUBJECT)
        + tag("if cv.mot_noi_nhan")
        + p("TDKinhGuiMot", "Kính gửi: {{ cv.mot_noi_nhan }}")
        + tag("else")
        + p("TDKinhGui", "Kính gửi:", extra="<w:keepNext/>")
        + tag("for dong in cv.kinh_gui")
        + p("TDKinhGuiDong", "{{ dong }}")
        + tag("endfor")
        + tag("endif")
        + tag("if cv.han_nop")
        + p(
            "TDThan",
            "Theo {{ dot.ke_hoach }} về việc tổ chức {{ dot.ten_ngan }}, các đơn vị nộp hồ sơ đề nghị khen thưởng về "
            "{{ cv.noi_nop }} chậm nhất {{ cv.han_nop }}.",
        )
        + p("TDThan", "Tính đến {{ cv.ngay_tinh }}, {{ cv.con_lai }}.")
        + tag("else")
        + p(
            "TDThan",
            "Theo {{ dot.ke_hoach }} về việc tổ chức {{ dot.ten_ngan }}, các đơn vị nộp hồ sơ đề nghị khen thưởng về "
            "{{ cv.noi_nop }}.",
        )
        + tag("endif")
        + tag("if cv.mot_noi_nhan")
        + p("TDThan", "Tình trạng hồ sơ của {{ cv.mot_noi_nhan }}: {{ cv.tinh_trang }}.")
        + tag("if cv.con_thieu")
        + p("TDThan", "Theo sổ theo dõi, hồ sơ còn thiếu:", extra="<w:keepNext/>")
        + tag("for dong in cv.con_thieu")
        + p("TDThan", "{{ dong }}")
        + tag("endfor")
        + tag("endif")
        + tag("else")
        + p("TDThan", "Các đơn vị chưa nộp đủ hồ sơ gồm:", extra="<w:keepNext/>")
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + listed
        + tag("endif")
        + p(
            "TDThan",
            "{{ cv.co_quan }} đề nghị {{ cv.goi }} khẩn trương hoàn thành, gửi hồ sơ và sổ tính đã điền về {{ cv.noi_nop }} chậm "
            "nhất {{ cv.han_moi }}. Đơn vị không có tập thể, cá nhân đề nghị khen thưởng thì thông báo bằng văn bản.",
        )
        + p(
            "TDThanCuoi",
            "Trường hợp đã gửi hồ sơ, đề nghị {{ cv.goi }} thông báo lại để {{ cv.noi_nop }} kiểm tra./.",
        )
        + two_columns(recipients("cv.noi_nhan"), signature("ky"))
        + p("TDCuoi")
    )
