"""Finds the unit a clerk means: by code, by a lost zero, by name or a known spelling variant (D17, D31)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from xlpy.model.records import Unit
from xlpy.vietnamese import text


class Match(NamedTuple):
    """The unit code meant ("" if none), and the catalogue code of how it was found (None: typed exactly)."""

    unit_code: str
    problem: str | None
    near: str = ""
    """For an unknown code: the nearest unit, as "00001 – Phường Phúc Xá"."""


class UnitsIndex:
    """Look-up of units; one index serves a whole workbook, results are remembered."""

    def __init__(self, units: Iterable[Unit]) -> None:
        self._units = [unit for unit in units if unit.unit_code]
        self._codes = {unit.unit_code for unit in self._units}
        self._variants: dict[str, str] = {}
        ambiguous: set[str] = set()
        for unit in self._units:
            spellings = [unit.unit_code, unit.unit_name, unit.header_name, *unit.aliases.split(";")]
            for key in {key for s in spellings if s.strip() for key in (text.fold(s), text.fold_ascii(s))}:
                if self._variants.setdefault(key, unit.unit_code) != unit.unit_code:
                    ambiguous.add(key)
        for key in ambiguous:
            del self._variants[key]
        self._memo: dict[str, Match] = {}

    def find(self, typed: str) -> Match:
        """The unit that `typed` means. Never guesses between two: an ambiguous spelling is unknown."""
        if typed in self._codes:
            return Match(typed, None)
        found = self._memo.get(typed)
        if found is None:
            found = self._memo[typed] = self._search(typed)
        return found

    def _search(self, typed: str) -> Match:
        if typed.isdigit():
            padded = typed.zfill(5)
            if padded in self._codes:
                return Match(padded, "D17")
        code = self._variants.get(text.fold(typed)) or self._variants.get(text.fold_ascii(typed))
        if code is not None:
            return Match(code, "D31")
        return Match("", "REF", self._nearest(typed))

    def _nearest(self, typed: str) -> str:
        from rapidfuzz import fuzz, process

        labels = {unit.unit_code: f"{unit.unit_code} {unit.unit_name}" for unit in self._units}
        folded = {code: text.fold_ascii(label) for code, label in labels.items()}
        best = process.extractOne(text.fold_ascii(typed), folded, scorer=fuzz.partial_ratio, score_cutoff=75)
        if best is None:
            return ""
        unit = next(unit for unit in self._units if unit.unit_code == best[2])
        return f"{unit.unit_code} – {unit.unit_name}"
