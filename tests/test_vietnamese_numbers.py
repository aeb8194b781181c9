"""xlpy.vietnamese.numbers: reading typed numbers, printing them, number words."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.vietnamese.numbers import (
    capitalise_first,
    count_words,
    format_number,
    format_points,
    number_words,
    parse_number,
    possible_readings,
)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("12,5", "12.5"),
        ("12.5", "12.5"),
        (" 95 ", "95"),
        ("95\u00a0", "95"),
        ("95đ", "95"),
        ("95 điểm", "95"),
        ("1.490.000", "1490000"),
        ("1.490.000 đồng", "1490000"),
        ("1,490,000", "1490000"),
        ("1 490 000", "1490000"),
        ("1.250,50", "1250.5"),
        ("1,250.50", "1250.5"),
        ("0.125", "0.125"),
        ("0,125", "0.125"),
        ("1.2505", "1.2505"),
        ("1250", "1250"),
        ("-5", "-5"),
        ("−2,5", "-2.5"),
        ("+5", "5"),
        ("007", "7"),
    ],
)
def test_a_number_typed_as_text_with_one_meaning_is_read(typed: str, number: str) -> None:
    assert parse_number(typed) == (Decimal(number), "D15")
    assert possible_readings(typed) == (Decimal(number),)


@pytest.mark.parametrize("typed", ["1.250", "1,250", "100.000"])
def test_three_digits_after_one_sign_are_ambiguous_until_a_maximum_decides(typed: str) -> None:
    low, high = possible_readings(typed)
    assert high == low * 1000
    assert parse_number(typed) == (None, "D15-ambiguous")
    assert parse_number(typed, maximum=100) == (low, "D15")
    assert parse_number(typed, maximum=10**6) == (None, "D15-ambiguous")
    assert parse_number(typed, maximum=Decimal("0.5")) == (None, "D15-ambiguous")
    assert parse_number(f"-{typed}", maximum=100) == (-low, "D15")


def test_percent_is_reported_with_the_number_as_typed() -> None:
    assert parse_number("95%") == (Decimal(95), "D16")
    assert parse_number("95,5 %") == (Decimal("95.5"), "D16")
    assert parse_number("%") == (None, "bad")


@pytest.mark.parametrize(
    "value",
    [
        *(
            "abc",
            "12,",
            ".5",
            "1.2.3",
            "1.25.000",
            "1..2",
            "5 6",
            "--5",
            "9" * 40,
            "1e5",
            "٥",
            "95/100",
            "đ",
            "-",
        ),
        *(True, False, float("nan"), float("inf"), Decimal("NaN"), Decimal("Infinity"), [], b"5"),
    ],
)
def test_what_is_no_number_is_bad(value: object) -> None:
    assert parse_number(value) == (None, "bad")


def test_numbers_have_no_problem_and_no_float_noise() -> None:
    assert parse_number(95) == (Decimal(95), None)
    assert parse_number(0.1 + 0.2) == (Decimal("0.3"), None)
    assert parse_number(1.09e9) == (Decimal(1090000000), None)
    assert str(parse_number(1e20).value) == "100000000000000000000"
    assert parse_number(Decimal("2.50")) == (Decimal("2.5"), None)
    assert parse_number(None) == parse_number("") == parse_number(" \u00a0") == (None, None)


def test_numbers_are_printed_with_comma_and_points() -> None:
    assert format_number(1490000) == "1.490.000"
    assert format_number(-1234567.5) == "-1.234.567,5"
    assert format_number(Decimal("1E+3")) == "1.000"
    assert format_number(Decimal("12.500")) == "12,5"
    assert format_number(-0.0) == format_number(Decimal("-0.00")) == "0"
    assert format_number(0.1 + 0.2) == "0,3"


def test_points_have_at_most_two_decimals_with_halves_up() -> None:
    assert [format_points(n) for n in (92.5, 92.0, 92.555, 92.554, 100, 0.1 + 0.2)] == (
        ["92,5", "92", "92,56", "92,55", "100", "0,3"]
    )
    assert format_points(-0.001) == "0"
    assert format_points(1e30) == "1" + ".000" * 10
    for bad in (float("nan"), float("inf"), Decimal("NaN")):
        for printer in (format_number, format_points):
            with pytest.raises(ValueError, match="no digits"):
                printer(bad)


@settings(deadline=None)
@given(st.decimals(-(10**12), 10**12, allow_nan=False, allow_infinity=False, places=4))
def test_printed_numbers_are_read_back(number: Decimal) -> None:
    printed = format_number(number)
    assert number in possible_readings(printed)
    reading = parse_number(printed)
    assert reading == (number, "D15") or reading == (None, "D15-ambiguous")
    assert (reading.value is None) is (len(possible_readings(printed)) == 2)


# domain.md §6.5; above them, the cases in which num2words is wrong (evidence.md §6).
@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "không"),
        (5, "năm"),
        (15, "mười lăm"),
        (25, "hai mươi lăm"),
        (11, "mười một"),
        (21, "hai mươi mốt"),
        (24, "hai mươi tư"),
        (105, "một trăm linh năm"),
        (1001, "một nghìn không trăm linh một"),
        (450_000, "bốn trăm năm mươi nghìn"),
        (900_000, "chín trăm nghìn"),
        (1_050_000, "một triệu không trăm năm mươi nghìn"),
        (18_900_000, "mười tám triệu chín trăm nghìn"),
        (25_200_000, "hai mươi lăm triệu hai trăm nghìn"),
        (44_100_000, "bốn mươi tư triệu một trăm nghìn"),
        (-3, "âm ba"),
        (10, "mười"),
        (14, "mười bốn"),
        (20, "hai mươi"),
        (100, "một trăm"),
        (104, "một trăm linh bốn"),
        (110, "một trăm mười"),
        (1010, "một nghìn không trăm mười"),
        (1_000_000_001, "một tỷ không trăm linh một"),
        (10**12, "một nghìn tỷ"),
        (1_005 * 10**9, "một nghìn không trăm linh năm tỷ"),
    ],
)
def test_number_words_are_those_of_northern_offices(number: int, words: str) -> None:
    assert number_words(number) == words


_VALUES = {
    "không": 0, "một": 1, "mốt": 1, "hai": 2, "ba": 3, "bốn": 4, "tư": 4, "năm": 5, "lăm": 5, "sáu": 6,
    "bảy": 7, "tám": 8, "chín": 9,
}  # fmt: skip
_GROUPS = {"nghìn": 10**3, "triệu": 10**6}


def heard(words: str) -> int:
    """The number that a listener writes down: an independent reading of the words, left to right."""
    total = billions = below_thousand = digit = 0
    for word in words.removeprefix("âm ").split():
        if word in _VALUES:
            below_thousand += digit
            digit = _VALUES[word]
        elif word == "trăm":
            below_thousand, digit = below_thousand + digit * 100, 0
        elif word == "mươi":
            below_thousand, digit = below_thousand + digit * 10, 0
        elif word == "mười":
            below_thousand += 10
        elif word in _GROUPS:
            total, below_thousand, digit = total + (below_thousand + digit) * _GROUPS[word], 0, 0
        elif word == "tỷ":
            billions, total, below_thousand, digit = (total + below_thousand + digit) * 10**9, 0, 0, 0
        else:
            assert word == "linh"
    number = billions + total + below_thousand + digit
    return -number if words.startswith("âm ") else number


@settings(deadline=None)
@given(st.one_of(st.integers(-(10**12), 10**12), st.integers(0, 3000)))
def test_number_words_are_understood(number: int) -> None:
    assert heard(number_words(number)) == number


def test_every_number_below_ten_thousand_has_its_own_words() -> None:
    assert len({number_words(number) for number in range(10_000)}) == 10_000


def test_counts_have_two_digits_and_words() -> None:
    assert count_words(2) == "02 (hai)"
    assert count_words(0) == "00 (không)"
    assert count_words(15) == "15 (mười lăm)"
    with pytest.raises(ValueError, match="negative"):
        count_words(-1)


def test_only_the_first_letter_becomes_a_capital() -> None:
    assert capitalise_first("đồng ý, UBND") == "Đồng ý, UBND"
    assert capitalise_first("") == ""
