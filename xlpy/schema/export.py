"""The schema as plain data: what `schema --json` prints."""

from __future__ import annotations

from typing import Any

from xlpy.schema.registry import SCHEMA_VERSION, SHEETS
from xlpy.schema.settings import GROUPS


def as_json() -> dict[str, Any]:
    """The contract of DESIGN.md: version, sheets with their columns; plus the settings with source and status."""
    return {
        "version": SCHEMA_VERSION,
        "sheets": [
            {
                "key": sheet.key,
                "tab": sheet.tab,
                "kind": sheet.kind,
                "header_row": sheet.header_row,
                "first_row": sheet.first_row,
                "columns": [
                    {
                        "key": column.key,
                        "header": column.header,
                        "letter": sheet.letter(column.key),
                        "type": column.type,
                        "required": column.required,
                        "choices": list(column.choices),
                        "refers_to": column.refers_to,
                        "help": column.help,
                    }
                    for column in sheet.columns
                ],
            }
            for sheet in SHEETS
        ],
        "settings": [
            {
                "key": setting.key,
                "name": setting.name,
                "group": group,
                "value": setting.value,
                "type": setting.type,
                "unit": setting.unit,
                "source": setting.source,
                "note": setting.note,
                "status": setting.status,
                "choices": list(setting.choices),
            }
            for group, settings in GROUPS
            for setting in settings
        ],
    }
