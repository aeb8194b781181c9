"""PDF copies of packets through LibreOffice, with a profile of its own and a time limit."""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from xlpy.packets.errors import PacketError

BATCH = 20
"""Documents for one start of LibreOffice: the start costs more than a document."""
SECONDS_PER_DOCUMENT = 30
SECONDS_TO_START = 60
_WINDOWS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"


def find_libreoffice() -> str | None:
    """LibreOffice's program, from the search path or the usual folders of the system; None if it is not there."""
    for name in ("soffice", "libreoffice"):
        if (found := shutil.which(name)) is not None:
            return found
    usual = _WINDOWS if os.name == "nt" else (_MAC,)
    return next((path for path in usual if Path(path).exists()), None)


def convert_all(
    documents: Sequence[Path], progress: Callable[[int, int, str], None] | None = None
) -> list[Path]:
    """A PDF beside each document, replacing an older one. Gives the PDFs in the order of the documents.

    Raises PacketError when LibreOffice is missing, hangs past the time limit, or leaves a document out; PDFs made
    until then stay.
    """
    program = find_libreoffice()
    if program is None:
        raise PacketError(
            "Không tìm thấy LibreOffice nên chưa tạo được PDF; các tệp Word vẫn đầy đủ. "
            "Hãy cài LibreOffice rồi chạy lại, hoặc mở tệp Word và chọn Lưu thành PDF."
        )
    made: list[Path] = []
    with tempfile.TemporaryDirectory(prefix="thidua-pdf-") as name:
        scratch = Path(name)
        for start in range(0, len(documents), BATCH):
            batch = documents[start : start + BATCH]
            made += _convert(program, scratch, batch)
            if progress is not None:
                progress(len(made), len(documents), batch[-1].parent.name)
    return made


def _convert(program: str, scratch: Path, batch: Sequence[Path]) -> list[Path]:
    # Documents of different units have the same names: each goes in under a number.
    for number, document in enumerate(batch):
        shutil.copyfile(document, scratch / f"{number}.docx")
    command = [
        program,
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(scratch),
        *(str(scratch / f"{number}.docx") for number in range(len(batch))),
    ]
    limit = SECONDS_TO_START + SECONDS_PER_DOCUMENT * len(batch)
    try:
        subprocess.run(command, capture_output=True, timeout=limit, check=False)  # noqa: S603
    except subprocess.TimeoutExpired as error:
        raise PacketError(
            f"LibreOffice không trả lời sau {limit} giây khi tạo PDF; các tệp Word vẫn đầy đủ. "
            "Hãy đóng các cửa sổ LibreOffice đang mở rồi chạy lại."
        ) from error
    made: list[Path] = []
    for number, document in enumerate(batch):
        fresh = scratch / f"{number}.pdf"
        if not fresh.exists():
            raise PacketError(
                f"LibreOffice không tạo được PDF của {document.parent.name}/{document.name}. "
                "Hãy mở tệp này bằng Word để xem có lỗi không rồi chạy lại."
            )
        target = document.with_suffix(".pdf")
        shutil.copyfile(fresh, target.with_suffix(".pdf.tmp"))
        target.with_suffix(".pdf.tmp").replace(target)
        fresh.unlink()
        made.append(target)
    return made
