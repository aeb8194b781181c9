"""A made-up campaign for the packet tests: a ward, a department, a party body, the youth union, an extreme case."""

from __future__ import annotations

from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, CouncilMember, Dossier, Individual, Unit
from xlpy.packets.basis import read_basis
from xlpy.packets.facts import CampaignIndex, PacketFacts
from xlpy.packets.wording import unit_in_text
from xlpy.schema import seeds
from xlpy.schema.choices import PART_OF_UNIT, THE_UNIT_ITSELF, YES
from xlpy.vietnamese.dates import PartialDate

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "templates"

WARD, DEPARTMENT, PARTY, YOUTH, EXTREME, SILENT = "00001", "PNV", "BTG", "QD", "MTTQ", "PYT"

_TARGETS = (
    "Hoàn thành ít nhất 50% các chỉ tiêu kinh tế - xã hội năm 2023 trước ngày 10/6/2023.\n"
    "Đăng ký 01 công trình chỉnh trang ngõ, phố; vận động 100% hộ dân ký cam kết giữ gìn vệ sinh môi trường."
)
_RESULTS = (
    "Đến ngày 20/5/2023, đã hoàn thành 57,5% chỉ tiêu thu ngân sách, đạt 115% so với tiến độ đăng ký.\n"
    "- Tổ chức 12 buổi tổng vệ sinh môi trường với 1.240 lượt người tham gia; xóa 37 điểm quảng cáo, rao vặt sai quy định.\n"
    "- Vận động 186 triệu đồng để lát lại 240 m vỉa hè, trồng 65 chậu hoa tại “Ngõ nở hoa” & sân chơi chung.\n"
    "Không có đơn thư vượt cấp; 100% hồ sơ hành chính được giải quyết đúng và trước hạn."
)
_MEASURES = (
    "Phân công từng đảng viên phụ trách nhóm hộ, họp rút kinh nghiệm vào tối thứ Năm hằng tuần.\n"
    "Công khai tiến độ từng chỉ tiêu tại bảng tin và nhóm Zalo của tổ dân phố."
)
_EFFECT = "Cảnh quan, môi trường chuyển biến rõ rệt; mô hình được 04 tổ dân phố khác trong phường học tập, làm theo."
_LESSONS = (
    "Việc gì có lợi cho dân thì bàn với dân từ đầu, công khai từng khoản thu, chi.\n"
    "Cán bộ, đảng viên đi trước; khen thưởng kịp thời người làm tốt."
)
_SUMMARY = "Hoàn thành 57,5% chỉ tiêu năm 2023; vận động 186 triệu đồng chỉnh trang 240 m ngõ phố, duy trì “Ngõ nở hoa”."

ACHIEVEMENT: dict[str, Any] = {
    "targets": _TARGETS,
    "results": _RESULTS,
    "measures": _MEASURES,
    "effect": _EFFECT,
    "lessons": _LESSONS,
    "summary": _SUMMARY,
    "award": "Giấy khen",
    "votes_for": 8,
    "votes_against": 1,
    "votes_other": 0,
    "clean_record": True,
    "prior_awards": "Giấy khen của Chủ tịch UBND phường năm 2021\nGiấy khen của Chủ tịch UBND quận năm 2022",
}

_SIGNERS = {
    WARD: "Trần Quốc Hưng",
    DEPARTMENT: "Lê Thị Minh Phượng",
    PARTY: "Đặng Hữu Ước",
    YOUTH: "Vũ Ngọc Quỳnh",
    EXTREME: "Nguyễn Thị Ánh Tuyết",
}


def _unit(number: int, seed: dict[str, str]) -> Unit:
    values = {key: value for key, value in seed.items() if key != "participates"}
    return Unit(
        row=number,
        participates=seed["participates"] == YES,
        signer_name=_SIGNERS.get(seed["unit_code"], ""),
        **values,
    )


