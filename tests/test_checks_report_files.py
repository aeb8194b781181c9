"""Findings about Word files that rows name, and the checks that read their text."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from campaigns import (
    INDIVIDUAL,
    OTHER_INDIVIDUAL,
    campaign_of,
    cell,
    clean_campaign,
    hits,
    individual,
    other_individual,
)

from xlpy.checks.rules import CATALOGUE
from xlpy.checks.runner import run
from xlpy.model.campaign import Campaign
from xlpy.model.reportfile import Cell, Grid, Line, Piece, Remarks, ReportFile
from xlpy.model.reportform import CLOSING, OPENING, achievement_part

NAME = "Báo cáo An.docx"
PART_TWO = ("targets", "results", "measures", "effect", "lessons")
CODES = [f"TW-{number:03}" for number in range(1, 12)]
STORY = (
    "Đã cùng tổ dân phố rà soát 45 hộ khó khăn, vận động 31 triệu đồng sửa chữa 2 căn nhà dột nát, lắp 16 bóng đèn ngõ "
    "và duy trì lịch trực hỗ trợ người già làm thủ tục tại nhà vào tối thứ Ba hằng tuần."
)


def blank(**changes: Any) -> dict[str, Any]:
    return {**dict.fromkeys(PART_TWO, ""), "report_file": NAME, **changes}


def line(text: str, **more: Any) -> Line:
    return Line((Piece(text),), **more)


def with_file(file: ReportFile, **changes: Any) -> Campaign:
    campaign = clean_campaign(individuals=[individual(**blank(**changes)), OTHER_INDIVIDUAL])
    campaign.report_files["00001", NAME] = file
    return campaign


READ = ReportFile(NAME, "read", NAME, sha256="a" * 64, blocks=(line(STORY),))


def codes(campaign: Campaign) -> list[str]:
    return [finding.code for finding in run(campaign).findings]


def test_a_row_with_a_readable_file_needs_nothing_in_the_cells_of_part_two() -> None:
    assert codes(with_file(READ)) == []


def test_the_summary_is_needed_all_the_same() -> None:
    assert codes(with_file(READ, summary="")) == ["BC-001"]


def test_without_a_file_name_every_blank_cell_is_an_error() -> None:
    assert (
        codes(clean_campaign(individuals=[individual(**blank(report_file="")), OTHER_INDIVIDUAL]))
        == ["BC-001"] * 5
    )


STATES: dict[str, tuple[ReportFile, str, str]] = {
    "missing": (ReportFile(NAME, "missing", near="con/An.docx"), "TW-001", "con/An.docx"),
    "missing, nothing like it": (ReportFile(NAME, "missing"), "TW-001", NAME),
    "no folder": (ReportFile(NAME, "no_folder"), "TW-001", "chưa được lưu"),
    "outside": (ReportFile("../An.docx", "outside", reason="có “..” dẫn ra ngoài"), "TW-002", "../An.docx"),
    "refused": (ReportFile(NAME, "refused", NAME, "tệp có macro. Hãy lưu lại."), "TW-003", "tệp có macro"),
    "too big": (ReportFile(NAME, "too_big", NAME, "tệp nặng hơn 50 MB. Hãy bỏ bớt."), "TW-003", "50 MB"),
    "unreadable": (
        ReportFile(NAME, "unreadable", NAME, "Permission denied", open_elsewhere=True),
        "TW-003",
        "đang mở",
    ),
    "empty": (ReportFile(NAME, "empty", NAME, remarks=Remarks(pictures=2)), "TW-004", "2 hình"),
    "open": (replace(READ, open_elsewhere=True), "TW-005", "đang mở"),
    "old encoding": (
        replace(READ, remarks=Remarks(encodings=["tcvn3"], converted="Đơn vị")),
        "TW-007",
        "Đơn vị",
    ),
    "changes": (
        replace(READ, remarks=Remarks(deletions=3, comments=1)),
        "TW-008",
        "3 chỗ xóa (không in), 1 ghi chú",
    ),
    "pictures": (replace(READ, remarks=Remarks(pictures=2, footnotes=1)), "TW-009", "2 hình"),
    "whole report": (replace(READ, remarks=Remarks(left_out=["I. SƠ LƯỢC"])), "TW-010", "I. SƠ LƯỢC"),
    "form unclear": (replace(READ, remarks=Remarks(form_unclear=True)), "TW-010", "II. Thành tích"),
}


@pytest.mark.parametrize("state", STATES)
def test_the_state_of_a_file_is_one_finding_at_its_cell(state: str) -> None:
    file, code, said = STATES[state]
    (finding,) = run(with_file(file)).findings
    assert (finding.code, finding.cell, finding.row_id) == (
        code,
        cell("individuals", "report_file"),
        "CN-0001",
    )
    assert said in finding.message
    assert finding.message.endswith((".", "?"))
    assert ".." not in finding.message.replace("“../An.docx”", "").replace("“..”", "")
    assert finding.fix.endswith(".")


def test_a_likely_name_is_proposed_for_a_missing_file() -> None:
    (finding,) = run(with_file(STATES["missing"][0])).findings
    assert finding.proposal == "con/An.docx"


def test_cells_beside_a_file_are_told_not_to_print() -> None:
    (finding,) = [
        f for f in run(with_file(READ, results=INDIVIDUAL["results"])).findings if f.code == "TW-006"
    ]
    assert "“Kết quả đạt được”" in finding.message
    assert finding.severity == "warning"


def two(first: ReportFile, second: ReportFile, **changes: Any) -> Campaign:
    rows = [individual(**blank()), other_individual(**blank(report_file="khac.docx", **changes))]
    campaign = clean_campaign(individuals=rows)
    campaign.report_files["00001", NAME] = first
    campaign.report_files[str(changes.get("unit_code", OTHER_INDIVIDUAL["unit_code"])), "khac.docx"] = second
    return campaign


def test_one_file_for_two_people_is_an_error() -> None:
    found = hits(two(READ, READ), "TW-011")
    assert [hit.row_id for hit in found] == ["CN-0002"]


def test_a_copied_report_in_word_is_found_like_a_copied_cell() -> None:
    other = replace(READ, sha256="b" * 64, blocks=(line(STORY.replace("45", "46")),))
    (hit,) = hits(two(READ, other), "BC-006")
    assert (hit.row_id, hit.column) == ("CN-0002", "report_file")
    assert f"ô {cell('individuals', 'report_file')}" in hit.message


def test_a_word_text_copied_from_a_cell_is_found_too() -> None:
    rows = [individual(results=STORY), other_individual(**blank())]
    campaign = clean_campaign(individuals=rows)
    campaign.report_files["PNV", NAME] = READ
    (hit,) = hits(campaign, "BC-006")
    assert f"ô {cell('individuals', 'results')}" in hit.message


def test_the_same_text_in_two_files_of_a_unit_is_found() -> None:
    campaign = two(READ, replace(READ, sha256="b" * 64), unit_code="00001")
    assert [hit.column for hit in hits(campaign, "BC-007")] == ["report_file"]


def test_abbreviations_in_the_file_are_found() -> None:
    file = replace(READ, blocks=(*READ.blocks, line("Toàn thể CBCCVC tham gia.", marker="-")))
    (hit,) = hits(with_file(file), "D32")
    assert (hit.column, "CBCCVC" in hit.message) == ("report_file", True)


@pytest.mark.parametrize("code", CODES)
def test_files_of_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    from campaigns import unit

    for file, _, _ in STATES.values():
        campaign = campaign_of(
            units=[unit(participates=False)], individuals=[individual(**blank(results="x"))]
        )
        campaign.report_files["00001", NAME] = file
        assert hits(campaign, code) == []


def test_all_codes_of_the_family_are_in_the_catalogue() -> None:
    run(clean_campaign())
    assert [code for code in CATALOGUE if code.startswith("TW-")] == CODES


FIRST, SECOND, THIRD = (
    "I. SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH",
    "II. THÀNH TÍCH ĐẠT ĐƯỢC",
    "III. CÁC HÌNH THỨC ĐÃ ĐƯỢC KHEN THƯỞNG",
)


def part_of(*texts: str) -> tuple[list[str], tuple[str, ...], bool]:
    part = achievement_part([line(text) for text in texts])
    return [block.text for block in part.blocks if isinstance(block, Line)], part.left_out, part.unclear


def test_of_a_whole_report_only_part_two_is_taken() -> None:
    texts = (
        "BÁO CÁO THÀNH TÍCH",
        FIRST,
        "Sinh năm 1980.",
        SECOND,
        "1. Việc một.",
        "Kết quả.",
        THIRD,
        "Năm 2022.",
    )
    assert part_of(*texts) == (["1. Việc một.", "Kết quả."], (FIRST, THIRD), False)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I. Sơ lược đặc điểm, tình hình", "II. Thành tích đạt được"),
        ("I/ SƠ LƯỢC LÝ LỊCH", "II/ THÀNH TÍCH ĐẠT ĐƯỢC:"),
        ("1. Sơ lược lý lịch", "2. Thành tích đã đạt được"),
        ("Phần I. Đặc điểm tình hình", "Phần II. Thành tích của tập thể"),
        ("A. SƠ LƯỢC ĐẶC ĐIỂM", "B. THÀNH TÍCH CÁ NHÂN ĐẠT ĐƯỢC"),
        ("SƠ LƯỢC ĐẶC ĐIỂM, TÌNH HÌNH", "CÁC THÀNH TÍCH ĐẠT ĐƯỢC TRONG ĐỢT THI ĐUA"),
    ],
)
def test_the_headings_are_known_in_the_spellings_that_people_use(first: str, second: str) -> None:
    assert part_of(first, "phần một", second, "phần hai") == (["phần hai"], (first,), False)


def test_signatures_at_the_end_of_a_whole_report_stay_behind() -> None:
    table = Grid((1, 1), ((Cell((line("XÁC NHẬN CỦA ĐƠN VỊ"),)), Cell((line("NGƯỜI BÁO CÁO"),))),))
    part = achievement_part([line(SECOND), line("Việc."), line("Trên đây là báo cáo của tôi."), table])
    assert (part.blocks, part.left_out) == ((line("Việc."),), (CLOSING,))


def test_what_stands_before_part_two_is_named_even_without_a_heading() -> None:
    assert part_of("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", SECOND, "Việc.") == (["Việc."], (OPENING,), False)


@pytest.mark.parametrize(
    "texts",
    [
        ("Việc một.", "Việc hai."),
        ("1. Nhiệm vụ được giao", "a", "2. Thành tích đạt được", "b"),
        ("I. NHIỆM VỤ", "a", "II. THÀNH TÍCH ĐẠT ĐƯỢC", "b"),
        ("THÀNH TÍCH ĐẠT ĐƯỢC", "b"),
        ("Thành tích đạt được của tổ là xóa 37 điểm rao vặt.", "Vi phạm trật tự giảm một nửa.", "iii. ý ba"),
    ],
)
def test_an_account_with_a_count_of_its_own_is_taken_whole(texts: tuple[str, ...]) -> None:
    assert part_of(*texts) == (list(texts), (), False)


def test_words_that_only_look_like_a_number_do_not_end_part_two() -> None:
    texts = ("Vi phạm trật tự xây dựng giảm", "i. ý một", "iii. ý ba", "Xi măng do dân góp")
    assert part_of(SECOND, *texts) == (list(texts), (), False)


def test_a_report_without_a_heading_two_is_taken_whole_and_told() -> None:
    texts = (FIRST, "Sinh năm 1980.", "KẾT QUẢ CÔNG TÁC", "Việc.")
    assert part_of(*texts) == (list(texts), (), True)


def test_reading_the_rules_needs_no_files(tmp_path: Path) -> None:
    assert codes(clean_campaign(individuals=[individual(**blank()), OTHER_INDIVIDUAL])) == []
    assert not list(tmp_path.iterdir())
