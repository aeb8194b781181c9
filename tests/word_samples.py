"""Good documents of kinds that the packet does not hold: công văn, quyết định, kế hoạch with annexes."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.append(str(ROOT / "tools"))

from template_blocks import page  # noqa: E402
from template_package import build  # noqa: E402
from template_parts import cell, p, row, rule, run, table  # noqa: E402

_LEFT, _RIGHT = 67.5, 100.0


def _heading(
    number: str, about: str = "", issuer: str = "ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH", length: float = 30
) -> str:
    left = p("TDChuQuan", "THÀNH PHỐ HÀ NỘI") + p("TDBanHanh", issuer) + rule(length, _LEFT)
    right = p("TDQuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM") + p(
        "TDTieuNgu", "Độc lập - Tự do - Hạnh phúc"
    )
    right += rule(60.5, _RIGHT)
    below = p("TDSo", number)
    if about:
        below += p("TDSo", about, extra='<w:spacing w:before="120"/>')
    date = p("TDDiaDanh", "Ba Đình, ngày 05 tháng 5 năm 2023")
    return table(
        (_LEFT, _RIGHT),
        row(cell(_LEFT, left) + cell(_RIGHT, right)) + row(cell(_LEFT, below) + cell(_RIGHT, date)),
    )


def _closing(first: str, posts: tuple[str, ...], name: str, more: str = "") -> str:
    left = p("TDNoiNhanDau", "Nơi nhận:") + p("TDNoiNhan", first) + p("TDNoiNhan", "- Lưu: VT, NV.") + more
    right = "".join(p("TDChucVu", post) for post in posts) + p("TDHoTen", name)
    return table((67, 88), row(cell(67, left) + cell(88, right))) + p("TDCuoi")


def _built(body: str, section: str) -> bytes:
    # The draft mark of a template's page header is no text of a finished document.
    return _without_fields(build(body, section, "mẫu"))


def _without_fields(data: bytes) -> bytes:
    return _edited(data, lambda _, content: content.replace(b"{{ dau_du_thao }}", b""))


def _edited(data: bytes, edit: Callable[[str, bytes], bytes]) -> bytes:
    """The package with each part as `edit(name, content)` gives it."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in source.namelist():
            target.writestr(name, edit(name, source.read(name)))
    return out.getvalue()


@cache
def letter() -> bytes:
    """Công văn, Mẫu 1.5, with an urgency mark, a drafter's mark and an address in the footer."""
    body = p("TDDuThao", "HỎA TỐC") + _heading("Số: 25/UBND-NV", "V/v đôn đốc nộp hồ sơ thi đua")
    body += p("TDKinhGuiMot", "Kính gửi: Ủy ban nhân dân các phường.")
    body += p(
        "TDThan",
        "Thực hiện Kế hoạch số 88/KH-UBND ngày 07 tháng 4 năm 2023 của Ủy ban nhân dân quận Ba Đình.",
    )
    body += p("TDThan", "Ủy ban nhân dân quận Ba Đình đề nghị các đơn vị nộp hồ sơ đúng hạn./.")
    mark = p("TDNoiNhan", "NV. (15)")
    return _built(
        body + _closing("- Như trên;", ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"), "Tạ Nam Chiến", mark), page()
    )


@cache
def decision() -> bytes:
    """Quyết định, Mẫu 1.2."""
    body = _heading("Số: 102/QĐ-UBND") + p("TDTenLoai", "QUYẾT ĐỊNH")
    body += p("TDTrichYeu", "Về việc tặng Giấy khen cho tập thể, cá nhân trong đợt thi đua") + rule(60, 155)
    body += p("TDTenLoai", "CHỦ TỊCH ỦY BAN NHÂN DÂN QUẬN BA ĐÌNH")
    body += p("TDCanCu", "Căn cứ Luật Thi đua, khen thưởng ngày 26 tháng 11 năm 2003;")
    body += p(
        "TDCanCu",
        "Căn cứ Nghị định số 91/2017/NĐ-CP ngày 31 tháng 7 năm 2017 của Chính phủ quy định chi tiết thi hành một số điều;",
    )
    body += p("TDCanCu", "Theo đề nghị của Trưởng phòng Nội vụ.")
    body += p("TDTenLoai", "QUYẾT ĐỊNH:")
    body += p("TDThan", "", run("Điều 1.", bold=True), run(" Tặng Giấy khen cho các tập thể, cá nhân sau:"))
    body += p("TDThan", "1. Các tập thể của phường Phúc Xá:")
    body += p("TDThan", "a) Tổ dân phố số 10;") + p("TDThan", "b) Tổ dân phố số 3.")
    body += p("TDThan", "", run("Điều 2.", bold=True), run(" Quyết định có hiệu lực từ ngày ký./."))
    return _built(body + _closing("- Như Điều 2;", ("CHỦ TỊCH",), "Tạ Nam Chiến"), page())


@cache
def plan() -> bytes:
    """Kế hoạch with parts, sections and two annexes in sections of their own; a council issues it."""
    body = _heading("Số: 07/KH-HĐTĐKT", issuer="HỘI ĐỒNG THI ĐUA - KHEN THƯỞNG", length=35)
    body += (
        p("TDTenLoai", "KẾ HOẠCH") + p("TDTrichYeu", "Tổ chức đợt thi đua cao điểm năm 2023") + rule(40, 155)
    )
    centre = '<w:jc w:val="center"/><w:ind w:firstLine="0"/>'
    body += p("TDDeMuc", "Phần I", extra=centre) + p("TDDeMuc", "NHỮNG VẤN ĐỀ CHUNG", extra=centre)
    body += p("TDDeMuc", "Mục 1", extra=centre) + p("TDDeMuc", "MỤC ĐÍCH, YÊU CẦU", extra=centre)
    body += p("TDDeMuc", "I. MỤC ĐÍCH") + p(
        "TDThan", "Biểu dương tập thể, cá nhân theo Phụ lục I, Phụ lục II./."
    )
    ends = _closing("- Các đơn vị;", ("CHỦ TỊCH HỘI ĐỒNG",), "Tạ Nam Chiến")
    annexes = ""
    for number, name in (("I", "DANH SÁCH TẬP THỂ"), ("II", "DANH SÁCH CÁ NHÂN")):
        annexes += p("TDTenLoai", f"Phụ lục {number}") + p("TDTrichYeu", name)
        annexes += p("TDKemTheo", "(Kèm theo Kế hoạch số 07/KH-HĐTĐKT ngày 05 tháng 5 năm 2023 của Hội đồng)")
        annexes += p("TDThan", "Danh sách gồm 05 dòng./.")
        if number == "I":
            annexes += f"<w:p><w:pPr><w:sectPr>{page(annex=True)}</w:sectPr></w:pPr></w:p>"
    first = f"<w:p><w:pPr><w:sectPr>{page()}</w:sectPr></w:pPr></w:p>"
    return _headers_first(_built(body + ends + first + annexes, page(annex=True)))


def _headers_first(data: bytes) -> bytes:
    """The page headers belong to the first section; later ones inherit them."""

    def edit(name: str, content: bytes) -> bytes:
        if name != "word/document.xml":
            return content
        text = content.decode()
        references = "".join(re.findall(r"<w:headerReference [^>]*/>", text))
        text = re.sub(r"<w:headerReference [^>]*/>", "", text)
        return text.replace("<w:sectPr>", f"<w:sectPr>{references}", 1).encode()

    return _edited(data, edit)
