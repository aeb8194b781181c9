"""`merge --undo`, and a merge that is killed: the master is the old one or the new one."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import datetime
from pathlib import Path

import merge_book_kit as kit
import pytest
from merge_book_kit import ANH, DUC, HUONG, KHANH, WARD
from merge_command import book, merge, office_copy, pattern, place, ward

from xlpy.cli.main import main

ROOT = Path(__file__).parents[1]

__all__ = ["book", "office_copy", "pattern", "place", "ward"]


def test_undo_brings_back_the_very_bytes(book: Path, ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.clear(ward, DUC)
    before = book.read_bytes()
    merge(capsys, book, ward)
    assert book.read_bytes() != before
    assert main(["merge", str(book), "--undo"]) == 0
    assert "đúng như trước khi ghép" in capsys.readouterr().out
    assert book.read_bytes() == before
    assert main(["merge", str(book), "--undo"]) == 2
    assert "không có gì để hoàn tác" in capsys.readouterr().err


def test_undo_after_other_work_puts_back_what_nobody_touched_and_names_the_rest(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0, birth_date=datetime(1979, 12, 31))
    kit.edit(ward, KHANH, full_name="=Khánh")
    kit.edit(ward, "CN-00007-0001", unit_code=WARD, full_name="Ngô Thị Mới")
    kit.clear(ward, DUC)
    was = {row_id: kit.values(book, row_id) for row_id in (HUONG, KHANH, DUC)}
    merge(capsys, book, ward)
    kit.edit(book, HUONG, votes_for=14.0)
    assert main(["merge", str(book), "--undo"]) == 1
    out = capsys.readouterr().out
    assert "“Phiếu đồng ý” đã sửa thành “14”" in out
    assert kit.values(book, HUONG) == {**was[HUONG], "votes_for": 14.0}
    assert kit.values(book, KHANH) == was[KHANH]
    assert kit.values(book, DUC) == was[DUC], "dates come back as dates, texts as texts"
    assert sorted(kit.ids(book)) == [HUONG, KHANH, DUC, ANH]
    assert kit.register(book)[WARD].returned_hash == "", "the file may come in again"
    assert main(["merge", str(book), "--undo"]) == 2
    assert "đã được hoàn tác" in capsys.readouterr().err
    code, data = merge(capsys, book, ward)
    assert data["files"][0]["status"] == "conflicts"
    assert code == 1


def test_undo_takes_back_choices_and_conflicts_too(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.edit(book, HUONG, votes_for=12.0)
    merge(capsys, book, ward)
    (line,) = kit.conflicts(book)
    kit.choose(book, line, "Lấy của đơn vị")
    merge(capsys, book)
    kit.edit(book, KHANH, alias="Khánh Còi")
    assert main(["merge", str(book), "--undo"]) == 0
    assert kit.values(book, HUONG)["votes_for"] == 12.0
    (line,) = kit.conflicts(book)
    assert (line.status, line.choice) == ("Chưa xử lý", "")


KILLED = """
import os, sys, time
from pathlib import Path
call, nth = sys.argv[1], int(sys.argv[2])
from xlpy.buttons import merging
read = merging.read
def armed(*args, **options):
    found = read(*args, **options)
    real = getattr(os, call)
    count = 0
    def stop(*args, **options):
        nonlocal count
        count += 1
        if count == nth:
            print("reached", flush=True)
            time.sleep(60)
        return real(*args, **options)
    setattr(os, call, stop)
    return found
merging.read = armed
from xlpy.cli.main import main
print("ended", main(["merge", *sys.argv[3:]]), flush=True)
"""


@pytest.mark.parametrize(
    ("call", "nth"), [("fsync", 1), ("fsync", 2), ("fsync", 3), ("replace", 1), ("replace", 2), ("fsync", 4)]
)
def test_a_merge_killed_at_any_write_leaves_the_old_master_or_the_new_one(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str], call: str, nth: int
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    old = book.read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", KILLED, call, str(nth), str(book), str(ward)],
        stdout=subprocess.PIPE,
        text=True,
        cwd=ROOT,
    )
    assert child.stdout is not None
    reached = ""
    with child.stdout:
        for reached in child.stdout:
            if reached.startswith(("reached", "ended")):
                break
        child.send_signal(signal.SIGKILL)
        child.wait(30)
    if book.read_bytes() == old:
        assert reached == "reached\n"
        for left in book.parent.glob(".*.tam"):
            os.utime(left, (time.time() - 7200,) * 2)
        assert merge(capsys, book, ward)[0] == 0
    assert kit.values(book, HUONG)["votes_for"] == 11.0
    assert main(["merge", str(book), "--undo"]) == 0
    assert kit.values(book, HUONG)["votes_for"] == 9.0
