"""Where data ends: Excel's Ctrl+arrow and current region, from the areas that hold anything.

Pure functions for both our engines. Areas are (first row, first column, last row, last column), 1-based. A cell
counts as filled when it holds a value or a formula, whatever the formula shows; hidden rows count as any other.
"""

from __future__ import annotations

from collections.abc import Iterable

from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW

Area = tuple[int, int, int, int]

_DIRECTIONS = {"u": "up", "d": "down", "l": "left", "r": "right"}


def is_upright(direction: str) -> bool:
    """Whether a direction runs along a column. Raises ValueError for what is none."""
    direction = _DIRECTIONS.get(direction, direction)
    if direction not in _DIRECTIONS.values():
        raise ValueError(f"no such direction: {direction!r}")
    return direction in ("up", "down")


def end(filled: Iterable[Area], row: int, col: int, direction: str) -> tuple[int, int]:
    """The cell that Ctrl+arrow reaches from a cell.

    From inside a run of filled cells: its last one. From its last cell or from an empty one: the first cell of the
    next run, or the edge of the sheet. `direction`: "up", "down", "left", "right" or their first letters; raises
    ValueError for any other.
    """
    if is_upright(direction):
        runs = [(area[0], area[2]) for area in filled if area[1] <= col <= area[3]]
        return _leap(runs, row, MAX_ROW, back=direction.startswith("u")), col
    runs = [(area[1], area[3]) for area in filled if area[0] <= row <= area[2]]
    return row, _leap(runs, col, MAX_COL, back=direction.startswith("l"))


def _leap(runs: list[tuple[int, int]], start: int, last: int, *, back: bool) -> int:
    if back:
        mirrored = [(last + 1 - high, last + 1 - low) for low, high in runs]
        return last + 1 - _leap(mirrored, last + 1 - start, last, back=False)
    for low, high in _joined(runs):
        if start < low:
            return low
        if start < high:
            return high
    return last


def _joined(runs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for low, high in sorted(runs):
        if found and low <= found[-1][1] + 1:
            found[-1] = found[-1][0], max(high, found[-1][1])
        else:
            found.append((low, high))
    return found


def current_region(filled: Iterable[Area], start: Area) -> Area:
    """The smallest area around `start` that empty rows and columns, or the sheet's edges, bound.

    Cells that touch by a corner only belong to it, as in Excel.
    """
    row1, col1, row2, col2 = start
    waiting = list(filled)
    while True:
        apart: list[Area] = []
        for area in waiting:
            if area[0] <= row2 + 1 and area[2] >= row1 - 1 and area[1] <= col2 + 1 and area[3] >= col1 - 1:
                row1, col1 = min(row1, area[0]), min(col1, area[1])
                row2, col2 = max(row2, area[2]), max(col2, area[3])
            else:
                apart.append(area)
        if len(apart) == len(waiting):
            return row1, col1, row2, col2
        waiting = apart
