"""Every branch of the macros, run in pyOpenVBA's interpreter and in LibreOffice."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
from pathlib import Path

import pytest
from conftest import Office
from pyopenvba import ExcelFile
from pyopenvba.apps.excel import ExcelApplication
from vba_support import EXCLAMATION, XL_DEFAULT, XL_WAIT, Excel, excel, vba_error

from xlpy.workbook import build, vba
from xlpy.workbook.commands import COMMANDS
from xlpy.workbook.messages import MESSAGES

MACROS = {command.macro: command.verb for command in COMMANDS}
RESTORED = [("cursor", XL_DEFAULT), ("statusbar", False)]
BUSY = [("cursor", XL_WAIT), ("statusbar", MESSAGES["msg_running"])]


@pytest.fixture(scope="module")
def app(tmp_path_factory: pytest.TempPathFactory) -> ExcelApplication:
    made = tmp_path_factory.mktemp("macros") / "blank.xlsm"
    build(made)
    return ExcelApplication.open(made)


def only_message(seen: Excel, name: str) -> str:
    """The one message box shown is the message `name`; gives what follows it."""
    ((text, title, style),) = seen.messages
    assert (title, style) == (MESSAGES["msg_title"], EXCLAMATION)
    assert text.startswith(MESSAGES[name])
    return text.removeprefix(MESSAGES[name])


@pytest.mark.parametrize("macro", MACROS)
def test_a_button_asks_the_add_in_for_its_verb_and_says_nothing_itself(
    app: ExcelApplication, macro: str
) -> None:
    with excel(app) as seen:
        seen.app.run(macro)
    command = f"import xlpy.buttons; xlpy.buttons.{MACROS[macro]}()"
    assert seen.commands == [("xlwings.xlam!RunPython", command)]
    assert seen.messages == []


def test_the_pointer_is_busy_while_python_runs_and_normal_afterwards(app: ExcelApplication) -> None:
    with excel(app) as seen:
        during: list[object] = []
        seen.run_python = lambda command: during.extend(seen.changes)
        seen.app.run("KiemTra")
    assert during == BUSY
    assert seen.changes == BUSY + RESTORED


@pytest.mark.parametrize("number", [1, 1004])
def test_without_the_add_in_the_clerk_reads_what_to_do_and_the_detail(
    app: ExcelApplication, number: int
) -> None:
    with excel(app) as seen:
        seen.run_python = vba_error(number, "Cannot run the macro 'xlwings.xlam!RunPython'.")
        seen.app.run("KiemTra")
    rest = only_message(seen, "msg_no_addin")
    assert rest == f"\n\n{MESSAGES['msg_detail']} Cannot run the macro 'xlwings.xlam!RunPython'."
    assert seen.changes == BUSY + RESTORED


def test_python_that_raises_an_error_is_reported_with_its_text(app: ExcelApplication) -> None:
    with excel(app) as seen:
        seen.run_python = vba_error(513, "Không tìm thấy Python")
        seen.app.run("TinhDiem")
    assert only_message(seen, "msg_python_failed").endswith("Không tìm thấy Python")
    assert seen.changes == BUSY + RESTORED


def test_the_add_ins_answer_of_failure_is_reported_too(app: ExcelApplication) -> None:
    with excel(app) as seen:
        seen.run_python = lambda command: -1
        seen.app.run("XuatHoSo")
    assert only_message(seen, "msg_python_failed") == ""
    assert seen.changes == BUSY + RESTORED


@pytest.mark.parametrize(
    ("folder", "read_only", "message"),
    [
        ("", False, "msg_not_saved"),
        ("https://donvi-my.sharepoint.com/personal/a/Documents", False, "msg_online"),
        ("https://d.docs.live.net/0123456789/Thi đua", True, "msg_online"),
        (r"C:\Users\A\AppData\Local\Temp\Temp1_ho-so.zip", False, "msg_temporary"),
        (r"C:\Users\A\AppData\Local\Temp", False, "msg_temporary"),
        (
            r"C:\Users\A\AppData\Local\Microsoft\Windows\INetCache\Content.Outlook\1ABC",
            True,
            "msg_temporary",
        ),
        ("/Users/a/Library/Containers/com.microsoft.Outlook/Data/tmp/Outlook Temp", False, "msg_temporary"),
        (r"D:\Thi đua", True, "msg_read_only"),
    ],
)
def test_a_workbook_at_a_wrong_place_is_not_worked_on(
    app: ExcelApplication, folder: str, read_only: bool, message: str
) -> None:
    for macro in MACROS:
        with excel(app) as seen:
            seen.folder, seen.read_only = folder, read_only
            seen.app.run(macro)
        assert only_message(seen, message) == ""
        assert (seen.commands, seen.changes) == ([], [])


@pytest.mark.parametrize(
    "folder", [r"D:\Thi đua 2023", r"C:\Users\A\Desktop", r"\\may-chu\chung", "/data/Templates", r"D:\Temp"]
)
def test_an_ordinary_folder_is_no_obstacle(app: ExcelApplication, folder: str) -> None:
    with excel(app) as seen:
        seen.folder = folder
        seen.app.run("KiemTra")
    assert len(seen.commands) == 1
    assert seen.messages == []


def test_every_message_that_the_macros_name_stands_in_a_named_cell_and_every_other_way_round() -> None:
    code = "\n".join(vba.sources().values())
    assert set(re.findall(r'"(msg_\w+)"', code)) == set(MESSAGES)


def test_every_message_is_short_enough_for_a_message_box() -> None:
    # MsgBox cuts its text at about 1024 characters; a detail has to fit behind it.
    assert max(map(len, MESSAGES.values())) < 600


_COUNTERPART = """Public Function RunPython(ByVal command As String)
    If InStr(command, "score") > 0 Then Err.Raise 513, "RunPython", "Khong tim thay Python"
    If InStr(command, "export") > 0 Then RunPython = -1
