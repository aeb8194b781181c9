"""`award` and its button on the sample campaign, as a clerk runs them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from docx import Document

from samples.make import clean
from xlpy.books import bridge
from xlpy.books.values import Text
from xlpy.buttons import macros, messages, verbs
from xlpy.buttons.progress import Cancelled
from xlpy.cli.main import main
from xlpy.packets.conformance.check import check_file
from xlpy.schema import sheet
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, SheetContent

FOLDER = "khen-thuong"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("mau") / "mau.xlsm"
    build(path, clean())
    return path


@pytest.fixture
def book(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copy(built, tmp_path / "mau.xlsm"))


def set_setting(path: Path, key: str, value: object) -> None:
    definition = sheet("settings")
    with bridge.open_book(path) as opened:
        grid = bridge.read_grids(opened, [definition.tab])[definition.tab]
        place = definition.index("setting_key") + 1
        rows = range(definition.first_row, grid.first_row + len(grid.rows))
        row = next(row for row in rows if grid.value(row, place) == key)
        bridge.write_cells(opened, definition.tab, [(row, definition.index("value") + 1, value)])
        bridge.save(opened)


def test_the_sample_s_decision_is_printed_in_lawful_form(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["award", str(book), "--out", str(tmp_path / "out")]) == 0
    files = sorted((tmp_path / "out" / FOLDER).glob("*.docx"))
    assert [file.name for file in files] == [
        "01-quyet-dinh.docx",
        "02-so-theo-doi.docx",
        "03-danh-sach-tien-thuong.docx",
        "04-thong-bao-PTP-phong-tu-phap.docx",
        "04-thong-bao-PYT-phong-y-te.docx",
        "05-giay-khen.docx",
        "07-bao-cao-tong-ket.docx",
    ]
    assert [finding for file in files if "giay-khen" not in file.name for finding in check_file(file)] == []
    assert main(["docs", "check", str(tmp_path / "out")]) == 0
    said = capsys.readouterr().out
    assert f"Đã xuất 7 tệp Word của hồ sơ khen thưởng vào thư mục {tmp_path / 'out' / FOLDER}" in said


def test_every_ward_s_nominee_is_in_the_decision_and_the_sum_is_that_of_the_law_s_table(
    book: Path, tmp_path: Path
) -> None:
    main(["award", str(book), "--out", str(tmp_path)])
    content = clean()
    wards = {row["unit_code"] for row in content.sheets["units"].rows if row["unit_kind"] == "Phường"}
    counts = [
        sum(1 for row in content.sheets[key].rows if row["unit_code"] in wards)
        for key in ("collectives", "individuals")
    ]
    document = Document(str(tmp_path / FOLDER / "01-quyet-dinh.docx"))
    assert [len(table.rows) - 1 for table in document.tables[2:]] == counts
    assert counts == [28, 42]
    words = "\n".join(p.text for p in document.paragraphs)
    assert "Tổng số tiền thưởng là 44.100.000 đồng" in words, "domain.md §7.3, 14 wards, rounded up"


def test_without_number_or_date_only_a_draft_is_made(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_setting(book, "decision_number", None)
    assert main(["award", str(book), "--out", str(tmp_path / "out")]) == 1
    said = capsys.readouterr().out
    assert "Không xuất Hồ sơ khen thưởng:" in said
    assert "“Số Quyết định khen thưởng” còn trống" in said
    assert not (tmp_path / "out").exists()
    assert main(["award", str(book), "--out", str(tmp_path / "out"), "--draft"]) == 0
    document = Document(str(tmp_path / "out" / FOLDER / "01-quyet-dinh.docx"))
    assert "DỰ THẢO" in document.sections[0].first_page_header.paragraphs[0].text


def test_for_a_unit_only_its_own_papers_are_made(book: Path, tmp_path: Path) -> None:
    assert main(["award", str(book), "--out", str(tmp_path), "--unit", "00001", "--unit", "PTP"]) == 0
    assert sorted(file.name for file in (tmp_path / FOLDER).glob("*.docx")) == [
        "03-danh-sach-tien-thuong-00001-phuong-phuc-xa.docx",
        "04-thong-bao-PTP-phong-tu-phap.docx",
        "05-giay-khen-00001-phuong-phuc-xa.docx",
    ]


def test_certificates_alone_are_made_of_a_row_and_the_trial_sheet_before_any_decision(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    row = next(row for row in clean().sheets["individuals"].rows if row["unit_code"] == "00001")["row_id"]
    assert main(["award", str(book), "--out", str(out), "--row", str(row)]) == 0
    assert [file.name[:16] for file in (out / FOLDER).glob("*.docx")] == ["05-giay-khen-so-"]
    assert main(["award", str(book), "--out", str(out), "--row", "CN-99999"]) == 2
    assert "mang mã dòng CN-99999" in capsys.readouterr().err
    set_setting(book, "decision_number", None)
    assert main(["award", str(book), "--out", str(tmp_path / "thu"), "--certificates", "test-print"]) == 0
    assert [file.name for file in (tmp_path / "thu" / FOLDER).glob("*.docx")] == ["06-in-thu-phoi.docx"]


def test_an_unknown_unit_is_one_clear_message_and_exit_2(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["award", str(book), "--out", str(tmp_path / "out"), "--unit", "99"]) == 2
    assert "Không có đơn vị tham gia nào mang mã 99" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_unit_whose_nominees_nobody_has_considered_is_named(
    book: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["award", str(book), "--out", str(tmp_path / "out"), "--unit", "PKT"]) == 1
    assert "Không xuất Phòng Kinh tế (PKT):" in capsys.readouterr().out


def test_a_workbook_from_before_opens_as_ever_and_says_what_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _older_workbook(tmp_path, monkeypatch)
    assert main(["check", str(path)]) == 0
    said = capsys.readouterr().out
    assert "cả nhóm “Quyết định khen thưởng”" in said
    assert "cả nhóm “Tiền thưởng”" in said
    assert main(["export", str(path), "--out", str(tmp_path / "ho-so"), "--unit", "00001"]) == 0
    assert main(["award", str(path), "--out", str(tmp_path / "out"), "--draft"]) == 1
    assert "chưa có cột “Kết quả xét”" in capsys.readouterr().out


def _older_workbook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The sample as the builder made it before outcomes and settings of the decision existed."""
    from dataclasses import replace

    from xlpy.workbook import prepare

    late = ("outcome", "outcome_reason")

    def older(content: BookContent) -> BookContent:
        for key in ("collectives", "individuals"):
            for row in content.sheets[key].rows:
                for column in late:
                    row.pop(column, None)
        rows = content.sheets["settings"].rows
        first = next(n for n, row in enumerate(rows) if row["setting_key"] == "decision_number")
        content.sheets["settings"] = SheetContent(rows=rows[:first])
        return content

    sheets = tuple(
        replace(s, columns=tuple(c for c in s.columns if c.key not in late)) for s in prepare.SHEETS
    )
    with monkeypatch.context() as patch:
        patch.setattr(prepare, "SHEETS", sheets)
        path = tmp_path / "cu.xlsm"
        build(path, older(clean()))
    return path


