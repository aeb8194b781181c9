"""File kind by magic bytes, never by its extension (DESIGN, "Intake gate"; evidence.md §7.7)."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from xlpy.books.errors import BookError, EncryptedBook, LabelledBook, NotAWorkbook, OldFormat

Kind = Literal[
    "zip", "encrypted", "labelled", "xls", "doc", "biff", "html", "xml2003", "pdf", "image", "archive",
    "split zip", "mail", "text", "empty", "zeros", "unknown",
]  # fmt: skip

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_IMAGES = (b"\x89PNG\r\n", b"\xff\xd8\xff", b"GIF8", b"II*\x00", b"MM\x00*")
_ARCHIVES = (b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b\x08")
_HTML = (b"<html", b"<!doctype html", b"<table", b"<head", b"<meta")


def kind_of(data: bytes) -> Kind:
    """What a file is, from its bytes. "zip" still has to be looked into; "xls" is any other compound file."""
    head = data[:4096]
    if head.startswith(b"PK\x03\x04"):
        return "zip"
    if not data:
        return "empty"
    if head.startswith(_OLE):
        return _compound(data)
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        return "biff"
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith(_HTML) or b"<html" in start:
        return "mail" if b"mime-version:" in start.split(b"<html")[0] else "html"
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return "xml2003"
    for kind, marks in _MARKS.items():
        if head.startswith(marks):
            return kind
    if not head.strip(b"\x00"):
        return "zeros"
    if b"mime-version:" in start:
        return "mail"
    if b"\x00" not in head and any(sign in head for sign in b",;\t"):
        return "text"
    return "unknown"


_MARKS: dict[Kind, tuple[bytes, ...]] = {
    "pdf": (b"%PDF",),
    "image": _IMAGES,
    "archive": _ARCHIVES,
    "split zip": (b"PK\x05\x06", b"PK\x07\x08"),
}


def _compound(data: bytes) -> Kind:
    def holds(stream: str) -> bool:
        # Stream names of the compound file are UTF-16.
        return stream.encode("utf-16-le") in data

    if holds("EncryptedPackage"):
        # MS-OFFCRYPTO 2.2: a package under rights management names its transform; a password does not.
        return "labelled" if holds("DRMEncrypted") else "encrypted"
    return "doc" if holds("WordDocument") and not holds("Workbook") else "xls"


def refuse_other_kinds(path: Path, data: bytes) -> None:
    """Return if `data` starts like a zip package; else raise the `BookError` that names what it is."""
    kind = kind_of(data)
    if kind != "zip":
        raise refusal(path, kind)


def refusal(path: Path, kind: Kind) -> BookError:
    """The `BookError` that says what a file of this kind is, and the way out."""
    if kind == "encrypted":
        return EncryptedBook(path)
    if kind == "labelled":
        return LabelledBook(path)
    if kind in _OLD:
        return OldFormat(path, _OLD[kind])
    return NotAWorkbook(path, _OTHER[kind]) if kind in _OTHER else NotAWorkbook(path)


_OLD: dict[Kind, str] = {
    "xls": "tệp Excel kiểu cũ (.xls, Excel 97–2003)",
    "biff": "tệp Excel rất cũ (trước năm 1997)",
    "html": "trang web (HTML) được đặt tên như tệp Excel",
    "xml2003": "tệp XML Spreadsheet 2003",
    "text": "tệp văn bản (CSV)",
}
_OTHER: dict[Kind, str] = {
    "empty": "tệp rỗng (0 byte), có thể chưa tải xong từ OneDrive hoặc thư điện tử",
    "zeros": "tệp chỉ toàn byte 0, thường do tải hoặc chép chưa xong",
    "pdf": "đây là tệp PDF",
    "image": "đây là tệp ảnh",
    "archive": "đây là tệp nén (.rar, .7z hoặc .gz), phải giải nén trước",
    "doc": "đây là tệp Word kiểu cũ (.doc)",
    "mail": "đây là tệp thư điện tử hoặc trang web lưu từ thư, phải lưu riêng tệp đính kèm",
    "split zip": "đây là tệp nén rỗng hoặc bị chia nhỏ",
}
