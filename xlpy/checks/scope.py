"""Which units a run is about, and who nominates: shared by the families, holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember, Nominee, Unit
from xlpy.schema.choices import ALL_UNITS, UNIT_KINDS
from xlpy.vietnamese.text import fold

_KIND_NAMES = frozenset(fold(kind) for kind in (*UNIT_KINDS, ALL_UNITS))


def units_in_scope(campaign: Campaign) -> dict[str, Unit]:
    """Units that take part, by code, in sheet order; in a unit's copy only that unit.

    A copy still lists the other units (their codes are looked up), but nobody there can answer for them.
    """
    own = campaign.stamp.unit_code
    units: dict[str, Unit] = {}
    for unit in campaign.taking_part():
        if not own or unit.unit_code == own:
            units.setdefault(unit.unit_code, unit)
    return units


def ignored_units(campaign: Campaign) -> set[str]:
    """Codes of known units whose rows the checks pass over. Rows of an unknown unit are not passed over."""
    scope = units_in_scope(campaign)
    return {unit.unit_code for unit in campaign.units.rows if unit.unit_code and unit.unit_code not in scope}


def nominating_units(campaign: Campaign) -> set[str]:
    """Codes of the units with at least one row in Tập thể or Cá nhân."""
    codes = {row.unit_code for row in campaign.collectives.rows}
    codes.update(row.unit_code for row in campaign.individuals.rows)
    codes.discard("")
    return codes


def nominees_by_unit(campaign: Campaign) -> dict[str, list[tuple[str, Nominee]]]:
    """(sheet key, nominee) by unit code: collectives first, then individuals, each in sheet order."""
    groups: dict[str, list[tuple[str, Nominee]]] = {}
    for collective in campaign.collectives.rows:
        groups.setdefault(collective.unit_code, []).append(("collectives", collective))
    for individual in campaign.individuals.rows:
        groups.setdefault(individual.unit_code, []).append(("individuals", individual))
    return groups


def councils(campaign: Campaign) -> Iterator[tuple[Unit, list[CouncilMember]]]:
    """Units in scope that list a council, with its members in sheet order."""
    members = campaign.council.by_unit()
    for code, unit in units_in_scope(campaign).items():
        if code in members:
            yield unit, members[code]


def unit_label(unit: Unit) -> str:
    """How messages name a unit: "00001 – Phường Phúc Xá"."""
    return f"{unit.unit_code} – {unit.unit_name}" if unit.unit_name else unit.unit_code


def unknown_kinds(applies_to: str) -> list[str]:
    """What in a criterion's "Áp dụng cho" is neither a unit kind nor "Tất cả"."""
    parts = (part.strip() for part in applies_to.split(";"))
    return [part for part in parts if part and fold(part) not in _KIND_NAMES]


def code_key(code: str) -> str:
    """Key for comparing codes: without blanks and letter case (schema, type "code")."""
    return "".join(code.split()).casefold()
