"""Which part of a nominee's Word file goes into part II of the report form.

People send either the bare account of their achievement, or a whole report written on mẫu 07 (domain.md §1.2: I. Sơ
lược đặc điểm, tình hình; II. Thành tích đạt được; in other forms III. Các hình thức đã được khen thưởng; signatures).
A whole report is known by its heading II. Then only part II is taken: part I, part III, heading and signatures of
the packet come from the workbook, which the checks have seen and which the lists and the minutes are printed from.
Headings are compared folded, so tone placement, capitals and NFD make no difference.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from xlpy.model.reportfile import Block, Line, all_lines
from xlpy.vietnamese.text import fold

_LONGEST_HEADING = 120
_NUMBER = re.compile(
    r"(?:(?:phần|mục)\s+(?P<named>[IVX]+|[1-9])\s*[.:)/–-]?|(?P<bare>[IVX]+|[1-9]|[A-Da-d])\s*[.:)/–-])\s*(?=[^\W\d])",
    re.IGNORECASE,
)
_FIRST = ("sơ lược", "đặc điểm, tình hình", "đặc điểm tình hình", "thông tin chung", "lý lịch")
_SECOND = re.compile(
    r"(?:tóm tắt )?(?:các |những )?thành tích(?: của .*| cá nhân| tập thể)?"
    r"(?: đã)?(?: đạt được| nổi bật| xuất sắc| chủ yếu| tiêu biểu)*(?: trong .*)?[.:]?(?: \d+)?"
)
_THIRD = re.compile(
    r"(?:các |những )?(?:danh hiệu|hình thức)\b.*\bkhen thưởng\b.*|khen thưởng(?:,| và)? kỷ luật.*|"
    r"(?:đề nghị|kiến nghị) khen thưởng.*"
)
_CLOSING = (
    "xác nhận của",
    "thủ trưởng đơn vị",
    "thủ trưởng cơ quan",
    "người báo cáo",
    "người viết báo cáo",
    "đại diện đơn vị",
    "trên đây là",
)
_LAST_SENTENCE = "chịu trách nhiệm về nội dung báo cáo"
_LONGEST_CLOSING = 12
_LONGEST_OPENING = 6
"""Blocks at the end and at the head in which signatures and the national heading are looked for."""
_NATION = "cộng hòa xã hội chủ nghĩa việt nam"
_ROMAN = {"II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6, "VII": 7}
OPENING, CLOSING = "phần đầu văn bản", "đoạn kết và chữ ký"


class Part(NamedTuple):
    """What is carried over; `left_out` names what is not, in the words of the file; `unclear` as in `Remarks`."""

    blocks: tuple[Block, ...]
    left_out: tuple[str, ...]
    unclear: bool


def achievement_part(blocks: Sequence[Block]) -> Part:
    """Part II of a whole report without its heading, or all blocks of a bare account.

    A heading II counts when a heading I of the form stands before it, or none at all: who counts differently ("I.
    Nhiệm vụ, II. Thành tích đạt được") has written an account of their own, and nothing of it may be lost.
    """
    kinds = [_kind(block) if isinstance(block, Line) else "" for block in blocks]
    start = _start(blocks, kinds)
    if start is None:
        whole = any(kind in ("first", "third") for kind in kinds) or any(
            _NATION in fold(line.text) for line in all_lines(blocks[:_LONGEST_OPENING])
        )
        return Part(tuple(blocks), (), whole)
    left_out = [_shown(blocks[place]) for place in range(start) if kinds[place] == "first"]
    if start and not left_out:
        left_out.append(OPENING)
    end = next((place for place in range(start + 1, len(blocks)) if _ends(blocks[place])), len(blocks))
    if end < len(blocks):
        left_out.append(_shown(blocks[end]))
    kept = blocks[start + 1 : end]
    closing = _closing(kept)
    if closing < len(kept):
        left_out.append(CLOSING)
    return Part(tuple(kept[:closing]), tuple(left_out), False)


def _start(blocks: Sequence[Block], kinds: Sequence[str]) -> int | None:
    for place, kind in enumerate(kinds):
        if kind != "second":
            continue
        before = [_split(block)[0] for block in blocks[:place] if isinstance(block, Line)]
        numbered = _split(blocks[place])[0] == "II" and "I" not in before
        if "first" in kinds[:place] or numbered:
            return place
    return None


def _looks_like_heading(line: Line) -> bool:
    content = line.text
    if len(content) > _LONGEST_HEADING:
        return False
    return line.heading or content.isupper() or _NUMBER.match(content) is not None


def _split(block: Block) -> tuple[str, str]:
    """The number of a heading as typed ("II", "2", "b") and its folded title; ("", text) for any other line."""
    content = block.text if isinstance(block, Line) else ""
    match = _NUMBER.match(content) if len(content) <= _LONGEST_HEADING else None
    if match is None:
        return "", fold(content)
    return match["named"] or match["bare"], fold(content[match.end() :])


def _kind(line: Line) -> str:
    if not _looks_like_heading(line):
        return ""
    number, title = _split(line)
    if title.startswith(_FIRST) and number.casefold() in ("", "i", "1", "a"):
        return "first"
    if _THIRD.fullmatch(title):
        return "third"
    if number.casefold() in ("", "ii", "2", "b") and _SECOND.fullmatch(title):
        return "second"
    return ""


def _ends(block: Block) -> bool:
    """Whether part III or a later one begins here."""
    if not isinstance(block, Line) or not _looks_like_heading(block):
        return False
    return _ROMAN.get(_split(block)[0], 0) > 2 or _kind(block) == "third"


def _closing(blocks: Sequence[Block]) -> int:
    """Where the last sentence and the signatures of a whole report begin; len(blocks) where there are none."""
    for place in range(max(0, len(blocks) - _LONGEST_CLOSING), len(blocks)):
        first = next((line for line in all_lines(blocks[place : place + 1]) if line.content.strip()), None)
        said = fold(first.text) if first is not None else ""
        if said.startswith(_CLOSING) or _LAST_SENTENCE in said:
            return place
    return len(blocks)


def _shown(block: Block) -> str:
    return block.text if isinstance(block, Line) else ""
