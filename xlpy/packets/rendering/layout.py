"""What can be proved about a prepared template before any value is known.

docxtpl parses each finished document, to mend broken XML, to give each table as many grid columns as its widest row
has cells, and to number drawings. Parsing costs as much as the rest of the work. Here the same is decided once for
the template: `well_formed` says that every document made from it is well-formed XML, `tables_fit` that docxtpl's table
repair would change nothing in any of them. Where a proof fails, each document is parsed as docxtpl does it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from jinja2 import Environment

_XML_TAG = re.compile(r"<(/?)([A-Za-z_][\w:.\-]*)((?:[^<>\"]|\"[^<\"]*\")*?)(/?)>")
_GRID_SPAN = re.compile(r'\bw:val="(\d+)"')
_TEXT_ELEMENTS = frozenset({"w:t", "w:instrText", "w:delText"})
_LOST = re.compile(
    r"(?:^|</w:(?!t>|instrText>|delText>)\w+>|<w:\w+(?: [^<>]*)?/>|<w:(?:p|r|tc|tr|tbl|body)(?: [^<>]*)?>)\s*([^<\s][^<]*)"
)
_BLOCKS = frozenset({"for", "if", "with", "macro", "call", "filter", "trans"})
_BRANCHES = frozenset({"else", "elif"})
# Stands for a printed value inside an attribute: no number, so nothing is proved from it.
_VALUE = "\ufffc"

Kind = Literal["open", "close", "empty", "value", "begin", "branch", "end", "odd"]


@dataclass(frozen=True, slots=True)
class Event:
    """A piece of the template: an XML tag with its name, a printed value, or a Jinja block's begin, branch or end."""

    kind: Kind
    name: str = ""
    attributes: str = ""


def events(environment: Environment, source: str) -> Iterator[Event]:
    """The pieces of a prepared source in order; "odd" for whatever the proofs do not understand.

    Raises jinja2.TemplateSyntaxError as the lexer does.
    """
    pending = ""
    statement: list[str] | None = None
    for _, kind, text in environment.lex(source):
        if kind == "data":
            pending, found = _xml_events(pending + text)
            yield from found
            if found and found[-1].kind == "odd":
                return
        elif kind == "block_begin":
            statement = []
        elif kind == "block_end":
            if pending:
                yield Event("odd")
                pending = ""
            yield from _statement_event(statement or [])
            statement = None
        elif kind == "variable_begin":
            if pending:
                pending += _VALUE
            else:
                yield Event("value")
        elif kind.startswith("raw"):
            yield Event("odd")
        elif statement is not None and kind in ("name", "operator"):
            statement.append(text)
    if pending:
        yield Event("odd")


def _xml_events(text: str) -> tuple[str, list[Event]]:
    found: list[Event] = []
    position = 0
    while (start := text.find("<", position)) >= 0:
        match = _XML_TAG.match(text, start)
        if match is None:
            if ">" in text[start:] and not text[start:].count('"') % 2:
                found.append(Event("odd"))
            return text[start:], found
        slash, name, attributes, empty = match.groups()
        found.append(Event("close" if slash else "empty" if empty else "open", name, attributes))
        position = match.end()
    return "", found


def _statement_event(words: list[str]) -> list[Event]:
    word = words[0] if words else ""
    if word in _BLOCKS or (word == "set" and "=" not in words):
        return [Event("begin", word)]
    if word in _BRANCHES:
        return [Event("branch", word)]
    if word.startswith("end"):
        return [Event("end", word)]
    return [] if word in ("set", "do") else [Event("odd")]


def well_formed(pieces: list[Event]) -> bool:
    """Whether every rendering is well-formed: each branch and loop body leaves open exactly what it found open."""
    stack: list[str] = []
    blocks: list[list[str]] = []
    for piece in pieces:
        if piece.kind == "odd":
            return False
        if piece.kind == "open":
            stack.append(piece.name)
        elif piece.kind == "close":
            if not stack or stack.pop() != piece.name:
                return False
        elif piece.kind == "begin":
            blocks.append(list(stack))
        elif piece.kind in ("branch", "end") and (not blocks or blocks[-1] != stack):
            return False
        elif piece.kind == "end":
            blocks.pop()
    return not stack and not blocks


def prints_outside_text(pieces: list[Event]) -> bool:
    """Whether a value is printed where Word wants elements, not text: `{{r … }}`, `{{p … }}`."""
    stack: list[str] = []
    for piece in pieces:
        if piece.kind == "open":
            stack.append(piece.name)
        elif piece.kind == "close" and stack:
            stack.pop()
        elif piece.kind == "value" and (not stack or stack[-1] not in _TEXT_ELEMENTS):
            return True
    return False


def text_outside(xml: str) -> str:
    """The first text in finished XML that stands outside a text element, where Word would drop it; or ""."""
    match = _LOST.search(xml)
    return match[1] if match else ""


@dataclass(slots=True)
class _Table:
    depth: int
    columns: int = 0
    rows: list[tuple[int, int, bool]] = field(default_factory=lambda: list[tuple[int, int, bool]]())

    def fits(self) -> bool:
        widest = max((width for width, _, _ in self.rows), default=0)
        always = any(steady and width == self.columns for width, _, steady in self.rows)
        return always and widest == self.columns and all(cells <= self.columns for _, cells, _ in self.rows)


@dataclass(slots=True)
class _Row:
    depth: int
    cells: int = 0
    extra: int = 0


def tables_fit(pieces: list[Event]) -> bool:
    """Whether docxtpl's `fix_tables` would leave every rendering as it is.

    It counts the rows of nested tables for the outer table too, so the same is done here. A table whose width is
    shown only by rows in a loop or condition is not proved: without those rows docxtpl removes its columns.
    """
    stack: list[str] = []
    tables: list[_Table] = []
    rows: list[_Row] = []
    depth = 0
    for piece in pieces:
        name = piece.name
        if piece.kind in ("open", "empty"):
            parent = stack[-1] if stack else ""
            if name == "w:tbl" and piece.kind == "open":
                tables.append(_Table(depth))
            elif name == "w:gridCol" and tables and parent == "w:tblGrid":
                tables[-1].columns += 1
            elif name == "w:tr" and piece.kind == "open":
                rows.append(_Row(depth))
            elif name == "w:tc" and rows and parent == "w:tr":
                if depth != rows[-1].depth:
                    return False
                rows[-1].cells += 1
            elif name == "w:gridSpan" and rows:
                span = _GRID_SPAN.search(piece.attributes)
                if span is None or depth != rows[-1].depth:
                    return False
                rows[-1].extra += int(span[1]) - 1
            if piece.kind == "open":
                stack.append(name)
        elif piece.kind == "close":
            if not stack:
                return False
            stack.pop()
            if name == "w:tr" and rows:
                row = rows.pop()
                for table in tables:
                    table.rows.append((row.cells + row.extra, row.cells, row.depth == table.depth))
            elif name == "w:tbl" and tables and not tables.pop().fits():
                return False
        elif piece.kind == "begin":
            depth += 1
        elif piece.kind == "end":
            depth -= 1
    return True
