"""Dates as clerks write them and as decrees want them.

Sources: domain.md §2.2 C-07 (long form), §6.2 D11 (text), D13 (only month or year), D14 (serial numbers).
Day comes before month, always: month-first dates are never guessed.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, NamedTuple

from xlpy.vietnamese.text import clean

DateProblem = Literal["D11", "D11-2digit", "D13", "D14", "bad"]


@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of which the day, or the day and the month, may be unknown.

    Raises ValueError for a day without month and for a date that no calendar has. Any two can be compared:
    an unknown part sorts before every known one.
    """

    year: int
    month: int | None = None
    day: int | None = None

    def __post_init__(self) -> None:
        if self.month is None and self.day is not None:
            raise ValueError("a day needs a month")
        date(self.year, 1 if self.month is None else self.month, 1 if self.day is None else self.day)

    @classmethod
    def from_date(cls, value: date) -> PartialDate:
        """The full date of a `date` or `datetime`; its time of day is dropped."""
        return cls(value.year, value.month, value.day)

    @property
    def is_full(self) -> bool:
        """Whether day, month and year are known."""
        return self.day is not None

    @property
    def year_text(self) -> str:
        """The year as trích ngang prints it."""
        return str(self.year)

    def to_date(self) -> date:
        """The calendar date. Raises ValueError when the day or month is unknown."""
        if self.month is None or self.day is None:
            raise ValueError(f"{format_date_short(self)} is not a full date")
        return date(self.year, self.month, self.day)

    @property
    def _order(self) -> tuple[int, int, int]:
        return self.year, self.month or 0, self.day or 0

    def __lt__(self, other: PartialDate) -> bool:
        return self._order < other._order

    def __le__(self, other: PartialDate) -> bool:
        return self._order <= other._order

    def __gt__(self, other: PartialDate) -> bool:
        return self._order > other._order

    def __ge__(self, other: PartialDate) -> bool:
        return self._order >= other._order


class DateReading(NamedTuple):
    """What a cell says: the date, and what is wrong with the way it was written.

    Both None: the cell is empty. "bad" has no date. "D11-2digit" is a proposal only: the century is guessed.
    """

    value: PartialDate | None
    problem: DateProblem | None


_EMPTY = DateReading(None, None)
_BAD = DateReading(None, "bad")

_TIME = re.compile(r"[ t]+[0-9]{1,2}:[0-9]{2}(:[0-9]{2})?$")
_FULL = re.compile(r"([0-9]{1,2})(?: ?[/.-] ?| )([0-9]{1,2})(?: ?[/.-] ?| )([0-9]{4}|[0-9]{2})")
_MONTH = re.compile(r"([0-9]{1,2})(?: ?[/.-] ?| )([0-9]{4})")
_YEAR = re.compile(r"(?:năm )?([0-9]{4})")
_WORDS = re.compile(
    r"(?:(?:ngày )?([0-9]{1,2}) tháng |tháng )([0-9]{1,2})(?: ?/ ?|,? năm )([0-9]{4})|"
    r"ngày ([0-9]{1,2}) ?/ ?([0-9]{1,2}) ?/ ?([0-9]{4})"
)


def parse_date_text(
    s: str, *, min_year: int = 1900, max_year: int = 2100, newest_two_digit_year: int = 30
) -> DateReading:
    """Read a date that was typed as text, day first.

    Separators / . - and blanks; "ngày 5 tháng 6 năm 2023", "5/2023", "1980"; a time of day behind is
    ignored. Full dates are "D11", month or year alone "D13". Two-digit years up to `newest_two_digit_year`
    are proposed as 20xx, others as 19xx ("D11-2digit"). "bad": anything else, days that do not exist, years
    outside `min_year`…`max_year`. Empty text is (None, None).
    """
    text = _TIME.sub("", clean(s).text.lower()).rstrip(".,;")
    if not text:
        return _EMPTY
    if match := _FULL.fullmatch(text):
        day, month, year = match.groups()
        if len(year) == 4:
            return _reading(int(year), int(month), int(day), "D11", min_year, max_year)
        century = 2000 if int(year) <= newest_two_digit_year else 1900
        return _reading(century + int(year), int(month), int(day), "D11-2digit", min_year, max_year)
    if match := _WORDS.fullmatch(text):
        day, month, year = match[1] or match[4], match[2] or match[5], match[3] or match[6]
        if day is not None:
            return _reading(int(year), int(month), int(day), "D11", min_year, max_year)
        return _reading(int(year), int(month), None, "D13", min_year, max_year)
    if match := _MONTH.fullmatch(text):
        return _reading(int(match[2]), int(match[1]), None, "D13", min_year, max_year)
    if match := _YEAR.fullmatch(text):
        return _reading(int(match[1]), None, None, "D13", min_year, max_year)
    return _BAD


