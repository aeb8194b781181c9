"""From the content asked for to the rows of every sheet: seeds, prefilled rows, row ids, one unit's share."""

from __future__ import annotations

import re
from datetime import date
from itertools import count

from xlpy.schema import SETTINGS_LIST, SHEETS, Sheet, seeds
from xlpy.schema.choices import NO
from xlpy.schema.settings import Setting
from xlpy.workbook.content import BookContent, Cell, Plain, RawCell, Row, RowIds, SheetContent
from xlpy.workbook.plan import SheetPlan, fits_a_table, plan_columns

_NUMERIC = ("integer", "number", "points", "year")


def plain(cell: Cell) -> Plain:
    """The value of a cell, None for an error value."""
    if isinstance(cell, RawCell):
        return None if cell.error else cell.value
    return cell


def text(cell: Cell) -> str:
    value = plain(cell)
    return "" if value is None else str(value)


def _typed(sheet: Sheet, row: dict[str, str]) -> Row:
    """A seed row, whose values are text, as typed cells."""
    typed: Row = {}
    for key, value in row.items():
        if not value:
            continue
        kind = sheet.column(key).type
        if kind in _NUMERIC:
            number = float(value)
            typed[key] = int(number) if number.is_integer() else number
        elif kind == "date":
            typed[key] = date.fromisoformat(value)
        else:
            typed[key] = value
    return typed


def setting_value(setting: Setting) -> Plain:
    """The schema's default as a cell value: dates as dates, the rest as it stands."""
    if setting.type == "date" and isinstance(setting.value, str):
        return date.fromisoformat(setting.value)
    return setting.value


def _settings_rows(content: BookContent) -> list[Row]:
    unknown = set(content.settings) - {setting.key for setting in SETTINGS_LIST}
    if unknown:
        raise ValueError(f"unknown settings: {', '.join(sorted(unknown))}")
    return [
        {
            "name": setting.name,
            "value": content.settings.get(setting.key, setting_value(setting)),
            "unit": setting.unit,
            "source": setting.source,
            "note": setting.note,
            "status": setting.status,
            "setting_key": setting.key,
        }
        for setting in SETTINGS_LIST
    ]


def _taking_part(units: list[Row]) -> list[Row]:
    return [row for row in units if text(row.get("unit_code")) and text(row.get("participates")) != NO]


def _score_rows(units: list[Row], criteria: list[Row]) -> list[Row]:
    return [
        {"unit_code": plain(unit["unit_code"]), "criterion_code": plain(criterion["criterion_code"])}
        for unit in _taking_part(units)
        for criterion in criteria
        if text(criterion.get("criterion_code"))
        and seeds.applies(text(criterion.get("applies_to")), text(unit.get("unit_kind")))
    ]


def _default_rows(key: str, content: BookContent, units: list[Row], criteria: list[Row]) -> list[Row]:
    """Rows of a sheet that the content leaves to the campaign."""
    if key == "settings":
        return _settings_rows(content)
    if key == "units":
        return units
    if key == "criteria":
        return criteria
    if key == "activities":
        return [_typed(_sheet("activities"), row) for row in seeds.activities()]
    if key == "scores":
        return _score_rows(units, criteria)
    if key == "dossiers":
        return [{"unit_code": plain(unit["unit_code"])} for unit in _taking_part(units)]
    return []


def _sheet(key: str) -> Sheet:
    return next(sheet for sheet in SHEETS if sheet.key == key)


def _of_unit(source: SheetContent, unit: str) -> SheetContent:
    """Only the unit's own rows; merges and hidden rows move along with them."""
    kept = [
        place
        for place, row in enumerate(source.rows)
        if text(row.get("unit_code")).strip().casefold() == unit.casefold()
    ]
    place_of = {old: new for new, old in enumerate(kept)}
    merges: list[tuple[int, int, str]] = []
    for first, last, key in source.merges:
        inside = [place_of[old] for old in range(first, last + 1) if old in place_of]
        if len(inside) > 1:
            merges.append((inside[0], inside[-1], key))
    return SheetContent(
        rows=[source.rows[place] for place in kept],
        merges=merges,
        hidden={place_of[old] for old in source.hidden if old in place_of},
        headers=source.headers,
        order=source.order,
    )


def _with_row_ids(sheet: Sheet, rows: list[Row], ids: RowIds | None) -> list[Row]:
    """Rows that have no id (no key, not merely an empty cell) get the next free one."""
    prefix = sheet.row_prefix
    if prefix is None:
        return rows
    if ids is not None:
        numbers = count(ids.first)
        return [
            row if "row_id" in row else {"row_id": f"{prefix}-{ids.tag}-{next(numbers):04d}", **row}
            for row in rows
        ]
    pattern = re.compile(rf"{prefix}-(\d+)", re.IGNORECASE)
    used = [int(m[1]) for row in rows if (m := pattern.fullmatch(text(row.get("row_id")).strip()))]
    number = max(used, default=0)
    numbered: list[Row] = []
    for row in rows:
        if "row_id" in row:
            numbered.append(row)
        else:
            number += 1
            numbered.append({"row_id": f"{prefix}-{number:04d}", **row})
    return numbered


def prepare(content: BookContent, unit: str | None) -> dict[str, SheetPlan]:
    """Plans of all sheets that have columns, by key, the stamp sheet left out.

    `unit` keeps only that unit's rows on the sheets that have a unit code. ValueError when no row of Đơn vị has
    that code, when an unknown sheet or setting is named, or `order` is not a permutation of the columns.
    """
    unknown = set(content.sheets) - {sheet.key for sheet in SHEETS}
    if unknown:
        raise ValueError(f"unknown sheets: {', '.join(sorted(unknown))}")

    def rows_of(key: str, seed: tuple[dict[str, str], ...]) -> list[Row]:
        given = content.sheets.get(key)
        return given.rows if given is not None else [_typed(_sheet(key), row) for row in seed]

    units = rows_of("units", seeds.units())
    criteria = rows_of("criteria", seeds.criteria())
    plans: dict[str, SheetPlan] = {}
    for sheet in SHEETS:
        if sheet.kind == "form":
            continue
        given = content.sheets.get(sheet.key)
        source = given or SheetContent(rows=_default_rows(sheet.key, content, units, criteria))
        if (
            unit is not None
            and not content.chosen
            and sheet.kind == "table"
            and any(c.key == "unit_code" for c in sheet.columns)
        ):
            source = _of_unit(source, unit)
            if sheet.key == "units" and not source.rows:
                raise ValueError(f"no unit {unit!r} in Đơn vị")
        blank: list[Row] = [{} for _ in range(content.blank_rows.get(sheet.key, sheet.blank_rows))]
        plan = SheetPlan(
            sheet,
            plan_columns(sheet, source.headers, source.order),
            _with_row_ids(sheet, [*source.rows, *blank], content.row_ids),
            len(source.rows),
            source.merges,
            source.hidden,
        )
        for first, last, merged in plan.merges:
            # A merged area holds one value, that of its first cell.
            for number in range(first + 1, last + 1):
                plan.rows[number] = {**plan.rows[number], merged: None}
        plan.is_table = fits_a_table(plan, source.headers)
        plans[sheet.key] = plan
    return plans
