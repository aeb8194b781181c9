"""The process that stays behind the buttons in LibreOffice: warm clicks, and its end in every case."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest

from tests.click_support import Desk, desk, install, make_profile, require_tools, stand_in_tool, wait_until
from tests.test_click import TITLE, lines, workbook_in

pytestmark = [pytest.mark.libreoffice, pytest.mark.window]
NOTE_PARENT = "note(f'{os.getpid()} {os.getppid()}')"
SECONDS_TO_GO = 8
"""For all that we started, when LibreOffice is gone."""


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    require_tools()
    return make_profile(tmp_path)


def clicked(screen: Desk, marker: Path, count: int) -> list[int]:
    """Clicks Kiểm tra and gives the numbers in line `count` of the marker: those of the process and its parent."""
    screen.click("Kiểm tra")
    wait_until(lambda: len(lines(marker)) == count, f"click {count}")
    wait_until(lambda: not jobs(screen.profile), "the job's files to go")
    return [int(word) for word in lines(marker)[-1].split()]


def sessions(profile: Path) -> list[Path]:
    folder = profile / "user" / "thidua"
    return [path for path in folder.iterdir() if path.is_dir()] if folder.exists() else []


def jobs(profile: Path) -> list[Path]:
    return [path for session in sessions(profile) for path in session.iterdir() if path.is_dir()]


def server(profile: Path) -> int:
    """The number of the process that is ready to take clicks; 0 if there is none."""
    for session in sessions(profile):
        if (session / "ready").exists() and (session / "server").exists():
            return int((session / "server").read_text() or 0)
    return 0


def parent_of(process: int) -> int:
    return int(Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[1])


def lives(process: int) -> bool:
    """Not counting an orphan that the machine's first process has still to bury."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_later_clicks_are_served_by_one_process_that_is_there_before_the_first(
    profile: Path, tmp_path: Path
) -> None:
    tool = stand_in_tool(tmp_path, NOTE_PARENT, warm=True)
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        wait_until(lambda: server(profile), "the server")
        warm = server(profile)
        first, second = clicked(screen, tool / "marker", 1), clicked(screen, tool / "marker", 2)
        assert first[1] == second[1] == warm
        assert first[0] != second[0]
        assert not screen.windows(TITLE)


def test_a_server_that_was_killed_is_replaced_by_the_next_click(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, NOTE_PARENT, warm=True)
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        first = wait_until(lambda: server(profile), "the server")
        os.kill(first, signal.SIGKILL)
        wait_until(lambda: not lives(first), "its end")
        (_, parent) = clicked(screen, tool / "marker", 1)
        assert parent != first
        assert clicked(screen, tool / "marker", 2)[1] == parent == server(profile)
        assert not screen.windows(TITLE)


def test_a_server_that_does_not_answer_costs_a_moment_and_no_click(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, NOTE_PARENT, warm=True)
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        stuck = wait_until(lambda: server(profile), "the server")
        os.kill(stuck, signal.SIGSTOP)
        try:
            (_, parent) = clicked(screen, tool / "marker", 1)
            assert parent != stuck
        finally:
            os.kill(stuck, signal.SIGCONT)
        time.sleep(1)
        assert len(lines(tool / "marker")) == 1, "the click ran a second time when the server woke up"
        assert not screen.windows(TITLE)


def test_after_an_update_of_the_tool_the_next_click_runs_the_new_files(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, NOTE_PARENT, warm=True)
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    buttons = tool / "xlpy" / "buttons" / "__init__.py"
    with desk(profile) as screen:
        screen.open(book)
        old = wait_until(lambda: server(profile), "the server")
        text = buttons.read_text(encoding="utf-8")
        buttons.write_text(text.replace("{os.getppid()}'", "{os.getppid()} 1'"), encoding="utf-8")
        _, parent, new = clicked(screen, tool / "marker", 1)
        assert new == 1
        assert parent == server(profile) != old
        wait_until(lambda: not lives(old), "the old one's end")


