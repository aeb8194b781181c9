"""Sheets and blocks of cells as plain data."""

from __future__ import annotations

import re
from typing import Any

from .cursor import Area, Probe, area_of, cells
from .logical import is_logical
from .looks import areas_of, format_areas, groups_of, merged_areas

# com.sun.star.sheet.CellFlags: VALUE, DATETIME, STRING, FORMULA
_CONTENT = 1 | 2 | 4 | 16
_FORMULA = 16
# com.sun.star.util.NumberFormat: DATE, TIME, LOGICAL
_TELLING = 2 | 4 | 1024
_FEW = 50
"""Cells whose formats are asked one area at a time."""
# com.sun.star.sheet.FormulaResult
_VALUE_RESULT, _ERROR_RESULT = 1, 4
_CONSTANT = re.compile(r"=(?:TRUE\(\)|FALSE\(\)|#[A-Z/0!?]+)")
Facts = dict[str, Any]
Places = set[tuple[int, int]]


class Formats:
    """Number formats by key, each asked once: type and code."""

    def __init__(self, model: Any) -> None:
        self._formats = model.getNumberFormats()
        self.seen: dict[int, tuple[int, str]] = {}

    def tells(self, key: int) -> bool:
        """Whether the format may make a number a date or a truth value."""
        if key not in self.seen:
            found = self._formats.getByKey(key)
            self.seen[key] = found.Type, found.FormatString
        return bool(self.seen[key][0] & _TELLING)


def read_sheets(model: Any, tabs: list[str], rules: Facts) -> Facts:
    """{"sheets": facts of each of `tabs`, "formats": {number format key: (type, code)}, "date1904": …}.

    Facts of a sheet: what `read_area` gives for its used area under "block" (None for a sheet without content), and
    the rest of `SheetGrid` in plain data. `rules`: "legacy" (pattern of font names that need their place told),
    "foreign" (pattern of text whose pieces are looked at one by one), "row_gap", "column_gap", "wide", "slots",
    "stray" (the limits of closed files); a sheet beyond the last two has only "too_big" or "too_many", a place.
    """
    names = model.Sheets.getElementNames()
    filtered = _filtered_sheets(model)
    formats = Formats(model)
    found = [
        _sheet(model.Sheets.getByName(tab), tab, names.index(tab) in filtered, formats, rules) for tab in tabs
    ]
    return {"sheets": found, "formats": formats.seen, "date1904": model.NullDate.Year == 1904}


def read_area(model: Any, tab: str, area: Area) -> Facts:
    """{"block": facts of the area's cells, "formats" and "date1904" as in `read_sheets`}.

    Facts: "area"; "data", rows of float, str, '' for empty, None for an error; "kinds", (format key, area) pairs
    that cover all dates and truth values; "logical", places of formulas with a truth value; "errors", (row, column,
    LibreOffice's number); "formulas", areas; "constants", places of formulas that only spell a truth value or an
    error; "fonts", (font, area) pairs of cells in a font of the rules, none without rules.
    """
    sheet = model.Sheets.getByName(tab)
    formats = Formats(model)
    block = _block(sheet, Probe(sheet), area, formats, None)
    return {"block": block, "formats": formats.seen, "date1904": model.NullDate.Year == 1904}


def _filtered_sheets(model: Any) -> set[int]:
    ranges = model.DatabaseRanges
    found: set[int] = set()
    for name in ranges.getElementNames():
        table = ranges.getByName(name)
        if table.getFilterDescriptor().getFilterFields():
            found.add(table.getDataArea().Sheet)
    return found


def _sheet(sheet: Any, tab: str, filtered: bool, formats: Formats, rules: Facts) -> Facts:
    code, visible = sheet.getPropertyValues(("CodeName", "IsVisible"))
    facts: Facts = {
        "tab": tab, "code_name": code, "visible": visible, "protected": sheet.isProtected(), "filtered": filtered,
        "block": None, "far": [], "fonts": [], "hidden_rows": [], "hidden_cols": [], "merged": [],
    }  # fmt: skip
    cursor = sheet.createCursor()
    cursor.gotoEndOfUsedArea(False)
    reached = area_of(cursor.getRangeAddress())
    whole = (1, 1, reached[2], reached[3])
    area, far = _used_area(sheet, whole, rules)
    probe = Probe(sheet)
    if area is not None:
        if (area[2] - area[0] + 1) * (area[3] - area[1] + 1) > rules["slots"]:
            return {"tab": tab, "too_big": (area[2], area[3])}
        legacy = re.compile(rules["legacy"], re.IGNORECASE)
        facts["block"] = _block(sheet, probe, area, formats, legacy)
        facts["fonts"] = _fonts(sheet, facts["block"], legacy, rules)
        facts["area"] = area
        for one in far:
            if (one[2] - one[0] + 1) * (one[3] - one[1] + 1) > rules["stray"]:
                return {"tab": tab, "too_many": one[:2]}
            facts["far"].append(_block(sheet, probe, one, formats, None))
    facts["hidden_rows"], facts["hidden_cols"] = _hidden(sheet, whole)
    facts["merged"] = merged_areas(sheet, probe, whole)
    return facts


