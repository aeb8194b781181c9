"""Taking in many returned copies against merely reading them.

    python -m benchmarks.intake [--files 150] [--runs 3]

`take_in` is timed from process start to the last answer: keep under the hash, start two children, gate, read,
recognise, rows and base of every copy back in the parent. The rivals only read every cell of every sheet.
"""

from __future__ import annotations

import argparse
import subprocess
import tempfile
from pathlib import Path

from benchmarks.measure import PYTHON, ROOT, interleaved, table

MAKE = """
import sys
from pathlib import Path
sys.path.insert(0, "tests")
import zoo
folder, count = Path(sys.argv[1]), int(sys.argv[2])
copy, macro = zoo.build_copies(folder)
data = copy.read_bytes()
copy.unlink(), macro.unlink()
for number in range(count):
    comment = b"%06d" % number  # of the zip: other bytes, same workbook
    (folder / f"{number:06}.xlsx").write_bytes(data[:-2] + len(comment).to_bytes(2, "little") + comment)
"""
TAKE_IN = (
    "import sys, tempfile; from pathlib import Path; from xlpy.books.intake.taking import take_in\n"
    "store = Path(tempfile.mkdtemp(dir=sys.argv[2]))\n"
    "done = [r.copy is not None for r in take_in(sorted(Path(sys.argv[1]).iterdir()), store)]\n"
    "print(len(done)); assert all(done)"
)
OPENPYXL = (
    "import sys, openpyxl; from pathlib import Path\n"
    "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
    "    book = openpyxl.load_workbook(path, read_only=True, data_only=True)\n"
    "    cells = sum(1 for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row)\n"
    "    book.close()\n"
)
CALAMINE = (
    "import sys, python_calamine; from pathlib import Path\n"
    "for path in sorted(Path(sys.argv[1]).iterdir()):\n"
    "    book = python_calamine.CalamineWorkbook.from_path(str(path))\n"
    "    for name in book.sheet_names: book.get_sheet_by_name(name).to_python(skip_empty_area=False)\n"
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=150)
    parser.add_argument("--runs", type=int, default=3)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        copies, stores = Path(name) / "copies", Path(name) / "stores"
        copies.mkdir()
        stores.mkdir()
        subprocess.run([PYTHON, "-c", MAKE, str(copies), str(options.files)], cwd=ROOT, check=True)
        base = "openpyxl read-only, reading only"
        ways = {
            base: (PYTHON, "-W", "ignore", "-c", OPENPYXL, str(copies)),
            "calamine, reading only": (PYTHON, "-c", CALAMINE, str(copies)),
            "take_in, whole": (PYTHON, "-c", TAKE_IN, str(copies), str(stores)),
        }
        print(table(interleaved(ways, options.runs), base))


if __name__ == "__main__":
    main()
