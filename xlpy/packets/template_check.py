"""`template check`: everything wrong with a Word template in one run, each with its place (issue 4, item 5).

Reads the file only; nothing is rendered. The codes are stable: messages may get better, codes keep their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Literal

from jinja2 import TemplateSyntaxError, nodes

from xlpy.packets.rendering.blocks import CELL_MARKS, CELL_VALUES, first_word, opens, walk_blocks
from xlpy.packets.rendering.environment import FORBIDDEN_STATEMENTS, WordEnvironment, make_environment
from xlpy.packets.rendering.errors import TemplateError
from xlpy.packets.rendering.fields import field_uses
from xlpy.packets.rendering.gate import read_template
from xlpy.packets.rendering.layout import events, well_formed
from xlpy.packets.rendering.locate import plain
from xlpy.packets.rendering.names import KnownFields
from xlpy.packets.rendering.reference import PREPARE_ERRORS, prepare
from xlpy.packets.rendering.tags import Paragraph, Tag, read_paragraphs

Severity = Literal["error", "warning"]


@dataclass(frozen=True)
class TemplateFinding:
    """One thing to mend in a template. `part` and `place` (text of the paragraph) say where; `message` what is wrong
    and what is allowed, `fix` what to do. `field` and `nearest` are dotted names, "" where they do not apply."""

    code: str
    severity: Severity
    template: str
    part: str
    place: str
    message: str
    fix: str
    field: str = ""
    nearest: str = ""


CODES: dict[str, str] = {
    "TM-001": "Tệp không dùng làm mẫu được",
    "TM-002": "Trường không có trong danh sách",
    "TM-003": "Dấu { } thiếu một đầu",
    "TM-004": "Khối lệnh thiếu đầu hoặc cuối",
    "TM-005": "Biểu thức sai cú pháp",
    "TM-006": "Trường đặt ở chỗ không được điền",
    "TM-007": "Lệnh p, tr, tc đặt sai chỗ",
    "TM-008": "Lệnh hoặc bộ lọc không được dùng",
    "TM-009": "Khối lệnh cắt ngang đoạn, dòng hoặc bảng",
}


def check_template(path: Path, known: Mapping[str, object] | Set[str]) -> list[TemplateFinding]:
    """All findings of the template at `path`, in the order of the document; [] for a good one.

    `known` is what a template may use: an example context, or a set of dotted field names in which a list's items
    are written as `nominees.full_name`. A file that is no template at all gives the single finding TM-001.
    """
    try:
        data = read_template(path)
        prepared = prepare(data)
    except TemplateError as error:
        return [
            _Report(path.name).finding("TM-001", None, error.message, "Sửa tệp như trên rồi kiểm tra lại.")
        ]
    except PREPARE_ERRORS:
        message = "Word mở được tệp nhưng công cụ không đọc được cấu trúc bên trong."
        fix = "Mở mẫu bằng Word, lưu thành tệp .docx mới rồi kiểm tra lại."
        return [_Report(path.name).finding("TM-001", None, message, fix)]
    report = _Report(path.name)
    fields = KnownFields(known)
    found: list[TemplateFinding] = []
    for _, group in groupby(read_paragraphs(data), key=lambda paragraph: paragraph.part):
        found += _check_part(report, list(group), fields)
    if not any(finding.severity == "error" for finding in found):
        environment = make_environment()
        for source in prepared.sources:
            if not _sound(environment, source.source):
                place = Paragraph("", source.label, True, "")
                found.append(report.finding("TM-009", place, *_CUTS))
    return found


_CUTS = (
    "một khối if/for mở ở đoạn (hoặc ô, dòng) này nhưng đóng ở chỗ có cấu trúc khác, tài liệu xuất ra có thể hỏng.",
    "Đặt lệnh mở và lệnh đóng trong cùng một đoạn, hoặc mỗi lệnh trên một đoạn riêng với {%p … %}, "
    "trong bảng thì mỗi lệnh trên một dòng riêng với {%tr … %}.",
)


def _sound(environment: WordEnvironment, source: str) -> bool:
    try:
        environment.parse(source)
        pieces = list(events(environment, source))
    except TemplateSyntaxError:
        return False
    return any(piece.kind == "odd" for piece in pieces) or well_formed(pieces)


class _Report:
    def __init__(self, template: str) -> None:
        self.template = template

    def finding(
        self,
        code: str,
        paragraph: Paragraph | None,
        message: str,
        fix: str,
        *,
        severity: Severity = "error",
        field: str = "",
        nearest: str = "",
    ) -> TemplateFinding:
        part = paragraph.label if paragraph else ""
        place = plain(paragraph.text.replace("<", "‹").replace(">", "›")) if paragraph else ""
        where = ", ".join(filter(None, [part, f"đoạn “{place}”" if place else ""]))
        text = f"Mẫu “{self.template}”{', ' if where else ''}{where}: {message}"
        return TemplateFinding(code, severity, self.template, part, place, text, fix, field, nearest)


def _check_part(
    report: _Report, paragraphs: Sequence[Paragraph], known: KnownFields
) -> list[TemplateFinding]:
    if not paragraphs[0].rendered:
        return [
            report.finding(
                "TM-006",
                paragraph,
                "trường ở chỗ này không được điền. Chỉ điền trong thân văn bản, đầu trang, chân trang và chú thích "
                "cuối trang.",
                "Chuyển trường vào thân văn bản, hoặc xóa đi.",
                severity="warning",
            )
            for paragraph in paragraphs
        ]
    environment = make_environment()
    found: list[tuple[int, TemplateFinding]] = []
    bad: set[Tag] = set()
    for number, paragraph in enumerate(paragraphs):
        for finding, tag in _check_paragraph(report, paragraph, environment):
            found.append((number, finding))
            if tag is not None:
                bad.add(tag)
    faults, text = walk_blocks(paragraphs, lambda tag: tag not in bad)
    for fault in faults:
        message = f"lệnh {fault.tag.text} không có {fault.wanted} đi cùng."
        fix = "Thêm lệnh còn thiếu, hoặc xóa lệnh thừa. Mỗi for cần endfor, mỗi if cần endif, đúng thứ tự lồng nhau."
        found.append((fault.paragraph, report.finding("TM-004", paragraphs[fault.paragraph], message, fix)))
    for use in field_uses(environment.parse(text), environment.globals):
        if not known.knows(use.name):
            place = paragraphs[min(use.line, len(paragraphs)) - 1]
            found.append(
                (use.line - 1, _unknown(report, place, use.name, known.nearest(use.name), use.optional))
            )
    return [finding for _, finding in sorted(found, key=lambda pair: (pair[0], pair[1].code))]


def _unknown(report: _Report, place: Paragraph, name: str, nearest: str, optional: bool) -> TemplateFinding:
    hint = f" Trường gần giống nhất: “{nearest}”." if nearest else ""
    fix = f"Sửa “{name}” thành “{nearest}” nếu đúng ý" if nearest else "Sửa tên trường"
    return report.finding(
        "TM-002",
        place,
        f"không có trường “{name}”.{hint}",
        f"{fix}; danh sách trường xem bằng lệnh “template fields”.",
        severity="warning" if optional else "error",
        field=name,
        nearest=nearest,
    )


def _check_paragraph(
    report: _Report, paragraph: Paragraph, environment: WordEnvironment
) -> Iterator[tuple[TemplateFinding, Tag | None]]:
    for piece in paragraph.stray:
        message = f"dấu lệnh thiếu một đầu ở “{plain(piece.replace('<', '‹'))}”. Mỗi {{{{ phải có }}}}, mỗi {{% phải có %}} trong cùng đoạn."
        yield (
            report.finding("TM-003", paragraph, message, "Gõ lại cả dấu lệnh liền một mạch trong một đoạn."),
            None,
        )
    for tag in paragraph.tags:
        if tag.prefix in ("p", "tr", "tc"):
            yield from ((finding, None) for finding in _misplaced(report, paragraph, tag))
        yield from ((finding, tag) for finding in _unreadable(report, paragraph, tag, environment))


def _misplaced(report: _Report, paragraph: Paragraph, tag: Tag) -> Iterator[TemplateFinding]:
    code = "TM-007"
    whole = {"p": "đoạn", "tr": "dòng của bảng", "tc": "ô của bảng"}[tag.prefix]
    if tag.prefix != "p" and paragraph.row_rest is None:
        message = f"lệnh {tag.text} chỉ dùng trong bảng, ở đây không có bảng."
        yield report.finding(
            code, paragraph, message, "Dùng {%p … %} cho đoạn văn, hoặc chuyển lệnh vào bảng."
        )
        return
    if "%" in tag.code or "}" in tag.code:
        message = f"lệnh {tag.text} có dấu % hoặc }} ở giữa nên không đọc được."
        yield report.finding(
            code, paragraph, message, "Bỏ dấu % và } khỏi biểu thức, ví dụ tính trước vào một trường."
        )
    beside = paragraph.text.replace(tag.text, "", 1).strip()
    if tag.prefix == "tr" and paragraph.row_rest:
        beside = f"{beside} {paragraph.row_rest}".strip()
    if beside:
        message = (
            f"lệnh {tag.text} xóa cả {whole} chứa nó, nên phần “{plain(beside.replace('<', '‹'))}” sẽ mất."
        )
        yield report.finding(code, paragraph, message, f"Để lệnh này một mình trên một {whole} riêng.")


def _unreadable(
    report: _Report, paragraph: Paragraph, tag: Tag, environment: WordEnvironment
) -> Iterator[TemplateFinding]:
    word = first_word(tag.code)
    if tag.form == "comment" or (tag.form == "statement" and (word in CELL_MARKS or word.startswith("end"))):
        return
    if tag.form == "statement" and word in FORBIDDEN_STATEMENTS:
        message = f"lệnh “{word}” không được dùng trong mẫu."
        yield report.finding("TM-008", paragraph, message, "Chép thẳng nội dung cần dùng vào mẫu này.")
        return
    try:
        tree = environment.parse(_alone(tag, word))
    except TemplateSyntaxError:
        message = f"không đọc được {tag.text}: sai cú pháp."
        fix = "Kiểm tra tên trường (không dấu cách), dấu ngoặc, dấu nháy; ví dụ đúng: {{ unit.name }}, {% if votes > 0 %}."
        yield report.finding("TM-005", paragraph, message, fix)
        return
    known = {nodes.Filter: environment.filters, nodes.Test: environment.tests}
    for kind, offered in known.items():
        for node in tree.find_all(kind):
            name = node.name
            if name not in offered:
                nearest = KnownFields(set(offered)).nearest(name)
                hint = f" Gần giống nhất: “{nearest}”." if nearest else ""
                message = (
                    f"không có bộ lọc hoặc phép thử “{name}” trong {tag.text}, hoặc không được dùng.{hint}"
                )
                yield report.finding("TM-008", paragraph, message, "Bỏ bộ lọc này, hoặc sửa tên bộ lọc.")


def _alone(tag: Tag, word: str) -> str:
    if tag.form == "value":
        return f"{{{{ {tag.code} }}}}"
    if word in CELL_VALUES:
        return f"{{{{ {tag.code[len(word) :]} }}}}"
    if word in ("elif", "else"):
        return f"{{% if true %}}{{% {tag.code} %}}{{% endif %}}"
    block = opens(tag)
    return f"{{% {tag.code} %}}" + (f"{{% end{block} %}}" if block else "")
