"""What the server loads before it is asked: first what Kiểm tra needs, then, in rest, what the other buttons need."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from importlib import import_module

_FIRST = ("xlpy.buttons.macros", "xlpy.books.outputs", "xlpy.books.libreoffice_engine.engine")
_LATER = (
    "xlpy.scoring.report",
    "xlpy.books.reports.reading",
    "xlpy.packets.export",
    "xlpy.packets.awards.export",
    "xlpy.packets.rendering.template",
    "xlpy.packets.rendering.reference",
    "pandas",
)


def before_the_first_click() -> None:
    """About a quarter of a second; connects to nothing."""
    for module in _FIRST:
        import_module(module)
    from xlpy.books.libreoffice_engine import uno_bridge
    from xlpy.checks import families

    families.load()
    uno_bridge.uno()


def later() -> Iterator[None]:
    """Another half second and 60 MB, in steps between which a click can be served."""
    for module in _LATER:
        with contextlib.suppress(ImportError):  # the button that needs it will say so
            import_module(module)
        yield