def _reading(
    year: int, month: int | None, day: int | None, problem: DateProblem | None, min_year: int, max_year: int
) -> DateReading:
    if not min_year <= year <= max_year:
        return _BAD
    try:
        return DateReading(PartialDate(year, month, day), problem)
    except ValueError:
        return _BAD


_LAST_SERIAL = 2958465  # 31/12/9999 in the 1900 system
_DAYS_1900_TO_1904 = 1462
_FALSE_LEAP_DAY = 60


def from_serial(n: float, date1904: bool = False) -> PartialDate:
    """The date of a spreadsheet serial number; a time of day (the fraction) is dropped.

    Raises ValueError below 1 (0 in the 1904 system), after 31/12/9999, for NaN, and for 60 in the 1900
    system: that is 29/02/1900, a day that only Excel has.
    """
    if not math.isfinite(n):
        raise ValueError(f"{n} is not a serial date")
    serial = math.floor(n) + (_DAYS_1900_TO_1904 if date1904 else 0)
    if not (_DAYS_1900_TO_1904 if date1904 else 1) <= serial <= _LAST_SERIAL or serial == _FALSE_LEAP_DAY:
        raise ValueError(f"{n} is not a serial date")
    start = date(1899, 12, 31) if serial < _FALSE_LEAP_DAY else date(1899, 12, 30)
    return PartialDate.from_date(start + timedelta(days=serial))


_SERIALS = range(20000, 60001)  # D14: 1954 to 2064
_SERIAL_TEXT = re.compile("[0-9]{5}")


def read_date(
    value: object,
    date1904: bool = False,
    *,
    min_year: int = 1900,
    max_year: int = 2100,
    newest_two_digit_year: int = 30,
) -> DateReading:
    """Read any cell value as a date. Real dates have no problem; None and blank text are (None, None).

    A whole number in `min_year`…`max_year` is a year ("D13"), one from 20000 to 60000 a serial number
    ("D14", also as text); text as `parse_date_text` says. Everything else, booleans included, is "bad".
    """
    if value is None:
        return _EMPTY
    if isinstance(value, date):
        return _reading(value.year, value.month, value.day, None, min_year, max_year)
    if isinstance(value, str):
        text = clean(value).text
        if _SERIAL_TEXT.fullmatch(text) and int(text) in _SERIALS:
            return _serial_reading(int(text), date1904, min_year, max_year)
        return parse_date_text(
            text, min_year=min_year, max_year=max_year, newest_two_digit_year=newest_two_digit_year
        )
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _LAST_SERIAL:
        return _BAD
    if math.floor(value) in _SERIALS:
        return _serial_reading(value, date1904, min_year, max_year)
    if value == math.floor(value):
        return _reading(int(value), None, None, "D13", min_year, max_year)
    return _BAD


def _serial_reading(n: float, date1904: bool, min_year: int, max_year: int) -> DateReading:
    found = from_serial(n, date1904)
    return _reading(found.year, found.month, found.day, "D14", min_year, max_year)


def _partial(d: PartialDate | date) -> PartialDate:
    return d if isinstance(d, PartialDate) else PartialDate.from_date(d)


def format_date_short(d: PartialDate | date) -> str:
    """dd/mm/yyyy; without day mm/yyyy, without month yyyy. A `datetime` loses its time."""
    known = _partial(d)
    parts = [f"{part:02d}" for part in (known.day, known.month) if part is not None]
    return "/".join([*parts, f"{known.year:04d}"])


def format_date_long(d: PartialDate | date) -> str:
    """ "ngày 05 tháng 5 năm 2023" as Nghị định 30/2020 wants it (C-07): days below 10 and the months 1 and 2
    with a leading zero, other months without. Unknown parts are left out."""
    known = _partial(d)
    text = f"năm {known.year}"
    if known.month is not None:
        text = f"tháng {known.month:02d} {text}" if known.month <= 2 else f"tháng {known.month} {text}"
    if known.day is not None:
        text = f"ngày {known.day:02d} {text}"
    return text


def working_days_between(start: date, end: date, holidays: Collection[date] = ()) -> int:
    """Working days (Monday to Friday, no holiday) after `start` up to and including `end`.

    Counts a term such as "trong 5 ngày làm việc kể từ ngày nhận"; negative when `end` is before `start`.
    Make-up Saturdays of the yearly holiday notices are not known here.
    """
    first, last = _day(start), _day(end)
    if last < first:
        return -working_days_between(last, first, holidays)
    weeks, rest = divmod((last - first).days, 7)
    count = weeks * 5 + sum((first.weekday() + step) % 7 < 5 for step in range(1, rest + 1))
    free = {_day(holiday) for holiday in holidays}
    return count - sum(first < holiday <= last and holiday.weekday() < 5 for holiday in free)


def _day(d: date) -> date:
    return d.date() if isinstance(d, datetime) else d
