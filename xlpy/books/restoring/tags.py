"""Start tags in XML text: reading and changing attributes without touching anything else.

For parts whose elements carry no prefix, as LibreOffice and XlsxWriter write them. A part that is not of that kind
matches nothing and stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from xml.sax.saxutils import escape, unescape

_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_QUOTES = {"&quot;": '"', "&apos;": "'"}


def plain(text: str) -> str:
    """Text of an element or attribute without escapes."""
    return unescape(text, _QUOTES)


def quoted(text: str) -> str:
    """Text as it may stand between double quotes."""
    return escape(text, {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"})


def attributes(tag: str) -> dict[str, str]:
    """Attributes of a start tag by name as written, prefix included; values without escapes."""
    return {name: plain(double or single) for name, double, single in _ATTRIBUTE.findall(tag)}


def with_attribute(tag: str, name: str, value: str) -> str:
    """The start tag with that attribute set."""
    pair = f'{name}="{quoted(value)}"'
    present = re.compile(rf"""(?<![\w:.-]){re.escape(name)}\s*=\s*(?:"[^"]*"|'[^']*')""")
    if present.search(tag):
        return present.sub(lambda _: pair, tag, count=1)
    cut = -2 if tag.endswith("/>") else -1
    return f"{tag[:cut].rstrip()} {pair}{tag[cut:]}"


def true(value: str | None) -> bool:
    """xsd:boolean; an absent attribute is false."""
    return value in ("1", "true")


def elements(text: str, name: str) -> Iterator[re.Match[str]]:
    """Every element of that name, whole; for elements that do not contain another of the same name."""
    return re.finditer(rf"<{name}(?:\s[^>]*?)?(?:/>|>.*?</{name}>)", text, re.DOTALL)


def start_tag(element: str) -> str:
    """The start tag of an element."""
    return element[: element.index(">") + 1]


def inserted_before(text: str, element: str, followers: Sequence[str]) -> str:
    """`element` put before the first of `followers` (names) in `text`; ValueError where none of them is there.

    Elements of a sheet have a fixed order (ECMA-376 Part 1, 18.3.1.99), so their places are given by what follows.
    """
    places = [found.start() for name in followers if (found := re.search(rf"<{name}[\s/>]", text))]
    end = text.rfind("</worksheet>")
    if end >= 0:
        places.append(end)
    if not places:
        raise ValueError("the part has no known place for the element")
    return text[: min(places)] + element + text[min(places) :]
