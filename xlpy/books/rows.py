"""One table sheet into typed records (domain.md §6.2): which rows count, merged cells, errors, unit codes."""

from __future__ import annotations

import re
from typing import NamedTuple

from xlpy.books.grid import SheetGrid
from xlpy.books.headers import Header
from xlpy.books.values import CellError
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import CellParser
from xlpy.model.records import RECORD_TYPES, Record
from xlpy.model.table import Problem, Table
from xlpy.model.units_index import UnitsIndex
from xlpy.schema import Column, Sheet, column_letter
from xlpy.vietnamese import text

PREFILLED = {"scores": ("unit_code", "criterion_code"), "dossiers": ("unit_code",)}
"""Columns that come filled in: a row with nothing else is kept, but only because its code says whose it is."""

_TOTALS = re.compile(
    r"(tổng( cộng| số)?|cộng|người lập( biểu)?|thủ trưởng.*|xác nhận.*|kế toán.*|.*, ngày .* tháng .* năm .*)[:.]?\s*\d*",
)
_FEW = 4


class _Field(NamedTuple):
    key: str
    place: int
    column: Column
    plain_text: bool


class RowReader:
    """Reads one sheet. Problems and silent repairs go to the campaign."""

    def __init__(
        self, sheet: Sheet, grid: SheetGrid, header: Header, campaign: Campaign, units: UnitsIndex | None
    ) -> None:
        self._sheet = sheet
        self._grid = grid
        self._header = header
        self._campaign = campaign
        self._units = units
        self._parser = CellParser(grid.date1904)
        self._fields = [
            _Field(
                column.key,
                header.columns[column.key] - grid.first_col,
                column,
                column.type in ("text", "long_text", "code"),
            )
            for column in sheet.inputs
            if column.key in header.columns
        ]
        self._uncached_rows = {row for row, _ in grid.uncached}

    def read(self) -> Table[Record]:
        """All used rows, in sheet order."""
        grid, header = self._grid, self._header
        table = Table[Record](self._sheet, columns=dict(header.columns), header_row=header.row, tab=grid.tab)
        self._note_header(header)
        self._fill_merged()
        record_type = RECORD_TYPES[self._sheet.key]
        start = header.row + 1 - grid.first_row
        ignored = ("row_id", *PREFILLED.get(self._sheet.key, ()))
        weighty = [f.place for f in self._fields if f.key not in ignored]
        kept = [f.place for f in self._fields if f.key in PREFILLED.get(self._sheet.key, ())]
        hidden = 0
        for offset in range(max(start, 0), len(grid.rows)):
            values = grid.rows[offset]
            row = grid.first_row + offset
            if not self._is_used(values, weighty) and not self._is_used(values, kept):
                continue
            table.last_row = row
            if self._is_totals(values, row):
                continue
            record = record_type(row, **self._record_fields(values, row))  # type: ignore[arg-type]
            if not self._has_content(record, values, weighty, kept):
                continue
            table.rows.append(record)
            if row in grid.hidden_rows:
                hidden += 1
        table.hidden_rows = hidden
        if hidden:
            self._problem("D21", detail={"count": str(hidden), "filtered": "1" if grid.filtered else ""})
        return table

    @staticmethod
    def _is_used(values: list[object], indexes: list[int]) -> bool:
        for index in indexes:
            value = values[index]
            if value is not None and value != "" and type(value) is not CellError:
                return True
        return False

    def _has_content(self, record: Record, values: list[object], weighty: list[int], kept: list[int]) -> bool:
        """False for a row of nothing but blanks, NBSP and the like, which looks empty to the clerk."""
        for index in (*weighty, *kept):
            value = values[index]
            if value is None:
                continue
            if type(value) is not str or (value and text.clean(value).text):
                return True
        return False

    def _record_fields(self, values: list[object], row: int) -> dict[str, object]:
        parser = self._parser
        fonts = self._grid.legacy_fonts
        known_clean = parser.known_clean
        made: dict[str, object] = {}
        for key, index, column, plain_text in self._fields:
            value = values[index]
            if value is None:
                if row in self._uncached_rows:
                    self._note_uncached(row, index, key)
                if plain_text:
                    made[key] = ""
                continue
            if column.type == "text" and not fonts and type(value) is str and value in known_clean:
                made[key] = value
                continue
            if type(value) is CellError:
                self._problem("D27", row, index, key, value, detail={"error": str(value)})
                continue
            font = fonts.get((row, self._grid.first_col + index)) if fonts else None
            made[key] = parser.parse(column, value, font)
            if parser.slips or parser.silent:
                self._note_slips(row, index, key, value)
        if self._units is not None and made.get("unit_code"):
            self._resolve_unit(self._units, made, values, row)
        return made

    def _note_slips(self, row: int, index: int, key: str, value: object) -> None:
        for slip in self._parser.slips:
            self._problem(slip.code, row, index, key, value, slip.proposal, slip.detail)
        cell = f"{column_letter(self._grid.first_col + index)}{row}"
        for code in self._parser.silent:
            self._campaign.silent.append(
                Problem(code, self._sheet.key, self._grid.tab, cell, row, key, value)
            )
        self._parser.slips.clear()
        self._parser.silent.clear()

    def _note_uncached(self, row: int, index: int, key: str) -> None:
        if (row, self._grid.first_col + index) in self._grid.uncached:
            self._problem("D27", row, index, key, None, detail={"error": "công thức chưa được tính"})

    def _resolve_unit(
        self, units: UnitsIndex, made: dict[str, object], values: list[object], row: int
    ) -> None:
        typed = str(made["unit_code"])
        match = units.find(typed)
        if match.problem is None:
            return
        index = next(f.place for f in self._fields if f.key == "unit_code")
        if match.problem == "REF":
            detail = {"list": "Đơn vị", "near": match.near}
            self._problem("REF", row, index, "unit_code", values[index], None, detail)
            return
        if match.unit_code.casefold() == typed.casefold():
            self._campaign.silent.append(
                Problem("D35", self._sheet.key, self._grid.tab, None, row, "unit_code", values[index])
            )
        else:
            self._problem(match.problem, row, index, "unit_code", values[index], match.unit_code)
        made["unit_code"] = match.unit_code

    def _is_totals(self, values: list[object], row: int) -> bool:
        """A totals or signature row inside the data (D26): few cells, the first text says so."""
        filled = [
            values[f.place]
            for f in self._fields
            if f.key != "row_id" and values[f.place] is not None and values[f.place] != ""
        ]
        if len(filled) > _FEW:
            return False
        first = next((value for value in filled if isinstance(value, str)), None)
        if first is None or not _TOTALS.fullmatch(text.fold(text.clean(first).text)):
            return False
        self._campaign.silent.append(
            Problem("D26", self._sheet.key, self._grid.tab, f"A{row}", row, None, first)
        )
        return True

    def _fill_merged(self) -> None:
        """Vertical merges over data rows count for every row they span (D20)."""
        grid = self._grid
        wanted = {grid.first_col + f.place: f for f in self._fields}
        for top, left, bottom, right in grid.merged:
            field = wanted.get(left)
            if top <= self._header.row or bottom == top or field is None or left != right:
                continue
            value = grid.value(top, left)
            if value is None:
                continue
            for row in range(top + 1, bottom + 1):
                offset = row - grid.first_row
                if offset < len(grid.rows):
                    grid.rows[offset][left - grid.first_col] = value
            self._problem(
                "D20",
                top,
                field.place,
                field.key,
                value,
                detail={"rows": f"{top}–{bottom}", "value": str(value)},
            )

    def _note_header(self, header: Header) -> None:
        letter_row = header.row
        for key, column, shown in header.near:
            self._problem(
                "D25",
                letter_row,
                column - self._grid.first_col,
                key,
                shown,
                self._sheet.column(key).header,
                {"kind": "near"},
            )
        for column, shown in header.extra:
            if text.fold_ascii(shown) in ("stt", "so tt", "tt"):
                continue
            self._problem(
                "D25", letter_row, column - self._grid.first_col, None, shown, None, {"kind": "extra"}
            )

    def _problem(
        self,
        code: str,
        row: int | None = None,
        index: int | None = None,
        key: str | None = None,
        raw: object = None,
        proposal: str | None = None,
        detail: dict[str, str] | None = None,
    ) -> None:
        cell = None if row is None or index is None else f"{column_letter(self._grid.first_col + index)}{row}"
        self._campaign.problems.append(
            Problem(code, self._sheet.key, self._grid.tab, cell, row, key, raw, proposal, detail or {})
        )
