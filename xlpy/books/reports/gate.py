"""The gate before a nominee's Word file is parsed: is it a harmless .docx, and small enough?

The zip's own limits are those of `ooxml.package`, the DTD rule that of `intake.prolog`, kinds are told apart by
`ooxml.kinds`. Here stands what concerns Word only. Embedded objects, pictures and links are no reason to refuse a
file: nothing of them is ever opened, and `document` counts them for the clerk. Macros are: a report needs none.
"""

from __future__ import annotations

from pathlib import Path

from xlpy.books.errors import BookTooBig, EncryptedBook, LabelledBook, NotAWorkbook
from xlpy.books.intake.prolog import refuse_dtds
from xlpy.books.ooxml.kinds import Kind, kind_of
from xlpy.books.ooxml.package import Package

MAX_FILE = 50 << 20
"""Bytes of a file, pictures included."""
MAX_INFLATED = 200 << 20
MAX_ENTRIES = 2_000
MAX_TAGS = 400_000
"""Tags of one part that is read into a tree: enough for 200,000 characters with a run for every word."""

_DOCUMENT = "wordprocessingml.document.main+xml"
_SAVE_AS = "Hãy mở tệp bằng Word, chọn Lưu thành (Save As) kiểu “Word Document (*.docx)” rồi dùng tệp mới."
_PASSWORD = "Hãy mở tệp bằng Word, vào Tệp > Thông tin > Bảo vệ tài liệu, bỏ mật khẩu hoặc nhãn, lưu lại."  # noqa: S105
_AGAIN = "Hãy xin lại tệp từ người viết, hoặc mở bằng Word và lưu thành tệp .docx mới."
_SHORTEN = "Hãy chép riêng phần thành tích sang một tệp .docx mới, bỏ hình ảnh và phụ lục."

_KINDS: dict[Kind, tuple[str, str]] = {
    "doc": ("tệp Word kiểu cũ (.doc), công cụ chỉ đọc .docx", _SAVE_AS),
    "xls": ("tệp kiểu cũ của Office hoặc WPS, không phải Word .docx", _SAVE_AS),
    "encrypted": ("tệp đang đặt mật khẩu mở", _PASSWORD),
    "labelled": ("tệp bị mã hóa bởi nhãn bảo mật hoặc quyền truy cập (IRM)", _PASSWORD),
    "html": ("trang web (HTML) được đặt tên như tệp Word", _SAVE_AS),
    "pdf": ("tệp PDF, không lấy được văn bản đúng thứ tự", "Hãy dùng tệp Word gốc (.docx)."),
    "image": ("tệp ảnh", "Hãy dùng tệp Word gốc (.docx)."),
    "archive": ("tệp nén (.rar, .7z hoặc .gz)", "Hãy giải nén, dùng tệp .docx bên trong."),
    "zeros": ("tệp chỉ toàn byte 0, thường do tải hoặc chép chưa xong", _AGAIN),
    "split zip": ("tệp nén rỗng hoặc bị chia nhỏ", _AGAIN),
    "mail": ("tệp thư điện tử hoặc trang web lưu từ thư", "Hãy lưu riêng tệp đính kèm .docx."),
    "text": ("tệp văn bản thường, không phải Word .docx", _SAVE_AS),
}


class ReportRefused(Exception):
    """The file is not read. `reason` says why (a clause, no full stop), `fix` what to do; both Vietnamese."""

    def __init__(self, reason: str, fix: str = _SAVE_AS, *, too_big: bool = False) -> None:
        self.reason = reason
        self.fix = fix
        self.too_big = too_big
        super().__init__(reason)


def vet(name: str, data: bytes) -> tuple[Package, str]:
    """The package and the name of its document part; raises `ReportRefused`. `name` is the file's bare name."""
    kind = kind_of(data)
    if kind != "zip":
        raise ReportRefused(*_KINDS.get(kind, ("tệp không phải tài liệu Word .docx", _SAVE_AS)))
    try:
        package = Package(Path(name), data)
        _refuse_too_much(package)
        main = _document_part(package)
        refuse_dtds(package)
    except Exception as error:
        raise explained(error) from error
    return package, main


def explained(error: Exception) -> ReportRefused:
    """The refusal for what the shared gate or a parser raised; raises again what neither of them means to raise."""
    if isinstance(error, ReportRefused):
        return error
    if isinstance(error, (EncryptedBook, LabelledBook)):
        return ReportRefused("tệp đang đặt mật khẩu mở (hoặc nhãn bảo mật)", _PASSWORD)
    if isinstance(error, BookTooBig):
        return ReportRefused(error.detail, _SHORTEN, too_big=True)
    if isinstance(error, NotAWorkbook):
        return ReportRefused(error.detail, _AGAIN)
    if isinstance(error, MemoryError):
        return ReportRefused("đọc tệp này cần nhiều bộ nhớ hơn máy có", _SHORTEN, too_big=True)
    if isinstance(error, RecursionError):
        return ReportRefused("nội dung tệp lồng nhau quá sâu, không phải do Word tạo ra", _AGAIN)
    raise error


def _refuse_too_much(package: Package) -> None:
    infos = package.entries.values()
    total = sum(info.file_size for info in infos)
    if len(infos) > MAX_ENTRIES:
        raise ReportRefused(f"tệp chứa {len(infos)} phần, quá mức {MAX_ENTRIES}", _SHORTEN, too_big=True)
    if total > MAX_INFLATED:
        text = f"nội dung bung ra tới {total >> 20} MB, quá mức {MAX_INFLATED >> 20} MB"
        raise ReportRefused(text, _SHORTEN, too_big=True)


def _document_part(package: Package) -> str:
    if package.find("mimetype") and package.find("META-INF/manifest.xml"):
        raise ReportRefused("tệp OpenDocument (.odt), không phải Word .docx")
    types = package.find("[Content_Types].xml")
    if types is None:
        raise ReportRefused("tệp nén, không phải tài liệu Word .docx")
    listed = [node.attrs.get("ContentType", "") for node in package.tree(types).children]
    if any("macroEnabled" in kind for kind in listed) or any(
        name.lower().endswith(("vbaproject.bin", "vbadata.xml")) for name in package.names()
    ):
        raise ReportRefused("tệp có macro; báo cáo không được chứa macro")
    main = package.related("", "officeDocument")
    if main is None or package.find(main) is None or not any(kind.endswith(_DOCUMENT) for kind in listed):
        raise ReportRefused("tệp không phải tài liệu Word .docx")
    for name in package.names():
        if name.lower().startswith("word/") and name.lower().endswith(".xml"):
            _refuse_too_many_tags(package, name)
    return main


def _refuse_too_many_tags(package: Package, name: str) -> None:
    # A tree takes some 300 bytes for each element, however few bytes it has in the file.
    tags = 0
    for piece in package.chunks(name):
        tags += piece.count(b"<")
        if tags > MAX_TAGS:
            raise ReportRefused(f"phần “{name}” có quá nhiều nội dung", _SHORTEN, too_big=True)
