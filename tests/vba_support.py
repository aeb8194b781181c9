"""Runs our macros in pyOpenVBA's interpreter, with a stand-in for what it leaves out of Excel's objects.

Its own members stay in charge; only Application.Run (the xlwings add-in), Cursor, and a workbook's Path and ReadOnly
are answered here, because they depend on the machine. Every change of pointer and status text is recorded in order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from unittest import mock

from pyopenvba.apps.excel import ExcelApplication
from pyopenvba.apps.excel._model import Application, Workbook
from pyopenvba.interpreter import VBARuntimeError
from pyopenvba.interpreter._values import EMPTY

XL_WAIT, XL_DEFAULT = 2, -4143
EXCLAMATION = 48


@dataclass
class Excel:
    """What the macros saw and did."""

    app: ExcelApplication
    folder: str = r"D:\Thi đua"
    read_only: bool = False
    has_packets: bool = True
    run_python: Callable[[str], object] = lambda command: None
    commands: list[tuple[str, str]] = field(default_factory=list)
    changes: list[tuple[str, object]] = field(default_factory=list)
    opened: list[str] = field(default_factory=list)

    @property
    def messages(self) -> list[tuple[str, str, int]]:
        """Text, title, style of every message box."""
        return [(text.replace("\r\n", "\n"), title, style) for _, text, title, style in self.app.dialogs]


def vba_error(number: int, text: str) -> Callable[[str], object]:
    """A RunPython that raises a trappable error."""

    def fail(command: str) -> object:
        raise VBARuntimeError(number, text)

    return fail


@contextmanager
def excel(app: ExcelApplication) -> Iterator[Excel]:
    """A workbook opened in the interpreter, its message boxes forgotten: opening costs seconds, so tests share it."""
    app.dialogs.clear()
    seen = Excel(app)
    get_application, set_application = Application.vba_get, Application.vba_set
    get_book = Workbook.vba_get

    def application_get(self: Any, name: str, args: Any = (), named: Any = None) -> object:
        if name.lower() == "pathseparator":
            return "\\"
        if name.lower() == "run":
            target, command = args
            seen.commands.append((target, command))
            answer = seen.run_python(command)
            return EMPTY if answer is None else answer
        return get_application(self, name, args, named)

    def application_set(self: Any, name: str, value: Any, *rest: Any, **options: Any) -> None:
        if name.lower() in ("cursor", "statusbar"):
            seen.changes.append((name.lower(), value))
        if name.lower() != "cursor":
            set_application(self, name, value, *rest, **options)

    def book_get(self: Any, name: str, args: Any = (), named: Any = None) -> object:
        if name.lower() == "path":
            return seen.folder
        if name.lower() == "readonly":
            return seen.read_only
        if name.lower() == "followhyperlink":
            seen.opened.append(args[0])
            if not seen.has_packets:
                raise VBARuntimeError(-2147221014, "Cannot open the specified file.")
            return EMPTY
        return get_book(self, name, args, named)

    with (
        mock.patch.object(Application, "vba_get", application_get),
        mock.patch.object(Application, "vba_set", application_set),
        mock.patch.object(Workbook, "vba_get", book_get),
    ):
        yield seen
