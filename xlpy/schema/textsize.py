"""How tall a row must be for wrapped text: an estimate from character counts, used wherever a sheet is written.

Excel and LibreOffice measure with the real font; neither does so for a row that a program wrote, so every writer
of ours sets a height that they may still adjust.
"""

from __future__ import annotations

import math

LINE_HEIGHT = 12.75
"""Points of one line of the workbook's font."""

MAX_HEIGHT = 409
"""Excel's limit for a row, in points."""


def text_lines(text: str, width: float) -> int:
    """Lines that `text` takes in a column of `width` characters; capitals are wider than the digits that measure it."""
    room = max(width - 1, 1)
    lines = 0
    for paragraph in text.split("\n"):
        size = 0.87 * len(paragraph) + 0.33 * sum(map(str.isupper, paragraph))
        lines += max(1, math.ceil(size / room))
    return lines


def points(lines: int) -> float:
    """Height of a row of that many lines."""
    return min(LINE_HEIGHT * lines + 3, MAX_HEIGHT)
