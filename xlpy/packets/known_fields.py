"""Which fields a template may use, with an example value of each: what `template check` measures templates by.

The examples come from a made-up unit through the same code that fills real packets, so the list cannot fall
behind it. Nothing of the example is ever printed in a packet.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, cast

from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, CouncilMember, Dossier, Individual, Unit
from xlpy.packets import select
from xlpy.packets.context import report_context, unit_context
from xlpy.packets.context_parts import Context
from xlpy.packets.facts import CampaignIndex
from xlpy.packets.reminder import Owing, reminder_context
from xlpy.schema.choices import AWARDS, COUNCIL_ROLES, GENDERS, PART_OF_UNIT, STATE_HEADER, WARD
from xlpy.vietnamese.dates import PartialDate

_CODE = "00000"
_WARD = "phường Mẫu"
_LONGEST = 70


def known_fields(template: Path) -> Context:
    """Example context for a template, told by its file name: bao-cao… has the fields of one nominee too, don-doc… its own."""
    if template.name.startswith(select.REMINDER):
        return reminder_example()
    return report_example() if template.name.startswith(select.REPORT) else unit_example()


def unit_example() -> Context:
    """Every field of tờ trình, biên bản, danh sách and trích ngang, with an example value."""
    campaign = _campaign()
    unit = campaign.units.rows[0]
    return unit_context(CampaignIndex.of(campaign).gather(unit, _basis()), draft=True)


def report_example() -> Context:
    """Every field of a report, with an example value."""
    campaign = _campaign()
    facts = CampaignIndex.of(campaign).gather(campaign.units.rows[0], _basis())
    return report_context(facts, facts.individuals[0], unit_context(facts, draft=True))


def reminder_example() -> Context:
    """Every field of the reminder letter, with an example value; a letter to one unit and to several in one."""
    campaign = _campaign()
    unit = campaign.units.rows[0]
    one = Owing(unit, "chưa nhận được hồ sơ")
    campaign.dossiers.rows.clear()
    example = reminder_context(campaign, [one], _basis(), draft=True)
    several = reminder_context(campaign, [one, one], _basis(), draft=True)
    return {**example, "cv": {**example["cv"], "ds": several["cv"]["ds"]}}


class Field(NamedTuple):
    """A field as a template writes it ("dong.ho_ten" for items of a list), and its example, cut to one short line."""

    name: str
    shown: str


def field_list(examples: Mapping[str, object]) -> list[Field]:
    """Every field of an example context in its order; a list shows its length, then the fields of one item."""
    return list(_fields(examples, ""))


def _fields(values: Mapping[str, object], prefix: str) -> Iterator[Field]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _fields(cast("Mapping[str, object]", value), f"{name}.")
        elif isinstance(value, (list, tuple)):
            items = cast("Sequence[object]", value)
            yield Field(f"{name}[]", f"danh sách, ví dụ có {len(items)} dòng")
            if items and isinstance(items[0], Mapping):
                yield from _fields(cast("Mapping[str, object]", items[0]), f"{name}[].")
            elif items:
                yield Field(f"{name}[] (mỗi dòng)", _short(items[0]))
        else:
            yield Field(name, _short(value))


def _short(value: object) -> str:
    if value is None or value == "":
        return "(trống)"
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _basis() -> Basis:
    return Basis("", "Nghị định mẫu", "Mẫu số 00 ban hành kèm theo Nghị định mẫu", None, None, "")


def _campaign() -> Campaign:
    campaign = Campaign.empty(date(2023, 5, 25))
    campaign.settings.values["report_prior_awards"] = True
    campaign.units.rows.append(
        Unit(
            row=5,
            unit_code=_CODE,
            unit_name="Phường Mẫu",
            unit_kind=WARD,
            parent_org="UBND QUẬN BA ĐÌNH",
            header_name="ỦY BAN NHÂN DÂN PHƯỜNG MẪU",
            header_style=STATE_HEADER,
            symbol="UBND",
            place="Phường Mẫu",
            signer_title="CHỦ TỊCH",
            signer_name="Nguyễn Văn Mẫu",
        )
    )
    text = "Đoạn thứ nhất.\nĐoạn thứ hai."
    campaign.collectives.rows.append(
        Collective(
            row=5,
            row_id="TT-0001",
            unit_code=_CODE,
            name=f"Tổ dân phố số 1, {_WARD}",
            scope=PART_OF_UNIT,
            founded_year=1990,
            headcount=12,
            women_count=5,
            summary="Tóm tắt thành tích.",
            award=AWARDS[0],
            votes_for=2,
            targets=text,
            results=text,
            measures=text,
            effect=text,
            lessons=text,
        )
    )
    campaign.individuals.rows.append(
        Individual(
            row=5,
            row_id="CN-0001",
            unit_code=_CODE,
            full_name="Trần Thị Mẫu",
            alias="Mẫu",
            gender=GENDERS[1],
            birth_date=PartialDate(1980, 2, 5),
            position="Tổ trưởng",
            workplace=f"Tổ dân phố số 1, {_WARD}",
            summary="Tóm tắt thành tích.",
            award=AWARDS[0],
            votes_for=2,
            prior_awards="Giấy khen năm 2022",
            targets=text,
            results=text,
            measures=text,
            effect=text,
            lessons=text,
        )
    )
    for number, role in enumerate(COUNCIL_ROLES):
        campaign.council.rows.append(
            CouncilMember(
                row=5 + number,
                unit_code=_CODE,
                full_name="Lê Văn Mẫu",
                position="Chức vụ",
                role=role,
                present=number != 1,
                reason_absent="đi công tác",
                recused_from="CN-0001" if number == 2 else "",
            )
        )
    campaign.dossiers.rows.append(
        Dossier(
            row=5,
            unit_code=_CODE,
            submission_no="05",
            submission_date=PartialDate(2023, 5, 22),
            meeting_start=datetime(2023, 5, 19, 14),
            meeting_end=datetime(2023, 5, 19, 16),
            written_opinions=1,
        )
    )
    return campaign
