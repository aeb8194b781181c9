"""The catalogue of findings as a whole, and a campaign about which it has nothing to say."""

from __future__ import annotations

import re
import unicodedata

import pytest
from campaigns import campaign_of, clean_campaign, collective, individual

from xlpy.checks import families
from xlpy.checks.rules import CATALOGUE, Rule
from xlpy.checks.runner import run
from xlpy.model.table import Problem
from xlpy.schema import SHEETS, sheet

families.load()

RULES = sorted(CATALOGUE.values(), key=lambda rule: rule.code)
_CODE = re.compile(r"[A-Z]{2}-[0-9]{3}|D[0-9]{2}(-[0-9a-z]+)?|REF|CHOICE|TYPE|ST-STRAY")
_SOURCE = re.compile(
    r"V\d+|D\d\d|Kế hoạch|Nghị định|NĐ \d+|Mẫu số 07|domain\.md|Cấu hình|Quy tắc|tài liệu nghiệp vụ"
)
_NOMINEES_AND_TEXTS = re.compile(r"(TT|CN|BC|TR|VB)-|D\d\d|REF|CHOICE|TYPE")
_VIETNAMESE = re.compile(
    "[ăâđêôơưáàảãạắằẳẵặấầẩẫậéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ]", re.IGNORECASE
)


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_every_entry_is_complete(rule: Rule) -> None:
    assert _CODE.fullmatch(rule.code), rule.code
    assert rule.severity in ("error", "warning")
    assert [rule.check, rule.explain, rule.review].count(None) == 2
    for text in (rule.title, rule.why, rule.example):
        assert text == unicodedata.normalize("NFC", text).strip()
        assert _VIETNAMESE.search(text), text
    assert len(rule.title) <= 90
    assert not rule.title.endswith(".")
    assert len(rule.why) >= 20
    assert rule.title != rule.example


@pytest.mark.parametrize("rule", RULES, ids=[rule.code for rule in RULES])
def test_what_is_said_about_nominees_and_texts_names_its_source(rule: Rule) -> None:
    if _NOMINEES_AND_TEXTS.match(rule.code):
        assert _SOURCE.search(rule.why), rule.why


def test_every_rule_of_the_minimum_set_is_covered() -> None:
    named = {name for rule in RULES for name in re.findall(r"\bV\d+\b", rule.why)}
    assert {f"V{number}" for number in range(1, 15)} <= named


def test_titles_are_not_used_twice() -> None:
    titles = [rule.title for rule in RULES]
    assert sorted(titles) == sorted(set(titles))


def test_a_clean_campaign_has_no_findings() -> None:
    assert [f"{f.code} {f.message}" for f in run(clean_campaign()).findings] == []


def test_findings_say_where_and_stand_in_reading_order() -> None:
    rows = [
        individual(full_name="NGUYỄN VĂN AN", clean_record=False),
        individual(row_id="CN-0002", home_town=""),
    ]
    report = run(clean_campaign(individuals=rows, collectives=[collective(founded_year=2050)]))
    order = [key.key for key in SHEETS]
    places = [(order.index(f.sheet), f.row) for f in report.findings if f.cell]
    assert places == sorted(places)
    for finding in report.findings:
        where = f"Trang {finding.tab}, ô {finding.cell}: " if finding.cell else f"Trang {finding.tab}: "
        assert finding.message.startswith(where)
        assert finding.fix.endswith((".", "…"))
    assert {"TT-003", "D07", "CN-007", "CN-001", "TR-001"} <= {f.code for f in report.findings}
    assert report.errors + report.warnings == len(report.findings)


def test_a_problem_of_the_reader_becomes_a_finding_of_its_unit() -> None:
    row = sheet("individuals").first_row
    problem = Problem(
        "D11", "individuals", "Cá nhân", f"K{row}", row, "birth_date", "15.6.1980", "15/06/1980"
    )
    campaign = clean_campaign()
    campaign.problems.append(problem)
    (finding,) = run(campaign).findings
    assert (finding.code, finding.severity, finding.proposal) == ("D11", "warning", "15/06/1980")
    assert (finding.row_id, finding.unit_code) == ("CN-0001", "00001")


def test_errors_are_grouped_by_the_unit_they_block() -> None:
    report = run(campaign_of(individuals=[individual(clean_record=False)]))
    assert "CN-007" in {finding.code for finding in report.blocked_units()["00001"]}
