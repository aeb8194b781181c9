"""One open spreadsheet of LibreOffice: its model, what is remembered of it, and the way of every write."""

from __future__ import annotations

from collections.abc import Callable, Generator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple
from urllib.parse import unquote

from xlpy.books.errors import BookError
from xlpy.books.libreoffice_engine import uno_bridge
from xlpy.books.libreoffice_engine.errors import OfficeGoneError
from xlpy.books.libreoffice_engine.formats import NumberFormats
from xlpy.books.libreoffice_engine.formulas import FormulaTranslator
from xlpy.books.libreoffice_engine.journal import Journal, Step
from xlpy.books.libreoffice_engine.office_side import OfficeSide

Area = tuple[int, int, int, int]
"""First row, first column, last row, last column; 1-based."""
UNDO_TITLE = "Thi đua"
_UNTOUCHED = frozenset({"find_name"})
"""Questions whose answer no write of ours changes; they do not break a `session` into two steps to undo."""


class TableFacts(NamedTuple):
    """A table: its name, the 0-based sheet that it is on, its area with header and totals rows."""

    name: str
    sheet: int
    area: Area


Refusal = Callable[[str, tuple[Any, ...]], BookError]


@dataclass(frozen=True)
class Write:
    """A write on its way: the step for `inside.writing`, the same for the closed file, and words for a refusal."""

    step: tuple[Any, ...]
    again: Step | None
    refused: Refusal
    """From the book's name and what `inside.writing` gives as "refused"."""
    live_only: str = ""
    """What it changes, in the clerk's words, where the closed file cannot follow; see `Journal.live_only`."""


class Document:
    """A spreadsheet document; lives as long as its app, so that the journal outlives single xlwings objects."""

    def __init__(self, model: Any, office_side: OfficeSide) -> None:
        self.model = model
        self.formats = NumberFormats(model)
        self.journal = Journal()
        self.label = self.name
        """The name as it was first seen, for messages: to be had when LibreOffice is gone, and without a call."""
        self._office_side = office_side
        self._witness: tuple[str, ...] = ()
        self._waiting: list[Write] = []
        self._depth = 0
        self._tabs: tuple[str, ...] | None = None
        self._tables: list[TableFacts] | None = None

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

    @cached_property
    def date1904(self) -> bool:
        """Whether dates count from 1904."""
        return self.model.NullDate.Year == 1904

    @property
    def tabs(self) -> tuple[str, ...]:
        """Names of the sheets in tab order; asked once in a `session`."""
        if self._tabs is not None:
            return self._tabs
        with uno_bridge.talking(self.label):
            tabs: tuple[str, ...] = self.sheets.getElementNames()
        self._tabs = tabs if self._depth else None
        return tabs

    @property
    def tables(self) -> list[TableFacts]:
        """All tables, as they are after the writes that wait; asked once in a `session`."""
        if self._tables is not None:
            return self._tables
        found = [TableFacts(name, sheet, area) for name, sheet, area in self.run("find_tables")]
        self._tables = found if self._depth else None
        return found

    def run(self, name: str, *values: Any) -> Any:
        """Ask a function of `inside`, after all that waits has been written. Raises what `OfficeSide.run` does."""
        if name not in _UNTOUCHED:
            self.flush()
        return self._office_side.run(self.label, self.model, name, *values)

    @contextmanager
    def session(self) -> Generator[None, None, None]:
        """Writes inside wait and are done together at the end: one request, one step to undo, the window held still.

        Whatever is read inside is read after what waits. When the block raises, what still waits is dropped. A
        refusal that only LibreOffice can know comes at the end. May be nested; the outermost counts.
        """
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self.flush()
        finally:
            self._depth -= 1
            if not self._depth:
                self._waiting.clear()
                self._tabs = self._tables = None

    def write(self, write: Write) -> None:
        """Do a write now, or at the end of the `session`. Raises the refusal, and what `OfficeSide.run` does."""
        self._waiting.append(write)
        if write.step[0] == "resize" and self._tables is not None:
            self._tables = [
                table._replace(area=(*table.area[:2], write.step[3], table.area[3]))
                if table.name == write.step[2]
                else table
                for table in self._tables
            ]
        if not self._depth:
            self.flush()

    def flush(self) -> None:
        """Do what waits. Notes whether the clerk has changed something that is not on disk; see `unsaved_edits`."""
        waiting = self._waiting
        self._waiting = []
        while waiting:
            self.forget_what_libreoffice_saved()
            if not self.journal.written:
                with uno_bridge.talking(self.label):
                    self.journal.begin(self.path)
            rules = {"title": UNDO_TITLE, "kinds": self.formats.kinds}
            steps = [write.step for write in waiting]
            answer = self._office_side.run(self.label, self.model, "write", steps, rules)
            self.formats.learn(answer["unknown"])
            if answer["modified"] and (not self.journal.written or answer["before"] != self._witness):
                self.journal.foreign = True
            self._witness = answer["after"]
            done: int = answer["done"]
            for write in waiting[:done]:
                if write.again is not None:
                    self.journal.add(write.again)
                if write.live_only:
                    self.journal.add_live_only(write.live_only)
            if answer["refused"] is not None:
                self._tables = None
                raise waiting[done].refused(self.name, answer["refused"])
            waiting = waiting[done:]

    def forget_what_libreoffice_saved(self) -> None:
        """Begin a new journal if LibreOffice has saved the document since a change that only its own save keeps."""
        if self.journal.live_only:
            with uno_bridge.talking(self.label):
                if not self.model.isModified():
                    self.journal.clear()

    def arrange(self, write: Write) -> None:
        """Do a write that changes the tabs, at once: what waits is done before it, in its own words."""
        self.flush()
        self._waiting.append(write)
        try:
            self.flush()
        finally:
            self._tabs = self._tables = None

    def unsaved_edits(self) -> bool:
        """Whether the clerk changed something since the file was opened or saved, our own writes left out.

        Before our first write the document's own flag tells; after it, whether steps were added to the undo list.
        """
        self.flush()
        if self.journal.foreign:
            return True
        if not self.model.isModified():
            return False
        titles = tuple(self.model.getUndoManager().getAllUndoActionTitles())
        return not self.journal.written or titles != self._witness


def area_of(address: Any) -> Area:
    """The 1-based area of UNO's CellRangeAddress."""
    return address.StartRow + 1, address.StartColumn + 1, address.EndRow + 1, address.EndColumn + 1
