"""A real mouse click on a real window: from the button to Python and back, in LibreOffice."""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.click_support import Desk, desk, install, make_profile, require_tools, stand_in_tool, wait_until
from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.install.libreoffice import program, setup
from xlpy.schema import sheet

ROOT = Path(__file__).resolve().parents[1]
MESSY = ROOT / "samples" / "ThiDua2023-loi.xlsm"
SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
TITLE = "Thi đua - Khen thưởng"
"""Of every message box of the tool."""
pytestmark = [pytest.mark.libreoffice, pytest.mark.window]


def keep(screen: Desk, name: str) -> None:
    """A picture for the docs, when asked for (THIDUA_PICTURES=1)."""
    if os.environ.get("THIDUA_PICTURES"):
        screen.picture(ROOT / "docs" / "images" / f"{name}.png")


def workbook_in(folder: Path, name: str = "Thi đua = 2023 (bản 1).xlsm", sample: Path = SAMPLE) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return Path(shutil.copy(sample, folder / name))


def lines(marker: Path) -> list[str]:
    return marker.read_text(encoding="utf-8").splitlines() if marker.exists() else []


def findings_of(book: Path) -> list[tuple[str, str]]:
    """Code and cell of every finding, from the closed file."""
    with bridge.open_book(book) as closed:
        return sorted((f.code, f.cell or "") for f in verbs.check(verbs.load(closed, book.name)).findings)


def findings_shown(screen: Desk, book: Path) -> list[tuple[str, str]]:
    """Code and cell of every row on Lỗi, from the running LibreOffice."""
    definition = sheet("findings")
    shown = screen.document(book.name).Sheets.getByName(definition.tab)
    cursor = shown.createCursor()
    cursor.gotoEndOfUsedArea(False)
    area = shown.getCellRangeByPosition(0, 0, len(definition.columns) - 1, cursor.RangeAddress.EndRow)
    rows = [[str(value) for value in row] for row in area.getDataArray()]
    headers = [column.header for column in definition.columns]
    top = next(i for i, row in enumerate(rows) if row == headers)
    keys = [column.key for column in definition.columns]
    code, cell = keys.index("code"), keys.index("cell")
    return sorted((row[code], row[cell]) for row in rows[top + 1 :] if row[code])


@pytest.fixture
def profile(tmp_path: Path) -> Iterator[Path]:
    require_tools()
    yield make_profile(tmp_path)


def test_a_click_starts_python_with_the_pipe_and_the_workbook(profile: Path, tmp_path: Path) -> None:
    body = "note(os.environ['THIDUA_LO_PIPE'] + ' ' + os.environ['THIDUA_LO_DOCUMENT'])"
    tool = stand_in_tool(tmp_path / "Công cụ 'thi đua'", body)
    book = workbook_in(tmp_path / "Sổ tính")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        assert screen.document("xlwings.xlam") is not None
        assert not screen.windows("xlwings"), "the counterpart of the add-in shows a window"
        started = time.monotonic()
        screen.click("Kiểm tra")
        (line,) = wait_until(lambda: lines(tool / "marker"), "Python")
        print(f"click to Python's first line: {time.monotonic() - started:.2f} s")
        pipe, _, address = line.partition(" ")
        assert pipe.startswith("thidua-test-")
        assert address == screen.document(book.name).URL
        jobs = profile / "user" / "thidua"
        wait_until(lambda: not list(jobs.glob("*/*-*/")), "the job's files to go")
        assert not screen.windows(TITLE), "a message box although Python ended well"


def test_three_quick_clicks_run_python_once(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, "note('start'); time.sleep(3); note('end')")
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        screen.click("Kiểm tra", times=3)
        wait_until(lambda: "end" in lines(tool / "marker"), "Python's end")
        time.sleep(1.5)
        assert lines(tool / "marker") == ["start", "end"]
        screen.click("Kiểm tra")
        wait_until(lambda: len(lines(tool / "marker")) == 4, "a later click, which runs again")


def test_a_fault_of_python_comes_back_as_a_vietnamese_message(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, "note('start'); raise RuntimeError('hỏng giữa chừng')")
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        screen.click("Kiểm tra")
        wait_until(lambda: screen.windows(TITLE), "the message box")
        keep(screen, "libreoffice-python-loi")
        screen.dismiss(TITLE)
        screen.click("Kiểm tra")
        wait_until(lambda: len(lines(tool / "marker")) == 2, "the next click, which runs again")


def test_a_killed_python_leaves_no_window_waiting(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, "note(os.getppid()); os.kill(os.getppid(), 9); time.sleep(1)")
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        screen.click("Kiểm tra")
        wait_until(lambda: screen.windows(TITLE), "the message box")


def test_without_the_set_up_a_vietnamese_message_says_so(tmp_path: Path) -> None:
    require_tools()
    profile = make_profile(tmp_path, macros_without_asking=True)
    book = workbook_in(tmp_path / "so")
    with desk(profile) as screen:
        screen.open(book)
        screen.click("Kiểm tra")
        wait_until(lambda: screen.windows(TITLE), "the message box")
        keep(screen, "libreoffice-chua-cai")
        screen.dismiss(TITLE)
        assert screen.document(book.name) is not None


def test_the_counterpart_goes_with_the_last_workbook(profile: Path, tmp_path: Path) -> None:
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent)
    with desk(profile) as screen:
        screen.open(book)
        screen.document(book.name).close(False)
        wait_until(lambda: screen.document("xlwings.xlam") is None, "the hidden document to close")
        assert screen.office is not None
        screen.desktop().terminate()
        assert screen.office.wait(timeout=30) == 0


def test_nothing_is_installed_while_libreoffice_is_open(profile: Path, tmp_path: Path) -> None:
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent)
    found = program.find()
    assert found is not None
    with desk(profile) as screen:
        screen.open(book)
        with pytest.raises(setup.SetupError, match="LibreOffice đang mở"):
            setup.uninstall(profile)
    assert setup.uninstall(profile)


def test_the_set_up_survives_libreoffices_own_writing_of_its_settings(profile: Path, tmp_path: Path) -> None:
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent)
    settings = profile / "user" / "registrymodifications.xcu"
    with desk(profile) as screen:
        screen.open(book)
        screen.desktop().terminate()
        assert screen.office is not None
        screen.office.wait(timeout=30)
    assert "ThiDuaLO" in settings.read_text(encoding="utf-8")
    setup.uninstall(profile)
    after = settings.read_text(encoding="utf-8")
    assert "ThiDuaLO" not in after
    assert book.parent.as_uri() not in after.split("SecureURL")[-1].split("</item>")[0]
    assert not (profile / "user" / "thidua").exists()


def test_the_button_kiem_tra_writes_findings_into_the_live_workbook(profile: Path, tmp_path: Path) -> None:
    book = workbook_in(tmp_path / "so", "Sổ lỗi = thử.xlsm", MESSY)
    before = book.read_bytes()
    install(profile, book.parent)
    with desk(profile) as screen:
        screen.open(book)
        keep(screen, "libreoffice-truoc-khi-bam")
        started = time.monotonic()
        screen.click("Kiểm tra")
        wait_until(lambda: screen.windows(TITLE), "the message that it is done")
        print(f"click to message: {time.monotonic() - started:.2f} s")
        screen.dismiss(TITLE)
        assert findings_shown(screen, book) == findings_of(book)
        document = screen.document(book.name)
        document.CurrentController.setActiveSheet(document.Sheets.getByName("Lỗi"))
        time.sleep(1)
        keep(screen, "libreoffice-sau-khi-bam")
    assert book.read_bytes() == before, "a click on Kiểm tra leaves saving to the clerk"
