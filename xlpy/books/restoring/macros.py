"""The VBA project: the pristine one, with what the clerk added to the saved one."""

from __future__ import annotations

import re
import tempfile
from pathlib import Path
from typing import Any

from xlpy.books.ooxml.package import Package

PART = "xl/vbaProject.bin"
_DOCUMENT_BASES = ("{00020819-", "{00020820-", "{00020821-")
"""Class ids of workbook, worksheet and chart sheet: their modules belong to the document, not to the clerk."""


def merged_project(saved: Package, pristine: Package) -> bytes | None:
    """The project for the restored workbook; None: leave the saved one as it is.

    Modules and classes that only the saved workbook has are added to the pristine project. Code written into a
    module of a sheet or of the workbook has no place there, nor have forms: then the saved project stays.
    """
    ours = pristine.read(PART)
    if saved.find(PART) is None:
        return ours
    with tempfile.TemporaryDirectory() as folder:
        theirs = _modules(saved, Path(folder) / "saved.xlsm")
        if theirs is None:
            return None
        known = {module.name.casefold() for module in _modules(pristine, Path(folder) / "known.xlsm") or []}
        extra = [
            module for module in theirs if module.name.casefold() not in known and not _is_document(module)
        ]
        if any(_is_document(module) and _code(module) for module in theirs):
            return None
        return _with_modules(pristine, Path(folder) / "pristine.xlsm", extra) if extra else ours


def _modules(package: Package, path: Path) -> list[Any] | None:
    """The project's modules; None for a project that cannot be read or has forms."""
    from pyopenvba import ExcelFile

    path.write_bytes(package.data)
    try:
        with ExcelFile(path) as book:
            modules: list[Any] = list(book.vba_project().modules)
            return (
                None if any('VB_Base = "0{' in m.source and not _is_document(m) for m in modules) else modules
            )
    except Exception:  # noqa: BLE001 - a project we cannot read is one we must not replace
        return None


def _with_modules(pristine: Package, path: Path, extra: list[Any]) -> bytes:
    from pyopenvba import ExcelFile

    path.write_bytes(pristine.data)
    with ExcelFile(path) as book:
        project = book.vba_project()
        for module in extra:
            project.add_module(module.name, module.source, kind=module.kind)
        book.save(path)
    return Package(path).read(PART)


def _is_document(module: Any) -> bool:
    return any(base in module.source for base in _DOCUMENT_BASES)


def _code(module: Any) -> str:
    """What stands in a module besides attributes, declarations of the editor, comments and empty lines."""
    lines = [line.strip() for line in module.source.splitlines()]
    return "\n".join(
        line for line in lines if line and not re.match(r"(?i)attribute |option |rem attribute |rem |'", line)
    )
