"""Reads many files in a few long-lived child processes; a file that kills or stalls its child harms only itself."""

from __future__ import annotations

import os
import queue
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, cast

from xlpy.books.intake import wire
from xlpy.books.intake.errors import FileRefused
from xlpy.books.intake.job import Answer, Want
from xlpy.books.intake.store import Kept

_ROOT = Path(__file__).resolve().parents[3]
_START = "import sys; sys.path.insert(0, sys.argv[1]); from xlpy.books.intake.child import main; main(int(sys.argv[2]))"
_AHEAD = 4
"""Files read ahead of the caller for each child: memory stays flat however many files there are."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may take. `megabytes` is address space, the interpreter's own 100 included."""

    seconds: float = 60.0
    megabytes: int = 1_536
    children: int = 2


_TOO_SLOW = (
    "đọc tệp này lâu quá mức cho phép ({seconds:.0f} giây) nên đã dừng, thường do tệp hỏng hoặc quá nhiều ô. Hãy chép "
    "riêng phần dữ liệu thật sang tệp được phát rồi gửi lại."
)
_CRASHED = (
    "không đọc được tệp: chương trình đọc đã dừng giữa chừng vì nội dung tệp bất thường hoặc quá lớn. Hãy mở tệp bằng "
    "Excel, lưu lại với kiểu “Excel Workbook (*.xlsx)” rồi gửi lại."
)


class _Child:
    """One process, started at first use and again after it has died."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._process: subprocess.Popen[bytes] | None = None
        self._served = 0

    def _started(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self.stop()
            self._served = 0
            self._process = subprocess.Popen(  # noqa: S603 - our own interpreter and our own code
                [sys.executable, "-c", _START, str(_ROOT), str(self._limits.megabytes)],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONUTF8": "1"},
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        return self._process

    def ask(self, kept: Kept, want: Want) -> Answer:
        """The answer for one file, or a rejection when the child does not give one in time.

        A child that dies over its first file rejects it; one that has read others before may have died of those, so
        the file gets a second try in a fresh one.
        """
        while True:
            given, overdue = self._exchange(self._started(), kept, want)
            if given is not None:
                self._served += 1
                return given
            self.stop()
            if overdue:
                text = _TOO_SLOW.format(seconds=self._limits.seconds)
                return Answer(FileRefused(kept.name, text).message)
            if not self._served:
                return Answer(FileRefused(kept.name, _CRASHED).message)

    def _exchange(
        self, process: subprocess.Popen[bytes], kept: Kept, want: Want
    ) -> tuple[Answer | None, bool]:
        overdue = threading.Event()

        def kill() -> None:
            overdue.set()
            process.kill()

        watch = threading.Timer(self._limits.seconds, kill)
        watch.daemon = True
        watch.start()
        try:
            given = _exchange(process, kept, want)
        finally:
            watch.cancel()
            watch.join()
        if overdue.is_set():
            # It may have answered in the last moment; the child is dead all the same.
            self.stop()
        return given, overdue.is_set()

    def stop(self) -> None:
        """End the process, if there is one, and wait for it."""
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(OSError):
            process.kill()
        process.wait()
        # Only now: closing a pipe that another thread reads would wait for that thread.
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                cast("IO[bytes]", stream).close()


def _exchange(process: subprocess.Popen[bytes], kept: Kept, want: Want) -> Answer | None:
    asked = wire.request(path=str(kept.path.resolve()), name=kept.name, sha256=kept.sha256, want=want)
    try:
        wire.send(cast("IO[bytes]", process.stdin), asked)  # type: ignore[arg-type]
        message = wire.receive(cast("IO[bytes]", process.stdout))  # type: ignore[arg-type]
        given = wire.unpack(message) if message is not None else None
    except (OSError, ValueError):
        return None
    return given if isinstance(given, Answer) else None


class ReadingPool:
    """A context manager around the children; use it from one thread."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._children = [_Child(self._limits) for _ in range(max(1, self._limits.children))]
        self._idle: queue.SimpleQueue[_Child] = queue.SimpleQueue()
        for child in self._children:
            self._idle.put(child)
        self._threads = ThreadPoolExecutor(len(self._children), "intake")

    def __enter__(self) -> ReadingPool:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def read(self, files: Iterable[Kept], want: Want = "copy") -> Generator[tuple[Kept, Answer], None, None]:
        """Each file with its answer, in the order given. `files` may be a generator: it is drawn from as needed."""
        waiting: deque[tuple[Kept, Future[Answer]]] = deque()
        source = iter(files)
        try:
            while True:
                while (
                    len(waiting) < _AHEAD * len(self._children) and (kept := next(source, None)) is not None
                ):
                    waiting.append((kept, self._threads.submit(self._ask, kept, want)))
                if not waiting:
                    return
                kept, given = waiting.popleft()
                yield kept, given.result()
        finally:
            for _, given in waiting:
                given.cancel()

    def _ask(self, kept: Kept, want: Want) -> Answer:
        child = self._idle.get()
        try:
            return child.ask(kept, want)
        finally:
            self._idle.put(child)

    def close(self) -> None:
        """End the children, at once."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        for child in self._children:
            child.stop()
        self._threads.shutdown(wait=True)
