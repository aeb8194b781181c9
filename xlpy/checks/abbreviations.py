"""Office abbreviations that reports must write out (domain.md §6.2, D32). Data; holds no rule of its own.

Only short forms with one usual meaning stand here. UBND, HĐND, MTTQ, KT-XH and the like do not: decree 30/2020
and the district's plan use them, and the decree lets common words be abbreviated in headings. The list is
a selection, not a decree: domain.md names CB, CNV, GV, HĐ, TDP, CSKV and leaves it open.
"""

from __future__ import annotations

import re
from types import MappingProxyType

WRITTEN_OUT = MappingProxyType(
    {
        "ANTT": "an ninh trật tự",
        "ATGT": "an toàn giao thông",
        "ATTP": "an toàn thực phẩm",
        "BCH": "ban chấp hành",
        "BGH": "ban giám hiệu",
        "BTV": "ban thường vụ",
        "CB": "cán bộ",
        "CBCC": "cán bộ, công chức",
        "CBCCVC": "cán bộ, công chức, viên chức",
        "CBCNV": "cán bộ, công nhân viên",
        "CBGV": "cán bộ, giáo viên",
        "CBQL": "cán bộ quản lý",
        "CC": "công chức",
        "CCVC": "công chức, viên chức",
        "CNV": "công nhân viên",
        "CSKV": "cảnh sát khu vực",
        "CSVC": "cơ sở vật chất",
        "ĐV": "đảng viên hoặc đoàn viên",
        "ĐVTN": "đoàn viên, thanh niên",
        "GPMB": "giải phóng mặt bằng",
        "GV": "giáo viên",
        "GVCN": "giáo viên chủ nhiệm",
        "HĐ": "hội đồng hoặc hợp đồng",
        "HS": "học sinh",
        "HSG": "học sinh giỏi",
        "KDC": "khu dân cư",
        "NLĐ": "người lao động",
        "NV": "nhân viên hoặc nhiệm vụ",
        "PHHS": "phụ huynh học sinh",
        "QLTT": "quản lý thị trường",
        "SKKN": "sáng kiến kinh nghiệm",
        "TDP": "tổ dân phố",
        "TDTT": "thể dục thể thao",
        "TĐKT": "thi đua, khen thưởng",
        "TNXP": "thanh niên xung phong",
        "TTĐT": "trật tự đô thị",
        "TTXD": "trật tự xây dựng",
        "VC": "viên chức",
        "VHVN": "văn hóa, văn nghệ",
        "VSMT": "vệ sinh môi trường",
    }
)
"""Abbreviation → how it is written out."""

# "Số 12/KH-UBND" and "TĐKT-2023" are symbols of documents, not words.
_WORD = re.compile(
    r"(?<![\w/-])(?:" + "|".join(sorted(WRITTEN_OUT, key=len, reverse=True)) + r")(?![\w/]|-\w)"
)
# What is left of a text without its small letters and signs: "UBND phường và CB, GV" → UBND CB GV. One pass in
# C, several times faster than a pattern over long texts; J stands for Đ, which ASCII does not have.
_NOT_CAPITALS = bytes(code for code in range(128) if not (chr(code).isupper() or chr(code).isspace()))
_CAPITAL_WORDS = frozenset(short.replace("Đ", "J").encode() for short in WRITTEN_OUT)


def may_abbreviate(value: str) -> bool:
    """Whether the capitals of one word, taken together, are an abbreviation; if not, `find` finds nothing."""
    capitals = value.replace("Đ", "J").encode("ascii", "ignore").translate(None, _NOT_CAPITALS)
    return not _CAPITAL_WORDS.isdisjoint(capitals.split())


def find(value: str) -> dict[str, str]:
    """The abbreviations in a text in order of appearance, each with how it is written out."""
    return {short: WRITTEN_OUT[short] for short in _WORD.findall(value)}
