"""A private LibreOffice that the engine's tests talk to over a named pipe; every wait has a limit."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any, cast

import pytest
from desktop import desktop_environment

from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.books.libreoffice_engine import engine
from xlpy.books.libreoffice_engine.errors import OfficeNotReachableError
from xlpy.books.xw import xlwings

START_LIMIT = 90
"""Seconds until a fresh LibreOffice accepts."""

_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load"><prop oor:name="OOXMLRecalcMode" oor:op="fuse">
<value>0</value></prop></item>
</oor:items>
"""


class LiveOffice:
    """A headless LibreOffice with a profile and a pipe of its own."""

    def __init__(self, program: str, home: Path) -> None:
        profile = home / "profile"
        (profile / "user").mkdir(parents=True)
        (profile / "user" / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        self.pipe = f"thidua-{uuid.uuid4().hex}"
        command = [
            shutil.which("timeout") or "timeout", "900", program, f"-env:UserInstallation={profile.as_uri()}",
            "--headless", "--norestore", "--nologo", f"--accept=pipe,name={self.pipe};urp;",
        ]  # fmt: skip
        # A group of its own: soffice is a script that starts the program proper.
        self._process = subprocess.Popen(
            command,
            env=desktop_environment(),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        self.app = self._connect()

    def _connect(self) -> xlwings.App:
        deadline = time.monotonic() + START_LIMIT
        while True:
            try:
                return engine.connect(self.pipe)
            except OfficeNotReachableError:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.2)

    @contextmanager
    def opened(self, path: Path) -> Generator[bridge.Book, None, None]:
        """The workbook open in it, closed at the end."""
        book = self.app.books.open(path)
        try:
            yield book
        finally:
            with suppress(BookError):
                book.close()

    @contextmanager
    def over_the_bridge(self, wanted: bool = True) -> Generator[None, None, None]:
        """As with a LibreOffice that has no Python inside: every UNO call from our process."""
        side = cast("Any", self.app).impl.office_side
        assert side.is_inside, "this LibreOffice should run our functions itself"
        if wanted:
            side.stay_outside()
        try:
            yield
        finally:
            side.forget()

    def stop(self) -> None:
        """End it, and whatever it started."""
        with suppress(ProcessLookupError):
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)


_RUNNING: list[LiveOffice] = []


@pytest.fixture(scope="session")
def live_office(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> LiveOffice:
    """One for all test files that import this; in CI (THIDUA_REQUIRE_LIBREOFFICE=1) its absence is a failure."""
    if not _RUNNING:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            if os.environ.get("THIDUA_REQUIRE_LIBREOFFICE"):
                pytest.fail("LibreOffice is required here and is not installed")
            pytest.skip("LibreOffice is not installed")
        _RUNNING.append(LiveOffice(program, tmp_path_factory.mktemp("live-office")))
        request.config.add_cleanup(_RUNNING[0].stop)
    return _RUNNING[0]
