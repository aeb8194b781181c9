"""Workbooks as a clerk leaves them after Ctrl+S in LibreOffice: edited and written by LibreOffice's own filter."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
import uuid
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from desktop import desktop_environment

from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.schema import sheet

FILTERS = {".xlsm": "Calc MS Excel 2007 VBA XML", ".xlsx": "Calc MS Excel 2007 XML"}
NAME, NOTE, PANEL_NOTE, COLOUR = "Nguyễn Thị Thư Ký", "Ghi chú của thư ký", "Nhắc hạn nộp", 0x00FF00
OWN_TAB, RENAMED = "Nháp của tôi", "Hoạt động 2023"
WIDTH, HEIGHT = 9000, 3000
"""Hundredths of a millimetre, LibreOffice's unit."""


class Writer:
    """A headless LibreOffice with a profile of its own, whose documents have windows as a clerk's have."""

    def __init__(self, program: str, home: Path) -> None:
        self.pipe = f"thidua-{uuid.uuid4().hex}"
        self._process = subprocess.Popen(
            [program, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless", "--norestore",
             "--nologo", f"--accept=pipe,name={self.pipe};urp;"],
            env=desktop_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip
        self._context = self._connect(time.monotonic() + 90)

    def _connect(self, deadline: float) -> Any:
        while True:
            try:
                return uno_bridge.connect(self.pipe)
            except Exception:
                if time.monotonic() > deadline or self._process.poll() is not None:
                    self.stop()
                    raise
                time.sleep(0.2)

    @contextmanager
    def opened(self, path: Path) -> Generator[Any, None, None]:
        """UNO's model of the workbook, macros allowed; closed at the end without saving."""
        desktop = self._context.ServiceManager.createInstanceWithContext(
            "com.sun.star.frame.Desktop", self._context
        )
        arguments = (_property("MacroExecutionMode", 4),)
        model = desktop.loadComponentFromURL(uno_bridge.to_url(path), "_blank", 0, arguments)
        try:
            yield model
        finally:
            model.close(True)

    def stop(self) -> None:
        if self._process.poll() is None:
            os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(timeout=30)


def _property(name: str, value: object) -> Any:
    return uno_bridge.struct(
        "beans.PropertyValue", name, 0, value, uno_bridge.enum("beans.PropertyState", "DIRECT_VALUE")
    )


def store(model: Any, path: Path, kind: str | None = None) -> None:
    """As LibreOffice itself saves; `kind` is a file ending whose filter is taken instead of the path's."""
    arguments = (_property("FilterName", FILTERS[kind or path.suffix]),)
    model.storeToURL(uno_bridge.to_url(path), arguments)


def place(key: str, column: str, row: int = 0) -> tuple[int, int]:
    """0-based column and row of a cell in the table `key`, `row` counted from its first."""
    definition = sheet(key)
    return definition.index(column), definition.first_row - 1 + row


def edit(model: Any, *, rename: bool = True) -> None:
    """A clerk's work: a value, a format, notes, a width, a height, hidden rows, a filter, new rows, a sheet, a tab name."""
    people = model.Sheets.getByName(sheet("individuals").tab)
    people.getCellByPosition(*place("individuals", "full_name", 1)).setString(NAME)
    cell = people.getCellByPosition(*place("individuals", "full_name", 2))
    cell.CellBackColor, cell.CharWeight = COLOUR, 150.0
    for row in (2, 3):
        noted = people.getCellByPosition(*place("individuals", "occupation", row))
        people.getAnnotations().insertNew(noted.CellAddress, NOTE)
    people.Rows.getByIndex(place("individuals", "full_name", 5)[1]).Height = HEIGHT
    people.Columns.getByIndex(place("individuals", "residence")[0]).Width = WIDTH
    people.Rows.getByIndex(place("individuals", "full_name", 4)[1]).IsVisible = False
    panel = model.Sheets.getByName(sheet("dashboard").tab)
    panel.getAnnotations().insertNew(panel.getCellByPosition(3, 4).CellAddress, PANEL_NOTE)
    model.Sheets.getByName(sheet("collectives").tab).Rows.insertByIndex(place("collectives", "name", 3)[1], 2)
    _filter(model, sheet("works").table_name, sheet("works").index("level"))
    model.Sheets.insertNewByName(OWN_TAB, 2)
    own = model.Sheets.getByName(OWN_TAB)
    own.getCellByPosition(0, 0).setString("Việc cần hỏi")
    own.getCellByPosition(0, 1).setFormula("=1+1")
    if rename:
        model.Sheets.getByName(sheet("activities").tab).setName(RENAMED)


def _filter(model: Any, table: str, column: int) -> None:
    area = model.DatabaseRanges.getByName(table)
    field = uno_bridge.struct("sheet.TableFilterField")
    field.Field, field.StringValue = column, "Thành phố"
    field.Operator = uno_bridge.enum("sheet.FilterOperator", "EQUAL")
    descriptor = area.getFilterDescriptor()
    descriptor.setFilterFields((field,))
    area.refresh()


_RUNNING: list[Writer] = []


@pytest.fixture(scope="session")
def writer(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Writer:
    """One for all tests; in CI (THIDUA_REQUIRE_LIBREOFFICE=1) its absence is a failure."""
    if not _RUNNING:
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            if os.environ.get("THIDUA_REQUIRE_LIBREOFFICE"):
                pytest.fail("LibreOffice is required here and is not installed")
            pytest.skip("LibreOffice is not installed")
        _RUNNING.append(Writer(program, tmp_path_factory.mktemp("writer")))
        request.config.add_cleanup(_RUNNING[0].stop)
    return _RUNNING[0]
