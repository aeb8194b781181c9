"""Names and texts as typed, and the wording of what the reader noticed."""

from __future__ import annotations

import pytest
from campaigns import campaign_of, cell, cells, clean_campaign, collective, hits, individual, unit, wording

from xlpy.checks import text_quality
from xlpy.checks.rules import CATALOGUE
from xlpy.model.table import Problem

CHECKS = ["D07", "D10", "D33", "VB-001", "VB-002", "VB-003", "VB-004", "VB-005"]
WORDINGS = [
    *("D04", "D05", "D06", "D11", "D11-2digit", "D13", "D14", "D15", "D15-ambiguous", "D16", "D17", "D18"),
    *("D20", "D21", "D22", "D25", "D27", "D31", "D36", "REF", "CHOICE", "TYPE"),
]


def _named(name: str) -> list[str]:
    campaign = campaign_of(individuals=[individual(full_name=name)])
    fired = [code for code in ("D07", "D10", "VB-001", "VB-002", "VB-003", "VB-004") if hits(campaign, code)]
    for code in fired:
        assert cells(campaign, code) == [cell("individuals", "full_name")]
    return fired


def test_the_family_is_loaded() -> None:
    assert text_quality.PERSON_NAMES


@pytest.mark.parametrize("code", CHECKS)
def test_clean_texts_are_silent(code: str) -> None:
    assert hits(clean_campaign(), code) == []


@pytest.mark.parametrize("code", CHECKS)
def test_units_that_do_not_take_part_are_passed_over(code: str) -> None:
    rows = [
        individual(
            full_name=name, results="KHONG DAU VA TOAN CHU HOA TRONG BAO CAO", home_town="H? N?i" * 100
        )
        for name in ("ông nguyen van an", "An2", "An")
    ]
    assert hits(campaign_of(units=[unit(participates=False, signer_name="X")], individuals=rows), code) == []


@pytest.mark.parametrize(
    ("name", "fired"),
    [
        ("Nguyễn Văn An", []),
        ("H'Hen Niê", []),
        ("Y-Blôk Êban", []),
        ("Phan Thanh Nam", []),
        ("NGUYỄN VĂN AN", ["D07"]),
        ("nguyễn văn an", ["D07"]),
        ("Nguyễn văn An", ["D07"]),
        ("Ông Nguyễn Văn An", ["D10"]),
        ("PGS.TS. Nguyễn Văn An", ["D10"]),
        ("Đ/c Nguyễn Văn An", ["D10"]),
        ("Đại úy Nguyễn Văn An", ["D10"]),
        ("Nguyễn Văn An2", ["VB-001"]),
        ("Trần Thị B.", ["VB-001"]),
        ("...", ["VB-001"]),
        ("Hương", ["VB-002"]),
        ("Nguy?n V?n An", ["VB-003"]),
        ("Nguy\ufffdn V\ufffdn An", ["VB-003"]),
        ("Nguyen Van An", ["VB-004"]),
    ],
)
def test_each_fault_of_a_name_has_one_rule(name: str, fired: list[str]) -> None:
    assert [code for code in _named(name) if code != "D07" or "D10" not in fired] == fired


@pytest.mark.parametrize(
    ("code", "name", "proposal"),
    [
        ("D07", "NGUYỄN THỊ HƯƠNG", "Nguyễn Thị Hương"),
        ("D10", "Bà Nguyễn Thị Hương", "Nguyễn Thị Hương"),
        ("D10", "ông NGUYỄN VĂN AN", "Nguyễn Văn An"),
    ],
)
def test_the_right_name_is_proposed(code: str, name: str, proposal: str) -> None:
    hit = hits(campaign_of(individuals=[individual(full_name=name)]), code)[0]
    assert hit.proposal == proposal
    assert proposal in hit.fix


def test_names_on_every_sheet_of_people_are_looked_at() -> None:
    campaign = campaign_of(
        units=[unit(signer_name="ĐỖ THỊ MAI")],
        collectives=[collective(head_name="LÊ THỊ HÒA")],
        individuals=[individual(full_name="NGUYỄN VĂN AN")],
        good_people=[{"unit_code": "00001", "full_name": "VŨ THỊ TÂM"}],
        council=[{"unit_code": "00001", "full_name": "PHẠM QUỐC VIỆT"}],
    )
    assert {hit.sheet for hit in hits(campaign, "D07")} == {
        "units",
        "collectives",
        "individuals",
        "good_people",
        "council",
    }


@pytest.mark.parametrize("sheet", ["good_people", "articles", "dossiers"])
def test_lost_letters_are_found_on_any_sheet(sheet: str) -> None:
    column = {"good_people": "deed", "articles": "title", "dossiers": "meeting_place"}[sheet]
    campaign = campaign_of(**{sheet: [{"unit_code": "00001", column: "Ph?ng họp tầng hai"}]})
    assert cells(campaign, "VB-003") == [cell(sheet, column)]


def test_a_question_at_the_end_of_a_sentence_is_no_lost_letter() -> None:
    assert hits(campaign_of(individuals=[individual(results="Dân cần gì? Phường làm gì?")]), "VB-003") == []


