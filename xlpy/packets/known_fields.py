"""Which fields a template may use, with an example value of each: what `template check` measures templates by.

The examples come from a made-up unit through the same code that fills real packets, so the list cannot fall
behind it. Nothing of the example is ever printed in a packet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import NamedTuple, cast

from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.records import Collective, CouncilMember, Dossier, Individual, Unit
from xlpy.model.reportfile import Cell, Grid, Line, Piece, ReportFile
from xlpy.packets import select
from xlpy.packets.awards.certificates import certificate_context, certificates, set_whole_page
from xlpy.packets.awards.context import (
    decision_context,
    notice_context,
    prize_list_context,
    register_context,
)
from xlpy.packets.awards.facts import AwardFacts, award_facts
from xlpy.packets.awards.summary_context import WRITTEN_PARTS, summary_context
from xlpy.packets.context import report_context, unit_context
from xlpy.packets.context_parts import Context
from xlpy.packets.facts import CampaignIndex
from xlpy.packets.reminder import Owing, reminder_context
from xlpy.packets.wording import DOTS
from xlpy.schema.choices import (
    AWARDED,
    AWARDS,
    COUNCIL_ROLES,
    GENDERS,
    NOT_AWARDED,
    PART_OF_UNIT,
    PARTY_HEADER,
    STATE_HEADER,
    THE_UNIT_ITSELF,
    WARD,
)
from xlpy.vietnamese.dates import PartialDate

_CODE = "00000"
_WARD = "phường Mẫu"
_LONGEST = 70
_REPORT = "Báo cáo.docx"
BLANK = "(trống)"
_NO_SCORE, _NONE_OF_IT = "(trống khi chưa chấm điểm)", "(trống khi không có)"
_WHY_EMPTY: dict[str, str] = {
    **dict.fromkeys(("ky.tieu_de", "ky_phai.tieu_de"), "(luôn trống, dành cho mẫu của đơn vị)"),
    "header.chu_quan": "(trống: Ủy ban nhân dân quận không ghi cơ quan chủ quản)",
    "header.dau_sao": "(trống: chỉ văn bản của Đảng mới có)",
    **dict.fromkeys(("ky.quyen_han", "quyen_han"), "(trống khi cấp trưởng ký; cấp phó: “KT. CHỦ TỊCH”)"),
    **dict.fromkeys(("tk.xep_loai", "tu_cham", "diem", "hang", "hang_theo_loai", "xep_loai"), _NO_SCORE),
    **dict.fromkeys(
        ("tk.nop_muon", "tk.khong_de_nghi", "tk.chua_xet", "tk.hoat_dong_chi_tiet", "tk.cong_trinh_chi_tiet"),
        _NONE_OF_IT,
    ),
    "tk.khen_lao_dong_truc_tiep": "(luôn là “…”: sổ tính không có số này, viết trong Word)",
}
"""What to say of a field that is empty in every example."""
_EMPTY = (BLANK, DOTS)


def known_fields(template: Path) -> Context:
    """Example context for a template, told by its file name: bao-cao… has the fields of one nominee too, don-doc… and
    the papers of the decision their own."""
    if template.name.startswith(select.REMINDER):
        return reminder_example()
    example = _AWARD_EXAMPLES.get(template.name.split(".")[0])
    if example is not None:
        return example(_award_facts())
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


def award_example(document: str) -> Context:
    """Every field of a paper of the decision (select.DECISION …), with an example value. KeyError for any other."""
    return _AWARD_EXAMPLES[document](_award_facts())


_AWARD_EXAMPLES: dict[str, Callable[[AwardFacts], Context]] = {
    select.DECISION: lambda facts: decision_context(facts, draft=True),
    select.REGISTER: lambda facts: register_context(facts, draft=True),
    select.PRIZE_LIST: lambda facts: prize_list_context(facts, facts.office, draft=True),
    select.NOTICE: lambda facts: notice_context(facts, facts.office, draft=True),
    select.CERTIFICATE: lambda facts: _certificates(facts),
    select.SUMMARY: lambda facts: summary_context(facts, draft=True),
}


def _certificates(facts: AwardFacts) -> Context:
    pages = [set_whole_page(one, facts.settings) for one in certificates(facts)]
    return certificate_context(pages, facts.settings, draft=True)


def _award_facts() -> AwardFacts:
    """Both kinds of nominees awarded, and one more person refused."""
    campaign = _campaign()
    for nominee in (*campaign.collectives.rows, *campaign.individuals.rows):
        nominee.outcome = AWARDED
    campaign.individuals.rows.append(
        replace(
            campaign.individuals.rows[0],
            row=6,
            row_id="CN-0002",
            outcome=NOT_AWARDED,
            outcome_reason="Thành tích chưa nổi bật so với nhiệm vụ được giao",
        )
    )
    settings = campaign.settings.values
    settings["notice_unit"] = _CODE
    settings["decision_number"], settings["decision_date"] = "1234/QĐ-UBND", date(2023, 6, 14)
    settings["proposal_number"], settings["proposal_date"] = "45/TTr-NV", date(2023, 6, 12)
    settings |= {f"summary_{key}": "Đoạn do cán bộ viết ở trang Cấu hình." for key in WRITTEN_PARTS.values()}
    return award_facts(campaign, _basis())


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


def more_examples(template: Path) -> list[Context]:
    """Further cases, for fields that are empty in the first one: reports of a part of the unit and of the unit itself,
    a party body with one recipient and a man nominated; none for a paper of the district."""
    if template.name.split(".")[0] in (select.REMINDER, *_AWARD_EXAMPLES):
        return []
    campaign = _campaign()
    unit, person = campaign.units.rows[0], campaign.individuals.rows[0]
    facts = CampaignIndex.of(campaign).gather(unit, _basis())
    of_collective = report_context(facts, facts.collectives[0], unit_context(facts, draft=True))
    campaign.settings.values["recipient_2"] = ""
    unit.header_style, unit.signer_authority, person.gender = PARTY_HEADER, "T/M BAN THƯỜNG VỤ", GENDERS[0]
    facts = CampaignIndex.of(campaign).gather(unit, _basis())
    shared = unit_context(facts, draft=True)
    of_party = report_context(facts, facts.individuals[0], shared)
    campaign.collectives.rows[0].scope = THE_UNIT_ITSELF
    facts = CampaignIndex.of(campaign).gather(unit, _basis())
    of_unit = report_context(facts, facts.collectives[0], shared)
    return [of_collective, of_party, of_unit] if template.name.startswith(select.REPORT) else [shared]


def field_list(examples: Mapping[str, object], others: Sequence[Mapping[str, object]] = ()) -> list[Field]:
    """Every field of an example context in its order; a list shows its length, then the fields of one item.

    A field that is empty in `examples` takes its example from the first of `others` that has one.
    """
    found = {field.name: field for field in _fields(examples, "")}
    for other in others:
        for field in _fields(other, ""):
            known = found.get(field.name)
            if known is None or (known.shown in _EMPTY and field.shown not in _EMPTY):
                found[field.name] = field
    return [
        field._replace(shown=_WHY_EMPTY.get(field.name, field.shown)) if field.shown in _EMPTY else field
        for field in found.values()
    ]


def _fields(values: Mapping[str, object], prefix: str) -> Iterator[Field]:
    for key, value in values.items():
        name = f"{prefix}{key}"
        if isinstance(value, Mapping):
            yield from _fields(cast("Mapping[str, object]", value), f"{name}.")
        elif isinstance(value, (list, tuple)):
            items = cast("Sequence[object]", value)
            yield Field(f"{name}[]", f"danh sách, ví dụ có {len(items)} dòng")
            if items and isinstance(items[0], Mapping):
                rows = cast("Sequence[Mapping[str, object]]", items)
                inner = field_list(rows[0], rows[1:])
                yield from (Field(f"{name}[].{field.name}", field.shown) for field in inner)
            elif items:
                yield Field(f"{name}[] (mỗi dòng)", _short(items[0]))
        else:
            yield Field(name, _short(value))


def _short(value: object) -> str:
    if value is None or value == "":
        return BLANK
    if isinstance(value, bool):
        return "đúng" if value else "sai"
    if hasattr(value, "__html__"):
        return "chữ có cỡ riêng, in bằng {{r … }}"
    text = " ".join(str(value).split())
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _basis() -> Basis:
    return Basis("", "Nghị định mẫu", "Mẫu số 00 ban hành kèm theo Nghị định mẫu", None, None, "")


def _written() -> ReportFile:
    heading = Line((Piece("1. Đề mục trong tệp Word"),), heading=True)
    item = Line((Piece("Một ý trong tệp "), Piece("Word", bold=True)), marker="-")
    first, second = (Cell((Line((Piece(text),)),)) for text in ("Chỉ tiêu", "Kết quả"))
    return ReportFile(
        _REPORT, "read", _REPORT, blocks=(heading, item, Grid((1, 1), ((first, second),) * 2, 1))
    )


def _campaign() -> Campaign:
    campaign = Campaign.empty(date(2023, 5, 25))
    campaign.settings.values |= {
        "report_prior_awards": True,
        "plan_number": "88/KH-UBND",
        "plan_date": date(2023, 4, 7),
    }
    campaign.report_files[_CODE, _REPORT] = _written()
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
            signer_authority="KT. CHỦ TỊCH",
            signer_title="PHÓ CHỦ TỊCH",
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
            structure="Chi bộ 20 đảng viên; 04 chi hội đoàn thể.",
            function="Vận động Nhân dân xây dựng đời sống văn hóa.",
            head_title="Tổ trưởng",
            head_name="Phạm Văn Mẫu",
            prior_awards="Giấy khen năm 2021",
            headcount=12,
            women_count=5,
            summary="Tóm tắt thành tích.",
            award=AWARDS[0],
            votes_for=2,
            votes_against=1,
            votes_other=0,
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
            report_file=_REPORT,
            unit_code=_CODE,
            full_name="Trần Thị Mẫu",
            alias="Mẫu",
            gender=GENDERS[1],
            birth_date=PartialDate(1980, 2, 5),
            home_town="Xã Mẫu, huyện Mẫu, tỉnh Mẫu",
            residence="Số 1, phố Mẫu, phường Mẫu, quận Ba Đình, thành phố Hà Nội",
            occupation="Hưu trí",
            position="Tổ trưởng",
            workplace=f"Tổ dân phố số 1, {_WARD}",
            summary="Tóm tắt thành tích.",
            award=AWARDS[0],
            votes_for=2,
            votes_against=1,
            votes_other=0,
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
            minutes_no="03",
            meeting_place="Phòng họp số 1, trụ sở Ủy ban nhân dân phường Mẫu",
            voting_method="Bỏ phiếu kín",
            meeting_start=datetime(2023, 5, 19, 14),
            meeting_end=datetime(2023, 5, 19, 16),
            written_opinions=1,
        )
    )
    return campaign
