"""Copies and masters made by hand, for tests of the merge."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from xlpy.exchange.merge_plan import Rules
from xlpy.model.rawrows import CellValue, CopyState, RawRow, RowKey
from xlpy.schema import sheet
from xlpy.schema.ownership import OWNED

WARD, OTHER = "00001", "00007"

PERSON: dict[str, CellValue] = {
    "full_name": "Nguyễn Thị Hương",
    "birth_date": datetime(1980, 6, 5),
    "results": "Vận động 312 hộ gia đình.\nTăng 18% so với cùng kỳ.",
    "votes_for": 9.0,
    "award": "Giấy khen",
}


def make_id(sheet_key: str, unit_code: str, taken: Callable[[str], bool]) -> str:
    number = 1
    while taken(f"{sheet(sheet_key).row_prefix}-{unit_code}-G{number:03d}"):
        number += 1
    return f"{sheet(sheet_key).row_prefix}-{unit_code}-G{number:03d}"


RULES = Rules(
    {owned.sheet: owned.columns for owned in OWNED},
    frozenset(owned.sheet for owned in OWNED if owned.adds),
    make_id,
)


def row(
    row_id: str, unit: str = WARD, sheet_key: str = "individuals", number: int = 0, **values: Any
) -> RawRow:
    """A row; cells that are None are left out."""
    kept = {key: value for key, value in values.items() if value is not None}
    identity = {"row_id": row_id, "unit_code": unit} if row_id else {"unit_code": unit}
    return RawRow(RowKey(sheet_key, row_id), unit, number, {**identity, **kept})


def person(row_id: str, unit: str = WARD, number: int = 0, **changes: Any) -> RawRow:
    return row(row_id, unit, "individuals", number, **{**PERSON, **changes})


def all_columns(without: Mapping[str, Iterable[str]] | None = None) -> dict[str, frozenset[str]]:
    """Every input column of every sheet that travels, some left out."""
    return {
        owned.sheet: frozenset(c.key for c in sheet(owned.sheet).inputs)
        - frozenset((without or {}).get(owned.sheet, ()))
        for owned in OWNED
    }


def master(rows: Sequence[RawRow], **changes: Any) -> CopyState:
    return state(rows, None, unit="", copy_id="", file="so-quan.xlsm", **changes)


def state(
    rows: Sequence[RawRow],
    base: Sequence[RawRow] | None,
    *,
    unit: str = WARD,
    round: int = 1,
    copy_id: str = "b1",
    file: str = "ban-ve.xlsx",
    columns: Mapping[str, frozenset[str]] | None = None,
    file_hash: str = "",
    **more: Any,
) -> CopyState:
    """A copy with these rows; its hash comes from what is in it unless given."""
    digest = hashlib.sha256(repr((unit, round, copy_id, rows, base, columns)).encode()).hexdigest()
    return CopyState(
        file=file,
        file_hash=file_hash or digest,
        campaign_code=more.pop("campaign_code", "2023"),
        schema_version=more.pop("schema_version", "1"),
        unit_code=unit,
        round=round,
        copy_id=copy_id,
        base=None if base is None else {r.key: r for r in base},
        rows=tuple(rows),
        columns=all_columns() if columns is None else columns,
        **more,
    )
