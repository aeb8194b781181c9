"""Everything the papers of the decision say, gathered once: the roll, who decides, and which office carries it out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.model.basis import Basis
from xlpy.model.campaign import Campaign
from xlpy.model.records import Dossier, Unit
from xlpy.model.settings import Settings
from xlpy.packets.awards.roll import Roll, roll
from xlpy.packets.errors import PacketError
from xlpy.packets.letterhead import Letterhead, letterhead
from xlpy.packets.signing import Signature
from xlpy.packets.wording import document_number, unit_in_text
from xlpy.schema.choices import STATE_HEADER
from xlpy.vietnamese.names import split_title


@dataclass(frozen=True, slots=True)
class AwardFacts:
    """The papers of one decision. `year` stands in wherever a date is not known yet."""

    settings: Settings
    basis: Basis
    year: int
    roll: Roll
    district: Unit
    """Who issues the decision, as a unit: heading, symbol, place and signer."""
    head: Letterhead
    signature: Signature
    office: Unit
    """The unit of the setting notice_unit: it issues notices and keeps register and prize list."""
    dossiers: dict[str, Dossier]
    """Each unit's row of Hồ sơ by unit code."""
    campaign: Campaign
    """For the final report, which counts everything."""

    @property
    def decision_number(self) -> str:
        """ "1234/QĐ-UBND"; blank before the slash while the number is not given out."""
        return full_number(self.settings.text("decision_number"), "QĐ", self.district)

    @property
    def proposal_number(self) -> str:
        """ "45/TTr-PNV", as `decision_number`."""
        return full_number(self.settings.text("proposal_number"), "TTr", self.office)

    def unit_text(self, unit: Unit) -> str:
        """The unit inside a sentence."""
        return unit_in_text(unit, self.settings.text("district_name"))


def award_facts(campaign: Campaign, basis: Basis) -> AwardFacts:
    """The facts of the campaign's decision. Raises PacketError where the office of the notices is no known unit."""
    settings = campaign.settings
    found = roll(campaign)
    district = _district(settings)
    day = found.day or campaign.today
    dossiers: dict[str, Dossier] = {}
    for dossier in campaign.dossiers.rows:
        dossiers.setdefault(dossier.unit_code, dossier)
    return AwardFacts(
        settings,
        basis,
        day.year,
        found,
        district,
        letterhead(district),
        Signature(
            "",
            settings.text("decision_signer_authority").upper(),
            settings.text("decision_signer_title").upper(),
            split_title(settings.text("decision_signer_name"))[1],
        ),
        _office(campaign),
        dossiers,
        campaign,
    )


def full_number(typed: str, kind: str, unit: Unit) -> str:
    """A document's number with its symbol. What the clerk typed whole stays ("45/TTr-NV"), two digits at least."""
    whole = re.fullmatch(r"\s*(\d+)\s*/\s*(\S+)\s*", typed)
    if whole is None:
        return document_number(typed, kind, unit)
    return f"{whole[1].lstrip('0').rjust(2, '0')}/{whole[2]}"


def _district(settings: Settings) -> Unit:
    return Unit(
        row=0,
        unit_name=settings.text("district_body"),
        parent_org=settings.text("decision_parent"),
        header_name=settings.text("district_body").upper(),
        header_style=STATE_HEADER,
        symbol=settings.text("decision_symbol"),
        place=settings.text("decision_place"),
    )


def _office(campaign: Campaign) -> Unit:
    code = campaign.settings.text("notice_unit")
    unit = campaign.unit(code)
    if unit is None:
        raise PacketError(
            f"Trang Cấu hình, dòng “Đơn vị thông báo trường hợp không khen thưởng” ghi mã “{code}”, trang Đơn vị không có mã "
            "này. Thông báo, sổ theo dõi và danh sách nhận tiền thưởng lấy tên, người ký của đơn vị ấy. "
            "Hãy ghi đúng mã của Phòng Nội vụ ở trang Đơn vị."
        )
    return unit
