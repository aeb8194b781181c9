"""From the bytes of a .docx to a `WordDocument`."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element

from xlpy.packets.conformance.styles import Styles, W, child, is_on, parse, value
from xlpy.packets.conformance.word import Align, CellPlace, Paragraph, Piece, Rule, Section, WordDocument
from xlpy.packets.rendering.gate import inspect_template

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_VML = "{urn:schemas-microsoft-com:vml}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_ALIGN: dict[str, Align] = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "both", "distribute": "both",
}  # fmt: skip
_SINGLE = 1.15
"""Height of a single line of Times New Roman, as a multiple of the size of its letters."""
_EMU = 36_000
"""Per millimetre."""
_CELL_SIDE = 1.9
"""Word's own distance between a cell's edge and its text, in millimetres."""


def read_document(path: Path) -> WordDocument:
    """The document at `path`. Raises TemplateError with a message for the clerk where it is no harmless .docx."""
    data = path.read_bytes()
    inspect_template(path, data)
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return _Reader(package).read(path.name)


def _mm(twips: str | None) -> float:
    try:
        return float(twips or 0) * 25.4 / 1440
    except ValueError:
        return 0.0


class _Reader:
    def __init__(self, package: zipfile.ZipFile) -> None:
        self._package = package
        self._names = set(package.namelist())
        self._main = self._find_main()
        self._links = self._relations(self._main)
        by_kind = dict(self._links.values())
        self._styles = Styles(self._part(by_kind.get("styles")), self._part(by_kind.get("theme")))
        self._counter = 0
        self._tables = 0

    def _part(self, name: str | None) -> bytes | None:
        return self._package.read(name) if name in self._names else None

    def _find_main(self) -> str:
        for kind, target in self._relations("").values():
            if kind == "officeDocument":
                return target
        return "word/document.xml"

    def _relations(self, part: str) -> dict[str, tuple[str, str]]:
        """Id → (kind, part name) of what a part refers to inside the package."""
        folder, name = posixpath.split(part)
        content = self._part(posixpath.join(folder, "_rels", f"{name}.rels"))
        found: dict[str, tuple[str, str]] = {}
        for link in list(parse(content)) if content is not None else []:
            if link.get("TargetMode") == "External":
                continue
            target = link.get("Target", "")
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            )
            found[link.get("Id", "")] = (link.get("Type", "").rpartition("/")[2], target.lstrip("/"))
        return found

    def read(self, name: str) -> WordDocument:
        body = child(parse(self._package.read(self._main)), "body")
        set_ups = [] if body is None else list(body.iter(f"{W}sectPr"))
        sections = self._sections(set_ups)
        places = {id(set_up): number for number, set_up in enumerate(set_ups)}
        paragraphs: list[Paragraph] = []
        if body is not None and sections:
            pending: list[Element] = []
            current = 0
            for block in body:
                pending.append(block)
                ends = block.find(f"{W}pPr/{W}sectPr") if block.tag == f"{W}p" else None
                if ends is not None or block is body[-1]:
                    number = places[id(ends)] if ends is not None else min(current, len(sections) - 1)
                    paragraphs += self._blocks(pending, sections[number], None, None)
                    pending, current = [], number + 1
        return WordDocument(name, tuple(paragraphs), tuple(sections))

    def _sections(self, set_ups: list[Element]) -> list[Section]:
        found: list[Section] = []
        for number, set_up in enumerate(set_ups):
            size, margins = child(set_up, "pgSz"), child(set_up, "pgMar")
            numbering = child(set_up, "pgNumType")
            start = value(numbering, "start")
            section = Section(
                number,
                _mm(value(size, "w")),
                _mm(value(size, "h")),
                value(size, "orient") == "landscape",
                abs(_mm(value(margins, "top"))),
                abs(_mm(value(margins, "bottom"))),
                _mm(value(margins, "left") or value(margins, "start")) + _mm(value(margins, "gutter")),
                _mm(value(margins, "right") or value(margins, "end")),
                bool(is_on(child(set_up, "titlePg"))),
                int(start) if start and start.isdigit() else None,
                value(numbering, "fmt") or "decimal",
            )
            for kind, parts in (("header", section.headers), ("footer", section.footers)):
                if found:
                    parts.update(found[-1].headers if kind == "header" else found[-1].footers)
                for reference in set_up.findall(f"{W}{kind}Reference"):
                    target = self._links.get(reference.get(f"{_R}id", ""), ("", ""))[1]
                    content = self._part(target)
                    if content is not None:
                        parts[value(reference, "type") or "default"] = self._margin_part(content, section)
            found.append(section)
        return found

    def _margin_part(self, content: bytes, section: Section) -> tuple[Paragraph, ...]:
        counter, tables = self._counter, self._tables
        read = tuple(self._blocks(list(parse(content)), section, None, None, numbered=False))
        self._counter, self._tables = counter, tables
        return read

    def _blocks(
        self,
        blocks: list[Element],
        section: Section,
        cell: CellPlace | None,
        table_style: str | None,
        *,
        numbered: bool = True,
    ) -> Iterator[Paragraph]:
        for block in blocks:
            if block.tag == f"{W}p":
                yield self._paragraph(block, section, cell, table_style, numbered=numbered)
            elif block.tag == f"{W}tbl":
                yield from self._table(block, section, numbered=numbered)
            elif block.tag == f"{W}sdt":
                inner = child(block, "sdtContent")
                if inner is not None:
                    yield from self._blocks(list(inner), section, cell, table_style, numbered=numbered)

    def _table(self, table: Element, section: Section, *, numbered: bool) -> Iterator[Paragraph]:
        self._tables += 1
        number = self._tables
        properties = child(table, "tblPr")
        style = value(child(properties, "tblStyle"))
        sides = child(properties, "tblCellMar")
        grid = [_mm(value(column, "w")) for column in table.findall(f"{W}tblGrid/{W}gridCol")]
        for row_number, row in enumerate(table.findall(f"{W}tr"), start=1):
            column = 0
            for cell in row.findall(f"{W}tc"):
                cell_properties = child(cell, "tcPr")
                span = value(child(cell_properties, "gridSpan"))
                wide = int(span) if span and span.isdigit() else 1
                own = child(cell_properties, "tcW")
                width = _mm(value(own, "w")) if value(own, "type") in (None, "dxa") else 0.0
                width = width or sum(grid[column : column + wide])
                inner = child(cell_properties, "tcMar")
                width -= sum(_side(inner, sides, side) for side in ("left", "right"))
                place = CellPlace(number, row_number, column + 1, max(width, 0.0))
                yield from self._blocks(list(cell), section, place, style, numbered=numbered)
                column += wide

    def _paragraph(
        self,
        element: Element,
        section: Section,
        cell: CellPlace | None,
        table_style: str | None,
        *,
        numbered: bool,
    ) -> Paragraph:
        number = 0
        if numbered:
            self._counter += 1
            number = self._counter
        properties = child(element, "pPr")
        style = value(child(properties, "pStyle"))
        layers = self._styles.paragraph_layers(properties, table_style)
        indent = _merged(layers, "ind")
        spacing = _merged(layers, "spacing")
        align = next(
            (found for layer in reversed(layers) if (found := value(child(layer, "jc"))) is not None), "left"
        )
        mark = self._styles.look(style, child(properties, "rPr"), table_style)
        pieces, fields = self._pieces(element, style, table_style)
        size = max((piece.look.size for piece in pieces if piece.text.strip()), default=mark.size)
        left = _mm(indent.get("left") or indent.get("start"))
        right = _mm(indent.get("right") or indent.get("end"))
        first = -_mm(indent["hanging"]) if "hanging" in indent else _mm(indent.get("firstLine"))
        room = cell.width if cell is not None else section.width - section.left - section.right
        width = max(room - left - right, 0.0)
        rules = {side: _border(layers, side, width) for side in ("top", "bottom")}
        drawn = next(_drawn_rules(element), None)
        return Paragraph(
            number,
            pieces,
            _ALIGN.get(align, "left"),
            first,
            left,
            right,
            _gap(spacing, "before"),
            _gap(spacing, "after"),
            _line(spacing, size),
            width,
            mark,
            section.number,
            cell,
            rules["top"],
            rules["bottom"] or drawn,
            frozenset(fields),
            tuple(self._pictures(element)),
            any(is_on(child(layer, "keepNext")) for layer in layers),
        )

    def _pieces(
        self, element: Element, style: str | None, table_style: str | None
    ) -> tuple[tuple[Piece, ...], set[str]]:
        pieces: list[Piece] = []
        fields: set[str] = set()
        for simple in element.iter(f"{W}fldSimple"):
            fields.add((value(simple, "instr") or "").split()[0].upper() if value(simple, "instr") else "")
        for run in element.iter(f"{W}r"):
            properties = child(run, "rPr")
            if is_on(child(properties, "vanish")):
                continue
            text = ""
            for part in run:
                if part.tag == f"{W}t":
                    text += part.text or ""
                elif part.tag in (f"{W}br", f"{W}cr"):
                    text += "\n"
                elif part.tag == f"{W}tab":
                    text += "\t"
                elif part.tag == f"{W}noBreakHyphen":
                    text += "-"
                elif part.tag == f"{W}instrText" and (part.text or "").split():
                    fields.add((part.text or "").split()[0].upper())
            if text:
                pieces.append(Piece(text, self._styles.look(style, properties, table_style)))
        return tuple(pieces), fields - {""}

    def _pictures(self, element: Element) -> Iterator[str]:
        for picture in element.iter(f"{_A}blip"):
            yield posixpath.basename(self._links.get(picture.get(f"{_R}embed", ""), ("", ""))[1])
        for picture in element.iter(f"{_VML}imagedata"):
            yield posixpath.basename(self._links.get(picture.get(f"{_R}id", ""), ("", ""))[1])


def _side(own: Element | None, shared: Element | None, side: str) -> float:
    other = {"left": "start", "right": "end"}[side]
    for margins in (own, shared):
        found = child(margins, side)
        found = child(margins, other) if found is None else found
        if found is not None:
            return _mm(value(found, "w"))
    return _CELL_SIDE


def _merged(layers: list[Element], name: str) -> dict[str, str]:
    """Attributes of an element over all layers; a hanging indent and a first-line indent replace each other."""
    merged: dict[str, str] = {}
    for layer in layers:
        found = child(layer, name)
        if found is None:
            continue
        own: dict[str, str] = {key.removeprefix(W): text for key, text in found.attrib.items()}
        if "hanging" in own:
            merged.pop("firstLine", None)
        elif "firstLine" in own:
            merged.pop("hanging", None)
        merged.update(own)
    return merged


def _gap(spacing: dict[str, str], side: str) -> float:
    if spacing.get(f"{side}Autospacing", "0") in ("1", "true", "on"):
        return 14.0
    try:
        return float(spacing.get(side) or 0) / 20
    except ValueError:
        return 0.0


def _line(spacing: dict[str, str], size: float) -> float:
    try:
        pitch = float(spacing.get("line") or 240)
    except ValueError:
        return 1.0
    if spacing.get("lineRule", "auto") == "auto":
        return pitch / 240
    exact = pitch / 20 / (size * _SINGLE)
    return max(exact, 1.0) if spacing["lineRule"] == "atLeast" else exact


def _border(layers: list[Element], side: str, width: float) -> Rule | None:
    for layer in reversed(layers):
        edge = child(child(layer, "pBdr"), side)
        if edge is not None:
            kind = value(edge) or "none"
            return None if kind in ("none", "nil") else Rule(width, "border", kind in ("single", "thick"))
    return None


def _drawn_rules(element: Element) -> Iterator[Rule]:
    """Lines drawn with Word's shapes: flat DrawingML extents and VML lines."""
    for drawing in [*element.iter(f"{_WP}inline"), *element.iter(f"{_WP}anchor")]:
        extent = drawing.find(f"{_WP}extent")
        if extent is None or drawing.find(f".//{_WPS}wsp") is None:
            continue
        wide, high = int(extent.get("cx", "0")), int(extent.get("cy", "0"))
        if wide > 20 * max(high, 1) or (high <= _EMU and wide > _EMU):
            dash = drawing.find(f".//{_A}prstDash")
            yield Rule(wide / _EMU, "drawing", dash is None or dash.get("val") == "solid")
    for line in element.iter(f"{_VML}line"):
        ends = [_points(line.get(name, "0,0")) for name in ("from", "to")]
        yield Rule(abs(ends[1] - ends[0]) * 25.4 / 72, "drawing")


def _points(pair: str) -> float:
    number = pair.split(",")[0].strip()
    for unit, factor in (("pt", 1.0), ("mm", 72 / 25.4), ("cm", 720 / 25.4), ("in", 72.0), ("", 1.0)):
        if number.endswith(unit):
            try:
                return float(number.removesuffix(unit) or 0) * factor
            except ValueError:
                return 0.0
    return 0.0
