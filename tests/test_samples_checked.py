"""`check` on the samples: everything planted in the messy one is found at its cell, nothing on the clean one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from samples.compare import CATALOGUE_CODES, CLEAN, KEY, MESSY, check_json, compare
from samples.make.mess import messy_criteria
from xlpy.workbook import build


def test_the_clean_sample_has_no_finding_and_nothing_to_repair() -> None:
    data = check_json(CLEAN)
    assert data["findings"] == []
    assert data["normalized"] == []


def test_every_planted_problem_is_found_at_its_cell_and_nothing_else(
    capsys: pytest.CaptureFixture[str],
) -> None:
    key = json.loads(KEY.read_text(encoding="utf-8"))
    result = compare(check_json(MESSY), key)
    with capsys.disabled():
        print(f"\nmessy sample: {result}")
    assert result.missed == []
    assert result.false == []
    assert result.planted == len(key) > 100


def test_the_comparison_notices_what_is_missed_and_what_is_false() -> None:
    key = json.loads(KEY.read_text(encoding="utf-8"))
    data = check_json(MESSY)
    shown = next(entry for entry in key if entry["severity"] == "error" and entry["cell"])
    at_place = [f for f in data["findings"] if (f["sheet"], f["cell"]) == (shown["sheet"], shown["cell"])]
    fewer = {**data, "findings": [f for f in data["findings"] if f not in at_place]}
    assert shown in compare(fewer, key).missed
    more = {**data, "findings": [*data["findings"], {**data["findings"][0], "cell": "ZZ99"}]}
    assert [f["cell"] for f in compare(more, key).false] == ["ZZ99"]


def test_criteria_that_do_not_add_up_are_found_in_their_variant(tmp_path: Path) -> None:
    content, _ = messy_criteria()
    path = tmp_path / "tieu-chi.xlsx"
    build(path, content, format="xlsx")
    found = [finding for finding in check_json(path)["findings"] if finding["code"] in CATALOGUE_CODES["X7"]]
    assert [finding["sheet"] for finding in found] == ["criteria"]
    assert "95" in found[0]["message"]


def test_every_problem_of_the_catalogue_of_data_faults_is_planted() -> None:
    """D08 is a warning to programmers, D22 and D24 are whole files (tested with the file engine)."""
    planted = {entry["code"] for entry in json.loads(KEY.read_text(encoding="utf-8"))}
    wanted = {f"D{n:02d}" for n in range(1, 37)} - {"D08", "D22", "D24"}
    assert wanted <= planted, sorted(wanted - planted)
    assert {f"V{n}" for n in range(1, 15)} <= planted