def _collective(number: int, unit: str, name: str, scope: str = PART_OF_UNIT, **more: Any) -> Collective:
    values: dict[str, Any] = {
        "founded_year": 1987,
        "structure": "Ban công tác Mặt trận, chi bộ 42 đảng viên, Chi hội Phụ nữ, Chi hội Cựu chiến binh.",
        "headcount": 14,
        "women_count": 8,
        "function": "Thực hiện chủ trương của Đảng, pháp luật của Nhà nước trên địa bàn.\nVận động Nhân dân xây dựng "
        "đời sống văn hóa, bảo đảm an ninh trật tự.",
        "head_title": "Tổ trưởng",
        "head_name": "Hoàng Thị Ngọc Ẩn",
    }
    return Collective(
        row=number,
        row_id=f"TT-{number:04d}",
        unit_code=unit,
        name=name,
        scope=scope,
        **{**ACHIEVEMENT, **values, **more},
    )


def _individual(
    number: int, unit: str, name: str, gender: str, position: str, place: str, **more: Any
) -> Individual:
    values: dict[str, Any] = {
        "birth_date": PartialDate(1968, 2, 5),
        "home_town": "Xã Đông Ngạc, huyện Từ Liêm, thành phố Hà Nội",
        "residence": "Số 12, ngõ 76 phố An Dương, quận Ba Đình, thành phố Hà Nội",
        "occupation": "Cán bộ hưu trí",
    }
    return Individual(
        row=number,
        row_id=f"CN-{number:04d}",
        unit_code=unit,
        full_name=name,
        gender=gender,
        position=position,
        workplace=place,
        **{**ACHIEVEMENT, **values, **more},
    )


def _council(
    unit: str, first_row: int, names: list[tuple[str, str, str]], absent: int = 1
) -> list[CouncilMember]:
    return [
        CouncilMember(
            row=first_row + number,
            row_id=f"HD-{first_row + number:04d}",
            unit_code=unit,
            full_name=name,
            position=position,
            role=role,
            present=number != absent + 1,
            reason_absent="đi công tác" if number == absent + 1 else "",
        )
        for number, (name, position, role) in enumerate(names)
    ]


_MEMBERS = [
    ("{signer}", "{title} {body}", "Chủ tịch"),
    ("Phạm Văn Đức", "Phó Chủ tịch Ủy ban nhân dân phường", "Phó Chủ tịch"),
    ("Nguyễn Thị Ái Vân", "Chủ tịch Ủy ban Mặt trận Tổ quốc Việt Nam phường", "Ủy viên"),
    ("Đỗ Thị Oanh", "Chủ tịch Hội Liên hiệp Phụ nữ phường", "Ủy viên"),
    ("Lê Văn Ất", "Chủ tịch Hội Cựu chiến binh phường", "Ủy viên"),
    ("Bùi Quang Ước", "Bí thư Đoàn Thanh niên phường", "Ủy viên"),
    ("Trịnh Thị Yến", "Công chức Tài chính - Kế toán", "Ủy viên"),
    ("Ngô Đình Ân", "Chỉ huy trưởng Ban Chỉ huy Quân sự phường", "Ủy viên"),
    ("Hồ Thị Quỳ", "Công chức Văn phòng - Thống kê", "Thư ký"),
]


def _dossier(row: int, unit: str, **more: Any) -> Dossier:
    values: dict[str, Any] = {
        "submission_no": "5",
        "submission_date": PartialDate(2023, 5, 22),
        "minutes_no": "03",
        "meeting_start": datetime(2023, 5, 19, 14, 0),
        "meeting_end": datetime(2023, 5, 19, 16, 30),
        "meeting_place": "Phòng họp số 2, trụ sở cơ quan",
        "voting_method": "Bỏ phiếu kín",
        "written_opinions": 0,
    }
    return Dossier(row=row, unit_code=unit, **{**values, **more})


