"""Makes the first version of the Word templates in templates/ (same input, same bytes).

Staff then edit the templates in Word; running this again would undo their edits, so it refuses to replace a
file that differs unless --force is given. Usage: python tools/build_templates.py [--force] [--out DIR]
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tools")]

import template_certificate  # noqa: E402
import template_summary  # noqa: E402
from template_awards import decision, notice, prize_list, register  # noqa: E402
from template_blocks import (  # noqa: E402
    grid,
    heading,
    page,
    recipients,
    rule_under_title,
    signature,
    signer_post,
    title,
    two_columns,
    two_signatures,
)
from template_lists import nominee_list, profile  # noqa: E402
from template_package import build  # noqa: E402
from template_parts import kept, p, run, tag  # noqa: E402
from template_reminder import reminder  # noqa: E402

AWARD = "{{ dot.hinh_thuc }}"
# Word needs a paragraph behind a table; this one is as low as Word allows, and the table before it stays with it, so
# that it cannot fall onto a page of its own.
END = p("TDCuoi")


def submission() -> str:
    """Tờ trình, Mẫu 1.4 of NĐ 30/2020/NĐ-CP."""
    listed = tag("if to_trinh.neu_danh_sach")
    for kind, rows, caption, line in (
        ("tap_the", "ds_tap_the", "TẬP THỂ", "{{ dong.stt }}. {{ dong.ten }}{{ dong.cuoi_dong }}"),
        (
            "ca_nhan",
            "ds_ca_nhan",
            "CÁ NHÂN",
            "{{ dong.stt }}. {{ dong.ten_day_du }}, {{ dong.chuc_vu_don_vi }}{{ dong.cuoi_dong }}",
        ),
    ):
        listed += (
            tag(f"if dem.co_{kind}")
            + p("TDDeMuc", f"{{{{ dem.muc_{kind} }}}}. {caption}")
            + tag(f"for dong in {rows}")
            + p("TDThan", line)
            + tag("endfor")
            + tag("endif")
        )
    listed += tag("endif")
    return (
        heading("{{ to_trinh.so }}", "{{ to_trinh.dia_danh_ngay }}")
        + title(
            "TỜ TRÌNH",
            "Về việc đề nghị tặng Giấy khen cho {{ dem.doi_tuong }} có thành tích xuất sắc trong {{ dot.ten_ngan }}",
        )
        + tag("if to_trinh.mot_noi_nhan")
        + p("TDKinhGuiMot", "Kính gửi: {{ to_trinh.mot_noi_nhan }}")
        + tag("else")
        + p("TDKinhGui", "Kính gửi:", extra="<w:keepNext/>")
        + tag("for dong in to_trinh.kinh_gui")
        + p("TDKinhGuiDong", "{{ dong }}")
        + tag("endfor")
        + tag("endif")
        + tag("for dong in to_trinh.can_cu")
        + p("TDCanCu", "{{ dong }}")
        + tag("endfor")
        + p(
            "TDThan",
            "Thực hiện {{ dot.ke_hoach_ngan }}, {{ don_vi.ten }} đã tổ chức xét, đề nghị khen thưởng đối với "
            "{{ dem.doi_tuong }} có thành tích xuất sắc trong đợt thi đua. Hội đồng Thi đua - Khen thưởng của đơn vị "
            "đã họp, biểu quyết đề nghị khen thưởng {{ dem.so_luong }} (có Biên bản kèm theo).",
        )
        + p(
            "TDThan",
            "{{ don_vi.ten }} kính trình {{ dot.nguoi_tang }} xem xét, tặng Giấy khen cho {{ dem.so_luong }} "
            "{{ dot.ly_do }} {{ dot.ten_ngan }} (danh sách tại Phụ lục I, trích ngang thành tích tại Phụ lục II "
            "kèm theo Tờ trình này).",
        )
        + tag("if to_trinh.neu_danh_sach")
        + p("TDThan", "{{ dem.doi_tuong_cau }} đề nghị tặng Giấy khen gồm:", extra="<w:keepNext/>")
        + tag("endif")
        + listed
        + p(
            "TDThan",
            "{{ don_vi.ten }} chịu trách nhiệm về thành tích của {{ dem.doi_tuong }} được đề nghị khen thưởng.",
        )
        + tag("if to_trinh.cam_ket")
        + p(
            "TDThan",
            "{{ dem.doi_tuong_cau }} nêu trên không trong thời gian bị xem xét kỷ luật, thanh tra, kiểm tra hoặc "
            "có khiếu nại, tố cáo đang được xem xét, giải quyết.",
        )
        + tag("endif")
        + p(
            "TDThan",
            "Hồ sơ kèm theo gồm: Biên bản họp Hội đồng Thi đua - Khen thưởng; danh sách (Phụ lục I) và trích ngang "
            "thành tích (Phụ lục II); {{ dem.bao_cao }} báo cáo thành tích theo {{ dot.mau_bao_cao }}.",
        )
        + p(
            "TDThanCuoi",
            "{{ don_vi.ten }} kính trình {{ dot.nguoi_tang }} xem xét, quyết định./.",
        )
        + two_columns(recipients("to_trinh.noi_nhan"), signature("ky"))
        + END
    )


def minutes() -> str:
    """Biên bản, Mẫu 1.9: no place and date line; secretary left, chair right."""
    members = grid(
        [("STT", 12), ("Họ và tên", 45), ("Chức vụ", 48), ("Vai trò trong Hội đồng", 28), ("Dự họp", 22)],
        "tv in hd.thanh_vien",
        [
            ("TDOBangGiua", "{{ tv.stt }}"),
            ("TDOBang", "{{ tv.ho_ten }}"),
            ("TDOBang", "{{ tv.chuc_vu }}"),
            ("TDOBangGiua", "{{ tv.vai_tro }}"),
            ("TDOBangGiua", "{{ tv.co_mat }}"),
        ],
    )
    votes = grid(
        [
            ("STT", 12),
            ("Tên tập thể, cá nhân", 51),
            ("Đồng ý", 17),
            ("Không đồng ý", 19),
            ("Khác", 15),
            ("Tỷ lệ đồng ý", 41),
        ],
        "kq in phieu",
        [
            ("TDOBangGiua", "{{ kq.stt }}"),
            ("TDOBang", "{{ kq.ten }}"),
            ("TDOBangGiua", "{{ kq.dong_y }}"),
            ("TDOBangGiua", "{{ kq.khong_dong_y }}"),
            ("TDOBangGiua", "{{ kq.khac }}"),
            ("TDOBangGiua", "{{ kq.ket_qua }}"),
        ],
    )
    return (
        heading("{{ bb.so }}", "")
        + title(
            "BIÊN BẢN",
            "Họp Hội đồng Thi đua - Khen thưởng xét, đề nghị tặng Giấy khen cho {{ dem.doi_tuong }} có thành tích "
            "xuất sắc trong {{ dot.ten_ngan }}",
        )
        + p("TDThan", "Thời gian bắt đầu: {{ bb.bat_dau }}.")
        + p("TDThan", "Địa điểm: {{ bb.dia_diem }}.")
        + p("TDDeMuc", "I. THÀNH PHẦN THAM DỰ")
        + p(
            "TDThan",
            "{{ don_vi.hoi_dong }} có {{ hd.tong }} thành viên; có mặt {{ hd.co_mat }}, vắng mặt {{ hd.vang_mat }}.",
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + members
        + tag("if hd.vang")
        + p("TDThan", "Thành viên vắng mặt:", extra="<w:keepNext/>")
        + tag("for dong in hd.vang")
        + p("TDThan", "{{ dong }}")
        + tag("endfor")
        + tag("endif")
        + p("TDThan", "Chủ trì (chủ tọa): {{ hd.chu_tri.ten_chuc_vu }}, {{ hd.chu_tri.vai_tro }} Hội đồng.")
        + p("TDThan", "Thư ký (người ghi biên bản): {{ hd.thu_ky.ten_chuc_vu }}.")
        + p("TDDeMuc", "II. NỘI DUNG")
        + p(
            "TDThan",
            "1. Chủ tọa nêu tiêu chuẩn, thời gian, hồ sơ đề nghị khen thưởng theo {{ dot.ke_hoach }}"
            "{{ dem.chi_tieu_cau }}.",
        )
        + p(
            "TDThan",
            "2. Thư ký trình bày danh sách và tóm tắt thành tích của {{ dem.so_luong }} được giới thiệu đề nghị "
            "tặng Giấy khen. Hội đồng thảo luận, đánh giá thành tích của từng trường hợp.",
        )
        + p(
            "TDThan",
            "3. Hội đồng tiến hành biểu quyết theo hình thức {{ bb.hinh_thuc_bieu_quyet }}.",
        )
        + tag("if bb.y_kien_van_ban")
        + p(
            "TDThan",
            "Thành viên vắng mặt gửi ý kiến bằng văn bản: {{ bb.y_kien_van_ban }} ý kiến, đã được công bố tại cuộc "
            "họp và tính vào kết quả.",
        )
        + tag("endif")
        + tag("if bb.co_khong_bieu_quyet")
        + tag("for kq in phieu")
        + tag("if kq.khong_bieu_quyet")
        + p("TDThan", "{{ kq.khong_bieu_quyet }} không tham gia biểu quyết đối với {{ kq.ten_trong_cau }}.")
        + tag("endif")
        + tag("endfor")
        + tag("endif")
        + p(
            "TDThan",
            "Kết quả biểu quyết (số {{ bb.don_vi_phieu }}; tỷ lệ tính trên {{ bb.cach_tinh }}) như sau:",
            extra="<w:keepNext/>",
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + votes
        + p("TDDeMuc", "III. KẾT LUẬN")
        + p(
            "TDThan",
            "Căn cứ kết quả biểu quyết, Hội đồng đề nghị {{ dot.nguoi_tang }} tặng Giấy khen cho {{ dem.so_luong }}, "
            "cụ thể:",
            extra="<w:keepNext/>",
        )
        + tag("for kq in phieu")
        + p(
            "TDThan",
            "{{ kq.stt }}. {{ kq.ten }}: {{ kq.dong_y_chu }} {{ bb.don_vi_phieu }} đồng ý trên tổng số "
            "{{ kq.co_so_chu }}, đạt {{ kq.ty_le }}{{ kq.cuoi_dong }}",
        )
        + tag("endfor")
        + p(
            "TDThanCuoi",
            "Cuộc họp kết thúc vào hồi {{ bb.ket_thuc }}. Biên bản đã được thông qua tại cuộc họp, các thành viên "
            "dự họp nhất trí./.",
        )
        + two_signatures(
            (kept("TDChucVu", "THƯ KÝ"), kept("TDChucVu", "CHỦ TỌA")),
            ("{{ hd.thu_ky.ho_ten }}", "{{ hd.chu_tri.ho_ten }}"),
        )
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + recipients("bb.noi_nhan")
    )


def paragraphs(field: str) -> str:
    return tag(f"for doan in {field}") + p("TDThan", "{{ doan }}") + tag("endfor")


def written(field: str) -> str:
    """The blocks of a nominee's own Word file in the styles of this template."""
    return (
        tag(f"for khoi in {field}")
        + tag("if khoi.la_bang")
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + p("TDLenh", "{{p khoi.bang }}")
        + p("TDKhoangCach")
        + tag("elif khoi.la_de_muc")
        + p("TDDeMucNho", "{{r khoi.chu }}")
        + tag("else")
        + p("TDThan", "{{r khoi.chu }}")
        + tag("endif")
        + tag("endfor")
    )


