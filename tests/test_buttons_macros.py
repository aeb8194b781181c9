"""The buttons as the clerk meets them: one message each, nothing half-written, the status bar given back."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from fix_support import answers, found, load, planted_book, tick

from xlpy import buttons
from xlpy.books import bridge
from xlpy.books.errors import BookError
from xlpy.books.values import Text
from xlpy.buttons import macros, obstacles
from xlpy.buttons.choosing import chosen_units
from xlpy.buttons.progress import Cancelled
from xlpy.schema import sheet
from xlpy.workbook.messages import CHOSEN_UNIT


@dataclass
class Clerk:
    """The workbook whose button is clicked, what the clerk was told, where the clerk was taken, the status bar."""

    book: bridge.Book
    path: Path
    told: list[str] = field(default_factory=list[str])
    taken: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])
    status: list[str | None] = field(default_factory=list[str | None])

    @property
    def message(self) -> str:
        (text,) = self.told
        return text


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return planted_book(tmp_path_factory.mktemp("macros") / "sổ.xlsm")


@pytest.fixture
def clerk(planted: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Clerk]:
    path = Path(shutil.copy(planted, tmp_path / "sổ.xlsm"))
    with bridge.open_book(path) as book:
        seen = Clerk(book, path)
        monkeypatch.setattr(bridge, "calling_book", lambda: book)
        monkeypatch.setattr(bridge, "tell", lambda _, message: seen.told.append(message))
        monkeypatch.setattr(bridge, "select", lambda _, tab, cell: seen.taken.append((tab, cell)))
        monkeypatch.setattr(bridge, "set_status", lambda _, text: seen.status.append(text))
        yield seen


def choose(clerk: Clerk, text: str) -> None:
    bridge.write_name(clerk.book, CHOSEN_UNIT, Text(text))


def test_kiem_tra_counts_by_sheet_says_where_to_look_and_goes_there(clerk: Clerk) -> None:
    buttons.check()
    errors = sum(1 for finding in found(clerk.book) if finding.severity == "error")
    assert f"Có {errors} lỗi phải sửa" in clerk.message
    assert "\n- Cấu hình: 2 lỗi\n" in clerk.message
    assert clerk.message.count("\n- ") == 6, "the first five sheets, and how many others"
    assert " trang khác" in clerk.message
    assert "Xem trang Lỗi" in clerk.message
    assert "Sửa theo đề xuất" in clerk.message
    assert len(clerk.message) < 1000
    assert clerk.taken == [("Lỗi", "A5")]
    assert clerk.status[-1] is None


def test_kiem_tra_without_errors_stays_where_the_clerk_is(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from xlpy.buttons import verbs
    from xlpy.checks.runner import Report

    monkeypatch.setattr(verbs, "check", lambda loaded: Report())
    buttons.check()
    assert clerk.message == "Kiểm tra xong. Không phát hiện lỗi."
    assert clerk.taken == []


def test_sua_theo_de_xuat_says_what_was_done_and_what_not(clerk: Clerk) -> None:
    findings = found(clerk.book)
    chosen = [f for f in findings if f.code in ("D10", "D14")]
    tick(clerk.book, findings, chosen)
    buttons.fix()
    assert clerk.message.startswith("Đã sửa 1 ô theo đề xuất. 1 đề xuất chưa sửa được.")
    assert "dd/mm/yyyy" in clerk.message
    assert "Nhật ký" in clerk.message
    assert set(answers(clerk.book).values()) == {"Có"}


def test_sua_theo_de_xuat_without_a_tick_says_how_to_tick(clerk: Clerk) -> None:
    buttons.fix()
    assert "Hãy chọn “Có” ở cột Đồng ý sửa của trang Lỗi" in clerk.message


@pytest.mark.parametrize("verb", ["check", "fix", "score", "export"])
def test_a_read_only_workbook_is_said_so_before_anything_is_read(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(bridge, "read_only", lambda _: True)
    monkeypatch.setattr(bridge, "read_grids", None)
    getattr(buttons, verb)()
    assert "chỉ đọc" in clerk.message
    assert "Lưu thành" in clerk.message
    assert clerk.status == [None]


@pytest.mark.parametrize(
    ("verb", "tab"), [("check", "Lỗi"), ("fix", "Lỗi"), ("score", "Kết quả"), ("export", "Nhật ký")]
)
def test_a_locked_sheet_is_named_and_nothing_is_written(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, verb: str, tab: str
) -> None:
    real = bridge.read_grids

    def locked(book: bridge.Book, tabs: list[str] | None = None) -> object:
        grids = real(book, tabs)
        grids[tab].protected = True
        return grids

    monkeypatch.setattr(bridge, "read_grids", locked)
    getattr(buttons, verb)()
    assert f"trang “{tab}” đang khóa" in clerk.message
    assert "Bỏ bảo vệ trang" in clerk.message
    assert bridge.save(clerk.book) is None, "nothing differed"
    assert not (clerk.path.parent / "ho-so").exists()


def test_a_fault_becomes_a_message_and_the_status_bar_is_given_back(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(_: object) -> None:
        raise RuntimeError("hỏng")

    monkeypatch.setattr("xlpy.buttons.verbs.check", fails)
    buttons.check()
    assert "RuntimeError" in clerk.message
    assert clerk.status[-1] is None


def test_xuat_ho_so_takes_the_chosen_unit(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []

    def exported(*_: object, units: object, **__: object) -> object:
        from xlpy.packets.export import ExportReport

        asked.append(units)
        return ExportReport()

    monkeypatch.setattr("xlpy.buttons.verbs.export", exported)
    buttons.export()
    choose(clerk, "00001 – Phường Phúc Xá")
    buttons.export()
    assert asked == [None, ["00001"]]


def test_xuat_ho_so_names_units_left_out_with_their_reason(clerk: Clerk) -> None:
    choose(clerk, "PNV")
    buttons.export()
    assert "Đã xuất 0 bộ hồ sơ" in clerk.message
    assert "- Phòng Nội vụ: " in clerk.message
    assert clerk.status[-1] is None


def test_a_stop_says_what_is_finished_and_what_is_not(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    def stopped(*_: object, progress: macros.Progress, **__: object) -> None:
        progress(3, 10, "Phường Phúc Xá: 01-to-trinh.docx")
        raise Cancelled(3, 10, progress._kept)

    monkeypatch.setattr("xlpy.buttons.verbs.export", stopped)
    buttons.export()
    assert "xong 3/10" in clerk.message
    assert "các đơn vị còn lại chưa làm" in clerk.message
    assert "Bấm lại Xuất hồ sơ" in clerk.message
    assert any(text and "3/10" in text for text in clerk.status)
    assert clerk.status[-1] is None


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("Tất cả", None),
        ("tat ca", None),
        ("", None),
        ("00001 – Phường Phúc Xá", ["00001"]),
        ("00001", ["00001"]),
        ("1", ["00001"]),
        ("Phòng Nội vụ", ["PNV"]),
        ("p. cống vị", ["00007"]),
    ],
)
def test_the_unit_is_understood_however_it_is_named(
    clerk: Clerk, typed: str, units: list[str] | None
) -> None:
    choose(clerk, typed)
    assert chosen_units(clerk.book, load(clerk.book).campaign) == units


def test_an_unknown_unit_is_answered_with_the_nearest_one(clerk: Clerk) -> None:
    choose(clerk, "Phường Phúc Xa 2")
    buttons.export()
    assert "“Phường Phúc Xa 2”" in clerk.message
    assert "00001 – Phường Phúc Xá" in clerk.message
    assert "Tất cả" in clerk.message
    assert not (clerk.path.parent / "ho-so").exists()


def test_mo_thu_muc_before_the_first_export_says_what_to_do(clerk: Clerk) -> None:
    buttons.open_folder()
    assert "Hãy bấm Xuất hồ sơ" in clerk.message


@pytest.mark.parametrize("gone", [True, False])
def test_a_workbook_whose_folder_was_moved_is_told_so_and_one_that_was_never_saved_otherwise(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, gone: bool
) -> None:
    place = clerk.path.parent / "đã chuyển" / "sổ.xlsm" if gone else Path("Book1")
    monkeypatch.setattr(type(clerk.book), "fullname", str(place))
    buttons.open_folder()
    assert ("không còn ở chỗ cũ" in clerk.message) == gone
    assert ("chưa được lưu vào một thư mục" in clerk.message) != gone
    assert "bấm lại" in clerk.message


@pytest.mark.parametrize(("platform", "program"), [("linux", "xdg-open"), ("darwin", "open")])
def test_mo_thu_muc_opens_the_folder_beside_the_workbook_and_says_nothing(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch, platform: str, program: str
) -> None:
    started: list[list[str]] = []

    class Manager:
        def __init__(self, command: list[str], **_: object) -> None:
            started.append(command)

        def wait(self, _: float) -> int:
            return 0

    (clerk.path.parent / "ho-so").mkdir()
    monkeypatch.setattr(sys, "platform", platform)
    monkeypatch.setattr(subprocess, "Popen", Manager)
    buttons.open_folder()
    assert started == [[program, str(clerk.path.parent / "ho-so")]]
    assert clerk.told == []


def test_mo_thu_muc_uses_explorer_on_windows(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[Path] = []
    (clerk.path.parent / "ho-so").mkdir()
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr("os.startfile", shown.append, raising=False)
    buttons.open_folder()
    assert shown == [clerk.path.parent / "ho-so"]


def test_mo_thu_muc_on_a_machine_without_a_file_manager_names_the_folder(
    clerk: Clerk, monkeypatch: pytest.MonkeyPatch
) -> None:
    (clerk.path.parent / "ho-so").mkdir()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setenv("PATH", "")
    buttons.open_folder()
    assert "“ho-so” nằm cạnh sổ tính" in clerk.message


def test_a_workbook_without_the_choice_means_all_units(clerk: Clerk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("xlpy.buttons.choosing.CHOSEN_UNIT", "khong_co")
    assert chosen_units(clerk.book, load(clerk.book).campaign) is None


def test_locked_sheets_are_errors_of_the_book(clerk: Clerk) -> None:
    error = obstacles.LockedSheetsError("sổ.xlsm", ["Lỗi", "Nhật ký"])
    assert isinstance(error, BookError)
    assert "“Lỗi”, “Nhật ký”" in str(error)
    assert sheet("findings").tab in str(error)
