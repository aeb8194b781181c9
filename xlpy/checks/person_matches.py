"""Rows of Cá nhân that may be one person, by the keys of domain.md §6.6. Holds no rule of its own.

Every function gives each row at most once, against an earlier one, and is linear in the number of rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from xlpy.checks.naming import name_parts
from xlpy.model.records import Individual
from xlpy.vietnamese import text
from xlpy.vietnamese.dates import PartialDate, format_date_short


class PersonMatch(NamedTuple):
    """Two rows in sheet order; `reason` says in Vietnamese what they have in common."""

    earlier: Individual
    later: Individual
    reason: str


_Dated = dict[tuple[str, int, "int | None", "int | None"], Individual]


def same_person(rows: Sequence[Individual]) -> Iterator[PersonMatch]:
    """Rows with one citizen number and one name, or with one name and one birth date.

    The citizen number decides where both rows have one. The year of birth is enough where one of the dates is
    partial.
    """
    by_number: dict[str, Individual] = {}
    by_date: _Dated = {}
    partial = _Partial() if any(r.birth_date and not r.birth_date.is_full for r in rows) else None
    for record in rows:
        if not record.full_name:
            continue
        match: PersonMatch | None = None
        number, born = record.citizen_id, record.birth_date
        key = name_parts(record.full_name).key
        if number:
            first = by_number.setdefault(number, record)
            if first is not record and _alike(first, record):
                match = PersonMatch(first, record, f"cùng số CCCD {number}")
        if born is not None:
            first = by_date.setdefault((key, born.year, born.month, born.day), record)
            if partial is not None:
                near = partial.find(key, born) if first is record else None
                partial.add(key, born, record)
                first = near or first
            if match is None and first is not record and not different_numbers(first, record):
                match = PersonMatch(first, record, _reason(first, record))
        if match is not None:
            yield match


class _Partial:
    """Rows by name and year of birth; built only for campaigns that have partial dates."""

    def __init__(self) -> None:
        self._any: dict[tuple[str, int], Individual] = {}
        self._without_day: dict[tuple[str, int], Individual] = {}

    def find(self, key: str, born: PartialDate) -> Individual | None:
        """An earlier row of this name and year, if one of both dates has no day and the months agree."""
        found = (self._without_day if born.is_full else self._any).get((key, born.year))
        if found is None or found.birth_date is None:
            return None
        months = {found.birth_date.month, born.month} - {None}
        return found if len(months) < 2 else None

    def add(self, key: str, born: PartialDate, record: Individual) -> None:
        self._any.setdefault((key, born.year), record)
        if not born.is_full:
            self._without_day.setdefault((key, born.year), record)


def shared_numbers(rows: Sequence[Individual]) -> Iterator[PersonMatch]:
    """Rows with one citizen number but two names."""
    numbers = [record.citizen_id for record in rows if record.citizen_id]
    if len(set(numbers)) == len(numbers):
        return
    first: dict[str, Individual] = {}
    for record in rows:
        if record.citizen_id and record.full_name:
            earlier = first.setdefault(record.citizen_id, record)
            if earlier is not record and not _alike(earlier, record):
                yield PersonMatch(earlier, record, f"cùng số CCCD {record.citizen_id}")


def same_name_unknown_birth(rows: Sequence[Individual]) -> Iterator[PersonMatch]:
    """Rows of one name of which at least one has no birth date, and no citizen number tells them apart."""
    if all(record.birth_date is not None for record in rows):
        return
    by_name: dict[str, Individual] = {}
    without_birth: dict[str, Individual] = {}
    for record in rows:
        if not record.full_name:
            continue
        key = name_parts(record.full_name).key
        known = by_name if record.birth_date is None else without_birth
        earlier = known.get(key)
        by_name.setdefault(key, record)
        if record.birth_date is None:
            without_birth.setdefault(key, record)
        if earlier is None or different_numbers(earlier, record):
            continue
        if not (record.citizen_id and earlier.citizen_id == record.citizen_id):
            yield PersonMatch(earlier, record, "cùng họ tên")


def same_name_but_accents(rows: Sequence[Individual]) -> Iterator[PersonMatch]:
    """Rows of one full birth date whose names differ only in their accents."""
    groups: defaultdict[tuple[int, int | None, int | None, int], list[Individual]] = defaultdict(list)
    for record in rows:
        born = record.birth_date
        if born is not None and born.day is not None and record.full_name:
            # Accents do not change the number of letters, so few rows meet and have to be stripped.
            size = len(name_parts(record.full_name).key)
            groups[(born.year, born.month, born.day, size)].append(record)
    for group in groups.values():
        if len(group) > 1:
            yield from _accents_within(group)


def _accents_within(group: list[Individual]) -> Iterator[PersonMatch]:
    first: dict[str, Individual] = {}
    for record in group:
        key = name_parts(record.full_name).key
        earlier = first.setdefault(text.strip_accents(key), record)
        if earlier is record or name_parts(earlier.full_name).key == key:
            continue
        same_number = bool(record.citizen_id) and earlier.citizen_id == record.citizen_id
        if not same_number and not different_numbers(earlier, record) and record.birth_date is not None:
            yield PersonMatch(earlier, record, f"cùng ngày sinh {format_date_short(record.birth_date)}")


def different_numbers(one: Individual, other: Individual) -> bool:
    """Whether the citizen numbers prove two people. A CMND of 9 digits and a CCCD of 12 may be one person's."""
    return len(one.citizen_id) == len(other.citizen_id) > 0 and one.citizen_id != other.citizen_id


def _alike(one: Individual, other: Individual) -> bool:
    return text.strip_accents(name_parts(one.full_name).key) == text.strip_accents(
        name_parts(other.full_name).key
    )


def _reason(found: Individual, record: Individual) -> str:
    if found.birth_date is None or record.birth_date is None:
        return "cùng họ tên"
    if found.birth_date == record.birth_date:
        return f"cùng họ tên và ngày sinh {format_date_short(record.birth_date)}"
    return f"cùng họ tên và năm sinh {record.birth_date.year}"
