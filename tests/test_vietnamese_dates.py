"""xlpy.vietnamese.dates: reading dates day first, partial dates, serial numbers, the two printed forms."""

from __future__ import annotations

import itertools
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.vietnamese.dates import (
    PartialDate,
    format_date_long,
    format_date_short,
    from_serial,
    parse_date_text,
    read_date,
    working_days_between,
)

full_dates = st.dates(date(1900, 1, 1), date(2100, 12, 31))
partial_dates = st.one_of(
    full_dates.map(PartialDate.from_date),
    st.builds(PartialDate, st.integers(1900, 2100), st.integers(1, 12)),
    st.builds(PartialDate, st.integers(1900, 2100)),
)


@pytest.mark.parametrize(
    "typed",
    [
        "5/6/2023",
        "05/06/2023",
        "05.06.2023",
        "5-6-2023",
        "5 6 2023",
        "5 / 6 / 2023",
        " 05/06/2023\u00a0",
        "05/06/2023 00:00:00",
        "ngày 5 tháng 6 năm 2023",
        "Ngày 05 tháng 06 năm 2023.",
        "5 tháng 6, năm 2023",
        "ngày 5/6/2023",
    ],
)
def test_a_date_typed_as_text_is_read_day_first(typed: str) -> None:
    assert parse_date_text(typed) == (PartialDate(2023, 6, 5), "D11")
    assert read_date(typed) == (PartialDate(2023, 6, 5), "D11")


@pytest.mark.parametrize(
    ("typed", "year", "month"),
    [
        ("5/2023", 2023, 5),
        ("03-1980", 1980, 3),
        ("tháng 5 năm 2023", 2023, 5),
        ("tháng 5/2023", 2023, 5),
        ("1980", 1980, None),
        ("năm 1980", 1980, None),
    ],
)
def test_month_or_year_alone_is_a_partial_date(typed: str, year: int, month: int | None) -> None:
    assert parse_date_text(typed) == (PartialDate(year, month), "D13")


@pytest.mark.parametrize(
    "typed",
    [
        *("31/02/2023", "6/13/2023", "29/02/2023", "0/1/2023", "13/2023", "00/00/1980", "2023-06-05"),
        *("5/6/023", "5/6", "x", "1/1/1899", "1/1/2101", "0980", "12345", "5/6/2023 x", "tháng 13 năm 2023"),
        "٥/٦/٢٠٢٣",
    ],
)
def test_what_is_no_date_is_never_guessed(typed: str) -> None:
    assert parse_date_text(typed) == (None, "bad")


def test_two_digit_years_are_only_a_proposal() -> None:
    assert parse_date_text("5-6-80") == (PartialDate(1980, 6, 5), "D11-2digit")
    assert parse_date_text("5/6/23") == (PartialDate(2023, 6, 5), "D11-2digit")
    assert parse_date_text("5/6/23", newest_two_digit_year=10) == (PartialDate(1923, 6, 5), "D11-2digit")
    assert read_date("5/6/23", newest_two_digit_year=10) == (PartialDate(1923, 6, 5), "D11-2digit")
    assert parse_date_text("31/2/80") == (None, "bad")


def test_the_range_of_years_is_a_parameter() -> None:
    assert parse_date_text("5/6/1890") == (None, "bad")
    assert parse_date_text("5/6/1890", min_year=1880) == (PartialDate(1890, 6, 5), "D11")
    assert read_date(date(2023, 6, 5), max_year=2022) == (None, "bad")
    assert read_date(1980, min_year=1981) == (None, "bad")


@pytest.mark.parametrize(
    ("value", "found", "problem"),
    [
        (None, None, None),
        ("", None, None),
        ("  ", None, None),
        (date(2023, 6, 5), PartialDate(2023, 6, 5), None),
        (datetime(2023, 6, 5, 14, 30), PartialDate(2023, 6, 5), None),
        (1980, PartialDate(1980), "D13"),
        (1980.0, PartialDate(1980), "D13"),
        (44932, PartialDate(2023, 1, 6), "D14"),
        (44932.5, PartialDate(2023, 1, 6), "D14"),
        ("44932", PartialDate(2023, 1, 6), "D14"),
        (True, None, "bad"),
        (1980.5, None, "bad"),
        (12, None, "bad"),
        (10**400, None, "bad"),
        (float("nan"), None, "bad"),
        (float("inf"), None, "bad"),
        (time(8, 0), None, "bad"),
        ([], None, "bad"),
    ],
)
def test_any_cell_value_gets_a_reading(value: object, found: PartialDate | None, problem: str | None) -> None:
    assert read_date(value) == (found, problem)


