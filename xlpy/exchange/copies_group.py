"""A group of units (cụm thi đua, or any units chosen together) that gets one copy with the rows of all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from xlpy.exchange.errors import ExchangeError
from xlpy.model.campaign import Campaign
from xlpy.model.records import Unit
from xlpy.vietnamese.text import fold, slug

_PREFIX = "CUM"
_LONGEST = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Its name, as a clerk wrote it, and the codes of its units."""

    name: str
    units: tuple[str, ...]

    @property
    def code(self) -> str:
        """What stamp, register and row ids call it: "Cụm thi đua số 1" is CUM-THI-DUA-SO-1."""
        made = slug(self.name, _LONGEST).upper()
        return made if made.startswith(_PREFIX) else f"{_PREFIX}-{made}"

    @classmethod
    def parse(cls, text: str) -> Group:
        """ "Cụm 1=00001,00007,PNV". ExchangeError without a name or units."""
        name, _, listed = text.partition("=")
        codes = tuple(dict.fromkeys(code.strip() for code in listed.split(",") if code.strip()))
        if not name.strip() or not codes:
            raise ExchangeError(
                f"Không hiểu “{text}”. Cần tên cụm, dấu bằng, rồi các mã đơn vị cách nhau bằng dấu phẩy. "
                "Ví dụ: Cụm 1=00001,00007,PNV."
            )
        return cls(" ".join(name.split()), codes)


def cluster_groups(campaign: Campaign, names: Iterable[str]) -> list[Group]:
    """The groups that the column Cụm thi đua of Đơn vị gives for these names, of units that take part.

    Raises ExchangeError for a name that no unit bears, with the names there are.
    """
    clusters: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for unit in campaign.taking_part():
        if unit.cluster.strip():
            key = fold(unit.cluster)
            shown.setdefault(key, " ".join(unit.cluster.split()))
            clusters.setdefault(key, []).append(unit.unit_code)
    groups: list[Group] = []
    for key, name in {fold(name): name for name in names}.items():
        if key not in clusters:
            there = "; ".join(f"“{one}”" for one in shown.values())
            raise ExchangeError(
                f"Không có đơn vị tham gia nào thuộc cụm “{name}”. "
                + (f"Các cụm đang có: {there}. " if there else "Cột Cụm thi đua ở trang Đơn vị đang trống. ")
                + "Hãy sửa tên cụm, điền cột Cụm thi đua, hoặc ghi rõ các đơn vị (--group)."
            )
        groups.append(Group(shown[key], tuple(clusters[key])))
    return groups


def refuse_overlap(
    campaign: Campaign, groups: Sequence[Group], chosen: Iterable[tuple[Group, Sequence[Unit]]]
) -> None:
    """Raises ExchangeError where the groups cannot be copies of this workbook beside each other: a unit in two of them,
    a code that is taken, or a workbook that is one unit's. `chosen` are the groups with their units."""
    if campaign.stamp.unit_code:
        raise ExchangeError(
            "Đây là bản của một đơn vị nên không tách được bản cho cụm. Hãy tách cụm từ sổ của quận."
        )
    codes = [group.code for group in groups]
    taken = [unit.unit_code for unit in campaign.units.rows]
    for number, group in enumerate(groups):
        if group.code in codes[:number] or group.code in taken:
            raise ExchangeError(
                f"Mã “{group.code}” của cụm “{group.name}” trùng với một cụm hoặc một đơn vị khác. Hãy đặt tên khác cho cụm."
            )
    first: dict[str, str] = {}
    for group, units in chosen:
        for unit in units:
            if (other := first.setdefault(unit.unit_code, group.name)) != group.name:
                raise ExchangeError(
                    f"Đơn vị {unit.unit_name} ({unit.unit_code}) nằm ở cả “{other}” và “{group.name}”. "
                    "Mỗi đơn vị chỉ thuộc một cụm; hãy bỏ bớt ở một cụm."
                )
