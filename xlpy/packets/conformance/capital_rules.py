"""Capital letters that Phụ lục II of NĐ 30/2020 fixes and clerks get wrong most (domain.md §2.4); all warnings.

Only what can be seen without understanding the sentence is looked for.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from xlpy.packets.conformance.components import Components
from xlpy.packets.conformance.finding import Slip, form_rule
from xlpy.packets.conformance.word import Paragraph
from xlpy.vietnamese.letters import CAPITALS, SMALL

_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ|Ngô|Dương|Lý|Đào|Đinh|Mai|Trịnh|Tạ|Chu|Kiều|Cao"
_MIDDLE = "thị|văn|hữu|đức|đình|xuân|ngọc|thanh|minh|quang|công|bá|thu"
_NAME = re.compile(rf"\b(?:{_SURNAMES}) (?:{_MIDDLE}) [{CAPITALS}]\w*")
_UNIT = re.compile(
    rf"(?<=[{SMALL},;] )(Quận|Phường|Thành phố|Tỉnh|Huyện|Xã|Thị xã) (?=[{CAPITALS}])(\w+(?: [{CAPITALS}]\w*){{0,3}})"
)
_NAMED_AFTER = ("Điện Biên", "Đội Cấn", "Nguyễn Trung Trực", "Lê Chân", "Trần Phú")
"""Units named after people or events keep the capital (Phụ lục II, mục III)."""
_BODIES = re.compile(
    r"(?<!\w)(?:ủy|uỷ) ban nhân dân|(?<!\w)hội đồng nhân dân|(?<!\w)(?:ủy|uỷ) ban mặt trận|(?<!\w)mặt trận tổ quốc|"
    r"(?<!\w)đảng cộng sản|(?<!\w)phòng (?:văn hóa|văn hoá|giáo dục|nội vụ|tư pháp|kinh tế) và"
)
_PEOPLE = re.compile(
    r"(?<!\w)(?<!ban )(?<!đồng )(?<!án )(?<!sát )(?<!an )(?<!đội )(?<!giáo )(?<!tra )nhân dân(?!\w)"
)
_STATE = re.compile(r"(?<!\w)(?<!lý )nhà nước(?!\w)")
_TITLES = re.compile(
    r"(?<!\w)(?:chiến sĩ thi đua|chiến sỹ thi đua|huân chương|anh hùng lao động|nhà giáo ưu tú)"
)
_CITATION = re.compile(
    rf"(?<=[{SMALL},;] )(?:Khoản \d|Điểm [a-zđ]\b)|(?<!\w)điều \d+(?= (?:Luật|Nghị định|Thông tư|của Luật))"
)
_FEAST = re.compile(r"[Tt]ết nguyên đán|(?<=\w )Tết Nguyên đán")


def _texts(parts: Components) -> Iterator[Paragraph]:
    for paragraph in parts.document.paragraphs:
        if any(char.islower() for char in paragraph.text):
            yield paragraph


def _each(parts: Components, pattern: re.Pattern[str], message: str, fix: str) -> Iterator[Slip]:
    for paragraph in _texts(parts):
        found = [match[0] for match in pattern.finditer(paragraph.text)]
        if found:
            yield Slip(
                message.format(", ".join(f"“{text}”" for text in dict.fromkeys(found))), fix, paragraph
            )


@form_rule("CAP-1", "warning", "Viết hoa tên người")
def people(parts: Components) -> Iterator[Slip]:
    """Every syllable of a person's name has a capital."""
    yield from _each(
        parts,
        _NAME,
        "tên người {} chưa viết hoa đủ; quy định viết hoa chữ cái đầu mọi âm tiết.",
        "Viết hoa tên đệm.",
    )


@form_rule("CAP-2", "warning", "Viết hoa tên đơn vị hành chính")
def administrative_units(parts: Components) -> Iterator[Slip]:
    """In a sentence the common noun is small: quận Ba Đình; units named after people, numbers, events excepted."""
    for paragraph in _texts(parts):
        found = [
            match[0] for match in _UNIT.finditer(paragraph.text) if not match[2].startswith(_NAMED_AFTER)
        ]
        if found:
            yield Slip(
                f"danh từ chung viết hoa trong câu: {', '.join(f'“{text}”' for text in dict.fromkeys(found))}; quy định viết thường, "
                "như “quận Ba Đình”.",
                "Viết thường chữ “quận”, “phường”, “thành phố” trước tên riêng.",
                paragraph,
            )


@form_rule("CAP-3", "warning", "Viết hoa tên cơ quan, tổ chức")
def bodies(parts: Components) -> Iterator[Slip]:
    """The type word and the function words of a body's name have capitals."""
    yield from _each(
        parts,
        _BODIES,
        "tên cơ quan, tổ chức {} chưa viết hoa; quy định như “Ủy ban nhân dân”, “Phòng Văn hóa và Thông tin”.",
        "Viết hoa chữ cái đầu của từ chỉ loại cơ quan và chức năng.",
    )


@form_rule("CAP-4", "warning", "Viết hoa danh từ đặc biệt")
def special_nouns(parts: Components) -> Iterator[Slip]:
    """Nhân dân, Nhà nước have capitals."""
    for pattern, right in ((_PEOPLE, "Nhân dân"), (_STATE, "Nhà nước")):
        yield from _each(
            parts, pattern, f"{{}} chưa viết hoa; quy định viết “{right}”.", f"Sửa thành “{right}”."
        )


@form_rule("CAP-5", "warning", "Viết hoa danh hiệu")
def honours(parts: Components) -> Iterator[Slip]:
    """Titles and awards have a capital: Chiến sĩ thi đua, Huân chương Lao động hạng Ba."""
    yield from _each(
        parts,
        _TITLES,
        "danh hiệu {} chưa viết hoa; quy định như “Chiến sĩ thi đua”, “Huân chương”.",
        "Viết hoa chữ cái đầu.",
    )


@form_rule("CAP-6", "warning", "Viết hoa khi viện dẫn điều khoản")
def citations(parts: Components) -> Iterator[Slip]:
    """điểm a khoản 1 Điều 74: điểm and khoản small, Điều and above with a capital."""
    yield from _each(
        parts,
        _CITATION,
        "viện dẫn {} viết chưa đúng; quy định như “điểm a khoản 1 Điều 74”.",
        "Sửa lại chữ hoa, chữ thường.",
    )


@form_rule("CAP-7", "warning", "Viết hoa tên ngày tết")
def feasts(parts: Components) -> Iterator[Slip]:
    """tết Nguyên đán."""
    yield from _each(
        parts, _FEAST, "{} viết chưa đúng; quy định “tết Nguyên đán”.", "Sửa thành “tết Nguyên đán”."
    )
