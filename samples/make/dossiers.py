"""Dossiers of the sample: meeting, submission and receipt in order, on working days between 10/4 and 31/5/2023."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from samples.make import draw
from samples.make.council import Council
from samples.make.stories import working_day
from samples.make.units import NO_NOMINATION, Unit
from xlpy.schema.choices import NO, SCHOOL, VOTING_METHODS, WARD, YES
from xlpy.workbook.content import Row

_FIRST_MEETING = date(2023, 5, 9)
_STATUSES = ("Đã nhận", "Đã nhận", "Đủ điều kiện", "Đã kiểm tra")
_STARTS = (time(8, 0), time(8, 30), time(9, 0), time(14, 0), time(14, 30), time(15, 0))
_PLACES = {
    WARD: "Phòng họp tầng 2, trụ sở Ủy ban nhân dân phường {name}",
    SCHOOL: "Phòng Hội đồng, {name}",
}


def rows(councils: list[Council]) -> list[Row]:
    """Rows of Hồ sơ, one a unit."""
    found: list[Row] = []
    for council in councils:
        unit = council.unit
        if unit.code in NO_NOMINATION:
            found.append({"unit_code": unit.code, "no_nomination": YES})
        else:
            found.append(_row(unit, council.written))
    return found


def _next_working_day(day: date, days: int) -> date:
    for _ in range(days):
        day += timedelta(days=1)
        while day.weekday() >= 5:
            day += timedelta(days=1)
    return day


def _row(unit: Unit, written: int) -> Row:
    key = ("dossier", unit.code)
    met = working_day(_FIRST_MEETING, 13, *key, "meeting")
    start = datetime.combine(met, draw.pick(_STARTS, *key, "start"))
    submitted = _next_working_day(met, draw.between(0, 2, *key, "submitted"))
    received = _next_working_day(submitted, draw.between(0, 2, *key, "received"))
    place = _PLACES.get(unit.kind, "Phòng họp của {name}").format(name=unit.ward or unit.full_name)
    return {
        "unit_code": unit.code,
        "no_nomination": NO,
        "submission_no": f"{draw.between(18, 96, *key, 'number')}",
        "submission_date": submitted,
        "minutes_no": f"{draw.between(3, 15, *key, 'minutes'):02d}",
        "meeting_start": start,
        "meeting_end": start + timedelta(minutes=5 * draw.between(13, 26, *key, "length")),
        "meeting_place": place,
        "voting_method": draw.pick(VOTING_METHODS, *key, "voting"),
        "written_opinions": written,
        "received_date": received,
        "status": draw.pick(_STATUSES, *key, "status"),
    }
