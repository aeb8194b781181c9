"""Numbers as clerks type them, as documents print them, and in words.

Sources: domain.md §6.2 D15 (number as text), D16 (percent), §6.5 (number words, vectors), §2.2 C-05
(leading zero). The decimal sign is the comma and the thousands sign the point.
"""

from __future__ import annotations

import math
import re
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import Literal, NamedTuple

from xlpy.vietnamese.text import clean

NumberProblem = Literal["D15", "D15-ambiguous", "D16", "bad"]


class NumberReading(NamedTuple):
    """What a cell says, and what is wrong with the way it was written.

    Both None: the cell is empty. "bad" and "D15-ambiguous" have no value; for the latter ask the clerk to
    choose one of `possible_readings`. "D16" holds the number before the percent sign ("95%" → 95).
    """

    value: Decimal | None
    problem: NumberProblem | None


_EMPTY = NumberReading(None, None)
_BAD = NumberReading(None, "bad")

_UNIT = re.compile(r" ?(?:đồng|điểm|vnđ|vnd|đ|₫)\.?$")
_AMBIGUOUS = re.compile(r"([1-9][0-9]{0,2})[.,]([0-9]{3})")
# Each pattern has one reading only; the second item is the sign that stands before the decimals.
_PLAIN: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"[0-9]+"), ","),
    (re.compile(r"[0-9]+,[0-9]+"), ","),
    (re.compile(r"[0-9]+\.[0-9]+"), "."),
    (re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}|[1-9][0-9]{0,2}(\.[0-9]{3})+,[0-9]+"), ","),
    (re.compile(r"[1-9][0-9]{0,2}(,[0-9]{3}){2,}|[1-9][0-9]{0,2}(,[0-9]{3})+\.[0-9]+"), "."),
    (re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+(,[0-9]+)?"), ","),
    (re.compile(r"[1-9][0-9]{0,2}( [0-9]{3})+\.[0-9]+"), "."),
)
# Decimal computes with 28 digits; nothing that a clerk means is longer than this.
_LONGEST = 24
_MINUS_SIGNS = str.maketrans("\u2212\u2013\u2012", "---")


def parse_number(value: object, *, maximum: float | Decimal | None = None) -> NumberReading:
    """Read any cell value as a number.

    Numbers have no problem (float noise beyond Excel's 15 digits is dropped); None and blank text are
    (None, None). Text is "D15" when it can only mean one number ("12,5", "12.5", " 95 ", "95đ",
    "1.490.000"), "D16" with a percent sign. "1.250" means 1.25 or 1250: when exactly one of them lies in
    0…`maximum` it is taken ("D15"), otherwise "D15-ambiguous". Booleans, NaN, infinity and all else: "bad".
    """
    if value is None:
        return _EMPTY
    if isinstance(value, bool):
        return _BAD
    if isinstance(value, int):
        return NumberReading(Decimal(value), None)
    if isinstance(value, float):
        return NumberReading(_from_float(value), None) if math.isfinite(value) else _BAD
    if isinstance(value, Decimal):
        return NumberReading(value, None) if value.is_finite() else _BAD
    return _parse_text(value, maximum) if isinstance(value, str) else _BAD


def _parse_text(s: str, maximum: float | Decimal | None) -> NumberReading:
    text = clean(s).text.lower().translate(_MINUS_SIGNS)
    if not text:
        return _EMPTY
    problem: NumberProblem = "D15"
    if text.endswith("%"):
        text, problem = text[:-1].rstrip(), "D16"
    readings = _readings(text)
    if len(readings) > 1 and maximum is not None:
        limit = Decimal(str(maximum))
        readings = tuple(reading for reading in readings if abs(reading) <= limit) or readings
    if not readings:
        return _BAD
    return NumberReading(readings[0], problem) if len(readings) == 1 else NumberReading(None, "D15-ambiguous")


def possible_readings(s: str) -> tuple[Decimal, ...]:
    """All numbers that the text can mean, the decimal reading first: none, one, or two ("1.250")."""
    return _readings(clean(s).text.lower().translate(_MINUS_SIGNS).removesuffix("%").rstrip())


