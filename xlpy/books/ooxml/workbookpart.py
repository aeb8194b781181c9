"""xl/workbook.xml: the list of sheets, defined names, the date system."""

from __future__ import annotations

from dataclasses import dataclass

from xlpy.books.errors import NotAWorkbook
from xlpy.books.grid import Visibility
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.xmlnode import true


@dataclass(frozen=True)
class SheetEntry:
    """A sheet as the workbook lists it. `part` is the stored name of its XML; `is_grid` is False for chart sheets."""

    tab: str
    part: str
    visible: Visibility
    is_grid: bool


@dataclass(frozen=True)
class DefinedName:
    """A defined name; `scope` is the tab of a sheet-level name, else None. `refers_to` starts with '='."""

    name: str
    refers_to: str
    scope: str | None


@dataclass(frozen=True)
class WorkbookPart:
    """What workbook.xml says, and where the parts are."""

    part: str
    sheets: tuple[SheetEntry, ...]
    names: tuple[DefinedName, ...]
    date1904: bool


def read_workbook(package: Package) -> WorkbookPart:
    """Follow the package relations to the workbook part and read it.

    Raises `NotAWorkbook` when there is none: a Word file, a zip of something else, a binary .xlsb.
    """
    part = package.related("", "officeDocument")
    if part is None or package.find(part) is None:
        raise NotAWorkbook(package.path, "đây là tệp nén nhưng không phải sổ tính Excel")
    if part.lower().endswith(".bin"):
        raise NotAWorkbook(package.path, "đây là sổ tính kiểu nhị phân (.xlsb)")
    root = package.tree(part)
    if root.tag != "workbook":
        raise NotAWorkbook(package.path, "đây là tệp Office khác, không phải sổ tính Excel")
    relations = package.relations(part)
    sheets: list[SheetEntry] = []
    listed = root.first("sheets")
    for node in listed.children if listed else []:
        kind, target = relations.get(node.attrs.get("r:id", ""), ("", ""))
        if package.find(target) is None:
            raise NotAWorkbook(package.path, f"trang “{node.attrs.get('name', '')}” bị mất nội dung")
        state = node.attrs.get("state", "visible")
        known: Visibility = state if state in ("visible", "hidden", "veryHidden") else "visible"
        sheets.append(SheetEntry(node.attrs.get("name", ""), target, known, kind == "worksheet"))
    if not sheets:
        raise NotAWorkbook(package.path, "sổ tính không có trang nào")
    properties = root.first("workbookPr")
    return WorkbookPart(
        part,
        tuple(sheets),
        tuple(
            DefinedName(node.attrs.get("name", ""), "=" + node.text.strip(), _scope(node.attrs, sheets))
            for node in root.every("definedName")
        ),
        properties is not None and true(properties.attrs.get("date1904")),
    )


def _scope(attrs: dict[str, str], sheets: list[SheetEntry]) -> str | None:
    index = attrs.get("localSheetId", "")
    return sheets[int(index)].tab if index.isdigit() and int(index) < len(sheets) else None
