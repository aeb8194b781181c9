# pyright: reportPrivateUsage=false
# The steps of safesave are reused one by one: its whole refuses a file that LibreOffice has open.
"""Replacing a workbook on disk that stands open in the LibreOffice we work for.

LibreOffice compares the file's time with the one it remembers and asks about "changes by others" before its next
save; here both sides hold the same content, so the file keeps its time and nobody is asked.
"""

from __future__ import annotations

import os
from pathlib import Path

from xlpy.books.errors import BookBusy, BookChanged
from xlpy.books.ooxml import safesave


def replace_open_file(path: Path, original: bytes, fresh: bytes, *, backup_name: str | None = None) -> Path:
    """Put `fresh` in the place of `path`, which must still hold `original`; return the backup.

    As `safesave.replace_file`, but LibreOffice's owner file is no obstacle (Excel's is) and the file keeps its time.
    `backup_name`: one backup under this name, replacing the one before, for changes made at every save; None: a
    dated one. Raises `BookBusy`, `BookReadOnly`, `BookChanged`, `BookNotSaved`; the file is then what it was.
    """
    path = Path(os.path.realpath(path))
    excel = f"~${path.name}"
    if (path.parent / excel).exists():
        raise BookBusy(path, excel)
    mode = safesave._writable_mode(path)
    with safesave._as_book_errors(path):
        safesave._remove_stale(path)
        temporary = safesave._write_temporary(path, fresh, mode)
        try:
            backup = safesave._write_backup(path, original, mode)
            if backup_name is not None:
                backup = backup.replace(backup.with_name(backup_name))
            if path.read_bytes() != original:
                raise BookChanged(path)
            times = path.stat()
            os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        safesave._flush_folder(path.parent)
        return backup
