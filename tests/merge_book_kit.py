"""A master on disk with split copies, and hands to edit cells of either by row id and column key."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from workbook_support import person

from xlpy.books import bridge
from xlpy.books.copyregister import read_register
from xlpy.books.grid import SheetGrid
from xlpy.books.values import Text
from xlpy.buttons import merge_sheets, splitting, verbs
from xlpy.exchange.conflicts import ConflictLine
from xlpy.model.copyregister import CopyLine
from xlpy.schema import column_letter, seeds, sheet
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, Row, SheetContent

WARD, OFFICE = "00007", "PNV"
HUONG, KHANH, DUC, ANH = "CN-0001", "CN-0002", "CN-0003", "CN-0004"


def make_master(path: Path) -> Path:
    """Three people of the ward, one of the office, everything else as the campaign comes."""
    people = [
        person(WARD, "Nguyễn Thị Hương"),
        person(WARD, "Trần Văn Khánh"),
        person(WARD, "Lê Minh Đức"),
        person(OFFICE, "Bùi Ngọc Ánh"),
    ]
    units: list[Row] = [
        {key: value for key, value in unit.items() if value}
        for unit in seeds.units()
        if unit["unit_code"] in (WARD, OFFICE)
    ]
    sheets = {"individuals": SheetContent(rows=people), "units": SheetContent(rows=units)}
    build(path, BookContent(sheets=sheets))
    return path


def split(book: Path, out: Path, *units: str) -> dict[str, Path]:
    """Copies by unit code."""
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)
        with splitting.prepare(loaded, out, units=list(units) or [WARD, OFFICE]) as sending:
            splitting.write_split(opened, loaded, sending)
            bridge.save(opened)
            report = sending.place()
    return {file.line.unit_code: out / file.line.file_name for file in report.files}


def grids_of(path: Path) -> dict[str, SheetGrid]:
    with bridge.open_book(path) as book:
        return bridge.read_grids(book)


def _row(grid: SheetGrid, key: str, row_id: str) -> int:
    column = sheet(key).index("row_id") + 1
    for row in range(sheet(key).first_row, grid.first_row + len(grid.rows)):
        if grid.value(row, column) == row_id:
            return row
    raise LookupError(row_id)


def edit(path: Path, row_id: str, key: str = "individuals", /, **cells: object) -> None:
    """Write cells of one row as a clerk would; None empties a cell."""
    definition = sheet(key)
    with bridge.open_book(path) as book:
        row = _row(bridge.read_grids(book, [definition.tab])[definition.tab], key, row_id)
        bridge.write_cells(
            book,
            definition.tab,
            [
                (row, definition.index(column) + 1, Text(value) if isinstance(value, str) else value)
                for column, value in cells.items()
            ],
        )
        bridge.save(book)


def clear(path: Path, row_id: str, key: str = "individuals") -> None:
    """Empty a whole row, its id too."""
    edit(path, row_id, key, **dict.fromkeys(column.key for column in sheet(key).inputs))


def values(path: Path, row_id: str, key: str = "individuals") -> dict[str, object]:
    """The non-empty input cells of one row."""
    definition = sheet(key)
    grid = grids_of(path)[definition.tab]
    row = _row(grid, key, row_id)
    cells = {c.key: grid.value(row, definition.index(c.key) + 1) for c in definition.inputs}
    return {column: value for column, value in cells.items() if value not in (None, "")}


def ids(path: Path, key: str = "individuals") -> list[str]:
    """Ids of the rows that say something, in sheet order."""
    definition = sheet(key)
    grid = grids_of(path)[definition.tab]
    name, row_id = definition.index(definition.row_name) + 1, definition.index("row_id") + 1
    rows = range(definition.first_row, grid.first_row + len(grid.rows))
    return [str(grid.value(row, row_id)) for row in rows if grid.value(row, name) is not None]


def conflicts(path: Path) -> list[ConflictLine]:
    return merge_sheets.read_conflicts(grids_of(path), path.name)


def choose(path: Path, line: ConflictLine, choice: str, other: str = "") -> None:
    """What the clerk picks on Xung đột."""
    definition = sheet("conflicts")
    with bridge.open_book(path) as book:
        cells: list[tuple[int, int, object]] = [(line.line, definition.index("choice") + 1, Text(choice))]
        if other:
            cells.append((line.line, definition.index("other") + 1, Text(other)))
        bridge.write_cells(book, definition.tab, cells)
        bridge.save(book)


def register(path: Path) -> dict[str, CopyLine]:
    return {line.unit_code: line for line in read_register(grids_of(path), path.name)}


def log(path: Path) -> list[Mapping[str, str]]:
    """Lines of Nhật ký by column key."""
    definition = sheet("log")
    grid = grids_of(path)[definition.tab]
    return [
        {c.key: str(grid.value(row, place) or "") for place, c in enumerate(definition.columns, 1)}
        for row in range(definition.first_row, grid.first_row + len(grid.rows))
    ]


def cell(row: int, column: str, key: str = "individuals") -> str:
    return f"{column_letter(sheet(key).index(column) + 1)}{row}"
