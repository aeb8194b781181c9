"""Prize money of a certificate of merit: whole đồng, from the base pay in force on the day of the decision.

Sources: domain.md §7.3 (NĐ 91/2017/NĐ-CP Điều 68, 73). Levels of base pay, coefficients and rounding are settings.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from xlpy.model.basepay import BasePay, base_pay_on
from xlpy.model.settings import DEFINITIONS, Settings
from xlpy.schema.choices import NO_ROUNDING, ROUND_NEAREST, ROUND_UP
from xlpy.vietnamese.numbers import capitalise_first, number_words

Kind = Literal["collective", "individual"]
"""What kind of nominee an award goes to."""


@dataclass(frozen=True, slots=True)
class Prize:
    """Đồng: `raw` as the coefficient gives it, `amount` as it is paid."""

    raw: int
    amount: int


@dataclass(frozen=True, slots=True)
class PrizeRules:
    """How prizes are computed: base pay, coefficients in hundredths, the rounding (one of ROUNDINGS) and its step."""

    base: BasePay
    individual: int
    collective: int
    rounding: str
    step: int

    def of(self, kind: Kind) -> Prize:
        """The prize of one collective or individual."""
        coefficient = self.collective if kind == "collective" else self.individual
        raw = raw_prize(self.base.amount, coefficient)
        return Prize(raw, rounded(raw, self.rounding, self.step))


def raw_prize(base: int, hundredths: int) -> int:
    """`hundredths`/100 of the base pay in whole đồng; a fraction of a đồng is dropped."""
    return base * hundredths // 100


def rounded(raw: int, rounding: str, step: int) -> int:
    """`raw` on a multiple of `step`: up, or to the nearest (halves up), or as it is.

    Raises ValueError for another rounding than ROUNDINGS has, and for a step below 1.
    """
    if step < 1:
        raise ValueError(f"rounding step must be at least 1, got {step}")
    if rounding == NO_ROUNDING:
        return raw
    if rounding == ROUND_UP:
        return -(-raw // step) * step
    if rounding == ROUND_NEAREST:
        return (2 * raw + step) // (2 * step) * step
    raise ValueError(f"unknown rounding {rounding!r}")


def prize_rules(settings: Settings, day: date | None) -> PrizeRules | None:
    """The rules for a decision of `day`; None where the day, its base pay or a coefficient is unknown."""
    base = None if day is None else base_pay_on(settings, day)
    individual = settings.integer("prize_coefficient_individual")
    collective = settings.integer("prize_coefficient_collective")
    if base is None or individual is None or collective is None:
        return None
    # An emptied or unreadable rounding is a finding of its own; documents then round as the decree says.
    rounding = settings.text("prize_rounding")
    if rounding not in DEFINITIONS["prize_rounding"].choices:
        rounding = ROUND_UP
    return PrizeRules(
        base, individual, collective, rounding, max(settings.integer("prize_rounding_step") or 1, 1)
    )


def money_words(amount: int) -> str:
    """ "Bốn mươi tư triệu một trăm nghìn đồng": an amount in words as documents print it."""
    return f"{capitalise_first(number_words(amount))} đồng"
