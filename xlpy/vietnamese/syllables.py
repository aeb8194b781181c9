"""What a Vietnamese syllable may look like: onset, rime, tone.

Two rules of the room rest on this: tone placement is only unified in what really is a syllable (so that
"café" stays "café"), and legacy text is only recognised when decoding turns non-syllables into syllables.
The inventory is orthographic (what clerks write), slightly wider than what dictionaries attest.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import NamedTuple

# Combining marks in ICU's order of tones: huyền, hỏi, ngã, sắc, nặng.
TONE_MARKS = "\u0300\u0309\u0303\u0301\u0323"

_ONSET_TEXT = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
#: Written onsets, longest first; a syllable may also begin with its rime.
ONSETS = sorted(_ONSET_TEXT.split(), key=len, reverse=True)

_RIME_TEXT = """
a ac ach ai am an ang anh ao ap at au ay  ăc ăm ăn ăng ăp ăt  âc âm ân âng âp ât âu ây
e ec em en eng eo ep et  ê êch êm ên ênh êp êt êu
i ich im in inh ip it iu  ia iêc iêm iên iêng iêp iêt iêu
o oc oi om on ong op ot  oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn oăng oăt
oe oen oeo oet ooc oong  ô ôc ôi ôm ôn ông ôp ôt  ơ ơi ơm ơn ơp ơt
u uc ui um un ung up ut  ua uôc uôi uôm uôn uông uôt  uân uâng uât uây  uê uêch uên uênh uêu  uơ
uy uya uych uyên uyêt uyn uynh uyp uyt uyu
ư ưc ưi ưm ưng ưt ưu  ưa ươc ươi ươm ươn ương ươp ươt ươu
y ych yêm yên yêng yêt yêu yn ynh yp yt yu
"""
#: Written rimes without tone.
RIMES = frozenset(_RIME_TEXT.split())

_FRONT = frozenset("ieêy")
# Orthography writes q before the glide, k before front vowels: "coá" and "ce" are not spelled so.
_NOT_AFTER_C = ("oa", "oă", "oe", "uâ", "uê", "uy", "uơ")
_MODIFIED = frozenset("ăâêôơư")
_VOWELS = frozenset("aăâeêioôơuưy")


class Syllable(NamedTuple):
    """A lower-case syllable taken apart. `tone` is a combining mark of `TONE_MARKS`, or ''."""

    onset: str
    rime: str
    tone: str


def _split_tone(word: str) -> tuple[str, str] | None:
    """The word without its tone mark, and the mark; None for two marks or other accents."""
    tone = ""
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", word):
        if char in TONE_MARKS:
            if tone:
                return None
            tone = char
        else:
            kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)), tone


def _fits(onset: str, rime: str) -> bool:
    front = rime[0] in _FRONT
    if onset in ("k", "gh", "ngh"):
        return front
    if onset == "c":
        return not front and not rime.startswith(_NOT_AFTER_C)
    if onset == "g":
        # "gì", "gìn", "giêng": the i of the rime is also the i of gi.
        return not front or rime[0] == "i"
    if onset == "ng":
        return not front
    return True


@lru_cache(maxsize=16384)
def split_syllable(word: str) -> Syllable | None:
    """Take one word apart; None when it is not spelled like a Vietnamese syllable.

    The tone mark may stand on any letter of the word, so "hoà", "hòa" and the mistyped "hòan" are read.
    """
    if len(word) > 8:
        return None
    parted = _split_tone(word.casefold())
    if parted is None:
        return None
    plain, tone = parted
    for onset in (*ONSETS, ""):
        if plain.startswith(onset):
            rime = plain[len(onset) :]
            if rime in RIMES and _fits(onset, rime):
                return Syllable(onset, rime, tone)
    return None


def is_syllable(word: str, *, strict: bool = False) -> bool:
    """Whether the word is spelled like a Vietnamese syllable, in any case.

    `strict` also wants the tone that a final stop needs (-c -ch -p -t take only sắc and nặng).
    """
    syllable = split_syllable(word)
    if syllable is None:
        return False
    return not strict or not syllable.rime.endswith(("c", "ch", "p", "t")) or syllable.tone in "\u0301\u0323"


def _tone_index(rime: str) -> int:
    """Where the traditional placement (hòa, thúy, ủy) writes the tone in a rime."""
    modified = [index for index, letter in enumerate(rime) if letter in _MODIFIED]
    if modified:
        return modified[-1]
    vowels = sum(letter in _VOWELS for letter in rime)
    if vowels < len(rime):
        return vowels - 1
    return 1 if vowels == 3 else 0


def place_tone(word: str) -> str:
    """One lower-case NFC word with its tone in the traditional place; other words come back unchanged.

    "hoà" → "hòa", "thuý" → "thúy", "qúy" → "quý", "gìa" → "già", "hòan" → "hoàn"; "café" stays.
    """
    syllable = split_syllable(word)
    if syllable is None or not syllable.tone:
        return word
    onset, rime, tone = syllable
    at = _tone_index(rime) + 1
    return unicodedata.normalize("NFC", onset + rime[:at] + tone + rime[at:])
