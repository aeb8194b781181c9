"""LibreOffice as a converter: a process with a profile of its own and a time limit, killed with all it started."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from xlpy.packets.errors import PacketError

SECONDS_PER_DOCUMENT = 30
SECONDS_TO_START = 60
_POLL = 0.2
_WINDOWS = (
    r"C:\Program Files\LibreOffice\program\soffice.exe",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.exe",
)
_MAC = "/Applications/LibreOffice.app/Contents/MacOS/soffice"

Tick = Callable[[int], None]
"""Called several times a second with the number of PDFs made so far; what it raises stops LibreOffice."""


class OfficeHangs(Exception):
    """LibreOffice gave no answer within the time limit and was killed; PDFs made until then are there."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"no answer after {seconds:.0f} s")


def find_libreoffice() -> str | None:
    """LibreOffice's program, from the search path or the usual folders of the system; None if it is not there."""
    for name in ("soffice", "libreoffice"):
        if (found := shutil.which(name)) is not None:
            return found
    usual = _WINDOWS if os.name == "nt" else (_MAC,)
    return next((path for path in usual if Path(path).exists()), None)


def required_libreoffice() -> str:
    """The program, or PacketError with what to do."""
    program = find_libreoffice()
    if program is None:
        raise PacketError(
            "Không tìm thấy LibreOffice nên chưa tạo được PDF; các tệp Word vẫn đầy đủ. "
            "Hãy cài LibreOffice rồi chạy lại, hoặc mở tệp Word và chọn Lưu thành PDF."
        )
    return program


def convert(program: str, documents: Mapping[str, bytes], scratch: Path, tick: Tick) -> dict[str, bytes]:
    """PDFs of .docx files, by the same short names ("0", "1", …); those that LibreOffice left out are missing.

    `scratch` is an existing folder for the profile and the files; one start of LibreOffice does all documents, which
    costs less than a start for each. Raises OfficeHangs after `SECONDS_TO_START` and `SECONDS_PER_DOCUMENT` for each
    document, OSError when the program cannot be started, and whatever `tick` raises.
    """
    sources = [scratch / f"{name}.docx" for name in documents]
    for source, data in zip(sources, documents.values(), strict=True):
        source.write_bytes(data)
        source.with_suffix(".pdf").unlink(missing_ok=True)
    command = [
        program,
        f"-env:UserInstallation={(scratch / 'profile').as_uri()}",
        "--headless",
        "--norestore",
        "--convert-to",
        "pdf",
        "--outdir",
        str(scratch),
        *map(str, sources),
    ]
    limit = SECONDS_TO_START + SECONDS_PER_DOCUMENT * len(sources)

    def made() -> list[Path]:
        return [pdf for source in sources if (pdf := source.with_suffix(".pdf")).is_file()]

    _run(command, limit, lambda: tick(len(made())))
    return {pdf.stem: pdf.read_bytes() for pdf in made()}


def collect(documents: Mapping[str, bytes], scratch: Path) -> dict[str, bytes]:
    """What stands in `scratch` after a `convert` that raised OfficeHangs; the last one may be cut off."""
    pdfs = {name: scratch / f"{name}.pdf" for name in documents}
    return {name: pdf.read_bytes() for name, pdf in pdfs.items() if pdf.is_file()}


def _run(command: list[str], limit: float, look: Callable[[], None]) -> None:
    # No pipes: a grandchild that holds one open would outlive the time limit.
    process = subprocess.Popen(  # noqa: S603
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    end = time.monotonic() + limit
    try:
        while True:
            try:
                process.wait(_POLL)
            except subprocess.TimeoutExpired:
                look()
            else:
                return
            if time.monotonic() >= end:
                raise OfficeHangs(limit)
    finally:
        if process.poll() is None:
            _kill_with_children(process)


def _kill_with_children(process: subprocess.Popen[bytes]) -> None:
    """`soffice` is only a starter: killed alone, the program itself lives on."""
    if sys.platform == "win32":
        tree = ["taskkill", "/F", "/T", "/PID", str(process.pid)]
        subprocess.run(tree, capture_output=True, check=False)  # noqa: S603
    else:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(10)
