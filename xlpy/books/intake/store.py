"""Keeps every returned file, read-only, under its content hash, before anything reads into it (DESIGN)."""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import cast

from xlpy.books.errors import BookNotFound, BookTooBig, BookUnreadable
from xlpy.books.intake.errors import FileChanging, FileRefused
from xlpy.books.intake.names import ending, shown_name

MAX_FILE = 64 << 20
"""Bytes. A copy of 10,000 full rows is 3 MB; mail gateways stop at 25 MB."""
_TRIES = 3
_PAUSE = 0.3
# winnt.h: the content is on a server and comes only when somebody opens the file.
_PLACEHOLDER = 0x1000 | 0x40000 | 0x400000
_LONG_PATH = 240
_SKIPPED = ("~$", ".~lock.", ".")
_SKIPPED_NAMES = frozenset(["thumbs.db", "desktop.ini"])


@dataclass(frozen=True, slots=True)
class Kept:
    """A returned file in the store."""

    path: Path
    """The read-only copy."""
    sha256: str
    name: str
    """The name it came under, as `names.shown_name` shows it."""
    size: int
    """Bytes."""


def files_in(paths: Iterable[Path]) -> list[Path]:
    """The files meant by `paths`: folders give the files directly in them, sorted by name.

    Lock and owner files, hidden files and the system's own are left out of folders; a path given by itself stays.
    """
    found: list[Path] = []
    for path in paths:
        if not path.is_dir():
            found.append(path)
            continue
        for child in sorted(path.iterdir()):
            plain = child.name.lower()
            if child.is_file() and not plain.startswith(_SKIPPED) and plain not in _SKIPPED_NAMES:
                found.append(child)
    return found


def keep(file: Path, store: Path, *, now: datetime | None = None) -> Kept:
    """Copy `file` into the folder `store` (made if missing) unless the same content is there; never changes `file`.

    The copy is `<sha256><ending>`; beside it `<sha256>.json` lists under which names and when the content came.
    Raises `FileRefused` (folder, link to elsewhere, owner file, cloud placeholder, empty), `FileChanging`,
    `BookTooBig`, `BookNotFound`, `BookUnreadable`; OSError when the store cannot be written.
    """
    name = shown_name(file.name)
    data = read_once(file)
    digest = hashlib.sha256(data).hexdigest()
    store.mkdir(parents=True, exist_ok=True)
    path = _stored(store, digest) or store / f"{digest}{ending(file.name)}"
    if not _holds(path, data):
        _put(path, data, 0o444)
    _record(store / f"{digest}.json", digest, len(data), file.name, now or datetime.now())
    return Kept(path, digest, name, len(data))


def read_once(file: Path) -> bytes:
    """The file's bytes from one undisturbed reading; see `keep` for what is raised."""
    path = reachable(file)
    for attempt in range(_TRIES):
        if attempt:
            time.sleep(_PAUSE)
        try:
            before = _vetted(file, path)
            with path.open("rb") as stream:
                data = stream.read(MAX_FILE + 1)
            after = path.stat()
        except FileNotFoundError as error:
            raise BookNotFound(file) from error
        except OSError as error:
            raise BookUnreadable(file, error) from error
        same = (before.st_size, before.st_mtime_ns, before.st_ino)
        if len(data) == before.st_size and same == (after.st_size, after.st_mtime_ns, after.st_ino):
            return data
    raise FileChanging(
        file,
        "tệp đang thay đổi trong lúc đọc (đang tải về, đang đồng bộ hoặc đang được lưu). Hãy đợi tải, lưu xong, đóng "
        "tệp rồi chạy lại.",
    )


def reachable(file: Path, platform: str = sys.platform) -> Path:
    """`file`, or on Windows its extended form where the plain path would be over the limit of 260 characters."""
    if platform != "win32":
        return file
    full = os.path.abspath(file)  # noqa: PTH100 - resolve() itself fails on such paths
    if len(full) < _LONG_PATH or full.startswith("\\\\"):
        return file
    return Path("\\\\?\\" + full)


def _vetted(file: Path, path: Path) -> os.stat_result:
    if file.name.startswith(("~$", ".~lock.")):
        raise FileRefused(
            file,
            "đây là tệp khóa mà Excel/LibreOffice tạo ra khi đang mở sổ tính, không phải sổ tính. Hãy chọn tệp cùng "
            "tên không có “~$” ở đầu.",
        )
    if path.is_symlink() and path.resolve().parent != path.parent.resolve():
        raise FileRefused(
            file,
            "đây là lối tắt trỏ tới một tệp ở nơi khác. Hãy chép tệp thật vào thư mục này rồi chạy lại.",
        )
    info = path.stat()
    if stat.S_ISDIR(info.st_mode):
        raise FileRefused(file, "đây là thư mục, không phải tệp. Hãy chọn từng tệp trong thư mục.")
    if not stat.S_ISREG(info.st_mode):
        raise FileRefused(file, "đây không phải tệp thường. Hãy chọn tệp sổ tính do đơn vị gửi.")
    if is_placeholder(getattr(info, "st_file_attributes", 0)):
        raise FileRefused(
            file,
            "tệp mới chỉ có tên trên máy, nội dung còn ở OneDrive/SharePoint. Hãy bấm chuột phải vào tệp, chọn “Luôn giữ "
            "trên thiết bị này”, đợi tải xong rồi chạy lại.",
        )
    if info.st_size == 0:
        raise FileRefused(
            file,
            "tệp rỗng (0 byte), thường do chưa tải xong từ OneDrive hoặc thư điện tử. Hãy tải lại tệp rồi chạy lại.",
        )
    if info.st_size > MAX_FILE:
        raise BookTooBig(file, f"tệp nặng {info.st_size >> 20} MB, quá mức {MAX_FILE >> 20} MB")
    return info


def is_placeholder(attributes: int) -> bool:
    """Whether Windows' file attributes say that the content is not on this machine."""
    return bool(attributes & _PLACEHOLDER)


def _stored(store: Path, digest: str) -> Path | None:
    return next((path for path in sorted(store.glob(f"{digest}.*")) if path.suffix != ".json"), None)


def _holds(path: Path, data: bytes) -> bool:
    try:
        return path.stat().st_size == len(data) and path.read_bytes() == data
    except OSError:
        return False


def _put(path: Path, data: bytes, mode: int) -> None:
    handle, name = tempfile.mkstemp(prefix=".nhan-", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if path.exists():
            # Windows replaces no read-only file.
            path.chmod(0o644)
        temporary.replace(path)
        path.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _record(path: Path, digest: str, size: int, name: str, now: datetime) -> None:
    try:
        known = json.loads(path.read_text(encoding="utf-8"))
        came = [dict(cast("dict[str, str]", entry)) for entry in known["came"]]
    except (OSError, ValueError, KeyError, TypeError):
        # Damaged or first: the content's own file is what counts.
        came: list[dict[str, str]] = []
    if any(entry.get("raw") == name for entry in came):
        return
    came.append({"name": shown_name(name), "raw": name, "when": now.isoformat(timespec="seconds")})
    record = {"sha256": digest, "size": size, "came": came}
    # ASCII only: a name from a foreign file system may hold half characters, which UTF-8 has no bytes for.
    _put(path, json.dumps(record, indent=1).encode("ascii"), 0o644)
