"""Letters of other scripts that look Latin (D36 of domain.md §6.2): proposed, never changed silently."""

from __future__ import annotations

import re
import unicodedata

_PAIRS = (
    # Cyrillic
    "АA ВB ЕE ЗЗ ІI ЈJ КK МM НH ОO РP СC ТT УY ХX ЅS ԚQ ԜW аa еe іi јj оo рp сc уy хx ѕs һh ԁd ԛq ԝw "
    # Greek
    "ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX αa ιi κk νv οo ρp υu "
    # Latin letters of phonetic alphabets
    "ɑa ɡg ıi"
)
_TO_LATIN = {pair[0]: pair[1] for pair in _PAIRS.split() if pair[0] != pair[1]}
# Full-width forms, Roman numeral signs, and the "bold" letters that social media generators make.
_WIDE = re.compile("[\uff01-\uff5e\u2160-\u217f\U0001d400-\U0001d7ff]")
_WORD = re.compile(r"(?:[^\W\d_][\u0300-\u036f]*)+")
_FOREIGN = re.compile("[\u0370-\u03ff\u0400-\u052f]")
_SUSPECT = re.compile(f"[{''.join(_TO_LATIN)}\uff01-\uff5e\u2160-\u217f\U0001d400-\U0001d7ff]")


def _latin_word(match: re.Match[str]) -> str:
    word = match[0]
    changed = "".join([_TO_LATIN.get(char, char) for char in word])
    if changed == word or _FOREIGN.search(changed):
        # A letter without a Latin twin remains: a real Russian or Greek word.
        return word
    if all("α" <= char <= "ω" for char in word):
        # A lone small Greek letter is a symbol of physics or statistics.
        return word
    return changed


def find_lookalikes(s: str) -> str | None:
    """The text as the clerk meant to type it, or None when it holds no look-alike.

    Cyrillic and Greek letters are replaced only in words that then become wholly Latin; full-width
    characters, Roman numeral signs and mathematical letters always. The result is NFC.
    """
    if s.isascii() or _SUSPECT.search(s) is None:
        return None
    narrow = _WIDE.sub(lambda match: unicodedata.normalize("NFKC", match[0]), s)
    proposed = unicodedata.normalize("NFC", _WORD.sub(_latin_word, narrow))
    return proposed if proposed != unicodedata.normalize("NFC", s) else None