DRIVE, MOVEMENT = "đợt thi đua", "phong trào thi đua"
"""What NĐ 91/2017 calls the occasion, and what the laws from 2024 on call it (domain.md §1.3)."""


def report(occasion: str = DRIVE) -> str:
    """Báo cáo thành tích, mẫu 07 of NĐ 91/2017/NĐ-CP: one form for collectives and individuals."""
    collective = (
        p("TDThan", "1. Năm thành lập: {{ tt.nam_thanh_lap }}.")
        + p("TDDeMucNho", "2. Cơ cấu tổ chức")
        + paragraphs("tt.co_cau")
        + tag("if tt.so_nu")
        + p(
            "TDThan",
            "3. Tổng số cán bộ, công chức, viên chức, người lao động: {{ tt.so_nguoi }} người, trong đó có "
            "{{ tt.so_nu }} nữ.",
        )
        + tag("else")
        + p("TDThan", "3. Tổng số cán bộ, công chức, viên chức, người lao động: {{ tt.so_nguoi }} người.")
        + tag("endif")
        + p("TDDeMucNho", "4. Chức năng, nhiệm vụ được giao")
        + paragraphs("tt.chuc_nang")
    )
    individual = (
        p("TDThan", "Họ và tên: {{ cn.ho_ten }}. Giới tính: {{ cn.gioi_tinh }}.")
        + tag("if cn.bi_danh")
        + p("TDThan", "Bí danh: {{ cn.bi_danh }}.")
        + tag("endif")
        + p("TDThan", "Ngày, tháng, năm sinh: {{ cn.ngay_sinh }}.")
        + p("TDThan", "Quê quán: {{ cn.que_quan }}.")
        + p("TDThan", "Nơi thường trú: {{ cn.noi_thuong_tru }}.")
        + p("TDThan", "Nghề nghiệp: {{ cn.nghe_nghiep }}.")
        + p("TDThan", "Chức vụ, đơn vị công tác: {{ cn.chuc_vu_don_vi }}.")
    )
    return (
        heading("", "{{ to_trinh.dia_danh_ngay }}")
        + p("TDTenLoai", "BÁO CÁO THÀNH TÍCH")
        + title_of_report(occasion)
        + p(
            "TDThanCuoi",
            "Đối tượng đề nghị khen thưởng: ",
            run("{{ doi_tuong.ten_day_du }}", bold=True),
            run("."),
        )
        + p("TDDeMuc", "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH")
        + tag("if la_tap_the")
        + collective
        + tag("else")
        + individual
        + tag("endif")
        + p("TDDeMuc", "II. THÀNH TÍCH ĐẠT ĐƯỢC")
        + tag("if thanh_tich.tu_tep")
        + written("thanh_tich.tu_tep")
        + tag("else")
        + p("TDDeMucNho", f"1. Mục tiêu, nhiệm vụ và các chỉ tiêu đăng ký trong {occasion}")
        + paragraphs("thanh_tich.muc_tieu")
        + p("TDDeMucNho", "2. Kết quả đạt được so với mục tiêu, chỉ tiêu đã đăng ký")
        + paragraphs("thanh_tich.ket_qua")
        + p("TDDeMucNho", "3. Các biện pháp, giải pháp")
        + paragraphs("thanh_tich.giai_phap")
        + p("TDDeMucNho", "4. Hiệu quả kinh tế - xã hội, vai trò dẫn đầu phong trào")
        + paragraphs("thanh_tich.hieu_qua")
        + p("TDDeMucNho", "5. Bài học kinh nghiệm có thể phổ biến, nhân rộng")
        + paragraphs("thanh_tich.kinh_nghiem")
        + tag("endif")
        + tag("if da_khen")
        + p("TDDeMuc", "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG")
        + paragraphs("da_khen")
        + tag("endif")
        + p(
            "TDThanCuoi",
            "{{ doi_tuong.tu_xung }} chịu trách nhiệm về nội dung báo cáo và kính đề nghị các cấp xem xét, tặng "
            f"{AWARD}./.",
        )
        + two_signatures(
            (signer_post("ky_trai"), signer_post("ky_phai")), ("{{ ky_trai.ho_ten }}", "{{ ky_phai.ho_ten }}")
        )
        + END
    )


