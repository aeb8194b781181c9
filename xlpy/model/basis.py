"""The legal basis of the campaign's forms: a law that is in force from one day to another (domain.md §1.3)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Basis:
    """`report_form` is how documents cite the report form; the dates, both included, bound when it is in force."""

    key: str
    """What Cấu hình holds, such as ND91_2017; its templates are in the folder of that name in small letters."""
    name: str
    report_form: str
    in_force_from: date | None
    in_force_to: date | None
    status: str

    def in_force(self, day: date) -> bool:
        """Whether the basis is in force on `day`; an unknown end counts as open."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_to is None or day <= self.in_force_to
        )
