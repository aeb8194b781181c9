"""Everything the documents of one unit say, gathered once.

All five documents are printed from one PacketFacts, so counts, names, votes and dates agree across them by
construction (rules V2 and V3 of domain.md §3.8).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, CouncilMember, Dossier, Individual, Unit
from xlpy.model.settings import Settings
from xlpy.packets.letterhead import Letterhead, letterhead
from xlpy.packets.nominees import NomineeFacts, nominee_facts
from xlpy.packets.signing import Signature, unit_signature
from xlpy.packets.wording import unit_in_text
from xlpy.schema.choices import COUNCIL_CHAIR, COUNCIL_DEPUTY, COUNCIL_ROLES, COUNCIL_SECRETARY
from xlpy.vietnamese.dates import PartialDate


@dataclass(frozen=True, slots=True)
class PacketFacts:
    """One unit's packet. `year` stands in wherever a date of the dossier is not known yet."""

    unit: Unit
    unit_text: str
    """The unit inside a sentence."""
    settings: Settings
    basis: Basis
    dossier: Dossier
    head: Letterhead
    signature: Signature
    nominees: tuple[NomineeFacts, ...]
    council: tuple[CouncilMember, ...]
    collective_limit: int | None
    individual_limit: int | None
    year: int

    @property
    def collectives(self) -> list[NomineeFacts]:
        return [nominee for nominee in self.nominees if nominee.is_collective]

    @property
    def individuals(self) -> list[NomineeFacts]:
        return [nominee for nominee in self.nominees if not nominee.is_collective]

    @property
    def present(self) -> list[CouncilMember]:
        return [member for member in self.council if member.present is True]

    @property
    def absent(self) -> list[CouncilMember]:
        """Members not marked present: an empty cell counts as absent, so that the two always add up."""
        return [member for member in self.council if member.present is not True]

    @property
    def chair(self) -> CouncilMember | None:
        """Who presided: the council's chair, or the first deputy present (domain.md §3.3)."""
        for role in (COUNCIL_CHAIR, COUNCIL_DEPUTY):
            for member in self.present:
                if member.role == role:
                    return member
        return None

    @property
    def secretary(self) -> CouncilMember | None:
        return next((member for member in self.present if member.role == COUNCIL_SECRETARY), None)

    @property
    def meeting_day(self) -> PartialDate | None:
        start = self.dossier.meeting_start
        return None if start is None else PartialDate.from_date(start)


@dataclass(slots=True)
class CampaignIndex:
    """Rows of a campaign by unit code, so that gathering all packets stays linear in the rows."""

    campaign: Campaign
    collectives: dict[str, list[Collective]]
    individuals: dict[str, list[Individual]]
    council: dict[str, list[CouncilMember]]
    dossiers: dict[str, list[Dossier]]

    @classmethod
    def of(cls, campaign: Campaign) -> CampaignIndex:
        return cls(
            campaign,
            campaign.collectives.by_unit(),
            campaign.individuals.by_unit(),
            campaign.council.by_unit(),
            campaign.dossiers.by_unit(),
        )

    def dossier(self, code: str) -> Dossier:
        """The unit's row of Hồ sơ, or an empty one."""
        rows = self.dossiers.get(code, [])
        return rows[0] if rows else Dossier(row=0, unit_code=code)

    def gather(self, unit: Unit, basis: Basis) -> PacketFacts:
        """The facts of one unit's packet."""
        settings, code = self.campaign.settings, unit.unit_code
        dossier = self.dossier(code)
        council = sorted_council(self.council.get(code, []))
        deadline = settings.day("deadline")
        return PacketFacts(
            unit,
            unit_in_text(unit, settings.text("district_name")),
            settings,
            basis,
            dossier,
            letterhead(unit),
            unit_signature(unit),
            tuple(
                nominee_facts(
                    self.campaign,
                    unit,
                    self.collectives.get(code, []),
                    self.individuals.get(code, []),
                    council,
                    dossier.written_opinions,
                )
            ),
            tuple(council),
            self.campaign.collective_limit(unit),
            self.campaign.individual_limit(unit),
            _year(dossier, deadline, self.campaign.today),
        )


def sorted_council(rows: Sequence[CouncilMember]) -> list[CouncilMember]:
    """Chair, deputies, members, secretary; inside a role as the sheet has them."""
    order = {COUNCIL_CHAIR: 0, COUNCIL_DEPUTY: 1, COUNCIL_SECRETARY: len(COUNCIL_ROLES)}
    return sorted(rows, key=lambda member: order.get(member.role, 2))


def _year(dossier: Dossier, deadline: date | None, today: date) -> int:
    if dossier.submission_date is not None:
        return dossier.submission_date.year
    return (deadline or today).year
