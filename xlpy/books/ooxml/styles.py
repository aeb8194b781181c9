"""Cell formats (xl/styles.xml): which style ids show dates, which keep text, which use a pre-Unicode font."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from xlpy.books.ooxml.xmlnode import Node, parse

# ECMA-376 Part 1, §18.8.30: built-in number formats that show a date or time. 27-36 and 50-58 are dates in the
# East Asian editions; 45-47 are times, of which 46 ([h]:mm:ss) is an elapsed time and stays a number.
_BUILTIN_DATES = frozenset([*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)])
_BUILTIN_TEXT = 49
_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[(?:h+|m+|s+)\]", re.IGNORECASE)
_DATE_LETTER = re.compile(r"[dmyhs]|\bg+\b|\be+\b", re.IGNORECASE)
LEGACY_FONT = r"\.vn|vni"
"""Pattern of the start of such font names, in any letter case."""
_LEGACY = re.compile(LEGACY_FONT, re.IGNORECASE)


def is_date_format(code: str) -> bool:
    """Whether a number format shows its number as a date or a time of day.

    Only the first section counts, quoted text, colours and locale codes do not; elapsed times ([h]:mm) are numbers.
    """
    section = _QUOTED.sub("", code).split(";")[0]
    if _ELAPSED.search(section) or section.strip().lower() in ("general", "standard"):
        return False
    return _DATE_LETTER.search(re.sub(r"general", "", section, flags=re.IGNORECASE)) is not None


def is_legacy_font(name: str) -> bool:
    """Whether a font shows TCVN3 (".VnTime") or VNI ("VNI-Times") bytes as Vietnamese (domain.md §6.3, §6.4)."""
    return _LEGACY.match(name.strip()) is not None


@dataclass(frozen=True)
class Styles:
    """What reading and writing need of the formats; keys are indexes into `cellXfs`."""

    dates: frozenset[int] = frozenset()
    texts: frozenset[int] = frozenset()
    legacy: dict[int, str] = field(default_factory=dict[int, str])
    codes: dict[int, str] = field(default_factory=dict[int, str])


def read_styles(data: bytes | None) -> Styles:
    """Parse styles.xml; a workbook without one has only the General format."""
    if data is None:
        return Styles()
    root = parse(data)
    codes = {
        int(node.attrs["numFmtId"]): node.attrs.get("formatCode", "General")
        for node in _items(root, "numFmts")
        if node.attrs.get("numFmtId", "").isdigit()
    }
    fonts = [_font_name(node) for node in _items(root, "fonts")]
    dates: set[int] = set()
    texts: set[int] = set()
    legacy: dict[int, str] = {}
    shown: dict[int, str] = {}
    for index, xf in enumerate(_items(root, "cellXfs")):
        number_format = int(xf.attrs.get("numFmtId", "0"))
        code = codes.get(number_format)
        if code is not None:
            shown[index] = code
        if is_date_format(code) if code is not None else number_format in _BUILTIN_DATES:
            dates.add(index)
        elif code == "@" or (code is None and number_format == _BUILTIN_TEXT):
            texts.add(index)
            shown[index] = "@"
        font = int(xf.attrs.get("fontId", "0"))
        if font < len(fonts) and is_legacy_font(fonts[font]):
            legacy[index] = fonts[font]
    return Styles(frozenset(dates), frozenset(texts), legacy, shown)


def _items(root: Node, tag: str) -> list[Node]:
    group = root.first(tag)
    return group.children if group else []


def _font_name(node: Node) -> str:
    name = node.first("name") or node.first("rFont")
    return name.attrs.get("val", "") if name else ""
