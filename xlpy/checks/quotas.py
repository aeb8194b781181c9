"""Chỉ tiêu: no unit nominates more than its quota (V1). "Người tốt, việc tốt" never counts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Unit

_MANY = 5


def by_priority(nominees: Sequence[Nominee]) -> list[Nominee]:
    """Nominees of one unit in the order in which the quota is used up: priority, rows without one last, then row."""
    return sorted(nominees, key=lambda n: (n.priority is None, n.priority or 0, n.row))


def _nominated(campaign: Campaign, sheet: str) -> Iterator[tuple[Unit, list[Nominee]]]:
    """Units in scope with named rows in the sheet, and these rows."""
    groups: dict[str, list[Nominee]] = {}
    rows: Sequence[Nominee] = (
        campaign.collectives.rows if sheet == "collectives" else campaign.individuals.rows
    )
    for nominee in rows:
        if not nominee.display_name:
            # Not counted by the live counters of Đơn vị either; the missing name is an error of its own.
            continue
        groups.setdefault(nominee.unit_code, []).append(nominee)
    for code, unit in units_in_scope(campaign).items():
        if code in groups:
            yield unit, groups[code]


def _excess(campaign: Campaign, sheet: str, what: str) -> Iterator[Hit]:
    for unit, nominees in _nominated(campaign, sheet):
        limit = campaign.collective_limit(unit) if sheet == "collectives" else campaign.individual_limit(unit)
        if limit is None or len(nominees) <= limit:
            continue
        excess = by_priority(nominees)[limit:]
        names = ", ".join(f"“{n.display_name}” (dòng {n.row})" for n in excess[:_MANY])
        more = f" và {len(excess) - _MANY} dòng khác" if len(excess) > _MANY else ""
        yield at(
            campaign.table(sheet),
            excess[0],
            "unit_code",
            f"đơn vị {unit_label(unit)} đề nghị {len(nominees)} {what}, chỉ tiêu là {limit}; vượt {len(excess)}. "
            f"Theo thứ tự ưu tiên, phần vượt là: {names}{more}.",
            "Đưa phần vượt ra khỏi danh sách hoặc sửa cột Thứ tự ưu tiên; nếu được giao thêm thì ghi chỉ tiêu riêng ở trang Đơn vị.",
        )


@rule(
    "QT-001",
    "error",
    title="Vượt chỉ tiêu tập thể",
    why="Quy tắc V1; Kế hoạch, mục IV.2: phường tối đa 02 tập thể, đơn vị khác 01",
    example="Phường Phúc Xá đề nghị 03 tập thể, chỉ tiêu 02.",
)
def collectives_are_within_the_quota(campaign: Campaign) -> Iterator[Hit]:
    yield from _excess(campaign, "collectives", "tập thể")


@rule(
    "QT-002",
    "error",
    title="Vượt chỉ tiêu cá nhân",
    why="Quy tắc V1; Kế hoạch, mục IV.2: phường tối đa 03 cá nhân, đơn vị khác 01",
    example="Phòng Tư pháp đề nghị 02 cá nhân, chỉ tiêu 01.",
)
def individuals_are_within_the_quota(campaign: Campaign) -> Iterator[Hit]:
    yield from _excess(campaign, "individuals", "cá nhân")


@rule(
    "QT-003",
    "error",
    title="Không biết chỉ tiêu của đơn vị",
    why="Quy tắc V1: chỉ tiêu theo loại đơn vị (trang Cấu hình) hoặc chỉ tiêu riêng (trang Đơn vị)",
    example="Loại đơn vị trống nên không có chỉ tiêu để so.",
)
def limits_are_known(campaign: Campaign) -> Iterator[Hit]:
    for sheet, column, what in (
        ("collectives", "collective_quota", "tập thể"),
        ("individuals", "individual_quota", "cá nhân"),
    ):
        for unit, nominees in _nominated(campaign, sheet):
            limit = (
                campaign.collective_limit(unit) if sheet == "collectives" else campaign.individual_limit(unit)
            )
            if limit is None:
                yield at(
                    campaign.table("units"),
                    unit,
                    column,
                    f"đơn vị {unit_label(unit)} đề nghị {len(nominees)} {what} nhưng không có chỉ tiêu {what}: loại đơn vị là "
                    f"“{unit.unit_kind or 'trống'}”, chỉ tiêu riêng trống.",
                    "Chọn đúng loại đơn vị, điền chỉ tiêu của loại ở trang Cấu hình, hoặc ghi chỉ tiêu riêng.",
                )
