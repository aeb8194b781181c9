"""List markers as Word shows them, counted along the document (ECMA-376 part 1, 17.9).

Bullets become the signs of Vietnamese office papers by level, because the fonts they were drawn with do not come
along: "-", "+", "•". Numbers keep the form that the writer saw, so that "như điểm a) mục 2" stays true.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.books.ooxml.xmlnode import Node
from xlpy.books.reports.styles import Styles, value

BULLETS = ("-", "+", "•")
_LEVELS = 9
_PLACE = re.compile(r"%([1-9])")
_LONGEST = 40
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LETTERS_MOST, _ROMAN_MOST = 780, 3999


@dataclass(frozen=True, slots=True)
class _Level:
    form: str
    text: str
    start: int


class Numbering:
    """The numbering part with running counters; use one for each document."""

    def __init__(self, root: Node | None, styles: Styles) -> None:
        self._abstract: dict[str, Node] = {}
        self._lists: dict[str, Node] = {}
        self._styles = styles
        for node in root.children if root is not None else ():
            if node.tag == "abstractNum":
                self._abstract.setdefault(node.attrs.get("abstractNumId", ""), node)
            elif node.tag == "num":
                self._lists.setdefault(node.attrs.get("numId", ""), node)
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    def marker(self, list_id: str, level_text: str | None) -> str:
        """The marker of the next paragraph of this list at this level; "" for an unknown list or an empty marker."""
        node = self._lists.get(list_id)
        if node is None:
            return ""
        level = min(max(_number(level_text, 0), 0), _LEVELS - 1)
        counter = value(node, "abstractNumId") or ""
        levels = self._levels_of(list_id, node)
        own = levels.get(level)
        if own is None:
            return ""
        counts = self._counts.setdefault(counter, [None] * _LEVELS)
        if list_id not in self._begun:
            self._begun.add(list_id)
            self._restart(node, counts)
        here = counts[level]
        counts[level] = own.start if here is None else here + 1
        counts[level + 1 :] = [None] * (_LEVELS - level - 1)
        if own.form == "bullet":
            return BULLETS[min(level, len(BULLETS) - 1)]
        return _PLACE.sub(lambda match: self._shown(levels, counts, int(match[1]) - 1), own.text).strip()

    @staticmethod
    def _shown(levels: dict[int, _Level], counts: list[int | None], place: int) -> str:
        level = levels.get(place)
        if level is None or level.form == "bullet":
            return ""
        count = counts[place]
        return _formatted(level.start if count is None else count, level.form)

    @staticmethod
    def _restart(node: Node, counts: list[int | None]) -> None:
        for override in node.every("lvlOverride"):
            start, level = value(override, "startOverride"), _number(override.attrs.get("ilvl"), -1)
            if start is not None and 0 <= level < _LEVELS:
                counts[level] = _number(start, 1) - 1

    def _levels_of(self, list_id: str, node: Node) -> dict[int, _Level]:
        if list_id not in self._levels:
            nodes: dict[int, Node] = {}
            source = self._abstract.get(value(node, "abstractNumId") or "")
            link = value(source, "numStyleLink")
            if link and (linked := self._lists.get(self._styles.list_of(link) or "")) is not None:
                source = self._abstract.get(value(linked, "abstractNumId") or "")
            for level in [*(source.children if source is not None else ()), *node.every("lvl")]:
                if level.tag == "lvl":
                    nodes[_number(level.attrs.get("ilvl"), 0)] = level
            self._levels[list_id] = {
                number: _Level(
                    value(level, "numFmt") or "decimal",
                    (value(level, "lvlText") or "")[:_LONGEST],
                    _number(value(level, "start"), 1),
                )
                for number, level in nodes.items()
            }
        return self._levels[list_id]


def _number(text: str | None, otherwise: int) -> int:
    return int(text) if text is not None and re.fullmatch(r"-?[0-9]{1,9}", text) else otherwise


def _formatted(number: int, form: str) -> str:
    if form == "none":
        return ""
    if form == "decimalZero":
        return f"{number:02d}"
    if form in ("lowerLetter", "upperLetter") and 0 < number <= _LETTERS_MOST:
        repeats, letter = divmod(number - 1, 26)
        letters = chr(ord("a") + letter) * (repeats + 1)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < number <= _ROMAN_MOST:
        signs = ""
        for amount, sign in _ROMAN:
            count, number = divmod(number, amount)
            signs += sign * count
        return signs.upper() if form == "upperRoman" else signs
    return str(number)
