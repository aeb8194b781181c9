"""Small XML parts as a tree, and the normal form of odd sheets; expat, with every DTD refused.

Open XML parts never need a DTD, and one is the way to entity bombs and to reading other files (DESIGN, "Intake
gate"), so it is refused whatever it says.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from xlpy.books.ooxml.text import escape_xml


class UnsafeXmlError(ValueError):
    """The part carries a document type definition."""


class BrokenXmlError(ValueError):
    """The part is not well-formed XML."""


@dataclass
class Node:
    """An element: local name, attributes by local name (`r:id` for the relationship one), children, own text."""

    tag: str
    attrs: dict[str, str]
    children: list[Node] = field(default_factory=list["Node"])
    text: str = ""

    def first(self, tag: str) -> Node | None:
        """The first child of that local name."""
        return next((child for child in self.children if child.tag == tag), None)

    def every(self, tag: str) -> Iterator[Node]:
        """All elements below this one of that local name, in document order."""
        for child in self.children:
            if child.tag == tag:
                yield child
            yield from child.every(tag)


def true(value: str | None) -> bool:
    """xsd:boolean as Open XML writes it; an absent attribute is false."""
    return value in ("1", "true", "on")


def _refuse_doctype(*_: object) -> None:
    raise UnsafeXmlError("DTD")


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _attribute(name: str) -> str:
    space, _, local = name.rpartition(" ")
    return "r:id" if local == "id" and space.endswith("/relationships") else local


def parse(data: bytes) -> Node:
    """The root element of a small part.

    Raises `UnsafeXmlError` for a DTD, `BrokenXmlError` for anything that is not well-formed.
    """
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    root = Node("", {})
    stack = [root]

    def start(name: str, attrs: dict[str, str]) -> None:
        node = Node(_local(name), {_attribute(key): value for key, value in attrs.items()})
        stack[-1].children.append(node)
        stack.append(node)

    def end(_: str) -> None:
        stack.pop()

    def characters(text: str) -> None:
        stack[-1].text += text

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    _feed(parser, data)
    return root.children[0]


def normalise(data: bytes) -> bytes:
    """The same document in the one spelling that `cells` reads: UTF-8, no comments, CDATA or instructions.

    For parts that no office program writes that way, so it may be slow. Prefixes and attribute order stay.
    """
    parser = expat.ParserCreate()
    parser.ordered_attributes = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    out: list[str] = ['<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n']

    def start(name: str, attrs: Any) -> None:
        flat: list[str] = attrs
        pairs = zip(flat[::2], flat[1::2], strict=True)
        inside = "".join(f' {key}="{_attribute_text(value)}"' for key, value in pairs)
        out.append(f"<{name}{inside}>")

    def end(name: str) -> None:
        out.append(f"</{name}>")

    def characters(text: str) -> None:
        out.append(escape_xml(text).replace("\r", "&#13;"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    _feed(parser, data)
    return "".join(out).encode()


def _attribute_text(value: str) -> str:
    return escape_xml(value).replace("\n", "&#10;").replace("\r", "&#13;").replace("\t", "&#9;")


def _feed(parser: expat.XMLParserType, data: bytes) -> None:
    try:
        parser.Parse(data, True)
    except UnsafeXmlError:
        raise
    except (expat.ExpatError, LookupError, ValueError) as error:
        # LookupError: an encoding that Python does not know.
        raise BrokenXmlError(str(error)) from error
