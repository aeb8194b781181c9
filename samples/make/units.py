"""Which units take part in the sample, who leads them, and how they are called in running text."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

from samples.make import bank, draw
from samples.make.people import FEMALE, Person, Registry, bare
from xlpy.schema import seeds
from xlpy.schema.choices import DEPARTMENT, MASS_ORGANISATION, NO, SCHOOL, SERVICE_UNIT, WARD, YES
from xlpy.workbook.content import Row

SAMPLE_NOTE = "SỐ LIỆU MẪU: người ký, người lập hồ sơ, điện thoại, thư điện tử do phần mềm đặt ra."

_DEPARTMENTS = "VP PNV PVHTT PGDDT PLDTBXH PQLDT PYT PTCKH PTP PTNMT PKT TTQ BTG"
_MASS = "MTTQ CCB LDLD QD HLHPN HCTD HNCT HKH"
_SERVICE = "TTVH TTYT BQLDA GDTX DQLTTXD"
_LOWER_SECONDARY = "TC HHT BD GV MDC NCT NT PCT TL TN"
_PRIMARY = "BD DY HD HHT KD NH NK NBN NTP TCA VNCB"
TAKING_PART = frozenset(
    [*_DEPARTMENTS.split(), *_MASS.split(), *_SERVICE.split()]
    + [f"THCS-{name}" for name in _LOWER_SECONDARY.split()]
    + [f"TH-{name}" for name in _PRIMARY.split()]
)
"""Codes of the units besides the wards; the other units of the campaign do not take part in the sample."""

NO_NOMINATION = frozenset(("HNCT", "TH-HD"))
"""Units that declare "không đề nghị"."""

_SIGNED_BY_DEPUTY = {
    "00016": ("KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"),
    "PQLDT": ("KT. TRƯỞNG PHÒNG", "PHÓ TRƯỞNG PHÒNG"),
    "THCS-MDC": ("KT. HIỆU TRƯỞNG", "PHÓ HIỆU TRƯỞNG"),
}
_FULL_NAMES = {
    "VP": "Văn phòng Hội đồng nhân dân và Ủy ban nhân dân quận Ba Đình",
    "MTTQ": "Ủy ban Mặt trận Tổ quốc Việt Nam quận Ba Đình",
    "QD": "Quận đoàn Ba Đình",
}
_HEADS = {
    "VP": ("Chánh Văn phòng", "Phó Chánh Văn phòng"),
    "TTQ": ("Chánh Thanh tra", "Phó Chánh Thanh tra"),
    "BTG": ("Trưởng ban", "Phó Trưởng ban"),
    "QD": ("Bí thư", "Phó Bí thư"),
    "DQLTTXD": ("Đội trưởng", "Phó Đội trưởng"),
    WARD: ("Chủ tịch Ủy ban nhân dân phường", "Phó Chủ tịch Ủy ban nhân dân phường"),
    DEPARTMENT: ("Trưởng phòng", "Phó Trưởng phòng"),
    MASS_ORGANISATION: ("Chủ tịch", "Phó Chủ tịch"),
    SERVICE_UNIT: ("Giám đốc", "Phó Giám đốc"),
    SCHOOL: ("Hiệu trưởng", "Phó Hiệu trưởng"),
}


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit that takes part, with the people at its head."""

    code: str
    name: str
    kind: str
    head: Person
    deputy: Person
    secretary: Person

    @property
    def ward(self) -> str:
        """The bare name of a ward; "" for other kinds."""
        return self.name.removeprefix("Phường ") if self.kind == WARD else ""

    @property
    def full_name(self) -> str:
        """The unit as reports write it, without abbreviations."""
        if self.code in _FULL_NAMES:
            return _FULL_NAMES[self.code]
        if self.kind == WARD:
            return f"Ủy ban nhân dân phường {self.ward}"
        if self.name.endswith(("quận", "Quận ủy")):
            return f"{self.name} Ba Đình"
        return self.name if self.kind == SCHOOL else f"{self.name} quận Ba Đình"

    @property
    def titles(self) -> tuple[str, str]:
        """Posts of the head and of the deputy."""
        return _HEADS.get(self.code) or _HEADS[self.kind]

    @property
    def level(self) -> str:
        """ "thcs" or "th" for schools."""
        return self.code.partition("-")[0].lower() if self.kind == SCHOOL else ""


def gender_of(unit_code: str, post: str) -> str | None:
    """The women's union is led by women; None where anybody may be meant."""
    return FEMALE if unit_code == "HLHPN" or "Phụ nữ" in post else None


def takes_part(row: dict[str, str]) -> bool:
    return row["unit_kind"] == WARD or row["unit_code"] in TAKING_PART


def taking_part(registry: Registry) -> list[Unit]:
    """The units of the sample in the order of the campaign's list."""
    return [
        Unit(
            code := row["unit_code"],
            row["unit_name"],
            row["unit_kind"],
            *(
                registry.new(post, code, gender=gender_of(code, ""))
                for post in ("head", "deputy", "secretary")
            ),
        )
        for row in seeds.units()
        if takes_part(row)
    ]


def _cluster(row: dict[str, str], ward_number: int) -> str:
    kind, code = row["unit_kind"], row["unit_code"]
    if kind == WARD:
        return "Cụm số 1" if ward_number < 7 else "Cụm số 2"
    if kind == SCHOOL:
        return "Cụm số 6" if code.startswith("THCS") else "Cụm số 7"
    return {DEPARTMENT: "Cụm số 3", MASS_ORGANISATION: "Cụm số 4", SERVICE_UNIT: "Cụm số 5"}[kind]


def unit_rows(units: list[Unit]) -> list[Row]:
    """Rows of Đơn vị: all units of the campaign; those that take part with cluster, signer and contact."""
    by_code = {unit.code: unit for unit in units}
    rows: list[Row] = []
    ward_number = 0
    for seed in seeds.units():
        row: Row = {key: value for key, value in seed.items() if value}
        unit = by_code.get(seed["unit_code"])
        if unit is None:
            rows.append({**row, "participates": NO})
            continue
        row["participates"] = YES
        row["cluster"] = _cluster(seed, ward_number)
        ward_number += unit.kind == WARD
        by_deputy = _SIGNED_BY_DEPUTY.get(unit.code)
        if by_deputy:
            row["signer_authority"], row["signer_title"] = by_deputy
        row["signer_name"] = (unit.deputy if by_deputy else unit.head).full_name
        row["contact"] = unit.secretary.full_name
        row["phone"] = f"0240{draw.number('phone', unit.code) % 1_000_000:06d}"
        row["email"] = f"{_slug(unit)}@badinh.example"
        row["note"] = "; ".join(filter(None, (seed["note"].rstrip("."), SAMPLE_NOTE)))
        rows.append(row)
    return rows


def _slug(unit: Unit) -> str:
    text = unit.ward or unit.code
    return "".join(char for char in bare(text) if char.isalnum())


def functions() -> dict[str, str]:
    """Function text by unit code, for units that are neither ward nor school."""
    return {
        row["unit_code"]: unicodedata.normalize("NFC", row["function"]) for row in bank.table("chuc-nang.csv")
    }
