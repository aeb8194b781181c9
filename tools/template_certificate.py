"""Giấy khen on a whole page: A4 landscape with a frame, one page for each award (domain.md §7.4).

The arms of the state are a picture that every office has in its own files: the template keeps their place free.
Heights are fixed, so that names and texts of any length leave the signature where it is.
"""

from __future__ import annotations

from template_parts import Style, W, cell, p, rule, run, tag, twips

RED = "C00000"
WIDTH = 247.0
"""Between the margins: 297 less 25 on either side."""
_SIDE = WIDTH / 2

STYLES = (
    Style("GKQuocHuy", "GK Quốc huy", 11, italic=True, before=24, color="808080"),
    Style("GKQuocHieu", "GK Quốc hiệu", 14, bold=True),
    Style("GKTieuNgu", "GK Tiêu ngữ", 15, bold=True),
    Style("GKNguoiTang", "GK Chức vụ người tặng", 20, bold=True, before=6, color=RED),
    Style("GKTang", "GK Tặng", 15, bold=True, before=2),
    Style("GKTieuDe", "GK Giấy khen", 40, bold=True, color=RED),
    Style("GKTen", "GK Tên", 30, bold=True),
    Style("GKChucVu", "GK Chức vụ, đơn vị", 17, before=2),
    Style("GKNoiDung", "GK Nội dung", 18, before=4),
    Style("GKQuyetDinh", "GK Quyết định", 13, italic=True, align="left", before=4),
    Style("GKSoVang", "GK Số sổ vàng", 13, bold=True, italic=True, align="left", before=4),
    Style("GKDiaDanh", "GK Địa danh, ngày", 14, italic=True),
    Style("GKNguoiKy", "GK Chức vụ người ký", 14, bold=True, before=2),
    Style("GKHoTen", "GK Họ tên người ký", 14, bold=True),
    Style("GKMoi", "GK Trang mới", 1, exact=1),
)


def section() -> str:
    """A4 landscape inside a frame of two lines; no page numbers on a certificate."""
    edges = "".join(
        f'<w:{side} w:val="thinThickMediumGap" w:sz="36" w:space="24" w:color="{RED}"/>'
        for side in ("top", "left")
    ) + "".join(
        f'<w:{side} w:val="thickThinMediumGap" w:sz="36" w:space="24" w:color="{RED}"/>'
        for side in ("bottom", "right")
    )
    return (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        f'<w:pgMar w:top="{twips(17)}" w:right="{twips(25)}" w:bottom="{twips(14)}" w:left="{twips(25)}" '
        f'w:header="{twips(12)}" w:footer="{twips(8)}" w:gutter="0"/>'
        f'<w:pgBorders w:offsetFrom="page">{edges}</w:pgBorders>'
    )


def header(first: bool) -> str:
    """No page number; a draft says so on every page."""
    del first
    return f'<w:hdr xmlns:w="{W}">{p("TDDuThao", "{{ dau_du_thao }}")}</w:hdr>'


def _row(height: float, cells: str) -> str:
    exact = f'<w:trHeight w:val="{twips(height)}" w:hRule="exact"/>'
    return f"<w:tr><w:trPr><w:cantSplit/>{exact}</w:trPr>{cells}</w:tr>"


def _table(widths: tuple[float, ...], rows: str) -> str:
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _middle(width: float, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>{content}</w:tc>'


def certificate() -> str:
    """The pages of all awards; `giay` is one of them."""
    top = (
        p("GKQuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("GKTieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + rule(64.8, WIDTH)
        + p("GKNguoiTang", "{{ giay.nguoi_tang }}")
        + p("GKTang", "TẶNG")
        + p("GKTieuDe", "GIẤY KHEN")
    )
    middle = (
        p("GKTen", "", run("{{r giay.ten }}"))
        + tag("if giay.chuc_vu_don_vi_chu")
        + p("GKChucVu", "", run("{{r giay.chuc_vu_don_vi }}"))
        + tag("endif")
        + p("GKNoiDung", "", run("{{r giay.noi_dung }}"))
    )
    left = p("GKQuyetDinh", "Quyết định số {{ giay.so_quyet_dinh }}") + p(
        "GKQuyetDinh", "{{ giay.ngay_quyet_dinh }}"
    )
    register = p("GKSoVang", "Số sổ vàng: {{ giay.so_so_vang }}")
    right = (
        p("GKDiaDanh", "{{ giay.dia_danh_ngay }}")
        + tag("if giay.quyen_han")
        + p("GKNguoiKy", "{{ giay.quyen_han }}")
        + tag("endif")
        + p("GKNguoiKy", "{{ giay.chuc_vu_nguoi_ky }}")
    )
    name = p("GKHoTen", "{{ giay.ho_ten_nguoi_ky }}")
    signed = "".join(
        _row(height, _bottom(_SIDE, first) + cell(_SIDE, second))
        for height, first, second in ((19, p("GKMoi"), right), (19, left, p("GKMoi")), (8, register, name))
    )
    return (
        tag("for giay in giay_khen")
        + tag("if giay.dau_tien")
        + p("GKMoi")
        + tag("else")
        + p("GKMoi", extra="<w:pageBreakBefore/>")
        + tag("endif")
        + _table(
            (WIDTH,),
            _row(22, _middle(WIDTH, p("GKQuocHuy", "{{ cho_quoc_huy }}")))
            + _row(51, cell(WIDTH, top))
            + _row(57, _middle(WIDTH, middle)),
        )
        + p("GKMoi")
        + _table((_SIDE, _SIDE), signed)
        + tag("endfor")
        + p("GKMoi")
    )


def _bottom(width: float, content: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/><w:vAlign w:val="bottom"/></w:tcPr>{content}</w:tc>'
