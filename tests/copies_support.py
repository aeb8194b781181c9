"""Sample campaigns split into copies, and copies read back, for the tests of split, mail and merge."""

from __future__ import annotations

import hashlib
import itertools
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

from xlpy.books import bridge
from xlpy.books.rawrows import copy_state, raw_rows
from xlpy.buttons import splitting, verbs
from xlpy.model.baseline import canonical
from xlpy.model.rawrows import CopyState, RawRow, RowKey
from xlpy.schema.ownership import OWNED

WHEN = datetime(2023, 4, 20, 8, 30)


def counted_ids() -> Callable[[], str]:
    """Copy ids 000…1, 000…2, …: the same in every run."""
    numbers = itertools.count(1)
    return lambda: f"{next(numbers):032x}"


def load(path: Path) -> verbs.Loaded:
    with bridge.open_book(path) as book:
        return verbs.load(book, path.name)


def split(master: Path, out: Path, **options: Any) -> splitting.SplitReport:
    """What `split` on the command line does, with a fixed moment and counted copy ids unless others are given."""
    given: dict[str, Any] = {"when": WHEN, "new_id": counted_ids(), **options}
    with bridge.open_book(master) as book:
        loaded = verbs.load(book, master.name)
        with splitting.prepare(loaded, out, **given) as sending:
            splitting.write_split(book, loaded, sending)
            bridge.save(book)
            return sending.place()


def state(path: Path) -> CopyState:
    """The copy as intake will read it."""
    with bridge.open_book(path) as book:
        grids = bridge.read_grids(book)
    return copy_state(grids, path.name, hashlib.sha256(path.read_bytes()).hexdigest())


def rows_of(master: Path) -> tuple[RawRow, ...]:
    """The raw rows of a master."""
    loaded = load(master)
    return raw_rows(loaded.grids, loaded.campaign)


def to_send(rows: tuple[RawRow, ...]) -> tuple[RawRow, ...]:
    """The rows without what the district withholds from copies."""
    withheld = {owned.sheet: owned.withheld for owned in OWNED}
    return tuple(
        replace(row, values={k: v for k, v in row.values.items() if k not in withheld[row.key.sheet]})
        for row in rows
    )


def plain(row: RawRow) -> dict[str, object]:
    """The row's values as they are compared."""
    return {key: canonical(value) for key, value in row.values.items()}


def by_key(rows: tuple[RawRow, ...]) -> dict[RowKey, dict[str, object]]:
    return {row.key: plain(row) for row in rows}
