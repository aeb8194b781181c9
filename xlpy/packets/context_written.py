"""What a nominee wrote in Word, as fields of the report: one block after the other, styled by the template."""

from __future__ import annotations

from collections.abc import Sequence

from xlpy.model.reportfile import Block, Cell, Grid, Line
from xlpy.packets.context_parts import Context
from xlpy.packets.rendering.written import WrittenCell, WrittenTable, WrittenText


def written_fields(blocks: Sequence[Block]) -> list[Context]:
    """A dict for each block: `la_bang` says that `bang` is to be printed, else `chu`, as a heading if `la_de_muc`."""
    return [_block(block) for block in blocks]


def _block(block: Block) -> Context:
    if isinstance(block, Grid):
        return {"la_bang": True, "la_de_muc": False, "chu": WrittenText(()), "bang": _table(block)}
    return {"la_bang": False, "la_de_muc": block.heading, "chu": _text(block), "bang": WrittenTable((1,), ())}


def _text(line: Line, *, plain: bool = False) -> WrittenText:
    pieces = tuple((piece.text, piece.bold and not plain) for piece in line.pieces)
    return WrittenText(((f"{line.marker} ", False), *pieces) if line.marker else pieces)


def _table(grid: Grid) -> WrittenTable:
    rows = tuple(
        tuple(_cell(cell, number < grid.headings) for cell in row) for number, row in enumerate(grid.rows)
    )
    return WrittenTable(grid.widths, rows, grid.headings)


def _cell(cell: Cell, heading: bool) -> WrittenCell:
    # A heading row takes its weight from the template's style.
    return WrittenCell(tuple(_text(line, plain=heading) for line in cell.lines), cell.span, cell.down)
