"""Which sheet of the saved workbook is which sheet of the pristine one, though tabs may have been renamed."""

from __future__ import annotations

import re

from xlpy.books.ooxml.workbookpart import SheetEntry, WorkbookPart

_TAB = re.compile(r"^=(?:'((?:[^']|'')+)'|([^'!]+))!")


def paired(saved: WorkbookPart, pristine: WorkbookPart) -> list[tuple[SheetEntry, SheetEntry]]:
    """(saved, pristine) sheets: by tab name, else by the defined names that point into the sheet."""
    by_tab = {entry.tab.casefold(): entry for entry in saved.sheets if entry.is_grid}
    pairs: list[tuple[SheetEntry, SheetEntry]] = []
    for wanted in pristine.sheets:
        found = by_tab.get(wanted.tab.casefold()) or _by_names(saved, pristine, wanted.tab, by_tab)
        if found is not None:
            pairs.append((found, wanted))
    return pairs


def _by_names(
    saved: WorkbookPart, pristine: WorkbookPart, tab: str, by_tab: dict[str, SheetEntry]
) -> SheetEntry | None:
    ours = {
        name.name.casefold() for name in pristine.names if not name.scope and tab_of(name.refers_to) == tab
    }
    taken = {entry.tab.casefold() for entry in pristine.sheets}
    for name in saved.names:
        if not name.scope and name.name.casefold() in ours:
            there = (tab_of(name.refers_to) or "").casefold()
            if there in by_tab and there not in taken:
                return by_tab[there]
    return None


def tab_of(refers_to: str) -> str | None:
    """The tab that a name's formula starts with."""
    found = _TAB.match(refers_to)
    return (found[1] or found[2]).replace("''", "'") if found else None
