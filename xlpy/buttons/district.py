"""Tiến độ: the whole district on one sheet, written after each check, split and merge."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from xlpy.books import bridge, outputs
from xlpy.books.copyregister import NoRegister, read_register
from xlpy.books.grid import SheetGrid
from xlpy.books.headers import find_header
from xlpy.books.values import Formula
from xlpy.buttons import merge_sheets
from xlpy.checks.finding import Finding
from xlpy.exchange.conflicts import ConflictLine
from xlpy.exchange.merge_overview import UnitReturn, overview
from xlpy.model.copyregister import CopyLine
from xlpy.schema import sheet
from xlpy.schema.sheets_output import PROGRESS

if TYPE_CHECKING:
    from xlpy.buttons.verbs import Loaded

_DAYS = PROGRESS.index("days_left")
_DAYS_LEFT = 'IF(cfg_deadline="","",cfg_deadline-IF(cfg_reference_date="",TODAY(),cfg_reference_date))'


def errors_by_unit(findings: Iterable[Finding]) -> dict[str, int | None]:
    """Findings that block, by unit code."""
    counts: dict[str, int | None] = {}
    for finding in findings:
        if finding.severity == "error" and finding.unit_code:
            counts[finding.unit_code] = (counts.get(finding.unit_code) or 0) + 1
    return counts


def last_errors(loaded: Loaded) -> dict[str, int | None]:
    """What Tiến độ says of each unit's errors since the last check; None for a unit that was not checked."""
    errors: dict[str, int | None] = {unit.unit_code: None for unit in loaded.campaign.taking_part()}
    grid = loaded.grids.get(PROGRESS.tab)
    header = None if grid is None else find_header(PROGRESS, grid)
    if grid is None or header is None or not {"unit_code", "errors"} <= header.columns.keys():
        return errors
    for row in range(header.row + 1, grid.first_row + len(grid.rows)):
        code, number = (grid.value(row, header.columns[key]) for key in ("unit_code", "errors"))
        if code in errors and isinstance(number, (int, float)) and not isinstance(number, bool):
            errors[str(code)] = int(number)
    return errors


def write_progress(
    book: bridge.Book,
    loaded: Loaded,
    errors: Mapping[str, int | None],
    *,
    register: Sequence[CopyLine] | None = None,
    lines: Sequence[ConflictLine] | None = None,
) -> None:
    """Put a line for each unit on Tiến độ if it says anything new; `register` and `lines` where they have changed since
    `loaded` was read. Does not save.

    A unit's own copy, and a workbook that was built before the sheet was known, have nothing to write; a sheet that the
    clerk has locked stays as it is, for a view must not cost the clerk the work itself.
    """
    grid = loaded.grids.get(PROGRESS.tab)
    if loaded.campaign.stamp.unit_code or grid is None or grid.protected:
        return
    try:
        known = read_register(loaded.grids, "") if register is None else register
        asked = merge_sheets.read_conflicts(loaded.grids, "") if lines is None else lines
    except (NoRegister, merge_sheets.NoConflictSheet):
        return
    deadline = loaded.campaign.settings.day("deadline")
    days = float((deadline - loaded.campaign.today).days) if deadline else ""
    rows = [_row(one, days) for one in overview(loaded.campaign, known, asked, errors)]
    if not _says(grid, rows):
        outputs.write_rows(book, loaded.grids, PROGRESS.key, rows)


def _row(one: UnitReturn, days: float | str) -> list[object]:
    asked = not one.returned and not one.no_nomination
    in_time = ""
    if not one.no_nomination:
        in_time = ("Nộp muộn" if one.late else "Đúng hạn") if one.returned else "Quá hạn" if one.late else ""
    return [
        one.unit_code,
        one.unit_name,
        one.cluster or None,
        float(one.sent_round) if one.sent_round else None,
        _shown(one.sent_on),
        float(one.returned_round) if one.returned_round else None,
        _shown(one.returned_on),
        one.state,
        in_time or None,
        Formula("=" + _DAYS_LEFT, days) if asked or one.sent_back else None,
        None if one.errors is None else float(one.errors),
        float(one.conflicts),
    ]


def _shown(moment: datetime | None) -> str | None:
    if moment is None:
        return None
    return f"{moment:%d/%m/%Y %H:%M}" if (moment.hour, moment.minute) != (0, 0) else f"{moment:%d/%m/%Y}"


def _says(grid: SheetGrid, rows: Sequence[Sequence[object]]) -> bool:
    """Whether the sheet holds these rows and no more; of the formula, whether there is one."""
    first = sheet(PROGRESS.key).first_row
    there = [
        [grid.value(row, column + 1) for column in range(len(PROGRESS.columns))]
        for row in range(first, grid.first_row + len(grid.rows))
    ]
    while there and all(value in (None, "") for value in there[-1]):
        there.pop()
    return len(there) == len(rows) and all(
        (value or None) == (other or None) if place != _DAYS else True
        for old, new in zip(there, rows, strict=True)
        for place, (value, other) in enumerate(zip(old, new, strict=True))
    )
