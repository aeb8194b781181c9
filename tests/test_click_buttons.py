"""Each remaining button clicked once in a LibreOffice window: fix, stop an export, open the folder, copies out and back."""

from __future__ import annotations

import hashlib
import json
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.click_books import UNITS, small_workbook
from tests.click_clerk import answer, close_all, load, press, settle, start
from tests.click_support import Desk, desk, install, make_profile, require_tools, wait_until
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons.macros import PACKETS_FOLDER
from xlpy.packets.manifest import MANIFEST_NAME
from xlpy.schema import sheet
from xlpy.workbook.messages import CHOSEN_UNIT, RETURNED_FOLDER, SENT_FOLDER

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
PEOPLE, FINDINGS, LOG = sheet("individuals"), sheet("findings"), sheet("log")
pytestmark = [pytest.mark.libreoffice, pytest.mark.window]


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("cac-nut")


@pytest.fixture(scope="module")
def screen(home: Path) -> Iterator[Desk]:
    require_tools()
    profile = make_profile(home)
    install(profile, home / "so")
    # This machine's file manager, as far as the tool can see: notes which folder it was asked to open.
    programs = home / "chuong trinh"
    programs.mkdir()
    opener = programs / "xdg-open"
    opener.write_text(f'#!/bin/sh\nprintf %s "$1" > "{home}/da mo"\n', encoding="utf-8")
    opener.chmod(0o755)
    with desk(profile) as place:
        place.environment["PATH"] = f"{programs}:{place.environment['PATH']}"
        place.open(small_workbook(home / "so" / "Sổ đầu.xlsm"))
        yield place


@pytest.fixture
def document(screen: Desk) -> Any:
    return screen.document("Sổ đầu.xlsm")


def rows_of(document: Any, key: str) -> list[dict[str, str]]:
    """The body of a sheet as the window shows it, by column."""
    definition = sheet(key)
    there = document.Sheets.getByName(definition.tab)
    last = len(definition.columns) - 1
    shown = there.getCellRangeByPosition(0, definition.first_row - 1, last, 300).getDataArray()
    keys = [column.key for column in definition.columns]
    return [dict(zip(keys, map(str, row), strict=True)) for row in shown if any(row)]


def person_with(document: Any, row_id: str) -> str:
    return next(row["full_name"] for row in rows_of(document, "individuals") if row["row_id"] == row_id)


def test_sua_theo_de_xuat_changes_the_ticked_cells_and_logs_them(screen: Desk, document: Any) -> None:
    press(screen, document, "Kiểm tra")
    findings = rows_of(document, "findings")
    offers = [number for number, row in enumerate(findings) if row["proposal"]]
    ticked = next(number for number in offers if findings[number]["tab"] == "Hội đồng")
    left = next(number for number in offers if number != ticked)
    chosen = findings[ticked]
    there = document.Sheets.getByName(FINDINGS.tab)
    there.getCellByPosition(FINDINGS.index("accept"), FINDINGS.first_row - 1 + ticked).String = "Có"
    cell = document.Sheets.getByName(chosen["tab"]).getCellRangeByName(chosen["cell"])
    other = document.Sheets.getByName(findings[left]["tab"]).getCellRangeByName(findings[left]["cell"])
    before, untouched = cell.String, other.String

    said = press(screen, document, "Sửa theo đề xuất")

    assert "Đã sửa 1 ô" in said
    assert cell.String == chosen["proposal"] != before
    assert other.String == untouched
    (line,) = [row for row in rows_of(document, "log") if row["before"] == before]
    assert (line["tab"], line["cell"], line["after"]) == (chosen["tab"], chosen["cell"], chosen["proposal"])
    assert len(rows_of(document, "findings")) < len(findings)


def test_mo_thu_muc_opens_the_folder_of_packets_and_says_nothing(
    screen: Desk, document: Any, home: Path
) -> None:
    assert "Hãy bấm Xuất hồ sơ" in press(screen, document, "Mở thư mục")
    folder = home / "so" / PACKETS_FOLDER
    folder.mkdir()
    start(screen, document, "Mở thư mục")
    wait_until(lambda: (home / "da mo").exists(), "the file manager", 20)
    settle(screen)
    assert (home / "da mo").read_text(encoding="utf-8") == str(folder)
    assert not screen.windows("Thi đua - Khen thưởng")


