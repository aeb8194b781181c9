"""The vote on one nominee as the minutes print it.

Base and recusal come from `model.ballots`, the rule that the checks test too, so a percentage in the minutes is
the one that was checked (domain.md §3.3).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from xlpy.model.ballots import CouncilCount, recused_rows
from xlpy.model.records import CouncilMember, Nominee


@dataclass(frozen=True, slots=True)
class Vote:
    """Counts are None where the sheet has none; `base` is the number the percentage is taken of."""

    votes_for: int | None
    votes_against: int | None
    votes_other: int | None
    base: int
    recused: tuple[str, ...]
    """Names of the members who did not vote on this nominee."""

    @property
    def percent(self) -> str:
        """ "88,89%": two decimals, halves up; "" where nothing can be divided."""
        if self.votes_for is None or self.base <= 0:
            return ""
        share = Decimal(100 * self.votes_for) / Decimal(self.base)
        return f"{share.quantize(Decimal('0.01'), rounding=ROUND_HALF_UP)}%".replace(".", ",")


def vote_on(nominee: Nominee, council: Sequence[CouncilMember], count: CouncilCount) -> Vote:
    """Vote on `nominee` by the unit's `council`; `count` is that council counted."""
    base = count.ballots(nominee.row_id).base
    recused = (
        [member.full_name for member in council if nominee.row_id.upper() in recused_rows(member)]
        if nominee.row_id
        else []
    )
    return Vote(nominee.votes_for, nominee.votes_against, nominee.votes_other, base, tuple(recused))
