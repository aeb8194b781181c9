"""Name of the type, subject, addressees, legal bases, annexes: rules C-09 to C-13, C-25, C-31 to C-33."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.packets.conformance.components import LETTER, Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.looks import (
    centred,
    in_capitals,
    not_in_capitals,
    share_of,
    sizes_between,
    slant,
    weight,
)
from xlpy.vietnamese.text import fold

_CITED = re.compile(
    r"(?P<kind>Nghị định|Thông tư liên tịch|Thông tư|Quyết định|Kế hoạch|Chỉ thị|Nghị quyết|Hướng dẫn)(?: số)? "
    r"(?P<number>\d+[^\s,;.)]*)(?P<date>(?: |,)*ngày \d{1,2}(?: tháng \d{1,2} năm |/\d{1,2}/)\d{4})?"
)
_NUMBERED = ("Nghị định", "Thông tư", "Quyết định", "Kế hoạch", "Chỉ thị", "Nghị quyết")


@form_rule("C-09", "error", "Tên loại văn bản")
def type_name(parts: Components) -> Iterator[Slip]:
    """Capitals, 13–14, upright bold, centred."""
    line = parts.title
    if line is None:
        return
    what = "tên loại văn bản"
    yield from in_capitals(line, what)
    yield from sizes_between(line, 13, 14, what)
    yield from weight(line, bold=True, what=what)
    yield from slant(line, italic=False, what=what)
    yield from centred(line, what)


@form_rule("C-10", "error", "Trích yếu nội dung")
def subject(parts: Components) -> Iterator[Slip]:
    """13–14, upright bold, centred, small letters (mẫu 07 has its own); a rule of 1/3 to 1/2 of the text below."""
    if parts.kind in (LETTER, "") or parts.title is None:
        return
    if not parts.subject:
        if parts.kind not in ("QĐ", "GM", "DS"):
            yield Slip(
                "thiếu trích yếu nội dung; quy định đặt ngay dưới tên loại văn bản.",
                "Thêm một câu ngắn nêu nội dung chủ yếu.",
                parts.title,
            )
        return
    what = "trích yếu nội dung"
    for line in parts.subject:
        if parts.kind not in ("M07", "DS"):
            yield from not_in_capitals(line, what)
        yield from sizes_between(line, 13, 14, what)
        yield from weight(line, bold=True, what=what)
        yield from slant(line, italic=False, what=what)
        yield from centred(line, what)
    rule = parts.subject_rule
    if rule is None:
        yield Slip(
            "thiếu đường kẻ dưới trích yếu; quy định dài bằng 1/3 đến 1/2 dòng chữ.",
            "Chèn đường kẻ ngang, canh giữa dưới trích yếu.",
            parts.subject[-1],
        )
    elif not 0.30 <= share_of(rule.length, parts.subject) <= 0.53:
        yield Slip(
            f"đường kẻ dưới trích yếu dài {rule.length:.0f} mm, bằng {share_of(rule.length, parts.subject):.0%} dòng chữ; "
            "quy định từ 1/3 đến 1/2.",
            "Chỉnh lại độ dài đường kẻ.",
            parts.subject[-1],
        )


@form_rule("C-11", "error", "Trích yếu của công văn")
def subject_of_letter(parts: Components) -> Iterator[Slip]:
    """ "V/v …", 12–13, upright, centred under the number, 6 pt below it."""
    if parts.kind != LETTER:
        return
    if not parts.subject:
        yield Slip(
            "công văn thiếu trích yếu; quy định “V/v …” dưới số, ký hiệu.",
            "Thêm dòng “V/v …” dưới số, ký hiệu.",
            parts.number,
        )
    what = "trích yếu công văn"
    for line in parts.subject:
        yield from sizes_between(line, 12, 13, what)
        yield from slant(line, italic=False, what=what)
        yield from weight(line, bold=False, what=what)
        yield from centred(line, what)
        if parts.number is not None and parts.number.after + line.before < 6:
            yield Slip(
                "trích yếu công văn sát dòng số, ký hiệu; quy định cách 6 pt.",
                "Đặt khoảng cách trước (Before) 6 pt.",
                line,
            )


@form_rule("C-12", "warning", "Căn cứ ban hành")
def legal_bases(parts: Components) -> Iterator[Slip]:
    """Italic, 13–14, one a paragraph, each ends with ";", the last with "."; number and date of what is cited."""
    for line in parts.bases:
        what = "căn cứ"
        last = line is parts.bases[-1]
        yield from sizes_between(line, 13, 14, what)
        yield from slant(line, italic=True, what=what)
        ends = (".", ";", ":") if last and parts.kind == "QĐ" else (("." if last else ";"),)
        if not line.text.endswith(ends):
            yield Slip(
                f"căn cứ kết thúc chưa đúng dấu; quy định {'căn cứ cuối kết thúc bằng dấu chấm' if last else 'mỗi căn cứ kết thúc bằng dấu chấm phẩy'}.",
                f"Sửa dấu cuối đoạn thành “{'.' if last else ';'}”.",
                line,
            )
        kind = next((kind for kind in _NUMBERED if line.text.startswith(f"Căn cứ {kind}")), None)
        if kind is not None and (
            not re.search(r"số\s*\S+/\S+|số \d+", line.text) or not re.search(r"ngày .* năm \d{4}", line.text)
        ):
            yield Slip(
                f"căn cứ {kind.lower()} chưa đủ số, ký hiệu, ngày ban hành; quy định ghi đủ tên loại, số, ký hiệu, cơ quan, ngày, trích yếu.",
                "Bổ sung số, ký hiệu và ngày tháng năm ban hành.",
                line,
            )


@form_rule("C-13", "warning", "Viện dẫn văn bản lần đầu")
def first_citation(parts: Components) -> Iterator[Slip]:
    """The first time a document is cited, its date stands beside its number."""
    cited: set[str] = set()
    for line in (*parts.subject, *parts.bases, *parts.body):
        for match in _CITED.finditer(line.text):
            number = match["number"].casefold()
            if "/" in number and number not in cited and match["date"] is None and not _is_own(line.text):
                yield Slip(
                    f"viện dẫn lần đầu “{match[0]}” chưa có ngày ban hành; quy định lần đầu ghi đủ tên loại, số, ký hiệu, ngày, "
                    "cơ quan, trích yếu.",
                    "Bổ sung ngày tháng năm và cơ quan ban hành ở lần viện dẫn đầu.",
                    line,
                )
            cited.add(number)


def _is_own(text: str) -> bool:
    return text.startswith("(")


@form_rule("C-25", "error", "Kính gửi")
def addressed_to(parts: Components) -> Iterator[Slip]:
    """13–14, upright; one recipient on the same line; several one a line with "-", ";" and "." at the end."""
    if not parts.addressed:
        if parts.kind in ("TTr", LETTER):
            yield Slip(
                "thiếu “Kính gửi:”; quy định tờ trình, công văn ghi nơi nhận văn bản trước phần nội dung.",
                "Thêm dòng “Kính gửi: …”.",
                parts.title or parts.number,
            )
        return
    what = "“Kính gửi”"
    for line in parts.addressed:
        yield from sizes_between(line, 13, 14, what)
        yield from slant(line, italic=False, what=what)
        yield from weight(line, bold=False, what=what)
    head, *others = parts.addressed
    if not re.match(r"Kính gửi:", head.text):
        yield Slip("viết chưa đúng; quy định “Kính gửi:”, sau có dấu hai chấm.", "Gõ lại “Kính gửi:”.", head)
    rest = head.text.partition(":")[2].strip()
    if rest and others:
        yield Slip(
            "có từ hai nơi nhận nhưng nơi đầu ghi cùng dòng “Kính gửi:”; quy định mỗi nơi một dòng, đầu dòng có gạch.",
            "Chuyển nơi nhận đầu xuống dòng riêng.",
            head,
        )
    if not rest and len(others) == 1:
        yield Slip(
            "chỉ có một nơi nhận; quy định ghi cùng dòng với “Kính gửi:”.",
            "Đưa tên nơi nhận lên cùng dòng “Kính gửi:”, bỏ gạch đầu dòng.",
            head,
        )
    if len(others) > 1:
        for line in others:
            mark = "." if line is others[-1] else ";"
            if not line.text.endswith(mark):
                yield Slip(
                    f"dòng “Kính gửi” kết thúc chưa đúng dấu; quy định {'dòng cuối là dấu chấm' if mark == '.' else 'dấu chấm phẩy'}.",
                    f"Sửa dấu cuối dòng thành “{mark}”.",
                    line,
                )
        if len({(round(line.left, 1), round(line.first, 1)) for line in others}) > 1:
            yield Slip(
                "các gạch đầu dòng của “Kính gửi” chưa thẳng hàng; quy định thẳng hàng với nhau dưới dấu hai chấm.",
                "Chọn các dòng này, đặt cùng một mức thụt lề.",
                others[0],
            )


@form_rule("C-31", "error", "Phụ lục")
def annex_label(parts: Components) -> Iterator[Slip]:
    """ "Phụ lục I": own line, small letters, 14 bold centred; Roman numbers for two or more; named in the main text."""
    for annex in parts.annexes:
        what = "chữ “Phụ lục”"
        yield from not_in_capitals(annex.label, what)
        yield from sizes_between(annex.label, 14, 14, what)
        yield from weight(annex.label, bold=True, what=what)
        yield from slant(annex.label, italic=False, what=what)
        yield from centred(annex.label, what)
        number = annex.label.text.split()[-1]
        if number.isdigit() or (len(parts.annexes) > 1 and fold(number) == "lục"):
            yield Slip(
                "số thứ tự phụ lục chưa đúng; quy định ghi bằng chữ số La Mã khi có từ hai phụ lục.",
                "Sửa thành “Phụ lục I”, “Phụ lục II”…",
                annex.label,
            )
    if parts.annexes and parts.title is not None:
        main = fold(" ".join(line.text for line in parts.body))
        if "phụ lục" not in main:
            yield Slip(
                "nội dung văn bản chưa nhắc tới phụ lục kèm theo; quy định có chỉ dẫn về phụ lục.",
                "Bổ sung chỉ dẫn, như “(Phụ lục I kèm theo)”.",
                parts.annexes[0].label,
            )


@form_rule("C-32", "error", "Tiêu đề phụ lục")
def annex_title(parts: Components) -> Iterator[Slip]:
    """Capitals, 13–14, bold, centred."""
    for annex in parts.annexes:
        if not annex.title:
            yield Slip(
                "phụ lục thiếu tiêu đề; quy định tiêu đề đặt giữa, dưới chữ “Phụ lục”.",
                "Thêm tiêu đề phụ lục, chữ in hoa đậm.",
                annex.label,
            )
        for line in annex.title:
            what = "tiêu đề phụ lục"
            yield from in_capitals(line, what)
            yield from sizes_between(line, 13, 14, what)
            yield from weight(line, bold=True, what=what)
            yield from slant(line, italic=False, what=what)
            yield from centred(line, what)


@form_rule("C-33", "warning", "Thông tin kèm theo của phụ lục")
def annex_attached_to(parts: Components) -> Iterator[Slip]:
    """ "(Kèm theo … số …/… ngày … tháng … năm … của …)", 13–14, italic, centred under the title."""
    for annex in parts.annexes:
        line = annex.attached_to
        if line is None:
            yield Slip(
                "phụ lục thiếu dòng “(Kèm theo … số … ngày … tháng … năm … của …)” dưới tiêu đề.",
                "Thêm dòng này dưới tiêu đề, chữ nghiêng.",
                annex.label,
            )
            continue
        what = "thông tin kèm theo"
        yield from sizes_between(line, 13, 14, what)
        yield from slant(line, italic=True, what=what)
        yield from centred(line, what)
        if not re.search(r"số .*/.* ngày .*tháng .*năm .*của .+\)$", " ".join(line.text.split())):
            yield Slip(
                "thông tin kèm theo chưa đủ; quy định “(Kèm theo Tờ trình số …/TTr-… ngày … tháng … năm … của …)”.",
                "Bổ sung số, ký hiệu, ngày tháng năm và tên cơ quan.",
                line,
            )
