"""The few things that the Excel set-up asks of Windows; tests give a stand-in with the same methods."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol


class Machine(Protocol):
    """What a set-up step may ask. Registry keys are below HKEY_CURRENT_USER, values text or whole numbers."""

    encoding: str
    """Of files that VBA reads: the Windows code page."""

    def folder(self, variable: str) -> Path:
        """The folder that an environment variable such as LOCALAPPDATA names. Raises OSError without it."""
        ...

    def run(self, command: Sequence[str]) -> str:
        """Runs a program to its end; gives what it printed. Raises OSError when it cannot start or takes too long."""
        ...

    def subkeys(self, key: str) -> list[str]:
        """Names of the keys below; none when there is no such key."""
        ...

    def write_key(self, key: str, values: dict[str, str | int]) -> None:
        """Makes the key and sets the values."""
        ...

    def delete_key(self, key: str) -> None:
        """Takes out a key that has no subkeys; a missing one is no error."""
        ...

    def shortcut(self, place: Path, target: Path) -> None:
        """Makes the .lnk file `place` that starts `target`."""
        ...


class Windows:
    """The machine that we run on. Raises OSError on any other system than Windows."""

    encoding = "mbcs"

    def __init__(self) -> None:
        if sys.platform != "win32":
            raise OSError("not Windows")

    def folder(self, variable: str) -> Path:
        value = os.environ.get(variable)
        if not value:
            raise OSError(f"environment variable {variable} is not set")
        return Path(value)

    def run(self, command: Sequence[str]) -> str:
        try:
            done = subprocess.run(  # noqa: S603 - the list is ours, no shell
                list(command), capture_output=True, text=True, errors="replace", timeout=180, check=False
            )
        except subprocess.TimeoutExpired as error:
            raise OSError(f"{command[0]}: {error}") from error
        return done.stdout + done.stderr

    def subkeys(self, key: str) -> list[str]:
        names: list[str] = []
        if sys.platform == "win32":
            import winreg

            try:
                with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:
                    count = winreg.QueryInfoKey(opened)[0]
                    names = [winreg.EnumKey(opened, number) for number in range(count)]
            except FileNotFoundError:
                return []
        return names

    def write_key(self, key: str, values: dict[str, str | int]) -> None:
        if sys.platform == "win32":
            import winreg

            with winreg.CreateKey(winreg.HKEY_CURRENT_USER, key) as opened:
                for name, value in values.items():
                    kind = winreg.REG_DWORD if isinstance(value, int) else winreg.REG_SZ
                    winreg.SetValueEx(opened, name, 0, kind, value)

    def delete_key(self, key: str) -> None:
        if sys.platform == "win32":
            import contextlib
            import winreg

            with contextlib.suppress(FileNotFoundError):
                winreg.DeleteKey(winreg.HKEY_CURRENT_USER, key)

    def shortcut(self, place: Path, target: Path) -> None:
        if sys.platform == "win32":
            # Not WScript.Shell: that one turns Vietnamese letters of a path into question marks.
            import pythoncom
            from win32com.shell import shell

            context = pythoncom.CLSCTX_INPROC_SERVER
            link = pythoncom.CoCreateInstance(shell.CLSID_ShellLink, None, context, shell.IID_IShellLink)
            link.SetPath(str(target))
            link.SetWorkingDirectory(str(target.parent))
            link.QueryInterface(pythoncom.IID_IPersistFile).Save(str(place), 0)
