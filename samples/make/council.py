"""The councils of the sample: who sits in them, who was there, and how many ballots that makes."""

from __future__ import annotations

from dataclasses import dataclass

from samples.make import draw
from samples.make.people import Registry
from samples.make.units import Unit, gender_of
from xlpy.schema.choices import (
    COUNCIL_CHAIR,
    COUNCIL_DEPUTY,
    COUNCIL_MEMBER,
    COUNCIL_SECRETARY,
    DEPARTMENT,
    MASS_ORGANISATION,
    NO,
    SCHOOL,
    SERVICE_UNIT,
    WARD,
    YES,
)
from xlpy.workbook.content import Row

_SECRETARIES = {
    WARD: "Công chức Văn phòng - Thống kê",
    DEPARTMENT: "Chuyên viên tổng hợp",
    MASS_ORGANISATION: "Ủy viên Ban Thường vụ",
    SERVICE_UNIT: "Trưởng bộ phận Hành chính - Tổng hợp",
    SCHOOL: "Thư ký Hội đồng trường",
}
_MEMBERS = {
    WARD: (
        "Phó Bí thư Thường trực Đảng ủy phường",
        "Chủ tịch Ủy ban Mặt trận Tổ quốc phường",
        "Chủ tịch Hội Liên hiệp Phụ nữ phường",
        "Chủ tịch Hội Cựu chiến binh phường",
        "Bí thư Đoàn Thanh niên phường",
        "Công chức Tài chính - Kế toán",
    ),
    DEPARTMENT: ("Chủ tịch Công đoàn cơ sở", "Chuyên viên chính", "Chuyên viên", "Chi ủy viên"),
    MASS_ORGANISATION: ("Ủy viên Ban Thường trực", "Trưởng ban Tuyên giáo", "Chuyên viên", "Chi ủy viên"),
    SERVICE_UNIT: ("Chủ tịch Công đoàn", "Trưởng phòng Nghiệp vụ", "Kế toán trưởng", "Bí thư Chi đoàn"),
    SCHOOL: (
        "Chủ tịch Công đoàn trường",
        "Tổ trưởng tổ Khoa học tự nhiên",
        "Tổ trưởng tổ Khoa học xã hội",
        "Tổng phụ trách Đội",
        "Trưởng ban Thanh tra nhân dân",
        "Kế toán",
    ),
}
_PRIMARY_MEMBERS = {
    "Tổ trưởng tổ Khoa học tự nhiên": "Tổ trưởng tổ chuyên môn khối 4, 5",
    "Tổ trưởng tổ Khoa học xã hội": "Tổ trưởng tổ chuyên môn khối 1, 2, 3",
}
_SIZES = {WARD: 9, DEPARTMENT: 5, MASS_ORGANISATION: 5, SERVICE_UNIT: 7, SCHOOL: 9}
_REASONS = (
    "Đi công tác theo Kế hoạch của Thành phố",
    "Nghỉ ốm có giấy của bệnh viện",
    "Dự lớp bồi dưỡng lý luận chính trị",
    "Dự họp tại Quận ủy",
    "Nghỉ phép năm đã được duyệt",
)
DEPUTY_NOMINATED = frozenset(("PNV", "PVHTT", "CCB", "TTVH", "THCS-BD"))
"""Units that nominate a member of their own council, who then does not vote on himself."""


@dataclass(slots=True)
class Council:
    """The rows of one council, and the ballots cast in its meeting."""

    unit: Unit
    rows: list[Row]
    present: int
    written: int

    def votes(self, row_id: str, recused: int = 0) -> Row:
        """Votes for one nominee, which add up to the ballots: members present and written opinions, less the recused."""
        ballots = self.present + self.written - recused
        against = int(draw.chance(18, "against", row_id))
        other = int(draw.chance(14, "other", row_id))
        return {"votes_for": ballots - against - other, "votes_against": against, "votes_other": other}


def make(unit: Unit, registry: Registry) -> Council:
    """The council of a unit; two thirds and more of it were present, chair, deputy and secretary always."""
    head_post, deputy_post = unit.titles
    size = _SIZES[unit.kind]
    leaders = [
        (unit.head.full_name, head_post, COUNCIL_CHAIR),
        (unit.deputy.full_name, deputy_post, COUNCIL_DEPUTY),
        (unit.secretary.full_name, _SECRETARIES[unit.kind], COUNCIL_SECRETARY),
    ]
    posts = _MEMBERS[unit.kind][: size - len(leaders)]
    members = [
        (
            registry.new("council", unit.code, post, gender=gender_of(unit.code, post)).full_name,
            _post(unit, post),
            COUNCIL_MEMBER,
        )
        for post in posts
    ]
    absent = {
        name
        for name, _, _ in draw.shuffled(members, unit.code, "absent")[
            : min(draw.between(0, 2, unit.code, "absences"), size // 3)
        ]
    }
    written = draw.between(0, len(absent), unit.code, "written")
    rows: list[Row] = []
    for name, post, role in [*leaders[:2], *members, leaders[2]]:
        row: Row = {"unit_code": unit.code, "full_name": name, "position": post, "role": role, "present": YES}
        if name in absent:
            row |= {"present": NO, "reason_absent": draw.pick(_REASONS, unit.code, name)}
        rows.append(row)
    return Council(unit, rows, len(rows) - len(absent), written)


def _post(unit: Unit, post: str) -> str:
    return _PRIMARY_MEMBERS.get(post, post) if unit.level == "th" else post


def numbered(councils: list[Council], nominated: dict[str, str]) -> list[Row]:
    """All rows with their row ids; a nominated deputy gets the row id he does not vote on (`nominated` by unit)."""
    rows: list[Row] = []
    for council in councils:
        for row in council.rows:
            complete: Row = {"row_id": f"HD-{len(rows) + 1:04d}", **row}
            if row["role"] == COUNCIL_DEPUTY and council.unit.code in nominated:
                complete["recused_from"] = nominated[council.unit.code]
            rows.append(complete)
    return rows
