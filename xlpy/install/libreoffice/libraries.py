"""Our library in the profile's list of Basic libraries, basic/script.xlc."""

from __future__ import annotations

import re

from xlpy.install.libreoffice.counterpart import LIBRARY

FILE = "basic/script.xlc"
_ENTRY = re.compile(r'[ \t]*<library:library\b[^>]*library:name="' + LIBRARY + r'"[^>]*/>[ \t]*\n?')
_END = "</library:libraries>"
_LINE = (
    f' <library:library library:name="{LIBRARY}" xlink:href="$(USER)/basic/{LIBRARY}/script.xlb/" '
    'xlink:type="simple" library:link="false" library:readonly="false"/>\n'
)


def with_ours(text: str) -> str:
    """The list with our library. Raises ValueError when the text is not such a list."""
    head, end, tail = without_ours(text).rpartition(_END)
    if not end:
        raise ValueError(f"{FILE} has no {_END}")
    return head + _LINE + end + tail


def without_ours(text: str) -> str:
    """The list without our library, everything else as it was."""
    return _ENTRY.sub("", text)


def has_ours(text: str) -> bool:
    """Whether our library is in the list."""
    return _ENTRY.search(text) is not None
