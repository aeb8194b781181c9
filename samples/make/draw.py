"""Choosing without a random generator: the same key gives the same choice on every machine and version.

Each choice hangs on its own key only, so that a new unit or sentence does not change all the others.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")

_SEED = "ThiDua 2023"


def number(*key: object) -> int:
    """A large number that depends on the key alone."""
    text = "\x1f".join([_SEED, *map(str, key)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def pick(choices: Sequence[T], *key: object) -> T:
    """One of the choices. ZeroDivisionError when there are none."""
    return choices[number(*key) % len(choices)]


def between(low: int, high: int, *key: object) -> int:
    """A whole number from `low` to `high`, both possible."""
    return low + number(*key) % (high - low + 1)


def chance(percent: int, *key: object) -> bool:
    """True for about `percent` of a hundred keys."""
    return number(*key) % 100 < percent


def shuffled(items: Sequence[T], *key: object) -> list[T]:
    """The items in an order that depends on the key."""
    order = sorted(range(len(items)), key=lambda place: number(*key, place))
    return [items[place] for place in order]
