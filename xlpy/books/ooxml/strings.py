"""Shared strings and rich text (ECMA-376 Part 1, §18.4)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain

from xlpy.books.ooxml.blocks import blocks
from xlpy.books.ooxml.styles import is_legacy_font
from xlpy.books.ooxml.text import unescape_xml, unescape_xstring

_PREFIX = re.compile(rb"<(?:([A-Za-z_][\w.-]*:))?sst[\s>/]")


@dataclass
class SharedStrings:
    """All strings by index, and the pre-Unicode font of those that have one in a run."""

    texts: list[str] = field(default_factory=list[str])
    legacy: dict[int, str] = field(default_factory=dict[int, str])


@dataclass(frozen=True)
class TextPatterns:
    """The expressions for one namespace prefix ('' or such as 'x:')."""

    item: re.Pattern[str]
    run_text: re.Pattern[str]
    phonetic: re.Pattern[str]
    font: re.Pattern[str]


@lru_cache(maxsize=8)
def patterns(prefix: str) -> TextPatterns:
    """Compile the expressions for a prefix once."""
    p = re.escape(prefix)
    return TextPatterns(
        re.compile(
            rf"<{p}si(?:\s[^>]*)?(?:/>|>(?:<{p}t(?: xml:space=\"preserve\")?>([^<]*)</{p}t></{p}si>|(.*?)</{p}si>))",
            re.DOTALL,
        ),
        re.compile(rf"<{p}t(?:\s[^>]*)?>([^<]*)</{p}t>"),
        re.compile(rf"<{p}rPh\b.*?</{p}rPh>", re.DOTALL),
        re.compile(rf"<{p}(?:rFont|name)\s[^>]*?val\s*=\s*[\"']([^\"']*)[\"']"),
    )


def clean(text: str) -> str:
    """Raw element content → the text: XML line ends, entities, then `_xHHHH_`."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "&" in text:
        text = unescape_xml(text)
    return unescape_xstring(text) if "_x" in text else text


def rich_text(inner: str, prefix: str) -> tuple[str, str | None]:
    """The text of an `si` or `is` with its runs joined, phonetic guides left out, and its first legacy font."""
    known = patterns(prefix)
    if "rPh" in inner:
        inner = known.phonetic.sub("", inner)
    text = "".join(map(clean, known.run_text.findall(inner)))
    fonts: list[str] = known.font.findall(inner)
    return text, next((unescape_xml(font) for font in fonts if is_legacy_font(font)), None)


def read_strings(pieces: Iterable[bytes]) -> SharedStrings:
    """Read sharedStrings.xml as a stream. Raises `OddXmlError` (normalise and call again), `UnknownEntityError`."""
    found = SharedStrings()
    texts = found.texts
    source = iter(pieces)
    head = next(source, b"")
    match = _PREFIX.search(head[:4096])
    prefix = (match[1] or b"").decode() if match else ""
    known = patterns(prefix)
    for block in blocks(chain([head], source), f"</{prefix}si>".encode()):
        for plain_text, inner in known.item.findall(block.decode("utf-8", "replace")):
            if plain_text:
                texts.append(clean(plain_text))
            elif inner:
                text, font = rich_text(inner, prefix)
                if font is not None:
                    found.legacy[len(texts)] = font
                texts.append(text)
            else:
                texts.append("")
    return found
