"""Files that are no workbook, or too much of one: one clear message each, nothing read further."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path

import pytest
from books_support import feature_book, parts, rezip

import xlpy.books.ooxml.package as limits
from xlpy.books import bridge
from xlpy.books.errors import (
    BookError,
    BookNotFound,
    BookTooBig,
    EncryptedBook,
    MissingPlace,
    NotAWorkbook,
    OldFormat,
)

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600


def open_it(path: Path) -> None:
    with bridge.open_book(path) as book:
        bridge.read_grids(book)


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (b"", NotAWorkbook, "rỗng"),
        (OLE, OldFormat, r"\.xls"),
        (OLE + "EncryptedPackage".encode("utf-16-le"), EncryptedBook, "mật khẩu"),
        (b"\xef\xbb\xbf<html><table><tr><td>1</td></tr></table></html>", OldFormat, "HTML"),
        (
            b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
            OldFormat,
            "2003",
        ),
        ("họ tên,điểm\nA,1\n".encode(), OldFormat, "CSV"),
        (b"%PDF-1.7 ...", NotAWorkbook, "PDF"),
        (b"\x00\x01\x02\x03" * 50, NotAWorkbook, "không phải"),
        (b"PK\x03\x04 truncated", NotAWorkbook, "hỏng"),
    ],
)
def test_another_kind_of_file_is_named_and_the_way_out_told(
    tmp_path: Path, data: bytes, error: type[BookError], says: str
) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(data)
    with pytest.raises(error, match=says) as caught:
        open_it(path)
    assert "bảng.xlsx" in str(caught.value)
    assert "Hãy" in str(caught.value)
    assert str(tmp_path) not in str(caught.value)


def test_a_missing_file_and_a_folder_are_told_apart(tmp_path: Path) -> None:
    with pytest.raises(BookNotFound, match="không tìm thấy"):
        open_it(tmp_path / "không có.xlsx")
    with pytest.raises(NotAWorkbook, match="thư mục"):
        open_it(tmp_path)


def test_a_zip_of_something_else_and_a_word_file_are_no_workbooks(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as package:
        package.writestr("readme.txt", "x")
    with pytest.raises(NotAWorkbook, match="không phải sổ tính"):
        open_it(tmp_path / "a.xlsx")
    import docx

    docx.Document().save(str(tmp_path / "b.xlsx"))
    with pytest.raises(NotAWorkbook, match="Office khác"):
        open_it(tmp_path / "b.xlsx")


def test_a_password_on_the_zip_itself_is_encryption(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    data = bytearray(path.read_bytes())
    position = data.find(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, position + 8)[0]
    struct.pack_into("<H", data, position + 8, flags | 1)
    path.write_bytes(data)
    with pytest.raises(EncryptedBook):
        open_it(path)


def test_a_cut_or_damaged_download_is_refused(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    data = path.read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(data[: len(data) // 2])
    with pytest.raises(NotAWorkbook):
        open_it(tmp_path / "cut.xlsx")
    with zipfile.ZipFile(path) as package:
        info = package.getinfo("xl/worksheets/sheet1.xml")
    spoiled = bytearray(data)
    spoiled[info.header_offset + 30 + len(info.filename) + 200] ^= 0xFF
    (tmp_path / "spoiled.xlsx").write_bytes(spoiled)
    with pytest.raises(NotAWorkbook, match="sheet1"):
        open_it(tmp_path / "spoiled.xlsx")


def test_a_missing_sheet_part_is_told_by_tab(tmp_path: Path) -> None:
    path = rezip(feature_book(tmp_path / "a.xlsx"), tmp_path / "b.xlsx", {"xl/worksheets/sheet2.xml": b""})
    with pytest.raises(NotAWorkbook, match="Tổng hợp"):
        open_it(path)


def test_a_zip_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    sheet = parts(path)["xl/worksheets/sheet1.xml"].replace(
        b"<sheetData>", b"<sheetData>" + b" " * (40 << 20)
    )
    bomb = rezip(path, tmp_path / "b.xlsx", {"xl/worksheets/sheet1.xml": sheet})
    with pytest.raises(BookTooBig, match="bom nén"):
        open_it(bomb)


@pytest.mark.parametrize(
    ("limit", "value", "says"),
    [("MAX_FILE", 1000, "nặng"), ("MAX_ENTRIES", 5, "phần"), ("MAX_INFLATED", 1000, "bung ra")],
)
def test_each_limit_stops_the_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: str, value: int, says: str
) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    monkeypatch.setattr(limits, limit, value)
    with pytest.raises(BookTooBig, match=says):
        open_it(path)


def test_entries_that_overlap_or_share_a_name_are_refused(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    data = bytearray(path.read_bytes())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    third = data.find(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    path.write_bytes(data)
    with pytest.raises(NotAWorkbook, match="chồng"):
        open_it(path)
    again = feature_book(tmp_path / "b.xlsx")
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(again, "a") as package:
        package.writestr("xl/workbook.xml", b"<x/>")
    with pytest.raises(NotAWorkbook, match="trùng tên"):
        open_it(again)


def test_an_unknown_tab_is_answered_with_the_tabs_there_are(tmp_path: Path) -> None:
    path = feature_book(tmp_path / "a.xlsx")
    with bridge.open_book(path) as book, pytest.raises(MissingPlace, match="“Tổng hợp”"):
        bridge.read_grids(book, ["Không có"])
