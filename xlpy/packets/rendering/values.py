"""How a plain value becomes text in a Vietnamese document: the environment's `finalize`.

Rules: issue 4 "Bad input" (None, NaN, control characters, NFD), domain.md §2 (dates as dd/mm/yyyy), and the decimal
comma of Vietnamese office language. Whole numbers are not grouped: a year must stay "2023"; money is grouped by
whoever builds the context.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata
from decimal import Decimal
from numbers import Integral, Real

from markupsafe import Markup

_BREAKS = re.compile("\r\n?|[\v\x85\u2028\u2029]")
# What XML 1.0 forbids, and DEL with the C1 controls, which it allows and nobody means.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# In a value's own XML, docxtpl reads \a as a new paragraph and \f as a page break.
_FORBIDDEN_IN_XML = re.compile("[\x00-\x06\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_MISSING_TYPES = frozenset({"NAType", "NaTType"})
_DECIMALS = 6


def plain_text(text: str) -> str:
    """The text as it may stand in a document: NFC, every kind of line break as "\\n", no control characters.

    Tabs and "\\n" stay; docxtpl turns them into `<w:tab/>` and `<w:br/>`.
    """
    if not text.isprintable():
        text = _FORBIDDEN.sub("", _BREAKS.sub("\n", text))
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def number_text(value: float | Decimal) -> str:
    """A number with decimal comma, at most 6 decimals, no trailing zeros: 9.0 → "9", 9.25 → "9,25".

    NaN and the infinities give "".
    """
    if not math.isfinite(value):
        return ""
    text = f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace(".", ",")


def as_text(value: object) -> object:
    """What is printed for `value`: a str for plain values, `Markup` for objects with their own XML (`__html__`).

    None, NaN, NaT and NA give ""; True and False "Có" and "Không"; dates dd/mm/yyyy, with hh:mm after them where
    a time of day is set.
    """
    kind = type(value)
    if kind is str:
        return plain_text(value)  # type: ignore[arg-type]
    if value is None:
        return ""
    if kind is int:
        return str(value)
    if kind is bool:
        return "Có" if value else "Không"
    return _rarer(value)


def _rarer(value: object) -> object:
    own_xml = getattr(value, "__html__", None)
    if own_xml is not None:
        return Markup(_FORBIDDEN_IN_XML.sub("", own_xml()))  # noqa: S704 - the object says it is XML
    if isinstance(value, str):
        return plain_text(str(value))
    if type(value).__name__ in _MISSING_TYPES:
        return ""
    if isinstance(value, (float, Decimal)):
        return number_text(value)
    if isinstance(value, Integral):
        return str(int(value))
    if isinstance(value, Real):
        return number_text(float(value))
    if isinstance(value, dt.datetime):
        clock = "" if value.time() == dt.time() else f" {value.hour:02}:{value.minute:02}"
        return f"{value.day:02}/{value.month:02}/{value.year:04}{clock}"
    if isinstance(value, dt.date):
        return f"{value.day:02}/{value.month:02}/{value.year:04}"
    return value
