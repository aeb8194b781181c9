"""Bài viết gương: complete, once each, enough by unit kind."""

from __future__ import annotations

from dataclasses import replace

import pytest
from clean_campaign import OFFICE, WARD, Place, add, clean_campaign, day, only_hit, places


@pytest.mark.parametrize("column", ["unit_code", "title", "subject", "author", "level", "submitted_on"])
def test_a_blank_required_cell_is_found_at_the_cell(column: str) -> None:
    campaign = clean_campaign()
    article = campaign.articles.rows[0]
    setattr(article, column, None if column == "submitted_on" else "")
    assert places(campaign, "BV-001") == [Place("articles", article.row, column)]


def test_a_ward_owes_two_articles() -> None:
    campaign = clean_campaign()
    campaign.articles.rows.pop(0)
    hit = only_hit(campaign, "BV-002")
    assert (hit.cell, hit.unit_code) == (None, WARD)
    assert "có 1 bài viết gương" in hit.message


def test_an_office_owes_one_article() -> None:
    campaign = clean_campaign()
    campaign.articles.rows.pop()
    assert only_hit(campaign, "BV-002").unit_code == OFFICE


def test_a_repeated_article_counts_once() -> None:
    campaign = clean_campaign()
    first, second, _ = campaign.articles.rows
    second.title = first.title.upper()
    assert only_hit(campaign, "BV-002").unit_code == WARD
    assert places(campaign, "BV-004") == [Place("articles", second.row, "title")]


def test_two_units_may_write_under_one_title() -> None:
    campaign = clean_campaign()
    add(campaign, "articles", replace(campaign.articles.rows[0], unit_code=OFFICE))
    assert places(campaign, "BV-004") == []


def test_the_minimum_is_a_setting_by_kind() -> None:
    campaign = clean_campaign()
    campaign.settings.values["articles_min_ward"] = 3
    assert only_hit(campaign, "BV-002").unit_code == WARD
    campaign.settings.values["articles_min_ward"] = None
    assert places(campaign, "BV-002") == []


def test_a_unit_that_has_not_begun_owes_nothing_yet() -> None:
    campaign = clean_campaign()
    campaign.articles.rows.pop()
    campaign.dossiers.rows.pop()
    assert places(campaign, "BV-002") == []


@pytest.mark.parametrize(("when", "fires"), [("2023-06-01", False), ("2023-06-02", True)])
def test_an_article_is_already_submitted(when: str, fires: bool) -> None:
    campaign = clean_campaign()
    article = campaign.articles.rows[0]
    article.submitted_on = day(when)
    assert places(campaign, "BV-003") == ([Place("articles", article.row, "submitted_on")] if fires else [])
