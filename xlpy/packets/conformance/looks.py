"""Questions that many rules ask: sizes, weight, slant, place of a paragraph."""

from __future__ import annotations

from collections.abc import Iterator

from xlpy.packets.conformance.finding import Slip
from xlpy.packets.conformance.word import Paragraph
from xlpy.packets.textwidth import bold_width


def sizes_between(paragraph: Paragraph, low: float, high: float, what: str) -> Iterator[Slip]:
    """A slip unless all letters are of a size in points from `low` to `high`."""
    wrong = sorted(size for size in paragraph.sizes if not low <= size <= high)
    if wrong:
        allowed = f"{low:g}" if low == high else f"{low:g} đến {high:g}"
        found = ", ".join(f"{size:g}" for size in wrong)
        yield Slip(
            f"{what} đang dùng cỡ chữ {found}; quy định cỡ {allowed}.",
            f"Chọn đoạn này, đặt cỡ chữ {allowed.split(' ')[-1]}.",
            paragraph,
        )


def weight(paragraph: Paragraph, *, bold: bool, what: str) -> Iterator[Slip]:
    """A slip unless all letters are bold, or none is."""
    if bold and not paragraph.all_bold():
        yield Slip(f"{what} chưa in đậm; quy định chữ đậm.", "Chọn đoạn này, bấm Ctrl+B.", paragraph)
    if not bold and paragraph.any_bold():
        yield Slip(
            f"{what} đang in đậm; quy định chữ không đậm.",
            "Chọn đoạn này, bấm Ctrl+B để bỏ in đậm.",
            paragraph,
        )


def slant(paragraph: Paragraph, *, italic: bool, what: str) -> Iterator[Slip]:
    """A slip unless all letters are italic, or none is."""
    if italic and not paragraph.all_italic():
        yield Slip(f"{what} chưa in nghiêng; quy định chữ nghiêng.", "Chọn đoạn này, bấm Ctrl+I.", paragraph)
    if not italic and paragraph.any_italic():
        yield Slip(
            f"{what} đang in nghiêng; quy định chữ đứng.",
            "Chọn đoạn này, bấm Ctrl+I để bỏ in nghiêng.",
            paragraph,
        )


def centred(paragraph: Paragraph, what: str) -> Iterator[Slip]:
    """A slip unless the paragraph is centred."""
    if paragraph.align != "center":
        yield Slip(f"{what} chưa canh giữa; quy định đặt canh giữa.", "Chọn đoạn này, bấm Ctrl+E.", paragraph)


def in_capitals(paragraph: Paragraph, what: str) -> Iterator[Slip]:
    """A slip where a small letter stands."""
    if any(char.islower() for char in paragraph.text):
        yield Slip(
            f"{what} có chữ thường; quy định viết in hoa toàn bộ.",
            "Chọn đoạn này, bấm Shift+F3 cho tới khi thành chữ in hoa.",
            paragraph,
        )


def not_in_capitals(paragraph: Paragraph, what: str) -> Iterator[Slip]:
    """A slip where all letters are capitals."""
    letters = [char for char in paragraph.text if char.isalpha()]
    if len(letters) > 3 and not any(char.islower() for char in letters):
        yield Slip(
            f"{what} viết in hoa toàn bộ; quy định viết chữ thường.",
            "Gõ lại bằng chữ thường, chỉ viết hoa chữ cái đầu.",
            paragraph,
        )


def printed_width(paragraph: Paragraph) -> float:
    """Width in millimetres of its longest printed line, as if bold; at most the room that it has."""
    size = max(paragraph.sizes, default=paragraph.mark.size)
    lines = paragraph.text.split("\n")
    return min(max(bold_width(line, size) for line in lines), paragraph.width)


def share_of(rule: float, paragraphs: list[Paragraph]) -> float:
    """The rule's length as a share of the widest of the lines above it."""
    widest = max((printed_width(paragraph) for paragraph in paragraphs), default=0.0)
    return rule / widest if widest else 0.0


def lines_together(upper: Paragraph, lower: Paragraph, what: str) -> Iterator[Slip]:
    """A slip unless two lines follow each other at single spacing without a gap worth seeing."""
    if upper.after + lower.before > 6 or lower.line > 1.2 or upper.line > 1.2:
        yield Slip(
            f"{what} cách dòng trên quá xa; quy định cách dòng đơn.",
            "Chọn hai dòng, đặt giãn dòng Đơn (Single), khoảng cách trước và sau bằng 0.",
            lower,
        )
