"""Texts of a certificate set as large as their place allows, smaller step by step, never below the smallest size."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations, pairwise

from xlpy.model.certificate_form import MM_PER_POINT, size_steps
from xlpy.packets.textwidth import balanced_lines, text_width

LINE_HEIGHT = 1.15
"""Height of a single line of Times New Roman as a multiple of the letter size."""
_ROOM = 0.985
"""Part of the width that a line may fill: a printer's own Times New Roman may be a hair wider than our table."""
_BESIDE_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=\bsố) (?=\d)")
_MOST_LINES, _MOST_WORDS = 3, 80
_TASTE = 0.04
"""How much unevenness a good break is worth, in squares of the column's width."""
_NO_BREAK = "\u00a0"


@dataclass(frozen=True, slots=True)
class Fitted:
    """`lines` at `size` points; `fits` is False where even the smallest size is too large for the place."""

    lines: tuple[str, ...]
    size: float
    fits: bool

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def fit(
    text: str,
    width: float,
    largest: float,
    smallest: float,
    lines: int,
    *,
    height: float | None = None,
    bold: bool = False,
    italic: bool = False,
) -> Fitted:
    """The text at the largest size at which it needs at most `lines` lines of `width` millimetres, and at most
    `height` millimetres where that is given. A number stays with the words beside it ("số 12", "75 năm")."""
    kept = _BESIDE_NUMBER.sub(_NO_BREAK, text)
    room = width * _ROOM
    found = Fitted((), largest, True)
    for size in size_steps(largest, smallest):
        measure = partial(text_width, points=size, bold=bold, italic=italic)
        broken = balanced_lines(kept, size, room, bold=bold, italic=italic)
        wide = any(measure(line) > room for line in broken)
        high = height is not None and len(broken) * size * MM_PER_POINT * LINE_HEIGHT > height
        found = Fitted(
            tuple(
                line.replace(_NO_BREAK, " ")
                for line in (broken if "\n" in text else _pleasing(broken, measure, room))
            ),
            size,
            len(broken) <= lines and not wide and not high,
        )
        if found.fits:
            break
    return found


def _pleasing(lines: Sequence[str], measure: Callable[[str], float], room: float) -> Sequence[str]:
    """The same words in as many lines, as equal as possible, with a liking for good breaks."""
    words = " ".join(lines).split(" ")
    if not 2 <= len(lines) <= _MOST_LINES or len(words) > _MOST_WORDS:
        return lines
    best, least = lines, None
    for breaks in combinations(range(1, len(words)), len(lines) - 1):
        tried = [" ".join(words[start:end]) for start, end in pairwise((0, *breaks, len(words)))]
        widths = [measure(line) for line in tried]
        if max(widths) > room:
            continue
        mean = sum(widths) / len(widths)
        cost = sum(((width - mean) / room) ** 2 for width in widths)
        cost -= _TASTE * sum(_taste(before, after) for before, after in pairwise(tried))
        if least is None or cost < least:
            best, least = tried, cost
    return best


def _taste(before: str, after: str) -> int:
    """1 for a break behind a comma or semicolon, -1 for one inside a compound such as "Kỷ | niệm", "Ủy | ban"."""
    if before.endswith((",", ";", ".")):
        return 1
    return -1 if before.rpartition(" ")[2][:1].isupper() and after[:1].islower() else 0
