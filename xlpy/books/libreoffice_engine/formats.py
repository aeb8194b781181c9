"""Number formats of a document: which keys show dates or truth values, and their codes as Excel writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import Enum
from typing import Any

from xlpy.books.ooxml.styles import is_date_format

# com.sun.star.util.NumberFormat
_DATE_TIME, _LOGICAL, _TEXT = 2 | 4, 1024, 256
_LOCALE_KEYS = 10_000
"""Keys come in blocks of this size, one for each locale; the first of a block is that locale's General."""
_COLOUR = re.compile(r"\[(?:black|blue|cyan|green|magenta|red|white|yellow)\]", re.IGNORECASE)
_QUOTED = re.compile(r'("[^"]*"|\\.)')


class Shows(Enum):
    """What a number in a cell of that format means."""

    NUMBER = "number"
    DATE = "date"
    LOGICAL = "logical"
    TEXT = "text"


class NumberFormats:
    """Judges each format once; a key means the same format as long as its document is open."""

    def __init__(self, model: Any) -> None:
        self._model = model
        self._known: dict[int, tuple[Shows, str]] = {}

    def learn(self, found: Mapping[int, tuple[int, str]]) -> None:
        """Judge formats whose type and code came with an answer from `inside`."""
        for key, (kind, code) in found.items():
            if key not in self._known:
                self._known[key] = _judge(key, kind, code)

    @property
    def kinds(self) -> dict[int, str]:
        """Every format judged so far, as `inside.writing` takes it."""
        return {key: shows.value for key, (shows, _) in self._known.items()}

    def shows(self, key: int) -> Shows:
        """The kind of value that the format stands for; elapsed times ([h]:mm) are numbers, as in Excel."""
        return self._look_up(key)[0]

    def code(self, key: int) -> str:
        """'General', '@', 'dd/mm/yyyy', '0.0%': letters of dates are small, as Excel shows them."""
        return self._look_up(key)[1]

    def _look_up(self, key: int) -> tuple[Shows, str]:
        if key not in self._known:
            found = self._model.getNumberFormats().getByKey(key)
            self._known[key] = _judge(key, found.Type, found.FormatString)
        return self._known[key]


def _judge(key: int, kind: int, code: str) -> tuple[Shows, str]:
    if key % _LOCALE_KEYS == 0:
        return Shows.NUMBER, "General"
    if kind & _LOGICAL:
        return Shows.LOGICAL, code
    if kind & _TEXT:
        return Shows.TEXT, "@"
    shown = _as_excel(code, small=bool(kind & _DATE_TIME))
    return Shows.DATE if kind & _DATE_TIME and is_date_format(code) else Shows.NUMBER, shown


def _as_excel(code: str, *, small: bool) -> str:
    """LibreOffice writes all key words of a format in capitals; Excel only AM/PM, and colours like [Red]."""
    pieces = _QUOTED.split(code)
    for i in range(0, len(pieces), 2):
        if small:
            pieces[i] = pieces[i].lower().replace("am/pm", "AM/PM")
        pieces[i] = _COLOUR.sub(lambda found: found[0].title(), pieces[i])
    return "".join(pieces)
