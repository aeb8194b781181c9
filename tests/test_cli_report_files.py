"""A Word file named in a row, from the unit's copy to the district's packet: check, export, fix, split and merge."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import merge_book_kit as kit
import pytest
from docx import Document
from live_office import LiveOffice, live_office
from merge_book_kit import HUONG, OFFICE, WARD
from merge_command import book, merge, office_copy, pattern, place, ward
from word_reports import docx, p

from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.cli.main import main
from xlpy.schema import ownership, sheet

__all__ = ["book", "live_office", "office_copy", "pattern", "place", "ward"]

NAME = "Báo cáo Hương.docx"
STORY = "Đã số hóa 312 hồ sơ và hỗ trợ 45 hộ khó khăn làm thủ tục tại nhà."
PART_TWO: dict[str, object] = dict.fromkeys(("targets", "results", "measures", "effect", "lessons"))


def findings(book: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    main(["check", str(book), "--json", "-"])
    return json.loads(capsys.readouterr().out)["findings"]


def about_huong(book: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    return {
        f["code"]: f for f in findings(book, capsys) if f["row_id"] == HUONG and f["code"][:2] in ("TW", "BC")
    }


def texts(path: Path) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(path.read_bytes())).paragraphs]


def report_of_huong(out: Path) -> Path:
    return next(out.rglob("05-bao-cao-*huong*.docx"))


def test_the_file_beside_the_workbook_is_checked_and_printed(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(book, HUONG, report_file=NAME, **PART_TWO)
    assert about_huong(book, capsys)["TW-001"]["severity"] == "error"
    (book.parent / NAME).write_bytes(docx(p(STORY)))
    assert about_huong(book, capsys) == {}
    out = tmp_path / "ho-so"
    assert main(["export", str(book), "--out", str(out), "--unit", WARD, "--draft"]) == 0
    assert STORY in texts(report_of_huong(out))


def test_a_missing_file_stops_the_export_of_its_unit_and_says_so(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(book, HUONG, report_file=NAME, **PART_TWO)
    assert main(["export", str(book), "--out", str(tmp_path / "ho-so"), "--unit", WARD]) == 1
    assert NAME in capsys.readouterr().out


def test_the_proposed_name_can_be_accepted(book: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (book.parent / NAME).write_bytes(docx(p(STORY)))
    kit.edit(book, HUONG, report_file="Bao cao Huong", **PART_TWO)
    assert about_huong(book, capsys)["TW-001"]["proposal"] == NAME
    main(["fix", str(book), "--accept", "TW-001"])
    capsys.readouterr()
    assert about_huong(book, capsys) == {}


def test_a_relative_path_of_the_command_line_finds_the_folder_too(
    book: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    kit.edit(book, HUONG, report_file=NAME, **PART_TWO)
    (book.parent / NAME).write_bytes(docx(p(STORY)))
    monkeypatch.chdir(book.parent)
    assert about_huong(Path(book.name), capsys) == {}


def test_a_workbook_that_lies_nowhere_has_a_finding(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kit.edit(book, HUONG, report_file=NAME, **PART_TWO)
    with bridge.open_book(book) as opened:
        for fullname in ("Sổ tính1", "https://example.vn/so.xlsm"):
            monkeypatch.setattr(type(opened), "fullname", fullname)
            loaded = verbs.load(opened, book.name)
            (finding,) = [f for f in verbs.check(loaded).findings if f.code.startswith("TW-")]
            assert "chưa được lưu" in finding.message


@pytest.mark.libreoffice
def test_a_workbook_open_in_libreoffice_finds_the_file_beside_it(live_office: LiveOffice, book: Path) -> None:
    kit.edit(book, HUONG, report_file=NAME, **PART_TWO)
    (book.parent / NAME).write_bytes(docx(p(STORY)))
    with live_office.opened(book) as opened:
        loaded = verbs.load(opened, opened.name)
        codes = [finding.code for finding in verbs.check(loaded).findings]
    assert loaded.folder == book.parent
    assert not [code for code in codes if code.startswith("TW-")]
    assert [file.text for file in loaded.campaign.report_files.values()] == [STORY]


def test_a_name_travels_with_the_copy_and_comes_back_with_the_merge(
    book: Path, ward: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, report_file=NAME, **PART_TWO)
    code, _ = merge(capsys, book, ward)
    assert code == 0
    assert "TW-001" in about_huong(book, capsys)
    folder = book.parent / WARD
    folder.mkdir()
    (folder / NAME).write_bytes(docx(p(STORY)))
    assert about_huong(book, capsys) == {}


def test_a_split_after_that_keeps_the_name(
    book: Path, ward: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kit.edit(ward, HUONG, report_file=NAME)
    merge(capsys, book, ward)
    again = kit.split(book, tmp_path / "vong-hai", WARD)[WARD]
    with bridge.open_book(again) as opened:
        rows = verbs.load(opened, again.name).campaign.individuals.rows
    assert [row.report_file for row in rows if row.full_name == "Nguyễn Thị Hương"] == [NAME]


@pytest.mark.parametrize("key", ["collectives", "individuals"])
def test_the_column_is_the_units_own_and_stands_behind_the_older_ones(key: str) -> None:
    owned = ownership.ownership(key)
    assert owned is not None
    assert "report_file" in owned.columns
    columns = [column.key for column in sheet(key).columns]
    assert columns.index("report_file") > columns.index("prior_awards")


def test_units_that_were_not_touched_stay_as_they_are(office_copy: Path) -> None:
    with bridge.open_book(office_copy) as opened:
        campaign = verbs.load(opened, office_copy.name).campaign
    assert {row.unit_code for row in campaign.individuals.rows} == {OFFICE}
    assert campaign.report_files == {}
