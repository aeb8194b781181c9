"""Returned workbooks as offices really send them: one small file for each risk in the register (evidence.md §7).

Everything is made on the fly from one copy of phường Cống Vị, so that nothing binary is committed. Each animal says
what intake must make of it: read it, read it and tell something, or refuse it with a reason.
"""

from __future__ import annotations

import io
import re
import struct
import unicodedata
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from books_support import feature_book, parts, rezip
from workbook_support import small_book

from xlpy.books.intake.reading import read_returned
from xlpy.books.rawrows import copy_state
from xlpy.model.baseline import BaseHead, encode
from xlpy.workbook import build
from xlpy.workbook.content import BookContent, SheetContent
from xlpy.workbook.prepare import prepare

UNIT = "00007"
CAMPAIGN = "BADINH-2023-75NAM"
COPY_ID = "bản-00007-1"
PERSON = "Nguyễn Thị Hương"
Outcome = Literal["read", "told", "refused"]
Make = Callable[["Nest"], Path]


@dataclass(frozen=True)
class Nest:
    """Where an animal is made: an empty folder, and the two copies it grows from."""

    folder: Path
    copy: Path
    macro_copy: Path

    def write(self, name: str, data: bytes) -> Path:
        """A file in the folder."""
        path = self.folder / name
        path.write_bytes(data)
        return path

    def changed(
        self, change: dict[str, bytes], name: str = "tra-loi.xlsx", source: Path | None = None
    ) -> Path:
        """The copy with some parts replaced, added or (b"") removed."""
        return rezip(source or self.copy, self.folder / name, change)

    def sheet(self, tab: str) -> tuple[str, bytes]:
        """Name and content of a sheet's part in the copy."""
        return sheet_part(self.copy, tab)

    def edited(self, tab: str, cells: dict[str, str]) -> Path:
        """The copy with some cells' XML replaced; the values give what stands inside `<c r="…" …`."""
        part, xml = self.sheet(tab)
        for ref, inside in cells.items():
            xml, count = re.subn(
                rb'<c r="%s"([^>]*?)(?: t="\w+")?(?:/>|>.*?</c>)' % ref.encode(),
                lambda m, ref=ref, inside=inside: f'<c r="{ref}"{_style(m[1])}{inside}</c>'.encode(),
                xml,
                count=1,
            )
            assert count == 1, ref
        return self.changed({part: xml})

    def replaced(self, part: str, pairs: dict[str, str], name: str = "tra-loi.xlsx") -> Path:
        """The copy with texts replaced in one part; each must be there."""
        text = parts(self.copy)[part].decode()
        for old, new in pairs.items():
            assert old in text, old
            text = text.replace(old, new)
        return self.changed({part: text.encode()}, name)


def _style(attributes: bytes) -> str:
    found = re.search(rb' s="\d+"', attributes)
    return found[0].decode() if found else ""


def sheet_part(path: Path, tab: str) -> tuple[str, bytes]:
    """Name and content of the part of a sheet, by its tab."""
    inside = parts(path)
    workbook, rels = inside["xl/workbook.xml"].decode(), inside["xl/_rels/workbook.xml.rels"].decode()
    rid = re.search(rf'<sheet name="{re.escape(tab)}"[^>]*r:id="(\w+)"', workbook)
    assert rid, tab
    target = next(node for node in re.findall(r"<Relationship [^>]*>", rels) if f'Id="{rid[1]}"' in node)
    part = "xl/" + re.search(r'Target="([^"]+)"', target)[1]  # type: ignore[index]
    return part, inside[part]


def build_copies(folder: Path) -> tuple[Path, Path]:
    """A copy of phường Cống Vị as .xlsx and .xlsm, with stamp, copy id and hidden base."""
    content = copy_content()
    plain, macro = folder / "ban-gui.xlsx", folder / "ban-gui.xlsm"
    build(plain, content, format="xlsx", unit=UNIT)
    state = copy_state(read_returned(plain.name, plain.read_bytes()).grids, plain.name, "0" * 64)
    content.base = encode(BaseHead(CAMPAIGN, state.schema_version, UNIT, 2, COPY_ID), state.rows)
    build(plain, content, format="xlsx", unit=UNIT)
    build(macro, content, format="xlsm", unit=UNIT)
    return plain, macro


