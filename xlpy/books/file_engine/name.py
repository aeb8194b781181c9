# pyright: reportIncompatibleMethodOverride=false, reportAssignmentType=false
# The contract declares setters and parameters that only raise; ours leaves them out.
"""One defined name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from xlpy.books.file_engine.range import FileRange
from xlpy.books.ooxml.workbookpart import DefinedName
from xlpy.books.xw import base_classes

if TYPE_CHECKING:
    from xlpy.books.file_engine.book import FileBook

_AREA = re.compile(
    r"=(?:'((?:[^']|'')+)'|([^'!\[\]()]+))!(\$?[A-Za-z]{1,3}\$?\d+(?::\$?[A-Za-z]{1,3}\$?\d+)?)"
)


class FileName(base_classes.Name):
    """A defined name of a closed workbook."""

    def __init__(self, book: FileBook, defined: DefinedName) -> None:
        self._book = book
        self._defined = defined

    @property
    def api(self) -> DefinedName:
        """The name at package level."""
        return self._defined

    @property
    def name(self) -> str:
        """'Name', or 'Tab!Name' for a name of one sheet."""
        scope = self._defined.scope
        return f"{scope}!{self._defined.name}" if scope else self._defined.name

    @name.setter
    def name(self, value: str) -> None:
        raise NotImplementedError("the file engine does not rename defined names")

    @property
    def refers_to(self) -> str:
        """Its definition with '='."""
        return self._defined.refers_to

    @refers_to.setter
    def refers_to(self, value: str) -> None:
        raise NotImplementedError("the file engine does not redefine names")

    @property
    def refers_to_range(self) -> FileRange:
        """The cells it names. Raises ValueError for a constant, a formula, several areas or #REF!."""
        match = _AREA.fullmatch(self.refers_to)
        if match is None:
            raise ValueError(f"the name {self.name!r} is no range: {self.refers_to}")
        tab = (match[1] or match[2]).replace("''", "'")
        return self._book.sheets(tab).range(match[3])
