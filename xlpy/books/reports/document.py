"""A vetted .docx as blocks: paragraphs, list items, headings and tables in the order in which they are read.

Changes that were tracked count as accepted: what was inserted or moved here is text, what was deleted or moved away is
none. Text boxes and notes come right after the paragraph they hang on, inside a cell too.
"""

from __future__ import annotations

from dataclasses import replace

from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.xmlnode import Node
from xlpy.books.reports.grids import make_grid, rows_of
from xlpy.books.reports.lines import Stretch, clean_lines
from xlpy.books.reports.numbering import BULLETS, Numbering
from xlpy.books.reports.runs import NO_TEXT, RunReader
from xlpy.books.reports.styles import Look, Styles, paragraph_look, value
from xlpy.model.reportfile import Block, Grid, Line, Remarks, all_lines

_LONGEST_HEADING = 150
_MOSTLY = 0.8


def read_document(package: Package, main: str, remarks: Remarks) -> list[Block]:
    """All text of the body. `main` is the name of the document part.

    Raises the `BookError` of a damaged part, RecursionError for one nested beyond reason.
    """

    def related(kind: str) -> Node | None:
        name = package.related(main, kind)
        return package.tree(name) if name is not None and package.find(name) else None

    styles = Styles(related("styles"))
    notes = {kind: _notes(related(f"{kind}s"), kind) for kind in ("footnote", "endnote")}
    reader = _Reader(styles, Numbering(related("numbering"), styles), notes, remarks)
    body = package.tree(main).first("body")
    if body is not None:
        reader.container(body)
    reader.flush()
    return _without_common_bold(reader.blocks)


def _notes(root: Node | None, kind: str) -> dict[str, Node]:
    return {node.attrs.get("id", ""): node for node in (root.every(kind) if root is not None else ())}


class _Reader:
    """Walks the body; inside cells, boxes and notes a reader of its own gathers the lines."""

    def __init__(
        self, styles: Styles, numbering: Numbering, notes: dict[str, dict[str, Node]], remarks: Remarks
    ) -> None:
        self.blocks: list[Block] = []
        self._styles = styles
        self._numbering = numbering
        self._notes = notes
        self._remarks = remarks
        self._runs = RunReader(styles, remarks, self._number_note)
        self._numbers: dict[tuple[str, str], int] = {}
        self._pending: list[Stretch] = []
        self._boxes: list[Node] = []
        self._open_notes: list[tuple[str, str]] = []

    def _number_note(self, kind: str, name: str) -> int:
        return self._numbers.setdefault((kind, name), len(self._numbers) + 1)

    def container(self, node: Node) -> None:
        """Adds what a body, cell, box or note holds; hanging texts after each paragraph."""
        for child in node.children:
            self._block(child)

    def _block(self, node: Node) -> None:
        if node.tag == "p":
            self._paragraph(node)
            self._hanging()
        elif node.tag == "tbl":
            self._table(node)
            self._hanging()
        elif node.tag in ("altChunk", "subDoc"):
            self._remarks.foreign += 1
        elif node.tag == "AlternateContent":
            choice = node.first("Choice") or node.first("Fallback")
            if choice is not None:
                self.container(choice)
        elif node.tag not in NO_TEXT and node.tag not in ("del", "moveFrom"):
            self.container(node)

    def _paragraph(self, node: Node) -> None:
        properties = node.first("pPr")
        mark = properties.first("rPr") if properties is not None else None
        style = self._styles.look(value(properties, "pStyle") or self._styles.default_paragraph)
        look = paragraph_look(properties).over(style).over(self._styles.defaults)
        inside = self._runs.read(node, look)
        self._boxes += inside.boxes
        self._open_notes += inside.notes
        stretches = self._pending + inside.stretches
        self._pending = []
        if mark is not None and (mark.first("del") or mark.first("moveFrom")):
            # A deleted paragraph mark: with the change accepted, the next paragraph goes on in this one.
            self._remarks.deletions += 1
            self._pending = stretches
            return
        if mark is not None and (mark.first("ins") or mark.first("moveTo")):
            self._remarks.insertions += 1
        self._add_lines(stretches, look)

    def _add_lines(self, stretches: list[Stretch], look: Look) -> None:
        marker = ""
        if look.list_id not in (None, "", "0"):
            marker = self._numbering.marker(look.list_id or "", look.list_level)
        for number, pieces in enumerate(clean_lines(stretches, self._remarks)):
            line = Line(pieces, False, "" if number else marker)
            self.blocks.append(replace(line, heading=bool(look.heading) or _is_bold_heading(line)))

    def flush(self) -> None:
        """A text whose paragraph mark was deleted and that nothing follows."""
        stretches, self._pending = self._pending, []
        self._add_lines(stretches, Look())

    def _table(self, node: Node) -> None:
        self.flush()
        rows, headings = rows_of(node, self._cell, self._remarks)
        grid = make_grid(node, rows, headings)
        self.blocks += [grid] if isinstance(grid, Grid) else grid

    def _cell(self, node: Node) -> tuple[Line, ...]:
        """The lines of a cell; a table inside it becomes lines in reading order."""
        outer, self.blocks = self.blocks, []
        self.container(node)
        self.flush()
        lines = [replace(line, heading=False) for line in all_lines(self.blocks)]
        self.blocks = outer
        return tuple(lines)

    def _hanging(self) -> None:
        """Text boxes, then notes, of the block just read. A note's number stands before its text, as in the text."""
        boxes, self._boxes = self._boxes, []
        for box in boxes:
            self.container(box)
        notes, self._open_notes = self._open_notes, []
        for kind, name in notes:
            note = self._notes[kind].pop(name, None)
            if note is None:
                continue
            start = len(self.blocks)
            self.container(note)
            for place in range(start, len(self.blocks)):
                block = self.blocks[place]
                if isinstance(block, Line):
                    sign = f"[{self._number_note(kind, name)}]" if place == start else block.marker
                    self.blocks[place] = replace(block, marker=sign, heading=False)


def _is_bold_heading(line: Line) -> bool:
    """People make headings bold more often than they use a heading style; a bold list item is no heading."""
    if line.marker in BULLETS or not line.all_bold or len(line.text) > _LONGEST_HEADING:
        return False
    return not line.content.endswith((".", ";", ",")) and any(map(str.isalpha, line.content))


def _without_common_bold(blocks: list[Block]) -> list[Block]:
    """Where nearly everything is bold, bold says nothing: it is dropped, and with it the headings it had made."""
    body = [block for block in blocks if isinstance(block, Line)]
    letters = sum(len(line.content) for line in body)
    bold = sum(len(piece.text) for line in body for piece in line.pieces if piece.bold)
    if len(body) > 2 and letters and bold / letters >= _MOSTLY:
        return [_plain(block) for block in blocks]
    return [_dressed(block) for block in blocks]


def _plain(block: Block) -> Block:
    if isinstance(block, Grid):
        rows = tuple(
            tuple(replace(cell, lines=tuple(map(_plain_line, cell.lines))) for cell in row)
            for row in block.rows
        )
        return replace(block, rows=rows)
    return replace(_plain_line(block), heading=block.heading and not block.all_bold)


def _plain_line(line: Line) -> Line:
    return replace(line, pieces=tuple(replace(piece, bold=False) for piece in line.pieces))


def _dressed(block: Block) -> Block:
    """A heading takes its weight from the template; a whole paragraph in bold is no emphasis either."""
    if isinstance(block, Line) and block.all_bold:
        return _plain_line(block)
    return block
