"""What a long button shows while it works, and how the clerk stops it."""

from __future__ import annotations

import ctypes
from pathlib import Path
from typing import Any

import pytest

from xlpy.books import bridge
from xlpy.buttons.faults import explain
from xlpy.buttons.progress import Cancelled, Progress
from xlpy.buttons.stopping import JOB_VARIABLE, STOP_FILE, EscapeKey, stop_wish

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "ThiDua2023-mau.xlsm"
EXCEL = 4711


class Clock:
    """A clock that stands still until told."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Keyboard:
    """Windows' user32 as far as it is asked: the state of Esc, and whose window is in front."""

    def __init__(self, front: int = EXCEL) -> None:
        self.state = 0
        self.front = front

    def GetAsyncKeyState(self, key: int) -> int:  # noqa: N802
        assert key == 0x1B
        # Windows forgets the low bit, "pressed since the last look", by being asked.
        state, self.state = self.state, self.state & ~1
        return state

    def GetForegroundWindow(self) -> int:  # noqa: N802
        return 77

    def GetWindowThreadProcessId(self, window: int, owner: Any) -> int:  # noqa: N802
        assert window == 77
        ctypes.cast(owner, ctypes.POINTER(ctypes.c_ulong))[0] = self.front
        return 1


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Every text that goes to the status bar."""
    texts: list[str | None] = []
    original = bridge.set_status

    def note(book: bridge.Book, text: str | None) -> None:
        texts.append(text)
        original(book, text)

    monkeypatch.setattr(bridge, "set_status", note)
    return texts


def test_the_status_bar_says_what_is_done_how_much_is_left_and_how_to_stop(shown: list[str | None]) -> None:
    with bridge.open_book(SAMPLE) as book:
        with Progress(book, "Đang xuất hồ sơ") as progress:
            progress(12, 59, "Phường Phúc Xá")
            assert book.app.status_bar == "Đang xuất hồ sơ: 12/59 – Phường Phúc Xá (Esc để dừng)"
        assert book.app.status_bar is False
    assert len(shown) == 2


def test_at_most_five_texts_a_second_are_shown(shown: list[str | None]) -> None:
    clock = Clock()
    with bridge.open_book(SAMPLE) as book:
        progress = Progress(book, "Đang xuất hồ sơ", clock=clock)
        for step in range(1000):
            progress(step, 1000, "Phường Phúc Xá")
            clock.now += 0.002
    assert len(shown) == 10


def test_a_stop_file_in_the_jobs_folder_stops_between_two_steps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(JOB_VARIABLE, str(tmp_path))
    with bridge.open_book(SAMPLE) as book:
        with Progress(book, "Đang tách", kept="Chưa có tệp nào bị đổi.") as progress:
            progress(0, 3, "a")
            (tmp_path / STOP_FILE).touch()
            with pytest.raises(Cancelled) as caught:
                progress(1, 3, "b")
        assert book.app.status_bar is False
    assert explain(caught.value) == "Đã dừng theo yêu cầu khi xong 1/3. Chưa có tệp nào bị đổi."


def test_a_wish_that_comes_when_all_is_done_changes_nothing(shown: list[str | None]) -> None:
    with bridge.open_book(SAMPLE) as book:
        Progress(book, "Đang xuất hồ sơ", stop=lambda: True)(3, 3, "c")
    assert len(shown) == 1


def test_without_a_way_to_ask_nothing_stops(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(JOB_VARIABLE, raising=False)
    assert stop_wish(None)() is False


def test_on_windows_esc_stops_even_if_it_was_pressed_between_two_looks() -> None:
    keyboard = Keyboard()
    key = EscapeKey(keyboard, EXCEL)
    assert not key()
    keyboard.state = 0x0001
    assert key()
    assert key(), "a wish stays"


def test_on_windows_esc_from_before_the_click_is_forgotten() -> None:
    keyboard = Keyboard()
    keyboard.state = 0x0001
    assert not EscapeKey(keyboard, EXCEL)()


def test_on_windows_esc_in_another_program_does_not_stop() -> None:
    keyboard = Keyboard(front=1)
    key = EscapeKey(keyboard, EXCEL)
    keyboard.state = 0x8001
    assert not key()
