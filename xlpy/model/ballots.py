"""How many ballots a nominee's vote must have, and whether the votes reach the threshold. Exact, no floats.

Source: domain.md §3.3. No law sets a percentage or a base for Giấy khen: all of it is settings (group Bỏ phiếu).
Checks test the votes with it, packets print base and percentage from it, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil, floor

from xlpy.model.records import CouncilMember
from xlpy.model.settings import Settings
from xlpy.schema.choices import VOTE_BASES


def recused_rows(member: CouncilMember) -> list[str]:
    """Row ids in "Không biểu quyết đối với": separated by ";", also by "," or a line break; upper case."""
    text = member.recused_from.replace(",", ";").replace("\n", ";")
    return [part for raw in text.split(";") if (part := "".join(raw.split()).upper())]


@dataclass(frozen=True, slots=True)
class Ballots:
    """What one nominee's vote is measured against.

    `fewest`…`most` is how many ballots there can be; they differ only where an absent member is recused and
    nobody can know whether his was one of the written opinions. `base` is the denominator of the percentage.
    """

    fewest: int
    most: int
    base: int


@dataclass(slots=True)
class CouncilCount:
    """The council of one unit as the votes see it, under the settings it was counted with."""

    total: int = 0
    present: int = 0
    unknown: int = 0
    """Members whose presence is blank."""
    written: int = 0
    """Written opinions that count: 0 where the setting does not allow them."""
    recused_present: dict[str, int] = field(default_factory=dict[str, int])
    recused_absent: dict[str, int] = field(default_factory=dict[str, int])
    """Recused members by upper-case row id."""
    base_is_everyone: bool = True
    recusal_lowers_base: bool = True
    _known: dict[tuple[int, int], Ballots] = field(default_factory=dict[tuple[int, int], Ballots], repr=False)

    @property
    def absent(self) -> int:
        return self.total - self.present - self.unknown

    def recused(self, row_id: str) -> int:
        """How many members, present or not, do not vote on the nominee with this row id."""
        return sum(self._recused(row_id))

    def _recused(self, row_id: str) -> tuple[int, int]:
        if not row_id or not (self.recused_present or self.recused_absent):
            return 0, 0
        key = row_id.upper()
        return self.recused_present.get(key, 0), self.recused_absent.get(key, 0)

    def ballots(self, row_id: str) -> Ballots:
        """Ballots and base for the nominee with this row id. Change the counts before the first call only."""
        recused = self._recused(row_id)
        known = self._known.get(recused)
        if known is None:
            known = self._known[recused] = self._ballots(*recused)
        return known

    def _ballots(self, here: int, away: int) -> Ballots:
        present = self.present - here
        most = present + max(0, min(self.written, self.absent - away))
        fewest = present + max(0, self.written - away)
        base = self.total if self.base_is_everyone else self.present + self.written
        if self.recusal_lowers_base:
            base -= here + away if self.base_is_everyone else here
        return Ballots(min(fewest, most), max(fewest, most), base)


def count_council(
    members: Iterable[CouncilMember], written_opinions: int | None, settings: Settings
) -> CouncilCount:
    """Counts one unit's council. A blank number of written opinions counts as none."""
    count = CouncilCount(
        base_is_everyone=settings.text("vote_base") != VOTE_BASES[1],
        recusal_lowers_base=settings.flag("recusal_lowers_base"),
    )
    if settings.flag("written_opinions_allowed"):
        count.written = max(0, written_opinions or 0)
    for member in members:
        count.total += 1
        if member.present is None:
            count.unknown += 1
        elif member.present:
            count.present += 1
        if member.recused_from:
            recused = count.recused_present if member.present else count.recused_absent
            for row_id in recused_rows(member):
                recused[row_id] = recused.get(row_id, 0) + 1
    return count


def votes_needed(base: int, settings: Settings) -> int | None:
    """The smallest number of votes for that passes `vote_threshold_percent` of `base`.

    One vote more than the share, or exactly the share where `vote_threshold_inclusive` is on. None when the
    threshold is missing or there is nobody in the base.
    """
    percent = settings.number("vote_threshold_percent")
    if percent is None or base <= 0:
        return None
    share = Fraction(percent) * base / 100
    return ceil(share) if settings.flag("vote_threshold_inclusive") else floor(share) + 1
