"""Grids as an engine would give them, written by column keys: the fixture of reader tests."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from xlpy.books.grid import SheetGrid
from xlpy.schema import SCHEMA_VERSION, SETTINGS_LIST, Sheet, sheet, tables

Row = Mapping[str, object]


def grid_of(
    definition: Sheet,
    rows: Sequence[Row],
    *,
    order: Sequence[str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> SheetGrid:
    """A sheet with title, header row and `rows`; `order` gives columns (keys, or texts of unknown columns)."""
    keys = list(order or [column.key for column in definition.columns])
    known = {column.key: column.header for column in definition.columns}
    shown = [(headers or {}).get(key, known.get(key, key)) for key in keys]
    empty: list[object] = [None] * len(keys)
    body: list[list[object]] = [[definition.title, *empty[1:]], list(empty), list(empty), list(shown)]
    body += [[row.get(key) for key in keys] for row in rows]
    return SheetGrid(definition.tab, code_name=definition.code_name, rows=body)


def setting_rows(**values: object) -> list[Row]:
    """All settings with their defaults; `values` overrides by key."""
    rows: list[Row] = []
    for setting in SETTINGS_LIST:
        value: object = setting.value
        if setting.type == "date" and isinstance(value, str):
            value = datetime.fromisoformat(value)
        elif isinstance(value, int):
            value = float(value)
        rows.append(
            {"name": setting.name, "setting_key": setting.key, "value": values.get(setting.key, value)}
        )
    return rows


def stamp(**values: str) -> SheetGrid:
    pairs = {
        "product": "ThiDua",
        "campaign_code": "BADINH-2023-75NAM",
        "schema_version": SCHEMA_VERSION,
    } | values
    return SheetGrid("_thidua", visible="veryHidden", rows=[[name, value] for name, value in pairs.items()])


UNITS: list[Row] = [
    {
        "unit_code": "00001",
        "unit_name": "Phường Phúc Xá",
        "unit_kind": "Phường",
        "participates": "Có",
        "aliases": "P. Phúc Xá; UBND phường Phúc Xá",
    },
    {"unit_code": "PNV", "unit_name": "Phòng Nội vụ", "unit_kind": "Phòng, ban, ngành", "participates": "Có"},
]


def book(**sheets: SheetGrid | Sequence[Row]) -> dict[str, SheetGrid]:
    """All sheets of a workbook by tab; a sheet that is not given is empty, Đơn vị has two units."""
    made: dict[str, SheetGrid] = {}
    for definition in tables():
        content = sheets.get(definition.key)
        if content is None:
            content = {"settings": setting_rows(), "units": UNITS}.get(definition.key, [])
        made[definition.tab] = content if isinstance(content, SheetGrid) else grid_of(definition, content)
    meta = sheets.get("meta")
    made["_thidua"] = meta if isinstance(meta, SheetGrid) else stamp()
    return made


def individuals(*rows: Row, **options: object) -> SheetGrid:
    return grid_of(sheet("individuals"), rows, **options)  # type: ignore[arg-type]
