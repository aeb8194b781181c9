"""Page, font and page numbers: rules P-01 to P-08 of domain.md §2.1 (NĐ 30/2020 Phụ lục I)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from xlpy.packets.conformance.components import Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.word import Section

A4 = (210.0, 297.0)
FONT = "Times New Roman"
_CLOSE = 0.4
"""Millimetres: Word rounds lengths to twentieths of a point."""
_PAGE_SETUP = "Mở Bố cục (Layout) > Lề (Margins) > Tùy chỉnh (Custom)"


def _where(parts: Components, section: Section) -> str:
    return "toàn văn bản" if len(parts.document.sections) == 1 else f"phần (section) {section.number + 1}"


@form_rule("P-01", "error", "Khổ giấy A4")
def paper(parts: Components) -> Iterator[Slip]:
    """A4, 210 × 297 mm, either way round."""
    for section in parts.document.sections:
        sides = sorted((section.width, section.height))
        if any(abs(side - right) > _CLOSE for side, right in zip(sides, A4, strict=True)):
            yield Slip(
                f"khổ giấy {section.width:.0f} × {section.height:.0f} mm; quy định khổ A4 (210 × 297 mm).",
                "Mở Bố cục (Layout) > Cỡ (Size), chọn A4.",
                place=_where(parts, section),
            )


@form_rule("P-02", "warning", "Hướng giấy")
def orientation(parts: Components) -> Iterator[Slip]:
    """Portrait; landscape only where the section holds tables."""
    for section in parts.document.sections:
        if section.width <= section.height and not section.landscape:
            continue
        frame = {
            p.cell.table for p in (*parts.closing, parts.national) if p is not None and p.cell is not None
        }
        if not any(
            p.section == section.number and p.cell is not None and p.cell.table not in frame
            for p in parts.document.paragraphs
        ):
            yield Slip(
                "trang đặt ngang mà không có bảng biểu; quy định trang đặt dọc, chỉ đặt ngang khi có bảng biểu.",
                "Mở Bố cục (Layout) > Hướng (Orientation), chọn Dọc (Portrait).",
                place=_where(parts, section),
            )


@form_rule("P-03", "error", "Lề trên, lề dưới")
def margins_top_bottom(parts: Components) -> Iterator[Slip]:
    """20–25 mm each."""
    for section in parts.document.sections:
        for name, margin in (("trên", section.top), ("dưới", section.bottom)):
            yield from _margin(parts, section, name, margin, 20, 25)


@form_rule("P-04", "error", "Lề trái")
def margin_left(parts: Components) -> Iterator[Slip]:
    """30–35 mm."""
    for section in parts.document.sections:
        yield from _margin(parts, section, "trái", section.left, 30, 35)


@form_rule("P-05", "error", "Lề phải")
def margin_right(parts: Components) -> Iterator[Slip]:
    """15–20 mm."""
    for section in parts.document.sections:
        yield from _margin(parts, section, "phải", section.right, 15, 20)


def _margin(
    parts: Components, section: Section, name: str, margin: float, low: float, high: float
) -> Iterator[Slip]:
    if not low - _CLOSE <= margin <= high + _CLOSE:
        yield Slip(
            f"lề {name} {margin:.1f} mm; quy định {low:g} đến {high:g} mm.",
            f"{_PAGE_SETUP}, đặt lề {name} trong khoảng {low / 10:g}–{high / 10:g} cm.",
            place=_where(parts, section),
        )


@form_rule("P-06", "error", "Phông chữ, màu chữ, bộ mã")
def font(parts: Components) -> Iterator[Slip]:
    """Times New Roman in every slot, black, Unicode NFC (TCVN 6909:2001)."""
    for part, paragraph in parts.document.everything():
        for piece in paragraph.inked:
            others = sorted(name for name in piece.look.fonts if name.casefold() != FONT.casefold())
            if others:
                yield Slip(
                    f"{part + ': ' if part else ''}chữ dùng phông {', '.join(others)}; quy định phông {FONT}.",
                    f"Chọn đoạn này, đặt phông {FONT} (với chữ gõ bằng TCVN3, VNI: chuyển mã sang Unicode trước).",
                    paragraph,
                )
                break
        colours = {piece.look.colour for piece in paragraph.inked} - {"auto", "000000"}
        if colours:
            yield Slip(
                f"chữ có màu (#{', #'.join(sorted(colours))}); quy định chữ màu đen.",
                "Chọn đoạn này, đặt màu chữ Tự động (Automatic).",
                paragraph,
            )
        text = "".join(piece.text for piece in paragraph.pieces)
        if text != unicodedata.normalize("NFC", text):
            yield Slip(
                "chữ gõ bằng Unicode tổ hợp; quy định Unicode dựng sẵn theo TCVN 6909:2001.",
                "Chuyển mã đoạn này sang Unicode dựng sẵn (UniKey: Ctrl+Shift+F6) hoặc gõ lại.",
                paragraph,
            )


@form_rule("P-07", "error", "Số trang")
def page_number(parts: Components) -> Iterator[Slip]:
    """Arabic, size 13–14, upright, centred in the top margin, not shown on the first page."""
    fix = "Mở Chèn (Insert) > Số trang (Page Number) > Đầu trang (Top of Page), chọn kiểu giữa trang; đánh dấu “Khác biệt trang đầu” (Different First Page)."
    for section in parts.document.sections:
        where = _where(parts, section)
        numbers = [p for p in section.headers.get("default", ()) if "PAGE" in p.fields]
        if not numbers:
            yield Slip("không có số trang ở đầu trang; quy định số trang đặt giữa lề trên.", fix, place=where)
        for paragraph in numbers:
            if paragraph.align != "center":
                yield Slip("số trang chưa đặt giữa; quy định canh giữa theo chiều ngang.", fix, place=where)
            looks = [piece.look for piece in paragraph.inked] or [paragraph.mark]
            if any(not 13 <= look.size <= 14 or look.italic for look in looks):
                yield Slip(
                    "số trang chưa đúng kiểu chữ; quy định chữ đứng, cỡ 13 đến 14.",
                    "Chọn số trang, đặt cỡ 13, bỏ in nghiêng.",
                    place=where,
                )
        if any("PAGE" in p.fields for p in section.footers.get("default", ())):
            yield Slip("số trang nằm ở chân trang; quy định đặt giữa lề trên.", fix, place=where)
        if section.number_format != "decimal":
            yield Slip(
                "số trang không phải chữ số Ả Rập; quy định dùng 1, 2, 3…",
                "Mở Số trang (Page Number) > Định dạng (Format), chọn 1, 2, 3.",
                place=where,
            )
        if section.number == 0 or section.starts_at is not None:
            shown = not section.different_first or any(
                "PAGE" in p.fields for p in section.headers.get("first", ())
            )
            if shown and numbers:
                yield Slip(
                    "số trang hiện ở trang đầu; quy định không hiển thị số trang thứ nhất.", fix, place=where
                )


@form_rule("P-08", "warning", "Số trang của phụ lục")
def annex_page_number(parts: Components) -> Iterator[Slip]:
    """Each annex counts its pages from 1, in a section of its own."""
    for annex in parts.annexes:
        section = parts.document.sections[annex.label.section]
        first = annex.label.section == 0 and annex.label.number == 1
        if section.starts_at != 1 and not (first and section.starts_at is None):
            yield Slip(
                "phụ lục chưa đánh số trang riêng; quy định mỗi phụ lục được đánh số trang riêng từ 1.",
                "Chèn ngắt phần (Section Break) trước phụ lục; mở Định dạng số trang, chọn Bắt đầu từ 1 (Start at 1).",
                annex.label,
            )
