"""A copy without the rows that its unit has not touched: what a merge needs of it, and a tenth of the memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import replace

from xlpy.model.baseline import canonical
from xlpy.model.rawrows import CellValue, CopyState, RawRow, RowKey, normal_id

_WHOSE = frozenset(["row_id", "unit_code", "criterion_code", "activity_no"])


def only_changes(copy: CopyState) -> CopyState:
    """`copy` with each row that stands as it was sent reduced to its id in `untouched`; whole without a base.

    Only for a base that is trusted: without one every difference counts, and the rows are needed. A row whose id
    stands twice, or which says what another row said when it was sent, stays: there the merge tells rows by content.
    """
    base = copy.base
    if base is None or copy.untouched:
        return copy
    bearers = Counter((row.key.sheet, normal_id(row.key.row_id)) for row in copy.rows)
    said = Counter(_content(row) for row in base.values())
    kept: list[RawRow] = []
    untouched: dict[str, set[str]] = {}
    for row in copy.rows:
        key, sent = row.key, base.get(row.key)
        if sent is None:
            kept.append(row)
        elif (
            row.unit_code == sent.unit_code
            and stands(row.values, sent.values)
            and bearers[key.sheet, normal_id(key.row_id)] == 1
            and said[_content(sent)] == 1
        ):
            untouched.setdefault(key.sheet, set()).add(key.row_id)
        else:
            kept.append(replace(row, values=_sharing(row.values, sent.values)))
    return replace(
        copy,
        rows=tuple(kept),
        base={key: row for key, row in base.items() if not _is_in(key, untouched)},
        untouched={sheet: frozenset(ids) for sheet, ids in untouched.items()},
    )


def sharing(copy: CopyState, known: Mapping[RowKey, Mapping[str, CellValue]]) -> CopyState:
    """The same copy, with the objects of `known` (the master's rows) wherever a value or an id is equal.

    A copy that came from a child process holds texts of its own. Hundreds of them stay in memory until the merge is
    planned, and most of what their rows say, the master says too.
    """
    ids = {key.row_id: key.row_id for key in known}
    nothing: Mapping[str, CellValue] = {}

    def shared(row: RawRow) -> RawRow:
        return replace(row, values=_sharing(row.values, known.get(row.key, nothing)))

    return replace(
        copy,
        rows=tuple(map(shared, copy.rows)),
        base=None if copy.base is None else {key: shared(row) for key, row in copy.base.items()},
        untouched={
            sheet: frozenset(ids.get(row_id, row_id) for row_id in found)
            for sheet, found in copy.untouched.items()
        },
    )


def stands(now: Mapping[str, CellValue], sent: Mapping[str, CellValue]) -> bool:
    """Whether every cell says what was sent (`sent` as `baseline.canonical` gives it), and says it in the same type."""
    return now.keys() == sent.keys() and all(same_as_sent(value, sent[key]) for key, value in now.items())


def same_as_sent(now: CellValue, sent: CellValue) -> bool:
    """Whether a cell holds the very value that was sent."""
    if now is sent:
        return True
    value = canonical(now)
    return type(value) is type(sent) and value == sent


def _content(row: RawRow) -> tuple[str, frozenset[tuple[str, Hashable]]]:
    return row.key.sheet, frozenset(item for item in row.values.items() if item[0] not in _WHOSE)


def _sharing(now: Mapping[str, CellValue], sent: Mapping[str, CellValue]) -> dict[str, CellValue]:
    """`now` with the objects of `sent` where they are equal: a long text that nobody changed is held once."""
    return {
        key: was if (was := sent.get(key)) == value and type(was) is type(value) else value
        for key, value in now.items()
    }


def _is_in(key: RowKey, untouched: Mapping[str, set[str]]) -> bool:
    return key.row_id in untouched.get(key.sheet, ())
