"""File names as they come by mail: shown safely, never used to build a path."""

from __future__ import annotations

import unicodedata
from pathlib import PurePath

LONGEST = 150
"""Characters shown of a name; the middle of a longer one is left out."""
_ENDINGS = frozenset([".xlsx", ".xlsm", ".xls", ".ods"])


def shown_name(name: str) -> str:
    """One line to show and log: NFC, no folders, no control, direction or unpaired signs, at most `LONGEST` long.

    A right-to-left override would show "bảng‮xslx.exe" as something else. Never empty.
    """
    base = name.replace("\\", "/").rstrip("/").rpartition("/")[2]
    base = base.encode("utf-8", "replace").decode("utf-8")
    kept = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Zl", "Zp") else sign
        for sign in unicodedata.normalize("NFC", base)
        if unicodedata.category(sign) not in ("Cf", "Cs", "Co")
    )
    kept = " ".join(kept.split())
    if len(kept) > LONGEST:
        half = (LONGEST - 1) // 2
        kept = f"{kept[:half]}…{kept[-half:]}"
    return kept or "(không tên)"


def ending(name: str) -> str:
    """The ending for the kept copy: one of ours, lower case, else ".dat" (so that no double click runs it)."""
    suffix = PurePath(shown_name(name)).suffix.lower()
    return suffix if suffix in _ENDINGS else ".dat"
