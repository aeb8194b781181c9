"""What can go wrong with a workbook file, each with a message for the clerk.

Every message names the file (its name, never its folder: messages end up in screenshots and mails), says what is
wrong and what to do next. `BookError` is the base: the command line turns it into exit code 2, a button into a
message box. Nothing has been written when one of these is raised.
"""

from __future__ import annotations

from pathlib import PurePath


class BookError(Exception):
    """A workbook could not be read or written; `str(error)` is the Vietnamese message."""

    def __init__(self, path: str | PurePath, message: str) -> None:
        self.name = PurePath(path).name
        self.message = message
        super().__init__(f"{self.name}: {message}" if self.name else message)


class BookNotFound(BookError, FileNotFoundError):
    """There is no such file."""

    def __init__(self, path: str | PurePath) -> None:
        super().__init__(path, "không tìm thấy tệp. Hãy kiểm tra lại tên tệp và thư mục chứa tệp.")

    __str__ = Exception.__str__


class BookUnreadable(BookError):
    """The operating system does not hand the file out: no permission, network drive or cloud file not there."""

    def __init__(self, path: str | PurePath, reason: OSError) -> None:
        super().__init__(
            path,
            f"không đọc được tệp ({reason.strerror or type(reason).__name__}). Hãy kiểm tra quyền đọc tệp, ổ đĩa hoặc "
            "kết nối mạng; nếu tệp nằm trên OneDrive, hãy tải hẳn về máy rồi thử lại.",
        )


class NotAWorkbook(BookError):
    """The file is no Excel workbook, or a damaged one."""

    def __init__(self, path: str | PurePath, detail: str = "nội dung không phải sổ tính Excel") -> None:
        self.detail = detail
        super().__init__(
            path,
            f"{detail}. Công cụ chỉ đọc tệp .xlsx hoặc .xlsm còn nguyên vẹn. "
            "Hãy mở tệp bằng Excel, lưu lại với kiểu “Excel Workbook (*.xlsx)” rồi thử lại, "
            "hoặc đề nghị nơi gửi gửi lại tệp.",
        )


class OldFormat(BookError):
    """A .xls, an HTML page or a text table under a workbook's name."""

    def __init__(self, path: str | PurePath, kind: str) -> None:
        super().__init__(
            path,
            f"đây là {kind}, không phải tệp .xlsx/.xlsm. Hãy mở tệp bằng Excel hoặc LibreOffice, "
            "chọn Lưu thành (Save As) với kiểu “Excel Workbook (*.xlsx)” rồi dùng tệp mới.",
        )


class EncryptedBook(BookError):
    """The workbook is encrypted: a password, or a sensitivity label."""

    def __init__(self, path: str | PurePath) -> None:
        super().__init__(
            path,
            "tệp đang đặt mật khẩu mở (hoặc nhãn bảo mật) nên không đọc được. Hãy mở tệp bằng Excel, vào "
            "Tệp > Thông tin > Bảo vệ sổ làm việc, bỏ mật khẩu, lưu lại rồi thử lại.",
        )


class LabelledBook(EncryptedBook):
    """The workbook is encrypted by a sensitivity label or rights management (IRM), not by a password."""

    def __init__(self, path: str | PurePath) -> None:
        BookError.__init__(
            self,
            path,
            "tệp bị mã hóa bởi nhãn bảo mật hoặc quyền truy cập (IRM) nên không đọc được. Người có quyền hãy mở tệp "
            "bằng Excel, chọn lại nhãn không mã hóa (hoặc bỏ Hạn chế truy cập), lưu lại rồi gửi lại.",
        )


class BookTooBig(BookError):
    """The file breaks one of the limits that keep a hostile or broken file from filling the memory."""

    def __init__(self, path: str | PurePath, detail: str) -> None:
        self.detail = detail
        super().__init__(
            path,
            f"{detail}. Để an toàn, công cụ không đọc tiếp. Hãy chép riêng phần dữ liệu thật sang mẫu "
            "mới của chiến dịch rồi dùng tệp đó.",
        )


class BookBusy(BookError):
    """Another program has the workbook open (owner file `~$NAME` or `.~lock.NAME#`)."""

    def __init__(self, path: str | PurePath, owner_file: str = "") -> None:
        stale = (
            f" Nếu không còn ai mở, hãy xóa tệp “{owner_file}” (tệp ẩn) cùng thư mục rồi thử lại."
            if owner_file
            else ""
        )
        super().__init__(
            path,
            "tệp đang được mở trong Excel hoặc LibreOffice nên chưa ghi được; tệp giữ nguyên như cũ. "
            f"Hãy lưu, đóng tệp rồi chạy lại.{stale}",
        )


class BookChanged(BookError):
    """The file on disk is no longer the one that was read."""

    def __init__(self, path: str | PurePath) -> None:
        super().__init__(
            path,
            "tệp đã bị thay đổi trong lúc công cụ đang làm việc nên kết quả không được ghi; "
            "tệp giữ nguyên như hiện có. Hãy chạy lại lệnh này.",
        )


class BookReadOnly(BookError):
    """The file or its folder does not accept writing."""

    def __init__(self, path: str | PurePath, folder: bool = False) -> None:
        what = "thư mục chứa tệp không cho ghi" if folder else "tệp đang đặt thuộc tính chỉ đọc"
        super().__init__(
            path,
            f"{what}; tệp giữ nguyên như cũ. Hãy bỏ thuộc tính chỉ đọc, hoặc chép tệp sang một thư mục "
            "được phép ghi (ví dụ Tài liệu), rồi chạy lại.",
        )


class BookNotSaved(BookError):
    """The operating system refused the write: disk full, network drive gone, and the like."""

    def __init__(self, path: str | PurePath, reason: OSError) -> None:
        import errno

        full = reason.errno in (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))
        why = (
            "ổ đĩa đã hết chỗ trống. Hãy xóa bớt tệp không cần"
            if full
            else f"hệ điều hành báo lỗi ghi ({reason.strerror or type(reason).__name__}). "
            "Hãy kiểm tra ổ đĩa hoặc kết nối mạng"
        )
        super().__init__(path, f"không ghi được: {why} rồi chạy lại. Tệp giữ nguyên như cũ.")


class CellRefused(BookError):
    """A write that Excel itself would refuse, or that would lose something: part of an array, a merged cell."""

    def __init__(self, path: str | PurePath, tab: str, cell: str, detail: str) -> None:
        self.tab = tab
        self.cell = cell
        super().__init__(path, f"trang “{tab}”, ô {cell}: {detail}")


class StrictTextError(CellRefused, ValueError):
    """Excel would turn this text into a number, date, truth value or formula; see `values.would_convert`."""

    __str__ = Exception.__str__


class MissingPlace(BookError, KeyError):
    """No such sheet, table or defined name in the workbook."""

    def __init__(self, path: str | PurePath, kind: str, wanted: str, there: list[str]) -> None:
        listed = ", ".join(f"“{name}”" for name in there[:20]) or "không có"
        super().__init__(
            path,
            f"không có {kind} “{wanted}”. Trong tệp hiện có: {listed}. "
            "Hãy dùng đúng mẫu của chiến dịch, không đổi tên hoặc xóa trang, bảng.",
        )

    __str__ = Exception.__str__
