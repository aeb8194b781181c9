"""`take_in`: the whole way of returned files, from a path to the state of a copy or a reason."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from xlpy.books.errors import BookError
from xlpy.books.intake.identify import Identity
from xlpy.books.intake.job import Answer
from xlpy.books.intake.names import shown_name
from xlpy.books.intake.pool import Limits, ReadingPool
from xlpy.books.intake.store import Kept, keep
from xlpy.model.rawrows import CopyState


@dataclass(frozen=True, slots=True)
class Returned:
    """One returned file: read (`copy` is set) or rejected (`reason` says why, and what to do)."""

    file: str
    """Its name, safe to show."""
    kept: Kept | None
    """Where it is kept; None when not even its bytes could be had."""
    reason: str = ""
    kind: str = ""
    """xlsx, xlsm, ods or xls, by content."""
    program: str = ""
    """The program that saved it, if the file says so."""
    identity: Identity | None = None
    notes: tuple[str, ...] = ()
    copy: CopyState | None = None


def take_in(
    files: Iterable[Path],
    store: Path,
    *,
    limits: Limits | None = None,
    now: datetime | None = None,
    trusted: Callable[[CopyState], bool] | None = None,
) -> Generator[Returned, None, None]:
    """Keep each file in `store`, then read it in a child process. One result for each file, in the order given.

    `trusted` says of a copy (without its rows) whether its base may be believed: then only the rows come that its
    unit has touched (`model.changes`); the others, and all without `trusted`, come whole.
    No file is skipped and none stops the others. Raises OSError only when the store cannot be written.
    """
    refused: dict[int, Returned] = {}
    order: list[int] = []

    def kept_ones() -> Generator[Kept, None, None]:
        for number, file in enumerate(files):
            try:
                kept = keep(file, store, now=now)
            except BookError as error:
                refused[number] = Returned(shown_name(file.name), None, error.message)
                continue
            order.append(number)
            yield kept

    done = 0
    with ReadingPool(limits) as pool:
        for position, (kept, given) in enumerate(pool.read(kept_ones(), "changes" if trusted else "copy")):
            while done < order[position]:
                yield refused.pop(done)
                done += 1
            if trusted and given.copy is not None and given.copy.untouched and not trusted(given.copy):
                _, given = next(pool.read([kept], "copy"))
            yield _returned(kept, given)
            done += 1
    for number in sorted(refused):
        yield refused[number]


def _returned(kept: Kept, given: Answer) -> Returned:
    return Returned(
        kept.name, kept, given.reason, given.kind, given.program, given.identity, given.notes, given.copy
    )
