"""The Excel set-up, against a stand-in for Windows; the batch files, under wine's cmd where there is one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

import thidua
from xlpy.install import dropped, xlwings_config
from xlpy.install.errors import SetupError
from xlpy.install.excel import excel_state, install_excel, uninstall_excel
from xlpy.install.report import Status
from xlpy.install.windows import Windows

ROOT = Path(__file__).resolve().parents[1]
BATCH_FILES = ("CaiDat.bat", "GoCaiDat.bat", "ThiDua.bat", "xlpy/install/tim-python.bat")
TRUSTED = r"Software\Microsoft\Office\16.0\Excel\Security\Trusted Locations"


class FakeWindows:
    """Folders below a temporary one, a registry in a dict, and an `xlwings addin` that copies and removes files."""

    def __init__(self, home: Path, encoding: str = "cp1258") -> None:
        self.home = home
        self.encoding = encoding
        self.registry: dict[str, dict[str, str | int]] = {
            r"Software\Microsoft\Office\16.0\Excel": {},
            rf"{TRUSTED}\Location20": {"Path": "C:\\Cũ\\"},
            r"Software\Microsoft\Office\15.0\Word": {},
        }
        self.excel_is_open = False
        self.commands: list[list[str]] = []

    def folder(self, variable: str) -> Path:
        if variable == "OneDrive":
            return self.home / "OneDrive"
        made = self.home / variable
        made.mkdir(exist_ok=True)
        return made

    @property
    def start(self) -> Path:
        return self.home / "APPDATA" / "Microsoft" / "Excel" / "XLSTART"

    @property
    def config(self) -> Path:
        return self.home / "USERPROFILE" / ".xlwings" / "xlwings.conf"

    def run(self, command: Sequence[str]) -> str:
        self.commands.append(list(command))
        arguments = list(command)[command.index("addin") + 1 :]
        name = Path(arguments[2]).name if len(arguments) > 1 else "xlwings.xlam"
        if self.excel_is_open:
            return "Error: Failed to install the add-in: If Excel is running, quit Excel and try again."
        self.start.mkdir(parents=True, exist_ok=True)
        if arguments[0] == "install":
            (self.start / name).write_bytes(b"addin")
            return "Successfully installed the xlwings add-in!"
        (self.start / name).unlink()
        return "Successfully removed the add-in!"

    def subkeys(self, key: str) -> list[str]:
        below = [k[len(key) + 1 :] for k in self.registry if k.startswith(key + "\\")]
        return sorted({name.split("\\")[0] for name in below})

    def write_key(self, key: str, values: dict[str, str | int]) -> None:
        self.registry.setdefault(key, {}).update(values)

    def delete_key(self, key: str) -> None:
        self.registry.pop(key, None)

    def shortcut(self, place: Path, target: Path) -> None:
        assert target.is_file()
        place.write_text(str(target), encoding="utf-8")

    def files(self) -> dict[str, bytes]:
        """Everything below this home except the clerk's own workbooks."""
        return {
            str(p.relative_to(self.home)): p.read_bytes()
            for p in self.home.rglob("*")
            if p.is_file() and p.suffix != ".xlsm"
        }


@pytest.fixture
def machine(tmp_path: Path) -> FakeWindows:
    return FakeWindows(tmp_path)


def test_installing_brings_add_ins_configuration_trusted_folder_and_send_to(machine: FakeWindows) -> None:
    names = install_excel(machine=machine)
    assert len(names) == 6
    assert sorted(p.name for p in machine.start.iterdir()) == ["ThiDua.xlam", "xlwings.xlam"]
    settings = xlwings_config.parse(machine.config.read_text(encoding=machine.encoding))
    assert settings == {
        "INTERPRETER_WIN": sys.executable,
        "PYTHONPATH": str(ROOT),
        "ADD_WORKBOOK_TO_PYTHONPATH": "False",
        "USE UDF SERVER": "True",
    }
    books = machine.home / "USERPROFILE" / "ThiDua"
    assert (books / "ThiDua2023.xlsm").is_file()
    key = machine.registry[rf"{TRUSTED}\Location21"]
    assert key == {"Path": f"{books}\\", "AllowSubfolders": 1, "Description": "ThiDua"}
    for link in (machine.home / "APPDATA/Microsoft/Windows/SendTo/ThiDua.lnk", books / "ThiDua.lnk"):
        assert Path(link.read_text(encoding="utf-8")).name == "ThiDua.bat"
    assert {finding.status for finding in excel_state(machine)} == {Status.GOOD}


