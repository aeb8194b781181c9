"""How many ballots a nominee's vote must have, and whether the votes reach the threshold. Exact, no floats.

Source: domain.md §3.3. No law sets a percentage or a base for Giấy khen: all of it is settings (group Bỏ phiếu).
Checks test the votes with it, packets print base and percentage from it, so that both always agree.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from xlpy.model.records import CouncilMember, Nominee
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
    """The council of one unit as the votes see it."""

    total: int = 0
    present: int = 0
    unknown: int = 0
    """Members whose presence is blank."""
    written: int = 0
    """Written opinions that count: 0 where the setting does not allow them."""
    recused_present: dict[str, int] | None = None
    recused_absent: dict[str, int] | None = None

    @property
    def absent(self) -> int:
        return self.total - self.present - self.unknown

    def ballots(self, row_id: str, settings: Settings) -> Ballots:
        """Ballots and base for the nominee with this row id."""
        key = row_id.upper()
        here = (self.recused_present or {}).get(key, 0)
        away = (self.recused_absent or {}).get(key, 0)
        present = self.present - here
        most = present + max(0, min(self.written, self.absent - away))
        fewest = present + max(0, self.written - away)
        everyone = settings.text("vote_base") != VOTE_BASES[1]
        base = self.total if everyone else self.present + self.written
        if settings.flag("recusal_lowers_base"):
            base -= here + away if everyone else here
        return Ballots(min(fewest, most), max(fewest, most), base)


def count_council(
    members: Iterable[CouncilMember], written_opinions: int | None, settings: Settings
) -> CouncilCount:
    """Counts one unit's council. A blank number of written opinions counts as none."""
    present: dict[str, int] = {}
    absent: dict[str, int] = {}
    count = CouncilCount(recused_present=present, recused_absent=absent)
    if settings.flag("written_opinions_allowed"):
        count.written = max(0, written_opinions or 0)
    for member in members:
        count.total += 1
        if member.present is None:
            count.unknown += 1
        elif member.present:
            count.present += 1
        if member.recused_from:
            recused = present if member.present else absent
            for row_id in recused_rows(member):
                recused[row_id] = recused.get(row_id, 0) + 1
    return count


def reaches_threshold(votes_for: int, base: int, settings: Settings) -> bool | None:
    """Whether the votes pass `vote_threshold_percent` of `base`; None when threshold or base is missing."""
    percent = settings.number("vote_threshold_percent")
    if percent is None or base <= 0:
        return None
    reached, needed = Fraction(votes_for * 100), Fraction(percent) * base
    return reached >= needed if settings.flag("vote_threshold_inclusive") else reached > needed


def has_all_votes(nominee: Nominee) -> bool:
    """Whether all three counts are typed; a blank is missing, not zero."""
    return None not in (nominee.votes_for, nominee.votes_against, nominee.votes_other)
