"""`export --pdf` on the sample campaign, as a clerk runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader

from xlpy.cli.main import main
from xlpy.packets import office as converter

SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "ThiDua2023-mau.xlsm"


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return Path(shutil.copy(SAMPLE, tmp_path / "mau.xlsm"))


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.libreoffice
def test_pdf_copies_stand_beside_the_documents_and_all_pages_in_one_file(
    clean: Path, tmp_path: Path, office: object, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "ho-so"
    arguments = ["export", str(clean), "--out", str(out), "--unit", "PNV", "--pdf", "--two-sided"]
    assert main(arguments) == 0
    (printed,) = out.rglob("00-ban-in.pdf")
    copies = [path.with_suffix(".pdf") for path in sorted(out.rglob("*.docx"))]
    assert sorted(out.rglob("*.pdf")) == [printed, *copies]
    counts = [len(PdfReader(path).pages) for path in copies]
    reader = PdfReader(printed)
    assert len(reader.pages) == sum(count + count % 2 for count in counts[:-1]) + counts[-1]
    starts = [reader.get_destination_page_number(item) for item in reader.outline]  # type: ignore[arg-type]
    assert all(start is not None and start % 2 == 0 for start in starts)
    assert reader.outline[0].title == "Tờ trình đề nghị khen thưởng"  # type: ignore[union-attr]
    profile = starts[3]
    assert profile is not None
    box = reader.pages[profile].mediabox
    assert box.width > box.height
    assert "TRÍCH NGANG THÀNH TÍCH" in reader.pages[profile].extract_text()

    before = contents(out)
    capsys.readouterr()
    assert main(arguments) == 0
    assert contents(out) == before
    again = [*arguments]
    again[3] = str(tmp_path / "again")
    assert main(again) == 0
    assert contents(tmp_path / "again") == before


def test_without_libreoffice_pdf_says_what_to_do_and_the_packets_are_there(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "find_libreoffice", lambda: None)
    assert main(["export", str(clean), "--out", str(tmp_path / "x"), "--unit", "PNV", "--pdf"]) == 2
    shown = capsys.readouterr()
    assert "Không tìm thấy LibreOffice" in shown.err
    assert "6 tệp Word" in shown.out
    assert len(list((tmp_path / "x").rglob("*.docx"))) == 6


def test_what_libreoffice_could_not_do_is_told_and_the_exit_code_is_2(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converter, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(converter, "convert", lambda *_: {})
    assert main(["export", str(clean), "--out", str(tmp_path / "x"), "--unit", "PNV", "--pdf"]) == 2
    shown = capsys.readouterr()
    assert "các tệp Word vẫn đầy đủ" in shown.err
    assert "Traceback" not in shown.err


def test_an_export_without_pdf_says_which_pdfs_are_old(
    clean: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    from test_packets_printing import pdf

    monkeypatch.setattr(converter, "find_libreoffice", lambda: "soffice")
    monkeypatch.setattr(converter, "convert", lambda _, documents, *__: {name: pdf(1) for name in documents})
    arguments = ["export", str(clean), "--out", str(tmp_path / "x"), "--unit", "PNV"]
    assert main([*arguments, "--pdf"]) == 0
    edited = next((tmp_path / "x").rglob("01-to-trinh.docx"))
    edited.write_bytes(edited.read_bytes() + b"edited")
    capsys.readouterr()
    assert main(arguments) == 0
    assert "01-to-trinh.pdf và 00-ban-in.pdf được tạo từ bản Word cũ" in capsys.readouterr().out
