"""`build_addin`: ThiDua.xlam, the ribbon add-in for copies whose own macros are blocked. Same input, same bytes."""

from __future__ import annotations

import zipfile
from datetime import datetime
from io import BytesIO
from pathlib import Path

from xlsxwriter.workbook import Workbook

from xlpy.workbook import vba
from xlpy.workbook.messages import ADDIN_MESSAGES, MESSAGES, PACKETS_FOLDER
from xlpy.workbook.ribbon import NAMESPACES, customui

FILE_NAME = "ThiDua.xlam"

_CREATED = datetime(2023, 4, 1)
"""Not the clock: the same input must give the same bytes."""
_SHEET, _CODE_NAME = "ThiDua", "wsThiDua"
_WORKBOOK_TYPE = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_ADDIN_TYPE = b"application/vnd.ms-excel.addin.macroEnabled.main+xml"
_LINKS = {
    "customUI/customUI14.xml": "http://schemas.microsoft.com/office/2007/relationships/ui/extensibility",
    "customUI/customUI.xml": "http://schemas.microsoft.com/office/2006/relationships/ui/extensibility",
}
"""Relationship types by which Excel finds the ribbon parts."""


def build_addin(path: Path) -> None:
    """Write the add-in to `path`, replacing an older one. OSError when the folder cannot be written."""
    data = assemble_addin()
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(data)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)


def assemble_addin() -> bytes:
    """The bytes of the add-in: one sheet with the texts, the VBA project, the ribbon."""
    stream = BytesIO()
    with Workbook(stream, {"in_memory": True}) as workbook:
        workbook.set_properties({"title": "Thi đua", "author": "ThiDua", "created": _CREATED})  # pyright: ignore[reportUnknownMemberType]
        workbook.set_vba_name("ThisWorkbook")
        sheet = workbook.add_worksheet(_SHEET)  # pyright: ignore[reportUnknownMemberType]
        sheet.set_vba_name(_CODE_NAME)
        texts = {**MESSAGES, **ADDIN_MESSAGES, "packets_folder": PACKETS_FOLDER}
        for row, (name, text) in enumerate(texts.items()):
            sheet.write_string(row, 0, name)
            sheet.write_string(row, 1, text)
            workbook.define_name(name, f"={_SHEET}!$B${row + 1}")
        project = BytesIO(vba.project((_CODE_NAME,), addin=True))
        workbook.add_vba_project(project, is_stream=True)  # pyright: ignore[reportArgumentType]
    return _with_ribbon(stream.getvalue())


def _with_ribbon(data: bytes) -> bytes:
    """The package as an add-in, with the ribbon parts and the links to them."""
    links = "".join(
        f'<Relationship Id="rIdRibbon{number}" Type="{kind}" Target="{part}"/>'
        for number, (part, kind) in enumerate(_LINKS.items(), start=1)
    )
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as package, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        for info in package.infolist():
            content = package.read(info)
            if info.filename == "[Content_Types].xml":
                content = content.replace(_WORKBOOK_TYPE, _ADDIN_TYPE)
            elif info.filename == "_rels/.rels":
                content = content.replace(b"</Relationships>", links.encode() + b"</Relationships>")
            out.writestr(info, content)
        for part, namespace in NAMESPACES.items():
            out.writestr(zipfile.ZipInfo(part), customui(namespace), zipfile.ZIP_DEFLATED)
    return stream.getvalue()
