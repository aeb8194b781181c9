"""The hidden base as cells, row ids and their tags: plain data, no workbook."""

from __future__ import annotations

import re
from datetime import datetime

import pytest

from xlpy.books.values import CellError
from xlpy.exchange.copies import Part
from xlpy.exchange.copies_ids import assign_ids, unit_tags
from xlpy.exchange.errors import ExchangeError
from xlpy.model.baseline import BadBase, BaseHead, decode, encode
from xlpy.model.rawrows import RawRow, RowKey

WARD = "00001"


def test_the_base_survives_any_value_and_says_when_it_does_not() -> None:
    head = BaseHead("C", "1", WARD, 1, "id")
    values = {
        "a": "=1+1", "b": 0.1 + 0.2, "c": True, "d": datetime(2023, 5, 31, 14, 5), "e": CellError("#N/A"),
        "f": "  cách \t hai\nđầu ", "g": "x" * 100_000, "h": "_x000D_", "i": 123456789012345e5,
    }  # fmt: skip
    rows = [RawRow(RowKey("individuals", "CN-1"), WARD, 7, values)]
    cells = encode(head, rows)
    assert max(len(piece) for row in cells for piece in row) <= 32_767
    assert not [piece for row in cells for piece in row if re.search("[\x00-\x1f]|_x000D_", piece)]
    padded = [[*row, *[None] * (9 - len(row))] for row in cells]
    read, back, _ = decode(padded, CellError)
    assert read == head
    (row,) = back.values()
    assert row.values == {**values, "b": 0.3}
    assert type(row.values["e"]) is CellError
    with pytest.raises(BadBase, match="trống"):
        decode([], CellError)
    with pytest.raises(BadBase, match="sai mã kiểm tra"):
        decode(cells[:1], CellError)


def test_ids_count_on_from_the_prepared_rows_and_know_their_tag() -> None:
    rows = [
        RawRow(RowKey("works", key), WARD, n, {})
        for n, key in enumerate(("CT-0002", "", "CT-0002", "CT-0009"))
    ]
    numbered, changes = assign_ids(rows, {"works": ["CT-0002", "CT-0041", "CT-PNV-0077", "CT-0009"]})
    assert [row.key.row_id for row in numbered] == ["CT-0002", "CT-0042", "CT-0043", "CT-0009"]
    assert [change.reason.startswith("mã trùng") for change in changes] == [False, True]
    numbered, _ = assign_ids(rows[1:2], {"works": ["CT-0041", "CT-00001L1-0003"]}, "00001L1")
    assert numbered[0].key.row_id == "CT-00001L1-0004"


def test_codes_that_look_alike_in_ascii_get_tags_of_their_own() -> None:
    tags = unit_tags(["PĐ", "PD", "00001", "Phòng A"])
    assert tags["00001"] == "00001"
    assert len(set(tags.values())) == 4
    assert all(tag.isascii() and " " not in tag for tag in tags.values())


@pytest.mark.parametrize("text", ["", "TỔ 3=x", "CODEQUADAI=x", "A-B"])
def test_a_part_code_that_ids_cannot_hold_is_refused(text: str) -> None:
    with pytest.raises(ExchangeError, match="Mã bộ phận"):
        Part.parse(text)
