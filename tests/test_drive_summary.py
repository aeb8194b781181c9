"""Báo cáo tổng kết: every figure counted from the campaign, and the document in the form of an official one."""

from __future__ import annotations

import io
import re
from pathlib import Path

import award_samples
import packet_samples as samples
import pytest
from campaigns import campaign_of, collective, individual, other_individual, unit
from docx import Document

from xlpy.model.campaign import Campaign
from xlpy.packets.awards.export import export_awards
from xlpy.packets.awards.figures import DriveFigures, drive_figures
from xlpy.packets.awards.roll import roll
from xlpy.packets.awards.summary_context import summary_context
from xlpy.packets.conformance.check import check_file
from xlpy.schema.choices import AWARDED, NOT_AWARDED
from xlpy.schema.settings_summary import SUMMARY

FREE_PARTS = [setting.key for setting in SUMMARY if setting.type == "long_text"]


def drive() -> Campaign:
    """Two wards and an office; one ward late, the other without nominations."""
    return campaign_of(
        units=[
            unit(),
            unit(unit_code="00004", unit_name="Phường Trúc Bạch"),
            unit(unit_code="PNV", unit_name="Phòng Nội vụ", unit_kind="Phòng, ban, ngành"),
            unit(unit_code="XX", unit_name="Đơn vị không tham gia", participates=False),
        ],
        dossiers=[
            {"unit_code": "00001", "status": "Đã nhận", "received_date": "02/06/2023"},
            {"unit_code": "00004", "no_nomination": True, "status": "Chưa gửi"},
            {"unit_code": "PNV", "status": "Đã trình"},
        ],
        collectives=[collective(outcome=AWARDED)],
        individuals=[
            individual(outcome=AWARDED),
            individual(row_id="CN-0003", full_name="Lê Thị Cúc", gender="Nữ", outcome=NOT_AWARDED),
            other_individual(outcome=AWARDED),
            individual(row_id="CN-0004", full_name="Đỗ Thị Dung", gender="Nữ"),
            individual(row_id="CN-0005", unit_code="XX", full_name="Ngô Thị Em", gender="Nữ"),
        ],
        articles="""
            | unit_code | title | level |
            | 00001 | Một | Thành phố |
            | 00001 | Hai | Quận |
            | XX | Ba | Thành phố |
        """,
        good_people="""
            | unit_code | full_name | gender | level |
            | 00001 | Vũ Thị Tâm | Nữ | Thành phố |
            | PNV | Hồ Sỹ Lâm | Nam | Quận |
        """,
        activities="""
            | activity_no | content | status |
            | 1 | Lễ phát động | Hoàn thành |
            | 2 | Hợp xướng | Hoàn thành |
            | 3 | Ngày Sách | |
        """,
        works="""
            | unit_code | name | kind | status |
            | 00001 | Vườn hoa | Công trình | Gắn biển |
            | 00004 | Ngõ nở hoa | Mô hình | Đăng ký |
        """,
        criteria="""
            | criterion_code | content | max_points | method | applies_to |
            | A1 | Phát động | 100 | Chấm trực tiếp | Tất cả |
        """,
        scores="""
            | unit_code | criterion_code | self_points | verified_points |
            | 00001 | A1 | 98 | 96,5 |
            | PNV | A1 | 80 | |
        """,
    )


def figures() -> DriveFigures:
    campaign = drive()
    return drive_figures(campaign, roll(campaign))


def test_units_are_counted_by_kind_and_those_that_do_not_take_part_not_at_all() -> None:
    found = figures()
    assert [(kind.kind, kind.units, kind.submitted, kind.no_nomination) for kind in found.kinds] == [
        ("Phường", 2, 1, 1),
        ("Phòng, ban, ngành", 1, 1, 0),
    ]
    assert (found.total.units, found.total.submitted, found.total.articles, found.total.works) == (3, 2, 2, 2)


def test_a_dossier_after_the_deadline_is_late_and_one_without_date_is_neither() -> None:
    found = figures()
    assert (found.late, found.undated) == (1, 1)


def test_proposed_and_awarded_are_counted_with_their_women() -> None:
    found = figures()
    total = found.total
    assert (total.proposed_collectives, total.proposed_individuals, found.proposed_women) == (1, 4, 3)
    assert (total.awarded_collectives, total.awarded_individuals, found.awarded_women) == (1, 2, 1)
    assert (found.refused, found.undecided) == (1, 1)
    assert found.prize_total == 900_000 + 2 * 450_000


