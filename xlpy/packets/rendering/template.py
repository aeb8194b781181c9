"""A Word template, prepared and compiled once, and the documents made from it.

The way (evidence.md §8): docxtpl's own preparation once for each template, Jinja compiled once, each document the
rendered parts plus all others as already compressed bytes. docxtpl stays the reference; documents that print
pictures or links are made by docxtpl itself.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from pathlib import Path
from threading import Lock
from typing import NoReturn

from jinja2 import TemplateError as JinjaError
from jinja2 import TemplateSyntaxError, UndefinedError

from xlpy.packets.rendering.compiled import LostText, MalformedXml, NeedsDocxtpl, make_compiled, render_all
from xlpy.packets.rendering.environment import make_environment
from xlpy.packets.rendering.errors import (
    RenderingFailed,
    TemplateNotFound,
    TemplateSyntaxBroken,
    UnknownField,
)
from xlpy.packets.rendering.fields import field_uses
from xlpy.packets.rendering.gate import read_template
from xlpy.packets.rendering.locate import RENDER_ERRORS, Trouble, locate_failure, locate_syntax, plain
from xlpy.packets.rendering.names import KnownFields
from xlpy.packets.rendering.properties import CORE_PART, core_properties
from xlpy.packets.rendering.reference import PREPARE_ERRORS, prepare, render_with_docxtpl
from xlpy.packets.rendering.zipping import Packer

_CONTENT_TYPES = "[Content_Types].xml"
_KEPT = 64


class Template:
    """One template file. Several threads may render from it; they take turns.

    Made by `load_template`. Raises TemplateSyntaxBroken for tags that cannot be read.
    """

    def __init__(self, path: Path, data: bytes) -> None:
        self.name = path.name
        self._path = path
        self._data = data
        self._lock = Lock()
        try:
            prepared = prepare(data)
        except PREPARE_ERRORS as error:
            raise TemplateSyntaxBroken(
                path,
                f"Word mở được tệp nhưng công cụ không đọc được cấu trúc ({error}). "
                "Hãy mở mẫu bằng Word, lưu thành tệp .docx mới rồi thử lại.",
            ) from error
        self._sources = prepared.sources
        try:
            self._parts = make_compiled(prepared.sources)
        except TemplateSyntaxError as error:
            self._raise_syntax(error)
        changing = [part.source.name for part in self._parts] + [CORE_PART]
        constant = {name: content for name, content in prepared.members.items() if name not in changing}
        self._packer = Packer(constant, changing)

    @property
    def compiled(self) -> bool:
        """Whether documents from plain values are written without parsing them again."""
        return all(part.proved for part in self._parts)

    def fields(self) -> set[str]:
        """Dotted names of all fields that the template uses, in body, headers, footers and footnotes.

        A loop variable stands for its collection: `nominees` and `nominees.full_name`.
        """
        environment = make_environment()
        trees = [environment.parse(source.source) for source in self._sources]
        return {use.name for tree in trees for use in field_uses(tree, environment.globals)}

    def render(self, context: Mapping[str, object], *, title: str = "", author: str = "") -> bytes:
        """The .docx made from `context` (field name → value; see `values.as_text` and `richvalues`).

        Equal arguments give equal bytes. Raises UnknownField for a field that the context lacks, RenderingFailed
        where values and template do not go together; both name the paragraph.
        """
        core = core_properties(title, author)
        try:
            with self._lock:
                parts = render_all(self._parts, context)
        except NeedsDocxtpl:
            return self._render_with_docxtpl(context, core)
        except (MalformedXml, LostText, JinjaError, *RENDER_ERRORS) as error:
            self._raise_failure(error, context)
        parts[CORE_PART] = core
        return self._packer.pack(parts)

    def _render_with_docxtpl(self, context: Mapping[str, object], core: bytes) -> bytes:
        try:
            members = render_with_docxtpl(self._data, context)
            for part in self._parts:
                part.require_text_kept(members[part.source.name].decode())
        except (LostText, JinjaError, *PREPARE_ERRORS) as error:
            self._raise_failure(error, context)
        members[CORE_PART] = core
        first = {_CONTENT_TYPES: members.pop(_CONTENT_TYPES)}
        return Packer({**first, **members}, ()).pack({})

    def _raise_syntax(self, error: TemplateSyntaxError) -> NoReturn:
        trouble = locate_syntax(self._sources)
        raise TemplateSyntaxBroken(
            self._path,
            "dấu lệnh không đúng cú pháp. Mỗi {{ trường }} và {% lệnh %} phải đủ hai đầu, mỗi "
            "for, if phải có endfor, endif. Hãy sửa đoạn này trong Word rồi chạy lệnh “template check”.",
            part=trouble.place.part if trouble else "",
            place=trouble.place.text if trouble else "",
        ) from error

    def _raise_failure(self, error: Exception, context: Mapping[str, object]) -> NoReturn:
        kinds = (JinjaError, *RENDER_ERRORS)
        finished = isinstance(error, (MalformedXml, LostText))
        trouble = None if finished else locate_failure(self._sources, context, kinds)
        part, place = (trouble.place.part, trouble.place.text) if trouble else ("", "")
        if isinstance(error, UndefinedError):
            known = KnownFields(context)
            field = _missing_name(trouble, str(error), known)
            raise UnknownField(
                self._path, field, part=part, place=place, nearest=known.nearest(field)
            ) from error
        if isinstance(error, LostText):
            raise RenderingFailed(
                self._path,
                f"giá trị “{plain(str(error))}” là chữ thường nhưng mẫu in bằng {{{{r … }}}} hoặc {{{{p … }}}} nên Word sẽ "
                "làm mất. Hãy đổi thành {{ … }} (bỏ chữ r hoặc p sau dấu ngoặc) trong Word rồi chạy lại.",
            ) from error
        if isinstance(error, MalformedXml):
            what = "với dữ liệu này, một khối if/for cắt ngang đoạn văn hoặc bảng nên tài liệu không hợp lệ"
        else:
            what = f"không điền được giá trị (chi tiết kỹ thuật: {type(error).__name__}: {error})"
        raise RenderingFailed(
            self._path,
            f"{what}. Hãy đặt {{%p … %}} hoặc {{%tr … %}} trên đoạn hoặc dòng riêng, kiểm tra giá trị nhập vào, rồi "
            "chạy lệnh “template check”.",
            part=part,
            place=place,
        ) from error


def _missing_name(trouble: Trouble | None, last: str, known: KnownFields) -> str:
    names = [use.name for use in trouble.uses] if trouble else []
    matching = [name for name in names if name.rpartition(".")[2] == last]
    unknown = [name for name in matching if not known.knows(name)]
    return (unknown or matching or [last])[0]


_cache: OrderedDict[Path, tuple[tuple[int, int], Template]] = OrderedDict()
_cache_lock = Lock()


def load_template(path: Path) -> Template:
    """The template at `path`, compiled; kept until the file's time or size changes.

    Raises TemplateNotFound, TemplateRefused (see `gate.read_template`) and TemplateSyntaxBroken.
    """
    try:
        facts = path.stat()
        key = path.resolve()
    except OSError as error:
        raise TemplateNotFound(path) from error
    stamp = (facts.st_mtime_ns, facts.st_size)
    with _cache_lock:
        kept = _cache.get(key)
        if kept is not None and kept[0] == stamp:
            _cache.move_to_end(key)
            return kept[1]
    template = Template(path, read_template(path))
    with _cache_lock:
        _cache[key] = (stamp, template)
        while len(_cache) > _KEPT:
            _cache.popitem(last=False)
    return template
