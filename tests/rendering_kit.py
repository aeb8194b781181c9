"""Hard Word templates built with python-docx, and the comparison of two documents part by part."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docx import Document
from docxtpl import DocxTemplate, Listing, RichText
from lxml import etree

from xlpy.packets.rendering.environment import make_environment

_PARSER = etree.XMLParser(remove_blank_text=True, resolve_entities=False)
Build = Callable[[Any], None]


def save(path: Path, build: Build) -> Path:
    document = Document()
    build(document)
    document.save(str(path))
    return path


def split_paragraph(document: Any, *texts: str) -> Any:
    """A paragraph whose text is spread over one run for each of `texts`."""
    paragraph = document.add_paragraph()
    for number, text in enumerate(texts):
        paragraph.add_run(text).bold = bool(number % 2)
    return paragraph


def table_of(document: Any, rows: list[list[str]]) -> Any:
    table = document.add_table(rows=len(rows), cols=len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    return table


def plain(document: Any) -> None:
    document.add_paragraph("Đơn vị: {{ unit.name }}, số {{ number }}")
    document.add_paragraph("  {{ text }}  hết.")


def split_runs(document: Any) -> None:
    split_paragraph(document, "Đơn vị {", "{ un", "it.name }", "} và {{ te", "xt }}")
    split_paragraph(
        document, "{% i", "f number > 1 and unit.name < 'z' %", "}nhiều{%", " else %}ít{% endif %}"
    )


def conditions(document: Any) -> None:
    for text in (
        "{%p if number > 1 %}",
        "Có {{ number }} người",
        "{%p else %}",
        "Không có ai",
        "{%p endif %}",
    ):
        document.add_paragraph(text)
    document.add_paragraph("Trước {%- if text %} {{ text }}{% endif -%} sau")
    document.add_paragraph("“{{ “{_{” }}” và {_{ text }_} {_% if %_}")


def rows(document: Any) -> None:
    table_of(
        document,
        [
            ["TT", "Họ tên", "Thành tích"],
            ["{%tr for p in people %}", "", ""],
            ["{{ loop.index }}", "{{ p.name }}", "{{ p.deed }}"],
            ["{%tr endfor %}", "", ""],
        ],
    )


def only_loop_rows(document: Any) -> None:
    table_of(
        document, [["{%tr for p in people %}", ""], ["{{ p.name }}", "{{ p.deed }}"], ["{%tr endfor %}", ""]]
    )
    document.add_paragraph("sau bảng")


def nested_tables(document: Any) -> None:
    outer = table_of(document, [["Danh sách", "{{ unit.name }}"], ["", "cuối"]])
    inner = outer.cell(1, 0).add_table(rows=3, cols=3)
    inner.cell(0, 0).text = "{%tr for p in people %}"
    inner.cell(1, 0).text = "{{ p.name }}"
    inner.cell(1, 2).text = "{{ p.deed }}"
    inner.cell(2, 0).text = "{%tr endfor %}"


def table_in_loop(document: Any) -> None:
    document.add_paragraph("{%p for p in people %}")
    table = table_of(document, [["Tên", "{{ p.name }}"], ["{{ p.deed }}", ""]])
    table.cell(1, 0).merge(table.cell(1, 1))
    document.add_paragraph("{%p endfor %}")


def column_loop(document: Any) -> None:
    table_of(document, [["{%tc for p in people %}", "{{ p.name }}", "{%tc endfor %}"]])


def merged_cells(document: Any) -> None:
    table_of(
        document, [["{% colspan number %}gộp {{ text }}", "b"], ["{% cellbg 'FF0000' %}{{ text }}", "d"]]
    )
    table_of(
        document,
        [["{%tr for p in people %}", ""], ["{% vm %}{{ text }}", "{{ p.name }}"], ["{%tr endfor %}", ""]],
    )
    table_of(
        document,
        [["{%tc for p in people %}", "{% hm %}{{ text }}", "{%tc endfor %}"]],
    )


def headers_and_footers(document: Any) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "{{ unit.name }}"
    section.footer.paragraphs[0].text = "{% for p in people %}{{ p.name }}; {% endfor %}"
    section.first_page_header.paragraphs[0].text = "Trang đầu {{ text }}"
    document.add_section().header.is_linked_to_previous = False
    document.sections[1].header.paragraphs[0].text = "Mục hai {{ number }}"
    document.add_paragraph("{{ text }}")


def rich(document: Any) -> None:
    document.add_paragraph("Nhấn {{r rich }} xong {{ listing }}")
    document.add_paragraph("{% for p in people %}{{r p.rich }}{% endfor %}")


def drawings(document: Any) -> None:
    for text in ("{%p for p in people %}", "{{ p.name }}"):
        document.add_paragraph(text)
    document.add_picture(io.BytesIO(png()))
    document.add_paragraph("{%p endfor %}")


def cut_through(document: Any) -> None:
    document.add_paragraph("Đầu {% if number > 1 %}đoạn một")
    document.add_paragraph("đoạn hai{% endif %} cuối")


def filters(document: Any) -> None:
    document.add_paragraph("{{ people|map(attribute='name')|join(', ') }} {{ text|upper }} {{ text|length }}")
    document.add_paragraph("{% set total = people|length %}{{ total }} {{ text|replace('a', '<b>') }}")
    document.add_paragraph(
        "{% for p in people|sort(attribute='name') if p.deed %}{{ p.name ~ '-' ~ p.deed }}{% endfor %}"
    )


TEMPLATES: dict[str, Build] = {
    build.__name__: build
    for build in (
        plain,
        split_runs,
        conditions,
        rows,
        only_loop_rows,
        nested_tables,
        table_in_loop,
        column_loop,
        merged_cells,
        headers_and_footers,
        rich,
        drawings,
        cut_through,
        filters,
    )
}

HARD_TEXTS = {
    "plain": "Nguyễn Văn An",
    "escapes": "Lan & Hoa <w:p> \"x\" 'y' ]]> &amp;",
    "braces": "{{ unit.name }} {% if %} {# x #} {_{ a }_} %}",
    "blanks": "  hai  đầu \u00a0 ",
    "breaks": "một\nhai\r\nba\tbốn\n\nnăm",
    "controls": "a\x00b\x07c\x0cd\x1be\ud800f\uffff",
    "emoji": "hoa 🌸👩‍👩‍👧",
    "nfd": "Tr\u01b0\u01a1\u0300ng tie\u0302\u0309u ho\u0323c",
    "rtl": "\u202eabc\u202c \u05d0\u05d1 \u200f",
    "long": "Thành tích xuất sắc. " * 500,
    "empty": "",
}


def context(text: str, count: int = 3) -> dict[str, object]:
    """Values for all templates above, `text` in every place."""
    emphasis = RichText(f"đậm {text}" if text.isprintable() else "đậm", bold=True)
    emphasis.add(" nghiêng\n& <hết>", italic=True, color="#ff0000")
    return {
        "unit": {"name": text},
        "number": count,
        "text": text,
        "rich": emphasis,
        "listing": Listing("một\nhai\aba\tbốn & <năm>\fsáu"),
        "people": [
            {
                "name": f"{text}{number}",
                "deed": text * (number % 2),
                "rich": RichText(f"ô {number}", style="Strong"),
            }
            for number in range(count)
        ],
    }


def by_docxtpl(path: Path, values: dict[str, object]) -> bytes:
    """The document as plain docxtpl makes it under our settings."""
    template = DocxTemplate(path)
    template.render(values, make_environment(), autoescape=True)
    out = io.BytesIO()
    template.save(out)
    return out.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of a package, XML in canonical form; the core properties, which we set ourselves, left out."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        members = {name: package.read(name) for name in package.namelist()}
    members.pop("docProps/core.xml")
    return {
        name: _canonical(content) if name.endswith((".xml", ".rels")) else content
        for name, content in members.items()
    }


def _canonical(content: bytes) -> bytes:
    return etree.tostring(etree.fromstring(content, _PARSER), method="c14n", exclusive=True)


def text_of(data: bytes) -> str:
    return "\n".join(paragraph.text for paragraph in Document(io.BytesIO(data)).paragraphs)


def replace_member(path: Path, name: str, content: bytes) -> None:
    """Put `content` into the package under `name`, in place of what is there."""
    with zipfile.ZipFile(path) as package:
        members = {info.filename: package.read(info) for info in package.infolist()}
    members[name] = content
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for member, kept in members.items():
            package.writestr(member, kept)


def member(path: Path, name: str) -> bytes:
    with zipfile.ZipFile(path) as package:
        return package.read(name)


def png() -> bytes:
    """A picture of one grey pixel."""
    import struct
    import zlib

    def chunk(kind: bytes, content: bytes) -> bytes:
        return (
            struct.pack(">L", len(content)) + kind + content + struct.pack(">L", zlib.crc32(kind + content))
        )

    header = struct.pack(">LLBBBBB", 1, 1, 8, 0, 0, 0, 0)
    pixels = zlib.compress(b"\0\x80")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
