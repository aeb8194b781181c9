"""Blank cells in required columns: shared by the families, holds no rule of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from xlpy.checks.finding import Hit
from xlpy.checks.rules import at
from xlpy.checks.scope import ignored_units
from xlpy.model.campaign import Campaign
from xlpy.model.records import Record
from xlpy.model.table import Table
from xlpy.schema import Column


def reported_cells(campaign: Campaign, sheet: str) -> set[tuple[int, str]]:
    """(row, column key) of the cells of one sheet that the reader already left a problem at.

    A value that could not be read is empty in the record; calling it missing as well would be wrong.
    """
    return {
        (problem.row, problem.column)
        for problem in campaign.problems
        if problem.sheet == sheet and problem.row is not None and problem.column is not None
    }


def is_blank(record: Record, column: str) -> bool:
    """Whether the field is an empty text or None; 0 and "Không" are values."""
    value = getattr(record, column)
    return value is None or value == ""


def row_label(table: Table[Record], record: Record) -> str:
    """What names the row to a person, "" if that is blank too."""
    return str(getattr(record, table.sheet.row_name, "") or "") if table.sheet.row_name else ""


def missing_hits(campaign: Campaign, sheet: str, *, leave_out: Iterable[str] = ()) -> Iterator[Hit]:
    """One hit for every blank required cell of the used rows of `sheet`, but for the columns in `leave_out`."""
    table = campaign.table(sheet)
    left_out = set(leave_out)
    required = [c for c in table.sheet.inputs if c.required and c.key not in left_out]
    reported = reported_cells(campaign, sheet)
    ignored = ignored_units(campaign)
    for record in table.rows:
        if record.unit_code in ignored:
            continue
        for column in required:
            if is_blank(record, column.key) and (record.row, column.key) not in reported:
                yield missing_hit(table, record, column)


def missing_hit(table: Table[Record], record: Record, column: Column) -> Hit:
    """The hit for one blank required cell, with the column's own help as what is allowed."""
    label = row_label(table, record)
    whose = f" của “{label}”" if label else f" ở dòng {record.row}"
    allowed = f" Chọn một trong: {'; '.join(column.choices)}." if column.choices else ""
    return at(
        table,
        record,
        column.key,
        f"còn trống “{column.header}”{whose}; cột này bắt buộc phải có.{allowed}",
        f"Nhập “{column.header}”. {column.help}".strip()
        + (" Nếu dòng thừa, xóa cả dòng." if label == "" else ""),
    )
