"""The child process: reads one kept file after another until its input ends. Started by `pool` only."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, cast

from xlpy.books.intake import wire
from xlpy.books.intake.job import Want, answer, too_much_memory


def limit_memory(megabytes: int) -> None:
    """Let this process have so much address space and no more. Windows has no such call: there only time is limited."""
    try:
        import resource
    except ImportError:
        return
    limits: Any = resource
    size = megabytes << 20
    with suppress(ValueError, OSError):
        limits.setrlimit(limits.RLIMIT_AS, (size, size))
    with suppress(ValueError, OSError):
        # A crash leaves no picture of the file on disk.
        limits.setrlimit(limits.RLIMIT_CORE, (0, 0))


def main(megabytes: int) -> None:
    """Serve requests from standard input; answers go out where standard output was, and nothing else does."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    limit_memory(megabytes)
    # Grids are trees without cycles; the collector would only walk over millions of cells.
    gc.disable()
    served = 0
    while (message := wire.receive(sys.stdin.buffer)) is not None:
        fields = wire.parse_request(message)
        name, path = str(fields["name"]), Path(str(fields["path"]))
        try:
            packed = wire.pack(answer(path, name, str(fields["sha256"]), cast("Want", fields["want"])))
        except MemoryError:
            if not served:
                wire.send(out, wire.pack(too_much_memory(name)))
            # Not fit to go on. If other files came before, the parent lets a fresh child try this one.
            os._exit(1)
        wire.send(out, packed)
        served += 1
        gc.collect(0)
