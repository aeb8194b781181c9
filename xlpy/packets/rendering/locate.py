"""From an exception of Jinja to the paragraph of the template that a clerk can find in Word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import unescape
from types import TracebackType
from typing import Any

from jinja2 import TemplateSyntaxError

from xlpy.packets.rendering.environment import make_environment
from xlpy.packets.rendering.fields import FieldUse, field_uses
from xlpy.packets.rendering.reference import SourcePart, needs_docxtpl
from xlpy.packets.rendering.values import as_text

_PARAGRAPH = re.compile(r"(?=<w:p[ >])|(?<=</w:p>)")
_MARKUP = re.compile(r"<[^<>]*>")
_BREAKS = re.compile(r"<w:(?:br|tab|cr)\b[^<>]*>")
_LONGEST = 120
RENDER_ERRORS = (TypeError, ValueError, ArithmeticError, LookupError, AttributeError, RecursionError, OSError)


@dataclass(frozen=True)
class Place:
    """Where in a template: the part in words, and the text of the paragraph, shortened."""

    part: str
    text: str


@dataclass(frozen=True)
class Trouble:
    """An exception with its place, and the field uses of that paragraph."""

    error: Exception
    place: Place
    uses: tuple[FieldUse, ...] = ()


def paragraph_lines(source: str) -> str:
    """The source with each paragraph on a line of its own, so that Jinja's line numbers are paragraph numbers."""
    return "\n".join(piece.replace("\n", " ") for piece in _PARAGRAPH.split(source))


def plain(xml: str) -> str:
    """The visible text of a piece of XML, tags of the template included, at most 120 characters."""
    text = " ".join(unescape(_MARKUP.sub("", _BREAKS.sub(" ", xml))).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def locate_syntax(sources: tuple[SourcePart, ...]) -> Trouble | None:
    """The first syntax error of a template, or None if Jinja reads all its parts."""
    environment = make_environment()
    for source in sources:
        lines = paragraph_lines(source.source)
        try:
            environment.from_string(lines)
        except TemplateSyntaxError as error:
            return Trouble(error, _place(source, lines, error.lineno))
    return None


def locate_failure(
    sources: tuple[SourcePart, ...], context: Mapping[str, Any], expected: tuple[type[Exception], ...]
) -> Trouble | None:
    """Render again, paragraph by line, until one of the `expected` errors comes; None if none does."""
    environment = make_environment(lambda value: "" if needs_docxtpl(value) else as_text(value))
    for source in sources:
        lines = paragraph_lines(source.source)
        code = environment.from_string(lines)
        try:
            code.render(dict(context))
        except expected as error:
            line = _line(error.__traceback__, code.filename or "<template>")
            uses = tuple(
                use for use in field_uses(environment.parse(lines), environment.globals) if use.line == line
            )
            return Trouble(error, _place(source, lines, line), uses)
    return None


def _line(trace: TracebackType | None, filename: str) -> int:
    line = 0
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == filename:
            line = trace.tb_lineno
        trace = trace.tb_next
    return line


def _place(source: SourcePart, lines: str, number: int) -> Place:
    all_lines = lines.split("\n")
    text = plain(all_lines[number - 1]) if 0 < number <= len(all_lines) else ""
    return Place(source.label, text)
