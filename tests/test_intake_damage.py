"""A returned workbook that is damaged anywhere is read or refused with a reason; intake never stumbles over it."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import zoo
from books_support import parts, rezip

from xlpy.books.intake.job import answer

PIECES = b'<>"&/=0129azAZ'


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return zoo.build_copies(tmp_path_factory.mktemp("damage"))[0]


def damaged(data: bytes, chance: random.Random) -> bytes:
    """A few bytes changed, cut out, put in or repeated."""
    spoiled = bytearray(data)
    for _ in range(chance.choice([1, 3, 20])):
        at = chance.randrange(len(spoiled))
        kind = chance.randrange(4)
        if kind == 0:
            spoiled[at] = chance.randrange(256)
        elif kind == 1:
            del spoiled[at : at + chance.randrange(1, 40)]
        elif kind == 2:
            spoiled[at:at] = bytes(chance.choice(PIECES) for _ in range(chance.randrange(1, 9)))
        else:
            start = chance.randrange(len(spoiled))
            spoiled[at:at] = spoiled[start : start + chance.randrange(1, 60)]
    return bytes(spoiled)


@pytest.mark.parametrize("seed", range(24))
def test_damage_is_survived(tmp_path: Path, copy: Path, seed: int) -> None:
    chance = random.Random(seed)
    path = tmp_path / "a.xlsx"
    if seed % 4:
        name = chance.choice([part for part in parts(copy) if not part.startswith(("docProps", "xl/theme"))])
        rezip(copy, path, {name: damaged(parts(copy)[name], chance)})
    else:
        path.write_bytes(damaged(copy.read_bytes(), chance))
    made = answer(path, path.name, "0" * 64, "copy")
    assert (made.copy is None) == bool(made.reason)
    assert made.copy is not None or "ãy" in made.reason
