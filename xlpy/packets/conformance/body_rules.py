"""The text between heading and signature: rules C-14 to C-20 and C-34 of domain.md §2.2."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.packets.conformance.components import ANNEX, Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.looks import centred, in_capitals, sizes_between, slant, weight
from xlpy.packets.conformance.word import Paragraph

_PART = re.compile(r"(Phần|Chương) [IVXLC]+\.?")
_SECTION = re.compile(r"(Mục|Tiểu mục) \d+\.?")
_ARTICLE = re.compile(r"Điều (\d+)(.?)")
_ROMAN = re.compile(r"[IVXLC]+\. ")
_POINT = re.compile(r"([a-zđ])(\)|\.) ")
_ALPHABET = "abcdđeghiklmnopqrstuvxy"
_INDENTS = (10.0, 12.7)
_CLOSE = 0.5


def _is_heading(line: Paragraph) -> bool:
    return (
        line.align == "center"
        or line.all_bold()
        or any(pattern.match(line.text) for pattern in (_PART, _SECTION, _ROMAN))
    )


@form_rule("C-14", "error", "Nội dung văn bản")
def body_text(parts: Components) -> Iterator[Slip]:
    """13–14, upright, justified; first line 1 or 1.27 cm; 6 pt between paragraphs; single to 1.5 lines."""
    by_number = {line.number: line for line in parts.document.paragraphs}
    for line in (*parts.body, *parts.annex_body):
        what = "nội dung văn bản"
        yield from sizes_between(line, 13, 14, what)
        if not _is_heading(line):
            yield from slant(line, italic=False, what=what)
            if line.align != "both":
                yield Slip(
                    "nội dung văn bản chưa canh đều hai lề; quy định dàn đều cả hai lề.",
                    "Chọn đoạn này, bấm Ctrl+J.",
                    line,
                )
            if not any(abs(line.first - indent) <= _CLOSE for indent in _INDENTS):
                yield Slip(
                    f"dòng đầu lùi vào {line.first / 10:.2f} cm; quy định 1 cm hoặc 1,27 cm.",
                    "Mở Đoạn (Paragraph) > Đặc biệt (Special): Dòng đầu (First line) 1,27 cm.",
                    line,
                )
        previous = by_number.get(line.number - 1)
        gap = line.before + (previous.after if previous is not None else 0.0)
        if previous is not None and previous.text and previous.cell is None and gap < 6:
            yield Slip(
                f"khoảng cách giữa hai đoạn {gap:g} pt; quy định tối thiểu 6 pt.",
                "Mở Đoạn (Paragraph), đặt khoảng cách trước (Before) 6 pt.",
                line,
            )
        if not 0.98 <= line.line <= 1.52:
            yield Slip(
                f"giãn dòng {line.line:.2f}; quy định từ dòng đơn đến 1,5 dòng.",
                "Mở Đoạn (Paragraph), đặt giãn dòng Đơn (Single) đến 1,5 dòng.",
                line,
            )


@form_rule("C-15", "warning", "Phần, chương")
def parts_and_chapters(parts: Components) -> Iterator[Slip]:
    """ "Phần I", "Chương II": own line, 13–14 bold, centred; the title below in bold capitals."""
    yield from _division(parts, _PART, "phần, chương")


@form_rule("C-16", "warning", "Mục, tiểu mục")
def sections(parts: Components) -> Iterator[Slip]:
    """ "Mục 1": own line, 13–14 bold, centred; the title below in bold capitals."""
    yield from _division(parts, _SECTION, "mục, tiểu mục")


def _division(parts: Components, pattern: re.Pattern[str], what: str) -> Iterator[Slip]:
    for index, line in enumerate(parts.body):
        match = pattern.match(line.text)
        if match is None or (len(line.text) > len(match[0]) and line.text[match.end()].isalnum()):
            continue
        if not line.all_bold() and line.align != "center" and len(line.text) > 60:
            continue
        if match[0] != line.text.split("\n")[0]:
            yield Slip(
                f"{what} và tiêu đề nằm cùng dòng; quy định tên {what} đặt riêng một dòng.",
                "Xuống dòng trước tiêu đề.",
                line,
            )
        yield from weight(line, bold=True, what=what)
        yield from centred(line, what)
        title = parts.body[index + 1] if index + 1 < len(parts.body) else None
        if title is not None and "\n" not in line.text and title.align == "center":
            yield from in_capitals(title, f"tiêu đề {what}")
            yield from weight(title, bold=True, what=f"tiêu đề {what}")


@form_rule("C-17", "warning", "Điều")
def articles(parts: Components) -> Iterator[Slip]:
    """ "Điều 1." in bold with Arabic number and point, indented like the text."""
    if parts.kind not in ("QĐ", "NQ", ""):
        return
    for line in parts.body:
        match = _ARTICLE.match(line.text)
        if match is None:
            continue
        if match[2] != ".":
            yield Slip(
                "sau số của điều không có dấu chấm; quy định “Điều 1.”.", "Thêm dấu chấm sau số thứ tự.", line
            )
        head = line.inked[0].look if line.inked else line.mark
        if not head.bold:
            yield Slip("chữ “Điều …” chưa in đậm; quy định chữ đậm.", "Chọn “Điều …”, bấm Ctrl+B.", line)


@form_rule("C-18", "warning", "Khoản")
def clauses(parts: Components) -> Iterator[Slip]:
    """ "1." with Arabic number and point; bold only as a title on a line of its own."""
    for line in parts.body:
        if re.match(r"\d+[)/] ", line.text):
            yield Slip(
                "khoản đánh số chưa đúng; quy định chữ số Ả Rập và dấu chấm, như “1.”.",
                "Sửa thành “1.”, “2.”…",
                line,
            )
        if re.match(r"\d+\. ", line.text) and line.all_bold() and len(line.text) > 150:
            yield Slip(
                "khoản in đậm cả đoạn; quy định khoản không có tiêu đề viết chữ thường, không đậm.",
                "Bỏ in đậm nội dung khoản.",
                line,
            )


@form_rule("C-19", "warning", "Điểm")
def points(parts: Components) -> Iterator[Slip]:
    """ "a)" in the order of the Vietnamese alphabet: a b c d đ e g h i …, no f, j, w, z."""
    for line in parts.body:
        match = _POINT.match(line.text)
        if match is None:
            continue
        if match[2] != ")":
            yield Slip(
                "điểm đánh dấu chưa đúng; quy định chữ cái và dấu ngoặc đơn, như “a)”.",
                "Sửa thành “a)”, “b)”…",
                line,
            )
        if match[1] not in _ALPHABET:
            yield Slip(
                f"điểm “{match[1]})” không có trong bảng chữ cái tiếng Việt; quy định a, b, c, d, đ, e, g, h, i, k…",
                "Đánh lại thứ tự các điểm.",
                line,
            )


@form_rule("C-20", "warning", "Đề mục I, II")
def roman_headings(parts: Components) -> Iterator[Slip]:
    """ "I. …" in capitals, bold, 13–14."""
    for line in parts.body:
        if _ROMAN.match(line.text) and len(line.text) < 200:
            yield from in_capitals(line, "đề mục La Mã")
            yield from weight(line, bold=True, what="đề mục La Mã")


@form_rule("C-34", "warning", "Kết thúc văn bản")
def end_mark(parts: Components) -> Iterator[Slip]:
    """The last sentence ends with "./."."""
    if not parts.body or not (parts.kind or parts.annexes) or parts.kind == "GM":
        return
    last = parts.body[-1]
    if not last.text.rstrip().endswith("./."):
        what = "phụ lục" if parts.kind == ANNEX else "văn bản"
        yield Slip(
            f"cuối {what} chưa có dấu “./.”; quy định câu cuối kết thúc bằng “./.”.",
            "Thêm “./.” vào cuối câu.",
            last,
        )
