"""docxtpl's `resolve_listing` for one rendered part, without its cost on paragraphs that need nothing.

docxtpl walks every paragraph, run and text of the document with three nested regular expressions to turn tab, line
break, \\a (new paragraph) and \\f (page break) inside `<w:t>` into Word's elements. Most paragraphs hold none of the
four. Its outer expression matches from the first `<w:p>` after the previous match up to the next `</w:p>`: those are
the pieces between two `</w:p>`, so cutting there and handing docxtpl only the pieces that matter gives the same text.
"""

from __future__ import annotations

from collections.abc import Callable

_SPECIAL = "\t\n\a\f"
_PARAGRAPH_END = "</w:p>"
_UNESCAPED = (("{_{", "{{"), ("}_}", "}}"), ("{_%", "{%"), ("%_}", "%}"))


def finish_text(
    xml: str, resolve_paragraphs: Callable[[str], str], *, special: bool = True, braces: bool = True
) -> str:
    """What docxtpl does with rendered XML: its escaped braces, then listings.

    `resolve_paragraphs` is docxtpl's own `resolve_listing`. `special` False says that none of the four characters
    can stand in `xml`, `braces` False that no "_" stands beside a brace.
    """
    if braces and ("{_" in xml or "_}" in xml):
        for written, meant in _UNESCAPED:
            xml = xml.replace(written, meant)
    if not special or not is_special(xml):
        return xml
    pieces = xml.split(_PARAGRAPH_END)
    last = pieces.pop()
    done = [
        resolve_paragraphs(piece + _PARAGRAPH_END) if is_special(piece) else piece + _PARAGRAPH_END
        for piece in pieces
    ]
    return "".join(done) + last


def is_special(text: str) -> bool:
    """Whether docxtpl would look into the text's paragraphs."""
    return any(sign in text for sign in _SPECIAL)
