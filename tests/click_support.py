"""A screen of its own with LibreOffice in a window, and a mouse: real clicks on the buttons of a workbook."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from uuid import uuid4

import pytest
from desktop import desktop_environment

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.install.libreoffice import program, setup
from xlpy.install.libreoffice.counterpart import ADDIN, Places

ROOT = Path(__file__).resolve().parents[1]
TOOLS = ("soffice", "Xvfb", "openbox", "xdotool", "import")
SECONDS = 60
"""Longest wait for anything on the screen."""
_QUIET = (
    '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="ShowTipOfTheDay" oor:op="fuse">'
    "<value>false</value></prop></item>\n"
    '<item oor:path="/org.openoffice.Office.Common/Misc"><prop oor:name="UseDocumentOOoLockFile" oor:op="fuse">'
    "<value>false</value></prop></item>\n"
    '<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">'
    "<value>0</value></prop></item>\n"
)
_MACROS_WITHOUT_ASKING = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" '
    'oor:op="fuse"><value>0</value></prop></item>\n'
)
_NO_MACROS = (
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" '
    'oor:op="fuse"><value>true</value></prop></item>\n'
    '<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" '
    'oor:op="fuse"><value>3</value></prop></item>\n'
)


def require_tools() -> None:
    """Skips where a program of the screen is missing; in CI that is a failure."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        if os.environ.get("THIDUA_REQUIRE_LIBREOFFICE"):
            pytest.fail(f"required here and not installed: {missing}")
        pytest.skip(f"not installed: {missing}")


def wait_until(reached: Callable[[], Any], what: str, seconds: float = SECONDS) -> Any:
    """The first true value of `reached`; fails the test after `seconds`."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := reached():
            return value
        time.sleep(0.1)
    pytest.fail(f"waited {seconds:.0f} s in vain for {what}")


def make_profile(folder: Path, *, macros_without_asking: bool = False, no_macros: bool = False) -> Path:
    """A LibreOffice profile without tips and lock files. Macro security stays LibreOffice's own unless asked."""
    profile = folder / "profile"
    found = program.find()
    assert found is not None
    program.make_profile(found, profile)
    registry = profile / "user" / "registrymodifications.xcu"
    extra = _QUIET + (_MACROS_WITHOUT_ASKING if macros_without_asking else "")
    extra += _NO_MACROS if no_macros else ""
    text = registry.read_text(encoding="utf-8").replace("</oor:items>", f"{extra}</oor:items>")
    registry.write_text(text, encoding="utf-8")
    return profile


def install(profile: Path, workbooks: Path, tool: Path | None = None) -> None:
    """Our set-up in that profile; `tool` is a folder with another package `xlpy` to run."""
    found = program.find()
    assert found is not None
    where = Places(Path(sys.executable).absolute(), tool, "test") if tool else None
    setup.install(found, profile, workbooks, where)


def stand_in_tool(folder: Path, body: str, *, warm: bool = False) -> Path:
    """A folder with a package `xlpy.buttons` whose functions run `body`; MARKER is a file beside the package.

    `warm` gives it all the rest of our package too, and with it the server that stays.
    """
    package = folder / "tool" / "xlpy" / "buttons"
    if warm:
        shutil.copytree(ROOT / "xlpy", package.parent, ignore=shutil.ignore_patterns("__pycache__"))
    else:
        package.mkdir(parents=True)
        (package.parent / "__init__.py").write_text("", encoding="utf-8")
    code = textwrap.indent(textwrap.dedent(body), "    ")
    (package / "__init__.py").write_text(
        "import os, sys, time\nfrom pathlib import Path\n"
        "MARKER = Path(__file__).parents[2] / 'marker'\n\n"
        "def note(text):\n    with MARKER.open('a', encoding='utf-8') as file:\n        print(text, file=file)\n\n"
        f"def check():\n{code}\n\nscore = export = check\n",
        encoding="utf-8",
    )
    return package.parents[1]


def file_name(document: Any) -> str:
    """Of an open document, without its folder; "" for one that is just closing."""
    with suppress(Exception):
        return unquote(getattr(document, "URL", "").rpartition("/")[2])
    return ""


