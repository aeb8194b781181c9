"""Ctrl+S in a real LibreOffice window: the file on disk keeps its buttons, and nobody is asked anything."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.click_support import Desk, desk, install, make_profile, require_tools, stand_in_tool, wait_until
from xlpy.books import bridge
from xlpy.books.ooxml.package import Package
from xlpy.books.restoring.signs import needs_restoring
from xlpy.install.libreoffice.counterpart import WORDS
from xlpy.schema import sheet

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
FORMAT_QUESTION = "Confirm File Format"
"""LibreOffice's own, at the first save of an Excel file; Return keeps the format."""
pytestmark = [pytest.mark.libreoffice, pytest.mark.window]


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    require_tools()
    yield make_profile(tmp_path)


def type_name(screen: Desk, book: Path, name: str) -> None:
    definition = sheet("individuals")
    people = screen.document(book.name).Sheets.getByName(definition.tab)
    people.getCellByPosition(definition.index("full_name"), definition.first_row - 1).setString(name)


def name_in_file(book: Path) -> object:
    definition = sheet("individuals")
    with bridge.open_book(book) as closed:
        grid = bridge.read_grids(closed, [definition.tab])[definition.tab]
    return grid.value(definition.first_row, definition.index("full_name") + 1)


def press(screen: Desk, window: str, key: str) -> None:
    """A key for that window, brought to the front."""
    command = ["xdotool", "windowactivate", "--sync", window, "key", key]
    subprocess.run(command, env=screen.environment, capture_output=True, timeout=20, check=False)


def save(screen: Desk, book: Path) -> list[str]:
    """Ctrl+S; titles of what LibreOffice asked before it wrote the file."""
    asked: list[str] = []
    before = book.stat().st_mtime_ns

    def written() -> bool:
        for number, title in screen.titles():
            if book.name not in title and title not in asked and title:
                asked.append(title)
                press(screen, number, "Return")
        return book.stat().st_mtime_ns != before

    press(screen, screen.windows(book.name)[0], "ctrl+s")
    wait_until(written, "the saved file")
    return asked


def test_ctrl_s_keeps_the_buttons_in_the_file_and_the_next_save_asks_nothing(
    profile: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "Sổ của tôi"
    install(profile, folder)
    book = Path(shutil.copy(SAMPLE, folder / "Thi đua = 2023.xlsm"))
    with desk(profile) as screen:
        screen.open(book)
        type_name(screen, book, "Trần Văn Một")
        assert save(screen, book) in ([FORMAT_QUESTION], [])
        wait_until(lambda: not needs_restoring(Package(book)), "the repaired file")
        assert name_in_file(book) == "Trần Văn Một"
        type_name(screen, book, "Trần Văn Hai")
        assert save(screen, book) == []
        wait_until(lambda: not needs_restoring(Package(book)), "the repaired file")
        assert name_in_file(book) == "Trần Văn Hai"
        assert screen.button("Kiểm tra")
        if os.environ.get("THIDUA_PICTURES"):
            screen.picture(ROOT / "docs" / "images" / "libreoffice-sau-khi-luu.png")
    assert len(list((folder / "sao-luu").iterdir())) == 1
    with desk(profile) as screen:
        screen.open(book)
        assert all(screen.button(label) for label in ("Kiểm tra", "Tính điểm", "Xuất hồ sơ"))


def test_when_the_repair_fails_the_clerk_is_told_once_and_the_data_is_saved(
    profile: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "ThiDua"
    install(profile, folder, stand_in_tool(tmp_path, "pass"))
    book = Path(shutil.copy(SAMPLE, folder / "so.xlsm"))
    with desk(profile) as screen:
        screen.open(book)
        for number, name in enumerate(("Lê Thị Một", "Lê Thị Hai")):
            type_name(screen, book, name)
            save(screen, book)
            if number == 0:
                (message,) = wait_until(lambda: screen.windows(WORDS["title"]), "the message")
                if os.environ.get("THIDUA_PICTURES"):
                    screen.picture(ROOT / "docs" / "images" / "libreoffice-luu-mat-nut.png")
                press(screen, message, "Return")
            wait_until(lambda: not screen.windows(WORDS["title"]), "no message")
            assert name_in_file(book) == name
    assert needs_restoring(Package(book))
