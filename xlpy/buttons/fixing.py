"""Applies the proposals that the clerk accepted: only where the same finding still stands, only those cells.

First `plan` decides, without writing, what may be changed and why the rest may not; `apply` writes it through the
bridge. A proposal is refused rather than guessed at: for a row that is gone or not to be told from another, a
locked sheet, a formula, a header, a cell whose format would show a date as a number.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from xlpy.books import bridge
from xlpy.books.errors import CellRefused
from xlpy.books.grid import SheetGrid
from xlpy.books.ooxml.styles import is_date_format
from xlpy.buttons import proposals
from xlpy.buttons.ticks import Doubt, Standing, Tick, read_ticks, sheet_grid
from xlpy.checks.finding import Finding
from xlpy.model.campaign import Campaign
from xlpy.schema import sheet
from xlpy.vietnamese.text import fold

ACTION = "Sửa theo đề xuất"
"""Of the log's lines."""
ALL = "all"
"""In `accept`: every finding that has a proposal."""

_DOUBTS: dict[Doubt, str] = {
    "gone": "lỗi này không còn như lúc kiểm tra (ô hoặc đề xuất đã đổi). Hãy xem lại trang Lỗi vừa cập nhật",
    "row gone": "không còn dòng mang mã này. Nếu dòng bị xóa nhầm, hãy khôi phục rồi kiểm tra lại",
    "several": "có nhiều dòng cùng mã này nên không biết sửa dòng nào. Hãy sửa mã dòng trùng hoặc sửa tay",
}
_NO_PROPOSAL = "lỗi này không có đề xuất. Hãy sửa tay theo cột Cách sửa"
_HEADER = "đây là tiêu đề cột, phần mềm không sửa. Hãy gõ lại tiêu đề theo cột Đề xuất sửa thành"
_LOCKED = "trang đang khóa (Protect Sheet) nên không ghi được. Hãy mở khóa ở thẻ Xem lại (Review) > Bỏ bảo vệ trang rồi bấm lại"
_FORMULA = (
    "ô chứa công thức nên phần mềm không ghi đè. Hãy sửa công thức, hoặc nhập giá trị thay cho công thức"
)
_MERGED = "ô nằm trong vùng đã gộp. Hãy bỏ gộp ô (Merge & Center) rồi bấm lại"
_NOT_A_DATE = (
    "ô không có định dạng ngày nên ngày sẽ hiện thành một con số. Hãy định dạng ô là dd/mm/yyyy rồi bấm lại"
)
_UNTYPED = "đề xuất không phải giá trị mà cột này nhận. Hãy sửa tay"
_TAKEN = "ô này vừa được sửa theo một đề xuất khác. Hãy xem lại, nếu vẫn cần thì bấm lần nữa"
_BACK = "ô này đã được sửa theo chính loại đề xuất này, nay đề xuất đổi ngược lại. Hãy đối chiếu giấy tờ rồi sửa tay"


@dataclass(frozen=True, slots=True)
class Change:
    """One cell to write. `tab` is the tab as it is called in the workbook; `after` is typed as the cell needs it."""

    finding: Finding
    key: str
    tab: str
    row: int
    column: int
    before: object
    after: object


@dataclass(frozen=True, slots=True)
class Refusal:
    """A proposal that was accepted and not applied. `reason` says why and what to do, without a full stop."""

    code: str
    tab: str
    cell: str
    key: str
    reason: str

    def sentence(self) -> str:
        place = f"Trang {self.tab}, ô {self.cell}" if self.cell else f"Trang {self.tab}"
        row = f" (mã dòng {self.key})" if self.key else ""
        return f"{place}{row}, {self.code}: {self.reason}."


@dataclass(slots=True)
class FixPlan:
    """What `apply` will write, and what was accepted in vain."""

    changes: list[Change] = field(default_factory=list[Change])
    refused: list[Refusal] = field(default_factory=list[Refusal])

    def merely_refused(self, change: Change, reason: str) -> None:
        """Moves a change to the refused ones."""
        self.changes.remove(change)
        found = change.finding
        self.refused.append(Refusal(found.code, change.tab, found.cell or "", change.key, reason))


