"""What goes into the copies: whose rows, under which ids, in which round, and what the hidden base says of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from xlpy.exchange.copies_group import Group, refuse_overlap
from xlpy.exchange.copies_ids import copy_tag, highest_number, lineage_of, unit_tags
from xlpy.exchange.errors import ExchangeError
from xlpy.model.baseline import BaseHead, canonical, encode, join_codes
from xlpy.model.campaign import Campaign
from xlpy.model.copyregister import CopyLine
from xlpy.model.rawrows import CellValue, RawRow, RowKey
from xlpy.model.records import Unit
from xlpy.schema import sheet
from xlpy.schema.ownership import OWNED, ownership
from xlpy.vietnamese.text import slug

WRITABLE_ERRORS = ("#N/A", "#DIV/0!", "#VALUE!", "#NUM!", "#REF!", "#NAME?", "#NULL!")
"""Error values that a copy can show; any other goes out as #N/A."""

_MOST_BLANK = 200
"""Empty rows prepared on a sheet of a group's copy, at most."""

_PART_CODE = re.compile("[A-Z0-9]{1,8}")
_PART_SHEETS = ("units", "collectives", "individuals", "good_people", "articles", "works")
"""What a part of a unit fills in; scores, council and dossier are the whole unit's."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a unit (tổ dân phố, bộ môn …) that gets a copy of the unit's copy; `code` marks its row ids."""

    code: str
    name: str

    @classmethod
    def parse(cls, text: str) -> Part:
        """ "TDP3=Tổ dân phố số 3", or the code alone. ExchangeError for a code that row ids cannot hold."""
        code, _, name = text.partition("=")
        code = code.strip().upper()
        if not _PART_CODE.fullmatch(code):
            raise ExchangeError(
                f"Mã bộ phận “{code}” không dùng được: chỉ gồm 1 đến 8 chữ cái không dấu hoặc chữ số. "
                "Ví dụ: TDP3=Tổ dân phố số 3."
            )
        return cls(code, name.strip() or code)


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """One copy, ready to be built. `sheets` are all its rows by sheet key; `base` the cells of the hidden base."""

    unit: Unit
    part: Part | None
    head: BaseHead
    file_name: str
    rows: tuple[RawRow, ...]
    sheets: Mapping[str, Sequence[Mapping[str, CellValue]]]
    base: list[list[str]]
    base_hash: str
    id_tag: str
    first_number: int
    blank_rows: Mapping[str, int]
    group: Group | None = None
    """Set for a copy of several units; `unit` then only names the group."""
    lineage: str = ""

    @property
    def last_number(self) -> int:
        """The highest number among the prepared row ids."""
        return self.first_number - 1 + max(self.blank_rows.values(), default=0)


@dataclass(slots=True)
class Sending:
    """All copies of one split, and the rows that go nowhere, each with its reason."""

    copies: list[CopyPlan] = field(default_factory=list[CopyPlan])
    not_sent: list[tuple[RawRow, str]] = field(default_factory=list[tuple[RawRow, str]])


def plan_copies(
    campaign: Campaign,
    rows: Sequence[RawRow],
    district: Mapping[str, Sequence[Mapping[str, CellValue]]],
    register: Sequence[CopyLine],
    *,
    units: Sequence[str] | None = None,
    parts: Sequence[Part] = (),
    groups: Sequence[Group] = (),
    format: str = "xlsx",
    new_id: Callable[[], str],
) -> Sending:
    """A copy for each unit that takes part, or for `units`; with `parts`, one for each part of the one unit; with
    `groups`, one for each group instead.

    `rows` are the workbook's raw rows, ids assigned; `district` the rows of the sheets that no unit owns; `register`
    the copies sent so far. Raises ExchangeError for an unknown unit, for parts without a single unit, for groups
    with a unit in common, or for a copy of another unit than the workbook's own.
    """
    if groups:
        return _plan_groups(campaign, rows, district, register, groups, format, new_id)
    chosen = _units(campaign, units)
    if parts and len(chosen) != 1:
        raise ExchangeError(
            "Chỉ tách cho bộ phận của một đơn vị. Hãy ghi đúng một mã đơn vị (--unit) cùng các bộ phận (--part)."
        )
    if len({part.code for part in parts}) != len(parts):
        raise ExchangeError("Hai bộ phận trùng mã. Hãy đặt cho mỗi bộ phận một mã riêng.")
    sending = Sending()
    of_unit, sending.not_sent = _by_unit(campaign, rows)
    tags = unit_tags(unit.unit_code for unit in campaign.units.rows if unit.unit_code)
    for unit in chosen:
        mine = of_unit.get(unit.unit_code, [])
        for part in parts or (None,):
            tag = copy_tag(campaign.stamp, tags[unit.unit_code], part.code if part else "")
            sending.copies.append(
                _plan(campaign, unit, part, tag, mine, district, register, format, new_id())
            )
    return sending


