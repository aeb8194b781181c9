"""Checks of achievement reports and summaries: complete, of printable length, written out, not copied."""

from __future__ import annotations

import random

import pytest
from campaigns import (
    COLLECTIVE,
    INDIVIDUAL,
    campaign_of,
    cell,
    cells,
    clean_campaign,
    collective,
    hits,
    individual,
    other_individual,
    unit,
)

from xlpy.checks import achievements, copied_texts
from xlpy.model.campaign import Campaign

CODES = [*(f"BC-{number:03}" for number in range(1, 9)), "D32"]
BODY = ("targets", "results", "measures", "effect", "lessons")


def _both(campaign: Campaign, code: str) -> set[tuple[str, str | None]]:
    return {(hit.sheet, hit.cell) for hit in hits(campaign, code)}


def test_the_family_is_loaded() -> None:
    assert achievements.report_complete


@pytest.mark.parametrize("code", CODES)
def test_faultless_reports_are_silent(code: str) -> None:
    assert hits(clean_campaign(), code) == []


@pytest.mark.parametrize("code", CODES)
def test_reports_of_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    bad = {
        "targets": "x",
        "results": "như trên",
        "summary": "CB\n" * 200,
        "lessons": "",
        "measures": INDIVIDUAL["results"],
    }
    rows = [individual(**bad), individual(row_id="CN-0002", **bad)]
    assert hits(campaign_of(units=[unit(participates=False)], individuals=rows), code) == []


@pytest.mark.parametrize("column", [*BODY, "summary"])
def test_each_blank_part_of_the_report_is_an_error_at_its_cell(column: str) -> None:
    campaign = campaign_of(collectives=[collective(**{column: ""})], individuals=[individual(**{column: ""})])
    assert _both(campaign, "BC-001") == {
        ("collectives", cell("collectives", column)),
        ("individuals", cell("individuals", column)),
    }


@pytest.mark.parametrize("value", ["Như trên", "...", "x", "chưa có"])
def test_a_report_filled_for_show_is_an_error(value: str) -> None:
    campaign = campaign_of(individuals=[individual(measures=value)])
    assert cells(campaign, "BC-002") == [cell("individuals", "measures")]
    assert hits(campaign, "BC-003") == []


def test_a_report_of_a_few_syllables_is_questioned() -> None:
    assert cells(campaign_of(individuals=[individual(lessons="Làm tốt việc")]), "BC-003") == [
        cell("individuals", "lessons")
    ]
    assert hits(campaign_of(individuals=[individual(lessons="Cán bộ phải làm trước")]), "BC-003") == []


def test_a_summary_longer_than_the_setting_is_questioned() -> None:
    campaign = campaign_of(individuals=[individual(summary="ă" * 251)])
    assert cells(campaign, "BC-004") == [cell("individuals", "summary")]
    assert hits(campaign_of(individuals=[individual(summary="ă" * 250)]), "BC-004") == []
    wider = campaign_of(individuals=[individual(summary="ă" * 251)], settings={"summary_max_length": 300})
    assert hits(wider, "BC-004") == []


def test_a_summary_of_several_lines_gets_a_proposal_on_one_line() -> None:
    campaign = campaign_of(collectives=[collective(summary="Đạt giải Nhất.\nGiúp 12 hộ.")])
    hit = hits(campaign, "BC-005")[0]
    assert hit.cell == cell("collectives", "summary")
    assert hit.proposal == "Đạt giải Nhất. Giúp 12 hộ."


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vận động CBCCVC và GV tham gia hiến máu.", ["CBCCVC", "GV"]),
        ("Phối hợp với HĐ thi đua, NLĐ và CSKV.", ["HĐ", "NLĐ", "CSKV"]),
        ("Họp TDP, rồi lại họp TDP.", ["TDP"]),
    ],
)
def test_abbreviations_are_listed_and_written_out(text: str, found: list[str]) -> None:
    campaign = campaign_of(individuals=[individual(results=text)])
    hit = hits(campaign, "D32")[0]
    assert hit.cell == cell("individuals", "results")
    assert f"viết tắt {', '.join(found)}." in hit.message
    assert all(f"{short} = " in hit.fix for short in found)


@pytest.mark.parametrize(
    "text",
    [
        "UBND phường, HĐND quận, MTTQ và các chỉ tiêu KT-XH đều hoàn thành.",
        "Thực hiện Kế hoạch số 12/HĐ-UBND và Thông báo 15-TB/CB.",
        "HOÀN THÀNH XUẤT SẮC",
        "CBX và XGV không phải từ viết tắt.",
        "GVan Nguyễn",
    ],
)
def test_accepted_short_forms_and_document_symbols_are_not_abbreviations(text: str) -> None:
    assert hits(campaign_of(individuals=[individual(results=text)]), "D32") == []


def test_an_abbreviation_in_the_position_or_the_collectives_name_is_found() -> None:
    campaign = campaign_of(
        individuals=[individual(position="GV Toán")], collectives=[collective(name="TDP số 3")]
    )
    assert _both(campaign, "D32") == {
        ("individuals", cell("individuals", "position")),
        ("collectives", cell("collectives", "name")),
    }


def _with_copy(copied: str, **more: str) -> Campaign:
    return campaign_of(individuals=[individual(), other_individual(results=copied, **more)])


