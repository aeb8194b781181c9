"""Score rows with their criteria, as the rules about Chấm điểm look at them; holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from xlpy.checks.scope import code_key, ignored_units
from xlpy.model.campaign import Campaign
from xlpy.model.records import Criterion, Score

POINTS = (("self_points", "điểm tự chấm"), ("verified_points", "điểm thẩm định"))
"""(column, what messages call it) of the two kinds of points."""


def criteria_by_code(campaign: Campaign) -> dict[str, Criterion]:
    """Criteria by code key; of two with one code the first."""
    found: dict[str, Criterion] = {}
    for criterion in campaign.criteria.rows:
        if criterion.criterion_code:
            found.setdefault(code_key(criterion.criterion_code), criterion)
    return found


def points_of(score: Score, column: str) -> Decimal | None:
    """The points in one of the columns of `POINTS`; None is not scored."""
    return score.self_points if column == "self_points" else score.verified_points


def score_rows(campaign: Campaign) -> Iterator[tuple[Score, Criterion]]:
    """Score rows that count, each with its criterion; rows of an unknown criterion have the reader's finding."""
    ignored = ignored_units(campaign)
    criteria = criteria_by_code(campaign)
    keys: dict[str, Criterion | None] = {}
    for score in campaign.scores.rows:
        code = score.criterion_code
        if code not in keys:
            keys[code] = criteria.get(code_key(code))
        criterion = keys[code]
        if criterion is not None and score.unit_code not in ignored:
            yield score, criterion
