"""Documents whose texts land at exact places of a pre-printed form, and the sheet that shows where they will land."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from xlpy.model.certificate_form import CertificateForm, FormField
from xlpy.packets.awards.drawing import NAMESPACES, TextLine
from xlpy.packets.awards.fitting import Fitted, fit
from xlpy.packets.rendering.properties import CORE_PART, core_properties
from xlpy.packets.rendering.zipping import Packer

_TWIPS = 1440 / 25.4
_FONT = "Times New Roman"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_MAIN = "word/document.xml"
_CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = {
    "[Content_Types].xml": (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{_MAIN}" ContentType="{_CONTENT}.document.main+xml"/>'
        f'<Override PartName="/word/styles.xml" ContentType="{_CONTENT}.styles+xml"/>'
        f'<Override PartName="/{CORE_PART}" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        "</Types>"
    ),
    "_rels/.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="{_MAIN}"/>'
        f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="{CORE_PART}"/>'
        "</Relationships>"
    ),
    "word/_rels/document.xml.rels": (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
    ),
    "word/styles.xml": (
        f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" '
        f'w:eastAsia="{_FONT}" w:cs="{_FONT}"/><w:lang w:val="vi-VN"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr>'
        '<w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style></w:styles>'
    ),
}


class Drawn(Protocol):
    """Something with a place of its own on the sheet."""

    def xml(self, number: int) -> str: ...


@dataclass(frozen=True, slots=True)
class SetText:
    """A field's text as it will be printed."""

    field: FormField
    fitted: Fitted

    def drawn(self) -> Iterator[TextLine]:
        """Each line in a box of its own: then no program's idea of line spacing moves it off the dotted line."""
        field = self.field
        for number, text in enumerate(self.fitted.lines):
            yield TextLine(
                text, field.x, field.y + number * field.pitch, field.width, self.fitted.size,
                field.align, field.bold, field.italic,
            )  # fmt: skip


def set_texts(form: CertificateForm, texts: Mapping[str, str]) -> list[SetText]:
    """The texts by field key, each fitted into its field; fields without text are left out."""
    found: list[SetText] = []
    for field in form.fields:
        text = texts.get(field.key, "").strip()
        if text:
            fitted = fit(
                text, field.width, field.size, field.smallest, field.lines, bold=field.bold, italic=field.italic
            )  # fmt: skip
            found.append(SetText(field, fitted))
    return found


def sheets(
    pages: Sequence[Sequence[Drawn]], width: float, height: float, *, title: str, author: str = ""
) -> bytes:
    """A .docx with one sheet of `width` by `height` millimetres for each page; the same input gives the same bytes."""
    body: list[str] = []
    number = 0
    for place, page in enumerate(pages):
        pieces: list[str] = []
        for piece in page:
            number += 1
            pieces.append(piece.xml(number))
        fresh = "<w:pageBreakBefore/>" if place else ""
        # The paragraph that carries the boxes is as low as Word allows, so that a sheet never spills over.
        body.append(
            f'<w:p><w:pPr>{fresh}<w:spacing w:line="20" w:lineRule="exact"/><w:rPr><w:sz w:val="2"/></w:rPr></w:pPr>'
            f"{''.join(pieces)}</w:p>"
        )
    wide, high = round(width * _TWIPS), round(height * _TWIPS)
    turned = ' w:orient="landscape"' if wide > high else ""
    document = (
        f'{_HEAD}<w:document {NAMESPACES}><w:body>{"".join(body)}<w:sectPr><w:pgSz w:w="{wide}" w:h="{high}"{turned}/>'
        '<w:pgMar w:top="567" w:right="567" w:bottom="567" w:left="567" w:header="283" w:footer="283" w:gutter="0"/>'
        "</w:sectPr></w:body></w:document>"
    )
    packer = Packer({name: text.encode() for name, text in _PARTS.items()}, (_MAIN, CORE_PART))
    return packer.pack({_MAIN: document.encode(), CORE_PART: core_properties(title, author)})
