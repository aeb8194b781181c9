"""Finds achievement texts that were copied from another nominee (V8). Holds no rule of its own.

Linear in the number of texts: short slices of each text serve as anchors (its head, its tail, and what begins
at words on q, about one word in twenty). A copy with changed names and figures keeps some of its anchors, so
only texts that share anchors are compared. An anchor remembers the last text it was seen in, which is enough:
copies of copies form a chain.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import repeat
from operator import attrgetter
from typing import NamedTuple

from rapidfuzz import fuzz

from xlpy.model.records import Nominee, Record
from xlpy.model.table import Table
from xlpy.vietnamese import text

COLUMNS = ("results", "measures")
"""What each nominee must have done in their own way. The targets may be a unit's common ones; effect, lessons and
short summaries of like work are alike by nature."""

SHORTEST = 60
"""Characters; shorter texts coincide by chance."""

texts_of = attrgetter(*COLUMNS)

OWN_WORDS = (*COLUMNS, "effect", "lessons")
"""What may not be the very same text for two nominees of one unit."""

_WIDTH = len(COLUMNS)
_HEAD = 1500
_SLICE = 24
_ANCHOR = re.compile(rf" q.{{{_SLICE - 2}}}")
_SHARED_PARTS = 6
# Changes spread over a long text leave many of its anchors; one stock sentence in common is no copy.
_MANY = 8
_SHARED_PARTS_OF_MANY = 3
# Other tone placement and capitals here and there cost less than this before folding.
_FOLDING_GAINS = 15


class Copy(NamedTuple):
    """Two texts that are alike, in sheet order, and by how many percent (whole, rounded down)."""

    earlier_table: Table[Record]
    earlier: Nominee
    earlier_column: str
    table: Table[Record]
    later: Nominee
    column: str
    percent: int

    @property
    def identical(self) -> bool:
        """Whether both cells hold the very same text."""
        return getattr(self.earlier, self.earlier_column) == getattr(self.later, self.column)


def find_copies(rows: Iterable[tuple[Table[Record], Nominee]], least_percent: int) -> Iterator[Copy]:
    """Pairs of texts of different nominees that are at least `least_percent` alike.

    Each text is reported once at most, against an earlier one. Similarity is that of rapidfuzz's `ratio`
    after folding (case, tone placement, blanks).
    """
    read: list[tuple[Table[Record], Nominee]] = []
    last_with: dict[str, int] = {}
    # Numbers instead of objects, and bound methods: the inner loop runs four times for each of 20,000 nominees.
    recall, remember, slices_of = last_with.get, last_with.update, _ANCHOR.findall
    for index, row in enumerate(rows):
        read.append(row)
        for number, content in enumerate(texts_of(row[1]), index * _WIDTH):
            if len(content) < SHORTEST:
                continue
            anchors: list[str] = slices_of(content, 0, _HEAD)
            anchors += (content[:_SLICE], content[-_SLICE:])
            found = [*map(recall, anchors)]
            remember(zip(anchors, repeat(number)))
            new = found.count(None)
            parts = _SHARED_PARTS if len(found) < _MANY else _SHARED_PARTS_OF_MANY
            if new == len(found) or (len(found) - new) * parts < len(found):
                continue
            counts: dict[int, int] = {}
            for seen in found:
                if seen is not None:
                    counts[seen] = counts.get(seen, 0) + 1
            best = max(counts, key=counts.__getitem__)
            votes = counts[best]
            if votes * parts >= len(found) and best // _WIDTH != index:
                table, nominee = read[best // _WIDTH]
                column = COLUMNS[best % _WIDTH]
                percent = similarity(getattr(nominee, column), content, least_percent)
                if percent >= least_percent:
                    yield Copy(table, nominee, column, *row, COLUMNS[number % _WIDTH], percent)


def similarity(one: str, other: str, least_percent: int) -> int:
    """How alike two texts are after folding, in whole percent rounded down; 0 when below `least_percent`."""
    if one == other:
        return 100
    # Folding costs ten times the comparison, and most pairs are far apart without it already.
    rough = fuzz.ratio(one, other, score_cutoff=max(least_percent - _FOLDING_GAINS, 1))
    if not rough and one.isupper() == other.isupper():
        return 0
    return int(fuzz.ratio(text.fold(one), text.fold(other), score_cutoff=least_percent))
