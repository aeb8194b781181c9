"""What a style of a nominee's document says about meaning: bold, font, heading level, list (ECMA-376 part 1, 17.7)."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from xlpy.books.ooxml.xmlnode import Node

_HEADING = re.compile(r"(?:heading|tiêu đề) ?([1-9])|title|subtitle", re.IGNORECASE)
_LONGEST_CHAIN = 20


@dataclass(frozen=True, slots=True)
class Look:
    """Formatting as far as it carries meaning; None where nothing is said. `list_id` "0" means: no list."""

    bold: bool | None = None
    hidden: bool | None = None
    font: str | None = None
    list_id: str | None = None
    list_level: str | None = None
    heading: bool | None = None

    def over(self, below: Look) -> Look:
        """This look, with what it leaves open taken from `below`."""
        return Look(
            below.bold if self.bold is None else self.bold,
            below.hidden if self.hidden is None else self.hidden,
            below.font if self.font is None else self.font,
            below.list_id if self.list_id is None else self.list_id,
            below.list_level if self.list_level is None else self.list_level,
            below.heading if self.heading is None else self.heading,
        )


def value(node: Node | None, tag: str) -> str | None:
    """`w:val` of the child `tag`; None where there is no such child."""
    child = node.first(tag) if node is not None else None
    return child.attrs.get("val", "") if child is not None else None


def switch(node: Node | None, tag: str) -> bool | None:
    """An on/off property (17.17.4): present without a value is on; None where it is absent."""
    said = value(node, tag)
    return None if said is None else said not in ("0", "false", "off", "none")


def run_look(properties: Node | None) -> Look:
    """What `w:rPr` says itself."""
    if properties is None:
        return Look()
    fonts = properties.first("rFonts")
    names = [] if fonts is None else [fonts.attrs.get(slot) for slot in ("hAnsi", "ascii")]
    return Look(
        bold=switch(properties, "b"),
        hidden=switch(properties, "vanish"),
        font=next((name for name in names if name), None),
    )


def paragraph_look(properties: Node | None) -> Look:
    """What `w:pPr` says itself about lists and headings."""
    if properties is None:
        return Look()
    numbering = properties.first("numPr")
    level = value(properties, "outlineLvl")
    return Look(
        list_id=value(numbering, "numId"),
        list_level=value(numbering, "ilvl"),
        heading=None if level is None else level in tuple("012345678"),
    )


class Styles:
    """The styles part; `None` for a document without one."""

    def __init__(self, root: Node | None) -> None:
        self._nodes: dict[str, Node] = {}
        self._looks: dict[str, Look] = {}
        self.default_paragraph = ""
        defaults = Look()
        for node in root.children if root is not None else ():
            if node.tag == "docDefaults":
                run = node.first("rPrDefault")
                defaults = run_look(run.first("rPr") if run is not None else None)
            elif node.tag == "style":
                name = node.attrs.get("styleId", "")
                self._nodes.setdefault(name, node)
                if node.attrs.get("type") == "paragraph" and node.attrs.get("default") in ("1", "true", "on"):
                    self.default_paragraph = name
        self.defaults = defaults

    def look(self, name: str | None) -> Look:
        """The look of a style with all it is based on, document defaults left out; an unknown style says nothing."""
        key = name or ""
        if key not in self._looks:
            self._looks[key] = self._resolve(key)
        return self._looks[key]

    def _resolve(self, name: str) -> Look:
        look = Look()
        for _ in range(_LONGEST_CHAIN):
            node = self._nodes.get(name)
            if node is None:
                break
            own = run_look(node.first("rPr"))
            paragraph = paragraph_look(node.first("pPr"))
            own = replace(
                own,
                list_id=paragraph.list_id,
                list_level=paragraph.list_level,
                heading=paragraph.heading or bool(_HEADING.fullmatch(value(node, "name") or "")) or None,
            )
            look = look.over(own)
            name = value(node, "basedOn") or ""
        return look

    def list_of(self, name: str) -> str | None:
        """The list that a style belongs to, for abstract lists that refer to a style."""
        return self.look(name).list_id
