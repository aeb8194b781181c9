"""Which row of a returned copy is which row that was sent: by id, and by content where ids were lost.

Clerks sort, move, insert and copy rows, and sometimes wipe the id column. Where a row can be told with certainty it
is; where two answers are possible the row counts as new and the report says so: nothing is guessed silently.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field

from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.rawrows import CellValue, RawRow, RowKey, normal_id
from xlpy.schema import sheet
from xlpy.vietnamese import text

SURE = 85.0
"""Likeness in percent from which a row without id is taken for a row that was sent."""
MARGIN = 10.0
"""By how much the best must beat the second best, on either side."""
_BIRTH = ("birth_date", "birth_year", "founded_year")
_NAME_WEIGHT = 3.0
_COMMON = 5
"""A value that more rows than this share tells nobody apart."""


@dataclass(slots=True)
class Matching:
    """For each row of the copy the key of the row that was sent, or None; and what the clerk should know."""

    keys: list[RowKey | None]
    notes: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])
    """(index of the row, sentence)."""
    unsure: bool = False
    """Some row without id could not be told: rows that seem to be missing may be among them."""


def match_rows(
    sheet_key: str, rows: Sequence[RawRow], sent: Mapping[RowKey, RawRow], canonical: Canonical
) -> Matching:
    """Match the rows of one sheet of a copy with `sent`, rows of the same sheet by key. Each key is used once."""
    return _Matcher(sheet_key, rows, sent, canonical).match()


class _Matcher:
    def __init__(
        self, sheet_key: str, rows: Sequence[RawRow], sent: Mapping[RowKey, RawRow], canonical: Canonical
    ) -> None:
        self._sheet = sheet(sheet_key)
        self._rows = rows
        self._sent = sent
        self._canonical = canonical
        self._by_id = {normal_id(key.row_id): key for key in sent}
        self._ids = [normal_id(row.key.row_id) for row in rows]
        self._first: dict[str, int] = {}
        for index, row_id in enumerate(self._ids):
            self._first.setdefault(row_id, index)
        self._result = Matching([None] * len(rows))
        self._theirs = [canonical.content(sheet_key, row.values) for row in rows]
        self._base = {key: canonical.content(sheet_key, row.values) for key, row in sent.items()}

    def match(self) -> Matching:
        self._match_ids()
        self._restore_shuffled_ids()
        loose = [
            index
            for index, key in enumerate(self._result.keys)
            if key is None and not self._has_new_id(index)
        ]
        if loose:
            loose = self._match_exactly(loose)
        if loose:
            self._match_alike(loose)
        return self._result

    def _has_new_id(self, index: int) -> bool:
        """An id that was never sent, and on the first row that bears it: a row that the unit added."""
        row_id = self._ids[index]
        return bool(row_id) and row_id not in self._by_id and self._first[row_id] == index

    def _match_ids(self) -> None:
        bearers: dict[str, list[int]] = defaultdict(list)
        for index, row_id in enumerate(self._ids):
            if row_id:
                bearers[row_id].append(index)
        for row_id, indexes in bearers.items():
            key = self._by_id.get(row_id)
            if len(indexes) > 1:
                self._note_copied(indexes, key)
            if key is not None:
                self._result.keys[self._nearest(indexes, key)] = key

    def _nearest(self, indexes: list[int], key: RowKey) -> int:
        if len(indexes) == 1:
            return indexes[0]
        base = self._base[key]
        return min(
            indexes, key=lambda index: (-self._likeness(index, key), self._theirs[index] != base, index)
        )

    def _note_copied(self, indexes: list[int], key: RowKey | None) -> None:
        kept = self._nearest(indexes, key) if key is not None else indexes[0]
        for index in indexes:
            if index != kept:
                row_id = self._rows[index].key.row_id
                self._result.notes.append(
                    (
                        index,
                        f"Mã dòng “{row_id}” có ở {len(indexes)} dòng (dòng được chép kèm mã). Mã được giữ cho dòng "
                        f"{self._rows[kept].row}; dòng này coi là dòng mới và được cấp mã khác.",
                    )
                )

    def _restore_shuffled_ids(self) -> None:
        """Undo a sort that moved the contents and left the id column: contents decide if they form a closed swap."""
        owner = self._unique_contents()
        wanted: dict[RowKey, tuple[int, RowKey]] = {}
        for index, key in enumerate(self._result.keys):
            content = self._theirs[index]
            if key is None or content == self._base[key] or len(content) < 2:
                continue
            home = owner.get(content)
            if home is not None:
                wanted[key] = (index, home)
        while True:
            homes = {home for _, home in wanted.values()}
            closed = {key: move for key, move in wanted.items() if move[1] in wanted and key in homes}
            if len(closed) == len(wanted):
                break
            wanted = closed
        for index, home in wanted.values():
            self._result.keys[index] = home
        if wanted:
            index = min(index for index, _ in wanted.values())
            self._result.notes.append(
                (
                    index,
                    f"Cột Mã dòng không đi theo nội dung ở {len(wanted)} dòng (thường do sắp xếp một phần bảng); "
                    "phần mềm đã nhận lại từng dòng theo nội dung.",
                )
            )

    def _unique_contents(self) -> dict[frozenset[tuple[str, Hashable]], RowKey]:
        times = Counter(self._base.values())
        theirs = Counter(self._theirs)
        return {
            content: key
            for key, content in self._base.items()
            if times[content] == 1 and theirs[content] == 1
        }

    def _match_exactly(self, loose: list[int]) -> list[int]:
        """Rows that say word for word what a missing row said; among equal rows any pairing is right."""
        missing: dict[frozenset[tuple[str, Hashable]], list[RowKey]] = defaultdict(list)
        for key in self._missing():
            missing[self._base[key]].append(key)
        left: list[int] = []
        for index in loose:
            keys = missing.get(self._theirs[index])
            if keys and self._theirs[index]:
                self._result.keys[index] = keys.pop(0)
            else:
                left.append(index)
        return left

    def _missing(self) -> list[RowKey]:
        taken = set(self._result.keys)
        return [key for key in self._sent if key not in taken]

    def _match_alike(self, loose: list[int]) -> None:
        missing = self._missing()
        scores = self._candidate_scores(loose, missing)
        best_of_key: dict[RowKey, list[float]] = defaultdict(list)
        for pairs in scores.values():
            for score, key in pairs:
                best_of_key[key].append(score)
        for index in loose:
            pairs = sorted(scores.get(index, []), key=lambda pair: (-pair[0], pair[1].row_id))
            pairs = [pair for pair in pairs if pair[0] >= SURE - MARGIN]
            if not pairs or pairs[0][0] < SURE:
                self._result.unsure = self._result.unsure or bool(missing)
                if pairs:
                    self._note_unsure(index, [key for _, key in pairs])
                continue
            score, key = pairs[0]
            rivals = sorted(best_of_key[key], reverse=True)
            if (len(pairs) > 1 and score - pairs[1][0] < MARGIN) or (
                len(rivals) > 1 and (rivals[0] > score or score - rivals[1] < MARGIN)
            ):
                self._result.unsure = True
                self._note_unsure(index, [key for _, key in pairs])
                continue
            self._result.keys[index] = key
            self._result.notes.append(
                (
                    index,
                    f"Dòng không còn mã; nhận ra là dòng “{key.row_id}” theo nội dung (giống {score:.0f}%).",
                )
            )

    def _note_unsure(self, index: int, keys: list[RowKey]) -> None:
        listed = ", ".join(f"“{key.row_id}”" for key in keys[:3])
        self._result.notes.append(
            (
                index,
                f"Dòng không còn mã và có thể là {listed} nhưng không đủ chắc chắn; phần mềm coi là dòng mới. "
                "Hãy so lại, xóa dòng thừa.",
            )
        )

    def _candidate_scores(
        self, loose: Sequence[int], missing: Sequence[RowKey]
    ) -> dict[int, list[tuple[float, RowKey]]]:
        """Likeness of the pairs that share a name, a birth date or any uncommon value."""
        blocks: dict[tuple[str, Hashable], list[RowKey]] = defaultdict(list)
        for key in missing:
            for mark in self._marks(self._base[key], self._sent[key].values):
                blocks[mark].append(key)
        scores: dict[int, list[tuple[float, RowKey]]] = {}
        for index in loose:
            near: set[RowKey] = set()
            for mark in self._marks(self._theirs[index], self._rows[index].values):
                keys = blocks.get(mark, [])
                if len(keys) <= _COMMON:
                    near.update(keys)
            scores[index] = [
                (self._likeness(index, key), key) for key in sorted(near, key=lambda k: k.row_id)
            ]
        return scores

    def _marks(
        self, content: frozenset[tuple[str, Hashable]], values: Mapping[str, CellValue]
    ) -> set[tuple[str, Hashable]]:
        marks: set[tuple[str, Hashable]] = set(content)
        name = values.get(self._sheet.row_name)
        if isinstance(name, str):
            marks.add(("name", text.fold_ascii(name)))
        return marks

    def _likeness(self, index: int, key: RowKey) -> float:
        """0 to 100: how alike two rows are, names and birth dates counting three times."""
        from rapidfuzz import fuzz

        one, other = dict(self._theirs[index]), dict(self._base[key])
        mine, sent = self._rows[index].values, self._sent[key].values
        total = weights = 0.0
        for column in (one.keys() | other.keys()) - IDENTITY:
            weight = _NAME_WEIGHT if column == self._sheet.row_name or column in _BIRTH else 1.0
            weights += weight
            if column in one and column in other:
                if one[column] == other[column]:
                    total += weight
                    continue
                a, b = mine.get(column), sent.get(column)
                if isinstance(a, str) and isinstance(b, str) and column not in _BIRTH:
                    total += weight * fuzz.ratio(text.fold(a), text.fold(b)) / 100
        return 100.0 * total / weights if weights else 0.0
