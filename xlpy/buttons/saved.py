"""What LibreOffice starts after each save of a workbook of ours: `python -m xlpy.buttons.saved REQUEST`.

REQUEST is a file with the address of the saved workbook (install/libreoffice/basic/Saved.bas writes it). LibreOffice
waits meanwhile, so nobody else writes the workbook; a limit of time keeps it from waiting for ever.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from xlpy.buttons.faults import explain

SECONDS = 60
"""LibreOffice is given back to the clerk after this time, with the file as LibreOffice wrote it."""


def main(request: Path) -> int:
    """Repairs the workbook named in the request; 0, or 2 with the clerk's message as the last line of standard error."""
    try:
        from xlpy.buttons.repairing import repair_just_saved

        repair_just_saved(local_path(request.read_text(encoding="utf-8").strip()))
    except Exception as error:  # noqa: BLE001 - the clerk gets every fault as a message
        print(" ".join(explain(error).split()), file=sys.stderr)
        return 2
    return 0


def local_path(url: str) -> Path:
    """The path of a file address, as LibreOffice writes it."""
    return Path(unquote(urlsplit(url).path))


if __name__ == "__main__":
    if hasattr(signal, "SIGALRM"):
        # Ends the process; so only where the process is ours.
        signal.alarm(SECONDS)
    raise SystemExit(main(Path(sys.argv[1])))