def copy_content() -> BookContent:
    """The unit's rows with ids, few prepared rows, and the stamp of a second round."""
    content = small_book()
    for key, prefix in (("individuals", "CN"), ("collectives", "TT")):
        rows = [row for row in content.sheets[key].rows if row.get("unit_code") == UNIT]
        numbered = [{"row_id": f"{prefix}-{UNIT}-{n:04}", **row} for n, row in enumerate(rows, start=1)]
        content.sheets[key] = SheetContent(numbered)  # type: ignore[arg-type]
    content.stamp = {"copy_id": COPY_ID, "round": "2"}
    return content


@dataclass(frozen=True)
class Animal:
    """`says` is searched in the notes or the reason; `name` holds a value of Cá nhân, row 5, that must be read."""

    risk: str
    title: str
    make: Make
    outcome: Outcome
    says: str = ""
    kind: str = "xlsx"
    unit: str = UNIT
    name: str | None = PERSON


def _rebuilt(change: Callable[[BookContent], None]) -> Make:
    def make(nest: Nest) -> Path:
        content = copy_content()
        change(content)
        path = nest.folder / "tra-loi.xlsx"
        build(path, content, format="xlsx", unit=UNIT)
        return path

    return make


def _order(content: BookContent) -> None:
    keys = [column.key for column in prepare(BookContent(), None)["individuals"].sheet.columns]
    keys.remove("row_status")
    keys[6:6] = ["extra:Ghi thêm", "row_status"]
    content.sheets["individuals"].order = keys


def _another_round(content: BookContent) -> None:
    content.stamp = {
        "copy_id": COPY_ID,
        "round": "1",
        "campaign_code": "QUAN-KHAC-2022",
        "schema_version": "0",
    }


def _merged(content: BookContent) -> None:
    content.sheets["individuals"].merges = [(0, 1, "unit_code")]
    content.sheets["individuals"].hidden = {1}
    content.extra_tabs = ["Sheet1 (2)"]


def _headers(nest: Nest) -> Path:
    return nest.replaced(
        "xl/sharedStrings.xml", {">Họ và tên<": ">Họ  và\u00a0tên\n<", ">Giới tính<": ">  GIỚI TÍNH <"}
    )


def _renamed(nest: Nest) -> Path:
    return nest.replaced(
        "xl/workbook.xml", {'name="Cá nhân"': 'name="Danh sách (2)"', "'Cá nhân'!": "'Danh sách (2)'!"}
    )


def _nameless(nest: Nest) -> Path:
    change = {
        name: re.sub(rb' codeName="\w+"', b"", data)
        for name, data in parts(_renamed(nest)).items()
        if name.startswith("xl/worksheets/") or name == "xl/workbook.xml"
    }
    return nest.changed(change)


def _without_stamp(*tabs: str) -> Make:
    def make(nest: Nest) -> Path:
        change: dict[str, bytes] = {}
        for tab in tabs:
            part, xml = nest.sheet(tab)
            change[part] = re.sub(rb"<sheetData>.*</sheetData>", b"<sheetData/>", xml, flags=re.DOTALL)
        return nest.changed(change)

    return make


def _text(value: str, kind: str = "inlineStr") -> str:
    escaped = value.replace("&", "&amp;").replace("<", "&lt;")
    return f' t="{kind}"><is><t xml:space="preserve">{escaped}</t></is>'


def _value(text: str, title: str, risk: str, kind: str = "inlineStr") -> Animal:
    return Animal(
        risk, title, lambda nest: nest.edited("Cá nhân", {"E5": _text(text, kind)}), "read", name=text
    )


def _strict(nest: Nest) -> Path:
    swap = {
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main": b"http://purl.oclc.org/ooxml/spreadsheetml/main",
        b"http://schemas.openxmlformats.org/officeDocument/2006/relationships": b"http://purl.oclc.org/ooxml/officeDocument/relationships",
    }
    change: dict[str, bytes] = {}
    for name, data in parts(nest.copy).items():
        for old, new in swap.items():
            data = data.replace(old, new)
        change[name] = data
    return nest.changed(change)


