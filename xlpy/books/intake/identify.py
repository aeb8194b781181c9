"""Whose copy a returned workbook is, by what stands inside, never by the file's name (issue: Intake).

First the hidden stamp; where that is gone the hidden base; where both are gone the tabs and headers of the sheets and
the unit codes typed in the rows. What had to be guessed is said.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from xlpy.books.grid import SheetGrid
from xlpy.books.headers import Header, find_header
from xlpy.books.reader import PRODUCT, find_sheets, stamp_values
from xlpy.books.values import CellError
from xlpy.model.baseline import BadBase, decode
from xlpy.schema import SCHEMA_VERSION, SHEETS, Sheet, sheet, tables
from xlpy.schema.ownership import OWNED
from xlpy.schema.sheets_output import BASE
from xlpy.vietnamese import text

Known = Literal["stamp", "base", "content", "nothing"]
_SHOWN = 5
_PLAIN_SHEETS = 3
"""So many of our table sheets, by tab or header, make a workbook one of ours although it does not say so."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What a workbook is, and how that is known. `by` "nothing": it is not ours."""

    by: Known
    campaign_code: str = ""
    schema_version: str = ""
    unit_code: str = ""
    """"" for a workbook of the whole district, or where the rows name several units."""
    round: int = 0
    copy_id: str = ""
    typed_units: Mapping[str, int] = field(default_factory=dict[str, int])
    """Unit codes as typed in the units' own sheets → number of rows."""
    notes: tuple[str, ...] = ()

    @property
    def strangers(self) -> dict[str, int]:
        """Typed codes that are not the copy's unit, a lost leading zero forgiven; empty for a district's workbook."""
        own = self.unit_code
        return {
            code: rows
            for code, rows in self.typed_units.items()
            if own and text.fold(code.zfill(len(own))) != text.fold(own)
        }


def identify(grids: Mapping[str, SheetGrid]) -> Identity:
    """Recognise the workbook in `grids`. Sheets that lost tab and code name get their code name back, with a note.

    LibreOffice and Google drop code names, so that a renamed tab can only be found by its headers.
    """
    notes = restore_code_names(grids)
    typed, names = _typed_units(grids)
    stamp = stamp_values(grids)
    if stamp.get("product") == PRODUCT:
        code, version, unit = (stamp.get(key, "") for key in ("campaign_code", "schema_version", "unit_code"))
        round_ = int(stamp["round"]) if stamp.get("round", "").isdigit() else 0
        made = Identity("stamp", code, version, unit, round_, stamp.get("copy_id", ""), typed)
    else:
        made = _by_base(grids, typed) or _by_content(grids, typed)
        if made.by == "base":
            notes.append("trang ẩn nhận dạng không còn; nhận dạng theo trang ẩn ghi trạng thái lúc gửi")
        elif made.by == "content":
            notes.append(
                "trang ẩn nhận dạng không còn; nhận dạng theo tên trang, tiêu đề cột và mã đơn vị gõ trong các dòng "
                f"(đơn vị “{made.unit_code or 'không rõ'}”)"
            )
    for code, rows in _told(made, names):
        notes.append(
            f"{rows} dòng ghi đơn vị “{code}”, khác đơn vị “{made.unit_code}” của bản này; hãy kiểm tra mã đơn vị"
        )
    return _with_notes(made, notes)


def _with_notes(made: Identity, notes: list[str]) -> Identity:
    return Identity(
        made.by,
        made.campaign_code,
        made.schema_version,
        made.unit_code,
        made.round,
        made.copy_id,
        made.typed_units,
        tuple(notes),
    )


def _told(made: Identity, names: Mapping[str, str]) -> list[tuple[str, int]]:
    """Strangers worth telling: the unit's own name in the code column is read as its code."""
    own = names.get(made.unit_code, "")
    strangers = [(code, rows) for code, rows in made.strangers.items() if not own or text.fold(code) != own]
    return strangers[:_SHOWN]


