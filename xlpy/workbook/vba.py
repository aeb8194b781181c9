"""The VBA project, made from workbook/vba/*.bas without Excel (pyOpenVBA). Same sources, same bytes."""

from __future__ import annotations

import tempfile
import zipfile
from functools import cache
from pathlib import Path

_WORKBOOK = Path(__file__).resolve().parents[2] / "workbook"
SOURCES = _WORKBOOK / "vba"
ADDIN_SOURCES = _WORKBOOK / "addin"
SHARED = "ThiDuaRun"
"""The module that workbook and ribbon add-in have in common."""
_PART = "xl/vbaProject.bin"


class VbaSourceError(ValueError):
    """A .bas file that VBA would garble: not plain ASCII."""


def sources(folder: Path | None = None) -> dict[str, str]:
    """Source text by module name, CRLF line ends, of the workbook or of another `folder` of .bas files.

    VbaSourceError names a file that is not ASCII, or says that there is none.
    """
    folder = folder or SOURCES
    modules: dict[str, str] = {}
    for path in sorted(folder.glob("*.bas")):
        data = path.read_bytes()
        if not data.isascii():
            raise VbaSourceError(f"{path.name}: VBA source is code-page text, write ASCII only")
        lines = data.decode("ascii").splitlines()
        modules[path.stem] = "\r\n".join(lines) + "\r\n"
    if not modules:
        raise VbaSourceError(f"no .bas file in {folder.name}")
    return modules


def addin_sources() -> dict[str, str]:
    """The ribbon's callbacks and the shared module; as `sources`."""
    return {SHARED: sources()[SHARED], **sources(ADDIN_SOURCES)}


@cache
def project(code_names: tuple[str, ...], *, addin: bool = False) -> bytes:
    """xl/vbaProject.bin for a workbook, or the ribbon add-in, whose sheets have these code names, in tab order."""
    from pyopenvba import ExcelFile
    from xlsxwriter.workbook import Workbook

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "skeleton.xlsm"
        with Workbook(str(path)) as skeleton:
            skeleton.set_vba_name("ThisWorkbook")
            for number, name in enumerate(code_names, start=1):
                skeleton.add_worksheet(f"S{number}").set_vba_name(name)  # pyright: ignore[reportUnknownMemberType]
        _declare_macro_workbook(path)
        with ExcelFile(path) as book:
            added = book.add_vba_project()
            for name, source in (addin_sources() if addin else sources()).items():
                added.add_module(name, source)
            book.save(path)
        with zipfile.ZipFile(path) as package:
            return package.read(_PART)


def _declare_macro_workbook(path: Path) -> None:
    """pyOpenVBA gives a project only to a package that says it is macro-enabled."""
    with zipfile.ZipFile(path) as package:
        parts = [(info, package.read(info)) for info in package.infolist()]
    with zipfile.ZipFile(path, "w") as package:
        for info, data in parts:
            if info.filename == "[Content_Types].xml":
                data = data.replace(
                    b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
                    b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
                )
            package.writestr(info, data)
