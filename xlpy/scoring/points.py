"""Totals, ranks and grades of the units, with the breakdown that explains them (domain.md §5).

The rule, each part a setting: points of the criteria that apply to the unit's kind are added; where some do
not apply the sum is carried to the full scale (sum / largest possible sum × scale); bonus and malus are added
and taken off up to their caps; the total is held between 0 and its cap and rounded half up once, at the end.
A verified point counts before a self-given one. Missing is not zero: it adds nothing and the note says so.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import cast

from xlpy.model.campaign import Campaign
from xlpy.model.methods import OUTSIDE_THE_SCALE
from xlpy.model.records import Criterion, Score, Unit
from xlpy.schema import choices
from xlpy.schema.seeds import applies
from xlpy.vietnamese.numbers import format_points


@dataclass(frozen=True, slots=True)
class CriterionLine:
    """One criterion of one unit: what was given, what counts, what is lost. Points are on the criterion's own scale."""

    unit_code: str
    criterion_code: str
    content: str
    max_points: Decimal
    self_points: Decimal | None
    verified_points: Decimal | None
    counted: Decimal
    lost: Decimal
    note: str


@dataclass(frozen=True, slots=True)
class UnitScore:
    """One unit's result. `total` is None while nothing is scored; ranks are None then, or without a cluster."""

    unit_code: str
    unit_name: str
    unit_kind: str
    cluster: str
    self_total: Decimal | None
    verified_total: Decimal | None
    applicable_max: Decimal
    bonus: Decimal
    malus: Decimal
    total: Decimal | None
    rank: int | None
    kind_rank: int | None
    cluster_rank: int | None
    grade: str
    note: str


@dataclass(frozen=True, slots=True)
class ScoreTable:
    """Units best first (unscored last, in sheet order), and the lines that explain them, by unit in sheet order."""

    units: list[UnitScore]
    lines: list[CriterionLine]
    draft: bool
    """True until the clerk says that the official table was typed in."""


def score(campaign: Campaign) -> ScoreTable:
    """Scores of every unit that takes part. Points out of range are held to 0…max; the checks report them."""
    units = campaign.taking_part()
    scores = {(s.unit_code, s.criterion_code): s for s in campaign.scores.rows}
    criteria = [c for c in campaign.criteria.rows if c.max_points is not None and c.criterion_code]
    lines: dict[str, list[CriterionLine]] = {}
    drafts: list[_Draft] = []
    for unit in units:
        own = [(c, scores.get((unit.unit_code, c.criterion_code))) for c in criteria if _applies(c, unit)]
        lines[unit.unit_code] = [_line(unit, criterion, given) for criterion, given in own]
        drafts.append(_totals(campaign, unit, own))
    ranked = _rank(drafts)
    return ScoreTable(
        ranked,
        [line for unit in units for line in lines[unit.unit_code]],
        not campaign.settings.flag("criteria_official"),
    )


def _applies(criterion: Criterion, unit: Unit) -> bool:
    return applies(criterion.applies_to, unit.unit_kind)


@dataclass(slots=True)
class _Draft:
    unit: Unit
    self_total: Decimal | None
    verified_total: Decimal | None
    total: Decimal | None
    applicable: Decimal
    bonus: Decimal
    malus: Decimal
    missing: list[str]
    grade: str


def _totals(campaign: Campaign, unit: Unit, own: list[tuple[Criterion, Score | None]]) -> _Draft:
    settings = campaign.settings
    inside = [(c, s) for c, s in own if c.method not in OUTSIDE_THE_SCALE]
    applicable = sum((c.max_points or Decimal(0) for c, _ in inside), Decimal(0))
    missing = [c.criterion_code for c, s in inside if _counted(s) is None]
    anything = any(s is not None and _counted(s) is not None for _, s in own)
    all_verified = bool(inside) and all(s is not None and s.verified_points is not None for _, s in inside)
    scale = settings.integer("criteria_total") or 100

    def total(which: str) -> Decimal:
        base = sum((_held(c, _pick(s, which)) for c, s in inside), Decimal(0))
        exact = Fraction(base)
        if settings.flag("redistribute") and applicable and applicable < scale:
            exact = exact * scale / Fraction(applicable)
        if settings.flag("bonus_counts"):
            exact += Fraction(_outside(campaign, own, choices.BONUS, "bonus_cap", which))
        exact -= Fraction(_outside(campaign, own, choices.MALUS, "malus_cap", which))
        cap = settings.number("total_cap")
        if cap is not None:
            exact = min(exact, Fraction(cap))
        return round_half_up(max(exact, Fraction(0)), settings.integer("total_decimals") or 0)

    result = total("counted") if anything else None
    return _Draft(
        unit,
        total("self") if anything else None,
        total("verified") if all_verified else None,
        result,
        applicable,
        _outside(campaign, own, choices.BONUS, "bonus_cap", "counted"),
        _outside(campaign, own, choices.MALUS, "malus_cap", "counted"),
        missing,
        "" if result is None else next(name for least, name in settings.grades() if result >= least),
    )


