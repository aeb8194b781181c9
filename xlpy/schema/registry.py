"""All sheets in the order of their tabs, and look-ups by key."""

from __future__ import annotations

from xlpy.schema.sheets_campaign import (
    ACTIVITIES,
    ARTICLES,
    CRITERIA,
    DOSSIERS,
    SCORES,
    SETTINGS,
    UNITS,
    WORKS,
)
from xlpy.schema.sheets_output import (
    BREAKDOWN,
    CONFLICTS,
    COPIES,
    DASHBOARD,
    FINDINGS,
    GUIDE,
    LOG,
    META,
    PROGRESS,
    QUOTAS,
    RESULTS,
    SHORTLIST,
)
from xlpy.schema.sheets_people import COLLECTIVES, COUNCIL, GOOD_PEOPLE, INDIVIDUALS
from xlpy.schema.types import Sheet

SCHEMA_VERSION = "1"
"""Raised when a sheet or column changes in a way an older workbook does not have."""

SHEETS: tuple[Sheet, ...] = (
    DASHBOARD,
    GUIDE,
    SETTINGS,
    UNITS,
    CRITERIA,
    SCORES,
    COLLECTIVES,
    INDIVIDUALS,
    GOOD_PEOPLE,
    ARTICLES,
    ACTIVITIES,
    WORKS,
    COUNCIL,
    DOSSIERS,
    RESULTS,
    BREAKDOWN,
    QUOTAS,
    SHORTLIST,
    FINDINGS,
    PROGRESS,
    CONFLICTS,
    LOG,
    COPIES,
    META,
)

_BY_KEY = {sheet.key: sheet for sheet in SHEETS}


def sheet(key: str) -> Sheet:
    """The sheet with this key; KeyError otherwise."""
    return _BY_KEY[key]


def tables() -> tuple[Sheet, ...]:
    """The sheets that clerks fill in, in tab order."""
    return tuple(s for s in SHEETS if s.kind == "table")


def outputs() -> tuple[Sheet, ...]:
    """The sheets that Python writes, in tab order."""
    return tuple(s for s in SHEETS if s.kind == "output")
