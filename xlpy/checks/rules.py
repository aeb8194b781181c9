"""The catalogue: every rule with its code, severity, reason and example, and the function that applies it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from xlpy.checks.finding import Finding, Hit, Severity
from xlpy.model.campaign import Campaign
from xlpy.model.records import Record
from xlpy.model.table import Problem, Table

Check = Callable[[Campaign], Iterator[Hit]]
Review = Callable[[Campaign, Sequence[Finding]], Iterator[Hit]]
Explain = Callable[[Problem], tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Rule:
    """A catalogue entry. `code` has a prefix for its family and a number that is never used again.

    `why` names the plan section, decree or domain.md rule (V1 … V14, D01 … D36) the rule comes from;
    `example` shows one offending value and what the clerk is told.
    """

    code: str
    severity: Severity
    title: str
    why: str
    example: str
    check: Check | None = None
    explain: Explain | None = None
    review: Review | None = None


CATALOGUE: dict[str, Rule] = {}


def _add(rule: Rule) -> None:
    if rule.code in CATALOGUE:
        raise ValueError(f"rule {rule.code} is defined twice")
    CATALOGUE[rule.code] = rule


def rule(code: str, severity: Severity, *, title: str, why: str, example: str) -> Callable[[Check], Check]:
    """Registers a check: a function that takes the campaign and yields a Hit for every offending place."""

    def register(check: Check) -> Check:
        _add(Rule(code, severity, title, why, example, check=check))
        return check

    return register


def review_rule(
    code: str, severity: Severity, *, title: str, why: str, example: str
) -> Callable[[Review], Review]:
    """Registers a check that judges what all other rules have found: it takes the campaign and their findings."""

    def register(review: Review) -> Review:
        _add(Rule(code, severity, title, why, example, review=review))
        return review

    return register


def problem_rule(
    code: str, severity: Severity, *, title: str, why: str, example: str
) -> Callable[[Explain], Explain]:
    """Registers the wording for a Problem that the reader left: the function gives (message, fix)."""

    def register(explain: Explain) -> Explain:
        _add(Rule(code, severity, title, why, example, explain=explain))
        return explain

    return register


def at(
    table: Table[Record],
    record: Record,
    column: str,
    message: str,
    fix: str,
    *,
    proposal: str | None = None,
) -> Hit:
    """A hit at one cell. `message` need not repeat sheet and cell: the runner puts them in front."""
    return Hit(
        sheet=table.sheet.key,
        tab=table.found_tab,
        message=message,
        fix=fix,
        cell=table.cell(record, column),
        row=record.row,
        column=column,
        row_id=record.row_id,
        unit_code=record.unit_code,
        proposal=proposal,
    )


def on_sheet(table: Table[Record], message: str, fix: str, *, unit_code: str = "") -> Hit:
    """A hit of a whole sheet, such as a row that is missing."""
    return Hit(sheet=table.sheet.key, tab=table.found_tab, message=message, fix=fix, unit_code=unit_code)
