"""What an .xls says beside its values: encryption, formulas, protection, filters ([MS-XLS] §2.3 and §2.4)."""

from __future__ import annotations

import struct
from dataclasses import dataclass, field

from xlpy.books.grid import CellPlace

_BOF, _EOF, _BOUNDSHEET, _FILEPASS = 0x0809, 0x000A, 0x0085, 0x002F
_FORMULA, _PROTECT, _FILTERMODE = 0x0006, 0x0012, 0x009B
_BIFF8 = 0x0600


class BrokenBiffError(ValueError):
    """The record stream ends in the middle or points outside itself."""


@dataclass
class BiffSheet:
    """One worksheet substream. Places are 1-based."""

    formulas: set[CellPlace] = field(default_factory=set[CellPlace])
    zeros: set[CellPlace] = field(default_factory=set[CellPlace])
    """Formulas whose stored result is exactly 0: also what LibreOffice stores for text that it did not calculate."""
    protected: bool = False
    filtered: bool = False


@dataclass
class Biff:
    """The workbook stream."""

    is_biff8: bool = False
    encrypted: bool = False
    sheets: list[BiffSheet] = field(default_factory=list[BiffSheet])
    """Worksheets only, in the order of the workbook."""


def scan(stream: bytes) -> Biff:
    """Walk the records once. Raises `BrokenBiffError`; an encrypted or pre-1997 stream is not walked further."""
    found = Biff()
    starts: list[int] = []
    for kind, at, size in _substream(stream, 0):
        if kind == _BOF and at == 4:
            found.is_biff8 = size >= 2 and struct.unpack_from("<H", stream, at)[0] == _BIFF8
            if not found.is_biff8:
                return found
        elif kind == _FILEPASS:
            found.encrypted = True
            return found
        elif kind == _BOUNDSHEET and size >= 6:
            offset, _, sheet_type = struct.unpack_from("<IBB", stream, at)
            if sheet_type == 0:
                starts.append(offset)
    for start in starts:
        found.sheets.append(_sheet(stream, start))
    return found


def _sheet(stream: bytes, start: int) -> BiffSheet:
    sheet = BiffSheet()
    for kind, at, size in _substream(stream, start):
        if kind == _FORMULA and size >= 14:
            row, col = struct.unpack_from("<HH", stream, at)
            sheet.formulas.add((row + 1, col + 1))
            if stream[at + 6 : at + 14] == bytes(8):
                sheet.zeros.add((row + 1, col + 1))
        elif kind == _PROTECT and size >= 2:
            sheet.protected = sheet.protected or stream[at : at + 2] != b"\0\0"
        elif kind == _FILTERMODE:
            sheet.filtered = True
    return sheet


def _substream(stream: bytes, start: int) -> list[tuple[int, int, int]]:
    """(kind, offset of the data, size) of each record from a BOF to its EOF, inner substreams left out."""
    records: list[tuple[int, int, int]] = []
    at, depth = start, 0
    while True:
        if at + 4 > len(stream):
            raise BrokenBiffError(f"record at {at}")
        kind, size = struct.unpack_from("<HH", stream, at)
        if at == start and kind not in (_BOF, 0x0009, 0x0209, 0x0409):
            raise BrokenBiffError(f"no BOF at {at}")
        if at + 4 + size > len(stream):
            raise BrokenBiffError(f"record at {at}")
        if kind == _BOF:
            depth += 1
        if depth <= 1:
            records.append((kind, at + 4, size))
        if kind == _EOF:
            depth -= 1
            if depth <= 0:
                return records
        at += 4 + size
