"""File kind by magic bytes, never by its extension (DESIGN, "Intake gate"; evidence.md §7.7)."""

from __future__ import annotations

from pathlib import Path

from xlpy.books.errors import BookError, EncryptedBook, NotAWorkbook, OldFormat

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refuse_other_kinds(path: Path, data: bytes) -> None:
    """Return if `data` starts like a zip package; else raise the `BookError` that names what it is."""
    if data.startswith(b"PK\x03\x04"):
        return
    raise _what_it_is(path, data)


def _what_it_is(path: Path, data: bytes) -> BookError:
    head = data[:4096]
    if not data:
        return NotAWorkbook(path, "tệp rỗng (0 byte), có thể chưa tải xong từ OneDrive hoặc thư điện tử")
    if head.startswith(_OLE):
        # Stream names of the compound file are UTF-16; an encrypted package holds EncryptedPackage.
        if "EncryptedPackage".encode("utf-16-le") in data:
            return EncryptedBook(path)
        return OldFormat(path, "tệp Excel kiểu cũ (.xls, Excel 97–2003)")
    if head.startswith((b"\x09\x08", b"\x09\x04", b"\x09\x02", b"\x09\x00")):
        return OldFormat(path, "tệp Excel rất cũ (trước năm 1997)")
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<html", b"<!doctype html", b"<table", b"<head", b"<meta")) or b"<html" in start:
        return OldFormat(path, "trang web (HTML) được đặt tên như tệp Excel")
    if b"urn:schemas-microsoft-com:office:spreadsheet" in head:
        return OldFormat(path, "tệp XML Spreadsheet 2003")
    if head.startswith(b"%PDF"):
        return NotAWorkbook(path, "đây là tệp PDF")
    if head.startswith((b"PK\x05\x06", b"PK\x07\x08")):
        return NotAWorkbook(path, "đây là tệp nén rỗng hoặc bị chia nhỏ")
    if b"\x00" not in head and (b"," in head or b";" in head or b"\t" in head):
        return OldFormat(path, "tệp văn bản (CSV)")
    return NotAWorkbook(path)
