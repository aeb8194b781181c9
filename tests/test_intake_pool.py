"""Files are read in child processes with limits: whatever one does, the others are read."""

from __future__ import annotations

import json
import os
import pickle
import time
from pathlib import Path

import pytest
import zoo

from xlpy.books.intake import pool as pools
from xlpy.books.intake import wire
from xlpy.books.intake.job import Answer
from xlpy.books.intake.pool import Limits, ReadingPool
from xlpy.books.intake.store import Kept, keep
from xlpy.books.intake.taking import Returned, take_in


@pytest.fixture(scope="session")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zoo.build_copies(tmp_path_factory.mktemp("pool"))[0]


def files(folder: Path, copy: Path, *names: str) -> list[Path]:
    """Files of these names: the copy, each with a comment of its own in the zip so that hashes differ."""
    made: list[Path] = []
    for number, name in enumerate(names):
        comment = f"{number:04}".encode()
        path = folder / name
        path.write_bytes(copy.read_bytes()[:-2] + len(comment).to_bytes(2, "little") + comment)
        made.append(path)
    return made


def outcome(returned: Returned) -> tuple[str, str]:
    return returned.file, "read" if returned.copy is not None else returned.reason[:40]


def test_each_file_has_one_result_in_the_order_given(tmp_path: Path, copy: Path) -> None:
    paths = files(tmp_path, copy, "b.xlsx", "a.xlsx", "c.xlsx")
    (tmp_path / "rỗng.xlsx").write_bytes(b"")
    (tmp_path / "x.pdf").write_bytes(b"%PDF-1.7")
    order = [
        tmp_path / "rỗng.xlsx",
        paths[0],
        tmp_path / "x.pdf",
        tmp_path / "mất.xlsx",
        *paths[1:],
        paths[0],
    ]
    done = list(take_in(order, tmp_path / "kho"))
    assert [returned.file for returned in done] == [path.name for path in order]
    assert [returned.copy is not None for returned in done] == [False, True, False, False, True, True, True]
    assert done[0].kept is None
    assert done[2].kept is not None
    assert "PDF" in done[2].reason
    assert done[1].copy == done[6].copy


def test_a_copy_comes_back_whole_through_the_pipe(tmp_path: Path, copy: Path) -> None:
    returned = next(take_in([copy], tmp_path / "kho"))
    state = returned.copy
    assert state is not None
    assert returned.kept is not None
    assert (state.unit_code, state.round, state.copy_id) == (zoo.UNIT, 2, zoo.COPY_ID)
    assert state.file_hash == returned.kept.sha256
    assert state.base is not None
    assert {row.key for row in state.rows} == set(state.base)
    assert returned.identity is not None
    assert returned.identity.by == "stamp"


# What a parser could do to its process, put into the child in place of the reading of a file by that name.
SABOTAGE = """
import os, sys, time
sys.path.insert(0, sys.argv[1])
from xlpy.books.intake import child
real = child.answer
def answer(path, name, sha256, want):
    if name.startswith("crash"):
        os.kill(os.getpid(), 11)
    if name.startswith("hang"):
        time.sleep(600)
    if name.startswith("hog"):
        bytearray(8 << 30)
    if name.startswith("lie"):
        os.write(out, b"nonsense" * 3)
        os._exit(0)
    if name.startswith("noise"):
        print("printed by a parser")
        os.system("echo printed by a program")
    return real(path, name, sha256, want)
out = os.dup(1)
child.answer = answer
child.main(int(sys.argv[2]))
"""


@pytest.fixture
def sabotaged(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pools, "_START", SABOTAGE)


@pytest.mark.usefixtures("sabotaged")
def test_a_file_that_kills_stalls_or_fills_its_child_is_rejected_alone(tmp_path: Path, copy: Path) -> None:
    names = [
        "a.xlsx",
        "crash.xlsx",
        "b.xlsx",
        "hog.xlsx",
        "c.xlsx",
        "lie.xlsx",
        "noise.xlsx",
        "crash2.xlsx",
        "d.xlsx",
    ]
    done = list(take_in(files(tmp_path, copy, *names), tmp_path / "kho"))
    told = dict(map(outcome, done))
    assert [name for name, what in told.items() if what == "read"] == [
        "a.xlsx", "b.xlsx", "c.xlsx", "noise.xlsx", "d.xlsx",
    ]  # fmt: skip
    for name, says in (
        ("crash", "dừng giữa chừng"),
        ("crash2", "dừng giữa"),
        ("hog", "bộ nhớ"),
        ("lie", "dừng giữa"),
    ):
        reason = next(returned.reason for returned in done if returned.file == f"{name}.xlsx")
        assert says in reason
        assert "Hãy" in reason


@pytest.mark.usefixtures("sabotaged")
def test_a_file_that_takes_too_long_is_stopped(tmp_path: Path, copy: Path) -> None:
    paths = files(tmp_path, copy, "hang.xlsx", "a.xlsx", "b.xlsx")
    begun = time.monotonic()
    done = list(take_in(paths, tmp_path / "kho", limits=Limits(seconds=8, children=2)))
    assert time.monotonic() - begun < 60
    assert "8 giây" in done[0].reason
    assert [returned.copy is not None for returned in done] == [False, True, True]


@pytest.mark.usefixtures("sabotaged")
def test_leaving_early_ends_the_children(tmp_path: Path, copy: Path) -> None:
    paths = files(tmp_path, copy, "a.xlsx", "hang.xlsx", "hang2.xlsx")
    pool = ReadingPool(Limits(children=2))
    with pool:
        next(pool.read(keep(path, tmp_path / "kho") for path in paths))
        running = [child._process.pid for child in pool._children if child._process is not None]
        assert running
    for pid in running:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_files_are_drawn_only_as_they_are_needed(tmp_path: Path, copy: Path) -> None:
    drawn: list[int] = []

    def source() -> object:
        for number in range(500):
            drawn.append(number)
            yield Kept(tmp_path / "không có", "0" * 64, f"{number}.xlsx", 1)

    with ReadingPool(Limits(children=1)) as pool:
        answers = pool.read(source())  # type: ignore[arg-type]
        next(answers)
        assert len(drawn) < 20
        answers.close()


def test_an_answer_builds_nothing_but_plain_data() -> None:
    class Evil:
        def __reduce__(self) -> tuple[object, tuple[str]]:
            return os.system, ("true",)

    with pytest.raises(wire.BadAnswerError):
        wire.unpack(pickle.dumps(Evil()))
    with pytest.raises(wire.BadAnswerError):
        wire.unpack(b"\x80\x05garbage")
    assert wire.unpack(wire.pack(Answer("không"))) == Answer("không")
    assert json.loads(wire.request(name="Cống Vị"))["name"] == "Cống Vị"
