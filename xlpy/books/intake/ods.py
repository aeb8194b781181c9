"""OpenDocument spreadsheets (.ods) → `SheetGrid`s: OpenDocument 1.3 Part 3, §9 (tables) and §19.385 (value types).

Read here rather than by python-calamine, which gives an error value as empty text (a merge would take that for a
deletion), does not tell formulas, fonts and hidden rows, and expands repeated rows without a limit (its issue 594).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime, timedelta
from xml.parsers import expat

from xlpy.books.errors import BookTooBig
from xlpy.books.grid import SheetGrid
from xlpy.books.intake.odsstyles import OdsStyles
from xlpy.books.ooxml.cells import WIDE, Rows
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.sheetreader import fill_grid
from xlpy.books.values import CellError

MAX_CELLS = 2_000_000
"""Filled cells in a workbook, repetitions counted; a campaign of 10,000 full rows has 300,000."""
_ERRORS = frozenset(["#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NULL!", "#NUM!"])
_ERR_CODE = re.compile(r"Err:\d{3}")
_DURATION = re.compile(r"(-)?P(?:(\d+)D)?T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:[.,]\d+)?)S)?")
_EPOCH = datetime(1899, 12, 30)
_NOT_CELLS = frozenset(
    [
        "annotation",
        "shapes",
        "tracked-changes",
        "dde-links",
        "forms",
        "frame",
        "custom-shape",
        "object",
        "detective",
    ]
)
"""Elements whose own tables and paragraphs are no part of the sheet."""


class _Stop(Exception):
    """A DTD, although the gate has looked for one."""


def read_ods(package: Package) -> dict[str, SheetGrid]:
    """All sheets by tab. Raises `NotAWorkbook` for broken XML, `BookTooBig` beyond the limits."""
    styles = OdsStyles()
    if package.find("styles.xml"):
        _parse(package, "styles.xml", _Reader(package, styles))
    reader = _Reader(package, styles)
    _parse(package, "content.xml", reader)
    return reader.grids


def _parse(package: Package, name: str, reader: _Reader) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    pieces: Iterable[bytes] = package.chunks(name)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
        parser.Parse(b"", True)
    except _Stop as error:
        raise package.unsafe(name) from error
    except (expat.ExpatError, LookupError, ValueError, OverflowError) as error:
        raise package.broken(name) from error


def _refuse(*_: object) -> None:
    raise _Stop


class _Reader:
    """Handlers of one part. Cells are laid out when a sheet ends."""

    def __init__(self, package: Package, styles: OdsStyles) -> None:
        self.grids: dict[str, SheetGrid] = {}
        self._package = package
        self._styles = styles
        self._skip = 0
        self._cells = 0
        self._sheet: SheetGrid | None = None
        self._filters: set[str] = set()
        self._range = ""
        self._date1904 = False

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        name = raw.rpartition(" ")[2]
        if self._skip or name in _NOT_CELLS:
            self._skip += 1
            return
        attrs = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if self._sheet is None:
            self._outside(name, raw, attrs)
        elif name in ("table-cell", "covered-table-cell"):
            # calcext repeats value-type; it alone says that a string is an error value.
            own = next((v for k, v in attributes.items() if k.endswith(":office:1.0 value-type")), "")
            self._cell_starts(name, attrs, own)
        elif name == "table-row":
            self._row_repeats = _count(attrs, "number-rows-repeated")
            self._row_style = attrs.get("default-cell-style-name", "")
            self._row_hidden = attrs.get("visibility", "visible") != "visible"
            self._line: list[tuple[int, int, object]] = []
            self._col = 1
        elif name == "table-column":
            self._column(attrs)
        elif self._in_cell:
            self._text_starts(name, attrs)

    def _outside(self, name: str, raw: str, attrs: dict[str, str]) -> None:
        if name == "table" and "table:1.0" in raw:
            self._sheet = SheetGrid(attrs.get("name", ""))
            hidden = attrs.get("style-name", "") in self._styles.hidden
            self._sheet.visible = "hidden" if hidden else "visible"
            self._sheet.protected = attrs.get("protected") == "true"
            self._rows, self._merged, self._hidden_cols = (
                Rows(),
                list[tuple[int, int, int, int]](),
                set[int](),
            )
            self._column_styles: list[tuple[int, int, str]] = []
            self._row, self._next_column, self._in_cell = 1, 1, False
        elif name == "database-range":
            self._range = attrs.get("target-range-address", "")
        elif name in ("filter-condition", "filter-set-item") and self._range:
            self._filters.add(self._range.rpartition(".")[0].split(":")[0].strip("$'").replace("''", "'"))
        elif name == "null-date":
            self._date1904 = attrs.get("date-value", "").startswith("1904")
        else:
            self._styles.start(name, attrs)

    def _column(self, attrs: dict[str, str]) -> None:
        first, count = self._next_column, _count(attrs, "number-columns-repeated")
        self._next_column = first + count
        last = min(first + count - 1, MAX_COL)
        if attrs.get("visibility", "visible") != "visible":
            self._hidden_cols.update(range(first, last + 1))
        if style := attrs.get("default-cell-style-name"):
            self._column_styles.append((first, last, style))

    def _cell_starts(self, name: str, attrs: dict[str, str], value_type: str) -> None:
        self._in_cell = True
        self._attrs = attrs
        self._value_type = value_type
        self._error = attrs.get("value-type") == "error" and value_type != "error"
        self._covered = name == "covered-table-cell"
        self._paragraphs: list[str] = []
        self._in_text = 0
        self._run_font: str | None = None

    def _text_starts(self, name: str, attrs: dict[str, str]) -> None:
        if name in ("p", "h"):
            self._paragraphs.append("")
            self._in_text += 1
        elif self._in_text:
            self._in_text += 1
            if name == "s":
                self._paragraphs[-1] += " " * min(_count(attrs, "c"), 1000)
            elif name == "tab":
                self._paragraphs[-1] += "\t"
            elif name == "line-break":
                self._paragraphs[-1] += "\n"
            elif name == "span" and self._run_font is None:
                self._run_font = self._styles.legacy_font("text", attrs.get("style-name", ""))

    def characters(self, text: str) -> None:
        if not self._skip and self._sheet is not None and self._in_cell and self._in_text:
            # ODF 1.3 Part 3, §6.1.2 makes one blank of several too; LibreOffice writes them out and means them.
            self._paragraphs[-1] += re.sub(r"[\t\r\n]+", " ", text)

    def end(self, raw: str) -> None:
        if self._skip:
            self._skip -= 1
            return
        name = raw.rpartition(" ")[2]
        if self._sheet is None:
            if name == "database-range":
                self._range = ""
            self._styles.end(name)
            if name == "spreadsheet":
                self._note_filters()
        elif name in ("table-cell", "covered-table-cell"):
            self._cell_ends()
        elif name == "table-row":
            self._row_ends()
        elif name == "table":
            self._table_ends(self._sheet)
            self._sheet = None
        elif self._in_cell and self._in_text:
            self._in_text -= 1

    def _cell_ends(self) -> None:
        attrs = self._attrs
        self._in_cell = False
        count = _count(attrs, "number-columns-repeated")
        rows, cols = _count(attrs, "number-rows-spanned"), _count(attrs, "number-columns-spanned")
        if (rows > 1 or cols > 1) and self._row + rows - 1 <= MAX_ROW and self._col + cols - 1 <= MAX_COL:
            self._merged.append((self._row, self._col, self._row + rows - 1, self._col + cols - 1))
        formula = "formula" in attrs
        value = None if self._covered else self._value(formula)
        if value is not None or formula:
            if self._col + count - 1 > MAX_COL:
                raise ValueError(f"column {self._col + count - 1}")
            for col in range(self._col, self._col + count):
                self._line.append((col, formula, value))
                if formula and not self._value_type:
                    self._rows.uncached.add((self._row, col))
                if formula:
                    self._rows.formulas.add((self._row, col))
                if isinstance(value, str) and (font := self._font(col)):
                    self._rows.legacy[self._row, col] = font
        self._col += count

    def _font(self, col: int) -> str | None:
        style = self._attrs.get("style-name") or self._row_style
        if not style:
            style = next((s for first, last, s in self._column_styles if first <= col <= last), "")
        return self._run_font or self._styles.legacy_font("table-cell", style)

    def _value(self, formula: bool) -> object:
        attrs, kind = self._attrs, self._value_type
        text = "\n".join(self._paragraphs)
        if self._error or (formula and (text in _ERRORS or _ERR_CODE.fullmatch(text))):
            return CellError(text or "#VALUE!")
        if kind in ("float", "percentage", "currency"):
            return float(attrs["value"])
        if kind == "date":
            return _moment(attrs["date-value"])
        if kind == "time":
            return _time(attrs["time-value"])
        if kind == "boolean":
            return attrs.get("boolean-value") == "true"
        return attrs.get("string-value") or text or None

    def _row_ends(self) -> None:
        repeats = self._row_repeats
        if self._line or self._row_hidden:
            if self._line and self._row + repeats - 1 > MAX_ROW:
                raise ValueError(f"row {self._row + repeats - 1}")
            self._cells += len(self._line) * repeats
            if self._cells > MAX_CELLS:
                raise BookTooBig(self._package.path, f"sổ tính có hơn {MAX_CELLS} ô có nội dung")
            last = min(self._row + repeats - 1, MAX_ROW)
            if self._row_hidden and repeats <= MAX_CELLS:
                self._rows.hidden.update(range(self._row, last + 1))
            if self._line:
                for row in range(self._row, last + 1):
                    self._lay(row)
        self._row += repeats

    def _lay(self, row: int) -> None:
        rows, first = self._rows, self._row
        line: list[object] = []
        for col, formula, value in self._line:
            if row != first and formula:
                rows.formulas.add((row, col))
                if (first, col) in rows.uncached:
                    rows.uncached.add((row, col))
            if row != first and (first, col) in rows.legacy:
                rows.legacy[row, col] = rows.legacy[first, col]
            if value is None:
                continue
            if col > WIDE:
                rows.far[row, col] = value
                continue
            line.extend([None] * (col - 1 - len(line)))
            line.append(value)
        if line:
            rows.near[row] = line

    def _table_ends(self, grid: SheetGrid) -> None:
        grid.hidden_rows, grid.hidden_cols = frozenset(self._rows.hidden), frozenset(self._hidden_cols)
        grid.merged = tuple(self._merged)
        grid.formulas, grid.uncached = frozenset(self._rows.formulas), frozenset(self._rows.uncached)
        grid.legacy_fonts = self._rows.legacy
        grid.date1904 = self._date1904
        fill_grid(grid, self._rows, self._package.path)
        self.grids[grid.tab] = grid

    def _note_filters(self) -> None:
        for tab in self._filters & self.grids.keys():
            self.grids[tab].filtered = True


def _count(attrs: dict[str, str], key: str) -> int:
    count = int(attrs.get(key, "1"))
    if count < 1:
        raise ValueError(f"{key} {count}")
    return count


def _moment(value: str) -> object:
    try:
        return datetime.fromisoformat(value.replace("Z", "")[:26]).replace(tzinfo=None)
    except ValueError:
        return value


def _time(value: str) -> object:
    """A time of day as `ooxml.serials.from_serial` gives it; a duration of a day or more as days."""
    match = _DURATION.fullmatch(value)
    if match is None:
        return value
    sign, days, hours, minutes, seconds = match.groups()
    span = timedelta(
        days=int(days or 0),
        hours=int(hours or 0),
        minutes=int(minutes or 0),
        seconds=float((seconds or "0").replace(",", ".")),
    )
    if sign or span >= timedelta(days=1):
        return (-1 if sign else 1) * span.total_seconds() / 86400
    return _EPOCH + span
