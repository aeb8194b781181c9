"""Certificates as LibreOffice lays them out: every text of a form at its millimetre, every certificate on its page."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import award_samples
import packet_samples as samples
import pytest
from conftest import Office
from sheet_ink import Ink, Page

from xlpy.model.certificate_form import CertificateForm, FormField, read_form
from xlpy.packets.awards.certificate_documents import CertificateOrder
from xlpy.packets.awards.export import export_awards
from xlpy.packets.awards.form_document import set_texts, sheets
from xlpy.packets.awards.trial_sheet import trial_sheet
from xlpy.packets.converting import convert_all

pytestmark = pytest.mark.libreoffice

NEAR = 0.5
"""Millimetres."""
FLAT = "HEHI"
"""Letters that stand on the line and reach to its left end: what they cover is where the text was put."""


def rendered(folder: Path, data: bytes) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    document = folder / "to.docx"
    document.write_bytes(data)
    return convert_all([document])[0]


def form_with(align: str, offset: tuple[float, float] = (0, 0), lines: int = 1) -> CertificateForm:
    """Every field of our form, all with the same alignment and number of lines."""
    settings = award_samples.decided().settings
    settings.values.update({"form_offset_x": offset[0], "form_offset_y": offset[1]})
    for key in [key for key in settings.values if key.startswith("form_field_")]:
        parts = [part.strip() for part in settings.text(key).split(";") if part.strip()]
        kept = [
            part for part in parts if part not in ("Trái", "Giữa", "Phải", "Nghiêng") and "Dòng" not in part
        ]
        if kept:
            settings.values[key] = "; ".join([*kept, align, f"Dòng {lines}"])
    return read_form(settings)


def ink_of(page: Page, field: FormField, line: int = 0) -> Ink:
    """Where the text of a line of the field stands: looked for in the field, a little beyond it on every side."""
    foot = field.y + line * field.pitch
    found = page.ink(field.x - 2, foot - 0.8 * field.size * 25.4 / 72, field.x + field.width + 2, foot + 1.2)
    assert found is not None, field.key
    return found


@pytest.mark.parametrize("offset", [(0, 0), (3.5, -2.25)])
def test_left_aligned_texts_begin_and_stand_where_the_settings_say(
    office: Office, tmp_path: Path, offset: tuple[float, float]
) -> None:
    form = form_with("Trái", offset)
    texts = set_texts(form, {field.key: FLAT for field in form.fields})
    drawn = [line for text in texts for line in text.drawn()]
    page = Page(rendered(tmp_path, sheets([drawn], form.width, form.height, title="thử")))
    assert max(abs(page.width - 2970), abs(page.height - 2100)) <= 1
    assert len(form.fields) == 10
    for field in form.fields:
        ink = ink_of(page, field)
        assert abs(ink.left - field.x) <= NEAR, (field.key, ink)
        assert abs(ink.bottom - field.y) <= NEAR, (field.key, ink)


def test_centred_and_right_aligned_texts_keep_to_their_width(office: Office, tmp_path: Path) -> None:
    for align in ("Giữa", "Phải"):
        form = form_with(align)
        texts = set_texts(form, {field.key: FLAT for field in form.fields})
        drawn = [line for text in texts for line in text.drawn()]
        page = Page(rendered(tmp_path / align, sheets([drawn], form.width, form.height, title="thử")))
        for field in form.fields:
            ink = ink_of(page, field)
            if align == "Giữa":
                assert abs((ink.left + ink.right) / 2 - (field.x + field.width / 2)) <= NEAR, (field.key, ink)
            else:
                assert abs(ink.right - (field.x + field.width)) <= NEAR, (field.key, ink)


def test_a_smaller_size_and_a_second_line_stay_on_their_dotted_lines(office: Office, tmp_path: Path) -> None:
    settings = award_samples.decided().settings
    for key in [key for key in settings.values if key.startswith("form_field_")]:
        settings.values[key] = None
    settings.values["form_field_name"] = "Ngang 40; Dọc 80; Rộng 60; Cỡ 28-12; Trái"
    settings.values["form_field_post"] = "Ngang 40; Dọc 120; Rộng 60; Cỡ 14; Trái; Dòng 2; Cách 8,5"
    form = read_form(settings)
    texts = set_texts(form, {"name": "HEHI " * 3, "post": "HEHI HEHI HEHI HEHI HEHI HEHI"})
    name, post = texts
    assert name.fitted.fits
    assert name.fitted.size < 24
    assert len(post.fitted.lines) == 2
    drawn = [line for text in texts for line in text.drawn()]
    page = Page(rendered(tmp_path, sheets([drawn], form.width, form.height, title="thử")))
    assert abs(ink_of(page, name.field).bottom - 80) <= NEAR
    assert [
        abs(ink_of(page, post.field, line).bottom - foot) <= NEAR for line, foot in ((0, 120), (1, 128.5))
    ] == [True] * 2
    assert ink_of(page, name.field).right <= 100 + NEAR


def test_the_trial_sheet_draws_grid_and_frames_to_scale(office: Office, tmp_path: Path) -> None:
    settings = award_samples.decided().settings
    form = read_form(settings)
    pdf = rendered(tmp_path, trial_sheet(form))
    page = Page(pdf)
    assert max(abs(page.width - 2970), abs(page.height - 2100)) <= 1
    # The name's frame is dark; nothing else stands between y 101 and 103 to the left of it but light grid.
    name = next(field for field in form.fields if field.key == "name")
    frame = page.ink(name.x - 3, name.top + 1, name.x + 3, name.top + 6)
    assert frame is not None
    assert abs(frame.left - name.x) <= NEAR
    feet = page.ink(name.x + 150, name.y - 2, name.x + 200, name.bottom - 0.6)
    assert feet is not None
    assert abs((feet.top + feet.bottom) / 2 - name.y) <= NEAR


def test_every_certificate_fills_one_page_and_the_signature_never_moves(
    office: Office, tmp_path: Path
) -> None:
    campaign = award_samples.with_extremes(award_samples.decided())
    report = export_awards(
        campaign,
        tmp_path,
        units=None,
        blocked=[],
        draft=False,
        templates=samples.TEMPLATES,
        progress=None,
        certificates=CertificateOrder("full"),
    )
    pdf = convert_all([file.path for file in report.files])[0]
    done = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, check=True, timeout=60)
    pages = done.stdout.decode().split("<page ")[1:]
    assert len(pages) == 9
    feet: set[int] = set()
    for page in pages:
        assert page.count(">KHEN<") == 1
        words = re.findall(r'xMin="([\d.]+)" yMin="[\d.]+" xMax="[\d.]+" yMax="([\d.]+)"', page)
        feet.add(round(max(float(foot) for left, foot in words if float(left) > 420)))
    assert len(feet) == 1
