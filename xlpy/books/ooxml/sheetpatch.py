"""Changing cells of one worksheet part in place: every byte that no edit asks for stays.

Follows what Excel does for a typed value: the format stays, a new cell takes the format of its row or column, a
formula is replaced; and refuses what Excel refuses (part of an array, a covered cell of a merged area).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from xlpy.books.errors import CellRefused
from xlpy.books.grid import CellPlace
from xlpy.books.ooxml.blocks import OddXmlError, plain, plain_start
from xlpy.books.ooxml.cells import Columns, RowReader, attributes
from xlpy.books.ooxml.cellxml import cell_xml, style_of, without_cached
from xlpy.books.ooxml.coords import area_name, cell_name, parse_area, parse_cell
from xlpy.books.ooxml.formulas import translate
from xlpy.books.ooxml.rowxml import RowXml, parse_row, row_slices, with_height
from xlpy.books.ooxml.sheetreader import DATA, Context
from xlpy.books.ooxml.text import escape_xstring, unescape_xml
from xlpy.books.ooxml.workbookpart import SheetEntry
from xlpy.books.ooxml.xmlnode import normalise
from xlpy.books.values import Formula

_DIMENSION = re.compile(rb"""(<(?:[\w.-]+:)?dimension\s[^>]*?ref\s*=\s*["'])([^"']*)(["'])""")
_COL = re.compile(rb"<(?:[\w.-]+:)?col\s([^>]*?)/?>")
_MERGE = re.compile(rb"<(?:[\w.-]+:)?mergeCell\s([^>]*?)/?>")
_FORMULA = re.compile(rb"<((?:[\w.-]+:)?)f(?=[\s/>])([^>]*?)(?:/>|>([^<]*)</(?:[\w.-]+:)?f>)")


@dataclass
class Patched:
    """The new bytes of a part; `formulas` tells whether a formula cell came or went, `changed` the places."""

    data: bytes
    formulas: bool = False
    changed: set[CellPlace] = field(default_factory=set[CellPlace])


class SheetPatch:
    """A worksheet part opened for changes. Areas are (row1, col1, row2, col2), all places 1-based."""

    def __init__(self, entry: SheetEntry, data: bytes, context: Context) -> None:
        self.entry = entry
        self.original = data
        self._context = context
        self.arrays: dict[CellPlace, tuple[int, int, int, int]] = {}
        """First cell of each array formula → the area of its results."""
        self._sources: dict[CellPlace, tuple[str, bytes | None]] = {}
        self._masters: dict[bytes | None, CellPlace] = {}
        self._columns = Columns()
        self._cache: dict[int, RowXml] = {}
        try:
            self._open(data)
        except (ValueError, KeyError) as error:
            raise context.package.broken(entry.part) from error

    def _open(self, data: bytes) -> None:
        try:
            plain(plain_start(data))
        except OddXmlError:
            data = normalise(data)
        found = DATA.search(data)
        if found is None:
            raise self._context.package.broken(self.entry.part)
        self._prefix: bytes = found[1] or b""
        if found[2]:
            empty = b"<%bsheetData></%bsheetData>" % (self._prefix, self._prefix)
            data = data[: found.start()] + empty + data[found.end() :]
            self._start = found.start() + empty.index(b">") + 1
        else:
            self._start = found.end()
        self._end = data.find(b"</%bsheetData>" % self._prefix, self._start)
        if self._end < 0:
            raise self._context.package.broken(self.entry.part)
        self._data = data
        slices = list(row_slices(data, self._start, self._end, self._prefix))
        if [number for number, _, _ in slices] != sorted({number for number, _, _ in slices}):
            raise self._context.package.broken(self.entry.part)
        self._slices = {number: (start, end) for number, start, end in slices}
        head, tail = data[: found.start()], data[self._end :]
        self._column_styles = _column_styles(head)
        self._merged = [parse_area(attributes(m[1])[b"ref"].decode()) for m in _MERGE.finditer(tail)]
        self._index_formulas()

    def _index_formulas(self) -> None:
        for match in _FORMULA.finditer(self._data, self._start, self._end):
            known = attributes(match[2])
            cell = self._data.rfind(b"<%bc " % self._prefix, self._start, match.start())
            reference = attributes(self._data[cell : self._data.find(b">", cell)]).get(b"r")
            if cell < 0 or reference is None:
                raise self._context.package.broken(self.entry.part)
            place = parse_cell(reference.decode())
            self._sources[place] = (unescape_xml((match[3] or b"").decode()), known.get(b"si"))
            ref = known.get(b"ref", b"").decode()
            if known.get(b"t") in (b"array", b"dataTable") and ref:
                self.arrays[place] = parse_area(ref)
            elif known.get(b"t") == b"shared" and match[3]:
                self._masters[known.get(b"si", b"")] = place

    def formulas(self) -> dict[CellPlace, str]:
        """Every formula of the sheet, shared ones written out, without '='; array formulas at their first cell."""
        found: dict[CellPlace, str] = {}
        for (row, col), (text, shared) in self._sources.items():
            if not text and shared in self._masters:
                home = self._masters[shared]
                text = translate(self._sources[home][0], row - home[0], col - home[1])
            found[row, col] = text
        return found

    def _row(self, number: int) -> RowXml | None:
        if number in self._cache:
            return self._cache[number]
        if number not in self._slices:
            return None
        start, end = self._slices[number]
        try:
            row = parse_row(self._data[start:end], number, self._prefix, self._columns)
        except ValueError as error:
            raise self._context.package.broken(self.entry.part) from error
        self._cache[number] = row
        return row

    def style(self, row: int, col: int) -> int:
        """The style id of a cell, or the one a new cell there would take from its row or column."""
        line = self._row(row)
        if line is not None:
            cell = line.cell(col)
            if cell is not None:
                return style_of(cell.attrs)
            if re.search(rb"""\scustomFormat\s*=\s*["'](?:1|true)""", line.attrs):
                return style_of(line.attrs)
        return next((style for low, high, style in self._column_styles if low <= col <= high), 0)

    def formula(self, row: int, col: int) -> str | None:
        """The formula of a cell with its '=', a shared one written out; None for no formula or an array's."""
        if (row, col) not in self._sources or (row, col) in self.arrays:
            return None
        text, shared = self._sources[row, col]
        if text or shared not in self._masters:
            return "=" + text
        home = self._masters[shared]
        return "=" + translate(self._sources[home][0], row - home[0], col - home[1])

    def covered(self, row: int, col: int) -> bool:
        """Whether a merged area hides this cell: it lies in one and is not its first."""
        return any(
            r1 <= row <= r2 and c1 <= col <= c2 and (row, col) != (r1, c1) for r1, c1, r2, c2 in self._merged
        )

    def changed_by(self, edits: Mapping[CellPlace, object]) -> set[CellPlace]:
        """The cells that do not hold their new value yet. Raises `CellRefused`, as `apply` does."""
        self._refuse_parts_of_arrays(edits)
        return set(self._really_changed(edits))

    def apply(
        self,
        edits: Mapping[CellPlace, object],
        styles: Mapping[CellPlace, int] | None = None,
        stale: Collection[CellPlace] = (),
        heights: Mapping[int, float] | None = None,
    ) -> Patched:
        """The part with `edits` (values from `cellxml.plain_value`) and, for cells without one, `styles` applied.

        Formula cells in `stale` lose their cached value, see `staleness`. `heights` are points by row; a program
        that measures text itself may still adjust them.
        A cell that already holds its new value keeps its bytes. Raises `CellRefused`.
        """
        styles = styles or {}
        self._refuse_parts_of_arrays(edits)
        wanted = self._really_changed(edits)
        result = Patched(self.original)
        rewritten = self._orphans(wanted)
        touched: dict[int, RowXml] = {}
        for row, col in sorted({*wanted, *rewritten, *styles, *stale}):
            line = touched.get(row) or touched.setdefault(row, self._copy_of(row))
            cell = line.cell(col)
            attrs, content = (cell.attrs, cell.content) if cell else (b"", b"")
            if (row, col) not in wanted and content and ((row, col) in rewritten or (row, col) in stale):
                if (row, col) in rewritten:
                    content = self._with_formula(content, rewritten[row, col])
                if (row, col) in stale:
                    attrs, content = without_cached(self._prefix, attrs, content)
                line.put(
                    col, b"<%bc%b>%b</%bc>" % (self._prefix, attrs, content, self._prefix), attrs, content
                )
                continue
            style = self.style(row, col)
            if not style and (row, col) in styles:
                style = styles[row, col]
            if (row, col) not in wanted:
                if cell is None or (style and not style_of(attrs) and not content):
                    line.put(col, cell_xml(self._prefix, row, col, attrs, style, None, False))
                continue
            value = wanted[row, col]
            result.formulas |= isinstance(value, Formula) or _FORMULA.search(content) is not None
            line.put(col, cell_xml(self._prefix, row, col, attrs, style, value, self._context.date1904))
            result.changed.add((row, col))
        for row, points in (heights or {}).items():
            line = touched.get(row) or self._copy_of(row)
            if (taller := with_height(line.attrs, points)) != line.attrs:
                line.attrs = taller
                touched[row] = line
        if touched:
            result.data = self._assemble(touched, result.changed)
        return result

    def _copy_of(self, row: int) -> RowXml:
        known = self._row(row)
        if known is None:
            return RowXml(row, b' r="%d"' % row, b"", [])
        return RowXml(row, known.attrs, known.lead, list(known.cells))

    def _with_formula(self, content: bytes, formula: str) -> bytes:
        written = escape_xstring(formula[1:]).encode()
        plain_formula = b"<%bf>%b</%bf>" % (self._prefix, written, self._prefix)
        return _FORMULA.sub(lambda _: plain_formula, content, count=1)

    def _really_changed(self, edits: Mapping[CellPlace, object]) -> dict[CellPlace, object]:
        reader = RowReader(self._prefix, self._context.strings, self._context.styles, self._context.date1904)
        by_row: dict[int, dict[CellPlace, object]] = {}
        for place, value in edits.items():
            by_row.setdefault(place[0], {})[place] = value
        wanted: dict[CellPlace, object] = {}
        for number in sorted(by_row):
            wanted |= self._changed_in_row(reader, number, by_row[number])
        return wanted

    def _changed_in_row(
        self, reader: RowReader, number: int, edits: dict[CellPlace, object]
    ) -> dict[CellPlace, object]:
        if number in self._slices:
            start, end = self._slices[number]
            reader.read(self._data[start:end])
        near = reader.rows.near.get(number, [])
        wanted: dict[CellPlace, object] = {}
        for place, value in edits.items():
            col = place[1]
            old = near[col - 1] if col <= len(near) else reader.rows.far.get(place)
            same = old == value and isinstance(old, bool) == isinstance(value, bool)
            kind = isinstance(old, str) == isinstance(value, str) and type(value).__name__ != "CellError"
            if same and kind and place not in reader.rows.formulas and not isinstance(value, Formula):
                continue
            if value is not None and self.covered(*place):
                detail = "ô này nằm trong vùng ô đã gộp nên không ghi giá trị được. Hãy bỏ gộp ô (Merge & Center) rồi chạy lại"
                raise CellRefused(self._context.package.path, self.entry.tab, cell_name(*place), detail)
            wanted[place] = value
        return wanted

    def _refuse_parts_of_arrays(self, edits: Mapping[CellPlace, object]) -> None:
        for r1, c1, r2, c2 in self.arrays.values():
            inside = {(row, col) for row, col in edits if r1 <= row <= r2 and c1 <= col <= c2}
            if inside and len(inside) < (r2 - r1 + 1) * (c2 - c1 + 1):
                raise CellRefused(
                    self._context.package.path,
                    self.entry.tab,
                    cell_name(*min(inside)),
                    f"ô này là một phần của công thức mảng {area_name(r1, c1, r2, c2)} nên không ghi riêng được. "
                    "Hãy xóa công thức mảng đó trong Excel rồi chạy lại",
                )

    def _orphans(self, wanted: Mapping[CellPlace, object]) -> dict[CellPlace, str]:
        """Cells that share a formula whose master is overwritten, each with its formula written out."""
        lost = {shared for shared, place in self._masters.items() if place in wanted}
        return {
            place: self.formula(*place) or ""
            for place, (text, shared) in self._sources.items()
            if shared in lost and not text and place not in wanted
        }

    def _assemble(self, touched: dict[int, RowXml], changed: set[CellPlace]) -> bytes:
        out: list[bytes] = []
        position = self._start
        pending = sorted(touched)
        numbers = sorted(self._slices)
        index = 0
        for number in pending:
            while index < len(numbers) and numbers[index] < number:
                index += 1
            if number in self._slices:
                start, end = self._slices[number]
            else:
                start = self._slices[numbers[index]][0] if index < len(numbers) else self._end
                end = start
            out += [self._data[position:start], touched[number].render(self._prefix)]
            position = end
        head = self._wider(self._data[: self._start], changed)
        return head + b"".join(out) + self._data[position:]

    def _wider(self, head: bytes, changed: set[CellPlace]) -> bytes:
        found = _DIMENSION.search(head)
        if found is None or not changed:
            return head
        try:
            r1, c1, r2, c2 = parse_area(found[2].decode())
        except ValueError:
            return head
        rows, cols = [row for row, _ in changed], [col for _, col in changed]
        if min(rows) >= r1 and max(rows) <= r2 and min(cols) >= c1 and max(cols) <= c2:
            return head
        area = area_name(min(r1, *rows), min(c1, *cols), max(r2, *rows), max(c2, *cols))
        return head[: found.start()] + found[1] + area.encode() + found[3] + head[found.end() :]


def _column_styles(head: bytes) -> list[tuple[int, int, int]]:
    found: list[tuple[int, int, int]] = []
    for match in _COL.finditer(head):
        known = attributes(b" " + match[1])
        if b"style" in known:
            found.append((int(known[b"min"]), int(known[b"max"]), int(known[b"style"])))
    return found