def _used_area(sheet: Any, whole: Area, rules: Facts) -> tuple[Area | None, list[Area]]:
    """(the area of cells with a value or formula, areas that lie far away from it)."""
    if whole[2] <= rules["row_gap"] and whole[3] <= rules["column_gap"]:
        # Too small for a gap that would end the sheet: no need to ask where the content is.
        return whole, []
    found = [area_of(address) for address in sheet.queryContentCells(_CONTENT).getRangeAddresses()]
    near = [area for area in found if area[1] <= rules["wide"]]
    if not near:
        return None, found
    row1, row2 = _first_run([(area[0], area[2]) for area in near], rules["row_gap"])
    near = [area for area in near if area[0] <= row2]
    col1, col2 = _first_run([(area[1], min(area[3], rules["wide"])) for area in near], rules["column_gap"])
    far = [area for area in found if area[2] > row2 or area[3] > col2]
    return (row1, col1, row2, col2), far


def _first_run(spans: list[tuple[int, int]], gap: int) -> tuple[int, int]:
    start, end = min(spans)
    for first, last in sorted(spans):
        if first - end > gap:
            break
        end = max(end, last)
    return start, end


def _block(sheet: Any, probe: Probe, area: Area, formats: Formats, legacy: re.Pattern[str] | None) -> Facts:
    block = cells(sheet, area)
    data = block.getDataArray()
    facts: Facts = {"area": area, "data": data, "logical": [], "errors": [], "constants": [], "fonts": []}
    top, left = area[:2]
    numbers = {
        (i, j)
        for i, line in enumerate(data, top)
        for j, value in enumerate(line, left)
        if type(value) is float
    }
    if legacy is None and len(numbers) <= _FEW:
        facts["kinds"] = [(key, part) for key, part in format_areas(probe, numbers) if formats.tells(key)]
    else:
        facts["kinds"] = list[tuple[int, Area]]()
        for group in groups_of(block):
            key, font = group.getPropertyValues(("NumberFormat", "CharFontName"))
            tells, is_legacy = formats.tells(key), legacy is not None and legacy.match((font or "").strip())
            parts = areas_of(group) if tells or is_legacy else []
            facts["kinds"] += [(key, part) for part in parts if tells]
            facts["fonts"] += [(font, part) for part in parts if is_legacy]
    facts["formulas"] = areas_of(block.queryContentCells(_FORMULA))
    if facts["formulas"]:
        _note_logical(sheet, block, area, facts)
        # UNO gives None for an error only; empty cells are ''.
        if any(None in line for line in data):
            _note_errors(sheet, block, facts)
    return facts


def _note_logical(sheet: Any, block: Any, area: Area, facts: Facts) -> None:
    data = facts["data"]
    top, left = area[:2]
    for row1, col1, row2, col2 in areas_of(block.queryFormulaCells(_VALUE_RESULT)):
        for col in range(col1, col2 + 1):
            wanted = [row for row in range(row1, row2 + 1) if data[row - top][col - left] in (0.0, 1.0)]
            for first, last in _runs(wanted):
                formulas = cells(sheet, (first, col, last, col)).getFormulaArray()
                for row, (formula,) in enumerate(formulas, first):
                    if is_logical(formula):
                        facts["logical"].append((row, col))
                    if _CONSTANT.fullmatch(formula):
                        facts["constants"].append((row, col))


def _runs(rows: list[int]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    for row in rows:
        if found and found[-1][1] == row - 1:
            found[-1] = (found[-1][0], row)
        else:
            found.append((row, row))
    return found


def _note_errors(sheet: Any, block: Any, facts: Facts) -> None:
    for row1, col1, row2, col2 in areas_of(block.queryFormulaCells(_ERROR_RESULT)):
        for row in range(row1, row2 + 1):
            for col in range(col1, col2 + 1):
                cell = sheet.getCellByPosition(col - 1, row - 1)
                facts["errors"].append((row, col, cell.getError()))
                if _CONSTANT.fullmatch(cell.getFormula()):
                    facts["constants"].append((row, col))


def _hidden(sheet: Any, whole: Area) -> tuple[list[int], list[int]]:
    shown = areas_of(cells(sheet, whole).queryVisibleCells())
    rows = {row for row1, _, row2, _ in shown for row in range(row1, row2 + 1)}
    cols = {col for _, col1, _, col2 in shown for col in range(col1, col2 + 1)}
    return (
        [row for row in range(1, whole[2] + 1) if row not in rows],
        [col for col in range(1, whole[3] + 1) if col not in cols],
    )


def _fonts(sheet: Any, block: Facts, legacy: re.Pattern[str], rules: Facts) -> list[tuple[int, int, str]]:
    """(row, column, font) of text in a font of `rules`, by whole cells; inside a cell where its letters are foreign."""
    foreign = re.compile(rules["foreign"])
    top, left = block["area"][:2]
    texts = {
        (i, j): value
        for i, line in enumerate(block["data"], top)
        for j, value in enumerate(line, left)
        if value and type(value) is str
    }
    found = {
        (row, col): font
        for font, (row1, col1, row2, col2) in block["fonts"]
        for row in range(row1, row2 + 1)
        for col in range(col1, col2 + 1)
        if (row, col) in texts
    }
    # Asking one cell for its pieces costs far more than looking at its letters, all at once first.
    suspects = texts if foreign.search("\n".join(texts.values())) else {}
    for (row, col), value in suspects.items():
        if (row, col) not in found and foreign.search(value):
            font = _font_inside(sheet.getCellByPosition(col - 1, row - 1), legacy)
            if font:
                found[row, col] = font
    return [(row, col, font) for (row, col), font in found.items()]


def _font_inside(cell: Any, legacy: re.Pattern[str]) -> str | None:
    paragraphs = cell.createEnumeration()
    while paragraphs.hasMoreElements():
        portions = paragraphs.nextElement().createEnumeration()
        while portions.hasMoreElements():
            font = portions.nextElement().CharFontName
            if legacy.match(font.strip()):
                return font
    return None
