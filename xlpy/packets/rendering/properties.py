"""The core properties (docProps/core.xml) of a finished document.

Written anew for each document: what the template's author left there (comments, keywords, the name of whoever edited
the template last) is about the template. Rendering them with docxtpl escapes values twice (evidence.md §4).
"""

from __future__ import annotations

from html import escape

from xlpy.packets.rendering.values import plain_text

CORE_PART = "docProps/core.xml"
# One date for all documents, so that equal values give equal bytes; the document's own date stands in its text.
FIXED_DATE = "2023-01-01T00:00:00Z"

_XML = (
    "<?xml version='1.0' encoding='UTF-8' standalone='yes'?>\n"
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
    'xmlns:dcmitype="http://purl.org/dc/dcmitype/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
    "<dc:title>{title}</dc:title><dc:creator>{author}</dc:creator>"
    "<cp:lastModifiedBy>{author}</cp:lastModifiedBy><cp:revision>1</cp:revision>"
    f'<dcterms:created xsi:type="dcterms:W3CDTF">{FIXED_DATE}</dcterms:created>'
    f'<dcterms:modified xsi:type="dcterms:W3CDTF">{FIXED_DATE}</dcterms:modified>'
    "<dc:language>vi-VN</dc:language></cp:coreProperties>"
)


def core_properties(title: str, author: str) -> bytes:
    """The part for a document with this title and author, both plain text on one line."""
    return _XML.format(title=_one_line(title), author=_one_line(author)).encode()


def _one_line(text: str) -> str:
    return escape(" ".join(plain_text(text).split()), quote=False)