def test_without_the_server_a_click_has_a_process_of_its_own(profile: Path, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, NOTE_PARENT, warm=True)
    (tool / "xlpy" / "buttons" / "server.py").write_text("raise SystemExit('hỏng')", encoding="utf-8")
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        first, second = clicked(screen, tool / "marker", 1), clicked(screen, tool / "marker", 2)
        assert first[1] != second[1]
        assert not screen.windows(TITLE)


@pytest.mark.parametrize("how", ["alone", "with its server"])
def test_libreoffice_killed_in_the_middle_of_a_click_leaves_nothing_behind(
    how: str, profile: Path, tmp_path: Path
) -> None:
    body = """
    import subprocess
    sleeper = subprocess.Popen(['sleep', '60'])
    note(f'{os.getpid()} {os.getppid()} {sleeper.pid}')
    if len(MARKER.read_text().splitlines()) == 1:
        time.sleep(60)
    sleeper.kill()
    sleeper.wait()
    """
    tool = stand_in_tool(tmp_path, body, warm=True)
    book = workbook_in(tmp_path / "so")
    before = book.read_bytes()
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        wait_until(lambda: server(profile), "the server")
        screen.click("Kiểm tra")
        (line,) = wait_until(lambda: lines(tool / "marker"), "Python")
        killed = time.monotonic()
        serving = server(profile)
        if how == "alone":
            os.kill(parent_of(serving), signal.SIGKILL)
        else:
            screen.close()
        started = [serving, *(int(word) for word in line.split())]
        wait_until(lambda: not [p for p in started if lives(p)], "the end of all", SECONDS_TO_GO)
        print(f"LibreOffice's end to the end of all: {time.monotonic() - killed:.2f} s")
        assert book.read_bytes() == before
        # With nobody left to clear it away, the next server does.
        assert not sessions(profile) or how != "alone"
    with desk(profile) as screen:
        screen.open(book)
        clicked(screen, tool / "marker", 2)
        assert len(sessions(profile)) == 1
        assert not screen.windows(TITLE)


def test_the_server_goes_with_the_last_workbook_and_comes_with_the_next(
    profile: Path, tmp_path: Path
) -> None:
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, stand_in_tool(tmp_path, NOTE_PARENT, warm=True))
    with desk(profile) as screen:
        screen.open(book)
        first = wait_until(lambda: server(profile), "the server")
        screen.document(book.name).close(False)
        wait_until(lambda: not lives(first), "its end", SECONDS_TO_GO)
        screen.desktop().loadComponentFromURL(book.as_uri(), "_blank", 0, ())
        second = wait_until(lambda: server(profile), "another server")
        assert second != first
        screen.desktop().terminate()
        wait_until(lambda: not lives(second), "the end of the second", SECONDS_TO_GO)


def test_esc_stops_a_long_button(profile: Path, tmp_path: Path) -> None:
    body = """
    from xlpy.books import bridge
    from xlpy.buttons.progress import Cancelled, Progress
    book = bridge.calling_book()
    try:
        with Progress(book, 'Đang thử') as progress:
            for step in range(300):
                progress(step, 300, 'Phường Phúc Xá')
                note(step)
                time.sleep(0.1)
    except Cancelled as error:
        note(error)
    """
    tool = stand_in_tool(tmp_path, body, warm=True)
    book = workbook_in(tmp_path / "so")
    install(profile, book.parent, tool)
    with desk(profile) as screen:
        screen.open(book)
        screen.click("Kiểm tra")
        wait_until(lambda: len(lines(tool / "marker")) > 5, "some steps")
        screen.picture(tmp_path / "tien-trinh.png")
        screen.key("Escape")
        wait_until(lambda: "Đã dừng" in lines(tool / "marker")[-1], "the stop", 10)
        assert len(lines(tool / "marker")) < 100
        wait_until(lambda: not jobs(profile), "the job's files to go")
        assert not screen.windows(TITLE)
