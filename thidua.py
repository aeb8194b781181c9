"""Launcher: `python3 thidua.py VERB …`. Standard library only.

Makes a virtual environment on first use, installs the pinned packages, then runs `python -m xlpy VERB …` there;
`--dropped FILE…` (ThiDua.bat) runs `python -m xlpy.install.dropped FILE…` instead. `test` also installs what tests
need. The environment is `.venv` beside this file; on Windows it is `%LOCALAPPDATA%\\ThiDua\\venv`, because the tool
itself often lies in a folder that OneDrive copies. Set THIDUA_VENV to keep it elsewhere.
"""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import venv
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLDEST_PYTHON = (3, 10)
ON_WINDOWS = os.name == "nt"


def environment_folder() -> Path:
    """Where the virtual environment is or will be."""
    chosen = os.environ.get("THIDUA_VENV")
    if chosen:
        return Path(chosen)
    local = os.environ.get("LOCALAPPDATA") if ON_WINDOWS else None
    return Path(local) / "ThiDua" / "venv" if local else HERE / ".venv"


def interpreter(folder: Path) -> Path:
    """The environment's Python."""
    return folder / ("Scripts/python.exe" if ON_WINDOWS else "bin/python")


def prepare(folder: Path, requirements: Path) -> int:
    """Creates the environment and installs `requirements`, unless this very list is installed already.

    Returns 0, or pip's exit code after a message to the user.
    """
    wanted = b"".join(path.read_bytes() for path in (HERE / "requirements.txt", requirements))
    digest = hashlib.sha256(wanted).hexdigest()
    stamp = folder / f"{requirements.stem}.installed"
    if stamp.is_file() and stamp.read_text(encoding="ascii") == digest and interpreter(folder).exists():
        return 0
    print("Đang chuẩn bị môi trường Python (chỉ lần đầu, vài phút)…", file=sys.stderr, flush=True)
    if not interpreter(folder).exists():
        venv.EnvBuilder(with_pip=True, clear=folder.exists()).create(folder)
    install = [str(interpreter(folder)), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    code = subprocess.call([*install, "-r", str(requirements)])
    if code:
        print(
            "Không cài được các gói phần mềm cần thiết. Hãy kiểm tra kết nối mạng rồi chạy lại lệnh này.",
            file=sys.stderr,
        )
        return code
    stamp.write_text(digest, encoding="ascii")
    return 0


def main(arguments: list[str]) -> int:
    """Prepares the environment and hands over; the exit code is that of the verb, 2 when Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        print("Cần Python 3.10 trở lên. Hãy cài bản Python mới từ python.org rồi chạy lại.", file=sys.stderr)
        return 2
    testing = bool(arguments) and arguments[0] == "test"
    folder = environment_folder()
    if prepare(folder, HERE / ("requirements-dev.txt" if testing else "requirements.txt")):
        return 2
    variables = dict(os.environ, PYTHONUTF8="1")
    variables["PYTHONPATH"] = os.pathsep.join(filter(None, [str(HERE), variables.get("PYTHONPATH", "")]))
    dropped = arguments[:1] == ["--dropped"]
    module = ["-m", "xlpy.install.dropped", *arguments[1:]] if dropped else ["-m", "xlpy", *arguments]
    return subprocess.call([str(interpreter(folder)), *module], env=variables)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(main(sys.argv[1:]))