def _plan_groups(
    campaign: Campaign,
    rows: Sequence[RawRow],
    district: Mapping[str, Sequence[Mapping[str, CellValue]]],
    register: Sequence[CopyLine],
    groups: Sequence[Group],
    format: str,
    new_id: Callable[[], str],
) -> Sending:
    sending = Sending()
    of_unit, sending.not_sent = _by_unit(campaign, rows)
    chosen = [(group, _units(campaign, group.units)) for group in groups]
    refuse_overlap(campaign, groups, chosen)
    for group, units in chosen:
        mine = [row for unit in units for row in of_unit.get(unit.unit_code, [])]
        # Rows as the workbook has them, sheet by sheet: the clerk of the group sees the units in the usual order.
        whole = Group(group.name, tuple(unit.unit_code for unit in units))
        named = Unit(0, unit_code=group.code, unit_name=group.name)
        tag = copy_tag(campaign.stamp, unit_tags([group.code])[group.code], "")
        sending.copies.append(
            _plan(campaign, named, None, tag, mine, district, register, format, new_id(), whole)
        )
    return sending


def _units(campaign: Campaign, wanted: Sequence[str] | None) -> list[Unit]:
    there = {unit.unit_code: unit for unit in campaign.taking_part()}
    if wanted is None:
        if not there:
            raise ExchangeError(
                "Trang Đơn vị không có đơn vị nào tham gia. Hãy điền trang Đơn vị rồi chạy lại."
            )
        return list(there.values())
    folded = {code.casefold(): code for code in there}
    missing = [code for code in wanted if code.strip().casefold() not in folded]
    if missing:
        listed = ", ".join(f"“{code}”" for code in missing)
        raise ExchangeError(
            f"Không có đơn vị tham gia mang mã {listed}. Hãy xem cột Mã đơn vị và cột Tham gia ở trang Đơn vị."
        )
    return [there[folded[code]] for code in dict.fromkeys(code.strip().casefold() for code in wanted)]


def _by_unit(
    campaign: Campaign, rows: Sequence[RawRow]
) -> tuple[dict[str, list[RawRow]], list[tuple[RawRow, str]]]:
    """Rows by the unit that gets them, and those that nobody gets. Activities without a unit are the district's."""
    there = {unit.unit_code for unit in campaign.taking_part()}
    grouped: dict[str, list[RawRow]] = {}
    left: list[tuple[RawRow, str]] = []
    seen: set[RowKey] = set()
    for row in rows:
        if row.unit_code not in there:
            known = campaign.unit(row.unit_code) is not None
            if row.key.sheet not in ("activities", "units") and not known:
                left.append((row, "chưa ghi mã đơn vị, hoặc mã không có ở trang Đơn vị"))
            elif known and row.key.sheet not in ("activities", "units", "scores", "dossiers"):
                left.append((row, f"đơn vị {row.unit_code} ghi “Không” ở cột Tham gia"))
        elif not row.key.row_id:
            left.append((row, "thiếu mã để nhận ra dòng (ví dụ mã tiêu chí)"))
        elif row.key in seen:
            left.append((row, f"trùng với một dòng ở trên ({row.key.row_id.replace('|', ', ')})"))
        else:
            seen.add(row.key)
            grouped.setdefault(row.unit_code, []).append(row)
    return grouped, left


