"""What the 2023 campaign brings with it: units, the draft criteria, the activities of the plan. Data, not code."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

Row = dict[str, str]


@cache
def _rows(name: str) -> tuple[Row, ...]:
    with (Path(__file__).parent / "campaign" / name).open(encoding="utf-8", newline="") as handle:
        return tuple(csv.DictReader(handle))


def units() -> tuple[Row, ...]:
    """Units of quận Ba Đình, keyed by the column keys of Đơn vị (domain.md §4); values are text, "" for none."""
    return _rows("units.csv")


def criteria() -> tuple[Row, ...]:
    """The draft 100-point table (domain.md §5.3, invented), keyed by the column keys of Tiêu chí."""
    return _rows("criteria.csv")


def activities() -> tuple[Row, ...]:
    """The activities of the plan's part III; dates as ISO text, keyed by the column keys of Hoạt động."""
    return _rows("activities.csv")


def applies(applies_to: str, unit_kind: str) -> bool:
    """Whether a criterion whose column "Áp dụng cho" reads `applies_to` is scored for units of `unit_kind`.

    "Tất cả" (or an empty cell) means every kind; otherwise kinds stand in a list separated by ";".
    Letter case and blanks do not matter.
    """
    listed = {part.strip().casefold() for part in applies_to.split(";") if part.strip()}
    return not listed or "tất cả" in listed or unit_kind.strip().casefold() in listed
