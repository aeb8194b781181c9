"""Makes the Basic library for the profile and the document named xlwings.xlam.

LibreOffice resolves `Application.Run "xlwings.xlam!RunPython"` against a loaded document with that file name; what
is inside may be an OpenDocument spreadsheet. It is a plain zip archive with fixed dates: same input, same bytes.
"""

from __future__ import annotations

import io
import shlex
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from xlpy.workbook.commands import COMMANDS

LIBRARY = "ThiDuaLO"
ADDIN = "xlwings.xlam"
FOLDER = "thidua"
"""Our folder in the profile: the document, the record of the set-up, the files of a running click."""
SAVED = "saved.sh"
"""In that folder: what runs after a save (basic/Saved.bas)."""
SOURCES = Path(__file__).resolve().parent / "basic"
MODULES = ("Start", "Click", "Job", "Saved", "Server", "Stopping")
WORDS = {
    "title": "Thi đua - Khen thưởng",
    "no_workbook": "Cửa sổ đang mở phía trước không phải sổ tính thi đua. Hãy mở sổ tính của đợt thi đua, hoặc bấm vào cửa "
    "sổ của sổ tính đó, rồi chọn lại lệnh này.",
    "no_python": "Không còn thấy Python của công cụ thi đua (thư mục của công cụ có thể đã bị chuyển hoặc xóa). "
    "Hãy chạy lại lệnh cài đặt: python3 thidua.py install --libreoffice",
    "not_repaired": "LibreOffice đã lưu sổ tính (dữ liệu không mất), nhưng tệp vừa lưu thiếu nút bấm vì LibreOffice bỏ chúng "
    "đi khi lưu, và công cụ chưa trả lại được. Khi mở lại, hãy dùng trình đơn Thi đua; để có lại nút bấm, đóng sổ tính rồi "
    "chạy: python3 thidua.py repair TỆP. Lý do:",
    "failed": "Python dừng giữa chừng, chưa làm xong việc; hãy lưu sổ tính, mở lại rồi bấm lại. "
    "Nếu vẫn gặp, gửi dòng sau cho người hỗ trợ:",
}
"""What the Basic side says to the clerk, by key."""
_DATE = (1980, 1, 1, 0, 0, 0)
_XBA = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">\n'
    '<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}" '
    'script:language="StarBasic">{code}</script:module>\n'
)
_XLB = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">\n'
    '<library:library xmlns:library="http://openoffice.org/2000/library" library:name="{name}" '
    'library:readonly="false" library:passwordprotected="false">\n{elements}</library:library>\n'
)
_XLC = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<!DOCTYPE library:libraries PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "libraries.dtd">\n'
    '<library:libraries xmlns:library="http://openoffice.org/2000/library" '
    'xmlns:xlink="http://www.w3.org/1999/xlink">\n'
    ' <library:library library:name="Standard" library:link="false"/>\n</library:libraries>\n'
)
_CONTENT = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" office:version="1.3"><office:body>'
    '<office:spreadsheet><table:table table:name="RunPython"><table:table-column/><table:table-row>'
    "<table:table-cell/></table:table-row></table:table></office:spreadsheet></office:body>"
    "</office:document-content>\n"
)
_ODS_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" '
    'manifest:version="1.3">\n{entries}</manifest:manifest>\n'
)
_ODS = "application/vnd.oasis.opendocument.spreadsheet"


@dataclass(frozen=True, slots=True)
class Places:
    """What the Basic side has to know of this machine; all absolute."""

    python: Path
    """The interpreter of the tool's virtual environment."""
    tool: Path
    """The folder that holds the package `xlpy`."""
    user: str
    """Marks this user's pipe."""


def profile_files(places: Places) -> dict[str, bytes]:
    """All files to write, by path below the profile's folder `user`."""
    modules = {name: _source(name) for name in MODULES} | {"Config": _config(places), "Menu": _menu()}
    library = _library(LIBRARY, modules, f"basic/{LIBRARY}")
    return {name: text.encode() for name, text in library.items()} | {
        f"{FOLDER}/{ADDIN}": addin(),
        f"{FOLDER}/{SAVED}": _saved_script(places).encode(),
    }


def addin() -> bytes:
    """The document that answers to the name xlwings.xlam: one empty sheet and the macro RunPython."""
    parts = {
        "content.xml": _CONTENT,
        "Basic/script-lc.xml": _XLC,
        **_library(
            "Standard", {"RunPython": _source("RunPython")}, "Basic/Standard", "script-lb.xml", ".xml"
        ),
    }
    entries = f' <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_ODS}"/>\n'
    entries += "".join(
        f' <manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>\n'
        for name in parts
    )
    parts["META-INF/manifest.xml"] = _ODS_MANIFEST.format(entries=entries)
    return _zip({"mimetype": _ODS.encode(), **{name: text.encode() for name, text in parts.items()}})


def _source(module: str) -> str:
    return (SOURCES / f"{module}.bas").read_text(encoding="utf-8")


def _library(
    name: str, modules: Mapping[str, str], folder: str, index: str = "script.xlb", suffix: str = ".xba"
) -> dict[str, str]:
    elements = "".join(f' <library:element library:name="{module}"/>\n' for module in modules)
    parts = {f"{folder}/{index}": _XLB.format(name=name, elements=elements)}
    for module, code in modules.items():
        parts[f"{folder}/{module}{suffix}"] = _XBA.format(name=module, code=escape(code))
    return parts


def _config(places: Places) -> str:
    """The Basic module with this machine's paths and the Vietnamese words."""
    lines = ["Option Explicit", ""]
    for function, value in (
        ("Python", str(places.python)),
        ("Tool", str(places.tool)),
        ("User", places.user),
    ):
        lines += [
            f"Function {function}() As String",
            f"    {function} = {_literal(value)}",
            "End Function",
            "",
        ]
    lines += ["Function Words(key As String) As String", "    Select Case key"]
    for key, words in WORDS.items():
        lines += [f"    Case {_literal(key)}", f"        Words = {_literal(words)}"]
    return "\n".join([*lines, "    End Select", "End Function", ""])


def _saved_script(places: Places) -> str:
    """Starts Python on the file that LibreOffice has just saved, named in saved.url; its words go to saved.err."""
    return (
        '#!/bin/sh\ncd "$(dirname "$0")" || exit\nunset PYTHONHOME\n'
        f"export PYTHONUTF8=1 PYTHONPATH={shlex.quote(str(places.tool))}\n"
        f"{shlex.quote(str(places.python))} -m xlpy.buttons.saved saved.url > saved.out 2> saved.err < /dev/null\n"
        # A Python that was killed says nothing, one that is content may still warn.
        'code=$?\nif [ $code -eq 0 ]; then : > saved.err; elif [ ! -s saved.err ]; then echo "[$code]" > saved.err; fi\n'
    )


def _menu() -> str:
    """The Basic module with one Sub for each button, for the menu to call."""
    lines = ["Option Explicit", ""]
    for command in COMMANDS:
        lines += [f"Sub {command.procedure}()", f"    Click.FromMenu {_literal(command.verb)}", "End Sub", ""]
    return "\n".join(lines)


def _literal(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def _zip(parts: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, _DATE)
            # OpenDocument wants its first entry, the kind of file, readable without unpacking.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return buffer.getvalue()