def test_only_excel_versions_that_are_there_get_a_trusted_folder(machine: FakeWindows) -> None:
    install_excel(machine=machine)
    ours = [key for key, values in machine.registry.items() if values.get("Description") == "ThiDua"]
    assert ours == [rf"{TRUSTED}\Location21"]


def test_installing_twice_gives_what_installing_once_gives(machine: FakeWindows) -> None:
    install_excel(machine=machine)
    files, registry = machine.files(), {k: dict(v) for k, v in machine.registry.items()}
    install_excel(machine=machine)
    assert machine.files() == files
    assert machine.registry == registry


def test_uninstalling_gives_back_what_was_there_before(machine: FakeWindows) -> None:
    machine.config.parent.mkdir(parents=True)
    before = '"PYTHONPATH","D:\\Cá nhân"\n"SHOW CONSOLE","True"\n'
    machine.config.write_text(before, encoding=machine.encoding)
    registry = {k: dict(v) for k, v in machine.registry.items()}
    install_excel(machine=machine)
    install_excel(machine=machine)
    assert "Cá nhân" not in machine.config.read_text(encoding=machine.encoding)
    assert len(uninstall_excel(machine)) == 6
    assert machine.registry == registry
    after = xlwings_config.parse(machine.config.read_text(encoding=machine.encoding))
    assert after == xlwings_config.parse(before)
    assert set(machine.files()) == {str(machine.config.relative_to(machine.home))}
    assert uninstall_excel(machine) == ["Thư mục sổ tính"]


def test_uninstalling_keeps_the_clerks_workbooks(machine: FakeWindows, tmp_path: Path) -> None:
    books = tmp_path / "Sổ thi đua"
    install_excel(books, machine)
    (books / "ThiDua2023.xlsm").write_bytes(b"da nhap")
    install_excel(books, machine)
    uninstall_excel(machine)
    assert (books / "ThiDua2023.xlsm").read_bytes() == b"da nhap"
    assert not (books / "ThiDua.lnk").exists()


def test_what_the_clerk_changed_in_the_configuration_since_is_kept(machine: FakeWindows) -> None:
    install_excel(machine=machine)
    text = machine.config.read_text(encoding=machine.encoding).replace(
        f'"PYTHONPATH","{ROOT}"', '"PYTHONPATH","D:\\Khác"'
    )
    machine.config.write_text(text, encoding=machine.encoding)
    uninstall_excel(machine)
    after = xlwings_config.parse(machine.config.read_text(encoding=machine.encoding))
    assert after == {"PYTHONPATH": "D:\\Khác"}


def test_an_open_excel_stops_the_set_up_and_leaves_nothing_behind(machine: FakeWindows) -> None:
    machine.excel_is_open = True
    registry = {k: dict(v) for k, v in machine.registry.items()}
    with pytest.raises(SetupError, match="đóng mọi cửa sổ Excel"):
        install_excel(machine=machine)
    assert machine.registry == registry
    assert not machine.config.exists()
    states = {finding.subject: finding.status for finding in excel_state(machine)}
    assert states["Phần bổ trợ xlwings.xlam"] is Status.MISSING


