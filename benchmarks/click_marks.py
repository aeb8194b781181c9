"""Put as sitecustomize.py beside a copy of `xlpy`: notes when a click reaches each part of the work.

Nothing of it is in the program itself: the functions are wrapped when their module has been imported. Each line of
the file `marks` is a label and the seconds of the clock that all processes of the machine share.
"""

from __future__ import annotations

import functools
import sys
import time
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path
from types import ModuleType
from typing import Any

MARKS = Path(__file__).with_name("marks")
WRAPPED = {
    "xlpy.buttons.job": {"run": "job"},
    "xlpy.books.bridge": {"calling_book": "connect", "tell": "tell"},
    "xlpy.buttons.verbs": {"load": "read", "check": "compute", "write_check": "write"},
}
"""Module → function → label; "label" is noted at its start, "/label" at its end."""


def mark(label: str) -> None:
    with MARKS.open("a", encoding="ascii") as file:
        file.write(f"{label} {time.monotonic()}\n")


def wrap(function: Callable[..., Any], label: str) -> Callable[..., Any]:
    @functools.wraps(function)
    def timed(*args: Any, **named: Any) -> Any:
        mark(label)
        try:
            return function(*args, **named)
        finally:
            mark(f"/{label}")

    return timed


class Wrapping(Loader):
    """Loads as the real loader does, then wraps."""

    def __init__(self, real: Loader) -> None:
        self.real = real

    def create_module(self, spec: ModuleSpec) -> ModuleType | None:
        return self.real.create_module(spec)

    def exec_module(self, module: ModuleType) -> None:
        self.real.exec_module(module)
        for name, label in WRAPPED[module.__name__].items():
            if hasattr(module, name):
                setattr(module, name, wrap(getattr(module, name), label))


class Finder(MetaPathFinder):
    """Answers for the modules above only."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if fullname not in WRAPPED:
            return None
        spec = PathFinder.find_spec(fullname, path, target)
        if spec is not None and spec.loader is not None:
            spec.loader = Wrapping(spec.loader)
        return spec


sys.meta_path.insert(0, Finder())
mark("python")
