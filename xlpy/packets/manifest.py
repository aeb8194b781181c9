"""What stands in a unit's folder because we wrote it: ho-so.json.

It lets a second export refresh its own files and leave alone what staff have edited since (DESIGN.md, Packets).
No times and no machine names: the same input gives the same manifest.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from xlpy.packets.writing import write_atomically

MANIFEST_NAME = "ho-so.json"
_VERSION = 1


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


@dataclass(slots=True)
class Entry:
    """One file: the hashes it may have if nobody edited it, its template, the rows it was made from, and the Word file
    of a nominee with its hash ("Báo cáo An.docx sha256:…").

    `source` is the hash of what a PDF was made from, "" for Word documents.
    Two hashes stand here only while a run is under way (or was killed): what was there, and what comes.
    """

    hashes: list[str]
    template: str = ""
    template_hash: str = ""
    rows: list[str] = field(default_factory=list[str])
    reports: list[str] = field(default_factory=list[str])
    source: str = ""


@dataclass(slots=True)
class Manifest:
    """Entries by file name."""

    unit_code: str
    entries: dict[str, Entry] = field(default_factory=dict[str, Entry])

    @classmethod
    def read(cls, folder: Path, unit_code: str) -> Manifest:
        """The folder's manifest; empty where there is none or it cannot be read: then every file on disk
        counts as edited, which loses nothing."""
        try:
            data = cast("dict[str, object]", json.loads((folder / MANIFEST_NAME).read_text(encoding="utf-8")))
            files = cast("dict[str, dict[str, object]]", data["tep"])
            entries = {
                name: Entry(
                    [str(value) for value in cast("list[object]", entry["sha256"])],
                    str(entry.get("mau", "")),
                    str(entry.get("mau_sha256", "")),
                    [str(value) for value in cast("list[object]", entry.get("dong", []))],
                    [str(value) for value in cast("list[object]", entry.get("tep_bao_cao", []))],
                    str(entry.get("nguon_sha256", "")),
                )
                for name, entry in files.items()
            }
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            entries = {}
        return cls(unit_code, entries)

    def knows(self, name: str, content_hash: str) -> bool:
        """Whether a file with this content is as we left it."""
        entry = self.entries.get(name)
        return entry is not None and content_hash in entry.hashes

    def write(self, folder: Path) -> None:
        """Replaces ho-so.json; does nothing when it says the same already. Raises OSError."""
        data = {
            "phien_ban": _VERSION,
            "don_vi": self.unit_code,
            "tep": {name: _as_json(entry) for name, entry in sorted(self.entries.items())},
        }
        content = (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
        path = folder / MANIFEST_NAME
        if not path.is_file() or path.read_bytes() != content:
            write_atomically(path, content)


def _as_json(entry: Entry) -> dict[str, object]:
    if entry.source:
        return {"sha256": entry.hashes, "nguon_sha256": entry.source}
    return {
        "sha256": entry.hashes,
        "mau": entry.template,
        "mau_sha256": entry.template_hash,
        "dong": entry.rows,
        **({"tep_bao_cao": entry.reports} if entry.reports else {}),
    }
