"""From stretches of one paragraph, each with its font, to clean lines: Unicode, NFC, single blanks.

A line break inside a paragraph (Shift+Enter) begins a new line: in a justified report it would pull its words apart.
"""

from __future__ import annotations

from itertools import groupby
from typing import NamedTuple

from xlpy.model.reportfile import Piece, Remarks
from xlpy.vietnamese import legacy
from xlpy.vietnamese.text import clean

_LONGEST_EXAMPLE = 60


class Stretch(NamedTuple):
    """Text of one run as stored, with "\\n" for a line break."""

    text: str
    bold: bool
    font: str | None


def clean_lines(stretches: list[Stretch], remarks: Remarks) -> list[tuple[Piece, ...]]:
    """The lines with something in them; conversions and NFD are noted in `remarks`."""
    read = _unicode([stretch for stretch in stretches if stretch.text], remarks)
    lines: list[tuple[Piece, ...]] = []
    current: list[tuple[str, bool]] = []
    for text, bold in [*read, ("\n", False)]:
        first, *later = text.split("\n")
        current.append((first, bold))
        for rest in later:
            if pieces := _tidy(current, remarks):
                lines.append(pieces)
            current = [(rest, bold)]
    return lines


def _unicode(stretches: list[Stretch], remarks: Remarks) -> list[tuple[str, bool]]:
    """The stretches in Unicode: a legacy font decides for its own text, else the evidence of the whole paragraph."""
    whole = "".join(stretch.text for stretch in stretches)
    if whole.isascii():
        return [(stretch.text, stretch.bold) for stretch in stretches]
    by_text = legacy.detect(whole)
    done: list[tuple[str, bool]] = []
    for font, same_font in groupby(stretches, key=lambda stretch: stretch.font):
        group = list(same_font)
        encoding = legacy.detect("".join(stretch.text for stretch in group), font) or by_text
        for bold, same_look in groupby(group, key=lambda stretch: stretch.bold):
            # Word may cut a run between a letter and the mark behind it, which VNI stores as two signs.
            text = "".join(stretch.text for stretch in same_look)
            if encoding is not None:
                converted = legacy.convert(text, encoding, font)
                if converted != text:
                    _note(encoding, converted, remarks)
                text = converted
            done.append((text, bold))
    return done


def _note(encoding: legacy.Encoding, converted: str, remarks: Remarks) -> None:
    if encoding not in remarks.encodings:
        remarks.encodings.append(encoding)
    if not remarks.converted:
        remarks.converted = " ".join(converted.split())[:_LONGEST_EXAMPLE]


def _tidy(parts: list[tuple[str, bool]], remarks: Remarks) -> tuple[Piece, ...]:
    """One line cleaned: neighbours of one look joined, blanks single also across looks, none at the ends."""
    pieces: list[Piece] = []
    for bold, group in groupby(parts, key=lambda part: part[1]):
        # The fences keep the blanks at both ends, which separate this piece from its neighbours.
        cleaned = clean(f"|{''.join(text for text, _ in group)}|")
        if "D01" in cleaned.steps:
            remarks.decomposed = True
        text = cleaned.text[1:-1]
        if not pieces or pieces[-1].text.endswith(" "):
            text = text.lstrip(" ")
        if text:
            pieces.append(Piece(text, bold))
    while pieces and not pieces[-1].text.rstrip(" "):
        pieces.pop()
    if pieces:
        pieces[-1] = Piece(pieces[-1].text.rstrip(" "), pieces[-1].bold)
    return tuple(pieces)
