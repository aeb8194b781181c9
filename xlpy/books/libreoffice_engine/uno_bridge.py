"""The only import of UNO: finds the distribution's `uno` module, connects to a running LibreOffice.

UNO's Python module belongs to the system's interpreter (Debian: package python3-uno) or to LibreOffice's own, never
to a virtual environment. Its folder is on `sys.path` only while it loads, so that no other package of the system
gets in.
"""

from __future__ import annotations

import builtins
import shutil
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from xlpy.books.libreoffice_engine.errors import (
    NoUnoError,
    OfficeGoneError,
    OfficeNotReachableError,
    OfficeRefusedError,
)

_PYTHON_FAULT = "traceback follows"
"""In the message of an exception that UNO's Python loader carries to the caller."""
_DEBIAN = "/usr/lib/python3/dist-packages"


@cache
def uno() -> Any:
    """The module `uno`. Raises `NoUnoError` where this interpreter cannot load it."""
    own_import = builtins.__import__
    added: list[str] = []
    try:
        for folder in ["", *_folders()]:
            if folder:
                sys.path.append(folder)
                added.append(folder)
            with suppress(ImportError):
                return import_module("uno")
        raise NoUnoError(sys.version_info[:2])
    finally:
        # uno.py puts its own function here, which slows and rewords every later import of the program.
        builtins.__import__ = own_import
        for folder in added:
            sys.path.remove(folder)


def _folders() -> list[str]:
    program = shutil.which("soffice") or shutil.which("libreoffice")
    own = [str(Path(program).resolve().parent)] if program else []
    return [folder for folder in [_DEBIAN, *own] if (Path(folder) / "uno.py").is_file()]


def connect(pipe: str) -> Any:
    """The component context of the LibreOffice that accepts on the named pipe.

    `pipe` is a pipe's name, or a whole connection such as "socket,host=127.0.0.1,port=2002". Raises `NoUnoError`,
    `OfficeNotReachableError`.
    """
    module = uno()
    where = pipe if "," in pipe else f"pipe,name={pipe}"
    local = module.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    try:
        return resolver.resolve(f"uno:{where};urp;StarOffice.ComponentContext")
    except exception("com.sun.star.uno.Exception") as error:
        raise OfficeNotReachableError(pipe) from error


def exception(name: str) -> type[Exception]:
    """A UNO exception by its full name."""
    return uno().getClass(name)


@contextmanager
def talking(name: str) -> Generator[None, None, None]:
    """UNO's faults as `BookError`: `OfficeGoneError` if LibreOffice was closed, else `OfficeRefusedError`."""
    try:
        yield
    except exception("com.sun.star.lang.DisposedException") as error:
        raise OfficeGoneError(name) from error
    except exception("com.sun.star.uno.Exception") as error:
        if "URP" in str(error) or "disposed" in str(error).lower():
            raise OfficeGoneError(name) from error
        if _PYTHON_FAULT in str(error):
            # Our own code failed in LibreOffice's Python: no refusal of LibreOffice's.
            raise RuntimeError(str(error)) from error
        raise OfficeRefusedError(name) from error


def struct(name: str, *fields: Any) -> Any:
    """A UNO struct by its name below com.sun.star."""
    return uno().createUnoStruct(f"com.sun.star.{name}", *fields)


def byte_sequence(data: bytes) -> Any:
    """Bytes as UNO carries them."""
    return uno().ByteSequence(data)


def enum(kind: str, value: str) -> Any:
    """A value of a UNO enumeration below com.sun.star."""
    return uno().Enum(f"com.sun.star.{kind}", value)


def to_path(url: str) -> Path | None:
    """The path of a file URL, None for any other address."""
    return Path(uno().fileUrlToSystemPath(url)) if url.startswith("file:") else None


def to_url(path: Path) -> str:
    """The file URL of a path."""
    return uno().systemPathToFileUrl(str(path.resolve()))
