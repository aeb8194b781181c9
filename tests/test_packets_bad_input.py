"""What must not break a packet: hard texts in every cell, templates that are refused, a run killed in the middle."""

from __future__ import annotations

import io
import os
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import packet_samples as samples
import pytest
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from rendering_kit import member, replace_member

from xlpy.model.campaign import Campaign
from xlpy.packets.export import ExportReport, export
from xlpy.packets.manifest import MANIFEST_NAME
from xlpy.packets.rendering.values import plain_text
from xlpy.packets.writing import SECONDS_OF_A_WRITE
from xlpy.vietnamese.dates import PartialDate

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "00001-phuong-phuc-xa"
HARD = {
    "escapes": "Lan & Hoa <w:p> \"x\" 'y' ]]> &amp; <!-- -->",
    "braces": "{{ don_vi.ten }} {% if %} {# x #} %}",
    "controls": "a\x00b\x07c\x0cd\x1be\ud800f\uffff",
    "emoji": "hoa 🌸👩‍👩‍👧 \U0001f1fb\U0001f1f3",
    "nfd": unicodedata.normalize("NFD", "Trường tiểu học Ngọc Khánh"),
    "right to left": "\u202eabc\u202c \u05d0\u05d1 \u200f",
    "10,000 characters": ("Thành tích xuất sắc; " * 500)[:10_000],
    "breaks": "một\nhai\r\nba\tbốn\n\nnăm\vsáu\u2028bảy",
    "blanks": "\u00a0 \t ",
}
TEXTS = ("targets", "results", "measures", "effect", "lessons", "summary", "prior_awards")


def run(
    out: Path,
    campaign: Campaign,
    templates: Path = samples.TEMPLATES,
    units: tuple[str, ...] = (samples.WARD,),
) -> ExportReport:
    return export(campaign, out, units=units, blocked={}, draft=True, templates=templates, progress=None)


def with_text(text: str) -> Campaign:
    """The sample with `text` in every text of the ward's nominees, council, dossier and signer."""
    campaign = samples.campaign()
    unit = campaign.unit(samples.WARD)
    assert unit is not None
    unit.signer_name = unit.place = text
    rows: list[Any] = [
        *campaign.collectives.rows,
        *campaign.individuals.rows,
        *campaign.council.rows,
        *campaign.dossiers.rows,
    ]
    kept = {"row_id", "unit_code", "gender", "scope", "award", "role"}
    for row in rows:
        for field in fields(row):
            value = getattr(row, field.name)
            if field.name not in kept and row.unit_code == samples.WARD and isinstance(value, str) and value:
                setattr(row, field.name, text)
    return campaign


def texts_of(path: Path) -> list[str]:
    """The text of every paragraph, tabs and breaks as python-docx reads them."""
    body = Document(str(path)).element.body
    return ["".join(part.text or "" for part in each.iter(qn("w:t"))) for each in body.iter(qn("w:p"))]


@pytest.mark.parametrize("text", HARD.values(), ids=HARD)
def test_hard_texts_in_every_cell_give_whole_documents_or_one_message(tmp_path: Path, text: str) -> None:
    report = run(tmp_path, with_text(text))
    assert len(report.files) + len(report.messages) >= 9
    assert len(report.files) == 9
    for file in report.files:
        assert file.path.name.isascii()
        with zipfile.ZipFile(file.path) as package:
            assert package.testzip() is None
            for name in package.namelist():
                if name.endswith((".xml", ".rels")):
                    etree.fromstring(package.read(name))


@pytest.mark.parametrize("name", sorted(set(HARD) - {"blanks", "breaks"}))
def test_a_hard_text_stands_in_the_report_as_it_was_typed(tmp_path: Path, name: str) -> None:
    run(tmp_path, with_text(HARD[name]))
    report = next((tmp_path / FOLDER).glob("05-bao-cao-03*.docx"))
    expected = "".join(plain_text(HARD[name]).split())
    joined = "".join("".join(texts_of(report)).split())
    assert joined.count(expected) >= len(TEXTS) - 2
    assert unicodedata.is_normalized("NFC", joined)


def test_every_line_of_a_cell_is_kept_in_order(tmp_path: Path) -> None:
    run(tmp_path, with_text(HARD["breaks"]))
    report = next((tmp_path / FOLDER).glob("05-bao-cao-03*.docx"))
    joined = "".join("".join(texts_of(report)).split())
    assert "mộthaibabốnnămsáubảy" in joined


@pytest.mark.parametrize("born", [None, PartialDate(1), PartialDate(9999, 12, 31), PartialDate(1900, 2)])
def test_missing_and_extreme_dates_give_a_document(tmp_path: Path, born: PartialDate | None) -> None:
    campaign = samples.campaign()
    for row in campaign.individuals.rows:
        row.birth_date = born
    for index, dossier in enumerate(campaign.dossiers.rows):
        campaign.dossiers.rows[index] = replace(
            dossier, submission_date=born, meeting_start=None, meeting_end=None
        )
    report = run(tmp_path, campaign)
    assert len(report.files) == 9
    assert not report.messages


