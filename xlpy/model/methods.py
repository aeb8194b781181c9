"""The calculation methods of the criteria: which points a measured result gives.

Source: domain.md §5.3 (draft table, invented) and §5.1; the method of each criterion is data of Tiêu chí.
Checks compare the typed points with the result; scoring explains totals with it.
"""

from __future__ import annotations

from decimal import Decimal

from xlpy.model.records import Criterion
from xlpy.schema import choices

OUTSIDE_THE_SCALE = (choices.BONUS, choices.MALUS)
"""Methods whose points do not count towards the 100 and are capped by settings of their own."""

WITH_PARAMETER = (choices.PERCENT_OF_TARGET, choices.POINTS_PER_ITEM)
"""Methods that cannot be calculated without the column Tham số."""

_ZERO = Decimal(0)


def on_the_scale(criterion: Criterion) -> bool:
    """Whether the criterion's maximum counts towards the scale of 100."""
    return criterion.method not in OUTSIDE_THE_SCALE


def suggested_points(criterion: Criterion, measure: Decimal | None, target: Decimal | None) -> Decimal | None:
    """Points (0…max_points, not rounded) that the criterion's method gives for a measured result.

    None where nothing can be calculated: no measure, no maximum, no or no positive parameter for a method
    that needs one, an empty, zero or negative target for a percentage, a criterion that is scored directly
    or has an unknown method. An empty measure is not zero; a negative one gives no points. The live column
    "Điểm theo cách tính" follows the same rules, rounded to two decimals.

    - percent: full points from p = measure / target × 100 ≥ parameter, below that max × p / parameter;
    - per item, bonus, malus: measure × parameter, at most max (malus points are positive numbers);
    - done or not: max for a measure of 1 or more, else 0.
    """
    most = criterion.max_points
    if measure is None or most is None:
        return None
    measure = max(_ZERO, measure)
    method, parameter = criterion.method, criterion.parameter
    if method == choices.DONE_OR_NOT:
        return most if measure >= 1 else _ZERO
    if parameter is None or parameter <= 0:
        return None
    if method == choices.PERCENT_OF_TARGET:
        if target is None or target <= 0:
            return None
        # Multiplied out, so that a division cannot turn an exact limit into 49.999….
        reached, needed = measure * 100, parameter * target
        return most if reached >= needed else most * reached / needed
    if method in (choices.POINTS_PER_ITEM, *OUTSIDE_THE_SCALE):
        return min(most, measure * parameter)
    return None
