"""The zip container of a workbook: opened once, held as it was on disk, read part by part under limits.

The limits answer the intake gate of DESIGN ("size, entry count, inflate ratio"): a hostile or broken file ends in
`BookTooBig`, not in a full memory. A part is never inflated beyond the size its directory entry declares.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from xlpy.books.errors import BookNotFound, BookTooBig, BookUnreadable, EncryptedBook, NotAWorkbook
from xlpy.books.ooxml.kinds import refuse_other_kinds
from xlpy.books.ooxml.xmlnode import BrokenXmlError, Node, UnsafeXmlError, parse

MAX_FILE = 256 << 20
MAX_ENTRIES = 10_000
MAX_INFLATED = 2 << 30
MAX_RATIO = 250
RATIO_FREE = 32 << 20
"""Bytes below which a part may be as compressible as it likes: empty formatted rows shrink several hundredfold."""
MAX_SMALL_PART = 64 << 20
_CHUNK = 1 << 20


class Package:
    """A workbook file: `data` is the snapshot that everything was read from, and that a save starts from."""

    def __init__(self, path: Path, data: bytes | None = None) -> None:
        """Read and vet the file; with `data` nothing is read and `path` only names it in messages.

        Raises `BookNotFound`, `NotAWorkbook`, `OldFormat`, `EncryptedBook`, `BookTooBig`, …
        """
        self.path = path
        try:
            size = path.stat().st_size if data is None else len(data)
            if size > MAX_FILE:
                raise BookTooBig(path, f"tệp nặng {size >> 20} MB, quá mức {MAX_FILE >> 20} MB")
            self.data = path.read_bytes() if data is None else data
        except (FileNotFoundError, NotADirectoryError) as error:
            raise BookNotFound(path) from error
        except IsADirectoryError as error:
            raise NotAWorkbook(path, "đây là thư mục, không phải tệp") from error
        except OSError as error:
            raise BookUnreadable(path, error) from error
        refuse_other_kinds(path, self.data)
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(self.data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError) as error:
            raise NotAWorkbook(path, "tệp bị hỏng hoặc tải chưa đủ") from error
        self.entries = {info.filename: info for info in self._zip.infolist()}
        self._lower = {name.lower(): name for name in self.entries}
        self._vet(self._zip.infolist())

    def _vet(self, infos: list[zipfile.ZipInfo]) -> None:
        path = self.path
        if len(infos) > MAX_ENTRIES:
            raise BookTooBig(path, f"tệp chứa {len(infos)} phần, quá mức {MAX_ENTRIES}")
        if len(self._lower) != len(infos):
            raise NotAWorkbook(path, "tệp bị hỏng: có hai phần trùng tên")
        if stray := next((info.filename for info in infos if _leads_outside(info.filename)), None):
            raise NotAWorkbook(path, f"tệp chứa phần có tên chỉ ra ngoài tệp (“{stray[:60]}”)")
        if any(info.flag_bits & 1 for info in infos):
            raise EncryptedBook(path)
        total = sum(info.file_size for info in infos)
        if total > MAX_INFLATED:
            raise BookTooBig(path, f"nội dung bung ra tới {total >> 20} MB, quá mức {MAX_INFLATED >> 20} MB")
        end = 0
        for info in sorted(infos, key=lambda each: each.header_offset):
            if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise NotAWorkbook(path, "tệp nén theo kiểu mà Excel không dùng")
            if info.file_size > RATIO_FREE and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise BookTooBig(path, f"phần “{info.filename}” nén hơn {MAX_RATIO} lần, giống bom nén")
            if info.header_offset < end:
                raise NotAWorkbook(path, "tệp bị hỏng: các phần chồng lên nhau")
            end = info.header_offset + 30 + info.compress_size

    def names(self) -> list[str]:
        """Stored names of all parts, in the order of the zip."""
        return list(self.entries)

    def find(self, name: str) -> str | None:
        """The stored name of a part; part names compare without case (OPC §6.2.2.3)."""
        return self._lower.get(name.lstrip("/").lower())

    def chunks(self, name: str, size: int = _CHUNK) -> Iterator[bytes]:
        """The inflated bytes of a part, piece by piece, CRC checked at the end."""
        stored = self.find(name)
        if stored is None:
            raise NotAWorkbook(self.path, f"tệp thiếu phần “{name}”")
        try:
            with self._zip.open(self.entries[stored]) as stream:
                while piece := stream.read(size):
                    yield piece
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise NotAWorkbook(self.path, f"phần “{name}” bị hỏng") from error

    def read(self, name: str) -> bytes:
        """A whole part."""
        return b"".join(self.chunks(name))

    def tree(self, name: str) -> Node:
        """A small part as a tree; a missing, oversized, malformed or DTD-carrying one raises a `BookError`."""
        stored = self.find(name)
        if stored is not None and self.entries[stored].file_size > MAX_SMALL_PART:
            raise BookTooBig(self.path, f"phần “{name}” lớn bất thường")
        return self.parse(name, self.read(name))

    def parse(self, name: str, data: bytes) -> Node:
        """Parse bytes of part `name`, naming it in the error."""
        try:
            return parse(data)
        except UnsafeXmlError as error:
            raise self.unsafe(name) from error
        except BrokenXmlError as error:
            raise self.broken(name) from error

    def unsafe(self, name: str) -> NotAWorkbook:
        """The error for a part with a DTD or an undefined entity."""
        return NotAWorkbook(self.path, f"phần “{name}” chứa khai báo DTD hoặc thực thể không an toàn")

    def broken(self, name: str) -> NotAWorkbook:
        """The error for a part that is not what it should be."""
        return NotAWorkbook(self.path, f"phần “{name}” bị hỏng")

    def relations(self, name: str) -> dict[str, tuple[str, str]]:
        """Relationships of a part: id → (last word of the type, stored name of the target). External ones left out."""
        folder, base = posixpath.split(name)
        rels = self.find(posixpath.join(folder, "_rels", base + ".rels"))
        if rels is None:
            return {}
        found: dict[str, tuple[str, str]] = {}
        for node in self.tree(rels).every("Relationship"):
            target = node.attrs.get("Target", "")
            if node.attrs.get("TargetMode") == "External":
                continue
            full = (
                target.lstrip("/")
                if target.startswith("/")
                else posixpath.normpath(posixpath.join(folder, target))
            )
            kind = node.attrs.get("Type", "").rpartition("/")[2]
            found[node.attrs.get("Id", "")] = (kind, self.find(full) or full)
        return found

    def related(self, name: str, kind: str) -> str | None:
        """The first part that `name` relates to as `kind`, such as 'styles'."""
        return next((target for what, target in self.relations(name).values() if what == kind), None)


def _leads_outside(name: str) -> bool:
    """Nothing is ever unpacked to disk, but no office program writes such names either."""
    plain = name.replace("\\", "/")
    return plain.startswith("/") or ".." in plain.split("/") or plain[1:2] == ":" or "\0" in name
