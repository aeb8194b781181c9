"""What a citizen number (CCCD) says about its holder (domain.md §6.2, D19). Holds no rule of its own."""

from __future__ import annotations

from typing import NamedTuple

_GENDERS = ("Nam", "Nữ")
_FIRST_CENTURY = 1900


class CitizenNumber(NamedTuple):
    """Gender as the choices of the column Giới tính write it, and the year of birth."""

    gender: str
    birth_year: int


def read_citizen_number(number: str) -> CitizenNumber | None:
    """Digit 4 has sex and century (0/1: 19xx man/woman, 2/3: 20xx …), digits 5–6 the year.

    None for anything but 12 digits: an old CMND of 9 digits says nothing.
    """
    if len(number) != 12 or not (number.isascii() and number.isdigit()):
        return None
    sign = int(number[3])
    return CitizenNumber(_GENDERS[sign % 2], _FIRST_CENTURY + sign // 2 * 100 + int(number[4:6]))
