"""From the mouse click on Kiểm tra to the message that it is done, in a real window of LibreOffice.

    python -m benchmarks.click [--rounds 7] [--workbook FILE]

Three ways take turns in one run: the floor (see click_floor), a cold click (no Python of ours is running) and a warm
one. Every way is clicked in a workbook with macros allowed, on a virtual screen of its own.
"""

from __future__ import annotations

import argparse
import ctypes
import os
import shutil
import signal
import statistics
import tempfile
import time
from collections.abc import Generator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from benchmarks.measure import ROOT
from tests.click_support import Desk, desk, file_name, install, make_profile, wait_until

SAMPLE = ROOT / "samples" / "ThiDua2023-mau.xlsm"
HERE = Path(__file__).parent
TITLE = "Thi đua - Khen thưởng"
FLOOR, COLD, WARM = "floor: import xlwings, connect, message", "check, no Python running", "check, warm"
SECONDS = 300
"""Longest wait for a message."""
PARTS = ("start", "imports", "connect", "read", "compute", "write", "message")


class Screen:
    """When windows come and go, and a mouse without the start of a process (the extension that xdotool uses)."""

    def __init__(self, display: str) -> None:
        self._x11, self._xtest = ctypes.CDLL("libX11.so.6"), ctypes.CDLL("libXtst.so.6")
        self._x11.XOpenDisplay.restype = ctypes.c_void_p
        self._x11.XInternAtom.restype = self._x11.XDefaultRootWindow.restype = ctypes.c_ulong
        self._display = ctypes.c_void_p(self._x11.XOpenDisplay(display.encode()))
        self._root = ctypes.c_ulong(self._x11.XDefaultRootWindow(self._display))
        self._list = ctypes.c_ulong(self._x11.XInternAtom(self._display, b"_NET_CLIENT_LIST", 0))

    def windows(self) -> int:
        """How many the window manager has on the screen now."""
        kind, count, rest = ctypes.c_ulong(), ctypes.c_ulong(), ctypes.c_ulong()
        form, data = ctypes.c_int(), ctypes.c_void_p()
        answers = [ctypes.byref(one) for one in (kind, form, count, rest, data)]
        limits = (ctypes.c_long(0), ctypes.c_long(1000), 0, ctypes.c_ulong(0))
        self._x11.XGetWindowProperty(self._display, self._root, self._list, *limits, *answers)
        if data:
            self._x11.XFree(data)
        return count.value

    def press(self) -> float:
        """Presses and releases the left button; when, in seconds."""
        now = time.monotonic()
        for down in (1, 0):
            self._xtest.XTestFakeButtonEvent(self._display, 1, down, 0)
        self._x11.XFlush(self._display)
        return now

    def shown(self, count: int) -> float:
        """When the number of windows has reached `count`, in seconds; looks every 2 ms."""
        end = time.monotonic() + SECONDS
        while self.windows() < count:
            if time.monotonic() > end:
                raise TimeoutError("no message")
            time.sleep(0.002)
        return time.monotonic()

    def close(self) -> None:
        self._x11.XCloseDisplay(self._display)


class Office:
    """One LibreOffice with one workbook and one tool behind its buttons."""

    def __init__(self, place: Desk, screen: Screen, tool: Path) -> None:
        self.desk, self.screen, self.tool = place, screen, tool

    def click(self) -> dict[str, float]:
        """Seconds of the parts, and of the whole as "total"."""
        marks = self.tool / "marks"
        marks.unlink(missing_ok=True)
        found = self.desk.button("Kiểm tra")
        assert found is not None
        controller, x, y = found
        window = self.desk.windows(file_name(controller.Model))[0]
        self.desk.mouse("mousemove", "--window", window, str(x), str(y))
        time.sleep(0.3)
        before = self.screen.windows()
        pressed = self.screen.press()
        shown = self.screen.shown(before + 1)
        lines = marks.read_text(encoding="ascii").split() if marks.exists() else []
        self.desk.key("Return")
        wait_until(lambda: not self.desk.windows(TITLE), "the message to close")
        wait_until(lambda: not list(self._folder().glob("*/*-*/")), "the macro to end")
        return split(pressed, shown, dict(zip(lines[::2], map(float, lines[1::2]), strict=True)))

    def server(self) -> int:
        """The number of the process that stays, if it is ready."""
        for ready in self._folder().glob("*/ready"):
            if (named := ready.with_name("server")).exists():
                return int(named.read_text() or 0)
        return 0

    def kill_server(self) -> None:
        if process := self.server():
            os.kill(process, signal.SIGKILL)
            wait_until(lambda: not Path(f"/proc/{process}").exists(), "its end")

    def _folder(self) -> Path:
        return self.desk.profile / "user" / "thidua"


