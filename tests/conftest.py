"""What all tests share: strict text on, one private LibreOffice per test process, never skipped in CI."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from xlpy.books import values

ROOT = Path(__file__).resolve().parents[1]
TIME_LIMIT = 180
"""Seconds for one LibreOffice conversion, start of the program included."""

_RECALCULATE_ON_LOAD = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>{mode}</value></prop></item>
</oor:items>
"""
_ALWAYS, _NEVER = 0, 1


@pytest.fixture(autouse=True)
def _strict_text(monkeypatch: pytest.MonkeyPatch) -> None:
    """Writing text that Excel would turn into a number or date raises in every test (DESIGN.md)."""
    monkeypatch.setattr(values, "STRICT_TEXT", True)


class Office:
    """A headless LibreOffice with a profile of its own."""

    def __init__(self, program: str, home: Path) -> None:
        self._program = program
        self._home = home

    def convert(self, source: Path, kind: str, out: Path, *, recalculate: bool = True) -> Path:
        """Converts `source` to `kind` ("pdf", "xlsx", "docx", "csv:…") in the folder `out`; gives the new file.

        `recalculate` makes LibreOffice compute every formula on load instead of trusting cached results.
        """
        profile = self._home / ("recalculate" if recalculate else "cached")
        registry = profile / "user" / "registrymodifications.xcu"
        if not registry.exists():
            registry.parent.mkdir(parents=True)
            registry.write_text(
                _RECALCULATE_ON_LOAD.format(mode=_ALWAYS if recalculate else _NEVER), encoding="utf-8"
            )
        command = [
            self._program,
            f"-env:UserInstallation={profile.as_uri()}",
            "--headless",
            "--norestore",
            "--convert-to",
            kind,
            "--outdir",
            str(out),
            str(source),
        ]
        done = subprocess.run(command, capture_output=True, timeout=TIME_LIMIT, check=False)
        made = out / f"{source.stem}.{kind.split(':')[0]}"
        assert made.exists(), (
            f"LibreOffice made no {kind} of {source.name}: {done.stderr.decode(errors='replace')}"
        )
        return made


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """LibreOffice, or a skip; in CI (THIDUA_REQUIRE_LIBREOFFICE=1) its absence is a failure."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        if os.environ.get("THIDUA_REQUIRE_LIBREOFFICE"):
            pytest.fail("LibreOffice is required here and is not installed")
        pytest.skip("LibreOffice is not installed")
    yield Office(program, tmp_path_factory.mktemp("office"))
