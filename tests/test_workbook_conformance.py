"""An independent validator of Open XML packages has nothing to object."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from workbook_support import small_book, untidy_book

from xlpy.workbook import build
from xlpy.workbook.content import BookContent


@pytest.mark.parametrize(
    "content", [BookContent(), small_book(), untidy_book()], ids=["blank", "tidy", "untidy"]
)
@pytest.mark.parametrize("suffix", ["xlsm", "xlsx"])
def test_openxml_audit_finds_no_error(tmp_path: Path, content: BookContent, suffix: str) -> None:
    path = tmp_path / f"book.{suffix}"
    build(path, content, format="xlsm" if suffix == "xlsm" else "xlsx")
    program = Path(sys.executable).with_name("openxml-audit")
    done = subprocess.run(
        [str(program), "--output", "json", str(path)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    (report,) = json.loads(done.stdout)
    assert report["errors"] == []
    assert report["valid"] is True
    assert report["warning_count"] == 0
