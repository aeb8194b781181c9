"""Word files as they really arrive: each risk is refused with a reason, or read and told; nothing outside is touched."""

from __future__ import annotations

import io
import os
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from word_reports import DOCUMENT, docx, p, part, parts, r, read, zipped

from xlpy.books.reports import gate, reading
from xlpy.books.reports.places import OutsideError, relative_parts
from xlpy.books.reports.reading import read_file
from xlpy.model.reportfile import ReportFile

TEXT = p("Đã hoàn thành 57,5% chỉ tiêu.")
UNIT = "00001"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600


def changed(name: str, old: bytes, new: bytes) -> bytes:
    inside = parts(TEXT)
    assert old in inside[name]
    return zipped({**inside, name: inside[name].replace(old, new)})


def without(name: str) -> bytes:
    return zipped({key: value for key, value in parts(TEXT).items() if key != name})


def encrypted_entry() -> bytes:
    data = bytearray(docx(TEXT))
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := data.find(sign, start)) >= 0:
            (flags,) = struct.unpack_from("<H", data, start + place)
            struct.pack_into("<H", data, start + place, flags | 1)
            start += 4
    return bytes(data)


def bomb() -> bytes:
    return docx(TEXT, {"word/media/a.bin": b"\0" * (40 << 20)})


