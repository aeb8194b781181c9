"""Files that appear all together or not at all: written under a temporary folder, put in place at the end."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from xlpy.exchange.errors import ExchangeError

MAX_PATH = 240
"""Longest whole path in characters (DESIGN, Packets)."""


class Staging:
    """Files for the folder `out`, kept beside it until `place`; use as a context manager.

    Raises ExchangeError for a name that is there already (a file that went out must stay what it was) or a path that
    Windows would not take; OSError where the folder cannot be written.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._made: list[str] = []

    def __enter__(self) -> Staging:
        self._out.mkdir(parents=True, exist_ok=True)
        self._folder = Path(tempfile.mkdtemp(prefix=".thidua-", dir=self._out))
        return self

    def __exit__(self, *_: object) -> None:
        shutil.rmtree(self._folder, ignore_errors=True)

    def add(self, name: str, data: bytes) -> None:
        """A file of that name with this content."""
        target = self._out / name
        if target.exists():
            raise ExchangeError(
                f"Thư mục “{self._out.name}” đã có tệp “{name}”; để không mất tệp cũ, phần mềm không ghi đè. "
                "Hãy chọn thư mục khác hoặc chuyển tệp cũ đi nơi khác rồi chạy lại."
            )
        if len(str(target.absolute())) >= MAX_PATH:
            raise ExchangeError(
                f"Đường dẫn quá dài ({len(str(target.absolute()))} ký tự, phải dưới {MAX_PATH}): {target}. "
                "Hãy chọn thư mục có đường dẫn ngắn hơn, ví dụ một thư mục ngay dưới ổ đĩa."
            )
        with (self._folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        self._made.append(name)

    def place(self) -> list[Path]:
        """Puts every file in place; their paths, in the order in which they were added."""
        placed: list[Path] = []
        for name in self._made:
            placed.append((self._folder / name).replace(self._out / name))
        return placed
