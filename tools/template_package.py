"""The package around a template's body: styles, settings, headers, fixed dates and times.

python-docx's own default document carries styles and parts that no template needs; each of them would be copied
into every packet, so they are left out here.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Sequence
from copy import deepcopy
from datetime import datetime

from docx import Document
from docx.opc.constants import RELATIONSHIP_TYPE as RT
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from template_blocks import header_part
from template_parts import FONT, Style, W, styles_xml

FIXED_DAY = datetime(2023, 4, 10)


def build(
    body: str,
    section: str,
    name: str,
    *,
    styles: Sequence[Style] = (),
    header: Callable[[bool], str] = header_part,
) -> bytes:
    """A .docx of the given body and section properties.

    `styles` are further ones than all templates share; `header` makes the page header, True for the first page's.
    """
    document = Document()
    for rel_id, relation in list(document.part.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] in {
            "stylesWithEffects", "webSettings", "customXml", "numbering", "fontTable", "settings",
        }:  # fmt: skip
            del document.part.rels[rel_id]
    for rel_id, relation in list(document.part.package.rels.items()):
        if relation.reltype.rsplit("/", 1)[-1] == "thumbnail":
            del document.part.package.rels[rel_id]
    _replace(document.styles.element, styles_xml(styles))
    _settings(document)
    part_section = document.sections[0]
    part_section.different_first_page_header_footer = True
    for part_header, first in ((part_section.header, False), (part_section.first_page_header, True)):
        part_header.is_linked_to_previous = False
        _replace(part_header._element, header(first))
    references = part_section._sectPr.findall(qn("w:headerReference"))
    content = parse_xml(f'<w:body xmlns:w="{W}">{body}<w:sectPr>{section}</w:sectPr></w:body>')
    # Each section names the headers itself: programs differ in what a section without them inherits.
    for set_up in content.iter(qn("w:sectPr")):
        for position, reference in enumerate(references):
            set_up.insert(position, deepcopy(reference))
    document.element.replace(document.element.body, content)
    properties = document.core_properties
    properties.title, properties.author, properties.comments, properties.language = (
        name,
        "ThiDua",
        "",
        "vi-VN",
    )
    properties.last_modified_by, properties.keywords, properties.revision = "ThiDua", "", 1
    properties.created = properties.modified = FIXED_DAY
    buffer = io.BytesIO()
    document.save(buffer)
    return _same_bytes(buffer.getvalue())


def _replace(element: object, xml: str) -> None:
    new = parse_xml(xml)
    for child in list(element):  # type: ignore[call-overload]
        element.remove(child)  # type: ignore[attr-defined]
    for child in list(new):
        element.append(child)  # type: ignore[attr-defined]


def _settings(document: object) -> None:
    """word/settings.xml: compatibility mode of Word 2013 and later, Vietnamese, no tracked formatting."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:settings xmlns:w="{W}"><w:zoom w:percent="100"/>'
        '<w:defaultTabStop w:val="720"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="vi-VN"/></w:settings>'
    )
    fonts = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="{W}"><w:font w:name="{FONT}">'
        '<w:charset w:val="00"/><w:family w:val="roman"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )
    for name, relation, text in (("settings", RT.SETTINGS, xml), ("fontTable", RT.FONT_TABLE, fonts)):
        kind = f"application/vnd.openxmlformats-officedocument.wordprocessingml.{name}+xml"
        new = Part(PackURI(f"/word/{name}.xml"), kind, text.encode(), document.part.package)  # type: ignore[attr-defined]
        document.part.relate_to(new, relation)  # type: ignore[attr-defined]


def _same_bytes(data: bytes) -> bytes:
    """The same package with fixed times, so that two runs give the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as source,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target,
    ):
        for name in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            target.writestr(info, source.read(name), compresslevel=9)
    return out.getvalue()
