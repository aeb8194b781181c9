"""A campaign of any size for benchmarks: many individuals whose texts differ and cost little to make."""

from __future__ import annotations

from datetime import date, timedelta

from samples.make import bank, people
from samples.make.campaign import clean_content
from xlpy.workbook.content import BookContent, Row, SheetContent

_FIELDS = ("targets", "results", "measures", "effect", "lessons")
_FIRST_BIRTHDAY = date(1958, 1, 1)
_DAYS = 16_000


def large_content(n: int) -> BookContent:
    """The clean campaign with `n` individuals instead of its own; quotas and votes do not fit so many. ValueError below 0."""
    if n < 0:
        raise ValueError(f"the number of individuals must not be negative, got {n}")
    content = clean_content()
    models = content.sheets["individuals"].rows
    sentences = sorted({line for row in models for key in _FIELDS for line in str(row[key]).split("\n")})
    units = [row["unit_code"] for row in content.sheets["units"].rows if row.get("participates") == "Có"]
    parts = bank.names()
    rows: list[Row] = []
    for number in range(n):
        model = models[number % len(models)]
        man = number % 2 == 0
        middle, given = (parts["dem_nam"], parts["ten_nam"]) if man else (parts["dem_nu"], parts["ten_nu"])
        # Strides without common factors: neighbours differ in every part.
        name = f"{parts['ho'][number % len(parts['ho'])]} {middle[number * 7 % len(middle)]} {given[number * 13 % len(given)]}"
        texts: Row = {
            key: "\n".join(
                f"{sentences[(number * 31 + place * 17 + offset * 101) % len(sentences)]} Mã việc {number}-{place}."
                for place in range(5 if key == "results" else 2)
            )
            for offset, key in enumerate(_FIELDS)
        }
        rows.append(
            {
                **model,
                **texts,
                "row_id": f"CN-{number + 1:06d}",
                "unit_code": units[number % len(units)],
                "full_name": name,
                "gender": people.MALE if man else people.FEMALE,
                "birth_date": _FIRST_BIRTHDAY + timedelta(days=number * 37 % _DAYS),
                "summary": f"Hoàn thành tốt {number % 9 + 2:02d} phần việc đăng ký trong đợt thi đua, mã {number}.",
                "priority": number // len(units) % 99 + 1,
                "citizen_id": None,
            }
        )
    content.sheets["individuals"] = SheetContent(rows=rows)
    return content
