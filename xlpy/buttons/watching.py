"""Sleeps until a folder changes or a process ends, without looking again and again where the system can tell."""

from __future__ import annotations

import contextlib
import ctypes
import os
import select
import signal
import threading
import time
from pathlib import Path

_MASK = 0x00000100 | 0x00000200 | 0x00000040 | 0x00000080 | 0x00000400
"""Linux inotify: IN_CREATE, IN_DELETE, IN_MOVED_FROM, IN_MOVED_TO, IN_DELETE_SELF."""
_SECONDS_BETWEEN_LOOKS = 0.05
"""Where the system does not tell of changes (macOS)."""


SECONDS_TO_CLEAN_UP = 3.0
"""For a job whose LibreOffice is gone, before it is killed."""


class Watch:
    """Waits for changes in `folder` and for the end of this process's parent.

    The parent is the program that started us; when it dies, another process takes its place.
    """

    def __init__(self, folder: Path) -> None:
        self.parent = os.getppid()
        self._changes = _inotify(folder)
        self._death = _pidfd(self.parent)

    def parent_lives(self) -> bool:
        """Whether the program that started us is still there."""
        return os.getppid() == self.parent

    def wait(self, seconds: float, also: int | None = None) -> None:
        """Returns after a change, the parent's end, data or the end of data on `also`, or the time; or earlier."""
        if self._changes is None:
            seconds = min(seconds, _SECONDS_BETWEEN_LOOKS)
        elif self._death is None:
            seconds = min(seconds, 1)
        known = [fd for fd in (self._changes, self._death, also) if fd is not None]
        select.select(known, [], [], seconds)
        if self._changes is not None:
            with contextlib.suppress(BlockingIOError):
                os.read(self._changes, 65536)

    def wait_for_death(self) -> None:
        """Returns when the program that started us is gone; in a child of ours too, where it is no parent."""
        if self._death is not None:
            select.select([self._death], [], [])
            return
        while _exists(self.parent):
            time.sleep(_SECONDS_BETWEEN_LOOKS)


def end_with(watch: Watch) -> None:
    """From now on this process and its group end with the program that `watch` knows, even if nobody else is left.

    First as if asked to (SIGTERM, an exception here, so that temporary files go), then by force.
    """

    def ask(*_: object) -> None:
        raise SystemExit(128 + signal.SIGTERM)

    def guard() -> None:
        watch.wait_for_death()
        for number in (signal.SIGTERM, signal.SIGKILL):
            os.killpg(0, number)
            time.sleep(SECONDS_TO_CLEAN_UP)

    signal.signal(signal.SIGTERM, ask)
    threading.Thread(target=guard, daemon=True).start()


def _inotify(folder: Path) -> int | None:
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "inotify_init1"):
        return None
    fd = int(libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC))
    if fd < 0:
        return None
    if libc.inotify_add_watch(fd, os.fsencode(folder), _MASK) < 0:
        os.close(fd)
        return None
    return fd


def _exists(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _pidfd(process: int) -> int | None:
    opener = getattr(os, "pidfd_open", None)
    if opener is None:
        return None
    try:
        return opener(process)
    except OSError:  # a kernel before 5.3, or the process is gone
        return None
