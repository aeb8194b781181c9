"""What packets say before any template: wording, order, votes, signatures, names of files."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import packet_samples as samples
import pytest

from xlpy.model.records import Collective, Individual, Unit
from xlpy.packets import naming, select
from xlpy.packets.basis import read_basis
from xlpy.packets.context import report_context, unit_context
from xlpy.packets.errors import PacketError
from xlpy.packets.known_fields import award_example, reminder_example, report_example
from xlpy.packets.letterhead import letterhead, rule_length
from xlpy.packets.nominees import sorted_individuals
from xlpy.packets.rendering.names import KnownFields
from xlpy.packets.signing import is_head, report_signatures
from xlpy.packets.textwidth import balanced_lines, bold_width
from xlpy.packets.wording import document_number, long_date, number_line, paragraphs, unit_in_text
from xlpy.schema import seeds
from xlpy.vietnamese.dates import PartialDate

DISTRICT = "quận Ba Đình"


def unit(code: str) -> Unit:
    found = samples.campaign().unit(code)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("00001", "Ủy ban nhân dân phường Phúc Xá"),
        ("PNV", "Phòng Nội vụ quận Ba Đình"),
        ("TTQ", "Thanh tra quận Ba Đình"),
        ("BTG", "Ban Tuyên giáo Quận ủy Ba Đình"),
        ("QD", "Quận đoàn Ba Đình"),
        ("MTTQ", "Ủy ban MTTQ Việt Nam quận Ba Đình"),
        ("THCS-TC", "Trường Trung học cơ sở Thành Công"),
    ],
)
def test_a_unit_has_its_full_name_inside_a_sentence(code: str, text: str) -> None:
    assert unit_in_text(unit(code), DISTRICT) == text


@pytest.mark.parametrize(
    ("typed", "printed"),
    [("5", "05/TTr-UBND"), ("05", "05/TTr-UBND"), ("005/TTr-UBND", "05/TTr-UBND"), ("123", "123/TTr-UBND")],
)
def test_a_number_is_padded_to_two_digits_however_it_was_typed(typed: str, printed: str) -> None:
    assert document_number(typed, "TTr", unit(samples.WARD)) == printed


def test_a_number_that_is_not_given_out_yet_leaves_a_blank() -> None:
    assert number_line("", "TTr", unit(samples.WARD)) == "Số:       /TTr-UBND"
    assert number_line("12", "TTr", unit(samples.PARTY)) == "Số 12-TTr/BTG"


def test_unknown_parts_of_a_date_stay_blank() -> None:
    assert long_date(PartialDate(2023, 5, 5), 2023) == "ngày 05 tháng 5 năm 2023"
    assert re.fullmatch(r"ngày +tháng 02 năm 2023", long_date(PartialDate(2023, 2), 2020))
    assert re.fullmatch(r"ngày +tháng +năm 2023", long_date(None, 2023))


def test_each_line_of_a_cell_is_a_paragraph() -> None:
    assert paragraphs("Một.\n\n  Hai.  \n") == ["Một.", "Hai."]
    assert paragraphs("  ") == ["……………"]


def test_the_name_of_a_committee_breaks_before_the_ward() -> None:
    head = letterhead(unit(samples.WARD))
    assert head.body == "ỦY BAN NHÂN DÂN\nPHƯỜNG PHÚC XÁ"


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Trường Tiểu học Ngọc Khánh", "TRƯỜNG TIỂU HỌC\nNGỌC KHÁNH"),
        ("Trường Trung học cơ sở Hoàng Hoa Thám", "TRƯỜNG TRUNG HỌC CƠ SỞ\nHOÀNG HOA THÁM"),
        ("Hội Liên hiệp Phụ nữ quận Ba Đình", "HỘI LIÊN HIỆP PHỤ NỮ\nQUẬN BA ĐÌNH"),
        ("Phòng Giáo dục và Đào tạo", "PHÒNG GIÁO DỤC\nVÀ ĐÀO TẠO"),
        ("Phòng Nội vụ", "PHÒNG NỘI VỤ"),
    ],
)
def test_a_heading_is_not_divided_within_a_term(name: str, lines: str) -> None:
    assert letterhead(unit(samples.WARD), body=name).body == lines


def test_no_line_of_a_heading_begins_with_a_dash_or_leaves_the_column() -> None:
    for seed in seeds.units():
        lines = balanced_lines(seed["header_name"], 13, 66.5)
        assert " ".join(lines) == seed["header_name"]
        assert len(lines) <= 3
        assert all(bold_width(line, 13) <= 66.5 and not line.startswith("-") for line in lines)


def test_the_rule_under_every_unit_of_the_district_is_a_third_to_a_half_of_its_name() -> None:
    for seed in seeds.units():
        width = max(bold_width(line, 13) for line in balanced_lines(seed["header_name"], 13, 66.5))
        assert width / 3 <= rule_length(width) <= width / 2, seed["header_name"]


def test_people_stand_in_the_order_of_their_given_names() -> None:
    names = [nominee.name for nominee in samples.facts(samples.WARD).individuals]
    assert names == ["Lê Thị Ánh", "Nguyễn Văn Ăn", "Phạm Văn Đức"]


def test_the_setting_decides_between_people_of_one_given_name() -> None:
    campaign = samples.campaign()
    people = [Individual(row=5, full_name="Hồ Văn An"), Individual(row=6, full_name="Hổ Bá An")]

    def order() -> list[str]:
        return [person.full_name for person in sorted_individuals(people, campaign.settings)]

    assert order() == ["Hổ Bá An", "Hồ Văn An"]
    campaign.settings.values["name_sort_order"] = "Tên, họ, đệm"
    assert order() == ["Hồ Văn An", "Hổ Bá An"]


def test_group_3_comes_before_group_10() -> None:
    names = [nominee.name for nominee in samples.facts(samples.WARD).collectives]
    assert names == ["Tổ dân phố số 3, phường Phúc Xá", "Tổ dân phố số 10, phường Phúc Xá"]


def test_a_member_who_does_not_vote_lowers_the_base_and_is_named() -> None:
    vote = next(n.vote for n in samples.facts(samples.WARD).nominees if n.name == "Phạm Văn Đức")
    assert (vote.base, vote.percent, vote.recused) == (8, "87,50%", ("Phạm Văn Đức",))


def test_percentages_have_two_decimals_and_halves_go_up() -> None:
    percents = {n.name: n.vote.percent for n in samples.facts(samples.WARD).nominees}
    assert percents["Lê Thị Ánh"] == "100,00%"
    assert percents["Nguyễn Văn Ăn"] == "88,89%"


def test_a_part_of_a_unit_reports_itself_and_the_unit_confirms() -> None:
    nominee = samples.facts(samples.WARD).collectives[0]
    assert nominee.reporting.title == "TỔ TRƯỞNG"
    assert nominee.reporting.name == "Hoàng Thị Ngọc Ẩn"
    assert nominee.confirming.heading == "XÁC NHẬN CỦA\nTHỦ TRƯỞNG ĐƠN VỊ"
    assert nominee.confirming.name == "Trần Quốc Hưng"


def test_the_unit_itself_is_confirmed_by_its_superior() -> None:
    nominee = samples.facts(samples.DEPARTMENT).collectives[0]
    assert nominee.reporting.name == "Lê Thị Minh Phượng"
    assert (nominee.confirming.authority, nominee.confirming.name) == (
        "TM. ỦY BAN NHÂN DÂN QUẬN",
        "Tạ Nam Chiến",
    )


def test_a_party_body_is_not_confirmed_by_the_state() -> None:
    nominee = samples.facts(samples.PARTY).collectives[0]
    assert (nominee.confirming.title, nominee.confirming.name) == ("QUẬN ỦY BA ĐÌNH", "")


def test_the_head_of_a_unit_does_not_confirm_himself() -> None:
    nominee = samples.facts(samples.DEPARTMENT).individuals[0]
    assert nominee.reporting.title == "TRƯỞNG PHÒNG"
    assert nominee.confirming.name == "Tạ Nam Chiến"


def test_a_head_whose_deputy_signs_is_known_by_his_post() -> None:
    ward = unit(samples.WARD)
    ward.signer_authority, ward.signer_title, ward.signer_name = (
        "KT. CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "Phạm Văn Đức",
    )
    head = Individual(row=5, full_name="Trần Quốc Hưng", position="Chủ tịch UBND phường Phúc Xá")
    union = Individual(
        row=6, full_name="Đỗ Thị Oanh", position="Chủ tịch Hội Liên hiệp Phụ nữ phường Phúc Xá"
    )
    assert is_head(head, ward)
    assert not is_head(union, ward)
    _, right = report_signatures(head, ward, samples.campaign().settings)
    assert right.title == "CHỦ TỊCH"


def test_signers_have_no_academic_title_but_officers_keep_their_rank() -> None:
    ward, police = unit(samples.WARD), unit("CA")
    ward.signer_name = "TS. Trần Quốc Hưng"
    police.signer_name = "Đại tá Nguyễn Văn Bình"
    settings = samples.campaign().settings
    part = Collective(row=5, name="Đội 1", scope="Thuộc đơn vị")
    assert report_signatures(part, ward, settings)[0].name == "Trần Quốc Hưng"
    assert report_signatures(part, police, settings)[0].name == "Đại tá Nguyễn Văn Bình"


def test_citations_end_with_semicolons_and_the_last_with_a_full_stop() -> None:
    lines = unit_context(samples.facts(samples.WARD))["to_trinh"]["can_cu"]
    assert all(line.startswith("Căn cứ ") for line in lines)
    assert [line[-1] for line in lines] == [";"] * (len(lines) - 1) + ["."]


def test_an_office_that_is_addressed_is_not_listed_again_below() -> None:
    campaign = samples.campaign()
    assert unit_context(samples.facts(samples.WARD, campaign))["to_trinh"]["noi_nhan"] == [
        "- Như trên;",
        "- Lưu: VT, TĐKT.",
    ]
    campaign.settings.values["copy_to_1"] = "Đảng ủy phường"
    assert "- Đảng ủy phường;" in unit_context(samples.facts(samples.WARD, campaign))["to_trinh"]["noi_nhan"]


def test_one_recipient_stands_on_the_line_of_kinh_gui() -> None:
    campaign = samples.campaign()
    campaign.settings.values["recipient_2"] = None
    fields = unit_context(samples.facts(samples.WARD, campaign))["to_trinh"]
    assert fields["mot_noi_nhan"] == "Chủ tịch Ủy ban nhân dân quận Ba Đình"


def test_only_declared_nominees_are_declared_clean() -> None:
    campaign = samples.campaign()
    assert unit_context(samples.facts(samples.WARD, campaign))["to_trinh"]["cam_ket"] is True
    campaign.individuals.rows[0].clean_record = None
    assert unit_context(samples.facts(samples.WARD, campaign))["to_trinh"]["cam_ket"] is False


def test_members_present_and_absent_add_up_even_where_presence_is_blank() -> None:
    campaign = samples.campaign()
    campaign.council.rows[4].present = None
    facts = samples.facts(samples.WARD, campaign)
    assert len(facts.present) + len(facts.absent) == len(facts.council) == 9
    assert len(facts.absent) == 2


def test_a_deputy_presides_where_the_chair_is_absent() -> None:
    campaign = samples.campaign()
    campaign.council.rows[0].present = False
    chair = samples.facts(samples.WARD, campaign).chair
    assert chair is not None and chair.full_name == "Phạm Văn Đức"


def test_prior_awards_are_printed_only_where_the_setting_says_so() -> None:
    campaign = samples.campaign()
    facts = samples.facts(samples.WARD, campaign)
    assert report_context(facts, facts.nominees[0], {})["da_khen"] == []
    campaign.settings.values["report_prior_awards"] = True
    assert len(report_context(facts, facts.nominees[0], {})["da_khen"]) == 2


def test_folder_and_file_names_are_ascii() -> None:
    assert naming.unit_folder("00001", "Phường Phúc Xá") == "00001-phuong-phuc-xa"
    assert naming.unit_folder("Đ/1", "Đội") == "d-1-doi"
    assert naming.report_name(3, "Đặng Thị Ước") == "05-bao-cao-03-dang-thi-uoc.docx"
    assert naming.report_name(1, "?!") == "05-bao-cao-01-khong-ten.docx"


def test_a_path_that_is_too_long_is_refused_with_what_to_do(tmp_path: Path) -> None:
    naming.check_length(tmp_path / "a.docx")
    with pytest.raises(PacketError, match="thư mục xuất có đường dẫn ngắn hơn"):
        naming.check_length(tmp_path / ("a" * 240))


def test_the_most_particular_template_wins_and_the_decree_comes_before_the_shared_folder(
    tmp_path: Path,
) -> None:
    names = select.candidates("ND98_2023", select.REPORT, "Đảng", select.INDIVIDUAL)
    assert names[0] == "nd98_2023/bao-cao.ca-nhan.dang.docx"
    assert names[-1] == "chung/bao-cao.docx"
    for name in reversed(names):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
        assert select.choose(tmp_path, "ND98_2023", select.REPORT, "Đảng", select.INDIVIDUAL) == path


def test_a_missing_template_says_which_files_would_do(tmp_path: Path) -> None:
    with pytest.raises(PacketError, match=r"nd91_2017/to-trinh\.docx"):
        select.choose(tmp_path, "ND91_2017", select.SUBMISSION, "Nhà nước")


def test_the_decree_of_2017_is_in_force_in_the_drive_and_not_in_2024() -> None:
    basis = read_basis(samples.TEMPLATES, "ND91_2017")
    assert basis.in_force(date(2023, 5, 31))
    assert not basis.in_force(date(2024, 1, 1))


def test_an_unknown_decree_is_refused_and_a_broken_file_explained(tmp_path: Path) -> None:
    with pytest.raises(PacketError, match="Không có bộ mẫu"):
        read_basis(tmp_path, "ND98_2023")
    (tmp_path / "nd98_2023").mkdir()
    (tmp_path / "nd98_2023" / "bo-mau.json").write_text('["ten"]', encoding="utf-8")
    with pytest.raises(PacketError, match="Không đọc được"):
        read_basis(tmp_path, "ND98_2023")


def test_the_list_of_fields_for_staff_names_exactly_the_fields_there_are() -> None:
    text = (samples.TEMPLATES / "CAC_TRUONG.md").read_text(encoding="utf-8")
    listed = set(re.findall(r"^\| `([a-z_.]+)` \|", text, re.MULTILINE))
    papers = (
        select.DECISION,
        select.REGISTER,
        select.PRIZE_LIST,
        select.NOTICE,
        select.CERTIFICATE,
        select.SUMMARY,
    )
    names = (KnownFields(report_example()).names | KnownFields(reminder_example()).names).union(
        *(KnownFields(award_example(paper)).names for paper in papers)
    )
    leaves = {name for name in names if not any(other.startswith(f"{name}.") for other in names)}
    assert listed == leaves
