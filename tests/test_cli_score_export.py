"""`score` and `export` on the sample campaign, as a clerk runs them."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from xlpy.cli.main import main

SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "ThiDua2023-mau.xlsm", tmp_path / "mau.xlsm"))


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLES / "ThiDua2023-loi.xlsm", tmp_path / "loi.xlsm"))


def test_score_gives_the_promised_json(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["score", str(clean), "--json", "-"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert set(data["units"][0]) >= {
        "unit_code",
        "self_total",
        "verified_total",
        "total",
        "rank",
        "cluster_rank",
        "grade",
    }
    totals = [unit["total"] for unit in data["units"]]
    assert totals == sorted(totals, reverse=True)
    ward = next(quota for quota in data["quotas"] if quota["unit_code"] == "00001")
    assert ward["collectives"]["limit"] == 2
    assert ward["individuals"]["limit"] == 3


def test_score_says_that_the_table_is_a_draft(clean: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["score", str(clean)])
    assert capsys.readouterr().out.startswith("DỰ THẢO – điểm theo biểu dự thảo")


def test_score_writes_its_sheets_and_no_other(clean: Path) -> None:
    assert main(["score", str(clean), "--write"]) == 0
    with zipfile.ZipFile(SAMPLES / "ThiDua2023-mau.xlsm") as old, zipfile.ZipFile(clean) as new:
        changed = {name for name in old.namelist() if old.read(name) != new.read(name)}
        book = new.read("xl/workbook.xml").decode()
    tabs = [part.split('"')[0] for part in book.split('<sheet name="')[1:]]
    sheets = {
        tabs[int(name[len("xl/worksheets/sheet") : -4]) - 1] for name in changed if "worksheets" in name
    }
    assert sheets <= {"Bảng điều khiển", "Kết quả", "Diễn giải điểm", "Chỉ tiêu", "Đề xuất", "Nhật ký"}
    assert {"Kết quả", "Diễn giải điểm", "Chỉ tiêu", "Nhật ký"} <= sheets


def test_export_of_one_unit_writes_its_five_kinds_of_document(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "hồ sơ"
    assert main(["export", str(clean), "--out", str(out), "--unit", "00001"]) == 0
    (folder,) = out.iterdir()
    assert folder.name == "00001-phuong-phuc-xa"
    names = sorted(path.name for path in folder.glob("*.docx"))
    assert names[:4] == ["01-to-trinh.docx", "02-bien-ban.docx", "03-danh-sach.docx", "04-trich-ngang.docx"]
    assert len(names) == 9
    assert all(name.startswith("05-bao-cao-") and name.isascii() for name in names[4:])
    assert "Đã xuất 1 bộ hồ sơ, 9 tệp Word" in capsys.readouterr().out


def test_exporting_again_writes_nothing_new(clean: Path, tmp_path: Path) -> None:
    out = tmp_path / "ho-so"
    main(["export", str(clean), "--out", str(out), "--unit", "PNV"])
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.docx")}
    main(["export", str(clean), "--out", str(out), "--unit", "PNV"])
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in out.rglob("*.docx")} == before


def test_a_unit_with_errors_is_listed_with_its_reasons_and_not_exported(
    messy: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ho-so"
    assert main(["export", str(messy), "--out", str(out)]) == 1
    printed = capsys.readouterr().out
    assert "Không xuất" in printed
    assert "Trang " in printed


def test_a_draft_of_a_unit_with_errors_says_so_on_every_page(messy: Path, tmp_path: Path) -> None:
    out = tmp_path / "ho-so"
    assert main(["export", str(messy), "--out", str(out), "--draft", "--unit", "PVHTT"]) == 0
    documents = list(out.rglob("*.docx"))
    assert documents
    for path in documents:
        with zipfile.ZipFile(path) as document:
            headers = [
                document.read(name).decode()
                for name in document.namelist()
                if "header" in name and "rels" not in name
            ]
        assert headers
        assert all("DỰ THẢO" in header for header in headers), path.name


def test_an_unknown_unit_is_named(clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(clean), "--out", str(tmp_path / "x"), "--unit", "7"]) == 2
    assert "mã 7" in capsys.readouterr().err
    assert not (tmp_path / "x").exists()
