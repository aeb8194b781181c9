"""Hội đồng: members who are nominees themselves, and who is recused from whom (domain.md §3.3).

Registered through `checks.council`. No rule was found that forbids voting, so a conflict is a warning.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, rule
from xlpy.checks.scope import councils, nominees_by_unit, unit_label
from xlpy.model.ballots import recused_rows
from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember
from xlpy.vietnamese.names import person_key
from xlpy.vietnamese.text import fold


@rule(
    "HD-009",
    "warning",
    title="Thành viên Hội đồng biểu quyết cho chính mình",
    why="Mục 3.3 tài liệu nghiệp vụ: xung đột lợi ích phải ghi trong biên bản, người được đề nghị không biểu quyết",
    example="Nguyễn Thị Hương là Ủy viên và được đề nghị ở dòng CN-0003.",
)
def members_do_not_vote_on_themselves(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    candidates = campaign.individuals.by_unit()
    for unit, members in councils(campaign):
        own = candidates.get(unit.unit_code)
        if not own:
            continue
        by_name = {person_key(member.full_name): member for member in members if member.full_name}
        # Given names rule out nearly everybody before the dearer key is made.
        given_names = {_given_name(name) for name in by_name}
        for person in own:
            if not person.full_name or _given_name(person.full_name) not in given_names:
                continue
            member = by_name.get(person_key(person.full_name))
            if member is None or (person.row_id and person.row_id.upper() in recused_rows(member)):
                continue
            yield at(
                table,
                member,
                "recused_from",
                f"“{member.full_name}” là thành viên Hội đồng của đơn vị {unit_label(unit)} và cũng được đề nghị khen thưởng "
                f"({person.row_id or f'trang Cá nhân, dòng {person.row}'}).",
                f"Nếu người này không biểu quyết cho mình thì ghi {person.row_id or 'mã dòng'} ở cột “Không biểu quyết đối với”; "
                "nếu là hai người trùng tên thì bỏ qua cảnh báo.",
                proposal=_with_row_id(member, person.row_id),
            )


def _given_name(name: str) -> str:
    return fold(name.rpartition(" ")[2])


def _with_row_id(member: CouncilMember, row_id: str) -> str | None:
    return "; ".join([*recused_rows(member), row_id]) if row_id else None


@rule(
    "HD-010",
    "error",
    title="Mã dòng ở cột “Không biểu quyết đối với” không tồn tại",
    why="Quy tắc V3: người không biểu quyết được trừ khi đếm phiếu, nên mã phải đúng",
    example="Ghi CN-0099, đơn vị không có đề nghị nào mang mã này.",
)
def recusals_name_nominees(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    nominees: dict[str, list[str]] | None = None
    for unit, members in councils(campaign):
        for member in members:
            if not member.recused_from:
                continue
            if nominees is None:
                nominees = {
                    code: [nominee.row_id.upper() for _, nominee in rows if nominee.row_id]
                    for code, rows in nominees_by_unit(campaign).items()
                }
            ids = nominees.get(unit.unit_code, [])
            for row_id in recused_rows(member):
                if row_id not in ids:
                    known = f"Mã của đơn vị: {', '.join(ids[:10])}" if ids else "Đơn vị chưa có đề nghị nào"
                    yield at(
                        table,
                        member,
                        "recused_from",
                        f"“{member.full_name}” ghi không biểu quyết đối với “{row_id}”, nhưng đơn vị {unit_label(unit)} không có "
                        f"đề nghị mang mã này. {known}.",
                        "Chép đúng mã ở cột Mã dòng của trang Tập thể hoặc Cá nhân, cách nhau bằng dấu chấm phẩy.",
                    )
