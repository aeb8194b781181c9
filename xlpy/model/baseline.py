"""The base of a copy as cells: every row as it was sent, with a checksum, safe in any spreadsheet program.

First row: a head (JSON) and the SHA-256 over head and rows. Each further row is one sent row as JSON text, cut into
pieces that a cell holds. JSON starts with a bracket and has its control characters escaped, so that no program takes
it for a number or a formula, or trims it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from xlpy.model.rawrows import CellValue, RawRow, RowKey

PIECE = 30_000
"""Characters in one cell; Excel holds 32,767."""


@dataclass(frozen=True, slots=True)
class BaseHead:
    """What a copy says of itself, under the checksum."""

    campaign_code: str
    schema_version: str
    unit_code: str
    round: int
    copy_id: str
    parent_id: str = ""
    """The copy it was split from; "" when that was the master."""
    part: str = ""
    """Tag of the part of the unit that it is for ("P1"); "" for the whole unit."""
    units: str = ""
    """Codes of the units of a group's copy, with ";" between them; `unit_code` is then the group's. "" for one unit."""


class BadBase(ValueError):
    """The hidden base cannot be trusted; the message says why, in Vietnamese."""


def canonical(value: CellValue) -> CellValue:
    """The value with what a spreadsheet program does not keep taken off, so that equal cells compare equal.

    Numbers to 15 significant digits (what Excel stores of a typed number), moments to the second (a serial number is
    not exact below), line breaks as "\\n" (Excel's own; CR comes from pasted text).
    """
    if isinstance(value, bool) or value is None:
        return value
    if isinstance(value, (int, float)):
        return float(f"{value:.15g}") + 0.0
    if isinstance(value, datetime):
        return (value + timedelta(microseconds=500_000)).replace(microsecond=0)
    if type(value) is str:
        return value.replace("\r\n", "\n").replace("\r", "\n") if "\r" in value else value
    return value


def encode(head: BaseHead, rows: Iterable[RawRow]) -> list[list[str]]:
    """The cells of the base sheet. Values are stored as `canonical` gives them."""
    said = {key: value for key, value in asdict(head).items() if key != "units" or value}
    first = _dumps(said)
    lines = [_row_text(row) for row in rows]
    cells = [[first, checksum([first, *lines])]]
    cells += [[line[at : at + PIECE] for at in range(0, len(line), PIECE)] for line in lines]
    return cells


def decode(
    cells: Sequence[Sequence[object]], error: Callable[[str], str]
) -> tuple[BaseHead, dict[RowKey, RawRow], str]:
    """Head, rows and checksum of a base sheet's cells; `error` makes an error value of its text.

    Raises BadBase when the sheet is empty, was edited, or rows of it are gone.
    """
    lines = ["".join(cell for cell in row if isinstance(cell, str)) for row in cells[1:]]
    lines = [line for line in lines if line]
    first: Sequence[object] = cells[0] if cells else ()
    if len(first) < 2 or not isinstance(first[0], str) or not isinstance(first[1], str):
        raise BadBase("trang ẩn ghi trạng thái lúc gửi không còn hoặc trống")
    if checksum([first[0], *lines]) != first[1]:
        raise BadBase("trang ẩn ghi trạng thái lúc gửi đã bị sửa hoặc mất dòng (sai mã kiểm tra)")
    try:
        head = BaseHead(**json.loads(first[0]))
        rows = [_row_of(line, error) for line in lines]
    except (TypeError, ValueError, KeyError) as fault:
        raise BadBase("trang ẩn ghi trạng thái lúc gửi không đọc được") from fault
    return head, {row.key: row for row in rows}, first[1]


def join_codes(codes: Iterable[str]) -> str:
    """Unit codes as base, stamp and register hold them."""
    return ";".join(codes)


def split_codes(text: str) -> tuple[str, ...]:
    """The codes that `join_codes` was given."""
    return tuple(code for part in text.split(";") if (code := part.strip()))


def checksum(lines: Iterable[str]) -> str:
    """SHA-256 over the lines, hexadecimal."""
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def _dumps(data: object) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    # "_x000D_" in a cell is an escape of the file format; programs differ in whether they undo it.
    return text.replace("_x", "\\u005fx")


def _row_text(row: RawRow) -> str:
    values = {key: _plain(canonical(value)) for key, value in row.values.items()}
    return _dumps([row.key.sheet, row.key.row_id, row.unit_code, values])


def _plain(value: CellValue) -> object:
    if isinstance(value, datetime):
        return {"d": value.isoformat()}
    if isinstance(value, str) and type(value) is not str:
        return {"e": str(value)}
    return value


def _row_of(line: str, error: Callable[[str], str]) -> RawRow:
    sheet, row_id, unit_code, plain = json.loads(line)
    values: Mapping[str, Any] = plain
    return RawRow(
        RowKey(sheet, row_id), unit_code, 0, {key: _value(value, error) for key, value in values.items()}
    )


def _value(value: Any, error: Callable[[str], str]) -> CellValue:
    if isinstance(value, dict):
        kind = cast("dict[str, str]", value)
        return datetime.fromisoformat(kind["d"]) if "d" in kind else error(kind["e"])
    return float(value) if isinstance(value, int) and not isinstance(value, bool) else value
