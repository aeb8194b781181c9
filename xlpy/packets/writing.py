"""Files that are either the old version or the whole new one, never half of it."""

from __future__ import annotations

import errno
import os
import time
from contextlib import suppress
from pathlib import Path

from xlpy.packets.errors import PacketError

SECONDS_OF_A_WRITE = 600
_FULL = {errno.ENOSPC, errno.EDQUOT}


class FileLocked(OSError):
    """The target exists and another program, as a rule Word, does not let it be replaced."""


def write_atomically(path: Path, data: bytes) -> None:
    """Writes beside the target and renames. No fsync: a packet can always be exported again.

    Raises FileLocked when only the target refuses, OSError for everything else; then no trace is left.
    """
    temporary = path.with_name(f".{path.stem[:40]}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(data)
        try:
            temporary.replace(path)
        except PermissionError as error:
            if path.is_file():
                raise FileLocked(error.errno, str(error), str(path)) from error
            raise
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise


def remove_leftovers(folder: Path) -> None:
    """Temporary files of runs that were killed; young ones may belong to a run that is under way.

    Never raises: who cannot delete them is no worse off than before.
    """
    with suppress(OSError):
        for path in folder.glob(".*.tmp"):
            if time.time() - path.stat().st_mtime > SECONDS_OF_A_WRITE:
                path.unlink()


def explain(error: OSError, place: Path) -> PacketError:
    """The error as a message for the clerk: disk full, folder not writable, or what the system says."""
    if error.errno in _FULL:
        return PacketError(
            f"Ổ đĩa đã đầy khi ghi vào {place}. Các tệp đã ghi xong vẫn nguyên vẹn, không có tệp dở dang. "
            "Hãy giải phóng dung lượng rồi xuất lại."
        )
    if isinstance(error, PermissionError) or error.errno == errno.EROFS:
        return PacketError(
            f"Không được phép ghi vào {place}. Hãy chọn thư mục khác (ví dụ trong Documents), hoặc bỏ thuộc tính "
            "chỉ đọc của thư mục rồi xuất lại."
        )
    if isinstance(error, (FileExistsError, NotADirectoryError)):
        return PacketError(
            f"Không tạo được thư mục {place}: đã có một tệp trùng tên. Hãy đổi tên tệp đó hoặc chọn thư mục khác."
        )
    return PacketError(
        f"Không ghi được vào {place}: {error.strerror or error}. Hãy kiểm tra ổ đĩa, thư mục rồi xuất lại."
    )
