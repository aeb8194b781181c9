"""A campaign of any size for benchmarks: many individuals whose texts differ and cost little to make."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from samples.make import bank, people
from samples.make.campaign import clean_content
from xlpy.workbook.content import BookContent, Row, SheetContent

_FIELDS = ("targets", "results", "measures", "effect", "lessons")
_VOTES = ("votes_for", "votes_against", "votes_other")
_SENTENCES = 4
"""In each text: enough that two of many thousand texts are never alike by chance."""
_FIRST_BIRTHDAY = date(1958, 1, 1)
_DAYS = 16_000


def large_content(n: int) -> BookContent:
    """The clean campaign with `n` individuals instead of its own; quotas do not fit so many. ValueError below 0."""
    if n < 0:
        raise ValueError(f"the number of individuals must not be negative, got {n}")
    content = clean_content()
    models = content.sheets["individuals"].rows
    sentences = sorted({line for row in models for key in _FIELDS for line in str(row[key]).split("\n")})
    votes: dict[str, Row] = {}
    for model in models:
        # The votes of the unit's own council, so that they add up for everybody in the unit.
        votes.setdefault(str(model["unit_code"]), {key: model[key] for key in _VOTES})
    units = list(votes)
    parts = bank.names()
    rows: list[Row] = []
    for number in range(n):
        model = models[number % len(models)]
        man = number % 2 == 0
        middle, given = (parts["dem_nam"], parts["ten_nam"]) if man else (parts["dem_nu"], parts["ten_nu"])
        # Strides without common factors: neighbours differ in every part.
        name = f"{parts['ho'][number % len(parts['ho'])]} {middle[number * 7 % len(middle)]} {given[number * 13 % len(given)]}"
        chance = Random(number)
        texts: Row = {
            key: "\n".join(
                f"{chance.choice(sentences)} Mã việc {number}-{place}." for place in range(_SENTENCES)
            )
            for key in _FIELDS
        }
        unit = units[number % len(units)]
        rows.append(
            {
                **model,
                **texts,
                **votes[unit],
                "row_id": f"CN-{number + 1:06d}",
                "unit_code": unit,
                "full_name": name,
                "gender": people.MALE if man else people.FEMALE,
                "birth_date": _FIRST_BIRTHDAY + timedelta(days=number * 37 % _DAYS),
                "summary": f"Hoàn thành tốt {number % 9 + 2:02d} phần việc đăng ký trong đợt thi đua, mã {number}.",
                "priority": None,
                "citizen_id": None,
            }
        )
    content.sheets["individuals"] = SheetContent(rows=rows)
    return content
