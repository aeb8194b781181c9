"""One open spreadsheet of LibreOffice: its model, what is remembered of it, and the frame around every write."""

from __future__ import annotations

from collections.abc import Generator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import unquote

from xlpy.books.errors import CellRefused
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.errors import OfficeGoneError
from xlpy.books.libreoffice_engine.formats import NumberFormats
from xlpy.books.libreoffice_engine.formulas import FormulaTranslator
from xlpy.books.libreoffice_engine.journal import Journal
from xlpy.books.ooxml.coords import cell_name

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based."""


class Document:
    """A spreadsheet document; lives as long as its app, so that the journal outlives single xlwings objects."""

    def __init__(self, model: Any) -> None:
        self.model = model
        self.journal = Journal()
        self.label = self.name
        """The name as it was first seen, for messages: to be had when LibreOffice is gone, and without a call."""
        self._witness: tuple[str, ...] = ()
        self._tables: tuple[object, dict[str, int]] = (None, {})

    @property
    def url(self) -> str:
        """Its address; '' if it was never saved."""
        return self.model.getURL()

    @property
    def path(self) -> Path | None:
        """The local file; None for a document that has none."""
        return uno_bridge.to_path(self.url)

    @property
    def name(self) -> str:
        """The file's name, or the window's title where there is no file."""
        path = self.path
        if path is not None:
            return path.name
        return unquote(PurePosixPath(self.url).name) or self.model.getTitle()

    @cached_property
    def formats(self) -> NumberFormats:
        """Its number formats."""
        return NumberFormats(self.model)

    @cached_property
    def translator(self) -> FormulaTranslator:
        """Its formula parser."""
        return FormulaTranslator(self.model)

    @property
    def sheets(self) -> Any:
        """UNO's collection of sheets. Raises `OfficeGoneError` if the document was closed: UNO then gives None."""
        found = self.model.Sheets
        if found is None:
            raise OfficeGoneError(self.label)
        return found

    @property
    def date1904(self) -> bool:
        """Whether dates count from 1904."""
        return self.model.NullDate.Year == 1904

    def table_sheets(self) -> dict[str, int]:
        """Names of the tables (database ranges) with the 0-based sheet that each is on; asked anew if either changed."""
        ranges = self.model.DatabaseRanges
        names = ranges.getElementNames()
        state = (names, self.sheets.getElementNames())
        if self._tables[0] != state:
            self._tables = (state, {name: ranges.getByName(name).getDataArea().Sheet for name in names})
        return self._tables[1]

    @contextmanager
    def writing(self, sheet: Any, area: Area) -> Generator[None, None, None]:
        """Around one write of ours: refuses locked cells, holds the screen still, makes it one undo step.

        Notes first whether the clerk has changed something that is not on disk; see `unsaved_edits`. Raises
        `CellRefused`, `OfficeGoneError`, `OfficeRefusedError`.
        """
        with uno_bridge.talking(self.label):
            if sheet.isProtected() and _locked(cells(sheet, area)):
                detail = "trang đang khóa nên không ghi được. Hãy bỏ khóa trang (Công cụ > Bảo vệ trang tính) rồi bấm lại"
                raise CellRefused(self.name, sheet.getName(), cell_name(*area[:2]), detail)
            if self.unsaved_edits():
                self.journal.foreign = True
            self.journal.begin(self.path)
            undo = self.model.getUndoManager()
            self.model.lockControllers()
            undo.enterUndoContext("Thi đua")
            try:
                yield
            finally:
                undo.leaveUndoContext()
                self.model.unlockControllers()
                self._witness = self._undo_titles()

    def unsaved_edits(self) -> bool:
        """Whether the clerk changed something since the file was opened or saved, our own writes left out.

        Before our first write the document's own flag tells; after it, whether steps were added to the undo list.
        """
        if self.journal.foreign:
            return True
        if not self.model.isModified():
            return False
        return not self.journal.entries or self._undo_titles() != self._witness

    def _undo_titles(self) -> tuple[str, ...]:
        return tuple(self.model.getUndoManager().getAllUndoActionTitles())


def cells(sheet: Any, area: Area) -> Any:
    """UNO's range of a 1-based area."""
    row1, col1, row2, col2 = area
    return sheet.getCellRangeByPosition(col1 - 1, row1 - 1, col2 - 1, row2 - 1)


def area_of(address: Any) -> Area:
    """The 1-based area of UNO's CellRangeAddress."""
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1


def merged_areas(sheet: Any, area: Area) -> list[Area]:
    """Merged areas whose first cell lies in `area`.

    Cells of one format group share their span, since LibreOffice keeps the span in the format: one question for each
    group is enough.
    """
    block = cells(sheet, area)
    if not block.getIsMerged():
        return []
    found: list[Area] = []
    groups = block.getUniqueCellFormatRanges()
    for index in range(groups.getCount()):
        areas = [area_of(address) for address in groups.getByIndex(index).getRangeAddresses()]
        row, col = areas[0][:2]
        if not sheet.getCellByPosition(col - 1, row - 1).getIsMerged():
            continue
        span = reach(sheet, (row, col, row, col))
        down, right = span[2] - span[0], span[3] - span[1]
        found += [
            (i, j, i + down, j + right)
            for row1, col1, row2, col2 in areas
            for i in range(row1, row2 + 1)
            for j in range(col1, col2 + 1)
        ]
    return found


def reach(sheet: Any, area: Area) -> Area:
    """`area` widened to the merged areas that it touches."""
    cursor = sheet.createCursorByRange(cells(sheet, area))
    cursor.collapseToMergedArea()
    return area_of(cursor.getRangeAddress())


def _locked(block: Any) -> bool:
    ambiguous = uno_bridge.enum("beans.PropertyState", "AMBIGUOUS_VALUE")
    return block.getPropertyState("CellProtection") == ambiguous or block.CellProtection.IsLocked