def test_a_failing_step_undoes_the_earlier_ones(
    machine: FakeWindows, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(place: Path, target: Path) -> None:
        raise PermissionError(13, "Access is denied")

    monkeypatch.setattr(machine, "shortcut", refuse)
    with pytest.raises(SetupError, match="Gửi tới"):
        install_excel(machine=machine)
    assert list(machine.start.iterdir()) == []
    assert machine.subkeys(TRUSTED) == ["Location20"]
    assert xlwings_config.parse(machine.config.read_text(encoding=machine.encoding)) == {}


def test_a_path_that_the_code_page_of_windows_lacks_is_explained(tmp_path: Path) -> None:
    home = tmp_path / "a"
    home.mkdir()
    machine = FakeWindows(home, "ascii")
    machine.config.parent.mkdir(parents=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "executable", "C:\\Users\\Hương\\python.exe")
        with pytest.raises(SetupError, match="không dấu"):
            install_excel(machine=machine)


def test_a_folder_of_workbooks_inside_onedrive_is_pointed_out(machine: FakeWindows) -> None:
    install_excel(machine.home / "OneDrive" / "ThiDua", machine)
    notes = [finding for finding in excel_state(machine) if finding.status is Status.NOTE]
    assert ["OneDrive" in note.words for note in notes] == [True]
    assert notes[0].todo


@pytest.mark.skipif(sys.platform == "win32", reason="says what happens elsewhere")
def test_elsewhere_than_on_windows_the_set_up_says_so() -> None:
    for call in (install_excel, uninstall_excel):
        with pytest.raises(SetupError, match="Windows"):
            call()
    with pytest.raises(OSError, match="Windows"):
        Windows()
    (finding,) = excel_state()
    assert finding.status is Status.NOT_HERE


def test_keys_of_the_configuration_compare_without_case() -> None:
    text = '"interpreter_win","C:\\cu.exe"\n"OTHER","a, b"\n\n'
    assert xlwings_config.merged(text, {"INTERPRETER_WIN": "C:\\m.exe", "PYTHONPATH": None}) == (
        '"OTHER","a, b"\n"INTERPRETER_WIN","C:\\m.exe"\n'
    )


def test_on_windows_the_environment_lies_outside_synced_folders(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("THIDUA_VENV", raising=False)
    assert thidua.environment_folder() == ROOT / ".venv"
    monkeypatch.setenv("LOCALAPPDATA", "local")
    assert thidua.environment_folder() == ROOT / ".venv"
    monkeypatch.setattr(thidua, "ON_WINDOWS", True)
    assert thidua.environment_folder() == Path("local") / "ThiDua" / "venv"
    monkeypatch.setenv("THIDUA_VENV", "elsewhere")
    assert thidua.environment_folder() == Path("elsewhere")


def test_the_launcher_hands_dropped_files_to_their_own_module(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[list[str]] = []

    def record(command: list[str], **options: object) -> int:
        calls.append(command[1:])
        return 0

    monkeypatch.setattr(thidua, "prepare", lambda folder, requirements: 0)
    monkeypatch.setattr(subprocess, "call", record)
    assert thidua.main(["--dropped", "a b.xlsm"]) == 0
    assert thidua.main(["check", "a b.xlsm"]) == 0
    assert calls == [["-m", "xlpy.install.dropped", "a b.xlsm"], ["-m", "xlpy", "check", "a b.xlsm"]]


class Dropped:
    """Records command lines and questions of `dropped.main`."""

    def __init__(self, codes: Sequence[int], answers: Sequence[str]) -> None:
        self.codes, self.answers = list(codes), list(answers)
        self.lines: list[list[str]] = []

    def verb(self, arguments: Sequence[str]) -> int:
        self.lines.append(list(arguments))
        return self.codes.pop(0)

    def ask(self, question: str) -> str:
        if not self.answers:
            raise EOFError
        return self.answers.pop(0)

    def run(self, *files: str) -> int:
        return dropped.main(files, verb=self.verb, ask=self.ask, show=lambda folder: None)


def test_a_dropped_workbook_is_checked_and_exported_when_the_clerk_says_yes(tmp_path: Path) -> None:
    book = tmp_path / "Sổ của phường.xlsm"
    session = Dropped([1, 0], ["gì cơ", " Có "])
    assert session.run(str(book)) == 1
    assert session.lines == [
        ["check", str(book), "--write"],
        ["export", str(book), "--out", str(tmp_path / "ho-so")],
    ]


@pytest.mark.parametrize(("codes", "answers"), [([0], ["k"]), ([0], []), ([2], ["c"])])
def test_a_no_no_answer_or_an_unreadable_workbook_exports_nothing(
    codes: list[int], answers: list[str]
) -> None:
    session = Dropped(codes, answers)
    assert session.run("a.xlsm") == codes[0]
    assert [line[0] for line in session.lines] == ["check"]


def test_without_a_file_it_says_how_to_use_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert dropped.main([]) == 2
    assert "thả lên ThiDua.bat" in capsys.readouterr().out


def test_a_real_workbook_can_be_dropped(tmp_path: Path) -> None:
    book = tmp_path / "so.xlsm"
    shutil.copyfile(ROOT / "samples" / "ThiDua2023-mau.xlsm", book)
    command = [sys.executable, "-m", "xlpy.install.dropped", str(book)]
    done = subprocess.run(
        command, input="k\n", capture_output=True, text=True, encoding="utf-8", cwd=ROOT, timeout=120,
        env={**os.environ, "PYTHONUTF8": "1"}, check=False,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr
    assert "so.xlsm" in done.stdout
    assert not (tmp_path / "ho-so").exists()


@pytest.mark.parametrize("name", BATCH_FILES)
def test_batch_files_have_windows_line_ends_and_no_byte_order_mark(name: str) -> None:
    data = (ROOT / name).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
    assert data.startswith(b"@echo off\r\n")
    assert data.isascii()


class Wine:
    """cmd of wine, with a stand-in for the py launcher that writes down what it is asked to do."""

    def __init__(self, program: str, home: Path) -> None:
        self._program, self._home = program, home
        self.log = home / "log.txt"

    def cmd(
        self, batch: str, *arguments: str, python: bool, code: int = 0
    ) -> subprocess.CompletedProcess[bytes]:
        folder = self._home / "bin"
        folder.mkdir(exist_ok=True)
        fake = folder / "py.bat"
        fake.unlink(missing_ok=True)
        if python:
            lines = ["@echo off", f">>Z:{self.log} echo %*", 'if "%~2"=="-c" exit /b 0', f"exit /b {code}"]
            fake.write_bytes("\r\n".join([*lines, ""]).encode())
        self.log.unlink(missing_ok=True)
        variables = {
            **os.environ, "WINEPREFIX": str(self._home / "prefix"), "WINEDEBUG": "-all", "THIDUA_NO_PAUSE": "1",
            "WINEPATH": f"Z:{folder}", "THIDUA_VENV": "none", "DISPLAY": "",
        }  # fmt: skip
        command = [self._program, "cmd", "/c", f"Z:{ROOT / batch}", *arguments]
        return subprocess.run(command, capture_output=True, env=variables, timeout=180, check=False)

    @property
    def calls(self) -> list[str]:
        return [line.strip() for line in self.log.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def wine(tmp_path_factory: pytest.TempPathFactory) -> Wine:
    program = shutil.which("wine")
    if program is None:
        if os.environ.get("THIDUA_REQUIRE_WINE"):
            pytest.fail("wine is required here and is not installed")
        pytest.skip("wine is not installed")
    return Wine(program, tmp_path_factory.mktemp("wine"))


@pytest.mark.parametrize(
    ("batch", "verb"),
    [("CaiDat.bat", "install"), ("GoCaiDat.bat", "uninstall"), ("ThiDua.bat", "--dropped")],
)
@pytest.mark.parametrize("code", [0, 2])
def test_a_batch_file_finds_python_and_hands_over(wine: Wine, batch: str, verb: str, code: int) -> None:
    done = wine.cmd(batch, "D:\\So cua phuong.xlsm", python=True, code=code)
    assert wine.calls[-1] == f'-3 thidua.py {verb} "D:\\So cua phuong.xlsm"'
    assert (done.returncode == 0) == (code == 0), done.stdout


def test_without_python_a_batch_file_explains_in_vietnamese_how_to_get_it(wine: Wine) -> None:
    done = wine.cmd("CaiDat.bat", python=False)
    assert done.returncode == 1
    assert "Máy này chưa có Python 3.10 trở lên" in done.stdout.decode("utf-8", "replace")
    assert not wine.log.exists()
