"""Values that need parts or relationships of their own in the document.

A context is built before anybody knows which template it meets, so these only say what is wanted. A document that
prints one of them is rendered by docxtpl itself, which adds the part; all others take the compiled way.
Texts with their own formatting (docxtpl's `RichText`, `RichTextParagraph`, `Listing`) need no part and are fast.
docxtpl's subdocuments are not offered: they need docxcompose, which is not among our requirements and loses headers
and footers (evidence.md §4).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class OwnParts:
    """Base of the values below. Printing one outside docxtpl's way is a mistake, hence no `__str__` of use."""


@dataclass(frozen=True)
class Picture(OwnParts):
    """A picture in the line of text. Sizes in millimetres; one of them alone keeps the proportions."""

    file: Path | bytes
    width_mm: float | None = None
    height_mm: float | None = None


@dataclass(frozen=True)
class Link(OwnParts):
    """A hyperlink, for `{{r … }}` in the body of the document."""

    text: str
    url: str
