"""The heading of a unit's documents.

Sources: NĐ 30/2020/NĐ-CP rules C-01…C-08; domain.md §2.5 for party, youth union and mass organisations (from
memory: the unit's row carries "Chưa xác minh").
"""

from __future__ import annotations

from dataclasses import dataclass

from xlpy.model.records import Unit
from xlpy.packets.textwidth import balanced_lines, bold_width
from xlpy.schema.choices import FRONT_HEADER, PARTY_HEADER, STATE_HEADER, YOUTH_HEADER

HEADER_KEYS = {
    STATE_HEADER: "nha-nuoc",
    PARTY_HEADER: "dang",
    YOUTH_HEADER: "doan",
    FRONT_HEADER: "mat-tran",
}
"""Header styles as they appear in template file names."""

RULES = (8, 11, 15, 20, 26)
"""Lengths in millimetres of the rules that the templates hold under the issuing body."""

_TOGETHER = (
    "TRUNG HỌC CƠ SỞ",
    "KIỂM SÁT",
    "ỦY BAN",
    "NHÂN DÂN",
    "HỘI ĐỒNG",
    "TIỂU HỌC",
    "TRUNG HỌC",
    "CƠ SỞ",
    "MẦM NON",
    "PHỔ THÔNG",
    "MẶT TRẬN",
    "TỔ QUỐC",
    "VIỆT NAM",
    "PHỤ NỮ",
    "NÔNG DÂN",
    "LIÊN HIỆP",
    "CỰU CHIẾN BINH",
    "THANH NIÊN",
    "CHẤP HÀNH",
    "QUÂN SỰ",
    "VĂN HÓA",
    "THÔNG TIN",
    "THỂ THAO",
    "ĐÔ THỊ",
    "TÀI CHÍNH",
    "KẾ HOẠCH",
    "TÀI NGUYÊN",
    "MÔI TRƯỜNG",
    "GIÁO DỤC",
    "ĐÀO TẠO",
    "THƯỜNG XUYÊN",
    "NGHỀ NGHIỆP",
    "LAO ĐỘNG",
    "THƯƠNG BINH",
    "XÃ HỘI",
    "XÂY DỰNG",
    "QUẢN LÝ",
    "ĐẦU TƯ",
    "TRẬT TỰ",
    "BA ĐÌNH",
)
"""Terms that a line break would tear apart."""
_POINTS = 13
_COLUMN = 66.5
"""Printable width of the left heading column in millimetres, a little less than the 67.5 mm of the template."""

_STARS = {PARTY_HEADER: "*", YOUTH_HEADER: "***"}


@dataclass(frozen=True, slots=True)
class Letterhead:
    """`parent` and `body` may hold line breaks; `rule` is one of RULES; `stars` replaces the rule where not ""."""

    style: str
    parent: str
    body: str
    rule: int
    stars: str


def letterhead(unit: Unit, parent: str | None = None, body: str | None = None) -> Letterhead:
    """Heading of `unit`, or of a part of it when `parent` and `body` are given."""
    parent_text = (unit.parent_org if parent is None else parent).upper()
    lines = balanced_lines((unit.header_name if body is None else body).upper(), _POINTS, _COLUMN, _TOGETHER)
    return Letterhead(
        unit.header_style,
        "\n".join(balanced_lines(parent_text, _POINTS, _COLUMN, _TOGETHER)),
        "\n".join(lines),
        rule_length(max((bold_width(line, _POINTS) for line in lines), default=0.0)),
        _STARS.get(unit.header_style, ""),
    )


def rule_length(text_width: float) -> int:
    """The rule whose length is nearest to 5/12 of the text: C-04 wants 1/3 to 1/2 of it (millimetres)."""
    return min(RULES, key=lambda rule: abs(rule - text_width * 5 / 12))
