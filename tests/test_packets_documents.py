"""The Word documents as an independent reader (python-docx) sees them."""

from __future__ import annotations

import io
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import packet_samples as samples
import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.table import Table
from docx.text.paragraph import Paragraph

from xlpy.packets.documents import PacketMaker, planned
from xlpy.packets.rendering import load_template
from xlpy.schema.choices import HEADER_STYLES

UNITS = [samples.WARD, samples.DEPARTMENT, samples.PARTY, samples.YOUTH, samples.EXTREME]


@cache
def packet(code: str, draft: bool = False) -> dict[str, bytes]:
    """All documents of one unit by file name."""
    facts = samples.facts(code)
    maker = PacketMaker(facts, samples.TEMPLATES, load_template, draft=draft)
    return {plan.name: maker.make(plan)[1] for plan in planned(facts)}


def opened(code: str, name: str, draft: bool = False) -> Doc:
    found = next(key for key in packet(code, draft) if key.startswith(name))
    return Document(io.BytesIO(packet(code, draft)[found]))


def every_document() -> Iterator[tuple[str, Doc]]:
    for code in UNITS:
        for name, data in packet(code).items():
            yield f"{code}/{name}", Document(io.BytesIO(data))


def paragraphs(document: Doc) -> list[Paragraph]:
    """All paragraphs of the body in order, those in tables included."""
    return [Paragraph(element, document._body) for element in document.element.body.iter(qn("w:p"))]


def texts(document: Doc) -> list[str]:
    return [paragraph.text for paragraph in paragraphs(document) if paragraph.text]


def whole(document: Doc) -> str:
    return "\n".join(texts(document))


