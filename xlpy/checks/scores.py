"""Chấm điểm: every applicable criterion scored, once and within its limits (V6).

What must be explained where two numbers differ stands in `score_differences`, which is loaded from here.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks import score_differences as score_differences
from xlpy.checks.blanks import is_blank, missing_hit, missing_hits, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import code_key, unit_label, units_in_scope, unknown_kinds
from xlpy.checks.score_rows import POINTS, criteria_by_code, points_of, score_rows
from xlpy.model.campaign import Campaign
from xlpy.model.methods import on_the_scale
from xlpy.model.records import Criterion, Score
from xlpy.schema import seeds
from xlpy.vietnamese.numbers import format_number

_BESIDE_THE_POINTS = ("measure", "target", "verified_points", "reason", "evidence")


@rule(
    "CD-001",
    "error",
    title="Dòng chấm điểm thiếu mã đơn vị, mã tiêu chí hoặc điểm tự chấm",
    why="Quy tắc V6: điểm không rõ của đơn vị nào, tiêu chí nào thì không tính được",
    example="Dòng 12 có điểm tự chấm 5 nhưng không có mã tiêu chí.",
)
def score_rows_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "scores", leave_out=("self_points",))
    # Rows come with both codes filled in: only one with something else in it is in use.
    nominating = {row.unit_code for row in campaign.collectives.rows}
    reported = reported_cells(campaign, "scores")
    table = campaign.table("scores")
    for score, criterion in score_rows(campaign):
        if score.self_points is not None or (score.row, "self_points") in reported:
            continue
        if score.unit_code in nominating and on_the_scale(criterion):
            continue
        if not all(is_blank(score, column) for column in _BESIDE_THE_POINTS):
            yield missing_hit(table, score, table.sheet.column("self_points"))


@rule(
    "CD-002",
    "error",
    title="Đơn vị đề nghị tập thể nhưng chưa chấm đủ tiêu chí",
    why="Quy tắc V6; Kế hoạch, mục IV.1: tập thể được xét theo tổng điểm; ô trống là chưa chấm, không phải 0 điểm",
    example="Phường Phúc Xá chưa tự chấm tiêu chí B2.",
)
def nominating_units_are_scored(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    criteria = [c for c in criteria_by_code(campaign).values() if on_the_scale(c)]
    units = units_in_scope(campaign)
    nominating = {row.unit_code for row in campaign.collectives.rows}
    reported = reported_cells(campaign, "scores")
    first_row: dict[str, Score] = {}
    rows: dict[tuple[str, str], Score] = {}
    for score in campaign.scores.rows:
        first_row.setdefault(score.unit_code, score)
        key = (score.unit_code, code_key(score.criterion_code))
        if rows.setdefault(key, score).self_points is None and score.self_points is not None:
            rows[key] = score
    by_kind: dict[str, list[Criterion]] = {}
    for code, unit in units.items():
        if code not in nominating:
            continue
        wanted = by_kind.get(unit.unit_kind)
        if wanted is None:
            wanted = [c for c in criteria if seeds.applies(c.applies_to, unit.unit_kind)]
            by_kind[unit.unit_kind] = wanted
        missing: list[tuple[Criterion, Score | None]] = []
        for criterion in wanted:
            score = rows.get((code, code_key(criterion.criterion_code)))
            if score is None or score.self_points is None:
                missing.append((criterion, score))
        if not missing:
            continue
        if len(missing) == len(wanted) and not any(
            s and (s.row, "self_points") in reported for _, s in missing
        ):
            message = (
                f"đơn vị {unit_label(unit)} đề nghị khen tập thể nhưng chưa tự chấm điểm tiêu chí nào "
                f"trong {len(wanted)} tiêu chí áp dụng."
            )
            fix = "Nhập điểm tự chấm cho từng tiêu chí; không đạt điểm nào thì ghi 0, không để trống."
            if code in first_row:
                yield at(table, first_row[code], "self_points", message, fix)
            else:
                yield on_sheet(table, message, fix, unit_code=code)
            continue
        for criterion, score in missing:
            message = (
                f"đơn vị {unit_label(unit)} chưa tự chấm tiêu chí {criterion.criterion_code} “{criterion.content}”; "
                "ô trống không được tính là 0 điểm."
            )
            if score is None:
                fix = (
                    f"Thêm dòng với mã đơn vị {code}, mã tiêu chí {criterion.criterion_code} và điểm tự chấm."
                )
                yield on_sheet(table, message, fix, unit_code=code)
            elif (score.row, "self_points") not in reported:
                fix = f"Nhập điểm từ 0 đến {format_number(criterion.max_points or 0)}."
                yield at(table, score, "self_points", message, fix)


@rule(
    "CD-003",
    "error",
    title="Điểm ngoài khoảng cho phép",
    why="Quy tắc V6: mỗi tiêu chí từ 0 đến điểm tối đa; điểm trừ cũng ghi số dương",
    example="Tiêu chí B1 tối đa 5 điểm, tự chấm 6 điểm.",
)
def points_are_within_the_maximum(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    for score, criterion in score_rows(campaign):
        most = criterion.max_points
        for column, what in POINTS:
            points = points_of(score, column)
            if points is None or (points >= 0 and (most is None or points <= most)):
                continue
            limit = "không nhỏ hơn 0" if most is None else f"từ 0 đến {format_number(most)}"
            yield at(
                table,
                score,
                column,
                f"{what} tiêu chí {criterion.criterion_code} của đơn vị {score.unit_code} là {format_number(points)}; "
                f"cho phép {limit}.",
                f"Nhập lại điểm {limit}.",
            )


@rule(
    "CD-004",
    "warning",
    title="Điểm không theo bước điểm",
    why="Cấu hình “Bước điểm” (DỰ THẢO): điểm là bội số của bước điểm",
    example="Tự chấm 4,3 trong khi bước điểm là 0,25.",
)
def points_are_on_the_step(campaign: Campaign) -> Iterator[Hit]:
    step = campaign.settings.number("points_step")
    if step is None or step <= 0:
        return
    table = campaign.table("scores")
    for score, criterion in score_rows(campaign):
        for column, what in POINTS:
            points = points_of(score, column)
            if points is not None and points % step != 0:
                yield at(
                    table,
                    score,
                    column,
                    f"{what} tiêu chí {criterion.criterion_code} của đơn vị {score.unit_code} là {format_number(points)}, "
                    f"không phải bội số của bước điểm {format_number(step)}.",
                    f"Làm tròn điểm theo bước {format_number(step)}, hoặc sửa “Bước điểm” ở trang Cấu hình.",
                )


@rule(
    "CD-005",
    "error",
    title="Chấm điểm tiêu chí không áp dụng cho loại đơn vị",
    why="Mục 5.3 tài liệu nghiệp vụ: tiêu chí không áp dụng được quy đổi, không chấm",
    example="Trường học được chấm tiêu chí A1 (chỉ tiêu kinh tế - xã hội).",
)
def only_applicable_criteria_are_scored(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    units = units_in_scope(campaign)
    known: dict[tuple[str, str], bool] = {}
    for score, criterion in score_rows(campaign):
        unit = units.get(score.unit_code)
        if unit is None or not unit.unit_kind:
            continue
        pair = (criterion.applies_to, unit.unit_kind)
        if pair not in known:
            # Kinds that cannot be read are TC-006, and not every unit's fault.
            known[pair] = bool(unknown_kinds(criterion.applies_to)) or seeds.applies(*pair)
        if known[pair]:
            continue
        for column, what in POINTS:
            points = points_of(score, column)
            if points is not None:
                yield at(
                    table,
                    score,
                    column,
                    f"{what} {format_number(points)} cho tiêu chí {criterion.criterion_code}, nhưng tiêu chí này không áp dụng "
                    f"cho loại “{unit.unit_kind}” của đơn vị {unit_label(unit)} (áp dụng cho: {criterion.applies_to}).",
                    "Xóa điểm ở dòng này, hoặc sửa cột Áp dụng cho ở trang Tiêu chí.",
                )
                break


@rule(
    "CD-006",
    "error",
    title="Một tiêu chí được chấm hai lần cho một đơn vị",
    why="Quy tắc V6: mỗi đơn vị có một điểm cho mỗi tiêu chí, nếu không tổng điểm sai",
    example="Phường Phúc Xá có hai dòng cho tiêu chí A2.",
)
def each_criterion_is_scored_once(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("scores")
    first: dict[tuple[str, str], int] = {}
    for score, criterion in score_rows(campaign):
        if not score.unit_code:
            continue
        row = first.setdefault((score.unit_code, criterion.criterion_code), score.row)
        if row != score.row:
            yield at(
                table,
                score,
                "criterion_code",
                f"đơn vị {score.unit_code} đã có tiêu chí {criterion.criterion_code} ở dòng {row}; mỗi tiêu chí chỉ một dòng.",
                "Giữ dòng đúng, xóa dòng còn lại.",
            )
