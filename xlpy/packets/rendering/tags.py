"""The tags that a template really holds, paragraph by paragraph, read from the file as it is.

docxtpl joins tags that Word has split over runs, and silently drops whatever does not fit its patterns. Here the
text of each paragraph is put together from its runs and its tags are cut out, so that a broken one can be shown to
the clerk with the paragraph around it.
"""

from __future__ import annotations

import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal
from xml.parsers import expat

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main "
_TAG = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_SIGN = re.compile(r"\{\{|\{%|\{#|\}\}|%\}|#\}")
_PREFIX = re.compile(r"^(\{[{%#])(tr|tc|p|r)\s")
_QUOTES = str.maketrans(
    {"“": '"', "”": '"', "‘": "'", "’": "'", "\u00a0": " ", "\u202f": " ", "\u200b": None}
)
_LABELS = (
    ("word/document", "thân văn bản"),
    ("word/header", "đầu trang"),
    ("word/footer", "chân trang"),
    ("word/footnotes", "chú thích cuối trang"),
    ("word/endnotes", "chú thích cuối văn bản"),
    ("word/comments", "ghi chú (comment)"),
    ("docProps/", "thuộc tính tệp"),
)
_RENDERED = re.compile(r"word/(?:document|header|footer|footnotes)[^/]*\.xml")
_READ = re.compile(r"word/(?:[^/]+|charts/[^/]+|diagrams/[^/]+)\.xml|docProps/(?:core|custom)\.xml")
_NEVER_TEXT = re.compile(
    r"word/(?:styles|settings|fontTable|webSettings|numbering|stylesWithEffects)[^/]*\.xml"
)

Form = Literal["value", "statement", "comment"]
_FORMS: dict[str, Form] = {"{{": "value", "{%": "statement", "{#": "comment"}


@dataclass(frozen=True)
class Tag:
    """One whole tag. `prefix` is docxtpl's p, tr, tc or r; `code` what Jinja reads between the braces."""

    text: str
    form: Form
    prefix: str
    code: str


@dataclass
class Paragraph:
    """A paragraph with its tags; `stray` are half tags such as "{{" without "}}".

    `row_rest` is the text of the other paragraphs in the same table row, None outside tables.
    """

    part: str
    label: str
    rendered: bool
    text: str
    row_rest: str | None = None
    tags: list[Tag] = field(default_factory=lambda: list[Tag]())
    stray: list[str] = field(default_factory=lambda: list[str]())


def read_paragraphs(data: bytes) -> Iterator[Paragraph]:
    """All paragraphs with a tag or half a tag, of every part, body first.

    `data` has passed `gate.inspect_template`.
    """
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        names = [
            name for name in package.namelist() if _READ.fullmatch(name) and not _NEVER_TEXT.fullmatch(name)
        ]
        for name in sorted(names, key=lambda name: (_rank(name), name)):
            label = next((words for start, words in _LABELS if name.startswith(start)), name)
            texts = _texts(package.read(name))
            for number, (text, row) in enumerate(texts):
                paragraph = Paragraph(name, label, bool(_RENDERED.fullmatch(name)), text)
                if _cut(paragraph):
                    if row:
                        others = [
                            kept for place, (kept, its) in enumerate(texts) if its == row and place != number
                        ]
                        paragraph.row_rest = " ".join(others).strip()
                    yield paragraph


def _rank(name: str) -> int:
    return next((number for number, (start, _) in enumerate(_LABELS) if name.startswith(start)), len(_LABELS))


def _cut(paragraph: Paragraph) -> bool:
    rest: list[str] = []
    end = 0
    for match in _TAG.finditer(paragraph.text):
        inner = match[0][2:-2]
        if _SIGN.search(inner) and "'" not in inner and '"' not in inner:
            # "{{ a {{ b }}": the first tag was never closed.
            inner_start = match[0].rfind(match[0][:2], 2)
            if inner_start > 0:
                paragraph.stray.append(match[0][:inner_start].strip())
                paragraph.tags.append(_tag(match[0][inner_start:]))
                rest.append(paragraph.text[end : match.start()])
                end = match.end()
                continue
        paragraph.tags.append(_tag(match[0]))
        rest.append(paragraph.text[end : match.start()])
        end = match.end()
    rest.append(paragraph.text[end:])
    for piece in rest:
        paragraph.stray += [
            piece[max(0, sign.start() - 20) : sign.end() + 20].strip() for sign in _SIGN.finditer(piece)
        ]
    return bool(paragraph.tags or paragraph.stray)


def _tag(text: str) -> Tag:
    form = _FORMS[text[:2]]
    plain = unicodedata.normalize("NFC", text.translate(_QUOTES))
    match = _PREFIX.match(plain)
    start = match.end() - 1 if match else 2
    return Tag(text, form, match[2] if match else "", plain[start:-2].strip("-+ \n\t"))


class _Reader:
    """The text of each paragraph with the number of its table row, 0 outside tables.

    A text box's paragraphs come before the one that holds it.
    """

    def __init__(self) -> None:
        self.done: list[tuple[str, int]] = []
        self._open: list[list[str]] = []
        self._in_text = False
        self._rows = [0]
        self._count = 0

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        kind = name.rpartition(" ")[2]
        if name == f"{_W}tr":
            self._count += 1
            self._rows.append(self._count)
        if kind == "p":
            self._open.append([])
        elif kind in ("br", "tab", "cr") and self._open:
            self._open[-1].append(" ")
        self._in_text = kind in (
            "t",
            "instrText",
            "title",
            "subject",
            "creator",
            "keywords",
            "description",
            "lpwstr",
        )

    def end(self, name: str) -> None:
        self._in_text = False
        if name == f"{_W}tr":
            self._rows.pop()
        if name.rpartition(" ")[2] == "p" and self._open:
            self.done.append(("".join(self._open.pop()), self._rows[-1]))

    def text(self, text: str) -> None:
        if not self._in_text:
            return
        if self._open:
            self._open[-1].append(text)
        else:
            self.done.append((text, 0))


def _texts(content: bytes) -> list[tuple[str, int]]:
    reader = _Reader()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.Parse(content, True)
    return reader.done