def split(pressed: float, shown: float, marks: dict[str, float]) -> dict[str, float]:
    """The parts between the marks; a part without its marks is left out."""
    parts = {"total": shown - pressed}
    # A child of the server starts with its job, a process of its own with Python.
    begun = marks.get("job", marks.get("python"))
    if begun is not None:
        parts["start"] = begun - pressed
        parts["imports"] = marks["connect"] - begun
        parts["message"] = shown - marks["tell"]
    for name in ("connect", "read", "compute", "write"):
        if name in marks and f"/{name}" in marks:
            parts[name] = marks[f"/{name}"] - marks[name]
    return parts


@contextmanager
def office(home: Path, workbook: Path, tool: Path) -> Generator[Office, None, None]:
    """A LibreOffice in a window, the workbook open, the tool installed."""
    home.mkdir()
    profile = make_profile(home)
    book = Path(shutil.copy(workbook, home / "so.xlsm"))
    install(profile, home, tool)
    with desk(profile) as place:
        screen = Screen(place.environment["DISPLAY"])
        try:
            place.open(book)
            yield Office(place, screen, tool)
        finally:
            screen.close()


def tools(home: Path) -> tuple[Path, Path]:
    """The folder with our package and the marks, and the folder with the floor."""
    ours, floor = home / "ours", home / "floor"
    ours.mkdir()
    (ours / "xlpy").symlink_to(ROOT / "xlpy")
    shutil.copy(HERE / "click_marks.py", ours / "sitecustomize.py")
    (floor / "xlpy" / "buttons").mkdir(parents=True)
    (floor / "xlpy" / "__init__.py").touch()
    shutil.copy(HERE / "click_floor.py", floor / "xlpy" / "buttons" / "__init__.py")
    return ours, floor


def measure(rounds: int, workbook: Path) -> tuple[dict[str, list[dict[str, float]]], dict[str, float]]:
    """Every way, `rounds` times in turn; and the very first click after the workbook was opened."""
    series: dict[str, list[dict[str, float]]] = {FLOOR: [], COLD: [], WARM: []}
    with tempfile.TemporaryDirectory() as name, ExitStack() as stack:
        home = Path(name)
        ours, floor = tools(home)
        program = stack.enter_context(office(home / "a", workbook, ours))
        least = stack.enter_context(office(home / "b", workbook, floor))
        wait_until(program.server, "the server")
        first = program.click()
        least.click()
        for number in range(rounds):
            series[FLOOR].append(least.click())
            program.kill_server()
            series[COLD].append(program.click())
            wait_until(program.server, "the server")
            time.sleep(2)
            series[WARM].append(program.click())
            print(f"round {number + 1} of {rounds}", flush=True)
    return series, first


def table(series: dict[str, list[dict[str, float]]], first: dict[str, float]) -> str:
    """Medians in milliseconds as a Markdown table; spread and ratio of the whole."""
    floor = statistics.median(run["total"] for run in series[FLOOR])
    lines = [
        f"| way | click to message, ms | fastest–slowest | × floor | {' | '.join(PARTS)} |",
        "| --- | --: | --: | --: |" + " --: |" * len(PARTS),
    ]
    for name, runs in [*series.items(), ("first click after opening (once)", [first])]:
        totals = [run["total"] for run in runs]
        whole = statistics.median(totals)
        parts = [
            f"{1000 * statistics.median(run[part] for run in runs):.0f}" if part in runs[0] else "–"
            for part in PARTS
        ]
        spread = f"{1000 * min(totals):.0f}–{1000 * max(totals):.0f}"
        lines.append(
            f"| {name} | {1000 * whole:.0f} | {spread} | {whole / floor:.2f} | {' | '.join(parts)} |"
        )
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--workbook", type=Path, default=SAMPLE)
    arguments = parser.parse_args()
    load = os.getloadavg()[0]
    print(table(*measure(arguments.rounds, arguments.workbook)))
    print(f"load of the machine before and after: {load:.1f}, {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
