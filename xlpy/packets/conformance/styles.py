"""Resolves how text looks: document defaults, table, paragraph and character styles, direct formatting, theme fonts.

Source of the order and of the toggle rule: ISO/IEC 29500-1 §17.7.2–17.7.3. A bold in the paragraph style and a bold
in the character style cancel each other.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from xlpy.packets.conformance.word import Look

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_SLOTS = ("ascii", "hAnsi", "cs", "eastAsia")
_WORD_DEFAULT = "Times New Roman"
"""What Word takes where nothing names a font."""
_TOGGLES = ("b", "i", "caps")


def parse(content: bytes) -> Element:
    """The root of a part. Raises ValueError for entities and the like, ParseError for what is no XML."""
    return fromstring(content)


def value(element: Element | None, name: str = "val") -> str | None:
    """A w: attribute of an element that may be missing."""
    return None if element is None else element.get(f"{W}{name}")


def child(element: Element | None, name: str) -> Element | None:
    """The w: child, or None."""
    return None if element is None else element.find(f"{W}{name}")


def is_on(element: Element | None) -> bool | None:
    """A switch such as w:b: None where it is not set."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in ("0", "false", "off", "none")


class Styles:
    """The style sheet of a document."""

    def __init__(self, styles: bytes | None, theme: bytes | None) -> None:
        root = parse(styles) if styles else None
        self._by_id: dict[str, Element] = {}
        self._default: dict[str, str] = {}
        for style in [] if root is None else root.findall(f"{W}style"):
            style_id = value(style, "styleId") or ""
            self._by_id[style_id] = style
            if value(style, "default") in ("1", "true", "on"):
                self._default[value(style, "type") or "paragraph"] = style_id
        defaults = child(root, "docDefaults")
        self._run_defaults = child(child(defaults, "rPrDefault"), "rPr")
        self._paragraph_defaults = child(child(defaults, "pPrDefault"), "pPr")
        self._theme = _theme_fonts(theme)

    def name(self, style_id: str | None) -> str:
        """The name that Word shows."""
        return value(child(self._by_id.get(style_id or ""), "name")) or ""

    def _chain(self, style_id: str | None, kind: str) -> list[Element]:
        """The style and those it is based on, the base first."""
        chain: list[Element] = []
        current = style_id if style_id in self._by_id else self._default.get(kind)
        while current in self._by_id and len(chain) < 20:
            style = self._by_id[current]
            if style in chain:
                break
            chain.append(style)
            current = value(child(style, "basedOn"))
        return chain[::-1]

    def paragraph_layers(self, properties: Element | None, table_style: str | None) -> list[Element]:
        """All w:pPr that bear on a paragraph, the weakest first."""
        layers = [self._paragraph_defaults]
        if table_style:
            layers += [child(style, "pPr") for style in self._chain(table_style, "table")]
        layers += [
            child(style, "pPr") for style in self._chain(value(child(properties, "pStyle")), "paragraph")
        ]
        return [layer for layer in [*layers, properties] if layer is not None]

    def look(
        self, paragraph_style: str | None, properties: Element | None, table_style: str | None = None
    ) -> Look:
        """The look of a run with direct properties `properties` in a paragraph of that style."""
        table = [child(style, "rPr") for style in self._chain(table_style, "table")] if table_style else []
        of_paragraph = [child(style, "rPr") for style in self._chain(paragraph_style, "paragraph")]
        character = value(child(properties, "rStyle"))
        of_letters = [child(style, "rPr") for style in self._chain(character, "character")]
        layers = [self._run_defaults, *table, *of_paragraph, *of_letters, properties]
        present = [layer for layer in layers if layer is not None]
        switches = {
            name: _toggle(name, self._run_defaults, (table, of_paragraph, of_letters), properties)
            for name in _TOGGLES
        }
        size = _last(present, "sz")
        colour = (_last(present, "color") or "auto").lower()
        return Look(
            self._fonts(present),
            float(size) / 2 if size else 10.0,
            switches["b"],
            switches["i"],
            switches["caps"],
            colour,
        )

    def _fonts(self, layers: Iterable[Element]) -> frozenset[str]:
        slots: dict[str, str] = {}
        for layer in layers:
            fonts = child(layer, "rFonts")
            if fonts is None:
                continue
            for slot in _SLOTS:
                themed = value(fonts, "cstheme" if slot == "cs" else f"{slot}Theme")
                plain = value(fonts, slot)
                if themed is not None:
                    slots[slot] = self._theme.get(themed, "")
                elif plain is not None:
                    slots[slot] = plain
        return frozenset(slots.get(slot) or _WORD_DEFAULT for slot in _SLOTS)


def _last(layers: Iterable[Element], name: str) -> str | None:
    found: str | None = None
    for layer in layers:
        found = value(child(layer, name)) or found
    return found


def _toggle(
    name: str,
    defaults: Element | None,
    levels: tuple[list[Element | None], ...],
    direct: Element | None,
) -> bool:
    own = is_on(child(direct, name))
    if own is not None:
        return own
    state = False
    for level in levels:
        at_level = False
        for layer in level:
            setting = is_on(child(layer, name))
            at_level = at_level if setting is None else setting
        state ^= at_level
    return state or bool(is_on(child(defaults, name)))


def _theme_fonts(theme: bytes | None) -> dict[str, str]:
    """Theme font names ("minorHAnsi", "majorBidi", …) → typefaces."""
    if theme is None:
        return {}
    scheme = parse(theme).find(f".//{_A}fontScheme")
    found: dict[str, str] = {}
    for group, prefix in (("majorFont", "major"), ("minorFont", "minor")):
        fonts = None if scheme is None else scheme.find(f"{_A}{group}")
        if fonts is None:
            continue
        for tag, slots in (("latin", ("Ascii", "HAnsi")), ("ea", ("EastAsia",)), ("cs", ("Bidi",))):
            face = fonts.find(f"{_A}{tag}")
            for slot in slots:
                found[prefix + slot] = "" if face is None else face.get("typeface", "")
    return found
