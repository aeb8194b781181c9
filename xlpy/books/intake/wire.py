"""Messages between the parent and a reading child: JSON to it, pickles of a few plain types back.

The child parses files from outside. Should one of them ever take it over, its answer must not be able to do more in
the parent than to be wrong: only the types listed here are built.
"""

from __future__ import annotations

import io
import json
import pickle
import struct
from typing import Any, BinaryIO

_LENGTH = struct.Struct("<Q")
MAX_ANSWER = 1 << 30
_TYPES = {
    ("builtins", "frozenset"),
    ("builtins", "set"),
    ("datetime", "datetime"),
    ("xlpy.books.grid", "SheetGrid"),
    ("xlpy.books.values", "CellError"),
    ("xlpy.books.intake.job", "Answer"),
    ("xlpy.books.intake.identify", "Identity"),
    ("xlpy.model.rawrows", "CopyState"),
    ("xlpy.model.rawrows", "RawRow"),
    ("xlpy.model.rawrows", "RowKey"),
}


class BadAnswerError(ValueError):
    """The child sent something that is no answer."""


class _Unpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) in _TYPES:
            return super().find_class(module, name)
        raise BadAnswerError(f"{module}.{name}")


def send(stream: BinaryIO, message: bytes) -> None:
    """One message, flushed."""
    stream.write(_LENGTH.pack(len(message)))
    stream.write(message)
    stream.flush()


def receive(stream: BinaryIO) -> bytes | None:
    """The next message; None at the end of the stream, also when it ends in the middle of a message."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        return None
    (length,) = _LENGTH.unpack(head)
    if length > MAX_ANSWER:
        raise BadAnswerError(f"{length} bytes")
    body = stream.read(length)
    return body if len(body) == length else None


def request(**fields: object) -> bytes:
    """A message to the child."""
    return json.dumps(fields).encode("ascii")


def parse_request(message: bytes) -> dict[str, Any]:
    """The inverse of `request`."""
    return json.loads(message)


def pack(answer: object) -> bytes:
    """A message to the parent."""
    return pickle.dumps(answer, protocol=5)


def unpack(message: bytes) -> object:
    """The inverse of `pack`. Raises `BadAnswerError`."""
    try:
        return _Unpickler(io.BytesIO(message)).load()
    except BadAnswerError:
        raise
    except Exception as error:
        # pickle raises whatever the bytes make it raise.
        raise BadAnswerError(type(error).__name__) from error
