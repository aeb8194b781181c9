"""From grids to the typed campaign: what domain.md §6.2 says of clerks' sheets, one sentence a test."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

import pytest
from grids import book, grid_of, individuals, setting_rows, stamp

from xlpy.books.grid import SheetGrid
from xlpy.books.reader import WrongBook, read_campaign
from xlpy.books.values import CellError
from xlpy.checks.runner import run
from xlpy.model.campaign import Campaign
from xlpy.model.table import Problem
from xlpy.schema import sheet
from xlpy.vietnamese.dates import PartialDate

TODAY = date(2023, 6, 1)


def read(**sheets: object) -> Campaign:
    return read_campaign(book(**sheets), "thu.xlsm", TODAY)  # type: ignore[arg-type]


def problems(campaign: Campaign, code: str) -> list[Problem]:
    return [problem for problem in campaign.problems if problem.code == code]


def person(**values: object) -> dict[str, object]:
    return {"unit_code": "00001", "full_name": "Nguyễn Văn An"} | values


def test_a_clean_book_gives_typed_rows_and_no_problem() -> None:
    campaign = read(individuals=[person(birth_date=datetime(1980, 6, 5), votes_for=7.0)])
    (row,) = campaign.individuals.rows
    assert (row.full_name, row.birth_date, row.votes_for) == ("Nguyễn Văn An", PartialDate(1980, 6, 5), 7)
    assert campaign.problems == []


def test_every_value_remembers_its_cell_even_when_columns_were_moved() -> None:
    order = [
        "birth_date",
        "STT",
        "full_name",
        "unit_code",
        *(
            c.key
            for c in sheet("individuals").columns
            if c.key not in ("birth_date", "full_name", "unit_code")
        ),
    ]
    campaign = read(individuals=individuals(person(), order=order))
    (row,) = campaign.individuals.rows
    assert campaign.individuals.cell(row, "full_name") == "C5"
    assert campaign.individuals.cell(row, "birth_date") == "A5"
    assert campaign.problems == []


def test_rows_with_nothing_but_a_prefilled_id_are_empty() -> None:
    campaign = read(
        individuals=[{"row_id": "CN-0001"}, {}, person(row_id="CN-0003"), {"full_name": " \u00a0 "}]
    )
    assert [row.row for row in campaign.individuals.rows] == [7]


def test_a_score_row_with_only_its_codes_is_kept_because_missing_is_not_zero() -> None:
    campaign = read(
        criteria=[{"criterion_code": "A1", "content": "x", "max_points": 5.0}],
        scores=[{"unit_code": "00001", "criterion_code": "A1"}],
    )
    assert campaign.scores.rows[0].self_points is None


@pytest.mark.parametrize("text", ["Tổng cộng", "TỔNG CỘNG:", "Cộng", "Người lập biểu", "Tổng số 5"])
def test_totals_and_signature_rows_are_skipped_with_a_note(text: str) -> None:
    campaign = read(individuals=[person(), {"full_name": text, "votes_for": 7.0}])
    assert len(campaign.individuals.rows) == 1
    assert [problem.code for problem in campaign.silent] == ["D26"]


def test_a_person_whose_name_resembles_a_totals_row_is_kept() -> None:
    campaign = read(individuals=[person(full_name="Tổng Thị Cộng")])
    assert len(campaign.individuals.rows) == 1


def test_a_moved_and_renamed_header_is_recognised_by_its_known_variants() -> None:
    campaign = read(individuals=individuals(person(birth_date=1980.0), headers={"birth_date": "Năm  sinh"}))
    assert campaign.individuals.rows[0].birth_date == PartialDate(1980)


def test_a_header_without_accents_is_taken_and_reported_with_the_right_one() -> None:
    campaign = read(individuals=individuals(person(), headers={"full_name": "Ho va ten"}))
    (found,) = problems(campaign, "D25")
    assert (found.cell, found.proposal) == ("E4", "Họ và tên")
    assert campaign.individuals.rows[0].full_name == "Nguyễn Văn An"


def test_an_inserted_column_is_reported_and_harms_nothing() -> None:
    order = ["Ghi chú riêng", *(c.key for c in sheet("individuals").columns)]
    campaign = read(individuals=individuals(person(), order=order))
    (found,) = problems(campaign, "D25")
    assert (found.cell, found.raw) == ("A4", "Ghi chú riêng")
    assert campaign.individuals.rows[0].full_name == "Nguyễn Văn An"


def test_missing_sheets_and_columns_are_all_named_at_once_with_near_misses() -> None:
    grids = book(individuals=individuals(person(), headers={"full_name": "Họ và têm", "gender": "Phái"}))
    grids["Hồ sơ khen"] = replace(grids.pop("Hồ sơ"), code_name=None, tab="Hồ sơ khen")
    with pytest.raises(WrongBook) as caught:
        read_campaign(grids, "thu.xlsm", TODAY)
    message = str(caught.value)
    assert "thiếu trang “Hồ sơ”; trang “Hồ sơ khen” có phải là trang này không?" in message
    assert "thiếu cột “Họ và tên”; cột “Họ và têm” có phải là cột này không?" in message
    assert "thiếu cột “Giới tính”" in message


def test_a_renamed_tab_is_found_by_its_code_name() -> None:
    grids = book(individuals=[person()])
    grids["CN"] = replace(grids.pop("Cá nhân"), tab="CN")
    assert len(read_campaign(grids, "thu.xlsm", TODAY).individuals.rows) == 1


def test_findings_name_a_renamed_tab_as_the_clerk_sees_it() -> None:
    grids = book(individuals=[person(birth_date="25/6/1990", full_name="phạm thu hà", votes_for=None)])
    grids["Người"] = replace(grids.pop("Cá nhân"), tab="Người")
    campaign = read_campaign(grids, "so.xlsx", date(2023, 5, 20))
    (slip,) = problems(campaign, "D11")
    assert slip.tab == "Người"
    mine = [finding for finding in run(campaign).findings if finding.sheet == "individuals"]
    assert len(mine) > 2
    assert {finding.tab for finding in mine} == {"Người"}
    assert all(finding.message.startswith("Trang Người") for finding in mine)


def test_the_same_header_twice_is_refused() -> None:
    grids = book(
        individuals=individuals(person(), order=[*(c.key for c in sheet("individuals").columns), "Họ và tên"])
    )
    with pytest.raises(WrongBook, match="hai cột “Họ và tên”"):
        read_campaign(grids, "thu.xlsm", TODAY)


def test_a_workbook_without_stamp_is_not_ours() -> None:
    with pytest.raises(WrongBook, match="không phải sổ tính của phần mềm thi đua"):
        read_campaign(book(meta=SheetGrid("_thidua")), "thu.xlsm", TODAY)


@pytest.mark.parametrize(
    ("version", "words"), [("0", "lệnh “new”"), ("99", "cập nhật phần mềm"), ("", "không rõ")]
)
def test_another_schema_version_says_what_to_do(version: str, words: str) -> None:
    with pytest.raises(WrongBook, match=words):
        read_campaign(book(meta=stamp(schema_version=version)), "thu.xlsm", TODAY)


def test_a_book_of_another_campaign_is_refused() -> None:
    with pytest.raises(WrongBook, match="KHAC-2024"):
        read_campaign(book(meta=stamp(campaign_code="KHAC-2024")), "thu.xlsm", TODAY)


@pytest.mark.parametrize(
    ("typed", "code", "proposal", "value"),
    [
        ("5/6/1980", "D11", "05/06/1980", PartialDate(1980, 6, 5)),
        ("05.06.1980", "D11", "05/06/1980", PartialDate(1980, 6, 5)),
        ("5-6-80", "D11-2digit", "05/06/1980", PartialDate(1980, 6, 5)),
        ("03/1980", "D13", None, PartialDate(1980, 3)),
        (1980.0, "D13", None, PartialDate(1980)),
        (29377.0, "D14", "05/06/1980", PartialDate(1980, 6, 5)),
    ],
)
def test_dates_not_typed_as_dates_are_read_day_first_and_proposed(
    typed: object, code: str, proposal: str | None, value: PartialDate
) -> None:
    campaign = read(individuals=[person(birth_date=typed)])
    (found,) = campaign.problems
    assert (found.code, found.cell, found.proposal) == (code, "H5", proposal)
    assert campaign.individuals.rows[0].birth_date == value


@pytest.mark.parametrize("typed", ["31/02/1980", "không rõ", "06/25/1980"])
def test_dates_that_no_calendar_has_are_unreadable(typed: str) -> None:
    campaign = read(individuals=[person(birth_date=typed)])
    assert [p.code for p in campaign.problems] == ["TYPE"]
    assert campaign.individuals.rows[0].birth_date is None


def score(**values: object) -> Campaign:
    criteria = [{"criterion_code": "A1", "content": "x", "max_points": 100.0}]
    return read(criteria=criteria, scores=[{"unit_code": "00001", "criterion_code": "A1"} | values])


@pytest.mark.parametrize(
    ("typed", "value"), [("12,5", "12.5"), ("12.5", "12.5"), (" 95 ", "95"), ("95đ", "95")]
)
def test_numbers_typed_as_text_are_read_and_proposed(typed: str, value: str) -> None:
    campaign = score(self_points=typed)
    assert [p.code for p in campaign.problems] == ["D15"]
    assert campaign.scores.rows[0].self_points == Decimal(value)


def test_a_percent_sign_is_asked_about() -> None:
    assert [p.code for p in score(self_points="95%").problems] == ["D16"]


@pytest.mark.parametrize(("key", "example"), [("founded_year", "1961"), ("headcount", "số nguyên")])
def test_an_unreadable_number_says_what_the_column_wants(key: str, example: str) -> None:
    campaign = read(collectives=[{"unit_code": "00001", "name": "Tổ dân phố số 1", key: "lâu rồi"}])
    assert example in problems(campaign, "TYPE")[0].detail["expected"]


def test_an_empty_score_is_none_and_zero_is_zero() -> None:
    assert score(self_points=None).scores.rows[0].self_points is None
    assert score(self_points=0.0).scores.rows[0].self_points == 0


def test_an_error_value_blocks_only_in_a_used_row() -> None:
    na = CellError("#N/A")
    campaign = read(individuals=[person(position=na), {"position": na}])
    (found,) = problems(campaign, "D27")
    assert found.detail["error"] == "#N/A"
    assert len(campaign.individuals.rows) == 1


def test_a_formula_that_nobody_calculated_is_said_so() -> None:
    grid = replace(individuals(person()), uncached=frozenset({(5, 8)}))
    (found,) = problems(read(individuals=grid), "D27")
    assert found.cell == "H5"


def test_text_faults_that_nobody_sees_are_cleaned_silently() -> None:
    typed = unicodedata.normalize("NFD", "  Nguyễn\u00a0 Văn An ")
    campaign = read(individuals=[person(full_name=typed)])
    assert campaign.individuals.rows[0].full_name == "Nguyễn Văn An"
    assert campaign.problems == []
    assert {p.code for p in campaign.silent} == {"D01", "D02"}


def test_legacy_text_is_read_as_what_it_stands_for_and_proposed() -> None:
    grid = individuals(person(full_name="NguyÔn ThÞ H\u00ad\u00acng"))
    grid = replace(grid, legacy_fonts={(5, 5): ".VnTime"})
    campaign = read(individuals=grid)
    (found,) = problems(campaign, "D04")
    assert found.proposal == campaign.individuals.rows[0].full_name == "Nguyễn Thị Hương"


def test_look_alike_letters_are_proposed_back() -> None:
    campaign = read(individuals=[person(full_name="Nguyễn Văn \u0410n")])
    assert problems(campaign, "D36")[0].proposal == "Nguyễn Văn An"


@pytest.mark.parametrize(
    ("typed", "code", "unit"),
    [
        (1.0, "D17", "00001"),
        ("1", "D17", "00001"),
        ("P. Phúc Xá", "D31", "00001"),
        ("Phường Phuc Xa", "D31", "00001"),
        ("Phòng  nội vụ", "D31", "PNV"),
    ],
)
def test_a_unit_typed_otherwise_is_recognised_and_proposed(typed: object, code: str, unit: str) -> None:
    campaign = read(individuals=[person(unit_code=typed)])
    (found,) = campaign.problems
    assert (found.code, found.cell, found.proposal) == (code, "C5", unit)
    assert campaign.individuals.rows[0].unit_code == unit


def test_an_unknown_unit_is_reported_with_the_nearest() -> None:
    campaign = read(individuals=[person(unit_code="Phường Phúc Xạ B")])
    (found,) = problems(campaign, "REF")
    assert "Phường Phúc Xá" in found.detail["near"]


def test_a_small_letter_code_is_put_right_silently() -> None:
    campaign = read(individuals=[person(unit_code="pnv")])
    assert campaign.individuals.rows[0].unit_code == "PNV"
    assert campaign.problems == []


def test_merged_cells_count_for_every_row_they_span() -> None:
    grid = individuals(person(), person(unit_code=None, full_name="Trần Thị Bình"))
    grid = replace(grid, merged=((5, 3, 6, 3),))
    campaign = read(individuals=grid)
    assert [row.unit_code for row in campaign.individuals.rows] == ["00001", "00001"]
    assert [p.cell for p in problems(campaign, "D20")] == ["C5"]


def test_hidden_rows_count_and_are_mentioned_once() -> None:
    grid = replace(individuals(person(), person(full_name="Trần Thị Bình")), hidden_rows=frozenset({6}))
    campaign = read(individuals=grid)
    assert len(campaign.individuals.rows) == 2
    assert problems(campaign, "D21")[0].detail["count"] == "1"


def test_lost_zeros_of_phone_and_citizen_number_are_proposed_back() -> None:
    units = [
        {
            "unit_code": "PNV",
            "unit_name": "Phòng Nội vụ",
            "unit_kind": "Phòng, ban, ngành",
            "phone": 912345678.0,
        }
    ]
    campaign = read(units=units, individuals=[person(unit_code="PNV", citizen_id=1080012345.0)])
    assert [p.proposal for p in problems(campaign, "D17")] == ["0912345678", "001080012345"]


def test_a_lost_zero_is_proposed_back_however_often_it_occurs() -> None:
    campaign = read(individuals=[person(citizen_id="01080012345"), person(citizen_id="01080012345")])
    assert [p.cell for p in problems(campaign, "D17")] == ["Z5", "Z6"]


def test_a_choice_in_other_letters_is_accepted_and_an_unknown_one_lists_what_is_allowed() -> None:
    assert read(individuals=[person(gender="nữ")]).individuals.rows[0].gender == "Nữ"
    campaign = read(individuals=[person(gender="F")])
    assert problems(campaign, "CHOICE")[0].detail["allowed"] == "Nam; Nữ"


@pytest.mark.parametrize(("typed", "value"), [("Có", True), ("x", True), ("không", False), (True, True)])
def test_yes_and_no_in_the_ways_clerks_type_them(typed: object, value: bool) -> None:
    assert read(individuals=[person(clean_record=typed)]).individuals.rows[0].clean_record is value


def test_settings_are_typed_and_the_reference_date_is_today() -> None:
    settings = setting_rows(reference_date=datetime(2023, 5, 20), quorum="3/4", points_step="0,5")
    campaign = read(settings=settings)
    assert campaign.today == date(2023, 5, 20)
    assert campaign.settings.fraction("quorum") == Decimal("0.75")
    assert campaign.settings.number("points_step") == Decimal("0.5")
    assert campaign.settings.day("deadline") == date(2023, 5, 31)


def test_an_unreadable_setting_keeps_its_default_and_is_reported() -> None:
    campaign = read(settings=setting_rows(deadline="cuối tháng 5"))
    assert campaign.settings.day("deadline") == date(2023, 5, 31)
    assert problems(campaign, "TYPE")[0].cell == campaign.settings.cells["deadline"]


def test_a_stray_copy_of_a_sheet_is_mentioned() -> None:
    grids = book()
    grids["Cá nhân (2)"] = grid_of(sheet("individuals"), [person()])
    campaign = read_campaign(grids, "thu.xlsm", TODAY)
    (found,) = problems(campaign, "ST-STRAY")
    assert (found.tab, found.detail["copy_of"]) == ("Cá nhân (2)", "Cá nhân")


@pytest.mark.parametrize("typed", ["15/5/2023 14:00", "15/5/2023 14h", "15-5-2023, 14:00"])
def test_a_meeting_hour_typed_as_text_is_read(typed: str) -> None:
    campaign = read(dossiers=[{"unit_code": "00001", "meeting_start": typed}])
    assert campaign.dossiers.rows[0].meeting_start == datetime(2023, 5, 15, 14, 0)
    assert [p.code for p in campaign.problems] == ["D11"]


def test_paragraphs_of_long_texts_are_kept() -> None:
    campaign = read(individuals=[person(results="Một.\r\nHai.\n\n Ba. ")])
    assert campaign.individuals.rows[0].results == "Một.\nHai.\nBa."
