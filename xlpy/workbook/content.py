"""What a workbook is filled with when it is built: rows by sheet, as a clerk (or a careless one) would leave them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

Plain = str | int | float | bool | date | datetime | None


@dataclass(frozen=True, slots=True)
class RawCell:
    """A cell that is not as the column wants it: another font, no column format, or an error value.

    `font` is a font name such as ".VnTime"; `general` drops the column's number format (a pasted cell);
    `error` such as "#N/A" is written as a formula with that cached result, and `value` is then ignored.
    `number_format` replaces only the column's number format: a number in a date column stays a number.
    """

    value: Plain = None
    font: str | None = None
    general: bool = False
    error: str | None = None
    number_format: str | None = None


Cell = Plain | RawCell
Row = dict[str, Cell]
"""Cells by column key; a missing key is an empty cell."""


@dataclass(slots=True)
class SheetContent:
    """Rows of one table sheet, in order, below the header.

    `merges` are (first row index, last row index, column key), 0-based in `rows`; `hidden` are row indexes;
    `headers` replaces header texts by column key; `order` gives another order of columns (all keys, and
    "extra:Tiêu đề" for an inserted column of that header).
    """

    rows: list[Row] = field(default_factory=list[Row])
    merges: list[tuple[int, int, str]] = field(default_factory=list[tuple[int, int, str]])
    hidden: set[int] = field(default_factory=set[int])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    order: list[str] | None = None


@dataclass(frozen=True, slots=True)
class RowIds:
    """Row ids of a copy's prepared rows: prefix-tag-number, numbers from `first` up, so that no two copies share one."""

    tag: str
    first: int = 1


@dataclass(slots=True)
class BookContent:
    """A whole workbook's content. `settings` overrides values of Cấu hình by setting key; `extra_tabs` adds
    stray sheets; a sheet key that is missing in `sheets` gets the campaign's own seed rows."""

    sheets: dict[str, SheetContent] = field(default_factory=dict[str, SheetContent])
    settings: dict[str, Cell] = field(default_factory=dict[str, Cell])
    date1904: bool = False
    extra_tabs: list[str] = field(default_factory=list[str])
    stamp: dict[str, str] = field(default_factory=dict[str, str])
    """Overrides of the hidden stamp (campaign_code, schema_version, unit_code, round)."""
    row_ids: RowIds | None = None
    """How prepared rows of a copy are numbered; None for the master's own ids (CN-0001)."""
    blank_rows: dict[str, int] = field(default_factory=dict[str, int])
    """Prepared rows by sheet key, where not the sheet's own number."""
    chosen: bool = False
    """The rows are those of the copy already: none is left out because of its unit code."""
    copy_of: str = ""
    """Whose copy the title of Bảng điều khiển says this is; "" for the master, and for a unit's copy its unit."""
    base: list[list[str]] | None = None
    """Cells of the very hidden sheet with the rows as they were sent; None for no such sheet."""
