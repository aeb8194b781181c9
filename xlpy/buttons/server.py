"""The process that stays: started with the first workbook in LibreOffice, it makes every click a warm one.

    python -m xlpy.buttons.server FOLDER

It imports what the buttons need, then sleeps until a click lies in FOLDER (see `job`), and runs it in a child that
it forks: a millisecond instead of a start of Python, and nothing that one click does or breaks is left for the next
one. It never talks to LibreOffice itself: a UNO connection has threads, and a process with threads cannot be forked
safely.

FOLDER belongs to one run of one LibreOffice and holds the file `server` with the number of the process that serves
it. A server ends when the file names another or is gone, when LibreOffice is gone, when the files of the tool have
changed, or when nothing was asked for a while. A click that nobody took is run by the macro in a process of its own.
"""

from __future__ import annotations

import contextlib
import gc
import os
import select
import shutil
import sys
import time
from pathlib import Path

from xlpy.buttons import job as jobs
from xlpy.buttons import preloading
from xlpy.buttons.watching import Watch, end_with

MINUTES_VARIABLE = "THIDUA_SERVER_MINUTES"
MINUTES = 60.0
"""Without a click for so long, the server ends; the next click starts another. Changed by the variable above."""
SERVER_FILE, READY_FILE = "server", "ready"
_TOOL = Path(__file__).resolve().parents[1]


def main(arguments: list[str]) -> int:
    """Serves the folder until the end; in the child that runs a click, the click's exit code."""
    session = Path(arguments[0]).absolute()
    # Threads of numpy's BLAS would make forking unsafe.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    watch = Watch(session)
    version = fingerprint()
    _remove_older(session)
    preloading.before_the_first_click()
    server = Server(session, watch, version)
    try:
        job = server.serve()
    finally:
        if os.getpid() == server.process:
            server.leave()
    return 0 if job is None else jobs.run(job)


class Server:
    """Hands the clicks of one folder to children, one at a time."""

    def __init__(self, session: Path, watch: Watch, version: object) -> None:
        self.process = os.getpid()
        self._session = session
        self._watch = watch
        self._version = version
        self._idle_limit = float(os.environ.get(MINUTES_VARIABLE, MINUTES)) * 60

    def serve(self) -> jobs.Job | None:
        """Returns None when it is over; in a child the job to run."""
        gc.collect()
        gc.freeze()
        (self._session / READY_FILE).touch()
        idle_since = time.monotonic()
        served = False
        later = preloading.later()
        while self._wanted():
            if next(self._session.glob(f"*{jobs.TICKET_SUFFIX}"), None) is not None:
                if fingerprint() != self._version:
                    return None
                if (job := jobs.take(self._session)) is not None:
                    if not self._run(job):
                        return job
                    served = True
                    idle_since = time.monotonic()
                    continue
            # While the clerk reads the first answer.
            if served and next(later, self) is None:
                gc.freeze()
                continue
            left = idle_since + self._idle_limit - time.monotonic()
            if left <= 0:
                return None
            self._watch.wait(left)
        return None

    def _wanted(self) -> bool:
        try:
            named = (self._session / SERVER_FILE).read_text(encoding="ascii").strip()
        except OSError:
            return False
        return named == str(self.process) and self._watch.parent_lives()

    def _run(self, job: jobs.Job) -> bool:
        """Forks, and waits until the child has ended; False in the child."""
        # Nobody writes into it: it ends when the child does, however it dies.
        ended, held_by_child = os.pipe()
        child = os.fork()
        if child == 0:
            # What it starts shall end with it.
            os.setpgid(0, 0)
            end_with(self._watch)
            return False
        os.close(held_by_child)
        while not select.select([ended], [], [], 0)[0]:
            self._watch.wait(60, ended)
        os.close(ended)
        _, status = os.waitpid(child, 0)
        job.finish(os.waitstatus_to_exitcode(status))
        return True

    def leave(self) -> None:
        """Takes back the sign that somebody serves here; with LibreOffice gone, the whole folder goes."""
        with contextlib.suppress(OSError):
            if (self._session / SERVER_FILE).read_text(encoding="ascii").strip() == str(self.process):
                (self._session / READY_FILE).unlink(missing_ok=True)
                (self._session / SERVER_FILE).unlink()
        if not self._watch.parent_lives():
            shutil.rmtree(self._session, ignore_errors=True)


def fingerprint() -> frozenset[tuple[str, int, int]]:
    """Name, time and size of every Python file of the tool, and the time of the folder with its packages.

    Replaced files under a running server would mix two versions in one click.
    """
    found: set[tuple[str, int, int]] = set()
    folders = [str(_TOOL)]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(".py"):
                    status = entry.stat()
                    found.add((entry.path, status.st_mtime_ns, status.st_size))
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)
    for folder in sys.path:
        if folder.endswith("site-packages"):
            found.add((folder, Path(folder).stat().st_mtime_ns, 0))
    return frozenset(found)


def _remove_older(session: Path) -> None:
    """Folders that a crashed LibreOffice left behind: a profile has one LibreOffice at a time, so theirs are over."""
    for folder in session.parent.glob("thidua-*"):
        if folder != session and folder.is_dir():
            shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
