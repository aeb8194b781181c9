"""The roll of awards: order, numbers, prizes, and who stands outside it."""

from __future__ import annotations

from datetime import date

from packet_samples import DEPARTMENT, WARD, campaign

from xlpy.model.campaign import Campaign
from xlpy.packets.awards.roll import roll
from xlpy.schema.choices import AWARDED, INDIVIDUALS_FIRST, NO_ROUNDING, NOT_AWARDED


def awarded() -> Campaign:
    """The packet sample with every nominee of the ward and the department considered, one of them refused."""
    result = campaign()
    for record in (*result.collectives.rows, *result.individuals.rows):
        if record.unit_code in (WARD, DEPARTMENT):
            record.outcome = AWARDED
    refused = next(row for row in result.individuals.rows if row.full_name == "Phạm Văn Đức")
    refused.outcome, refused.outcome_reason = NOT_AWARDED, "Thành tích chưa nổi bật so với nhiệm vụ được giao"
    return result


def test_collectives_come_first_and_the_ordinal_runs_on_through_the_individuals() -> None:
    found = roll(awarded())
    assert [(award.ordinal, award.number, award.kind, award.name) for award in found.awards] == [
        (1, 1, "collective", "Tổ dân phố số 3, phường Phúc Xá"),
        (2, 2, "collective", "Tổ dân phố số 10, phường Phúc Xá"),
        (3, 3, "collective", "Phòng Nội vụ quận Ba Đình"),
        (4, 1, "individual", "Lê Thị Ánh"),
        (5, 2, "individual", "Nguyễn Văn Ăn"),
        (6, 3, "individual", "Lê Thị Minh Phượng"),
    ]


def test_the_setting_puts_individuals_first() -> None:
    data = awarded()
    data.settings.values["annex_order"] = INDIVIDUALS_FIRST
    kinds = [award.kind for award in roll(data).awards]
    assert kinds == ["individual"] * 3 + ["collective"] * 3


def test_an_award_knows_how_documents_name_it() -> None:
    award = roll(awarded()).individuals[0]
    assert award.title_name == "Bà Lê Thị Ánh"
    assert award.post == "Chi hội trưởng Chi hội Phụ nữ số 7, Hội Liên hiệp Phụ nữ phường Phúc Xá"
    assert award.unit.unit_code == WARD


def test_each_kind_has_its_prize_and_the_total_is_their_sum() -> None:
    found = roll(awarded())
    assert {(award.kind, award.raw, award.amount) for award in found.awards} == {
        ("collective", 894_000, 900_000),
        ("individual", 447_000, 450_000),
    }
    assert found.total == 3 * 900_000 + 3 * 450_000


def test_the_base_pay_is_that_of_the_decision_and_rounding_a_setting() -> None:
    data = awarded()
    data.settings.values["decision_date"] = date(2023, 7, 1)
    data.settings.values["prize_rounding"] = NO_ROUNDING
    found = roll(data)
    assert found.collectives[0].amount == 1_080_000
    data.settings.values["decision_date"] = date(2018, 1, 1)
    unknown = roll(data)
    assert unknown.total is None
    assert [award.amount for award in unknown.awards] == [None] * 6


def test_refused_nominees_stand_apart_with_their_reason_and_the_rest_is_undecided() -> None:
    data = awarded()
    found = roll(data)
    assert [(one.name, one.reason) for one in found.refusals] == [
        ("Phạm Văn Đức", "Thành tích chưa nổi bật so với nhiệm vụ được giao")
    ]
    assert [unit.unit_code for unit in found.refused_units()] == [WARD]
    nominated = len(data.collectives.rows) + len(data.individuals.rows)
    assert len(found.awards) + len(found.refusals) + found.undecided == nominated


def test_a_unit_that_does_not_take_part_is_in_no_list() -> None:
    data = awarded()
    ward = data.unit(WARD)
    assert ward is not None
    ward.participates = False
    assert {award.unit.unit_code for award in roll(data).awards} == {DEPARTMENT}
