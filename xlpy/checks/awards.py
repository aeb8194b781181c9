"""Tập thể, Cá nhân: what the district decided about each nominee must be complete and allowed (domain.md §7).

The district's own matter: a unit's copy carries no outcomes and is not checked. What the decision itself needs stands
in `decision`, which loads from here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xlpy.checks import decision as decision
from xlpy.checks.finding import Finding, Hit
from xlpy.checks.naming import nominees, who
from xlpy.checks.outcomes import considered
from xlpy.checks.rules import at, review_rule, rule
from xlpy.checks.scope import unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table
from xlpy.schema.choices import AWARDED, NOT_AWARDED


@rule(
    "KT-003",
    "error",
    title="Không khen thưởng mà không ghi lý do",
    why="Tài liệu nghiệp vụ, mục 3.1: trường hợp không được khen thưởng phải được thông báo kèm lý do",
    example="Cột Kết quả xét ghi Không khen thưởng, cột Lý do trống.",
)
def refusals_have_a_reason(campaign: Campaign) -> Iterator[Hit]:
    for table, nominee in considered(campaign, NOT_AWARDED):
        if not nominee.outcome_reason.strip():
            yield at(
                table,
                nominee,
                "outcome_reason",
                f"{who(table, nominee)} ghi “{NOT_AWARDED}” nhưng chưa có lý do; thông báo gửi đơn vị phải nêu lý do.",
                "Ghi lý do ngắn gọn, ví dụ: Không thuộc đối tượng khen thưởng của đợt thi đua.",
            )


@rule(
    "KT-004",
    "warning",
    title="Có lý do không khen thưởng nhưng kết quả xét khác",
    why="Tài liệu nghiệp vụ, mục 3.1: lý do chỉ dành cho trường hợp không được khen thưởng",
    example="Cột Kết quả xét ghi Khen thưởng, cột Lý do không khen thưởng vẫn còn nội dung.",
)
def reasons_belong_to_refusals(campaign: Campaign) -> Iterator[Hit]:
    if campaign.stamp.unit_code:
        return
    for table, nominee in nominees(campaign):
        if nominee.outcome_reason.strip() and nominee.outcome != NOT_AWARDED:
            yield at(
                table,
                nominee,
                "outcome_reason",
                f"{who(table, nominee)} có lý do không khen thưởng nhưng cột Kết quả xét ghi “{nominee.outcome or 'trống'}”.",
                f"Xóa lý do, hoặc chọn “{NOT_AWARDED}” ở cột Kết quả xét.",
            )


@review_rule(
    "KT-005",
    "error",
    title="Khen thưởng khi dòng đề nghị còn lỗi",
    why="Tài liệu nghiệp vụ, mục 7.1: thẩm định xong mới trình khen thưởng; Quyết định in theo dòng này",
    example="Cột Kết quả xét ghi Khen thưởng, cột Ngày sinh của dòng còn trống.",
)
def awarded_rows_are_free_of_errors(campaign: Campaign, findings: Sequence[Finding]) -> Iterator[Hit]:
    faults: dict[tuple[str, int], list[str]] = {}
    for finding in findings:
        if finding.severity == "error" and finding.row and not finding.code.startswith("KT-"):
            faults.setdefault((finding.sheet, finding.row), []).append(finding.code)
    for table, nominee in considered(campaign, AWARDED):
        codes = faults.get((table.sheet.key, nominee.row))
        if codes:
            yield at(
                table,
                nominee,
                "outcome",
                f"{who(table, nominee)} ghi “{AWARDED}” nhưng dòng này còn {len(codes)} lỗi ({', '.join(dict.fromkeys(codes))}); "
                "chỉ dòng không còn lỗi mới vào Quyết định.",
                "Sửa các lỗi của dòng như trang Lỗi hướng dẫn, hoặc để trống Kết quả xét cho tới khi sửa xong.",
            )


@rule(
    "KT-006",
    "error",
    title="Số được khen thưởng vượt chỉ tiêu của đơn vị",
    why="Quy tắc V1; Kế hoạch, mục IV.2: chỉ tiêu Giấy khen của từng đơn vị",
    example="Phường Phúc Xá chỉ tiêu 03 cá nhân, ghi Khen thưởng 04 cá nhân.",
)
def awards_are_within_the_quota(campaign: Campaign) -> Iterator[Hit]:
    units = units_in_scope(campaign)
    groups: dict[tuple[str, str], list[tuple[Table[Record], Nominee]]] = {}
    for table, nominee in considered(campaign, AWARDED):
        groups.setdefault((nominee.unit_code, table.sheet.key), []).append((table, nominee))
    for (code, sheet), awarded in groups.items():
        unit = units.get(code)
        if unit is None:
            continue
        whole = sheet == "collectives"
        limit = campaign.collective_limit(unit) if whole else campaign.individual_limit(unit)
        if limit is not None and len(awarded) > limit:
            table, first = awarded[limit]
            yield at(
                table,
                first,
                "outcome",
                f"đơn vị {unit_label(unit)} có {len(awarded)} {'tập thể' if whole else 'cá nhân'} ghi “{AWARDED}”, "
                f"chỉ tiêu là {limit}.",
                f"Chọn “{NOT_AWARDED}” và ghi lý do cho phần vượt; nếu được giao thêm thì ghi chỉ tiêu riêng ở trang Đơn vị.",
            )
