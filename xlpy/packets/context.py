"""Template contexts of a packet: plain dicts whose keys are what staff see between {{ and }} in Word.

Field names follow domain.md §1.2, §3.2 and §3.3: Vietnamese without diacritics. Values are texts, lists and
dicts ready to print; what a template may test with {%p if %} is a bool, or a list or text that may be empty.
templates/CAC_TRUONG.md lists the fields for staff (a test holds the two together).
"""

from __future__ import annotations

from xlpy.packets.context_council import council_fields, minutes_fields, vote_fields
from xlpy.packets.context_lists import collective_row, counts, individual_row
from xlpy.packets.context_parts import Context, campaign_fields, letterhead_fields, signature_fields
from xlpy.packets.context_report import report_fields
from xlpy.packets.context_submission import submission_fields
from xlpy.packets.facts import PacketFacts
from xlpy.packets.nominees import NomineeFacts
from xlpy.packets.wording import council_of

DRAFT_MARK = "DỰ THẢO"


def unit_context(facts: PacketFacts, *, draft: bool = False) -> Context:
    """Context of tờ trình, biên bản, danh sách and trích ngang. `draft` marks every page."""
    return {
        "dau_du_thao": DRAFT_MARK if draft else "",
        "header": letterhead_fields(facts.head),
        "dot": campaign_fields(facts),
        "don_vi": {"ten": facts.unit_text, "hoi_dong": council_of(facts.unit_text)},
        "dem": counts(facts),
        "ky": signature_fields(facts.signature),
        "to_trinh": submission_fields(facts),
        "bb": minutes_fields(facts),
        "hd": council_fields(facts),
        "phieu": [vote_fields(nominee, facts, number) for number, nominee in enumerate(facts.nominees, 1)],
        "ds_tap_the": [collective_row(nominee, facts) for nominee in facts.collectives],
        "ds_ca_nhan": [individual_row(nominee, facts) for nominee in facts.individuals],
        "co_da_khen": facts.settings.flag("report_prior_awards"),
    }


def report_context(facts: PacketFacts, nominee: NomineeFacts, shared: Context) -> Context:
    """Context of one nominee's report (mẫu 07): the unit's context `shared`, and the nominee's fields."""
    return {**shared, **report_fields(facts, nominee)}
