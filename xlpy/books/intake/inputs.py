"""What looks odd in the cells that clerks fill in: formulas pasted over them, formulas without a result."""

from __future__ import annotations

from collections.abc import Mapping

from xlpy.books.grid import CellPlace, SheetGrid
from xlpy.books.headers import find_header
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.reader import find_sheets
from xlpy.schema import sheet
from xlpy.schema.ownership import OWNED

_SHOWN = 5


def formula_notes(grids: Mapping[str, SheetGrid]) -> list[str]:
    """One sentence for each units' sheet with formulas in input cells, one more for those without a result."""
    found, _ = find_sheets(grids)
    notes: list[str] = []
    for owned in OWNED:
        grid = found.get(owned.sheet)
        if grid is None or not (grid.formulas or grid.uncached):
            continue
        definition = sheet(owned.sheet)
        header = find_header(definition, grid)
        if header is None:
            continue
        inputs = {header.columns[column.key] for column in definition.inputs if column.key in header.columns}
        uncached = sorted(at for at in grid.uncached if at[0] > header.row and at[1] in inputs)
        formulas = sorted(
            at for at in grid.formulas if at[0] > header.row and at[1] in inputs and at not in grid.uncached
        )
        if formulas:
            notes.append(
                f"trang “{grid.tab}”: {_cells(formulas)} chứa công thức; chỉ lấy kết quả, không chép công thức"
            )
        if uncached:
            notes.append(
                f"trang “{grid.tab}”: {_cells(uncached)} là công thức chưa được tính nên không lấy giá trị; hãy mở tệp "
                "bằng Excel hoặc LibreOffice, lưu lại rồi gửi lại, hoặc gõ thẳng giá trị"
            )
    return notes


def _cells(places: list[CellPlace]) -> str:
    shown = ", ".join(cell_name(*place) for place in places[:_SHOWN])
    more = f" và {len(places) - _SHOWN} ô khác" if len(places) > _SHOWN else ""
    return f"ô {shown}{more}"
