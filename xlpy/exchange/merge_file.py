"""One returned file against the master: what it proposes, row by row and field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from xlpy.exchange.match import match_rows
from xlpy.exchange.merge_cells import encode, fingerprint, is_error, shown
from xlpy.exchange.merge_plan import Conflict, ConflictKind, Notice, RowVerdict, Rules, Source
from xlpy.exchange.merge_values import IDENTITY, Canonical
from xlpy.model.changes import same_as_sent
from xlpy.model.rawrows import CellValue, CopyState, RawRow, RowKey, normal_id
from xlpy.schema import sheet

_RANK: dict[RowVerdict, int] = {"unchanged": 0, "merged": 1, "conflict": 2, "rejected": 3}


_NOT_CALCULATED = "#CALC!"
"""What `books.rawrows` gives for a formula whose result the saving program did not store."""
_ASK = " Hãy nhờ đơn vị gõ lại giá trị vào ô rồi gửi lại."


def _fault(value: CellValue) -> str:
    return "Ô là công thức chưa có kết quả" if value == _NOT_CALCULATED else f"Ô đang báo lỗi {value}"


@dataclass(slots=True)
class Case:
    """One row of a file and its verdict so far, which only ever gets graver."""

    row: RawRow
    verdict: RowVerdict = "unchanged"

    def raise_to(self, verdict: RowVerdict) -> None:
        if _RANK[verdict] > _RANK[self.verdict]:
            self.verdict = verdict


@dataclass(frozen=True, slots=True)
class FieldProposal:
    """A cell that the unit changed and the district did not; `repair`: the same said in the column's own type."""

    key: RowKey
    column: str
    before: CellValue
    after: CellValue
    base: CellValue
    case: Case
    repair: bool = False


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to add. `row_id` is empty where it must get one."""

    sheet: str
    row_id: str
    values: Mapping[str, CellValue]
    case: Case


@dataclass(slots=True)
class Proposal:
    """What one file asks for."""

    source: Source
    cases: list[Case] = field(default_factory=list[Case])
    fields: list[FieldProposal] = field(default_factory=list[FieldProposal])
    new_rows: list[NewRow] = field(default_factory=list[NewRow])
    deletions: list[RawRow] = field(default_factory=list[RawRow])
    """Rows of the master that the unit deleted and the district left as they were sent."""
    conflicts: list[tuple[Conflict, Case | None]] = field(
        default_factory=list[tuple[Conflict, "Case | None"]]
    )
    notices: list[Notice] = field(default_factory=list[Notice])


def row_title(sheet_key: str, values: Mapping[str, CellValue]) -> str:
    """What a person calls the row."""
    return encode(values.get(sheet(sheet_key).row_name))[0]


def propose(
    copy: CopyState,
    ours: Mapping[RowKey, RawRow],
    taken: Mapping[str, Collection[str]],
    rules: Rules,
    canonical: Canonical,
    *,
    stale: bool = False,
    added: Mapping[tuple[str, str], str] | None = None,
) -> Proposal:
    """Compare a copy with `ours`, the unit's rows in the master; `taken` are all normal ids in the master, by sheet.

    `stale`: a newer round of this unit is merged already, so that nothing of this file goes in without a person.
    `added`: rows that earlier merges added, see `Known`; one that is gone now was deleted by the district.
    """
    return _FileMerge(copy, ours, taken, rules, canonical, stale, added or {}).run()


class _FileMerge:
    def __init__(
        self,
        copy: CopyState,
        ours: Mapping[RowKey, RawRow],
        taken: Mapping[str, Collection[str]],
        rules: Rules,
        canonical: Canonical,
        stale: bool,
        added: Mapping[tuple[str, str], str],
    ) -> None:
        self._copy = copy
        self._ours = ours
        self._taken = taken
        self._rules = rules
        self._canonical = canonical
        self._stale = stale
        self._added = added
        self._base = copy.base
        self._sent: Mapping[RowKey, RawRow] = ours if copy.base is None else copy.base
        self._out = Proposal(Source(copy.file, copy.file_hash, copy.unit_code))
        self._own_ids = {(key.sheet, normal_id(key.row_id)) for key in ours}
        self._sent_ids = {(key.sheet, normal_id(key.row_id)) for key in self._sent}
        self._sent_ids |= {(key, normal_id(row_id)) for key, ids in copy.untouched.items() for row_id in ids}
        self._new_ids: set[tuple[str, str]] = set()

    def run(self) -> Proposal:
        by_sheet: dict[str, list[Case]] = {key: [] for key in self._rules.unit_columns}
        for row in self._copy.rows:
            case = Case(row)
            self._out.cases.append(case)
            if row.key.sheet not in by_sheet:
                self._reject(case, "trang này không thuộc phần đơn vị ghi")
            elif self._is_foreign(row):
                self._reject(case, self._why_foreign(row))
            else:
                by_sheet[row.key.sheet].append(case)
        for sheet_key, cases in by_sheet.items():
            self._merge_sheet(sheet_key, cases)
        return self._out

    def _is_foreign(self, row: RawRow) -> bool:
        if row.unit_code in self._copy.members or not (row.unit_code or self._copy.units):
            return False
        return (row.key.sheet, normal_id(row.key.row_id)) not in self._sent_ids

    def _why_foreign(self, row: RawRow) -> str:
        if not row.unit_code:
            return (
                f"dòng chưa ghi mã đơn vị, mà bản này là của cụm “{self._copy.unit_code}” nên không biết là của đơn vị nào. "
                "Hãy chọn mã ở cột Mã đơn vị trong tệp rồi ghép lại"
            )
        owner = f"{'cụm' if self._copy.units else 'đơn vị'} “{self._copy.unit_code}”"
        return (
            f"dòng thuộc đơn vị “{row.unit_code}” nhưng bản này của {owner}. "
            "Nếu ghi nhầm mã đơn vị, hãy sửa cột Mã đơn vị trong tệp rồi ghép lại"
        )

    def _unit_for(self, code: str) -> str:
        return code if code in self._copy.members else self._copy.unit_code

    def _reject(self, case: Case, reason: str) -> None:
        case.raise_to("rejected")
        title = row_title(case.row.key.sheet, case.row.values)
        name = f" ({title})" if title else ""
        self._notice(f"Không nhận dòng{name}: {reason}.", case, rejected=True)

    def _notice(
        self, text: str, case: Case, column: str = "", value: CellValue = None, *, rejected: bool = False
    ) -> None:
        row = case.row
        self._out.notices.append(
            Notice(self._out.source, text, row.key.sheet, row.row, row.key.row_id, column, value, rejected)
        )

    def _merge_sheet(self, sheet_key: str, cases: list[Case]) -> None:
        if not cases and sheet_key not in self._copy.columns:
            return
        sent = {key: row for key, row in self._sent.items() if key.sheet == sheet_key}
        matching = match_rows(sheet_key, [case.row for case in cases], sent, self._canonical)
        for index, note in matching.notes:
            self._notice(note, cases[index])
        unknown = [case for case, key in zip(cases, matching.keys, strict=True) if key is None]
        for case, key in zip(cases, matching.keys, strict=True):
            if key is not None:
                self._merge_row(case, key)
        self._merge_unknown(sheet_key, unknown)
        if self._base is not None and sheet_key in self._copy.columns:
            gone = sorted(sent.keys() - set(matching.keys), key=lambda key: key.row_id)
            self._merge_missing(sheet_key, gone, sent.keys(), matching.unsure)

    def _untouched(self, sheet_key: str) -> frozenset[str]:
        return self._copy.untouched.get(sheet_key, frozenset())

    def _merge_row(self, case: Case, key: RowKey) -> None:
        base = None if self._base is None else self._base.get(key)
        ours = self._ours.get(key)
        if ours is not None:
            self._merge_fields(case, key, base, ours)
            return
        if base is None:
            return
        row = self._row_to_add(case.row, key.row_id, case, base)
        if not self._unchanged_by_unit(case.row, base):
            reason = "Quận đã xóa dòng này, đơn vị đã sửa. “Lấy của đơn vị” đưa dòng trở lại."
            self._conflict("district_deleted", key, case, reason=reason, unit=base.unit_code, row=row)

    def _unchanged_by_unit(self, theirs: RawRow, base: RawRow) -> bool:
        owned = self._rules.unit_columns[theirs.key.sheet] & self._found(theirs.key.sheet)
        return all(
            self._canonical.same(theirs.key.sheet, key, theirs.values.get(key), base.values.get(key))
            for key in owned - IDENTITY
        )

    def _found(self, sheet_key: str) -> frozenset[str]:
        return self._copy.columns.get(sheet_key, frozenset())

    def _merge_fields(self, case: Case, key: RowKey, base: RawRow | None, ours: RawRow) -> None:
        """Three-way, or with `base` None a row that both sides have and nobody sent."""
        theirs = case.row.values
        owned = self._rules.unit_columns[key.sheet]
        trusted = self._base is not None and not self._stale
        for column in self._canonical.columns(key.sheet):
            if column not in self._found(key.sheet) or column == "row_id":
                continue
            new, old = theirs.get(column), ours.values.get(column)
            if new is old or (type(new) is type(old) and new == old):
                continue
            was = None if base is None else base.values.get(column)
            mine = column in owned and column not in IDENTITY
            if self._canonical.same(key.sheet, column, new, old):
                # What the unit left alone repairs nothing: the district's own spelling is then newer.
                touched = base is None or not same_as_sent(new, was)
                if mine and touched and self._canonical.better(key.sheet, column, new, old):
                    self._out.fields.append(FieldProposal(key, column, old, new, was, case, repair=True))
                continue
            if self._base is not None and self._canonical.same(key.sheet, column, new, was):
                continue
            if not mine:
                self._notice(self._foreign_column(key.sheet, column, old, new), case, column, new)
            elif is_error(new):
                self._notice(f"{_fault(new)}; giữ giá trị {shown(old)} của quận.{_ASK}", case, column, new)
            elif trusted and self._canonical.same(key.sheet, column, old, was):
                self._out.fields.append(FieldProposal(key, column, old, new, was, case))
            else:
                self._field_conflict(case, key, column, (was, new, old), ours)

    def _foreign_column(self, sheet_key: str, column: str, old: CellValue, new: CellValue) -> str:
        header = self._canonical.column(sheet_key, column).header
        return (
            f"Cột “{header}” do quận ghi: giữ {shown(old)}, không nhận {shown(new)} của đơn vị. "
            "Nếu đơn vị đúng, hãy sửa ở sổ của quận."
        )

    def _field_conflict(
        self,
        case: Case,
        key: RowKey,
        column: str,
        values: tuple[CellValue, CellValue, CellValue],
        ours: RawRow,
    ) -> None:
        base, theirs, mine = values
        if self._stale:
            reason = "Tệp là bản của lần gửi cũ, bản mới hơn đã ghép."
        elif self._base is None:
            reason = "Bản gốc ẩn trong tệp bị mất hoặc bị sửa nên không biết bên nào đã sửa."
        else:
            reason = "Hai bên sửa khác nhau."
        self._out.conflicts.append(
            (
                Conflict(
                    "field",
                    key,
                    self._unit_for(ours.unit_code),
                    row_title(key.sheet, ours.values) or row_title(key.sheet, case.row.values),
                    self._out.source,
                    column,
                    base,
                    theirs,
                    mine,
                    reason=reason,
                ),
                case,
            )
        )

    def _conflict(
        self,
        kind: ConflictKind,
        key: RowKey,
        case: Case | None,
        *,
        reason: str,
        unit: str,
        row: Mapping[str, CellValue] | None = None,
        shown_row: Mapping[str, CellValue] | None = None,
    ) -> None:
        values = row if row is not None else (shown_row or {})
        self._out.conflicts.append(
            (
                Conflict(
                    kind,
                    key,
                    self._unit_for(unit),
                    row_title(key.sheet, values),
                    self._out.source,
                    theirs_row=row or {},
                    reason=reason,
                ),
                case,
            )
        )

    def _merge_unknown(self, sheet_key: str, cases: list[Case]) -> None:
        """Rows that were not sent: the district may have them already, else they are new."""
        untouched = self._untouched(sheet_key)
        fresh = {
            key: row
            for key, row in self._ours.items()
            if key.sheet == sheet_key and key not in self._sent and key.row_id not in untouched
        }
        by_id = {normal_id(key.row_id): key for key in fresh}
        left: list[Case] = []
        for case in cases:
            key = by_id.pop(normal_id(case.row.key.row_id), None)
            if key is None:
                left.append(case)
            else:
                self._merge_fields(case, key, None, fresh.pop(key))
        contents = {key: self._canonical.content(sheet_key, row.values) for key, row in fresh.items()}
        for case in left:
            content = self._canonical.content(sheet_key, case.row.values)
            twin = next((key for key in contents if contents[key] == content), None)
            if twin is not None:
                del contents[twin]
                self._notice(f"Dòng đã có ở sổ của quận với mã “{twin.row_id}”; không thêm lần nữa.", case)
            else:
                self._add(sheet_key, case)

    def _add(self, sheet_key: str, case: Case) -> None:
        if sheet_key not in self._rules.free_sheets:
            self._reject(
                case,
                f"trang “{sheet(sheet_key).tab}” không nhận dòng thêm từ đơn vị. "
                "Nếu cần dòng này, hãy thêm ở sổ của quận rồi gửi lại bản cho đơn vị",
            )
            return
        row_id = case.row.key.row_id
        place = sheet_key, normal_id(row_id)
        taken = place not in self._own_ids and place[1] in self._taken.get(sheet_key, ())
        if taken:
            self._notice(f"Mã dòng “{row_id}” đã dùng cho dòng của đơn vị khác; dòng được cấp mã mới.", case)
        kept_id = "" if taken or place in self._new_ids or place in self._sent_ids else row_id
        self._new_ids.add(place)
        if not kept_id and sheet(sheet_key).row_prefix is None:
            self._reject(
                case, "dòng thiếu mã, hoặc mã đã dùng cho dòng khác. Hãy ghi mã riêng cho dòng rồi ghép lại"
            )
            return
        values = self._row_to_add(case.row, kept_id, case)
        before = self._added.get(place) if kept_id else None
        if before is not None and before == fingerprint(values):
            self._notice("Quận đã xóa dòng này sau lần ghép trước; không thêm lại.", case)
            return
        if before is not None:
            reason = (
                "Quận đã xóa dòng này sau lần ghép trước, đơn vị đã sửa. “Lấy của đơn vị” đưa dòng trở lại."
            )
            key = RowKey(sheet_key, kept_id)
            self._conflict("district_deleted", key, case, reason=reason, unit=case.row.unit_code, row=values)
            return
        if self._stale:
            key = RowKey(sheet_key, kept_id or f"(dòng {case.row.row})")
            reason = "Dòng thêm trong bản của lần gửi cũ, bản mới hơn đã ghép và không có dòng này."
            self._conflict("unit_added", key, case, reason=reason, unit=case.row.unit_code, row=values)
            return
        case.raise_to("merged")
        self._out.new_rows.append(NewRow(sheet_key, kept_id, values, case))

    def _row_to_add(
        self, row: RawRow, row_id: str, case: Case, base: RawRow | None = None
    ) -> dict[str, CellValue]:
        """The cells of a row that a unit may fill, its id and its unit; what else it filled is reported.

        `base`, for a row that was sent, gives the cells of the district.
        """
        owned = self._rules.unit_columns[row.key.sheet]
        values: dict[str, CellValue] = {}
        for column in self._canonical.columns(row.key.sheet):
            value = row.values.get(column)
            was = None if base is None else base.values.get(column)
            if column == "row_id":
                value = row_id
            elif column == "unit_code" and value in (None, ""):
                value = base.unit_code if base is not None and self._copy.units else self._copy.unit_code
            elif column not in owned and column not in IDENTITY:
                if column in self._found(row.key.sheet) and not self._canonical.same(
                    row.key.sheet, column, value, was
                ):
                    self._notice(self._foreign_column(row.key.sheet, column, was, value), case, column, value)
                value = was
            elif is_error(value):
                self._notice(f"{_fault(value)} nên để trống.{_ASK}", case, column, value)
                continue
            elif column not in self._found(row.key.sheet):
                value = was
            if value is not None and value != "":
                values[column] = value
        return values

    def _merge_missing(
        self, sheet_key: str, gone: list[RowKey], sent: Collection[RowKey], unsure: bool
    ) -> None:
        rules = self._rules
        vanished = self._vanished(sheet_key, gone, sent)
        for key in gone:
            if key not in self._ours:
                continue
            base, ours = self._base_row(key), self._ours[key]
            lost, of = vanished[self._unit_for(ours.unit_code)]
            many = lost > rules.few_vanished and lost * 100 > of * rules.max_vanished_percent
            if sheet_key not in rules.free_sheets:
                owned = rules.unit_columns[sheet_key] - IDENTITY
                if not any(base.values.get(column) not in (None, "") for column in owned):
                    continue
                reason = "Bản của đơn vị không còn dòng này. “Lấy của đơn vị” xóa trắng các ô đơn vị ghi."
            elif self._stale:
                reason = "Tệp là bản của lần gửi cũ, bản mới hơn đã ghép."
            elif many:
                reason = f"Đơn vị gửi về thiếu {lost} trên {of} dòng của trang này: có thể xóa nhầm hoặc gửi nhầm tệp."
            elif unsure:
                reason = "Đơn vị không còn dòng mang mã này, nhưng có dòng mất mã chưa nhận ra là dòng nào."
            elif not self._canonical.same_row(sheet_key, base.values, ours.values):
                reason = "Đơn vị đã xóa dòng này, quận đã sửa."
            else:
                self._out.deletions.append(ours)
                continue
            self._conflict(
                "unit_deleted", key, None, reason=reason, unit=ours.unit_code, shown_row=ours.values
            )

    def _vanished(
        self, sheet_key: str, gone: list[RowKey], sent: Collection[RowKey]
    ) -> dict[str, tuple[int, int]]:
        """Rows gone and rows sent by unit: of a group's many rows the whole of one unit is a small share."""
        untouched = self._untouched(sheet_key)
        if not self._copy.units:
            return {self._copy.unit_code: (len(gone), len(sent) + len(untouched))}
        everything = {*sent, *(RowKey(sheet_key, row_id) for row_id in untouched)}
        units = {key: self._unit_for(self._ours[key].unit_code) for key in everything if key in self._ours}
        lost, of = Counter(units[key] for key in gone if key in units), Counter(units.values())
        return {unit: (lost[unit], of[unit]) for unit in of}

    def _base_row(self, key: RowKey) -> RawRow:
        assert self._base is not None, "rows are missing only where it is known what was sent"  # noqa: S101
        return self._base[key]