def restore_code_names(grids: Mapping[str, SheetGrid]) -> list[str]:
    """Give a sheet that only its headers identify its code name back; say which."""
    found, _ = find_sheets(grids)
    taken = {id(grid) for grid in found.values()}
    reserved = {text.fold(definition.tab) for definition in SHEETS} | {BASE.tab}
    spare = [grid for tab, grid in grids.items() if id(grid) not in taken and text.fold(tab) not in reserved]
    notes: list[str] = []
    for definition in tables():
        if definition.key in found:
            continue
        best = max(
            ((hits, -place, grid) for place, grid in enumerate(spare) if (hits := _hits(definition, grid))),
            default=None,
            key=lambda each: each[:2],
        )
        if best is not None:
            grid = best[2]
            spare.remove(grid)
            grid.code_name = definition.code_name
            notes.append(f"trang “{grid.tab}” được nhận là trang “{definition.tab}” theo tiêu đề cột")
    return notes


def _hits(definition: Sheet, grid: SheetGrid) -> int:
    """How many columns of the sheet the grid has; 0 unless these are nearly all of them."""
    header = find_header(definition, grid)
    if header is None or header.missing:
        return 0
    inputs = {column.key for column in definition.inputs}
    here = len(inputs & header.columns.keys())
    return here if here * 10 >= len(inputs) * 8 else 0


def _typed_units(grids: Mapping[str, SheetGrid]) -> tuple[dict[str, int], dict[str, str]]:
    """Codes typed in rows that hold more than what came prefilled, and unit code → folded name."""
    found, _ = find_sheets(grids)
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    for owned in OWNED:
        grid = found.get(owned.sheet)
        header = find_header(sheet(owned.sheet), grid) if grid is not None else None
        if grid is None or header is None or owned.unit_column not in header.columns:
            continue
        if owned.sheet == "units":
            names = _names(grid, header)
        if owned.sheet == "activities":
            # The plan's own list names units of the whole district.
            continue
        place = header.columns[owned.unit_column] - grid.first_col
        others = [header.columns[key] - grid.first_col for key in owned.columns if key in header.columns]
        for row in grid.rows[max(header.row + 1 - grid.first_row, 0) :]:
            typed = row[place]
            if typed is None or isinstance(typed, CellError) or all(row[at] is None for at in others):
                continue
            counts[_code(typed)] += 1
    return dict(counts), names


def _names(grid: SheetGrid, header: Header) -> dict[str, str]:
    name = header.columns.get("unit_name")
    if name is None:
        return {}
    rows = range(header.row + 1, grid.first_row + len(grid.rows))
    return {
        _code(code): text.fold(str(grid.value(row, name) or ""))
        for row in rows
        if (code := grid.value(row, header.columns["unit_code"])) is not None
    }


def _code(typed: object) -> str:
    if isinstance(typed, float) and typed.is_integer():
        return str(int(typed))
    return text.clean(str(typed)).text


def _by_base(grids: Mapping[str, SheetGrid], typed: Mapping[str, int]) -> Identity | None:
    grid = grids.get(BASE.tab)
    try:
        head, _, _ = decode(grid.rows if grid else [], CellError)
    except BadBase:
        return None
    unit = "" if head.units else head.unit_code
    return Identity("base", head.campaign_code, head.schema_version, unit, head.round, head.copy_id, typed)


def _by_content(grids: Mapping[str, SheetGrid], typed: Mapping[str, int]) -> Identity:
    found, _ = find_sheets(grids)
    headers = {key: find_header(sheet(key), grid) for key, grid in found.items()}
    good = [key for key, header in headers.items() if header is not None and not header.missing]
    if len(good) < _PLAIN_SHEETS:
        return Identity("nothing", typed_units=typed)
    code = ""
    header = headers.get("settings")
    if header is not None and {"setting_key", "value"} <= header.columns.keys():
        grid = found["settings"]
        for row in range(header.row + 1, grid.first_row + len(grid.rows)):
            if grid.value(row, header.columns["setting_key"]) == "campaign_code":
                code = str(grid.value(row, header.columns["value"]) or "")
    unit = next(iter(typed)) if len(typed) == 1 else ""
    return Identity("content", code, SCHEMA_VERSION, unit, typed_units=typed)
