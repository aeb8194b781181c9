"""Excel tables (xl/tables/tableN.xml): where they are, and a new last row."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.books.ooxml.coords import area_name, parse_area
from xlpy.books.ooxml.package import Package

_REF = rb"""(<(?:[\w.-]+:)?%b\b[^>]*?\sref\s*=\s*["'])([^"']*)(["'])"""


@dataclass(frozen=True)
class TablePart:
    """A table: `area` is (row1, col1, row2, col2) with its header and totals rows."""

    name: str
    part: str
    area: tuple[int, int, int, int]
    header_rows: int
    totals_rows: int
    columns: tuple[str, ...] = ()
    """Header texts as formulas name them."""


def read_tables(package: Package, sheet_part: str) -> list[TablePart]:
    """The tables of a sheet, in the order of its relations."""
    tables: list[TablePart] = []
    for kind, target in package.relations(sheet_part).values():
        if kind != "table" or package.find(target) is None:
            continue
        tree = package.tree(target)
        attrs = tree.attrs
        try:
            table = TablePart(
                attrs.get("displayName") or attrs.get("name", ""),
                target,
                parse_area(attrs.get("ref", "")),
                int(attrs.get("headerRowCount", "1")),
                int(attrs.get("totalsRowCount", "0")),
                tuple(column.attrs.get("name", "") for column in tree.every("tableColumn")),
            )
        except ValueError as error:
            raise package.broken(target) from error
        tables.append(table)
    return tables


def with_last_row(data: bytes, last_row: int) -> bytes:
    """The table part ending at `last_row`, its filter with it; nothing else changes.

    For a table without a totals row; the caller refuses the others.
    """

    def moved(match: re.Match[bytes]) -> bytes:
        row1, col1, _, col2 = parse_area(match[2].decode())
        return match[1] + area_name(row1, col1, last_row, col2).encode() + match[3]

    data = re.sub(_REF % b"table", moved, data, count=1)
    return re.sub(_REF % b"autoFilter", moved, data, count=1)
