"""The vocabulary in which sheets are described: columns, sheets, settings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

FieldType = Literal[
    "text",  # one line
    "long_text",  # paragraphs, kept with their line breaks
    "code",  # text cell, compared without case and blanks
    "choice",  # one of Column.choices
    "integer",
    "number",
    "points",  # decimal number on the step of the setting "points_step"
    "date",
    "datetime",
    "year",
    "yes_no",  # Có / Không
    "any",  # the value column of Cấu hình
    "live",  # native formula, never typed
    "helper",  # hidden, written by Python
    "output",  # written by Python, read-only for the clerk
]

OUTPUT_RESERVE = 100
"""Empty rows of an output table beyond its content: a table of a new size costs LibreOffice a second."""

SheetKind = Literal["table", "form", "output"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a sheet.

    `key` is the stable name in code and JSON, `header` what the clerk reads; the reader finds the column by
    its header (or one of `also`), never by position. `required` means: a used row must have a value.
    """

    key: str
    header: str
    type: FieldType = "text"
    required: bool = False
    choices: tuple[str, ...] = ()
    refers_to: str | None = None
    """Key of the sheet whose first code column lists the allowed values ("units", "criteria")."""
    width: float = 14.0
    """In Excel character widths."""
    help: str = ""
    """The input message shown when the cell is selected; Vietnamese; at most 255 characters."""
    also: tuple[str, ...] = ()
    """Other headers seen in clerks' files for the same column."""
    maximum: int | None = None
    """Largest number, or longest text, that makes sense."""

    @property
    def is_input(self) -> bool:
        return self.type not in ("live", "helper", "output")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of the workbook. `kind` "table" is typed by clerks, "output" written by Python, "form" neither."""

    key: str
    tab: str
    code_name: str
    kind: SheetKind
    title: str
    columns: tuple[Column, ...] = ()
    note: str = ""
    """Shown under the title: what belongs here, in one or two lines."""
    header_row: int = 4
    blank_rows: int = 0
    """Empty prepared rows in a new workbook, below the rows that come with the campaign."""
    frozen_columns: int = 0
    landscape: bool = True
    row_prefix: str | None = None
    """Prefix of prefilled row ids ("CN" gives CN-0001)."""
    row_name: str = ""
    """Key of the column that names a row to a person ("full_name")."""
    hidden: bool = False

    @property
    def first_row(self) -> int:
        return self.header_row + 1

    @property
    def table_name(self) -> str:
        """Name of the Excel table (ListObject)."""
        return f"tbl_{self.key}"

    def column(self, key: str) -> Column:
        """The column with this key; KeyError names the sheet and the key."""
        for column in self.columns:
            if column.key == key:
                return column
        raise KeyError(f"{self.key}.{key}")

    def index(self, key: str) -> int:
        """Zero-based place of the column in a workbook as we build it."""
        for index, column in enumerate(self.columns):
            if column.key == key:
                return index
        raise KeyError(f"{self.key}.{key}")

    def letter(self, key: str) -> str:
        """Column letter in a workbook as we build it."""
        return column_letter(self.index(key) + 1)

    @property
    def inputs(self) -> tuple[Column, ...]:
        return tuple(column for column in self.columns if column.is_input)


@dataclass(frozen=True, slots=True)
class Setting:
    """One row of Cấu hình: a rule of the campaign that the clerk may change without a programmer."""

    key: str
    name: str
    value: str | int | float | None
    """Dates as ISO text "2023-05-31"; Có/Không for switches; None for "chưa có"."""
    type: FieldType
    unit: str = ""
    source: str = ""
    note: str = ""
    status: str = "Đã xác minh"
    """How far the fact is trusted: "Đã xác minh" (a named source), "Chưa xác minh" (memory, inference), "DỰ THẢO"."""
    choices: tuple[str, ...] = ()
    required: bool = True
    minimum: float | None = None
    maximum: float | None = None


def column_letter(number: int) -> str:
    """A for 1, Z for 26, AA for 27. ValueError below 1."""
    if number < 1:
        raise ValueError(f"column number {number} is below 1")
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
