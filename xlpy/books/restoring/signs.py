"""How to see that a workbook of ours was saved by LibreOffice's own writer."""

from __future__ import annotations

import re

from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.workbookpart import read_workbook
from xlpy.books.restoring.tags import attributes

OURS = "msg_no_addin"
"""A defined name that every workbook of ours has (the LibreOffice set-up knows us by the same)."""


def needs_restoring(package: Package) -> bool:
    """Whether it is a workbook of ours that has lost its code names.

    LibreOffice drops them at every save, and no clerk can: so they tell of all the other losses. Reads
    xl/workbook.xml only. Raises `BookError` for what is no workbook.
    """
    part = read_workbook(package)
    if all(name.name != OURS for name in part.names):
        return False
    found = re.search(r"<workbookPr\b[^>]*>", package.read(part.part).decode("utf-8", "replace"))
    return found is None or not attributes(found[0]).get("codeName")
