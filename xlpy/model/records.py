"""Typed rows of the table sheets. Field names are the column keys of the schema (a test holds that).

Texts are clean NFC text, "" for an empty cell. Numbers, dates and Có/Không are None when the cell is empty
or could not be read; the reader then leaves a Problem at the cell. Nothing here knows a spreadsheet library.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from xlpy.vietnamese.dates import PartialDate


@dataclass(slots=True)
class Record:
    """A row of a sheet; `row` is its 1-based sheet row."""

    row: int
    row_id: str = ""
    unit_code: str = ""
    """The unit as resolved against Đơn vị: a recognised spelling variant stands here as the code."""


@dataclass(slots=True)
class Unit(Record):
    unit_name: str = ""
    unit_kind: str = ""
    participates: bool | None = None
    cluster: str = ""
    parent_org: str = ""
    header_name: str = ""
    header_style: str = ""
    symbol: str = ""
    place: str = ""
    signer_authority: str = ""
    signer_title: str = ""
    signer_name: str = ""
    contact: str = ""
    phone: str = ""
    email: str = ""
    collective_quota: int | None = None
    individual_quota: int | None = None
    verified: str = ""
    aliases: str = ""
    note: str = ""


@dataclass(slots=True)
class Criterion(Record):
    criterion_code: str = ""
    group: str = ""
    content: str = ""
    max_points: Decimal | None = None
    method: str = ""
    parameter: Decimal | None = None
    applies_to: str = ""
    anchor: str = ""
    status: str = ""


@dataclass(slots=True)
class Score(Record):
    criterion_code: str = ""
    measure: Decimal | None = None
    target: Decimal | None = None
    self_points: Decimal | None = None
    verified_points: Decimal | None = None
    reason: str = ""
    evidence: str = ""


@dataclass(slots=True)
class Nominee(Record):
    """What a collective and an individual share: achievement, award, votes, declaration."""

    targets: str = ""
    results: str = ""
    measures: str = ""
    effect: str = ""
    lessons: str = ""
    summary: str = ""
    award: str = ""
    priority: int | None = None
    votes_for: int | None = None
    votes_against: int | None = None
    votes_other: int | None = None
    clean_record: bool | None = None
    prior_awards: str = ""
    report_file: str = ""
    outcome: str = ""
    outcome_reason: str = ""

    @property
    def display_name(self) -> str:
        raise NotImplementedError


@dataclass(slots=True)
class Collective(Nominee):
    name: str = ""
    scope: str = ""
    founded_year: int | None = None
    structure: str = ""
    headcount: int | None = None
    women_count: int | None = None
    function: str = ""
    head_title: str = ""
    head_name: str = ""

    @property
    def display_name(self) -> str:
        return self.name


@dataclass(slots=True)
class Individual(Nominee):
    full_name: str = ""
    alias: str = ""
    gender: str = ""
    birth_date: PartialDate | None = None
    home_town: str = ""
    residence: str = ""
    occupation: str = ""
    position: str = ""
    workplace: str = ""
    citizen_id: str = ""

    @property
    def display_name(self) -> str:
        return self.full_name


@dataclass(slots=True)
class GoodPerson(Record):
    full_name: str = ""
    gender: str = ""
    birth_year: int | None = None
    address: str = ""
    deed: str = ""
    deed_date: PartialDate | None = None
    level: str = ""


@dataclass(slots=True)
class Article(Record):
    title: str = ""
    subject: str = ""
    author: str = ""
    level: str = ""
    submitted_on: PartialDate | None = None


@dataclass(slots=True)
class Activity(Record):
    activity_no: str = ""
    content: str = ""
    host: str = ""
    lead_unit: str = ""
    partner_units: str = ""
    start_date: PartialDate | None = None
    end_date: PartialDate | None = None
    status: str = ""
    note: str = ""


@dataclass(slots=True)
class Work(Record):
    name: str = ""
    kind: str = ""
    level: str = ""
    start_date: PartialDate | None = None
    finish_date: PartialDate | None = None
    status: str = ""


@dataclass(slots=True)
class CouncilMember(Record):
    full_name: str = ""
    position: str = ""
    role: str = ""
    present: bool | None = None
    reason_absent: str = ""
    recused_from: str = ""


@dataclass(slots=True)
class Dossier(Record):
    no_nomination: bool | None = None
    submission_no: str = ""
    submission_date: PartialDate | None = None
    minutes_no: str = ""
    meeting_start: datetime | None = None
    meeting_end: datetime | None = None
    meeting_place: str = ""
    voting_method: str = ""
    written_opinions: int | None = None
    received_date: PartialDate | None = None
    status: str = ""
    return_reason: str = ""
    late_reason: str = ""


@dataclass(slots=True)
class SettingRow(Record):
    """A row of Cấu hình as read; values are typed in `Settings`."""

    name: str = ""
    value: object = None
    unit: str = ""
    source: str = ""
    note: str = ""
    status: str = ""
    setting_key: str = ""


RECORD_TYPES: dict[str, type[Record]] = {
    "settings": SettingRow,
    "units": Unit,
    "criteria": Criterion,
    "scores": Score,
    "collectives": Collective,
    "individuals": Individual,
    "good_people": GoodPerson,
    "articles": Article,
    "activities": Activity,
    "works": Work,
    "council": CouncilMember,
    "dossiers": Dossier,
}
"""Record type of each table sheet, by sheet key."""
