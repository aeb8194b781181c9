"""Quota use by unit, and the proposed list by priority where a unit exceeds its quota (plan IV.2)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Individual, Nominee, Unit


@dataclass(frozen=True, slots=True)
class QuotaUse:
    """Nominees of one unit against its quota; a limit is None when the unit's kind is unknown."""

    unit_code: str
    unit_name: str
    unit_kind: str
    collectives_used: int
    collectives_limit: int | None
    individuals_used: int
    individuals_limit: int | None
    good_people: int
    articles: int
    status: str


@dataclass(frozen=True, slots=True)
class Place:
    """One nominee's place in the proposed list of the unit; `proposed` is False beyond the quota."""

    unit_code: str
    unit_name: str
    nominee_kind: str
    row_id: str
    name: str
    priority: int | None
    proposed: bool
    reason: str


def use(campaign: Campaign) -> list[QuotaUse]:
    """Quota use of every unit that takes part, in sheet order. "Người tốt, việc tốt" never counts (plan IV.3)."""
    counts = _counts(campaign)
    return [_unit_use(campaign, unit, counts) for unit in campaign.taking_part()]


def _counts(campaign: Campaign) -> Counter[tuple[str, str]]:
    """Number of rows by (unit code, sheet key)."""
    keys = ("collectives", "individuals", "good_people", "articles")
    return Counter((record.unit_code, key) for key in keys for record in campaign.table(key).rows)


def _unit_use(campaign: Campaign, unit: Unit, counts: Counter[tuple[str, str]]) -> QuotaUse:
    def count(key: str) -> int:
        return counts[unit.unit_code, key]

    collectives, individuals = count("collectives"), count("individuals")
    collective_limit, individual_limit = campaign.collective_limit(unit), campaign.individual_limit(unit)
    return QuotaUse(
        unit.unit_code,
        unit.unit_name,
        unit.unit_kind,
        collectives,
        collective_limit,
        individuals,
        individual_limit,
        count("good_people"),
        count("articles"),
        _status(
            ("tập thể", collectives, collective_limit),
            ("cá nhân", individuals, individual_limit),
        ),
    )


def _status(*sides: tuple[str, int, int | None]) -> str:
    over = [
        f"vượt {used - limit} {name}" for name, used, limit in sides if limit is not None and used > limit
    ]
    if over:
        return "; ".join(over).capitalize()
    if any(limit is None for _, _, limit in sides):
        return "Chưa rõ chỉ tiêu"
    if not any(used for _, used, _ in sides):
        return "Chưa đề nghị"
    left = [f"còn {limit - used} {name}" for name, used, limit in sides if limit is not None and used < limit]
    return "; ".join(left).capitalize() if left else "Đủ chỉ tiêu"


def shortlist(campaign: Campaign) -> list[Place]:
    """The nominees of each unit that exceeds a quota, best first: priority, then women first among equals
    (a setting), then the order of the sheet. Those within the quota are proposed."""
    by_collective, by_individual = campaign.collectives.by_unit(), campaign.individuals.by_unit()
    places: list[Place] = []
    for unit in campaign.taking_part():
        sides: tuple[tuple[str, Sequence[Nominee], int | None], ...] = (
            ("Tập thể", by_collective.get(unit.unit_code, []), campaign.collective_limit(unit)),
            ("Cá nhân", by_individual.get(unit.unit_code, []), campaign.individual_limit(unit)),
        )
        for kind, nominees, limit in sides:
            if limit is not None and len(nominees) > limit:
                places.extend(_places(campaign, unit, kind, nominees, limit))
    return places


def _places(
    campaign: Campaign, unit: Unit, kind: str, nominees: Sequence[Nominee], limit: int
) -> list[Place]:
    settings = campaign.settings
    share = settings.integer("women_share_percent") if settings.flag("list_women_first") else None
    ordered = sorted(
        nominees,
        key=lambda n: (
            n.priority is None,
            n.priority or 0,
            share is not None and not _preferred(n, share),
            n.row,
        ),
    )
    return [
        Place(
            unit.unit_code,
            unit.unit_name,
            kind,
            nominee.row_id,
            nominee.display_name,
            nominee.priority,
            position < limit,
            f"Thứ {position + 1} trong {len(ordered)}, chỉ tiêu {limit}"
            + ("" if nominee.priority is not None else "; chưa ghi thứ tự ưu tiên"),
        )
        for position, nominee in enumerate(ordered)
    ]


def _preferred(nominee: Nominee, women_share: int) -> bool:
    """Women, and collectives with at least `women_share` percent women (NĐ 91 Điều 3, domain.md §1.3)."""
    if isinstance(nominee, Individual):
        return nominee.gender == "Nữ"
    if isinstance(nominee, Collective) and nominee.headcount and nominee.women_count is not None:
        return nominee.women_count * 100 >= women_share * nominee.headcount
    return False
