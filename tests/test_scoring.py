"""Scores, ranks, quotas and the proposed list, on small campaigns written out in the test."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, Criterion, GoodPerson, Individual, Score, Unit
from xlpy.schema import choices
from xlpy.scoring import points, quotas
from xlpy.scoring.report import report

D = Decimal


def campaign(*units: Unit) -> Campaign:
    made = Campaign.empty(date(2023, 6, 1))
    made.units.rows.extend(units)
    return made


def unit(code: str, kind: str = choices.WARD, cluster: str = "", row: int = 5) -> Unit:
    return Unit(
        row, unit_code=code, unit_name=f"Đơn vị {code}", unit_kind=kind, participates=True, cluster=cluster
    )


def criterion(code: str, largest: str, method: str = choices.DIRECT, applies_to: str = "Tất cả") -> Criterion:
    return Criterion(
        5, criterion_code=code, content=code, max_points=D(largest), method=method, applies_to=applies_to
    )


def given_points(code: str, criterion_code: str, own: str | None, verified: str | None = None) -> Score:
    return Score(
        5,
        unit_code=code,
        criterion_code=criterion_code,
        self_points=None if own is None else D(own),
        verified_points=None if verified is None else D(verified),
    )


def two_criteria(*scores: Score, units: tuple[Unit, ...] = (unit("a"),)) -> Campaign:
    made = campaign(*units)
    made.criteria.rows.extend([criterion("A", "60"), criterion("B", "40")])
    made.scores.rows.extend(scores)
    return made


def test_a_total_is_the_sum_and_verified_points_count_before_self_given_ones() -> None:
    made = two_criteria(given_points("a", "A", "50", "45"), given_points("a", "B", "30"))
    (result,) = points.score(made).units
    assert (result.self_total, result.total, result.verified_total) == (D(80), D(75), None)


def test_a_verified_total_needs_every_criterion_verified() -> None:
    made = two_criteria(given_points("a", "A", "50", "45"), given_points("a", "B", "30", "30"))
    assert points.score(made).units[0].verified_total == D(75)


def test_missing_is_not_zero_and_is_named() -> None:
    made = two_criteria(given_points("a", "A", "0"))
    (result,) = points.score(made).units
    assert result.total == 0
    assert "Chưa chấm 1 tiêu chí: B" in result.note


def test_a_unit_without_any_points_has_no_total_and_no_rank() -> None:
    (result,) = points.score(two_criteria()).units
    assert (result.total, result.rank, result.grade) == (None, None, "")


def test_criteria_that_do_not_apply_are_redistributed() -> None:
    made = campaign(unit("s", choices.SCHOOL))
    made.criteria.rows.extend([criterion("A", "25", applies_to=choices.WARD), criterion("B", "75")])
    made.scores.rows.append(given_points("s", "B", "60"))
    (result,) = points.score(made).units
    assert (result.applicable_max, result.total) == (D(75), D(80))


def test_redistribution_can_be_switched_off() -> None:
    made = campaign(unit("s", choices.SCHOOL))
    made.settings.values["redistribute"] = False
    made.criteria.rows.extend([criterion("A", "25", applies_to=choices.WARD), criterion("B", "75")])
    made.scores.rows.append(given_points("s", "B", "60"))
    assert points.score(made).units[0].total == D(60)


def test_bonus_and_malus_have_caps_and_the_total_is_capped() -> None:
    made = two_criteria(given_points("a", "A", "60"), given_points("a", "B", "39"))
    made.criteria.rows.extend([criterion("T", "9", choices.BONUS), criterion("M", "20", choices.MALUS)])
    made.scores.rows.append(given_points("a", "T", "9"))
    assert points.score(made).units[0].total == D(100)
    made.scores.rows.append(given_points("a", "M", "-20"))
    (result,) = points.score(made).units
    assert (result.bonus, result.malus, result.total) == (D(5), D(10), D(94))


def test_equal_totals_share_a_rank_and_leave_a_gap() -> None:
    units = tuple(unit(code, row=row) for row, code in enumerate("abcd", start=5))
    made = two_criteria(
        *(given_points(code, "A", own) for code, own in zip("abcd", ("40", "50", "50", "30"), strict=True)),
        units=units,
    )
    results = points.score(made).units
    assert [(r.unit_code, r.rank) for r in results] == [("b", 1), ("c", 1), ("a", 3), ("d", 4)]
    assert "Đồng hạng với 1 đơn vị khác" in results[0].note
    assert "Đồng hạng" not in results[2].note


def test_ranks_by_kind_and_cluster_stand_beside_the_overall_rank() -> None:
    units = (unit("a", cluster="Cụm 1"), unit("b", choices.SCHOOL, "Cụm 1"), unit("c", cluster=""))
    made = two_criteria(
        given_points("a", "A", "40"), given_points("b", "A", "50"), given_points("c", "A", "60"), units=units
    )
    ranks = {r.unit_code: (r.rank, r.kind_rank, r.cluster_rank) for r in points.score(made).units}
    assert ranks == {"c": (1, 1, None), "b": (2, 1, 1), "a": (3, 2, 2)}


def test_grades_follow_the_bands_of_the_settings() -> None:
    made = two_criteria(given_points("a", "A", "60"), given_points("a", "B", "30"))
    assert points.score(made).units[0].grade == "Xuất sắc"
    made.settings.values["grade_1_min"] = D("90.01")
    assert points.score(made).units[0].grade == "Tốt"


def test_the_breakdown_explains_the_total() -> None:
    made = two_criteria(given_points("a", "A", "50", "45"), given_points("a", "B", "30"))
    table = points.score(made)
    assert [(line.counted, line.lost) for line in table.lines] == [(D(45), D(15)), (D(30), D(10))]
    assert sum(line.counted for line in table.lines) == table.units[0].total
    assert "chưa ghi lý do" in table.lines[0].note


def test_a_table_not_yet_official_is_a_draft() -> None:
    made = two_criteria()
    assert points.score(made).draft
    made.settings.values["criteria_official"] = True
    assert not points.score(made).draft


def test_units_that_do_not_take_part_are_left_out() -> None:
    absent = unit("z")
    absent.participates = False
    made = two_criteria(units=(unit("a"), absent))
    assert [r.unit_code for r in points.score(made).units] == ["a"]
    assert [r.unit_code for r in quotas.use(made)] == ["a"]


@given(
    st.lists(
        st.tuples(st.integers(0, 240), st.integers(0, 160)).map(
            lambda pair: (D(pair[0]) / 4, D(pair[1]) / 4)
        ),
        min_size=1,
        max_size=12,
    )
)
def test_totals_are_exact_and_ranks_count_the_better_ones(
    given_by_unit: list[tuple[Decimal, Decimal]],
) -> None:
    units = tuple(unit(f"u{i}", row=5 + i) for i in range(len(given_by_unit)))
    scores = [
        given_points(u.unit_code, code, str(value))
        for u, pair in zip(units, given_by_unit, strict=True)
        for code, value in zip("AB", pair, strict=True)
    ]
    results = {r.unit_code: r for r in points.score(two_criteria(*scores, units=units)).units}
    totals = {u.unit_code: a + b for u, (a, b) in zip(units, given_by_unit, strict=True)}
    for code, total in totals.items():
        assert results[code].total == total
        assert results[code].rank == 1 + sum(other > total for other in totals.values())


@given(st.fractions(min_value=0, max_value=1000), st.integers(0, 4))
def test_rounding_is_half_up_and_never_off_by_more_than_half(value: Fraction, decimals: int) -> None:
    rounded = Fraction(points.round_half_up(value, decimals))
    half = Fraction(1, 2 * 10**decimals)
    assert -half <= value - rounded < half


def test_rounding_half_goes_up() -> None:
    assert points.round_half_up(Fraction("87.125"), 2) == D("87.13")


def nominees(made: Campaign, *, people: int = 0, collectives: int = 0, code: str = "a") -> None:
    made.individuals.rows.extend(
        Individual(5 + i, row_id=f"CN-{i}", unit_code=code, full_name=f"Người {i}", gender="Nam")
        for i in range(people)
    )
    made.collectives.rows.extend(
        Collective(5 + i, row_id=f"TT-{i}", unit_code=code, name=f"Tổ {i}", headcount=10)
        for i in range(collectives)
    )


def test_a_ward_may_nominate_two_collectives_and_three_people() -> None:
    made = campaign(unit("a"))
    nominees(made, people=3, collectives=2)
    (used,) = quotas.use(made)
    assert (used.collectives_limit, used.individuals_limit, used.status) == (2, 3, "Đủ chỉ tiêu")
    nominees(made, people=1)
    assert quotas.use(made)[0].status == "Vượt 1 cá nhân"


def test_a_unit_may_have_a_quota_of_its_own() -> None:
    own = unit("a")
    own.individual_quota = 5
    made = campaign(own)
    assert quotas.use(made)[0].individuals_limit == 5


def test_good_people_never_use_up_the_quota() -> None:
    made = campaign(unit("a"))
    made.good_people.rows.extend(GoodPerson(5 + i, unit_code="a", full_name=f"Người {i}") for i in range(9))
    (used,) = quotas.use(made)
    assert (used.good_people, used.individuals_used, used.status) == (9, 0, "Chưa đề nghị")


def test_the_proposed_list_goes_by_priority_then_women_then_order() -> None:
    made = campaign(unit("a", choices.SCHOOL))
    made.settings.values["quota_individual_school"] = 2
    people = [
        Individual(5, row_id="1", unit_code="a", full_name="Một", gender="Nam", priority=2),
        Individual(6, row_id="2", unit_code="a", full_name="Hai", gender="Nữ", priority=2),
        Individual(7, row_id="3", unit_code="a", full_name="Ba", gender="Nam", priority=1),
        Individual(8, row_id="4", unit_code="a", full_name="Bốn", gender="Nữ"),
    ]
    made.individuals.rows.extend(people)
    assert [(p.row_id, p.proposed) for p in quotas.shortlist(made)] == [
        ("3", True),
        ("2", True),
        ("1", False),
        ("4", False),
    ]
    made.settings.values["list_women_first"] = False
    assert [p.row_id for p in quotas.shortlist(made)] == ["3", "1", "2", "4"]


def test_collectives_with_many_women_come_first_among_equals() -> None:
    made = campaign(unit("a", choices.SCHOOL))
    nominees(made, collectives=2)
    made.collectives.rows[0].women_count, made.collectives.rows[1].women_count = 6, 7
    assert [p.row_id for p in quotas.shortlist(made)] == ["TT-1", "TT-0"]


def test_a_unit_within_its_quota_needs_no_proposed_list() -> None:
    made = campaign(unit("a"))
    nominees(made, people=3, collectives=2)
    assert quotas.shortlist(made) == []


def test_the_json_has_the_promised_shape() -> None:
    made = two_criteria(given_points("a", "A", "50"), given_points("a", "B", "30"))
    data = report(made).as_json()
    assert data["units"][0]["total"] == 80  # type: ignore[index]
    assert data["quotas"][0]["collectives"] == {"used": 0, "limit": 2}  # type: ignore[index]
