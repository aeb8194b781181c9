"""Cutting a large XML part into pieces that regular expressions may read.

Expat calls back into Python four or five times for each cell; a compiled expression over a block of whole rows
does not (measured in benchmarks). That is only sound for the plain spelling that office programs use, so
`PlainPart` raises `OddXmlError` for comments, CDATA, instructions, other encodings and DTDs; the caller then runs
`xmlnode.normalise` once and starts again.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

_ENCODING = re.compile(rb"""<\?xml[^>]*encoding=["']([\w.-]+)["']""")
MAX_BLOCK = 64 << 20
"""A piece without any end tag that grows beyond this many bytes belongs to no real workbook."""


class OddXmlError(Exception):
    """The part is spelled in a way that the quick reader does not read."""


class BlockTooBigError(Exception):
    """One row or string is larger than `MAX_BLOCK`."""


def plain_start(piece: bytes) -> bytes:
    """The first piece of a part without byte order mark and XML declaration; raises `OddXmlError`."""
    if piece.startswith((b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")):
        raise OddXmlError
    piece = piece.removeprefix(b"\xef\xbb\xbf").lstrip()
    if piece.startswith(b"<?xml"):
        encoding = _ENCODING.match(piece)
        if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
            raise OddXmlError
        piece = piece[piece.find(b"?>") + 2 :]
    return piece


def blocks(pieces: Iterable[bytes], end: bytes) -> Iterator[bytes]:
    """Re-cut `pieces` so that each block ends with the `end` tag; what follows the last one comes as the last block.

    Raises `OddXmlError` at the first comment, CDATA section, instruction or DTD.
    """
    rest = b""
    first = True
    for piece in pieces:
        if first:
            piece = plain_start(piece)
            first = False
        # A "<!" cut in two by the end of a piece is seen once both halves are in one block.
        rest += piece
        cut = rest.rfind(end)
        if cut < 0:
            if len(rest) > MAX_BLOCK:
                raise BlockTooBigError
            continue
        block, rest = rest[: cut + len(end)], rest[cut + len(end) :]
        yield plain(block)
    yield plain(rest)


def plain(block: bytes) -> bytes:
    """`block` itself; raises `OddXmlError` if it holds a comment, CDATA, an instruction or a DTD."""
    if b"<!" in block or b"<?" in block:
        raise OddXmlError
    return block
