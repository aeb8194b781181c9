"""The nominees of one unit as every document prints them: one order, one wording, one number each.

Sources: plan IV.2 and IV.4; domain.md §3.4 (columns), §6.6 (order of names), §1.2 (fields of mẫu 07).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from xlpy.model.ballots import count_council
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, CouncilMember, Individual, Unit
from xlpy.model.reportfile import ReportFile
from xlpy.model.settings import Settings
from xlpy.packets.signing import Signature, report_signatures
from xlpy.packets.votes import Vote, vote_on
from xlpy.packets.wording import with_salutation
from xlpy.schema.choices import NAME_ORDERS
from xlpy.vietnamese.collation import NameOrder, person_sort_key, text_sort_key
from xlpy.vietnamese.names import split_title


@dataclass(frozen=True, slots=True)
class NomineeFacts:
    """One nominee. `number` counts within its kind, `report_number` over both kinds, collectives first."""

    record: Collective | Individual
    number: int
    report_number: int
    name: str
    """Bare name, as in tables and file names."""
    title_name: str
    """Name as in a sentence: "Ông Nguyễn Văn An"; for a collective its name."""
    vote: Vote
    confirming: Signature
    reporting: Signature
    written: ReportFile | None = None
    """The Word file with part II of the report; None where the cells of the row hold it."""

    @property
    def is_collective(self) -> bool:
        return isinstance(self.record, Collective)


def sorted_collectives(rows: Sequence[Collective]) -> list[Collective]:
    """By name in Vietnamese order; numbers count as numbers, so "số 3" comes before "số 10"."""
    return sorted(rows, key=lambda row: (_numbered_key(row.name), row.row))


def _numbered_key(name: str) -> str:
    return text_sort_key(re.sub(r"\d+", lambda digits: digits[0].zfill(6), name))


def sorted_individuals(rows: Sequence[Individual], settings: Settings) -> list[Individual]:
    """By given name, then as the setting name_sort_order says."""
    order: NameOrder = (
        "given_family_middle" if settings.text("name_sort_order") == NAME_ORDERS[1] else "given_rest"
    )
    return sorted(rows, key=lambda row: (person_sort_key(split_title(row.full_name)[1], order), row.row))


def nominee_facts(
    campaign: Campaign,
    unit: Unit,
    collectives: Sequence[Collective],
    individuals: Sequence[Individual],
    council: list[CouncilMember],
    written_opinions: int | None,
) -> list[NomineeFacts]:
    """All nominees of the unit in list order: collectives, then individuals."""
    settings = campaign.settings
    count = count_council(council, written_opinions, settings)
    found: list[NomineeFacts] = []
    groups = (sorted_collectives(collectives), sorted_individuals(individuals, settings))
    for group in groups:
        for number, record in enumerate(group, 1):
            confirming, reporting = report_signatures(record, unit, settings)
            person = isinstance(record, Individual)
            found.append(
                NomineeFacts(
                    record,
                    number,
                    len(found) + 1,
                    split_title(record.full_name)[1] if person else record.name,
                    with_salutation(record) if person else record.name,
                    vote_on(record, council, count),
                    confirming,
                    reporting,
                    _readable(campaign.report_file(record)),
                )
            )
    return found


def _readable(file: ReportFile | None) -> ReportFile | None:
    """A file that could not be read stops the packet (rules TW-…); in a draft the cells stand in for it."""
    return file if file is not None and file.state == "read" else None
