"""Text and tables from outside Word templates, printed with the template's own styles.

A template writes `{{r khoi.chu }}` in a paragraph whose style it chooses, and `{{p khoi.bang }}` on a paragraph of its own
for a table. Both values carry their own XML, add no part to the package, and stay on the fast way. What users wrote is
escaped here and never read as a tag. Cells of a table take the named styles of our templates (tools/template_parts.py);
in a template without them Word falls back to Normal.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from xlpy.packets.rendering.values import plain_text

CELL_STYLE, FIGURE_STYLE, HEADING_STYLE = "TDOBang", "TDOBangGiua", "TDDauBang"
_FIGURES = re.compile(r"[\d.,/%+–-]*\d[\d.,/%+–-]*|[-–+x✓]")
"""A cell of figures alone stands in the middle, as the numbers in our own tables do."""
TEXT_WIDTH = 8787
"""Twips between the margins of a portrait page, 155 mm (NĐ 30/2020/NĐ-CP: 35 mm left, 15 to 20 mm right)."""
_NARROWEST = 340
_MARGIN = 80
_EDGES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """A paragraph's text: (text, bold) pieces. For `{{r … }}`."""

    pieces: tuple[tuple[str, bool], ...]

    def __str__(self) -> str:
        return "".join(text for text, _ in self.pieces)

    def __html__(self) -> str:
        return "".join(_run(text, bold) for text, bold in self.pieces)


@dataclass(frozen=True, slots=True)
class WrittenCell:
    """A cell: its paragraphs, how many columns it spans, and "first" or "more" where cells are joined downwards."""

    paragraphs: tuple[WrittenText, ...]
    span: int = 1
    down: str = ""


@dataclass(frozen=True, slots=True)
class WrittenTable:
    """A table as wide as the text, columns in the proportion of `widths`, for `{{p … }}`.

    The spans of every row add up to len(widths); the first `headings` rows repeat on each page. Rows do not break.
    """

    widths: tuple[int, ...]
    rows: tuple[tuple[WrittenCell, ...], ...]
    headings: int = 0

    @property
    def fits(self) -> bool:
        """Whether every row fills all columns, so that docxtpl's table repair has nothing to mend."""
        return bool(self.rows) and all(
            sum(cell.span for cell in row) == len(self.widths) for row in self.rows
        )

    def __str__(self) -> str:
        return f"bảng {len(self.rows)} dòng, {len(self.widths)} cột"

    def __html__(self) -> str:
        widths = shared_out(self.widths, TEXT_WIDTH)
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        rows = "".join(_row(row, widths, number < self.headings) for number, row in enumerate(self.rows))
        return (
            f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblInd w:w="0" w:type="dxa"/>'
            f'<w:tblBorders>{_EDGES}</w:tblBorders><w:tblLayout w:type="fixed"/><w:tblCellMar>'
            f'<w:left w:w="{_MARGIN}" w:type="dxa"/><w:right w:w="{_MARGIN}" w:type="dxa"/></w:tblCellMar></w:tblPr>'
            f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
        )


def shared_out(parts: Sequence[int], total: int) -> list[int]:
    """`total` in whole twips in the proportion of `parts`; nothing narrower than 6 mm while there is room for that."""
    least = min(_NARROWEST, total // len(parts))
    whole = sum(parts)
    spare = total - least * len(parts)
    found: list[int] = []
    given = done = 0
    # Rounded on the running sum, so that the widths add up to the total.
    for part in parts:
        done += part
        edge = spare * done // whole
        found.append(least + edge - given)
        given = edge
    return found


def _row(cells: Sequence[WrittenCell], widths: Sequence[int], heading: bool) -> str:
    place = 0
    done: list[str] = []
    for cell in cells:
        width = sum(widths[place : place + cell.span])
        place += cell.span
        done.append(_cell(cell, width, HEADING_STYLE if heading else _style_of(cell)))
    mark = "<w:tblHeader/>" if heading else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{mark}</w:trPr>{''.join(done)}</w:tr>"


def _style_of(cell: WrittenCell) -> str:
    texts = [str(text) for text in cell.paragraphs]
    return FIGURE_STYLE if len(texts) == 1 and _FIGURES.fullmatch(texts[0]) else CELL_STYLE


def _cell(cell: WrittenCell, width: int, style: str) -> str:
    span = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    down = {"first": '<w:vMerge w:val="restart"/>', "more": "<w:vMerge/>"}.get(cell.down, "")
    texts = cell.paragraphs or (WrittenText(()),)
    inside = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{text.__html__()}</w:p>' for text in texts
    )
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}</w:tcPr>{inside}</w:tc>'


def _run(text: str, bold: bool) -> str:
    marks = "<w:rPr><w:b/><w:bCs/></w:rPr>" if bold else ""
    return f'<w:r>{marks}<w:t xml:space="preserve">{escape(plain_text(text), quote=False)}</w:t></w:r>'
