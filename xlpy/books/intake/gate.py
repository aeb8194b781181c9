"""The gate before any spreadsheet parser: what the bytes are, and whether they may be read (DESIGN).

`Package` holds the limits of the zip itself (entries, sizes, inflate ratio, overlaps, names). Here stands what only
concerns files from outside: tighter limits, kinds that must be told apart, DTDs anywhere, foreign content.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from xlpy.books.errors import BookTooBig, EncryptedBook, NotAWorkbook
from xlpy.books.intake.errors import FileRefused
from xlpy.books.intake.foreign import foreign_content, foreign_ods_content
from xlpy.books.intake.prolog import refuse_dtds
from xlpy.books.ooxml.kinds import Kind, kind_of, refusal
from xlpy.books.ooxml.package import Package

Readable = Literal["xlsx", "xlsm", "ods", "xls"]

MAX_INFLATED = 400 << 20
"""Bytes of a returned copy, unpacked; 10,000 full rows are 45 MB."""
MAX_ENTRIES = 2_000
_ODS = b"application/vnd.oasis.opendocument.spreadsheet"
_SHEETS = (".xlsx", ".xlsm", ".xls", ".ods", ".xlsb")


@dataclass(frozen=True, slots=True)
class Passed:
    """A file that may be parsed. `package` is None for an .xls; `notes` are what will be left out."""

    kind: Readable
    package: Package | None
    notes: tuple[str, ...] = ()
    program: str = ""
    """The program that saved it, as the file says: "Microsoft Excel", "LibreOffice/7.4…", or "" if it does not."""


def vet(name: str, data: bytes) -> Passed:
    """Let the file through, or raise the `BookError` that says in Vietnamese what is wrong and what to do."""
    path = Path(name)
    kind = kind_of(data)
    if kind == "xls":
        if name.lower().endswith(".et"):
            raise FileRefused(path, "đây là tệp riêng của WPS (.et). " + _SAVE_AS)
        return Passed("xls", None)
    if kind in _NO_TABLE:
        raise FileRefused(path, f"{_NO_TABLE[kind]}. {_SEND_BACK}")
    if kind != "zip":
        raise refusal(path, kind)
    package = Package(path, data)
    _tighter_limits(package)
    if (mime := _mimetype(package)) is not None:
        return _ods(package, mime)
    _refuse_other_packages(package)
    refuse_dtds(package)
    content = package.tree(package.find("[Content_Types].xml") or "[Content_Types].xml")
    kinds = [node.attrs.get("ContentType", "") for node in content.children]
    macro = any("macroEnabled" in each for each in kinds) or bool(package.find("xl/vbaProject.bin"))
    return Passed("xlsm" if macro else "xlsx", package, tuple(foreign_content(package)), _program(package))


_SEND_BACK = "Hãy đề nghị đơn vị gửi lại chính tệp sổ tính (.xlsx) đã được phát, đính kèm trực tiếp vào thư."
_NO_TABLE: dict[Kind, str] = {
    "pdf": "đây là tệp PDF, không lấy được từng ô dữ liệu",
    "image": "đây là tệp ảnh, không lấy được từng ô dữ liệu",
    "doc": "đây là tệp Word, không phải sổ tính",
    "mail": "đây là tệp thư điện tử; sổ tính nằm trong phần đính kèm của thư, phải lưu riêng ra",
    "archive": "đây là tệp nén (.rar, .7z hoặc .gz), phải giải nén trước",
    "zeros": "tệp chỉ toàn byte 0, thường do tải hoặc chép chưa xong",
    "split zip": "đây là tệp nén rỗng hoặc bị chia nhỏ",
}
_SAVE_AS = "Hãy mở tệp bằng chương trình đã tạo ra nó, chọn Lưu thành (Save As) với kiểu “Excel Workbook (*.xlsx)” rồi gửi lại."


def _tighter_limits(package: Package) -> None:
    infos = package.entries.values()
    if len(infos) > MAX_ENTRIES:
        raise BookTooBig(package.path, f"tệp chứa {len(infos)} phần, quá mức {MAX_ENTRIES}")
    total = sum(info.file_size for info in infos)
    if total > MAX_INFLATED:
        raise BookTooBig(
            package.path, f"nội dung bung ra tới {total >> 20} MB, quá mức {MAX_INFLATED >> 20} MB"
        )


def _mimetype(package: Package) -> bytes | None:
    """What an OpenDocument package says it is; None for any other package."""
    name = package.find("mimetype")
    if name is None or package.find("META-INF/manifest.xml") is None:
        return None
    return next(package.chunks(name, 200), b"").strip()


def _ods(package: Package, mime: bytes) -> Passed:
    if not mime.startswith(_ODS):
        raise FileRefused(
            package.path,
            "đây là tệp OpenDocument khác (văn bản, trình chiếu…), không phải sổ tính. " + _SAVE_AS,
        )
    refuse_dtds(package)
    if next(package.tree("META-INF/manifest.xml").every("encryption-data"), None):
        raise EncryptedBook(package.path)
    program = ""
    if package.find("meta.xml"):
        program = next((node.text for node in package.tree("meta.xml").every("generator")), "")
    return Passed("ods", package, tuple(foreign_ods_content(package)), program[:80])


def _refuse_other_packages(package: Package) -> None:
    names = [name.lower() for name in package.names()]
    path = package.path
    if any(name.endswith(".iwa") or name in ("index.zip", "index/document.iwa") for name in names):
        raise FileRefused(
            path,
            "đây là tệp Apple Numbers. Hãy mở bằng Numbers, chọn Tệp > Xuất sang > Excel (.xlsx) rồi gửi tệp đó.",
        )
    if package.find("[Content_Types].xml") is None:
        inside = [name for name in package.names() if PurePosixPath(name.lower()).suffix in _SHEETS]
        if inside:
            shown = ", ".join(f"“{PurePosixPath(name).name[:60]}”" for name in inside[:5])
            raise FileRefused(
                path,
                f"đây là tệp nén (.zip) chứa {len(inside)} sổ tính ({shown}). Hãy giải nén rồi đưa từng sổ tính vào.",
            )
        raise NotAWorkbook(path, "đây là tệp nén nhưng không phải sổ tính Excel")
    if any(name.startswith(("word/", "ppt/")) for name in names):
        raise FileRefused(path, f"đây là tệp Word hoặc PowerPoint, không phải sổ tính. {_SEND_BACK}")
    if package.find("xl/workbook.bin"):
        raise FileRefused(path, "đây là sổ tính kiểu nhị phân (.xlsb). " + _SAVE_AS)


def _program(package: Package) -> str:
    part = package.find("docProps/custom.xml")
    if part and b"KSOProductBuildVer" in package.read(part):
        return "WPS"
    part = package.find("docProps/app.xml")
    if part is None:
        return ""
    return next((node.text.strip()[:80] for node in package.tree(part).every("Application")), "")
