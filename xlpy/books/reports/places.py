"""Which file a cell means, and whether it may be opened: only regular files below the workbook's folder.

A cell comes from a unit, so it is as little trusted as the file: no absolute path, no "..", no address, and nothing that
a symbolic link leads out of the folder. In the master, the files of a unit may stand in a folder named like its code,
since two units may well both send a "bao-cao.docx"; that folder is looked into first.
"""

from __future__ import annotations

import difflib
import os
import re
import stat
from itertools import islice
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from xlpy.books.ooxml.safesave import LIBREOFFICE_OWNER
from xlpy.vietnamese.text import fold, fold_ascii

SUFFIX = ".docx"
_ODD = re.compile(r'[<>:"|?*\x00-\x1f]')
_MOST_LISTED = 5_000


class OutsideError(ValueError):
    """The cell does not name a file below the folder; the argument says why, in Vietnamese."""


class Found(NamedTuple):
    """`path` of an existing regular file, or None; then `near` is the likeliest name, "" if none is like it."""

    path: Path | None
    near: str = ""


def find(folder: Path, unit_code: str, typed: str) -> Found:
    """The file that `typed` names. Raises `OutsideError`; OSError where the folder itself cannot be read.

    A missing ".docx" is added, and capitals, tone placement and NFC against NFD make no difference, as file names
    change in all of these on their way through mail, zip files and other systems.
    """
    parts = relative_parts(typed)
    homes = [folder / unit_code, folder] if _plain_name(unit_code) else [folder]
    near = ""
    for home in homes:
        if not home.is_dir():
            continue
        for names in ([*parts], [*parts[:-1], parts[-1] + SUFFIX]):
            path = _follow(home, names)
            if path is not None:
                _refuse_outside(folder, path)
                return Found(path)
        near = near or _near(home, parts)
    return Found(None, near)


def relative_parts(typed: str) -> list[str]:
    """The folders and the file name that the cell gives. Raises `OutsideError`."""
    text = typed.strip().strip('"“”').replace("\\", "/")
    if re.match(r"[a-z][a-z0-9+.-]+:", text, re.IGNORECASE):
        raise OutsideError("là địa chỉ mạng")
    if text.startswith("/") or re.match("[A-Za-z]:", text):
        raise OutsideError("là đường dẫn đầy đủ trên một máy")
    parts = [part.strip() for part in text.split("/") if part.strip() not in ("", ".")]
    if ".." in parts:
        raise OutsideError("có “..” dẫn ra ngoài thư mục của sổ tính")
    if not parts:
        raise OutsideError("không có tên tệp")
    if any(_ODD.search(part) for part in parts):
        raise OutsideError("có ký tự không dùng trong tên tệp")
    return parts


def owner_files(path: Path) -> list[Path]:
    """The owner files that Word and LibreOffice put beside a document while they have it open.

    Word writes "~$" before a short name and over the first letter or two of a longer one; all three are looked for.
    """
    names = [f"~${path.name[over:]}" for over in range(3)] + [LIBREOFFICE_OWNER.format(path.name)]
    return [path.with_name(name) for name in names]


def _plain_name(code: str) -> bool:
    return bool(code) and not set(code) & set('/\\:*?"<>|') and code not in (".", "..")


def _follow(home: Path, names: list[str]) -> Path | None:
    """The regular file below `home`, each step by its exact name, else by the one entry that folds alike."""
    here = home
    for place, name in enumerate(names):
        last = place == len(names) - 1
        exact = here / name
        if not _is(exact, last):
            alike = [
                entry for entry in _entries(here) if fold(entry) == fold(name) and _is(here / entry, last)
            ]
            if len(alike) != 1:
                return None
            exact = here / alike[0]
        here = exact
    return here


def _is(path: Path, file: bool) -> bool:
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError):
        return False
    # Nothing but a regular file: opening a pipe would wait for ever.
    return stat.S_ISREG(mode) if file else stat.S_ISDIR(mode)


def _entries(folder: Path) -> list[str]:
    try:
        with os.scandir(folder) as entries:
            return [entry.name for entry in islice(entries, _MOST_LISTED)]
    except OSError:
        return []


def _refuse_outside(folder: Path, path: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise OutsideError("là liên kết dẫn ra ngoài thư mục của sổ tính")


def _bare(name: str) -> str:
    return fold_ascii(name).removesuffix(SUFFIX)


def _near(home: Path, parts: list[str]) -> str:
    """The .docx beside the missing one whose name is most like it, as the cell should have it."""
    place = home.joinpath(*parts[:-1])
    names = {
        _bare(name): name
        for name in sorted(_entries(place))
        if name.lower().endswith(SUFFIX) and not name.startswith(("~$", ".~"))
    }
    close = difflib.get_close_matches(_bare(parts[-1]), names, 1, 0.7)
    return PurePosixPath(*parts[:-1], names[close[0]]).as_posix() if close else ""
