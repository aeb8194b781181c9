"""A closed workbook: its sheets as grids, pending changes, and a save that leaves everything else as it is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from xlpy.books import values
from xlpy.books.errors import BookNotSaved, CellRefused, MissingPlace, StrictTextError
from xlpy.books.grid import CellPlace, SheetGrid
from xlpy.books.ooxml.blocks import OddXmlError
from xlpy.books.ooxml.calc import with_full_calc, without_calc_chain
from xlpy.books.ooxml.cellxml import plain_value
from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.formulas import translate
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.rezip import rebuild
from xlpy.books.ooxml.safesave import replace_file
from xlpy.books.ooxml.sheetpatch import Patched, SheetPatch
from xlpy.books.ooxml.sheetreader import Context, read_sheet
from xlpy.books.ooxml.staleness import Vocabulary, stale_cells
from xlpy.books.ooxml.strings import SharedStrings, read_strings
from xlpy.books.ooxml.styles import read_styles
from xlpy.books.ooxml.tables import TablePart, read_tables, with_last_row
from xlpy.books.ooxml.text import UnknownEntityError
from xlpy.books.ooxml.workbookpart import SheetEntry, WorkbookPart, read_workbook
from xlpy.books.ooxml.xmlnode import BrokenXmlError, UnsafeXmlError, normalise
from xlpy.books.values import CellError, Formula, Text, would_convert

_FORMULA = re.compile(rb"<(?:[\w.-]+:)?f[\s>/]")


class WorkbookFile:
    """One .xlsx/.xlsm on disk, read on demand; nothing is written before `save`."""

    def __init__(self, path: Path, package: Package | None = None) -> None:
        """Open and vet the package (or take one that is open, to read only).

        Raises the `BookError`s of `Package` and `read_workbook`.
        """
        self.path = path
        self._load(package)

    def _load(self, package: Package | None = None) -> None:
        self.package = package or Package(self.path)
        self.part: WorkbookPart = read_workbook(self.package)
        self._context: Context | None = None
        self._grids: dict[str, SheetGrid] = {}
        self._patches: dict[str, SheetPatch] = {}
        self._edits: dict[str, dict[CellPlace, object]] = {}
        self._styles: dict[str, dict[CellPlace, int]] = {}
        self._last_rows: dict[str, int] = {}
        self._heights: dict[str, dict[int, float]] = {}

    @property
    def context(self) -> Context:
        """Shared strings, formats and date system, read at first use."""
        if self._context is None:
            package = self.package
            styles_part = package.related(self.part.part, "styles")
            strings_part = package.related(self.part.part, "sharedStrings")
            try:
                styles = read_styles(package.read(styles_part) if styles_part else None)
            except (UnsafeXmlError, BrokenXmlError, ValueError) as error:
                raise package.broken(styles_part or "styles") from error
            strings = self._read_strings(strings_part) if strings_part else SharedStrings()
            self._context = Context(package, strings, styles, self.part.date1904)
        return self._context

    def _read_strings(self, part: str) -> SharedStrings:
        try:
            try:
                return read_strings(self.package.chunks(part))
            except OddXmlError:
                return read_strings([normalise(self.package.read(part))])
        except (UnsafeXmlError, UnknownEntityError) as error:
            raise self.package.unsafe(part) from error
        except (BrokenXmlError, OddXmlError, ValueError) as error:
            raise self.package.broken(part) from error

    def entry(self, tab: str) -> SheetEntry:
        """The sheet of that name (case does not matter, as in Excel). Raises `MissingPlace`."""
        for entry in self.part.sheets:
            if entry.tab.casefold() == tab.casefold():
                return entry
        raise MissingPlace(self.path, "trang", tab, [entry.tab for entry in self.part.sheets])

    def grid(self, tab: str) -> SheetGrid:
        """The sheet as it stands in the file, without pending changes."""
        entry = self.entry(tab)
        if entry.tab not in self._grids:
            self._grids[entry.tab] = read_sheet(entry, self.context)
        return self._grids[entry.tab]

    def pending(self, tab: str) -> dict[CellPlace, object]:
        """Values written and not yet saved, by place."""
        return self._edits.get(self.entry(tab).tab, {})

    def _patch(self, entry: SheetEntry) -> SheetPatch:
        if entry.tab not in self._patches:
            if not entry.is_grid:
                raise CellRefused(self.path, entry.tab, "A1", "đây là trang biểu đồ, không có ô để ghi")
            self._patches[entry.tab] = SheetPatch(entry, self.package.read(entry.part), self.context)
        return self._patches[entry.tab]

    def set_values(self, tab: str, row: int, col: int, rows: Sequence[Sequence[object]]) -> None:
        """Note a block of values for the next save; None clears a cell. All of it is checked before any is noted.

        Raises `CellRefused` for what no cell can hold, a date where the format shows no date, a covered cell of a
        merged area, and in strict mode `StrictTextError`.
        """
        self.set_cells(
            tab,
            ((row + i, col + j, value) for i, line in enumerate(rows) for j, value in enumerate(line)),
        )

    def set_cells(self, tab: str, cells: Iterable[tuple[int, int, object]]) -> None:
        """As `set_values`, for scattered cells: (row, col, value)."""
        entry = self.entry(tab)
        patch = self._patch(entry)
        block = {(row, col): self._checked(entry, patch, (row, col), value) for row, col, value in cells}
        self._edits.setdefault(entry.tab, {}).update(block)

    def set_row_height(self, tab: str, row: int, points: float) -> None:
        """Note the height of a row for the next save."""
        entry = self.entry(tab)
        self._patch(entry)
        self._heights.setdefault(entry.tab, {})[row] = points

    def row_height(self, tab: str, row: int) -> float | None:
        """The height noted for a row and not yet saved, in points."""
        return self._heights.get(self.entry(tab).tab, {}).get(row)

    def _checked(self, entry: SheetEntry, patch: SheetPatch, place: CellPlace, value: object) -> object:
        try:
            value = plain_value(value)
        except ValueError as error:
            raise CellRefused(self.path, entry.tab, cell_name(*place), str(error)) from error
        if value is None:
            return None
        if isinstance(value, str) and not isinstance(value, (Text, Formula, CellError)):
            if values.STRICT_TEXT and would_convert(value) and not self._keeps_text(entry, patch, place):
                detail = (
                    f"Excel sẽ tự đổi “{value[:40]}” thành số, ngày hoặc công thức. Hãy định dạng ô là Văn bản (@) "
                    "hoặc ghi bằng Text(...)"
                )
                raise StrictTextError(self.path, entry.tab, cell_name(*place), detail)
        elif isinstance(value, date) and self._style(entry, patch, place) not in self.context.styles.dates:
            detail = "ô này không có định dạng ngày nên ngày sẽ hiện thành một con số. Hãy định dạng cột là dd/mm/yyyy"
            raise CellRefused(self.path, entry.tab, cell_name(*place), detail)
        return value

    def _style(self, entry: SheetEntry, patch: SheetPatch, place: CellPlace) -> int:
        return patch.style(*place) or self._styles.get(entry.tab, {}).get(place, 0)

    def _keeps_text(self, entry: SheetEntry, patch: SheetPatch, place: CellPlace) -> bool:
        return self._style(entry, patch, place) in self.context.styles.texts

    def number_format(self, tab: str, row: int, col: int) -> str:
        """The cell's format code where it is known: custom codes, '@', 'General'; 'dd/mm/yyyy' for built-in dates."""
        entry = self.entry(tab)
        style = self._style(entry, self._patch(entry), (row, col))
        styles = self.context.styles
        return styles.codes.get(style, "dd/mm/yyyy" if style in styles.dates else "General")

    def formula(self, tab: str, row: int, col: int) -> str | None:
        """The formula of a cell as it is in the file."""
        return self._patch(self.entry(tab)).formula(row, col)

    def in_array(self, tab: str, row: int, col: int) -> bool:
        """Whether a cell belongs to an array formula."""
        areas = self._patch(self.entry(tab)).arrays.values()
        return any(r1 <= row <= r2 and c1 <= col <= c2 for r1, c1, r2, c2 in areas)

    def tables(self, tab: str) -> list[TablePart]:
        """The tables of a sheet, with the size they will have after the next save."""
        entry = self.entry(tab)
        if not entry.is_grid:
            return []
        return [
            replace(
                table,
                area=(*table.area[:2], self._last_rows.get(table.part, table.area[2]), table.area[3]),
            )
            for table in read_tables(self.package, entry.part)
        ]

    def resize_table(self, tab: str, table: TablePart, last_row: int) -> None:
        """Note a new last row. New rows take the formats, and where they are empty the formulas, of the last body row.

        Raises `CellRefused` for a table with a totals row, one without body rows, or one that another would cross.
        """
        entry = self.entry(tab)
        row1, col1, old_last, col2 = table.area
        first_body = row1 + table.header_rows
        if table.totals_rows and last_row != old_last:
            detail = (
                "bảng đang có dòng tổng nên không kéo dài được. Hãy tắt dòng tổng (Total Row) rồi chạy lại"
            )
            raise CellRefused(self.path, entry.tab, cell_name(old_last, col1), detail)
        if last_row < first_body:
            raise CellRefused(
                self.path, entry.tab, cell_name(row1, col1), "bảng phải còn ít nhất một dòng dữ liệu"
            )
        for other in self.tables(tab):
            r1, c1, r2, c2 = other.area
            if other.part != table.part and c1 <= col2 and c2 >= col1 and r1 <= last_row and r2 >= row1:
                detail = f"không kéo dài được bảng {table.name} vì vướng bảng {other.name} ở dưới"
                raise CellRefused(self.path, entry.tab, cell_name(r1, c1), detail)
        patch = self._patch(entry)
        edits = self._edits.setdefault(entry.tab, {})
        styles = self._styles.setdefault(entry.tab, {})
        grid = self.grid(tab)
        for col in range(col1, col2 + 1):
            style, formula = patch.style(old_last, col), patch.formula(old_last, col)
            for row in range(old_last + 1, last_row + 1):
                styles[row, col] = style
                if formula and grid.value(row, col) is None and (row, col) not in grid.formulas:
                    edits.setdefault((row, col), Formula(translate(formula, row - old_last, 0)))
        self._last_rows[table.part] = last_row

    def save(self) -> Path | None:
        """Write the pending changes in place; return the backup's path, or None when nothing differs.

        Raises `BookBusy`, `BookChanged`, `BookReadOnly`, `BookNotSaved`, `CellRefused`; the file is then what it was.
        """
        replaced, removed = self.changed_parts()
        if not replaced:
            self._load()
            return None
        infos = list(self.package.entries.values())
        try:
            fresh = rebuild(self.package.data, infos, replaced, removed)
        except ValueError as error:
            raise BookNotSaved(self.path, OSError(str(error))) from error
        backup = replace_file(self.path, self.package.data, fresh)
        self._load()
        return backup

    def changed_parts(self) -> tuple[dict[str, bytes], set[str]]:
        """(parts with new content, parts to remove) that the pending changes come to."""
        replaced: dict[str, bytes] = {}
        removed: set[str] = set()
        changed: dict[str, set[CellPlace]] = {}
        for tab in self._edits.keys() | self._styles.keys():
            places = self._patch(self.entry(tab)).changed_by(self._edits.get(tab, {}))
            if places or self._styles.get(tab):
                changed[tab] = places | self._styles.get(tab, {}).keys()
        for part, last_row in self._last_rows.items():
            data = self.package.read(part)
            try:
                resized = with_last_row(data, last_row)
            except ValueError as error:
                raise self.package.broken(part) from error
            if resized != data:
                replaced[part] = resized
        if not replaced and not changed and not self._heights:
            return {}, set()
        calculated = [entry.tab for entry in self.part.sheets if self._has_formulas(entry)]
        stale = self._stale(calculated, changed)
        formulas = False
        for tab in sorted(self._edits.keys() | self._styles.keys() | self._heights.keys() | stale.keys()):
            patched = self._apply(tab, stale.get(tab, set()))
            formulas |= patched.formulas
            if tab in changed or patched.data != self._patches[tab].original:
                replaced[self.entry(tab).part] = patched.data
        if not replaced:
            return {}, set()
        if formulas:
            more, removed = without_calc_chain(self.package, self.part.part)
            replaced |= more
        if formulas or calculated:
            data = self.package.read(self.part.part)
            asking = with_full_calc(data)
            if asking != data:
                replaced[self.part.part] = asking
        return replaced, removed

    def _apply(self, tab: str, stale: set[CellPlace]) -> Patched:
        patch = self._patch(self.entry(tab))
        return patch.apply(self._edits.get(tab, {}), self._styles.get(tab, {}), stale, self._heights.get(tab))

    def _has_formulas(self, entry: SheetEntry) -> bool:
        if not entry.is_grid:
            return False
        if entry.tab in self._patches:
            return bool(self._patches[entry.tab].formulas())
        if entry.tab in self._grids:
            return bool(self._grids[entry.tab].formulas)
        end = b""
        for piece in self.package.chunks(entry.part):
            if _FORMULA.search(end + piece):
                return True
            end = piece[-64:]
        return False

    def _stale(self, tabs: list[str], changed: dict[str, set[CellPlace]]) -> dict[str, set[CellPlace]]:
        """Formula cells whose cached value the change makes wrong, on the sheets `tabs`."""
        if not tabs:
            return {}
        patches = {tab: self._patch(self.entry(tab)) for tab in tabs}
        here = [
            (entry.tab.casefold(), table) for entry in self.part.sheets for table in self.tables(entry.tab)
        ]
        tables = {table.name.casefold(): (tab, *table.area) for tab, table in here}
        columns = {
            table.name.casefold(): {
                name.casefold(): col for col, name in enumerate(table.columns, table.area[1])
            }
            for _, table in here
        }
        names = {
            (f"{name.scope}!{name.name}" if name.scope else name.name).casefold(): name.refers_to[1:]
            for name in self.part.names
        }
        return stale_cells(
            {tab: patch.formulas() for tab, patch in patches.items()},
            {tab: patch.arrays for tab, patch in patches.items()},
            changed,
            Vocabulary(names, tables, columns),
        )
