"""Bài viết gương: complete rows, each text once, enough of them by unit kind (V14).

Warnings all: these rows are no part of a unit's packet and must not hold it back.
"""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.checks.blanks import missing_hits
from xlpy.checks.finding import Hit
from xlpy.checks.minima import units_that_answered
from xlpy.checks.rules import at, on_sheet, rule
from xlpy.checks.scope import ignored_units, unit_label
from xlpy.model.campaign import Campaign
from xlpy.model.parsing import plain_day
from xlpy.vietnamese.dates import format_date_short
from xlpy.vietnamese.text import fold


@rule(
    "BV-001",
    "warning",
    title="Bài viết gương thiếu thông tin bắt buộc",
    why="Quy tắc V12; Kế hoạch, mục III.2: bài dự thi cần tên bài, nhân vật, tác giả, cấp gửi, ngày nộp",
    example="Bài “Người giữ lửa” chưa ghi tác giả.",
)
def articles_are_complete(campaign: Campaign) -> Iterator[Hit]:
    yield from missing_hits(campaign, "articles")


@rule(
    "BV-002",
    "warning",
    title="Chưa đủ số bài viết gương",
    why="Quy tắc V14; Kế hoạch, mục III.2: phường, trường học ít nhất 02 bài; phòng, ban, ngành, đoàn thể ít nhất 01 bài",
    example="Phường Phúc Xá mới có 01 bài, cần 02.",
)
def units_write_enough_articles(campaign: Campaign) -> Iterator[Hit]:
    titles: dict[str, set[str]] = {}
    for article in campaign.articles.rows:
        # A row without a title counts as one text of its own; a repeated title does not count twice.
        titles.setdefault(article.unit_code, set()).add(fold(article.title) or f"\0{article.row}")
    for unit in units_that_answered(campaign):
        least = campaign.settings.for_kind("articles_min", unit.unit_kind)
        count = len(titles.get(unit.unit_code, ()))
        if least is not None and count < least:
            yield on_sheet(
                campaign.table("articles"),
                f"đơn vị {unit_label(unit)} có {count} bài viết gương; loại “{unit.unit_kind}” cần ít nhất {least}.",
                f"Bổ sung {least - count} bài viết của đơn vị.",
                unit_code=unit.unit_code,
            )


@rule(
    "BV-003",
    "warning",
    title="Ngày nộp bài viết ở tương lai",
    why="Quy tắc V4: bài đã nộp thì ngày nộp không sau ngày kiểm tra",
    example="Ngày nộp 12/9/2023, ngày kiểm tra 01/6/2023.",
)
def articles_are_already_submitted(campaign: Campaign) -> Iterator[Hit]:
    ignored = ignored_units(campaign)
    for article in campaign.articles.rows:
        day = plain_day(article.submitted_on)
        if day is not None and day > campaign.today and article.unit_code not in ignored:
            yield at(
                campaign.table("articles"),
                article,
                "submitted_on",
                f"ngày nộp bài “{article.title}” là {format_date_short(day)}, sau ngày kiểm tra "
                f"{format_date_short(campaign.today)}.",
                "Sửa lại ngày nộp; có thể ngày và tháng bị đảo.",
            )


@rule(
    "BV-004",
    "warning",
    title="Bài viết gương trùng tên trong một đơn vị",
    why="Quy tắc V14: bài trùng không được tính hai lần vào số tối thiểu",
    example="Bài “Người giữ lửa” của Phường Phúc Xá có hai dòng.",
)
def articles_are_listed_once(campaign: Campaign) -> Iterator[Hit]:
    ignored = ignored_units(campaign)
    first: dict[tuple[str, str], int] = {}
    for article in campaign.articles.rows:
        if not article.title or article.unit_code in ignored:
            continue
        row = first.setdefault((article.unit_code, fold(article.title)), article.row)
        if row != article.row:
            yield at(
                campaign.table("articles"),
                article,
                "title",
                f"bài “{article.title}” của đơn vị {article.unit_code} đã có ở dòng {row}; chỉ được tính một bài.",
                "Xóa dòng lặp, hoặc ghi đúng tên bài khác.",
            )
