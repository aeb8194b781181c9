"""What the clerk chose on Xung đột, carried out: changes, rows that come back or go, and the new state of each line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from decimal import Decimal

from xlpy.exchange.conflicts import (
    EMPTIED,
    EMPTY,
    KEEP,
    KEPT,
    OPEN,
    OTHER,
    REPLACED,
    TAKE,
    TAKEN,
    ConflictLine,
    row_of,
)
from xlpy.exchange.merge_cells import encode, kinds_of, shown
from xlpy.exchange.merge_plan import Addition, Change, Deletion, MergePlan, Rules, Source
from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.parsing import CellParser
from xlpy.model.rawrows import CellValue, RawRow, RowKey, normal_id
from xlpy.schema import Column
from xlpy.vietnamese.dates import PartialDate
from xlpy.vietnamese.text import fold

_CHOICES = {fold(choice): choice for choice in (TAKE, KEEP, OTHER, EMPTY)}
_WRITTEN = {TAKE: TAKEN, OTHER: REPLACED, EMPTY: EMPTIED}
"""Choices that write a cell, and what the line says once that is done."""
_SPOILT = (
    "Cột ẩn của dòng xung đột đã bị sửa nên không biết giá trị gốc. Hãy sửa tay ở sổ rồi chọn “Giữ của quận”."
)


@dataclass(slots=True)
class Resolution:
    """`plan` holds the changes only; `lines` the lines that changed state or say why they could not be carried out."""

    plan: MergePlan = field(default_factory=MergePlan)
    lines: list[ConflictLine] = field(default_factory=list[ConflictLine])
    done: int = 0
    left: int = 0
    """Lines with a choice that could not be carried out."""


def resolve(
    lines: Sequence[ConflictLine], rows: Mapping[RowKey, RawRow], rules: Rules, batch: str
) -> Resolution:
    """Carry out the choices on open lines. Lines without a choice stay as they are."""
    return _Resolver(lines, rows, rules, batch).run()


class _Refused(Exception):
    """Why a choice cannot be carried out; the text is for the clerk."""


class _Resolver:
    def __init__(
        self, lines: Sequence[ConflictLine], rows: Mapping[RowKey, RawRow], rules: Rules, batch: str
    ) -> None:
        self._lines = lines
        self._rows = rows
        self._rules = rules
        self._batch = batch
        self._canonical = Canonical()
        self._out = Resolution()
        self._taken = {(key.sheet, normal_id(key.row_id)) for key in rows}
        self._gone: set[RowKey] = set()

    def run(self) -> Resolution:
        chosen = [line for line in self._lines if line.status == OPEN and line.choice.strip()]
        quarrels = self._quarrels(chosen)
        for line in chosen:
            try:
                if line.no in quarrels:
                    raise _Refused(
                        "Nhiều dòng xung đột của cùng một ô được chọn khác nhau. Hãy chỉ lấy một giá trị."
                    )
                self._settle(line)
            except _Refused as why:
                self._out.left += 1
                if line.note != str(why):
                    self._out.lines.append(replace(line, note=str(why)))
        return self._out

    def _quarrels(self, chosen: Sequence[ConflictLine]) -> set[int]:
        wishes: dict[tuple[str, str, str], dict[int, str]] = defaultdict(dict)
        for line in chosen:
            choice = _CHOICES.get(fold(line.choice))
            if line.conflict_kind == "field" and choice in _WRITTEN:
                value = {TAKE: line.theirs, OTHER: line.other, EMPTY: ""}[choice]
                wishes[line.tab, line.row_id, line.column][line.no] = value
        return {number for wish in wishes.values() if len(set(wish.values())) > 1 for number in wish}

    def _settle(self, line: ConflictLine) -> None:
        choice = _CHOICES.get(fold(line.choice))
        if choice is None:
            raise _Refused(f"Không hiểu lựa chọn “{line.choice}”. Hãy chọn trong danh sách thả xuống.")
        if line.key is None or line.conflict_kind is None:
            raise _Refused(_SPOILT)
        if choice == KEEP:
            self._close(line, KEPT)
        elif line.conflict_kind == "field":
            self._settle_field(line, line.key, choice)
        elif choice in (OTHER, EMPTY):
            raise _Refused(f"Xung đột cả dòng chỉ chọn được “{TAKE}” hoặc “{KEEP}”.")
        elif line.conflict_kind == "unit_deleted":
            self._delete(line, line.key)
        else:
            self._add(line, line.key)

    def _close(self, line: ConflictLine, status: str) -> None:
        self._out.done += 1
        self._out.lines.append(replace(line, status=status, note=f"{line.note} [{self._batch}]".strip()))

    def _settle_field(self, line: ConflictLine, key: RowKey, choice: str) -> None:
        row = self._rows.get(key)
        if row is None or key in self._gone:
            raise _Refused(f"Dòng “{key.row_id}” không còn ở sổ. Hãy thêm lại dòng, hoặc chọn “{KEEP}”.")
        column = line.column_key
        try:
            _, theirs, ours = line.values()
        except ValueError as error:
            raise _Refused(_SPOILT) from error
        now = row.values.get(column)
        if not column or column in IDENTITY:
            raise _Refused(_SPOILT)
        wanted = theirs
        if choice == OTHER:
            wanted = typed(self._canonical.column(key.sheet, column), line.other)
        elif choice == EMPTY:
            wanted = self._nothing(line)
        status = _WRITTEN[choice]
        if self._canonical.same(key.sheet, column, now, wanted):
            self._close(line, status)
            return
        if not self._canonical.same(key.sheet, column, now, ours):
            self._out.left += 1
            text = f"Ô ở sổ đã đổi thành {shown(now)} sau khi ghi xung đột; hãy xem lại rồi chọn lại."
            fresh = replace(
                line, ours=encode(now)[0], kinds=line.kinds[:2] + kinds_of(now), choice="", note=text
            )
            self._out.lines.append(fresh)
            return
        source = Source(line.file, "", line.unit_code)
        self._out.plan.changes.append(
            Change(key, column, now, wanted, source, f"Xung đột số {line.no}: {choice.lower()}")
        )
        self._close(line, status)

    @staticmethod
    def _nothing(line: ConflictLine) -> None:
        if line.other.strip():
            raise _Refused(
                f"Đã chọn “{EMPTY}” nhưng ô “{OTHER}” có ghi {shown(line.other)}. Hãy xóa ô ấy, hoặc chọn “{OTHER}”."
            )

    def _delete(self, line: ConflictLine, key: RowKey) -> None:
        row = self._rows.get(key)
        source, reason = Source(line.file, "", line.unit_code), f"Xung đột số {line.no}: lấy của đơn vị"
        if row is not None and key.sheet in self._rules.free_sheets and key not in self._gone:
            self._gone.add(key)
            self._out.plan.deletions.append(Deletion(key, row, source, reason))
        elif row is not None and key.sheet not in self._rules.free_sheets:
            for column in sorted(self._rules.unit_columns[key.sheet] - IDENTITY):
                if row.values.get(column) not in (None, ""):
                    self._out.plan.changes.append(
                        Change(key, column, row.values[column], None, source, reason)
                    )
        self._close(line, TAKEN)

    def _add(self, line: ConflictLine, key: RowKey) -> None:
        try:
            values = row_of(line, self._lines)
        except ValueError as error:
            raise _Refused(_SPOILT) from error
        row_id = str(values.get("row_id") or "")
        if key.sheet in self._rules.free_sheets and not row_id:
            row_id = self._rules.make_id(
                key.sheet, line.unit_code, lambda found: (key.sheet, normal_id(found)) in self._taken
            )
            values["row_id"] = row_id
        added = RowKey(key.sheet, row_id or key.row_id)
        place = (added.sheet, normal_id(added.row_id))
        if place in self._taken:
            raise _Refused(
                f"Sổ đã có dòng mang mã “{added.row_id}”. Hãy so hai dòng, sửa tay rồi chọn “{KEEP}”."
            )
        self._taken.add(place)
        source = Source(line.file, "", line.unit_code)
        self._out.plan.additions.append(
            Addition(added, line.unit_code, values, source, f"Xung đột số {line.no}: lấy của đơn vị")
        )
        self._close(line, TAKEN)


def typed(column: Column, text: str) -> CellValue:
    """What a clerk wrote into "Giá trị khác", as the column's own type.

    Raises _Refused with what the column takes; for an empty text too: emptying a cell is a choice of its own.
    """
    text = text.strip()
    if not text:
        raise _Refused(
            f"Hãy ghi giá trị vào cột “{OTHER}” của dòng này; muốn xóa trắng ô thì chọn “{EMPTY}”."
        )
    parser = CellParser()
    value = parser.parse(column, text)
    if column.type in ("date", "datetime"):
        return _moment(column, value, text)
    if isinstance(value, bool):
        return "Có" if value else "Không"
    if isinstance(value, (int, Decimal)):
        return float(value)
    if value is None or (column.choices and value not in column.choices):
        allowed = f"chỉ nhận: {'; '.join(column.choices)}" if column.choices else "cần một số, ví dụ 12,5"
        raise _Refused(f"Cột “{column.header}” {allowed}. Hãy sửa ô “{OTHER}”.")
    return str(value)


def _moment(column: Column, value: object, text: str) -> CellValue:
    if isinstance(value, PartialDate):
        if not value.is_full:
            return text
        value = datetime.combine(value.to_date(), datetime.min.time())
    if not isinstance(value, datetime):
        example = "15/5/2023 14:00" if column.type == "datetime" else "15/5/2023"
        raise _Refused(f"Cột “{column.header}” cần một ngày, ví dụ {example}. Hãy sửa ô “{OTHER}”.")
    return value
