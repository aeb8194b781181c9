"""Opens a folder in the file manager of this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from xlpy.books.errors import BookError

_SECONDS = 3
"""Some file managers end at once, some stay: after this long without a fault the folder is open."""


def open_folder(folder: Path) -> None:
    """Shows `folder` in Explorer, Finder, or what xdg-open finds. Raises BookError where that cannot be done."""
    if not folder.is_dir():
        raise BookError(
            "",
            f"Chưa có thư mục “{folder.name}” cạnh sổ tính: chưa xuất hồ sơ lần nào, hoặc thư mục đã bị chuyển đi hay "
            "đổi tên. Hãy bấm Xuất hồ sơ, chờ báo xong, rồi bấm lại.",
        )
    try:
        _show(folder)
    except (OSError, subprocess.SubprocessError) as error:
        raise BookError(
            "",
            f"Máy này không mở được trình quản lý tệp. Hãy tự mở thư mục “{folder.name}” nằm cạnh sổ tính.",
        ) from error


def _show(folder: Path) -> None:
    if sys.platform == "win32":
        os.startfile(folder)  # noqa: S606 - our own folder, in Explorer
        return
    program = "open" if sys.platform == "darwin" else "xdg-open"
    quiet = subprocess.DEVNULL
    shown = subprocess.Popen(  # noqa: S603 - a fixed program and our own folder
        [program, str(folder)], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True
    )
    try:
        code = shown.wait(_SECONDS)
    except subprocess.TimeoutExpired:
        return
    if code:
        raise subprocess.CalledProcessError(code, program)
