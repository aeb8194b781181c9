"""What `doctor` says of LibreOffice and of our part in it."""

from __future__ import annotations

import os
from importlib.util import find_spec
from pathlib import Path

from xlpy.install.libreoffice import libraries, program, registry, setup
from xlpy.install.libreoffice.counterpart import profile_files
from xlpy.install.report import Finding, Status

INSTALL = "python3 thidua.py install --libreoffice"
_SYSTEM_PACKAGES = Path("/usr/lib/python3/dist-packages")


def findings(profile: Path) -> list[Finding]:
    """LibreOffice, its Python bridge, our set-up in `profile`, the folder whose macros may run."""
    if os.name == "nt":
        return [Finding("LibreOffice", Status.NOT_HERE, "nút bấm trên Windows chạy trong Excel")]
    office = program.find()
    if office is None:
        todo = "Cần cho nút bấm và bản PDF: sudo apt install libreoffice-calc libreoffice-writer python3-uno"
        return [Finding("LibreOffice", Status.MISSING, "không tìm thấy", todo)]
    if office.kind != "system":
        words = f"bản {office.kind.capitalize()}, nút bấm không gọi được Python từ vùng cách ly của bản này"
        todo = "Hãy cài LibreOffice từ kho của hệ điều hành, hoặc dùng dòng lệnh."
        return [Finding("LibreOffice", Status.MISSING, words, todo)]
    version = program.version(office)
    words = f"{version or 'không rõ phiên bản'} – {office.path}"
    known = Finding("LibreOffice", Status.GOOD if version else Status.NOTE, words)
    return [known, _bridge(), _setup(profile), _folder(profile)]


def _bridge() -> Finding:
    if find_spec("uno") is not None or (_SYSTEM_PACKAGES / "uno.py").exists():
        return Finding("Cầu nối Python – LibreOffice (uno)", Status.GOOD, "có")
    return Finding(
        "Cầu nối Python – LibreOffice (uno)",
        Status.MISSING,
        "không tìm thấy",
        "Debian, Ubuntu: sudo apt install python3-uno",
    )


def _setup(profile: Path) -> Finding:
    subject = "Nút bấm trong LibreOffice"
    user = profile / "user"
    wanted = profile_files(setup.places())
    there = [name for name in wanted if (user / name).exists()]
    if not there:
        return Finding(subject, Status.MISSING, "chưa cài", f"Hãy đóng LibreOffice rồi chạy: {INSTALL}")
    again = f"Hãy đóng LibreOffice rồi chạy lại: {INSTALL}"
    changed = [
        name for name, content in wanted.items() if name not in there or (user / name).read_bytes() != content
    ]
    if changed:
        words = "đã cài, nhưng của bản phần mềm hoặc thư mục khác: " + ", ".join(changed)
        return Finding(subject, Status.MISSING, words, again)
    listed, settings = user / libraries.FILE, user / registry.FILE
    if not (listed.exists() and libraries.has_ours(listed.read_text(encoding="utf-8"))):
        return Finding(subject, Status.MISSING, "thiếu mục trong danh sách thư viện macro", again)
    if not (settings.exists() and registry.has_ours(settings.read_text(encoding="utf-8"))):
        return Finding(subject, Status.MISSING, "thiếu mục trong thiết lập của LibreOffice", again)
    return Finding(subject, Status.GOOD, f"đã cài trong {profile}")


def _folder(profile: Path) -> Finding:
    subject = "Thư mục sổ tính được phép chạy macro"
    folder = setup.folder_in(profile)
    if folder is None:
        return Finding(subject, Status.MISSING, "chưa có", f"Lệnh cài đặt sẽ tạo: {INSTALL}")
    settings = profile / "user" / registry.FILE
    trusted = registry.trusted_folders(settings.read_text(encoding="utf-8")) if settings.exists() else []
    if folder.as_uri() not in trusted:
        words = f"{folder} không còn trong danh sách tin cậy của LibreOffice"
        return Finding(subject, Status.MISSING, words, f"Hãy chạy lại: {INSTALL}")
    if not (folder.is_dir() and os.access(folder, os.W_OK)):
        return Finding(subject, Status.MISSING, f"không ghi được vào {folder}", "Hãy tạo lại thư mục này.")
    return Finding(subject, Status.GOOD, str(folder))
