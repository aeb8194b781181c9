"""One worksheet part → `SheetGrid`: streams the rows, then reads what stands before and after them as a tree."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from xlpy.books.errors import BookTooBig
from xlpy.books.grid import CellPlace, SheetGrid
from xlpy.books.ooxml.blocks import BlockTooBigError, OddXmlError, blocks, plain, plain_start
from xlpy.books.ooxml.cells import WIDE, BrokenCellError, RowReader, Rows
from xlpy.books.ooxml.coords import MAX_COL, cell_name, parse_area
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.strings import SharedStrings
from xlpy.books.ooxml.styles import Styles
from xlpy.books.ooxml.text import UnknownEntityError
from xlpy.books.ooxml.workbookpart import SheetEntry
from xlpy.books.ooxml.xmlnode import BrokenXmlError, Node, UnsafeXmlError, normalise, true

ROW_GAP = 5_000
COLUMN_GAP = 100
"""So many empty rows or columns in a row end the sheet: what comes after them is stray."""
MAX_STRAY = 5_000
MAX_SLOTS = 20_000_000
DATA = re.compile(rb"<([A-Za-z_][\w.-]*:)?sheetData(?:\s[^>]*?)?(/?)>")
_NOT_NEEDED = re.compile(rb"<(conditionalFormatting|dataValidations)(?=[\s>])[^>]*(?<!/)>.*?</\1>", re.DOTALL)
"""Neither element holds itself; together they are most of what stands around the rows of a workbook of ours."""


@dataclass(frozen=True)
class Context:
    """What a sheet's cells need from the rest of the workbook."""

    package: Package
    strings: SharedStrings
    styles: Styles
    date1904: bool


def read_sheet(entry: SheetEntry, context: Context) -> SheetGrid:
    """Read a worksheet; a chart or dialog sheet gives an empty grid.

    Raises `NotAWorkbook` for a broken part, `BookTooBig` for one that no campaign workbook can be.
    """
    if not entry.is_grid:
        return SheetGrid(entry.tab, visible=entry.visible, date1904=context.date1904)
    package = context.package
    try:
        try:
            frame, rows = _stream(package.chunks(entry.part), context)
        except OddXmlError:
            frame, rows = _stream([normalise(package.read(entry.part))], context)
    except (UnsafeXmlError, UnknownEntityError) as error:
        raise package.unsafe(entry.part) from error
    except BlockTooBigError as error:
        raise BookTooBig(package.path, f"trang “{entry.tab}” có một dòng dài bất thường") from error
    except (OddXmlError, BrokenXmlError, BrokenCellError, ValueError) as error:
        raise package.broken(entry.part) from error
    grid = SheetGrid(entry.tab, visible=entry.visible, date1904=context.date1904)
    try:
        _lay_out(grid, package.parse(entry.part, _NOT_NEEDED.sub(b"", frame)), rows)
    except (ValueError, KeyError) as error:
        raise package.broken(entry.part) from error
    fill_grid(grid, rows, package.path)
    grid.filtered = grid.filtered or _table_filtered(entry, package)
    return grid


def _stream(pieces: Iterable[bytes], context: Context) -> tuple[bytes, Rows]:
    source = iter(pieces)
    head = b""
    first = True
    found = None
    for piece in source:
        head += plain_start(piece) if first else piece
        first = False
        if found := DATA.search(head):
            break
    if found is None:
        return plain(head), Rows()
    plain(head[: found.start()])
    prefix = found[1] or b""
    reader = RowReader(prefix, context.strings, context.styles, context.date1904)
    closing = b"</" + prefix + b"sheetData>"
    tail = b"" if not found[2] else head[found.end() :] + b"".join(source)
    inside = not found[2]

    def rest() -> Iterator[bytes]:
        yield head[found.end() :] or b" "
        yield from source

    if inside:
        for block in blocks(rest(), b"</" + prefix + b"row>"):
            if inside and closing not in block:
                reader.read(block)
                continue
            # Page breaks after the data are `rowBreaks`, so later blocks hold no rows.
            if inside:
                data, _, block = block.partition(closing)
                reader.read(data)
                inside = False
            tail += block
        if inside:
            raise BrokenXmlError("sheetData is not closed")
    return head[: found.start()] + b"<" + prefix + b"sheetData/>" + plain(tail), reader.rows


