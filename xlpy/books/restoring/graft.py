"""The whole graft: a package saved by LibreOffice and a pristine one in, the restored package out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xlpy.books.ooxml.coords import area_name
from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.tables import read_tables
from xlpy.books.ooxml.workbookpart import SheetEntry, WorkbookPart, read_workbook
from xlpy.books.restoring import highlights, macros, panel, sheetmarks
from xlpy.books.restoring.draft import Draft
from xlpy.books.restoring.tableparts import with_style_and_formulas
from xlpy.books.restoring.tabs import paired
from xlpy.books.restoring.tags import attributes, elements, inserted_before, start_tag, with_attribute

_MACRO_BOOK = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_VBA_TYPE = "application/vnd.ms-office.vbaProject"
_VBA_RELATION = "http://schemas.microsoft.com/office/2006/relationships/vbaProject"
_THEME_TYPE = "application/vnd.openxmlformats-officedocument.theme+xml"


@dataclass(frozen=True)
class Restored:
    """The restored package, and in the clerk's words what came back and what could not."""

    data: bytes
    back: tuple[str, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Sheet:
    """A sheet's part in three pieces: before its cells, the cells, after them."""

    head: str
    cells: str
    tail: str


def restored(saved: Package, pristine: Package) -> Restored:
    """`saved` with what LibreOffice dropped, taken from `pristine`, a workbook of the same schema and file kind.

    Cells, shared strings, comments, widths, heights and every part we do not know stay as they are in `saved`.
    Grafting twice changes nothing more. Raises `BookError` for a package that cannot be read.
    """
    draft = Draft(saved)
    ours, theirs = read_workbook(pristine), read_workbook(saved)
    pairs = paired(theirs, ours)
    back: list[str] = []
    left: list[str] = []
    _graft_sheets(draft, pristine, theirs, pairs, back)
    _graft_tables(draft, pristine, pairs, back)
    _graft_theme(draft, pristine, theirs, ours)
    if pristine.find(macros.PART) is not None:
        _graft_macros(draft, pristine, theirs, back, left)
    _graft_workbook(draft, pristine, theirs, ours, pairs)
    return Restored(draft.data() if draft.changed() else saved.data, tuple(back), tuple(left))


def _graft_sheets(
    draft: Draft,
    pristine: Package,
    theirs: WorkbookPart,
    pairs: list[tuple[SheetEntry, SheetEntry]],
    back: list[str],
) -> None:
    saved = draft.package
    mates = {entry.part: mate for entry, mate in pairs}
    styles = saved.related(theirs.part, "styles")
    own_styles = pristine.related(read_workbook(pristine).part, "styles")
    own_looks = highlights.looks(pristine.read(own_styles).decode()) if own_styles else []
    replaced: dict[int, str] = {}
    for number, entry in enumerate(theirs.sheets, start=1):
        sheet = _split(draft, entry)
        if sheet is None:
            continue
        head, tail = sheet.head, sheet.tail
        mate = mates.get(entry.part)
        model = _pieces(pristine.read(mate.part).decode()) if mate is not None else None
        if mate is None or model is None:
            head = sheetmarks.with_headings(head, None)
        else:
            head = sheetmarks.with_headings(sheetmarks.with_code_name(head, model.head), model.head)
            tail = highlights.with_stops(tail, highlights.rules(model.tail, own_looks), replaced)
            own_area = _area(pristine, mate)
            tail = sheetmarks.with_tips(tail, model.tail)
            tail = sheetmarks.with_long_validations(tail, model.tail, own_area)
            tail = sheetmarks.with_ignored(tail, model.tail, _area(saved, entry), own_area)
            vml = pristine.related(mate.part, "vmlDrawing")
            if vml is not None and panel.buttons(own := pristine.read(vml).decode()):
                before = len(panel.buttons(_vml_of(saved, entry)))
                tail = panel.with_buttons(draft, entry.part, tail, own)
                wanted = ", ".join(_captions(own))
                back.append(f"nút bấm {wanted}" if before == 0 else f"nút bấm {wanted} (sửa lại)")
        vml = saved.related(entry.part, "vmlDrawing")
        if vml is not None and draft.has(vml):
            draft.write(vml, panel.numbered(draft.text(vml), number))
        draft.write(entry.part, head + sheet.cells + tail)
    if styles is not None:
        draft.write(styles, highlights.with_looks(draft.text(styles), replaced))


def _split(draft: Draft, entry: SheetEntry) -> _Sheet | None:
    return _pieces(draft.text(entry.part)) if entry.is_grid else None


def _pieces(text: str) -> _Sheet | None:
    """None for a part that another program wrote in another spelling: it is left alone."""
    found = re.search(r"<sheetData\s*/>", text)
    if found is None:
        start, end = text.find("<sheetData"), text.find("</sheetData>")
        if start < 0 or end < 0:
            return None
        cut = end + len("</sheetData>")
    else:
        start, cut = found.span()
    return _Sheet(text[:start], text[start:cut], text[cut:])


def _area(package: Package, entry: SheetEntry) -> str | None:
    tables = read_tables(package, entry.part)
    return area_name(*tables[0].area) if tables else None


def _vml_of(package: Package, entry: SheetEntry) -> str:
    part = package.related(entry.part, "vmlDrawing")
    return package.read(part).decode("utf-8", "replace") if part and package.find(part) else ""


def _captions(vml: str) -> list[str]:
    return [re.sub(r"<[^>]*>", "", box[0]).strip() for box in elements(vml, "v:textbox")]


def _graft_tables(
    draft: Draft, pristine: Package, pairs: list[tuple[SheetEntry, SheetEntry]], back: list[str]
) -> None:
    own = {
        table.name.casefold(): table.part for _, mate in pairs for table in read_tables(pristine, mate.part)
    }
    count = 0
    for entry, _ in pairs:
        for table in read_tables(draft.package, entry.part):
            if table.name.casefold() in own:
                text = draft.text(table.part)
                fresh = with_style_and_formulas(text, pristine.read(own[table.name.casefold()]).decode())
                count += fresh != text
                draft.write(table.part, fresh)
    if count:
        back.append(f"kiểu bảng và công thức tự điền của {count} bảng")


def _graft_theme(draft: Draft, pristine: Package, theirs: WorkbookPart, ours: WorkbookPart) -> None:
    theme = pristine.related(ours.part, "theme")
    if theme is None or draft.package.related(theirs.part, "theme") is not None:
        return
    part = draft.free_name("xl/theme/theme{}.xml")
    draft.write(part, pristine.read(theme))
    draft.set_type(part, _THEME_TYPE)
    draft.relate(theirs.part, "theme", part)


def _graft_macros(
    draft: Draft, pristine: Package, theirs: WorkbookPart, back: list[str], left: list[str]
) -> None:
    project = macros.merged_project(draft.package, pristine)
    if project is None:
        left.append(
            "phần macro: sổ có macro riêng viết trong trang hoặc biểu mẫu nên giữ nguyên như LibreOffice đã lưu"
        )
        return
    if draft.package.find(macros.PART) is None:
        draft.relate(theirs.part, _VBA_RELATION, macros.PART)
    draft.write(macros.PART, project)
    draft.set_type(macros.PART, _VBA_TYPE)
    draft.set_type(theirs.part, _MACRO_BOOK)
    back.append("macro của các nút")


def _graft_workbook(
    draft: Draft,
    pristine: Package,
    theirs: WorkbookPart,
    ours: WorkbookPart,
    pairs: list[tuple[SheetEntry, SheetEntry]],
) -> None:
    """Last: the workbook's code name is the sign that nothing is left to restore."""
    own = pristine.read(ours.part).decode()
    text = draft.text(theirs.part)
    hidden = {entry.tab for entry, mate in pairs if mate.visible == "veryHidden"}

    def very(found: re.Match[str]) -> str:
        given = attributes(found[0])
        tab = given.get("name", "")
        # Ours begin with "_", those of a unit's copy too, which the pristine workbook does not have.
        deep = given.get("state") == "hidden" and (tab in hidden or tab.startswith("_"))
        return with_attribute(found[0], "state", "veryHidden") if deep else found[0]

    text = re.sub(r"<sheet\s[^>]*>", very, text)
    version = next(elements(own, "fileVersion"), None)
    if version is not None:
        there = next(elements(text, "fileVersion"), None)
        text = (
            text.replace(there[0], version[0])
            if there
            else inserted_before(text, version[0], ("workbookPr", "bookViews", "sheets"))
        )
    wanted = next(elements(own, "workbookPr"), None)
    there = next(elements(text, "workbookPr"), None)
    if wanted is not None and there is None:
        text = inserted_before(text, wanted[0], ("workbookProtection", "bookViews", "sheets"))
    elif wanted is not None and there is not None:
        tag = start_tag(there[0])
        for name, value in attributes(wanted[0]).items():
            if name not in attributes(tag):
                tag = with_attribute(tag, name, value)
        text = text.replace(there[0], tag + there[0][len(start_tag(there[0])) :])
    draft.write(theirs.part, text)