def _outside(
    campaign: Campaign, own: list[tuple[Criterion, Score | None]], method: str, cap_key: str, which: str
) -> Decimal:
    """Bonus or malus points; the sign a clerk may type for a malus does not matter."""
    points = sum((_held(c, _pick(s, which)) for c, s in own if c.method == method), Decimal(0))
    cap = campaign.settings.number(cap_key)
    return points if cap is None else min(points, cap)


def _counted(given: Score | None) -> Decimal | None:
    if given is None:
        return None
    return given.self_points if given.verified_points is None else given.verified_points


def _pick(given: Score | None, which: str) -> Decimal | None:
    if given is None:
        return None
    if which == "self":
        return given.self_points
    return given.verified_points if which == "verified" else _counted(given)


def _held(criterion: Criterion, points: Decimal | None) -> Decimal:
    if points is None:
        return Decimal(0)
    if criterion.method == choices.MALUS:
        points = abs(points)
    return min(max(points, Decimal(0)), criterion.max_points or Decimal(0))


def _line(unit: Unit, criterion: Criterion, given: Score | None) -> CriterionLine:
    largest = criterion.max_points or Decimal(0)
    counted = _held(criterion, _counted(given))
    outside = criterion.method in OUTSIDE_THE_SCALE
    notes: list[str] = []
    if _counted(given) is None and not outside:
        notes.append("Chưa chấm, không tính điểm")
    elif (
        given is not None and given.verified_points is not None and given.verified_points != given.self_points
    ):
        notes.append(f"Thẩm định khác tự chấm: {given.reason or 'chưa ghi lý do'}")
    if outside and counted:
        notes.append("Cộng thêm" if criterion.method == choices.BONUS else "Trừ đi")
    return CriterionLine(
        unit.unit_code,
        criterion.criterion_code,
        criterion.content,
        largest,
        None if given is None else given.self_points,
        None if given is None else given.verified_points,
        counted,
        Decimal(0) if outside else largest - counted,
        "; ".join(notes),
    )


def _rank(drafts: list[_Draft]) -> list[UnitScore]:
    """Equal totals share the best rank among them; the next rank leaves the gap (1, 2, 2, 4)."""
    import pandas as pd

    frame = pd.DataFrame(
        {
            "place": range(len(drafts)),
            "kind": [draft.unit.unit_kind for draft in drafts],
            "cluster": [draft.unit.cluster or None for draft in drafts],
            "total": pd.Series(
                [None if d.total is None else float(d.total) for d in drafts], dtype="float64"
            ),
        }
    )
    frame["rank"] = frame["total"].rank(method="min", ascending=False)
    frame["kind_rank"] = frame.groupby("kind")["total"].rank(method="min", ascending=False)
    frame["cluster_rank"] = frame.groupby("cluster")["total"].rank(method="min", ascending=False)
    frame["sharing"] = frame.groupby("total")["total"].transform("size")
    rows = cast("list[dict[str, float]]", frame.to_dict("records"))  # pyright: ignore[reportUnknownMemberType]
    # Unscored units have NaN, which no comparison orders: they go last, in sheet order.
    rows.sort(
        key=lambda row: (
            row["rank"] != row["rank"],
            row["rank"] if row["rank"] == row["rank"] else 0,
            row["place"],
        )
    )
    return [_unit_score(drafts[int(row["place"])], row) for row in rows]


def _unit_score(draft: _Draft, row: dict[str, float]) -> UnitScore:
    def rank(key: str) -> int | None:
        value = float(row[key])
        return None if value != value else int(value)

    notes: list[str] = []
    if draft.total is None:
        notes.append("Chưa có điểm nên chưa xếp hạng")
    elif draft.missing:
        notes.append(f"Chưa chấm {len(draft.missing)} tiêu chí: {', '.join(draft.missing)}")
    if draft.total is not None and (sharing := int(row["sharing"])) > 1:
        notes.append(f"Đồng hạng với {sharing - 1} đơn vị khác cùng {format_points(draft.total)} điểm")
    return UnitScore(
        draft.unit.unit_code,
        draft.unit.unit_name,
        draft.unit.unit_kind,
        draft.unit.cluster,
        draft.self_total,
        draft.verified_total,
        draft.applicable,
        draft.bonus,
        draft.malus,
        draft.total,
        rank("rank"),
        rank("kind_rank"),
        rank("cluster_rank") if draft.unit.cluster else None,
        draft.grade,
        "; ".join(notes),
    )


def round_half_up(value: Fraction, decimals: int) -> Decimal:
    """`value` (not negative) at `decimals` places, halves upwards, exactly: 87.125 at 2 places is 87.13."""
    factor = 10**decimals
    whole = (value * factor * 2 + 1).__floor__() // 2
    return Decimal(whole) / factor
