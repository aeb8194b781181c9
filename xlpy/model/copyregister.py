"""One line of the register of copies: a copy that went out, and what came back of it."""

from __future__ import annotations

from dataclasses import dataclass


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
    line: int = 0


NUMBERS = ("round", "rows", "last_number")
"""Fields that are numbers in their cells."""

MOMENT = "%d/%m/%Y %H:%M:%S"
"""How the register and the log write a moment."""
