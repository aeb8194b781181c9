"""A Word document as the checker sees it: every paragraph with the look that it really has, and where it stands.

Lengths are millimetres, sizes and gaps points. Looks are resolved: defaults, table, paragraph and character styles,
direct formatting.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

Align = Literal["left", "center", "right", "both"]


@dataclass(frozen=True, slots=True)
class Look:
    """How letters look. `fonts` are the names that the four slots (ascii, hAnsi, cs, eastAsia) resolve to."""

    fonts: frozenset[str]
    size: float
    bold: bool = False
    italic: bool = False
    capitals: bool = False
    colour: str = "auto"
    """"auto", or six hexadecimal digits."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Letters of one look; line breaks are "\\n"."""

    text: str
    look: Look


@dataclass(frozen=True, slots=True)
class CellPlace:
    """Table (counted from 1 in its part), row and column from 1, and the cell's inner width."""

    table: int
    row: int
    column: int
    width: float


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal line and its length; `kind` says how it was drawn."""

    length: float
    kind: Literal["border", "drawing"]
    solid: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`number` counts the paragraphs of the body from 1, those in tables too; 0 in headers and footers."""

    number: int
    pieces: tuple[Piece, ...]
    align: Align
    first: float
    """Indent of the first line against the others; negative for a hanging one."""
    left: float
    right: float
    before: float
    after: float
    line: float
    """Line pitch as a multiple of single spacing."""
    width: float
    """Between the indents."""
    mark: Look
    """The look of the paragraph mark: what an empty paragraph would be typed in."""
    section: int = 0
    cell: CellPlace | None = None
    above: Rule | None = None
    """A line on its upper edge."""
    below: Rule | None = None
    fields: frozenset[str] = frozenset()
    pictures: tuple[str, ...] = ()
    """File names of the pictures in it."""
    keeps_next: bool = False

    @property
    def text(self) -> str:
        """All its letters as they print, without blanks around them."""
        return "".join(
            piece.text.upper() if piece.look.capitals else piece.text for piece in self.pieces
        ).strip()

    @property
    def inked(self) -> tuple[Piece, ...]:
        """Pieces that leave ink."""
        return tuple(piece for piece in self.pieces if piece.text.strip())

    @property
    def sizes(self) -> set[float]:
        """Sizes of its letters."""
        return {piece.look.size for piece in self.inked}

    def all_bold(self) -> bool:
        """Whether every letter is bold; False for no letters."""
        return bool(self.inked) and all(piece.look.bold for piece in self.inked)

    def any_bold(self) -> bool:
        """Whether some letter is bold."""
        return any(piece.look.bold for piece in self.inked)

    def all_italic(self) -> bool:
        """Whether every letter is italic; False for no letters."""
        return bool(self.inked) and all(piece.look.italic for piece in self.inked)

    def any_italic(self) -> bool:
        """Whether some letter is italic."""
        return any(piece.look.italic for piece in self.inked)


@dataclass(frozen=True, slots=True)
class Section:
    """Page set-up of one section; `headers` by "default", "first", "even", inherited ones filled in."""

    number: int
    width: float
    height: float
    landscape: bool
    top: float
    bottom: float
    left: float
    right: float
    different_first: bool
    starts_at: int | None
    number_format: str
    headers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict[str, tuple[Paragraph, ...]])
    footers: dict[str, tuple[Paragraph, ...]] = field(default_factory=dict[str, tuple[Paragraph, ...]])


@dataclass(frozen=True, slots=True)
class WordDocument:
    """A document's body in reading order and its sections."""

    name: str
    paragraphs: tuple[Paragraph, ...]
    sections: tuple[Section, ...]

    def everything(self) -> Iterator[tuple[str, Paragraph]]:
        """(part for messages, paragraph): the body, then headers and footers once each."""
        for paragraph in self.paragraphs:
            yield "", paragraph
        seen: set[int] = set()
        for section in self.sections:
            for word, parts in (("đầu trang", section.headers), ("chân trang", section.footers)):
                for paragraphs in parts.values():
                    if id(paragraphs) not in seen:
                        seen.add(id(paragraphs))
                        for paragraph in paragraphs:
                            yield word, paragraph
