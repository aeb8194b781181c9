"""Which paragraph is which component (ô số) of Nghị định 30/2020: found by what it says and where it stands.

Style names are not used, so that any document can be judged, whoever made it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from xlpy.packets.conformance.word import Paragraph, Rule, WordDocument
from xlpy.vietnamese.letters import CAPITALS, SMALL
from xlpy.vietnamese.text import fold, fold_ascii

KINDS = {
    "tờ trình": "TTr", "báo cáo thành tích": "M07", "báo cáo": "BC", "biên bản": "BB", "quyết định": "QĐ",
    "kế hoạch": "KH", "thông báo": "TB", "hướng dẫn": "HD", "giấy mời": "GM", "nghị quyết": "NQ", "chỉ thị": "CT",
    "chương trình": "CTr", "đề án": "ĐA", "phương án": "PA", "công điện": "CĐ", "giấy giới thiệu": "GGT",
    "danh sách": "DS",
}  # fmt: skip
"""Name of the type (tên loại), folded → its abbreviation (NĐ 30/2020 Phụ lục III); M07 and DS carry no number."""
LETTER = "CV"
"""Công văn, which has no name of the type."""
ANNEX = "PL"

HeaderStyle = Literal["state", "party", "youth", "none"]
_ANNEX = re.compile(r"phu luc(?:\s+([ivxlc]+|\d+))?\.?", re.IGNORECASE)
_NAME_WORD = rf"(?:[{CAPITALS}][{SMALL}]*\.?|[{CAPITALS}]+)"
_NAME = re.compile(
    rf"(?:(?:GS|PGS|TS|ThS|CN|KS|BS|LS|Ths|CKI|CKII)\.?\s*)*{_NAME_WORD}(?:[ -]{_NAME_WORD}){{1,6}}"
)
_DRAFTER = re.compile(rf"[{CAPITALS}]{{2,6}}\.\s?\(?\d{{1,4}}\)?")
_CLOSING_MARKS = re.compile(r"\((?:ký|đã ký|chữ ký|ký tên)[^)]*\)", re.IGNORECASE)


@dataclass(slots=True)
class Annex:
    """Label ("Phụ lục I"), title lines, and the line "(Kèm theo …)"."""

    label: Paragraph
    title: list[Paragraph] = field(default_factory=list[Paragraph])
    attached_to: Paragraph | None = None


@dataclass(slots=True)
class Components:
    """The document taken apart; a part that is missing is None or empty."""

    document: WordDocument
    kind: str = ""
    """Abbreviation of the type, LETTER, ANNEX, or "" where it cannot be told."""
    style: HeaderStyle = "none"
    national: Paragraph | None = None
    motto: Paragraph | None = None
    motto_rule: Rule | None = None
    parent: list[Paragraph] = field(default_factory=list[Paragraph])
    issuer: list[Paragraph] = field(default_factory=list[Paragraph])
    issuer_rule: Rule | None = None
    number: Paragraph | None = None
    place_and_date: Paragraph | None = None
    title: Paragraph | None = None
    subject: list[Paragraph] = field(default_factory=list[Paragraph])
    subject_rule: Rule | None = None
    addressed: list[Paragraph] = field(default_factory=list[Paragraph])
    bases: list[Paragraph] = field(default_factory=list[Paragraph])
    body: list[Paragraph] = field(default_factory=list[Paragraph])
    posts: list[Paragraph] = field(default_factory=list[Paragraph])
    signers: list[Paragraph] = field(default_factory=list[Paragraph])
    recipients_head: Paragraph | None = None
    recipients: list[Paragraph] = field(default_factory=list[Paragraph])
    drafters: list[Paragraph] = field(default_factory=list[Paragraph])
    """Marks such as "NV. (15)" under the recipients."""
    annex_body: list[Paragraph] = field(default_factory=list[Paragraph])
    """Text of the annexes that follow a main text; the text of a document that is an annex is `body`."""
    annexes: list[Annex] = field(default_factory=list[Annex])
    closing: list[Paragraph] = field(default_factory=list[Paragraph])

    @property
    def has_number(self) -> bool:
        """Whether this type carries Số, ký hiệu at all."""
        return self.kind not in ("M07", "DS", ANNEX, "")


def take_apart(document: WordDocument) -> Components:
    """Finds the components of a document."""
    found = Components(document)
    paragraphs = document.paragraphs
    start = _heading(found, paragraphs)
    start = _title(found, paragraphs, start)
    annexes = next((i for i in range(start, len(paragraphs)) if _is_annex(paragraphs[i])), len(paragraphs))
    main = len(paragraphs) if found.kind == ANNEX else annexes
    end = _closing(found, paragraphs[:main], start)
    _middle(found, paragraphs[start:end], found.body)
    _middle(found, paragraphs[main:], found.annex_body)
    return found


def _is_annex(paragraph: Paragraph) -> bool:
    return bool(_ANNEX.fullmatch(fold_ascii(paragraph.text)))


def _heading(found: Components, paragraphs: Sequence[Paragraph]) -> int:
    """The heading's components; gives the index behind it."""
    anchor = next((i for i, p in enumerate(paragraphs[:40]) if _header_style(p) != "none"), None)
    if anchor is None:
        table = next((p.cell.table for p in paragraphs[:3] if p.cell is not None), 0)
        zone = [p for p in paragraphs[:40] if p.cell is not None and p.cell.table == table]
        _number_and_date(found, zone)
        return len(zone)
    found.style = _header_style(paragraphs[anchor])
    found.national = paragraphs[anchor]
    place = paragraphs[anchor].cell
    if place is None:
        zone = list(paragraphs[: anchor + 8])
    else:
        zone = [p for p in paragraphs if p.cell is not None and p.cell.table == place.table]
    _number_and_date(found, zone)
    _right_column(found, zone, found.national)
    _left_column(found, zone, found.national)
    return (
        max(paragraphs.index(p) for p in [*zone, found.national]) + 1 if found.national.cell else anchor + 1
    )


