"""Settings and their cells, as the rules about Cấu hình look at them; holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from xlpy.checks.blanks import reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.rules import at
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import CellParser
from xlpy.model.records import SettingRow
from xlpy.model.settings import DEFINITIONS, default_value
from xlpy.schema import Column, Setting
from xlpy.schema.choices import NO, YES
from xlpy.vietnamese.dates import format_date_short
from xlpy.vietnamese.numbers import format_number

_EXPECTED = {
    "integer": "số nguyên, ví dụ 2",
    "number": "số, ví dụ 0,25",
    "points": "số, ví dụ 0,25",
    "date": "ngày/tháng/năm, ví dụ 31/5/2023",
    "yes_no": "Có hoặc Không",
}


def value_hit(campaign: Campaign, key: str, message: str, fix: str, proposal: str | None = None) -> Hit:
    """A hit at the value cell of a setting, or on the sheet if the workbook has no such row."""
    table = campaign.table("settings")
    for row in campaign.setting_rows.rows:
        if row.setting_key == key:
            return at(table, row, "value", message, fix, proposal=proposal)
    return Hit(
        table.sheet.key,
        table.found_tab,
        message,
        fix,
        cell=campaign.settings.cells.get(key),
        column="value",
        proposal=proposal,
    )


def known_rows(campaign: Campaign) -> Iterator[tuple[SettingRow, Setting, object]]:
    """Rows with a known key, their definition and the cell's raw value, texts without blanks around them."""
    for row in campaign.setting_rows.rows:
        setting = DEFINITIONS.get(row.setting_key)
        if setting is not None:
            yield row, setting, row.value if not isinstance(row.value, str) else row.value.strip()


def unreported_rows(campaign: Campaign) -> Iterator[tuple[SettingRow, Setting, object]]:
    """`known_rows` without those whose value the reader already left a problem at."""
    reported = reported_cells(campaign, "settings")
    return (found for found in known_rows(campaign) if (found[0].row, "value") not in reported)


def parsed(setting: Setting, raw: object) -> tuple[object, bool]:
    """(typed value, readable) of a non-blank raw value, read exactly as the reader reads a cell of this type."""
    parser = CellParser()
    value = parser.parse(Column("value", setting.name, setting.type, choices=setting.choices), raw)
    unreadable = value is None or any(slip.code in ("TYPE", "CHOICE", "D13") for slip in parser.slips)
    return value, not unreadable


def is_empty(value: object) -> bool:
    """Whether a setting has no value at all; 0 and "Không" are values."""
    return value is None or value == ""


def hint(setting: Setting) -> str:
    """What may be typed: ": a; b" for a list, " (số, ví dụ 0,25)" for a type, "" for any text."""
    if setting.choices:
        return f": {'; '.join(setting.choices)}"
    kind = _EXPECTED.get(setting.type)
    return f" ({kind})" if kind else ""


def shown_default(setting: Setting) -> str:
    """The schema's default as a clerk would type it, in quotation marks; "để trống" for none."""
    value = default_value(setting)
    if value is None:
        return "để trống"
    if isinstance(value, bool):
        text = YES if value else NO
    elif isinstance(value, date):
        text = format_date_short(value)
    elif isinstance(value, (int, Decimal)):
        text = format_number(value)
    else:
        text = value
    return f"“{text}”"
