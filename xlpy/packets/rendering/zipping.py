"""A .docx written so that only the parts that differ between documents are compressed.

Unchanged parts are compressed once and then copied, local headers included, as one slice. Every date in the zip is
1 January 1980, so equal parts give equal bytes. (`xlpy.books.ooxml.rezip` patches one foreign file in place and keeps
its headers; here one template becomes thousands of new files.)
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping, Sequence

_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")
_VERSION = 20
_UTF8_NAME = 0x800
_STORED, _DEFLATED = 0, 8
_DOS_DATE = (1 << 5) | 1
_LEVEL = 6
_LIMIT = 0xFFFFFFFF


class Packer:
    """Writes zips that share the members `constant`; each further document brings the members named `changing`.

    Members stand in the order given, constant ones first; a .docx must begin with `[Content_Types].xml`.
    """

    def __init__(self, constant: Mapping[str, bytes], changing: Sequence[str]) -> None:
        self.changing = tuple(changing)
        self._constant_count = len(constant)
        local = bytearray()
        central = bytearray()
        for name, content in constant.items():
            record, entry = _member(name, content, _deflate(content), len(local))
            local += record
            central += entry
        self._last: dict[str, tuple[bytes, tuple[bytes, int, int]]] = {}
        self._local = bytes(local)
        self._central = bytes(central)

    def pack(self, parts: Mapping[str, bytes]) -> bytes:
        """The bytes of one zip. `parts` holds every changing member; KeyError if one is missing.

        Raises ValueError above 4 GB, which only zip64 could hold and no document reaches.
        """
        pieces = [self._local]
        entries = [self._central]
        offset = len(self._local)
        for name in self.changing:
            content = parts[name]
            record, entry = _member(name, content, self._deflated(name, content), offset)
            pieces.append(record)
            entries.append(entry)
            offset += len(record)
        directory = b"".join(entries)
        if offset + len(directory) >= _LIMIT:
            raise ValueError("the document would need zip64")
        count = self._constant_count + len(self.changing)
        pieces += [directory, _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), offset, 0)]
        return b"".join(pieces)

    def _deflated(self, name: str, content: bytes) -> tuple[bytes, int, int]:
        # Headers and footers are mostly those of the document before.
        kept = self._last.get(name)
        if kept is None or kept[0] != content:
            kept = self._last[name] = (content, _deflate(content))
        return kept[1]


def _deflate(content: bytes) -> tuple[bytes, int, int]:
    """The stored form of a member, its method and its checksum."""
    packer = zlib.compressobj(_LEVEL, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    checksum = zlib.crc32(content)
    return (packed, _DEFLATED, checksum) if len(packed) < len(content) else (content, _STORED, checksum)


def _member(name: str, content: bytes, stored: tuple[bytes, int, int], offset: int) -> tuple[bytes, bytes]:
    packed, method, checksum = stored
    raw = name.encode()
    flags = 0 if name.isascii() else _UTF8_NAME
    facts = (checksum, len(packed), len(content), len(raw))
    local = _LOCAL.pack(b"PK\x03\x04", _VERSION, flags, method, 0, _DOS_DATE, *facts, 0)
    central = _CENTRAL.pack(
        b"PK\x01\x02", _VERSION, _VERSION, flags, method, 0, _DOS_DATE, *facts, 0, 0, 0, 0, 0, offset
    )
    return local + raw + packed, central + raw
