"""Individuals of the sample: officials, teachers, people of the residential groups, a few heads of units."""

from __future__ import annotations

from dataclasses import dataclass

from samples.make import bank, draw, people
from samples.make.achievements import Voice, Writer
from samples.make.bank import Topic
from samples.make.collectives import topics_tagged
from samples.make.council import DEPUTY_NOMINATED, Council
from samples.make.people import Registry
from samples.make.units import Unit, gender_of
from xlpy.schema.choices import MASS_ORGANISATION, SCHOOL, SERVICE_UNIT, WARD, YES
from xlpy.workbook.content import Row

_OFFICIALS = (
    ("Công chức Văn hóa - Xã hội", "vhxh"),
    ("Công chức Địa chính - Xây dựng - Đô thị và Môi trường", "dcxd"),
    ("Công chức Tư pháp - Hộ tịch", "tpht"),
    ("Công chức Văn phòng - Thống kê", "vptk"),
)
_RESIDENTS = ("Tổ trưởng tổ dân phố", "Trưởng ban công tác Mặt trận khu dân cư", "Bí thư Chi bộ khu dân cư")
_SUBJECTS = ("tôi", "tôi cùng đồng nghiệp", "tôi cùng tập thể", "bản thân tôi")
_RESIDENT_SUBJECTS = ("tôi", "bản thân tôi", "tôi cùng cấp ủy chi bộ")
_SECONDARY_SUBJECTS = (
    "Toán",
    "Ngữ văn",
    "Lịch sử và Địa lí",
    "Khoa học tự nhiên",
    "Tiếng Anh",
    "Giáo dục công dân",
)
_ALIASES = ("Năm Hòa", "Ba Thành", "Tư Lành")


@dataclass(frozen=True, slots=True)
class _Role:
    position: str
    occupation: str
    workplace: str
    own: list[Topic]
    own_count: int
    ages: tuple[int, int]
    subjects: tuple[str, ...] = _SUBJECTS


def _school_topics(unit: Unit) -> list[Topic]:
    return [topic for topic in bank.topics() if {"gv", unit.level} <= topic.tags]


def _ward_role(unit: Unit, place: int) -> _Role:
    if place == 1:
        position = draw.pick(_RESIDENTS, unit.code, "resident")
        group = draw.between(1, 19, unit.code, "group")
        workplace = f"Tổ dân phố số {group}, phường {unit.ward}"
        return _Role(position, "Hưu trí", workplace, topics_tagged("tdp"), 2, (74, 58), _RESIDENT_SUBJECTS)
    shift = draw.number(unit.code, "official") % len(_OFFICIALS)
    position, tag = _OFFICIALS[(shift + place) % len(_OFFICIALS)]
    return _Role(position, "Công chức", unit.full_name, topics_tagged(tag), 2, (54, 29))


def _role(unit: Unit, place: int) -> _Role:
    key = (unit.code, "role", place)
    if unit.kind == WARD:
        return _ward_role(unit, place)
    if unit.kind == SCHOOL:
        if unit.level == "thcs":
            position = f"Giáo viên môn {draw.pick(_SECONDARY_SUBJECTS, *key)}"
        else:
            position = draw.pick(
                ("Giáo viên chủ nhiệm lớp 1", "Giáo viên chủ nhiệm lớp 4", "Tổ trưởng khối 2"), *key
            )
        return _Role(position, "Viên chức", unit.full_name, _school_topics(unit), 2, (52, 27))
    own = topics_tagged(unit.code)
    if unit.kind == SERVICE_UNIT:
        position = draw.pick(("Viên chức phòng Nghiệp vụ", "Phó Trưởng phòng Nghiệp vụ"), *key)
        return _Role(position, "Viên chức", unit.full_name, own, 1, (50, 28))
    if unit.kind == MASS_ORGANISATION:
        position = draw.pick(("Ủy viên Ban Thường vụ", "Chuyên viên"), *key)
        older = unit.code in ("CCB", "HKH")
        return _Role(
            position,
            "Hưu trí" if older else "Công chức",
            unit.full_name,
            own,
            1,
            (70, 60) if older else (49, 28),
        )
    position = draw.pick(("Chuyên viên", "Chuyên viên chính"), *key)
    return _Role(position, "Công chức", unit.full_name, own, 1, (52, 28))


def _count(unit: Unit) -> int:
    # As many as the plan allows: the prizes of the 14 wards are then those of domain.md §7.3.
    return 3 if unit.kind == WARD else 1


def make(unit: Unit, council: Council, registry: Registry, writer: Writer, first_number: int) -> list[Row]:
    """Rows of Cá nhân for one unit, numbered from `first_number`."""
    rows: list[Row] = []
    for place in range(_count(unit)):
        number = first_number + place
        row_id = f"CN-{number:04d}"
        key = ("individual", unit.code, place)
        role = _role(unit, place)
        deputy = unit.code in DEPUTY_NOMINATED
        person = unit.deputy if deputy else registry.new(*key, gender=gender_of(unit.code, ""))
        position = unit.titles[1] if deputy else role.position
        post = position[:1].lower() + position[1:]
        own_count = min(role.own_count, len(role.own))
        texts = writer.write(
            Voice(person.full_name, role.subjects, post, office=role.occupation != "Hưu trí"),
            role.own,
            own_count,
            4 - own_count - 1,
            *key,
        )
        born = people.birth_date(*role.ages, *key)
        province, town = people.home_town(*key)
        ward = unit.ward or draw.pick(people.wards(), *key, "ward")
        row: Row = {
            "row_id": row_id,
            "unit_code": unit.code,
            "full_name": person.full_name,
            "gender": person.gender,
            "birth_date": born,
            "home_town": town[:1].upper() + town[1:],
            "residence": people.home(ward, *key),
            "occupation": role.occupation,
            "position": position,
            "workplace": role.workplace,
            **texts,
            "award": "Giấy khen",
            "priority": place + 1,
            **council.votes(row_id, recused=int(deputy)),
            "clean_record": YES,
        }
        citizen_id = people.citizen_id(person, born, province, number, *key)
        if citizen_id:
            row["citizen_id"] = citizen_id
        if role.occupation == "Hưu trí" and draw.chance(15, *key, "alias"):
            row["alias"] = draw.pick(_ALIASES, *key, "alias")
        rows.append(row)
    return rows