def test_scores_grades_and_the_first_of_each_kind() -> None:
    found = figures()
    assert found.scored == 2
    assert {name: count for name, count in found.grades if count} == {"Xuất sắc": 1, "Tốt": 1}
    context = summary_context(award_samples.facts_of(drive()))
    assert context["tk"]["dan_dau"] == [
        "Phường: Phường Phúc Xá (96,5 điểm)",
        "Phòng, ban, ngành: Phòng Nội vụ (80 điểm)",
    ]


def test_activities_works_articles_and_good_people_by_state_and_level() -> None:
    tk = summary_context(award_samples.facts_of(drive()))["tk"]
    assert tk["hoat_dong"] == "03"
    assert tk["hoat_dong_chi_tiet"] == "hoàn thành: 02; chưa ghi: 01"
    assert (tk["cong_trinh_chi_tiet"], tk["cong_trinh_xong"]) == ("công trình: 01; mô hình: 01", "01")
    assert (tk["bai_viet"], tk["bai_viet_tp"], tk["bai_viet_chi_tieu"]) == ("02", "01", "10")
    assert (tk["ntvt"], tk["ntvt_nu"], tk["ntvt_tp"], tk["ntvt_chi_tieu"]) == ("02", "01", "01", "20")


def test_what_the_workbook_does_not_know_is_left_open() -> None:
    campaign = drive()
    campaign.settings.values["base_pay_1_from"] = None
    context = summary_context(award_samples.facts_of(campaign))
    assert context["tk"]["khen_lao_dong_truc_tiep"].strip("…") == ""
    assert context["tk"]["tien_thuong"].strip("…") == ""
    assert all(text == [context["tk"]["tien_thuong"]] for text in context["loi"].values())


def test_an_empty_campaign_gives_a_report_of_noughts() -> None:
    campaign = campaign_of(units=[unit(unit_code="PNV")])
    tk = summary_context(award_samples.facts_of(campaign))["tk"]
    assert (tk["don_vi"], tk["da_nop"], tk["da_cham"], tk["khen_ca_nhan"]) == ("01", "00", "00", "00")
    assert tk["tien_thuong"] == "0"


@pytest.mark.parametrize("recipient", ["Ban Thi đua - Khen thưởng thành phố Hà Nội", None])
def test_the_report_has_no_finding_with_open_and_with_written_parts(
    tmp_path: Path, recipient: str | None
) -> None:
    for written in (False, True):
        campaign = award_samples.decided()
        campaign.settings.values["summary_recipient"] = recipient
        for key in FREE_PARTS:
            campaign.settings.values[key] = "Đoạn thứ nhất.\nĐoạn thứ hai." if written else None
        report = export_awards(
            campaign,
            tmp_path / str(written),
            units=None,
            blocked=[],
            draft=False,
            templates=samples.TEMPLATES,
            progress=None,
        )
        path = next(file.path for file in report.files if file.name == "07-bao-cao-tong-ket.docx")
        assert check_file(path) == []
        text = "\n".join(paragraph.text for paragraph in Document(io.BytesIO(path.read_bytes())).paragraphs)
        assert ("Đoạn thứ hai." in text) is written
        assert re.search(r"Được tặng Giấy khen .*: 03 tập thể, 03 cá nhân, trong đó", text)
        assert ("Kính gửi: Ban Thi đua" in text) is (recipient is not None)


def test_annex_tables_add_up(tmp_path: Path) -> None:
    context = summary_context(award_samples.facts_of(award_samples.decided()))
    *kinds, total = context["bang_don_vi"]
    for key in (
        "don_vi",
        "da_nop",
        "de_nghi_tap_the",
        "de_nghi_ca_nhan",
        "khen_tap_the",
        "khen_ca_nhan",
        "cong_trinh",
    ):
        assert sum(kind[key] for kind in kinds) == total[key]
    for key in ("khen_tap_the", "khen_ca_nhan", "bai_viet", "ntvt"):
        assert sum(row[key] for row in context["bang_khen"]) == total[key]
    assert len(context["bang_khen"]) == len(context["bang_diem"]) == total["don_vi"]