def dtd(inside: bytes = b"") -> bytes:
    start = b'<?xml version="1.0" encoding="UTF-8"?>'
    return changed("word/document.xml", start, start + b"<!DOCTYPE a [" + inside + b"]>")


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "old .doc": (lambda: OLE + "WordDocument".encode("utf-16-le"), ".doc"),
    "password": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "mật khẩu"),
    "sensitivity label": (lambda: OLE + "EncryptedPackageDRMEncrypted".encode("utf-16-le"), "nhãn bảo mật"),
    "zip password": (encrypted_entry, "mật khẩu"),
    "pdf": (lambda: b"%PDF-1.7 ...", "PDF"),
    "picture": (lambda: b"\x89PNG\r\n\x1a\n", "ảnh"),
    "rar": (lambda: b"Rar!\x1a\x07\x00", "nén"),
    "web page": (lambda: b"<html><body>x</body></html>", "HTML"),
    "plain text": (lambda: b"Thanh tich, cua toi", "văn bản thường"),
    "nothing": (lambda: b"", "không phải tài liệu Word"),
    "zeros": (lambda: b"\0" * 4096, "byte 0"),
    "half a download": (lambda: docx(TEXT)[:900], "hỏng"),
    "bare zip": (lambda: zipped({"a.txt": b"x"}), "tệp nén"),
    "workbook": (
        lambda: changed("[Content_Types].xml", DOCUMENT.encode(), b"application/vnd.ms-excel"),
        "không phải tài liệu Word",
    ),
    "OpenDocument": (
        lambda: zipped(
            {"mimetype": b"application/vnd.oasis.opendocument.text", "META-INF/manifest.xml": b"<a/>"}
        ),
        "OpenDocument",
    ),
    "macro document": (
        lambda: changed(
            "[Content_Types].xml",
            DOCUMENT.encode(),
            b"application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
        "macro",
    ),
    "hidden macro": (lambda: docx(TEXT, {"word/vbaProject.bin": b"x"}), "macro"),
    "no document part": (lambda: without("word/document.xml"), "không phải tài liệu Word"),
    "DTD": (dtd, "DTD"),
    "entity bomb": (lambda: dtd(b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">'), "DTD"),
    "DTD in a part nobody reads": (lambda: docx(TEXT, {"word/theme1.xml": b"<!DOCTYPE a []><a/>"}), "DTD"),
    "broken XML": (lambda: docx(TEXT + "<w:p>"), "hỏng"),
    "two parts of one name": (lambda: docx(TEXT, {"WORD/document.xml": b"<a/>"}), "trùng tên"),
    "part outside": (lambda: docx(TEXT, {"../../etc/x": b"x"}), "ra ngoài tệp"),
    "nested beyond reason": (
        lambda: docx("<w:sdt>" * 20_000 + TEXT + "</w:sdt>" * 20_000),
        "lồng nhau quá sâu",
    ),
}
TOO_BIG: dict[str, tuple[Callable[[], bytes], str]] = {
    "inflate bomb": (bomb, "bom nén"),
    "too many parts": (lambda: docx(TEXT, {f"word/media/{n}": b"" for n in range(2_100)}), "phần"),
    "too many tags": (lambda: docx(TEXT + "<w:p/>" * (gate.MAX_TAGS + 1)), "quá nhiều nội dung"),
    "too long a text": (lambda: docx(p("a" * (reading.MAX_TEXT + 1))), "ký tự"),
    "too heavy a file": (lambda: docx(TEXT) + os.urandom(1 << 20) * 51, "nặng hơn"),
}


@pytest.mark.parametrize("animal", REFUSED)
def test_what_is_no_harmless_document_is_refused_with_its_reason(animal: str, tmp_path: Path) -> None:
    make, reason = REFUSED[animal]
    file = read(tmp_path, make())
    assert (file.state, file.blocks) == ("refused", ())
    assert reason in file.reason
    assert file.reason.endswith(".")


@pytest.mark.parametrize("animal", TOO_BIG)
def test_what_would_fill_the_memory_is_refused_as_too_big(animal: str, tmp_path: Path) -> None:
    make, reason = TOO_BIG[animal]
    file = read(tmp_path, make())
    assert (file.state, file.blocks) == ("too_big", ())
    assert reason in file.reason


def test_a_linked_template_a_link_and_a_linked_picture_are_never_followed(tmp_path: Path) -> None:
    outside = (
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId9" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="file:///etc/passwd" TargetMode="External"/></Relationships>'
    )
    body = TEXT + p('<w:r><w:drawing><a:blip r:link="rId9"/></w:drawing></w:r>')
    file = read(tmp_path, docx(body, {"word/_rels/document.xml.rels": outside}))
    assert (file.state, file.remarks.foreign) == ("read", 1)
    assert "root" not in file.text


def test_a_styles_part_that_leads_outside_is_no_styles_part(tmp_path: Path) -> None:
    data = changed("word/_rels/document.xml.rels", b'Target="styles.xml"', b'Target="../../../../etc/passwd"')
    assert read(tmp_path, data).state == "read"


def test_strict_open_xml_and_utf_16_are_read(tmp_path: Path) -> None:
    inside = parts(TEXT)
    strict = inside["word/document.xml"].replace(
        b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        b"http://purl.oclc.org/ooxml/wordprocessingml/main",
    )
    wide = strict.decode().replace('encoding="UTF-8"', 'encoding="UTF-16"').encode("utf-16")
    for content in (strict, wide):
        assert read(tmp_path, zipped({**inside, "word/document.xml": content})).state == "read"


def test_a_document_without_words_is_empty(tmp_path: Path) -> None:
    file = read(tmp_path, docx(p() + p("<w:r><w:drawing/></w:r>")))
    assert (file.state, file.remarks.pictures) == ("empty", 1)


def test_numbers_that_no_list_has_do_no_harm(tmp_path: Path) -> None:
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="99999999999999999999"/>'
        '<w:numFmt w:val="upperRoman"/><w:lvlText w:val="%1%2%9"/></w:lvl></w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="999999999"/>'
        "</w:lvlOverride></w:num>"
    )
    body = "".join(
        p("x", about=f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="1"/></w:numPr>')
        for depth in ("0", "x", "-5", "99")
    )
    file = read(tmp_path, docx(body, {"word/numbering.xml": part("numbering", numbering)}))
    assert (file.state, file.blocks[0].marker) == ("read", "999999999")  # type: ignore[union-attr]


def test_a_style_based_on_itself_does_no_harm(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="A"><w:name w:val="A"/><w:basedOn w:val="A"/></w:style>'
    assert (
        read(tmp_path, docx(p("x", style="A"), {"word/styles.xml": part("styles", styles)})).state == "read"
    )


def put(folder: Path, name: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(docx(TEXT))
    return path


@pytest.mark.parametrize(
    "typed",
    ["Báo cáo An.docx", "Báo cáo An", "báo cáo AN.DOCX", '"Báo cáo An.docx"', " ./Báo cáo An.docx", "con\\Báo cáo An", "con/báo cáo an"],
)  # fmt: skip
def test_the_name_may_lack_its_ending_or_differ_in_capitals(tmp_path: Path, typed: str) -> None:
    put(tmp_path, "con/Báo cáo An.docx" if "con" in typed else "Báo cáo An.docx")
    assert read_file(tmp_path, UNIT, typed).state == "read"


def test_a_name_that_came_through_a_mac_is_found(tmp_path: Path) -> None:
    put(tmp_path, unicodedata.normalize("NFD", "Báo cáo Hoà.docx"))
    assert read_file(tmp_path, UNIT, "Báo cáo Hòa.docx").state == "read"


def test_the_folder_of_the_unit_comes_first(tmp_path: Path) -> None:
    put(tmp_path, "a.docx")
    (tmp_path / UNIT).mkdir()
    (tmp_path / UNIT / "a.docx").write_bytes(docx(p("của đơn vị")))
    assert read_file(tmp_path, UNIT, "a.docx").text == "của đơn vị"
    assert read_file(tmp_path, "00002", "a.docx").text != "của đơn vị"


@pytest.mark.parametrize(
    "typed",
    [
        "../ngoai/a.docx",
        "con/../../a.docx",
        "..",
        "/etc/passwd",
        "C:\\Users\\An\\a.docx",
        "c:a.docx",
        "\\\\may\\chia-se\\a.docx",
        "//may/a.docx",
        "https://example.vn/a.docx",
        "file:///etc/passwd",
        "a\x00b.docx",
        "a|b.docx",
        "/",
        ".",
    ],
)
def test_a_path_that_leads_anywhere_else_is_refused(tmp_path: Path, typed: str) -> None:
    home = tmp_path / "nha"
    home.mkdir()
    put(tmp_path, "ngoai/a.docx")
    assert read_file(home, UNIT, typed).state == "outside"
    with pytest.raises(OutsideError):
        relative_parts(typed)


def test_a_unit_code_is_no_path(tmp_path: Path) -> None:
    home = tmp_path / "nha"
    home.mkdir()
    put(tmp_path, "a.docx")
    for code in ("..", "../", "/", "nha/.."):
        assert read_file(home, code, "a.docx").state == "missing"


@pytest.mark.parametrize("link", ["file", "folder"])
def test_a_symbolic_link_out_of_the_folder_is_refused(tmp_path: Path, link: str) -> None:
    home = tmp_path / "nha"
    home.mkdir()
    outside = put(tmp_path, "ngoai/a.docx")
    if link == "file":
        (home / "a.docx").symlink_to(outside)
    else:
        (home / "x").symlink_to(outside.parent, target_is_directory=True)
    assert read_file(home, UNIT, "a.docx" if link == "file" else "x/a.docx").state == "outside"


def test_a_pipe_or_a_folder_is_no_file(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.docx")
    (tmp_path / "b.docx").mkdir()
    assert read_file(tmp_path, UNIT, "a.docx").state == "missing"
    assert read_file(tmp_path, UNIT, "b.docx").state == "missing"


def test_a_missing_file_names_the_likeliest_one(tmp_path: Path) -> None:
    put(tmp_path, "con/Báo cáo Nguyễn Văn An.docx")
    put(tmp_path, "con/~$o cáo Nguyễn Văn An.docx")
    file = read_file(tmp_path, UNIT, "con/Bao cao Nguyen Van An.docx")
    assert (file.state, file.near) == ("missing", "con/Báo cáo Nguyễn Văn An.docx")


def test_two_files_that_differ_in_capitals_only_are_not_guessed_between(tmp_path: Path) -> None:
    put(tmp_path, "An.docx")
    put(tmp_path, "AN.docx")
    assert read_file(tmp_path, UNIT, "an.docx").state == "missing"
    assert read_file(tmp_path, UNIT, "AN.docx").name == "AN.docx"


@pytest.mark.parametrize("owner", ["~$o cáo An.docx", "~$Báo cáo An.docx", ".~lock.Báo cáo An.docx#"])
def test_a_file_open_in_word_is_read_as_saved_and_told(tmp_path: Path, owner: str) -> None:
    put(tmp_path, "Báo cáo An.docx")
    (tmp_path / owner).write_bytes(b"An")
    file = read_file(tmp_path, UNIT, "Báo cáo An.docx")
    assert (file.state, file.open_elsewhere) == ("read", True)


def test_the_owner_file_itself_is_no_report(tmp_path: Path) -> None:
    put(tmp_path, "~$An.docx")
    file = read_file(tmp_path, UNIT, "~$An.docx")
    assert (file.state, file.open_elsewhere) == ("unreadable", True)


def test_a_file_that_another_program_locks_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.docx")

    def locked(*_: object) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(reading, "_bytes", locked)
    file: ReportFile = read_file(tmp_path, UNIT, "a.docx")
    assert (file.state, file.reason) == ("unreadable", "Permission denied")


def test_a_workbook_that_was_never_saved_has_no_files(tmp_path: Path) -> None:
    assert read_file(None, UNIT, "a.docx").state == "no_folder"


def test_a_file_whose_parts_lie_about_their_size_is_refused(tmp_path: Path) -> None:
    data = bytearray(docx(TEXT * 200))
    with zipfile.ZipFile(io.BytesIO(bytes(data))) as package:
        offset = package.getinfo("word/document.xml").header_offset
    start = bytes(data).rfind(b"word/document.xml") - 46
    assert offset < start
    struct.pack_into("<L", data, start + 24, 40)
    assert read(tmp_path, bytes(data)).state == "refused"


def test_text_that_looks_like_a_tag_stays_text(tmp_path: Path) -> None:
    file = read(tmp_path, docx(p(r("{{ cn.ho_ten }} {%p if x %} </w:t>"))))
    assert file.text == "{{ cn.ho_ten }} {%p if x %} </w:t>"
