"""A formula filled down a table becomes stale only where its own row, or a column that it names, has changed."""

from __future__ import annotations

import pytest

from xlpy.books.ooxml.staleness import Vocabulary, stale_cells

KNOWN = Vocabulary(
    {},
    {"tbl_a": ("a", 4, 1, 9, 3), "tbl_b": ("b", 4, 1, 9, 2)},
    {"tbl_a": {"mã": 1, "tên": 2, "điểm": 3}, "tbl_b": {"mã": 1, "tên": 2}},
)


def stale(formula: str, changed: tuple[str, int, int]) -> list[int]:
    """Rows 5 to 9 of sheet A in which `formula`, in column 9, is stale."""
    tab, row, col = changed
    formulas = {"A": {(number, 9): formula for number in range(5, 10)}}
    found = stale_cells(formulas, {}, {tab: {(row, col)}}, KNOWN)
    return sorted(number for number, _ in found.get("A", ()))


@pytest.mark.parametrize(
    ("formula", "changed", "rows"),
    [
        ("tbl_a[[#This Row],[Tên]]", ("A", 6, 2), [6]),
        ("tbl_a[[#This Row],[Tên]]", ("A", 6, 3), []),
        ("LEN(tbl_a[[#This Row],[Mã]:[Điểm]])", ("A", 6, 2), [6]),
        ("tbl_a[#This Row]", ("A", 6, 3), [6]),
        ("SUM(tbl_a[Điểm])", ("A", 6, 3), [5, 6, 7, 8, 9]),
        ("SUM(tbl_a[Điểm])", ("A", 6, 2), []),
        ("SUM(tbl_a[[#All],[Điểm]])", ("A", 6, 3), [5, 6, 7, 8, 9]),
        ("MATCH(tbl_a[[#This Row],[Mã]],tbl_b[Mã],0)", ("B", 7, 1), [5, 6, 7, 8, 9]),
        ("MATCH(tbl_a[[#This Row],[Mã]],tbl_b[Mã],0)", ("B", 7, 2), []),
        ("SUM(tbl_a[Cột không có])", ("A", 6, 1), [5, 6, 7, 8, 9]),
        ("SUM(tbl_a[Điểm'#1])", ("A", 6, 1), [5, 6, 7, 8, 9]),
        ("SUM(tbl_a[])", ("A", 6, 1), [5, 6, 7, 8, 9]),
    ],
)
def test_what_a_table_formula_reads(formula: str, changed: tuple[str, int, int], rows: list[int]) -> None:
    assert stale(formula, changed) == rows


def test_a_chain_of_formulas_is_followed_within_its_row() -> None:
    formulas = {
        "A": {
            (6, 3): "tbl_a[[#This Row],[Mã]]",
            (6, 9): "tbl_a[[#This Row],[Điểm]]",
            (7, 9): "tbl_a[[#This Row],[Điểm]]",
        }
    }
    assert stale_cells(formulas, {}, {"A": {(6, 1)}}, KNOWN) == {"A": {(6, 3), (6, 9)}}
