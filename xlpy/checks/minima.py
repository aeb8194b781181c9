"""Which units owe stories and good deeds (V14): shared by good_people and articles, holds no rule of its own."""

from __future__ import annotations

from xlpy.checks.blanks import is_blank
from xlpy.checks.scope import nominating_units, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.records import Unit


def units_that_answered(campaign: Campaign) -> list[Unit]:
    """Units in scope that nominate or whose dossier row holds anything but the unit's code.

    A unit that has not begun gets the one warning of V13 and no list of what else is missing.
    """
    table = campaign.table("dossiers")
    columns = [column.key for column in table.sheet.inputs if column.key != "unit_code"]
    answered = nominating_units(campaign)
    answered.update(
        dossier.unit_code
        for dossier in campaign.dossiers.rows
        if any(not is_blank(dossier, column) for column in columns)
    )
    return [unit for code, unit in units_in_scope(campaign).items() if code in answered]
