"""Every call into docxtpl and python-docx: preparing a template, and rendering by docxtpl itself.

docxtpl is the reference for what a document looks like; its preparation (`patch_xml`), its table repair and its
listings are used as they are, only less often. Neither package is typed, hence the `Any` in this one file.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any, cast

from docx.exceptions import PythonDocxError
from docx.opc.exceptions import OpcError
from docx.opc.oxml import serialize_part_xml  # pyright: ignore[reportUnknownVariableType]
from docx.shared import Mm
from docxtpl import DocxTemplate, InlineImage, RichText  # pyright: ignore[reportMissingTypeStubs]

from xlpy.packets.rendering.environment import make_environment
from xlpy.packets.rendering.richvalues import Link, OwnParts, Picture
from xlpy.packets.rendering.values import as_text

if TYPE_CHECKING:
    from xlpy.packets.rendering.environment import WordEnvironment

_etree: Any = import_module("lxml.etree")
_FOOTNOTES = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
_DECLARATION = "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
# What python-docx and docxtpl raise on packages and values that they do not expect.
PREPARE_ERRORS = (
    PythonDocxError,
    OpcError,
    TypeError,
    ValueError,
    ArithmeticError,
    LookupError,
    AttributeError,
    AssertionError,
    OSError,
    RecursionError,
    SyntaxError,
)
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}", re.DOTALL)
_ODD_BLANKS = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u200b": None, "\u200c": None, "\u200d": None})


@dataclass(frozen=True)
class SourcePart:
    """One part of the package as Jinja sees it: `head` and `tail` are fixed text around the Jinja `source`."""

    name: str
    label: str
    head: str
    source: str
    tail: str


@dataclass(frozen=True)
class Prepared:
    """A template after docxtpl's preparation; `members` is the whole package by zip name, in python-docx's order."""

    sources: tuple[SourcePart, ...]
    members: dict[str, bytes]


class _WordTemplate(DocxTemplate):
    """docxtpl with three corrections, none of which shows in a template that worked before.

    Tags are NFC with plain blanks, so that names typed on a Mac match. Core properties are left alone: they are set
    afterwards, here docxtpl would escape them twice. Footnotes are rendered once, not once for each section, where
    the second pass would read `{{` in a value as a tag.
    """

    def patch_xml(self, src_xml: str) -> str:
        return _TAG.sub(_plain_tag, cast(Any, super()).patch_xml(src_xml))

    def render_properties(self, context: Any, jinja_env: Any = None) -> None:
        return

    def render_footnotes(self, context: Any, jinja_env: Any = None) -> None:
        for part in _footnote_parts(self):
            xml = self.patch_xml(part.blob.decode("utf-8"))
            part._blob = cast(Any, self).render_xml_part(xml, part, context, jinja_env).encode("utf-8")


def _plain_tag(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFC", match[0].translate(_ODD_BLANKS))


def _footnote_parts(template: Any) -> list[Any]:
    parts = template.docx.part.package.iter_parts()
    return [part for part in parts if part.content_type == _FOOTNOTES]


def open_with_docxtpl(data: bytes) -> Any:
    """A docxtpl template of `data`, opened. Whatever python-docx raises on a damaged package comes through."""
    template = cast(Any, _WordTemplate(io.BytesIO(data)))
    template.init_docx()
    # Makes python-docx add the part where the template has none.
    template.docx.core_properties.title  # noqa: B018
    return template


def prepare(data: bytes) -> Prepared:
    """docxtpl's preparation of the body, headers, footers and footnotes of a template."""
    template = open_with_docxtpl(data)
    sources = [_body(template)]
    for uri, label in ((template.HEADER_URI, "đầu trang"), (template.FOOTER_URI, "chân trang")):
        for _, part in template.get_headers_footers(uri):
            sources.append(_whole(template, part, template.get_part_xml(part), label))
    for part in _footnote_parts(template):
        sources.append(_whole(template, part, part.blob.decode("utf-8"), "chú thích cuối trang"))
    saved = io.BytesIO()
    template.docx.save(saved)
    return Prepared(tuple(dict.fromkeys(sources)), unzip(saved.getvalue()))


