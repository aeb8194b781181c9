"""Collectives of the sample: the unit itself, or a body inside it, with what Mẫu 07 part I asks for."""

from __future__ import annotations

from dataclasses import dataclass

from samples.make import bank, draw
from samples.make.achievements import Voice, Writer
from samples.make.bank import Topic
from samples.make.council import Council
from samples.make.people import FEMALE, Registry
from samples.make.units import Unit, functions
from xlpy.schema.choices import PART_OF_UNIT, SCHOOL, THE_UNIT_ITSELF, WARD, YES
from xlpy.workbook.content import Row


@dataclass(frozen=True, slots=True)
class _Plan:
    """One collective before its texts: who it is and which topics are its own."""

    name: str
    scope: str
    voice: Voice
    tags: tuple[str, ...]
    own_count: int
    founded: tuple[int, int]
    headcount: tuple[int, int]
    structure: str
    function: str
    head_title: str = ""


def topics_tagged(*tags: str) -> list[Topic]:
    """Topics that carry one of the tags, the common ones left out."""
    return [topic for topic in bank.topics() if topic.tags & set(tags) and "chung" not in topic.tags]


def _residents(unit: Unit) -> _Plan:
    number = draw.between(2, 18, unit.code, "tổ dân phố")
    return _Plan(
        f"Tổ dân phố số {number}, phường {unit.ward}",
        PART_OF_UNIT,
        Voice(
            f"Tổ dân phố số {number}",
            ("Tổ dân phố", "cấp ủy, Ban công tác Mặt trận và Tổ dân phố"),
            office=False,
        ),
        ("tdp",),
        3,
        (1998, 2008),
        (9, 15),
        "Chi bộ, Ban công tác Mặt trận, Tổ dân phố và các chi hội Phụ nữ, Cựu chiến binh, Người cao tuổi; "
        "quản lý [[180-360]] hộ với [[640-1250]] nhân khẩu.",
        "Vận động Nhân dân chấp hành chủ trương, pháp luật; tổ chức đời sống tự quản, giữ gìn an ninh trật tự, vệ sinh "
        "môi trường và xây dựng nếp sống văn minh tại khu dân cư.",
        "Tổ trưởng tổ dân phố",
    )


def _women(unit: Unit) -> _Plan:
    return _Plan(
        f"Hội Liên hiệp Phụ nữ phường {unit.ward}",
        PART_OF_UNIT,
        Voice(f"Hội Liên hiệp Phụ nữ phường {unit.ward}", ("Hội", "Ban Chấp hành Hội"), office=False),
        ("phunu",),
        2,
        (1961, 1982),
        (13, 19),
        "Ban Chấp hành có [[11-17]] ủy viên, [[9-16]] chi hội với [[480-980]] hội viên.",
        "Đại diện, chăm lo quyền lợi hợp pháp của phụ nữ; vận động hội viên xây dựng gia đình hạnh phúc, tham gia các phong "
        "trào thi đua của phường.",
        "Chủ tịch Hội",
    )


def _one_stop(unit: Unit) -> _Plan:
    return _Plan(
        f"Bộ phận Tiếp nhận và trả kết quả phường {unit.ward}",
        PART_OF_UNIT,
        Voice(f"Bộ phận Tiếp nhận và trả kết quả phường {unit.ward}", ("Bộ phận", "tập thể Bộ phận")),
        ("motcua",),
        2,
        (2007, 2016),
        (5, 8),
        "Gồm công chức Văn phòng - Thống kê, Tư pháp - Hộ tịch, Địa chính - Xây dựng, Văn hóa - Xã hội do một Phó Chủ tịch phụ trách.",
        "Tiếp nhận, hướng dẫn, giải quyết và trả kết quả thủ tục hành chính cho tổ chức, công dân theo cơ chế một cửa.",
        "Phụ trách Bộ phận",
    )


def _ward_itself(unit: Unit) -> _Plan:
    return _Plan(
        f"Cán bộ và Nhân dân phường {unit.ward}",
        THE_UNIT_ITSELF,
        Voice(f"phường {unit.ward}", ("Ủy ban nhân dân phường", "cán bộ, công chức phường", "phường")),
        ("phuong",),
        3,
        (1961, 1981),
        (28, 42),
        "Đảng ủy, Hội đồng nhân dân, Ủy ban nhân dân, Ủy ban Mặt trận Tổ quốc, các đoàn thể và [[12-24]] tổ dân phố.",
        "Quản lý nhà nước trên địa bàn phường về kinh tế, văn hóa, xã hội, đô thị, quốc phòng và an ninh; phục vụ Nhân dân.",
    )


