"""Báo cáo tổng kết đợt thi đua (Mẫu 1.4 of NĐ 30/2020/NĐ-CP; content: domain.md §7.5) with three annexes."""

from __future__ import annotations

from template_blocks import grid, heading, page, recipients, signature, title, two_columns
from template_parts import p, tag

END = p("TDCuoi")


def _text(field: str) -> str:
    """Paragraphs that the clerk writes in Cấu hình, or "…"."""
    return tag(f"for doan in loi.{field}") + p("TDThan", "{{ doan }}") + tag("endfor")


def _when(field: str, text: str) -> str:
    return tag(f"if {field}") + p("TDThan", text) + tag("endif")


def summary() -> str:
    """The report, its annexes each in a section of its own."""
    return (
        heading("{{ bc.so }}", "{{ bc.dia_danh_ngay }}")
        + title("BÁO CÁO", "Tổng kết {{ dot.ten_ngan }}")
        + tag("if bc.kinh_gui")
        + p("TDKinhGuiMot", "Kính gửi: {{ bc.kinh_gui }}")
        + tag("endif")
        + p(
            "TDThan",
            "Thực hiện {{ dot.ke_hoach }}, {{ bc.co_quan }} báo cáo kết quả đợt thi đua như sau:",
        )
        + p("TDDeMuc", "I. TÌNH HÌNH CHUNG, CÔNG TÁC CHỈ ĐẠO, PHÁT ĐỘNG")
        + p("TDDeMucNho", "1. Tình hình chung")
        + _text("tinh_hinh")
        + p("TDDeMucNho", "2. Công tác chỉ đạo, phát động")
        + p(
            "TDThan",
            "Đợt thi đua được phát động từ {{ tk.ngay_phat_dong }}. Có {{ tk.don_vi }} đơn vị tham gia, gồm: "
            "{{ tk.don_vi_theo_loai }}.",
        )
        + _text("phat_dong")
        + p("TDDeMuc", "II. KẾT QUẢ THỰC HIỆN")
        + p("TDDeMucNho", "1. Kết quả các nội dung thi đua")
        + _text("ket_qua")
        + p("TDDeMucNho", "2. Các hoạt động theo Kế hoạch")
        + p(
            "TDThan",
            "Kế hoạch có {{ tk.hoat_dong }} hoạt động{% if tk.hoat_dong_chi_tiet %} ({{ tk.hoat_dong_chi_tiet }})"
            "{% endif %}.",
        )
        + p("TDDeMucNho", "3. Công trình, sản phẩm, mô hình chào mừng")
        + p(
            "TDThan",
            "Các đơn vị đăng ký {{ tk.cong_trinh }} công trình, sản phẩm, mô hình{% if tk.cong_trinh_chi_tiet %} "
            "({{ tk.cong_trinh_chi_tiet }}){% endif %}; đã hoàn thành, gắn biển {{ tk.cong_trinh_xong }}.",
        )
        + p("TDDeMucNho", "4. Gương điển hình tiên tiến, người tốt, việc tốt")
        + p(
            "TDThan",
            "Các đơn vị gửi {{ tk.bai_viet }} bài viết về gương điển hình tiên tiến, trong đó {{ tk.bai_viet_tp }} bài "
            "cấp Thành phố (chỉ tiêu {{ tk.bai_viet_chi_tieu }} bài).",
        )
        + p(
            "TDThan",
            "Các đơn vị giới thiệu {{ tk.ntvt }} gương người tốt, việc tốt, trong đó {{ tk.ntvt_nu }} nữ; đề xuất cấp "
            "Thành phố {{ tk.ntvt_tp }} gương (chỉ tiêu {{ tk.ntvt_chi_tieu }} gương).",
        )
        + p("TDDeMucNho", "5. Chấm điểm, xếp hạng")
        + p(
            "TDThan",
            "Đã chấm điểm {{ tk.da_cham }} đơn vị; xếp loại: {{ tk.xep_loai }} (Phụ lục III).",
        )
        + tag("if tk.bieu_du_thao")
        + p("TDThan", "Biểu chấm điểm là DỰ THẢO, chờ biểu chính thức kèm theo Kế hoạch.")
        + tag("endif")
        + tag("if tk.dan_dau")
        + p("TDThan", "Đơn vị dẫn đầu:", extra="<w:keepNext/>")
        + tag("for dong in tk.dan_dau")
        + p("TDThan", "- {{ dong }}.")
        + tag("endfor")
        + tag("endif")
        + p("TDDeMuc", "III. KẾT QUẢ XÉT KHEN THƯỞNG")
        + p(
            "TDThan",
            "1. Hồ sơ đề nghị: {{ tk.da_nop }} đơn vị đã nộp hồ sơ{% if tk.nop_muon %}, trong đó {{ tk.nop_muon }} đơn vị "
            "nộp sau thời hạn{% endif %}{% if tk.khong_de_nghi %}; {{ tk.khong_de_nghi }} đơn vị không đề nghị khen thưởng"
            "{% endif %}{% if tk.chua_nop %}; {{ tk.chua_nop }} đơn vị chưa nộp{% endif %}.",
        )
        + p(
            "TDThan",
            "2. Đề nghị khen thưởng: {{ tk.de_nghi_tap_the }} tập thể, {{ tk.de_nghi_ca_nhan }} cá nhân, trong đó "
            "{{ tk.de_nghi_nu }} nữ.",
        )
        + p(
            "TDThan",
            "3. Được tặng {{ dot.hinh_thuc }}: {{ tk.khen_tap_the }} tập thể, {{ tk.khen_ca_nhan }} cá nhân, trong đó "
            "{{ tk.khen_nu }} nữ, {{ tk.khen_lao_dong_truc_tiep }} người lao động trực tiếp (Phụ lục I, Phụ lục II).",
        )
        + _when("tk.khong_khen", "4. Không khen thưởng: {{ tk.khong_khen }} trường hợp.")
        + _when("tk.chua_xet", "Còn {{ tk.chua_xet }} trường hợp chưa xét.")
        + p(
            "TDThan",
            "{% if tk.khong_khen %}5{% else %}4{% endif %}. Tiền thưởng: {{ tk.tien_thuong }} đồng (bằng chữ: "
            "{{ tk.tien_thuong_chu }}).",
        )
        + p("TDDeMuc", "IV. ĐÁNH GIÁ CHUNG")
        + p("TDDeMucNho", "1. Ưu điểm")
        + _text("uu_diem")
        + p("TDDeMucNho", "2. Tồn tại, hạn chế và nguyên nhân")
        + _text("han_che")
        + p("TDDeMucNho", "3. Bài học kinh nghiệm")
        + _text("kinh_nghiem")
        + p("TDDeMuc", "V. ĐỀ XUẤT, KIẾN NGHỊ")
        + _text("kien_nghi")
        + p("TDThanCuoi", "Trên đây là báo cáo tổng kết đợt thi đua của {{ bc.co_quan }}./.")
        + two_columns(recipients("bc.noi_nhan"), signature("ky"))
        + _end_of_section(page())
        + _annex("I", "TỔNG HỢP KẾT QUẢ THEO LOẠI ĐƠN VỊ", _by_kind())
        + _end_of_section(page(landscape=True, annex=True))
        + _annex("II", "KẾT QUẢ ĐỀ NGHỊ, KHEN THƯỞNG CỦA CÁC ĐƠN VỊ", _by_unit())
        + _end_of_section(page(landscape=True, annex=True))
        + _annex("III", "KẾT QUẢ CHẤM ĐIỂM, XẾP HẠNG CÁC ĐƠN VỊ", _scores())
        + END
    )


