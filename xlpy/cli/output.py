"""How verbs write: JSON in one piece, tables and sums for people."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TextIO, cast


def emit_json(data: Mapping[str, Any], target: str) -> None:
    """To standard output for "-", else to the file, which is replaced whole or not at all.

    Lists have one item a line and may be iterators: a long list never stands in memory as text.
    """
    if target == "-":
        _write_json(data, sys.stdout)
        return
    with whole_file(Path(target)) as file:
        _write_json(data, file)


def _write_json(data: Mapping[str, Any], file: TextIO) -> None:
    for number, (key, value) in enumerate(data.items()):
        file.write(",\n" if number else "{\n")
        file.write(f"{json.dumps(key)}: ")
        if isinstance(value, (list, Iterator)):
            file.write("[")
            for place, item in enumerate(cast("Iterable[object]", value)):
                file.write(",\n  " if place else "\n  ")
                file.write(json.dumps(item, ensure_ascii=False))
            file.write("\n]")
        else:
            file.write(json.dumps(value, ensure_ascii=False))
    file.write("\n}\n")


@contextmanager
def whole_file(path: Path) -> Generator[TextIO, None, None]:
    """A text file written under a temporary name in the same folder, so that no half-written file keeps the name.

    What is no ordinary file (a pipe, a device) is written as it is: it must not be replaced.
    """
    if path.exists() and not path.is_file():
        with path.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".thidua-")
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as file:
            yield file
        Path(temporary).replace(path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def print_table(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Columns aligned by the width of their longest text."""
    widths = [
        max(len(header), *(len(row[i]) for row in rows)) if rows else len(header)
        for i, header in enumerate(headers)
    ]
    for row in (headers, *rows):
        print("  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip())
