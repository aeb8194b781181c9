"""The whole district at a glance: which unit has answered, completely or with errors, in time or late."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from xlpy.exchange.conflicts import OPEN, ConflictLine
from xlpy.exchange.remind import SENT_BACK
from xlpy.model.campaign import Campaign
from xlpy.model.copyregister import CopyLine, moment_of, whole_copies
from xlpy.schema import choices


@dataclass(frozen=True, slots=True)
class UnitReturn:
    """One unit that takes part. `late`: returned after the deadline, or not yet returned and the deadline is over.

    `errors` is None where the unit's rows have not been checked since they changed.
    """

    unit_code: str
    unit_name: str
    sent_round: int
    """The newest round sent, 0 if none."""
    returned_round: int
    """The newest round that came back, 0 if none."""
    returned_on: datetime | None
    late: bool
    errors: int | None
    conflicts: int
    sent_on: datetime | None = None
    cluster: str = ""
    no_nomination: bool = False
    sent_back: bool = False
    """The dossier was sent back to the unit for completion (Hồ sơ, Tình trạng)."""

    @property
    def returned(self) -> bool:
        """Whether a copy came back, or Hồ sơ says that the dossier was received."""
        return self.returned_round > 0 or self.returned_on is not None

    @property
    def complete(self) -> bool:
        """Returned, checked, nothing to correct and nothing to choose."""
        return self.returned and self.errors == 0 and not self.conflicts

    @property
    def state(self) -> str:
        """One of `choices.RETURN_STATES`."""
        if self.sent_back:
            return choices.RETURN_AGAIN
        if self.no_nomination:
            return choices.RETURN_NONE
        if not self.returned:
            return choices.RETURN_OVERDUE if self.late else choices.RETURN_OPEN
        if self.conflicts:
            return choices.RETURN_CONFLICTS
        if self.errors is None:
            return choices.RETURN_UNCHECKED
        return choices.RETURN_ERRORS if self.errors else choices.RETURN_COMPLETE


def overview(
    campaign: Campaign,
    register: Iterable[CopyLine],
    lines: Iterable[ConflictLine],
    errors: Mapping[str, int | None],
) -> list[UnitReturn]:
    """A line for each unit that takes part, in the order of Đơn vị. `errors`: findings that block, by unit code; none
    for a unit that is not there.

    A copy of a group counts for each of its units. Copies of a unit's parts do not count: the unit itself answers. The deadline is the setting "deadline" (plan,
    IV.3), the day itself still in time.
    """
    waiting = Counter(line.unit_code for line in lines if line.status == OPEN)
    of_unit = whole_copies(register)
    dossiers = {dossier.unit_code: dossier for dossier in campaign.dossiers.rows}
    deadline = campaign.settings.day("deadline")
    found: list[UnitReturn] = []
    for unit in campaign.taking_part():
        copies = of_unit.get(unit.unit_code, [])
        back = [line for line in copies if line.returned_hash]
        moments = [moment for line in back if (moment := moment_of(line.returned_on))]
        dossier = dossiers.get(unit.unit_code)
        received = dossier.received_date if dossier is not None else None
        if received is not None and received.is_full:
            # Paper may have come before the file did.
            moments.append(datetime.combine(received.to_date(), time.min))
        when = min(moments, default=None)
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
                max((moment for line in copies if (moment := moment_of(line.sent_on))), default=None),
                unit.cluster,
                dossier is not None and dossier.no_nomination is True,
                dossier is not None and dossier.status in SENT_BACK,
            )
        )
    return found


def _late(deadline: date | None, day: date) -> bool:
    return deadline is not None and day > deadline
