"""A whole `check` against merely reading the same file.

    python -m benchmarks.check [--rows 20000] [--runs 5] [--growth]

`check` is timed from process start to the JSON on disk: imports, read, every check. The rivals only read every
cell of every sheet: openpyxl read-only (with defusedxml), and calamine, which is faster than anything in Python
and cannot tell error values from empty cells. `--growth` adds 2,000, 20,000 and 200,000 rows to show how it grows.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import PYTHON, ROOT, interleaved, table

OPENPYXL = (
    "import sys, openpyxl\n"
    "book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)\n"
    "print(sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None))"
)
CALAMINE = (
    "import sys, python_calamine\n"
    "book = python_calamine.CalamineWorkbook.from_path(sys.argv[1])\n"
    "print(sum(1 for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)"
    " for cell in row if cell != ''))"
)
MAKE = (
    "import sys; from pathlib import Path; from samples.make import large; from xlpy.workbook import build; "
    "build(Path(sys.argv[1]), large(int(sys.argv[2])), format='xlsx')"
)
IMPORTS = "from xlpy.books import bridge; from xlpy.buttons import verbs; from xlpy.checks import families; families.load()"


def make(path: Path, rows: int) -> None:
    """In a process of its own: a child's peak memory counts what its parent had at the fork."""
    subprocess.run([PYTHON, "-c", MAKE, str(path), str(rows)], cwd=ROOT, check=True)


def compare(path: Path, runs: int) -> None:
    ways = {
        "openpyxl read-only, reading only": (PYTHON, "-c", OPENPYXL, str(path)),
        "calamine, reading only": (PYTHON, "-c", CALAMINE, str(path)),
        "thidua check, whole": (
            PYTHON,
            "-m",
            "xlpy",
            "check",
            str(path),
            "--json",
            str(path.with_suffix(".json")),
        ),
    }
    print(table(interleaved(ways, runs), "openpyxl read-only, reading only"))


def growth(folder: Path, runs: int) -> None:
    ways: dict[str, tuple[str, ...]] = {}
    for rows in (2_000, 20_000, 200_000):
        path = folder / f"rows{rows}.xlsx"
        make(path, rows)
        ways[f"check of {rows:,} rows"] = (PYTHON, "-m", "xlpy", "check", str(path), "--json", f"{path}.json")
    print(table(interleaved(ways, runs), "check of 20,000 rows"))


def imports(runs: int) -> None:
    ways = {
        "bare Python": (PYTHON, "-c", "pass"),
        "import xlwings, pandas in sight": (PYTHON, "-c", "import xlwings"),
        "import xlwings as we do": (PYTHON, "-c", "import xlpy.books.xw"),
        "button path of check, all imports": (PYTHON, "-c", IMPORTS),
        "the same and pandas (score)": (PYTHON, "-c", f"{IMPORTS}; import pandas"),
    }
    print(table(interleaved(ways, runs), "import xlwings, pandas in sight"))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--growth", action="store_true")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        path = folder / "large.xlsx"
        make(path, arguments.rows)
        print(
            f"\n{arguments.rows:,} nominee rows, {path.stat().st_size / 1e6:.1f} MB, {arguments.runs} runs each\n"
        )
        compare(path, arguments.runs)
        print("\nimports\n")
        imports(arguments.runs)
        if arguments.growth:
            print("\ngrowth\n")
            growth(folder, 2)


if __name__ == "__main__":
    main()
