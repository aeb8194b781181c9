"""What two sides may do to the rows of a copy, for property tests of the merge, and the oracle that nothing is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from hypothesis import strategies as st
from merge_kit import WARD, row

from xlpy.exchange.merge_apply import applied
from xlpy.exchange.merge_plan import MergePlan
from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.rawrows import CellValue, RawRow, RowKey

SHEETS = ("individuals", "works", "scores")
NAMES = ["Nguyễn Thị Hương", "Trần Văn Khánh", "Lê Minh Đức", "Phạm Thu Hà", "Vũ Quốc Toản"]
DAYS = [datetime(1980, 6, 5), datetime(1975, 3, 1), "05/06/1980", "1975"]
TEXTS = [
    "Dọn ngõ",
    "Trồng cây\nbên sông",
    "=1+1",
    "@x",
    " Dọn ngõ ",
    "Vận động 312 hộ gia đình ký cam kết",
    "0012",
]
NUMBERS = [0.0, 9.0, "9", 11.0, "không rõ"]
COLUMNS: dict[str, dict[str, Sequence[CellValue]]] = {
    "individuals": {"full_name": NAMES, "birth_date": DAYS, "results": TEXTS, "votes_for": NUMBERS},
    "works": {"name": NAMES, "kind": ["Công trình", "công trình"], "start_date": DAYS},
    "scores": {"self_points": NUMBERS, "evidence": TEXTS, "verified_points": NUMBERS},
}
PREFIX = {"individuals": "CN-PX", "works": "CT-PX"}

values_of = {
    sheet: st.fixed_dictionaries({}, optional={key: st.sampled_from(list(v)) for key, v in columns.items()})
    for sheet, columns in COLUMNS.items()
}


@st.composite
def sent_rows(draw: st.DrawFn, unit: str = WARD) -> list[RawRow]:
    rows: list[RawRow] = []
    for sheet in SHEETS:
        for number in range(draw(st.integers(0, 4))):
            values = draw(values_of[sheet])
            if sheet == "scores":
                rows.append(row(f"{unit}|A{number}", unit, sheet, criterion_code=f"A{number}", **values))
            elif values:
                rows.append(row(f"{PREFIX[sheet]}-{unit}-{number:04d}", unit, sheet, **values))
    return rows


def identity(one: RawRow) -> dict[str, CellValue]:
    return {key: value for key, value in one.values.items() if key in IDENTITY}


@st.composite
def edited(draw: st.DrawFn, rows: list[RawRow], tag: str, *, rough: bool, unit: str = WARD) -> list[RawRow]:
    """What a side makes of its rows; `rough`: ids wiped and copied, rows in any order."""
    out: list[RawRow] = []
    for one in rows:
        acts = ["keep", "keep", "edit", "edit", "delete"] + (["wipe", "copy"] if rough else [])
        act = draw(st.sampled_from(acts))
        if act == "delete":
            continue
        if act == "edit":
            cells = {**one.values, **draw(values_of[one.key.sheet])}
            for gone in draw(st.sets(st.sampled_from(sorted(COLUMNS[one.key.sheet])), max_size=1)):
                cells.pop(gone, None)
            one = replace(one, values=cells)
        if act == "wipe" and one.key.sheet in PREFIX:
            cells = {key: value for key, value in one.values.items() if key != "row_id"}
            one = replace(one, key=RowKey(one.key.sheet, ""), values=cells)
        out.append(one)
        if act == "copy" and one.key.sheet in PREFIX:
            out.append(replace(one, values={**identity(one), **draw(values_of[one.key.sheet])}))
    for number in range(draw(st.integers(0, 2))):
        values = draw(values_of["individuals"])
        if values:
            row_id = draw(st.sampled_from(["", f"CN-{tag}-{number}", f"CN-CHUNG-{number}"]))
            out.append(row(row_id, unit, "individuals", **values))
    if rough:
        out = draw(st.permutations(out))
    return [replace(one, row=number) for number, one in enumerate(out, 5)]


@st.composite
def two_sides(draw: st.DrawFn) -> tuple[list[RawRow], list[RawRow], list[RawRow]]:
    base = draw(sent_rows())
    theirs = draw(edited(base, "DV", rough=True))
    ours = draw(edited(base, "QUAN", rough=False))
    return base, theirs, [one for one in ours if one.key.row_id]


def cells_of(
    rows: Sequence[RawRow] | Sequence[Mapping[str, CellValue]], sheet: str, canonical: Canonical
) -> Counter:
    counted: Counter[tuple[str, object]] = Counter()
    for one in rows:
        values = one.values if isinstance(one, RawRow) else one
        for column, value in values.items():
            if column not in IDENTITY and (form := canonical.of(sheet, column, value)) is not None:
                counted[column, form] += 1
    return counted


def assert_nothing_lost(
    base: list[RawRow], theirs: list[RawRow], ours: list[RawRow], plan: MergePlan
) -> None:
    """Each cell of either side is in the master, in a conflict, or in a report; or it is the old value of a cell."""
    canonical = Canonical()
    after = applied(ours, plan)
    for sheet in SHEETS:
        kept = cells_of([one for one in after if one.key.sheet == sheet], sheet, canonical)
        asked = [c for c in plan.conflicts if c.key.sheet == sheet]
        kept += cells_of([{c.column: c.theirs} for c in asked if c.kind == "field"], sheet, canonical)
        kept += cells_of([c.theirs_row for c in asked], sheet, canonical)
        told = [n for n in plan.notices if n.sheet == sheet]
        kept += cells_of([{n.column: n.value} for n in told if n.column], sheet, canonical)
        refused = {(n.sheet, n.row) for n in told if n.rejected}
        kept += cells_of([one for one in theirs if (one.key.sheet, one.row) in refused], sheet, canonical)
        was = cells_of([one for one in base if one.key.sheet == sheet], sheet, canonical)
        for name, side in (("theirs", theirs), ("ours", ours)):
            for cell in cells_of([one for one in side if one.key.sheet == sheet], sheet, canonical):
                assert cell in kept or cell in was, (name, cell)
    taken = {(c.key, c.column): c.before for c in plan.changes}
    gone = {d.key for d in plan.deletions}
    here = {one.key: one for one in after}
    for one in ours:
        if one.key in gone:
            continue
        for column, value in one.values.items():
            assert here[one.key].values.get(column) == value or taken[one.key, column] == value
