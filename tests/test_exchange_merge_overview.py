"""Who has answered: from the register, the conflicts and the findings."""

from __future__ import annotations

from datetime import date

from campaigns import campaign_of

from xlpy.exchange.conflicts import OPEN, ConflictLine
from xlpy.exchange.merge_overview import overview
from xlpy.model.copyregister import CopyLine

SENT = "01/05/2023 08:00:00"
TODAY = date(2023, 5, 25)
DEADLINE = {"deadline": date(2023, 5, 31)}


def line(unit: str, round: int = 1, back: str = "", part: str = "") -> CopyLine:
    digest = "h" if back else ""
    return CopyLine(
        unit,
        round=round,
        part=part,
        copy_id=f"{unit}{round}{part}",
        sent_on=SENT,
        returned_on=back,
        returned_hash=digest,
    )


def test_a_unit_that_has_not_answered_is_late_only_after_the_deadline() -> None:
    for today, late in ((date(2023, 5, 31), False), (date(2023, 6, 1), True)):
        ward, _ = overview(campaign_of(today=today, settings=DEADLINE), [line("00001")], [], {})
        assert (ward.returned, ward.sent_round, ward.late) == (False, 1, late)


def test_the_first_return_decides_whether_it_was_late() -> None:
    register = [line("00001", 1, "31/05/2023 23:59:00"), line("00001", 2, "05/06/2023 09:00:00")]
    ward, _ = overview(campaign_of(today=date(2023, 6, 9), settings=DEADLINE), register, [], {})
    assert (ward.returned_round, ward.late) == (2, False)
    ward, _ = overview(
        campaign_of(today=TODAY, settings=DEADLINE), [line("00001", 1, "01/06/2023 00:01:00")], [], {}
    )
    assert ward.late


def test_errors_and_open_conflicts_make_an_answer_incomplete() -> None:
    campaign = campaign_of(today=TODAY, settings=DEADLINE)
    register = [line("00001", 1, "20/05/2023 08:00:00"), line("PNV", 1, "20/05/2023 08:00:00")]
    asked = ConflictLine(1, OPEN, "PNV", "Cá nhân", "CN-1", "", "", "", "", "")
    ward, office = overview(campaign, register, [asked], {"00001": 2})
    assert (ward.errors, ward.complete, office.conflicts, office.complete) == (2, False, 1, False)
    ward, office = overview(campaign, register, [], {})
    assert ward.complete
    assert office.complete


def test_the_copy_of_a_part_is_not_the_units_answer() -> None:
    register = [line("00001"), line("00001", 1, "20/05/2023 08:00:00", part="TDP3")]
    ward, _ = overview(campaign_of(today=TODAY, settings=DEADLINE), register, [], {})
    assert not ward.returned
