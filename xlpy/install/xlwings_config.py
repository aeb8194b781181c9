"""xlwings' user configuration: one `"KEY","value"` a line, read by the add-in's VBA in the Windows code page."""

from __future__ import annotations

import csv
from collections.abc import Mapping


def parse(text: str) -> dict[str, str]:
    """Key → value; the last of equal keys counts. Keys keep their spelling; lines without a value are dropped."""
    return {row[0]: row[1] for row in csv.reader(text.splitlines()) if len(row) > 1 and row[0]}


def merged(text: str, changes: Mapping[str, str | None]) -> str:
    """`text` with keys set, or taken out where the value is None. Keys compare without case, as the add-in does."""
    wanted = {key.casefold(): (key, value) for key, value in changes.items()}
    lines: list[str] = []
    for key, value in parse(text).items():
        if key.casefold() in wanted:
            continue
        lines.append(_line(key, value))
    lines += [_line(key, value) for key, value in wanted.values() if value is not None]
    return "".join(lines)


def _line(key: str, value: str) -> str:
    return f'"{key}","{value}"\n'
