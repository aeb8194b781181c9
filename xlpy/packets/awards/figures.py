"""The figures of the final report (báo cáo tổng kết), all counted from the campaign and the roll of awards.

Which figures such a report gives: domain.md §7.5. What the workbook does not hold (how many of the awarded are direct
workers) is not guessed: the report leaves it open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.model.records import Dossier, Record, Unit
from xlpy.packets.awards.roll import Roll
from xlpy.schema import choices
from xlpy.scoring.points import UnitScore, score

_NOT_SUBMITTED = ("", *choices.DOSSIER_STATUSES[:4])
"""States of a dossier that is still with its unit."""
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """One unit's numbers."""

    unit: Unit
    submitted: bool
    no_nomination: bool
    proposed_collectives: int
    proposed_individuals: int
    awarded_collectives: int
    awarded_individuals: int
    articles: int
    good_people: int
    works: int


@dataclass(frozen=True, slots=True)
class KindFigures:
    """Sums over the units of one kind, or over all of them (`kind` is then "")."""

    kind: str
    units: int
    submitted: int
    no_nomination: int
    proposed_collectives: int
    proposed_individuals: int
    awarded_collectives: int
    awarded_individuals: int
    articles: int
    good_people: int
    works: int


@dataclass(frozen=True, slots=True)
class DriveFigures:
    """Everything the report counts. `scores` are best first; Counters have the words of the workbook's lists as keys.

    `late` counts dossiers received after the deadline, `undated` those received without a date. `prize_total` is in
    đồng, None while the base pay is unknown.
    """

    units: tuple[UnitFigures, ...]
    kinds: tuple[KindFigures, ...]
    total: KindFigures
    late: int
    undated: int
    scores: tuple[UnitScore, ...]
    scores_are_draft: bool
    grades: tuple[tuple[str, int], ...]
    proposed_women: int
    awarded_women: int
    refused: int
    undecided: int
    article_levels: Counter[str]
    good_people_women: int
    good_people_levels: Counter[str]
    activity_states: Counter[str]
    work_kinds: Counter[str]
    work_states: Counter[str]
    prize_total: int | None

    @property
    def scored(self) -> int:
        """Units with at least one point given."""
        return sum(unit.total is not None for unit in self.scores)


def drive_figures(campaign: Campaign, roll: Roll) -> DriveFigures:
    """The figures of the units that take part; rows of other units count nowhere, as in the roll itself."""
    taking_part = campaign.taking_part()
    codes = {unit.unit_code for unit in taking_part}
    dossiers = {dossier.unit_code: dossier for dossier in reversed(campaign.dossiers.rows)}
    units = _units(campaign, roll, taking_part, dossiers)
    articles, good_people, works = (
        _of(codes, campaign.articles.rows),
        _of(codes, campaign.good_people.rows),
        _of(codes, campaign.works.rows),
    )
    table = score(campaign)
    earned = Counter(unit.grade for unit in table.units if unit.total is not None)
    names = [name for _, name in campaign.settings.grades()]
    deadline = campaign.settings.day("deadline")
    submitted = [dossiers[unit.unit.unit_code] for unit in units if unit.submitted]
    received = [plain_day(dossier.received_date) for dossier in submitted]
    return DriveFigures(
        tuple(units),
        tuple(_sum(kind, [u for u in units if u.unit.unit_kind == kind]) for kind in _kinds(taking_part)),
        _sum("", units),
        sum(deadline is not None and day is not None and day > deadline for day in received),
        sum(day is None for day in received),
        tuple(table.units),
        table.draft,
        tuple((name, earned[name]) for name in dict.fromkeys(names) if name),
        sum(person.gender == choices.GENDERS[1] for person in _of(codes, campaign.individuals.rows)),
        sum(getattr(award.record, "gender", "") == choices.GENDERS[1] for award in roll.individuals),
        len(roll.refusals),
        roll.undecided,
        Counter(article.level for article in articles),
        sum(person.gender == choices.GENDERS[1] for person in good_people),
        Counter(person.level for person in good_people),
        Counter(activity.status for activity in campaign.activities.rows),
        Counter(work.kind for work in works),
        Counter(work.status for work in works),
        roll.total,
    )


def _of(codes: set[str], rows: Iterable[R]) -> list[R]:
    return [row for row in rows if row.unit_code in codes]


def _kinds(units: Sequence[Unit]) -> list[str]:
    """The kinds in use, in the order of the workbook's list; a kind that is not on it stands last."""
    used = {unit.unit_kind for unit in units}
    known = [kind for kind in choices.UNIT_KINDS if kind in used]
    return known + sorted(used - set(known))


def _units(
    campaign: Campaign, roll: Roll, units: Sequence[Unit], dossiers: dict[str, Dossier]
) -> list[UnitFigures]:
    tables = [
        campaign.collectives.rows, campaign.individuals.rows, campaign.articles.rows,
        campaign.good_people.rows, campaign.works.rows,
    ]  # fmt: skip
    proposed_c, proposed_i, articles, good, works = [
        Counter(row.unit_code for row in rows) for rows in tables
    ]
    awarded_c = Counter(award.unit.unit_code for award in roll.collectives)
    awarded_i = Counter(award.unit.unit_code for award in roll.individuals)
    found: list[UnitFigures] = []
    for unit in units:
        code, dossier = unit.unit_code, dossiers.get(unit.unit_code)
        found.append(
            UnitFigures(
                unit,
                dossier is not None and is_submitted(dossier),
                dossier is not None and dossier.no_nomination is True,
                proposed_c[code],
                proposed_i[code],
                awarded_c[code],
                awarded_i[code],
                articles[code],
                good[code],
                works[code],
            )
        )
    return found


def is_submitted(dossier: Dossier) -> bool:
    """Whether the district has the dossier: it has a date of receipt, or a state that comes after sending."""
    return dossier.received_date is not None or dossier.status not in _NOT_SUBMITTED


def _sum(kind: str, units: Sequence[UnitFigures]) -> KindFigures:
    return KindFigures(
        kind,
        len(units),
        sum(unit.submitted for unit in units),
        sum(unit.no_nomination for unit in units),
        sum(unit.proposed_collectives for unit in units),
        sum(unit.proposed_individuals for unit in units),
        sum(unit.awarded_collectives for unit in units),
        sum(unit.awarded_individuals for unit in units),
        sum(unit.articles for unit in units),
        sum(unit.good_people for unit in units),
        sum(unit.works for unit in units),
    )