def _readings(text: str) -> tuple[Decimal, ...]:
    text = _UNIT.sub("", text)
    sign = Decimal(-1) if text.startswith("-") else Decimal(1)
    digits = text[1:].lstrip() if text.startswith(("-", "+")) else text
    if len(digits) > _LONGEST:
        return ()
    if match := _AMBIGUOUS.fullmatch(digits):
        return sign * _trimmed(Decimal(f"{match[1]}.{match[2]}")), sign * Decimal(match[1] + match[2])
    for pattern, decimal_sign in _PLAIN:
        if pattern.fullmatch(digits):
            whole, _, decimals = digits.partition(decimal_sign)
            plain = re.sub("[., ]", "", whole)
            return (sign * _trimmed(Decimal(f"{plain}.{decimals or 0}")),)
    return ()


def _trimmed(n: Decimal) -> Decimal:
    """The same number without trailing zeros and without an exponent."""
    return n.quantize(Decimal(1)) if n == n.to_integral_value() else n.normalize()


def _from_float(n: float) -> Decimal:
    return Decimal(format(Decimal(format(n, ".15g")), "f"))


def format_number(n: int | float | Decimal) -> str:
    """ "1.490.000,5": point between thousands, comma before decimals, all decimals, no trailing zeros.

    Raises ValueError for NaN and infinity.
    """
    exact = _from_float(n) if isinstance(n, float) and math.isfinite(n) else Decimal(n)
    if not exact.is_finite():
        raise ValueError(f"{n} has no digits to print")
    whole, _, decimals = format(abs(exact), "f").partition(".")
    decimals = decimals.rstrip("0")
    text = f"{int(whole):,}".replace(",", ".") + (f",{decimals}" if decimals else "")
    return f"-{text}" if exact < 0 else text


def format_points(n: int | float | Decimal) -> str:
    """A score with at most two decimals, halves rounded up: 92,5. Raises ValueError as `format_number`."""
    exact = _from_float(n) if isinstance(n, float) and math.isfinite(n) else Decimal(n)
    if not exact.is_finite():
        raise ValueError(f"{n} has no digits to print")
    digits = Context(prec=max(28, exact.adjusted() + 4))
    return format_number(exact.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP, context=digits))


_DIGITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]
# One style for the whole project: "hai mươi tư", but "mười bốn" and "linh bốn".
_AFTER_TENS = {1: "mốt", 4: "tư", 5: "lăm"}
_BILLION = 10**9


def number_words(n: int) -> str:
    """The whole number in words, lower case, as northern offices write it: linh, không trăm, mốt, tư, lăm.

    Every int is allowed: above 10**9 groups repeat ("một nghìn tỷ"); negative numbers begin with "âm".
    """
    if n < 0:
        return f"âm {number_words(-n)}"
    return " ".join(_below_billions(n, leading=True)) or "không"


def _below_billions(n: int, leading: bool) -> list[str]:
    """Words of a number, nothing for zero; without `leading` the first group names its hundreds too."""
    words: list[str] = []
    if n >= _BILLION:
        words += [*_below_billions(n // _BILLION, leading), "tỷ"]
        leading = False
    for unit, group in ((10**6, "triệu"), (1000, "nghìn"), (1, "")):
        value = n % _BILLION // unit % 1000
        if value:
            words += [*_three_digits(value, leading), *([group] if group else [])]
            leading = False
    return words


def _three_digits(n: int, leading: bool) -> list[str]:
    hundreds, tens, units = n // 100, n // 10 % 10, n % 10
    words = [] if leading and not hundreds else [_DIGITS[hundreds], "trăm"]
    if not tens:
        linh = ["linh"] if words else []
        return [*words, *linh, _DIGITS[units]] if units else words
    words += ["mười"] if tens == 1 else [_DIGITS[tens], "mươi"]
    if not units:
        return words
    if tens == 1:
        return [*words, "lăm" if units == 5 else _DIGITS[units]]
    return [*words, _AFTER_TENS.get(units, _DIGITS[units])]


def count_words(n: int) -> str:
    """A count as documents print it: 2 → "02 (hai)". Raises ValueError for a negative count."""
    if n < 0:
        raise ValueError(f"a count cannot be negative, got {n}")
    return f"{n:02d} ({number_words(n)})"


def capitalise_first(s: str) -> str:
    """The text with its first character as a capital; the rest stays as it is."""
    return s[:1].upper() + s[1:]
