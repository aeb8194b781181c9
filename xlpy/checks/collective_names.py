"""Whether the name of a collective is the name of a unit (V10). Holds no rule of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from rapidfuzz import fuzz

from xlpy.model.records import Unit
from xlpy.vietnamese import text

_OPENINGS = (
    "tập thể",
    "lãnh đạo",
    "cán bộ",
    "công chức",
    "viên chức",
    "người lao động",
    "nhân viên",
    "giáo viên",
    "giảng viên",
    "học sinh",
    "đảng bộ",
    "chính quyền",
    "nhân dân",
    "quân",
    "chiến sĩ",
    "và",
    "ubnd",
    "ủy ban nhân dân",
)
# A part after a comma that begins so says where, not who.
_WHERE = ("quận", "huyện", "thị xã", "thành phố", "tp", "tỉnh")
_OPENINGS_AND_BLANK = tuple(f"{opening} " for opening in _OPENINGS)
_SIGNS = re.compile(r"[^\w\s]+")
_NEAR_ENOUGH = 92
_NO_UNITS: frozenset[str] = frozenset()


class UnitNames:
    """Unit codes by the spellings of their names: Tên đơn vị, Tên in trên văn bản, Tên gọi khác.

    "Tập thể cán bộ và nhân dân phường Phúc Xá, quận Ba Đình" is the ward itself: openings that only say
    who is meant, and the name of the district (setting "district_name"), do not count.
    """

    def __init__(self, units: Iterable[Unit], district: str) -> None:
        self._district = _key(district)
        self._codes: dict[str, frozenset[str]] = {}
        self._own: dict[str, set[str]] = {}
        self._memo: dict[str, frozenset[str]] = {}
        for unit in units:
            if not unit.unit_code:
                continue
            for spelling in (unit.unit_name, unit.header_name, *unit.aliases.split(";")):
                for key in (_key(spelling), self._core(spelling)):
                    if key:
                        self._codes[key] = self._codes.get(key, _NO_UNITS) | {unit.unit_code}
                        self._own.setdefault(unit.unit_code, set()).add(key)

    def units(self, name: str) -> frozenset[str]:
        """Codes of the units that this name is a spelling of; more than one where units share a name."""
        found = self._memo.get(name)
        if found is None:
            key = _key(name)
            found = self._memo[name] = self._codes.get(key) or self._codes.get(self._core(name)) or _NO_UNITS
        return found

    def is_own_name(self, unit_code: str, name: str) -> bool:
        """Whether the name is a spelling of this unit's name, small typing errors allowed."""
        if unit_code in self.units(name):
            return True
        bare = text.strip_accents(self._core(name))
        return any(
            _same_digits(bare, spelling) and fuzz.ratio(bare, text.strip_accents(spelling)) >= _NEAR_ENOUGH
            for spelling in self._own.get(unit_code, ())
        )

    def _core(self, name: str) -> str:
        return _core(name, self._district)


def _same_digits(one: str, other: str) -> bool:
    # "Tổ dân phố số 3" and "… số 13" are near each other and yet different bodies.
    return [c for c in one if c.isdigit()] == [c for c in other if c.isdigit()]


@lru_cache(maxsize=65536)
def _key(name: str) -> str:
    return _without_signs(text.fold(name))


def _without_signs(folded: str) -> str:
    return folded if folded.replace(" ", "").isalnum() else " ".join(_SIGNS.sub(" ", folded).split())


@lru_cache(maxsize=65536)
def _core(name: str, district: str) -> str:
    parts = text.fold(name).split(",")
    while len(parts) > 1 and parts[-1].strip().startswith(_WHERE):
        parts.pop()
    key = _without_signs(" ".join(parts))
    if district:
        # "Trung tâm Chính trị quận" and "… quận Ba Đình" are one body.
        key = key.removesuffix(f" {district}").removesuffix(f" {district.split()[0]}")
    while key.startswith(_OPENINGS_AND_BLANK):
        opening = max((o for o in _OPENINGS_AND_BLANK if key.startswith(o)), key=len)
        key = key[len(opening) :]
    return key
