"""What a nominee wrote in Word, as plain blocks of text, and what reading the file noticed.

A row of Tập thể or Cá nhân may name a .docx (column `report_file`). `books.reports` reads it; checks and packets see
only what stands here. Nothing of the file's own look is kept but what carries meaning: headings, list markers, tables,
bold words inside a sentence. Italics go: NĐ 30/2020/NĐ-CP, C-14, wants the body upright.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

State = Literal["read", "no_folder", "outside", "missing", "unreadable", "refused", "too_big", "empty"]
"""read: `blocks` hold the text. no_folder: the workbook lies in no folder of this machine. outside: the cell does not
name a file below that folder. missing, unreadable (locked, no permission), refused (no harmless .docx), too_big and
empty are what they say. In every state but the first, `blocks` are empty."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text, clean NFC without line breaks; the blanks at its ends belong to the sentence."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph. `marker` is what Word showed before it ("-", "1.", "a)"), "" outside lists."""

    pieces: tuple[Piece, ...]
    heading: bool = False
    marker: str = ""

    @property
    def content(self) -> str:
        """The text without the marker."""
        return "".join(piece.text for piece in self.pieces)

    @property
    def text(self) -> str:
        """The text as printed, marker included."""
        return f"{self.marker} {self.content}" if self.marker else self.content

    @property
    def all_bold(self) -> bool:
        return all(piece.bold or not piece.text.strip() for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over `span` columns. `down` says how it shares a column with its neighbours above and below."""

    lines: tuple[Line, ...]
    span: int = 1
    down: Literal["", "first", "more"] = ""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table; the spans of every row add up to len(widths). `widths` are relative, `headings` counts heading rows."""

    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]
    headings: int = 0


Block: TypeAlias = Line | Grid


@dataclass(slots=True)
class Remarks:
    """What the clerk must know of a file that was read: counts, but for the texts."""

    decomposed: bool = False
    """Some text was not NFC (typed on a Mac, as a rule); it is now."""
    encodings: list[str] = field(default_factory=list[str])
    """Legacy encodings that were converted: "tcvn3", "vni", "mojibake"."""
    converted: str = ""
    """The first text that was converted, as it reads now."""
    insertions: int = 0
    deletions: int = 0
    comments: int = 0
    pictures: int = 0
    text_boxes: int = 0
    footnotes: int = 0
    objects: int = 0
    equations: int = 0
    foreign: int = 0
    """Parts that live in other files: linked pictures, subdocuments, inserted files."""
    hidden: int = 0
    left_out: list[str] = field(default_factory=list[str])
    """Parts of a whole report that the cells of the workbook fill, as headings: "I. Sơ lược…"."""
    form_unclear: bool = False
    """The file looks like a whole report, but has no recognisable part II."""


@dataclass(frozen=True, slots=True)
class ReportFile:
    """The file that one row names. `typed` is the cell, `name` the file's own name once it was found.

    `reason` says in Vietnamese why a file is "unreadable", "refused" or "too_big"; `near` is the likeliest file name
    for a missing one. `open_elsewhere`: a Word or LibreOffice owner file stands beside it. `sha256` of the bytes read.
    """

    typed: str
    state: State
    name: str = ""
    reason: str = ""
    near: str = ""
    open_elsewhere: bool = False
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    remarks: Remarks = field(default_factory=Remarks)

    @property
    def text(self) -> str:
        """All text in reading order, one paragraph a line."""
        return "\n".join(line.text for line in all_lines(self.blocks))


def all_lines(blocks: Iterable[Block]) -> Iterator[Line]:
    """Every paragraph in reading order, those in tables row by row."""
    for block in blocks:
        if isinstance(block, Line):
            yield block
        else:
            for row in block.rows:
                for cell in row:
                    yield from cell.lines
