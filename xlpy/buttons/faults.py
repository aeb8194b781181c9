"""Any error as one message for the clerk: the same words in a message box and on standard error."""

from __future__ import annotations

import errno
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "ổ đĩa đã hết chỗ trống",
    errno.EACCES: "không có quyền ghi vào đây",
    errno.EPERM: "không có quyền ghi vào đây",
    errno.EROFS: "ổ đĩa chỉ cho đọc",
    errno.ENOENT: "không có tệp hoặc thư mục này",
    errno.EISDIR: "đây là một thư mục, không phải tệp",
    errno.ENOTDIR: "một phần của đường dẫn là tệp, không phải thư mục",
    errno.ENAMETOOLONG: "tên hoặc đường dẫn quá dài",
}


def explain(error: Exception) -> str:
    """The message for the clerk. Errors of ours carry their own; anything else is our fault and says so."""
    from xlpy.books.errors import BookError
    from xlpy.buttons.progress import Cancelled
    from xlpy.exchange.errors import ExchangeError
    from xlpy.packets.errors import PacketError

    if isinstance(error, (BookError, PacketError, ExchangeError, Cancelled)):
        return str(error)
    if isinstance(error, OSError):
        name = Path(str(error.filename)).name if error.filename else ""
        reason = _REASONS.get(error.errno or 0, f"hệ điều hành báo “{error.strerror or error}”")
        return (
            f"Không đọc hoặc ghi được {name or 'tệp'}: {reason}. Hãy kiểm tra ổ đĩa, quyền ghi rồi chạy lại."
        )
    return (
        f"Phần mềm gặp lỗi ngoài dự kiến ({type(error).__name__}: {error}). "
        "Dữ liệu đã nhập vẫn giữ nguyên. Hãy gửi tệp và thông báo này cho người hỗ trợ."
    )
