"""The rows of a worksheet part as slices of its bytes, so that a patch leaves the rest as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

_NUMBER = re.compile(rb"""\sr\s*=\s*["'](\d+)["']""")
_REFERENCE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})\d+["']""")
_HEIGHT = re.compile(rb"""\s(?:ht|customHeight)\s*=\s*["'][^"']*["']""")
_SPANS = re.compile(rb"""(\sspans\s*=\s*["'])(\d+):(\d+)(["'])""")


@dataclass(slots=True)
class CellXml:
    """One cell: its column, raw attributes, raw content, and `raw`, the whole of it with white space after it."""

    col: int
    attrs: bytes
    content: bytes
    raw: bytes


@dataclass
class RowXml:
    """One row: raw attributes, what stands before the first cell, and the cells."""

    number: int
    attrs: bytes
    lead: bytes
    cells: list[CellXml]

    def cell(self, col: int) -> CellXml | None:
        """The cell in a column, if the row has one."""
        return next((cell for cell in self.cells if cell.col == col), None)

    def put(self, col: int, raw: bytes, attrs: bytes = b"", content: bytes = b"") -> None:
        """Replace the cell in a column, or insert it in its order; empty `raw` removes it."""
        for index, cell in enumerate(self.cells):
            if cell.col == col:
                if raw:
                    self.cells[index] = CellXml(col, attrs, content, raw)
                else:
                    del self.cells[index]
                return
            if cell.col > col:
                if raw:
                    self.cells.insert(index, CellXml(col, attrs, content, raw))
                return
        if raw:
            self.cells.append(CellXml(col, attrs, content, raw))

    def render(self, prefix: bytes) -> bytes:
        """The row's bytes, its optional `spans` hint widened to the cells."""
        attrs = self.attrs
        spans = _SPANS.search(attrs)
        if spans and self.cells:
            low = min(int(spans[2]), self.cells[0].col)
            high = max(int(spans[3]), self.cells[-1].col)
            attrs = _SPANS.sub(b"%b%d:%d%b" % (spans[1], low, high, spans[4]), attrs)
        if not self.cells and not self.lead:
            return b"<%brow%b/>" % (prefix, attrs)
        inside = b"".join(cell.raw for cell in self.cells)
        return b"<%brow%b>%b%b</%brow>" % (prefix, attrs, self.lead, inside, prefix)


def with_height(attrs: bytes, points: float) -> bytes:
    """A row's attributes with a height in points that is no fixed one."""
    wanted = b' ht="%b"' % f"{points:g}".encode()
    return attrs if attrs.endswith(wanted) else _HEIGHT.sub(b"", attrs) + wanted


@lru_cache(maxsize=8)
def _patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes]]:
    p = re.escape(prefix)
    return (
        re.compile(rb"<%brow(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%brow>)" % (p, p), re.DOTALL),
        re.compile(
            rb'<%bc(?=[\s/>])((?: r="([A-Z]{1,3})[0-9]+")?[^>]*?)(?:/>|>(.*?)</%bc>)\s*' % (p, p), re.DOTALL
        ),
    )


def row_slices(data: bytes, start: int, end: int, prefix: bytes) -> Iterator[tuple[int, int, int]]:
    """(row number, start, end) of every row between two offsets, in the order of the file."""
    previous = 0
    for match in _patterns(prefix)[0].finditer(data, start, end):
        number = _NUMBER.search(match[1])
        previous = int(number[1]) if number else previous + 1
        yield previous, match.start(), match.end()


def parse_row(raw: bytes, number: int, prefix: bytes, column_of: dict[bytes, int]) -> RowXml:
    """A row's bytes in pieces; joined again by `RowXml.render` they are the same bytes."""
    row_pattern, cell_pattern = _patterns(prefix)
    match = row_pattern.fullmatch(raw)
    if match is None:
        raise ValueError("not a row")
    body: bytes = match[2] or b""
    cells: list[CellXml] = []
    lead, col, position = body, 0, 0
    for found in cell_pattern.finditer(body):
        if not cells:
            lead = body[: found.start()]
        elif found.start() != position:
            raise ValueError("unexpected content between cells")
        raw_cell, attrs, letters, content = found.group(0, 1, 2, 3)
        if letters:
            col = column_of[letters]
        else:
            reference = _REFERENCE.search(attrs)
            col = column_of[reference[1].upper()] if reference else col + 1
        cells.append(CellXml(col, attrs, content or b"", raw_cell))
        position = found.end()
    if cells and position != len(body):
        raise ValueError("unexpected content after cells")
    return RowXml(number, match[1], lead, cells)
