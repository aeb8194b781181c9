"""The inside of one paragraph: text with its look, accepted changes, and what hangs on it (boxes, notes, pictures)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from xlpy.books.ooxml.xmlnode import Node
from xlpy.books.reports.lines import Stretch
from xlpy.books.reports.styles import Look, Styles, run_look, value
from xlpy.model.reportfile import Remarks

NO_TEXT = frozenset([
    "pPr", "rPr", "sectPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sdtPr", "sdtEndPr",
    "smartTagPr", "customXmlPr", "instrText", "delInstrText", "delText", "fldData", "proofErr",
    "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "permStart", "permEnd",
    "annotationRef", "lastRenderedPageBreak", "softHyphen", "pPrChange", "rPrChange", "oMathParaPr",
    "ctrlPr", "rt",
])  # fmt: skip
"""Elements whose inside is no text of the document."""
_SIGNS = {"tab": " ", "cr": "\n", "noBreakHyphen": "-", "ptab": " "}
_DELETED = ("del", "moveFrom")
_INSERTED = ("ins", "moveTo")
# Word stores these fonts' signs in the private use area, F000 + code; only their meaning comes along.
_SYMBOLS = {
    "symbol": {0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB0: "°", 0xAE: "→", 0xB7: "•", 0xB9: "≠", 0xBB: "≈"},
    "wingdings": {0xFC: "✓", 0xFE: "☑", 0xA8: "☐", 0x6F: "☐", 0xE0: "→", 0xE8: "→", 0xA7: "•", 0x9F: "•", 0x76: "•", 0xD8: "•"},
}  # fmt: skip
_PRIVATE = range(0xF020, 0xF100)


@dataclass(slots=True)
class Inside:
    """What one paragraph holds. `boxes` are text boxes (`txbxContent`), `notes` ids of foot- and endnotes in order."""

    stretches: list[Stretch] = field(default_factory=list[Stretch])
    boxes: list[Node] = field(default_factory=list[Node])
    notes: list[tuple[str, str]] = field(default_factory=list[tuple[str, str]])


class RunReader:
    """Reads the inside of paragraphs. `number_note` gives the printed number of a note's (kind, id)."""

    def __init__(self, styles: Styles, remarks: Remarks, number_note: Callable[[str, str], int]) -> None:
        self._styles = styles
        self._remarks = remarks
        self._number_note = number_note

    def read(self, paragraph: Node, look: Look) -> Inside:
        """`look` is that of the paragraph's style over the document's defaults. Raises RecursionError."""
        inside = Inside()
        for child in paragraph.children:
            self._element(child, look, inside)
        return inside

    def _element(self, node: Node, look: Look, inside: Inside) -> None:
        tag = node.tag
        if tag in NO_TEXT:
            return
        if tag in _DELETED:
            self._remarks.deletions += 1
        elif tag == "r":
            self._run(node, look, inside)
        elif tag == "AlternateContent":
            choice = node.first("Choice") or node.first("Fallback")
            self._inner(choice, look, inside)
        else:
            if tag in _INSERTED:
                self._remarks.insertions += 1
            elif tag == "oMath":
                self._remarks.equations += 1
            if not self._hangs(node, inside):
                self._inner(node, look, inside)

    def _inner(self, node: Node | None, look: Look, inside: Inside) -> None:
        for child in node.children if node is not None else ():
            self._element(child, look, inside)

    def _run(self, run: Node, look: Look, inside: Inside) -> None:
        properties = run.first("rPr")
        own = run_look(properties).over(self._styles.look(value(properties, "rStyle"))).over(look)
        if own.hidden:
            self._remarks.hidden += any(node.text.strip() for node in run.every("t"))
            return
        for child in run.children:
            self._piece(child, own, inside)

    def _piece(self, node: Node, look: Look, inside: Inside) -> None:
        tag = node.tag
        if tag == "t":
            self._add(_plain_symbols(node.text, look.font), look, inside)
        elif tag in _SIGNS:
            self._add(_SIGNS[tag], look, inside)
        elif tag == "br":
            self._add("\n" if node.attrs.get("type", "textWrapping") == "textWrapping" else " ", look, inside)
        elif tag == "sym":
            self._add(_symbol(node), look, inside)
        elif tag in ("footnoteReference", "endnoteReference"):
            self._note(tag.removesuffix("Reference"), node, look, inside)
        elif tag == "commentReference":
            self._remarks.comments += 1
        else:
            self._element(node, look, inside)

    def _note(self, kind: str, node: Node, look: Look, inside: Inside) -> None:
        name = node.attrs.get("r:id") or node.attrs.get("id", "")
        self._remarks.footnotes += 1
        inside.notes.append((kind, name))
        self._add(f" [{self._number_note(kind, name)}]", look, inside)

    def _hangs(self, node: Node, inside: Inside) -> bool:
        """Pictures, drawings and objects; their text boxes are kept for later, the rest is counted."""
        if node.tag not in ("drawing", "pict", "object"):
            return False
        boxes = list(_boxes(node))
        inside.boxes += boxes
        self._remarks.text_boxes += len(boxes)
        if node.tag == "object":
            self._remarks.objects += 1
        elif not boxes:
            linked = any("link" in each.attrs for each in node.every("blip"))
            self._remarks.foreign += linked
            self._remarks.pictures += not linked
        return True

    def _add(self, text: str, look: Look, inside: Inside) -> None:
        if text:
            inside.stretches.append(Stretch(text, bool(look.bold), look.font))


def _boxes(node: Node) -> list[Node]:
    """Text boxes below a drawing, outermost only; of alternatives the first."""
    found: list[Node] = []
    for child in node.children:
        if child.tag == "txbxContent":
            found.append(child)
        elif child.tag == "AlternateContent":
            choice = child.first("Choice") or child.first("Fallback")
            found += _boxes(choice) if choice is not None else []
        else:
            found += _boxes(child)
    return found


def _symbol(node: Node) -> str:
    code = node.attrs.get("char", "")
    try:
        number = int(code, 16)
    except ValueError:
        return ""
    font = node.attrs.get("font", "")
    if number in _PRIVATE or number < 0x100:
        return _meaning(number & 0xFF, font)
    return chr(number) if number < 0xD800 else ""


def _plain_symbols(text: str, font: str | None) -> str:
    """Text with the private signs of symbol fonts replaced by what they mean."""
    if text.isascii() or not any(ord(char) in _PRIVATE for char in text):
        return text
    return "".join(_meaning(ord(char) & 0xFF, font or "") if ord(char) in _PRIVATE else char for char in text)


def _meaning(code: int, font: str) -> str:
    table = _SYMBOLS["wingdings" if "wingdings" in font.casefold() else "symbol"]
    return table.get(code, "•")
