"""Hội đồng: who leads and records the meeting, and who was there (domain.md §3.3).

Who must not vote on whom stands in `council_conflicts`, which is loaded from here.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks import council_conflicts as council_conflicts
from xlpy.checks.blanks import missing_hits, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import councils, nominating_units, unit_label, units_in_scope
from xlpy.model.campaign import Campaign
from xlpy.model.records import CouncilMember
from xlpy.schema.choices import COUNCIL_CHAIR, COUNCIL_DEPUTY, COUNCIL_SECRETARY
from xlpy.vietnamese.names import person_key
from xlpy.vietnamese.text import fold


@rule(
    "HD-001",
    "error",
    title="Thành viên Hội đồng thiếu thông tin",
    why="Mục 3.3 tài liệu nghiệp vụ: biên bản ghi họ tên, chức vụ, vai trò, có mặt của từng thành viên",
    example="Thành viên Trần Văn Bình chưa ghi có mặt hay vắng.",
)
def members_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "council")


@rule(
    "HD-002",
    "error",
    title="Đơn vị đề nghị nhưng chưa nhập Hội đồng",
    why="Quy tắc V3; Kế hoạch, mục IV.4: hồ sơ có biên bản họp Hội đồng thi đua - khen thưởng của đơn vị",
    example="Phường Phúc Xá có 03 đề nghị, trang Hội đồng không có thành viên nào.",
)
def nominating_units_have_a_council(campaign: Campaign) -> Iterator[Hit]:
    listed = {member.unit_code for member in campaign.council.rows}
    nominating = nominating_units(campaign)
    for code, unit in units_in_scope(campaign).items():
        if code in nominating and code not in listed:
            yield on_sheet(
                campaign.table("council"),
                f"đơn vị {unit_label(unit)} có đề nghị khen thưởng nhưng chưa nhập thành viên Hội đồng nào.",
                "Nhập đủ thành viên Hội đồng thi đua - khen thưởng của đơn vị: một Chủ tịch, một Thư ký, các Ủy viên.",
                unit_code=code,
            )


@rule(
    "HD-003",
    "error",
    title="Hội đồng phải có đúng một Chủ tịch và một Thư ký",
    why="Mục 3.3 tài liệu nghiệp vụ; mẫu biên bản 1.9: Chủ tọa và Thư ký ký biên bản",
    example="Hội đồng phường Phúc Xá có hai Chủ tịch.",
)
def one_chair_and_one_secretary(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    reported = reported_cells(campaign, "council")
    for unit, members in councils(campaign):
        # A blank or unreadable role may be the missing one; that cell has its own finding.
        unclear = any(not m.role or (m.row, "role") in reported for m in members)
        for role in (COUNCIL_CHAIR, COUNCIL_SECRETARY):
            holders = [member for member in members if member.role == role]
            if not holders and not unclear:
                yield at(
                    table,
                    members[0],
                    "role",
                    f"Hội đồng của đơn vị {unit_label(unit)} chưa có {role}; cần đúng một {role}.",
                    f"Chọn vai trò “{role}” cho thành viên giữ vai trò đó.",
                )
            for extra in holders[1:]:
                yield at(
                    table,
                    extra,
                    "role",
                    f"Hội đồng của đơn vị {unit_label(unit)} có {len(holders)} {role}: “{extra.full_name}” và "
                    f"“{holders[0].full_name}”; chỉ được một.",
                    f"Giữ một người là {role}, sửa vai trò của người còn lại.",
                )


@rule(
    "HD-004",
    "error",
    title="Thư ký trùng với Chủ tịch Hội đồng",
    why="Mục 3.3 tài liệu nghiệp vụ: thư ký khác chủ trì, hai người cùng ký biên bản",
    example="Nguyễn Văn An vừa là Chủ tịch vừa là Thư ký.",
)
def secretary_is_not_the_chair(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    for unit, members in councils(campaign):
        chairs = {person_key(m.full_name) for m in members if m.role == COUNCIL_CHAIR and m.full_name}
        for member in members:
            if member.role == COUNCIL_SECRETARY and person_key(member.full_name) in chairs:
                yield at(
                    table,
                    member,
                    "role",
                    f"“{member.full_name}” vừa là Chủ tịch vừa là Thư ký Hội đồng của đơn vị {unit_label(unit)}.",
                    "Cử một thành viên khác làm Thư ký.",
                )


@rule(
    "HD-005",
    "error",
    title="Thành viên Hội đồng bị nhập hai lần",
    why="Mục 3.3 tài liệu nghiệp vụ: tổng số thành viên là mẫu số tính tỷ lệ phiếu, không đếm trùng",
    example="Lê Thị Mai, Công chức Văn phòng có ở dòng 7 và dòng 11.",
)
def members_are_unique(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    for unit, members in councils(campaign):
        seen: dict[str, list[CouncilMember]] = {}
        for member in members:
            if not member.full_name:
                continue
            earlier = seen.setdefault(person_key(member.full_name), [])
            twin = next((other for other in earlier if _same_post(member, other)), None)
            # Two people of one name in one council hold different posts; chair and secretary is HD-004.
            if twin and {member.role, twin.role} != {COUNCIL_CHAIR, COUNCIL_SECRETARY}:
                yield at(
                    table,
                    member,
                    "full_name",
                    f"“{member.full_name}” đã có ở dòng {twin.row} trong Hội đồng của đơn vị {unit_label(unit)}.",
                    "Xóa dòng lặp; nếu là hai người trùng tên thì ghi rõ chức vụ khác nhau.",
                )
            earlier.append(member)


def _same_post(one: CouncilMember, other: CouncilMember) -> bool:
    return not one.position or not other.position or fold(one.position) == fold(other.position)


@rule(
    "HD-006",
    "error",
    title="Thành viên vắng mặt chưa ghi lý do",
    why="Mục 3.3 tài liệu nghiệp vụ: biên bản ghi người vắng và lý do",
    example="Phạm Văn Cường vắng, cột Lý do vắng trống.",
)
def absence_has_a_reason(campaign: Campaign) -> Iterator[Hit]:
    table = campaign.table("council")
    for unit, members in councils(campaign):
        for member in members:
            if member.present is False and not member.reason_absent:
                yield at(
                    table,
                    member,
                    "reason_absent",
                    f"“{member.full_name}” (Hội đồng của đơn vị {unit_label(unit)}) vắng mặt nhưng chưa ghi lý do.",
                    "Ghi lý do vắng, ví dụ: đi công tác.",
                )


@rule(
    "HD-007",
    "error",
    title="Số ý kiến bằng văn bản nhiều hơn số người vắng",
    why="Quy tắc V3; mục 3.3 tài liệu nghiệp vụ: chỉ thành viên vắng mặt cho ý kiến bằng văn bản",
    example="Vắng 01 người nhưng ghi 03 ý kiến bằng văn bản.",
)
def written_opinions_come_from_absent_members(campaign: Campaign) -> Iterator[Hit]:
    members_of = campaign.council.by_unit()
    units = units_in_scope(campaign)
    for dossier in campaign.dossiers.rows:
        unit, written = units.get(dossier.unit_code), dossier.written_opinions
        if unit is None or written is None:
            continue
        members = members_of.get(dossier.unit_code)
        # Somebody whose presence is blank may be absent too.
        absent = None if members is None else sum(1 for member in members if not member.present)
        if written < 0 or (absent is not None and written > absent):
            limit = "số từ 0 trở lên" if absent is None else f"từ 0 đến {absent} (số thành viên vắng mặt)"
            yield at(
                campaign.table("dossiers"),
                dossier,
                "written_opinions",
                f"đơn vị {unit_label(unit)} ghi {written} ý kiến bằng văn bản; cho phép {limit}.",
                "Sửa số ý kiến, hoặc sửa cột Có mặt ở trang Hội đồng.",
            )


@rule(
    "HD-008",
    "warning",
    title="Không có Chủ tịch hoặc Phó Chủ tịch chủ trì họp",
    why="Mục 3.3 tài liệu nghiệp vụ: Chủ tịch Hội đồng chủ trì, hoặc Phó Chủ tịch được ủy quyền",
    example="Chủ tịch vắng, Hội đồng không có Phó Chủ tịch có mặt.",
)
def somebody_could_chair(campaign: Campaign) -> Iterator[Hit]:
    for unit, members in councils(campaign):
        chairs = [member for member in members if member.role == COUNCIL_CHAIR]
        if not chairs or any(chair.present is not False for chair in chairs):
            continue
        if not any(member.role == COUNCIL_DEPUTY and member.present for member in members):
            yield at(
                campaign.table("council"),
                chairs[0],
                "present",
                f"Chủ tịch Hội đồng “{chairs[0].full_name}” của đơn vị {unit_label(unit)} vắng và không có Phó Chủ tịch nào "
                "có mặt để chủ trì.",
                "Kiểm tra cột Có mặt, cột Vai trò; nếu ủy quyền cho người khác thì chọn vai trò “Phó Chủ tịch” cho người đó.",
            )
