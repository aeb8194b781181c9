"""How messages name people and quote cells, and the rows the nominee checks run over. Holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple, TypeVar

from xlpy.checks.scope import ignored_units
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Individual, Nominee, Record
from xlpy.model.table import Table
from xlpy.vietnamese import names, text

R = TypeVar("R", bound=Record)

NOMINEE_SHEETS = ("collectives", "individuals")
_KINDS = {"collectives": "tập thể", "individuals": "cá nhân"}
_MAX_QUOTE = 60


def quoted(value: object, limit: int = _MAX_QUOTE) -> str:
    """A cell value in Vietnamese quotation marks, on one line, cut at `limit` characters."""
    shown = " ".join(str(value).split())
    if len(shown) > limit:
        shown = shown[: limit - 1].rstrip() + "…"
    return f"“{shown}”"


def in_scope(campaign: Campaign, table: Table[R]) -> list[R]:
    """The rows of units that take part; rows of an unknown or missing unit are among them."""
    ignored = ignored_units(campaign)
    if not ignored:
        return table.rows
    return [row for row in table.rows if row.unit_code not in ignored]


def nominees(campaign: Campaign) -> Iterator[tuple[Table[Record], Nominee]]:
    """Collectives, then individuals, each with the table to build its hits with."""
    for collective in in_scope(campaign, campaign.collectives):
        yield campaign.table("collectives"), collective
    for individual in in_scope(campaign, campaign.individuals):
        yield campaign.table("individuals"), individual


def collectives(campaign: Campaign) -> tuple[Table[Record], list[Collective]]:
    """The table for building hits, and the collectives in scope."""
    return campaign.table("collectives"), in_scope(campaign, campaign.collectives)


def individuals(campaign: Campaign) -> tuple[Table[Record], list[Individual]]:
    """The table for building hits, and the individuals in scope."""
    return campaign.table("individuals"), in_scope(campaign, campaign.individuals)


def unit_names(campaign: Campaign) -> dict[str, str]:
    """Unit names by code, as messages show them; a unit without a name has its code."""
    return {unit.unit_code: unit.unit_name or unit.unit_code for unit in campaign.units.rows}


def who(table: Table[Record], record: Record) -> str:
    """How a message names a row: 'cá nhân “Nguyễn Văn An”', or by its row where the name is missing."""
    kind = _KINDS.get(table.sheet.key, "dòng")
    name = str(getattr(record, table.sheet.row_name, "") or "") if table.sheet.row_name else ""
    return f"{kind} {quoted(name)}" if name else f"{kind} ở dòng {record.row}"


def place(table: Table[Record], record: Record, column: str) -> str:
    """Where another row stands: "ô F12 trang Cá nhân"; by its row where the workbook has no such column."""
    cell = table.cell(record, column)
    return f"ô {cell} trang {table.found_tab}" if cell else f"dòng {record.row} trang {table.found_tab}"


def of_unit(labels: dict[str, str], unit_code: str) -> str:
    """ "đơn vị Phường Phúc Xá", from what `unit_names` gave."""
    return f"đơn vị {labels.get(unit_code, unit_code)}" if unit_code else "chưa rõ đơn vị"


class NameParts(NamedTuple):
    """A typed name taken apart: titles before it, the name itself, and the key that compares it."""

    title: str | None
    name: str
    key: str


@lru_cache(maxsize=65536)
def name_parts(typed: str) -> NameParts:
    """Titles, name and comparison key (domain.md §6.6) of a full name, remembered: several rules ask."""
    if _cannot_have_title(typed):
        return NameParts(None, typed, text.fold(typed))
    title, name = names.split_title(typed)
    return NameParts(title, name, text.fold(name))


def _cannot_have_title(typed: str) -> bool:
    # One look at the first word spares 19 of 20 names the regular expressions of split_title.
    first = typed.split(" ", 1)[0]
    return first.isalpha() and not _opens_title(first)


@lru_cache(maxsize=4096)
def _opens_title(word: str) -> bool:
    return names.split_title(f"{word} A B")[0] is not None or text.fold(word) in _FIRST_OF_SEVERAL


# First syllables of the titles that are written out in several ("phó giáo sư", "đại úy").
_FIRST_OF_SEVERAL = frozenset(
    text.fold(
        "đồng phó giáo tiến thạc bác kỹ kĩ kiến cử dược luật nhà mẹ thiếu trung thượng đại hạ nghệ"
    ).split()
)
