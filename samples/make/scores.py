"""Scores of the sample: what each unit reached, and the points that follow from it by the draft's own methods."""

from __future__ import annotations

from collections import Counter

from samples.make import draw
from samples.make.stories import DONE
from samples.make.units import Unit
from xlpy.schema import seeds
from xlpy.schema.choices import BONUS, DIRECT, MALUS, PERCENT_OF_TARGET
from xlpy.workbook.content import Cell, Row

_STEP = 4  # quarters of a point
_A1_TARGET = 25
_EVENTS = 8
_DIRECT_POINTS = ((6.0, 6.5, 7.0), (7.5, 8.0, 8.5, 9.0, 9.25), (8.5, 9.0, 9.25, 9.5, 9.5, 9.75, 10.0))
_ARTICLES_WANTED = {"Phường": 2, "Trường học": 2}
_LATE_WITH_PROGRESS = frozenset(("00028", "THCS-TL"))
_EVIDENCE = {
    "A1": "Báo cáo thực hiện chỉ tiêu đến ngày 25/5/2023.",
    "A2": "Báo cáo cải cách hành chính, chuyển đổi số quý II/2023.",
    "A3": "Biên bản họp đánh giá nội bộ tháng 5/2023.",
    "B1": "Kế hoạch tổ chức đợt thi đua của đơn vị, ban hành tháng 4/2023.",
    "B2": "Ảnh và tin về lễ phát động trong tuần 10/4 - 14/4/2023.",
    "B3": "Xem trang Công trình.",
    "C1": "Ảnh trang trí dịp 19/5, 31/5; đã treo pa-nô cho các ngày 09/6, 11/6/2023.",
    "C2": "Danh mục tin, bài đã đăng.",
    "D1": "Xem trang Bài viết gương.",
    "D2": "Xem trang Người tốt việc tốt.",
    "E1": "Giấy mời, danh sách dự các hoạt động của quận và cụm.",
    "F1": "Sổ nhận hồ sơ của Phòng Nội vụ.",
    "T1": "Giấy mời, thông báo chọn bài của Thành phố.",
    "TR1": "Sổ theo dõi báo cáo tiến độ.",
}
_REASONS = {
    "A2": "Qua kiểm tra, một số hồ sơ chưa được số hóa đầy đủ.",
    "C2": "Trừ tin, bài không nói về đợt thi đua.",
    "E1": "Sổ điểm danh của Ban Tổ chức ghi ít hơn một hoạt động.",
}


def rows(
    units: list[Unit],
    articles: list[Row],
    good_people: list[Row],
    works: list[Row],
) -> list[Row]:
    """Rows of Chấm điểm: each unit against each criterion that applies to its kind."""
    counted = {
        "D1": Counter(row["unit_code"] for row in articles),
        "D2": Counter(row["unit_code"] for row in good_people),
        "B3": Counter(row["unit_code"] for row in works if row["status"] in DONE),
    }
    found: list[Row] = []
    for unit in units:
        for criterion in seeds.criteria():
            if seeds.applies(criterion["applies_to"], unit.kind):
                code = criterion["criterion_code"]
                counts = counted.get(code)
                found.append(_row(unit, criterion, None if counts is None else counts[unit.code]))
    return found


def _tier(unit: Unit) -> int:
    """0 for a unit that did badly, 1 for a middling one, 2 for a good one: the totals shall differ."""
    return draw.pick((0, 1, 1, 1, 2, 2, 2, 2), unit.code, "tier")


def _measure(unit: Unit, code: str, count: int | None) -> tuple[int | None, int | None]:
    """(reached, target) of a unit; the target only where the method needs one."""
    key = (unit.code, code)
    if code == "A1":
        return draw.pick(((8, 9, 10), (10, 11, 12, 13), (13, 14, 15, 12))[_tier(unit)], *key), _A1_TARGET
    if code == "D1":
        return count, _ARTICLES_WANTED.get(unit.kind, 1)
    if code == "E1":
        return draw.pick(((4, 5), (5, 6, 7), (8, 8, 7))[_tier(unit)], *key), _EVENTS
    if count is not None:
        return count, None
    if code == "C1":
        return draw.pick(((1, 2), (2, 3), (4, 3, 4))[_tier(unit)], *key), None
    if code == "C2":
        return draw.pick(((1, 2), (2, 3, 4), (4, 5, 7, 9))[_tier(unit)], *key), None
    if code == "T1":
        return draw.pick((0, 0, 0, 1, 2) if _tier(unit) == 2 else (0,), *key), None
    if code == "TR1":
        return int(unit.code in _LATE_WITH_PROGRESS), None
    if code == "A2":
        return None, None
    return 1, None


def _points(criterion: dict[str, str], measure: int | None, target: int | None) -> float:
    """Points by the criterion's method, in quarters; without a measure (chấm trực tiếp) the caller decides."""
    most = float(criterion["max_points"])
    method = criterion["method"]
    parameter = float(criterion["parameter"] or 0)
    if measure is None:
        raise ValueError(f"{criterion['criterion_code']} needs a measure")
    if method == PERCENT_OF_TARGET:
        share = 100 * measure / (target or 1)
        return most if share >= parameter else round(_STEP * most * share / parameter) / _STEP
    if method == "Đạt/Không đạt":
        return most if measure else 0.0
    return min(most, measure * parameter)


def _row(unit: Unit, criterion: dict[str, str], count: int | None) -> Row:
    code = criterion["criterion_code"]
    measure, target = _measure(unit, code, count)
    if criterion["method"] == DIRECT:
        points = draw.pick(_DIRECT_POINTS[_tier(unit)], unit.code, code)
    else:
        points = _points(criterion, measure, target)
    row: Row = {
        "unit_code": unit.code,
        "criterion_code": code,
        "self_points": _plain(points),
        "verified_points": _plain(points),
        "evidence": _EVIDENCE[code],
    }
    if measure is not None:
        row["measure"] = measure
    if target is not None:
        row["target"] = target
    if criterion["method"] in (BONUS, MALUS) and not measure:
        row["evidence"] = "Không có."
    if code in _REASONS and points >= 2 and draw.chance(16, unit.code, code, "lower"):
        row["verified_points"] = _plain(points - (1.25 if code == "E1" else 0.5))
        row["reason"] = _REASONS[code]
    return row


def _plain(points: float) -> Cell:
    return int(points) if points == int(points) else points