def test_serial_numbers_follow_both_systems() -> None:
    assert from_serial(1) == PartialDate(1900, 1, 1)
    assert from_serial(59) == PartialDate(1900, 2, 28)
    assert from_serial(61) == PartialDate(1900, 3, 1)
    assert from_serial(44932.99) == PartialDate(2023, 1, 6)
    assert from_serial(0, date1904=True) == PartialDate(1904, 1, 1)
    assert from_serial(43470, date1904=True) == PartialDate(2023, 1, 6)
    assert from_serial(2958465) == PartialDate(9999, 12, 31)
    assert read_date(43470, date1904=True) == (PartialDate(2023, 1, 6), "D14")
    for n, date1904 in [
        (0, False),
        (60, False),
        (2958466, False),
        (-1, True),
        (2957004, True),
        (float("nan"), False),
    ]:
        with pytest.raises(ValueError, match="not a serial date"):
            from_serial(n, date1904)


# domain.md §2.2, test vectors of C-07.
@pytest.mark.parametrize(
    ("day", "long"),
    [
        (date(2023, 5, 5), "ngày 05 tháng 5 năm 2023"),
        (date(2023, 2, 9), "ngày 09 tháng 02 năm 2023"),
        (date(2023, 5, 31), "ngày 31 tháng 5 năm 2023"),
        (date(2024, 1, 1), "ngày 01 tháng 01 năm 2024"),
        (date(2023, 10, 10), "ngày 10 tháng 10 năm 2023"),
        (datetime(2023, 5, 5, 8), "ngày 05 tháng 5 năm 2023"),
        (PartialDate(2023, 2), "tháng 02 năm 2023"),
        (PartialDate(2023), "năm 2023"),
    ],
)
def test_long_dates_have_zeros_as_the_decree_wants_them(day: date | PartialDate, long: str) -> None:
    assert format_date_long(day) == long


def test_short_dates_show_what_is_known() -> None:
    assert format_date_short(date(2023, 6, 5)) == "05/06/2023"
    assert format_date_short(PartialDate(2023, 6)) == "06/2023"
    assert format_date_short(PartialDate(1980)) == "1980" == PartialDate(1980, 3, 2).year_text


@settings(deadline=None)
@given(partial_dates)
def test_what_is_printed_is_read_back(known: PartialDate) -> None:
    problem = "D11" if known.is_full else "D13"
    assert parse_date_text(format_date_short(known)) == (known, problem)
    assert parse_date_text(format_date_long(known)) == (known, problem)


@settings(deadline=None)
@given(st.integers(61, 2958465), st.booleans())
def test_serial_numbers_count_days(n: int, date1904: bool) -> None:
    start = date(1904, 1, 1) if date1904 else date(1899, 12, 30)
    if date1904:
        n -= 1462
    if n >= 0:
        assert from_serial(n, date1904).to_date() == start + timedelta(days=n)


def test_partial_dates_are_always_comparable() -> None:
    ordered = [
        PartialDate(1980),
        PartialDate(1980, 1),
        PartialDate(1980, 1, 1),
        PartialDate(1980, 2),
        PartialDate(1981),
    ]
    assert sorted(ordered[3:] + ordered[:3]) == ordered
    for early, late in itertools.combinations(ordered, 2):
        assert early < late and early <= late and late > early and late >= early and early != late
    assert ordered[0] <= PartialDate(1980) and ordered[0] >= PartialDate(1980)
    assert len({*ordered, PartialDate(1980)}) == len(ordered)


def test_partial_dates_refuse_what_cannot_be() -> None:
    for year, month, day in [
        (2023, 2, 30),
        (2023, 13, None),
        (2023, 0, None),
        (2023, None, 5),
        (0, None, None),
    ]:
        with pytest.raises(ValueError, match=r"must be in|out of range|needs a month"):
            PartialDate(year, month, day)
    with pytest.raises(ValueError, match="06/2023 is not a full date"):
        PartialDate(2023, 6).to_date()
    assert PartialDate(2023, 6, 5).is_full and not PartialDate(2023, 6).is_full
    assert PartialDate(2023, 6, 5).to_date() == date(2023, 6, 5)


def test_working_days_leave_out_weekends_and_holidays() -> None:
    friday, monday = date(2023, 4, 28), date(2023, 5, 1)
    assert working_days_between(friday, monday) == 1
    assert working_days_between(friday, monday, {date(2023, 5, 1), date(2023, 4, 30)}) == 0
    assert working_days_between(monday, friday) == -1
    assert working_days_between(friday, friday) == 0
    assert working_days_between(datetime(2023, 5, 2, 17), date(2023, 5, 9)) == 5


@settings(deadline=None)
@given(full_dates, st.integers(-60, 60), st.sets(st.integers(-60, 60), max_size=8))
def test_working_days_equal_a_count_day_by_day(start: date, length: int, free: set[int]) -> None:
    holidays = {start + timedelta(days=offset) for offset in free}
    low, high = min(0, length), max(0, length)
    counted = sum(
        (day := start + timedelta(days=offset)).weekday() < 5 and day not in holidays
        for offset in range(low + 1, high + 1)
    )
    assert working_days_between(start, start + timedelta(days=length), holidays) == (
        counted if length >= 0 else -counted
    )
