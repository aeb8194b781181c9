"""One part of a template (body, header, footer, footnotes), compiled once and rendered many times."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from itertools import count
from typing import Any, cast
from unicodedata import normalize
from xml.parsers import expat

from jinja2 import Template as JinjaTemplate
from jinja2 import nodes
from jinja2.runtime import Context
from markupsafe import Markup, escape

from xlpy.packets.rendering.environment import WordEnvironment, make_printing_environment
from xlpy.packets.rendering.layout import events, prints_outside_text, tables_fit, text_outside, well_formed
from xlpy.packets.rendering.listing import finish_text, is_special
from xlpy.packets.rendering.reference import SourcePart, needs_docxtpl, repair_tree, resolve_listing
from xlpy.packets.rendering.values import as_text, number_text, plain_text
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
    """`finalize` of the compiled way; remembers whether a value brought XML of its own into the part (`own_xml`,
    `heavy`), or characters that docxtpl turns into elements (`special`) or reads as escaped braces (`braces`)."""

    def __init__(self) -> None:
        self.reset()

    def reset(self) -> None:
        """Forget what earlier values did."""
        self.own_xml = self.heavy = self.special = self.braces = False

    def __call__(self, value: object) -> object:
        if type(value) is str:
            return self._plain(value)
        if needs_docxtpl(value):
            raise NeedsDocxtpl
        text = as_text(value)
        if isinstance(text, Markup):
            if 'r:id="' in text:
                raise NeedsDocxtpl
            self.own_xml = self.own_xml or "<" in text or "&" in text
            fits = isinstance(value, WrittenTable) and value.fits
            self.heavy = self.heavy or (not fits and any(sign in text for sign in _HEAVY))
            self.special = self.braces = True
        return text

    def printed(self, value: object) -> str:
        """The value as XML text: what Jinja's `escape` makes of the value finalised."""
        if type(value) is str:
            return escaped(self._plain(value))
        if type(value) is int:
            return str(value)
        if type(value) is float:
            return number_text(value)
        text = str(escape(self(value)))
        self.special = self.special or not text.isprintable()
        self.braces = self.braces or "_" in text
        return text

    def _plain(self, text: str) -> str:
        # Tabs, line breaks and whatever else docxtpl looks for are not printable.
        if "_" in text:
            self.braces = True
        if text.isprintable():
            return text if text.isascii() else normalize("NFC", text)
        self.special = True
        return plain_text(text)


def escaped(text: str) -> str:
    """As markupsafe's `escape`, for a text that is no markup, without making one of it."""
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    if ">" in text:
        text = text.replace(">", "&gt;")
    if "'" in text:
        text = text.replace("'", "&#39;")
    if '"' in text:
        text = text.replace('"', "&#34;")
    return text


class CompiledPart:
    """A `SourcePart` ready to render; not safe for two threads at once, `Template` holds the lock.

    Raises jinja2.TemplateSyntaxError when made from a source that Jinja cannot read.
    """

    def __init__(self, source: SourcePart, environment: WordEnvironment, watch: Watch) -> None:
        self.source = source
        self._watch = watch
        watch.reset()
        tree = environment.parse(source.source)
        self._code: JinjaTemplate = environment.from_string(tree)
        fixed = [node.data for node in tree.find_all(nodes.TemplateData)]
        # Constants between braces are finalised while Jinja compiles.
        self._special = watch.special or any(map(is_special, fixed))
        self._braces = watch.braces or any("_" in text for text in fixed)
        self.assigns = any(True for _ in tree.find_all((nodes.Assign, nodes.AssignBlock, nodes.Macro)))
        pieces = list(events(environment, source.source))
        self._well_formed = well_formed(pieces)
        self._prints_outside_text = prints_outside_text(pieces)
        is_body = bool(source.tail)
        self._head, self._tail = source.head.encode(), source.tail.encode()
        self._numbered = is_body and "<wp:docPr" in source.source
        self._needs_tree = is_body and not (tables_fit(pieces) and _drawings_are_plain(source))

    @property
    def proved(self) -> bool:
        """Whether documents are written without parsing them again, as long as values bring no XML."""
        return self._well_formed and not self._needs_tree

    def bind(self, values: Mapping[str, Any]) -> Context:
        """The values as Jinja wants them; parts that assign nothing may share what one of them has bound."""
        return self._code.new_context(cast("dict[str, Any]", values))

    def render(self, context: Context) -> bytes:
        """The finished part. Raises NeedsDocxtpl, MalformedXml, LostText and what Jinja and the values raise."""
        watch = self._watch
        watch.reset()
        text = "".join(self._code.root_render_func(context))
        text = finish_text(
            text,
            resolve_listing,
            special=self._special or watch.special,
            braces=self._braces or watch.braces,
        )
        source = self.source
        self.require_text_kept(text)
        if self._numbered:
            text = _renumber(text)
        content = b"".join((self._head, text.encode(), self._tail))
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
    environment = make_printing_environment(watch.printed, watch)
    return [CompiledPart(source, environment, watch) for source in sources if _is_live(source.source)]


def render_all(parts: Iterable[CompiledPart], values: Mapping[str, Any]) -> dict[str, bytes]:
    """The finished parts of one document by name; raises as `CompiledPart.render`."""
    shared: Context | None = None
    finished: dict[str, bytes] = {}
    for part in parts:
        if part.assigns:
            context = part.bind(values)
        else:
            context = shared = shared or part.bind(values)
        finished[part.source.name] = part.render(context)
    return finished


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
