"""The clean sample: all sheets put together, built once and copied for each caller."""

from __future__ import annotations

import copy
from datetime import date
from functools import cache

from samples.make import collectives, council, dossiers, individuals, scores, stories, units
from samples.make.achievements import Writer
from samples.make.people import Registry
from xlpy.schema import SETTINGS_LIST, seeds
from xlpy.workbook.content import BookContent, Cell, Row, SheetContent

_SAMPLE_SETTINGS: dict[str, Cell] = {
    "plan_number": "88/KH-UBND",
    "plan_date": date(2023, 4, 7),
    "reference_date": date(2023, 6, 1),
}
_SAMPLE_MARK = "SỐ LIỆU MẪU, không phải số liệu thật."
_FINISHED_BY = date(2023, 5, 31)


def clean_content() -> BookContent:
    """A fresh copy of the clean campaign."""
    return copy.deepcopy(_clean())


@cache
def _clean() -> BookContent:
    registry, writer = Registry(), Writer()
    members = units.taking_part(registry)
    councils = [council.make(unit, registry) for unit in members]
    collective_rows: list[Row] = []
    individual_rows: list[Row] = []
    nominated: dict[str, str] = {}
    for unit, own_council in zip(members, councils, strict=True):
        if unit.code in units.NO_NOMINATION:
            continue
        collective_rows += collectives.make(unit, own_council, registry, writer, len(collective_rows) + 1)
        people = individuals.make(unit, own_council, registry, writer, len(individual_rows) + 1)
        if unit.code in council.DEPUTY_NOMINATED:
            nominated[unit.code] = str(people[0]["row_id"])
        individual_rows += people
    good_people, heroes = stories.good_people(members, registry)
    articles = stories.articles(members, heroes, registry)
    works = stories.works(members)
    sheets = {
        "settings": settings_rows(),
        "units": units.unit_rows(members),
        "scores": scores.rows(members, articles, good_people, works),
        "collectives": collective_rows,
        "individuals": individual_rows,
        "good_people": good_people,
        "articles": articles,
        "activities": _activities(),
        "works": works,
        "council": council.numbered(councils, nominated),
        "dossiers": dossiers.rows(councils),
    }
    return BookContent(sheets={key: SheetContent(rows=rows) for key, rows in sheets.items()})


def settings_rows() -> list[Row]:
    """Rows of Cấu hình with the sample's values, which say in their note that they are samples."""
    rows: list[Row] = []
    for setting in SETTINGS_LIST:
        value: Cell = setting.value
        if setting.type == "date" and isinstance(value, str):
            value = date.fromisoformat(value)
        note = setting.note
        if setting.key in _SAMPLE_SETTINGS:
            value = _SAMPLE_SETTINGS[setting.key]
            note = f"{_SAMPLE_MARK} {note}".strip()
        rows.append(
            {
                "name": setting.name,
                "value": value,
                "unit": setting.unit,
                "source": setting.source,
                "note": note,
                "status": setting.status,
                "setting_key": setting.key,
            }
        )
    return rows


def _activities() -> list[Row]:
    """The plan's activities as they stood on 1/6/2023."""
    rows: list[Row] = []
    for seed in seeds.activities():
        row: Row = {key: value for key, value in seed.items() if value}
        for key in ("start_date", "end_date"):
            if seed[key]:
                row[key] = date.fromisoformat(seed[key])
        start, end = row.get("start_date"), row.get("end_date")
        if isinstance(end, date) and end <= _FINISHED_BY:
            row["status"] = "Hoàn thành"
        elif not isinstance(start, date) or start <= _FINISHED_BY:
            row["status"] = "Đang thực hiện"
        rows.append(row)
    return rows
