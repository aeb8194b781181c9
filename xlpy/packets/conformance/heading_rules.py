"""The heading of a document: rules C-01 to C-08 of domain.md §2.2 (NĐ 30/2020 Phụ lục I, ô số 1–4)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.packets.conformance.components import LETTER, Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.looks import (
    centred,
    in_capitals,
    lines_together,
    not_in_capitals,
    printed_width,
    share_of,
    sizes_between,
    slant,
    weight,
)
from xlpy.vietnamese.text import fold, fold_ascii

_NATIONAL = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "CỘNG HOÀ XÃ HỘI CHỦ NGHĨA VIỆT NAM")
_MOTTO = "Độc lập - Tự do - Hạnh phúc"
_UPPER = "A-ZĐĂÂÊÔƠƯ"
_SYMBOL = re.compile(
    rf"Số: ?(\d{{2,}})?\s*/[{_UPPER}][{_UPPER}a-zđăâêôơư]*-(?:[{_UPPER}0-9]+|TTr)(?:-[{_UPPER}0-9]+)*"
)
"""Thanh tra is abbreviated TTr as an office too."""
_DATE = re.compile(
    r"(?P<place>.+?)(?P<comma>,?)\s+ngày\s+(?P<day>(?!tháng\b)\S+)?\s*tháng\s+(?P<month>(?!năm\b)\S+)?\s*năm\s+(?P<year>\S+)"
)
"""Day and month may be blank: they are then written by hand."""
_BLANK = re.compile(r"[.…\s]*")


@form_rule("C-01", "error", "Quốc hiệu")
def national_title(parts: Components) -> Iterator[Slip]:
    """Capitals, 12–13, upright bold, in the right column of the first row; HÒA and HOÀ are both right."""
    if parts.style in ("party", "youth"):
        return
    if parts.national is None:
        if (parts.kind or parts.number) and not parts.annexes and parts.kind != "DS":
            yield Slip(
                f"thiếu Quốc hiệu; quy định dòng đầu bên phải là “{_NATIONAL[0]}”.",
                "Chèn Quốc hiệu, Tiêu ngữ vào đầu văn bản.",
            )
        return
    what = "Quốc hiệu"
    if parts.national.text not in _NATIONAL:
        yield Slip(
            f"Quốc hiệu viết chưa đúng; quy định “{_NATIONAL[0]}”, in hoa.",
            "Gõ lại Quốc hiệu đúng chữ in hoa.",
            parts.national,
        )
    yield from sizes_between(parts.national, 12, 13, what)
    yield from weight(parts.national, bold=True, what=what)
    yield from slant(parts.national, italic=False, what=what)
    if parts.national.cell is not None and (
        parts.national.cell.row != 1 or (parts.issuer and parts.national.cell.column < 2)
    ):
        yield Slip(
            "Quốc hiệu chưa ở góc trên bên phải; quy định đặt ở cột phải, dòng đầu.",
            "Chuyển Quốc hiệu sang ô bên phải của dòng đầu.",
            parts.national,
        )


@form_rule("C-02", "error", "Tiêu ngữ")
def motto(parts: Components) -> Iterator[Slip]:
    """13–14, upright bold, centred under Quốc hiệu; " - " between its parts; a solid rule as long as the line."""
    if parts.style != "state" or parts.national is None:
        return
    line = parts.motto
    if (
        line is None
        or fold_ascii(line.text).replace("-", " ").split() != fold_ascii(_MOTTO).replace("-", " ").split()
    ):
        yield Slip(
            f"thiếu Tiêu ngữ; quy định “{_MOTTO}” ngay dưới Quốc hiệu.",
            "Chèn Tiêu ngữ vào dưới Quốc hiệu.",
            parts.national,
        )
        return
    what = "Tiêu ngữ"
    if line.text != _MOTTO:
        yield Slip(
            f"Tiêu ngữ viết chưa đúng; quy định “{_MOTTO}”, giữa các cụm có gạch nối và dấu cách hai bên.",
            "Gõ lại Tiêu ngữ.",
            line,
        )
    yield from sizes_between(line, 13, 14, what)
    yield from weight(line, bold=True, what=what)
    yield from slant(line, italic=False, what=what)
    yield from centred(line, what)
    yield from lines_together(parts.national, line, what)
    rule = parts.motto_rule
    if rule is None or not rule.solid:
        yield Slip(
            "thiếu đường kẻ nét liền dưới Tiêu ngữ; quy định đường kẻ dài bằng dòng chữ.",
            "Chèn đường kẻ ngang dưới Tiêu ngữ.",
            line,
        )
    elif not 0.92 <= rule.length / printed_width(line) <= 1.08:
        yield Slip(
            f"đường kẻ dưới Tiêu ngữ dài {rule.length:.0f} mm, dòng chữ dài {printed_width(line):.0f} mm; quy định dài bằng dòng chữ.",
            "Kéo đường kẻ cho bằng dòng Tiêu ngữ.",
            line,
        )


@form_rule("C-03", "error", "Tên cơ quan chủ quản")
def parent_body(parts: Components) -> Iterator[Slip]:
    """Capitals, 12–13, upright, not bold."""
    for line in parts.parent:
        what = "tên cơ quan chủ quản trực tiếp"
        yield from in_capitals(line, what)
        yield from sizes_between(line, 12, 13, what)
        yield from weight(line, bold=False, what=what)
        yield from slant(line, italic=False, what=what)
        yield from centred(line, what)
    if parts.parent and parts.issuer:
        yield from lines_together(parts.parent[-1], parts.issuer[0], "tên cơ quan ban hành văn bản")


@form_rule("C-04", "error", "Tên cơ quan ban hành văn bản")
def issuing_body(parts: Components) -> Iterator[Slip]:
    """Capitals, 12–13, upright bold, centred; below it a rule of 1/3 to 1/2 of the text (party and youth: stars)."""
    if parts.national is not None and not parts.issuer and parts.national.cell is not None:
        yield Slip(
            "thiếu tên cơ quan, tổ chức ban hành văn bản; quy định đặt ở cột trái, dòng đầu.",
            "Gõ tên cơ quan vào ô bên trái, chữ in hoa đậm.",
            parts.national,
        )
        return
    for line in parts.issuer:
        what = "tên cơ quan ban hành văn bản"
        yield from in_capitals(line, what)
        yield from sizes_between(line, 12, 13, what)
        yield from weight(line, bold=True, what=what)
        yield from slant(line, italic=False, what=what)
        yield from centred(line, what)
    if parts.issuer and parts.style == "state":
        rule = parts.issuer_rule
        if rule is None:
            yield Slip(
                "thiếu đường kẻ dưới tên cơ quan ban hành; quy định dài bằng 1/3 đến 1/2 dòng chữ.",
                "Chèn đường kẻ ngang, canh giữa dưới tên cơ quan.",
                parts.issuer[-1],
            )
        elif not 0.30 <= share_of(rule.length, parts.issuer) <= 0.53:
            yield Slip(
                f"đường kẻ dưới tên cơ quan dài {rule.length:.0f} mm, bằng {share_of(rule.length, parts.issuer):.0%} dòng chữ; "
                "quy định từ 1/3 đến 1/2.",
                "Chỉnh lại độ dài đường kẻ.",
                parts.issuer[-1],
            )


@form_rule("C-05", "error", "Số, ký hiệu văn bản")
def number_and_symbol(parts: Components) -> Iterator[Slip]:
    """ "Số: 05/TTr-UBND": 13, upright, centred, two digits at least; the number may be left blank for the office."""
    line = parts.number
    if line is None:
        if parts.has_number and parts.national is not None:
            yield Slip(
                "thiếu số, ký hiệu văn bản; quy định đặt dưới tên cơ quan ban hành, như “Số: 05/TTr-UBND”.",
                "Thêm dòng “Số: …/…”.",
                parts.issuer[-1] if parts.issuer else None,
            )
        return
    what = "số, ký hiệu"
    shown = re.sub(r"[.…_]+", "", line.text)
    if parts.style == "state" and not _SYMBOL.fullmatch(shown):
        yield Slip(
            "số, ký hiệu chưa đúng; quy định “Số:” rồi số (dưới 10 thêm số 0), dấu /, ký hiệu viết hoa nối bằng - không "
            "cách, như “Số: 05/TTr-UBND” hoặc “Số:   /TTr-UBND” khi chưa có số.",
            "Gõ lại dòng số, ký hiệu.",
            line,
        )
    if parts.style == "state":
        match = re.search(r"/([^-\s]+)-", line.text)
        if match and parts.kind not in ("", LETTER) and match[1] != parts.kind and parts.has_number:
            yield Slip(
                f"ký hiệu ghi loại “{match[1]}”; văn bản này là loại “{parts.kind}”.",
                f"Sửa ký hiệu thành “…/{parts.kind}-…”.",
                line,
            )
    yield from sizes_between(line, 13, 13, what)
    yield from slant(line, italic=False, what=what)
    yield from weight(line, bold=False, what=what)
    yield from centred(line, what)


@form_rule("C-06", "warning", "Văn bản của hội đồng, tổ chức tư vấn")
def council_papers(parts: Components) -> Iterator[Slip]:
    """A council that issues a document itself signs with its own title and numbers in its own series."""
    issuer = fold(" ".join(line.text for line in parts.issuer))
    if not issuer.startswith("hội đồng") or issuer.startswith("hội đồng nhân dân"):
        return
    posts = fold(" ".join(post.text for post in parts.posts))
    if parts.posts and "hội đồng" not in posts and parts.kind != "BB":
        yield Slip(
            "văn bản do hội đồng ban hành nhưng phần ký không ghi chức danh trong hội đồng; quy định ghi như “CHỦ TỊCH HỘI ĐỒNG”.",
            "Bổ sung chức danh trong hội đồng (và chức vụ chính quyền nếu dùng con dấu của cơ quan).",
            parts.posts[0],
        )
    if parts.number is not None and "HĐ" not in parts.number.text:
        yield Slip(
            "văn bản do hội đồng ban hành nhưng ký hiệu không có chữ viết tắt của hội đồng; quy định hội đồng có hệ số riêng.",
            "Sửa ký hiệu, như “Số: 05/TTr-HĐTĐKT”.",
            parts.number,
        )


@form_rule("C-07", "error", "Địa danh và thời gian ban hành")
def place_and_date(parts: Components) -> Iterator[Slip]:
    """13–14, italic, centred; comma after the place; day < 10 and months 1, 2 with a leading 0, months 3–9 without."""
    line = parts.place_and_date
    if parts.kind == "BB":
        if line is not None:
            yield Slip(
                "biên bản có dòng địa danh, ngày tháng; mẫu 1.9 không có dòng này.",
                "Xóa dòng địa danh, ngày tháng ở phần đầu biên bản.",
                line,
            )
        return
    if line is None:
        if parts.national is not None and parts.kind:
            yield Slip(
                "thiếu địa danh và ngày tháng; quy định đặt dưới Tiêu ngữ, như “Ba Đình, ngày 05 tháng 5 năm 2023”.",
                "Thêm dòng địa danh, ngày tháng năm.",
                parts.motto or parts.national,
            )
        return
    what = "địa danh, ngày tháng"
    yield from sizes_between(line, 13, 14, what)
    yield from slant(line, italic=True, what=what)
    yield from weight(line, bold=False, what=what)
    yield from centred(line, what)
    yield from not_in_capitals(line, what)
    match = _DATE.fullmatch(line.text)
    if match is None:
        yield Slip(
            "địa danh, ngày tháng viết chưa đúng; quy định như “Ba Đình, ngày 05 tháng 5 năm 2023”.",
            "Gõ lại dòng này.",
            line,
        )
        return
    day, month, year = match["day"] or "", match["month"] or "", match["year"]
    good = all(
        _BLANK.fullmatch(text) or re.fullmatch(pattern, text)
        for text, pattern in ((day, r"0[1-9]|[12]\d|3[01]"), (month, r"0[12]|[3-9]|1[0-2]"), (year, r"\d{4}"))
    )
    if not good or not match["comma"]:
        yield Slip(
            "địa danh, ngày tháng viết chưa đúng; quy định dấu phẩy sau địa danh, ngày dưới 10 và tháng 1, 2 thêm số 0, "
            "các tháng khác không thêm.",
            "Sửa lại, như “Ba Đình, ngày 05 tháng 5 năm 2023”, “ngày 09 tháng 02 năm 2023”.",
            line,
        )
    if not all(word[:1].isupper() for word in match["place"].split()):
        yield Slip(
            "địa danh chưa viết hoa chữ cái đầu các âm tiết; quy định như “Ba Đình”.",
            "Viết hoa chữ cái đầu của địa danh.",
            line,
        )


@form_rule("C-08", "warning", "Tên địa danh")
def place_name(parts: Components) -> Iterator[Slip]:
    """The official name of the place, not abbreviated; names of numbers in full ("Quận 1")."""
    line = parts.place_and_date
    match = None if line is None else _DATE.fullmatch(line.text)
    if match is None:
        return
    place = match["place"].strip()
    if re.match(r"(Q|P|TP|H|TX)\b", place) or place.isdigit():
        yield Slip(
            f"địa danh “{place}” viết tắt; quy định ghi tên chính thức đầy đủ, như “Ba Đình”, “Quận 1”.",
            "Viết đầy đủ địa danh.",
            line,
        )
