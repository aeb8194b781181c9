"""The environment in which a desktop starts LibreOffice, whatever shell the tests run in."""

from __future__ import annotations

import os

SYSTEM_FOLDERS = ("/usr/local/bin", "/usr/bin", "/bin")


def desktop_environment(**more: str) -> dict[str, str]:
    """Ours with the system's programs first.

    The Python in LibreOffice finds its modules beside the first `python3` of PATH. pyenv puts its own there, which
    has no `uno`; LibreOffice then runs nothing of ours inside.
    """
    rest = [folder for folder in os.environ.get("PATH", "").split(os.pathsep) if folder not in SYSTEM_FOLDERS]
    path = os.pathsep.join((*SYSTEM_FOLDERS, *rest))
    return os.environ | {"PATH": path, **more}