@pytest.mark.parametrize(
    "text",
    ["HOÀN THÀNH XUẤT SẮC MỌI NHIỆM VỤ ĐƯỢC GIAO", "Hoan thanh xuat sac moi nhiem vu duoc giao nam nay"],
)
def test_a_long_text_in_capitals_or_without_marks_is_questioned(text: str) -> None:
    assert cells(campaign_of(individuals=[individual(effect=text)]), "VB-005") == [
        cell("individuals", "effect")
    ]


def test_short_acronyms_and_figures_are_no_texts_without_marks() -> None:
    assert hits(campaign_of(individuals=[individual(effect="ISO 9001:2015")]), "VB-005") == []
    assert (
        hits(campaign_of(individuals=[individual(effect="12/12 - 100% - 2023 - 31/5/2023 - 45")]), "VB-005")
        == []
    )


@pytest.mark.parametrize(("column", "limit"), [("full_name", 60), ("home_town", 200), ("results", 10_000)])
def test_a_text_longer_than_its_column_allows_is_questioned(column: str, limit: int) -> None:
    campaign = campaign_of(individuals=[individual(**{column: "ă" * (limit + 1)})])
    assert cells(campaign, "D33") == [cell("individuals", column)]
    assert f"tối đa {limit} ký tự" in hits(campaign, "D33")[0].message
    assert hits(campaign_of(individuals=[individual(**{column: "ă" * limit})]), "D33") == []


def _problem(code: str, raw: object = "5-6-80", proposal: str | None = None, **detail: str) -> Problem:
    return Problem(code, "individuals", "Cá nhân", "K5", 5, "birth_date", raw, proposal, detail)


@pytest.mark.parametrize("code", WORDINGS)
def test_every_problem_of_the_reader_is_worded_with_and_without_details(code: str) -> None:
    full = {
        "near": "Nữ",
        "allowed": "Nam; Nữ",
        "list": "Đơn vị",
        "error": "#N/A",
        "rows": "5–7",
        "value": "00001",
    }
    for problem in (
        _problem(code, "thô", "đề xuất", expected="số", count="3", filtered="1", **full),
        _problem(code),
        Problem(code, "individuals", "Cá nhân"),
        Problem(code, "individuals", "Cá nhân", "A4", 4, "no_such_column", 1.5),
    ):
        message, fix = wording(problem)
        assert message.endswith((".", "…"))
        assert fix.endswith(".")
        assert "None" not in message + fix
        assert "  " not in message + fix


@pytest.mark.parametrize("code", [c for c in WORDINGS if c not in ("D20", "D21", "D22", "D25", "D27")])
def test_the_message_names_the_column_and_shows_what_was_typed(code: str) -> None:
    message, _ = wording(_problem(code, "giá trị đã gõ"))
    assert "“Ngày sinh”" in message
    assert "“giá trị đã gõ”" in message


@pytest.mark.parametrize(
    "code", ["D04", "D05", "D06", "D11", "D11-2digit", "D14", "D15", "D17", "D18", "D31", "D36"]
)
def test_the_proposal_stands_in_the_advice(code: str) -> None:
    assert "“giá trị đúng”" in wording(_problem(code, proposal="giá trị đúng"))[1]


def test_choices_and_references_say_what_is_allowed() -> None:
    assert "Nam; Nữ" in wording(_problem("CHOICE", "Khác", allowed="Nam; Nữ"))[0]
    assert "Nam; Nữ" in wording(Problem("CHOICE", "individuals", "Cá nhân", "I5", 5, "gender", "Khác"))[0]
    message, fix = wording(_problem("REF", "00099", list="Đơn vị", near="00009 – Phường Kim Mã"))
    assert "trang Đơn vị" in message
    assert "Phường Kim Mã" in message
    assert "trang Đơn vị" in fix


def test_a_near_header_and_an_extra_column_are_worded_apart() -> None:
    near = wording(Problem("D25", "individuals", "Cá nhân", "E4", 4, "full_name", "Họ tên NV", "Họ và tên"))
    extra = wording(Problem("D25", "individuals", "Cá nhân", "AF4", 4, None, "Ghi chú riêng"))
    assert "hiểu là cột “Họ và tên”" in near[0]
    assert "không có trong mẫu" in extra[0]


def test_hidden_and_filtered_rows_are_counted_in_the_message() -> None:
    hidden = wording(Problem("D21", "individuals", "Cá nhân", detail={"count": "3", "filtered": ""}))[0]
    filtered = wording(Problem("D21", "individuals", "Cá nhân", detail={"count": "3", "filtered": "1"}))[0]
    assert "3 dòng đang ẩn" in hidden
    assert "3 dòng bị bộ lọc che" in filtered


def test_whole_numbers_are_quoted_without_a_decimal_point() -> None:
    assert "“44932”" in wording(_problem("D14", 44932.0))[0]
    assert "“12,5”" in wording(_problem("TYPE", 12.5))[0]


@pytest.mark.parametrize("code", ["D04", "D05", "D06", "D15-ambiguous", "D27", "REF", "CHOICE", "TYPE"])
def test_what_only_a_person_can_decide_is_an_error(code: str) -> None:
    assert CATALOGUE[code].severity == "error"
