"""Defined names and tables of a document, found without making an object for each."""

from __future__ import annotations

from typing import Any

from .cursor import Area, area_of


def find_name(model: Any, tab: str | None, wanted: str) -> tuple[str, str | None, int, Area | None] | None:
    """(name as it is written, its tab or None, 0-based sheet of its cells, their area) without regard to case.

    `tab`: of a name that belongs to one sheet. The area is None for a name that is no cells; None for no such name.
    """
    holder = model
    if tab is not None:
        tabs = {name.casefold(): name for name in model.Sheets.getElementNames()}
        if tab.casefold() not in tabs:
            return None
        tab = tabs[tab.casefold()]
        holder = model.Sheets.getByName(tab)
    ranges = holder.NamedRanges
    for name in ranges.getElementNames():
        if name.casefold() == wanted.casefold():
            cells = ranges.getByName(name).getReferredCells()
            if cells is None:
                return name, tab, -1, None
            address = cells.getRangeAddress()
            return name, tab, address.Sheet, area_of(address)
    return None


def find_tables(model: Any) -> list[tuple[str, int, Area]]:
    """(name, 0-based sheet, area with header and totals rows) of every table; for LibreOffice a database range."""
    ranges = model.DatabaseRanges
    found: list[tuple[str, int, Area]] = []
    for name in ranges.getElementNames():
        address = ranges.getByName(name).getDataArea()
        found.append((name, address.Sheet, area_of(address)))
    return found
