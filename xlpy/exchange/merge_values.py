"""When two cells say the same: values compared in a canonical form by the type of their column.

A copy that went through another program, another keyboard or another clerk's habit comes back with "5" for 5, a
date as text, NFD letters, other line ends. None of that is a change. What is written into the master is always the
raw value of the side that changed, never the canonical form.

Not folded together: letter case, tone marks, legacy encodings (TCVN3, VNI). There a unit that corrects its text
would see its correction vanish.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from datetime import datetime, timedelta
from decimal import Decimal

from xlpy.exchange.merge_cells import is_error
from xlpy.model.parsing import CellParser
from xlpy.model.rawrows import CellValue
from xlpy.schema import Column, sheet
from xlpy.vietnamese import text

_NUMERIC = ("number", "points", "integer", "year")
_DATES = ("date", "datetime")
_SOFT_HYPHEN = "\u00ad"
_MAX_REMEMBERED = 200_000

IDENTITY = frozenset(["row_id", "unit_code", "criterion_code", "activity_no"])
"""Columns that say which row this is and whose; a unit fills them only in rows it adds."""


class Canonical:
    """Canonical forms, remembered within one merge."""

    def __init__(self) -> None:
        self._parser = CellParser()
        self._columns: dict[str, dict[str, Column]] = {}
        self._known: dict[tuple[str, str, type, CellValue], Hashable] = {}

    def column(self, sheet_key: str, key: str) -> Column:
        """The column of the schema. KeyError for an unknown one."""
        return self.columns(sheet_key)[key]

    def columns(self, sheet_key: str) -> dict[str, Column]:
        """The input columns of a sheet by key."""
        if sheet_key not in self._columns:
            self._columns[sheet_key] = {column.key: column for column in sheet(sheet_key).inputs}
        return self._columns[sheet_key]

    def of(self, sheet_key: str, key: str, value: CellValue) -> Hashable:
        """The canonical form; None for every kind of blank."""
        if value is None or value == "":
            return None
        place = (sheet_key, key, type(value), value)
        known = self._known.get(place, self)
        if known is self:
            known = self._form(self.column(sheet_key, key), value)
            if len(self._known) < _MAX_REMEMBERED:
                self._known[place] = known
        return known

    def same(self, sheet_key: str, key: str, one: CellValue, other: CellValue) -> bool:
        """Whether two cells of a column say the same."""
        if type(one) is type(other) and one == other:
            return True
        return self.of(sheet_key, key, one) == self.of(sheet_key, key, other)

    def same_row(self, sheet_key: str, one: Mapping[str, CellValue], other: Mapping[str, CellValue]) -> bool:
        """Whether two rows say the same in every column except those that identify the row."""
        return all(
            self.same(sheet_key, key, one.get(key), other.get(key))
            for key in (one.keys() | other.keys()) - IDENTITY
        )

    def content(self, sheet_key: str, values: Mapping[str, CellValue]) -> frozenset[tuple[str, Hashable]]:
        """What a row says, without the columns that identify it."""
        return frozenset(
            (key, form)
            for key, value in values.items()
            if key not in IDENTITY and (form := self.of(sheet_key, key, value)) is not None
        )

    def better(self, sheet_key: str, key: str, fresh: CellValue, old: CellValue) -> bool:
        """Whether `fresh`, which says the same as `old`, has the column's own type and `old` has not.

        A unit that was asked to turn a text into a date has done so: its cell replaces the text, or the finding
        would stay for ever.
        """
        return self._proper(self.column(sheet_key, key), fresh) > self._proper(
            self.column(sheet_key, key), old
        )

    @staticmethod
    def _proper(column: Column, value: CellValue) -> bool:
        if column.type in _DATES:
            return isinstance(value, datetime)
        if column.type in _NUMERIC:
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        if column.choices:
            return isinstance(value, str) and value in column.choices
        return False

    def _form(self, column: Column, value: CellValue) -> Hashable:
        if is_error(value):
            return ("error", str(value))
        as_text = self._text(value, multiline=column.type == "long_text")
        if as_text == "":
            return None
        parser = self._parser
        parser.slips.clear()
        parser.silent.clear()
        if column.type in _DATES:
            return self._moment(column, value) or ("text", as_text)
        if column.type in _NUMERIC:
            read = parser.number(column, _without_noise(value))
            return ("text", as_text) if read is None else read.normalize()
        if column.type == "yes_no":
            answer = parser.yes_no(column, value)
            return ("text", as_text) if answer is None else answer
        if column.type == "choice":
            return ("text", parser.choice(column, value) or as_text)
        if column.type == "code":
            return ("text", parser.code(column, value) or as_text)
        return ("text", as_text)

    def _text(self, value: CellValue, *, multiline: bool) -> str:
        if isinstance(value, str):
            # In TCVN3 the soft hyphen is a letter, which cleaning would drop.
            if _SOFT_HYPHEN in value:
                return text.nfc(value).strip()
            return text.clean(value, multiline=multiline).text
        return self._parser.text(value)

    def _moment(self, column: Column, value: CellValue) -> Hashable:
        if column.type == "datetime":
            return _to_the_second(moment) if (moment := self._parser.moment(value)) else None
        if isinstance(value, datetime):
            rounded = _to_the_second(value)
            if (rounded.hour, rounded.minute, rounded.second) != (0, 0, 0):
                return rounded
        day = self._parser.day(value)
        return None if day is None else ("day", day.year, day.month, day.day)


def _to_the_second(moment: datetime) -> datetime:
    """Programs store a time as a fraction of a day: 14:00 may come back as 13:59:59.999997."""
    return (moment + timedelta(microseconds=500_000)).replace(microsecond=0)


def _without_noise(value: CellValue) -> CellValue:
    if isinstance(value, float):
        return float(f"{value:.12g}")
    if isinstance(value, Decimal):
        return float(value)
    return value