End Function
"""


@pytest.fixture(scope="module")
def answers(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str | None]:
    """What LibreOffice's macros said, branch by branch; see vba_libreoffice."""
    python = Path("/usr/bin/python3")
    probe = [str(python), "-c", "import uno"]
    if not python.exists() or subprocess.run(probe, capture_output=True, check=False).returncode:
        if os.environ.get("THIDUA_REQUIRE_LIBREOFFICE"):
            pytest.fail("python3-uno is required here and is not installed")
        pytest.skip("python3-uno is not installed")
    home = tmp_path_factory.mktemp("branches")
    book, addin, pipe = home / "so.xlsm", home / "xlwings.xlam", f"thidua{os.getpid()}"
    build(book)
    with ExcelFile.create_new(addin) as counterpart:
        counterpart.vba_project().add_module("Main", _COUNTERPART.replace("\n", "\r\n"))
        counterpart.save()
    start = [
        office._program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
        f"--accept=pipe,name={pipe};urp;",
    ]  # fmt: skip
    with subprocess.Popen(start, stderr=subprocess.DEVNULL, start_new_session=True) as soffice:
        try:
            driver = Path(__file__).with_name("vba_libreoffice.py")
            done = subprocess.run(
                [str(python), str(driver), pipe, str(book), str(addin), *MACROS],
                capture_output=True,
                text=True,
                timeout=150,
                check=False,
            )
        finally:
            try:
                soffice.wait(10)
            except subprocess.TimeoutExpired:
                os.killpg(soffice.pid, signal.SIGKILL)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.mark.libreoffice
@pytest.mark.parametrize("macro", MACROS)
def test_libreoffice_asks_the_add_in_for_the_verb_of_every_macro(
    answers: dict[str, str | None], macro: str
) -> None:
    command = f"import xlpy.buttons; xlpy.buttons.{MACROS[macro]}()"
    assert command in (answers[f"asks {macro}"] or "")


@pytest.mark.libreoffice
def test_libreoffice_runs_the_branches_around_python(answers: dict[str, str | None]) -> None:
    assert answers["done"] is None
    for branch, message in (
        ("no add-in", "msg_no_addin"),
        ("raises", "msg_python_failed"),
        ("minus one", "msg_python_failed"),
        ("not saved", "msg_not_saved"),
    ):
        assert (answers[branch] or "").replace("\r\n", "\n").startswith(MESSAGES[message]), branch
    assert "Khong tim thay Python" in (answers["raises"] or "")


@pytest.mark.libreoffice
def test_libreoffice_chooses_the_same_message_for_a_wrong_place(answers: dict[str, str | None]) -> None:
    assert answers["online"] == "msg_online"
    assert answers["temporary"] == "msg_temporary"
    assert answers["read only"] == "msg_read_only"
    assert answers["ordinary"] == ""
