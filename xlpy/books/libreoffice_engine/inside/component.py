# pyright: reportMissingImports=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownParameterType=false, reportUntypedBaseClass=false, reportUnknownArgumentType=false
# UNO's modules are there only in LibreOffice's Python, and carry no types.
"""What LibreOffice's Python loader loads: a UNO component that runs this package's functions.

Its own text is read once in the life of a LibreOffice; the package beside it is imported under a name that holds its
fingerprint, so that a newer version of the tool never meets the functions of an older one.
"""

from __future__ import annotations

import importlib.util
import marshal
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import uno
import unohelper
from com.sun.star.task import XJob

MARSHAL_VERSION = 4


class Runner(unohelper.Base, XJob):
    """Runs one request: folder and fingerprint of the package, the document's model, function and arguments."""

    def __init__(self, context: Any) -> None:
        self.context = context

    def execute(self, arguments: tuple[Any, ...]) -> Any:
        """The answer as marshalled bytes; an exception travels to the caller as UNO carries it."""
        given = {argument.Name: argument.Value for argument in arguments}
        package = _package(given["folder"], given["stamp"])
        name, values = marshal.loads(given["request"].value)  # noqa: S302 - from the engine at the other end
        answer = package.answer(given["model"], name, values)
        return uno.ByteSequence(marshal.dumps(answer, MARSHAL_VERSION))


def _package(folder: str, stamp: str) -> ModuleType:
    name = f"thidua_inside_{stamp}"
    if name not in sys.modules:
        start = Path(folder) / "__init__.py"
        spec = importlib.util.spec_from_file_location(name, start, submodule_search_locations=[folder])
        if spec is None or spec.loader is None:
            raise ImportError(folder)
        sys.modules[name] = importlib.util.module_from_spec(spec)
        try:
            spec.loader.exec_module(sys.modules[name])
        except BaseException:
            del sys.modules[name]
            raise
    return sys.modules[name]


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - the loader asks for this name
g_ImplementationHelper.addImplementation(Runner, "thidua.libreoffice.Runner", ())
