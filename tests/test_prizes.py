"""Prize money: the table of domain.md §7.3, and what holds for every base pay and coefficient."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from xlpy.model.basepay import base_pay_on, base_pays
from xlpy.model.settings import Settings
from xlpy.schema.choices import NO_ROUNDING, ROUND_NEAREST, ROUND_UP, ROUNDINGS
from xlpy.scoring.prizes import money_words, prize_rules, raw_prize, rounded

STEP = 10_000


@pytest.mark.parametrize(
    ("base", "hundredths", "raw", "up", "nearest"),
    [
        (1_490_000, 30, 447_000, 450_000, 450_000),
        (1_490_000, 60, 894_000, 900_000, 890_000),
        (1_800_000, 30, 540_000, 540_000, 540_000),
        (1_800_000, 60, 1_080_000, 1_080_000, 1_080_000),
        (2_340_000, 30, 702_000, 710_000, 700_000),
        (2_340_000, 60, 1_404_000, 1_410_000, 1_400_000),
    ],
)
def test_the_table_of_the_domain_report_comes_out(
    base: int, hundredths: int, raw: int, up: int, nearest: int
) -> None:
    assert raw_prize(base, hundredths) == raw
    assert rounded(raw, ROUND_UP, STEP) == up
    assert rounded(raw, ROUND_NEAREST, STEP) == nearest
    assert rounded(raw, NO_ROUNDING, STEP) == raw


def test_fourteen_wards_with_full_quotas_cost_44_100_000_dong() -> None:
    rules = prize_rules(Settings(), date(2023, 6, 19))
    assert rules is not None
    collectives, people = 28 * rules.of("collective").amount, 42 * rules.of("individual").amount
    assert (collectives, people, collectives + people) == (25_200_000, 18_900_000, 44_100_000)
    assert money_words(collectives + people) == "Bốn mươi tư triệu một trăm nghìn đồng"


@pytest.mark.parametrize(
    ("day", "amount"),
    [
        (date(2019, 7, 1), 1_490_000),
        (date(2023, 6, 30), 1_490_000),
        (date(2023, 7, 1), 1_800_000),
        (date(2024, 6, 30), 1_800_000),
        (date(2024, 7, 1), 2_340_000),
    ],
)
def test_the_base_pay_of_the_decision_day_counts(day: date, amount: int) -> None:
    level = base_pay_on(Settings(), day)
    assert level is not None
    assert level.amount == amount


def test_before_the_first_known_level_there_is_no_base_pay_and_no_prize() -> None:
    assert base_pay_on(Settings(), date(2019, 6, 30)) is None
    assert prize_rules(Settings(), date(2019, 6, 30)) is None
    assert prize_rules(Settings(), None) is None


def test_a_level_that_the_clerk_adds_counts_from_its_day() -> None:
    settings = Settings()
    settings.values["base_pay_5_amount"] = 3_000_000
    settings.values["base_pay_5_from"] = date(2026, 7, 1)
    assert [level.amount for level in base_pays(settings)] == [1_490_000, 1_800_000, 2_340_000, 3_000_000]
    assert base_pay_on(settings, date(2026, 7, 1)) == base_pays(settings)[-1]


def test_a_level_without_its_day_counts_for_nothing() -> None:
    settings = Settings()
    settings.values["base_pay_2_from"] = None
    level = base_pay_on(settings, date(2023, 12, 31))
    assert level is not None
    assert level.amount == 1_490_000


_money = st.integers(0, 10**9)
_steps = st.integers(1, 10**6)


@given(_money, _steps)
def test_rounding_up_never_takes_away_and_adds_less_than_a_step(raw: int, step: int) -> None:
    amount = rounded(raw, ROUND_UP, step)
    assert amount % step == 0
    assert 0 <= amount - raw < step


@given(_money, _steps)
def test_rounding_to_the_nearest_is_never_further_than_half_a_step(raw: int, step: int) -> None:
    amount = rounded(raw, ROUND_NEAREST, step)
    assert amount % step == 0
    assert 2 * abs(amount - raw) <= step


@given(_money, _money, _steps, st.sampled_from(ROUNDINGS))
def test_who_has_the_higher_claim_is_not_paid_less(one: int, other: int, step: int, rounding: str) -> None:
    low, high = sorted((one, other))
    assert rounded(low, rounding, step) <= rounded(high, rounding, step)


@given(_money, _steps, st.sampled_from(ROUNDINGS))
def test_what_is_rounded_stays_when_rounded_again(raw: int, step: int, rounding: str) -> None:
    once = rounded(raw, rounding, step)
    assert rounded(once, rounding, step) == once


@given(st.integers(0, 10**8), st.integers(0, 10_000))
def test_the_raw_prize_is_less_than_one_dong_below_the_exact_share(base: int, hundredths: int) -> None:
    assert 0 <= base * hundredths - 100 * raw_prize(base, hundredths) < 100


def test_unknown_roundings_and_steps_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown rounding"):
        rounded(1, "Làm tròn xuống", STEP)
    with pytest.raises(ValueError, match="at least 1"):
        rounded(1, ROUND_UP, 0)
