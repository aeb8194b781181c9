"""Formats, fonts and merged areas of a block.

LibreOffice has two ways to tell: the groups of cells that look alike, an object for each group; and a question to an
area, which has no answer where its cells differ in anything that belongs to the property (two fonts of one name
differ when their families do). Groups are right for whole sheets, questions for a few cells and for rare things.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .cursor import Area, Probe, area_of, cells

_MANY = 8
"""Merged areas after which groups are cheaper than questions."""


def groups_of(block: Any) -> Iterator[Any]:
    """UNO's groups of cells that look alike."""
    groups = block.getUniqueCellFormatRanges()
    for index in range(groups.getCount()):
        yield groups.getByIndex(index)


def areas_of(ranges: Any) -> list[Area]:
    """The areas of a UNO object that stands for several ranges."""
    return [area_of(address) for address in ranges.getRangeAddresses()]


def format_areas(probe: Probe, places: set[tuple[int, int]]) -> list[tuple[int, Area]]:
    """(number format key, area) pairs that together cover `places`, a few cells; areas may cover other cells too."""
    found: list[tuple[int, Area]] = []
    waiting: list[list[tuple[int, int]]] = [list(places)] if places else []
    while waiting:
        group = waiting.pop()
        rows, cols = [row for row, _ in group], [col for _, col in group]
        area = min(rows), min(cols), max(rows), max(cols)
        block = probe.at(area)
        if len(group) == 1 or block.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            found.append((block.NumberFormat, area))
            continue
        # Sheets are made of columns: what differs within a block mostly differs between its columns.
        side = 1 if area[3] > area[1] else 0
        middle = (area[side] + area[side + 2]) // 2
        waiting.append([place for place in group if place[side] <= middle])
        waiting.append([place for place in group if place[side] > middle])
    return found


def merged_areas(sheet: Any, probe: Probe, area: Area) -> list[Area]:
    """Merged areas whose first cell lies in `area`."""
    found: list[Area] = []
    row: int | None = area[0]
    guess = area[1]
    while row is not None and row <= area[2]:
        if len(found) > _MANY:
            return found + _merged_groups(sheet, probe, (row, *area[1:]))
        spans = _spans(probe, row, area, guess)
        found += spans
        if spans:
            # Merged rows stand mostly together and begin alike: look there before searching.
            guess = spans[0][1]
            row += 1
        else:
            row = _next_merged_row(probe, row + 1, area)
    return found


def _spans(probe: Probe, row: int, area: Area, guess: int) -> list[Area]:
    found: list[Area] = []
    col = area[1]
    if guess == col and probe.at((row, col, row, col)).getIsMerged():
        found.append(probe.merged_from(row, col))
        col = found[-1][3] + 1
    while col <= area[3] and probe.at((row, col, row, area[3])).getIsMerged():
        found.append(probe.merged_from(row, _first_merged_column(probe, row, col, area[3])))
        col = found[-1][3] + 1
    return found


def _next_merged_row(probe: Probe, start: int, area: Area) -> int | None:
    _, col1, last, col2 = area
    if start > last or not probe.at((start, col1, last, col2)).getIsMerged():
        return None
    size = 1
    while not probe.at((start, col1, min(start + size - 1, last), col2)).getIsMerged():
        start += size
        size *= 2
    end = min(start + size - 1, last)
    while start < end:
        middle = (start + end) // 2
        if probe.at((start, col1, middle, col2)).getIsMerged():
            end = middle
        else:
            start = middle + 1
    return start


def _first_merged_column(probe: Probe, row: int, start: int, end: int) -> int:
    while start < end:
        middle = (start + end) // 2
        if probe.at((row, start, row, middle)).getIsMerged():
            end = middle
        else:
            start = middle + 1
    return start


def _merged_groups(sheet: Any, probe: Probe, area: Area) -> list[Area]:
    """Cells of one group share their span, since LibreOffice keeps the span in the format."""
    found: list[Area] = []
    for group in groups_of(cells(sheet, area)):
        first = group.getByIndex(0)
        if not first.getIsMerged():
            continue
        areas = areas_of(group)
        top, left, bottom, right = probe.merged_from(*areas[0][:2])
        found += [
            (row, col, row + bottom - top, col + right - left)
            for row1, col1, row2, col2 in areas
            for row in range(row1, row2 + 1)
            for col in range(col1, col2 + 1)
        ]
    return found
