"""Builds the committed workbooks again: `python -m tools.rebuild`. Templates have their own tool (build_templates)."""

from __future__ import annotations

from pathlib import Path

from samples.make.__main__ import write
from xlpy.workbook import build
from xlpy.workbook.addin import FILE_NAME, build_addin

ROOT = Path(__file__).resolve().parents[1]

if __name__ == "__main__":
    build(ROOT / "workbook" / "ThiDua2023.xlsm")
    build_addin(ROOT / "workbook" / FILE_NAME)
    write(ROOT / "samples")
