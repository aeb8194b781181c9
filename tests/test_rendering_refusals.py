"""Files that are never rendered: each is refused with a Vietnamese message that names the file."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from rendering_kit import member, plain, replace_member, save

from xlpy.packets.errors import PacketError
from xlpy.packets.rendering import load_template
from xlpy.packets.rendering.errors import TemplateNotFound, TemplateRefused

RELS = "word/_rels/document.xml.rels"


def relationship(kind: str) -> str:
    return (
        '<Relationship Id="rId77" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        f'{kind}" Target="https://example.org/x" TargetMode="External"/></Relationships>'
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return save(tmp_path / "mau.docx", plain)


def with_link(path: Path, kind: str) -> Path:
    replace_member(
        path, RELS, member(path, RELS).decode().replace("</Relationships>", relationship(kind)).encode()
    )
    return path


def test_a_missing_template_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(TemplateNotFound, match="không tìm thấy"):
        load_template(tmp_path / "khong-co.docx")
    with pytest.raises(TemplateNotFound):
        load_template(tmp_path)


@pytest.mark.parametrize("content", [b"", b"van ban", b"PK\x03\x04 hong", b"{\\rtf1 x}"])
def test_what_is_no_zip_is_no_template(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(content)
    with pytest.raises(TemplateRefused, match="không phải tài liệu Word"):
        load_template(file)


def test_an_old_or_locked_word_file_is_named_as_such(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
    with pytest.raises(TemplateRefused, match="mật khẩu"):
        load_template(file)


def test_another_kind_of_office_file_is_no_template(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("[Content_Types].xml", "<Types/>")
    (tmp_path / "a.docx").write_bytes(out.getvalue())
    with pytest.raises(TemplateRefused, match="không phải tài liệu Word"):
        load_template(tmp_path / "a.docx")


def test_a_template_with_macros_is_refused(path: Path) -> None:
    replace_member(path, "word/vbaProject.bin", b"x")
    with pytest.raises(TemplateRefused, match="macro"):
        load_template(path)


@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "frame"])
def test_a_template_that_loads_files_from_outside_is_refused(path: Path, kind: str) -> None:
    with pytest.raises(TemplateRefused, match="bên ngoài"):
        load_template(with_link(path, kind))


def test_a_hyperlink_in_a_template_is_allowed(path: Path) -> None:
    assert load_template(with_link(path, "hyperlink")).fields() == {"unit", "unit.name", "number", "text"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("name", ["word/document.xml", "word/styles.xml", "docProps/core.xml"])
def test_a_dtd_or_entity_anywhere_is_refused(path: Path, name: str, encoding: str) -> None:
    xml = member(path, name).decode().partition("?>")[2].lstrip()
    text = f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE a [<!ENTITY b "c">]>{xml}'
    replace_member(path, name, text.encode(encoding))
    with pytest.raises(TemplateRefused, match="DTD"):
        load_template(path)


def test_broken_xml_is_refused_with_the_name_of_the_part(path: Path) -> None:
    replace_member(path, "word/styles.xml", b"<a><b></a>")
    with pytest.raises(TemplateRefused, match=r"word/styles\.xml"):
        load_template(path)


def test_a_damaged_part_is_refused(path: Path) -> None:
    data = bytearray(path.read_bytes())
    start = data.index(b"word/document.xml") + 60
    data[start : start + 40] = bytes(40)
    path.write_bytes(data)
    with pytest.raises(TemplateRefused, match="hỏng"):
        load_template(path)


def test_a_part_that_inflates_without_end_is_refused_unread(path: Path) -> None:
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/bom.xml", b" " * (201 * 1024 * 1024))
    with pytest.raises(TemplateRefused, match="quá lớn"):
        load_template(path)


def test_every_refusal_is_an_error_of_the_room_and_hides_the_folder(tmp_path: Path) -> None:
    file = tmp_path / "mẫu của tôi.docx"
    file.write_bytes(b"x")
    with pytest.raises(PacketError) as caught:
        load_template(file)
    assert "mẫu của tôi.docx" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)
