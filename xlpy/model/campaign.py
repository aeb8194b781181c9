"""The whole campaign as one value: what every check, score and packet takes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import cast

from xlpy.model.basis import Basis
from xlpy.model.records import (
    Activity,
    Article,
    Collective,
    CouncilMember,
    Criterion,
    Dossier,
    GoodPerson,
    Individual,
    Nominee,
    Record,
    Score,
    SettingRow,
    Unit,
    Work,
)
from xlpy.model.reportfile import ReportFile
from xlpy.model.settings import Settings
from xlpy.model.table import Problem, Table
from xlpy.schema import sheet


@dataclass(slots=True)
class Stamp:
    """What the very hidden sheet says of the workbook: which campaign, which schema, whose copy."""

    campaign_code: str = ""
    schema_version: str = ""
    unit_code: str = ""
    """Empty for the master, else the unit whose copy this is."""
    round: str = ""
    copy_id: str = ""
    """Empty for the master."""
    part: str = ""
    """Tag of the part of the unit that the copy is for, "" for the whole unit."""
    group: str = ""
    """Code of the group of units (cụm) whose copy this is; `unit_code` is then empty, as in a master."""
    units: tuple[str, ...] = ()
    """Codes of the group's units."""
    lineage: str = ""
    """Which copy of a group this unit's copy was split from ("CUM-1L1"), for ids of its own; "" elsewhere."""

    @property
    def owner(self) -> str:
        """The unit or group whose copy this is; "" for the master."""
        return self.unit_code or self.group


def _table(key: str) -> Table[Record]:
    return Table(sheet(key))


@dataclass(slots=True)
class Campaign:
    """Typed tables of one workbook. `problems` need the clerk, `silent` were repaired without a question.

    `today` is the date the checks count from: the setting "reference_date", else the day of reading.
    """

    tables: dict[str, Table[Record]]
    settings: Settings
    stamp: Stamp
    today: date
    problems: list[Problem] = field(default_factory=list[Problem])
    silent: list[Problem] = field(default_factory=list[Problem])
    workbook: str = ""
    """File name, for messages."""
    bases: dict[str, Basis] = field(default_factory=dict[str, Basis])
    """Legal bases whose templates this installation has, by key; empty where nobody looked."""
    report_files: dict[tuple[str, str], ReportFile] = field(default_factory=dict[tuple[str, str], ReportFile])
    """Word files that rows name, by (unit code, what the cell says); empty where nobody looked (`books.reports`)."""

    @classmethod
    def empty(cls, today: date) -> Campaign:
        """A campaign with the schema's default settings and no rows: the start of a test."""
        from xlpy.schema import tables

        return cls({s.key: _table(s.key) for s in tables()}, Settings(), Stamp(), today)

    def table(self, key: str) -> Table[Record]:
        return self.tables[key]

    @property
    def setting_rows(self) -> Table[SettingRow]:
        return cast("Table[SettingRow]", self.tables["settings"])

    @property
    def units(self) -> Table[Unit]:
        return cast("Table[Unit]", self.tables["units"])

    @property
    def criteria(self) -> Table[Criterion]:
        return cast("Table[Criterion]", self.tables["criteria"])

    @property
    def scores(self) -> Table[Score]:
        return cast("Table[Score]", self.tables["scores"])

    @property
    def collectives(self) -> Table[Collective]:
        return cast("Table[Collective]", self.tables["collectives"])

    @property
    def individuals(self) -> Table[Individual]:
        return cast("Table[Individual]", self.tables["individuals"])

    @property
    def good_people(self) -> Table[GoodPerson]:
        return cast("Table[GoodPerson]", self.tables["good_people"])

    @property
    def articles(self) -> Table[Article]:
        return cast("Table[Article]", self.tables["articles"])

    @property
    def activities(self) -> Table[Activity]:
        return cast("Table[Activity]", self.tables["activities"])

    @property
    def works(self) -> Table[Work]:
        return cast("Table[Work]", self.tables["works"])

    @property
    def council(self) -> Table[CouncilMember]:
        return cast("Table[CouncilMember]", self.tables["council"])

    @property
    def dossiers(self) -> Table[Dossier]:
        return cast("Table[Dossier]", self.tables["dossiers"])

    def unit(self, code: str) -> Unit | None:
        """The unit row with this code, or None."""
        for unit in self.units.rows:
            if unit.unit_code == code:
                return unit
        return None

    def report_file(self, nominee: Nominee) -> ReportFile | None:
        """The Word file that this row names, as it was read; None for a row without one, or where nobody looked."""
        if not nominee.report_file:
            return None
        return self.report_files.get((nominee.unit_code, nominee.report_file))

    def taking_part(self) -> list[Unit]:
        """Units that take part (column Tham gia is not "Không"), in sheet order."""
        return [unit for unit in self.units.rows if unit.unit_code and unit.participates is not False]

    def collective_limit(self, unit: Unit) -> int | None:
        """Giấy khen quota for collectives: the unit's own number, else the setting of its kind (plan IV.2)."""
        if unit.collective_quota is not None:
            return unit.collective_quota
        return self.settings.for_kind("quota_collective", unit.unit_kind)

    def individual_limit(self, unit: Unit) -> int | None:
        """Giấy khen quota for individuals: the unit's own number, else the setting of its kind (plan IV.2)."""
        if unit.individual_quota is not None:
            return unit.individual_quota
        return self.settings.for_kind("quota_individual", unit.unit_kind)
