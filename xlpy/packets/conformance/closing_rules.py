"""Signature, seal, recipients and the small optional parts: rules C-21 to C-24 and C-26 to C-30."""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.packets.conformance.components import LETTER, Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.looks import centred, in_capitals, sizes_between, slant, weight
from xlpy.packets.conformance.word import Paragraph
from xlpy.vietnamese.text import fold

_PREFIX = re.compile(r"(TM|KT|TL|TUQ|Q)(?P<mark>[. ]+)(?=\S)")
_ACADEMIC = re.compile(r"(GS|PGS|TS|ThS|Ths|Th\.S|CN|KS|BS|CKI{1,2}|LS)\.?\s")
_URGENT = ("hỏa tốc", "thượng khẩn", "khẩn")
_CIRCULATION = re.compile(r"(?:xem xong trả lại|lưu hành nội bộ|lưu hành)[.:]?", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:địa chỉ|điện thoại|e-?mail|trang thông tin điện tử)\s*:", re.IGNORECASE)


@form_rule("C-21", "error", "Quyền hạn, chức vụ người ký")
def posts(parts: Components) -> Iterator[Slip]:
    """Capitals, 13–14, bold; TM., Q., KT., TL., TUQ. with a point; KT. stands above the deputy's own post."""
    if parts.signers and not parts.posts:
        yield Slip(
            "thiếu chức vụ người ký; quy định chức vụ in hoa đậm trên chỗ ký.",
            "Thêm chức vụ của người ký phía trên họ tên.",
            parts.signers[0],
        )
    for index, line in enumerate(parts.posts):
        what = "quyền hạn, chức vụ người ký"
        yield from in_capitals(line, what)
        yield from sizes_between(line, 13, 14, what)
        yield from weight(line, bold=True, what=what)
        yield from slant(line, italic=False, what=what)
        yield from centred(line, what)
        for text in line.text.split("\n"):
            match = _PREFIX.match(text)
            if match and not match["mark"].startswith("."):
                yield Slip(
                    f"“{match[1]}” thiếu dấu chấm; quy định TM., Q., KT., TL., TUQ.",
                    f"Sửa thành “{match[1]}. …”.",
                    line,
                )
        if line.text.startswith("KT.") and "\n" not in line.text:
            below = parts.posts[index + 1] if index + 1 < len(parts.posts) else None
            if below is None or "PHÓ" not in below.text:
                yield Slip(
                    "ký thay (KT.) nhưng dòng dưới không phải chức vụ cấp phó; quy định ghi chức vụ của người ký thay ở dòng dưới.",
                    "Thêm dòng chức vụ cấp phó, như “PHÓ CHỦ TỊCH”.",
                    line,
                )


@form_rule("C-22", "warning", "Họ và tên người ký")
def signers(parts: Components) -> Iterator[Slip]:
    """13–14, bold, centred under the post, small letters, no academic title."""
    for line in parts.signers:
        what = "họ và tên người ký"
        yield from sizes_between(line, 13, 14, what)
        yield from weight(line, bold=True, what=what)
        yield from slant(line, italic=False, what=what)
        yield from centred(line, what)
        if _ACADEMIC.match(line.text):
            yield Slip(
                "họ tên người ký có học hàm, học vị; quy định không ghi (trừ lực lượng vũ trang, giáo dục, y tế, khoa học theo "
                "quy định của ngành).",
                "Bỏ học hàm, học vị trước họ tên.",
                line,
            )


def _pictures(parts: Components) -> Iterator[tuple[Paragraph, str]]:
    for paragraph in parts.document.paragraphs:
        if (paragraph.number and paragraph in parts.closing) or (
            parts.closing and paragraph.number > parts.closing[0].number
        ):
            for picture in paragraph.pictures:
                yield paragraph, picture


@form_rule("C-23", "warning", "Hình ảnh chữ ký số của người có thẩm quyền")
def signature_picture(parts: Components) -> Iterator[Slip]:
    """A picture of a signature is a transparent PNG; only the picture's kind can be seen from outside."""
    for paragraph, picture in _pictures(parts):
        if not picture.lower().endswith(".png"):
            yield Slip(
                f"hình chữ ký là tệp {picture.rpartition('.')[2].upper()}; quy định hình chữ ký số định dạng PNG, nền trong suốt, màu xanh.",
                "Thay bằng hình PNG nền trong suốt.",
                paragraph,
            )


@form_rule("C-24", "warning", "Hình ảnh con dấu, chữ ký số của cơ quan")
def seal_picture(parts: Components) -> Iterator[Slip]:
    """A seal lies over the signature on its left: a picture in the column of the recipients is misplaced."""
    for paragraph, _ in _pictures(parts):
        posts = [post.cell.column for post in parts.posts if post.cell is not None]
        if paragraph.cell is not None and posts and paragraph.cell.column < min(posts):
            yield Slip(
                "hình con dấu nằm ngoài phần ký; quy định trùm lên khoảng 1/3 hình chữ ký về bên trái.",
                "Chuyển hình con dấu sang ô chữ ký.",
                paragraph,
            )


