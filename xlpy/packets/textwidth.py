"""How wide a line of capitals will print, so that headings break well and rules get a lawful length.

Widths are the advance widths of Times New Roman Bold in thousandths of the font size. A letter with a tone or
circumflex is as wide as its base letter; Ơ, Ư, ơ, ư have their own width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_GROUPS = {
    250: " .,",
    278: "il/",
    333: "fjt-()",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–",
    554: "ơ",
    556: "bdhknpquSđ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m&",
    944: "M",
    1000: "W",
}
_WIDTHS = {char: width for width, chars in _GROUPS.items() for char in chars}
_OTHER = 722
_HORN = "\u031b"
_MM_PER_POINT = 25.4 / 72
_JOINED = "\u2060"


def bold_width(text: str, points: float) -> float:
    """Width in millimetres of one line of bold Times New Roman at `points`."""
    return sum(_advance(char) for char in unicodedata.normalize("NFC", text)) * points / 1000 * _MM_PER_POINT


def _advance(char: str) -> int:
    if char in _WIDTHS:
        return _WIDTHS[char]
    base, *marks = unicodedata.normalize("NFD", char)
    if _HORN in marks:
        base = unicodedata.normalize("NFC", base + _HORN)
    return _WIDTHS.get(base, _OTHER)


def balanced_lines(text: str, points: float, limit: float, together: Iterable[str] = ()) -> list[str]:
    """The text in the fewest lines that fit into `limit` millimetres, lines as equal as words allow.

    Terms of several syllables in `together` are not divided, as long as that costs no further line.
    "ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ" breaks before PHƯỜNG and not before PHÚC. A word wider than the limit has
    a line of its own. Line breaks in the text stay.
    """
    return [line for part in text.split("\n") for line in _part_lines(part, points, limit, together)]


def _part_lines(part: str, points: float, limit: float, together: Iterable[str]) -> list[str]:
    free = _balance(part.split(), points, limit)
    joined = f" {' '.join(part.split())} "
    for term in together:
        joined = joined.replace(f" {term} ", f" {term.replace(' ', _JOINED)} ")
    bound = _balance([word.replace(_JOINED, " ") for word in joined.split(" ") if word], points, limit)
    fits = all(bold_width(line, points) <= limit for line in bound)
    return bound if fits and len(bound) <= len(free) else free


def _balance(words: list[str], points: float, limit: float) -> list[str]:
    greedy = _greedy(words, points, limit)
    if len(greedy) < 2:
        return greedy
    narrowest = max((bold_width(word, points) for word in words), default=0.0)
    low, high = max(narrowest, limit / 4), limit
    best = greedy
    # The narrowest column that still needs no further line gives the most equal lines.
    for _ in range(20):
        middle = (low + high) / 2
        lines = _greedy(words, points, middle)
        if len(lines) <= len(greedy):
            best, high = lines, middle
        else:
            low = middle
    return best


def _greedy(words: Iterable[str], points: float, limit: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        # A dash stays with the word before it: no line may begin with one.
        if lines and (word in "-–" or bold_width(longer, points) <= limit):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
