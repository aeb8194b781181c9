"""A cell's value as text and back without loss: what Nhật ký and Xung đột show, and later read again.

The text is what a clerk reads ("05/06/1980", "12,5"); one letter beside it says what kind of value it was, so that
taking back a merge brings back a date as a date and a text that looks like one as a text.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from datetime import datetime
from typing import Literal, cast

from xlpy.model.rawrows import CellValue

Kind = Literal["-", "T", "N", "B", "D", "E"]
"""Empty, text, number, truth value, date, error value."""

_YES, _NO = "Có", "Không"


def is_error(value: CellValue) -> bool:
    """Whether the value is an error value such as #REF! (a subclass of str, see `CellValue`)."""
    return isinstance(value, str) and type(value) is not str


def encode(value: CellValue) -> tuple[str, Kind]:
    """The text to show and the letter of its kind."""
    if value is None or value == "":
        return "", "-"
    if isinstance(value, str):
        return str(value), "E" if is_error(value) else "T"
    if isinstance(value, bool):
        return (_YES if value else _NO), "B"
    if isinstance(value, datetime):
        day = f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
        if (value.hour, value.minute, value.second, value.microsecond) == (0, 0, 0, 0):
            return day, "D"
        clock = f"{value.hour:02d}:{value.minute:02d}:{value.second:02d}"
        return f"{day} {clock}" + (f".{value.microsecond:06d}" if value.microsecond else ""), "D"
    number = repr(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))
    return number.replace(".", ","), "N"


def decode(text: str, kind: str) -> CellValue:
    """The value that `encode` was given. An error value comes back as its text. ValueError for anything else."""
    if kind == "-":
        return None
    if kind in ("T", "E"):
        return text
    if kind == "B" and text in (_YES, _NO):
        return text == _YES
    if kind == "N":
        return float(text.replace(",", "."))
    if kind == "D":
        day, _, clock = text.partition(" ")
        date, month, year = (int(part) for part in day.split("/"))
        hour, minute, second = clock.split(":") if clock else ("0", "0", "0")
        whole, _, fraction = second.partition(".")
        return datetime(year, month, date, int(hour), int(minute), int(whole), int(fraction or 0))
    raise ValueError(f"unknown kind of value {kind!r} for {text[:40]!r}")


def kinds_of(*values: CellValue) -> str:
    """The letters of several values, in order."""
    return "".join(encode(value)[1] for value in values)


def shown(value: CellValue, limit: int = 60) -> str:
    """The value within a sentence: quoted, one line, cut."""
    text = " ".join(encode(value)[0].split())
    if not text:
        return "(trống)"
    return f"“{text if len(text) <= limit else text[: limit - 1] + '…'}”"


def fingerprint(values: Mapping[str, CellValue]) -> str:
    """16 hexadecimal digits that change with any value of a row, whatever the order of the columns."""
    digest = hashlib.sha256()
    for column in sorted(values):
        text, kind = encode(values[column])
        if kind != "-":
            digest.update(f"{column}\0{kind}\0{text}\0".encode("utf-8", "surrogatepass"))
    return digest.hexdigest()[:16]


def content_key(values: Mapping[str, CellValue]) -> tuple[tuple[str, str, str], ...]:
    """A total order of rows by what stands in them, independent of files."""
    return tuple(
        sorted((column, *cast("tuple[str, str]", encode(value))) for column, value in values.items())
    )
