"""Pages as LibreOffice lays them out, over units of the sample campaign and wherever a page may happen to end."""

from __future__ import annotations

import io
import subprocess
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT, Office

from xlpy.books import bridge
from xlpy.buttons import verbs
from xlpy.packets.converting import convert_all

pytestmark = pytest.mark.libreoffice

UNITS = ("00028", "BTG", "QD", "TH-NK", "MTTQ", "PNV")
"""A ward, a party body, the youth union, a school, the Front, a department."""
SWEPT = ("01-to-trinh", "02-bien-ban", "03-danh-sach", "04-trich-ngang", "05-bao-cao-03")
SPACERS = range(20, 14_000, 611)
"""Heights in twips of what is put above a document, a little over one page in steps of two lines and a bit."""


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("packets")
    book = ROOT / "samples" / "ThiDua2023-mau.xlsm"
    with bridge.open_book(book) as opened:
        loaded = verbs.load(opened, book.name)
    report = verbs.export(loaded, verbs.check(loaded), out, units=UNITS, draft=True)
    assert len(report.packets) == len(UNITS)
    return out


@pytest.fixture(scope="module")
def sample_pages(exported: Path, office: Office) -> dict[str, list[str]]:
    """Text of each page by "unit/document"."""
    found = convert_all(sorted(exported.rglob("*.docx")))
    return {f"{path.parent.name}/{path.stem}": pages_of(path) for path in found}


@pytest.fixture(scope="module")
def swept_pages(
    exported: Path, office: Office, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, list[str]]:
    """Text of each page by "document-height", for documents of a ward pushed down by each height."""
    out = tmp_path_factory.mktemp("swept")
    ward = next(folder for folder in exported.iterdir() if folder.name.startswith(UNITS[0]))
    made: list[Path] = []
    for start in SWEPT:
        source = next(ward.glob(f"{start}*.docx")).read_bytes()
        for height in SPACERS:
            made.append(out / f"{start}-{height:05}.docx")
            made[-1].write_bytes(pushed_down(source, height))
    return {path.stem: pages_of(path) for path in convert_all(made)}


def pushed_down(document: bytes, height: int) -> bytes:
    """The document with an empty paragraph of this height (twips) above everything."""
    spacer = f'<w:p><w:pPr><w:spacing w:before="0" w:after="0" w:line="{height}" w:lineRule="exact"/></w:pPr></w:p>'
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as package, zipfile.ZipFile(out, "w") as copy:
        for info in package.infolist():
            content = package.read(info)
            if info.filename == "word/document.xml":
                content = content.replace(b"<w:body>", b"<w:body>" + spacer.encode(), 1)
            copy.writestr(info.filename, content)
    return out.getvalue()


def pages_of(pdf: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().split("\f")[:-1]


def lines_of(page: str) -> list[str]:
    """What is printed on a page but for its number and the draft mark."""
    lines = (" ".join(line.split()) for line in page.splitlines())
    return [line for line in lines if line and line != "DỰ THẢO" and not line.isdecimal()]


def test_every_document_of_every_unit_ends_with_text_above_its_signatures(
    sample_pages: dict[str, list[str]],
) -> None:
    assert len(sample_pages) >= 36
    for name, pages in sample_pages.items():
        assert "./." in pages[-1], name
        assert all(lines_of(page) for page in pages), name


def test_wherever_a_page_ends_no_signature_stands_alone_and_no_page_is_empty(
    swept_pages: dict[str, list[str]],
) -> None:
    assert len(swept_pages) == len(SWEPT) * len(SPACERS)
    lengths = {len(pages) for pages in swept_pages.values()}
    assert len(lengths) >= 3
    for name, pages in swept_pages.items():
        assert "./." in pages[-1], name
        # The spacer may fill the first page by itself.
        assert all(lines_of(page) for page in pages[1:]), name


def test_wherever_a_page_ends_the_total_of_an_annex_has_a_nominee_above_it(
    swept_pages: dict[str, list[str]],
) -> None:
    for name, pages in swept_pages.items():
        if name.startswith(("03", "04")):
            lines = lines_of(pages[-1])
            total = next(number for number, line in enumerate(lines) if line.startswith("Tổng số"))
            assert any("Giấy khen" in line for line in lines[:total]), name


def test_wherever_a_page_ends_the_recipients_of_the_minutes_stand_under_the_signatures(
    swept_pages: dict[str, list[str]],
) -> None:
    for name, pages in swept_pages.items():
        if name.startswith("02"):
            assert "THƯ KÝ" in pages[-1], name
            assert "Nơi nhận" in pages[-1], name
