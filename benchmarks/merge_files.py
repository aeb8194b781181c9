"""Made masters and returned copies for `benchmarks.merge`: split by the product, edited through its file engine.

    python -m benchmarks.merge_files FOLDER FILES UNITS ROWS

`FOLDER/master.xlsm` has UNITS units and ROWS individuals, 20 to 200 of them for each unit, few units
having many. `FOLDER/back` holds FILES returned copies. With more files than units a unit
has sent its copy again after each correction: other rows, the same copy; where its rows run out, the same corrections.
"""

from __future__ import annotations

import itertools
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from random import Random

from samples.make import large
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.cli.main import main as thidua
from xlpy.schema import choices, sheet
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, Row, SheetContent

FEWEST, MOST = 20, 200
CHANGED, ADDED = 12, 2
"""Rows changed and added in each file; one is deleted in the first file of a unit."""


def sizes(units: int, rows: int) -> list[int]:
    """Rows of each unit: few have many, together about `rows`, each between `FEWEST` and `MOST`."""
    mean = rows / units
    if not FEWEST < mean < MOST:
        raise ValueError(f"{rows} rows for {units} units is not {FEWEST} to {MOST} each")
    power = (MOST - FEWEST) / (mean - FEWEST) - 1
    return [round(FEWEST + (MOST - FEWEST) * ((n + 0.5) / units) ** power) for n in range(units)]


def make_master(path: Path, units: int, rows: int) -> None:
    """A workbook of `units` units and about `rows` individuals with five long texts each."""
    counts = sizes(units, rows)
    Random(0).shuffle(counts)
    codes = [f"{number:05d}" for number in range(1, units + 1)]
    owners = itertools.chain.from_iterable([code] * count for code, count in zip(codes, counts, strict=True))
    people = large(sum(counts)).sheets["individuals"].rows
    for row, code in zip(people, owners, strict=True):
        row["unit_code"] = code
    Random(1).shuffle(people)
    listed: list[Row] = [
        {
            "unit_code": code,
            "unit_name": f"Phường số {code}",
            "unit_kind": "Phường",
            "participates": choices.YES,
        }
        for code in codes
    ]
    sheets = {"individuals": SheetContent(rows=people), "units": SheetContent(rows=listed)}
    build(path, BookContent(sheets=sheets))


def edit(task: tuple[Path, Path, int]) -> None:
    """Save the copy `sent` as `back`, edited as a unit would in its answer number `version`."""
    sent, back, version = task
    back.write_bytes(sent.read_bytes())
    definition = sheet("individuals")
    place = {column.key: number for number, column in enumerate(definition.columns, start=1)}
    with bridge.open_book(back) as book:
        grid = bridge.read_grids(book, [definition.tab])[definition.tab]
        filled: list[int] = []
        blank: list[int] = []
        for row in range(definition.first_row, grid.first_row + len(grid.rows)):
            (filled if grid.value(row, place["full_name"]) else blank).append(row)
        cells: list[tuple[int, int, object]] = []
        for row in itertools.islice(itertools.cycle(filled[1:]), version * CHANGED, (version + 1) * CHANGED):
            old = str(grid.value(row, place["results"]) or "")
            cells += [
                (row, place["results"], Text(f"{old}\nBổ sung số liệu đến hết tháng 5.")),
                (row, place["votes_for"], 20.0 + row % 7),
            ]
        for row in blank[version * ADDED : (version + 1) * ADDED]:
            for key in ("full_name", "gender", "birth_date", "position", "targets", "results", "summary"):
                value = grid.value(filled[version % len(filled)], place[key])
                told = f"{value} {version}-{row}" if key == "full_name" else value
                cells.append((row, place[key], Text(told) if isinstance(told, str) else told))
        if not version:
            cells += [(filled[0], place[column.key], None) for column in definition.inputs]
        bridge.write_cells(book, definition.tab, cells)
        bridge.save(book)


def tasks(sent: list[Path], folder: Path, files: int) -> Iterator[tuple[Path, Path, int]]:
    """Each copy once, then again, until there are `files`."""
    for number in range(files):
        version, which = divmod(number, len(sent))
        yield sent[which], folder / f"{sent[which].stem} ({version}).xlsx", version


def make(folder: Path, files: int, units: int, rows: int) -> None:
    """Everything below `folder`, in about a third of a second for each file."""
    master, out, back = folder / "master.xlsm", folder / "sent", folder / "back"
    back.mkdir(parents=True)
    make_master(master, units, rows)
    if thidua(["split", str(master), "--out", str(out)]) == 2:
        raise RuntimeError("the made master could not be split")
    sent = sorted(out.glob("ThiDua-*.xlsx"))
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(edit, tasks(sent, back, files), chunksize=4):
            pass
    for backup in back.glob("sao-luu/*"):
        backup.unlink()
    for left in back.glob("sao-luu"):
        left.rmdir()


if __name__ == "__main__":
    make(Path(sys.argv[1]), *(int(argument) for argument in sys.argv[2:5]))
