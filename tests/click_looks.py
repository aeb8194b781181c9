"""Everything a clerk can see of a sheet in a running LibreOffice, cell by cell: values, formats, comments, sizes.

Read from LibreOffice's own flat XML of the open document, which costs one call however many cells there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from tests.click_clerk import option

_NS = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_LAST_ROW, _LAST_COLUMN = 150, 60
"""Sheets of the small workbook are smaller; LibreOffice repeats empty cells up to the sheet's end."""

Style = tuple[tuple[str, object], ...]
Looks = dict[tuple[str, str, object], object]
"""(tab, kind, place) → what is there; kinds: value, formula, style, comment, height, width, hidden."""


def looks(document: Any, tabs: Iterable[str], scratch: Path) -> Looks:
    """Of the sheets `tabs`; rows and columns in places are 0-based. `scratch` is overwritten."""
    document.storeToURL(
        scratch.as_uri(),
        (option("FilterName", "OpenDocument Spreadsheet Flat XML"), option("Overwrite", True)),
    )
    root = ElementTree.parse(scratch).getroot()
    styles = _styles(root)
    wanted = set(tabs)
    found: Looks = {}
    for table in root.iterfind(".//table:table", _NS):
        tab = table.get(_q("table:name"), "")
        if tab in wanted:
            wanted.discard(tab)
            found.update(_sheet(tab, table, styles))
    assert not wanted, f"no such sheets: {wanted}"
    return found


def difference(before: Looks, after: Looks) -> dict[tuple[str, str, object], tuple[object, object]]:
    """What is not the same, as (before, after)."""
    return {
        place: (before.get(place), after.get(place))
        for place in before.keys() | after.keys()
        if before.get(place) != after.get(place)
    }


def _q(name: str) -> str:
    space, _, local = name.partition(":")
    return f"{{{_NS[space]}}}{local}"


def _styles(root: ElementTree.Element) -> dict[tuple[str, str], Style]:
    """By family and name, all that a style says, its parents' words included; names change with every saving."""
    defaults = {d.get(_q("style:family"), ""): _own(d) for d in root.iter(_q("style:default-style"))}
    elements = {
        (style.get(_q("style:family"), ""), style.get(_q("style:name"), "")): style
        for style in root.iter(_q("style:style"))
    }

    def whole(family: str, name: str) -> dict[str, object]:
        element = elements.get((family, name))
        if element is None:
            return defaults.get(family, {})
        parent = element.get(_q("style:parent-style-name"), "")
        return {**whole(family, parent), **_own(element)}

    return {place: tuple(sorted(whole(*place).items(), key=lambda item: item[0])) for place in elements}


def _own(style: ElementTree.Element) -> dict[str, object]:
    said: dict[str, object] = {}
    for number, part in enumerate(style):
        said.update({f"{part.tag} {key}": value for key, value in part.attrib.items()})
        if list(part):
            said[f"{part.tag} {number}"] = ElementTree.tostring(part)
    return said


def _sheet(tab: str, table: ElementTree.Element, styles: dict[tuple[str, str], Style]) -> Looks:
    found: Looks = {}
    defaults: list[str] = []
    for column, element in _repeated(table.iter(_q("table:table-column")), "columns", _LAST_COLUMN):
        found[tab, "width", column] = styles.get(("table-column", element.get(_q("table:style-name"), "")))
        found[tab, "column hidden", column] = element.get(_q("table:visibility"))
        defaults.append(element.get(_q("table:default-cell-style-name"), ""))
    for row, element in _repeated(table.iter(_q("table:table-row")), "rows", _LAST_ROW):
        height = dict(styles.get(("table-row", element.get(_q("table:style-name"), "")), ()))
        # Where LibreOffice chooses the height itself, it does so anew with anything written into the row.
        found[tab, "height", row] = "automatic" if "true" in height.values() else height
        for column in range(_LAST_COLUMN):
            found[tab, "style", (row, column)] = styles["table-cell", "Default"]
        found[tab, "row hidden", row] = element.get(_q("table:visibility"))
        cells = (child for child in element if child.tag.endswith("table-cell"))
        for column, cell in _repeated(cells, "columns", _LAST_COLUMN):
            default = defaults[column] if column < len(defaults) else ""
            found[tab, "style", (row, column)] = styles.get(
                ("table-cell", cell.get(_q("table:style-name"), default) or "Default")
            )
            kind = cell.get(_q("office:value-type"))
            value = next(
                (
                    v
                    for k, v in cell.attrib.items()
                    if k.endswith(("}value", "}date-value", "}boolean-value"))
                ),
                None,
            )
            words = ["".join(part.itertext()) for part in cell.findall("text:p", _NS)]
            found[tab, "value", (row, column)] = (kind, value, "\n".join(words)) if kind else None
            found[tab, "formula", (row, column)] = cell.get(_q("table:formula"))
            note = cell.find("office:annotation", _NS)
            if note is not None:
                found[tab, "comment", (row, column)] = "".join(
                    "".join(part.itertext()) for part in note.findall("text:p", _NS)
                )
    return found


def _repeated(
    elements: Iterable[ElementTree.Element], what: str, limit: int
) -> Iterator[tuple[int, ElementTree.Element]]:
    place = 0
    for element in elements:
        for _ in range(int(element.get(_q(f"table:number-{what}-repeated"), "1"))):
            if place >= limit:
                return
            yield place, element
            place += 1
