"""Merging where LibreOffice has a hand in it: copies that it saved, and a master that is open in it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import merge_book_kit as kit
import pytest
from live_office import LiveOffice, live_office
from merge_book_kit import ANH, DUC, HUONG, KHANH, OFFICE, WARD

from xlpy.books import bridge
from xlpy.buttons import merge_undo, merging, verbs
from xlpy.cli.main import main
from xlpy.schema import choices

__all__ = ["live_office"]
pytestmark = pytest.mark.libreoffice


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_a_copy_saved_by_libreoffice_brings_its_changes_and_nothing_else(
    tmp_path: Path, office: Any, kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    book = kit.make_master(tmp_path / "so.xlsm")
    ward = kit.split(book, tmp_path / "gui", WARD)[WARD]
    kit.edit(ward, HUONG, votes_for=11.0, results="=1+1\n@dòng hai")
    (tmp_path / "luu").mkdir()
    saved = office.convert(ward, kind, tmp_path / "luu")
    was = kit.values(book, KHANH)
    assert main(["merge", str(book), str(saved)]) == 0, capsys.readouterr().out
    assert kit.values(book, HUONG)["votes_for"] == 11.0
    assert kit.values(book, HUONG)["results"] == "=1+1\n@dòng hai"
    assert kit.values(book, KHANH) == was
    lines = [line for line in kit.log(book) if line["action"] in ("Ghép sổ: sửa ô", "Ghép sổ: thêm dòng")]
    assert {(line["row_id"], line["column"]) for line in lines} == {
        (HUONG, "Phiếu đồng ý"),
        (HUONG, "Kết quả đạt được"),
    }


def test_an_open_master_takes_a_merge_and_its_undo_like_a_closed_one(
    tmp_path: Path, live_office: LiveOffice
) -> None:
    path = kit.make_master(tmp_path / "so.xlsm")
    ward = kit.split(path, tmp_path / "gui", WARD)[WARD]
    kit.edit(ward, HUONG, votes_for=11.0, birth_date=datetime(1979, 12, 31), results="=1+1\n@dòng hai")
    kit.edit(ward, KHANH, votes_for=11.0)
    kit.edit(ward, "CN-00007-0001", unit_code=WARD, full_name="Ngô Thị Mới", birth_date=datetime(1999, 9, 9))
    kit.clear(ward, DUC)
    kit.edit(path, KHANH, votes_for=12.0)
    twin = tmp_path / "đóng" / path.name
    twin.parent.mkdir()
    twin.write_bytes(path.read_bytes())
    with live_office.opened(path) as book:
        first = bridge.read_grids(book)["Cá nhân"]
        loaded = verbs.load(book, path.name)
        prepared = merging.prepare(loaded, merging.read([ward], tmp_path / "giu"))
        merging.write_merge(book, loaded, prepared)
        live = bridge.read_grids(book)
        with bridge.open_book(twin) as closed:
            loaded = verbs.load(closed, path.name)
            again = merging.prepare(loaded, merging.read([ward], tmp_path / "giu"))
            merging.write_merge(closed, loaded, again)
            bridge.save(closed)
            filed = bridge.read_grids(closed)
        for tab in ("Cá nhân", "Xung đột", "_ban_gui"):
            assert _inputs(live[tab]) == _inputs(filed[tab]), tab
        states = [
            [grid.value(row, column) for row in (5, 6) for column in (1, 6, 8, 9, 12)]
            for grid in (live["Tiến độ"], filed["Tiến độ"])
        ]
        assert states[0] == states[1]
        assert choices.RETURN_CONFLICTS in states[0]
        loaded = verbs.load(book, path.name)
        undone = merge_undo.write_undo(book, loaded)
        assert not undone.refused
        after = bridge.read_grids(book)["Cá nhân"]
        assert sorted(map(str, _inputs(after))) == sorted(map(str, _inputs(first)))


def test_a_merged_master_has_fresh_values_in_libreoffice_and_merges_again_after_its_save(
    tmp_path: Path, office: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    book = kit.make_master(tmp_path / "so.xlsm")
    copies = kit.split(book, tmp_path / "gui")
    kit.edit(copies[WARD], "CN-00007-0001", unit_code=WARD, full_name="Ngô Thị Mới")
    kit.clear(copies[WARD], DUC)
    assert main(["merge", str(book), str(copies[WARD])]) == 0, capsys.readouterr().out
    (tmp_path / "luu").mkdir()
    saved = office.convert(book, "xlsm", tmp_path / "luu", recalculate=False)
    grids = kit.grids_of(saved)
    assert not any(grid.uncached for grid in grids.values()), "every formula has a result"
    assert _card(grids["Bảng điều khiển"], "Cá nhân đề nghị") == 4
    panel = [row for row in grids["Bảng điều khiển"].rows if choices.RETURN_UNCHECKED in row]
    assert [value for value in panel[0] if isinstance(value, float)] == [1.0]
    assert any(isinstance(value, str) and set(value) == {"█"} for value in panel[0])
    assert main(["repair", str(saved)]) == 0
    kit.edit(copies[OFFICE], ANH, position="Trưởng phòng")
    assert main(["merge", str(saved), str(copies[OFFICE])]) == 0, capsys.readouterr().out
    assert kit.values(saved, ANH)["position"] == "Trưởng phòng"
    assert kit.values(saved, "CN-00007-0001")["full_name"] == "Ngô Thị Mới"
    assert kit.ids(saved) == kit.ids(book)
    again = kit.grids_of(office.convert(saved, "xlsx", tmp_path / "luu", recalculate=False))
    assert _card(again["Bảng điều khiển"], "Cá nhân đề nghị") == 4


def _card(panel: Any, label: str) -> object:
    """The number below a card's label."""
    for i, row in enumerate(panel.rows):
        if label in row:
            return panel.rows[i + 1][row.index(label)]
    raise LookupError(label)


def _inputs(grid: Any) -> list[list[object]]:
    """Rows that say something, without formulas and moments."""
    rows = [
        [
            None if (grid.first_row + i, grid.first_col + j) in grid.formulas or _is_moment(value) else value
            for j, value in enumerate(row)
        ]
        for i, row in enumerate(grid.rows)
    ]
    width = max((len(row) for row in rows), default=0)
    full = [[*row, *[None] * (width - len(row))] for row in rows]
    return [row for row in full if sum(value not in (None, "") for value in row) > 1]


def _is_moment(value: object) -> bool:
    return isinstance(value, str) and (value.startswith("G20") or (len(value) == 19 and value[2:3] == "/"))
