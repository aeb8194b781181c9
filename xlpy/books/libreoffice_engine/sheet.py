# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One sheet."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from xlpy.books.grid import SheetGrid
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.document import Area
from xlpy.books.libreoffice_engine.dressing import arrange
from xlpy.books.libreoffice_engine.layout import read_layouts
from xlpy.books.libreoffice_engine.note import OfficeNote
from xlpy.books.libreoffice_engine.range import OfficeRange
from xlpy.books.libreoffice_engine.tables import OfficeTables
from xlpy.books.libreoffice_engine.writing import clear_block, set_row_heights
from xlpy.books.ooxml.coords import MAX_COL, MAX_ROW, parse_area
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.libreoffice_engine.book import OfficeBook


class OfficeSheet(base_classes.Sheet):
    """A sheet of a workbook open in LibreOffice."""

    def __init__(self, book: OfficeBook, name: str) -> None:
        self._book = book
        self._name = name

    @cached_property
    def api(self) -> Any:
        """UNO's sheet."""
        return self._book.document.sheets.getByName(self._name)

    @property
    def name(self) -> str:
        """The tab's name."""
        return self._name

    @name.setter
    def name(self, value: str) -> None:
        arrange(self._book.document, self._name, "rename", value)
        self._name = value

    @property
    def index(self) -> int:
        """The 1-based position among the tabs."""
        return self._book.document.tabs.index(self._name) + 1

    @property
    def book(self) -> OfficeBook:
        """Its workbook."""
        return self._book

    @property
    def visible(self) -> bool:
        """Whether the tab can be seen."""
        with uno_bridge.talking(self._book.document.label):
            return self.api.IsVisible

    @visible.setter
    def visible(self, value: bool) -> None:
        arrange(self._book.document, self._name, "show", bool(value))

    def delete(self) -> None:
        """Take the sheet away without a question. Raises `CellRefused` for the last visible one."""
        arrange(self._book.document, self._name, "delete")

    def copy(self, before: OfficeSheet | None, after: OfficeSheet | None) -> None:
        """Copy it within its workbook, under Excel's "Tên (2)"; NotImplementedError for another workbook."""
        beside = before or after
        if beside is None or beside.book.document is not self._book.document:
            raise NotImplementedError("the LibreOffice engine copies sheets within one workbook only")
        position = beside.index - (1 if before else 0)
        arrange(self._book.document, self._name, "copy", position, self._book.sheets.copy_name(self._name))

    def layout(self) -> SheetGrid:
        """The sheet with what xlwings has no word for: see `SheetGrid`. Ours, not part of xlwings' contract."""
        return read_layouts(self._book.document, [self._name])[0]

    def range(
        self,
        arg1: str | tuple[int, ...] | OfficeRange,
        arg2: tuple[int, int] | OfficeRange | None = None,
    ) -> OfficeRange:
        """A range by A1 address, by one or two (row, column) pairs, by (row, column, rows, columns) or two ranges."""
        if isinstance(arg1, str):
            row1, col1, row2, col2 = parse_area(arg1)
        else:
            row1, col1, row2, col2 = _corners(arg1)
            if arg2 is not None:
                other = _corners(arg2)
                row1, col1 = min(row1, other[0]), min(col1, other[1])
                row2, col2 = max(row2, other[2]), max(col2, other[3])
        if not (1 <= row1 <= row2 <= MAX_ROW and 1 <= col1 <= col2 <= MAX_COL):
            raise IndexError(f"no such range: {(row1, col1, row2, col2)}")
        return OfficeRange(self, row1, col1, (row2 - row1 + 1, col2 - col1 + 1))

    @property
    def cells(self) -> OfficeRange:
        """All cells that a sheet can have."""
        return OfficeRange(self, 1, 1, (MAX_ROW, MAX_COL))

    def filled(self, area: Area | None = None) -> list[Area]:
        """Areas that hold all values and formulas of an area, or of the sheet. Ours, not part of xlwings' contract."""
        return self._book.document.run("filled", self._name, area)

    @property
    def notes(self) -> list[OfficeNote]:
        """Its notes, row by row."""
        places = self._book.document.run("notes", self._name, None)
        return [OfficeNote(OfficeRange(self, row, col, (1, 1))) for row, col in sorted(places)]

    def clear_contents(self) -> None:
        """Empty every cell; formats and notes stay. Raises `CellRefused` on a locked sheet.

        A sheet with a table loses its headers, which only LibreOffice's own save can put into the file.
        """
        document = self._book.document
        live_only = "tiêu đề của bảng" if len(self.tables) else ""
        areas = self.filled()
        with document.session():
            for area in areas:
                clear_block(document, self._name, area, live_only)

    @property
    def used_range(self) -> OfficeRange:
        """The area of cells with a value, stray ones left out; A1 for an empty sheet, as in Excel."""
        grid = self.layout()
        shape = (len(grid.rows), len(grid.rows[0])) if grid.rows else (1, 1)
        return OfficeRange(self, grid.first_row, grid.first_col, shape)

    def set_row_heights(self, first: int, points: Sequence[float]) -> None:
        """Heights of consecutive rows in points, in one go. Ours, not part of xlwings' contract."""
        set_row_heights(self._book.document, self._name, first, points)

    def activate(self) -> None:
        """Bring the sheet to the front."""
        document = self._book.document
        document.flush()
        with uno_bridge.talking(document.label):
            controller = document.model.getCurrentController()
            if controller is not None:
                controller.setActiveSheet(self.api)

    @property
    def tables(self) -> OfficeTables:
        """Its tables."""
        return OfficeTables(self)

    def autofit(self, axis: str | None = None) -> None:
        """Let rows ("rows", "r"), columns ("columns", "c") or both take the size that their content needs."""
        self.used_range.autofit(axis)


def _corners(place: tuple[int, ...] | OfficeRange) -> tuple[int, int, int, int]:
    if isinstance(place, OfficeRange):
        return place.area
    row, col, *size = place
    rows, cols = size or (1, 1)
    return row, col, row + rows - 1, col + cols - 1
