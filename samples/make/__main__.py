"""`python -m samples.make`: writes the sample workbooks and the answer key beside this package."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from samples.make import clean, messy
from samples.make.planted import Planted
from xlpy.workbook import build

CLEAN, MESSY, ANSWERS = "ThiDua2023-mau.xlsm", "ThiDua2023-loi.xlsm", "dap-an.json"


def answer_key(planted: list[Planted]) -> str:
    """The answer key as it is written to disk."""
    return json.dumps([problem.as_json() for problem in planted], ensure_ascii=False, indent=1) + "\n"


def write(folder: Path) -> None:
    """Both workbooks and the answer key; the folder must exist."""
    build(folder / CLEAN, clean())
    content, planted = messy()
    build(folder / MESSY, content)
    (folder / ANSWERS).write_text(answer_key(planted), encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[1])
