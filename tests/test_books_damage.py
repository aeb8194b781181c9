"""Damaged parts: whatever stands in them, the end is one `BookError` or a workbook, never a traceback."""

from __future__ import annotations

import random
import re
from pathlib import Path

import pytest
from books_support import feature_book, parts, rezip

from xlpy.books import bridge
from xlpy.books.errors import BookError

_VALUES = [b"", b"-1", b"abc", b"99999999999", b"A1:", b"XFE1", b"0", b"1:1", b"&#0;", b"#REF!", "ộ".encode()]
_TEXTS = [b"", b"nan", b"inf", b"1e999", b"-1", b"99999999", b"&x;", b"\xff\xfe"]


def damage(data: bytes, dice: random.Random) -> bytes:
    kind = dice.choice(["drop attribute", "change attribute", "change attribute", "change text", "cut"])
    spoiled = bytearray(data)
    pattern = {"drop attribute": rb'\s[\w:]+="[^"]*"', "change attribute": rb'(?<==")[^"]*(?=")'}
    places = list(re.finditer(pattern.get(kind, rb"(?<=>)[^<]+(?=<)"), data))
    if kind == "cut" or not places:
        start = dice.randrange(len(data))
        del spoiled[start : start + dice.randrange(1, 40)]
        return bytes(spoiled)
    place = dice.choice(places)
    new = {"drop attribute": b"", "change attribute": dice.choice(_VALUES)}.get(kind, dice.choice(_TEXTS))
    spoiled[place.start() : place.end()] = new
    return bytes(spoiled)


@pytest.mark.parametrize("seed", range(6))
def test_a_damaged_part_ends_in_one_clear_message_or_in_a_workbook(tmp_path: Path, seed: int) -> None:
    dice = random.Random(seed)
    source = feature_book(tmp_path / "a.xlsx")
    known = parts(source)
    names = [
        name for name in known if re.search(r"worksheets|workbook|styles|shared|tables|_rels/\.rels", name)
    ]
    outcomes = {True: 0, False: 0}
    for _ in range(25):
        name = dice.choice(names)
        spoiled = rezip(source, tmp_path / "b.xlsx", {name: damage(known[name], dice) or b" "})
        try:
            with bridge.open_book(spoiled) as book:
                bridge.read_grids(book)
                bridge.names(book)
                bridge.write_cells(book, "Dữ liệu", [(3, 2, 50), (20, 1, "x"), (3, 3, 4)])
                bridge.resize_table(book, "BangDiem", 12)
                bridge.save(book)
        except BookError as error:
            assert "b.xlsx" in str(error)
            outcomes[False] += 1
        else:
            outcomes[True] += 1
    assert all(outcomes.values())
