"""The papers of the decision on disk, as python-docx and `docs check` see them."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Doc
from docx.oxml.ns import qn
from docx.table import Table
from packet_samples import DEPARTMENT, EXTREME, TEMPLATES, WARD
from test_awards_roll import awarded

from xlpy.model.campaign import Campaign
from xlpy.packets.awards.export import export_awards
from xlpy.packets.awards.roll import roll
from xlpy.packets.conformance.check import check_file
from xlpy.packets.errors import PacketError
from xlpy.packets.export import ExportReport
from xlpy.schema import seeds
from xlpy.schema.choices import AWARDED, INDIVIDUALS_FIRST, NO_ROUNDING, NOT_AWARDED, ROUND_NEAREST

NOTICE = "04-thong-bao-00001-phuong-phuc-xa.docx"
PAPERS = ["01-quyet-dinh.docx", "02-so-theo-doi.docx", "03-danh-sach-tien-thuong.docx", NOTICE]
CERTIFICATES, SUMMARY = "05-giay-khen.docx", "07-bao-cao-tong-ket.docx"


def numbered() -> Campaign:
    """The awarded sample with number and date of decision and proposal."""
    data = awarded()
    data.settings.values.update(
        decision_number="1234/QĐ-UBND",
        decision_date=date(2023, 6, 14),
        proposal_number="45/TTr-NV",
        proposal_date=date(2023, 6, 12),
    )
    return data


def made(
    data: Campaign,
    out: Path,
    units: list[str] | None = None,
    blocked: tuple[str, ...] = (),
    draft: bool = False,
) -> ExportReport:
    return export_awards(
        data, out, units=units, blocked=blocked, draft=draft, templates=TEMPLATES, progress=None
    )


def opened(out: Path, name: str) -> Doc:
    return Document(str(out / "khen-thuong" / name))


def cells(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def text_of(document: Doc) -> str:
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


@pytest.fixture(scope="module")
def papers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("khen")
    report = made(numbered(), out)
    assert [file.name for file in report.files] == [*PAPERS, CERTIFICATES, SUMMARY]
    assert report.messages == []
    return out


def test_the_annexes_hold_the_roll_in_its_order_under_its_ordinals(papers: Path) -> None:
    tables = [cells(table) for table in opened(papers, PAPERS[0]).tables]
    assert tables[2] == [
        ["STT", "Tên tập thể", "Đơn vị"],
        ["1", "Tổ dân phố số 3, phường Phúc Xá", "Phường Phúc Xá"],
        ["2", "Tổ dân phố số 10, phường Phúc Xá", "Phường Phúc Xá"],
        ["3", "Phòng Nội vụ quận Ba Đình", "Phòng Nội vụ"],
    ]
    assert [row[:2] for row in tables[3][1:]] == [
        ["4", "Bà Lê Thị Ánh"],
        ["5", "Ông Nguyễn Văn Ăn"],
        ["6", "Bà Lê Thị Minh Phượng"],
    ]
    assert len(tables) == 4


def test_the_decision_says_who_decides_on_what_ground_and_how_much(papers: Path) -> None:
    document = opened(papers, PAPERS[0])
    lines = [paragraph.text for paragraph in document.paragraphs]
    grounds = [line for line in lines if line.startswith("Căn cứ")]
    assert "Luật Tổ chức chính quyền địa phương" in grounds[0]
    assert any("Nghị định số 91/2017/NĐ-CP" in line for line in grounds)
    assert "Kế hoạch số 88/KH-UBND ngày 05 tháng 4 năm 2023" in grounds[-1]
    assert all(line.endswith(";") for line in grounds)
    proposal = lines[lines.index(grounds[-1]) + 1]
    assert proposal == (
        "Theo đề nghị của Trưởng phòng Phòng Nội vụ quận Ba Đình tại Tờ trình số 45/TTr-NV ngày 12 tháng 6 năm 2023."
    )
    articles = [line for line in lines if line.startswith("Điều ")]
    assert [line.split(".")[0] for line in articles] == ["Điều 1", "Điều 2", "Điều 3"]
    assert "cho 03 (ba) tập thể và 03 (ba) cá nhân đã có thành tích" in articles[0]
    assert "Phụ lục I và Phụ lục II" in articles[0]
    assert "mỗi tập thể được thưởng 900.000 đồng, mỗi cá nhân được thưởng 450.000 đồng" in articles[1]
    assert "4.050.000 đồng (Bằng chữ: Bốn triệu không trăm năm mươi nghìn đồng)" in articles[1]
    assert articles[2].endswith("./.")
    heading, closing = cells(document.tables[0]), cells(document.tables[1])
    assert "Số: 1234/QĐ-UBND" in heading[1][0]
    assert "Ba Đình, ngày 14 tháng 6 năm 2023" in heading[1][1]
    assert closing[0][0].split("\n")[1] == "- Như Điều 3;"
    assert closing[0][1].split("\n") == ["CHỦ TỊCH", "Tạ Nam Chiến"]


def test_each_annex_repeats_its_heading_row_and_counts_its_pages_from_one(papers: Path) -> None:
    document = opened(papers, PAPERS[0])
    for table in document.tables[2:]:
        header = table.rows[0]._tr.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}")
        assert header is not None
    sections = [section._sectPr for section in document.sections]
    starts = [section.find(qn("w:pgNumType")) for section in sections]
    assert [None if start is None else start.get(qn("w:start")) for start in starts] == [None, "1", "1"]
    assert all(len(section.findall(qn("w:headerReference"))) == 2 for section in sections)
    assert (
        text_of(document).count("(Kèm theo Quyết định số 1234/QĐ-UBND ngày 14 tháng 6 năm 2023 của Chủ tịch")
        == 2
    )


def test_register_and_prize_list_agree_with_the_roll(papers: Path) -> None:
    awards = roll(numbered()).awards
    register = cells(opened(papers, PAPERS[1]).tables[1])[1:]
    assert [(row[0], row[1], row[4], row[5]) for row in register] == [
        (str(a.ordinal), a.title_name, "1234/QĐ-UBND", f"{a.amount or 0:,}".replace(",", ".")) for a in awards
    ]
    prizes = cells(opened(papers, PAPERS[2]).tables[1])[1:]
    assert [(row[0], row[3], row[4], row[5]) for row in prizes[2:4]] == [
        ("3", "894.000", "900.000", ""),
        ("4", "447.000", "450.000", ""),
    ]
    for name in PAPERS[1:3]:
        assert (
            "Tổng số: 03 (ba) tập thể và 03 (ba) cá nhân; số tiền 4.050.000 đồng "
            "(Bằng chữ: Bốn triệu không trăm năm mươi nghìn đồng)./."
        ) in text_of(opened(papers, name))
    assert "1.490.000 đồng/tháng; hệ số tập thể 0,60, cá nhân 0,30; làm tròn lên đến 10.000 đồng" in text_of(
        opened(papers, PAPERS[2])
    )


def test_the_notice_names_the_refused_with_the_reason_and_nobody_else(papers: Path) -> None:
    document = opened(papers, NOTICE)
    assert cells(document.tables[1])[1:] == [
        [
            "1",
            "Ông Phạm Văn Đức",
            "Phó Chủ tịch Ủy ban nhân dân phường, Ủy ban nhân dân phường Phúc Xá",
            "Thành tích chưa nổi bật so với nhiệm vụ được giao",
        ]
    ]
    text = text_of(document)
    assert "Tờ trình số 05/TTr-UBND ngày 22 tháng 5 năm 2023" in text
    assert "Quyết định số 1234/QĐ-UBND ngày 14 tháng 6 năm 2023" in text
    assert "Lê Thị Ánh" not in text


def _everybody(data: Campaign) -> None:
    for record in (*data.collectives.rows, *data.individuals.rows):
        record.outcome, record.outcome_reason = AWARDED, ""


def _many(data: Campaign) -> None:
    _everybody(data)
    pattern = next(row for row in data.individuals.rows if row.unit_code == EXTREME)
    data.individuals.rows += [
        replace(pattern, row=number, row_id=f"CN-{number}") for number in range(200, 320)
    ]


def _individuals_only(data: Campaign) -> None:
    for record in data.collectives.rows:
        record.outcome = ""


def _collectives_only(data: Campaign) -> None:
    for record in data.individuals.rows:
        record.outcome = NOT_AWARDED
        record.outcome_reason = f"{record.full_name} & đồng chí <tổ> {{{{ x }}}} " * 5


def _nothing_known(data: Campaign) -> None:
    for key in (
        "decision_number",
        "decision_date",
        "decision_by",
        "proposal_number",
        "proposal_date",
    ):
        data.settings.values[key] = None


def _other_settings(data: Campaign) -> None:
    data.settings.values.update(
        annex_order=INDIVIDUALS_FIRST,
        prize_rounding=ROUND_NEAREST,
        decision_parent="Ủy ban nhân dân thành phố Hà Nội",
        decision_signer_authority="KT. CHỦ TỊCH",
        decision_signer_title="PHÓ CHỦ TỊCH",
        decision_number="7",
        decision_copy_to_2="Phòng Tài chính - Kế hoạch quận",
    )


@pytest.mark.parametrize(
    "change", [_everybody, _many, _individuals_only, _collectives_only, _nothing_known, _other_settings]
)
@pytest.mark.parametrize("draft", [False, True])
def test_every_paper_has_its_lawful_form(
    change: Callable[[Campaign], None], draft: bool, tmp_path: Path
) -> None:
    data = numbered()
    change(data)
    report = made(data, tmp_path, draft=draft)
    assert len(report.files) >= 3
    assert report.messages == []
    for file in report.files:
        if file.name == CERTIFICATES:  # no official document: it has a form of its own
            continue
        found = [f"{finding.code} {finding.place}: {finding.message}" for finding in check_file(file.path)]
        assert found == [], file.name


def test_one_list_alone_is_the_annex_without_a_number(tmp_path: Path) -> None:
    data = numbered()
    _individuals_only(data)
    made(data, tmp_path)
    document = opened(tmp_path, PAPERS[0])
    assert len(document.sections) == 2
    labels = [p.text for p in document.paragraphs if p.text.startswith("Phụ lục")]
    assert labels == ["Phụ lục"]
    assert "Về việc tặng Giấy khen cho cá nhân có thành tích" in text_of(document)


def test_a_draft_says_so_on_every_page_and_an_official_paper_does_not(papers: Path, tmp_path: Path) -> None:
    made(awarded(), tmp_path, draft=True)
    for out, marked in ((tmp_path, True), (papers, False)):
        for name in PAPERS:
            for section in opened(out, name).sections:
                for header in (section.header, section.first_page_header):
                    assert ("DỰ THẢO" in "".join(p.text for p in header.paragraphs)) is marked


def test_what_is_unknown_stays_open_in_a_draft(tmp_path: Path) -> None:
    data = awarded()
    data.settings.values["decision_by"] = None
    made(data, tmp_path, draft=True)
    text = text_of(opened(tmp_path, PAPERS[0]))
    assert "Tổng số tiền thưởng là …………… đồng (Bằng chữ: ……………)" in text
    assert "Số:       /QĐ-UBND" in cells(opened(tmp_path, PAPERS[0]).tables[0])[1][0]


def test_reasons_stop_everything_and_nothing_is_written(tmp_path: Path) -> None:
    report = made(numbered(), tmp_path, blocked=("Trang Cá nhân, ô A5: sai",))
    assert report.packets == []
    assert report.skipped[0].reasons == ("Trang Cá nhân, ô A5: sai",)
    assert list(tmp_path.iterdir()) == []


def test_for_one_unit_there_are_its_part_of_the_prize_list_and_its_notice(tmp_path: Path) -> None:
    report = made(numbered(), tmp_path, units=[WARD, "PYT"])
    assert [file.name for file in report.files] == [
        "03-danh-sach-tien-thuong-00001-phuong-phuc-xa.docx",
        NOTICE,
        "05-giay-khen-00001-phuong-phuc-xa.docx",
    ]
    assert [unit.unit_code for unit in report.skipped] == ["PYT"]
    rows = cells(opened(tmp_path, report.files[0].name).tables[1])[1:]
    assert [row[0] for row in rows] == ["1", "2", "4", "5"], "the ordinals of the decision stay"
    assert "2.700.000 đồng" in text_of(opened(tmp_path, report.files[0].name))


def test_twice_gives_the_same_bytes_and_an_edited_paper_is_kept(tmp_path: Path) -> None:
    first = made(numbered(), tmp_path)
    before = {file.name: file.path.read_bytes() for file in first.files}
    assert {file.outcome for file in made(numbered(), tmp_path).files} == {"unchanged"}
    decision = tmp_path / "khen-thuong" / PAPERS[0]
    edited = before[NOTICE]
    decision.write_bytes(edited)
    data = numbered()
    data.settings.values["prize_rounding"] = NO_ROUNDING
    outcomes = {file.name: file.outcome for file in made(data, tmp_path).files}
    assert outcomes[PAPERS[0]] == "beside"
    assert outcomes[PAPERS[2]] == "written"
    assert decision.read_bytes() == edited


def test_a_notice_whose_refusal_was_withdrawn_is_named_not_deleted(tmp_path: Path) -> None:
    made(numbered(), tmp_path)
    data = numbered()
    _everybody(data)
    report = made(data, tmp_path)
    assert [path.name for packet in report.packets for path in packet.stale] == [NOTICE]
    assert (tmp_path / "khen-thuong" / NOTICE).is_file()
    assert any(NOTICE in message for message in report.messages)
    assert made(data, tmp_path, units=[DEPARTMENT]).packets[0].stale == ()


def test_without_any_outcome_the_clerk_is_told_where_to_write_one(tmp_path: Path) -> None:
    data = numbered()
    for record in (*data.collectives.rows, *data.individuals.rows):
        record.outcome = ""
    (skipped,) = made(data, tmp_path, draft=True).skipped
    assert "cột Kết quả xét" in skipped.reasons[0]
    data.individuals.columns = {"full_name": 5}
    (skipped,) = made(data, tmp_path).skipped
    assert "Trang Cá nhân chưa có cột “Kết quả xét”" in skipped.reasons[0]


def test_an_unknown_office_or_unit_is_refused_with_what_to_do(tmp_path: Path) -> None:
    data = numbered()
    with pytest.raises(PacketError, match="Không có đơn vị tham gia nào mang mã 99"):
        made(data, tmp_path, units=["99"])
    data.settings.values["notice_unit"] = "PNVQ"
    with pytest.raises(PacketError, match="ghi mã “PNVQ”"):
        made(data, tmp_path)


def test_a_broken_template_stops_its_own_paper_only(tmp_path: Path) -> None:
    templates = tmp_path / "mau"
    shutil.copytree(TEMPLATES, templates)
    (templates / "chung" / "thong-bao.docx").write_bytes(b"khong phai docx")
    report = export_awards(
        numbered(), tmp_path / "out", units=None, blocked=(), draft=False, templates=templates, progress=None
    )
    assert [file.name for file in report.files] == [*PAPERS[:3], CERTIFICATES, SUMMARY]
    assert [file.outcome for file in report.packets[0].files if file.name == NOTICE] == ["failed"]


def test_fourteen_wards_with_full_quotas_are_paid_44_100_000_dong(tmp_path: Path) -> None:
    data = numbered()
    collective, person = data.collectives.rows[0], data.individuals.rows[0]
    wards = [seed["unit_code"] for seed in seeds.units() if seed["unit_kind"] == "Phường"]
    assert len(wards) == 14
    data.collectives.rows[:] = [
        replace(collective, row_id=f"TT-{code}-{number}", unit_code=code, outcome=AWARDED)
        for code in wards
        for number in range(2)
    ]
    data.individuals.rows[:] = [
        replace(person, row_id=f"CN-{code}-{number}", unit_code=code, outcome=AWARDED)
        for code in wards
        for number in range(3)
    ]
    found = roll(data)
    assert (len(found.collectives), len(found.individuals)) == (28, 42)
    assert found.total == 44_100_000
    assert [award.ordinal for award in found.awards] == list(range(1, 71))
    made(data, tmp_path)
    assert "44.100.000 đồng (Bằng chữ: Bốn mươi tư triệu một trăm nghìn đồng)" in text_of(
        opened(tmp_path, PAPERS[0])
    )
