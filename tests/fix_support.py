"""A small workbook with one proposal of every kind of column, and hands that tick it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from tests.workbook_support import person as person
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import verbs
from xlpy.checks.finding import Finding
from xlpy.schema import sheet, tables
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, RawCell, Row, SheetContent
from xlpy.workbook.prepare import prepare

UNITS = ("00001", "00007", "PNV")
Cells = dict[tuple[str, int, int], object]
"""Value by tab, row, column."""


def few_units() -> list[Row]:
    """Three units of the campaign: fewer rows, faster tests."""
    blank = prepare(BookContent(), None)
    rows = blank["units"].rows[: blank["units"].content_rows]
    return [dict(row) for row in rows if row["unit_code"] in UNITS]


def planted_book(path: Path) -> Path:
    """Builds it: names, dates, numbers, codes, a unit's other name, a text of two lines, one lost date format."""
    units = few_units()
    units[0]["phone"] = RawCell(240133388.0)
    individuals = [
        person("00001", "NGUYỄN THỊ HƯƠNG", summary="Dòng một;\ndòng hai."),
        person("00001", "Ông Trần Văn Khánh", birth_date="25/6/1990", citizen_id=RawCell(33080000062.0)),
        person("00007", "Lê Minh Đức", birth_date=RawCell(28986.0, general=True)),
        person("00007", "phạm thu hà", birth_date="25-12-89"),
    ]
    collectives = [
        {"unit_code": "00001", "name": "Tổ dân phố số 3", "headcount": "42 ", "founded_year": "1961 "},
        {"unit_code": "UBND P. Cống Vị", "name": "Tổ dân phố số 1"},
    ]
    dossiers = [
        {"unit_code": "00001", "received_date": "23/5/2023", "meeting_start": "19/5/2023 14h30"},
        {"unit_code": "00007"},
        {"unit_code": "PNV"},
    ]
    build(
        path,
        BookContent(
            sheets={
                "units": SheetContent(units),
                "individuals": SheetContent(individuals),
                "collectives": SheetContent(collectives),  # type: ignore[arg-type]
                "dossiers": SheetContent(dossiers),  # type: ignore[arg-type]
                "scores": SheetContent(
                    [{"unit_code": "00001", "criterion_code": "A1", "self_points": "9,25"}]
                ),
            }
        ),
    )
    checked_file(path)
    return path


def checked_file(path: Path) -> None:
    """Kiểm tra, saved: only what is in the file widens the area that a closed workbook's sheet is read from."""
    with bridge.open_book(path) as book:
        checked(book)
        bridge.save(book)


def load(book: bridge.Book) -> verbs.Loaded:
    return verbs.load(book, book.name)


def found(book: bridge.Book) -> list[Finding]:
    """The findings of the workbook as it is; those of a file just checked stand on Lỗi in this order."""
    return verbs.check(load(book)).findings


def checked(book: bridge.Book) -> list[Finding]:
    """Kiểm tra: the findings, now on Lỗi in this order."""
    loaded = load(book)
    report = verbs.check(loaded)
    verbs.write_check(book, loaded, report)
    return report.findings


def tick(book: bridge.Book, findings: list[Finding], chosen: Iterable[Finding], answer: str = "Có") -> None:
    """Types `answer` beside the chosen findings on Lỗi."""
    definition = sheet("findings")
    column = definition.index("accept") + 1
    cells = [(definition.first_row + findings.index(f), column, Text(answer)) for f in chosen]
    bridge.write_cells(book, definition.tab, cells)


def answers(book: bridge.Book) -> dict[tuple[str, str, str], str]:
    """What stands in "Đồng ý sửa", by code, row id and cell."""
    definition = sheet("findings")
    grid = bridge.read_grids(book, [definition.tab])[definition.tab]
    kept: dict[tuple[str, str, str], str] = {}
    for row in range(definition.first_row, grid.first_row + len(grid.rows)):
        line = [grid.value(row, definition.index(key) + 1) for key in ("code", "row_id", "cell", "accept")]
        if line[3]:
            kept[str(line[0]), str(line[1] or ""), str(line[2] or "")] = str(line[3])
    return kept


def typed_cells(book: bridge.Book) -> Cells:
    """Every non-empty cell of the table sheets but those of formulas and marks, which a live program recalculates."""
    cells: Cells = {}
    for tab, grid in bridge.read_grids(book, [definition.tab for definition in tables()]).items():
        definition = next(d for d in tables() if d.tab == tab)
        ours = {place for place, c in enumerate(definition.columns, start=1) if not c.is_input}
        for i, line in enumerate(grid.rows):
            for j, value in enumerate(line):
                if value is not None and grid.first_col + j not in ours:
                    cells[tab, grid.first_row + i, grid.first_col + j] = value
    return cells


def fix(book: bridge.Book, *accept: str) -> verbs.FixReport:
    """Sửa theo đề xuất on the workbook as it is."""
    loaded = load(book)
    return verbs.fix(book, loaded, verbs.check(loaded), accept)


def fixes_logged(path: Path) -> list[dict[str, object]]:
    """The lines of Nhật ký that a fix has left in the file, by column key."""
    definition = sheet("log")
    with bridge.open_book(path) as again:
        grid = bridge.read_grids(again, [definition.tab])[definition.tab]
    rows = range(definition.first_row, grid.first_row + len(grid.rows))
    lines = [{c.key: grid.value(r, i) for i, c in enumerate(definition.columns, start=1)} for r in rows]
    return [line for line in lines if line["action"] == "Sửa theo đề xuất"]
