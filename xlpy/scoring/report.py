"""The result of scoring as plain data: `score --json` and the rows of the output sheets."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from xlpy.model.campaign import Campaign
from xlpy.scoring import points, quotas


@dataclass(frozen=True, slots=True)
class ScoreReport:
    """Scores, quota use and proposed list of one campaign."""

    scores: points.ScoreTable
    quotas: list[quotas.QuotaUse]
    shortlist: list[quotas.Place]

    def as_json(self) -> dict[str, object]:
        """The shape that `score --json` promises (DESIGN.md), with the draft mark, breakdown and proposed list."""
        return {
            "draft": self.scores.draft,
            "units": [
                {
                    "unit_code": unit.unit_code,
                    "unit_name": unit.unit_name,
                    "self_total": number(unit.self_total),
                    "verified_total": number(unit.verified_total),
                    "total": number(unit.total),
                    "rank": unit.rank,
                    "kind_rank": unit.kind_rank,
                    "cluster_rank": unit.cluster_rank,
                    "grade": unit.grade,
                    "note": unit.note,
                }
                for unit in self.scores.units
            ],
            "quotas": [
                {
                    "unit_code": unit.unit_code,
                    "collectives": {"used": unit.collectives_used, "limit": unit.collectives_limit},
                    "individuals": {"used": unit.individuals_used, "limit": unit.individuals_limit},
                    "status": unit.status,
                }
                for unit in self.quotas
            ],
            "breakdown": [
                {
                    "unit_code": line.unit_code,
                    "criterion_code": line.criterion_code,
                    "max_points": number(line.max_points),
                    "self_points": number(line.self_points),
                    "verified_points": number(line.verified_points),
                    "counted": number(line.counted),
                    "lost": number(line.lost),
                    "note": line.note,
                }
                for line in self.scores.lines
            ],
            "shortlist": [
                {
                    "unit_code": place.unit_code,
                    "nominee_kind": place.nominee_kind,
                    "row_id": place.row_id,
                    "name": place.name,
                    "priority": place.priority,
                    "proposed": place.proposed,
                    "reason": place.reason,
                }
                for place in self.shortlist
            ],
        }

    def sheet_rows(self) -> dict[str, list[list[object]]]:
        """Rows of the output sheets Kết quả, Diễn giải điểm, Chỉ tiêu, Đề xuất, in the schema's column order."""
        names = {unit.unit_code: unit.unit_name for unit in self.scores.units}
        return {
            "results": [
                [
                    u.unit_code,
                    u.unit_name,
                    u.unit_kind,
                    u.cluster,
                    number(u.self_total),
                    number(u.verified_total),
                    number(u.applicable_max),
                    number(u.bonus),
                    number(u.malus),
                    number(u.total),
                    u.rank,
                    u.kind_rank,
                    u.cluster_rank,
                    u.grade,
                    u.note,
                ]
                for u in self.scores.units
            ],
            "breakdown": [
                [
                    line.unit_code,
                    names[line.unit_code],
                    line.criterion_code,
                    line.content,
                    number(line.max_points),
                    number(line.self_points),
                    number(line.verified_points),
                    number(line.counted),
                    number(line.lost),
                    line.note,
                ]
                for line in self.scores.lines
            ],
            "quotas": [
                [
                    u.unit_code,
                    u.unit_name,
                    u.unit_kind,
                    u.collectives_used,
                    u.collectives_limit,
                    u.individuals_used,
                    u.individuals_limit,
                    u.good_people,
                    u.articles,
                    u.status,
                ]
                for u in self.quotas
            ],
            "shortlist": [
                [
                    p.unit_code,
                    p.unit_name,
                    p.nominee_kind,
                    p.row_id,
                    p.name,
                    p.priority,
                    "Đề xuất" if p.proposed else "Vượt chỉ tiêu",
                    p.reason,
                ]
                for p in self.shortlist
            ],
        }


def number(value: Decimal | None) -> float | None:
    """A Decimal as JSON and spreadsheets write it."""
    return None if value is None else float(value)


def report(campaign: Campaign) -> ScoreReport:
    """Everything that `score` shows."""
    return ScoreReport(points.score(campaign), quotas.use(campaign), quotas.shortlist(campaign))
