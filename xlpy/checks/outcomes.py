"""Nominees that the district has considered, as the rules about the decision look at them; holds no rule of its own."""

from __future__ import annotations

from xlpy.checks.naming import nominees
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table


def considered(campaign: Campaign, outcome: str = "") -> list[tuple[Table[Record], Nominee]]:
    """Nominees with this outcome, or with any; none in a unit's copy."""
    if campaign.stamp.unit_code:
        return []
    return [
        (table, nominee)
        for table, nominee in nominees(campaign)
        if (nominee.outcome == outcome if outcome else nominee.outcome)
    ]
