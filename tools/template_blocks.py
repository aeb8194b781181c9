"""Blocks that several templates share: heading, title, signatures, recipients, page set-up."""

from __future__ import annotations

from template_parts import TEXT_WIDTH, W, cell, kept, p, row, rule, table, tag, twips

from xlpy.packets.letterhead import RULES

LEFT, RIGHT = 67.5, 100.0
"""Heading columns in millimetres; the table reaches a little into both margins, as in the ministry's specimen."""
MOTTO, PARTY, YOUTH = 60.5, 68.0, 63.7
"""Printed width in millimetres of the lines that carry a rule of their own length (C-02), 14 pt bold."""


def heading(
    number: str,
    place_and_date: str,
    widths: tuple[float, float] = (LEFT, RIGHT),
    text_width: float = TEXT_WIDTH,
) -> str:
    """The heading table; `number` and `place_and_date` are fields or "" where the document has none.

    `widths` are its columns and `text_width` the room between the margins, in millimetres.
    """
    column_left, column_right = widths
    rules = ""
    for position, length in enumerate(RULES):
        word = "if" if position == 0 else "elif"
        rules += tag(f"{word} header.vach == {length}") + rule(length, column_left)
    left = (
        tag("if header.chu_quan")
        + p("TDChuQuan", "{{ header.chu_quan }}")
        + tag("endif")
        + p("TDBanHanh", "{{ header.co_quan }}")
        + tag("if header.dau_sao")
        + p("TDBanHanh", "{{ header.dau_sao }}")
        + tag("else")
        + rules
        + tag("endif")
        + tag("endif")
    )
    right = (
        tag("if header.la_dang")
        + p("TDTieuNgu", "ĐẢNG CỘNG SẢN VIỆT NAM")
        + rule(PARTY, column_right)
        + tag("elif header.la_doan")
        + p("TDTieuNgu", "ĐOÀN TNCS HỒ CHÍ MINH")
        + rule(YOUTH, column_right)
        + tag("else")
        + p("TDQuocHieu", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + p("TDTieuNgu", "Độc lập - Tự do - Hạnh phúc")
        + rule(MOTTO, column_right)
        + tag("endif")
    )
    rows = row(cell(column_left, left) + cell(column_right, right))
    if number or place_and_date:
        rows += row(cell(column_left, p("TDSo", number)) + cell(column_right, p("TDDiaDanh", place_and_date)))
    return table((column_left, column_right), rows, indent=-(column_left + column_right - text_width) / 2)


def title(kind: str, subject: str) -> str:
    """Tên loại, trích yếu and the rule under it (C-09, C-10)."""
    return p("TDTenLoai", kind) + p("TDTrichYeu", subject) + rule_under_title()


def rule_under_title(length: float = 60, text_width: float = TEXT_WIDTH) -> str:
    """1/3 to 1/2 of a trích yếu that fills its lines: these always do, the campaign's name is long (C-10)."""
    return rule(length, text_width, "TDVachTrichYeu")


def signature(prefix: str) -> str:
    """Signature block from the fields `prefix`.tieu_de, .quyen_han, .chuc_vu, .ho_ten."""
    return signer_post(prefix) + p("TDHoTen", f"{{{{ {prefix}.ho_ten }}}}")


def signature_right(prefix: str, side: str = "Phai") -> str:
    """A signature block without anything to its left: plain paragraphs, nothing follows them.

    `side` "Ngang" puts it to the right of a landscape page.
    """
    return (
        p("TDKhoangCach", extra="<w:keepNext/>")
        + signer_post(prefix, f"TDChucVu{side}")
        + p(f"TDHoTen{side}", f"{{{{ {prefix}.ho_ten }}}}")
    )


def signer_post(prefix: str, style: str = "TDChucVu") -> str:
    """The lines of a signature block above the name."""
    out = ""
    for part in ("tieu_de", "quyen_han"):
        out += tag(f"if {prefix}.{part}") + kept(style, f"{{{{ {prefix}.{part} }}}}") + tag("endif")
    return out + kept(style, f"{{{{ {prefix}.chuc_vu }}}}")


def two_signatures(posts: tuple[str, str], names: tuple[str, str], text_width: float = TEXT_WIDTH) -> str:
    """Two signature blocks side by side; the names share a row, so that they stand level.

    The table stays on the page of what follows it: a document never ends with its recipients alone on a page.
    """
    half = text_width / 2
    rows = "".join(
        row(cell(half, left) + cell(half, right))
        for left, right in (posts, (kept("TDHoTen", names[0]), kept("TDHoTen", names[1])))
    )
    return p("TDKhoangCach", extra="<w:keepNext/>") + table((half, half), rows)


def recipients(field: str) -> str:
    """Nơi nhận (C-26, C-27); `field` is a list of ready lines."""
    return (
        kept("TDNoiNhanDau", "Nơi nhận:")
        + tag(f"for dong in {field}")
        + p("TDNoiNhan", "{{ dong }}")
        + tag("endfor")
    )


def two_columns(left: str, right: str, widths: tuple[float, float] = (67.0, 88.0)) -> str:
    """Borderless table for the end of a document, a little below the text."""
    return p("TDKhoangCach", extra="<w:keepNext/>") + table(
        widths, row(cell(widths[0], left) + cell(widths[1], right))
    )


def grid(columns: list[tuple[str, float]], loop: str, cells: list[tuple[str, str]]) -> str:
    """A bordered table: repeated heading row, then one row for each turn of `loop`.

    `columns` are (heading, width in mm), `cells` (style, text) or ("", ready paragraphs).
    """
    widths = [width for _, width in columns]
    head = row(
        "".join(cell(width, p("TDDauBang", name), borders=True) for name, width in columns), header=True
    )
    first, rest = widths[0], sum(widths[1:])

    def control(statement: str) -> str:
        span = f'<w:tc><w:tcPr><w:tcW w:w="{twips(first + rest)}" w:type="dxa"/><w:gridSpan w:val="{len(widths)}"/></w:tcPr>'
        return f"<w:tr>{span}{p('TDLenh', '{%tr ' + statement + ' %}')}</w:tc></w:tr>"

    body = row(
        "".join(
            cell(width, p(style, text) if style else text, borders=True)
            for (style, text), width in zip(cells, widths, strict=True)
        )
    )
    return table(widths, head + control(f"for {loop}") + body + control("endfor"), borders=True, margin=1.5)


def page(landscape: bool = False, annex: bool = False) -> str:
    """Section properties: A4, margins T25 B20 L35 R20 mm, other first page, annexes numbered from 1 (P-01…P-08)."""
    size = (
        '<w:pgSz w:w="16838" w:h="11906" w:orient="landscape"/>'
        if landscape
        else '<w:pgSz w:w="11906" w:h="16838"/>'
    )
    left = 30 if landscape else 35
    start = '<w:pgNumType w:start="1"/>' if annex else ""
    return (
        f'{size}<w:pgMar w:top="{twips(25)}" w:right="{twips(20)}" w:bottom="{twips(20)}" w:left="{twips(left)}" '
        f'w:header="{twips(10)}" w:footer="{twips(10)}" w:gutter="0"/>{start}<w:titlePg/>'
    )


def section_break(section: str) -> str:
    """The end of a section of the given properties, in a paragraph as low as Word allows."""
    return p("TDCuoi", extra=f"<w:sectPr>{section}</w:sectPr>")


def header_part(first: bool) -> str:
    """Page header: the page number from the second page on (P-07), and the draft mark on all pages."""
    number = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    mark = p("TDDuThao", "{{ dau_du_thao }}")
    return f'<w:hdr xmlns:w="{W}">{"" if first else p("TDSoTrang", "", number)}{mark}</w:hdr>'
