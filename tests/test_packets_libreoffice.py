"""Packets as LibreOffice lays them out: number of pages, numbers on them, no signature block alone on a page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import packet_samples as samples
import pytest
from conftest import Office

from xlpy.packets.converting import convert_all
from xlpy.packets.export import export

pytestmark = pytest.mark.libreoffice


@pytest.fixture(scope="module")
def pages(office: Office, tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """Text of each page by "unit/document"; `office` is here so that a machine without LibreOffice is told."""
    out = tmp_path_factory.mktemp("packets")
    report = export(
        samples.campaign(),
        out,
        units=[samples.WARD, samples.PARTY, samples.EXTREME],
        blocked={},
        draft=True,
        templates=samples.TEMPLATES,
        progress=None,
    )
    chosen = [file.path for file in report.files if not re.search(r"bao-cao-(0[24-9]|1)", file.name)]
    return {f"{path.parent.name}/{path.stem}": read_pages(path) for path in convert_all(chosen)}


def read_pages(pdf: Path) -> list[str]:
    done = subprocess.run(
        ["pdftotext", "-layout", str(pdf), "-"], capture_output=True, check=True, timeout=60
    )
    return done.stdout.decode().split("\f")[:-1]


def test_documents_of_a_ward_have_as_many_pages_as_a_clerk_expects(pages: dict[str, list[str]]) -> None:
    counts = {name.split("/")[1][:5]: len(found) for name, found in pages.items() if name.startswith("00001")}
    assert counts["01-to"] == 2
    assert counts["02-bi"] in (2, 3, 4)
    assert counts["03-da"] in (1, 2)
    assert counts["04-tr"] in (1, 2, 3)
    assert counts["05-ba"] in (2, 3)


def test_no_signature_block_stands_alone_on_its_page(pages: dict[str, list[str]]) -> None:
    assert len(pages) >= 15
    for name, found in pages.items():
        assert "./." in found[-1], name
        assert all("./." not in page for page in found[:-1]), name


def test_every_page_but_the_first_has_its_number_and_all_say_draft(pages: dict[str, list[str]]) -> None:
    for name, found in pages.items():
        for number, page in enumerate(found, 1):
            head = [line.strip() for line in page.splitlines() if line.strip()][:2]
            assert "DỰ THẢO" in head, (name, number)
            assert (str(number) in head) == (number > 1), (name, number)


def test_a_long_table_repeats_its_heading_on_every_page(pages: dict[str, list[str]]) -> None:
    found = next(
        text for name, text in pages.items() if name.endswith("MTTQ-uy-ban-mttq-viet-nam-quan/03-danh-sach")
    )
    assert len(found) >= 2
    assert all("STT" in page and "Họ và tên" in page for page in found)
