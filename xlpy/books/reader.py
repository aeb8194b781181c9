"""From grids of any engine to the typed campaign: sheets and columns by name, rows, and what was noticed."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping
from datetime import date
from typing import cast

from xlpy.books.errors import BookError
from xlpy.books.grid import SheetGrid
from xlpy.books.headers import Header, find_header
from xlpy.books.rows import RowReader
from xlpy.model.baseline import split_codes
from xlpy.model.campaign import Campaign, Stamp
from xlpy.model.parsing import CellParser
from xlpy.model.records import Record, SettingRow
from xlpy.model.settings import DEFINITIONS, Settings
from xlpy.model.table import Problem, Table
from xlpy.model.units_index import UnitsIndex
from xlpy.schema import SCHEMA_VERSION, SHEETS, Column, Sheet, column_letter, sheet, tables
from xlpy.vietnamese import text

PRODUCT = "ThiDua"
_COPY_TAB = re.compile(r"(.+?)(?: \(\d+\)|_cu|_old|[- ]copy.*|[- ]final.*)$", re.IGNORECASE)


class WrongBook(BookError):
    """A workbook, but not one of this campaign and schema; the message lists all that is wrong."""


def read_campaign(grids: Mapping[str, SheetGrid], name: str, today: date) -> Campaign:
    """The campaign in `grids` (by tab). `name` is the file name for messages, `today` the clock's date.

    Raises WrongBook when the stamp is missing or of another campaign or schema, or when a sheet or a required
    column cannot be found; all such faults are listed in one message.
    """
    stamp = _read_stamp(grids, name)
    found, faults = find_sheets(grids)
    headers: dict[str, Header] = {}
    for definition in tables():
        if (grid := found.get(definition.key)) is not None:
            headers[definition.key] = _header(definition, grid, faults)
    if faults:
        listed = "\n".join(f"- {fault}" for fault in faults)
        raise WrongBook(
            name,
            f"cấu trúc sổ tính không đúng mẫu nên chưa kiểm tra được:\n{listed}\n"
            "Hãy sửa lại tên trang, tiêu đề cột như trên rồi thử lại, hoặc chép dữ liệu sang mẫu mới của đợt thi đua.",
        )
    campaign = Campaign(_no_tables(), Settings(), stamp, today, workbook=name)
    _read_settings(campaign, found["settings"], headers["settings"])
    _check_campaign(campaign, name)
    campaign.today = campaign.settings.day("reference_date") or today
    index: UnitsIndex | None = None
    for definition in tables():
        key = definition.key
        if key == "settings":
            continue
        reader = RowReader(definition, found[key], headers[key], campaign, index)
        campaign.tables[key] = reader.read()
        if key == "units":
            index = UnitsIndex(campaign.units.rows)
    _check_references(campaign)
    _note_sheets(campaign, grids, found)
    return campaign


def _no_tables() -> dict[str, Table[Record]]:
    return {definition.key: Table[Record](definition) for definition in tables()}


def stamp_values(grids: Mapping[str, SheetGrid]) -> dict[str, str]:
    """Names and values of the very hidden stamp; empty when the sheet is gone."""
    grid = grids.get(sheet("meta").tab)
    values: dict[str, str] = {}
    if grid is not None:
        for row in range(grid.first_row, grid.first_row + len(grid.rows)):
            name_cell, value = grid.value(row, 1), grid.value(row, 2)
            if name_cell is not None and value is not None:
                values[str(name_cell)] = str(value).removesuffix(".0")
    return values


def not_ours(name: str) -> WrongBook:
    """The refusal of a workbook without our stamp."""
    return WrongBook(
        name,
        "đây không phải sổ tính của phần mềm thi đua, hoặc trang ẩn nhận dạng đã bị xóa (thường do chép các trang "
        "sang sổ tính khác). Hãy mở đúng tệp được phát, hoặc tạo sổ tính mới rồi chép dữ liệu vào.",
    )


def _read_stamp(grids: Mapping[str, SheetGrid], name: str) -> Stamp:
    values = stamp_values(grids)
    if values.get("product") != PRODUCT:
        raise not_ours(name)
    version = values.get("schema_version", "")
    if version != SCHEMA_VERSION:
        newer = version.isdigit() and int(version) > int(SCHEMA_VERSION)
        raise WrongBook(
            name,
            f"sổ tính theo mẫu phiên bản {version or 'không rõ'}, phần mềm này dùng phiên bản {SCHEMA_VERSION}. "
            + (
                "Hãy cập nhật phần mềm rồi thử lại."
                if newer
                else "Hãy tạo sổ tính mới bằng lệnh “new” rồi chép dữ liệu từ sổ tính cũ sang."
            ),
        )
    return Stamp(
        values.get("campaign_code", ""),
        version,
        values.get("unit_code", ""),
        values.get("round", ""),
        values.get("copy_id", ""),
        values.get("part", ""),
        values.get("group", ""),
        split_codes(values.get("units", "")),
        values.get("lineage", ""),
    )


def find_sheets(grids: Mapping[str, SheetGrid]) -> tuple[dict[str, SheetGrid], list[str]]:
    """Table sheets by tab, else by code name (a renamed tab keeps it), else a fault with the nearest tab."""
    found: dict[str, SheetGrid] = {}
    faults: list[str] = []
    by_folded = {text.fold(tab): grid for tab, grid in grids.items()}
    by_code = {grid.code_name: grid for grid in grids.values() if grid.code_name}
    own_tabs = {text.fold(definition.tab) for definition in SHEETS}
    spare = [tab for tab in grids if text.fold(tab) not in own_tabs]
    for definition in tables():
        grid = by_folded.get(text.fold(definition.tab)) or by_code.get(definition.code_name)
        if grid is not None:
            found[definition.key] = grid
            continue
        close = difflib.get_close_matches(definition.tab, spare, 1, 0.5)
        hint = f"; trang “{close[0]}” có phải là trang này không?" if close else ""
        faults.append(f"thiếu trang “{definition.tab}”{hint}")
    return found, faults


def _header(definition: Sheet, grid: SheetGrid, faults: list[str]) -> Header:
    header = find_header(definition, grid)
    if header is None:
        faults.append(
            f"trang “{definition.tab}” không có dòng tiêu đề cột "
            f"(cần các cột như “{definition.inputs[0].header}”, “{definition.inputs[1].header}”)"
        )
        return Header(0)
    for key, near in header.missing:
        hint = f"; cột “{near}” có phải là cột này không?" if near else ""
        faults.append(f"trang “{definition.tab}” thiếu cột “{definition.column(key).header}”{hint}")
    for key, column in header.repeated:
        faults.append(
            f"trang “{definition.tab}” có hai cột “{definition.column(key).header}” "
            f"(cột {column_letter(header.columns[key])} và cột {column_letter(column)})"
        )
    return header


def _read_settings(campaign: Campaign, grid: SheetGrid, header: Header) -> None:
    reader = RowReader(sheet("settings"), grid, header, campaign, None)
    campaign.tables["settings"] = reader.read()
    parser = CellParser(grid.date1904)
    for row in cast("list[SettingRow]", campaign.tables["settings"].rows):
        definition = DEFINITIONS.get(row.setting_key)
        if definition is None:
            continue
        cell = campaign.setting_rows.cell(row, "value")
        if cell is not None:
            campaign.settings.cells[row.setting_key] = cell
        campaign.settings.statuses[row.setting_key] = row.status
        if row.value is None or row.value == "":
            campaign.settings.values[row.setting_key] = None
            continue
        parser.slips.clear()
        column = Column("value", "Giá trị", definition.type, choices=definition.choices)
        value = parser.parse(column, row.value)
        for slip in parser.slips:
            campaign.problems.append(
                Problem(
                    slip.code,
                    "settings",
                    campaign.setting_rows.found_tab,
                    cell,
                    row.row,
                    "value",
                    row.value,
                    slip.proposal,
                    slip.detail,
                )
            )
        if definition.type == "date":
            day = value.to_date() if value is not None and getattr(value, "is_full", False) else None  # type: ignore[union-attr]
            if day is not None:
                campaign.settings.values[row.setting_key] = day
        elif value is not None:
            campaign.settings.values[row.setting_key] = value  # type: ignore[assignment]


def _check_campaign(campaign: Campaign, name: str) -> None:
    stamped, typed = campaign.stamp.campaign_code, campaign.settings.text("campaign_code")
    if stamped != typed:
        raise WrongBook(
            name,
            f"sổ tính được tạo cho đợt thi đua “{stamped}” nhưng trang Cấu hình ghi mã “{typed}”. "
            "Hãy dùng đúng sổ tính của đợt này; nếu mã bị sửa nhầm thì sửa lại ở trang Cấu hình.",
        )


def _check_references(campaign: Campaign) -> None:
    """Criterion codes in Chấm điểm that Tiêu chí does not have; letter case is forgiven silently."""
    codes = {criterion.criterion_code for criterion in campaign.criteria.rows}
    folded = {code.casefold(): code for code in codes}
    table = campaign.scores
    for score in table.rows:
        if score.criterion_code in codes or not score.criterion_code:
            continue
        known = folded.get(score.criterion_code.casefold())
        if known is not None:
            score.criterion_code = known
            continue
        near = difflib.get_close_matches(score.criterion_code, codes, 1, 0.5)
        campaign.problems.append(
            Problem(
                "REF",
                "scores",
                table.found_tab,
                table.cell(score, "criterion_code"),
                score.row,
                "criterion_code",
                score.criterion_code,
                None,
                {"list": campaign.criteria.sheet.tab, "near": near[0] if near else ""},
            )
        )


def _note_sheets(campaign: Campaign, grids: Mapping[str, SheetGrid], found: Mapping[str, SheetGrid]) -> None:
    """Stray sheets (ST-STRAY) and protected table sheets (D22)."""
    ours = {id(grid) for grid in found.values()}
    own_tabs = {text.fold(definition.tab) for definition in SHEETS}
    for tab, grid in grids.items():
        if id(grid) in ours or text.fold(tab) in own_tabs or tab.startswith("_"):
            continue
        match = _COPY_TAB.fullmatch(tab)
        copy_of = match[1] if match and text.fold(match[1]) in own_tabs else ""
        campaign.problems.append(Problem("ST-STRAY", "", tab, detail={"copy_of": copy_of}))
    for key, grid in found.items():
        if grid.protected:
            campaign.problems.append(Problem("D22", key, grid.tab))


def read_stamp(grids: Mapping[str, SheetGrid], name: str) -> Stamp:
    """Campaign, schema, unit and round that the workbook says of itself; `grids` need hold the hidden sheet only.

    Raises WrongBook when there is no stamp, or one of another schema version.
    """
    return _read_stamp(grids, name)
