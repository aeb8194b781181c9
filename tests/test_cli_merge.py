"""`merge`: returned copies into the master on disk, dry run, conflicts, and what is refused."""

from __future__ import annotations

import re
import shutil
import zipfile
from datetime import datetime
from pathlib import Path

import merge_book_kit as kit
import pytest
from merge_book_kit import ANH, DUC, HUONG, KHANH, OFFICE, WARD
from merge_command import book, merge, office_copy, pattern, place, ward

from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import merging
from xlpy.cli.main import main
from xlpy.schema import sheet

__all__ = ["book", "office_copy", "pattern", "place", "ward"]


def test_a_returned_copy_goes_into_the_master(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0, results="=1+1\n@dòng hai", birth_date=datetime(1979, 12, 31))
    kit.edit(ward, "CN-00007-0001", unit_code=WARD, full_name="Ngô Thị Mới", birth_date=datetime(1999, 9, 9))
    kit.clear(ward, DUC)
    code, data = merge(capsys, book, ward)
    assert code == 0
    assert data == {
        "files": [{"file": ward.name, "unit_code": WARD, "status": "merged", "reason": ""}],
        "rows": {"added": 1, "changed": 1, "deleted": 1, "conflicts": 0, "rejected": 0},
    }
    row = kit.values(book, HUONG)
    assert (row["votes_for"], row["results"]) == (11.0, "=1+1\n@dòng hai")
    assert row["birth_date"] == datetime(1979, 12, 31)
    assert kit.ids(book) == [HUONG, KHANH, ANH, "CN-00007-0001"], (
        "a deleted row leaves a blank one, a new row is last"
    )
    assert kit.values(book, "CN-00007-0001")["birth_date"] == datetime(1999, 9, 9)
    line = kit.register(book)[WARD]
    assert (line.returned_file, line.status) == (ward.name, "Đã ghép")
    assert kit.register(book)[OFFICE].returned_on == ""


