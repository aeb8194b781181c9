"""What every spreadsheet program needs: Python, its environment, the packages, the templates, a place to write."""

from __future__ import annotations

import os
import re
import sys
import tempfile
from importlib import metadata
from pathlib import Path

from xlpy.install.report import Finding, Status

ROOT = Path(__file__).resolve().parents[2]
"""The folder of the tool: it holds `xlpy`, `templates`, `requirements.txt`."""
OLDEST_PYTHON = (3, 10)
_PIN = re.compile(r"^([A-Za-z0-9._-]+)(?:\[[^\]]*\])?==([^\s;#]+)")


def findings() -> list[Finding]:
    """The state of this machine, whatever spreadsheet program it has."""
    return [_python(), _environment(), _packages(), _templates(), _writable()]


def pins(requirements: str) -> dict[str, str]:
    """Package → version of the lines `name==version` of a requirements file."""
    matches = (_PIN.match(line.strip()) for line in requirements.splitlines())
    return {match[1]: match[2] for match in matches if match}


def _python() -> Finding:
    words = f"{sys.version_info.major}.{sys.version_info.minor}.{sys.version_info.micro} – {sys.executable}"
    if sys.version_info < OLDEST_PYTHON:
        return Finding("Python", Status.MISSING, words, "Hãy cài Python 3.10 trở lên rồi chạy lại.")
    return Finding("Python", Status.GOOD, words)


def _environment() -> Finding:
    subject = "Môi trường Python riêng"
    if sys.prefix != sys.base_prefix:
        return Finding(subject, Status.GOOD, sys.prefix)
    return Finding(
        subject,
        Status.NOTE,
        "đang chạy bằng Python chung của máy",
        "Nên chạy qua “python3 thidua.py …” để phần mềm tự tạo môi trường riêng.",
    )


def _packages() -> Finding:
    subject = "Gói phần mềm"
    wanted = pins((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    wrong: list[str] = []
    for name, version in wanted.items():
        try:
            found = metadata.version(name)
        except metadata.PackageNotFoundError:
            wrong.append(f"{name} (chưa có)")
            continue
        if found != version:
            wrong.append(f"{name} ({found}, cần {version})")
    if wrong:
        return Finding(
            subject,
            Status.MISSING,
            ", ".join(wrong),
            "Hãy nối mạng rồi chạy một lệnh bất kỳ qua “python3 thidua.py …” để phần mềm tự cài.",
        )
    return Finding(subject, Status.GOOD, f"đủ {len(wanted)} gói, đúng phiên bản")


def _templates() -> Finding:
    count = sum(1 for path in (ROOT / "templates").rglob("*.docx") if not path.name.startswith("~$"))
    if not count:
        todo = "Hãy chép lại thư mục templates từ bản phần mềm gốc."
        return Finding("Mẫu Word", Status.MISSING, "thư mục templates không có mẫu nào", todo)
    return Finding("Mẫu Word", Status.GOOD, f"{count} mẫu (kiểm tra nội dung: thidua.py template check)")


def _writable() -> Finding:
    refused: list[str] = []
    for folder in (ROOT, Path.home(), Path(tempfile.gettempdir())):
        if not os.access(folder, os.W_OK):
            refused.append(str(folder))
    if refused:
        return Finding(
            "Quyền ghi",
            Status.NOTE,
            "không ghi được vào: " + ", ".join(refused),
            "Hãy để sổ tính ở thư mục mà tài khoản này được ghi.",
        )
    return Finding("Quyền ghi", Status.GOOD, "thư mục phần mềm, thư mục cá nhân, thư mục tạm")
