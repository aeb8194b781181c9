"""All writes of one go, as one step of the undo list, with the window held still and calculation put off."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from .cursor import Area, Probe, area_of, cells
from .dressing import set_format, set_link, set_looks, set_note
from .looks import format_areas
from .putting import CONTENT, Refused, UnknownFormats, put
from .resizing import resize
from .sheets import Formats
from .tabs import arrange

Facts = dict[str, Any]
_MANY_HEIGHTS = 20
"""Runs of rows of one height; measured: one run 5 ms, LibreOffice's own measuring 1 ms a row of long texts."""


def write(model: Any, steps: list[tuple[Any, ...]], rules: Facts) -> Facts:
    """Do `steps` in order until one is refused; what was done before stays, the refused one changes nothing.

    Steps: ("put", tab, area, rows) with rows as `putting.put` takes them; ("clear", tab, area); ("heights", tab,
    first row, points of each row; very mixed heights are left to LibreOffice's own measuring); ("resize", tab, table, last row); ("autofit", tab, area, rows, columns);
    ("looks", tab, area, properties); ("format", tab, area, code); ("note", tab, area of one cell, text or None);
    ("link", tab, area of one cell, address, text); ("sheet", any tab, what `tabs.arrange` takes).
    `rules`: "title" of the step in the undo list, "kinds" (number format key → "date", "logical", "text", "number").

    Gives "done", how many steps; "refused", None or (kind, place, more); "unknown", type and code of number formats
    that `rules` must know before the next step can be done; "modified" and "before", the document's flag and the
    titles of its undo list before all this; "after", the titles after it.
    """
    undo = model.getUndoManager()
    answer: Facts = {
        "done": 0, "refused": None, "unknown": {}, "modified": model.isModified(),
        "before": undo.getAllUndoActionTitles(),
    }  # fmt: skip
    answer["unknown"] = _told(model, _keys(model, steps) - rules["kinds"].keys())
    if not answer["unknown"]:
        with _Held(model, undo, rules["title"]):
            _hold_heights(model, steps)
            for step in steps:
                try:
                    _STEPS[step[0]](model, model.Sheets.getByName(step[1]), rules, *step[2:])
                except Refused as refusal:
                    answer["refused"] = refusal.args
                    break
                except UnknownFormats as error:
                    answer["unknown"] = _told(model, error.args[0])
                    break
                answer["done"] += 1
    answer["after"] = undo.getAllUndoActionTitles()
    return answer


def _told(model: Any, keys: set[int]) -> dict[int, tuple[int, str]]:
    formats = Formats(model)
    for key in keys:
        formats.tells(key)
    return formats.seen


class _Held:
    """Holds window and calculation still, and makes one step to undo of all that happens meanwhile.

    No generator: contextlib sets the traceback of what passes through, which UNO's exceptions do not let it.
    """

    def __init__(self, model: Any, undo: Any, title: str) -> None:
        self._model = model
        self._undo = undo
        self._title = title
        self._calculates = model.isAutomaticCalculationEnabled()

    def __enter__(self) -> None:
        self._model.lockControllers()
        self._model.addActionLock()
        self._undo.enterUndoContext(self._title)
        if self._calculates:
            self._model.enableAutomaticCalculation(False)

    def __exit__(self, *_: object) -> None:
        if self._calculates:
            self._model.enableAutomaticCalculation(True)
        self._undo.leaveUndoContext()
        self._model.removeActionLock()
        self._model.unlockControllers()


def _keys(model: Any, steps: list[tuple[Any, ...]]) -> set[int]:
    """Format keys that the steps will meet, so that the common case is one request and one step to undo."""
    found: set[int] = set()
    for kind, tab, area, *rest in steps:
        if kind == "put":
            sheet = model.Sheets.getByName(tab)
            row1, col1 = area[:2]
            places = {
                (i, j)
                for i, line in enumerate(rest[0], row1)
                for j, value in enumerate(line, col1)
                if value != "" and type(value) is not str
            }
            found.update(key for key, _ in format_areas(Probe(sheet), places))
        elif kind == "resize":
            row1, col1, row2, col2 = area_of(model.DatabaseRanges.getByName(area).getDataArea())
            sheet = model.Sheets.getByName(tab)
            last = {(row2, col) for col in range(col1, col2 + 1)}
            found.update(key for key, _ in format_areas(Probe(sheet), last))
    return found


