"""What the clerk ticked on the sheet Lỗi, and which finding of today each tick means.

Between the check that wrote the sheet and the click that uses it, rows may have been sorted, inserted or deleted:
a finding is known again by its code, sheet, row id and proposal, and the cell only decides between several.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from xlpy.books.grid import SheetGrid
from xlpy.books.values import CellError
from xlpy.checks.finding import Finding
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import CellParser
from xlpy.schema import Sheet, sheet
from xlpy.vietnamese import text

_LETTERS = re.compile(r"[A-Z]+")
_SEARCHED_ROWS = 20


@dataclass(frozen=True, slots=True)
class Tick:
    """One row of Lỗi whose column "Đồng ý sửa" is filled. `answer` is the cell as typed; `key` see `row_key`."""

    row: int
    tab: str
    cell: str
    key: str
    code: str
    proposal: str
    answer: str
    accepted: bool


Doubt = Literal["gone", "row gone", "several"]
"""Why no finding of today is the ticked one: it no longer stands, its row is away, more than one fits."""


def sheet_grid(grids: Mapping[str, SheetGrid], definition: Sheet) -> SheetGrid | None:
    """The grid of one of our sheets, by tab, else by code name (a renamed tab keeps it)."""
    wanted = text.fold(definition.tab)
    for grid in grids.values():
        if text.fold(grid.tab) == wanted:
            return grid
    return next((grid for grid in grids.values() if grid.code_name == definition.code_name), None)


def row_key(campaign: Campaign, finding: Finding) -> str:
    """What names the finding's row wherever it stands: its id, or the natural key of a sheet without ids.

    As `model.rawrows.RowKey` writes it; Tiêu chí by its code, Cấu hình by the setting's key. "" if nothing does.
    """
    if finding.row_id or not finding.row:
        return finding.row_id
    table = campaign.tables.get(finding.sheet)
    record = None if table is None else table.record_at(finding.row)
    if record is None:
        return ""
    if finding.sheet in ("units", "dossiers"):
        return record.unit_code
    code: str = getattr(record, "criterion_code", "")
    if finding.sheet == "scores":
        return f"{record.unit_code}|{code}" if record.unit_code and code else ""
    return code or str(getattr(record, "activity_no", "") or getattr(record, "setting_key", ""))


def read_ticks(grids: Mapping[str, SheetGrid]) -> list[Tick]:
    """The filled cells of "Đồng ý sửa", from top to bottom; none where the sheet or a column of it is gone."""
    definition = sheet("findings")
    grid = sheet_grid(grids, definition)
    columns = {} if grid is None else _columns(definition, grid)
    wanted = ("tab", "cell", "row_id", "code", "proposal", "accept")
    if grid is None or any(key not in columns for key in wanted):
        return []
    found: list[Tick] = []
    for row in range(columns["header"] + 1, grid.first_row + len(grid.rows)):
        tab, cell, key, code, proposal, answer = (_text(grid.value(row, columns[name])) for name in wanted)
        if answer and code:
            accepted = CellParser().yes_no(definition.column("accept"), answer) is True
            found.append(Tick(row, tab, cell, key, code, proposal, answer, accepted))
    return found


def _columns(definition: Sheet, grid: SheetGrid) -> dict[str, int]:
    """Columns by key, and the header's row under "header"; {} if no row holds all headers."""
    headers = {text.fold(column.header): column.key for column in definition.columns}
    best: dict[str, int] = {}
    for offset, line in enumerate(grid.rows[:_SEARCHED_ROWS]):
        found = {
            headers[folded]: grid.first_col + place
            for place, value in enumerate(line)
            if isinstance(value, str) and (folded := text.fold(text.clean(value).text)) in headers
        }
        if len(found) > len(best):
            best = {**found, "header": grid.first_row + offset}
    return best


def _text(value: object) -> str:
    if value is None or isinstance(value, CellError):
        return ""
    if isinstance(value, bool):
        return "Có" if value else "Không"
    return str(value).replace("\r\n", "\n")


class Standing:
    """The findings of today, ready to be looked up."""

    def __init__(self, campaign: Campaign, findings: Sequence[Finding]) -> None:
        self.keys = [row_key(campaign, finding) for finding in findings]
        # Lỗi names the tab as it was then; one that was renamed since is found by its first name.
        self._sheet_of = {table.sheet.tab: key for key, table in campaign.tables.items()}
        self._sheet_of |= {table.found_tab: key for key, table in campaign.tables.items()}
        self._findings = findings
        self._by_identity: dict[tuple[str, str, str, str], list[int]] = {}
        for number, finding in enumerate(findings):
            identity = (finding.code, self._place(finding.tab), self.keys[number], _text(finding.proposal))
            self._by_identity.setdefault(identity, []).append(number)
        self._campaign = campaign

    def _place(self, tab: str) -> str:
        return self._sheet_of.get(tab, tab)

    def find(self, tick: Tick) -> int | Doubt:
        """The place in the list of findings of the one that was ticked, or why there is none."""
        places = self._by_identity.get((tick.code, self._place(tick.tab), tick.key, tick.proposal), [])
        for place in places:
            if (self._findings[place].cell or "") == tick.cell:
                return place
        if not tick.key:
            return "gone"
        same_column = [p for p in places if _letters(self._findings[p].cell) == _letters(tick.cell)]
        if len(same_column) == 1 or len(places) == 1:
            return (same_column or places)[0]
        if places:
            return "several"
        return "gone" if self._has_row(tick) else "row gone"

    def _has_row(self, tick: Tick) -> bool:
        table = self._campaign.tables.get(self._place(tick.tab))
        if table is None or table.sheet.row_prefix is None:
            return True
        return any(record.row_id == tick.key for record in table.rows)


def _letters(cell: str | None) -> str:
    match = _LETTERS.match(cell or "")
    return match[0] if match else ""


def carried_over(standing: Standing, ticks: Iterable[Tick]) -> dict[int, str]:
    """Place of a finding → what the clerk had typed beside it when it was found before."""
    kept: dict[int, str] = {}
    for tick in ticks:
        place = standing.find(tick)
        if isinstance(place, int):
            kept.setdefault(place, tick.answer)
    return kept
