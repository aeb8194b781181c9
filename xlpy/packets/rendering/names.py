"""The fields that a context offers, by dotted name, and the one that looks most like a wrong name."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping, Set
from typing import Any, cast

_DEEPEST = 6
_ITEMS_LOOKED_AT = 20
_ALIKE = 60
_LEAVES = (str, bytes, int, float)


class KnownFields:
    """Field names offered to a template.

    Built from a context (an example or a real one) or from a set of dotted names. Items of a list are looked through:
    `nominees.full_name` is the field of each nominee. Below an empty list, None or an object of unknown make
    anything may stand, so nothing there is called unknown.
    """

    def __init__(self, known: Mapping[str, object] | Set[str]) -> None:
        self.names: set[str] = set()
        self._open: set[str] = set()
        if isinstance(known, Mapping):
            self._mapping(known, "", 0)
            return
        for name in known:
            parts = name.split(".")
            self.names.update(".".join(parts[: end + 1]) for end in range(len(parts)))

    def knows(self, name: str) -> bool:
        """Whether a template may use this dotted name."""
        if name in self.names:
            return True
        parts = name.split(".")
        return any(".".join(parts[:end]) in self._open for end in range(1, len(parts)))

    def nearest(self, name: str) -> str:
        """The known name most like `name`, or "" if none is like it."""
        from rapidfuzz import fuzz, process

        found = process.extractOne(name, sorted(self.names), scorer=fuzz.ratio, score_cutoff=_ALIKE)
        if found is None:
            # A clerk often knows the field and forgets the group it stands in.
            last = name.rpartition(".")[2]
            ends = sorted(known for known in self.names if known.rpartition(".")[2] == last)
            return ends[0] if ends else ""
        return found[0]

    def _mapping(self, fields: Mapping[str, object], prefix: str, depth: int) -> None:
        for key, value in fields.items():
            name = f"{prefix}{key}"
            self.names.add(name)
            self._value(value, name, depth + 1)

    def _value(self, value: object, name: str, depth: int) -> None:
        if depth > _DEEPEST or value is None:
            self._open.add(name)
        elif isinstance(value, Mapping):
            self._mapping(cast("Mapping[str, object]", value), f"{name}.", depth)
        elif isinstance(value, (list, tuple, set, frozenset)):
            self._items(cast("Iterable[object]", value), name, depth)
        elif hasattr(value, "__html__"):
            # Printed as it is; what it is made of is no business of a template.
            return
        elif dataclasses.is_dataclass(value) and not isinstance(value, type):
            self._mapping(_attributes(value), f"{name}.", depth)
        elif not isinstance(value, _LEAVES):
            self._open.add(name)

    def _items(self, items: Iterable[object], name: str, depth: int) -> None:
        some = list(items)[:_ITEMS_LOOKED_AT]
        if not some:
            self._open.add(name)
        for item in some:
            self._value(item, name, depth + 1)


def _attributes(value: Any) -> dict[str, object]:
    cls = cast(Any, type(value))
    names = {item.name for item in dataclasses.fields(value)}
    names |= {name for name in dir(cls) if isinstance(getattr(cls, name, None), property)}
    return {name: getattr(value, name) for name in sorted(names) if not name.startswith("_")}
