"""Kinds of cell value that plain Python types cannot tell apart, and the test for text that Excel converts.

evidence.md §1, "the trap that tests would hide": Excel's `Range.Value` turns text that looks like a number or a
date into one, a file keeps it as text. Code that writes such text must say that it means text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import cast

STRICT_TEXT = False
"""True in all tests (set it in conftest): writing convertible text without `Text` raises `StrictTextError`.

In production it is False and every `str` is stored as text, unconverted, by every engine.
"""


class CellError(str):
    """An error value of a cell, such as `CellError("#N/A")`; a plain "#N/A" is text that somebody typed."""

    __slots__ = ()


class Text(str):
    """Text that must be stored as text even though it looks like something else: `Text("00123")`."""

    __slots__ = ()


class Formula(str):
    """A formula in English A1 notation with its `=`, and the value to show until someone recalculates.

    `cached` is None (no value: readers see an uncached formula), text, a number or a truth value.
    """

    cached: str | float | bool | None

    def __new__(cls, formula: str, cached: str | float | bool | None = None) -> Formula:
        if not formula.startswith("="):
            raise ValueError(f"a formula starts with '=', got {formula[:20]!r}")
        made = super().__new__(cls, formula)
        made.cached = cached
        return made


_NUMBER = r"[+-]?(?:\d+(?:[.,\s]\d{3})*|\d*)(?:[.,]\d*)?(?:e[+-]?\d+)?"
_CONVERTED = re.compile(
    rf"""
      [=+@-].*                                     # a formula, or the start of an injected one
    | '.*                                          # Excel swallows a leading apostrophe
    | [$€£¥₫]?\s*\(?{_NUMBER}\)?\s*[%$€£¥₫]?       # numbers, percent, money, negative in brackets
    | \d+\s+\d+/\d+                                # fractions: 1 1/2
    | \d{{1,4}}\s*[-/.]\s*\d{{1,4}}(?:\s*[-/.]\s*\d{{1,4}})?(?:\s+\d{{1,2}}:\d{{2}}.*)?
    | \d{{1,4}}:\d{{1,2}}(?::\d{{1,2}}(?:[.,]\d+)?)?(?:\s*[ap]m?)?
    | \d{{1,2}}\s+[ap]m?
    | (?:\d{{1,4}}[\s-]*)?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s,-]*\d{{0,4}}(?:[\s,-]+\d{{1,4}})?
    | true | false
    | \#(?:n/a|ref!|value!|name\?|div/0!|null!|num!|spill!|calc!|getting_data)
    """,
    re.IGNORECASE | re.VERBOSE | re.DOTALL,
)


def would_convert(text: str) -> bool:
    """Whether Excel may turn `text`, typed or set through `Range.Value` in a General cell, into something else.

    Errs on the side of True: locales differ in what they read as a date or a decimal sign.
    """
    stripped = text.strip()
    return bool(stripped) and _CONVERTED.fullmatch(stripped) is not None


def as_formulas(value: object) -> object:
    """What is given to `Range.formula`, one value or rows of them, with each text that starts with "=" a `Formula`."""
    if isinstance(value, (list, tuple)):
        return [as_formulas(part) for part in cast("Sequence[object]", value)]
    if isinstance(value, str) and value.startswith("="):
        return value if isinstance(value, Formula) else Formula(value)
    return value