def test_the_button_s_message_says_how_many_papers_and_where(book: Path, tmp_path: Path) -> None:
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)
    findings = verbs.check(loaded)
    done = verbs.award(loaded, findings, tmp_path / "ho-so")
    assert messages.award_message(done, "ho-so") == (
        "Đã soạn 7 tệp Word vào thư mục “ho-so/khen-thuong” cạnh sổ tính."
    )
    loaded.campaign.settings.values["decision_number"] = None
    refused = verbs.award(loaded, verbs.check(loaded), tmp_path / "ho-so")
    said = messages.award_message(refused, "ho-so").split("\n")
    assert said[0] == "Chưa soạn được hồ sơ khen thưởng:"
    assert "“Số Quyết định khen thưởng” còn trống" in said[1]
    assert said[-1] == "Xem trang Lỗi và nhóm Quyết định khen thưởng của trang Cấu hình."


def test_a_click_that_is_stopped_leaves_nothing_behind(book: Path, tmp_path: Path) -> None:
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)

    def stop(done: int, total: int, what: str) -> None:
        if done == 2:
            raise Cancelled(done, total)

    with pytest.raises(Cancelled):
        verbs.award(loaded, verbs.check(loaded), tmp_path / "ho-so", progress=stop)
    assert not (tmp_path / "ho-so").exists()


def test_the_button_checks_then_prints_beside_the_workbook(
    book: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    with bridge.open_book(book) as opened:
        bridge.write_name(opened, "chosen_unit", Text("Tất cả"))
        monkeypatch.setattr(bridge, "calling_book", lambda: opened)
        monkeypatch.setattr(bridge, "tell", lambda _, message: told.append(message))
        macros.award()
    assert told == ["Đã soạn 7 tệp Word vào thư mục “ho-so/khen-thuong” cạnh sổ tính."]
    assert (book.parent / "ho-so" / FOLDER / "01-quyet-dinh.docx").is_file()
