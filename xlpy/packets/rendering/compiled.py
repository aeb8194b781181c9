"""One part of a template (body, header, footer, footnotes), compiled once and rendered many times."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import unescape
from itertools import count
from typing import Any
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate
from markupsafe import Markup

from xlpy.packets.rendering.environment import WordEnvironment, make_environment
from xlpy.packets.rendering.layout import events, prints_outside_text, tables_fit, text_outside, well_formed
from xlpy.packets.rendering.listing import finish_text
from xlpy.packets.rendering.reference import SourcePart, needs_docxtpl, repair_tree, resolve_listing
from xlpy.packets.rendering.values import as_text, plain_text
from xlpy.packets.rendering.written import WrittenTable

_DRAWING = re.compile(r'(<wp:docPr\b[^<>]*?\sid=")[^"]*')
_DRAWING_NAMESPACE = re.compile(
    r'xmlns:(\w+)="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
)
_HEAVY = ("<w:tbl", "<w:tr", "<w:tc", "<w:grid", "docPr")
_FIRST_DRAWING = 1001


class NeedsDocxtpl(Exception):
    """A value wants a part of its own, so the document must be made by docxtpl."""


class MalformedXml(Exception):
    """The rendered part is not well-formed XML: a block of the template cuts through the document's structure."""


class LostText(Exception):
    """Plain text printed by `{{r … }}` or `{{p … }}`, where Word drops it; the argument is the text."""


class Watch:
    """`finalize` of the compiled way; remembers whether a value brought XML of its own into the part."""

    def __init__(self) -> None:
        self.own_xml = False
        self.heavy = False

    def reset(self) -> None:
        """Forget what earlier values did."""
        self.own_xml = self.heavy = False

    def __call__(self, value: object) -> object:
        if type(value) is str:
            return plain_text(value)
        if needs_docxtpl(value):
            raise NeedsDocxtpl
        text = as_text(value)
        if isinstance(text, Markup):
            if 'r:id="' in text:
                raise NeedsDocxtpl
            self.own_xml = self.own_xml or "<" in text or "&" in text
            fits = isinstance(value, WrittenTable) and value.fits
            self.heavy = self.heavy or (not fits and any(sign in text for sign in _HEAVY))
        return text


class CompiledPart:
    """A `SourcePart` ready to render; not safe for two threads at once, `Template` holds the lock.

    Raises jinja2.TemplateSyntaxError when made from a source that Jinja cannot read.
    """

    def __init__(self, source: SourcePart, environment: WordEnvironment, watch: Watch) -> None:
        self.source = source
        self._watch = watch
        self._code: JinjaTemplate = environment.from_string(source.source)
        pieces = list(events(environment, source.source))
        self._well_formed = well_formed(pieces)
        self._prints_outside_text = prints_outside_text(pieces)
        is_body = bool(source.tail)
        self._numbered = is_body and "<wp:docPr" in source.source
        self._needs_tree = is_body and not (tables_fit(pieces) and _drawings_are_plain(source))

    @property
    def proved(self) -> bool:
        """Whether documents are written without parsing them again, as long as values bring no XML."""
        return self._well_formed and not self._needs_tree

    def render(self, context: Mapping[str, Any]) -> bytes:
        """The finished part. Raises NeedsDocxtpl, MalformedXml, LostText and what Jinja and the values raise."""
        watch = self._watch
        watch.reset()
        code = self._code
        text = finish_text("".join(code.root_render_func(code.new_context(dict(context)))), resolve_listing)
        source = self.source
        self.require_text_kept(text)
        if self._numbered:
            text = _renumber(text)
        content = f"{source.head}{text}{source.tail}".encode()
        if not self._well_formed or watch.own_xml:
            _require_well_formed(content)
        if self._needs_tree or (watch.heavy and source.tail):
            return repair_tree(content)
        return content

    def require_text_kept(self, xml: str) -> None:
        """Raise LostText if the finished `xml` of this part holds text that Word would drop."""
        lost = text_outside(xml) if self._prints_outside_text else ""
        if lost:
            raise LostText(unescape(lost))


def make_compiled(sources: tuple[SourcePart, ...]) -> list[CompiledPart]:
    """All parts of one template, sharing an environment. Raises jinja2.TemplateSyntaxError."""
    watch = Watch()
    environment = make_environment(watch)
    return [CompiledPart(source, environment, watch) for source in sources if _is_live(source.source)]


def _is_live(source: str) -> bool:
    return "{" in source or "_}" in source or not {"\t", "\n", "\a", "\f"}.isdisjoint(source)


def _drawings_are_plain(source: SourcePart) -> bool:
    prefixes = {*_DRAWING_NAMESPACE.findall(source.head + source.source)}
    drawings = source.source.count("<wp:docPr")
    return prefixes <= {"wp"} and len(_DRAWING.findall(source.source)) == drawings


def _renumber(text: str) -> str:
    numbers = count(_FIRST_DRAWING)
    return _DRAWING.sub(lambda match: f"{match[1]}{next(numbers)}", text)


def _require_well_formed(content: bytes) -> None:
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise MalformedXml(str(error)) from error
