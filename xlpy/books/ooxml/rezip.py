"""A zip with some parts replaced or removed, and every other byte as it was.

`zipfile` cannot write a compressed part without inflating it, and it rewrites headers. Here each untouched part is
one slice of the original file (local header, extra fields, data, data descriptor), its directory entry is the
original bytes with a new offset. That keeps the file's other parts byte for byte and costs no compression.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Collection, Mapping

_LOCAL = struct.Struct("<4s2B4HL2L2H")
_CENTRAL = struct.Struct("<4s4B4HL2L5H2L")
_END = struct.Struct("<4s4H2LH")
_END_SIGNATURE = b"PK\x05\x06"
_DESCRIPTOR_FLAG = 0x08
_ZIP64_EXTRA = 1
_TOO_BIG = 0xFFFFFFFF


def rebuild(
    data: bytes, infos: list[zipfile.ZipInfo], replaced: Mapping[str, bytes], removed: Collection[str] = ()
) -> bytes:
    """The bytes of the new zip.

    `infos` come from the reading of `data`; `replaced` maps stored names to new (inflated) content. Order, names,
    times and attributes stay. Raises ValueError if the result would need zip64, which Excel never writes.
    """
    directory = _directory(data, infos)
    by_offset = sorted(infos, key=lambda info: info.header_offset)
    start_of_directory = _start_of_directory(data)
    ends = [info.header_offset for info in by_offset[1:]] + [start_of_directory]
    out = bytearray()
    offsets: dict[str, int] = {}
    fresh: dict[str, tuple[int, int, int]] = {}
    for info, end in zip(by_offset, ends, strict=True):
        if info.filename in removed:
            continue
        offsets[info.filename] = len(out)
        if info.filename in replaced:
            local, facts = _new_entry(data, info, replaced[info.filename])
            fresh[info.filename] = facts
            out += local
        else:
            out += data[info.header_offset : end]
    start = len(out)
    kept = 0
    for info in infos:
        if info.filename not in removed:
            out += _directory_entry(
                directory[info.filename], info, offsets[info.filename], fresh.get(info.filename)
            )
            kept += 1
    if len(out) >= _TOO_BIG or kept >= 0xFFFF:
        raise ValueError("the package would need zip64")
    comment = _comment(data)
    return bytes(
        out + _END.pack(_END_SIGNATURE, 0, 0, kept, kept, len(out) - start, start, len(comment)) + comment
    )


def _new_entry(data: bytes, info: zipfile.ZipInfo, content: bytes) -> tuple[bytes, tuple[int, int, int]]:
    fields = list(_LOCAL.unpack_from(data, info.header_offset))
    name_length = fields[10]
    name = data[info.header_offset + 30 : info.header_offset + 30 + name_length]
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    crc = zlib.crc32(content)
    fields[3] &= ~_DESCRIPTOR_FLAG
    fields[4] = zipfile.ZIP_DEFLATED
    fields[7:10] = crc, len(packed), len(content)
    fields[11] = 0
    return _LOCAL.pack(*fields) + name + packed, (crc, len(packed), len(content))


def _directory_entry(
    raw: bytes, info: zipfile.ZipInfo, offset: int, fresh: tuple[int, int, int] | None
) -> bytes:
    fields = list(_CENTRAL.unpack_from(raw))
    name_length, extra_length = fields[12], fields[13]
    name = raw[46 : 46 + name_length]
    extra = raw[46 + name_length : 46 + name_length + extra_length]
    comment = raw[46 + name_length + extra_length :]
    fields[18] = offset
    if fresh is not None:
        fields[5] &= ~_DESCRIPTOR_FLAG
        fields[6] = zipfile.ZIP_DEFLATED
        fields[9:12] = fresh
        extra = _without_zip64(extra)
    elif _TOO_BIG in (fields[10], fields[11]) or _has_zip64(extra):
        fields[9:12] = info.CRC, info.compress_size, info.file_size
        extra = _without_zip64(extra)
    fields[13] = len(extra)
    return _CENTRAL.pack(*fields) + name + extra + comment


def _extras(extra: bytes) -> list[tuple[int, bytes]]:
    found: list[tuple[int, bytes]] = []
    position = 0
    while position + 4 <= len(extra):
        kind, length = struct.unpack_from("<HH", extra, position)
        found.append((kind, extra[position : position + 4 + length]))
        position += 4 + length
    return found


def _has_zip64(extra: bytes) -> bool:
    return any(kind == _ZIP64_EXTRA for kind, _ in _extras(extra))


def _without_zip64(extra: bytes) -> bytes:
    return b"".join(raw for kind, raw in _extras(extra) if kind != _ZIP64_EXTRA)


def _end_record(data: bytes) -> int:
    position = data.rfind(_END_SIGNATURE, max(0, len(data) - 66_000))
    if position < 0:
        raise ValueError("no end of central directory")
    return position


def _comment(data: bytes) -> bytes:
    return data[_end_record(data) + _END.size :]


def _start_of_directory(data: bytes) -> int:
    position = _end_record(data)
    size, start = struct.unpack_from("<LL", data, position + 12)
    if start != _TOO_BIG and size != _TOO_BIG:
        return start
    record = data.rfind(b"PK\x06\x06", 0, position)
    if record < 0:
        raise ValueError("broken zip64 directory")
    return struct.unpack_from("<Q", data, record + 48)[0]


def _directory(data: bytes, infos: list[zipfile.ZipInfo]) -> dict[str, bytes]:
    entries: dict[str, bytes] = {}
    position = _start_of_directory(data)
    for info in infos:
        if data[position : position + 4] != b"PK\x01\x02":
            raise ValueError("broken central directory")
        lengths = struct.unpack_from("<3H", data, position + 28)
        end = position + 46 + sum(lengths)
        entries[info.filename] = data[position:end]
        position = end
    return entries