def test_every_changed_value_stands_in_the_log_with_before_after_who_when_and_why(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.clear(ward, DUC)
    deleted = {str(v) for v in kit.values(book, DUC).values() if isinstance(v, str)}
    merge(capsys, book, ward)
    lines = [line for line in kit.log(book) if line["batch"]]
    (changed,) = [line for line in lines if line["action"] == "Ghép sổ: sửa ô"]
    assert (changed["tab"], changed["cell"], changed["row_id"]) == (
        "Cá nhân",
        kit.cell(5, "votes_for"),
        HUONG,
    )
    assert (changed["before"], changed["after"], changed["column"]) == ("9", "11", "Phiếu đồng ý")
    assert changed["time"]
    assert changed["actor"]
    assert ward.name in changed["reason"]
    gone = {line["before"] for line in lines if line["action"] == "Ghép sổ: xóa dòng"}
    assert deleted <= gone, "nothing that a deleted row said is lost"


def test_the_same_file_twice_changes_not_a_byte(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    merge(capsys, book, ward)
    before = book.read_bytes()
    twin = shutil.copy(ward, place / "gửi lại.xlsx")
    code, data = merge(capsys, book, ward, twin)
    assert code == 0
    assert {file["status"] for file in data["files"]} == {"unchanged"}
    assert "đã ghép" in data["files"][0]["reason"]
    assert book.read_bytes() == before


def test_a_dry_run_shows_what_would_change_and_writes_nothing(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    before = {path: path.read_bytes() for path in place.rglob("*") if path.is_file()}
    assert main(["merge", str(book), str(ward), "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "Chạy thử, chưa ghi gì" in out
    assert WARD in out
    assert {path: path.read_bytes() for path in place.rglob("*") if path.is_file()} == before


def test_a_folder_of_files_in_any_order_gives_the_same_master(
    book: Path, ward: Path, office_copy: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.edit(office_copy, ANH, votes_for=7.0)
    twin = Path(shutil.copy(book, place / "bản hai.xlsm"))
    for target, files in ((book, [place / "gui"]), (twin, [office_copy, ward])):
        code, data = merge(capsys, target, *files)
        assert code == 0
        assert [file["unit_code"] for file in data["files"]] == [WARD, OFFICE]
    for row_id in (HUONG, KHANH, DUC, ANH):
        assert kit.values(book, row_id) == kit.values(twin, row_id)


def test_only_written_sheets_change_and_macros_charts_and_rules_stay(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    with zipfile.ZipFile(book) as package:
        before = {name: package.read(name) for name in package.namelist()}
    merge(capsys, book, ward)
    with zipfile.ZipFile(book) as package:
        assert package.namelist() == list(before)
        changed = {name for name in before if package.read(name) != before[name]}
        after = package.read("xl/workbook.xml")
    for kind in ("xl/vbaProject.bin", "xl/charts/chart", "xl/drawings/drawing", "xl/sharedStrings.xml"):
        assert any(name.startswith(kind) for name in before), kind
    assert _without_calculation(after) == _without_calculation(before["xl/workbook.xml"])
    assert b"macro=" in b"".join(data for name, data in before.items() if "/drawings/drawing" in name)
    assert all(
        name.startswith(("xl/worksheets/sheet", "xl/tables/")) or name == "xl/workbook.xml"
        for name in changed
    )
    with zipfile.ZipFile(book) as package:
        for name in changed & {name for name in before if "/sheet" in name}:
            # Drop-downs, conditional formats, buttons and layout stand outside the cells.
            assert _around_cells(package.read(name)) == _around_cells(before[name]), name
        people = next(before[name] for name in changed if b"tbl_individuals" in before[name])
    assert b"<dataValidation " in people
    assert b"<conditionalFormatting " in people


def _around_cells(sheet: bytes) -> tuple[bytes, bytes]:
    head, _, rest = sheet.partition(b"<sheetData")
    return re.sub(rb"<dimension[^>]*>", b"", head), rest.rpartition(b"</sheetData>")[2]


def _without_calculation(workbook: bytes) -> bytes:
    return re.sub(rb"<calcPr[^>]*>", b"", workbook)


def test_a_conflict_waits_on_its_sheet_and_the_choice_is_carried_out_by_the_next_merge(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, votes, position in ((ward, 11.0, "Công chức"), (book, 12.0, "Chuyên viên")):
        kit.edit(path, HUONG, votes_for=votes, position=position)
        kit.edit(path, KHANH, votes_for=votes, birth_date=datetime(1970 + int(votes), 1, 1))
    code, data = merge(capsys, book, ward)
    assert code == 1
    assert data["files"][0]["status"] == "conflicts"
    assert data["rows"]["conflicts"] == 4
    lines = {(line.row_id, line.column_key): line for line in kit.conflicts(book)}
    shown = lines[KHANH, "birth_date"]
    assert (shown.base, shown.theirs, shown.ours) == ("05/06/1980", "01/01/1981", "01/01/1982")
    assert shown.name == "Trần Văn Khánh"
    assert kit.values(book, HUONG)["votes_for"] == 12.0
    kit.choose(book, lines[HUONG, "votes_for"], "Lấy của đơn vị")
    kit.choose(book, lines[HUONG, "position"], "Giữ của quận")
    kit.choose(book, lines[KHANH, "birth_date"], "Giá trị khác", "15/5/1977")
    code, data = merge(capsys, book)
    assert code == 0
    assert data["rows"]["changed"] == 2
    assert kit.values(book, HUONG)["votes_for"] == 11.0
    assert kit.values(book, HUONG)["position"] == "Chuyên viên"
    assert kit.values(book, KHANH)["birth_date"] == datetime(1977, 5, 15)
    left = [line for line in kit.conflicts(book) if line.status == "Chưa xử lý"]
    assert [(line.row_id, line.column_key) for line in left] == [(KHANH, "votes_for")]
    before = book.read_bytes()
    assert merge(capsys, book)[0] == 0
    assert book.read_bytes() == before, "a choice is carried out once"


def test_a_choice_that_cannot_be_carried_out_says_why_and_waits(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, votes in ((ward, 11.0), (book, 12.0)):
        kit.edit(path, HUONG, votes_for=votes)
        kit.edit(path, KHANH, votes_for=votes)
    merge(capsys, book, ward)
    one, two = kit.conflicts(book)
    kit.choose(book, one, "Giá trị khác", "mười")
    kit.edit(book, KHANH, votes_for=13.0)
    kit.choose(book, two, "Lấy của đơn vị")
    code, _ = merge(capsys, book)
    assert code == 1
    one, two = kit.conflicts(book)
    assert "cần một số" in one.note
    assert "đã đổi thành “13”" in two.note
    assert (two.ours, two.choice, two.status) == ("13", "", "Chưa xử lý")
    assert kit.values(book, KHANH)["votes_for"] == 13.0


def test_the_choice_leave_empty_empties_the_cell_and_says_so(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, votes, position in ((ward, 11.0, "Công chức"), (book, 12.0, "Chuyên viên")):
        kit.edit(path, HUONG, votes_for=votes, position=position)
    merge(capsys, book, ward)
    lines = {line.column_key: line for line in kit.conflicts(book)}
    kit.choose(book, lines["votes_for"], "Để trống")
    kit.choose(book, lines["position"], "Để trống", "Trưởng phòng")
    code, data = merge(capsys, book)
    assert (code, data["rows"]["changed"]) == (1, 1)
    assert "votes_for" not in kit.values(book, HUONG)
    assert kit.values(book, HUONG)["position"] == "Chuyên viên"
    lines = {line.column_key: line for line in kit.conflicts(book)}
    assert lines["votes_for"].status == "Đã để trống"
    assert lines["position"].status == "Chưa xử lý"
    assert "Hãy xóa ô ấy, hoặc chọn “Giá trị khác”" in lines["position"].note
    written = [line for line in kit.log(book) if line["action"] == "Ghép sổ: sửa ô"]
    assert [(line["before"], line["after"]) for line in written] == [("12", "")]
    assert main(["merge", str(book), "--undo"]) == 0
    assert kit.values(book, HUONG)["votes_for"] == 12.0


def test_another_value_left_blank_points_to_the_choice_that_empties(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for path, votes in ((ward, 11.0), (book, 12.0)):
        kit.edit(path, HUONG, votes_for=votes)
    merge(capsys, book, ward)
    (line,) = kit.conflicts(book)
    kit.choose(book, line, "Giá trị khác")
    assert merge(capsys, book)[0] == 1
    assert "chọn “Để trống”" in kit.conflicts(book)[0].note
    assert kit.values(book, HUONG)["votes_for"] == 12.0


def test_a_whole_row_cannot_be_left_empty(book: Path, ward: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kit.edit(book, DUC, position="Tổ trưởng")
    kit.clear(ward, DUC)
    merge(capsys, book, ward)
    (line,) = kit.conflicts(book)
    kit.choose(book, line, "Để trống")
    assert merge(capsys, book)[0] == 1
    assert "Xung đột cả dòng chỉ chọn được" in kit.conflicts(book)[0].note


def test_a_row_that_the_district_deleted_and_the_unit_changed_can_be_brought_back(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, DUC, votes_for=11.0, birth_date=datetime(1980, 6, 5))
    wanted = kit.values(ward, DUC)
    kit.clear(book, DUC)
    code, data = merge(capsys, book, ward)
    assert (code, data["rows"]["conflicts"]) == (1, 1)
    head, *cells = kit.conflicts(book)
    assert head.column == "(cả dòng)"
    assert {line.theirs for line in cells} >= {"Lê Minh Đức", "05/06/1980", "11"}
    kit.choose(book, head, "Lấy của đơn vị")
    assert merge(capsys, book)[0] == 0
    assert kit.values(book, DUC) == wanted


def test_a_unit_that_sends_the_same_conflict_again_is_not_asked_twice(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.edit(book, HUONG, votes_for=12.0)
    merge(capsys, book, ward)
    kit.edit(ward, KHANH, alias="Khánh Còi")
    merge(capsys, book, ward)
    (line,) = kit.conflicts(book)
    kit.choose(book, line, "Giữ của quận")
    merge(capsys, book)
    kit.edit(ward, KHANH, alias="Khánh")
    code, data = merge(capsys, book, ward)
    assert data["rows"]["conflicts"] == 1, "only the alias that changed a second time"
    assert [line.column_key for line in kit.conflicts(book) if line.status == "Chưa xử lý"] == ["alias"]
    assert code == 1


def test_a_second_round_that_answers_the_first_is_recognised(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    newer = kit.split(book, place / "lan-2", WARD)[WARD]
    kit.edit(newer, HUONG, votes_for=12.0)
    code, data = merge(capsys, book, newer)
    assert code == 0
    code, data = merge(capsys, book, ward)
    assert (code, data["files"][0]["status"]) == (1, "conflicts")
    assert kit.values(book, HUONG)["votes_for"] == 12.0


def test_files_that_do_not_belong_are_refused_with_a_reason_and_exit_2(
    book: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = book.read_bytes()
    text = place / "ghi chú.txt"
    text.write_text("không phải sổ tính", encoding="utf-8")
    twin = Path(shutil.copy(book, place / "bản sao sổ.xlsm"))
    for wrong in (text, twin, place / "không có.xlsx"):
        assert main(["merge", str(book), str(wrong)]) == 2
        out, err = capsys.readouterr()
        assert wrong.name in err
        assert "Traceback" not in out + err
    assert "chính là sổ" in _refusal(capsys, book, twin)
    assert book.read_bytes() == before


def _refusal(capsys: pytest.CaptureFixture[str], book: Path, wrong: Path) -> str:
    main(["merge", str(book), str(wrong)])
    return capsys.readouterr().err


def test_a_row_of_another_unit_in_a_copy_is_refused_and_the_rest_is_merged(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    kit.edit(ward, "CN-00007-0001", unit_code=OFFICE, full_name="Ngô Thị Mới")
    code, data = merge(capsys, book, ward)
    assert (code, data["rows"]["rejected"], data["rows"]["added"]) == (1, 1, 0)
    assert kit.ids(book) == [HUONG, KHANH, DUC, ANH]
    assert kit.values(book, HUONG)["votes_for"] == 11.0
    (told,) = [line["reason"] for line in kit.log(book) if "Ngô Thị Mới" in line["reason"]]
    assert f"dòng thuộc đơn vị “{OFFICE}” nhưng bản này của đơn vị “{WARD}”" in told


def test_a_merged_row_that_the_district_has_deleted_does_not_come_back_by_itself(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = "CN-00007-0001"
    kit.edit(ward, new, unit_code=WARD, full_name="Ngô Thị Mới")
    merge(capsys, book, ward)
    kit.clear(book, new)
    kit.edit(ward, HUONG, votes_for=11.0)
    code, data = merge(capsys, book, ward)
    assert (code, data["rows"]["added"], data["rows"]["changed"]) == (0, 0, 1)
    assert new not in kit.ids(book)
    kit.edit(ward, new, full_name="Ngô Thị Mới Hơn")
    code, data = merge(capsys, book, ward)
    assert (code, data["rows"]["added"], data["rows"]["conflicts"]) == (1, 0, 1)
    head = kit.conflicts(book)[0]
    kit.choose(book, head, "Lấy của đơn vị")
    assert merge(capsys, book)[0] == 0
    assert kit.values(book, new)["full_name"] == "Ngô Thị Mới Hơn"


def test_a_copy_whose_base_the_register_does_not_know_is_compared_whole(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(book, HUONG, votes_for=12.0)
    definition = sheet("copies")
    with bridge.open_book(book) as opened:
        grid = bridge.read_grids(opened, [definition.tab])[definition.tab]
        column = definition.index("base_hash") + 1
        rows = range(definition.first_row, grid.first_row + len(grid.rows))
        bridge.write_cells(opened, definition.tab, [(row, column, Text("0" * 64)) for row in rows])
        bridge.save(opened)
    code, data = merge(capsys, book, ward)
    assert (code, data["rows"]["conflicts"]) == (1, 1), (
        "what the unit left alone differs and nobody knows why"
    )
    assert kit.values(book, HUONG)["votes_for"] == 12.0


def test_one_bad_file_does_not_stop_the_others(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    broken = place / "hỏng.xlsx"
    broken.write_bytes(ward.read_bytes()[:2000])
    code, data = merge(capsys, book, broken, ward)
    assert code == 1
    assert {file["status"] for file in data["files"]} == {"merged", "rejected"}
    assert kit.values(book, HUONG)["votes_for"] == 11.0


def test_a_master_that_is_open_elsewhere_stays_as_it_is(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, votes_for=11.0)
    before = book.read_bytes()
    (place / f"~${book.name}").touch()
    assert main(["merge", str(book), str(ward)]) == 2
    assert "đóng tệp" in capsys.readouterr().err
    assert book.read_bytes() == before


def test_the_returned_file_is_kept_read_only_under_its_hash(
    book: Path, ward: Path, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    merge(capsys, book, ward)
    (kept,) = (place / merging.STORE).glob("*.xlsx")
    assert kept.read_bytes() == ward.read_bytes()
    assert kept.stem in kit.register(book)[WARD].returned_hash


def test_a_unit_merges_the_copy_of_its_part(
    place: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = place / "to"
    assert main(["split", str(ward), "--out", str(out), "--part", "TDP3=Tổ dân phố số 3"]) in (0, 1)
    capsys.readouterr()
    part = next(path for path in out.glob("ThiDua*"))
    new = next(i for i in _all_ids(part) if "TDP3" in i)
    kit.edit(part, new, unit_code=WARD, full_name="Ngô Thị Mới")
    code, data = merge(capsys, ward, part)
    assert (code, data["rows"]["added"]) == (0, 1)
    assert new in kit.ids(ward)


def _all_ids(path: Path) -> list[str]:
    from xlpy.schema import sheet

    grid = kit.grids_of(path)["Cá nhân"]
    column = sheet("individuals").index("row_id") + 1
    return [str(grid.value(row, column)) for row in range(5, grid.first_row + len(grid.rows))]