def refuse_locked(sheet: Any, area: Area) -> None:
    """Raise `Refused` if the sheet is protected and any cell of the area is locked."""
    if sheet.isProtected():
        block = cells(sheet, area)
        ambiguous = block.getPropertyState("CellProtection").value == "AMBIGUOUS_VALUE"
        if ambiguous or block.CellProtection.IsLocked:
            raise Refused("locked", area[:2])


def _put(model: Any, sheet: Any, rules: Facts, area: Area, rows: list[list[Any]]) -> None:
    refuse_locked(sheet, area)
    put(model, sheet, rules["kinds"], area, rows)


def _clear(_: Any, sheet: Any, __: Facts, area: Area) -> None:
    refuse_locked(sheet, area)
    cells(sheet, area).clearContents(CONTENT)


def _hold_heights(model: Any, steps: list[tuple[Any, ...]]) -> None:
    """Rows that get their height in a later step have a fixed one meanwhile.

    Else LibreOffice measures the text of each row as it is written, and then again.
    """
    for kind, tab, *rest in steps:
        sheet = model.Sheets.getByName(tab)
        if kind == "heights" and rest[1] and not sheet.isProtected():
            first, points = rest
            cells(sheet, (first, 1, first + len(points) - 1, 1)).getRows().Height = _height(points[0])


def _heights(_: Any, sheet: Any, __: Facts, first: int, points: list[float]) -> None:
    """Each run of equal heights costs LibreOffice some milliseconds: it measures many of them faster itself."""
    if not points:
        return
    block = (first, 1, first + len(points) - 1, 1)
    refuse_locked(sheet, block)
    starts = [i for i, one in enumerate(points) if i == 0 or one != points[i - 1]]
    if len(starts) > _MANY_HEIGHTS:
        cells(sheet, block).getRows().OptimalHeight = True
        return
    for start, end in zip(starts, [*starts[1:], len(points)]):  # noqa: B905 - both have one length
        rows = cells(sheet, (first + start, 1, first + end - 1, 1)).getRows()
        rows.Height = _height(points[start])


def _height(points: float) -> int:
    return round(points * 2540 / 72)


def _resize(model: Any, sheet: Any, _: Facts, name: str, last_row: int) -> None:
    table = model.DatabaseRanges.getByName(name)
    row1, col1, old_last, col2 = area_of(table.getDataArea())
    refuse_locked(sheet, (min(old_last, last_row), col1, max(old_last, last_row), col2))
    resize(model, sheet, table, (row1, col1, old_last, col2), last_row)


def _autofit(_: Any, sheet: Any, __: Facts, area: Area, rows: bool, columns: bool) -> None:
    refuse_locked(sheet, area)
    block = cells(sheet, area)
    if rows:
        block.getRows().OptimalHeight = True
    if columns:
        block.getColumns().OptimalWidth = True


def _looks(_: Any, sheet: Any, __: Facts, area: Area, values: Facts) -> None:
    refuse_locked(sheet, area)
    set_looks(sheet, area, values)


def _format(model: Any, sheet: Any, _: Facts, area: Area, code: str) -> None:
    refuse_locked(sheet, area)
    set_format(model, sheet, area, code)


def _note(_: Any, sheet: Any, __: Facts, area: Area, text: str | None) -> None:
    refuse_locked(sheet, area)
    set_note(sheet, *area[:2], text)


def _link(model: Any, sheet: Any, _: Facts, area: Area, address: str, text: str) -> None:
    refuse_locked(sheet, area)
    set_link(model, sheet, *area[:2], address, text)


_STEPS: dict[str, Callable[..., None]] = {
    "put": _put, "clear": _clear, "heights": _heights, "resize": _resize, "autofit": _autofit, "looks": _looks,
    "format": _format, "note": _note, "link": _link, "sheet": arrange,
}  # fmt: skip