def test_a_copied_result_names_both_cells_the_person_and_the_percentage() -> None:
    copied = str(INDIVIDUAL["results"]).replace("312", "298").replace("287", "264").replace("45 hộ", "38 hộ")
    hit = hits(_with_copy(copied), "BC-006")[0]
    assert hit.cell == cell("individuals", "results", 2)
    assert cell("individuals", "results", 1) in hit.message
    assert "Nguyễn Văn An" in hit.message
    assert "Phường Phúc Xá" in hit.message
    assert "giống 9" in hit.message


def test_an_identical_text_in_another_unit_is_a_hundred_percent() -> None:
    campaign = _with_copy(str(INDIVIDUAL["results"]))
    assert "100%" in hits(campaign, "BC-006")[0].message
    assert hits(campaign, "BC-007") == []


def test_a_copy_that_differs_in_tone_placement_and_case_is_a_hundred_percent() -> None:
    copied = str(INDIVIDUAL["measures"]).replace("hóa", "hoá").replace("Lập lịch", "LẬP LỊCH")
    campaign = campaign_of(individuals=[individual(), other_individual(measures=copied)])
    assert "100%" in hits(campaign, "BC-006")[0].message


def test_a_copy_into_another_column_or_from_a_collective_is_found() -> None:
    rows = {"collectives": [collective()], "individuals": [other_individual(measures=COLLECTIVE["results"])]}
    hit = hits(campaign_of(**rows), "BC-006")[0]
    assert (hit.sheet, hit.cell) == ("individuals", cell("individuals", "measures"))
    assert f"{cell('collectives', 'results')} trang Tập thể" in hit.message


def test_the_similarity_threshold_is_the_clerks_setting() -> None:
    copied = str(INDIVIDUAL["results"]).replace("312", "298").replace("287", "264").replace("45 hộ", "38 hộ")
    rows = [individual(), other_individual(results=copied)]
    assert hits(campaign_of(individuals=rows, settings={"text_similarity_percent": 100}), "BC-006") == []


def test_an_identical_text_within_a_unit_is_reported_once_under_its_own_rule() -> None:
    rows = [individual(), other_individual(unit_code="00001", effect=INDIVIDUAL["effect"])]
    campaign = campaign_of(individuals=rows)
    assert cells(campaign, "BC-007") == [cell("individuals", "effect", 2)]
    assert hits(campaign, "BC-006") == []


def test_common_targets_of_a_unit_and_short_phrases_are_not_copies() -> None:
    rows = [
        individual(lessons="Cán bộ phải gương mẫu đi đầu."),
        other_individual(
            unit_code="00001", targets=INDIVIDUAL["targets"], lessons="Cán bộ phải gương mẫu đi đầu."
        ),
    ]
    campaign = campaign_of(individuals=rows)
    assert hits(campaign, "BC-006") == []
    assert hits(campaign, "BC-007") == []


def test_one_text_in_two_columns_of_a_nominee_is_questioned() -> None:
    campaign = campaign_of(individuals=[individual(effect=INDIVIDUAL["results"])])
    hit = hits(campaign, "BC-008")[0]
    assert hit.cell == cell("individuals", "effect")
    assert cell("individuals", "results") in hit.message
    assert hits(campaign, "BC-006") == []


_VOCABULARY = """
quản lý quả quốc quy quê phường dân vận động tổ chức hoàn thành công việc ngõ sạch đẹp học sinh giỏi hộ nghèo
giúp đỡ quyên góp sách vở khám bệnh người già trẻ em an ninh trật tự rác thải trồng cây sửa đường đèn sáng họp
bàn kế hoạch kiểm tra đôn đốc kịp thời hiệu quả phấn khởi đoàn kết thi đua báo cáo hồ sơ đúng hạn
"""
_SYLLABLES = _VOCABULARY.split()


def _invented(rng: random.Random, length: int) -> list[str]:
    return [rng.choice(_SYLLABLES) for _ in range(length)]


def _recall(changed_share: float, copies: int = 200) -> float:
    """Share of copies found among as many originals, when this share of the syllables was replaced."""
    rng = random.Random(7)
    originals = [_invented(rng, 60) for _ in range(copies)]
    rows = [individual(row_id=f"CN-{n:04}", results=" ".join(words)) for n, words in enumerate(originals)]
    for n, words in enumerate(originals):
        edited = [rng.choice(_SYLLABLES) if rng.random() < changed_share else word for word in words]
        rows.append(individual(row_id=f"CN-{copies + n:04}", unit_code="PNV", results=" ".join(edited)))
    blank = dict.fromkeys(("measures", "effect", "lessons"), "")
    campaign = campaign_of(individuals=[{**row, **blank} for row in rows])
    table = campaign.table("individuals")
    found = list(copied_texts.find_copies(((table, row) for row in campaign.individuals.rows), 80))
    return sum(copy.later.row - copy.earlier.row == copies for copy in found) / copies


def test_nearly_all_copies_with_a_few_changed_words_are_found() -> None:
    assert _recall(0.05) >= 0.98
    assert _recall(0.10) >= 0.9


def test_texts_of_the_same_vocabulary_are_not_taken_for_copies() -> None:
    rng = random.Random(11)
    rows = [
        individual(row_id=f"CN-{n:04}", **{c: " ".join(_invented(rng, 50)) for c in BODY}) for n in range(150)
    ]
    assert hits(campaign_of(individuals=rows), "BC-006") == []
