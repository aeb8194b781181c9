"""Whether the clerk asked a running button to stop.

In LibreOffice the macro that waits for Python sees Esc or the command Dừng and writes a file into the job's folder
(install/libreoffice/basic/Stop.bas). In Excel on Windows the macro is blocked while Python runs, so that the key
itself is looked at.
"""

from __future__ import annotations

import ctypes
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

JOB_VARIABLE = "THIDUA_JOB"
"""Environment variable with the folder of the running job; set for every click in LibreOffice."""
STOP_FILE = "stop"
"""In that folder: the clerk asked to stop."""
_VK_ESCAPE = 0x1B
_DOWN_NOW_OR_SINCE_LAST_LOOK = 0x8001


def stop_wish(program: int | None) -> Callable[[], bool]:
    """A function that tells whether the clerk has asked to stop; `program` is the process id of the clerk's Excel.

    Where there is no way to ask (macOS, a closed file) it is always False.
    """
    if job := os.environ.get(JOB_VARIABLE):
        return (Path(job) / STOP_FILE).exists
    windows: Any = getattr(ctypes, "windll", None)
    if windows is not None and program is not None:
        return EscapeKey(windows.user32, program)
    return lambda: False


class EscapeKey:
    """Esc on Windows, pressed at any time since it was made, while a window of `program` was in front.

    `user32` is Windows' library of that name, or a stand-in in tests.
    """

    def __init__(self, user32: Any, program: int) -> None:
        self._user32 = user32
        self._program = program
        self._pressed = False
        # Windows remembers a key pressed before the button was clicked until somebody looks.
        user32.GetAsyncKeyState(_VK_ESCAPE)

    def __call__(self) -> bool:
        state = self._user32.GetAsyncKeyState(_VK_ESCAPE)
        if state & _DOWN_NOW_OR_SINCE_LAST_LOOK and self._in_front():
            self._pressed = True
        return self._pressed

    def _in_front(self) -> bool:
        owner = ctypes.c_ulong()
        window = self._user32.GetForegroundWindow()
        self._user32.GetWindowThreadProcessId(window, ctypes.byref(owner))
        return owner.value == self._program
