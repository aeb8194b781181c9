"""What the live status of a row counts: which cells make a row used, which must be filled."""

from __future__ import annotations

from xlpy.schema import Column, Sheet

IGNORED, OPTIONAL, REQUIRED, PREFILLED, UNLESS_FILE = 0, 1, 2, 3, 4
"""Codes of the need row (row 3 of every sheet with a status): PREFILLED is required, yet does not make a row used;
UNLESS_FILE is required while the row names no Word file."""

FILE_COLUMN = "report_file"
_BY_FILE = ("targets", "results", "measures", "effect", "lessons")
"""Part II of Mẫu 07: the columns whose place a row's Word file takes (rule TW-006)."""

NEED_ROW = 3

_PREFILLED = {"scores": ("unit_code", "criterion_code"), "dossiers": ("unit_code",)}

_DOSSIER_NEEDS = ("submission_date", "meeting_start", "meeting_end", "meeting_place", "voting_method")
"""A unit that nominates somebody needs these for its tờ trình and biên bản (plan IV.4; domain.md §3.2, §3.3);
the schema does not require them because a unit may nominate nobody."""


def need(sheet: Sheet, column: Column) -> int:
    """Code of the column in the need row."""
    if not column.is_input or column.key == "row_id":
        return IGNORED
    if column.key in _PREFILLED.get(sheet.key, ()):
        return PREFILLED
    if column.key in _BY_FILE and any(other.key == FILE_COLUMN for other in sheet.columns):
        return UNLESS_FILE
    if column.required or (sheet.key == "dossiers" and column.key in _DOSSIER_NEEDS):
        return REQUIRED
    return OPTIONAL


def has_status(sheet: Sheet) -> bool:
    return any(column.key == "row_status" for column in sheet.columns)