def _number_and_date(found: Components, zone: Sequence[Paragraph]) -> None:
    for paragraph in zone:
        text = fold_ascii(paragraph.text)
        if re.match(r"so\s*[:.\d/]", text) and found.number is None:
            found.number = paragraph
        elif re.search(r"\bngay\b.*\bthang\b.*\bnam\b", text) and found.place_and_date is None:
            found.place_and_date = paragraph


def _header_style(paragraph: Paragraph) -> HeaderStyle:
    text = fold_ascii(paragraph.text).strip(" .*")
    if text == "cong hoa xa hoi chu nghia viet nam":
        return "state"
    if text == "dang cong san viet nam":
        return "party"
    if text in ("doan tncs ho chi minh", "doan thanh nien cong san ho chi minh"):
        return "youth"
    return "none"


def _right_column(found: Components, zone: list[Paragraph], national: Paragraph) -> None:
    after = zone[zone.index(national) + 1 :]
    if national.cell is not None:
        after = [p for p in after if _same_column(p, national)]
    for paragraph in after:
        if paragraph in (found.number, found.place_and_date):
            break
        if paragraph.text and found.motto is None and found.style == "state":
            found.motto = paragraph
    holder = found.motto if found.style == "state" else national
    if holder is not None:
        found.motto_rule = rule_under(holder, after)


def _same_column(one: Paragraph, other: Paragraph) -> bool:
    return (
        one.cell is not None
        and other.cell is not None
        and one.cell.table == other.cell.table
        and one.cell.column == other.cell.column
    )


def rule_under(holder: Paragraph, following: Sequence[Paragraph]) -> Rule | None:
    """The line below a paragraph: its own, or one on the empty paragraphs that follow it."""
    if holder.below is not None:
        return holder.below
    later = list(following)
    if holder in later:
        later = later[later.index(holder) + 1 :]
    for paragraph in later:
        rule = paragraph.above or paragraph.below
        if rule is not None:
            return rule
        if paragraph.text:
            return None
    return None


def _left_column(found: Components, zone: list[Paragraph], national: Paragraph) -> None:
    if national.cell is None:
        return
    left = [
        p
        for p in zone
        if p.cell is not None and p.cell.row == national.cell.row and p.cell.column < national.cell.column
    ]
    names = [p for p in left if p.text and set(p.text) - set("* ") and p is not found.number]
    if not names:
        return
    split = len(names) - 1
    while split > 0 and names[split - 1].all_bold() and any(not p.all_bold() for p in names[:split]):
        split -= 1
    if len(names) > 1 and all(p.all_bold() for p in names):
        split = 1
    found.parent, found.issuer = names[:split], names[split:]
    found.issuer_rule = rule_under(found.issuer[-1], left)


