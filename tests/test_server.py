"""The process that stays, alone: clicks as files in a folder, no LibreOffice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.click_support import stand_in_tool, wait_until
from xlpy.buttons import job as jobs
from xlpy.buttons import server

CHECK = "import xlpy.buttons; xlpy.buttons.check()"
pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
Start = Callable[..., "subprocess.Popen[bytes]"]


@pytest.fixture
def session(tmp_path: Path) -> Path:
    folder = tmp_path / "thidua-x"
    folder.mkdir()
    return folder


@pytest.fixture
def start(session: Path) -> Iterator[Start]:
    """Starts a server of that tool as the macro does; all end with the test."""
    started: list[subprocess.Popen[bytes]] = []

    def run(tool: Path, *, wait: bool = True, **environment: str) -> subprocess.Popen[bytes]:
        script = f"printf %s $$ > server; exec {sys.executable} -m xlpy.buttons.server ."
        process = subprocess.Popen(
            ["/bin/sh", "-c", script],
            cwd=session,
            env=dict(os.environ, PYTHONPATH=str(tool), **environment),
            stdin=subprocess.DEVNULL,
        )
        started.append(process)
        if wait:
            wait_until((session / "ready").exists, "the server", 30)
        return process

    yield run
    for process in started:
        process.kill()
        process.wait(timeout=10)


def ask(session: Path, name: str = "a", command: str = CHECK) -> Path:
    """A click as the macro writes it; gives its folder."""
    folder = session / name
    folder.mkdir()
    (folder / "job").write_text(f"{command}\nthidua-pipe\nfile:///tmp/S%E1%BB%95.xlsm\n", encoding="utf-8")
    (folder / "job").rename(session / f"{name}.job")
    return folder


def ended(folder: Path) -> str:
    """The exit code that the macro reads."""
    wait_until((folder / "done").exists, "the end of the click", 20)
    return (folder / "done").read_text()


def notes(tool: Path) -> list[str]:
    marker = tool / "marker"
    return marker.read_text(encoding="utf-8").splitlines() if marker.exists() else []


def cpu_ticks(process: int) -> int:
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


def test_a_click_runs_with_its_pipe_its_document_and_its_folder(
    session: Path, start: Start, tmp_path: Path
) -> None:
    keys = "'THIDUA_LO_PIPE', 'THIDUA_LO_DOCUMENT', 'THIDUA_JOB'"
    tool = stand_in_tool(tmp_path, f"note(' '.join(os.environ[key] for key in ({keys})))", warm=True)
    start(tool)
    folder = ask(session)
    assert ended(folder) == "0"
    assert notes(tool) == [f"thidua-pipe file:///tmp/S%E1%BB%95.xlsm {folder}"]


def test_a_click_that_waited_before_the_server_was_there_is_served(
    session: Path, start: Start, tmp_path: Path
) -> None:
    folder = ask(session)
    start(stand_in_tool(tmp_path, "note('x')", warm=True))
    assert ended(folder) == "0"


def test_what_python_says_stays_with_its_click(session: Path, start: Start, tmp_path: Path) -> None:
    tool = stand_in_tool(tmp_path, "print('ra'); raise RuntimeError('hỏng giữa chừng')", warm=True)
    start(tool)
    for name in ("a", "b"):
        folder = ask(session, name)
        assert ended(folder) == "1"
        assert (folder / "out").read_text() == "ra\n"
        assert (folder / "err").read_text(encoding="utf-8").splitlines()[
            -1
        ] == "RuntimeError: hỏng giữa chừng"


def test_a_click_that_dies_is_answered_and_the_next_one_is_served(
    session: Path, start: Start, tmp_path: Path
) -> None:
    body = "note('x')\nif len(MARKER.read_text().split()) == 1:\n    os.kill(os.getpid(), 9)"
    process = start(stand_in_tool(tmp_path, body, warm=True))
    assert ended(ask(session, "a")) == "-9"
    assert ended(ask(session, "b")) == "0"
    assert process.poll() is None


@pytest.mark.parametrize(
    "command",
    [
        "import os; os.remove('x')",
        f"{CHECK}; import os",
        "import xlpy.buttons; xlpy.buttons.annotations()",
        "import xlpy.buttons; xlpy.buttons.verbs()",
        "import xlpy.buttons; xlpy.buttons.__import__('os')",
        "",
    ],
)
def test_only_buttons_are_run_never_other_code(
    command: str, session: Path, start: Start, tmp_path: Path
) -> None:
    tool = stand_in_tool(tmp_path, "note('x')", warm=True)
    start(tool)
    folder = ask(session, command=command)
    assert ended(folder) == str(jobs.REFUSED)
    assert "không phải là một nút" in (folder / "err").read_text(encoding="utf-8")
    assert not notes(tool)


def test_a_click_is_run_once_however_many_servers_there_are(
    session: Path, start: Start, tmp_path: Path
) -> None:
    tool = stand_in_tool(tmp_path, "note('x')", warm=True)
    first = start(tool)
    second = start(tool, wait=False)
    folders = [ask(session, f"job{number}") for number in range(5)]
    assert {ended(folder) for folder in folders} == {"0"}
    assert len(notes(tool)) == 5
    assert first.wait(timeout=10) == 0, "the older one sees that it is no longer named"
    assert second.poll() is None


def test_a_click_that_the_macro_has_withdrawn_is_left_alone(session: Path, tmp_path: Path) -> None:
    folder = ask(session)
    (session / "a.job").rename(folder / "job")
    assert jobs.take(session) is None
    assert not (folder / "taken").exists()


def test_only_one_can_move_the_ticket(session: Path) -> None:
    folder = ask(session)
    taken = jobs.take(session)
    assert taken is not None and (taken.folder, taken.verb) == (folder, "check")
    with pytest.raises(OSError, match=r"a\.job"):
        (session / "a.job").rename(folder / "job")
    assert jobs.take(session) is None


def test_a_ticket_that_comes_again_is_thrown_away(session: Path) -> None:
    ask(session)
    assert jobs.take(session) is not None
    (session / "a.job").touch()
    assert jobs.take(session) is None
    assert not list(session.glob("*.job"))


def test_an_updated_tool_is_not_served_by_the_old_process(
    session: Path, start: Start, tmp_path: Path
) -> None:
    tool = stand_in_tool(tmp_path, "note('old')", warm=True)
    process = start(tool)
    buttons = tool / "xlpy" / "buttons" / "__init__.py"
    buttons.write_text(buttons.read_text(encoding="utf-8").replace("'old'", "'new'"), encoding="utf-8")
    folder = ask(session)
    assert process.wait(timeout=10) == 0
    assert not (session / "server").exists()
    assert not (folder / "taken").exists()
    start(tool)
    assert ended(folder) == "0"
    assert notes(tool) == ["new"]


def test_it_ends_when_nothing_was_asked_for_a_while(session: Path, start: Start, tmp_path: Path) -> None:
    process = start(stand_in_tool(tmp_path, "pass", warm=True), **{server.MINUTES_VARIABLE: "0.03"})
    ended(ask(session))
    assert process.wait(timeout=20) == 0
    assert not (session / "server").exists()


def test_it_ends_when_the_macro_no_longer_names_it(session: Path, start: Start, tmp_path: Path) -> None:
    process = start(stand_in_tool(tmp_path, "pass", warm=True))
    (session / "server").unlink()
    assert process.wait(timeout=5) == 0


def test_it_sleeps_while_nothing_is_asked(session: Path, start: Start, tmp_path: Path) -> None:
    if not Path("/proc/self/stat").exists():
        pytest.skip("no /proc")
    process = start(stand_in_tool(tmp_path, "pass", warm=True))
    time.sleep(1)
    before = cpu_ticks(process.pid)
    time.sleep(3)
    assert cpu_ticks(process.pid) - before <= 1, "hundredths of a second of work in three seconds of rest"


def test_what_later_buttons_need_is_loaded_after_the_first_click_and_starts_no_thread(
    session: Path, start: Start, tmp_path: Path
) -> None:
    """A process with threads cannot be forked safely; numpy starts some unless told not to."""
    if not Path("/proc/self/task").exists():
        pytest.skip("no /proc")
    tool = stand_in_tool(
        tmp_path, "note(' '.join({'pandas', 'numpy', 'jinja2'} & set(sys.modules)))", warm=True
    )
    process = start(tool)
    for number in range(200):
        assert ended(ask(session, f"job{number}")) == "0"
        if len(notes(tool)[-1].split()) == 3:
            break
        time.sleep(0.1)
    assert notes(tool)[0] == ""
    assert len(notes(tool)[-1].split()) == 3
    assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 1


def test_with_its_parent_all_goes_even_what_a_click_has_started(session: Path, tmp_path: Path) -> None:
    body = """
    import subprocess
    sleeper = subprocess.Popen(['sleep', '60'])
    note(f'{os.getpid()} {os.getppid()} {sleeper.pid}')
    try:
        time.sleep(60)
    finally:
        note('tidied')
    """
    tool = stand_in_tool(tmp_path, body, warm=True)
    script = (
        "import subprocess, sys, time\n"
        "shell = 'printf %s $$ > server; exec ' + sys.executable + ' -m xlpy.buttons.server .'\n"
        "subprocess.Popen(['/bin/sh', '-c', shell])\ntime.sleep(60)\n"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script], cwd=session, env=dict(os.environ, PYTHONPATH=str(tool))
    )
    try:
        ask(session)
        (line,) = wait_until(lambda: notes(tool), "the click", 30)
    finally:
        parent.send_signal(signal.SIGKILL)
        parent.wait(timeout=10)
    processes = [int(word) for word in line.split()]
    wait_until(lambda: not [p for p in processes if running(p)], "the end of all", 10)
    assert notes(tool)[-1] == "tidied"
    assert not session.exists(), "its folder goes with it"


def running(process: int) -> bool:
    """Not counting a zombie that the machine's first process has still to bury."""
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def test_the_fingerprint_sees_a_new_file_a_changed_one_and_a_removed_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tool = stand_in_tool(tmp_path, "pass")
    monkeypatch.setattr(server, "_TOOL", tool / "xlpy")
    seen = [server.fingerprint()]
    assert server.fingerprint() == seen[0]
    extra = tool / "xlpy" / "them.py"
    extra.write_text("a = 1", encoding="utf-8")
    seen.append(server.fingerprint())
    extra.write_text("a = 11", encoding="utf-8")
    seen.append(server.fingerprint())
    assert len(set(seen)) == 3
    extra.unlink()
    assert server.fingerprint() == seen[0]


def test_folders_of_a_crashed_libreoffice_are_cleared_away(
    session: Path, start: Start, tmp_path: Path
) -> None:
    old = tmp_path / "thidua-old"
    (old / "job").mkdir(parents=True)
    start(stand_in_tool(tmp_path, "pass", warm=True))
    assert not old.exists()
    assert session.exists()
