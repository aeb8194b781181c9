"""Recognising and converting text that is not Unicode: TCVN3 (ABC), VNI, and UTF-8 misread by a program.

Source: domain.md §6.2 (D04–D06), §6.3, §6.4. All three are proposals to the clerk, never silent. Run
`detect` on the raw cell, before `xlpy.vietnamese.text.clean`: TCVN3 writes "ư" as the soft hyphen.

Without a font the evidence is a word that is no Vietnamese syllable as it stands and is one after decoding.
A word of clean Vietnamese can therefore never count, whatever letters it shares with the old encodings.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from xlpy.vietnamese.legacy_tables import TCVN3, VNI
from xlpy.vietnamese.syllables import is_syllable

Encoding = Literal["tcvn3", "vni", "mojibake"]

# Letters that only Unicode Vietnamese has. Ă is left out: Windows-1258 shows the first byte of "à" so.
_UNICODE_ONLY = re.compile(
    "[\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]"
)
_ABOVE_LATIN_1 = re.compile("[\u0100-\u024f\u0300-\u036f\u0370-\u1fff]")

_TCVN3_TABLE = str.maketrans(TCVN3)
_VNI_SIGNS = re.compile("|".join(sorted(VNI, key=len, reverse=True)))

# Letters that TCVN3 shares with Unicode Vietnamese: a misspelt word ("kóng") must not count.
_SHARED = frozenset("ãáâèéêìíòóôõùúý")
# Signs that do stand at the edge of a word in clean text: "5 µm", a footnote "T¹", "§a", "©".
_ALSO_SYMBOLS = frozenset("µ·¹»¼½¾©ª«®×÷§£¤¥¦¢¡")
# Diaereses and circumflexes that French writes after a vowel: "haï", "Loïc", "goût", "où".
_ALSO_FRENCH = frozenset("ïûüëùê")

_TCVN3_TOKEN = re.compile(f"[A-Za-z{''.join(map(re.escape, TCVN3))}\u00c0-\u00ff]+")
_NOT_IN_TCVN3 = re.compile("[ÀÁÂÃÄÅÍÙÚÛàðÿ]")
_LATIN_TOKEN = re.compile("[A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff]+")

_ENOUGH_EVIDENCE = 2
_SHARE_OF_SYLLABLES = 0.75


def detect(text: str, font: str | None = None) -> Encoding | None:
    """The encoding in which the text must be read, or None for Unicode and for anything uncertain.

    `font` is the font name of the cell or run: ".Vn…" and "VNI-…" decide, unless the text holds letters
    that these encodings do not have. Without it, text is recognised only on safe evidence (see above).
    """
    if text.isascii() or _UNICODE_ONLY.search(text):
        return None
    if font is not None and not _ABOVE_LATIN_1.search(text):
        by_font = _font_encoding(font)
        if by_font is not None:
            return by_font
    if _undo_mojibake(text) is not None:
        return "mojibake"
    if _ABOVE_LATIN_1.search(text):
        return None
    tcvn3, vni = _score_tcvn3(text), _score_vni(text)
    if max(tcvn3, vni) < _ENOUGH_EVIDENCE or max(tcvn3, vni) <= 2 * min(tcvn3, vni):
        # A few short words are possible in both: "oäc" is oọc in TCVN3 and ộc in VNI.
        return None
    return "tcvn3" if tcvn3 > vni else "vni"


def convert(text: str, encoding: Encoding, font: str | None = None) -> str:
    """The text in Unicode. A TCVN3 font whose name ends in "H" shows capitals, so its text becomes them.

    Text that is no mojibake comes back unchanged for "mojibake".
    """
    if encoding == "tcvn3":
        converted = text.translate(_TCVN3_TABLE)
        return converted.upper() if _is_capital_font(font) else converted
    if encoding == "vni":
        return _VNI_SIGNS.sub(lambda match: VNI[match[0]], text)
    undone = _undo_mojibake(text)
    return text if undone is None else undone


def _font_encoding(font: str) -> Encoding | None:
    name = font.strip().casefold()
    if name.startswith(".vn"):
        return "tcvn3"
    return "vni" if name.startswith("vni-") else None


def _is_capital_font(font: str | None) -> bool:
    return font is not None and re.fullmatch(r"\.vn.*h", font.strip().casefold()) is not None


def _is_abbreviation(word: str) -> bool:
    return word.isascii() and (word.isupper() or len(word) == 1)


def _score(words: list[str], decoded: list[str], weights: Sequence[float]) -> float:
    """Total weight of the words that became syllables, 0 when the rest does not look Vietnamese."""
    counted = [
        (is_syllable(after, strict=not before.isascii()), weight if not is_syllable(before) else 0)
        for before, after, weight in zip(words, decoded, weights, strict=True)
        if not _is_abbreviation(before)
    ]
    if not counted or sum(valid for valid, _ in counted) < _SHARE_OF_SYLLABLES * len(counted):
        return 0
    return sum(weight for valid, weight in counted if valid)


def _score_tcvn3(text: str) -> float:
    if _NOT_IN_TCVN3.search(text):
        return 0
    words = _TCVN3_TOKEN.findall(text)
    return _score(words, [convert(word, "tcvn3") for word in words], [_tcvn3_weight(word) for word in words])


def _tcvn3_weight(word: str) -> float:
    weight = 0.0
    for index, char in enumerate(word):
        if char.isascii() or char not in TCVN3:
            continue
        inside = 0 < index < len(word) - 1
        if char.isupper():
            # In TCVN3 many small letters look like capitals: "LiÔu", "VÜnh", "VÞ".
            misplaced = index and (word[index - 1].islower() or word[index + 1 : index + 2].islower())
            weight = max(weight, 2 if misplaced or char == "Þ" else 1)
        elif char.isalpha() and char != "ª":
            weight = max(weight, 0 if char in _SHARED else 1)
        else:
            weight = max(weight, 0.5 if char in _ALSO_SYMBOLS and not inside else 2)
    return weight


def _score_vni(text: str) -> float:
    words = _LATIN_TOKEN.findall(text)
    return _score(words, [convert(word, "vni") for word in words], [_vni_weight(word) for word in words])


def _vni_weight(word: str) -> int:
    weight = 0
    for sign in _VNI_SIGNS.findall(word):
        mark = sign[-1].lower()
        strong = len(sign) == 2 and mark not in _ALSO_FRENCH
        weight = max(weight, 2 if strong else 1)
    return weight


_MOJIBAKE_SIGNS = re.compile("[\u00c2-\u00c6\u00e1\u00e2\u0102]")
_C1 = {chr(code): bytes([code]) for code in range(0x80, 0xA0)}


def _to_bytes(text: str, charset: str) -> bytes | None:
    """The bytes that a Windows program showed as this text; code points it does not define stay C1."""
    try:
        return text.encode(charset)
    except UnicodeEncodeError:
        pass
    parts: list[bytes] = []
    for char in text:
        try:
            parts.append(_C1.get(char) or char.encode(charset))
        except UnicodeEncodeError:
            return None
    return b"".join(parts)


def _undo_mojibake(text: str) -> str | None:
    if not _MOJIBAKE_SIGNS.search(text):
        return None
    for charset in ("cp1252", "latin-1", "cp1258"):
        data = _to_bytes(text, charset)
        if data is None:
            continue
        try:
            undone = data.decode("utf-8")
        except UnicodeDecodeError:
            continue
        if undone != text:
            return undone
    return None