def _lay_out(grid: SheetGrid, root: Node, rows: Rows) -> None:
    properties, protection = root.first("sheetPr"), root.first("sheetProtection")
    if properties is not None:
        grid.code_name = properties.attrs.get("codeName")
        grid.filtered = true(properties.attrs.get("filterMode"))
    grid.protected = protection is not None and true(protection.attrs.get("sheet"))
    own_filter = root.first("autoFilter")
    grid.filtered = grid.filtered or (own_filter is not None and own_filter.first("filterColumn") is not None)
    grid.hidden_rows = frozenset(rows.hidden)
    grid.hidden_cols = frozenset(
        col
        for node in root.every("col")
        if true(node.attrs.get("hidden"))
        for col in range(int(node.attrs["min"]), min(int(node.attrs["max"]), MAX_COL) + 1)
    )
    grid.merged = tuple(parse_area(node.attrs["ref"]) for node in root.every("mergeCell"))
    grid.formulas = frozenset(rows.formulas)
    grid.uncached = frozenset(rows.uncached)
    grid.legacy_fonts = rows.legacy


def fill_grid(grid: SheetGrid, rows: Rows, path: Path) -> None:
    """Lay cells out as `grid.rows`, what stands far away as `grid.stray`; `path` names the file in messages.

    Uses up `rows.near`. Raises `BookTooBig` when the cells in use span more than any campaign needs.
    """
    near = rows.near
    for row, _ in rows.uncached:
        near.setdefault(row, [])
    stray: dict[CellPlace, object] = dict(rows.far)
    numbers = _run(sorted(near), ROW_GAP)
    for row in near.keys() - set(numbers):
        stray |= {(row, col): value for col, value in enumerate(near[row], 1) if value is not None}
    lines = [near[row] for row in numbers]
    used = {col for _, col in rows.uncached if col <= WIDE}
    for index in range(max(map(len, lines), default=0)):
        if any(len(line) > index and line[index] is not None for line in lines):
            used.add(index + 1)
    columns = _run(sorted(used), COLUMN_GAP)
    if not numbers or not columns:
        grid.stray = stray
        return
    first_row, last_row, first_col, last_col = numbers[0], numbers[-1], columns[0], columns[-1]
    width = last_col - first_col + 1
    if (last_row - first_row + 1) * width > MAX_SLOTS:
        raise BookTooBig(path, f"trang “{grid.tab}” dùng tới ô {cell_name(last_row, last_col)}")
    for number in range(first_row, last_row + 1):
        line = near.pop(number, None) or []
        if len(line) > last_col:
            stray |= {
                (number, col): value
                for col, value in enumerate(line, 1)
                if col > last_col and value is not None
            }
        line = line[first_col - 1 : last_col] if first_col > 1 or len(line) > last_col else line
        if len(line) < width:
            line.extend([None] * (width - len(line)))
        grid.rows.append(line)
    if len(stray) > MAX_STRAY:
        place = cell_name(*min(stray))
        raise BookTooBig(path, f"trang “{grid.tab}” có {len(stray)} ô nằm xa bảng, từ ô {place}")
    grid.first_row, grid.first_col, grid.stray = first_row, first_col, stray


def _run(places: list[int], gap: int) -> list[int]:
    for index in range(1, len(places)):
        if places[index] - places[index - 1] > gap:
            return places[:index]
    return places


def _table_filtered(entry: SheetEntry, package: Package) -> bool:
    return any(
        True
        for kind, target in package.relations(entry.part).values()
        if kind == "table" and package.find(target)
        for _ in package.tree(target).every("filterColumn")
    )
