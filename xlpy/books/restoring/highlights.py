"""Conditional formats: "stop if true", and the border colours of their looks.

LibreOffice shows the first rule that holds, so it writes no "stop if true"; Excel would show several at once.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.books.restoring.tags import attributes, elements, plain, start_tag, with_attribute

_ROW = re.compile(r"(\$?[A-Z]{1,3}\$?)\d+")


@dataclass(frozen=True)
class Rule:
    """A rule of the pristine workbook: whether it ends the row of rules, and its look's XML."""

    stops: bool
    look: str


def looks(styles: str) -> list[str]:
    """The `<dxf>` elements of a styles part, in order."""
    block = next(elements(styles, "dxfs"), None)
    return [found[0] for found in elements(block[0], "dxf")] if block else []


def rules(pristine_tail: str, pristine_looks: list[str]) -> dict[str, Rule]:
    """Rules of a pristine sheet by formula, row numbers left out: rows may have been inserted since."""
    found: dict[str, Rule] = {}
    for element in elements(pristine_tail, "cfRule"):
        given = attributes(start_tag(element[0]))
        number = given.get("dxfId", "")
        look = pristine_looks[int(number)] if number.isdigit() and int(number) < len(pristine_looks) else ""
        found[_formula(element[0])] = Rule(given.get("stopIfTrue") in ("1", "true"), look)
    return found


def with_stops(tail: str, wanted: dict[str, Rule], replaced: dict[int, str]) -> str:
    """The rules with "stop if true"; notes in `replaced` which look (by number) has its pristine look."""

    def stopping(element: re.Match[str]) -> str:
        rule = wanted.get(_formula(element[0]))
        if rule is None:
            return element[0]
        tag = start_tag(element[0])
        given = attributes(tag)
        number = given.get("dxfId", "")
        if number.isdigit() and rule.look:
            replaced[int(number)] = rule.look
        if not rule.stops or "stopIfTrue" in given:
            return element[0]
        return with_attribute(tag, "stopIfTrue", "1") + element[0][len(tag) :]

    return re.sub(r"<cfRule\b[^>]*[^/]>.*?</cfRule>", stopping, tail, flags=re.DOTALL)


def with_looks(styles: str, replaced: dict[int, str]) -> str:
    """The looks of our rules as they were, where only the border's colours are gone."""
    block = next(elements(styles, "dxfs"), None)
    if block is None:
        return styles
    count = -1

    def own(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        wanted = replaced.get(count, "")
        same = bool(wanted) and _shown(found[0]) == _shown(wanted)
        return wanted if same and "<color" not in _border(found[0]) else found[0]

    body = re.sub(r"<dxf(?:\s[^>]*?)?(?:/>|>.*?</dxf>)", own, block[0], flags=re.DOTALL)
    return styles[: block.start()] + body + styles[block.end() :]


def _formula(element: str) -> str:
    found = re.search(r"<formula>(.*?)</formula>", element, re.DOTALL)
    return _ROW.sub(r"\1", plain(found[1])) if found else ""


def _border(look: str) -> str:
    found = next(elements(look, "border"), None)
    return found[0] if found else ""


def _shown(look: str) -> tuple[list[str], list[str], list[str]]:
    """Font colour, fill and kinds of lines: what both programs write."""
    font = next(elements(look, "font"), None)
    fill = next(elements(look, "fill"), None)
    return (
        re.findall(r'<color rgb="(\w+)"', font[0] if font else ""),
        re.findall(r'<bgColor rgb="(\w+)"', fill[0] if fill else ""),
        sorted(set(re.findall(r'style="(\w+)"', _border(look)))),
    )
