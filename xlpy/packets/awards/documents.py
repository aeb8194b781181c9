"""Which papers follow a decision, and what each is made from (domain.md §7.1)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from xlpy.model.records import Unit
from xlpy.packets import select
from xlpy.packets.awards.context import (
    decision_context,
    notice_context,
    prize_list_context,
    register_context,
)
from xlpy.packets.awards.facts import AwardFacts
from xlpy.packets.awards.roll import Considered
from xlpy.packets.awards.summary_context import summary_context
from xlpy.packets.context_parts import Context


@dataclass(frozen=True, slots=True)
class AwardDocument:
    """One paper to make. `unit` is who issues it: its heading chooses the template, its name is the author."""

    document: str
    name: str
    title: str
    unit: Unit
    rows: tuple[str, ...]
    """Row ids that the paper was made from."""
    context: Callable[[], Context]
    data: Callable[[str], bytes] | None = None
    """Makes the bytes, author in, of a paper that no template can describe; `document` and `context` then say nothing."""
    notes: tuple[str, ...] = ()
    """What the clerk must know of the paper."""


def planned(
    facts: AwardFacts, units: Sequence[Unit] | None, folders: dict[str, str], *, draft: bool
) -> list[AwardDocument]:
    """The papers in file order: of the whole decision, or with `units` only what concerns these units.

    `folders` are names by unit code, as `export.folder_names` gives them: they tell the files of units apart.
    """
    if units is None:
        return [
            *_whole(facts, draft),
            *_notices(facts, facts.roll.refused_units(), folders, draft),
            _summary(facts, draft),
        ]
    return [*_prize_lists(facts, units, folders, draft), *_notices(facts, units, folders, draft)]


def _whole(facts: AwardFacts, draft: bool) -> list[AwardDocument]:
    awards = facts.roll.awards
    if not awards:
        return []
    rows = rows_of(awards)
    return [
        AwardDocument(
            select.DECISION,
            "01-quyet-dinh.docx",
            "Quyết định khen thưởng",
            facts.district,
            rows,
            lambda: decision_context(facts, draft=draft),
        ),
        AwardDocument(
            select.REGISTER,
            "02-so-theo-doi.docx",
            "Sổ theo dõi khen thưởng",
            facts.office,
            rows,
            lambda: register_context(facts, draft=draft),
        ),
        AwardDocument(
            select.PRIZE_LIST,
            "03-danh-sach-tien-thuong.docx",
            "Danh sách nhận tiền thưởng",
            facts.office,
            rows,
            lambda: prize_list_context(facts, draft=draft),
        ),
    ]


def _prize_lists(
    facts: AwardFacts, units: Sequence[Unit], folders: dict[str, str], draft: bool
) -> list[AwardDocument]:
    return [
        AwardDocument(
            select.PRIZE_LIST,
            f"03-danh-sach-tien-thuong-{folders[unit.unit_code]}.docx",
            f"Danh sách nhận tiền thưởng: {unit.unit_name}",
            facts.office,
            rows_of(awards),
            lambda unit=unit: prize_list_context(facts, unit, draft=draft),
        )
        for unit in units
        if (awards := facts.roll.of_unit(unit.unit_code))
    ]


def _notices(
    facts: AwardFacts, units: Sequence[Unit], folders: dict[str, str], draft: bool
) -> list[AwardDocument]:
    return [
        AwardDocument(
            select.NOTICE,
            f"04-thong-bao-{folders[unit.unit_code]}.docx",
            f"Thông báo trường hợp không khen thưởng: {unit.unit_name}",
            facts.office,
            rows_of(refusals),
            lambda unit=unit: notice_context(facts, unit, draft=draft),
        )
        for unit in units
        if (refusals := facts.roll.refusals_of(unit.unit_code))
    ]


def _summary(facts: AwardFacts, draft: bool) -> AwardDocument:
    return AwardDocument(
        select.SUMMARY,
        "07-bao-cao-tong-ket.docx",
        "Báo cáo tổng kết đợt thi đua",
        facts.district,
        rows_of(facts.roll.awards),
        lambda: summary_context(facts, draft=draft),
    )


def rows_of(considered: Sequence[Considered]) -> tuple[str, ...]:
    """Row ids of nominees, as the manifest keeps them."""
    return tuple(one.record.row_id for one in considered)
