"""Tách sổ, Ghép sổ, Hoàn tác ghép as the clerk meets them: out into one folder, in from another, and back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fix_support import planted_book
from xlpy import buttons
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.schema import sheet
from xlpy.workbook.messages import CHOSEN_UNIT, RETURNED_FOLDER, SENT_FOLDER


class Clerk:
    """Clicks a button on the closed workbook, which is saved afterwards as the clerk's program would."""

    def __init__(self, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.path, self._patch, self._told = path, monkeypatch, list[str]()
        monkeypatch.setattr(bridge, "tell", lambda _, message: self._told.append(message))

    def click(self, verb: str) -> str:
        """The message of the button."""
        self._told.clear()
        with bridge.open_book(self.path) as book:
            self._patch.setattr(bridge, "calling_book", lambda: book)
            getattr(buttons, verb)()
            bridge.save(book)
        (message,) = self._told
        return message


@pytest.fixture
def clerk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    yield Clerk(planted_book(tmp_path / "sổ.xlsm"), monkeypatch)


def full_name(path: Path, row_id: str) -> object:
    definition = sheet("individuals")
    with bridge.open_book(path) as book:
        grid = bridge.read_grids(book, [definition.tab])[definition.tab]
    for row in range(definition.first_row, grid.first_row + len(grid.rows)):
        if grid.value(row, definition.index("row_id") + 1) == row_id:
            return grid.value(row, definition.index("full_name") + 1)
    raise AssertionError(row_id)


def rename_first(path: Path, name: str) -> str:
    """Another name for the first person of a copy; gives the row id."""
    definition = sheet("individuals")
    with bridge.open_book(path) as book:
        grid = bridge.read_grids(book, [definition.tab])[definition.tab]
        row_id = grid.value(definition.first_row, definition.index("row_id") + 1)
        place = (definition.first_row, definition.index("full_name") + 1, Text(name))
        bridge.write_cells(book, definition.tab, [place])
        bridge.save(book)
    return str(row_id)


def test_a_copy_goes_out_comes_back_is_merged_and_taken_back(clerk: Clerk) -> None:
    with bridge.open_book(clerk.path) as book:
        bridge.write_name(book, CHOSEN_UNIT, Text("00001 – Phường Phúc Xá"))
        bridge.save(book)
    message = clerk.click("split")
    assert "Đã tách 1 bản" in message
    assert "không gửi thư" in message
    (copy,) = [p for p in (clerk.path.parent / SENT_FOLDER).glob("*.xlsx") if "danh-sach" not in p.name]
    row_id = rename_first(copy, "Nguyễn Thị Hường")
    returned = clerk.path.parent / RETURNED_FOLDER
    returned.mkdir()
    shutil.copy(copy, returned / "tra lai.xlsx")

    assert "Đã ghép 1 trên 1 tệp" in clerk.click("merge")
    assert full_name(clerk.path, row_id) == "Nguyễn Thị Hường"
    assert "Không có gì mới" in clerk.click("merge")
    clerk.click("undo_merge")
    assert full_name(clerk.path, row_id) == "NGUYỄN THỊ HƯƠNG"


def test_without_a_returned_file_ghep_so_says_where_to_put_them(clerk: Clerk) -> None:
    before = clerk.path.read_bytes()
    message = clerk.click("merge")
    assert f"“{RETURNED_FOLDER}”" in message
    assert clerk.path.read_bytes() == before


def test_without_a_merge_there_is_nothing_to_take_back(clerk: Clerk) -> None:
    before = clerk.path.read_bytes()
    assert "ghép" in clerk.click("undo_merge")
    assert clerk.path.read_bytes() == before
