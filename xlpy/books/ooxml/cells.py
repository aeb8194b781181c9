"""The rows of a sheet's XML (ECMA-376 Part 1, §18.3.1.73 and §18.3.1.4), read block by block.

A row's cells are found with one expression whose first branch is the spelling that Excel, LibreOffice and
XlsxWriter use; any other spelling takes the second branch. Cells are counted against the number of `<c` in the
row: a difference means that the row is not what it seems, and the whole part is normalised first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache

from xlpy.books.grid import CellPlace
from xlpy.books.ooxml.blocks import OddXmlError
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW, column_number
from xlpy.books.ooxml.serials import from_serial
from xlpy.books.ooxml.strings import SharedStrings, clean, rich_text
from xlpy.books.ooxml.styles import Styles
from xlpy.books.values import CellError

WIDE = 1_024
"""Cells beyond this column never widen a row in memory: they go to `Rows.far`."""
_Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes]
_ATTRIBUTE = re.compile(rb"""([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_ROW_NUMBER = re.compile(rb"""(?:^|\s)r\s*=\s*["'](\d+)["']""")
_HIDDEN = re.compile(rb"""\shidden\s*=\s*["'](?:1|true)["']""")
_REFERENCE = re.compile(rb"([A-Za-z]{1,3})(\d+)")


class BrokenCellError(ValueError):
    """A cell points at a string that does not exist, or its number is no number."""


@lru_cache(maxsize=8)
def cell_pattern(prefix: bytes) -> re.Pattern[bytes]:
    """Groups: letters, style, type, formula, value of a plainly spelled cell; attributes, content of any other."""
    p = re.escape(prefix)
    return re.compile(
        rb'<%bc r="([A-Z]{1,3})[0-9]+"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?'
        rb"(?:/>|>(<%bf[^>]*>(?:[^<]*</%bf>)?)?<%bv>([^<]*)</%bv></%bc>)"
        rb"|<%bc(?=[\s/>])([^>]*?)(?:/>|>(.*?)</%bc>)" % (p, p, p, p, p, p, p, p),
        re.DOTALL,
    )


@lru_cache(maxsize=8)
def content_patterns(prefix: bytes) -> tuple[re.Pattern[bytes], re.Pattern[bytes], re.Pattern[bytes]]:
    """Expressions for the formula, the value and the inline string inside a cell."""
    p = re.escape(prefix)
    return (
        re.compile(rb"<%bf(?=[\s/>])([^>]*?)(?:/>|>([^<]*)</%bf>)" % (p, p)),
        re.compile(rb"<%bv(?:\s[^>]*)?>([^<]*)</%bv>" % (p, p)),
        re.compile(rb"<%bis(?:\s[^>]*)?>(.*?)</%bis>" % (p, p), re.DOTALL),
    )


def attributes(raw: bytes) -> dict[bytes, bytes]:
    """Attributes of a start tag, raw."""
    return {match[1]: match[2] if match[2] is not None else match[3] for match in _ATTRIBUTE.finditer(raw)}


class Columns(dict[bytes, int]):
    """Column letters → number, remembered."""

    def __missing__(self, letters: bytes) -> int:
        number = column_number(letters.decode())
        self[letters] = number
        return number


@dataclass
class Rows:
    """Cells as read: `near` rows are ragged lists from column 1; `far` holds cells beyond `WIDE`."""

    near: dict[int, list[object]] = field(default_factory=dict[int, list[object]])
    far: dict[CellPlace, object] = field(default_factory=dict[CellPlace, object])
    hidden: set[int] = field(default_factory=set[int])
    formulas: set[CellPlace] = field(default_factory=set[CellPlace])
    uncached: set[CellPlace] = field(default_factory=set[CellPlace])
    legacy: dict[CellPlace, str] = field(default_factory=dict[CellPlace, str])


class RowReader:
    """Reads blocks of whole rows into `rows`; one instance for each sheet."""

    def __init__(self, prefix: bytes, strings: SharedStrings, styles: Styles, date1904: bool) -> None:
        self.rows = Rows()
        self._prefix = prefix
        self._strings = strings
        self._date1904 = date1904
        self._dates = frozenset(str(index).encode() for index in styles.dates)
        self._fonts = {str(index).encode(): name for index, name in styles.legacy.items()}
        self._watch = bool(styles.legacy or strings.legacy)
        self._columns = Columns()
        self._last_row = 0

    def read(self, block: bytes) -> None:
        """Take one block. Raises `OddXmlError`, `BrokenCellError`, ValueError for a place outside the sheet."""
        prefix = self._prefix
        pattern = cell_pattern(prefix)
        start, plain, bare = b"<" + prefix + b"row", b"<" + prefix + b"c ", b"<" + prefix + b"c>"
        for segment in block.split(start)[1:]:
            attrs, _, body = segment.partition(b">")
            number = _ROW_NUMBER.search(attrs)
            row = int(number[1]) if number else self._last_row + 1
            if not 1 <= row <= MAX_ROW:
                raise BrokenCellError(f"row {row}")
            self._last_row = row
            if b"hidden" in attrs and _HIDDEN.search(attrs):
                self.rows.hidden.add(row)
            cells = body.count(plain) + body.count(bare)
            if cells > MAX_COL:
                # Also keeps an unclosed cell in a hostile file from being searched for a million times.
                raise BrokenCellError(f"{cells} cells in row {row}")
            found: list[_Found] = pattern.findall(body)
            if cells != len(found):
                raise OddXmlError
            if found:
                self._cells(row, found)

    def _cells(self, row: int, found: list[_Found]) -> None:
        line = self.rows.near.get(row)
        if line is None:
            line = []
        strings, dates, columns, watch = self._strings.texts, self._dates, self._columns, self._watch
        col = 0
        for letters, style, kind, formula, raw, attrs, content in found:
            value: object
            if letters:
                col = columns[letters]
                if formula:
                    self.rows.formulas.add((row, col))
                if not raw:
                    if formula and kind != b"str":
                        self.rows.uncached.add((row, col))
                    continue
                if kind == b"s":
                    try:
                        value = strings[int(raw)]
                    except (ValueError, IndexError) as error:
                        raise BrokenCellError(f"string {raw!r}") from error
                elif not kind:
                    value = self._number(raw, style in dates)
                else:
                    value = self._typed(raw, kind, style)
            else:
                col, style, kind, raw, value = self._unusual(row, col, attrs, content)
            if value is None or value == "":
                continue
            if watch and isinstance(value, str):
                self._font(row, col, style, kind, raw)
            width = len(line)
            if col == width + 1:
                line.append(value)
            elif col > WIDE:
                self.rows.far[row, col] = value
            elif col > width:
                line.extend([None] * (col - width - 1))
                line.append(value)
            else:
                line[col - 1] = value
        if line:
            self.rows.near[row] = line

    def _number(self, raw: bytes, is_date: bool) -> object:
        try:
            number = float(raw)
        except ValueError as error:
            raise BrokenCellError(f"number {raw[:20]!r}") from error
        return from_serial(number, self._date1904) or number if is_date else number

    def _typed(self, raw: bytes, kind: bytes, style: bytes) -> object:
        if kind == b"n":
            return self._number(raw, style in self._dates)
        if kind == b"b":
            return raw.strip() in (b"1", b"true")
        text = clean(raw.decode("utf-8", "replace"))
        if kind == b"e":
            return CellError(text)
        if kind == b"d":
            try:
                return datetime.fromisoformat(text.replace("Z", "")).replace(tzinfo=None)
            except ValueError:
                return text
        if kind == b"s":
            try:
                return self._strings.texts[int(raw)]
            except (ValueError, IndexError) as error:
                raise BrokenCellError(f"string {raw!r}") from error
        return text

    def _unusual(
        self, row: int, previous: int, attrs: bytes, content: bytes
    ) -> tuple[int, bytes, bytes, bytes, object]:
        known = attributes(attrs)
        place = _REFERENCE.fullmatch(known.get(b"r", b""))
        col = self._columns[place[1].upper()] if place else previous + 1
        if place and int(place[2]) != row:
            raise BrokenCellError(f"cell {place[0]!r} in row {row}")
        style, kind = known.get(b"s", b"0"), known.get(b"t", b"n")
        formula_of, value_of, inline_of = content_patterns(self._prefix)
        value_match = value_of.search(content)
        raw = (
            value_match[1].strip()
            if value_match and kind != b"str"
            else value_match[1]
            if value_match
            else b""
        )
        value: object = None
        if kind == b"inlineStr" and (inline := inline_of.search(content)):
            value, font = rich_text(inline[1].decode("utf-8", "replace"), self._prefix.decode())
            if font is not None:
                self.rows.legacy[row, col] = font
        elif raw:
            value = self._typed(raw, kind, style)
        if formula_of.search(content):
            self.rows.formulas.add((row, col))
            if value is None and kind != b"str":
                self.rows.uncached.add((row, col))
        return col, style, kind, raw, value

    def _font(self, row: int, col: int, style: bytes, kind: bytes, raw: bytes) -> None:
        name = self._strings.legacy.get(int(raw)) if kind == b"s" and self._strings.legacy else None
        name = name or self._fonts.get(style)
        if name is not None:
            self.rows.legacy.setdefault((row, col), name)
