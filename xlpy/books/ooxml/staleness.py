"""Which cached formula results no longer hold after a write.

Measured with LibreOffice 7.4.7 and its default settings: it shows the cached value of a formula cell whatever
calcPr's fullCalcOnLoad, `<f ca="1">`, calcId or the application named in docProps/app.xml say, and calculates a cell
only if it has no `<v>`. So the stale ones lose their `<v>`: they are calculated on load there, by Excel's rules
through fullCalcOnLoad, and a reader sees "not calculated" instead of a number that is wrong.

Errs towards stale: what cannot be resolved here (INDIRECT, OFFSET, unknown names, other workbooks) counts as
depending on every cell.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from xlpy.books.grid import CellPlace
from xlpy.books.ooxml.coords import parse_area

Area = tuple[str, int, int, int, int]
"""Sheet (case-folded), row1, col1, row2, col2."""

_TOKEN = re.compile(
    r"""
      "(?:[^"]|"")*"
    | (?P<other>'?\[\d+\][^!]*!)
    | (?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
      (?P<area>(?<![\w.$])(?:\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6}(?::\$?[A-Za-z]{1,3}\$?[1-9]\d{0,6})?
        |\$?[A-Za-z]{1,3}:\$?[A-Za-z]{1,3}|\$?[1-9]\d{0,6}:\$?[1-9]\d{0,6}))(?![\w(.!:])
    | (?P<table>[^\W\d][\w.]*)?\[(?:[^\[\]]|\[[^\]]*\])*\]
    | \d[\d.]*(?:[eE][+-]?\d+)?
    | (?P<word>(?:'(?:[^']|'')+'!)?[\w.\\!]+)(?P<call>\s*\()?
    """,
    re.VERBOSE,
)
_IN_BRACKETS = re.compile(r"\[([^\[\]]+)\]")
_OWN_ROW = 0
_BLIND = frozenset(["INDIRECT", "OFFSET", "EVALUATE", "CELL"])


@dataclass
class References:
    """The areas a formula reads; `everything` if they cannot all be told."""

    areas: list[Area] = field(default_factory=list[Area])
    everything: bool = False


@dataclass(frozen=True)
class Vocabulary:
    """What words in formulas stand for, all keys case-folded: defined names → definition, tables → area.

    `columns` gives the column of the sheet for each header of a table.
    """

    names: Mapping[str, str]
    tables: Mapping[str, Area]
    columns: Mapping[str, Mapping[str, int]] = field(default_factory=dict[str, Mapping[str, int]])


def references(formula: str, sheet: str, known: Vocabulary, depth: int = 0) -> References:
    """What a formula on `sheet` reads; an area in row `_OWN_ROW` is in the formula's own row."""
    found = References()
    if depth > 8:
        return References(everything=True)
    for token in _TOKEN.finditer(formula):
        if token["area"]:
            tab = token["sheet"].strip("'").replace("''", "'") if token["sheet"] else sheet
            try:
                found.areas.append((tab.casefold(), *parse_area(token["area"])))
            except ValueError:
                found.everything = True
        elif token["other"]:
            found.everything = True
        elif token["table"]:
            name = token["table"].casefold()
            area = known.tables.get(name)
            found.everything |= area is None
            if area:
                found.areas.append(_part_of_table(token[0], area, known.columns.get(name, {})))
        elif token[0].startswith("["):
            # [@Cột] without a table's name: a table of this sheet.
            found.areas.append((sheet.casefold(), *parse_area("A:XFD")))
        elif token["word"]:
            word = token["word"].casefold()
            if token["call"]:
                found.everything |= word.upper().removeprefix("_XLFN.") in _BLIND
            elif word in known.tables:
                found.areas.append(known.tables[word])
            elif word in known.names:
                inner = references(known.names[word], sheet, known, depth + 1)
                found.areas += inner.areas
                found.everything |= inner.everything
            else:
                found.everything |= word not in ("true", "false")
    return found


def _part_of_table(reference: str, table: Area, columns: Mapping[str, int]) -> Area:
    """`tbl[Cột]`, `tbl[[#This Row],[Cột]:[Cột khác]]`, …: the columns it names, in its own row or all; else the table."""
    tab, top, left, bottom, right = table
    inside = reference[reference.index("[") :]
    if "'" in inside or "@" in inside:
        return table
    listed = _IN_BRACKETS.findall(inside)
    named = [columns.get(word.casefold(), 0) for word in listed if not word.startswith("#")]
    if not all(named):
        return table
    if "#this row" in (word.casefold() for word in listed):
        top = bottom = _OWN_ROW
    return tab, top, min(named, default=left), bottom, max(named, default=right)


class _Reader:
    """`references`, remembered: a formula filled down a table's column has one text in all rows."""

    def __init__(self, known: Vocabulary) -> None:
        self._known = known
        self._seen: dict[tuple[str, str], References] = {}

    def read(self, formula: str, sheet: str) -> References:
        found = self._seen.get((sheet, formula))
        if found is None:
            found = self._seen[sheet, formula] = references(formula, sheet, self._known)
        return found


class Dirty:
    """A growing set of cells that changed, asked by area."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, int], set[int]] = {}
        self._sheets: dict[str, set[int]] = {}
        self._columns: dict[tuple[str, int], set[int]] = {}

    def add(self, sheet: str, row: int, col: int) -> None:
        """Note one cell; `sheet` case-folded."""
        self._rows.setdefault((sheet, col), set()).add(row)
        self._sheets.setdefault(sheet, set()).add(col)
        self._columns.setdefault((sheet, row), set()).add(col)

    def touches(self, area: Area) -> bool:
        """Whether any noted cell lies in the area."""
        sheet, row1, col1, row2, col2 = area
        if row1 == row2:
            return any(col1 <= col <= col2 for col in self._columns.get((sheet, row1), ()))
        for col in self._sheets.get(sheet, ()):
            if col1 <= col <= col2:
                rows = self._rows[sheet, col]
                if row2 - row1 < len(rows):
                    if any(row in rows for row in range(row1, row2 + 1)):
                        return True
                elif any(row1 <= row <= row2 for row in rows):
                    return True
        return False


def _reads(read: References, row: int, dirty: Dirty, asked: dict[Area, bool]) -> bool:
    """Whether a formula in `row` reads a dirty cell; `asked` remembers answers, for formulas that read the same."""
    if read.everything:
        return True
    for area in read.areas:
        tab, top, left, _, right = area
        if top == _OWN_ROW:
            found = dirty.touches((tab, row, left, row, right))
        else:
            known = asked.get(area)
            found = asked[area] = dirty.touches(area) if known is None else known
        if found:
            return True
    return False


def stale_cells(
    formulas: Mapping[str, Mapping[CellPlace, str]],
    spans: Mapping[str, Mapping[CellPlace, tuple[int, int, int, int]]],
    changed: Mapping[str, set[CellPlace]],
    known: Vocabulary,
) -> dict[str, set[CellPlace]]:
    """Formula cells that depend, directly or through others, on changed cells; by tab.

    `formulas` and `changed` are by tab; `spans` gives the result area of array formulas.
    """
    dirty = Dirty()
    for tab, places in changed.items():
        for row, col in places:
            dirty.add(tab.casefold(), row, col)
    reader = _Reader(known)
    waiting = [
        (tab, place, reader.read(text, tab))
        for tab, texts in formulas.items()
        for place, text in texts.items()
        if place not in changed.get(tab, ())
    ]
    stale: dict[str, set[CellPlace]] = {}
    grew = any(changed.values())
    while grew:
        grew = False
        left: list[tuple[str, CellPlace, References]] = []
        # An answer that a find of this round makes out of date is asked again in the next.
        asked: dict[Area, bool] = {}
        for tab, place, read in waiting:
            if not _reads(read, place[0], dirty, asked):
                left.append((tab, place, read))
                continue
            grew = True
            stale.setdefault(tab, set()).add(place)
            row1, col1, row2, col2 = spans.get(tab, {}).get(place, (*place, *place))
            for row in range(row1, row2 + 1):
                for col in range(col1, col2 + 1):
                    dirty.add(tab.casefold(), row, col)
        waiting = left
    return stale