def campaign() -> Campaign:
    """A fresh campaign; tests may change it."""
    result = Campaign.empty(date(2023, 5, 25))
    result.settings.values["plan_number"] = "88/KH-UBND"
    result.settings.values["plan_date"] = date(2023, 4, 5)
    result.units.rows += [_unit(number, dict(seed)) for number, seed in enumerate(seeds.units(), 5)]
    for code in _SIGNERS:
        unit = result.unit(code)
        assert unit is not None
        filled = [
            (
                name.format(signer=unit.signer_name),
                position.format(
                    title=unit.signer_title.capitalize(), body=unit_in_text(unit, "quận Ba Đình")
                ),
                role,
            )
            for name, position, role in _MEMBERS
        ]
        result.council.rows += _council(code, 10 + 10 * len(result.dossiers.rows), filled)
        result.dossiers.rows.append(_dossier(5 + len(result.dossiers.rows), code))
    ward = "phường Phúc Xá"
    result.collectives.rows += [
        _collective(5, WARD, f"Tổ dân phố số 10, {ward}", founded_year=1992),
        _collective(6, WARD, f"Tổ dân phố số 3, {ward}"),
        _collective(
            7,
            DEPARTMENT,
            "Phòng Nội vụ quận Ba Đình",
            THE_UNIT_ITSELF,
            headcount=11,
            votes_for=9,
            votes_against=0,
        ),
        _collective(
            8, PARTY, "Ban Tuyên giáo Quận ủy Ba Đình", THE_UNIT_ITSELF, headcount=7, women_count=None
        ),
        _collective(9, YOUTH, "Đoàn Thanh niên phường Cống Vị", head_title="Bí thư", head_name="Phan Thị Ơn"),
    ]
    result.individuals.rows += [
        _individual(5, WARD, "Nguyễn Văn Ăn", "Nam", "Tổ trưởng", f"Tổ dân phố số 3, {ward}"),
        _individual(
            6,
            WARD,
            "Lê Thị Ánh",
            "Nữ",
            "Chi hội trưởng Chi hội Phụ nữ số 7",
            f"Hội Liên hiệp Phụ nữ {ward}",
            birth_date=PartialDate(1975, 11, 20),
            alias="Sáu Ánh",
            votes_for=9,
            votes_against=0,
        ),
        _individual(
            7,
            WARD,
            "Phạm Văn Đức",
            "Nam",
            "Phó Chủ tịch Ủy ban nhân dân phường",
            f"Ủy ban nhân dân {ward}",
            votes_for=7,
        ),
        _individual(8, DEPARTMENT, "Lê Thị Minh Phượng", "Nữ", "Trưởng phòng", "Phòng Nội vụ quận Ba Đình"),
        _individual(9, PARTY, "Trần Thị Xuân Ở", "Nữ", "Chuyên viên", "Ban Tuyên giáo Quận ủy Ba Đình"),
    ]
    next(
        member for member in result.council.rows if member.full_name == "Phạm Văn Đức"
    ).recused_from = "CN-0007"
    _add_extreme(result)
    return result


def _add_extreme(result: Campaign) -> None:
    """Many nominees, names that need two lines, 10,000 characters of text, no numbers and dates yet."""
    text = "\n".join(f"{_RESULTS} (nội dung {number})" for number in range(20))[:10_000]
    for number in range(100, 113):
        result.individuals.rows.append(
            _individual(
                number,
                EXTREME,
                f"Công Tằng Tôn Nữ Nguyễn Thị Huỳnh {'AĂÂBDĐEGHIKLM'[number - 100]}nh",
                "Nữ",
                "Ủy viên Ban Thường trực, Trưởng Ban Dân chủ - Pháp luật kiêm nhiệm công tác tôn giáo",
                "Ủy ban Mặt trận Tổ quốc Việt Nam quận Ba Đình, thành phố Hà Nội",
                results=text if number == 100 else "",
                birth_date=None,
                votes_for=None,
                clean_record=None,
            )
        )
    dossier = next(row for row in result.dossiers.rows if row.unit_code == EXTREME)
    dossier.submission_no = dossier.minutes_no = dossier.meeting_place = dossier.voting_method = ""
    dossier.submission_date = dossier.meeting_start = dossier.meeting_end = None


@cache
def _shared() -> Campaign:
    return campaign()


def facts(code: str, source: Campaign | None = None) -> PacketFacts:
    """Facts of one unit of the sample (read only, unless `source` is the test's own)."""
    data = source or _shared()
    unit = data.unit(code)
    assert unit is not None
    return CampaignIndex.of(data).gather(unit, read_basis(TEMPLATES, data.settings.text("legal_basis")))


__all__ = [
    "ACHIEVEMENT",
    "DEPARTMENT",
    "EXTREME",
    "PARTY",
    "SILENT",
    "TEMPLATES",
    "WARD",
    "YOUTH",
    "campaign",
    "facts",
]
