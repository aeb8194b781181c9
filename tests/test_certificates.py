"""Giấy khen: what stands on it, how it is made to fit, and which documents of it are made."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import award_samples
import packet_samples as samples
import pytest
from docx import Document

from xlpy.cli.award import KINDS as COMMAND_LINE_KINDS
from xlpy.model.campaign import Campaign
from xlpy.packets.awards.certificate_documents import KINDS, CertificateOrder, Kind
from xlpy.packets.awards.certificates import certificates, set_whole_page, too_long_on_page
from xlpy.packets.awards.export import export_awards
from xlpy.packets.awards.fitting import fit
from xlpy.packets.errors import PacketError
from xlpy.packets.export import ExportReport
from xlpy.packets.textwidth import text_width
from xlpy.schema.choices import ON_FORM


def texts_of(campaign: Campaign, name: str) -> dict[str, str]:
    return next(one.texts for one in certificates(award_samples.facts_of(campaign)) if one.award.name == name)


def make(
    out: Path,
    campaign: Campaign,
    kind: Kind | None = None,
    *,
    rows: Sequence[str] = (),
    units: Sequence[str] | None = None,
    everything: bool = False,
    draft: bool = False,
) -> ExportReport:
    return export_awards(
        campaign,
        out,
        units=units,
        blocked=[],
        draft=draft,
        templates=samples.TEMPLATES,
        progress=None,
        certificates=None if everything else CertificateOrder(kind, tuple(rows)),
    )


def names(report: ExportReport) -> list[str]:
    return [file.name for packet in report.packets for file in packet.files]


def words(path: Path) -> str:
    """All text of a document, text boxes too."""
    with zipfile.ZipFile(path) as package:
        xml = package.read("word/document.xml").decode()
    return xml.replace("</w:p>", "\n")


def test_a_person_stands_with_salutation_post_and_district() -> None:
    texts = texts_of(award_samples.decided(), "Lê Thị Ánh")
    assert (texts["category"], texts["name"]) == ("Bà", "Lê Thị Ánh")
    assert texts["post"].endswith("Hội Liên hiệp Phụ nữ phường Phúc Xá, quận Ba Đình")
    assert texts["content"].startswith("Đã có thành tích xuất sắc trong đợt thi đua cao điểm")


def test_a_collective_stands_with_its_district_once() -> None:
    campaign = award_samples.decided()
    assert texts_of(campaign, "Tổ dân phố số 3, phường Phúc Xá")["post"] == "Quận Ba Đình"
    assert texts_of(campaign, "Phòng Nội vụ quận Ba Đình")["post"] == ""


def test_number_in_the_register_is_the_ordinal_of_the_decision_and_the_date_has_its_zeros() -> None:
    campaign = award_samples.decided()
    found = certificates(award_samples.facts_of(campaign))
    assert [one.texts["register_number"] for one in found] == ["01", "02", "03", "04", "05", "06"]
    texts = found[0].texts
    assert texts["decision_number"] == "1234/QĐ-UBND"
    assert texts["decision_date"] == "ngày 14 tháng 6 năm 2023"
    assert (texts["decision_day"], texts["decision_month"], texts["decision_year"]) == ("14", "6", "2023")
    assert texts["place_date"] == "Ba Đình, ngày 14 tháng 6 năm 2023"


def test_a_deputy_signs_for_the_chairman_in_two_lines() -> None:
    campaign = award_samples.decided()
    campaign.settings.values.update(
        decision_signer_authority="KT. Chủ tịch", decision_signer_title="Phó Chủ tịch"
    )
    assert texts_of(campaign, "Lê Thị Ánh")["signer_title"] == "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH"


def test_own_words_and_no_salutation_when_the_settings_say_so() -> None:
    campaign = award_samples.decided()
    campaign.settings.values.update(certificate_reason="Đã có nhiều đóng góp", certificate_salutation=False)
    texts = texts_of(campaign, "Lê Thị Ánh")
    assert (texts["content"], texts["category"]) == ("Đã có nhiều đóng góp", "")


def test_a_text_that_fits_keeps_the_largest_size_and_a_longer_one_steps_down() -> None:
    short = fit("Lê Thị Ánh", 100, 30, 18, 1, bold=True)
    assert (short.size, short.lines) == (30, ("Lê Thị Ánh",))
    longer = fit("Nguyễn Thị Phương Thảo", 100, 30, 18, 1, bold=True)
    assert 18 < longer.size < 30
    assert longer.fits
    assert text_width(longer.text, longer.size, bold=True) <= 100
    assert text_width(longer.text, longer.size + 0.5, bold=True) > 100 * 0.985


def test_what_no_size_can_hold_is_said_and_not_cut() -> None:
    text = "Nguyễn Thị Phương Thảo " * 6
    found = fit(text, 100, 30, 18, 1, bold=True)
    assert (found.fits, found.size) == (False, 18)
    assert " ".join(found.lines) == text.strip()


def test_height_limits_lines_too() -> None:
    text = "Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam phường Nguyễn Trung Trực"
    free = fit(text, 150, 30, 10, 2, bold=True)
    tight = fit(text, 150, 30, 10, 2, height=12, bold=True)
    assert tight.fits
    assert tight.size < free.size


def test_lines_break_behind_a_comma_and_keep_numbers_and_compounds_whole() -> None:
    text = (
        "Đã có thành tích xuất sắc trong đợt thi đua cao điểm chào mừng Kỷ niệm 75 năm Ngày Chủ tịch Hồ Chí Minh ra Lời kêu gọi "
        "thi đua ái quốc; 62 năm thành lập quận, thành lập Đảng bộ quận; 980 năm Thập Tam Trại"
    )
    lines = fit(text, 228, 18, 13, 3).lines
    assert len(lines) == 3
    assert lines[1].endswith("ái quốc;")
    assert not any(line.split()[-1] in ("75", "62", "980", "Kỷ") for line in lines)
    assert " ".join(lines) == text


def test_line_breaks_of_the_text_stay() -> None:
    assert fit("KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH", 100, 14, 10, 2).lines == ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH")


def test_extreme_names_fit_the_whole_page_without_a_note() -> None:
    campaign = award_samples.with_extremes(award_samples.decided())
    pages = [set_whole_page(one, campaign.settings) for one in certificates(award_samples.facts_of(campaign))]
    assert [note for page in pages for note in too_long_on_page(page)] == []
    assert all(page.fitted["name"].size >= 18 for page in pages)


def test_a_name_beyond_all_limits_is_reported_with_what_to_do(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    campaign.individuals.rows[0].full_name = "Nguyễn " + "Thị Phương Thảo " * 12 + "Ánh"
    report = make(tmp_path, campaign, "full")
    note = next(message for message in report.messages if "quá dài" in message)
    assert "Tên quá dài, cỡ chữ nhỏ nhất 18 vẫn không vừa 2 dòng" in note
    assert "Cấu hình" in note


def test_one_document_holds_all_certificates_in_the_order_of_the_decision(tmp_path: Path) -> None:
    report = make(tmp_path, award_samples.decided(), "full")
    assert names(report) == ["05-giay-khen.docx"]
    document = Document(io.BytesIO(report.files[0].path.read_bytes()))
    numbers = [
        cell.text
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        if "Số sổ vàng" in cell.text
    ]
    assert numbers == [f"Số sổ vàng: {number:02d}" for number in range(1, 7)]


def test_a_unit_and_a_single_award_have_files_of_their_own(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    assert names(make(tmp_path, campaign, "full", units=[samples.WARD])) == [
        "05-giay-khen-00001-phuong-phuc-xa.docx"
    ]
    row = next(record.row_id for record in campaign.individuals.rows if record.full_name == "Lê Thị Ánh")
    report = make(tmp_path, campaign, rows=[row.lower()])
    assert names(report) == ["05-giay-khen-so-04-le-thi-anh.docx"]
    assert "Lê Thị Ánh" in words(report.files[0].path)


def test_a_row_without_award_is_refused_by_its_id(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    row = next(record.row_id for record in campaign.individuals.rows if record.full_name == "Phạm Văn Đức")
    with pytest.raises(PacketError, match=row):
        make(tmp_path, campaign, rows=[row])
    assert not list(tmp_path.iterdir())


def test_certificates_for_the_form_bring_the_trial_sheet_and_leave_printed_words_out(tmp_path: Path) -> None:
    report = make(tmp_path, award_samples.decided(), "form")
    assert names(report) == ["05-giay-khen-phoi.docx", "06-in-thu-phoi.docx"]
    text = words(report.files[0].path)
    assert "Lê Thị Ánh" in text
    assert "GIẤY KHEN" not in text
    assert text.count("<w:pageBreakBefore/>") == 5


def test_only_digits_of_the_number_where_the_form_has_the_symbol_printed(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    campaign.settings.values["form_digits_only"] = True
    text = words(make(tmp_path, campaign, "form").files[0].path)
    assert ">1234<" in text
    assert "1234/QĐ" not in text


def test_nothing_is_printed_on_a_form_whose_fields_overlap_but_the_trial_sheet_is(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    campaign.settings.values["form_field_post"] = "Ngang 28,5; Dọc 110; Rộng 240; Cỡ 16-12; Giữa"
    report = make(tmp_path, campaign, "form")
    assert [file.name for file in report.files] == ["06-in-thu-phoi.docx"]
    assert any("đè lên ô “Tên cá nhân, tập thể”" in message for message in report.messages)


def test_the_trial_sheet_needs_neither_outcomes_nor_a_clean_workbook(tmp_path: Path) -> None:
    campaign = samples.campaign()
    campaign.settings.values["notice_unit"] = samples.DEPARTMENT
    report = export_awards(
        campaign,
        tmp_path,
        units=None,
        blocked=["có lỗi"],
        draft=False,
        templates=samples.TEMPLATES,
        progress=None,
        certificates=CertificateOrder("test-print"),
    )
    assert names(report) == ["06-in-thu-phoi.docx"]
    text = words(report.files[0].path)
    assert all(
        field in text for field in ("Tên cá nhân, tập thể (Ngang 28,5; Dọc 109; Rộng 240)", "Số sổ vàng")
    )


def test_all_papers_hold_certificates_as_the_setting_says_and_the_final_report(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    found = names(make(tmp_path, campaign, everything=True))
    assert {"01-quyet-dinh.docx", "05-giay-khen.docx", "07-bao-cao-tong-ket.docx"} <= set(found)
    campaign.settings.values["certificate_mode"] = ON_FORM
    found = names(make(tmp_path, campaign, everything=True))
    assert {"05-giay-khen-phoi.docx", "06-in-thu-phoi.docx"} <= set(found)
    assert "05-giay-khen.docx" not in found


def test_files_of_single_awards_are_out_of_date_only_when_the_award_is(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    row = next(record for record in campaign.individuals.rows if record.full_name == "Lê Thị Ánh")
    make(tmp_path, campaign, rows=[row.row_id])
    make(tmp_path, campaign, "full", units=[samples.WARD])
    assert make(tmp_path, campaign, everything=True).packets[0].stale == ()
    row.outcome = "Không khen thưởng"
    stale = make(tmp_path, campaign, everything=True).packets[0].stale
    assert "05-giay-khen-so-04-le-thi-anh.docx" in [path.name for path in stale]


def test_making_them_twice_gives_the_same_bytes_and_writes_nothing(tmp_path: Path) -> None:
    campaign = award_samples.decided()
    for kind in KINDS:
        make(tmp_path, campaign, kind)
        assert {file.outcome for file in make(tmp_path, campaign, kind).files} == {"unchanged"}


def test_a_draft_says_so_on_paper_and_on_the_form(tmp_path: Path) -> None:
    report = make(tmp_path, award_samples.decided(), "form", draft=True)
    assert words(report.files[0].path).count("DỰ THẢO") >= 6
    report = make(tmp_path, award_samples.decided(), "full", draft=True)
    document = Document(io.BytesIO(report.files[0].path.read_bytes()))
    assert "DỰ THẢO" in document.sections[0].header.paragraphs[0].text
    assert "(chỗ đặt Quốc huy)" in words(report.files[0].path)


@pytest.mark.parametrize("name", ["Trần & <b>", "Nguyễn\u0001 Văn", "Lê ]]> Bình", "Đỗ {{ ten }} Mai"])
def test_odd_characters_in_a_name_give_whole_documents(tmp_path: Path, name: str) -> None:
    campaign = award_samples.decided()
    campaign.individuals.rows[0].full_name = name
    for kind in ("full", "form"):
        report = make(tmp_path / kind, campaign, kind)
        assert report.messages == []
        Document(io.BytesIO(report.files[0].path.read_bytes()))


def test_the_command_line_offers_what_there_is() -> None:
    assert COMMAND_LINE_KINDS == KINDS
