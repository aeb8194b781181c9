"""Puts our part into the clerk's LibreOffice profile and takes it out again.

Installing twice gives what installing once gives. Removal leaves the two files that we share with LibreOffice as
they would be without us, and keeps the clerk's folder of workbooks.
"""

from __future__ import annotations

import contextlib
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from xlpy.install.errors import SetupError
from xlpy.install.libreoffice import libraries, program, registry
from xlpy.install.libreoffice.counterpart import FOLDER, LIBRARY, Places, profile_files
from xlpy.install.machine import ROOT

RECORD = "setup.json"
"""In our folder of the profile: what removal must know."""
CLOSE_FIRST = (
    "LibreOffice đang mở nên chưa thay đổi gì. Hãy lưu và đóng mọi cửa sổ LibreOffice (kể cả biểu tượng "
    "khởi động nhanh) rồi chạy lại lệnh này."
)
_UNSUPPORTED = {
    "flatpak": "LibreOffice trên máy này là bản Flatpak: nó chạy trong vùng cách ly, không gọi được Python của máy, "
    "nên nút bấm không dùng được.",
    "snap": "LibreOffice trên máy này là bản Snap: nó chạy trong vùng cách ly, không gọi được Python của máy, "
    "nên nút bấm không dùng được.",
}
_INSTEAD = (
    " Hãy cài LibreOffice từ kho của hệ điều hành (Debian, Ubuntu: sudo apt install libreoffice-calc python3-uno) "
    "hoặc chạy phần mềm bằng dòng lệnh: python3 thidua.py check TỆP --write."
)


def default_folder() -> Path:
    """Where the clerk keeps workbooks whose macros may run."""
    return Path.home() / "ThiDua"


def places() -> Places:
    """Of the Python that runs now. Not resolved: the link in the environment is what gives it its packages."""
    user = re.sub(r"[^A-Za-z0-9]", "", getpass.getuser()) or "user"
    return Places(Path(sys.executable).absolute(), ROOT, user)


def supported_program() -> program.Program:
    """The LibreOffice of this machine. Raises SetupError when there is none or it cannot start our Python."""
    if os.name == "nt":
        raise SetupError(
            "Nút bấm trong LibreOffice chưa hỗ trợ Windows. Trên Windows hãy dùng Excel (bấm đúp CaiDat.bat)."
        )
    found = program.find()
    if found is None:
        raise SetupError("Không tìm thấy LibreOffice trên máy này." + _INSTEAD)
    if found.kind in _UNSUPPORTED:
        raise SetupError(_UNSUPPORTED[found.kind] + _INSTEAD)
    return found


def install(office: program.Program, profile: Path, folder: Path, where: Places | None = None) -> None:
    """Installs into `profile`; macros of workbooks in `folder` (made if missing) may run from then on.
    `where` is the Python to start, by default the one that runs now.

    Raises SetupError, before any change, when LibreOffice is running, a macro of the clerk's is in our place, or
    the profile cannot be made or read; OSError when the disk refuses.
    """
    _refuse_while_running(profile)
    user = profile / "user"
    if not (user / libraries.FILE).exists():
        _make_profile(office, profile)
    listed, settings = _read(user / libraries.FILE) or "", _read(user / registry.FILE)
    if taken := registry.foreign_events(settings):
        raise SetupError(
            f"Trong LibreOffice, sự kiện {', '.join(taken)} đã gắn với một macro khác nên chưa cài. "
            "Hãy gỡ macro đó ở Công cụ > Tùy biến > Sự kiện (Tools > Customize > Events) rồi chạy lại."
        )
    folder.mkdir(parents=True, exist_ok=True)
    trusted = folder.absolute().as_uri()
    added = trusted not in registry.trusted_folders(settings) or _record(user).get("trusted") == trusted
    previous = _record(user).get("trusted")
    try:
        if previous and previous != trusted and settings is not None:
            settings = registry.without_ours(settings, previous)
        new_list, new_settings = libraries.with_ours(listed), registry.with_ours(settings, trusted)
    except ValueError as error:
        raise SetupError(
            f"Hồ sơ người dùng của LibreOffice bị hỏng ({error}); chưa thay đổi gì. Hãy mở LibreOffice một lần, "
            "đóng lại rồi chạy lại lệnh này."
        ) from error
    _remove_folders(user)
    for name, content in profile_files(where or places()).items():
        path = user / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    record = {"trusted": trusted if added else None, "folder": str(folder.absolute())}
    (user / FOLDER / RECORD).write_text(json.dumps(record, ensure_ascii=False), encoding="utf-8")
    _replace(user / libraries.FILE, new_list)
    _replace(user / registry.FILE, new_settings)


def uninstall(profile: Path) -> bool:
    """Takes out all that `install` put in; False when there was nothing. Raises SetupError while LibreOffice runs."""
    _refuse_while_running(profile)
    user = profile / "user"
    record = _record(user)
    edits: tuple[tuple[str, Callable[[str], str]], ...] = (
        (libraries.FILE, libraries.without_ours),
        (registry.FILE, lambda text: registry.without_ours(text, record.get("trusted") or "")),
    )
    changed = _remove_folders(user)
    for name, edit in edits:
        before = _read(user / name)
        if before is not None and (after := edit(before)) != before:
            _replace(user / name, after)
            changed = True
    return changed


def folder_in(profile: Path) -> Path | None:
    """The folder of workbooks that the set-up in `profile` trusts; None without a set-up."""
    folder = _record(profile / "user").get("folder")
    return Path(folder) if folder else None


def _refuse_while_running(profile: Path) -> None:
    if program.is_running(profile):
        raise SetupError(CLOSE_FIRST)


def _make_profile(office: program.Program, profile: Path) -> None:
    with contextlib.suppress(OSError, subprocess.TimeoutExpired):  # the missing file below says it
        program.make_profile(office, profile)
    if not (profile / "user" / libraries.FILE).exists():
        raise SetupError(
            "LibreOffice chưa tạo được hồ sơ người dùng. Hãy mở LibreOffice Calc một lần, đóng lại rồi chạy lại."
        )


def _remove_folders(user: Path) -> bool:
    there = [path for path in (user / "basic" / LIBRARY, user / FOLDER) if path.exists()]
    for path in there:
        # The server of a LibreOffice that was closed a moment ago may be clearing its own folder away just now.
        for ignore_errors in (True, False):
            if path.exists():
                shutil.rmtree(path, ignore_errors=ignore_errors)
    return bool(there)


def _record(user: Path) -> dict[str, str]:
    text = _read(user / FOLDER / RECORD)
    try:
        return json.loads(text) if text else {}
    except ValueError:
        return {}


def _read(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _replace(path: Path, text: str) -> None:
    """All or nothing: a half-written registry would cost the clerk every setting of LibreOffice."""
    part = path.with_name(path.name + ".thidua")
    with part.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
