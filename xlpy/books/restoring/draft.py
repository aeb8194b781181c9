"""A package with changes pending: parts replaced, added, removed, and their relations and content types kept in step."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from xml.parsers import expat

from xlpy.books.ooxml.package import Package
from xlpy.books.ooxml.rezip import rebuild
from xlpy.books.restoring.tags import attributes, elements, quoted, start_tag, with_attribute

_TYPES = "[Content_Types].xml"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
_RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
)
_DATE = (1980, 1, 1, 0, 0, 0)


class Draft:
    """What a package is to become; the package itself stays as it is."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self._parts: dict[str, bytes] = {}
        self._removed: set[str] = set()

    def has(self, part: str) -> bool:
        """Whether the part is there, pending changes included."""
        return part in self._parts or (self.package.find(part) is not None and part not in self._removed)

    def text(self, part: str) -> str:
        """A part as text. UnicodeDecodeError is left to the caller: such a part is none that we can graft into."""
        data = self._parts.get(part)
        return (self.package.read(part) if data is None else data).decode("utf-8-sig")

    def write(self, part: str, content: str | bytes) -> None:
        """Replace or add a part; an equal content is no change."""
        data = content.encode() if isinstance(content, str) else content
        if self.package.find(part) is None or self.package.read(part) != data:
            self._parts[part] = data

    def remove(self, part: str) -> None:
        """Take a part away, with its own relations and its content type."""
        folder, base = posixpath.split(part)
        for name in (part, posixpath.join(folder, "_rels", base + ".rels")):
            self._parts.pop(name, None)
            if self.package.find(name) is not None:
                self._removed.add(name)
        listed = self.text(_TYPES)
        for found in list(elements(listed, "Override")):
            if attributes(found[0]).get("PartName") == "/" + part:
                listed = listed.replace(found[0], "")
        self.write(_TYPES, listed)

    def set_type(self, part: str, content_type: str) -> None:
        """Give a part its content type, by an entry of its own unless its file ending tells already."""
        listed = self.text(_TYPES)
        for found in elements(listed, "Override"):
            if attributes(found[0]).get("PartName") == "/" + part:
                tag = with_attribute(found[0], "ContentType", content_type)
                self.write(_TYPES, listed.replace(found[0], tag))
                return
        ending = part.rpartition(".")[2]
        for found in elements(listed, "Default"):
            if attributes(found[0]) == {"Extension": ending, "ContentType": content_type}:
                return
        entry = f'<Override PartName="/{quoted(part)}" ContentType="{content_type}"/>'
        self.write(_TYPES, listed.replace("</Types>", entry + "</Types>"))

    def relate(self, part: str, kind: str, target: str) -> str:
        """Relate `part` to the part `target`; `kind` is a word of Office's own relationship types or a whole URI."""
        rels = _rels_of(part)
        text = self.text(rels) if self.has(rels) else _RELATIONS
        taken = {attributes(start_tag(found[0])).get("Id") for found in elements(text, "Relationship")}
        number = 1
        while f"rId{number}" in taken:
            number += 1
        where = posixpath.relpath(target, posixpath.dirname(part) or ".")
        uri = kind if ":" in kind else _OFFICE + kind
        entry = f'<Relationship Id="rId{number}" Type="{uri}" Target="{quoted(where)}"/>'
        self.write(rels, text.replace("</Relationships>", entry + "</Relationships>"))
        return f"rId{number}"

    def unrelate(self, part: str, identity: str) -> None:
        """Take one relation of a part away."""
        rels = _rels_of(part)
        text = self.text(rels)
        for found in list(elements(text, "Relationship")):
            if attributes(found[0]).get("Id") == identity:
                text = text.replace(found[0], "")
        self.write(rels, text)

    def free_name(self, pattern: str) -> str:
        """A part name that is not taken; `pattern` has one {} for a number."""
        number = 1
        while self.has(pattern.format(number)):
            number += 1
        return pattern.format(number)

    def changed(self) -> bool:
        """Whether anything differs from the package."""
        return bool(self._parts or self._removed)

    def _vet(self, part: str, content: bytes) -> None:
        # Not the package's own reading: that builds a tree of every cell, and LibreOffice waits for us.
        parser = expat.ParserCreate()
        try:
            parser.Parse(content, True)
        except (expat.ExpatError, ValueError) as error:
            raise self.package.broken(part) from error

    def data(self) -> bytes:
        """The bytes of the new package. Raises `BookError` for a changed XML part that does not parse."""
        for part, content in self._parts.items():
            if re.search(r"\.(xml|rels|vml)$", part):
                self._vet(part, content)
        there = {info.filename for info in self.package.entries.values()}
        replaced = {part: content for part, content in self._parts.items() if part in there}
        data = rebuild(self.package.data, list(self.package.entries.values()), replaced, self._removed)
        new = {part: content for part, content in self._parts.items() if part not in there}
        if not new:
            return data
        stream = io.BytesIO(data)
        with zipfile.ZipFile(stream, "a") as archive:
            for part, content in new.items():
                info = zipfile.ZipInfo(part, _DATE)
                info.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(info, content)
        return stream.getvalue()


def _rels_of(part: str) -> str:
    folder, base = posixpath.split(part)
    return posixpath.join(folder, "_rels", base + ".rels")