def title_of_report(occasion: str) -> str:
    """What is asked for and in which drive; the form itself has no rule, its practice has."""
    kind = "Khen thưởng theo" if occasion == DRIVE else f"Khen thưởng {occasion}:"
    return (
        p("TDTrichYeu", "ĐỀ NGHỊ TẶNG {{ dot.hinh_thuc_hoa }}")
        + p("TDTrichYeu", f"({kind} {{{{ dot.ten_ngan }}}})")
        + rule_under_title()
    )


CERTIFICATE = "chung/giay-khen.docx"

TEMPLATES: dict[str, tuple[Callable[[], str], str, str]] = {
    "chung/to-trinh.docx": (submission, page(), "Tờ trình đề nghị khen thưởng"),
    "chung/bien-ban.docx": (minutes, page(), "Biên bản họp Hội đồng Thi đua - Khen thưởng"),
    "chung/danh-sach.docx": (nominee_list, page(annex=True), "Danh sách đề nghị khen thưởng"),
    "chung/trich-ngang.docx": (profile, page(landscape=True, annex=True), "Trích ngang thành tích"),
    "chung/don-doc.docx": (reminder, page(), "Công văn đôn đốc nộp hồ sơ khen thưởng"),
    "chung/quyet-dinh.docx": (decision, page(annex=True), "Quyết định khen thưởng"),
    "chung/so-theo-doi.docx": (register, page(landscape=True), "Sổ theo dõi khen thưởng"),
    "chung/tien-thuong.docx": (prize_list, page(landscape=True), "Danh sách nhận tiền thưởng"),
    "chung/thong-bao.docx": (notice, page(), "Thông báo trường hợp không khen thưởng"),
    CERTIFICATE: (template_certificate.certificate, template_certificate.section(), "Giấy khen"),
    "chung/tong-ket.docx": (
        template_summary.summary,
        template_summary.section(),
        "Báo cáo tổng kết đợt thi đua",
    ),
    "nd91_2017/bao-cao.docx": (report, page(), "Báo cáo thành tích (Mẫu số 07)"),
    "nd98_2023/bao-cao.docx": (
        lambda: report(MOVEMENT),
        page(),
        "Báo cáo thành tích (Mẫu số 08, chưa xác minh)",
    ),
}


MORE: dict[str, dict[str, object]] = {
    CERTIFICATE: {"styles": template_certificate.STYLES, "header": template_certificate.header},
}
"""Further arguments of `build` for templates that are no official documents."""


def main() -> int:
    parser = argparse.ArgumentParser(description="Tạo các mẫu Word ban đầu.")
    parser.add_argument("--out", type=Path, default=ROOT / "templates")
    parser.add_argument("--force", action="store_true", help="thay cả mẫu đã được sửa trong Word")
    arguments = parser.parse_args()
    for name, (body, section, label) in TEMPLATES.items():
        path: Path = arguments.out / name
        data = build(body(), section, label, **MORE.get(name, {}))
        if path.is_file() and path.read_bytes() != data and not arguments.force:
            print(f"{name}: đã được sửa, giữ nguyên (dùng --force để thay).")
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        print(name, len(data))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
