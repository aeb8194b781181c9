"""Which files may be templates at all: checked before any parser of docxtpl or python-docx sees them.

docxtpl's XML parsers do not switch entities off (evidence.md §4), a macro or a linked file in a template would travel
with every document sent out (issue 4, "Bad input").
"""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path
from xml.parsers import expat

from xlpy.packets.rendering.errors import TemplateNotFound, TemplateRefused

_MAX_FILE = 20 * 1024 * 1024
_MAX_INFLATED = 200 * 1024 * 1024
_MAX_PARTS = 2000
_MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SAVE_AS = "Hãy mở tệp bằng Word, chọn Lưu thành (Save As) kiểu “Word Document (*.docx)” rồi dùng tệp mới."
_LINK_KINDS = {
    "attachedTemplate": "mẫu đính kèm (Document Template)",
    "image": "hình liên kết",
    "oleObject": "đối tượng nhúng liên kết",
    "frame": "khung liên kết",
    "subDocument": "tài liệu con",
}


def read_template(path: Path) -> bytes:
    """The file's bytes, once it is known to be a harmless .docx.

    Raises TemplateNotFound, or TemplateRefused: too big, not a zip, encrypted, damaged, not a Word document,
    with macros, with external links other than hyperlinks, with a DTD or entities.
    """
    try:
        if path.stat().st_size > _MAX_FILE:
            raise TemplateRefused(path, "tệp lớn hơn 20 MB. Hãy giảm cỡ hình trong mẫu rồi lưu lại.")
        data = path.read_bytes()
    except OSError as error:
        raise TemplateNotFound(path) from error
    inspect_template(path, data)
    return data


def inspect_template(path: Path, data: bytes) -> None:
    """Raise TemplateRefused unless `data` is a harmless .docx; `path` is only named in the message."""
    if data.startswith(_OLE):
        raise TemplateRefused(
            path, f"tệp là Word đời cũ (.doc) hoặc đang đặt mật khẩu mở. Hãy bỏ mật khẩu nếu có. {_SAVE_AS}"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            _inspect(path, package)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, ValueError, RuntimeError) as error:
        raise TemplateRefused(path, f"tệp không phải tài liệu Word .docx hoặc đã hỏng. {_SAVE_AS}") from error


def _inspect(path: Path, package: zipfile.ZipFile) -> None:
    infos = package.infolist()
    names = [info.filename for info in infos]
    if len(infos) > _MAX_PARTS or sum(info.file_size for info in infos) > _MAX_INFLATED:
        raise TemplateRefused(path, "nội dung giải nén quá lớn. Hãy dựng lại mẫu từ tài liệu trống.")
    if len(set(names)) != len(names):
        raise TemplateRefused(path, f"tệp có hai phần cùng tên, có thể đã hỏng. {_SAVE_AS}")
    types = package.read("[Content_Types].xml") if "[Content_Types].xml" in names else b""
    if b"macroEnabled" in types or any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in names
    ):
        raise TemplateRefused(path, f"tệp có macro; mẫu không được chứa macro. {_SAVE_AS}")
    if _MAIN not in types:
        raise TemplateRefused(path, f"tệp không phải tài liệu Word .docx. {_SAVE_AS}")
    for name in names:
        if name.lower().endswith((".xml", ".rels")):
            _inspect_xml(path, name, package.read(name))


def _inspect_xml(path: Path, name: str, content: bytes) -> None:
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse_doctype(*_: object) -> None:
        raise TemplateRefused(
            path, f"phần “{name}” khai báo DTD hoặc thực thể XML, không an toàn. {_SAVE_AS}"
        )

    def refuse_links(tag: str, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        if (
            tag.endswith(" Relationship")
            and attributes.get("TargetMode") == "External"
            and kind != "hyperlink"
        ):
            raise TemplateRefused(
                path,
                f"mẫu liên kết tới tệp bên ngoài ({_LINK_KINDS.get(kind, kind)}, khai báo ở “{name}”). Chỉ cho phép siêu "
                "liên kết. Hãy mở mẫu bằng Word, chèn thẳng nội dung vào mẫu hoặc bỏ liên kết "
                "(Tệp > Thông tin > Chỉnh sửa liên kết tới tệp; với mẫu đính kèm: chọn lại Normal), rồi lưu.",
            )

    parser.StartDoctypeDeclHandler = refuse_doctype
    if name.lower().endswith(".rels"):
        parser.StartElementHandler = refuse_links
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise TemplateRefused(
            path, f"phần “{name}” không phải XML hợp lệ, tệp đã hỏng. {_SAVE_AS}"
        ) from error
