"""The whole district at a glance: which unit has answered, completely or with errors, in time or late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from xlpy.exchange.conflicts import OPEN, ConflictLine
from xlpy.model.campaign import Campaign
from xlpy.model.copyregister import CopyLine, moment_of, whole_copies


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """One unit that takes part. `late`: returned after the deadline, or not yet returned and the deadline is over."""

    unit_code: str
    unit_name: str
    sent_round: int
    """The newest round sent, 0 if none."""
    returned_round: int
    """The newest round that came back, 0 if none."""
    returned_on: datetime | None
    late: bool
    errors: int
    conflicts: int

    @property
    def returned(self) -> bool:
        return self.returned_round > 0

    @property
    def complete(self) -> bool:
        """Returned, nothing to correct and nothing to choose."""
        return self.returned and not self.errors and not self.conflicts


def overview(
    campaign: Campaign,
    register: Iterable[CopyLine],
    lines: Iterable[ConflictLine],
    errors: Mapping[str, int],
) -> list[UnitReturn]:
    """A line for each unit that takes part, in the order of Đơn vị. `errors`: findings that block, by unit code.

    A copy of a group counts for each of its units. Copies of a unit's parts do not count: the unit itself answers. The deadline is the setting "deadline" (plan,
    IV.3), the day itself still in time.
    """
    waiting = Counter(line.unit_code for line in lines if line.status == OPEN)
    of_unit = whole_copies(register)
    deadline = campaign.settings.day("deadline")
    found: list[UnitReturn] = []
    for unit in campaign.taking_part():
        copies = of_unit.get(unit.unit_code, [])
        back = [line for line in copies if line.returned_hash]
        when = min((moment for line in back if (moment := moment_of(line.returned_on))), default=None)
        found.append(
            UnitReturn(
                unit.unit_code,
                unit.unit_name,
                max((line.round for line in copies if line.sent_on), default=0),
                max((line.round for line in back), default=0),
                when,
                _late(deadline, when.date() if when else campaign.today),
                errors.get(unit.unit_code, 0),
                waiting[unit.unit_code],
            )
        )
    return found


def _late(deadline: date | None, day: date) -> bool:
    return deadline is not None and day > deadline
