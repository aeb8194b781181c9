"""Runs functions of `inside`: in LibreOffice's own process where it has a Python, else over the bridge."""

from __future__ import annotations

import hashlib
import marshal
from functools import cache
from pathlib import Path
from typing import Any

from xlpy.books.libreoffice_engine import inside, uno_bridge
from xlpy.books.libreoffice_engine.errors import OfficeGoneError

_FOLDER = Path(inside.__file__).parent
_COMPONENT = "thidua.libreoffice.Runner"
_LOADER = "com.sun.star.loader.Python"
_MARSHAL_VERSION = 4


class OfficeSide:
    """The way into one LibreOffice."""

    def __init__(self, context: Any) -> None:
        self._context = context
        self._runner: Any = None
        self._tried = False

    @property
    def is_inside(self) -> bool:
        """Whether requests run in LibreOffice's process; asked of LibreOffice once."""
        if not self._tried:
            self._tried = True
            self._runner = self._load()
        return self._runner is not None

    def stay_outside(self) -> None:
        """Run everything over the bridge from now on: the way for a LibreOffice without Python."""
        self._tried, self._runner = True, None

    def forget(self) -> None:
        """Ask LibreOffice anew at the next request."""
        self._tried, self._runner = False, None

    def _load(self) -> Any:
        # A LibreOffice without its Python part, or in a sandbox that does not show our folder, says no in many ways.
        try:
            services = self._context.ServiceManager
            loader = services.createInstanceWithContext(_LOADER, self._context)
            url = uno_bridge.to_url(_FOLDER / "component.py")
            return loader.activate(_COMPONENT, "", url, None).createInstanceWithContext(self._context)
        except (AttributeError, uno_bridge.exception("com.sun.star.uno.Exception")):
            return None

    def run(self, label: str, model: Any, name: str, *values: Any) -> Any:
        """The answer of `inside.FUNCTIONS[name]` for a document.

        Raises `OfficeGoneError` if LibreOffice or the document was closed, `OfficeRefusedError` for any other fault
        of LibreOffice.
        """
        with uno_bridge.talking(label):
            is_open, answer = (self._ask if self.is_inside else inside.answer)(model, name, values)
        if not is_open:
            raise OfficeGoneError(label)
        return answer

    def _ask(self, model: Any, name: str, values: tuple[Any, ...]) -> tuple[bool, Any]:
        request = uno_bridge.byte_sequence(marshal.dumps((name, values), _MARSHAL_VERSION))
        given = {"folder": str(_FOLDER), "stamp": _stamp(), "model": model, "request": request}
        raw = self._runner.execute(
            tuple(uno_bridge.struct("beans.NamedValue", *pair) for pair in given.items())
        )
        # From our component, in the LibreOffice that holds the clerk's document anyway.
        return marshal.loads(raw.value)  # noqa: S302


@cache
def _stamp() -> str:
    fingerprint = hashlib.sha256()
    for path in sorted(_FOLDER.glob("*.py")):
        fingerprint.update(path.read_bytes())
    return fingerprint.hexdigest()[:16]