@form_rule("C-26", "error", "“Nơi nhận:”")
def recipients_head(parts: Components) -> Iterator[Slip]:
    """12, bold italic, at the left margin, level with the signer's post."""
    head = parts.recipients_head
    if head is None:
        if parts.has_number and parts.posts and parts.kind not in ("GM",):
            yield Slip(
                "thiếu “Nơi nhận:”; quy định đặt ở góc dưới bên trái, ngang hàng với chức vụ người ký.",
                "Thêm “Nơi nhận:” và các dòng nơi nhận.",
                parts.posts[0],
            )
        return
    what = "“Nơi nhận:”"
    if head.text.split("\n")[0].strip() != "Nơi nhận:":
        yield Slip("viết chưa đúng; quy định “Nơi nhận:”.", "Gõ lại “Nơi nhận:” trên dòng riêng.", head)
    yield from sizes_between(head, 12, 12, what)
    yield from weight(head, bold=True, what=what)
    yield from slant(head, italic=True, what=what)
    if head.align not in ("left", "both"):
        yield Slip("“Nơi nhận:” chưa sát lề trái; quy định canh trái.", "Chọn đoạn này, bấm Ctrl+L.", head)
    if head.cell is not None and parts.kind != "BB":
        rows = {
            post.cell.row
            for post in parts.posts
            if post.cell is not None and post.cell.table == head.cell.table
        }
        if rows and head.cell.row not in rows:
            yield Slip(
                "“Nơi nhận:” không ngang hàng với chức vụ người ký.",
                "Đặt “Nơi nhận:” cùng dòng của bảng với chức vụ người ký.",
                head,
            )


@form_rule("C-27", "error", "Các dòng nơi nhận")
def recipient_lines(parts: Components) -> Iterator[Slip]:
    """11, upright; "- …;" each, the last "- Lưu: VT, ….", the first "- Như trên;" (quyết định: "- Như Điều …;")."""
    if parts.recipients_head is None:
        return
    if not parts.recipients:
        yield Slip(
            "dưới “Nơi nhận:” không có dòng nào bắt đầu bằng “- ”; quy định mỗi nơi nhận một dòng có gạch đầu dòng.",
            "Ghi các nơi nhận, dòng cuối “- Lưu: VT, ….”.",
            parts.recipients_head,
        )
        return
    what = "dòng nơi nhận"
    for line in parts.recipients:
        last = line is parts.recipients[-1]
        yield from sizes_between(line, 11, 11, what)
        yield from slant(line, italic=False, what=what)
        yield from weight(line, bold=False, what=what)
        if not line.text.endswith("." if last else ";"):
            yield Slip(
                f"dòng nơi nhận kết thúc chưa đúng dấu; quy định {'dòng cuối là dấu chấm' if last else 'dấu chấm phẩy'}.",
                f"Sửa dấu cuối dòng thành “{'.' if last else ';'}”.",
                line,
            )
    final = parts.recipients[-1]
    if not fold(final.text).startswith("- lưu: vt"):
        yield Slip(
            "dòng cuối nơi nhận chưa đúng; quy định “- Lưu: VT, <đơn vị soạn thảo>.”.",
            "Thêm dòng “- Lưu: VT, ….” ở cuối.",
            final,
        )
    first = parts.recipients[0]
    # A báo cáo without "Kính gửi" has nobody above to refer to.
    refers_above = parts.kind in ("TTr", LETTER) or (parts.kind == "BC" and bool(parts.addressed))
    if refers_above and not fold(first.text).startswith("- như trên"):
        yield Slip(
            "dòng đầu nơi nhận chưa đúng; quy định với văn bản có “Kính gửi” là “- Như trên;”.",
            "Thêm dòng “- Như trên;” ở đầu.",
            first,
        )
    if parts.kind == "QĐ" and not fold(first.text).startswith("- như điều"):
        yield Slip(
            "dòng đầu nơi nhận chưa đúng; quy định với quyết định là “- Như Điều …;”.",
            "Thêm dòng “- Như Điều …;” ở đầu.",
            first,
        )


@form_rule("C-28", "warning", "Ký hiệu người soạn thảo, số lượng bản")
def drafter(parts: Components) -> Iterator[Slip]:
    """Optional: capitals, 11, upright."""
    for line in parts.drafters:
        yield from sizes_between(line, 11, 11, "ký hiệu người soạn thảo, số lượng bản")
        yield from slant(line, italic=False, what="ký hiệu người soạn thảo, số lượng bản")


@form_rule("C-29", "warning", "Địa chỉ cơ quan")
def address_block(parts: Components) -> Iterator[Slip]:
    """Optional: 11–12, upright, in the footer of the first page, under a rule."""
    for _, line in parts.document.everything():
        if line.number == 0 and _ADDRESS.match(fold(line.text)):
            yield from sizes_between(line, 11, 12, "địa chỉ cơ quan")
            yield from slant(line, italic=False, what="địa chỉ cơ quan")
            yield from weight(line, bold=False, what="địa chỉ cơ quan")


@form_rule("C-30", "warning", "Mức độ khẩn, phạm vi lưu hành")
def urgency(parts: Components) -> Iterator[Slip]:
    """Optional: capitals, 13–14, bold."""
    for line in parts.document.paragraphs:
        text = fold(line.text).strip(" .:")
        if text in _URGENT or _CIRCULATION.fullmatch(text):
            what = "mức độ khẩn, phạm vi lưu hành"
            yield from in_capitals(line, what)
            yield from sizes_between(line, 13, 14, what)
            yield from weight(line, bold=True, what=what)
