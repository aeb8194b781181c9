"""Replacing a workbook on disk so that no failure and no kill leaves it damaged (DESIGN, "Safety of data").

Order: refuse if someone has it open or may not write; the new bytes into a temporary file in the same folder,
flushed to the disk; a dated copy of the old bytes in `sao-luu`, flushed; a last look that the file is still the
one that was read; one atomic rename; the folder flushed. Until the rename the old file is untouched, after it the
new one is whole.
"""

from __future__ import annotations

import contextlib
import os
import stat
import tempfile
import time
from collections.abc import Generator, Sequence
from datetime import datetime
from pathlib import Path

from xlpy.books.errors import BookBusy, BookChanged, BookError, BookNotSaved, BookReadOnly

BACKUP_FOLDER = "sao-luu"
_TEMPORARY = ".tam"
_STALE_SECONDS = 3600


EXCEL_OWNER, LIBREOFFICE_OWNER = "~${}", ".~lock.{}#"
"""Names of the files that Excel and LibreOffice put beside a workbook while they have it open."""
OWNERS = (EXCEL_OWNER, LIBREOFFICE_OWNER)


def replace_file(path: Path, original: bytes, fresh: bytes) -> Path:
    """Put `fresh` in the place of `path`, which must still hold `original`; return the backup.

    The owner files of Excel and LibreOffice stand in the way. Raises `BookBusy`, `BookReadOnly`, `BookChanged`, `BookNotSaved`;
    the file is then what it was, and no temporary file stays behind.
    """
    return _replace(path, original, fresh, OWNERS, None, keep_time=False)


def replace_open_file(path: Path, original: bytes, fresh: bytes, *, backup_name: str | None = None) -> Path:
    """As `replace_file`, for a workbook that stands open in the LibreOffice we work for.

    LibreOffice's owner file is then no obstacle (Excel's is), and the file keeps its time: LibreOffice compares it with
    the one it remembers and would ask about "changes by others", though both sides hold the same content.
    `backup_name`: one backup under this name, replacing the one before, for changes made at every save.
    """
    return _replace(path, original, fresh, [EXCEL_OWNER], backup_name, keep_time=True)


def _replace(
    path: Path,
    original: bytes,
    fresh: bytes,
    owners: Sequence[str],
    backup_name: str | None,
    *,
    keep_time: bool,
) -> Path:
    path = Path(os.path.realpath(path))
    refuse_busy(path, owners)
    mode = _writable_mode(path)
    with _as_book_errors(path):
        _remove_stale(path)
        temporary = _write_temporary(path, fresh, mode)
        try:
            backup = _write_backup(path, original, mode)
            if backup_name is not None:
                backup = backup.replace(backup.with_name(backup_name))
            if path.read_bytes() != original:
                raise BookChanged(path)
            refuse_busy(path, owners)
            if keep_time:
                times = path.stat()
                os.utime(temporary, ns=(times.st_atime_ns, times.st_mtime_ns))
            temporary.replace(path)
        except BaseException:
            temporary.unlink(missing_ok=True)
            raise
        _flush_folder(path.parent)
        return backup


def refuse_busy(path: Path, owners: Sequence[str] = OWNERS) -> None:
    """Raise `BookBusy` if Excel's or LibreOffice's owner file stands beside the workbook."""
    for owner in (pattern.format(path.name) for pattern in owners):
        if (path.parent / owner).exists():
            raise BookBusy(path, owner)


def is_writable(path: Path) -> bool:
    """Whether `replace_file` would not raise `BookReadOnly`."""
    try:
        _writable_mode(Path(os.path.realpath(path)))
    except BookError:
        return False
    return True


def _writable_mode(path: Path) -> int:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError as error:
        raise BookChanged(path) from error
    if not mode & 0o222 or not os.access(path, os.W_OK):
        raise BookReadOnly(path)
    if not os.access(path.parent, os.W_OK):
        raise BookReadOnly(path, folder=True)
    return mode


@contextlib.contextmanager
def _as_book_errors(path: Path) -> Generator[None, None, None]:
    try:
        yield
    except BookError:
        raise
    except PermissionError as error:
        # Windows refuses to rename over a file that a program holds open.
        raise (BookBusy(path) if os.name == "nt" else BookReadOnly(path, folder=True)) from error
    except OSError as error:
        raise BookNotSaved(path, error) from error


def _write_all(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _write_temporary(path: Path, fresh: bytes, mode: int) -> Path:
    descriptor, name = tempfile.mkstemp(_TEMPORARY, f".{path.stem}.", path.parent)
    temporary = Path(name)
    try:
        _write_all(descriptor, fresh)
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _write_backup(path: Path, original: bytes, mode: int) -> Path:
    folder = path.parent / BACKUP_FOLDER
    folder.mkdir(exist_ok=True)
    stem = f"{path.stem}-{datetime.now():%Y%m%d-%H%M%S}"
    number = 1
    while True:
        backup = folder / (f"{stem}{path.suffix}" if number == 1 else f"{stem}-{number}{path.suffix}")
        try:
            descriptor = os.open(
                backup, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600
            )
            break
        except FileExistsError:
            number += 1
    try:
        _write_all(descriptor, original)
        backup.chmod(mode)
        _flush_folder(folder)
    except BaseException:
        backup.unlink(missing_ok=True)
        raise
    return backup


def _flush_folder(folder: Path) -> None:
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _remove_stale(path: Path) -> None:
    # A killed run leaves its temporary file; one younger than this may belong to a run in progress.
    for left in path.parent.glob(f".{_literal(path.stem)}.*{_TEMPORARY}"):
        with contextlib.suppress(OSError):
            if time.time() - left.stat().st_mtime > _STALE_SECONDS:
                left.unlink()


def _literal(name: str) -> str:
    return "".join(f"[{letter}]" if letter in "*?[" else letter for letter in name)
