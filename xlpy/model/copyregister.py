"""One line of the register of copies: a copy that went out, and what came back of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from xlpy.model.baseline import split_codes


@dataclass(frozen=True, slots=True)
class CopyLine:
    """Field names are the columns of the register (schema, `COPIES`); texts "" and numbers 0 where nothing is known.

    `sent_on` and `returned_on` are texts as the log writes them ("31/05/2023 14:05:00"), `line` the 1-based sheet
    row, 0 for a line that is not written yet.
    """

    unit_code: str
    unit_name: str = ""
    round: int = 0
    part: str = ""
    copy_id: str = ""
    parent_id: str = ""
    file_name: str = ""
    sent_on: str = ""
    file_hash: str = ""
    base_hash: str = ""
    rows: int = 0
    last_number: int = 0
    returned_file: str = ""
    returned_hash: str = ""
    returned_on: str = ""
    status: str = ""
    note: str = ""
    units: str = ""
    """Codes of a group's units (`baseline.join_codes`); `unit_code` is then the group's. "" for one unit."""
    line: int = 0

    @property
    def members(self) -> tuple[str, ...]:
        """The units whose rows the copy holds."""
        return split_codes(self.units) or (self.unit_code,)

    @property
    def sent_at(self) -> datetime:
        """When it was sent; the beginning of time where that cannot be read."""
        return moment_of(self.sent_on) or datetime.min


NUMBERS = ("round", "rows", "last_number")
"""Fields that are numbers in their cells."""

MOMENT = "%d/%m/%Y %H:%M:%S"
"""How the register and the log write a moment."""


def moment_of(text: str) -> datetime | None:
    """The moment that `MOMENT` wrote, or None for another text."""
    try:
        return datetime.strptime(text, MOMENT)
    except ValueError:
        return None


def whole_copies(register: Iterable[CopyLine]) -> dict[str, list[CopyLine]]:
    """The copies that hold a whole unit, by unit, in register order: its own, and those of groups that it belongs to.

    Copies for parts of a unit are left out: the unit itself answers.
    """
    found: dict[str, list[CopyLine]] = {}
    for line in register:
        if not line.part:
            for code in line.members:
                found.setdefault(code, []).append(line)
    return found
