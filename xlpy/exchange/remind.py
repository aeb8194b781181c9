"""Who has not answered: from the register of copies and Hồ sơ, with the days left to the deadline."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from xlpy.model.campaign import Campaign
from xlpy.model.copyregister import CopyLine, whole_copies
from xlpy.model.records import Dossier, Unit

RECEIVED = ("Đã nhận", "Đủ điều kiện", "Không đủ điều kiện", "Đã trình", "Đã khen", "Không khen")
"""States of a dossier that the district has (domain.md §8.3)."""
SENT_BACK = ("Trả lại", "Bổ sung")


@dataclass(frozen=True, slots=True)
class Outstanding:
    """A unit that still owes its answer. `days_left` is negative after the deadline, None without one."""

    unit: Unit
    state: str
    days_left: int | None
    last: CopyLine | None
    """The copy sent last; None where none was."""


def outstanding(campaign: Campaign, register: Iterable[CopyLine]) -> list[Outstanding]:
    """Units that take part and have not answered, in the order of Đơn vị.

    Answered: the dossier is marked as received, or the last copy came back, or the unit nominates nobody. A dossier
    that was sent back for completion is owed again.
    """
    deadline = campaign.settings.day("deadline")
    days_left = (deadline - campaign.today).days if deadline else None
    copies = whole_copies(register)
    dossiers = {dossier.unit_code: dossier for dossier in campaign.dossiers.rows}
    owed: list[Outstanding] = []
    for unit in campaign.taking_part():
        # Rounds of a unit's own copies and of its group's are counted apart: the day tells which went out last.
        line = max(reversed(copies.get(unit.unit_code, [])), key=lambda one: one.sent_at, default=None)
        state = _state(dossiers.get(unit.unit_code), line)
        if state:
            owed.append(Outstanding(unit, state, days_left, line))
    return owed


def _state(dossier: Dossier | None, line: CopyLine | None) -> str:
    """Why the unit is owing, for letter and list; "" if it is not."""
    if dossier is not None:
        if dossier.status in SENT_BACK:
            return "hồ sơ đã trả lại, chờ đơn vị bổ sung"
        if dossier.no_nomination or dossier.received_date is not None or dossier.status in RECEIVED:
            return ""
    if line is None:
        return "chưa nhận được hồ sơ"
    if line.returned_on:
        return ""
    of_group = f" trong bản chung của {line.unit_name}" if line.units else ""
    return f"đã gửi sổ tính{of_group} lần {line.round} ngày {line.sent_on[:10]}, chưa nhận lại"
