"""Levels of base pay (mức lương cơ sở) as Cấu hình lists them, each with the day from which it counts.

Source: domain.md §7.3: the base pay in force on the day of the decision decides the prize.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from xlpy.model.settings import Settings
from xlpy.schema.settings_awards import BASE_PAY_ROWS


@dataclass(frozen=True, slots=True)
class BasePay:
    """A level of base pay in đồng a month, in force from `since` until the next level; `key` is its setting's."""

    amount: int
    since: date
    key: str


def base_pays(settings: Settings) -> list[BasePay]:
    """The levels of Cấu hình that have both amount and day, oldest first."""
    levels: list[BasePay] = []
    for number in range(1, BASE_PAY_ROWS + 1):
        key = f"base_pay_{number}_amount"
        amount, since = settings.integer(key), settings.day(f"base_pay_{number}_from")
        if amount is not None and amount > 0 and since is not None:
            levels.append(BasePay(amount, since, key))
    return sorted(levels, key=lambda level: level.since)


def base_pay_on(settings: Settings, day: date) -> BasePay | None:
    """The level in force on `day`; None for a day before the first level."""
    known = [level for level in base_pays(settings) if level.since <= day]
    return known[-1] if known else None
