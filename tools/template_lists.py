"""Danh sách and trích ngang: the annexes of the tờ trình."""

from __future__ import annotations

from template_blocks import grid, signature_right
from template_parts import kept, p, tag


def ordinal(last: str = "") -> str:
    """The first cell of a nominee's row; `last` is a condition for the table to be the last one of the annex.

    The last two rows of that table go to the page of the signature, which would stand there with nothing but the
    total. Word and LibreOffice both ask the first paragraph of a row.
    """
    condition = " and ".join(filter(None, ["loop.revindex <= 2", last]))
    return (
        tag(f"if {condition}")
        + kept("TDOBangGiua", "{{ dong.stt }}")
        + tag("else")
        + p("TDOBangGiua", "{{ dong.stt }}")
        + tag("endif")
    )


def annex(number: str, first: str, second: str, tables: str, side: str = "Phai") -> str:
    """An annex of the tờ trình (Mẫu 2.1) that is signed, as stand-alone lists are in practice."""
    return (
        p("TDTenLoai", f"Phụ lục {number}")
        + p("TDTrichYeu", first)
        + p("TDTrichYeu", second)
        + p(
            "TDKemTheo",
            "(Kèm theo Tờ trình số {{ to_trinh.so_ky_hieu }} {{ to_trinh.ngay }} của {{ don_vi.ten }})",
        )
        + tables
        + p("TDThanCuoi", "Tổng số: {{ dem.so_luong }}./.")
        + signature_right("ky", side)
    )


def part(kind: str, caption: str, body: str) -> str:
    return (
        tag(f"if dem.co_{kind}")
        + p("TDDeMuc", f"{{{{ dem.muc_{kind} }}}}. {caption}")
        + p("TDKhoangCach", extra="<w:keepNext/>")
        + body
        + tag("endif")
    )


def nominee_list() -> str:
    """Danh sách đề nghị khen thưởng."""
    collectives = grid(
        [("STT", 12), ("Tên tập thể", 87), ("Số người", 24), ("Hình thức đề nghị", 32)],
        "dong in ds_tap_the",
        [
            ("", ordinal("not dem.co_ca_nhan")),
            ("TDOBang", "{{ dong.ten }}"),
            ("TDOBangGiua", "{{ dong.so_nguoi }}"),
            ("TDOBangGiua", "{{ dong.hinh_thuc }}"),
        ],
    )
    individuals = grid(
        [
            ("STT", 12),
            ("Họ và tên", 46),
            ("Ngày sinh", 26),
            ("Chức vụ, đơn vị công tác", 47),
            ("Hình thức đề nghị", 24),
        ],
        "dong in ds_ca_nhan",
        [
            ("", ordinal()),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBangGiua", "{{ dong.ngay_sinh }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
            ("TDOBangGiua", "{{ dong.hinh_thuc }}"),
        ],
    )
    return annex(
        "I",
        "DANH SÁCH {{ dem.doi_tuong_hoa }}",
        "ĐỀ NGHỊ TẶNG {{ dot.hinh_thuc_hoa }}",
        part("tap_the", "TẬP THỂ", collectives) + part("ca_nhan", "CÁ NHÂN", individuals),
    )


def profile() -> str:
    """Trích ngang thành tích, landscape."""
    summary = (
        tag("for doan in dong.tom_tat")
        + p("TDOBangDeu", "{{ doan }}")
        + tag("endfor")
        + tag("if co_da_khen and dong.da_khen")
        + p("TDOBangDeu", "Đã được khen thưởng: {{ dong.da_khen }}.")
        + tag("endif")
    )
    collectives = grid(
        [
            ("STT", 12),
            ("Tên tập thể", 62),
            ("Số người", 20),
            ("Tóm tắt thành tích", 129),
            ("Hình thức đề nghị", 24),
        ],
        "dong in ds_tap_the",
        [
            ("", ordinal("not dem.co_ca_nhan")),
            ("TDOBang", "{{ dong.ten }}"),
            ("TDOBangGiua", "{{ dong.so_nguoi }}"),
            ("", summary),
            ("TDOBangGiua", "{{ dong.hinh_thuc }}"),
        ],
    )
    individuals = grid(
        [
            ("STT", 12),
            ("Họ và tên", 42),
            ("Năm sinh (nam)", 16),
            ("Năm sinh (nữ)", 16),
            ("Chức vụ, đơn vị công tác", 50),
            ("Tóm tắt thành tích", 87),
            ("Hình thức đề nghị", 24),
        ],
        "dong in ds_ca_nhan",
        [
            ("", ordinal()),
            ("TDOBang", "{{ dong.ten_day_du }}"),
            ("TDOBangGiua", "{{ dong.nam_sinh_nam }}"),
            ("TDOBangGiua", "{{ dong.nam_sinh_nu }}"),
            ("TDOBang", "{{ dong.chuc_vu_don_vi }}"),
            ("", summary),
            ("TDOBangGiua", "{{ dong.hinh_thuc }}"),
        ],
    )
    return annex(
        "II",
        "TRÍCH NGANG THÀNH TÍCH {{ dem.doi_tuong_hoa }}",
        "ĐỀ NGHỊ TẶNG {{ dot.hinh_thuc_hoa }}",
        part("tap_the", "TẬP THỂ", collectives) + part("ca_nhan", "CÁ NHÂN", individuals),
        side="Ngang",
    )