class Desk:
    """LibreOffice in a window on a screen of its own."""

    def __init__(self, display: str, profile: Path) -> None:
        self.environment = desktop_environment(DISPLAY=display)
        self.profile = profile
        self.pipe = f"thidua-test-{uuid4().hex[:12]}"
        self.office: subprocess.Popen[bytes] | None = None
        self._context: Any = None

    def open(self, workbook: Path) -> None:
        """Starts LibreOffice with the workbook and waits for its window and its first sheet."""
        command = [
            "soffice",
            f"-env:UserInstallation={self.profile.as_uri()}",
            f"--accept=pipe,name={self.pipe};urp;",
            "--norestore",
            "--nologo",
            str(workbook),
        ]
        self.office = subprocess.Popen(
            command,
            env=self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self._context = wait_until(self._connect, "LibreOffice")
        wait_until(lambda: self.document(workbook.name), f"the workbook {workbook.name}")
        wait_until(lambda: self.windows(workbook.name), "its window")
        wait_until(lambda: self.button("Kiểm tra"), "the button")
        time.sleep(1)

    def _connect(self) -> Any:
        try:
            return uno_bridge.connect(self.pipe)
        except Exception:  # noqa: BLE001 - not up yet, whatever the reason
            return None

    def desktop(self) -> Any:
        return self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", self._context
        )

    def documents(self) -> list[Any]:
        """All open documents, hidden ones too."""
        listed = self.desktop().Components.createEnumeration()
        found: list[Any] = []
        while listed.hasMoreElements():
            found.append(listed.nextElement())
        return found

    def document(self, name: str) -> Any:
        """The open document with that file name, or None."""
        return next((doc for doc in self.documents() if file_name(doc) == name), None)

    def button(self, label: str) -> tuple[Any, int, int] | None:
        """Controller of the workbook, and the middle of the button in its window, in pixels."""
        for doc in self.documents():
            if file_name(doc) == ADDIN or not hasattr(doc, "Sheets") or doc.CurrentController is None:
                continue
            controller = doc.CurrentController
            for shape in controller.ActiveSheet.DrawPage:
                if getattr(shape, "Control", None) is None or shape.Control.Label != label:
                    continue
                inner = controller.getControl(shape.Control).getAccessibleContext()
                place, size = inner.getLocationOnScreen(), inner.getSize()
                frame = controller.Frame.ContainerWindow.getAccessibleContext().getLocationOnScreen()
                return (
                    controller,
                    place.X - frame.X + size.Width // 2,
                    place.Y - frame.Y + size.Height // 2,
                )
        return None

    def click(self, label: str, times: int = 1) -> None:
        """The mouse on a button of the sheet."""
        found = self.button(label)
        assert found is not None, label
        controller, x, y = found
        window = self.windows(file_name(controller.Model))[0]
        self.mouse("mousemove", "--window", window, str(x), str(y))
        for _ in range(times):
            self.mouse("click", "1")
            time.sleep(0.15)

    def key(self, name: str) -> None:
        self.mouse("key", name)

    def dismiss(self, title: str) -> None:
        """Enter in the message box with that title, until it is closed: a window just shown may not hear the first."""

        def closed() -> bool:
            for window in self.windows(title):
                self.mouse("windowactivate", "--sync", window, "key", "Return")
                time.sleep(0.2)
            return not self.windows(title)

        wait_until(closed, f"the message {title!r} to close", 20)

    def idle(self) -> None:
        """Waits until LibreOffice has painted its windows and done what it does after loading."""
        toolkit = self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.awt.Toolkit", self._context
        )
        toolkit.processEventsToIdle()

    def windows(self, title: str) -> list[str]:
        """Ids of the visible windows whose title holds these words."""
        return [number for number, name in self.titles() if title in name]

    def titles(self) -> list[tuple[str, str]]:
        """Id and title of every visible window."""
        listed = self.mouse("search", "--onlyvisible", "--name", ".").split()
        return [(number, self.mouse("getwindowname", number).strip()) for number in listed]

    def mouse(self, *words: str) -> str:
        """Runs xdotool; what it prints."""
        done = subprocess.run(
            ["xdotool", *words],
            env=self.environment,
            capture_output=True,
            encoding="utf-8",
            # A window that goes while it is asked has no name, and xdotool prints what it finds.
            errors="replace",
            timeout=20,
            check=False,
        )
        return done.stdout

    def picture(self, path: Path) -> Path:
        """The whole screen as a PNG."""
        command = ["import", "-window", "root", str(path)]
        subprocess.run(command, env=self.environment, timeout=30, check=True)
        return path

    def close(self) -> None:
        """Ends this LibreOffice and all that it started."""
        if self.office is not None:
            if self.office.poll() is None:
                os.killpg(self.office.pid, signal.SIGKILL)
            self.office.wait(timeout=20)


@contextmanager
def desk(profile: Path) -> Generator[Desk, None, None]:
    """A screen with a window manager; everything on it ends with the block."""
    reading, writing = os.pipe()
    screen = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    )
    os.close(writing)
    with os.fdopen(reading) as answer:
        number = answer.readline().strip()
    place = Desk(f":{number}", profile)
    manager = subprocess.Popen(["openbox"], env=place.environment, stderr=subprocess.DEVNULL)
    try:
        yield place
    finally:
        place.close()
        for process in (manager, screen):
            process.terminate()
            process.wait(timeout=20)
