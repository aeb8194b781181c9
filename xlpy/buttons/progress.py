"""How far a long button is, in the status bar, and the clerk's wish to stop it."""

from __future__ import annotations

import time
from collections.abc import Callable

from xlpy.books import bridge
from xlpy.buttons.stopping import stop_wish

SECONDS_BETWEEN = 0.2
"""Least time between two texts: more than five a second nobody reads, and each costs a call to the program."""
KEPT = "Phần đã xong vẫn giữ nguyên. Muốn làm tiếp, hãy bấm lại nút."


class Cancelled(Exception):
    """The clerk asked to stop; `str(error)` is the Vietnamese message. Raised between two steps, never within one."""

    def __init__(self, done: int, total: int, kept: str = KEPT) -> None:
        self.done = done
        self.total = total
        super().__init__(f"Đã dừng theo yêu cầu khi xong {done}/{total}. {kept}")


class Progress:
    """What long verbs call between two steps; fits their parameter `progress`.

    `task` names the work for the clerk ("Đang xuất hồ sơ"), `kept` says after a stop what remains of it and what to
    do next. Used as a context manager it takes its text out of the status bar at the end, whatever happened.
    """

    def __init__(
        self,
        book: bridge.Book,
        task: str,
        kept: str = KEPT,
        *,
        stop: Callable[[], bool] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._book = book
        self._task = task
        self._kept = kept
        self._stop = stop or stop_wish(bridge.process_id(book))
        self._clock = clock
        self._shown_at: float | None = None

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __call__(self, done: int, total: int, what: str) -> None:
        """`done` of `total` steps are finished, `what` is under way ("Phường Phúc Xá").

        Raises `Cancelled` if the clerk has asked to stop and something is left to do.
        """
        if done < total and self._stop():
            raise Cancelled(done, total, self._kept)
        now = self._clock()
        if self._shown_at is None or now - self._shown_at >= SECONDS_BETWEEN:
            self._shown_at = now
            bridge.set_status(self._book, f"{self._task}: {done}/{total} – {what} (Esc để dừng)")

    def close(self) -> None:
        """Gives the status bar back to the program."""
        if self._shown_at is not None:
            bridge.set_status(self._book, None)
            self._shown_at = None
