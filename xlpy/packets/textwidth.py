"""How wide a line will print, so that headings break well, rules get a lawful length and certificates fit.

Widths are the advance widths of Times New Roman in thousandths of the font size. A letter with a tone or circumflex
is as wide as its base letter; Ơ, Ư, ơ, ư have their own width.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

_BOLD = {
    250: " \u00a0.,",
    278: "il/'",
    333: "fjt-():;!",
    389: "sI",
    444: "cerz",
    500: "agovxyJ0123456789–“”?",
    554: "ơ",
    555: '"',
    556: "bdhknpquSđ",
    600: "ư",
    611: "FP",
    667: "BELTZ",
    722: "wACDNRUVXYĐ",
    778: "GHKOQƠ",
    796: "Ư",
    833: "m&",
    944: "M",
    1000: "W%…",
}
_REGULAR = {
    180: "'",
    250: " \u00a0.,",
    278: ";:/ijlt",
    333: "()-!frI",
    389: "sJ",
    408: '"',
    444: "“”?acez",
    500: "–0123456789bdghknopquvxyđ",
    529: "ơ",
    542: "ư",
    556: "FPS",
    611: "ELTZ",
    667: "BCR",
    722: "wADGHKNOQUVXYĐƠ",
    776: "Ư",
    778: "&m",
    833: "%",
    889: "M",
    944: "W",
    1000: "…",
}
_ITALIC = {
    214: "'",
    250: " \u00a0.,",
    278: "/fijlt",
    333: ";:()-!I",
    389: "rsz",
    420: '"',
    444: "cekvxyJ",
    500: "–?0123456789abdghnopquSđ",
    534: "ơ",
    545: "ư",
    556: "“”LTYZ",
    611: "ABEFPRVX",
    667: "wCKN",
    722: "mDGHOQUĐƠ",
    754: "Ư",
    778: "&",
    833: "%MW",
    889: "…",
}


def _by_letter(groups: dict[int, str]) -> dict[str, int]:
    return {char: width for width, chars in groups.items() for char in chars}


_BOLD_WIDTHS, _REGULAR_WIDTHS, _ITALIC_WIDTHS = map(_by_letter, (_BOLD, _REGULAR, _ITALIC))
_OTHER = 722
_BLANKS = re.compile(r"[ \t]+")
_HORN = "\u031b"
_MM_PER_POINT = 25.4 / 72
Measure = Callable[[str], float]
"""Width in millimetres of one line."""
_JOINED = "\u2060"


def bold_width(text: str, points: float) -> float:
    """Width in millimetres of one line of bold Times New Roman at `points`."""
    return text_width(text, points, bold=True)


def text_width(text: str, points: float, *, bold: bool = False, italic: bool = False) -> float:
    """Width in millimetres of one line; bold italic counts as bold, which is hardly ever narrower."""
    widths = _BOLD_WIDTHS if bold else _ITALIC_WIDTHS if italic else _REGULAR_WIDTHS
    letters = unicodedata.normalize("NFC", text)
    return sum(_advance(char, widths) for char in letters) * points / 1000 * _MM_PER_POINT


def _advance(char: str, widths: dict[str, int]) -> int:
    if char in widths:
        return widths[char]
    base, *marks = unicodedata.normalize("NFD", char)
    if _HORN in marks:
        base = unicodedata.normalize("NFC", base + _HORN)
    return widths.get(base, _OTHER)


def balanced_lines(
    text: str,
    points: float,
    limit: float,
    together: Iterable[str] = (),
    *,
    bold: bool = True,
    italic: bool = False,
) -> list[str]:
    """The text in the fewest lines that fit into `limit` millimetres, lines as equal as words allow.

    Terms of several syllables in `together` are not divided, as long as that costs no further line.
    "ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ" breaks before PHƯỜNG and not before PHÚC. A word wider than the limit has
    a line of its own. Line breaks in the text stay; a no-break space holds its words together.
    """

    def measure(line: str) -> float:
        return text_width(line, points, bold=bold, italic=italic)

    return [line for part in text.split("\n") for line in _part_lines(part, measure, limit, together)]


def _part_lines(part: str, measure: Measure, limit: float, together: Iterable[str]) -> list[str]:
    words = _BLANKS.split(part.strip())
    free = _balance(words, measure, limit)
    joined = f" {' '.join(words)} "
    for term in together:
        joined = joined.replace(f" {term} ", f" {term.replace(' ', _JOINED)} ")
    bound = _balance([word.replace(_JOINED, " ") for word in joined.split(" ") if word], measure, limit)
    fits = all(measure(line) <= limit for line in bound)
    return bound if fits and len(bound) <= len(free) else free


def _balance(words: list[str], measure: Measure, limit: float) -> list[str]:
    greedy = _greedy(words, measure, limit)
    if len(greedy) < 2:
        return greedy
    narrowest = max((measure(word) for word in words), default=0.0)
    low, high = max(narrowest, limit / 4), limit
    best = greedy
    # The narrowest column that still needs no further line gives the most equal lines.
    for _ in range(20):
        middle = (low + high) / 2
        lines = _greedy(words, measure, middle)
        if len(lines) <= len(greedy):
            best, high = lines, middle
        else:
            low = middle
    return best


def _greedy(words: Iterable[str], measure: Measure, limit: float) -> list[str]:
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        # A dash stays with the word before it: no line may begin with one.
        if lines and (word in "-–" or measure(longer) <= limit):
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