def section() -> str:
    """The last annex's."""
    return page(landscape=True, annex=True)


def _end_of_section(properties: str) -> str:
    return p("TDCuoi", extra=f"<w:sectPr>{properties}</w:sectPr>")


def _annex(number: str, name: str, table: str) -> str:
    return (
        p("TDTenLoai", f"Phụ lục {number}")
        + p("TDTrichYeu", name)
        + p("TDKemTheo", "(Kèm theo Báo cáo số {{ bc.so_ky_hieu }} {{ bc.ngay }} của {{ bc.co_quan }})")
        + table
    )


_COUNTS = (
    ("Đề nghị: tập thể", "de_nghi_tap_the"),
    ("Đề nghị: cá nhân", "de_nghi_ca_nhan"),
    ("Khen: tập thể", "khen_tap_the"),
    ("Khen: cá nhân", "khen_ca_nhan"),
    ("Bài viết gương", "bai_viet"),
    ("Người tốt, việc tốt", "ntvt"),
    ("Công trình", "cong_trinh"),
)


def _by_kind() -> str:
    def bold_sum(style: str, text: str) -> tuple[str, str]:
        return "", tag("if dong.la_cong") + p("TDDauBang", text) + tag("else") + p(style, text) + tag("endif")

    fields = (("Số đơn vị", "don_vi"), ("Nộp hồ sơ", "da_nop"), ("Không đề nghị", "khong_de_nghi"), *_COUNTS)
    return grid(
        [("STT", 12), ("Loại đơn vị", 45), *((name, 19) for name, _ in fields)],
        "dong in bang_don_vi",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            bold_sum("TDOBang", "{{ dong.ten }}"),
            *(bold_sum("TDOBangGiua", f"{{{{ dong.{field} }}}}") for _, field in fields),
        ],
    )


def _by_unit() -> str:
    return grid(
        [("STT", 12), ("Đơn vị", 88), *((name, 21) for name, _ in _COUNTS)],
        "dong in bang_khen",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten }}"),
            *(("TDOBangGiua", f"{{{{ dong.{field} }}}}") for _, field in _COUNTS),
        ],
    )


def _scores() -> str:
    return grid(
        [
            ("STT", 12),
            ("Đơn vị", 84),
            ("Loại đơn vị", 45),
            ("Điểm tự chấm", 22),
            ("Tổng điểm", 22),
            ("Hạng chung", 18),
            ("Hạng theo loại", 20),
            ("Xếp loại", 24),
        ],
        "dong in bang_diem",
        [
            ("TDOBangGiua", "{{ dong.stt }}"),
            ("TDOBang", "{{ dong.ten }}"),
            ("TDOBang", "{{ dong.loai }}"),
            ("TDOBangGiua", "{{ dong.tu_cham }}"),
            ("TDOBangGiua", "{{ dong.diem }}"),
            ("TDOBangGiua", "{{ dong.hang }}"),
            ("TDOBangGiua", "{{ dong.hang_theo_loai }}"),
            ("TDOBangGiua", "{{ dong.xep_loai }}"),
        ],
    )
