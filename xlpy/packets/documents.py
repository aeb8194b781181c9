"""Which documents a unit's packet holds, and making each of them from its template (plan IV.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from xlpy.packets import select
from xlpy.packets.context import report_context, unit_context
from xlpy.packets.errors import PacketError
from xlpy.packets.facts import PacketFacts
from xlpy.packets.naming import report_name
from xlpy.packets.nominees import NomineeFacts

UNIT_DOCUMENTS = (
    (select.SUBMISSION, "01-to-trinh.docx", "Tờ trình đề nghị khen thưởng"),
    (select.MINUTES, "02-bien-ban.docx", "Biên bản họp Hội đồng Thi đua - Khen thưởng"),
    (select.LIST, "03-danh-sach.docx", "Danh sách đề nghị khen thưởng"),
    (select.PROFILE, "04-trich-ngang.docx", "Trích ngang thành tích"),
)
"""Document, file name and title of what every packet holds."""


WRITTEN_FIELD = "thanh_tich.tu_tep"


class Renderer(Protocol):
    """What the export needs of a template; `xlpy.packets.rendering.Template` is one."""

    def render(self, context: Mapping[str, object], *, title: str = "", author: str = "") -> bytes: ...

    def fields(self) -> set[str]: ...


Loader = Callable[[Path], Renderer]


@dataclass(frozen=True, slots=True)
class PlannedDocument:
    """One document to make; `nominee` is None for the four documents of the unit."""

    document: str
    name: str
    title: str
    nominee: NomineeFacts | None
    rows: tuple[str, ...]
    """Row ids (or the unit code) that the document was made from."""

    @property
    def sources(self) -> tuple[str, ...]:
        """The nominee's Word file with the hash of what was read, if there is one."""
        file = self.nominee.written if self.nominee is not None else None
        return (f"{file.name} sha256:{file.sha256}",) if file is not None else ()


def planned(facts: PacketFacts) -> Iterator[PlannedDocument]:
    """The packet's documents in file order."""
    all_rows = (facts.unit.unit_code, *(nominee.record.row_id for nominee in facts.nominees))
    for document, name, title in UNIT_DOCUMENTS:
        yield PlannedDocument(document, name, title, None, all_rows)
    for nominee in facts.nominees:
        yield PlannedDocument(
            select.REPORT,
            report_name(nominee.report_number, nominee.name),
            f"Báo cáo thành tích: {nominee.name}",
            nominee,
            (nominee.record.row_id,),
        )


def template_for(plan: PlannedDocument, facts: PacketFacts, templates: Path) -> Path:
    """The template of a document. Raises PacketError where there is none."""
    kind = ""
    if plan.nominee is not None:
        kind = select.COLLECTIVE if plan.nominee.is_collective else select.INDIVIDUAL
    return select.choose(templates, facts.basis.key, plan.document, facts.unit.header_style, kind)


class PacketMaker:
    """Makes the documents of one unit; the shared context is built once."""

    def __init__(self, facts: PacketFacts, templates: Path, load: Loader, *, draft: bool = False) -> None:
        self.facts = facts
        self._templates = templates
        self._load = load
        self._shared = unit_context(facts, draft=draft)
        self._knows_written: set[Path] = set()

    def make(self, plan: PlannedDocument) -> tuple[Path, bytes]:
        """Template path and bytes of the document. Raises PacketError for a missing or broken template."""
        path = template_for(plan, self.facts, self._templates)
        context = self._shared
        if plan.nominee is not None:
            context = report_context(self.facts, plan.nominee, self._shared)
        author = self.facts.unit.header_name.replace("\n", " ")
        template = self._load(path)
        if plan.nominee is not None and plan.nominee.written is not None and path not in self._knows_written:
            _require_written(path, template, plan.nominee.written.name)
            self._knows_written.add(path)
        return path, template.render(context, title=plan.title, author=author)


def _require_written(path: Path, template: Renderer, name: str) -> None:
    """A template that staff made before there were Word reports would print dots instead of the nominee's text."""
    if WRITTEN_FIELD not in template.fields():
        raise PacketError(
            f"Mẫu “{path.name}” chưa có trường {WRITTEN_FIELD} nên không in được nội dung tệp “{name}”. Hãy chép lại mẫu "
            "gốc kèm theo phần mềm, hoặc thêm khối lệnh đó vào phần II (xem templates/CAC_TRUONG.md), rồi xuất lại."
        )
