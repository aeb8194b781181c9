"""Which template makes a document: file names decide, so that staff add or replace one without any code.

Looked for in templates/<legal basis>/ first, then in templates/chung/ (what every basis shares); in a folder
the most particular name wins:

    bao-cao.ca-nhan.dang.docx    for individuals of units with the party's heading
    bao-cao.dang.docx            for the party's heading
    bao-cao.ca-nhan.docx         for individuals
    bao-cao.docx                 for all

Source: domain.md §1.3 (a look-up by legal basis, nominee kind …), §2.5 (header styles).
"""

from __future__ import annotations

from pathlib import Path

from xlpy.packets.errors import PacketError
from xlpy.packets.letterhead import HEADER_KEYS

SUBMISSION = "to-trinh"
MINUTES = "bien-ban"
LIST = "danh-sach"
PROFILE = "trich-ngang"
REPORT = "bao-cao"
REMINDER = "don-doc"
DECISION = "quyet-dinh"
REGISTER = "so-theo-doi"
PRIZE_LIST = "tien-thuong"
NOTICE = "thong-bao"
CERTIFICATE = "giay-khen"
SUMMARY = "tong-ket"

COLLECTIVE = "tap-the"
INDIVIDUAL = "ca-nhan"

SHARED_FOLDER = "chung"


def candidates(basis: str, document: str, header_style: str, kind: str = "") -> list[str]:
    """Names relative to templates/, best first. `kind` is COLLECTIVE, INDIVIDUAL or "" for unit documents."""
    header = HEADER_KEYS.get(header_style, "")
    endings = [
        f".{kind}.{header}" if kind and header else "",
        f".{header}" if header else "",
        f".{kind}" if kind else "",
    ]
    names = [f"{document}{ending}.docx" for ending in endings if ending] + [f"{document}.docx"]
    return [f"{folder}/{name}" for folder in (basis.lower(), SHARED_FOLDER) for name in names]


def choose(templates: Path, basis: str, document: str, header_style: str, kind: str = "") -> Path:
    """The template file to use. Raises PacketError naming the files that were looked for."""
    names = candidates(basis, document, header_style, kind)
    for name in names:
        path = templates / name
        if path.is_file():
            return path
    raise PacketError(
        f"Không tìm thấy mẫu Word cho “{document}” trong {templates}. Phải có một trong các tệp: "
        f"{'; '.join(names)}. Hãy chép lại mẫu gốc kèm theo phần mềm vào thư mục templates."
    )
