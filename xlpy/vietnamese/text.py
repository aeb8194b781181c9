"""Cleaning, comparison keys and file-name parts of Vietnamese text.

Sources: domain.md §6.2 (D01, D02, D03, D09, D30, D35), §6.6 (duplicate key), DESIGN.md (file names).
`clean` destroys TCVN3 text, whose "ư" is the soft hyphen: run `xlpy.vietnamese.legacy.detect` before it.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from xlpy.vietnamese.syllables import place_tone

_LETTERS = [
    unicodedata.normalize("NFC", vowel + tone)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
]
_LOWER = {*"abcdefghijklmnopqrstuvwxyzđ", *_LETTERS}
_ORDINARY = "".join(
    sorted({*_LOWER, *(c.upper() for c in _LOWER), *map(chr, range(0x20, 0x7F)), *"–—‘’“”•…°²³"})
)


def _decoding_table(characters: str) -> str:
    """CPython builds a fast encoder only from 256 entries that begin with NUL; U+FFFE means "unused"."""
    return f"\0{characters}".ljust(256, "\ufffe")


# One pass of this encoder proves that a text is NFC and holds no odd blank, control, format character or
# Icelandic letter: several times faster than a regular expression over the 500,000 cells of a campaign.
_LINE = codecs.charmap_build(_decoding_table(_ORDINARY))
_PARAGRAPHS = codecs.charmap_build(_decoding_table(_ORDINARY + "\n"))

_BREAKS = re.compile("\r\n?|[\n\v\f\x85\u2028\u2029]")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b]")
_ZERO_WIDTH = re.compile("[\u200b-\u200d\ufeff]")
_ETH = re.compile(r"[\u00d0\u0189]|(?<![^\W\d_])[\u00f0\u0256]")
_ETH_TO_D = {"\u00d0": "Đ", "\u0189": "Đ", "\u00f0": "đ", "\u0256": "đ"}


class Cleaned(NamedTuple):
    """Cleaned text and the codes (domain.md §6.2) of the silent fixes that changed it, each once."""

    text: str
    steps: tuple[str, ...]


def nfc(s: str) -> str:
    """The text in Unicode normal form C, the only form this project stores."""
    return unicodedata.normalize("NFC", s)


def is_clean(s: str, *, multiline: bool = False) -> bool:
    """Whether `clean` would leave the text as it is."""
    return not clean(s, multiline=multiline).steps


def clean(s: str, *, multiline: bool = False) -> Cleaned:
    """Text without the invisible faults that clerks cannot see, and which faults it had.

    D01 not NFC; D02 blanks (NBSP, zero width, tabs, line breaks, control characters) collapsed and
    stripped; D03 Icelandic Ð/ð where Đ/đ is meant; D30 soft hyphens and other characters without a shape.
    `multiline` keeps paragraph breaks as single "\\n" and cleans each paragraph; empty ones go.
    """
    if not is_plain(s, multiline=multiline):
        return _clean_slowly(s, multiline)
    # Half the price of Cleaned(s, ()), which counts at this number of calls.
    return tuple.__new__(Cleaned, (s, ()))  # pyright: ignore[reportUnknownMemberType]


def is_plain(s: str, *, multiline: bool = False) -> bool:
    """Whether the text is made of Vietnamese and common office characters alone, with no blank too many.

    Plain text is clean and has no look-alike letters; text that is not plain may still be clean.
    """
    try:
        encoded = codecs.charmap_encode(s, "strict", _PARAGRAPHS if multiline else _LINE)[0]
    except UnicodeEncodeError:
        return False
    # NUL is index 0 of the table, the one character that it lets through unasked.
    if "  " in s or 0 in encoded or s.strip() != s:
        return False
    return not (multiline and "\n" in s and (" \n" in s or "\n " in s or "\n\n" in s))


def _is_invisible(char: str) -> bool:
    category = unicodedata.category(char)
    # Zl, Zp and blanks are already gone; Cn holds the non-characters that XML forbids.
    return category in ("Cf", "Cs") or "\x7f" <= char <= "\x9f" or char in "\ufffe\uffff"


def _clean_slowly(s: str, multiline: bool) -> Cleaned:
    steps: list[str] = []
    # Most faulty texts have a blank too many and nothing else: their characters need no second look.
    visible_only = _is_printable(s, multiline)
    text = _tidy_blanks(s if visible_only else _ZERO_WIDTH.sub("", s), multiline)
    if text != s:
        steps.append("D02")
    if not visible_only and not _is_printable(text, multiline):
        seen = "".join([char for char in text if char == "\n" or not _is_invisible(char)])
        if seen != text:
            steps.append("D30")
            text = seen
    composed = nfc(text)
    if composed != text:
        steps.append("D01")
        text = composed
    vietnamese = text
    if any(eth in text for eth in _ETH_TO_D):
        vietnamese = _ETH.sub(lambda match: _ETH_TO_D[match[0]], text)
    if vietnamese != text:
        steps.append("D03")
        text = vietnamese
    if "D30" in steps or "D03" in steps:
        # Dropping a character may have brought two blanks together.
        text = _tidy_blanks(text, multiline)
    return Cleaned(text, tuple(sorted(steps)))


def _is_printable(s: str, multiline: bool) -> bool:
    return (s.replace("\n", "") if multiline else s).isprintable()


def _tidy_blanks(s: str, multiline: bool) -> str:
    if not multiline:
        return " ".join((s if s.isprintable() else _CONTROLS.sub(" ", s)).split())
    if not _is_printable(s, True):
        s = _BREAKS.sub("\n", _CONTROLS.sub(" ", s))
    lines = [" ".join(line.split()) for line in s.split("\n")]
    return "\n".join([line for line in lines if line])


class _FoldedTokens(dict[str, str]):
    """Blank-free piece of text → its folded form, computed once; a campaign repeats few syllables."""

    _LIMIT = 65536

    def __missing__(self, token: str) -> str:
        if len(self) >= self._LIMIT:
            self.clear()
        folded = self[token] = _fold_token(token)
        return folded


_WORD = re.compile(r"[^\W\d_]+")


def _fold_token(token: str) -> str:
    text = clean(token).text
    # The casefold of a composed letter may be decomposed, and the other way round.
    text = nfc(unicodedata.normalize("NFD", text).casefold())
    return _WORD.sub(lambda match: place_tone(match[0]), text)


_TOKENS = _FoldedTokens()


def _fold(s: str) -> str:
    return " ".join(" ".join(map(_TOKENS.__getitem__, s.split())).split())


_fold_cached = lru_cache(maxsize=32768)(_fold)


def fold(s: str) -> str:
    """Key for comparing what people typed; not for showing.

    Clean, lower case, tone placement unified (hoà = hòa, thuý = thúy, qúy = quý), blanks and breaks
    collapsed. i/y and đ/d stay different. Idempotent; NFC and NFD give the same key (domain.md §6.6).
    """
    # Long texts are read once or twice each: keeping them would cost memory, not save time.
    return _fold_cached(s) if len(s) <= 80 else _fold(s)


def strip_accents(s: str) -> str:
    """The text without tone and letter marks, đ → d; case and all other characters stay."""
    if s.isascii():
        return s
    decomposed = unicodedata.normalize("NFD", s.replace("đ", "d").replace("Đ", "D"))
    return nfc("".join([char for char in decomposed if not unicodedata.combining(char)]))


def fold_ascii(s: str) -> str:
    """`fold` without accents: finds names that differ only by a typing error in the marks."""
    return strip_accents(fold(s))


_RESERVED = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))]
)
_SHORTEST_SLUG = len("khong-ten")


def slug(s: str, max_length: int = 60) -> str:
    """ASCII part of a file name: lower case letters, digits and single hyphens; never empty.

    Cut at a hyphen where there is one. Windows device names get a suffix: "Con" → "con-vn". Text without
    any Latin letter or digit gives "khong-ten". Raises ValueError for a `max_length` below 9.
    """
    if max_length < _SHORTEST_SLUG:
        raise ValueError(f"max_length must be at least {_SHORTEST_SLUG}, got {max_length}")
    name = "-".join(re.findall("[a-z0-9]+", fold_ascii(s)))
    if len(name) > max_length:
        head, _, _ = name[: max_length + 1].rpartition("-")
        name = head or name[:max_length]
    if name in _RESERVED:
        name += "-vn"
    return name or "khong-ten"


_CODE_SIGNS = {
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63", "-"),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f\u2033", '"'),
    **{chr(code): chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},
}
_CODE_TABLE = str.maketrans(_CODE_SIGNS)


def normalise_code(s: str) -> str:
    """A code or document symbol as the keyboard types it (D35): plain dashes, quotes and digits.

    Cleaned as `clean`; the case stays, because unit codes and symbols such as "TTr" need it.
    """
    return clean(clean(s).text.translate(_CODE_TABLE)).text
