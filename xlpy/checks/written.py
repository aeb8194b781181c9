"""Nominees as their report will be printed: with the text of their Word file in place of the cells. Holds no rule."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from xlpy.checks.naming import nominees
from xlpy.checks.nominee_rules import FILLED_BY_FILE
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table

_HOLDER = "results"
"""The column in which the whole text of a file stands for the checks that compare columns."""


def nominees_as_written(campaign: Campaign) -> Iterator[tuple[Table[Record], Nominee]]:
    """`naming.nominees`; who has a readable Word file comes as a copy with its text as results, the other columns blank."""
    if not campaign.report_files:
        yield from nominees(campaign)
        return
    for table, record in nominees(campaign):
        file = campaign.report_file(record)
        if file is not None and file.state == "read":
            blank = dict.fromkeys(FILLED_BY_FILE, "")
            record = replace(record, **{**blank, _HOLDER: file.text})
        yield table, record


def column_of(campaign: Campaign, record: Nominee, column: str) -> str:
    """The column in which a person finds what `nominees_as_written` gave as `column`."""
    file = campaign.report_file(record)
    return "report_file" if file is not None and file.state == "read" and column == _HOLDER else column
