"""Finds LibreOffice on this machine, the clerk's profile, and whether it is running with it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

FLATPAK = "org.libreoffice.LibreOffice"
SECONDS = 60
"""Time limit of one start of LibreOffice without a window."""
_VERSION = re.compile(r"LibreOffice\s+(\d+(?:\.\d+)+)")
_MAC = Path("/Applications/LibreOffice.app/Contents/MacOS/soffice")
_PROFILE_ARGUMENT = "-env:UserInstallation="


@dataclass(frozen=True, slots=True)
class Program:
    """A LibreOffice; `kind` is 'system', 'flatpak' or 'snap'. Only the first can start a Python outside itself."""

    path: str
    kind: str


def find() -> Program | None:
    """The LibreOffice that a double click most likely starts; None when there is none."""
    for name in ("soffice", "libreoffice"):
        if (found := shutil.which(name)) is not None:
            real = str(Path(found).resolve())
            if "/snap/" in found or "/snap/" in real or real.endswith("/usr/bin/snap"):
                return Program(found, "snap")
            if "flatpak" in real:
                return Program(found, "flatpak")
            return Program(found, "system")
    if sys.platform == "darwin" and _MAC.exists():
        return Program(str(_MAC), "system")
    for base in (Path("/var/lib/flatpak"), Path.home() / ".local/share/flatpak"):
        if (base / "app" / FLATPAK).is_dir():
            return Program(FLATPAK, "flatpak")
    return None


def version(program: Program) -> str | None:
    """ "7.4.7.2"; None when LibreOffice does not say."""
    try:
        done = subprocess.run(  # noqa: S603
            [program.path, "--version"], capture_output=True, timeout=SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(done.stdout.decode(errors="replace"))
    return match[1] if match else None


def default_profile() -> Path:
    """This user's profile, where LibreOffice itself looks for it. `user` is below it."""
    if sys.platform == "darwin":
        return Path.home() / "Library/Application Support/LibreOffice/4"
    configuration = os.environ.get("XDG_CONFIG_HOME") or str(Path.home() / ".config")
    return Path(configuration) / "libreoffice" / "4"


def make_profile(program: Program, profile: Path) -> None:
    """Starts LibreOffice once without a window, so that it makes its profile, and waits for its end.

    Raises OSError or subprocess.TimeoutExpired.
    """
    command = [
        program.path,
        _PROFILE_ARGUMENT + profile.as_uri(),
        "--headless",
        "--norestore",
        "--terminate_after_init",
    ]
    subprocess.run(command, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603


def is_running(profile: Path) -> bool:
    """Whether a LibreOffice works with this profile now; it would write its own state over ours at its end."""
    processes = Path("/proc")
    if not (processes / "self" / "cmdline").exists():
        # Left behind by a crash too: where processes cannot be listed, better one warning too many.
        return (profile / ".lock").exists()
    return any(_uses(process, profile) for process in processes.iterdir() if process.name.isdigit())


def _uses(process: Path, profile: Path) -> bool:
    try:
        words = (process / "cmdline").read_bytes().decode(errors="replace").split("\0")
    except OSError:
        return False
    if Path(words[0]).name != "soffice.bin":
        return False
    chosen = [word.removeprefix(_PROFILE_ARGUMENT) for word in words if word.startswith(_PROFILE_ARGUMENT)]
    if not chosen:
        return profile == default_profile() and _mine(process)
    return chosen[-1].rstrip("/") == profile.as_uri()


def _mine(process: Path) -> bool:
    try:
        return process.stat().st_uid == os.getuid()
    except OSError:
        return False
