"""The schema is whole: keys, headers, help, seeds and settings fit together."""

from __future__ import annotations

import dataclasses
import json
import unicodedata
from decimal import Decimal

import pytest

from xlpy.model.records import RECORD_TYPES
from xlpy.model.settings import Settings
from xlpy.schema import SETTINGS_LIST, SHEETS, choices, column_letter, seeds, sheet, tables
from xlpy.schema.export import as_json
from xlpy.vietnamese.text import fold

DESIGN_COLUMNS = {
    "settings": "name, value, unit, source, note",
    "units": "unit_code, unit_name, unit_kind, cluster, parent_org, header_style, symbol, place, signer_authority, "
    "signer_title, signer_name, contact, phone, email, collective_quota, individual_quota, verified",
    "criteria": "criterion_code, group, content, max_points, method, applies_to",
    "scores": "unit_code, criterion_code, self_points, verified_points, reason, evidence",
    "collectives": "row_id, unit_code, name, founded_year, structure, headcount, function, targets, results, measures, "
    "effect, lessons, summary, award, priority, votes_for, votes_against, votes_other, clean_record",
    "individuals": "row_id, unit_code, full_name, alias, gender, birth_date, home_town, residence, occupation, position, "
    "workplace, targets, results, measures, effect, lessons, summary, award, priority, votes_for, votes_against, "
    "votes_other, clean_record",
    "good_people": "row_id, unit_code, full_name, gender, birth_year, address, deed, deed_date, level",
    "articles": "row_id, unit_code, title, subject, author, level, submitted_on",
    "activities": "activity_no, content, host, lead_unit, partner_units, start_date, end_date, status, note",
    "works": "row_id, unit_code, name, kind, level, start_date, finish_date, status",
    "council": "row_id, unit_code, full_name, position, role, present, reason_absent",
    "dossiers": "unit_code, no_nomination, submission_no, submission_date, minutes_no, meeting_start, meeting_end, "
    "meeting_place, voting_method, written_opinions, received_date, status, return_reason",
}


@pytest.mark.parametrize("key", DESIGN_COLUMNS)
def test_a_sheet_has_the_columns_that_the_design_promises_in_their_order(key: str) -> None:
    promised = DESIGN_COLUMNS[key].split(", ")
    there = [column.key for column in sheet(key).columns if column.key in promised]
    assert there == promised


def test_headers_of_one_sheet_differ_even_when_folded() -> None:
    for definition in SHEETS:
        headers = [fold(column.header) for column in definition.columns]
        assert len(set(headers)) == len(headers), definition.key


def test_all_texts_are_nfc_and_fit_where_excel_shows_them() -> None:
    for definition in SHEETS:
        assert len(definition.tab) <= 31
        for column in definition.columns:
            assert len(column.help) <= 255, f"{definition.key}.{column.key}"
    text = json.dumps(as_json(), ensure_ascii=False)
    assert unicodedata.is_normalized("NFC", text)


def test_every_input_column_is_a_field_of_its_record() -> None:
    for definition in tables():
        fields = {field.name for field in dataclasses.fields(RECORD_TYPES[definition.key])}
        missing = {column.key for column in definition.inputs} - fields
        assert not missing, f"{definition.key}: {missing}"


def test_the_fourteen_wards_keep_their_leading_zeros() -> None:
    wards = [row for row in seeds.units() if row["unit_kind"] == choices.WARD]
    assert len(wards) == 14
    assert all(len(row["unit_code"]) == 5 and row["unit_code"].startswith("000") for row in wards)
    assert {row["unit_code"]: row["unit_name"] for row in wards}["00001"] == "Phường Phúc Xá"
    assert all(row["verified"] == choices.VERIFIED for row in wards)


def test_ward_codes_from_memory_say_so() -> None:
    unsure = {row["unit_code"] for row in seeds.units() if "Mã phường" in row["note"]}
    assert unsure == {"00031", "00028", "00034"}


def test_the_draft_table_adds_up_to_one_hundred_and_is_marked_draft() -> None:
    inside = [row for row in seeds.criteria() if row["method"] not in (choices.BONUS, choices.MALUS)]
    assert sum(Decimal(row["max_points"]) for row in inside) == 100
    assert {row["status"] for row in seeds.criteria()} == {choices.DRAFT}
    assert "DỰ THẢO – chờ biểu chính thức kèm Kế hoạch" in sheet("criteria").note


def test_seed_rows_use_columns_and_choices_of_their_sheets() -> None:
    for key, rows in (
        ("units", seeds.units()),
        ("criteria", seeds.criteria()),
        ("activities", seeds.activities()),
    ):
        for row in rows:
            for name, value in row.items():
                column = sheet(key).column(name)
                if value and column.choices:
                    assert value in column.choices, f"{key}: {value}"


def test_quotas_of_the_plan_are_the_defaults() -> None:
    settings = Settings()
    assert settings.for_kind("quota_collective", choices.WARD) == 2
    assert settings.for_kind("quota_individual", choices.WARD) == 3
    for kind in set(choices.UNIT_KINDS) - {choices.WARD}:
        assert settings.for_kind("quota_collective", kind) == 1
        assert settings.for_kind("quota_individual", kind) == 1


def test_what_is_not_verified_is_marked_in_the_settings() -> None:
    statuses = {setting.key: setting.status for setting in SETTINGS_LIST}
    assert statuses["vote_threshold_percent"] == choices.DRAFT
    assert statuses["quota_collective_school"] == choices.UNVERIFIED
    assert set(statuses.values()) <= set(choices.VERIFICATION)


def test_setting_keys_and_names_are_unique() -> None:
    assert len({setting.key for setting in SETTINGS_LIST}) == len(SETTINGS_LIST)
    assert len({fold(setting.name) for setting in SETTINGS_LIST}) == len(SETTINGS_LIST)


def test_a_criterion_applies_to_listed_kinds_only() -> None:
    assert seeds.applies("Tất cả", choices.SCHOOL)
    assert seeds.applies("", choices.SCHOOL)
    assert not seeds.applies("Phường; Đoàn thể", choices.SCHOOL)
    assert seeds.applies("phường;  đoàn thể ", choices.MASS_ORGANISATION)


@pytest.mark.parametrize(("number", "letters"), [(1, "A"), (26, "Z"), (27, "AA"), (702, "ZZ"), (703, "AAA")])
def test_column_letters(number: int, letters: str) -> None:
    assert column_letter(number) == letters


def test_column_letters_start_at_one() -> None:
    with pytest.raises(ValueError, match="below 1"):
        column_letter(0)