def _whole_unit(unit: Unit) -> _Plan:
    if unit.kind == SCHOOL:
        primary = unit.level == "th"
        return _Plan(
            unit.full_name,
            THE_UNIT_ITSELF,
            Voice(unit.full_name, ("nhà trường", "tập thể sư phạm nhà trường")),
            (f"truong+{unit.level}",),
            3,
            (1957, 1998),
            (48, 96),
            f"Ban Giám hiệu, Chi bộ, Công đoàn, Đoàn Thanh niên, Liên đội, [[4-6]] tổ chuyên môn và [[{'24-42' if primary else '22-44'}]] lớp.",
            f"Tổ chức dạy học, giáo dục toàn diện học sinh {'tiểu học' if primary else 'trung học cơ sở'} theo chương trình giáo dục phổ thông; phối hợp với "
            "gia đình và xã hội xây dựng môi trường giáo dục lành mạnh.",
        )
    common = {"BTG": "Ban", "VP": "Văn phòng", "TTQ": "Thanh tra quận", "BQLDA": "Ban", "DQLTTXD": "Đội"}
    short = common.get(unit.code) or unit.full_name.split()[0]
    itself = unit.code not in ("VP", "MTTQ")
    name = {
        "VP": "Bộ phận Tiếp nhận và trả kết quả giải quyết thủ tục hành chính quận Ba Đình",
        "MTTQ": "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam quận Ba Đình",
    }.get(unit.code, unit.name)
    short = {
        "VP": "Bộ phận",
        "MTTQ": "Ban Thường trực",
        "TTVH": "Trung tâm",
        "QD": "Ban Thường vụ Quận đoàn",
    }.get(unit.code, short)
    return _Plan(
        name,
        THE_UNIT_ITSELF if itself else PART_OF_UNIT,
        Voice(unit.full_name if itself else name, (short, f"tập thể {short}")),
        (unit.code,),
        2,
        (1961, 2006),
        (8, 34),
        "Lãnh đạo [[2-3]] người, [[2-4]] bộ phận chuyên môn, Chi bộ và Công đoàn cơ sở.",
        functions()[unit.code],
        "" if itself else ("Phụ trách Bộ phận" if unit.code == "VP" else "Ủy viên Thường trực"),
    )


def _plans(unit: Unit) -> list[_Plan]:
    if unit.kind != WARD:
        return [_whole_unit(unit)]
    second = draw.pick((_ward_itself, _ward_itself, _women, _one_stop), unit.code, "second collective")
    return [_residents(unit), second(unit)]


def _own_topics(plan: _Plan) -> list[Topic]:
    if "+" in plan.tags[0]:
        wanted = set(plan.tags[0].split("+"))
        return [topic for topic in bank.topics() if wanted <= topic.tags]
    return topics_tagged(*plan.tags)


def make(unit: Unit, council: Council, registry: Registry, writer: Writer, first_number: int) -> list[Row]:
    """Rows of Tập thể for one unit, numbered from `first_number`."""
    rows: list[Row] = []
    for place, plan in enumerate(_plans(unit)):
        row_id = f"TT-{first_number + place:04d}"
        key = ("collective", unit.code, place)
        own = _own_topics(plan)
        texts = writer.write(
            plan.voice, own, min(plan.own_count, len(own)), 2 if plan.own_count < 3 else 1, *key
        )
        headcount = draw.between(*plan.headcount, *key, "headcount")
        row: Row = {
            "row_id": row_id,
            "unit_code": unit.code,
            "name": plan.name,
            "scope": plan.scope,
            "founded_year": draw.between(*plan.founded, *key, "founded"),
            "structure": bank.fill(plan.structure, *key),
            "headcount": headcount,
            "women_count": headcount * draw.between(35, 80, *key, "women") // 100,
            "function": plan.function,
            **texts,
            "award": "Giấy khen",
            "priority": place + 1,
            **council.votes(row_id),
            "clean_record": YES,
        }
        if plan.head_title:
            women_only = plan.name.startswith("Hội Liên hiệp Phụ nữ")
            head = registry.new(*key, "head", gender=FEMALE if women_only else None)
            row |= {"head_title": plan.head_title, "head_name": head.full_name}
            if women_only:
                row["women_count"] = headcount
        rows.append(row)
    return rows
