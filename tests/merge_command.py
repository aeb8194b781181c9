"""A master with its copies sent out, and the command `merge` on it: what the tests of the verb share."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import merge_book_kit as kit
import pytest
from merge_book_kit import OFFICE, WARD

from xlpy.cli.main import main


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A master with its copies sent out, made once."""
    folder = tmp_path_factory.mktemp("merge")
    kit.make_master(folder / "sổ quận.xlsm")
    kit.split(folder / "sổ quận.xlsm", folder / "gui")
    shutil.rmtree(folder / "sao-luu")
    next((folder / "gui").glob("danh-sach*")).unlink()
    return folder


@pytest.fixture
def place(pattern: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path, dirs_exist_ok=True)
    return tmp_path


@pytest.fixture
def book(place: Path) -> Path:
    return place / "sổ quận.xlsm"


@pytest.fixture
def ward(place: Path) -> Path:
    return next((place / "gui").glob(f"*-{WARD}-*"))


@pytest.fixture
def office_copy(place: Path) -> Path:
    return next((place / "gui").glob(f"*-{OFFICE}-*"))


def merge(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    code = main(["merge", *map(str, arguments), "--json", "-"])
    return code, json.loads(capsys.readouterr().out)
