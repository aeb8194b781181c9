"""The roll of awards: whom the decision names, in which order, under which number, with which prize.

Every document after the nomination is printed from one roll, so that decision, register, certificates and prize list
agree by construction. Sources: plan IV.2; domain.md §7.1 (number in the register = ordinal in the decision), §7.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Individual, Unit
from xlpy.packets.context_lists import post_and_workplace
from xlpy.packets.nominees import sorted_collectives, sorted_individuals
from xlpy.packets.wording import with_salutation
from xlpy.schema.choices import AWARDED, INDIVIDUALS_FIRST, NOT_AWARDED
from xlpy.scoring.prizes import Kind, Prize, PrizeRules, prize_rules
from xlpy.vietnamese.names import split_title

COLLECTIVE: Kind = "collective"
INDIVIDUAL: Kind = "individual"


@dataclass(frozen=True, slots=True)
class Considered:
    """A nominee that the district has considered, as documents name it."""

    record: Collective | Individual
    unit: Unit
    kind: Kind

    @property
    def name(self) -> str:
        """Bare name, as in tables and file names."""
        return (
            split_title(self.record.full_name)[1] if isinstance(self.record, Individual) else self.record.name
        )

    @property
    def title_name(self) -> str:
        """Name as in a sentence: "Ông Nguyễn Văn An"; for a collective its name."""
        return with_salutation(self.record) if isinstance(self.record, Individual) else self.record.name

    @property
    def post(self) -> str:
        """ "Tổ trưởng, Tổ dân phố số 3, phường Phúc Xá"; "" for a collective."""
        return post_and_workplace(self.record) if isinstance(self.record, Individual) else ""


@dataclass(frozen=True, slots=True)
class Award(Considered):
    """One award. `ordinal` counts over both lists from 1: it is the number in the decision, in the register and on
    the certificate; `number` counts within the award's own list. `prize` is None while the base pay is unknown."""

    ordinal: int
    number: int
    prize: Prize | None

    @property
    def raw(self) -> int | None:
        """Đồng before rounding."""
        return None if self.prize is None else self.prize.raw

    @property
    def amount(self) -> int | None:
        """Đồng as paid."""
        return None if self.prize is None else self.prize.amount


@dataclass(frozen=True, slots=True)
class Refusal(Considered):
    """A nominee that the decision leaves out; `reason` may be "" while nobody has written it."""

    reason: str


@dataclass(frozen=True, slots=True)
class Roll:
    """All awards in the order of the decision, what was refused in the order of Đơn vị, and what is open.

    `day` is the day whose base pay counts: the decision's, or the planned one while it has no date; `rules` is None
    where no base pay is known for it. `undecided` counts nominees without an outcome.
    """

    awards: tuple[Award, ...]
    refusals: tuple[Refusal, ...]
    undecided: int
    kinds: tuple[Kind, Kind]
    day: date | None
    rules: PrizeRules | None

    def of_kind(self, kind: Kind) -> list[Award]:
        """The awards of one list, in its order."""
        return [award for award in self.awards if award.kind == kind]

    @property
    def collectives(self) -> list[Award]:
        return self.of_kind(COLLECTIVE)

    @property
    def individuals(self) -> list[Award]:
        return self.of_kind(INDIVIDUAL)

    @property
    def total(self) -> int | None:
        """Đồng of all prizes; None while the base pay is unknown."""
        return total_of(self.awards)

    def of_unit(self, unit_code: str) -> list[Award]:
        """The awards of one unit, in the order of the decision."""
        return [award for award in self.awards if award.unit.unit_code == unit_code]

    def refused_units(self) -> list[Unit]:
        """Units with at least one refusal, each once, in the order of Đơn vị."""
        return list({refusal.unit.unit_code: refusal.unit for refusal in self.refusals}.values())

    def refusals_of(self, unit_code: str) -> list[Refusal]:
        return [refusal for refusal in self.refusals if refusal.unit.unit_code == unit_code]


def total_of(awards: Sequence[Award]) -> int | None:
    """Đồng of the prizes of `awards`; None where one of them is unknown."""
    amounts = [award.amount for award in awards]
    known = [amount for amount in amounts if amount is not None]
    return sum(known) if len(known) == len(amounts) else None


def decision_day(campaign: Campaign) -> date | None:
    """The decision's date; while it has none, the day planned for the ceremony, so that drafts show amounts."""
    return campaign.settings.day("decision_date") or campaign.settings.day("decision_by")


def roll(campaign: Campaign) -> Roll:
    """The roll of `campaign`: nominees of units that take part, by the column Kết quả xét.

    One list is complete before the other begins (setting annex_order); inside a list units stand as in Đơn vị, and
    nominees of a unit as in its own lists.
    """
    settings = campaign.settings
    considered = _considered(campaign)
    kinds: tuple[Kind, Kind] = (COLLECTIVE, INDIVIDUAL)
    if settings.text("annex_order") == INDIVIDUALS_FIRST:
        kinds = (INDIVIDUAL, COLLECTIVE)
    day = decision_day(campaign)
    rules = prize_rules(settings, day)
    awards: list[Award] = []
    for kind in kinds:
        prize = None if rules is None else rules.of(kind)
        listed = [one for one in considered if one.kind == kind and one.record.outcome == AWARDED]
        for number, one in enumerate(listed, 1):
            awards.append(Award(one.record, one.unit, kind, len(awards) + 1, number, prize))
    refusals = [
        Refusal(one.record, one.unit, one.kind, one.record.outcome_reason.strip())
        for one in considered
        if one.record.outcome == NOT_AWARDED
    ]
    undecided = len(considered) - len(awards) - len(refusals)
    return Roll(tuple(awards), tuple(refusals), undecided, kinds, day, rules)


def _considered(campaign: Campaign) -> list[Considered]:
    """Nominees of the units that take part: by unit, collectives before individuals."""
    collectives, individuals = campaign.collectives.by_unit(), campaign.individuals.by_unit()
    found: list[Considered] = []
    for unit in campaign.taking_part():
        code = unit.unit_code
        own = sorted_collectives(collectives.get(code, []))
        people = sorted_individuals(individuals.get(code, []), campaign.settings)
        found += [Considered(record, unit, COLLECTIVE) for record in own]
        found += [Considered(record, unit, INDIVIDUAL) for record in people]
    return found
