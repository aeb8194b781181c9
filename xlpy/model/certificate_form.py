"""Where each text stands on a pre-printed certificate (phôi Giấy khen): one line of Cấu hình for each field.

A line reads "Ngang 48,5; Dọc 108; Rộng 200; Cỡ 28-16; Giữa; Đậm". All lengths are millimetres from the upper left
corner of the sheet. "Dọc" is where the letters of the first line stand (the dotted line of the form), because that is
what a clerk can measure with a ruler, and because it stays when a long text gets smaller letters. Fields and sheet
sizes: domain.md §7.4; the positions themselves belong to the form at hand and are never known here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Literal

from xlpy.model.settings import Settings
from xlpy.schema.settings_certificates import FIELD_NAMES, FIELD_PREFIX
from xlpy.vietnamese.text import fold_ascii

Align = Literal["left", "center", "right"]

MM_PER_POINT = 25.4 / 72
ASCENT, DESCENT = 0.891, 0.216
"""Of Times New Roman, as parts of the letter size: how far its line reaches above and below where letters stand."""
LINE_PITCH = 1.2
"""Distance of two lines as a multiple of the letter size, where the field says nothing."""
SIZES = (6.0, 72.0)
"""Smallest and largest letter size in points that makes sense on a certificate."""

_ALIGNS: dict[str, Align] = {"trai": "left", "giua": "center", "phai": "right"}
_NUMBERS = {"ngang": "x", "doc": "y", "rong": "width", "dong": "lines", "cach": "pitch"}
_REQUIRED = {"x": "Ngang", "y": "Dọc", "width": "Rộng", "size": "Cỡ"}
_RANGE = re.compile(r"(\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?")
_PLAIN = re.compile(r"-?\d+(?:\.\d+)?")


class FieldUnreadable(ValueError):
    """A line of Cấu hình that says no place; the message (Vietnamese) says which part is wrong."""


@dataclass(frozen=True, slots=True)
class FormField:
    """One text on the form. Lengths in millimetres, sizes in points; `y` is the baseline of the first line.

    A text that is too wide at `size` gets smaller letters down to `smallest`.
    """

    key: str
    name: str
    x: float
    y: float
    width: float
    size: float
    smallest: float
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    lines: int = 1
    pitch: float = 0.0
    """Distance from line to line."""

    @property
    def top(self) -> float:
        return self.y - ASCENT * self.size * MM_PER_POINT

    @property
    def bottom(self) -> float:
        return self.y + (self.lines - 1) * self.pitch + DESCENT * self.size * MM_PER_POINT

    def moved(self, x: float, y: float) -> FormField:
        """The field shifted by so many millimetres."""
        return FormField(
            self.key, self.name, self.x + x, self.y + y, self.width, self.size, self.smallest,
            self.align, self.bold, self.italic, self.lines, self.pitch,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class CertificateForm:
    """A form as Cấu hình describes it. `fields` already carry the printer's `offset` (right, down); `unreadable` has
    the fault by setting key."""

    width: float
    height: float
    offset: tuple[float, float]
    fields: tuple[FormField, ...]
    unreadable: dict[str, str]

    def outside(self) -> Iterator[FormField]:
        """Fields that do not lie wholly on the sheet."""
        for field in self.fields:
            if (
                field.x < 0
                or field.top < 0
                or field.x + field.width > self.width
                or field.bottom > self.height
            ):
                yield field

    def overlaps(self) -> Iterator[tuple[FormField, FormField]]:
        """Pairs of fields whose boxes cover each other."""
        for first, second in combinations(self.fields, 2):
            if (
                first.x < second.x + second.width
                and second.x < first.x + first.width
                and first.top < second.bottom
                and second.top < first.bottom
            ):
                yield first, second


def read_form(settings: Settings) -> CertificateForm:
    """The form of the campaign; a field whose line is empty is not printed, an unreadable one is left out."""
    offset = (_number(settings, "form_offset_x"), _number(settings, "form_offset_y"))
    fields: list[FormField] = []
    unreadable: dict[str, str] = {}
    for key in FIELD_NAMES:
        setting = FIELD_PREFIX + key
        text = settings.text(setting).strip()
        if not text:
            continue
        try:
            fields.append(read_field(key, text).moved(*offset))
        except FieldUnreadable as error:
            unreadable[setting] = str(error)
    return CertificateForm(
        _number(settings, "form_width"), _number(settings, "form_height"), offset, tuple(fields), unreadable
    )


def _number(settings: Settings, key: str) -> float:
    value = settings.number(key)
    return 0.0 if value is None else float(value)


def read_field(key: str, text: str) -> FormField:
    """The field that a line describes. Raises FieldUnreadable naming the first part that makes no sense."""
    values: dict[str, float] = {}
    align: Align = "left"
    marks: set[str] = set()
    smallest = 0.0
    for part in (part.strip() for part in text.split(";")):
        if not part:
            continue
        word, _, rest = fold_ascii(part).casefold().partition(" ")
        rest = rest.replace(" ", "").replace(",", ".").removesuffix("mm").replace("–", "-")
        if not rest and word in _ALIGNS:
            align = _ALIGNS[word]
        elif not rest and word in ("dam", "nghieng"):
            marks.add(word)
        elif word == "co":
            values["size"], smallest = read_sizes(rest, part)
        elif word in _NUMBERS and _PLAIN.fullmatch(rest):
            values[_NUMBERS[word]] = float(rest)
        else:
            raise FieldUnreadable(f"không hiểu phần “{part}”")
    missing = [name for name in _REQUIRED if name not in values]
    if missing:
        raise FieldUnreadable(f"thiếu {', '.join(_REQUIRED[name] for name in missing)}")
    lines = values.get("lines", 1.0)
    if values["width"] <= 0 or not 1 <= lines <= 9 or lines != int(lines):
        raise FieldUnreadable("Rộng phải lớn hơn 0, Dòng là số nguyên từ 1 đến 9")
    pitch = values.get("pitch", values["size"] * LINE_PITCH * MM_PER_POINT)
    if pitch <= 0:
        raise FieldUnreadable("Cách phải lớn hơn 0")
    return FormField(
        key, FIELD_NAMES[key], values["x"], values["y"], values["width"], values["size"], smallest,
        align, "dam" in marks, "nghieng" in marks, int(lines), pitch,
    )  # fmt: skip


def read_sizes(text: str, shown: str | None = None) -> tuple[float, float]:
    """(largest, smallest) letter size of "28-16", or twice the one of "14". Raises FieldUnreadable."""
    plain = text.replace(" ", "").replace(",", ".").replace("–", "-")
    found = _RANGE.fullmatch(plain)
    largest = float(found[1]) if found else 0.0
    smallest = float(found[2] or found[1]) if found else 0.0
    if not SIZES[0] <= smallest <= largest <= SIZES[1]:
        raise FieldUnreadable(
            f"không hiểu cỡ chữ “{shown or text}” (ghi như 28-16, từ cỡ lớn xuống cỡ nhỏ nhất, trong khoảng 6 đến 72)"
        )
    return largest, smallest


def size_steps(largest: float, smallest: float) -> Iterator[float]:
    """The sizes to try, largest first, in steps of half a point as Word has them."""
    size = Decimal(str(largest))
    while size > Decimal(str(smallest)):
        yield float(size)
        size -= Decimal("0.5")
    yield smallest
