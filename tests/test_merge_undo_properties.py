"""Whatever a unit did to its copy: a merge taken back leaves the master as it was."""

from __future__ import annotations

import shutil
import tempfile
from datetime import datetime
from pathlib import Path

import merge_book_kit as kit
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from merge_book_kit import DUC, HUONG, KHANH, WARD

from xlpy.books import bridge
from xlpy.books.rawrows import raw_rows
from xlpy.buttons import merge_undo, verbs
from xlpy.cli.main import main
from xlpy.model.baseline import canonical
from xlpy.model.rawrows import CellValue, RowKey

CELLS = {
    "full_name": st.sampled_from(["Nguyễn Thị Hường", "=1+1", None]),
    "birth_date": st.sampled_from([datetime(1979, 12, 31), None]),
    "results": st.sampled_from(["một\nhai", "@ba", "0012", None]),
    "votes_for": st.sampled_from([0.0, 7.5, 11.0, None]),
}
EDITS = st.dictionaries(
    st.sampled_from([HUONG, KHANH, DUC, "CN-00007-0001", "CN-00007-0002"]),
    st.none() | st.fixed_dictionaries({}, optional=CELLS),
    min_size=1,
)
"""By row id: cells to write; None empties the row."""


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A master and the copy of one unit."""
    folder = tmp_path_factory.mktemp("undo")
    book = kit.make_master(folder / "sổ quận.xlsm")
    return book, kit.split(book, folder / "gui", WARD)[WARD]


@settings(max_examples=8, deadline=None)
@given(EDITS, st.booleans())
def test_a_merge_taken_back_leaves_the_master_as_it_was(
    pattern: tuple[Path, Path], edits: dict[str, dict[str, object] | None], note_lost: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        book, copy = (Path(shutil.copy(path, folder)) for path in pattern)
        for row_id, cells in edits.items():
            if cells is None:
                kit.clear(copy, row_id)
            elif cells:
                kit.edit(copy, row_id, unit_code=WARD, **cells)
        before, rows = book.read_bytes(), rows_of(book)
        assert main(["merge", str(book), str(copy)]) in (0, 1)
        assert book.read_bytes() != before, "the return is on record even where nothing was changed"
        if note_lost:
            merge_undo.note_path(book).unlink()
        assert main(["merge", str(book), "--undo"]) == 0
        assert rows_of(book) == rows
        assert note_lost or book.read_bytes() == before


def rows_of(book: Path) -> dict[RowKey, dict[str, CellValue]]:
    """The master's rows by key, values in canonical form."""
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)
        return {
            row.key: {column: canonical(value) for column, value in row.values.items()}
            for row in raw_rows(loaded.grids, loaded.campaign)
        }