def _plan(
    campaign: Campaign,
    unit: Unit,
    part: Part | None,
    tag: str,
    rows: Sequence[RawRow],
    district: Mapping[str, Sequence[Mapping[str, CellValue]]],
    register: Sequence[CopyLine],
    format: str,
    copy_id: str,
    group: Group | None = None,
) -> CopyPlan:
    code = part.code if part else ""
    if part is not None:
        rows = [row for row in rows if _is_for(part, row)]
    sent = tuple(replace(row, values=_sent_values(row)) for row in rows)
    earlier = [line for line in register if line.unit_code == unit.unit_code and line.part == code]
    head = BaseHead(
        campaign_code=campaign.stamp.campaign_code,
        schema_version=campaign.stamp.schema_version,
        unit_code=unit.unit_code,
        round=max((line.round for line in earlier), default=0) + 1,
        copy_id=copy_id,
        parent_id=campaign.stamp.copy_id,
        part=code,
        units=join_codes(group.units) if group else "",
    )
    sheets: dict[str, Sequence[Mapping[str, CellValue]]] = dict(district)
    for owned in OWNED:
        sheets[owned.sheet] = [row.values for row in sent if row.key.sheet == owned.sheet]
    base = encode(head, sent)
    used = max(highest_number(rows, tag), *(line.last_number for line in earlier), 0)
    name = f"ThiDua-{_ascii_code(unit.unit_code)}-{slug(part.name if part else unit.unit_name, 40)}"
    return CopyPlan(
        unit=unit,
        part=part,
        head=head,
        file_name=f"{f'ThiDua-{group.code}' if group else name}-lan-{head.round}.{format}",
        rows=sent,
        sheets=sheets,
        base=base,
        base_hash=base[0][1],
        id_tag=tag,
        first_number=used + 1,
        blank_rows={owned.sheet: _blank_rows(owned.blank_rows, group) for owned in OWNED} | {"criteria": 0},
        group=group,
        lineage=lineage_of(campaign.stamp),
    )


def _blank_rows(number: int, group: Group | None) -> int:
    return min(number * len(group.units), _MOST_BLANK) if group else number


def _is_for(part: Part, row: RawRow) -> bool:
    """A part gets the unit's own line and the rows that it made itself, known by their ids."""
    if row.key.sheet not in _PART_SHEETS:
        return False
    made_by = rf".+\.{part.code}-\d+"
    return row.key.sheet == "units" or re.fullmatch(made_by, row.key.row_id) is not None


def _sent_values(row: RawRow) -> dict[str, CellValue]:
    """The values as the copy shows them: exact to what a spreadsheet keeps, odd error values as #N/A.

    Columns that the district withholds are left out, of the hidden base too.
    """
    owned = ownership(row.key.sheet)
    withheld = owned.withheld if owned is not None else frozenset[str]()
    values: dict[str, CellValue] = {}
    for key, value in row.values.items():
        if key in withheld:
            continue
        kept = canonical(value)
        if isinstance(kept, str) and type(kept) is not str and kept not in WRITABLE_ERRORS:
            kept = type(kept)("#N/A")
        values[key] = kept
    return values


def _ascii_code(code: str) -> str:
    return code if re.fullmatch("[A-Za-z0-9_-]+", code) else slug(code, 16)


def unit_quota(campaign: Campaign, *units: Unit) -> str:
    """The quota in words, of several units together: "02 tập thể, 03 cá nhân"; "chưa rõ" for a number that no setting gives."""
    numbers = (
        _sum(campaign.collective_limit(unit) for unit in units),
        _sum(campaign.individual_limit(unit) for unit in units),
    )
    kinds = ("tập thể", "cá nhân")
    return ", ".join(
        f"{'chưa rõ số' if n is None else f'{n:02d}'} {kind}" for n, kind in zip(numbers, kinds, strict=True)
    )


def _sum(numbers: Iterable[int | None]) -> int | None:
    listed = list(numbers)
    return None if None in listed else sum(number or 0 for number in listed)


def sheet_name(row: RawRow) -> str:
    """Where a row stands, for messages: "trang Cá nhân, dòng 12"."""
    return f"trang {sheet(row.key.sheet).tab}, dòng {row.row}"