def _prefixed(nest: Nest) -> Path:
    part, xml = nest.sheet("Cá nhân")
    body = re.sub(rb"<(/?)(?=[a-zA-Z])", rb"<\1x:", xml[xml.index(b"<worksheet") :])
    body = body.replace(b"<x:worksheet xmlns=", b"<x:worksheet xmlns:x=", 1)
    return nest.changed({part: xml[: xml.index(b"<worksheet")] + body})


def _google(nest: Nest) -> Path:
    """No properties, no dimension, inline strings' sheet order kept, absolute targets, no cached values."""
    change: dict[str, bytes] = {"docProps/app.xml": b"", "docProps/core.xml": b""}
    for name, data in parts(nest.copy).items():
        if name == "xl/_rels/workbook.xml.rels":
            change[name] = re.sub(rb'Target="(worksheets/)', rb'Target="/xl/\1', data)
        elif name.startswith("xl/worksheets/sheet"):
            data = re.sub(rb"<dimension [^>]*/>", b"", data)
            data = re.sub(rb' codeName="\w+"', b"", data)
            change[name] = re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
        elif name == "_rels/.rels":
            change[name] = re.sub(rb"<Relationship [^>]*docProps[^>]*/>", b"", data)
        elif name == "[Content_Types].xml":
            change[name] = re.sub(rb"<Override [^>]*docProps[^>]*/>", b"", data)
    return nest.changed(change)


def _wps(nest: Nest) -> Path:
    custom = (
        '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">'
        '<property name="KSOProductBuildVer"><lpwstr>1066-12.2.0</lpwstr></property></Properties>'
    )
    return nest.changed({"docProps/custom.xml": custom.encode()})


def _below(nest: Nest) -> Path:
    part, xml = nest.sheet("Cá nhân")
    rows = f'<row r="120"><c r="B120"{_text("x")}</c><c r="C120"{_text(UNIT)}</c><c r="E120"{_text("Trần Dưới Bảng")}</c></row>'
    return nest.changed({part: xml.replace(b"</sheetData>", rows.encode() + b"</sheetData>")})


