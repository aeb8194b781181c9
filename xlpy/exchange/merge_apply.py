"""A plan carried out on plain rows: what the master says after the merge, before any spreadsheet is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from xlpy.exchange.merge_plan import MergePlan
from xlpy.model.rawrows import RawRow, RowKey


def applied(rows: Iterable[RawRow], plan: MergePlan) -> tuple[RawRow, ...]:
    """`rows` with the plan's changes, deletions and additions; added rows come last, with row 0.

    Rows without an id, or with the id of a row above, are kept as they are. Raises KeyError for a change of a row that is not there.
    """
    anonymous: list[RawRow] = []
    by_key: dict[RowKey, RawRow] = {}
    for row in rows:
        if not row.key.row_id or row.key in by_key:
            anonymous.append(row)
        else:
            by_key[row.key] = row
    for change in plan.changes:
        values = {**by_key[change.key].values, change.column: change.after}
        if change.after is None or change.after == "":
            values.pop(change.column)
        by_key[change.key] = replace(by_key[change.key], values=values)
    for deletion in plan.deletions:
        del by_key[deletion.key]
    for addition in plan.additions:
        by_key[addition.key] = RawRow(addition.key, addition.unit_code, 0, dict(addition.values))
    return (*by_key.values(), *anonymous)
