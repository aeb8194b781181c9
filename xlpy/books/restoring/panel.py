"""The buttons on the control panel, and the drawings of notes that share their part.

Excel keeps form buttons in the sheet's VML part. LibreOffice writes them there without what makes them work, and a
second time as `controls` of the 2010 kind; opened again, it finds neither, and the next save has none at all. So ours
are taken out wherever they are left and put back as the pristine workbook has them. Controls and notes of the
clerk's own stay.
"""

from __future__ import annotations

import re
from itertools import count

from xlpy.books.restoring.draft import Draft
from xlpy.books.restoring.tags import attributes, elements, inserted_before, plain, start_tag, with_attribute

_VML_TYPE = "application/vnd.openxmlformats-officedocument.vmlDrawing"
_AFTER_VML = (
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
_CHOICE = r'<mc:AlternateContent\b[^>]*><mc:Choice\b[^>]*?Requires="x14"[^>]*>'
_CHOICE_END = r"</mc:Choice>(?:<mc:Fallback\s*/>)?</mc:AlternateContent>"
_CONTROLS = re.compile(rf"{_CHOICE}<controls>(.*)</controls>{_CHOICE_END}", re.DOTALL)
_CONTROL = re.compile(rf"(?:{_CHOICE})?(<control\s.*?</control>)(?:{_CHOICE_END})?", re.DOTALL)
_NUMBERED = re.compile(r"<v:shape\s[^>]*>")


def buttons(vml: str) -> dict[str, str]:
    """The button shapes of a VML part by macro, without the name of the module."""
    found: dict[str, str] = {}
    for shape in elements(vml, "v:shape"):
        if 'ObjectType="Button"' in shape[0]:
            found[_macro(shape[0])] = shape[0]
    return found


def with_buttons(draft: Draft, sheet: str, tail: str, pristine_vml: str) -> str:
    """The sheet's text after its cells, with our buttons; the draft gets the parts that belong to them."""
    ours = buttons(pristine_vml)
    tail = _without_controls(draft, sheet, tail, set(ours))
    kept: list[str] = []
    kinds: dict[str, str] = {}
    part = next(
        (target for kind, target in draft.package.relations(sheet).values() if kind == "vmlDrawing"), None
    )
    if part is not None and "<legacyDrawing " in tail:
        old = draft.text(part)
        kept = [shape[0] for shape in elements(old, "v:shape") if _macro(shape[0]) not in ours]
        kinds = _kinds(old)
    else:
        part = draft.free_name("xl/drawings/vmlDrawing{}.vml")
        identity = draft.relate(sheet, "vmlDrawing", part)
        tail = inserted_before(tail, f'<legacyDrawing r:id="{identity}"/>', _AFTER_VML)
    draft.write(part, _vml(pristine_vml, kinds, kept))
    draft.set_type(part, _VML_TYPE)
    return tail


def numbered(vml: str, sheet_number: int) -> str:
    """The VML part with shape kinds once and shapes under numbers of their own, as Excel writes them.

    LibreOffice calls every shape "shape_0" and repeats the kind before each.
    """
    seen: set[str] = set()

    def once(found: re.Match[str]) -> str:
        identity = attributes(start_tag(found[0])).get("id", "")
        if identity in seen:
            return ""
        seen.add(identity)
        return found[0]

    vml = re.sub(r"<v:shapetype\s[^>]*>.*?</v:shapetype>", once, vml, flags=re.DOTALL)
    shapes = [attributes(found[0]).get("id", "") for found in _NUMBERED.finditer(vml)]
    if len(set(shapes)) == len(shapes):
        return vml
    numbers = count(1024 * sheet_number + 1)
    return _NUMBERED.sub(lambda found: with_attribute(found[0], "id", f"_x0000_s{next(numbers)}"), vml)


def _vml(pristine: str, kinds: dict[str, str], kept: list[str]) -> str:
    known = _kinds(pristine)
    more = "".join(text for identity, text in kinds.items() if identity not in known)
    numbers = count(1025 + len(buttons(pristine)))
    own = "".join(
        _NUMBERED.sub(
            lambda found: with_attribute(found[0], "id", f"_x0000_s{next(numbers)}"), shape, count=1
        )
        for shape in kept
    )
    return pristine.replace("</xml>", more + own + "</xml>")


def _kinds(vml: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for kind in elements(vml, "v:shapetype"):
        found.setdefault(attributes(start_tag(kind[0])).get("id", ""), kind[0])
    return found


def _macro(shape: str) -> str:
    found = re.search(r"<x:FmlaMacro>(.*?)</x:FmlaMacro>", shape, re.DOTALL)
    return re.split(r"[!.]", plain(found[1]))[-1].strip() if found else ""


def _without_controls(draft: Draft, sheet: str, tail: str, macros: set[str]) -> str:
    block = _CONTROLS.search(tail)
    if block is None:
        return tail
    gone: set[str] = set()
    kept: list[str] = []
    for control in _CONTROL.finditer(block[1]):
        given = attributes(start_tag(control[1]))
        properties = re.search(r"<controlPr\b[^>]*>", control[1])
        macro = attributes(properties[0]).get("macro", "") if properties else ""
        if re.split(r"[!.]", macro)[-1] not in macros:
            kept.append(control[0])
            continue
        gone.add(given.get("shapeId", ""))
        _drop(draft, sheet, given.get("r:id", ""))
    _without_twins(draft, sheet, gone)
    if kept:
        return tail.replace(block[1], "".join(kept))
    return tail.replace(block[0], "")


def _drop(draft: Draft, sheet: str, identity: str) -> None:
    _, target = draft.package.relations(sheet).get(identity, ("", ""))
    if target:
        draft.unrelate(sheet, identity)
        draft.remove(target)


def _without_twins(draft: Draft, sheet: str, shapes: set[str]) -> None:
    """Takes the shapes that stand for removed controls out of the sheet's drawing."""
    part = next(
        (target for kind, target in draft.package.relations(sheet).values() if kind == "drawing"), None
    )
    if part is None:
        return

    def others(found: re.Match[str]) -> str:
        numbers = {attributes(each[0]).get("id") for each in re.finditer(r"<xdr:cNvPr\b[^>]*>", found[0])}
        return "" if numbers & shapes else found[0]

    text = draft.text(part)
    draft.write(
        part, re.sub(r"<mc:AlternateContent\b.*?</mc:AlternateContent>", others, text, flags=re.DOTALL)
    )
