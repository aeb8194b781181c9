"""From grids to raw rows: what the units own in a workbook, and the state of a copy that came back.

Sheets, headers, used rows and unit codes are found by the reader's own means; only the values are taken as they were
typed. Two things are part of a value although the cell does not say them: text in a TCVN3 or VNI font is given in
Unicode (in the font of another workbook it would be unreadable), and a formula without a result is `NOT_CALCULATED`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import cast

from xlpy.books.grid import SheetGrid
from xlpy.books.headers import Header, find_header
from xlpy.books.reader import PRODUCT, find_sheets, not_ours, stamp_values
from xlpy.books.rows import RowReader
from xlpy.books.values import CellError
from xlpy.model.baseline import BadBase, BaseHead, decode, split_codes
from xlpy.model.campaign import Campaign
from xlpy.model.rawrows import CellValue, CopyState, RawRow, RowKey
from xlpy.model.records import Record, Unit
from xlpy.model.table import Table
from xlpy.model.units_index import UnitsIndex
from xlpy.schema import Sheet, column_letter, sheet
from xlpy.schema.ownership import DISTRICT_SHEETS, OWNED, Ownership, ownership
from xlpy.schema.sheets_output import BASE
from xlpy.vietnamese import legacy, text

NOT_CALCULATED = CellError("#CALC!")
"""Stands for a formula whose result nobody stored: it says nothing about the value, and is never "empty"."""


def raw_rows(grids: Mapping[str, SheetGrid], campaign: Campaign) -> tuple[RawRow, ...]:
    """All rows that belong to units, in tab and sheet order. `campaign` is what `read_campaign` made of `grids`."""
    found, _ = find_sheets(grids)
    index = UnitsIndex(campaign.units.rows)
    rows: list[RawRow] = []
    for owned in OWNED:
        rows += _sheet_rows(owned, found[owned.sheet], campaign.table(owned.sheet), index, ())
    return tuple(rows)


def copy_state(grids: Mapping[str, SheetGrid], file: str, file_hash: str) -> CopyState:
    """The copy in `grids`, read as far as it can be: a missing sheet or column is a note, not a refusal.

    Campaign and schema are not judged here. Raises WrongBook when neither the stamp nor the base says that the
    workbook is ours. Values in merged cells are filled into `grids`, as the reader does.
    """
    stamp = stamp_values(grids)
    notes: list[str] = []
    base, head, base_hash = _read_base(grids, stamp, notes)
    if stamp.get("product") != PRODUCT:
        if head is None:
            raise not_ours(file)
        notes.append("trang ẩn nhận dạng không còn; nhận dạng theo trang ẩn ghi trạng thái lúc gửi")
    unit = head.unit_code if head else stamp.get("unit_code", "") or stamp.get("group", "")
    units = split_codes(head.units if head else stamp.get("units", ""))
    members = units or ((unit,) if unit else ())
    found, faults = find_sheets(grids)
    owned_tabs = tuple(f"thiếu trang “{sheet(owned.sheet).tab}”" for owned in OWNED)
    notes += [fault for fault in faults if fault.startswith(owned_tabs)]
    tables, headers = _read_tables(found, members, notes)
    index = UnitsIndex(_units(tables, members))
    rows: list[RawRow] = []
    for owned in OWNED:
        if owned.sheet in tables:
            rows += _sheet_rows(owned, found[owned.sheet], tables[owned.sheet], index, members)
    round_ = stamp.get("round", "")
    return CopyState(
        file=file,
        file_hash=file_hash,
        campaign_code=head.campaign_code if head else stamp.get("campaign_code", ""),
        schema_version=head.schema_version if head else stamp.get("schema_version", ""),
        unit_code=unit,
        round=head.round if head else int(round_) if round_.isdigit() else 0,
        copy_id=head.copy_id if head else stamp.get("copy_id", ""),
        base=base,
        rows=tuple(rows),
        columns=headers,
        notes=tuple(notes),
        parent_id=head.parent_id if head else stamp.get("parent_id", ""),
        part=head.part if head else stamp.get("part", ""),
        base_hash=base_hash,
        units=units,
    )


def _read_base(
    grids: Mapping[str, SheetGrid], stamp: Mapping[str, str], notes: list[str]
) -> tuple[dict[RowKey, RawRow] | None, BaseHead | None, str]:
    grid = grids.get(BASE.tab)
    try:
        head, rows, base_hash = decode(grid.rows if grid else [], CellError)
    except BadBase as fault:
        if stamp.get("copy_id"):
            notes.append(str(fault))
        return None, None, ""
    if stamp.get("product") == PRODUCT and stamp.get("copy_id") != head.copy_id:
        notes.append("trang ẩn ghi trạng thái lúc gửi là của một bản khác, không phải của bản này")
        return None, None, ""
    return rows, head, base_hash


def _read_tables(
    found: Mapping[str, SheetGrid], members: tuple[str, ...], notes: list[str]
) -> tuple[dict[str, Table[Record]], dict[str, frozenset[str]]]:
    scratch = Campaign.empty(date.min)
    tables: dict[str, Table[Record]] = {}
    columns: dict[str, frozenset[str]] = {}
    index: UnitsIndex | None = None
    for owned in OWNED:
        grid, definition = found.get(owned.sheet), sheet(owned.sheet)
        header = None if grid is None else find_header(definition, grid)
        if grid is None or header is None:
            if grid is not None:
                notes.append(f"trang “{definition.tab}” không có dòng tiêu đề cột nên không đọc được")
            continue
        notes += _notes_on(definition, grid, header)
        tables[owned.sheet] = RowReader(definition, grid, header, scratch, index).read()
        columns[owned.sheet] = frozenset(c.key for c in definition.inputs if c.key in header.columns)
        if owned.sheet == "units":
            index = UnitsIndex(_units(tables, members))
    for problem in scratch.silent:
        if problem.code == "D26":
            notes.append(f"trang “{problem.tab}”, dòng {problem.row}: dòng cộng hoặc ký tên, không đọc")
    return tables, columns


def _units(tables: Mapping[str, Table[Record]], members: tuple[str, ...]) -> list[Unit]:
    """The units of a copy, even where a code lost its zeros (D17). The one row of a unit's copy is the stamped unit's."""
    rows = cast("list[Unit]", tables["units"].rows) if "units" in tables else []
    for unit in members:
        same = [row for row in rows if row.unit_code.zfill(len(unit)).upper() == unit.upper()]
        for row in same[:1] or (rows[:1] if len(members) == 1 else []):
            row.unit_code = unit
    there = {row.unit_code for row in rows}
    return rows + [Unit(0, unit_code=unit) for unit in members if unit not in there]


def _notes_on(definition: Sheet, grid: SheetGrid, header: Header) -> Iterator[str]:
    where = f"trang “{definition.tab}”"
    if text.fold(grid.tab) != text.fold(definition.tab):
        yield f"{where} đã đổi tên thành “{grid.tab}”"
    if header.row != definition.header_row:
        yield f"{where}: dòng tiêu đề ở dòng {header.row}, trong mẫu ở dòng {definition.header_row}"
    order = [key for key, _ in sorted(header.columns.items(), key=lambda item: item[1])]
    if order != [column.key for column in definition.columns if column.key in header.columns]:
        yield f"{where}: các cột đã đổi thứ tự"
    for key, column, shown in header.near:
        yield f"{where}: cột {column_letter(column)} “{shown}” được đọc là “{definition.column(key).header}”"
    for key, column in header.repeated:
        yield f"{where}: có hai cột “{definition.column(key).header}”, không đọc cột {column_letter(column)}"
    for column, shown in header.extra:
        yield f"{where}: cột {column_letter(column)} “{shown}” không có trong mẫu, không đọc"
    owned = ownership(definition.key)
    withheld = owned.withheld if owned is not None else frozenset[str]()
    gone = [c.header for c in definition.inputs if c.key not in header.columns and c.key not in withheld]
    if gone:
        yield f"{where}: thiếu cột {', '.join(f'“{name}”' for name in gone)}; giá trị cũ được giữ"


def _sheet_rows(
    owned: Ownership, grid: SheetGrid, table: Table[Record], index: UnitsIndex, members: tuple[str, ...]
) -> Iterator[RawRow]:
    places = [
        (column.key, table.columns[column.key] - grid.first_col)
        for column in table.sheet.inputs
        if column.key in table.columns
    ]
    special = {row for row, _ in grid.legacy_fonts} | {row for row, _ in grid.uncached}
    for record in table.rows:
        cells = grid.rows[record.row - grid.first_row]
        values: dict[str, CellValue] = {}
        for key, place in places:
            value = cells[place]
            if value is not None and value != "":
                values[key] = cast("CellValue", value)
        if record.row in special:
            _repair(grid, record.row, places, values)
        of_unit = _unit_of(owned, record, index, members)
        yield RawRow(RowKey(owned.sheet, _row_id(owned, record, of_unit)), of_unit, record.row, values)


def _repair(grid: SheetGrid, row: int, places: list[tuple[str, int]], values: dict[str, CellValue]) -> None:
    for key, place in places:
        at = (row, place + grid.first_col)
        value, font = values.get(key), grid.legacy_fonts.get(at)
        if at in grid.uncached and value is None:
            values[key] = NOT_CALCULATED
        elif font is not None and type(value) is str:
            encoding = legacy.detect(value, font)
            if encoding is not None:
                values[key] = legacy.convert(value, encoding, font)


def _unit_of(owned: Ownership, record: Record, index: UnitsIndex, members: tuple[str, ...]) -> str:
    """The unit's code; an empty cell in a unit's copy means that unit; "" where a master's row names no unit we know.

    A copy knows its own units only: what else it names stays as typed, so that a merge can tell it is another's.
    """
    typed = str(getattr(record, owned.unit_column))
    if not typed:
        return members[0] if len(members) == 1 else ""
    return index.find(typed).unit_code or (typed if members else "")


def _row_id(owned: Ownership, record: Record, of_unit: str) -> str:
    parts = [of_unit if key == "unit_code" else str(getattr(record, key)) for key in owned.id_columns]
    plain = ["".join(part.split()).upper() for part in parts]
    return "|".join(plain) if all(plain) else ""


def district_rows(
    grids: Mapping[str, SheetGrid], campaign: Campaign
) -> dict[str, list[dict[str, CellValue]]]:
    """Rows of the table sheets that no unit owns (settings, criteria), as typed, by sheet key."""
    found, _ = find_sheets(grids)
    rows: dict[str, list[dict[str, CellValue]]] = {}
    for key in DISTRICT_SHEETS:
        table, grid = campaign.table(key), found[key]
        listed: list[dict[str, CellValue]] = []
        for record in table.rows:
            values = {c: grid.value(record.row, table.columns[c]) for c in table.columns}
            listed.append(
                {
                    column.key: cast("CellValue", values[column.key])
                    for column in table.sheet.inputs
                    if values.get(column.key) not in (None, "")
                }
            )
        rows[key] = listed
    return rows


def row_ids(grids: Mapping[str, SheetGrid], campaign: Campaign) -> dict[str, list[str]]:
    """All texts in the id column of each sheet that has one, those of empty prepared rows included."""
    found, _ = find_sheets(grids)
    ids: dict[str, list[str]] = {}
    for owned in OWNED:
        if not owned.has_row_ids:
            continue
        table, grid = campaign.table(owned.sheet), found[owned.sheet]
        column = table.columns.get("row_id")
        rows = range(table.header_row + 1, grid.first_row + len(grid.rows)) if column else ()
        ids[owned.sheet] = ["".join(str(grid.value(row, column or 0) or "").split()).upper() for row in rows]
    return ids
