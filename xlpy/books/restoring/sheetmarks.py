"""What a sheet's part loses outside its cells: code name, headings, screen tips, ignored warnings, long validations.

Works on the text around `<sheetData>`; the cells in between are not looked at.
"""

from __future__ import annotations

import re

from xlpy.books.ooxml.coords import area_name, parse_area
from xlpy.books.restoring.tags import (
    attributes,
    elements,
    inserted_before,
    start_tag,
    true,
    with_attribute,
)

AFTER_IGNORED = (
    "smartTags",
    "drawing",
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "mc:AlternateContent",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What may follow `ignoredErrors` in a sheet (ECMA-376 Part 1, 18.3.1.99)."""
_AFTER_PROPERTIES = ("dimension", "sheetViews", "sheetFormatPr", "cols")


def with_code_name(head: str, pristine_head: str) -> str:
    """The sheet's code name, by which macros reach it."""
    wanted = re.search(r"<sheetPr\b[^>]*>", pristine_head)
    name = attributes(wanted[0]).get("codeName") if wanted else None
    if not name:
        return head
    there = re.search(r"<sheetPr\b[^>]*>", head)
    if there is None:
        return inserted_before(head, with_attribute("<sheetPr/>", "codeName", name), _AFTER_PROPERTIES)
    if attributes(there[0]).get("codeName"):
        return head
    return head[: there.start()] + with_attribute(there[0], "codeName", name) + head[there.end() :]


def with_headings(head: str, pristine_head: str | None) -> str:
    """Row and column headings where the pristine sheet shows them, and on every sheet of the clerk's own (None).

    LibreOffice has one switch for the window and writes the state of the sheet in front into all sheets.
    """
    wanted = re.search(r"<sheetView\b[^>]*>", pristine_head) if pristine_head is not None else None
    shown = wanted is None or attributes(wanted[0]).get("showRowColHeaders", "1") in ("1", "true")
    there = re.search(r"<sheetView\b[^>]*>", head)
    if there is None or true(attributes(there[0]).get("showRowColHeaders", "1")) == shown:
        return head
    tag = with_attribute(there[0], "showRowColHeaders", "true" if shown else "false")
    return head[: there.start()] + tag + head[there.end() :]


def with_tips(tail: str, pristine_tail: str) -> str:
    """Screen tips of links that lead to the same place from the same cell."""
    tips = {
        (link.get("ref"), link.get("location")): link["tooltip"]
        for found in elements(pristine_tail, "hyperlink")
        if "tooltip" in (link := attributes(found[0]))
    }

    def tipped(found: re.Match[str]) -> str:
        link = attributes(found[0])
        tip = tips.get((link.get("ref"), link.get("location")))
        return found[0] if tip is None or "tooltip" in link else with_attribute(found[0], "tooltip", tip)

    return re.sub(r"<hyperlink\b[^>]*/>", tipped, tail)


def with_ignored(tail: str, pristine_tail: str, table: str | None, pristine_table: str | None) -> str:
    """The warnings that Excel is told not to show; over the table's rows as they are now (`table` is its area)."""
    wanted = next(elements(pristine_tail, "ignoredErrors"), None)
    if wanted is None or "<ignoredErrors" in tail:
        return tail
    text = wanted[0]
    if table and pristine_table:
        text = text.replace(f'sqref="{_body(pristine_table)}"', f'sqref="{_body(table)}"')
    return inserted_before(tail, text, AFTER_IGNORED)


def _body(table: str) -> str:
    row1, col1, row2, col2 = parse_area(table)
    return area_name(row1 + 1, col1, row2, col2)


def with_long_validations(tail: str, pristine_tail: str, pristine_table: str | None) -> str:
    """Validations that reach below their table, as far down as they did: LibreOffice cuts them a thousand rows below
    the last value."""
    bottom = parse_area(pristine_table)[2] if pristine_table else 0
    reach = {
        _rule(found[0]): attributes(start_tag(found[0])).get("sqref", "")
        for found in elements(pristine_tail, "dataValidation")
    }
    for found in list(elements(tail, "dataValidation")):
        wanted = reach.get(_rule(found[0]))
        tag = start_tag(found[0])
        there = attributes(tag).get("sqref", "")
        if wanted and _begins_alike(there, wanted) and parse_area(wanted)[2] > bottom:
            tail = tail.replace(found[0], found[0].replace(tag, with_attribute(tag, "sqref", wanted)))
    return tail


def _rule(validation: str) -> tuple[str | None, str | None, str | None]:
    given = attributes(start_tag(validation))
    formula = re.search(r"<formula1>(.*?)</formula1>", validation, re.DOTALL)
    return given.get("type"), given.get("promptTitle"), formula[1] if formula else None


def _begins_alike(there: str, wanted: str) -> bool:
    """Whether both are one column area with the same first row and column, `wanted` reaching further down."""
    if " " in there or " " in wanted:
        return False
    a, b = parse_area(there), parse_area(wanted)
    return (a[0], a[1], a[3]) == (b[0], b[1], b[3]) and a[2] < b[2]