def _stray(nest: Nest) -> Path:
    part, xml = nest.sheet("Cá nhân")
    xml = xml.replace(b"</sheetData>", b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>')
    return nest.changed({part: re.sub(rb'<dimension ref="[^"]*"', b'<dimension ref="A1:XFD1048576"', xml)})


def _unprotected(nest: Nest) -> Path:
    """Drop-downs, conditional formats and names pasted away."""
    part, xml = nest.sheet("Cá nhân")
    xml = re.sub(rb"<dataValidations.*</dataValidations>", b"", xml, flags=re.DOTALL)
    xml = re.sub(rb"<conditionalFormatting.*</conditionalFormatting>", b"", xml, flags=re.DOTALL)
    names = re.sub(
        rb"<definedNames>.*</definedNames>", b"", parts(nest.copy)["xl/workbook.xml"], flags=re.DOTALL
    )
    return nest.changed({part: xml, "xl/workbook.xml": names})


def ole(*streams: str) -> bytes:
    """The start of a compound file that names these streams, which is all the gate looks at."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + b"".join(s.encode("utf-16-le") for s in streams)


def zipped(entries: dict[str, bytes]) -> bytes:
    """A zip package."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in entries.items():
            package.writestr(name, data)
    return stream.getvalue()


def _bytes(name: str, data: bytes) -> Make:
    return lambda nest: nest.write(name, data)


def _zip_in_zip(nest: Nest) -> Path:
    return nest.write("tra-loi.xlsx", zipped({"Hồ sơ/bản 1.xlsx": nest.copy.read_bytes(), "b.XLSX": b"PK"}))


def _copied(name: str, macro: bool = False) -> Make:
    return lambda nest: nest.write(name, (nest.macro_copy if macro else nest.copy).read_bytes())


def _with(change: dict[str, bytes]) -> Make:
    return lambda nest: nest.changed(change)


def _external(kind: str, target: str) -> bytes:
    base = "http://schemas.openxmlformats.org/"
    return (
        f'<Relationships xmlns="{base}package/2006/relationships"><Relationship Id="rId9" '
        f'Type="{base}officeDocument/2006/relationships/{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    ).encode()


def _linked(nest: Nest) -> Path:
    part, _ = nest.sheet("Hướng dẫn")
    folder, _, base = part.rpartition("/")
    return nest.changed(
        {f"{folder}/_rels/{base}.rels": _external("hyperlink", "http://example.org/lấy-mật-khẩu")}
    )


def _book_link(inside: str) -> dict[str, bytes]:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return {
        "xl/externalLinks/externalLink1.xml": f'<externalLink xmlns="{main}">{inside}</externalLink>'.encode()
    }


def _foreign_macro(nest: Nest) -> Path:
    """Our .xlsm with a module that is not ours, put in by the same library that builds ours."""
    from pyopenvba import ExcelFile

    path = nest.write("tra-loi.xlsm", nest.macro_copy.read_bytes())
    with ExcelFile(path) as book:
        book.vba_project().add_module("TaiVirus", 'Sub Auto_Open()\r\n  Shell "calc"\r\nEnd Sub\r\n')
        book.save(path)
    return path


def _overlapping(nest: Nest) -> Path:
    data = bytearray(nest.copy.read_bytes())
    first = data.find(b"PK\x01\x02")
    second = data.find(b"PK\x01\x02", first + 4)
    third = data.find(b"PK\x01\x02", second + 4)
    data[third + 42 : third + 46] = data[second + 42 : second + 46]
    return nest.write("tra-loi.xlsx", bytes(data))


def _bomb(nest: Nest) -> Path:
    part, xml = nest.sheet("Cá nhân")
    return nest.changed({part: xml.replace(b"<sheetData>", b"<sheetData>" + b" " * (40 << 20))})


def _locked_zip(nest: Nest) -> Path:
    data = bytearray(nest.copy.read_bytes())
    at = data.find(b"PK\x01\x02")
    flags = struct.unpack_from("<H", data, at + 8)[0]
    struct.pack_into("<H", data, at + 8, flags | 1)
    return nest.write("tra-loi.xlsx", bytes(data))


def _deep(nest: Nest) -> Path:
    depth = 200_000
    return nest.changed({"xl/theme/_rels/theme1.xml.rels": b"<a>" * depth + b"</a>" * depth})


def _laughs(name: str, encoding: str = "utf-8") -> Make:
    """Entities inside entities, in a part of that name; its own content is gone."""
    body = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
    xml = f'<?xml version="1.0" encoding="{encoding}"?><!-- x --><!DOCTYPE r [{body}]><r>&a9;</r>'
    return _with({name: xml.encode(encoding)})


def _ods(*extra: tuple[str, bytes], manifest: str = "", mime: str = "spreadsheet", rows: str = "") -> bytes:
    content = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        f'<table:table table:name="S">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
    )
    listed = f'<manifest xmlns="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{manifest}</manifest>'
    return zipped(
        {
            "mimetype": f"application/vnd.oasis.opendocument.{mime}".encode(),
            "META-INF/manifest.xml": listed.encode(),
            "content.xml": content.encode(),
            **dict(extra),
        }
    )


def ods_rows(rows: str) -> bytes:
    """A minimal .ods whose only sheet "S" has these rows."""
    return _ods(rows=rows)


_EMPTY_ROWS = (
    '<table:table-row table:number-rows-repeated="1048576"><table:table-cell table:number-columns-repeated="16384" '
    'office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>'
)
_WORD = {"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"}
_ENCRYPTED = '<file-entry full-path="content.xml"><encryption-data/></file-entry>'


ANIMALS = (
    Animal("0", "bản nguyên vẹn", _copied("tra-loi.xlsx"), "read"),
    Animal("0", "bản .xlsm của mình", _copied("tra-loi.xlsm", macro=True), "read", kind="xlsm"),
    Animal("1", "sổ tính khác", lambda n: feature_book(n.folder / "x.xlsx"), "refused", "không phải sổ tính của phần mềm"),
    Animal("1", "đợt khác, vòng cũ, mẫu cũ", _rebuilt(_another_round), "read"),
    Animal("1", "đổi tên trang", _renamed, "told", "đã đổi tên thành “Danh sách \\(2\\)”"),
    Animal("1", "đổi tên trang và mất code name", _nameless, "told", "được nhận là trang “Cá nhân” theo tiêu đề cột"),
    Animal("1", "chèn, dời cột", _rebuilt(_order), "told", "“Ghi thêm” không có trong mẫu"),
    Animal("1", "gõ lại tiêu đề", _headers, "read"),
    Animal("1", "mất trang nhận dạng", _without_stamp("_thidua"), "told", "nhận dạng theo trang ẩn ghi trạng thái"),
    Animal("1", "mất cả hai trang ẩn", _without_stamp("_thidua", "_goc"), "told", "nhận dạng theo tên trang, tiêu đề"),
    Animal("2", "dán đè công thức", lambda n: n.edited("Cá nhân", {"G5": ' t="str"><f>"N"&amp;"ữ"</f><v>Nữ</v>'}), "told", "ô G5 chứa công thức"),
    Animal("2", "ô gộp, dòng ẩn, trang lạ", _rebuilt(_merged), "told", "“Sheet1 \\(2\\)”"),
    Animal("2", "mất ràng buộc, định dạng, tên vùng", _unprotected, "read"),
    Animal("2", "dòng dưới bảng", _below, "read"),
    Animal("2", "ô lạc ở XFD1048576", _stray, "told", "1 ô nằm xa bảng \\(từ ô XFD1048576\\)"),
    Animal("3", "hệ ngày 1904", _rebuilt(lambda c: setattr(c, "date1904", True)), "told", "hệ ngày 1904"),
    _value("9,5", "số gõ thành chữ", "3"),
    _value("31/12/1980", "ngày gõ thành chữ", "3"),
    _value(unicodedata.normalize("NFD", PERSON), "NFD", "4"),
    _value("  NGUYỄN THỊ HƯƠNG\u00a0 ", "khoảng trắng thừa, chữ hoa", "4"),
    Animal("5", "WPS", _wps, "read"),
    Animal("5", "Google: không kết quả công thức, không thuộc tính", _google, "read"),
    Animal("5", "Strict Open XML", _strict, "read"),
    Animal("5", "tiền tố không gian tên", _prefixed, "read"),
    Animal("5", "công thức chưa tính trong ô nhập", lambda n: n.edited("Cá nhân", {"G5": "><f>A1&amp;B1</f>"}), "told", "ô G5 là công thức chưa được tính"),
    Animal("6", "đơn vị khác trong dòng", lambda n: n.edited("Cá nhân", {"C5": _text("00019")}), "told", "1 dòng ghi đơn vị “00019”"),
    Animal("7", "mật khẩu", _bytes("a.xlsx", ole("EncryptedPackage")), "refused", "mật khẩu"),
    Animal("7", "nhãn bảo mật", _bytes("a.xlsx", ole("DRMEncryptedTransform", "EncryptedPackage")), "refused", "nhãn"),
    Animal("7", "mật khẩu của zip", _locked_zip, "refused", "mật khẩu"),
    Animal("7", ".xls hỏng mang tên .xlsx", _bytes("a.xlsx", ole("Workbook")), "refused", "\\.xls"),
    Animal("7", ".xlsx mang tên .xls", _copied("tra-loi.xls"), "read"),
    Animal("7", "HTML mang tên .xls", _bytes("a.xls", b"<html><table><tr><td>1</table>"), "refused", "HTML"),
    Animal("7", "XML 2003", _bytes("a.xls", b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>"), "refused", "2003"),
    Animal("7", "zip trong zip", _zip_in_zip, "refused", "chứa 2 sổ tính \\(“bản 1.xlsx”"),
    Animal("7", ".xlsb", _bytes("a.xlsb", zipped({"[Content_Types].xml": b"<Types/>", "xl/workbook.bin": b"x"})), "refused", "\\.xlsb"),
    Animal("7", "Numbers", _bytes("a.xlsx", zipped({"Index/Document.iwa": b"x"})), "refused", "Numbers"),
    Animal("7", ".et của WPS", _bytes("a.et", ole("Workbook")), "refused", "WPS"),
    Animal("7", "Word mang tên .xlsx", _bytes("a.xlsx", zipped(_WORD)), "refused", "tệp Word"),
    Animal("7", "Word cũ", _bytes("a.xls", ole("WordDocument")), "refused", "Word"),
    Animal("7", "CSV", _bytes("a.csv", "họ tên;điểm\nA;1\n".encode()), "refused", "CSV"),
    Animal("7", "PDF", _bytes("a.xlsx", b"%PDF-1.7"), "refused", "PDF"),
    Animal("7", "ảnh chụp", _bytes("a.jpg", b"\xff\xd8\xff\xe0" + bytes(90)), "refused", "ảnh"),
    Animal("7", "rar", _bytes("a.xlsx", b"Rar!\x1a\x07\x01\x00"), "refused", "giải nén"),
    Animal("7", "thư .eml", _bytes("a.xlsx", b"From: a\r\nMIME-Version: 1.0\r\n"), "refused", "thư điện tử"),
    Animal("7", "byte 0", _bytes("a.xlsx", bytes(5000)), "refused", "toàn byte 0"),
    Animal("7", "tải dở", lambda n: n.write("a.xlsx", n.copy.read_bytes()[:9000]), "refused", "hỏng"),
    Animal("7", "ODS có mật khẩu", _bytes("a.ods", _ods(manifest=_ENCRYPTED)), "refused", "mật khẩu"),
    Animal("7", "ODT", _bytes("a.ods", _ods(mime="text")), "refused", "OpenDocument khác"),
    Animal("7", "ODS không phải mẫu", _bytes("a.ods", _ods()), "refused", "không phải sổ tính của phần mềm"),
    Animal("9", "cổng thư đổi đuôi", _copied("tra-loi.xlsm_"), "read"),
    Animal("9", ".xlsm đổi đuôi .txt", _copied("tra-loi.txt", macro=True), "read", kind="xlsm"),
    Animal("9", "macro lạ", _foreign_macro, "told", "macro lạ \\(mô-đun “TaiVirus”\\)", kind="xlsm"),
    _value("=cmd|'/c calc'!A0", "chữ bắt đầu bằng =", "10"),
    _value("+84 912 345 678", "chữ bắt đầu bằng +", "10"),
    _value("@SUM(1+1)", "chữ bắt đầu bằng @", "10"),
    _value("\t-1", "chữ bắt đầu bằng tab", "10"),
    Animal("10", "siêu liên kết", _linked, "told", "1 siêu liên kết ra ngoài"),
    Animal("10", "liên kết sổ khác", _with(_book_link('<externalBook xmlns:r="r" r:id="rId1"/>')), "told", "1 liên kết tới sổ tính khác"),
    Animal("10", "DDE", _with(_book_link('<ddeLink ddeService="cmd" ddeTopic="/c calc"/>')), "told", "1 liên kết DDE"),
    Animal("10", "kết nối dữ liệu", _with({"xl/connections.xml": b"<connections/>"}), "told", "1 kết nối dữ liệu ngoài"),
    Animal("10", "đối tượng nhúng", _with({"xl/embeddings/oleObject1.bin": b"x"}), "told", "1 đối tượng nhúng"),
    Animal("10", "macro Excel 4", _with({"xl/macrosheets/sheet1.xml": b"<x/>"}), "told", "1 trang macro kiểu Excel 4.0"),
    Animal("10", "ghi chú từ ngoài", _with({"xl/comments1.xml": b"<comments/>"}), "told", "1 trang có ghi chú"),
    Animal("10", "tệp chạy được bên trong", _with({"xl/media/../x.exe": b"MZ"}), "refused", "chỉ ra ngoài tệp"),
    Animal("10", "tệp chạy được giấu trong gói", _with({"xl/a.vbs": b"x"}), "told", "1 tệp lạ đính kèm"),
    Animal("gate", "bom nén", _bomb, "refused", "bom nén"),
    Animal("gate", "các phần chồng lên nhau", _overlapping, "refused", "chồng"),
    Animal("gate", "DTD trong phần không ai đọc", _laughs("xl/theme/theme1.xml"), "refused", "theme1.xml.*DTD"),
    Animal("gate", "DTD trong trang tính", _laughs("xl/worksheets/sheet3.xml"), "refused", "DTD"),
    Animal("gate", "DTD viết bằng UTF-16", _laughs("docProps/app.xml", "utf-16"), "refused", "DTD"),
    Animal("gate", "XML lồng 200.000 tầng", _deep, "refused", "lồng nhau quá sâu"),
    Animal("gate", "ODS lặp 17 tỷ ô", _bytes("a.ods", _ods(rows=_EMPTY_ROWS)), "refused", "hơn 2000000 ô"),
)  # fmt: skip
