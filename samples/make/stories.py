"""Good people, written examples and works of the sample: enough of each for every unit's minimum."""

from __future__ import annotations

from datetime import date, timedelta

from samples.make import bank, draw, people
from samples.make.people import Person, Registry
from samples.make.units import Unit
from xlpy.schema.choices import LEVELS, SCHOOL, WARD
from xlpy.workbook.content import Row

_ARTICLES_WANTED = {WARD: 2, SCHOOL: 2}
DONE = ("Hoàn thành", "Gắn biển")


def _level(*key: object) -> str:
    return LEVELS[2] if draw.chance(28, *key) else draw.pick(LEVELS[:2], *key, "low")


def working_day(first: date, span: int, *key: object) -> date:
    """A weekday from `first` on, the holidays of 30 April and 1 May 2023 left out."""
    day = first + timedelta(days=draw.between(0, span, *key))
    while day.weekday() >= 5 or date(2023, 4, 29) <= day <= date(2023, 5, 3):
        day += timedelta(days=1)
    return day


def good_people(units: list[Unit], registry: Registry) -> tuple[list[Row], dict[str, list[Person]]]:
    """Rows of Người tốt việc tốt, one to three a unit, and the people by unit."""
    deeds = bank.lines("nguoi-tot.txt")
    rows: list[Row] = []
    by_unit: dict[str, list[Person]] = {}
    for unit_place, unit in enumerate(units):
        count = draw.between(1, 3 if unit.kind == WARD else 2, unit.code, "good people")
        for place in range(count):
            key = ("good", unit.code, place)
            deed = deeds[(unit_place * 7 + place * 11) % len(deeds)]
            woman = any(word in deed for word in ("cô giáo", "Dạy chữ, dạy nghề may"))
            person = registry.new(*key, gender=people.FEMALE if woman else None)
            by_unit.setdefault(unit.code, []).append(person)
            ward = unit.ward or draw.pick(people.wards(), *key)
            retired = "nghỉ hưu" in deed or "lương hưu" in deed
            rows.append(
                {
                    "row_id": f"NT-{len(rows) + 1:04d}",
                    "unit_code": unit.code,
                    "full_name": person.full_name,
                    "gender": person.gender,
                    "birth_year": 2023 - draw.between(*((61, 76) if retired else (26, 70)), *key, "age"),
                    "address": people.home(ward, *key),
                    "deed": bank.fill(deed, *key),
                    "deed_date": working_day(date(2023, 4, 10), 42, *key, "date"),
                    "level": _level(*key, "level"),
                }
            )
    return rows, by_unit


def articles(units: list[Unit], heroes: dict[str, list[Person]], registry: Registry) -> list[Row]:
    """Rows of Bài viết gương: the unit's minimum, sometimes one more."""
    titles = bank.lines("bai-viet.txt")
    rows: list[Row] = []
    for unit in units:
        wanted = _ARTICLES_WANTED.get(unit.kind, 1) + int(draw.chance(22, unit.code, "more articles"))
        author = registry.new("author", unit.code)
        for place in range(wanted):
            key = ("article", unit.code, place)
            subjects = heroes[unit.code]
            hero = subjects[place].full_name if place < len(subjects) else registry.new(*key).full_name
            rows.append(
                {
                    "row_id": f"BV-{len(rows) + 1:04d}",
                    "unit_code": unit.code,
                    "title": bank.fill(titles[(len(rows) * 7 + 3) % len(titles)], *key),
                    "subject": hero,
                    "author": author.full_name,
                    "level": _level(*key, "level"),
                    "submitted_on": working_day(date(2023, 4, 24), 28, *key, "date"),
                }
            )
    return rows


def works(units: list[Unit]) -> list[Row]:
    """Rows of Công trình: one or two a unit, nearly all finished."""
    rows: list[Row] = []
    for unit in units:
        offers = [row for row in bank.table("cong-trinh.csv") if row["unit_kind"] == unit.kind]
        count = 1 if draw.chance(25, unit.code, "one work") else 2
        for place, offer in enumerate(draw.shuffled(offers, unit.code, "works")[:count]):
            key = ("work", unit.code, place)
            started = working_day(date(2023, 4, 10), 14, *key, "start")
            open_still = place == 1 and draw.chance(10, *key, "open")
            row: Row = {
                "row_id": f"CT-{len(rows) + 1:04d}",
                "unit_code": unit.code,
                "name": offer["name"],
                "kind": offer["kind"],
                "level": draw.pick(LEVELS[:2], *key, "level"),
                "start_date": started,
                "status": "Đang thực hiện" if open_still else draw.pick(DONE, *key, "status"),
            }
            if not open_still:
                row["finish_date"] = working_day(started + timedelta(days=12), 16, *key, "finish")
            rows.append(row)
    return rows