def test_a_copy_goes_out_comes_back_is_merged_and_taken_back(screen: Desk, document: Any, home: Path) -> None:
    choice = document.NamedRanges.getByName(CHOSEN_UNIT).getReferredCells().getCellByPosition(0, 0)
    name = next(row["unit_name"] for row in rows_of(document, "units") if row["unit_code"] == "00019")
    choice.String = f"00019 – {name}"

    assert "Đã tách 1 bản" in press(screen, document, "Tách sổ")
    sent = home / "so" / SENT_FOLDER
    assert list(sent.glob("*.eml"))
    (copy,) = [path for path in sent.glob("*.xlsx") if "danh-sach" not in path.name]

    row_id = rename_first(copy, "Nguyễn Thị Hường")
    before = person_with(document, row_id)
    assert before != "Nguyễn Thị Hường"
    returned = home / "so" / RETURNED_FOLDER
    returned.mkdir()
    shutil.copy(copy, returned / "trả lại.xlsx")

    assert "Đã ghép 1 trên 1 tệp" in press(screen, document, "Ghép sổ")
    assert person_with(document, row_id) == "Nguyễn Thị Hường"
    press(screen, document, "Hoàn tác ghép")
    assert person_with(document, row_id) == before
    assert "Nguyễn Thị Hường" in [row["before"] for row in rows_of(document, "log")]


def rename_first(path: Path, name: str) -> str:
    """Another name for the first person of a closed copy, as its unit would type it; gives the row id."""
    with bridge.open_book(path) as book:
        grid = bridge.read_grids(book, [PEOPLE.tab])[PEOPLE.tab]
        row_id = grid.value(PEOPLE.first_row, PEOPLE.index("row_id") + 1)
        place = (PEOPLE.first_row, PEOPLE.index("full_name") + 1, Text(name))
        bridge.write_cells(book, PEOPLE.tab, [place])
        bridge.save(book)
    return str(row_id)


def test_esc_stops_an_export_and_what_is_there_is_whole(screen: Desk, home: Path) -> None:
    close_all(screen)
    folder = home / "so" / "cả quận"
    folder.mkdir()
    book = Path(shutil.copy(SAMPLE, folder / "Sổ cả quận.xlsm"))
    document = load(screen, book)
    units = len(rows_of(document, "units"))
    assert units > 10 * len(UNITS)
    start(screen, document, "Xuất hồ sơ")
    made = folder / PACKETS_FOLDER
    wait_until(lambda: len(list(made.glob("*/*.docx"))) > 8 if made.exists() else False, "some documents")
    screen.key("Escape")
    said = answer(screen)
    assert "Đã dừng theo yêu cầu khi xong" in said
    assert "Bấm lại Xuất hồ sơ" in said

    folders = sorted(path for path in made.iterdir() if path.is_dir())
    assert 0 < len(folders) < units - 5
    complete = 0
    for packet in folders:
        on_disk = {path.name for path in packet.iterdir()}
        assert MANIFEST_NAME in on_disk, packet.name
        listed = json.loads((packet / MANIFEST_NAME).read_text(encoding="utf-8"))["tep"]
        assert {name for name in on_disk if not name.endswith(".docx")} == {MANIFEST_NAME}, (
            "no half-written file"
        )
        assert on_disk - {MANIFEST_NAME} <= set(listed)
        for name in on_disk - {MANIFEST_NAME}:
            data = (packet / name).read_bytes()
            assert hashlib.sha256(data).hexdigest() in listed[name]["sha256"]
            assert zipfile.ZipFile(packet / name).testzip() is None
        complete += on_disk - {MANIFEST_NAME} == set(listed)
    assert complete >= len(folders) - 1, "only the packet under way may lack documents"
    # The program is free again: the next click is taken.
    assert "Kiểm tra xong" in press(screen, document, "Kiểm tra")
