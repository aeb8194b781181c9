"""WordprocessingML pieces of which tools/build_templates.py makes the first version of the Word templates.

Paragraph formats live in named styles (prefix "TD"), so that staff change a look in one place in Word. Sizes and
spacings follow NĐ 30/2020/NĐ-CP and the ministry's own specimen (domain.md §2.1, §2.2).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

FONT = "Times New Roman"
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TEXT_WIDTH = 155.0
"""Millimetres between the margins of a portrait page (35 left, 20 right)."""


def twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


@dataclass(frozen=True)
class Style:
    """A paragraph style; lengths in millimetres, `before`, `after` and `size` in points."""

    id: str
    name: str
    size: float = 14
    bold: bool = False
    italic: bool = False
    align: str = "center"
    before: float = 0
    after: float = 0
    first: float = 0
    left: float = 0
    right: float = 0
    hanging: float = 0
    keep_next: bool = False
    exact: float = 0
    rule: bool = False
    color: str = ""
    """RRGGBB, or "" for the automatic black that NĐ 30/2020/NĐ-CP wants of documents."""

    def xml(self) -> str:
        indent = f'<w:ind w:left="{twips(self.left)}" w:right="{twips(self.right)}"' + (
            f' w:hanging="{twips(self.hanging)}"/>'
            if self.hanging
            else f' w:firstLine="{twips(self.first)}"/>'
        )
        line = (
            f'w:line="{round(self.exact * 20)}" w:lineRule="exact"'
            if self.exact
            else 'w:line="240" w:lineRule="auto"'
        )
        half = round(self.size * 2)
        return (
            f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{self.id}"><w:name w:val="{self.name}"/>'
            '<w:basedOn w:val="Normal"/><w:qFormat/><w:pPr>'
            + ("<w:keepNext/>" if self.keep_next else "")
            + (
                '<w:pBdr><w:top w:val="single" w:sz="6" w:space="0" w:color="auto"/></w:pBdr>'
                if self.rule
                else ""
            )
            + f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}" {line}/>'
            f'{indent}<w:jc w:val="{self.align}"/></w:pPr><w:rPr>'
            + ("<w:b/><w:bCs/>" if self.bold else "")
            + ("<w:i/><w:iCs/>" if self.italic else "")
            + (f'<w:color w:val="{self.color}"/>' if self.color else "")
            + f'<w:sz w:val="{half}"/><w:szCs w:val="{half}"/></w:rPr></w:style>'
        )


_INDENT = 12.7
STYLES = (
    Style("TDChuQuan", "TD Cơ quan chủ quản", 13),
    Style("TDBanHanh", "TD Cơ quan ban hành", 13, bold=True),
    Style("TDQuocHieu", "TD Quốc hiệu", 13, bold=True),
    Style("TDTieuNgu", "TD Tiêu ngữ", 14, bold=True),
    Style("TDVach", "TD Vạch kẻ", 2, before=2, exact=3, rule=True),
    Style("TDVachTrichYeu", "TD Vạch kẻ dưới trích yếu", 2, before=4, exact=4, rule=True),
    Style("TDSo", "TD Số, ký hiệu", 13, before=4),
    Style("TDDiaDanh", "TD Địa danh, ngày tháng", 14, italic=True, before=3),
    Style("TDTenLoai", "TD Tên loại", 14, bold=True, before=14, keep_next=True),
    Style("TDTrichYeu", "TD Trích yếu", 14, bold=True, keep_next=True),
    Style("TDKemTheo", "TD Kèm theo", 14, italic=True, after=2, keep_next=True),
    Style("TDKinhGui", "TD Kính gửi", 14, align="left", before=12, left=28),
    Style("TDKinhGuiMot", "TD Kính gửi một nơi", 14, before=12),
    Style("TDKinhGuiDong", "TD Kính gửi dòng", 14, align="left", before=3, left=48.9, hanging=3.5),
    Style("TDCanCu", "TD Căn cứ", 14, italic=True, align="both", before=6, first=_INDENT),
    Style("TDThan", "TD Thân bài", 14, align="both", before=6, first=_INDENT),
    Style("TDThanCuoi", "TD Thân bài cuối", 14, align="both", before=6, first=_INDENT, keep_next=True),
    Style("TDDeMuc", "TD Đề mục", 14, bold=True, align="both", before=8, first=_INDENT, keep_next=True),
    Style(
        "TDDeMucNho", "TD Đề mục nhỏ", 14, bold=True, align="both", before=6, first=_INDENT, keep_next=True
    ),
    Style("TDDauBang", "TD Đầu bảng", 13, bold=True, before=2, after=2, keep_next=True),
    Style("TDOBang", "TD Ô bảng", 13, align="left", before=2, after=2),
    Style("TDOBangGiua", "TD Ô bảng giữa", 13, before=2, after=2),
    Style("TDOBangDeu", "TD Ô bảng đều", 13, align="both", before=2, after=2),
    Style("TDChucVu", "TD Chức vụ", 14, bold=True, keep_next=True),
    Style("TDHoTen", "TD Họ tên", 14, bold=True, before=68),
    Style("TDChucVuPhai", "TD Chức vụ bên phải", 14, bold=True, left=67, keep_next=True),
    Style("TDHoTenPhai", "TD Họ tên bên phải", 14, bold=True, left=67, before=68),
    Style("TDChucVuNgang", "TD Chức vụ trang ngang", 14, bold=True, left=140, keep_next=True),
    Style("TDHoTenNgang", "TD Họ tên trang ngang", 14, bold=True, left=140, before=56),
    Style("TDNoiNhanDau", "TD Nơi nhận đầu", 12, bold=True, italic=True, align="left", keep_next=True),
    Style("TDNoiNhan", "TD Nơi nhận", 11, align="left", keep_next=True),
    Style("TDSoTrang", "TD Số trang", 13),
    Style("TDDuThao", "TD Dự thảo", 13, bold=True),
    Style("TDLenh", "TD Lệnh mẫu", 10, align="left"),
    Style("TDKhoangCach", "TD Khoảng cách", 2, exact=8),
    Style("TDCuoi", "TD Cuối văn bản", 1, exact=0.7),
)


def styles_xml(further: Sequence[Style] = ()) -> str:
    """word/styles.xml: document defaults, Normal, the table base, our styles and `further` ones; every font slot is named."""
    fonts = f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'
    return (
        f'<w:styles xmlns:w="{W}"><w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="28"/><w:szCs w:val="28"/>'
        '<w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f"<w:rPr>{fonts}</w:rPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>'
        '<w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/>'
        '<w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        + "".join(style.xml() for style in (*STYLES, *further))
        + "</w:styles>"
    )


def run(text: str, *, bold: bool = False, italic: bool = False) -> str:
    marks = ("<w:b/><w:bCs/>" if bold else "") + ("<w:i/><w:iCs/>" if italic else "")
    props = f"<w:rPr>{marks}</w:rPr>" if marks else ""
    return f'<w:r>{props}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(style: str, text: str = "", *more: str, extra: str = "") -> str:
    """A paragraph; `more` are ready runs behind the text, `extra` direct paragraph properties."""
    body = (run(text) if text else "") + "".join(more)
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{extra}</w:pPr>{body}</w:p>'


def kept(style: str, text: str = "") -> str:
    """A paragraph that stays on the page of the next one, said in the paragraph itself.

    For the first paragraph of a table row: that one tells whether the row stays with what follows, and behind the
    last row LibreOffice believes no style.
    """
    return p(style, text, extra="<w:keepNext/>")


def tag(statement: str) -> str:
    """A control paragraph, which vanishes when the template is filled."""
    return p("TDLenh", "{%p " + statement + " %}")


def rule(width: float, column: float, style: str = "TDVach") -> str:
    """A horizontal rule of `width` millimetres in the middle of a column: an empty paragraph with a top border."""
    side = twips((column - width) / 2)
    return p(style, extra=f'<w:ind w:left="{side}" w:right="{side}" w:firstLine="0"/>')


def cell(width: float, content: str, *, borders: bool = False, middle: bool = True) -> str:
    align = '<w:vAlign w:val="center"/>' if borders and middle else ""
    return f'<w:tc><w:tcPr><w:tcW w:w="{twips(width)}" w:type="dxa"/>{align}</w:tcPr>{content}</w:tc>'


def row(cells: str, *, header: bool = False) -> str:
    """A row that does not break across pages; a header row repeats."""
    return f"<w:tr><w:trPr><w:cantSplit/>{'<w:tblHeader/>' if header else ''}</w:trPr>{cells}</w:tr>"


def table(
    widths: Sequence[float], rows: str, *, borders: bool = False, indent: float = 0, margin: float = 0
) -> str:
    """A table of fixed column widths (millimetres); without borders for headings and signatures."""
    edges = "".join(
        f'<w:{side} w:val="{"single" if borders else "nil"}"'
        + (' w:sz="4" w:space="0" w:color="auto"/>' if borders else "/>")
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{twips(width)}"/>' for width in widths)
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(map(twips, widths))}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(indent)}" w:type="dxa"/><w:tblBorders>{edges}</w:tblBorders>'
        f'<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="{twips(margin)}" w:type="dxa"/>'
        f'<w:right w:w="{twips(margin)}" w:type="dxa"/></w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>'
    )