def rows_of(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_a_ward_gets_nine_documents_named_in_order() -> None:
    assert list(packet(samples.WARD)) == [
        "01-to-trinh.docx",
        "02-bien-ban.docx",
        "03-danh-sach.docx",
        "04-trich-ngang.docx",
        "05-bao-cao-01-to-dan-pho-so-3-phuong-phuc-xa.docx",
        "05-bao-cao-02-to-dan-pho-so-10-phuong-phuc-xa.docx",
        "05-bao-cao-03-le-thi-anh.docx",
        "05-bao-cao-04-nguyen-van-an.docx",
        "05-bao-cao-05-pham-van-duc.docx",
    ]


def test_no_tag_of_a_template_is_left_in_any_document() -> None:
    for name, data in ((n, d) for code in UNITS for n, d in packet(code).items()):
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            for part in package.namelist():
                if part.startswith("word/") and part.endswith(".xml"):
                    xml = package.read(part).decode()
                    assert (
                        "{{" not in xml
                        and "{%" not in xml
                        and "TDLenh" not in xml.replace('styleId="TDLenh"', "")
                    ), name


@pytest.mark.parametrize("code", UNITS)
def test_counts_agree_in_all_documents(code: str) -> None:
    facts = samples.facts(code)
    collectives, individuals = len(facts.collectives), len(facts.individuals)
    expected = {"tập thể": collectives, "cá nhân": individuals}
    for name in ("01", "02", "03", "04"):
        text = re.sub(r"số lượng tối đa [^.]*", "", whole(opened(code, name)))
        stated = re.findall(r"(\d\d) \([^)]+\) (tập thể|cá nhân)", text)
        assert stated, name
        assert all(expected[kind] == int(number) for number, kind in stated), name
    reports = [name for name in packet(code) if name.startswith("05-")]
    assert len(reports) == collectives + individuals
    minutes = opened(code, "02")
    assert len(minutes.tables[2].rows) - 1 == collectives + individuals


@pytest.mark.parametrize("code", UNITS)
def test_every_name_stands_in_all_documents(code: str) -> None:
    for nominee in samples.facts(code).nominees:
        for name in ("02", "03", "04", f"05-bao-cao-{nominee.report_number:02d}"):
            assert nominee.name in whole(opened(code, name)), (nominee.name, name)
    if len(samples.facts(code).nominees) <= 10:
        assert all(nominee.name in whole(opened(code, "01")) for nominee in samples.facts(code).nominees)


def test_the_list_is_in_vietnamese_order_with_numbers() -> None:
    tables = [rows_of(table) for table in opened(samples.WARD, "03").tables]
    assert [row[:2] for row in tables[0][1:]] == [
        ["1", "Tổ dân phố số 3, phường Phúc Xá"],
        ["2", "Tổ dân phố số 10, phường Phúc Xá"],
    ]
    assert [row[:3] for row in tables[1][1:]] == [
        ["1", "Bà Lê Thị Ánh", "20/11/1975"],
        ["2", "Ông Nguyễn Văn Ăn", "05/02/1968"],
        ["3", "Ông Phạm Văn Đức", "05/02/1968"],
    ]


def test_the_minutes_show_votes_in_figures_percent_and_words() -> None:
    document = opened(samples.WARD, "02")
    assert rows_of(document.tables[2])[5] == ["5", "Ông Phạm Văn Đức", "07", "01", "00", "07/08 = 87,50%"]
    text = whole(document)
    assert "5. Ông Phạm Văn Đức: 07 (bảy) phiếu đồng ý trên tổng số 08 (tám), đạt 87,50%." in text
    assert "Phạm Văn Đức không tham gia biểu quyết đối với ông Phạm Văn Đức." in text
    assert "có 09 (chín) thành viên; có mặt 08 (tám), vắng mặt 01 (một)." in text
    assert "(lý do: đi công tác)." in text


def test_the_minutes_have_no_place_and_date_and_are_signed_by_secretary_and_chair() -> None:
    document = opened(samples.WARD, "02")
    heading = document.tables[0]
    assert "ngày" not in "".join(cell.text for row in heading.rows for cell in row.cells)
    signatures = rows_of(document.tables[-1])
    assert signatures == [["THƯ KÝ", "CHỦ TỌA"], ["Hồ Thị Quỳ", "Trần Quốc Hưng"]]


def test_a_show_of_hands_counts_opinions_and_not_ballots() -> None:
    campaign = samples.campaign()
    campaign.dossiers.rows[0].voting_method = "Biểu quyết giơ tay"
    campaign.dossiers.rows[0].written_opinions = 1
    facts = samples.facts(samples.WARD, campaign)
    maker = PacketMaker(facts, samples.TEMPLATES, load_template)
    data = next(maker.make(plan)[1] for plan in planned(facts) if plan.document == "bien-ban")
    text = whole(Document(io.BytesIO(data)))
    assert "08 (tám) ý kiến đồng ý" in text and "phiếu đồng ý" not in text
    assert "01 (một) ý kiến, đã được công bố" in text


def test_the_submission_carries_number_place_date_recipients_and_end_mark() -> None:
    document = opened(samples.WARD, "01")
    heading = rows_of(document.tables[0])
    assert heading[1] == ["Số: 05/TTr-UBND", "Phúc Xá, ngày 22 tháng 5 năm 2023"]
    assert heading[0][0].strip() == "UBND QUẬN BA ĐÌNH\nỦY BAN NHÂN DÂN\nPHƯỜNG PHÚC XÁ"
    text = texts(document)
    start = text.index("Kính gửi:")
    assert text[start + 1 : start + 3] == [
        "- Chủ tịch Ủy ban nhân dân quận Ba Đình;",
        "- Phòng Nội vụ quận Ba Đình.",
    ]
    assert any(line.endswith("./.") for line in text)
    assert "Kế hoạch số 88/KH-UBND ngày 05 tháng 4 năm 2023" in whole(document)


def test_each_header_style_has_its_own_right_hand_heading() -> None:
    state, party, youth = (
        rows_of(opened(code, "01").tables[0]) for code in (samples.WARD, samples.PARTY, samples.YOUTH)
    )
    assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc" in state[0][1]
    assert party[0][1].strip() == "ĐẢNG CỘNG SẢN VIỆT NAM" and party[0][0].endswith("*")
    assert party[1][0] == "Số 05-TTr/BTG"
    assert youth[0][1].strip() == "ĐOÀN TNCS HỒ CHÍ MINH" and youth[0][0].endswith("***")
    assert {samples.facts(code).head.style for code in UNITS} == set(HEADER_STYLES)


def test_long_texts_keep_their_paragraphs_in_the_body_style() -> None:
    document = opened(samples.WARD, "05-bao-cao-01")
    lines = samples.ACHIEVEMENT["results"].split("\n")
    found = [paragraph for paragraph in paragraphs(document) if paragraph.text in lines]
    assert [paragraph.text for paragraph in found] == lines
    assert {paragraph.style.style_id for paragraph in found if paragraph.style} == {"TDThan"}


def test_values_with_markup_signs_stay_text() -> None:
    campaign = samples.campaign()
    campaign.collectives.rows[1].results = "A & B <w:p> ]]> {{ x }} {% y %}"
    facts = samples.facts(samples.WARD, campaign)
    maker = PacketMaker(facts, samples.TEMPLATES, load_template)
    data = next(maker.make(plan)[1] for plan in planned(facts) if plan.nominee is facts.nominees[0])
    assert "A & B <w:p> ]]> {{ x }} {% y %}" in whole(Document(io.BytesIO(data)))


def test_the_report_switches_between_collective_and_individual() -> None:
    collective, individual = opened(samples.WARD, "05-bao-cao-01"), opened(samples.WARD, "05-bao-cao-03")
    assert "1. Năm thành lập: 1987." in texts(collective)
    assert "Bí danh: Sáu Ánh." in texts(individual)
    assert "Ngày, tháng, năm sinh: 20 tháng 11 năm 1975." in texts(individual)
    assert not any("Năm thành lập" in line for line in texts(individual))
    assert not any("III. CÁC HÌNH THỨC" in line for line in texts(individual))
    assert rows_of(individual.tables[-1])[1] == ["Trần Quốc Hưng", "Lê Thị Ánh"]


def test_every_page_is_a4_with_lawful_margins_and_a_hidden_first_number() -> None:
    for name, document in every_document():
        for section in document.sections:
            size = {section.page_width, section.page_height}
            assert {round((value or 0) / Mm(1)) for value in size} == {210, 297}, name
            assert Mm(20) <= (section.top_margin or 0) <= Mm(25.1) and Mm(19.9) <= (
                section.bottom_margin or 0
            ) <= Mm(25)
            assert Mm(29.9) <= (section.left_margin or 0) <= Mm(35.1) and Mm(15) <= (
                section.right_margin or 0
            ) <= Mm(20.1)
            assert section.different_first_page_header_footer
            assert (
                "PAGE" in section.header._element.xml and "PAGE" not in section.first_page_header._element.xml
            )
            number = section.header.paragraphs[0]
            assert number.style is not None and number.style.style_id == "TDSoTrang"


def test_only_the_profile_is_landscape_and_annexes_count_their_own_pages() -> None:
    for code in UNITS:
        for name, data in packet(code).items():
            section = Document(io.BytesIO(data)).sections[0]
            wide = (section.page_width or 0) > (section.page_height or 0)
            assert wide == name.startswith("04")
            start = section._sectPr.find(qn("w:pgNumType"))
            assert (start is not None) == name.startswith(("03", "04"))


def test_every_font_is_times_new_roman_through_the_styles_alone() -> None:
    for name, document in every_document():
        fonts = document.styles.element.iter(qn("w:rFonts"))
        slots = {value for font in fonts for value in font.attrib.values()}
        assert slots == {"Times New Roman"}, name
        assert not list(document.element.body.iter(qn("w:rFonts"))), name
        assert not list(document.element.body.iter(qn("w:color"))), name


def test_tables_repeat_their_heading_and_rows_do_not_break() -> None:
    for name, document in every_document():
        for table in document.tables:
            for row in table.rows:
                assert row._tr.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None, name
            if table.cell(0, 0).text == "STT":
                assert table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None, name


def test_the_signature_stays_with_the_last_paragraph() -> None:
    for name, document in every_document():
        end = next(paragraph for paragraph in paragraphs(document) if paragraph.text.endswith("./."))
        style = end.style
        assert style is not None and style.paragraph_format.keep_with_next, name


def test_a_draft_says_so_on_first_and_other_pages_and_a_final_document_does_not() -> None:
    for name in packet(samples.WARD):
        draft, final = opened(samples.WARD, name, True).sections[0], opened(samples.WARD, name).sections[0]
        for header in (draft.header, draft.first_page_header):
            assert "DỰ THẢO" in "".join(paragraph.text for paragraph in header.paragraphs)
        for header in (final.header, final.first_page_header):
            assert "DỰ THẢO" not in "".join(paragraph.text for paragraph in header.paragraphs)


def test_core_properties_name_the_document_and_the_unit() -> None:
    properties = opened(samples.WARD, "01").core_properties
    assert properties.title == "Tờ trình đề nghị khen thưởng"
    assert properties.author == "ỦY BAN NHÂN DÂN PHƯỜNG PHÚC XÁ"


def test_the_template_builder_gives_the_same_bytes_twice_and_spares_edited_templates(tmp_path: Path) -> None:
    def build() -> str:
        command = [sys.executable, "tools/build_templates.py", "--out", str(tmp_path)]
        return subprocess.run(command, cwd=samples.ROOT, check=True, capture_output=True, text=True).stdout

    build()
    first = {path.name: path.read_bytes() for path in tmp_path.rglob("*.docx")}
    edited = tmp_path / "chung" / "to-trinh.docx"
    edited.write_bytes(b"edited")
    assert "giữ nguyên" in build()
    assert edited.read_bytes() == b"edited"
    edited.unlink()
    build()
    assert {path.name: path.read_bytes() for path in tmp_path.rglob("*.docx")} == first
    assert set(first) == {path.name for path in samples.TEMPLATES.rglob("*.docx")}
