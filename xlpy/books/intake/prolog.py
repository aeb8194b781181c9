"""No part of a returned file may carry a document type definition, whether we parse that part or not.

A DTD can only stand before the root element, so the first kilobytes of each part decide; a part whose prolog does not
end there is read to the end by expat, which also knows the other encodings.
"""

from __future__ import annotations

import re
from typing import Any
from xml.parsers import expat

from xlpy.books.ooxml.package import Package

_SUFFIXES = (".xml", ".rels", ".vml", ".rdf", ".xlb")
_HEAD = 4096
_MISC = rb"(?:\s+|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*"
_PROLOG = re.compile(rb"(?:\xef\xbb\xbf)?" + _MISC + rb"(<!DOCTYPE|<[A-Za-z_])?", re.DOTALL | re.IGNORECASE)


class _Known(Exception):
    """The prolog is over."""


def refuse_dtds(package: Package) -> None:
    """Raise `NotAWorkbook`, naming the part, for the first XML part with a DTD."""
    for name in package.names():
        if not name.lower().endswith(_SUFFIXES):
            continue
        head = next(package.chunks(name, _HEAD), b"")
        match = _PROLOG.match(head)
        if match is not None and match[1]:
            if match[1].upper() == b"<!DOCTYPE":
                raise package.unsafe(name)
        elif _declares_dtd(package, name):
            raise package.unsafe(name)


def _declares_dtd(package: Package, name: str) -> bool:
    found: list[bool] = []

    def doctype(*_: Any) -> None:
        found.append(True)
        raise _Known

    def root(*_: Any) -> None:
        raise _Known

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = doctype
    parser.StartElementHandler = root
    try:
        for piece in package.chunks(name):
            parser.Parse(piece, False)
    except _Known:
        return bool(found)
    except (expat.ExpatError, LookupError, ValueError):
        # Not well-formed: whoever parses it will say so; what nobody parses does no harm.
        return False
    return False
