"""A proposal, which is text on the sheet Lỗi, as the typed value that its cell must hold."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from xlpy.books.values import Text
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import CellParser
from xlpy.model.settings import DEFINITIONS
from xlpy.schema import Column, choices, sheet
from xlpy.vietnamese.dates import PartialDate
from xlpy.vietnamese.numbers import format_number

_NUMBERS = ("number", "points", "integer", "year")


class NoTypedValueError(ValueError):
    """The proposal is no value that the column takes."""


def column_at(campaign: Campaign, key: str, column: str, row: int) -> Column:
    """The column with the type that the cell really has: a value of Cấu hình has the type of its setting.

    Raises KeyError for an unknown sheet or column.
    """
    found = sheet(key).column(column)
    if found.type != "any":
        return found
    record = campaign.setting_rows.record_at(row)
    definition = None if record is None else DEFINITIONS.get(record.setting_key)
    if definition is None:
        return found
    return Column(column, found.header, definition.type, choices=definition.choices)


def typed(column: Column, proposal: str) -> object:
    """A date, number or text for `proposal`, which the column's own parser then reads without objection.

    Proposals write numbers as documents do ("1.490,5": `format_number`) and dates day first. Raises
    NoTypedValueError.
    """
    value = _value(column, proposal)
    parser = CellParser()
    reading = parser.parse(column, value)
    if parser.slips or (reading is None and column.type != "any"):
        raise NoTypedValueError(proposal)
    return value


def _value(column: Column, proposal: str) -> object:
    if column.type in _NUMBERS:
        return _number(proposal)
    if column.type == "date":
        day = CellParser().day(proposal)
        if day is None or not day.is_full:
            raise NoTypedValueError(proposal)
        return _at_midnight(day)
    if column.type == "datetime":
        moment = CellParser().moment(proposal)
        if moment is None:
            raise NoTypedValueError(proposal)
        return moment
    return Text(proposal)


def _at_midnight(day: PartialDate) -> datetime:
    plain = day.to_date()
    return datetime(plain.year, plain.month, plain.day)


def _number(proposal: str) -> float:
    # The reader of typed numbers would ask back at "1.961"; here the point is certain to part the thousands.
    try:
        return float(Decimal(proposal.strip().replace(".", "").replace(",", ".")))
    except InvalidOperation as error:
        raise NoTypedValueError(proposal) from error


def shown(value: object) -> str:
    """A cell's value as the log and messages write it; "" for an empty cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return choices.YES if value else choices.NO
    if isinstance(value, (int, float)):
        return format_number(value)
    if isinstance(value, datetime):
        return f"{value:%d/%m/%Y %H:%M}" if (value.hour, value.minute) != (0, 0) else f"{value:%d/%m/%Y}"
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value)
