"""Names of the macro modules in a returned file. Nothing of them is run, shown or carried over."""

from __future__ import annotations

import re

from xlpy.books.ooxml.package import Package
from xlpy.schema import SHEETS
from xlpy.schema.sheets_output import BASE

_OWN = frozenset(
    ["thisworkbook", "thidua", "thiduarun", *(sheet.code_name.casefold() for sheet in (*SHEETS, BASE))]
)
"""What our own .xlsm copies hold: workbook/vba and the code names of the sheets."""
_MODULE = re.compile(rb"^(Module|Class|BaseClass|Document)=([^\r\n/]+)", re.MULTILINE)
_EMPTY_DOCUMENT = re.compile(r"^(?:sheet|wsextra|chart|trang ?tính|bi[eể]u ?đ[oồ])\s*\d+$", re.IGNORECASE)
_SCRIPT = re.compile(r"^(?:Basic/.+/([^/]+)\.xml|Scripts/.+/([^/]+\.\w+))$")
_SCRIPT_LISTS = frozenset(["script-lb", "dialog-lb", "script-lc", "dialog-lc"])


def foreign_modules(project: bytes) -> list[str]:
    """Names of modules in vbaProject.bin that are not ours ([MS-OVBA] §2.3.1, the PROJECT stream).

    Modules of sheets that Excel itself adds (Sheet1, …) are left out. ["?"] where the project cannot be read.
    """
    # Imported here: only a file with macros has to pay for it.
    from pyopenvba.cfb import CFB

    try:
        listing = CFB.from_bytes(project).get_stream("PROJECT")
    except Exception:  # noqa: BLE001 - whatever a hostile project makes a parser do, there are macros and no names
        return ["?"]
    names: list[str] = []
    for kind, raw in _MODULE.findall(listing):
        name = raw.decode("cp1258", "replace").strip()
        own = name.casefold() in _OWN or (kind == b"Document" and _EMPTY_DOCUMENT.match(name))
        if not own and name not in names:
            names.append(name)
    return names


def script_modules(package: Package) -> list[str]:
    """Names of Basic and script modules in an OpenDocument file."""
    found: list[str] = []
    for part in package.names():
        if (match := _SCRIPT.match(part)) and (name := match[1] or match[2]) not in _SCRIPT_LISTS:
            found.append(name)
    return found


_NAMES_SHOWN = 8


def macro_note(modules: list[str]) -> str:
    """The sentence that tells of foreign macros."""
    if modules == ["?"]:
        return "tệp có macro không đọc được tên; macro không được chạy và không được chép sang"
    shown = ", ".join(f"“{name[:40]}”" for name in modules[:_NAMES_SHOWN])
    more = f" và {len(modules) - _NAMES_SHOWN} mô-đun khác" if len(modules) > _NAMES_SHOWN else ""
    return f"tệp có macro lạ (mô-đun {shown}{more}); macro không được chạy và không được chép sang"
