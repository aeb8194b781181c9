"""`split --cluster`, `--group`: one copy for several units, split again by its clerk, gathered and returned."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import merge_book_kit as kit
import pytest
from copies_support import load, rows_of, state
from merge_book_kit import ANH, HUONG, KHANH, OFFICE, WARD

from xlpy.books.copyregister import read_register
from xlpy.buttons import verbs
from xlpy.cli.main import main
from xlpy.exchange.merge_overview import overview
from xlpy.exchange.remind import outstanding

GROUP = f"Cụm 1={WARD},{OFFICE}"
FILE = "ThiDua-CUM-1-lan-1.xlsx"


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The district's workbook, the group's copy of it, and what the group's clerk split that into."""
    folder = tmp_path_factory.mktemp("cụm")
    book = kit.make_master(folder / "quận.xlsm")
    assert main(["split", str(book), "--out", str(folder / "gửi"), "--group", GROUP]) == 0
    cluster = Path(shutil.copy(folder / "gửi" / FILE, folder / "cụm.xlsx"))
    assert main(["split", str(cluster), "--out", str(folder / "đơn vị")]) == 0
    for path in (*folder.glob("sao-luu/*"), *folder.glob("*/danh-sach*")):
        path.unlink()
    return folder


@pytest.fixture
def place(pattern: Path, tmp_path: Path) -> Path:
    shutil.copytree(pattern, tmp_path, dirs_exist_ok=True)
    return tmp_path


