"""Writing one `<c>` element (ECMA-376 Part 1, §18.3.1.4)."""

from __future__ import annotations

import math
import re
from datetime import date
from numbers import Real

from xlpy.books.ooxml.coords import cell_name
from xlpy.books.ooxml.serials import to_serial
from xlpy.books.ooxml.text import escape_xstring
from xlpy.books.values import CellError, Formula

MAX_TEXT = 32_767
# t is the kind of the old value; cm and vm tie it to array and rich-value metadata that no longer hold.
_VALUE_ATTRIBUTES = re.compile(rb"""\s(?:t|cm|vm)\s*=\s*(?:"[^"]*"|'[^']*')""")
_KIND = re.compile(rb"""\st\s*=\s*(?:"[^"]*"|'[^']*')""")
_STYLE = re.compile(rb"""\ss\s*=\s*["'](\d+)["']""")


def plain_value(value: object) -> object:
    """The value as a cell holds it: whole numbers as float, "" and NaN as None. Raises ValueError, TypeError."""
    if value is None or isinstance(value, (bool, date)):
        return value
    if isinstance(value, str):
        if len(value) > MAX_TEXT:
            raise ValueError(f"văn bản dài {len(value)} ký tự, mỗi ô chỉ chứa tối đa {MAX_TEXT}. Hãy rút gọn")
        return value or None
    if isinstance(value, Real):
        number = float(value)
        if math.isinf(number):
            raise ValueError("số vô cùng lớn không ghi được vào ô")
        return None if math.isnan(number) else number
    raise TypeError(f"cannot write a {type(value).__name__} into a cell")


def cell_xml(
    prefix: bytes, row: int, col: int, attrs: bytes, style: int, value: object, date1904: bool
) -> bytes:
    """The element for a value from `plain_value`; b"" for an empty cell without a style.

    `attrs` are the raw attributes of the cell that stood there (b"" for a new one); all but the kind of value
    stay. Text becomes an inline string, so that sharedStrings.xml is not touched.
    """
    attrs = _VALUE_ATTRIBUTES.sub(b"", attrs)
    if _STYLE.search(attrs):
        attrs = _STYLE.sub(b' s="%d"' % style if style else b"", attrs)
    elif style:
        attrs += b' s="%d"' % style
    if not re.search(rb"""\sr\s*=""", attrs):
        attrs = b' r="%b"' % cell_name(row, col).encode() + attrs
    kind, content = _content(prefix, value, date1904)
    if not content:
        return b"" if not style else b"<%bc%b/>" % (prefix, attrs)
    if kind:
        attrs += b' t="%b"' % kind
    return b"<%bc%b>%b</%bc>" % (prefix, attrs, content, prefix)


def style_of(attrs: bytes) -> int:
    """The style id in raw cell or row attributes; 0 where there is none."""
    found = _STYLE.search(attrs)
    return int(found[1]) if found else 0


def without_cached(prefix: bytes, attrs: bytes, content: bytes) -> tuple[bytes, bytes]:
    """Attributes and content of a formula cell without its cached value and the kind of it."""
    value = rb"<%bv(?:\s[^>]*)?(?:/>|>[^<]*</%bv>)" % (prefix, prefix)
    return _KIND.sub(b"", attrs), re.sub(value, b"", content)


def _content(prefix: bytes, value: object, date1904: bool) -> tuple[bytes, bytes]:
    if value is None:
        return b"", b""
    if isinstance(value, Formula):
        kind, cached = _cached(prefix, value.cached)
        formula = escape_xstring(value[1:]).encode()
        return kind, b"<%bf>%b</%bf>%b" % (prefix, formula, prefix, cached)
    if isinstance(value, (bool, CellError)):
        return _cached(prefix, value)
    if isinstance(value, str):
        text = escape_xstring(value).encode()
        space = b' xml:space="preserve"' if value != value.strip() or "\n" in value or "  " in value else b""
        return b"inlineStr", b"<%bis><%bt%b>%b</%bt></%bis>" % (prefix, prefix, space, text, prefix, prefix)
    if isinstance(value, date):
        return b"", _tagged(prefix, _number(to_serial(value, date1904)))
    return _cached(prefix, value)


def _cached(prefix: bytes, value: object) -> tuple[bytes, bytes]:
    if value is None:
        return b"", b""
    if isinstance(value, bool):
        return b"b", _tagged(prefix, b"1" if value else b"0")
    if isinstance(value, str):
        kind = b"e" if isinstance(value, CellError) else b"str"
        return kind, _tagged(prefix, escape_xstring(value).encode())
    if isinstance(value, (int, float)):
        return b"", _tagged(prefix, _number(float(value)))
    raise TypeError(f"cannot write a {type(value).__name__} into a cell")


def _tagged(prefix: bytes, content: bytes) -> bytes:
    return b"<%bv>%b</%bv>" % (prefix, content, prefix)


def _number(number: float) -> bytes:
    whole = int(number) if abs(number) < 1e15 else None
    return (str(whole) if whole is not None and whole == number else repr(number)).encode()
