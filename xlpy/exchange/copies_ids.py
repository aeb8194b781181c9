"""Row ids before a copy goes out: every row gets one, no two rows share one, no two copies hand out the same.

The master numbers CN-0001; a unit's copy CN-00001-0001 (with the unit's code), and a copy that is split again
CN-00001L2.TDP3-0001: made by round 2 of unit 00001 for its part TDP3. A group's copy makes CN-CUM-1-0001, and the
copies that it is split into CN-00001.CUM-1L1-0001. Whoever adds a row below the prepared ones
leaves the id empty; such rows are numbered here before they travel.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from xlpy.model.campaign import Stamp
from xlpy.model.rawrows import RawRow, RowKey
from xlpy.schema import sheet
from xlpy.schema.ownership import ownership
from xlpy.vietnamese.text import fold_ascii

_NUMBER = re.compile(r"-(\d+)$")


@dataclass(frozen=True, slots=True)
class IdChange:
    """An id to be written into the workbook: sheet key, 1-based row, the id there now ("" for none), the new one."""

    sheet: str
    row: int
    before: str
    after: str
    reason: str


def assign_ids(
    rows: Sequence[RawRow], taken: Mapping[str, Iterable[str]], tag: str = ""
) -> tuple[list[RawRow], list[IdChange]]:
    """The rows, each with an id of its own, and what changed.

    `taken` are all ids on each sheet, those of empty prepared rows included; `tag` stands between prefix and number
    ("" in the master). Of two rows with one id the lower gets a new one. Natural keys are left as they are.
    """
    numbers = {key: _highest(sheet(key).row_prefix or "", tag, ids) for key, ids in taken.items()}
    seen: set[RowKey] = set()
    changes: list[IdChange] = []
    numbered: list[RawRow] = []
    for row in rows:
        owned = ownership(row.key.sheet)
        if owned is not None and owned.has_row_ids and (not row.key.row_id or row.key in seen):
            definition = sheet(row.key.sheet)
            number = numbers.get(definition.key, 0) + 1
            numbers[definition.key] = number
            made = made_id(definition.row_prefix or "", tag, number)
            reason = (
                f"mã trùng với dòng ở trên của trang {definition.tab}"
                if row.key.row_id
                else "dòng chưa có mã; đánh mã trước khi gửi bản cho đơn vị"
            )
            changes.append(IdChange(definition.key, row.row, row.key.row_id, made, reason))
            values = {**row.values, "row_id": made}
            row = replace(row, key=RowKey(definition.key, made), values=values)
        seen.add(row.key)
        numbered.append(row)
    return numbered, changes


def made_id(prefix: str, tag: str, number: int) -> str:
    """CN-0001, or CN-00001-0001 with a tag."""
    return f"{prefix}-{tag}-{number:04d}" if tag else f"{prefix}-{number:04d}"


def highest_number(rows: Iterable[RawRow], tag: str) -> int:
    """The highest number among ids with this tag, on any sheet; 0 for none."""
    by_sheet: dict[str, list[str]] = {}
    for row in rows:
        by_sheet.setdefault(row.key.sheet, []).append(row.key.row_id)
    return max((_highest(sheet(key).row_prefix or "", tag, ids) for key, ids in by_sheet.items()), default=0)


def _highest(prefix: str, tag: str, ids: Iterable[str]) -> int:
    start = f"{prefix}-{tag}-" if tag else f"{prefix}-"
    found = [
        int(match[1])
        for text in ids
        if (match := _NUMBER.search(text)) and text[: match.start(1)].upper() == start
    ]
    return max(found, default=0)


def own_tag(stamp: Stamp) -> str:
    """What marks the ids that are made inside a copy: not those of the district, nor of any other copy; "" in a master."""
    if not stamp.owner:
        return ""
    tag = unit_tags([stamp.owner])[stamp.owner]
    line = f".{stamp.lineage}" if stamp.lineage else ""
    return f"{tag}{line}L{stamp.round or '1'}" + (f".{stamp.part}" if stamp.part else "")


def copy_tag(stamp: Stamp, unit_tag: str, part: str) -> str:
    """The tag of the ids prepared in a copy that the workbook `stamp` makes for a unit or group, or for its `part`.

    A unit's copy made from a group's names that copy: the unit may have one from the district too.
    """
    if stamp.group:
        unit_tag = f"{unit_tag}.{own_tag(stamp)}"
    elif stamp.unit_code:
        unit_tag = own_tag(stamp)
    return unit_tag + (f".{part}" if part else "")


def lineage_of(stamp: Stamp) -> str:
    """What a copy made from the workbook `stamp` bears as its `Stamp.lineage`."""
    return own_tag(stamp) if stamp.group else stamp.lineage


def unit_tags(codes: Iterable[str]) -> dict[str, str]:
    """The tag of each unit: its code in plain ASCII capitals, told apart where two codes come out alike."""
    tags = {code: re.sub("[^A-Z0-9-]+", "", fold_ascii(code).upper()) for code in codes}
    counts: dict[str, int] = {}
    for tag in tags.values():
        counts[tag] = counts.get(tag, 0) + 1
    return {
        code: tag
        if tag and counts[tag] == 1
        else f"{tag}{hashlib.sha256(code.encode()).hexdigest()[:4].upper()}"
        for code, tag in tags.items()
    }
