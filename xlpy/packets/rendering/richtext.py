"""docxtpl's formatted texts, for contexts that need them, so that nobody else imports docxtpl.

`RichText` for `{{r … }}`, `RichTextParagraph` for `{{p … }}`, `Listing` for `{{ … }}`. They carry their own XML, add
no part to the package and stay on the fast way. For hyperlinks use `richvalues.Link`.
"""

from __future__ import annotations

from docxtpl import Listing, RichText, RichTextParagraph  # pyright: ignore[reportMissingTypeStubs]

__all__ = ["Listing", "RichText", "RichTextParagraph"]
