"""Excel date serials (ECMA-376 Part 1, §18.17.4): days since 1899-12-30, or since 1904-01-01."""

from __future__ import annotations

from datetime import date, datetime, timedelta

_EPOCH_1900 = datetime(1899, 12, 30)
_EPOCH_1904 = datetime(1904, 1, 1)
_LAST_1900 = 2_958_466
_DAY_MS = 86_400_000


def from_serial(serial: float, date1904: bool = False) -> datetime | None:
    """The moment a serial shows, to the millisecond; None where Excel shows ##### (negative, after 9999).

    Serials 1 to 59 are what Excel displays (1 is 1900-01-01): it believes that 1900 was a leap year.
    """
    if not 0 <= serial < (_LAST_1900 - 1462 if date1904 else _LAST_1900):
        return None
    days = int(serial)
    milliseconds = round((serial - days) * _DAY_MS)
    if not date1904 and 1 <= serial < 60:
        days += 1
    try:
        return (_EPOCH_1904 if date1904 else _EPOCH_1900) + timedelta(days=days, milliseconds=milliseconds)
    except OverflowError:
        return None


def to_serial(moment: date, date1904: bool = False) -> float:
    """The serial of a date or naive datetime.

    Raises ValueError for a moment before the epoch, which Excel cannot show as a date.
    """
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day)
    span = moment.replace(tzinfo=None) - (_EPOCH_1904 if date1904 else _EPOCH_1900)
    serial = span.days + (span.seconds + span.microseconds / 1e6) / 86400
    if not date1904 and 1 < serial < 61:
        serial -= 1
    if serial < 0:
        raise ValueError(f"{moment:%Y-%m-%d} is before the first date of the workbook")
    return serial
