"""Texts of a certificate set as large as their place allows, smaller step by step, never below the smallest size."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.model.certificate_form import MM_PER_POINT, size_steps
from xlpy.packets.textwidth import balanced_lines, text_width

LINE_HEIGHT = 1.15
"""Height of a single line of Times New Roman as a multiple of the letter size."""
_ROOM = 0.985
"""Part of the width that a line may fill: a printer's own Times New Roman may be a hair wider than our table."""
_BESIDE_NUMBER = re.compile(r"(?<=\d) (?=[^\W\d])|(?<=\bsố) (?=\d)")
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
        broken = balanced_lines(kept, size, room, bold=bold, italic=italic)
        wide = any(text_width(line, size, bold=bold, italic=italic) > room for line in broken)
        high = height is not None and len(broken) * size * MM_PER_POINT * LINE_HEIGHT > height
        found = Fitted(
            tuple(line.replace(_NO_BREAK, " ") for line in broken),
            size,
            len(broken) <= lines and not wide and not high,
        )
        if found.fits:
            break
    return found
