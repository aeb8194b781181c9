"""Invented people: names, birth dates, homes, citizen numbers. No two share a name, not even without accents."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date

from samples.make import bank, draw

MALE, FEMALE = "Nam", "Nữ"
# Bearers of these names are known to everybody.
_TAKEN = ("Tạ Nam Chiến",)
_CENTURY_2000 = 2000
_CITIZEN_SHARE = 65


@dataclass(frozen=True, slots=True)
class Person:
    full_name: str
    gender: str


def bare(text: str) -> str:
    """Lower case without accents, for comparing."""
    decomposed = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


class Registry:
    """Hands out people whose names nobody else has."""

    def __init__(self) -> None:
        self._used = {bare(name) for name in _TAKEN}

    def new(self, *key: object, gender: str | None = None) -> Person:
        """A person; the key decides who, as far as the name is still free."""
        sex = gender or draw.pick((MALE, FEMALE), *key, "gender")
        parts = bank.names()
        suffix = "nam" if sex == MALE else "nu"
        attempt = 0
        while True:
            name = " ".join(
                (
                    draw.pick(parts["ho"], *key, "ho", attempt),
                    draw.pick(parts[f"dem_{suffix}"], *key, "dem", attempt),
                    draw.pick(parts[f"ten_{suffix}"], *key, "ten", attempt),
                )
            )
            attempt += 1
            syllables = bare(name).split()
            if len(set(syllables)) == len(syllables) and bare(name) not in self._used:
                self._used.add(bare(name))
                return Person(name, sex)


def birth_date(oldest: int, youngest: int, *key: object) -> date:
    """A birthday of somebody between those ages in 2023; days 1 to 28 so that every month has them."""
    year = draw.between(2023 - oldest, 2023 - youngest, *key, "year")
    return date(year, draw.between(1, 12, *key, "month"), draw.between(1, 28, *key, "day"))


def home(ward: str, *key: object) -> str:
    """An address in the ward, written out."""
    street = draw.pick(bank.streets()[ward], *key, "street")
    house = draw.between(2, 180, *key, "house")
    lane = f"ngõ {draw.between(3, 260, *key, 'lane')} " if draw.chance(55, *key, "in a lane") else ""
    return f"Số {house} {lane}phố {street}, phường {ward}, quận Ba Đình, thành phố Hà Nội"


def wards() -> list[str]:
    """Names of the wards that have streets in the data."""
    return list(bank.streets())


def home_town(*key: object) -> tuple[str, str]:
    """(province code, place)."""
    return draw.pick(bank.home_towns(), *key, "home town")


def citizen_id(person: Person, born: date, province: str, serial: int, *key: object) -> str | None:
    """A citizen number that agrees with sex and birth year (D19), or None: the column is optional."""
    if not draw.chance(_CITIZEN_SHARE, *key, "has citizen id"):
        return None
    sex = (0 if person.gender == MALE else 1) + (2 if born.year >= _CENTURY_2000 else 0)
    return f"{province}{sex}{born.year % 100:02d}{serial:06d}"
