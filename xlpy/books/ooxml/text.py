"""Text inside Open XML: entities and the `_xHHHH_` escapes of ST_Xstring (ECMA-376 Part 1, §22.9.2.19)."""

from __future__ import annotations

import re

_ENTITY = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(amp|lt|gt|quot|apos));")
_NAMED = {"amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'"}
_ESCAPE = re.compile(r"_x([0-9A-Fa-f]{4})_")
# XML 1.0 cannot hold these at all; Excel writes them as _xHHHH_. A carriage return would come back as a line feed.
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
_LOOKS_ESCAPED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")


class UnknownEntityError(ValueError):
    """A reference to an entity that only a DTD could define; DTDs are refused."""


def _entity(match: re.Match[str]) -> str:
    decimal, hexadecimal, named = match.groups()
    if named:
        return _NAMED[named]
    code = int(decimal) if decimal else int(hexadecimal, 16)
    if code > 0x10FFFF:
        raise UnknownEntityError(match.group())
    return chr(code)


def unescape_xml(text: str) -> str:
    """Replace the five predefined entities and character references.

    Raises `UnknownEntityError` for any other: no XML parser would accept it without a DTD.
    """
    if "&" not in text:
        return text
    if text.count("&") != len(_ENTITY.findall(text)):
        raise UnknownEntityError(text[:60])
    return _ENTITY.sub(_entity, text)


def unescape_xstring(text: str) -> str:
    """Undo `_xHHHH_`: `_x000D_` is a carriage return, `_x005F_` an underscore that hides an escape."""
    if "_x" not in text:
        return text
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def escape_xml(text: str) -> str:
    """Make `text` safe inside an element or a double-quoted attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def escape_xstring(text: str) -> str:
    """The inverse of `unescape_xstring` and `unescape_xml`, for element content."""
    if "_x" in text:
        text = _LOOKS_ESCAPED.sub("_x005F_", text)
    text = _UNWRITABLE.sub(lambda match: f"_x{ord(match[0]):04X}_", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