def merge(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = main(["merge", *map(str, arguments), "--json", "-"])
    return code, json.loads(capsys.readouterr().out)


def copy_of(place: Path, unit: str) -> Path:
    return next((place / "đơn vị").glob(f"*-{unit}-*"))


def test_a_groups_copy_holds_the_rows_of_its_units_and_says_whose_it_is(place: Path) -> None:
    book, copy = place / "quận.xlsm", state(place / "gửi" / FILE)
    assert (copy.unit_code, copy.units, copy.round) == ("CUM-1", (WARD, OFFICE), 1)
    assert {row.key for row in copy.rows} == {row.key for row in rows_of(book) if row.unit_code}
    (line,) = read_register(load(book).grids, book.name)
    assert (line.unit_code, line.unit_name, line.units) == ("CUM-1", "Cụm 1", f"{WARD};{OFFICE}")
    assert (line.copy_id, line.base_hash) == (copy.copy_id, copy.base_hash)
    title = kit.grids_of(place / "gửi" / FILE)["Bảng điều khiển"].value(1, 2)
    assert str(title).endswith("BẢN CỦA CỤM 1")


def test_a_groups_copy_is_checked_for_all_its_units(place: Path) -> None:
    report = verbs.check(load(place / "gửi" / FILE))
    assert {"ST-001", "ST-002"} & {finding.code for finding in report.findings} == set()
    assert {row.unit_code for row in load(place / "gửi" / FILE).campaign.units.rows} == {WARD, OFFICE}
    assert {finding.unit_code for finding in report.findings} >= {WARD, OFFICE}


def test_what_units_write_reaches_the_district_through_the_group(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, cluster = place / "quận.xlsm", place / "cụm.xlsx"
    ward, office = copy_of(place, WARD), copy_of(place, OFFICE)
    new = f"CN-{WARD}.CUM-1L1-0001"
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.edit(ward, new, full_name="Vũ Quốc Toản")
    kit.edit(office, ANH, position="Trưởng phòng")
    kit.edit(cluster, KHANH, votes_for=7.0)
    code, data = merge(capsys, cluster, ward, office)
    assert (code, data["rows"]["added"], data["rows"]["changed"]) == (0, 1, 2)
    code, data = merge(capsys, book, cluster)
    assert code == 0
    assert data["files"][0]["unit_code"] == "CUM-1"
    assert (data["rows"]["added"], data["rows"]["changed"]) == (1, 3)
    assert [kit.values(book, one)["votes_for"] for one in (HUONG, KHANH)] == [11.0, 7.0]
    assert kit.values(book, ANH)["position"] == "Trưởng phòng"
    assert kit.values(book, new)["unit_code"] == WARD
    before = book.read_bytes()
    code, data = merge(capsys, book, cluster)
    assert (code, data["files"][0]["status"]) == (0, "unchanged")
    assert book.read_bytes() == before


def test_a_disagreement_with_a_group_is_a_conflict_of_the_unit(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, cluster = place / "quận.xlsm", place / "cụm.xlsx"
    kit.edit(book, HUONG, votes_for=5.0)
    kit.edit(cluster, HUONG, votes_for=6.0)
    assert merge(capsys, book, cluster)[0] == 1
    (line,) = kit.conflicts(book)
    assert (line.unit_code, line.theirs, line.ours) == (WARD, "6", "5")
    kit.choose(book, line, "Lấy của đơn vị")
    assert merge(capsys, book)[0] == 0
    assert kit.values(book, HUONG)["votes_for"] == 6.0


def test_a_units_copy_from_the_group_goes_back_to_the_group_first(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, ward = place / "quận.xlsm", copy_of(place, WARD)
    before = book.read_bytes()
    code = main(["merge", str(book), str(ward)])
    assert code == 2
    assert "Hãy nhờ cụm ấy ghép tệp này vào bản của mình" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_a_unit_is_not_asked_again_when_its_group_has_answered(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, cluster = place / "quận.xlsm", place / "cụm.xlsx"
    owed = outstanding(load(book).campaign, read_register(load(book).grids, ""))
    assert [one.unit.unit_code for one in owed] == [WARD, OFFICE]
    assert "trong bản chung của Cụm 1 lần 1" in owed[0].state
    kit.edit(cluster, HUONG, votes_for=6.0)
    assert merge(capsys, book, cluster)[0] == 0
    loaded = load(book)
    register = read_register(loaded.grids, "")
    assert outstanding(loaded.campaign, register) == []
    seen = overview(loaded.campaign, register, [], {})
    assert [(one.unit_code, one.sent_round, one.returned_round) for one in seen] == [
        (WARD, 1, 1),
        (OFFICE, 1, 1),
    ]


def test_a_groups_row_without_a_unit_is_refused_and_named(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, cluster = place / "quận.xlsm", place / "cụm.xlsx"
    kit.edit(cluster, "CN-CUM-1-0001", full_name="Vũ Quốc Toản")
    code, data = merge(capsys, book, cluster)
    assert (code, data["rows"]["rejected"], data["rows"]["added"]) == (1, 1, 0)
    told = [line["reason"] for line in kit.log(book) if line["action"] == "Ghép sổ: ghi chú"]
    assert any("bản này là của cụm “CUM-1”" in text for text in told)


def test_a_wards_part_travels_three_levels_and_back(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    book, cluster, ward = place / "quận.xlsm", place / "cụm.xlsx", copy_of(place, WARD)
    assert main(["split", str(ward), "--out", str(place / "tổ"), "--part", "TDP3=Tổ dân phố số 3"]) == 0
    part = next((place / "tổ").glob("ThiDua-*"))
    new = f"CN-{WARD}.CUM-1L1L1.TDP3-0001"
    kit.edit(part, new, full_name="Đỗ Thị Mận", votes_for=4.0)
    for target, source in ((ward, part), (cluster, ward), (book, cluster)):
        code, data = merge(capsys, target, source)
        assert (code, data["rows"]["added"]) == (0, 1), source.name
    assert kit.values(book, new)["full_name"] == "Đỗ Thị Mận"
    assert kit.values(book, new)["unit_code"] == WARD
    # A second answer to the same copy: nobody can know that it is the newer one, so a person chooses.
    kit.edit(part, new, votes_for=5.0)
    assert merge(capsys, ward, part)[0] == 1
    (line,) = kit.conflicts(ward)
    assert (line.unit_code, line.row_id, line.theirs, line.ours) == (WARD, new, "5", "4")


def test_ids_made_by_the_district_for_a_unit_and_through_its_group_never_meet(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book, cluster, through = place / "quận.xlsm", place / "cụm.xlsx", copy_of(place, WARD)
    direct = kit.split(book, place / "thẳng", WARD)[WARD]
    kit.edit(through, f"CN-{WARD}.CUM-1L1-0001", full_name="Vũ Quốc Toản")
    kit.edit(direct, f"CN-{WARD}-0001", full_name="Đỗ Thị Mận")
    assert merge(capsys, cluster, through)[0] == 0
    code, data = merge(capsys, book, cluster, direct)
    assert (code, data["rows"]["added"]) == (0, 2)
    assert len(set(kit.ids(book))) == len(kit.ids(book)) == 6


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--cluster", "Cụm 1"], "Cột Cụm thi đua ở trang Đơn vị đang trống"),
        (["--group", "Cụm 1"], "Cần tên cụm, dấu bằng"),
        (["--group", "Cụm 1=X9"], "Không có đơn vị tham gia mang mã “X9”"),
        (["--group", "A=00007", "--group", "B=00007"], "nằm ở cả “A” và “B”"),
        (["--group", "A=00007", "--group", "a=PNV"], "Mã “CUM-A” của cụm “a” trùng"),
        (["--group", GROUP, "--unit", WARD], "Không dùng --cluster, --group cùng --unit"),
    ],
)
def test_a_group_that_cannot_be_made_says_why_and_writes_nothing(
    place: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    book = place / "quận.xlsm"
    before = book.read_bytes()
    assert main(["split", str(book), "--out", str(place / "x"), *arguments]) == 2
    assert words in capsys.readouterr().err
    assert book.read_bytes() == before
    assert not (place / "x").exists()


def test_a_units_own_copy_is_not_split_for_a_group(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = main(["split", str(copy_of(place, WARD)), "--out", str(place / "x"), "--group", f"A={WARD}"])
    assert code == 2
    assert "Hãy tách cụm từ sổ của quận" in capsys.readouterr().err


def test_the_column_cluster_names_the_units_of_a_copy(
    place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = place / "quận.xlsm"
    for unit in load(book).campaign.units.rows:
        kit_set_cluster(book, unit.row, "Cụm số 2")
    assert main(["split", str(book), "--out", str(place / "x"), "--cluster", "cụm số 2", "--email"]) == 0
    said = capsys.readouterr().out
    assert "bản của cụm: tự điền nơi nhận" in said
    assert state(place / "x" / "ThiDua-CUM-SO-2-lan-1.xlsx").units == (WARD, OFFICE)


def kit_set_cluster(book: Path, row: int, name: str) -> None:
    from xlpy.books import bridge
    from xlpy.books.values import Text
    from xlpy.schema import sheet

    units = sheet("units")
    with bridge.open_book(book) as opened:
        bridge.write_cells(opened, units.tab, [(row, units.index("cluster") + 1, Text(name))])
        bridge.save(opened)
