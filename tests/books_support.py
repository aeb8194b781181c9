"""What the tests of `xlpy.books` share: workbooks full of features, and part-by-part comparison."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from datetime import datetime
from pathlib import Path

import openpyxl
import xlsxwriter


def _png() -> io.BytesIO:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", 2, 2, 8, 2, 0, 0, 0)
    pixels = zlib.compress(b"\x00\xff\x00\x00\x00\xff\x00" * 2)
    return io.BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


def feature_book(path: Path, rows: int = 6, date1904: bool = False) -> Path:
    """A workbook with a table, formulas on two sheets and whatever a careless writer loses."""
    book = xlsxwriter.Workbook(str(path), {"default_date_format": "dd/mm/yyyy", "date_1904": date1904})
    data, summary, hidden = (book.add_worksheet(tab) for tab in ("Dữ liệu", "Tổng hợp", "Ẩn"))
    day, text, percent = (book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "@", "0.0%"))
    legacy, bold, red = (
        book.add_format(look) for look in ({"font_name": ".VnTime"}, {"bold": True}, {"bg_color": "#FFC7CE"})
    )
    data.set_column("A:A", 30, text)
    data.set_column("F:F", 12, None, {"hidden": True})
    data.write("A1", "Bảng thi đua", bold)
    data.merge_range("B1:D1", "Ô gộp", bold)
    last = 2 + rows
    data.add_table(
        f"A2:E{last}",
        {
            "name": "BangDiem",
            "columns": [
                {"header": "Tên"},
                {"header": "Điểm"},
                {"header": "Gấp đôi", "formula": "=[@Điểm]*2"},
                {"header": "Ngày"},
                {"header": "Ghi chú"},
            ],
        },
    )
    for i in range(rows):
        r = i + 2
        data.write_string(r, 0, f"Nguyễn Văn {chr(65 + i % 26)}", text)
        data.write_number(r, 1, i + 1)
        data.write_formula(r, 2, f"=B{r + 1}*2", None, (i + 1) * 2)
        data.write_datetime(r, 3, datetime(2023, 3, i % 28 + 1), day)
    data.write_rich_string("E3", "đậm ", bold, "và  thường\nxuống dòng")
    data.write_string("E4", "ch÷ viÖt", legacy)
    data.write_number("E5", 0.25, percent)
    data.write_boolean("E6", True)
    data.write_comment("A3", "Ghi chú của đồng chí Hạnh")
    data.data_validation(
        "B3:B100", {"validate": "integer", "criteria": "between", "minimum": 0, "maximum": 100}
    )
    data.conditional_format("B3:B100", {"type": "cell", "criteria": ">", "value": 3, "format": red})
    data.conditional_format("B3:B8", {"type": "data_bar", "data_bar_2010": True})
    data.insert_button("H2", {"macro": "KiemTra", "caption": "Kiểm tra"})
    data.insert_image("H8", "dot.png", {"image_data": _png()})
    data.write_url("G3", "https://example.org/", string="Liên kết")
    data.set_row(40, None, None, {"hidden": True})
    data.freeze_panes(2, 0)
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": f"='Dữ liệu'!$B$3:$B${last}"})
    summary.insert_chart("D2", chart)
    summary.write("A1", "Tổng")
    summary.write_formula("B1", f"=SUM('Dữ liệu'!B3:B{last})", None, rows * (rows + 1) / 2)
    summary.write_formula("B2", '="cố định"', None, "cố định")
    summary.write_formula("B3", "=B1*10", None, rows * (rows + 1) * 5)
    summary.write_formula("B4", "=TongDiem", None, rows * (rows + 1) / 2)
    summary.write_formula("B5", "=NA()", None, "#N/A")
    summary.protect()
    hidden.write("B3", 5)
    hidden.very_hidden()
    book.define_name("TongDiem", "='Tổng hợp'!$B$1")
    book.define_name("HeSo", "=1.5")
    book.define_name("Loi", '="Thiếu ""xlwings"""')
    book.define_name("'Dữ liệu'!CucBo", "='Dữ liệu'!$A$2:$B$3")
    book.close()
    return path


def parts(path: Path) -> dict[str, bytes]:
    """Inflated parts by name, in the order of the zip."""
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def differing(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    """Names of parts that are new, gone or other."""
    return {name for name in before.keys() | after.keys() if before.get(name) != after.get(name)}


def rezip(source: Path, target: Path, change: dict[str, bytes]) -> Path:
    """A copy with some parts replaced, added, or (b"") removed; compressed anew."""
    known = parts(source)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in {**known, **change}.items():
            if data:
                package.writestr(name, data)
    return target


def cells_of(sheet: bytes) -> dict[str, bytes]:
    """Raw `<c>` elements of a plainly spelled sheet, by reference."""
    return {
        match[1].decode(): match[0]
        for match in re.finditer(rb'<c r="([A-Z]+\d+)"[^>]*?(?:/>|>.*?</c>)', sheet, re.DOTALL)
    }


def sheet_with(
    rows: str, path: Path, head: str = "", tail: str = "", extra: dict[str, bytes] | None = None
) -> Path:
    """A minimal workbook whose only sheet 'S' has these raw rows."""
    base = path.with_suffix(".base.xlsx")
    book = xlsxwriter.Workbook(str(base))
    book.add_format({"num_format": "dd/mm/yyyy"})
    book.add_worksheet("S").write_row("A1", ["một", "hai"], None)
    book.get_worksheet_by_name("S").write_blank("A2", None, book.formats[-1])
    book.close()
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xml = f'<?xml version="1.0" encoding="UTF-8"?>\n<worksheet xmlns="{main}">{head}<sheetData>{rows}</sheetData>{tail}</worksheet>'
    rezip(base, path, {"xl/worksheets/sheet1.xml": xml.encode(), **(extra or {})})
    base.unlink()
    return path


def independent(path: Path, **options: bool) -> openpyxl.Workbook:
    """The workbook as openpyxl reads it; that it would lose extensions on saving does not matter here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        return openpyxl.load_workbook(io.BytesIO(path.read_bytes()), **options)