def _member_name(part: Any) -> str:
    return str(part.partname).lstrip("/")


def _body(template: Any) -> SourcePart:
    root = _etree.tostring(template.docx._element, encoding="unicode")
    start, end = root.index("<w:body"), root.rindex("</w:body>")
    opening = root[start : root.index(">", start) + 1]
    # Serialised alone the body repeats the namespaces of the root, which stand in `head` already.
    inner = template.patch_xml(template.get_xml())
    inner = inner[inner.index(">") + 1 : inner.rindex("</w:body>")]
    return SourcePart(
        _member_name(template.docx.part),
        "thân văn bản",
        _DECLARATION + root[:start] + opening,
        inner,
        root[end:],
    )


def _whole(template: Any, part: Any, xml: str, label: str) -> SourcePart:
    match = re.match(r"\s*(?:<\?xml[^>]*\?>)?\s*", xml.lstrip("\ufeff"))
    body = xml.lstrip("\ufeff")[match.end() if match else 0 :]
    return SourcePart(_member_name(part), label, _DECLARATION, template.patch_xml(body), "")


def unzip(data: bytes) -> dict[str, bytes]:
    """The members of a zip by name, in stored order."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {info.filename: package.read(info) for info in package.infolist()}


_helper: Any = None


def resolve_listing(xml: str) -> str:
    """docxtpl's own listing resolver."""
    global _helper
    if _helper is None:
        _helper = DocxTemplate(io.BytesIO())
    return _helper.resolve_listing(xml)


def repair_tree(xml: bytes) -> bytes:
    """A rendered document with docxtpl's table repair and drawing numbers, serialised as python-docx does it."""
    worker = cast(Any, DocxTemplate(io.BytesIO()))
    worker.docx_ids_index = 1000
    tree = worker.fix_tables(xml)
    worker.fix_docpr_ids(tree)
    return serialize_part_xml(tree)


def render_with_docxtpl(data: bytes, context: Mapping[str, object]) -> dict[str, bytes]:
    """The members of the document as docxtpl itself makes it, `Picture` and `Link` included."""
    template = open_with_docxtpl(data)
    environment: WordEnvironment = make_environment(_bound_to(template))
    template.render(dict(context), environment, autoescape=True)
    saved = io.BytesIO()
    template.save(saved)
    return unzip(saved.getvalue())


def _bound_to(template: Any) -> Callable[[object], object]:
    def finalize(value: object) -> object:
        if isinstance(value, OwnParts):
            return as_text(_with_parts(template, value))
        if isinstance(value, InlineImage):
            bound = cast(Any, copy(value))
            bound.tpl = template
            return as_text(bound)
        if isinstance(value, RichText) and 'r:id="' in str(value):
            raise TypeError("giá trị gắn với tài liệu khác; hãy dùng Link của xlpy.packets.rendering")
        return as_text(value)

    return finalize


def needs_docxtpl(value: object) -> bool:
    """Whether printing the value adds a part or relationship to the package."""
    return isinstance(value, (OwnParts, InlineImage))


def _with_parts(template: Any, value: OwnParts) -> object:
    if isinstance(value, Picture):
        source = io.BytesIO(value.file) if isinstance(value.file, bytes) else str(value.file)
        sizes = {"width": value.width_mm, "height": value.height_mm}
        return InlineImage(
            template, source, **{name: Mm(size) for name, size in sizes.items() if size is not None}
        )
    if isinstance(value, Link):
        link = cast(Any, RichText())
        link.add(value.text, url_id=template.build_url_id(value.url))
        return link
    raise TypeError(f"no way to print {type(value).__name__}")
