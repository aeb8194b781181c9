"""What cells carry besides values: looks, notes and links, asked and set; and which cells hold anything."""

from __future__ import annotations

from typing import Any

from .cursor import Area, area_of, cells
from .looks import areas_of
from .putting import CONTENT, Refused

_NOTES = 8
"""com.sun.star.sheet.CellFlags.ANNOTATION"""
_LINK = "com.sun.star.text.TextField.URL"


def filled(model: Any, tab: str, area: Area | None) -> list[Area]:
    """Areas that together hold every value and formula of an area, or of the sheet."""
    sheet = model.Sheets.getByName(tab)
    block = sheet if area is None else cells(sheet, area)
    return areas_of(block.queryContentCells(CONTENT))


def in_array(model: Any, tab: str, area: Area) -> bool:
    """Whether the area is, or lies in, one array formula."""
    return bool(cells(model.Sheets.getByName(tab), area).getArrayFormula())


def looks(model: Any, tab: str, area: Area, names: list[str]) -> list[Any]:
    """The values of UNO's cell properties, enumerations by name; None where the cells of the area differ."""
    block = cells(model.Sheets.getByName(tab), area)
    found: list[Any] = []
    for name in names:
        if block.getPropertyState(name).value == "AMBIGUOUS_VALUE":
            found.append(None)
        else:
            value = block.getPropertyValue(name)
            found.append(getattr(value, "value", value))
    return found


def format_key(model: Any, tab: str, area: Area) -> tuple[int, int, str] | None:
    """(key, type, code) of the number format of an area; None where its cells differ."""
    (key,) = looks(model, tab, area, ["NumberFormat"])
    if key is None:
        return None
    found = model.getNumberFormats().getByKey(key)
    return key, found.Type, found.FormatString


def notes(model: Any, tab: str, area: Area | None) -> list[tuple[int, int]]:
    """Places of the notes of an area, or of the sheet."""
    sheet = model.Sheets.getByName(tab)
    block = sheet if area is None else cells(sheet, area)
    return [
        (row, col)
        for row1, col1, row2, col2 in areas_of(block.queryContentCells(_NOTES))
        for row in range(row1, row2 + 1)
        for col in range(col1, col2 + 1)
    ]


def note(model: Any, tab: str, row: int, col: int) -> tuple[str, str] | None:
    """(text, author) of a cell's note; None where there is none."""
    if not notes(model, tab, (row, col, row, col)):
        return None
    found = model.Sheets.getByName(tab).getCellByPosition(col - 1, row - 1).getAnnotation()
    return found.getString(), found.getAuthor()


def link(model: Any, tab: str, row: int, col: int) -> str | None:
    """The address of the first link in a cell's text; None where there is none."""
    fields = (
        model.Sheets.getByName(tab).getCellByPosition(col - 1, row - 1).getTextFields().createEnumeration()
    )
    while fields.hasMoreElements():
        field = fields.nextElement()
        if field.supportsService(_LINK) or hasattr(field, "URL"):
            return field.URL
    return None


def set_looks(sheet: Any, area: Area, values: dict[str, Any]) -> None:
    """Give UNO's cell properties to every cell of an area."""
    block = cells(sheet, area)
    for name, value in values.items():
        block.setPropertyValue(name, value)


def set_format(model: Any, sheet: Any, area: Area, code: str) -> None:
    """Give an area a number format in Excel's English words. Raises `Refused` for words that mean nothing."""
    formats = model.getNumberFormats()
    english = _english(model)
    key = formats.queryKey(code, english, False)
    if key == -1:
        try:
            key = formats.addNew(code, english)
        except Exception as error:
            # UNO's exception class cannot be named here; LibreOffice being gone is told from it by the next call.
            if not type(error).__name__.endswith("MalformedNumberFormatException"):
                raise
            raise Refused("format", area[:2], code) from error
    cells(sheet, area).setPropertyValue("NumberFormat", key)


def _english(model: Any) -> Any:
    # A locale of the document, for want of UNO's structs here.
    locale = model.CharLocale
    locale.Language, locale.Country, locale.Variant = "en", "US", ""
    return locale


def set_note(sheet: Any, row: int, col: int, text: str | None) -> None:
    """Write a cell's note, or with None take it away."""
    cell = sheet.getCellByPosition(col - 1, row - 1)
    if text is None:
        cell.clearContents(_NOTES)
    elif areas_of(cell.queryContentCells(_NOTES)):
        cell.getAnnotation().setString(text)
    else:
        sheet.getAnnotations().insertNew(cell.getCellAddress(), text)


def set_link(model: Any, sheet: Any, row: int, col: int, address: str, text: str) -> None:
    """Replace a cell's content with one linked text. Raises `Refused` for a covered cell of a merged area."""
    cell = sheet.getCellByPosition(col - 1, row - 1)
    cursor = sheet.createCursorByRange(cell)
    cursor.collapseToMergedArea()
    merged = area_of(cursor.getRangeAddress())
    if merged[:2] != (row, col):
        raise Refused("merged", (row, col), merged)
    cell.clearContents(CONTENT)
    field = model.createInstance(_LINK)
    field.URL, field.Representation = address, text
    cell.insertTextContent(cell.createTextCursor(), field, False)
