"""Small workbooks for clicks in a window: five units of the sample campaign, two of them with faults."""

from __future__ import annotations

from pathlib import Path

from samples.make import clean
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, Row
from xlpy.workbook.prepare import text

UNITS = ("00007", "00019", "00022", "PNV", "PYT")
FAULTY = ("00007", "00022", "PNV")
"""Units with an error, which get no packet."""


def five_units() -> BookContent:
    """The clean sample's rows of `UNITS`, before anything was decided; no check has a word to say."""
    content = clean()
    for source in content.sheets.values():
        if source.rows and "unit_code" in source.rows[0]:
            source.rows = [row for row in source.rows if text(row.get("unit_code")) in UNITS]
        for row in source.rows:
            row.pop("outcome", None)
            row.pop("outcome_reason", None)
    return content


def with_faults() -> BookContent:
    """Errors in the units of `FAULTY`, warnings elsewhere, on four sheets."""
    content = five_units()

    def first(key: str, unit: str) -> Row:
        return next(row for row in content.sheets[key].rows if row["unit_code"] == unit)

    first("individuals", "00007")["home_town"] = None
    first("individuals", "PNV")["votes_for"] = "chín"
    first("individuals", "PYT")["birth_date"] = "7.6.1980"
    first("collectives", "00007")["name"] = None
    first("scores", "00022")["self_points"] = "9,25"
    first("council", "PYT")["full_name"] = "nguyễn  thị HOA"
    return content


def small_workbook(path: Path, content: BookContent | None = None) -> Path:
    """Builds the faulty campaign, or `content`, at `path`; its folder is made."""
    path.parent.mkdir(parents=True, exist_ok=True)
    build(path, content or with_faults(), format="xlsx" if path.suffix == ".xlsx" else "xlsm")
    return path
