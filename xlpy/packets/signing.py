"""Who signs what: the head of the unit, and the two signature blocks of a report.

Sources: domain.md §1.2 (signature logic of mẫu 07, inferred from its footnotes), §2.5 (signing authority is
unit data), §3.6; NĐ 30/2020/NĐ-CP rule C-22 (no academic title before a signer's name).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.model.records import Collective, Individual, Unit
from xlpy.model.settings import Settings
from xlpy.schema.choices import THE_UNIT_ITSELF
from xlpy.vietnamese.names import person_key, split_title
from xlpy.vietnamese.text import fold

_DEPUTY = re.compile(r"^k/?t\.?\s*", re.IGNORECASE)
_ON_BEHALF = re.compile(r"^t/?m\.?\s*", re.IGNORECASE)
_ARMED = ("công an", "quân sự")


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature block: heading (may be "" or hold a line break), authority (TM., KT. …, may be ""), post and name."""

    heading: str
    authority: str
    title: str
    name: str


def unit_signature(unit: Unit, heading: str = "") -> Signature:
    """The block of the unit's signer as Đơn vị gives it."""
    return Signature(
        heading, unit.signer_authority.upper(), unit.signer_title.upper(), signer_name(unit, unit.signer_name)
    )


def signer_name(unit: Unit, name: str) -> str:
    """The name without titles (C-22); armed forces keep the rank, as their own rules say."""
    if any(word in fold(unit.unit_name) for word in map(fold, _ARMED)):
        return name
    return split_title(name)[1]


def is_head(person: Individual, unit: Unit) -> bool:
    """Whether the nominee is the one who would confirm the report: the signer, or the head a deputy signs for.

    The head is known by name when he signs himself, and by post ("Chủ tịch UBND phường …") when the authority
    reads "KT. CHỦ TỊCH".
    """
    if unit.signer_name and person_key(unit.signer_name) == person_key(person.full_name):
        return True
    if not _DEPUTY.match(unit.signer_authority):
        return False
    head_title = fold(_DEPUTY.sub("", unit.signer_authority))
    post = fold(person.position.split(",")[0])
    owners = (
        "",
        *(fold(f" {name}") for name in (unit.unit_name, unit.header_name, f"UBND {unit.unit_name}")),
    )
    return any(post == f"{head_title} {owner.strip()}".strip() for owner in owners)


def superior_signature(unit: Unit, settings: Settings) -> Signature:
    """The confirming superior: the settings' signer where the unit's parent is that body, else a blank name.

    A party or union body has another superior than Ủy ban nhân dân quận: its name is not in the workbook.
    """
    heading = "XÁC NHẬN CỦA\nCẤP TRÊN TRỰC TIẾP"
    authority = settings.text("superior_authority").upper()
    body = fold(_ON_BEHALF.sub("", authority))
    parent = fold(unit.parent_org.upper().replace("UBND", "ỦY BAN NHÂN DÂN"))
    if not body or parent.startswith(body):
        return Signature(
            heading, authority, settings.text("superior_title").upper(), settings.text("superior_name")
        )
    return Signature(heading, "", unit.parent_org.upper(), "")


def report_signatures(
    nominee: Collective | Individual, unit: Unit, settings: Settings
) -> tuple[Signature, Signature]:
    """The left (confirming) and right (reporting) block of the nominee's report."""
    if isinstance(nominee, Collective):
        if nominee.scope == THE_UNIT_ITSELF:
            return superior_signature(unit, settings), unit_signature(unit)
        title = nominee.head_title.upper() or "ĐẠI DIỆN TẬP THỂ"
        right = Signature("", "", title, signer_name(unit, nominee.head_name))
        return unit_signature(unit, "XÁC NHẬN CỦA\nTHỦ TRƯỞNG ĐƠN VỊ"), right
    name = signer_name(unit, nominee.full_name)
    if is_head(nominee, unit):
        same = person_key(unit.signer_name) == person_key(nominee.full_name)
        title = unit.signer_title if same else _DEPUTY.sub("", unit.signer_authority)
        return superior_signature(unit, settings), Signature("", "", title.upper(), name)
    return (
        unit_signature(unit, "XÁC NHẬN CỦA\nTHỦ TRƯỞNG ĐƠN VỊ"),
        Signature("", "", "NGƯỜI BÁO CÁO", name),
    )
