"""Saving in place: whatever goes wrong, the workbook on disk is the old one or the new one, whole."""

from __future__ import annotations

import errno
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from books_support import feature_book, independent

from xlpy.books import bridge
from xlpy.books.errors import BookBusy, BookChanged, BookError, BookNotSaved, BookReadOnly

TAB = "Dữ liệu"


def write(path: Path, value: object = 77) -> Path | None:
    with bridge.open_book(path) as book:
        bridge.write_cells(book, TAB, [(3, 2, value)])
        return bridge.save(book)


def leftovers(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.name.endswith(".tam"))


def test_the_old_bytes_lie_in_a_dated_backup_and_the_mode_stays(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "Thi đua.xlsx")
    path.chmod(0o640)
    before = path.read_bytes()
    backup = write(path)
    assert backup is not None
    assert backup.parent == tmp_path / "sao-luu"
    assert backup.name.startswith("Thi đua-20")
    assert backup.suffix == ".xlsx"
    assert backup.read_bytes() == before
    assert path.read_bytes() != before
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert leftovers(tmp_path) == []


def test_saves_within_one_second_keep_every_backup(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    backups = {write(path, number) for number in range(4)}
    assert len(backups) == 4
    assert all(backup is not None and backup.exists() for backup in backups)


def test_one_open_book_may_be_saved_twice(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with bridge.open_book(path) as book:
        for value in (5, 6):
            bridge.write_cells(book, TAB, [(3, 2, value)])
            assert bridge.save(book) is not None
            assert bridge.read_grids(book)[TAB].value(3, 2) == value


@pytest.mark.parametrize("owner", ["~$a.xlsx", ".~lock.a.xlsx#"])
def test_a_workbook_open_in_an_office_program_is_not_written(tmp_path: Path, owner: str) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    (tmp_path / owner).touch()
    with pytest.raises(BookBusy, match="đóng tệp") as caught:
        write(path)
    assert owner in str(caught.value)
    assert path.read_bytes() == before
    assert not (tmp_path / "sao-luu").exists()


def test_a_workbook_that_changed_since_it_was_read_is_not_overwritten(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    other = feature_book(tmp_path / "b.xlsx", rows=7).read_bytes()
    with bridge.open_book(path) as book:
        bridge.write_cells(book, TAB, [(3, 2, 77)])
        path.write_bytes(other)
        with pytest.raises(BookChanged, match="chạy lại"):
            bridge.save(book)
    assert path.read_bytes() == other
    assert leftovers(tmp_path) == []


def test_a_read_only_workbook_is_refused(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    path.chmod(0o444)
    with pytest.raises(BookReadOnly, match="chỉ đọc"):
        write(path)
    assert path.read_bytes() == before


def test_a_folder_that_takes_no_files_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "denied")

    monkeypatch.setattr("tempfile.mkstemp", refuse)
    with pytest.raises(BookReadOnly, match="thư mục"):
        write(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("call", ["replace", "fsync", "fdopen"])
@pytest.mark.parametrize("nth", [1, 2, 3])
@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EIO])
def test_a_failing_disk_leaves_the_old_workbook_and_no_temporary_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, nth: int, code: int
) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    real = getattr(os, call)
    count = 0

    def fail(*args: object, **options: object) -> object:
        nonlocal count
        count += 1
        if count == nth:
            if call == "fdopen":
                os.close(args[0])  # type: ignore[arg-type]
            raise OSError(code, os.strerror(code))
        return real(*args, **options)

    monkeypatch.setattr(os, call, fail)
    try:
        write(path)
    except BookNotSaved as error:
        assert ("hết chỗ" in str(error)) == (code == errno.ENOSPC)
        assert path.read_bytes() == before
    else:
        assert count < nth, "the fault was reached and swallowed"
        assert path.read_bytes() != before
    monkeypatch.undo()
    assert leftovers(tmp_path) == []


def test_a_message_names_the_file_and_never_its_folder(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    (tmp_path / "~$a.xlsx").touch()
    with pytest.raises(BookError) as caught:
        write(path)
    assert "a.xlsx" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_link_to_a_workbook_stays_a_link(tmp_path: Path) -> None:
    real = feature_book(tmp_path / "that.xlsx")
    link = tmp_path / "link.xlsx"
    link.symlink_to(real)
    before = real.read_bytes()
    write(link)
    assert link.is_symlink()
    assert real.read_bytes() != before


KILLED = """
import os, sys, time
from pathlib import Path
from xlpy.books import bridge
path, call, nth = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
real = getattr(os, call)
count = 0
def stop(*args, **options):
    global count
    count += 1
    if count == nth:
        print("reached", flush=True)
        time.sleep(60)
    return real(*args, **options)
setattr(os, call, stop)
with bridge.open_book(path) as book:
    bridge.write_cells(book, "Dữ liệu", [(3, 2, 77)])
    bridge.save(book)
"""


@pytest.mark.parametrize(("call", "nth"), [("fsync", 1), ("fsync", 2), ("replace", 1)])
def test_a_killed_run_leaves_the_old_bytes_and_the_next_run_works(
    tmp_path: Path, call: str, nth: int
) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    before = path.read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path), call, str(nth)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=Path(__file__).parents[1],
    )
    assert child.stdout is not None
    with child.stdout:
        assert child.stdout.readline() == "reached\n"
        child.send_signal(signal.SIGKILL)
        child.wait(30)
    assert path.read_bytes() == before
    old = [tmp_path / name for name in leftovers(tmp_path)]
    assert len(old) == 1
    os.utime(old[0], (time.time() - 7200,) * 2)
    write(path)
    assert leftovers(tmp_path) == []
    assert independent(path)[TAB]["B3"].value == 77
