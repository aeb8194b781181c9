"""The sample campaign: what makes the clean one clean, and whether the answer key points at what was planted."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from itertools import combinations
from pathlib import Path

import pytest
from openpyxl import load_workbook
from rapidfuzz import fuzz

from samples.make import clean, encodings, large, messy
from samples.make.__main__ import ANSWERS, CLEAN, MESSY, answer_key
from samples.make.mess import messy_criteria
from samples.make.planted import Planted, plain
from xlpy.schema import sheet, tables
from xlpy.schema.choices import COUNCIL_CHAIR, COUNCIL_SECRETARY, NO, YES
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, Cell, Row

SAMPLES = Path(__file__).resolve().parents[1] / "samples"
LONG_TEXTS = ("targets", "results", "measures", "effect", "lessons", "summary")
ABBREVIATION = re.compile(r"\b(?!II\b)[A-ZĐ]{2,}\b")
LAUNCH, DEADLINE = date(2023, 4, 10), date(2023, 5, 31)
QUOTAS = {"Phường": (2, 3)}
MINIMUM_ARTICLES = {"Phường": 2, "Trường học": 2}


@pytest.fixture(scope="module")
def campaign() -> BookContent:
    return clean()


@pytest.fixture(scope="module")
def twin() -> tuple[BookContent, list[Planted]]:
    return messy()


def rows(content: BookContent, key: str) -> list[Row]:
    return content.sheets[key].rows


def by_unit(content: BookContent, key: str) -> dict[Cell, list[Row]]:
    groups: dict[Cell, list[Row]] = defaultdict(list)
    for row in rows(content, key):
        groups[row["unit_code"]].append(row)
    return groups


def nominees(content: BookContent) -> list[Row]:
    return rows(content, "collectives") + rows(content, "individuals")


def units_taking_part(content: BookContent) -> list[Row]:
    return [row for row in rows(content, "units") if row["participates"] == YES]


def texts(content: BookContent) -> Iterator[tuple[str, str, str]]:
    for key, source in content.sheets.items():
        for row in source.rows:
            for column, cell in row.items():
                if isinstance(cell, str):
                    yield key, column, cell


def test_about_sixty_units_take_part_and_all_wards_are_among_them(campaign: BookContent) -> None:
    units = units_taking_part(campaign)
    assert 55 <= len(units) <= 65
    assert sum(row["unit_kind"] == "Phường" for row in units) == 14
    assert len(rows(campaign, "units")) == 84


def test_no_required_cell_of_the_clean_campaign_is_empty(campaign: BookContent) -> None:
    for key, source in campaign.sheets.items():
        required = [column.key for column in sheet(key).columns if column.required]
        for row in source.rows:
            missing = [column for column in required if row.get(column) in (None, "")]
            assert not missing, (key, row.get("row_id"), missing)


def test_every_cell_belongs_to_a_typed_column_and_every_choice_is_listed(campaign: BookContent) -> None:
    for key, source in campaign.sheets.items():
        columns = {column.key: column for column in sheet(key).columns if column.is_input}
        for row in source.rows:
            assert set(row) <= set(columns), (key, set(row) - set(columns))
            for column, cell in row.items():
                choices = columns[column].choices
                assert not choices or cell is None or cell in choices, (key, column, cell)


def test_all_text_is_nfc_without_stray_blanks(campaign: BookContent) -> None:
    for key, column, text in texts(campaign):
        assert unicodedata.is_normalized("NFC", text), (key, column, text)
        assert text == text.strip(), (key, column, text)
        assert "  " not in text, (key, column, text)
        assert "{" not in text, (key, column, text)
        assert "[[" not in text, (key, column, text)


def test_reports_are_long_several_paragraphs_and_free_of_abbreviations(campaign: BookContent) -> None:
    for row in nominees(campaign):
        results = str(row["results"])
        assert 600 <= len(results) <= 1500, (row["row_id"], len(results))
        assert 3 <= results.count("\n") + 1 <= 6, row["row_id"]
        assert len(str(row["summary"])) <= 250
        for column in LONG_TEXTS:
            assert not ABBREVIATION.search(str(row[column])), (row["row_id"], column)


def test_the_summary_names_only_figures_that_the_report_names(campaign: BookContent) -> None:
    # Figures of names and of the district itself: 14 wards, 19 streets, "980 năm", "100%".
    fixed = {"14", "19", "62", "100", "980"}
    for row in nominees(campaign):
        summary, results = (
            set(re.findall(r"\d[\d.]*\d|\d", str(row[column]))) for column in ("summary", "results")
        )
        assert summary - fixed <= results, (row["row_id"], summary - results)


def test_no_two_nominees_have_similar_texts(campaign: BookContent) -> None:
    for column in LONG_TEXTS:
        for one, other in combinations(nominees(campaign), 2):
            ratio = fuzz.ratio(str(one[column]).casefold(), str(other[column]).casefold(), score_cutoff=85)
            assert not ratio, (column, one["row_id"], other["row_id"], ratio)


def test_no_paragraph_stands_twice_in_one_report(campaign: BookContent) -> None:
    for row in nominees(campaign):
        paragraphs = "\n".join(str(row[column]) for column in LONG_TEXTS).split("\n")
        assert len(set(paragraphs)) == len(paragraphs), row["row_id"]


def test_every_unit_keeps_its_quotas(campaign: BookContent) -> None:
    for key, place in (("collectives", 0), ("individuals", 1)):
        used = Counter(row["unit_code"] for row in rows(campaign, key))
        for unit in rows(campaign, "units"):
            limit = QUOTAS.get(str(unit["unit_kind"]), (1, 1))[place]
            assert used[unit["unit_code"]] <= (limit if unit["participates"] == YES else 0), unit["unit_code"]


def test_a_unit_nominates_or_says_that_it_does_not(campaign: BookContent) -> None:
    nominating = {row["unit_code"] for row in nominees(campaign)}
    declared = {row["unit_code"] for row in rows(campaign, "dossiers") if row["no_nomination"] == YES}
    assert declared
    assert not nominating & declared
    assert nominating | declared == {row["unit_code"] for row in units_taking_part(campaign)}


def test_votes_add_up_to_those_who_voted_and_reach_the_majority(campaign: BookContent) -> None:
    councils = by_unit(campaign, "council")
    written = {row["unit_code"]: row.get("written_opinions", 0) for row in rows(campaign, "dossiers")}
    recused_seen = 0
    for row in nominees(campaign):
        council = councils[row["unit_code"]]
        recused = [member for member in council if member.get("recused_from") == row["row_id"]]
        recused_seen += len(recused)
        opinions = written[row["unit_code"]]
        counts = [row["votes_for"], row["votes_against"], row["votes_other"]]
        assert isinstance(opinions, int)
        assert all(isinstance(count, int) and count >= 0 for count in counts)
        present = sum(member["present"] == YES for member in council)
        total = sum(count for count in counts if isinstance(count, int))
        assert total == present + opinions - len(recused), row["row_id"]
        assert isinstance(counts[0], int)
        assert 2 * counts[0] > len(council), row["row_id"]
    assert recused_seen


def test_councils_have_one_chair_one_secretary_and_a_quorum(campaign: BookContent) -> None:
    absences = 0
    for unit, council in by_unit(campaign, "council").items():
        roles = Counter(member["role"] for member in council)
        assert roles[COUNCIL_CHAIR] == roles[COUNCIL_SECRETARY] == 1, unit
        assert 5 <= len(council) <= 9
        assert len({member["full_name"] for member in council}) == len(council)
        absent = [member for member in council if member["present"] == NO]
        absences += len(absent)
        assert all(member.get("reason_absent") for member in absent)
        assert 3 * (len(council) - len(absent)) >= 2 * len(council), unit
    assert absences


def test_meeting_submission_and_receipt_follow_each_other_on_working_days(campaign: BookContent) -> None:
    for row in rows(campaign, "dossiers"):
        if row["no_nomination"] == YES:
            continue
        start, end = row["meeting_start"], row["meeting_end"]
        submitted, received = row["submission_date"], row["received_date"]
        assert isinstance(start, datetime)
        assert isinstance(end, datetime)
        assert isinstance(submitted, date)
        assert isinstance(received, date)
        assert LAUNCH <= start.date() <= submitted <= received <= DEADLINE, row["unit_code"]
        assert start < end
        assert start.hour >= 8
        assert end.hour < 18
        assert all(day.weekday() < 5 for day in (start, submitted, received)), row["unit_code"]


def test_people_are_different_people(campaign: BookContent) -> None:
    recused = {row["full_name"] for row in rows(campaign, "council") if "recused_from" in row}
    seen = [
        row["full_name"] for key in ("individuals", "good_people", "council") for row in rows(campaign, key)
    ]
    twice = {name for name, count in Counter(seen).items() if count > 1}
    assert twice == recused


def test_citizen_numbers_agree_with_sex_and_birth(campaign: BookContent) -> None:
    numbers = [row for row in rows(campaign, "individuals") if "citizen_id" in row]
    assert numbers
    for row in numbers:
        number, born = str(row["citizen_id"]), row["birth_date"]
        assert isinstance(born, date)
        assert re.fullmatch(r"\d{12}", number)
        assert int(number[3]) % 2 == (row["gender"] == "Nữ")
        assert 1900 + int(number[3]) // 2 * 100 + int(number[4:6]) == born.year


def test_contacts_have_their_form(campaign: BookContent) -> None:
    for row in units_taking_part(campaign):
        assert re.fullmatch(r"0\d{9}", str(row["phone"]))
        assert re.fullmatch(r"[a-z0-9]+@badinh\.example", str(row["email"]))
        assert row["signer_name"]
        assert "SỐ LIỆU MẪU" in str(row["note"])


def test_every_unit_has_its_good_people_and_articles(campaign: BookContent) -> None:
    good, articles = by_unit(campaign, "good_people"), by_unit(campaign, "articles")
    for unit in units_taking_part(campaign):
        assert good[unit["unit_code"]]
        assert len(articles[unit["unit_code"]]) >= MINIMUM_ARTICLES.get(str(unit["unit_kind"]), 1)


def test_every_applicable_criterion_is_scored_within_its_maximum_on_the_step(campaign: BookContent) -> None:
    from xlpy.schema import seeds

    criteria = {row["criterion_code"]: row for row in seeds.criteria()}
    scored = by_unit(campaign, "scores")
    for unit in units_taking_part(campaign):
        wanted = {
            c for c, row in criteria.items() if seeds.applies(row["applies_to"], str(unit["unit_kind"]))
        }
        found = scored[unit["unit_code"]]
        assert sorted(str(row["criterion_code"]) for row in found) == sorted(wanted)
        for row in found:
            most = Decimal(criteria[str(row["criterion_code"])]["max_points"])
            for column in ("self_points", "verified_points"):
                points = Decimal(str(row[column]))
                assert 0 <= points <= most
                assert points % Decimal("0.25") == 0
            if row["self_points"] != row["verified_points"]:
                assert row["reason"]


def test_self_points_are_what_the_method_gives(campaign: BookContent) -> None:
    from xlpy.model.methods import suggested_points
    from xlpy.model.records import Criterion
    from xlpy.schema import seeds

    compared = 0
    for row in rows(campaign, "scores"):
        seed = next(c for c in seeds.criteria() if c["criterion_code"] == row["criterion_code"])
        parameter = Decimal(seed["parameter"]) if seed["parameter"] else None
        criterion = Criterion(
            0, max_points=Decimal(seed["max_points"]), method=seed["method"], parameter=parameter
        )
        measure, target = row.get("measure"), row.get("target")
        if measure is None:
            continue
        suggested = suggested_points(
            criterion, Decimal(str(measure)), None if target is None else Decimal(str(target))
        )
        assert suggested is not None
        assert suggested == Decimal(str(row["self_points"])), (row, suggested)
        compared += 1
    assert compared > 500


def test_totals_are_spread_and_some_are_equal(campaign: BookContent) -> None:
    totals = Counter(
        sum(Decimal(str(row["verified_points"])) for row in found)
        for found in by_unit(campaign, "scores").values()
    )
    assert len(totals) > 15
    assert max(totals.values()) > 1


def test_the_same_call_makes_the_same_campaign() -> None:
    assert clean() == clean()
    one, other = clean(), clean()
    one.sheets["units"].rows[0]["unit_name"] = "đã sửa"
    assert other.sheets["units"].rows[0]["unit_name"] != "đã sửa"


def test_a_large_campaign_has_as_many_different_individuals_as_asked_for() -> None:
    people = rows(large(500), "individuals")
    assert len(people) == 500
    assert len({row["row_id"] for row in people}) == 500
    assert len({row["results"] for row in people}) == 500
    assert len({row["unit_code"] for row in people}) > 50
    with pytest.raises(ValueError, match="negative"):
        large(-1)


def test_every_family_of_problems_is_planted(twin: tuple[BookContent, list[Planted]]) -> None:
    codes = {problem.code for problem in twin[1]}
    # D08 is no problem of data; D22 and D24 are those of a whole file.
    files_only = {"D08", "D22", "D24"}
    assert codes >= {f"D{number:02d}" for number in range(1, 37)} - files_only
    assert codes >= {f"V{number}" for number in range(1, 15)}


def test_no_two_problems_share_a_cell(twin: tuple[BookContent, list[Planted]]) -> None:
    places = Counter((p.sheet, p.cell) for p in twin[1] if p.cell is not None and not p.secondary)
    shared = {place for place, count in places.items() if count > 1}
    assert not shared


def test_legacy_text_is_written_in_the_bytes_of_its_encoding() -> None:
    # The vectors of domain.md §6.3 and §6.4.
    assert encodings.tcvn3("Nguyễn Trung Trực") == "Nguy\xd4n Trung Tr\xf9c"
    assert encodings.tcvn3("Quán Thánh, quận Ba Đình") == "Qu\xb8n Th\xb8nh, qu\xcbn Ba \xa7\xd7nh"
    assert encodings.vni("Nguyễn Trung Trực") == "Nguyeãn Trung Tröïc"
    assert encodings.vni("Đội Cấn") == "Ñoäi Caán"
    assert encodings.mojibake("Nguyễn") == "Nguyá»…n"


def test_the_variant_of_the_criteria_does_not_add_up() -> None:
    content, planted = messy_criteria()
    scale = [row for row in rows(content, "criteria") if row["method"] not in ("Điểm thưởng", "Điểm trừ")]
    assert sum(Decimal(str(row["max_points"])) for row in scale) == 95
    assert [problem.code for problem in planted] == ["X7"]


@pytest.fixture(scope="module")
def rebuilt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("samples")
    build(folder / CLEAN, clean())
    build(folder / MESSY, messy()[0])
    return folder


@pytest.mark.parametrize("name", [CLEAN, MESSY])
def test_the_committed_workbook_equals_a_rebuild(name: str, rebuilt: Path) -> None:
    same = (SAMPLES / name).read_bytes() == (rebuilt / name).read_bytes()
    assert same, f"{name} is out of date: run python -m samples.make"


def test_the_committed_answer_key_equals_a_rebuild(twin: tuple[BookContent, list[Planted]]) -> None:
    assert (SAMPLES / ANSWERS).read_text(encoding="utf-8") == answer_key(twin[1])
    assert len(json.loads((SAMPLES / ANSWERS).read_text(encoding="utf-8"))) == len(twin[1])


def _comparable(value: object) -> object:
    if isinstance(value, datetime) and (value.hour, value.minute) == (0, 0):
        return value.date()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return None if value == "" else value


def test_the_answer_key_points_at_the_planted_values(
    rebuilt: Path, twin: tuple[BookContent, list[Planted]]
) -> None:
    with (rebuilt / MESSY).open("rb") as handle:
        book = load_workbook(handle, data_only=True, keep_vba=False)
    fonts = 0
    for problem in twin[1]:
        if problem.cell is None:
            continue
        worksheet = book[sheet(problem.sheet).tab]
        cell = worksheet[problem.cell]
        if problem.code == "D26":
            names = [_comparable(other.value) for other in worksheet[cell.row]]
            assert problem.value in names
            continue
        assert _comparable(cell.value) == _comparable(problem.value), problem
        font = cell.font.name or ""
        if problem.code in ("D04", "D05") and font.startswith((".Vn", "VNI-")):
            fonts += 1
    assert fonts == 4
    assert "Cá nhân (2)" in book.sheetnames
    hidden = [row for row, dimension in book["Người tốt việc tốt"].row_dimensions.items() if dimension.hidden]
    assert len(hidden) == 2
    assert str(next(iter(book["Công trình"].merged_cells.ranges), ""))


def test_plain_gives_what_stands_in_a_cell() -> None:
    from xlpy.workbook.content import RawCell

    assert plain(RawCell(5, font=".VnTime")) == 5
    assert plain(RawCell(error="#N/A")) == "#N/A"
    assert plain("chữ") == "chữ"


def test_all_table_sheets_of_the_schema_have_rows_or_seeds(campaign: BookContent) -> None:
    assert {definition.key for definition in tables()} - set(campaign.sheets) == {"criteria"}
