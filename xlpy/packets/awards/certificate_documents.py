"""Which documents of certificates are made: all together, one unit's or a single award's, on paper or on forms."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal

from xlpy.model.certificate_form import CertificateForm, read_form
from xlpy.model.records import Unit
from xlpy.model.settings import DEFINITIONS, Settings
from xlpy.packets import select
from xlpy.packets.awards.certificates import (
    certificate_context,
    certificates,
    set_on_form,
    set_whole_page,
    too_long_on_form,
    too_long_on_page,
)
from xlpy.packets.awards.documents import AwardDocument, rows_of
from xlpy.packets.awards.drawing import TextLine
from xlpy.packets.awards.facts import AwardFacts
from xlpy.packets.awards.form_document import Drawn, sheets
from xlpy.packets.awards.roll import Award
from xlpy.packets.awards.trial_sheet import trial_sheet
from xlpy.packets.context import DRAFT_MARK
from xlpy.packets.errors import PacketError
from xlpy.schema.choices import ON_FORM
from xlpy.vietnamese.text import slug

Kind = Literal["full", "form", "test-print"]
KINDS: tuple[Kind, ...] = ("full", "form", "test-print")
"""What `--certificates` takes: a whole page, texts for a pre-printed form, or the sheet that tries the form out."""

TRIAL_NAME = "06-in-thu-phoi.docx"
_STEMS: dict[Kind, str] = {"full": "05-giay-khen", "form": "05-giay-khen-phoi"}
_NAME_SLUG = 40


@dataclass(frozen=True, slots=True)
class CertificateOrder:
    """What the clerk wants printed. `kind` None is what Cấu hình says; `rows` are row ids of single awards, () for all
    of the chosen units."""

    kind: Kind | None = None
    rows: tuple[str, ...] = ()


def kind_of(order: CertificateOrder | None, settings: Settings) -> Kind:
    """What is to be printed: as ordered, else as the setting certificate_mode says."""
    if order is not None and order.kind is not None:
        return order.kind
    return "form" if settings.text("certificate_mode") == ON_FORM else "full"


def certificate_documents(
    facts: AwardFacts,
    order: CertificateOrder | None,
    units: Sequence[Unit] | None,
    folders: dict[str, str],
    *,
    draft: bool,
) -> list[AwardDocument]:
    """The documents in file order; certificates for a form bring the trial sheet along.

    Raises PacketError for a row id that no award has.
    """
    kind = kind_of(order, facts.settings)
    rows = () if order is None else order.rows
    found: list[AwardDocument] = []
    if kind != "test-print":
        groups = _groups(facts, _STEMS[kind], rows, units, folders)
        found = [
            _document(facts, kind, name, title, awards, draft) for name, title, awards in groups if awards
        ]
    if kind == "test-print" or (kind == "form" and found):
        found.append(_trial(facts))
    return found


def valid_names(facts: AwardFacts, folders: dict[str, str]) -> set[str]:
    """Every name that a document of certificates may have as things stand: what else lies there is out of date."""
    names = {TRIAL_NAME}
    for stem in _STEMS.values():
        names.add(f"{stem}.docx")
        names.update(_unit_name(stem, folders[award.unit.unit_code]) for award in facts.roll.awards)
        names.update(_award_name(stem, award) for award in facts.roll.awards)
    return names


def _groups(
    facts: AwardFacts,
    stem: str,
    rows: tuple[str, ...],
    units: Sequence[Unit] | None,
    folders: dict[str, str],
) -> Iterator[tuple[str, str, Sequence[Award]]]:
    """(file name, title, awards) of each document."""
    if rows:
        for award in _named(facts, rows):
            yield _award_name(stem, award), f"Giấy khen: {award.name}", [award]
    elif units is not None:
        for unit in units:
            title = f"Giấy khen: {unit.unit_name}"
            yield _unit_name(stem, folders[unit.unit_code]), title, facts.roll.of_unit(unit.unit_code)
    else:
        yield f"{stem}.docx", "Giấy khen", facts.roll.awards


def _unit_name(stem: str, folder: str) -> str:
    return f"{stem}-{folder}.docx"


def _award_name(stem: str, award: Award) -> str:
    return f"{stem}-so-{award.ordinal:02d}-{slug(award.name, _NAME_SLUG)}.docx"


def _named(facts: AwardFacts, rows: Sequence[str]) -> list[Award]:
    known = {award.record.row_id.casefold(): award for award in facts.roll.awards}
    unknown = [row for row in rows if row.casefold() not in known]
    if unknown:
        raise PacketError(
            f"Không có tập thể, cá nhân nào được khen thưởng mang mã dòng {', '.join(unknown)}. Mã dòng ở cột Mã dòng, trang "
            "Tập thể hoặc Cá nhân (ví dụ CN-0001), và cột Kết quả xét phải là “Khen thưởng”."
        )
    return [known[row.casefold()] for row in dict.fromkeys(rows)]


def _document(
    facts: AwardFacts, kind: Kind, name: str, title: str, awards: Sequence[Award], draft: bool
) -> AwardDocument:
    settings = facts.settings
    papers = certificates(facts, awards)
    rows = rows_of(awards)
    if kind == "full":
        pages = [set_whole_page(paper, settings) for paper in papers]
        notes = tuple(chain.from_iterable(too_long_on_page(page) for page in pages))
        return AwardDocument(
            select.CERTIFICATE, name, title, facts.district, rows,
            lambda: certificate_context(pages, settings, draft=draft), notes=notes,
        )  # fmt: skip
    form = read_form(settings)
    printed = [
        (paper, set_on_form(paper, form, digits_only=settings.flag("form_digits_only"))) for paper in papers
    ]
    notes = tuple(chain.from_iterable(too_long_on_form(paper, texts) for paper, texts in printed))

    def data(author: str) -> bytes:
        _require_sound(form)
        pages = [
            [*_draft_mark(form, draft), *chain.from_iterable(text.drawn() for text in texts)]
            for _, texts in printed
        ]
        return sheets(pages, form.width, form.height, title=title, author=author)

    return AwardDocument("", name, title, facts.district, rows, dict, data=data, notes=notes)


def _draft_mark(form: CertificateForm, draft: bool) -> list[Drawn]:
    return [TextLine(DRAFT_MARK, 0, 12, form.width, 13, "center", bold=True)] if draft else []


def _trial(facts: AwardFacts) -> AwardDocument:
    return AwardDocument(
        "", TRIAL_NAME, "In thử phôi Giấy khen", facts.district, (), dict,
        data=lambda author: trial_sheet(read_form(facts.settings), author=author),
    )  # fmt: skip


def _require_sound(form: CertificateForm) -> None:
    """Raises PacketError: a form is too dear to be spoilt by texts that lie over each other."""
    faults = [f"ô “{DEFINITIONS[key].name}”: {fault}" for key, fault in form.unreadable.items()]
    faults += [f"ô “{field.name}” nằm ngoài tờ phôi" for field in form.outside()]
    faults += [f"ô “{second.name}” đè lên ô “{first.name}”" for first, second in form.overlaps()]
    if not form.fields and not faults:
        faults = ["chưa ghi vị trí của ô nào"]
    if faults:
        raise PacketError(
            f"Chưa in được Giấy khen trên phôi: {'; '.join(faults)}. Hãy sửa các dòng “Phôi …” ở trang Cấu hình, xem tờ "
            f"{TRIAL_NAME}, rồi làm lại."
        )
