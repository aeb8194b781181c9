"""Runs every rule of the catalogue over a campaign, once, and sorts the findings as a clerk reads the workbook."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from xlpy.checks.finding import Finding, Hit
from xlpy.checks.rules import CATALOGUE, Rule
from xlpy.model.campaign import Campaign
from xlpy.model.table import Problem
from xlpy.schema import SHEETS

DECISION_FAMILY = "KT-"
"""Codes of the findings about what follows the nomination (module `checks.awards`)."""
UNNUMBERED = "KT-001"
"""No number or date of the decision yet: only a warning while the decision is being prepared."""

_TAB_ORDER = {sheet.key: number for number, sheet in enumerate(SHEETS)}
_CELL = re.compile(r"([A-Z]+)([0-9]+)")


@dataclass(slots=True)
class Report:
    """All findings of one run, and what was repaired silently."""

    findings: list[Finding] = field(default_factory=list[Finding])
    silent: list[Problem] = field(default_factory=list[Problem])

    @property
    def errors(self) -> int:
        return sum(1 for finding in self.findings if finding.severity == "error")

    @property
    def warnings(self) -> int:
        return len(self.findings) - self.errors

    def blocked_units(self) -> dict[str, list[Finding]]:
        """Errors by unit code; errors of the whole campaign stand under "".

        What concerns the decision is not among them: it stops the decision's papers, not the nomination.
        """
        groups: dict[str, list[Finding]] = {}
        for finding in self.findings:
            if finding.severity == "error" and not finding.code.startswith(DECISION_FAMILY):
                groups.setdefault(finding.unit_code, []).append(finding)
        return groups

    def decision_obstacles(self, units: Collection[str] | None = None) -> list[Finding]:
        """What stops the papers of the decision: errors of the campaign as a whole, errors about the decision, and
        a decision without number or date. With `units`, errors of other units' rows are left out."""
        return [
            finding
            for finding in self.findings
            if (
                finding.code == UNNUMBERED
                or (
                    finding.severity == "error"
                    and (not finding.unit_code or finding.code.startswith(DECISION_FAMILY))
                )
            )
            and (units is None or not finding.unit_code or finding.unit_code in units)
        ]


def run(campaign: Campaign) -> Report:
    """Every rule over the campaign. Raises nothing for bad data: bad data is what findings are for."""
    from xlpy.checks import families

    families.load()
    findings: list[Finding] = []
    for rule in CATALOGUE.values():
        if rule.check is not None:
            findings.extend(_finding(rule, hit) for hit in rule.check(campaign))
    findings.extend(_from_problem(campaign, problem) for problem in campaign.problems)
    found = tuple(findings)
    for rule in CATALOGUE.values():
        if rule.review is not None:
            findings.extend(_finding(rule, hit) for hit in rule.review(campaign, found))
    findings.sort(key=_reading_order)
    return Report(findings, list(campaign.silent))


def _finding(rule: Rule, hit: Hit) -> Finding:
    return Finding(
        rule.code,
        rule.severity,
        hit.sheet,
        hit.tab,
        hit.cell,
        hit.row_id,
        hit.unit_code,
        f"{_place(hit.tab, hit.cell)}: {hit.message}",
        hit.fix,
        hit.proposal,
        hit.row,
        hit.column,
    )


def _from_problem(campaign: Campaign, problem: Problem) -> Finding:
    rule = CATALOGUE[problem.code]
    if rule.explain is None:
        raise TypeError(f"rule {rule.code} has no wording for problems")
    message, fix = rule.explain(problem)
    row_id = unit_code = ""
    if problem.row is not None and (table := campaign.tables.get(problem.sheet)) is not None:
        record = table.record_at(problem.row)
        if record is not None:
            row_id, unit_code = record.row_id, record.unit_code
    return Finding(
        rule.code,
        rule.severity,
        problem.sheet,
        problem.tab,
        problem.cell,
        row_id,
        unit_code,
        f"{_place(problem.tab, problem.cell)}: {message}",
        fix,
        problem.proposal,
        problem.row or 0,
        problem.column or "",
    )


def _place(tab: str, cell: str | None) -> str:
    return f"Trang {tab}, ô {cell}" if cell else f"Trang {tab}"


def _reading_order(finding: Finding) -> tuple[int, int, int, str, str, str]:
    row = column = 0
    if finding.cell and (match := _CELL.fullmatch(finding.cell)):
        row = int(match[2])
        for letter in match[1]:
            column = column * 26 + ord(letter) - 64
    return (_TAB_ORDER.get(finding.sheet, -1), row, column, finding.code, finding.unit_code, finding.message)
