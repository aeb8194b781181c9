"""The packet sample after the decision: what tests of certificates and of the final report start from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import packet_samples as samples

from xlpy.model.campaign import Campaign
from xlpy.packets.awards.facts import AwardFacts, award_facts
from xlpy.packets.basis import read_basis
from xlpy.schema.choices import AWARDED, NOT_AWARDED

DECISION_DAY = date(2023, 6, 14)


def decided(*, refused: str = "Phạm Văn Đức") -> Campaign:
    """Ward and department awarded but for one person, decision numbered and dated."""
    campaign = samples.campaign()
    for record in (*campaign.collectives.rows, *campaign.individuals.rows):
        if record.unit_code in (samples.WARD, samples.DEPARTMENT):
            record.outcome = NOT_AWARDED if record.display_name == refused else AWARDED
    for record in campaign.individuals.rows:
        if record.outcome == NOT_AWARDED:
            record.outcome_reason = "Thành tích chưa nổi bật"
    campaign.settings.values.update(
        decision_number="1234/QĐ-UBND", decision_date=DECISION_DAY, notice_unit=samples.DEPARTMENT
    )
    return campaign


def facts_of(campaign: Campaign) -> AwardFacts:
    return award_facts(campaign, read_basis(samples.TEMPLATES, "ND91_2017"))


def with_extremes(campaign: Campaign) -> Campaign:
    """One more collective and two more people with very long names and posts."""
    collective, person = campaign.collectives.rows[0], campaign.individuals.rows[0]
    campaign.collectives.rows.append(
        replace(
            collective,
            row=90,
            row_id="TT-0090",
            outcome=AWARDED,
            name="Ban Thường trực Ủy ban Mặt trận Tổ quốc Việt Nam và các tổ chức chính trị - xã hội phường Nguyễn Trung Trực",
        )
    )
    campaign.individuals.rows += [
        replace(
            person,
            row=90,
            row_id="CN-0090",
            outcome=AWARDED,
            full_name="Công Tằng Tôn Nữ Huyền Trân Phương Thảo Nguyên",
            position="Phó Bí thư Chi bộ, Tổ trưởng Tổ bảo vệ an ninh trật tự cơ sở, Trưởng Ban Công tác Mặt trận khu dân cư",
            workplace="Tổ dân phố số 12, phường Nguyễn Trung Trực",
        ),
        replace(
            person, row=91, row_id="CN-0091", outcome=AWARDED, full_name="Tô An", position="", workplace=""
        ),
    ]
    return campaign