def plan(
    book: bridge.Book,
    campaign: Campaign,
    grids: Mapping[str, SheetGrid],
    findings: Sequence[Finding],
    accept: Collection[str] = (),
) -> FixPlan:
    """What the ticks on Lỗi and the codes in `accept` (or ALL) ask for, judged on the workbook as it is now."""
    standing = Standing(campaign, findings)
    made = FixPlan()
    taken: dict[tuple[str, int, int], object] = {}
    asked = dict.fromkeys(_asked(standing, findings, read_ticks(grids), accept, made))
    for place in asked:
        finding, key = findings[place], standing.keys[place]
        change = _change(book, campaign, grids, finding, key)
        if isinstance(change, Change):
            target = (change.tab, change.row, change.column)
            if target not in taken:
                taken[target] = change.after
                made.changes.append(change)
                continue
            if taken[target] == change.after:
                continue
            change = _TAKEN
        made.refused.append(Refusal(finding.code, finding.tab, finding.cell or "", key, change))
    return made


def _asked(
    standing: Standing,
    findings: Sequence[Finding],
    ticks: Sequence[Tick],
    accept: Collection[str],
    made: FixPlan,
) -> Iterator[int]:
    """Places of the findings asked for; ticks that mean none of today's go to the refused ones."""
    for tick in ticks:
        if not tick.accepted:
            continue
        place = standing.find(tick)
        if isinstance(place, int):
            yield place
        else:
            made.refused.append(Refusal(tick.code, tick.tab, tick.cell, tick.key, _DOUBTS[place]))
    for place, finding in enumerate(findings):
        if finding.proposal is not None and (ALL in accept or finding.code in accept):
            yield place


def _change(
    book: bridge.Book, campaign: Campaign, grids: Mapping[str, SheetGrid], finding: Finding, key: str
) -> Change | str:
    """The change that applies a finding's proposal, or the reason why there is none."""
    table = campaign.tables.get(finding.sheet)
    if finding.proposal is None or table is None:
        return _NO_PROPOSAL
    column = table.columns.get(finding.column)
    grid = sheet_grid(grids, table.sheet)
    if column is None or grid is None or not finding.row:
        return _NO_PROPOSAL
    row = finding.row
    if row <= table.header_row:
        return _HEADER
    if grid.protected:
        return _LOCKED
    if (row, column) in grid.formulas:
        return _FORMULA
    if any(
        r1 <= row <= r2 and c1 <= column <= c2 and (row, column) != (r1, c1) for r1, c1, r2, c2 in grid.merged
    ):
        return _MERGED
    definition = proposals.column_at(campaign, finding.sheet, finding.column, row)
    try:
        after = proposals.typed(definition, finding.proposal)
    except proposals.NoTypedValueError:
        return _UNTYPED
    before = grid.value(row, column)
    if definition.type in ("date", "datetime") and not is_date_format(
        bridge.number_format(book, grid.tab, row, column)
    ):
        return _NOT_A_DATE
    if _turns_back(grids, finding, key, proposals.shown(before), proposals.shown(after)):
        return _BACK
    return Change(finding, key, grid.tab, row, column, before, after)


def _turns_back(grids: Mapping[str, SheetGrid], finding: Finding, key: str, before: str, after: str) -> bool:
    """Whether the log shows this very cell changed the other way round for the same code.

    A proposal that swaps (day and month, D12) would else swap back at the next click, and so on.
    """
    definition = sheet("log")
    grid = sheet_grid(grids, definition)
    if grid is None:
        return False
    at = {key: definition.index(key) + 1 for key in ("action", "tab", "row_id", "before", "after", "reason")}
    for row in range(definition.first_row, grid.first_row + len(grid.rows)):
        line = {name: grid.value(row, column) for name, column in at.items()}
        if (
            line["action"] == ACTION
            and fold(str(line["tab"])) == fold(finding.tab)
            and (line["row_id"] or "") == key
            and str(line["reason"]).startswith(f"{finding.code}: ")
            and (line["before"], line["after"]) == (after, before)
        ):
            return True
    return False


def apply(book: bridge.Book, made: FixPlan) -> Iterator[Change]:
    """Writes the changes, each given out once it stands in the workbook; a refused one moves to `made.refused`."""
    for change in list(made.changes):
        try:
            bridge.write_cells(book, change.tab, [(change.row, change.column, change.after)])
        except CellRefused as error:
            made.merely_refused(change, error.message.rstrip("."))
        else:
            yield change
