"""The council's votes: whole numbers that add up to the ballots, over the threshold, in a meeting that could decide (V3).

Blank votes are V12's business (collectives, individuals); here a nominee counts once all three are typed.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.blanks import row_label
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import ignored_units, unit_label, units_in_scope
from xlpy.model.ballots import CouncilCount, count_council, votes_needed
from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember, Nominee, Record
from xlpy.model.table import Table
from xlpy.vietnamese.numbers import format_number

_VOTES = (
    ("votes_for", "phiếu đồng ý"),
    ("votes_against", "phiếu không đồng ý"),
    ("votes_other", "phiếu khác"),
)


def _counts(nominee: Nominee) -> tuple[int | None, int | None, int | None]:
    return nominee.votes_for, nominee.votes_against, nominee.votes_other


def _has_negative(nominee: Nominee) -> bool:
    return min(nominee.votes_for or 0, nominee.votes_against or 0, nominee.votes_other or 0) < 0


def _voted(campaign: Campaign) -> Iterator[tuple[Table[Record], Nominee, int, int]]:
    """(table, nominee, votes for, all votes) of nominees in scope with three sensible counts."""
    ignored = ignored_units(campaign)
    for key, rows in (("collectives", campaign.collectives.rows), ("individuals", campaign.individuals.rows)):
        table = campaign.table(key)
        for nominee in rows:
            votes_for, against, other = nominee.votes_for, nominee.votes_against, nominee.votes_other
            if votes_for is None or against is None or other is None or nominee.unit_code in ignored:
                continue
            if votes_for >= 0 and against >= 0 and other >= 0:
                yield table, nominee, votes_for, votes_for + against + other


def _councils(campaign: Campaign) -> dict[str, CouncilCount]:
    """The counted council by unit code, for units that list one."""
    written = {dossier.unit_code: dossier.written_opinions for dossier in reversed(campaign.dossiers.rows)}
    return {
        code: count_council(members, written.get(code), campaign.settings)
        for code, members in campaign.council.by_unit().items()
        if code
    }


@rule(
    "BP-001",
    "error",
    title="Số phiếu là số âm",
    why="Quy tắc V3: số phiếu là số nguyên từ 0 trở lên",
    example="Phiếu không đồng ý ghi -1.",
)
def votes_are_not_negative(campaign: Campaign) -> Iterator[Hit]:
    ignored = ignored_units(campaign)
    for key, rows in (("collectives", campaign.collectives.rows), ("individuals", campaign.individuals.rows)):
        for nominee in rows:
            if nominee.unit_code in ignored or not _has_negative(nominee):
                continue
            for (column, what), votes in zip(_VOTES, _counts(nominee), strict=True):
                if votes is not None and votes < 0:
                    yield at(
                        campaign.table(key),
                        nominee,
                        column,
                        f"số {what} cho “{nominee.display_name}” là {votes}; phải là số nguyên từ 0 trở lên.",
                        "Nhập lại theo biên bản kiểm phiếu; không có phiếu nào thì ghi 0.",
                    )


@rule(
    "BP-002",
    "error",
    title="Tổng số phiếu khác số người bỏ phiếu",
    why="Quy tắc V3; mục 3.3 tài liệu nghiệp vụ: đồng ý + không đồng ý + khác = thành viên có mặt, cộng ý kiến bằng văn bản "
    "(nếu được tính), trừ người không biểu quyết",
    example="Có mặt 9 người nhưng chỉ có 8 phiếu cho Nguyễn Thị Hương.",
)
def votes_add_up_to_the_ballots(campaign: Campaign) -> Iterator[Hit]:
    councils = {code: council for code, council in _councils(campaign).items() if not council.unknown}
    for table, nominee, _, total in _voted(campaign):
        council = councils.get(nominee.unit_code)
        if council is None:
            continue
        expected = council.ballots(nominee.row_id)
        if expected.fewest <= total <= expected.most:
            continue
        parts = f"{council.present} thành viên có mặt"
        if council.written:
            parts += f", {council.written} ý kiến bằng văn bản"
        recused = council.recused(nominee.row_id)
        if recused:
            parts += f", {recused} người không biểu quyết"
        allowed = (
            f"{expected.most}"
            if expected.fewest == expected.most
            else f"từ {expected.fewest} đến {expected.most}"
        )
        yield at(
            table,
            nominee,
            "votes_for",
            f"“{row_label(table, nominee)}” có tất cả {total} phiếu, nhưng số phiếu phải là {allowed} ({parts}).",
            "Đối chiếu biên bản kiểm phiếu với cột Có mặt ở trang Hội đồng và cột Số ý kiến bằng văn bản ở trang Hồ sơ, "
            "rồi sửa chỗ sai.",
        )


@rule(
    "BP-003",
    "error",
    title="Không đạt tỷ lệ phiếu đồng ý",
    why="Quy tắc V3; Cấu hình nhóm Bỏ phiếu (DỰ THẢO): không tìm thấy quy định về tỷ lệ phiếu cho Giấy khen",
    example="4 phiếu đồng ý trên 9 thành viên là 44,44%, phải vượt 50%.",
)
def votes_reach_the_threshold(campaign: Campaign) -> Iterator[Hit]:
    settings = campaign.settings
    councils = _councils(campaign)
    percent = settings.number("vote_threshold_percent")
    if percent is None:
        return
    word = "ít nhất" if settings.flag("vote_threshold_inclusive") else "trên"
    needed_of: dict[int, int | None] = {}
    for table, nominee, votes_for, _ in _voted(campaign):
        council = councils.get(nominee.unit_code)
        # Who was present is not known, so the base "số thành viên có mặt" is not either.
        if council is None or (council.unknown and not council.base_is_everyone):
            continue
        base = council.ballots(nominee.row_id).base
        if base not in needed_of:
            needed_of[base] = votes_needed(base, settings)
        needed = needed_of[base]
        if needed is None or votes_for >= needed:
            continue
        share = (2 * votes_for * 10_000 + base) // (2 * base)
        yield at(
            table,
            nominee,
            "votes_for",
            f"“{row_label(table, nominee)}” có {votes_for}/{base} phiếu đồng ý ({share // 100},{share % 100:02d}%), không đạt "
            f"tỷ lệ {word} {format_number(percent)}% ({settings.text('vote_base').lower()}); cần ít nhất {needed} phiếu.",
            "Kiểm tra lại số phiếu; nếu đúng thì đưa ra khỏi danh sách đề nghị. Tỷ lệ và mẫu số sửa ở trang Cấu hình, "
            "nhóm Bỏ phiếu.",
        )


@rule(
    "BP-004",
    "warning",
    title="Cuộc họp không đủ số thành viên tối thiểu",
    why="Cấu hình “Số thành viên tối thiểu phải có mặt” (DỰ THẢO), mục 3.3 tài liệu nghiệp vụ",
    example="Có mặt 5 trên 9 thành viên, cần ít nhất 2/3 (6 người).",
)
def meetings_have_a_quorum(campaign: Campaign) -> Iterator[Hit]:
    share = campaign.settings.fraction("quorum")
    if share is None or not 0 < share <= 1:
        return
    table = campaign.table("council")
    units = units_in_scope(campaign)
    for code, members in campaign.council.by_unit().items():
        unit = units.get(code)
        if unit is None or any(member.present is None for member in members):
            continue
        present = _present(members)
        needed = -(-share.numerator * len(members) // share.denominator)
        if present < needed:
            yield at(
                table,
                members[0],
                "present",
                f"Hội đồng của đơn vị {unit_label(unit)} có mặt {present}/{len(members)} thành viên, cần ít nhất {needed} "
                f"({campaign.settings.text('quorum')} tổng số).",
                "Kiểm tra cột Có mặt; nếu đúng thì cần họp lại hoặc xem lại quy chế của Hội đồng.",
            )


def _present(members: list[CouncilMember]) -> int:
    return sum(1 for member in members if member.present)