def test_a_campaign_without_any_optional_value_gives_documents_with_dots(tmp_path: Path) -> None:
    campaign = samples.campaign()
    for row in [*campaign.collectives.rows, *campaign.individuals.rows]:
        for field in fields(row):
            if getattr(row, field.name) is not None and field.name in (*TEXTS, "headcount", "votes_for"):
                setattr(row, field.name, "" if field.name in TEXTS else None)
    report = run(tmp_path, campaign)
    assert len(report.files) == 9
    joined = "".join("".join(texts_of(file.path)) for file in report.files)
    assert "None" not in joined
    assert "……" in joined


def _missing(path: Path) -> None:
    path.unlink()


def _old_word(path: Path) -> None:
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))


def _macros(path: Path) -> None:
    replace_member(path, "word/vbaProject.bin", b"x")


def _external(path: Path) -> None:
    name = "word/_rels/document.xml.rels"
    link = (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'attachedTemplate" Target="https://example.org/x.dotm" TargetMode="External"/></Relationships>'
    )
    replace_member(path, name, member(path, name).decode().replace("</Relationships>", link).encode())


def _entities(path: Path) -> None:
    xml = member(path, "word/document.xml").decode().partition("?>")[2].lstrip()
    replace_member(path, "word/document.xml", f'<!DOCTYPE a [<!ENTITY b "c">]>{xml}'.encode())


def _broken_tag(path: Path) -> None:
    document = Document(str(path))
    document.add_paragraph("{{ don_vi.ten")
    document.add_paragraph("{%p for a in ds_tap_the %}")
    document.save(str(path))


def _unknown_field(path: Path) -> None:
    document = Document(str(path))
    document.add_paragraph("{{ don_vi.tenn }}")
    document.save(str(path))


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (_missing, "Không tìm thấy mẫu"),
        (lambda path: path.write_bytes(b"text"), "không phải tài liệu Word"),
        (_old_word, "mật khẩu"),
        (_macros, "macro"),
        (_external, "bên ngoài"),
        (_entities, "DTD"),
        (_broken_tag, "cú pháp"),
        (_unknown_field, "don_vi.ten"),
    ],
    ids=[
        "missing",
        "no zip",
        "old or locked",
        "macros",
        "external",
        "entities",
        "broken tag",
        "unknown field",
    ],
)
def test_a_bad_template_stops_only_its_own_document_with_a_message(
    tmp_path: Path, spoil: Callable[[Path], None], said: str
) -> None:
    templates = tmp_path / "templates"
    shutil.copytree(samples.TEMPLATES, templates)
    spoil(templates / "chung" / "bien-ban.docx")
    report = run(tmp_path / "out", samples.campaign(), templates)
    outcomes = {file.name: file.outcome for packet in report.packets for file in packet.files}
    assert outcomes.pop("02-bien-ban.docx") == "failed"
    assert set(outcomes.values()) == {"written"}
    (message,) = report.messages
    assert said in message
    assert not (tmp_path / "out" / FOLDER / "02-bien-ban.docx").exists()


KILLED = """
import sys
sys.path[:0] = [{root!r}, {tests!r}]
from pathlib import Path
import packet_samples as samples
from xlpy.packets.export import export
print("ready", flush=True)
while True:
    export(samples.campaign(), Path({out!r}), units=None, blocked={{}}, draft=True, templates=samples.TEMPLATES, progress=None)
    import shutil; shutil.rmtree({out!r})
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs SIGKILL")
@pytest.mark.parametrize("milliseconds", [5, 35, 90])
def test_a_run_killed_in_the_middle_leaves_whole_files_and_the_next_one_completes(
    tmp_path: Path, milliseconds: int
) -> None:
    out = tmp_path / "out"
    code = KILLED.format(root=str(ROOT), tests=str(ROOT / "tests"), out=str(out))
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        while not list(out.rglob("*.docx")):
            time.sleep(0.002)
        time.sleep(milliseconds / 1000)
        os.kill(process.pid, signal.SIGKILL)
    for path in out.rglob("*.docx"):
        with zipfile.ZipFile(io.BytesIO(path.read_bytes())) as package:
            assert package.testzip() is None
    campaign = samples.campaign()
    units = tuple(unit.unit_code for unit in campaign.taking_part())
    report = run(out, campaign, units=units)
    fresh = run(tmp_path / "fresh", campaign, units=units)
    assert len(report.files) == len(fresh.files) > 20
    assert contents(out) == contents(tmp_path / "fresh")
    assert not report.messages


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".tmp"
    }


def test_what_a_killed_run_left_half_written_is_cleared_away_by_a_later_one(tmp_path: Path) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir()
    old, young = folder / ".01-to-trinh.77.tmp", folder / ".02-bien-ban.78.tmp"
    for path in (old, young):
        path.write_bytes(b"half")
    past = time.time() - SECONDS_OF_A_WRITE - 5
    os.utime(old, (past, past))
    run(tmp_path, samples.campaign())
    assert not old.exists()
    assert young.exists()
    assert (folder / MANIFEST_NAME).is_file()
