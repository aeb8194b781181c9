"""Sheets added, taken away, copied, renamed, shown and hidden."""

from __future__ import annotations

from typing import Any

from .putting import Refused

_PLACE = (1, 1)


def arrange(model: Any, sheet: Any, _: dict[str, Any], action: str, *more: Any) -> None:
    """One of: ("add", 0-based position, name), ("copy", position, name), ("rename", name), ("delete",), ("show", bool).

    Raises `Refused` where Excel does: a locked structure, a name that is taken, the last visible sheet.
    """
    if model.isProtected():
        raise Refused("structure", _PLACE)
    sheets = model.Sheets
    name = next((value for value in more if isinstance(value, str)), None)
    if name is not None:
        taken = {known.casefold() for known in sheets.getElementNames()}
        if name.casefold() in taken - ({sheet.getName().casefold()} if action == "rename" else set()):
            raise Refused("taken", _PLACE, name)
    if action == "add":
        sheets.insertNewByName(name, more[0])
    elif action == "copy":
        sheets.copyByName(sheet.getName(), name, more[0])
    elif action == "rename":
        sheet.setName(name)
    elif action == "delete":
        _keep_one_visible(sheets, sheet)
        sheets.removeByName(sheet.getName())
    elif sheet.IsVisible != more[0]:
        if not more[0]:
            _keep_one_visible(sheets, sheet)
        sheet.IsVisible = more[0]


def _keep_one_visible(sheets: Any, sheet: Any) -> None:
    if sheet.IsVisible and sum(sheets.getByIndex(i).IsVisible for i in range(sheets.getCount())) == 1:
        raise Refused("last", _PLACE)
