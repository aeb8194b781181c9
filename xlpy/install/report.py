"""One line of `doctor`: what was looked at, how it stands, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Status(Enum):
    """How a thing stands; the value is the mark that `doctor` prints."""

    GOOD = "ĐẠT"
    MISSING = "THIẾU"
    NOTE = "LƯU Ý"
    NOT_HERE = "KHÔNG ÁP DỤNG"


@dataclass(frozen=True, slots=True)
class Finding:
    """What `doctor` says of one thing, in the clerk's language."""

    subject: str
    status: Status
    words: str
    todo: str = ""
    """What to do next; empty where nothing is to be done."""
