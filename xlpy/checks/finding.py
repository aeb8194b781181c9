"""A finding: where, what is wrong, what is allowed, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the sheet Lỗi. `message` says where and what is wrong and what is allowed, `fix` what to do next.

    `cell` is None for a finding of the whole sheet or workbook. `proposal` is the text the clerk may accept
    with one click; None where only a person can decide.
    """

    code: str
    severity: Severity
    sheet: str
    tab: str
    cell: str | None
    row_id: str
    unit_code: str
    message: str
    fix: str
    proposal: str | None = None
    row: int = 0
    column: str = ""
    """Column key of the cell, "" for the whole row or sheet; drives the marks in the workbook."""

    def as_json(self) -> dict[str, str | None]:
        """The shape that `check --json` promises (DESIGN.md), with `proposal` added."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "tab": self.tab,
            "cell": self.cell,
            "row_id": self.row_id,
            "unit_code": self.unit_code,
            "message": self.message,
            "fix": self.fix,
            "proposal": self.proposal,
        }


@dataclass(frozen=True, slots=True)
class Hit:
    """What a check yields: a finding without the code and severity, which stand in its rule."""

    sheet: str
    tab: str
    message: str
    fix: str
    cell: str | None = None
    row: int = 0
    column: str = ""
    row_id: str = ""
    unit_code: str = ""
    proposal: str | None = None
