"""Sort keys in Vietnamese order, for any text and for personal names.

Source: domain.md §6.6: letters a ă â b c d đ e ê … first, tones (none, huyền, hỏi, ngã, sắc, nặng) as
second level, case as third, over the whole text; people by given name. Letter weights come from vn-collate,
whose keys are of one word only: it puts a blank after the letters, where ICU and every clerk put it before.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, cast, get_args

from xlpy.vietnamese.syllables import place_tone
from xlpy.vietnamese.text import clean, nfc

NameOrder = Literal["given_rest", "given_family_middle", "given_middle_family", "as_written"]

_WORD = re.compile(r"(?:[^\W_][\u0300-\u036f]*)+")
# Both sort before the hexadecimal digits of the weights, so a shorter text and a shorter word come first.
_NEXT_WORD = " "
_NEXT_LEVEL = "\x01"


@lru_cache(maxsize=32768)
def _levels(word: str) -> tuple[str, str, str]:
    """Weights of letters, tones and case of one word, as hexadecimal text."""
    from vn_collate import collate_key

    key = collate_key(word)
    # Three runs of two digits for each letter, each closed by the two digits of the terminator.
    size = (len(key) - 6) // 3
    return key[:size], key[size + 2 : 2 * size + 2], key[2 * size + 4 : 3 * size + 4]


def _weights(s: str) -> str:
    levels = [_levels(word) for word in _WORD.findall(s)]
    return _NEXT_LEVEL.join(_NEXT_WORD.join(level[index] for level in levels) for index in range(3))


def text_sort_key(s: str) -> str:
    """Key that sorts texts as ICU's vi_VN does; plain string comparison of keys gives the order.

    Signs between words count as a blank; texts that are equal in letters, tones and case are put in order
    of their code points, so that the order is total.
    """
    text = nfc(s)
    return f"{_weights(text)}{_NEXT_LEVEL}{text}"


@lru_cache(maxsize=32768)
def _unified(word: str) -> str:
    """The word with its tone in the traditional place, so that Hoà and Hòa do not part two namesakes."""
    lower = word.casefold()
    placed = place_tone(lower)
    if placed == lower:
        return word
    if word.isupper():
        return placed.upper()
    return placed[0].upper() + placed[1:] if word[0].isupper() else placed


def person_sort_key(name: str, order: NameOrder = "given_rest") -> str:
    """Key that sorts people by given name, the last syllable of a Vietnamese name.

    `order` says what decides between equal given names: "given_rest" họ and đệm from left to right (the
    usual list), "given_family_middle" họ, then đệm; "given_middle_family" đệm, then họ; "as_written" sorts
    from the left as any text. Raises ValueError for another order, which a settings sheet may hold.
    """
    if order not in cast(tuple[str, ...], get_args(NameOrder)):
        raise ValueError(f"order must be one of {get_args(NameOrder)}, got {order!r}")
    text = clean(name).text
    words = [_unified(word) for word in text.split(" ")]
    given, family, middle = words[-1], " ".join(words[:-1][:1]), " ".join(words[1:-1])
    parts = {
        "given_rest": (given, " ".join(words[:-1])),
        "given_family_middle": (given, family, middle),
        "given_middle_family": (given, middle, family),
        "as_written": (" ".join(words),),
    }[order]
    return "\x00".join([*map(_weights, parts), text_sort_key(text)])
