"""PDF files as bytes: counting pages, taking the clock out, joining documents into one file to print."""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pypdf import PdfReader, PdfWriter


_HEADER = "%PDF-1.7"


class BrokenPdf(ValueError):
    """The bytes are no whole PDF with at least one page."""


@dataclass(frozen=True, slots=True)
class Joined:
    """One file of several documents. `starts` has the first page of each, counted from 1; `blank` pages were put
    between documents."""

    data: bytes
    starts: tuple[int, ...]
    pages: int
    blank: int


def page_count(data: bytes) -> int:
    """Pages of a PDF. Raises BrokenPdf."""
    return len(_read(data).pages)


def without_clock(data: bytes) -> bytes:
    """The PDF without date and random identifiers, so that one document always gives the same bytes.

    Title and author stay. Raises BrokenPdf.
    """
    from pypdf import PdfWriter

    reader = _read(data)
    facts = reader.metadata
    # Appended and not cloned: a clone keeps the random identifier.
    writer = PdfWriter()
    writer.append(reader)
    return _written(writer, _title(reader), facts.author if facts else None)


def join(documents: Sequence[tuple[str, bytes]], *, title: str, odd_starts: bool) -> Joined:
    """The documents (name, PDF) in this order as one PDF; each page keeps its own size. Bookmarks have the titles of
    the documents, or their names where they have none.

    With `odd_starts` each begins on an odd page, so that printed on both sides no sheet holds two documents. Raises
    BrokenPdf, also when the result does not have the pages of its parts.
    """
    from pypdf import PdfWriter

    writer = PdfWriter()
    starts: list[int] = []
    blank = total = 0
    for name, data in documents:
        reader = _read(data)
        if odd_starts and len(writer.pages) % 2:
            writer.add_blank_page()
            blank += 1
        starts.append(len(writer.pages) + 1)
        writer.append(reader, outline_item=_title(reader) or name)
        total += len(reader.pages)
    writer.compress_identical_objects()
    made = _written(writer, title)
    if page_count(made) != total + blank:
        raise BrokenPdf(f"{page_count(made)} pages instead of {total + blank}")
    return Joined(made, tuple(starts), total + blank, blank)


def _read(data: bytes) -> PdfReader:
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    # What pypdf says of a damaged file is for developers; the clerk gets a message of ours.
    logging.getLogger("pypdf").addHandler(logging.NullHandler())
    try:
        reader = PdfReader(io.BytesIO(data))
        pages = len(reader.pages)
    # pypdf means to raise its own errors only; damaged files bring out others too.
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, RecursionError, OSError) as error:
        raise BrokenPdf(str(error)) from error
    if not pages:
        raise BrokenPdf("no pages")
    return reader


def _title(reader: PdfReader) -> str | None:
    return reader.metadata.title if reader.metadata else None


def _written(writer: PdfWriter, title: str | None, author: str | None = None) -> bytes:
    facts = {"/Title": title, "/Author": author, "/Producer": "ThiDua"}
    writer.pdf_header = _HEADER
    writer.metadata = None
    writer.add_metadata({key: value for key, value in facts.items() if value})
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
