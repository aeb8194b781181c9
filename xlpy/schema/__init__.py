"""The one definition of sheets, columns, types, choices, settings and of the campaign's own data.

Workbook builder, reader, checks, guide and `schema --json` all come from here. Imports nothing of xlpy but
itself, and no library.
"""

from __future__ import annotations

from xlpy.schema.registry import SCHEMA_VERSION, SHEETS, outputs, sheet, tables
from xlpy.schema.settings import SETTINGS_LIST
from xlpy.schema.types import OUTPUT_RESERVE, Column, FieldType, Setting, Sheet, SheetKind, column_letter

__all__ = [
    "OUTPUT_RESERVE",
    "SCHEMA_VERSION",
    "SETTINGS_LIST",
    "SHEETS",
    "Column",
    "FieldType",
    "Setting",
    "Sheet",
    "SheetKind",
    "column_letter",
    "outputs",
    "sheet",
    "tables",
]
