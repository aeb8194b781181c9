"""What collectives and individuals are checked for alike; the families register these under their own codes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from operator import attrgetter
from typing import Any

from xlpy.checks.blanks import is_blank, missing_hit, reported_cells
from xlpy.checks.finding import Hit
from xlpy.checks.naming import in_scope, of_unit, place, quoted, unit_names, who
from xlpy.checks.rules import at
from xlpy.model.campaign import Campaign
from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table
from xlpy.schema import Column
from xlpy.vietnamese import text

REPORT = ("targets", "results", "measures", "effect", "lessons", "summary")
"""The columns of Mẫu 07 part II and the summary of the trích ngang; their blanks are rule BC-001."""

_NUMBERS = ("integer", "year", "yes_no", "points", "number")
_FILLERS = frozenset(
    (
        "x",
        "xx",
        "xxx",
        "nt",
        "n/t",
        "như trên",
        "chưa có",
        "đang cập nhật",
        "cập nhật sau",
        "đang bổ sung",
        "bổ sung sau",
        "chờ bổ sung",
    )
)
_LONGEST_FILLER = 16


FILLED_BY_FILE = REPORT[:-1]
"""The columns whose place in Mẫu 07, part II, the Word file of a row takes: they may then stay blank."""


def missing(campaign: Campaign, sheet: str, columns: list[Column]) -> Iterator[Hit]:
    """One hit for each blank cell of `columns` that the reader has not already spoken about (V12)."""
    table = campaign.table(sheet)
    # Two C-level tuples per row settle a complete row; only the others are looked at cell by cell.
    texts = getter([c.key for c in columns if c.type not in _NUMBERS])
    numeric = [c.key for c in columns if c.type in _NUMBERS]
    numbers = getter(numeric) if numeric else None
    reported = reported_cells(campaign, sheet)
    for record in in_scope(campaign, table):
        if all(texts(record)) and (numbers is None or None not in numbers(record)):
            continue
        by_file = FILLED_BY_FILE if getattr(record, "report_file", "") else ()
        for column in columns:
            if column.key in by_file or not is_blank(record, column.key):
                continue
            if (record.row, column.key) not in reported:
                yield missing_hit(table, record, column)


def getter(keys: Sequence[str]) -> Callable[[Record], tuple[Any, ...]]:
    """`attrgetter` that gives a tuple for one name too."""
    if len(keys) > 1:
        return attrgetter(*keys)
    single = attrgetter(*keys)
    return lambda record: (single(record),)


def required_columns(campaign: Campaign, sheet: str, *, leave_out: tuple[str, ...]) -> list[Column]:
    """Required input columns of a sheet, without those in `leave_out`."""
    return [c for c in campaign.table(sheet).sheet.inputs if c.required and c.key not in leave_out]


def filler_texts(campaign: Campaign, sheet: str, columns: tuple[str, ...]) -> Iterator[Hit]:
    """Texts that only fill the cell: no letter or digit in them, or "x", "nt", "như trên"."""
    table = campaign.table(sheet)
    values_of = getter(columns)
    for record in in_scope(campaign, table):
        values = values_of(record)
        if min(map(len, values)) > _LONGEST_FILLER:
            continue
        for column, value in zip(columns, values, strict=True):
            if value and len(value) <= _LONGEST_FILLER and is_filler(value):
                header = table.sheet.column(column).header
                yield at(
                    table,
                    record,
                    column,
                    f"{who(table, record)}: cột “{header}” chỉ ghi {quoted(value)}, không có nội dung. "
                    "Mỗi mục của Mẫu 07 phải có nội dung riêng, viết đầy đủ.",
                    f"Viết nội dung của mục “{header}” thay cho {quoted(value)}.",
                )


@lru_cache(maxsize=4096)
def is_filler(value: str) -> bool:
    """Whether a text says nothing: "...", "-", "x", "nt", "như trên"."""
    if not any(char.isalnum() for char in value):
        return True
    return text.fold(value).strip(" .,;:-–…()") in _FILLERS


def unclean_records(campaign: Campaign, sheet: str) -> Iterator[Hit]:
    """Nominees whose declaration says "Không" (V9); a blank declaration is a missing cell."""
    table = campaign.table(sheet)
    header = table.sheet.column("clean_record").header
    for record in _nominees(campaign, sheet):
        if record.clean_record is False:
            yield at(
                table,
                record,
                "clean_record",
                f"{who(table, record)} ghi “Không” ở cột “{header}”. Người, tập thể đang trong thời gian xem xét "
                "kỷ luật, thanh tra, kiểm tra, khiếu nại, tố cáo thì chưa được đề nghị khen thưởng; "
                "chỉ dòng ghi “Có” mới được đề nghị.",
                "Nếu đã có kết luận không vi phạm, chọn “Có”. Nếu không, đưa dòng này ra khỏi danh sách đề nghị.",
            )


def priorities_below_one(campaign: Campaign, sheet: str) -> Iterator[Hit]:
    """Priorities that are not 1, 2, 3 …"""
    table = campaign.table(sheet)
    for record in _nominees(campaign, sheet):
        if record.priority is not None and record.priority < 1:
            yield at(
                table,
                record,
                "priority",
                f"{who(table, record)} có thứ tự ưu tiên là {record.priority}; thứ tự ưu tiên phải là số nguyên từ 1 trở lên.",
                "Nhập 1 cho đề nghị ưu tiên nhất của đơn vị, rồi 2, 3…; hoặc để trống nếu đơn vị không xếp thứ tự.",
            )


def priorities_twice(campaign: Campaign, sheet: str) -> Iterator[Hit]:
    """A priority that an earlier nominee of the same unit and kind has already."""
    table = campaign.table(sheet)
    labels = unit_names(campaign)
    first: dict[tuple[str, int], Nominee] = {}
    for record in _nominees(campaign, sheet):
        if record.priority is None or record.priority < 1 or not record.unit_code:
            continue
        earlier = first.setdefault((record.unit_code, record.priority), record)
        if earlier is not record:
            yield at(
                table,
                record,
                "priority",
                f"{who(table, record)} có thứ tự ưu tiên {record.priority} trùng với {who(table, earlier)} "
                f"({place(table, earlier, 'priority')}), cùng {of_unit(labels, record.unit_code)}. "
                "Trong một đơn vị mỗi thứ tự chỉ dùng một lần.",
                "Sửa một trong hai số để biết đề nghị nào được xét trước khi vượt chỉ tiêu.",
            )


def _nominees(campaign: Campaign, sheet: str) -> list[Nominee]:
    if sheet == "collectives":
        return [*in_scope(campaign, campaign.collectives)]
    return [*in_scope(campaign, campaign.individuals)]


def bounds(table: Table[Record], record: Record, column: str, value: int, low: int) -> Hit | None:
    """A hit when a whole number is below `low` or above the column's own maximum; else None."""
    spec = table.sheet.column(column)
    if low <= value and (spec.maximum is None or value <= spec.maximum):
        return None
    high = "" if spec.maximum is None else f" đến {spec.maximum}"
    return at(
        table,
        record,
        column,
        f"{who(table, record)}: cột “{spec.header}” ghi {value}; giá trị phải là số nguyên từ {low}{high}.",
        f"Kiểm tra và nhập lại “{spec.header}”.",
    )