def _title(found: Components, paragraphs: Sequence[Paragraph], start: int) -> int:
    """Title, subject and rule, or the annex's heading; gives the index of the first paragraph of the body."""
    for index in range(start, min(len(paragraphs), start + 12)):
        paragraph = paragraphs[index]
        text = fold(paragraph.text).strip(" .:")
        if not text:
            continue
        if _is_annex(paragraph):
            found.kind = ANNEX
            return index
        first_line = text.split("\n")[0].strip()
        if first_line in KINDS and paragraph.cell is None:
            found.kind = KINDS[first_line]
            found.title = paragraph
            return _subject(found, paragraphs, index + 1)
        break
    if found.number is not None or any(_is_about(p) for p in paragraphs[: start + 2]):
        found.kind = LETTER
        found.subject = [p for p in paragraphs[: start + 2] if _is_about(p)]
    return start


def _is_about(paragraph: Paragraph) -> bool:
    return bool(re.match(r"v/v\b", fold_ascii(paragraph.text)))


def _subject(found: Components, paragraphs: Sequence[Paragraph], index: int) -> int:
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        if paragraph.above is not None or paragraph.below is not None:
            found.subject_rule = paragraph.above or paragraph.below
            return index + 1
        if paragraph.text:
            if paragraph.align != "center" and found.subject:
                break
            if (
                fold(paragraph.text).startswith(("kính gửi", "căn cứ", "thời gian"))
                or paragraph.align == "both"
            ):
                break
            found.subject.append(paragraph)
        index += 1
    return index


def _closing(found: Components, paragraphs: Sequence[Paragraph], start: int) -> int:
    """Signatures and recipients, sought from the end; gives the index where they begin."""
    end = len(paragraphs)
    while end > start and _belongs_to_closing(paragraphs[end - 1]):
        end -= 1
    found.closing = [p for p in paragraphs[end:] if p.text]
    for paragraph in found.closing:
        text = fold(paragraph.text)
        if text.startswith("nơi nhận"):
            found.recipients_head = paragraph
        elif text.startswith(("-", "–")) and found.recipients_head is not None:
            found.recipients.append(paragraph)
        elif _DRAFTER.fullmatch(paragraph.text):
            found.drafters.append(paragraph)
        elif _is_capitals(paragraph.text):
            found.posts.append(paragraph)
        elif _NAME.fullmatch(paragraph.text):
            found.signers.append(paragraph)
    return end


def _belongs_to_closing(paragraph: Paragraph) -> bool:
    text = paragraph.text
    if not text:
        return True
    if fold(text).startswith("nơi nhận") or (text.startswith(("- ", "–")) and max(paragraph.sizes) <= 12):
        return True
    if fold(text).startswith(("- như ", "- lưu")):
        return True
    if _CLOSING_MARKS.fullmatch(text):
        return True
    in_table = paragraph.cell is not None
    if text.startswith("- "):
        return in_table
    return len(text) <= 120 and (
        (_is_capitals(text) and not re.match(r"[IVXLC]+\.", text)) or bool(_NAME.fullmatch(text))
    )


def _is_capitals(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return len(letters) > 1 and all(not char.islower() for char in letters)


def _middle(found: Components, paragraphs: Sequence[Paragraph], body: list[Paragraph]) -> None:
    """Kính gửi, căn cứ, body text, annexes between heading and closing."""
    stage = "start"
    index = 0
    while index < len(paragraphs):
        paragraph = paragraphs[index]
        text = fold(paragraph.text)
        if text and _is_annex(paragraph):
            index = _annex(found, paragraphs, index)
            stage = "body"
            continue
        index += 1
        if not text or paragraph.cell is not None:
            continue
        if stage == "start" and text.startswith("kính gửi"):
            found.addressed.append(paragraph)
            stage = "addressed"
        elif stage == "addressed" and text.startswith(("-", "–")):
            found.addressed.append(paragraph)
        elif text.startswith(("căn cứ", "theo đề nghị của")) and stage != "body":
            found.bases.append(paragraph)
        else:
            if not (found.kind == "QĐ" and _is_capitals(paragraph.text) and not found.bases):
                stage = "body"
            body.append(paragraph)


def _annex(found: Components, paragraphs: Sequence[Paragraph], index: int) -> int:
    annex = Annex(paragraphs[index])
    found.annexes.append(annex)
    index += 1
    while index < len(paragraphs) and paragraphs[index].cell is None:
        paragraph = paragraphs[index]
        if fold(paragraph.text).startswith(("(kèm theo", "(ban hành kèm theo")):
            annex.attached_to = paragraph
            index += 1
            break
        if paragraph.text and paragraph.align != "center" and annex.title:
            break
        if paragraph.text:
            annex.title.append(paragraph)
        index += 1
        if len(annex.title) > 4:
            break
    return index
