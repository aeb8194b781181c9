"""Planting problems in a campaign and remembering where: the answer key.

Codes are those of domain.md: "D01" … "D36" (§6.2) and "V1" … "V14" (§3.8). What neither names has an own code:

X1 unknown code · X2 value outside the list · X3 bad e-mail · X4 bad phone number · X5 date in the future ·
X6 age outside the settings · X7 criteria do not add up · X8 unreadable setting · X9 quota of its own above the
kind's · X10 row id used twice · X11 value of the wrong type
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Literal

from xlpy.schema import column_letter, sheet
from xlpy.schema.choices import WARD
from xlpy.workbook.content import BookContent, Cell, Plain, RawCell, Row

Severity = Literal["error", "warning", "silent"]


@dataclass(frozen=True, slots=True)
class Planted:
    """One problem and its place. A "silent" one must be read rightly and never shown to the clerk.

    `cell` is None for a problem of a whole sheet; `value` is what stands in the cell
    (for D26, in the name column of the row). `secondary` problems were not planted for themselves: another one brings them about.
    """

    code: str
    severity: Severity
    sheet: str
    cell: str | None
    row_id: str
    unit_code: str
    what: str
    value: Plain = None
    secondary: bool = False

    def as_json(self) -> dict[str, object]:
        """For the answer key; dates as ISO text."""
        data = asdict(self)
        if isinstance(self.value, date):
            data["value"] = self.value.isoformat()
        return data


@dataclass(slots=True)
class _Mark:
    code: str
    severity: Severity
    sheet: str
    row: int | None
    column: str | None
    row_id: str
    unit_code: str
    what: str
    secondary: bool


# Their rows say something about the unit as a whole: one problem there is enough.
_OF_THE_UNIT = ("units", "dossiers", "council")


def _anything(_: Row) -> bool:
    return True


def _not_a_ward(row: Row) -> bool:
    return row["unit_kind"] != WARD


def plain(cell: Cell) -> Plain:
    """What stands in a cell; the error text for an error value."""
    if isinstance(cell, RawCell):
        return cell.error or cell.value
    return cell


def day_of(row: Row, column: str) -> date:
    """The date in a cell, without its hour. TypeError when there is none."""
    value = plain(row.get(column))
    if not isinstance(value, date):
        raise TypeError(f"{row.get('row_id')}.{column} is no date: {value!r}")
    return date(value.year, value.month, value.day)


class Planter:
    """Changes a campaign's cells and keeps the marks. Each row carries one problem, each unit one of its council or
    dossier, so that problems do not hide or multiply each other; cells are worked out at the end, when columns and rows stand where they stay.
    """

    def __init__(self, content: BookContent) -> None:
        self.content = content
        self._marks: list[_Mark] = []
        self._used_rows: set[tuple[str, int]] = set()
        self.busy_units: set[str] = set()

    def rows(self, key: str) -> list[Row]:
        return self.content.sheets[key].rows

    def take(self, key: str, where: Callable[[Row], bool] = _anything) -> int:
        """Index of the next row that nobody uses, whose unit carries no problem of its own, and that fits.

        LookupError when there is none: the sample is too small for another problem of this kind.
        """
        for index, row in enumerate(self.rows(key)):
            busy = key in _OF_THE_UNIT and plain(row.get("unit_code")) in self.busy_units
            if busy or (key, index) in self._used_rows:
                continue
            if where(row):
                self.use(key, index)
                return index
        raise LookupError(f"no free row in {key}")

    def use(self, key: str, index: int) -> None:
        """Keeps a row from being taken for another problem."""
        self._used_rows.add((key, index))

    def take_unit(self, where: Callable[[Row], bool] = _not_a_ward) -> str:
        """Code of a unit that takes part, nominates, and carries no problem yet; from then on it is busy.

        Wards are scarce and only given when asked for.
        """
        dossiers = {row["unit_code"]: row for row in self.rows("dossiers")}
        for row in self.rows("units"):
            code = str(row["unit_code"])
            dossier = dossiers.get(code)
            free = row.get("participates") == "Có" and code not in self.busy_units
            if not free or dossier is None or dossier.get("no_nomination") == "Có" or not where(row):
                continue
            if any(
                (key, i) in self._used_rows for key in self.content.sheets for i in self.of_unit(key, code)
            ):
                continue
            self.busy_units.add(code)
            return code
        raise LookupError("no free unit")

    def of_unit(self, key: str, code: str) -> list[int]:
        """Indexes of the unit's rows in a sheet."""
        return [i for i, row in enumerate(self.rows(key)) if plain(row.get("unit_code")) == code]

    def find(self, key: str, where: Callable[[Row], bool]) -> int:
        """Index of the first row that fits. LookupError when there is none."""
        for index, row in enumerate(self.rows(key)):
            if where(row):
                return index
        raise LookupError(f"no such row in {key}")

    def plant(
        self,
        code: str,
        severity: Severity,
        key: str,
        index: int,
        column: str,
        value: Cell,
        what: str,
        *,
        secondary: bool = False,
    ) -> None:
        """Writes `value` into the cell and marks it."""
        self.mark(code, severity, key, index, column, what, secondary=secondary)
        self.rows(key)[index][column] = value

    def mark(
        self,
        code: str,
        severity: Severity,
        key: str,
        index: int | None,
        column: str | None,
        what: str,
        *,
        unit_code: str | None = None,
        secondary: bool = False,
    ) -> None:
        """Remembers a problem without changing a cell. `index` None with a column means the column's header."""
        row: Row = {} if index is None else self.rows(key)[index]
        if index is not None:
            self.use(key, index)
        unit = unit_code if unit_code is not None else str(plain(row.get("unit_code")) or "")
        row_id = str(plain(row.get("row_id")) or "")
        self._marks.append(_Mark(code, severity, key, index, column, row_id, unit, what, secondary))

    def finish(self) -> list[Planted]:
        """All problems with their cells, in the order they were planted."""
        return [self._planted(mark) for mark in self._marks]

    def _planted(self, mark: _Mark) -> Planted:
        cell: str | None = None
        value: Plain = None
        if mark.column is not None:
            source, schema_sheet = self.content.sheets[mark.sheet], sheet(mark.sheet)
            order = source.order or [column.key for column in schema_sheet.columns]
            letter = column_letter(order.index(mark.column) + 1)
            if mark.row is None:
                cell = f"{letter}{schema_sheet.header_row}"
                value = source.headers.get(mark.column, mark.column.removeprefix("extra:"))
            else:
                cell = f"{letter}{schema_sheet.first_row + mark.row}"
                # A whole row (D26) is marked at its live first column and told by its name.
                live = mark.column == "row_status"
                value = plain(source.rows[mark.row].get(schema_sheet.row_name if live else mark.column))
        return Planted(
            mark.code,
            mark.severity,
            mark.sheet,
            cell,
            mark.row_id,
            mark.unit_code,
            mark.what,
            value,
            mark.secondary,
        )
