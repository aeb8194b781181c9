"""Names of people: titles before them, capitals, plausibility, keys for duplicates and for sorting.

Sources: domain.md §6.2 (D07, D10, D29), §6.6, §2.4 (person: every syllable begins with a capital).
"""

from __future__ import annotations

import re
from collections.abc import Collection

from xlpy.vietnamese.collation import NameOrder as NameOrder
from xlpy.vietnamese.collation import person_sort_key as person_sort_key
from xlpy.vietnamese.collation import text_sort_key as text_sort_key
from xlpy.vietnamese.text import clean, fold, nfc

_HONORIFICS = "ông bà anh chị cô thầy cụ em cháu đ/c đc đồng chí"
_DEGREES = "gs pgs tskh ts ths bs bsck bscki bsckii ck cki ckii cn ks kts ds dscki ls ncs vs"
_MERITS = "ngưt ngnd nsưt nsnd ttưt ttnd"
_WRITTEN_OUT = (
    "đồng chí|phó giáo sư|giáo sư|tiến sĩ|tiến sỹ|thạc sĩ|thạc sỹ|bác sĩ|bác sỹ|kỹ sư|kĩ sư|kiến trúc sư|"
    "cử nhân|dược sĩ|dược sỹ|luật sư|nhà giáo nhân dân|nhà giáo ưu tú|nhà giáo|"
    "mẹ việt nam anh hùng|mẹ vnah|(?:thiếu|trung|thượng|đại) (?:úy|tá|tướng)|(?:hạ|trung|thượng) (?:sĩ|sỹ)"
)
_SHORT = sorted(
    {word for word in f"{_HONORIFICS} {_DEGREES} {_MERITS}".split() if word not in ("đồng", "chí")},
    key=len,
    reverse=True,
)
# A short title ends with a point, colon, comma or blank; degrees are chained by points: "PGS.TS.BS Lê …".
_TITLE = re.compile(rf"(?:(?:{_WRITTEN_OUT})(?=[\s.:,/])|(?:{'|'.join(_SHORT)})(?=[\s.:,/]))[\s.:,/]*")

_SYLLABLE = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_LETTER_RUN = re.compile(r"[^\W\d_]+")


def split_title(name: str) -> tuple[str | None, str]:
    """The titles before a name as typed, or None, and the name (D10), both cleaned.

    "Ông Nguyễn Văn A" → ("Ông", "Nguyễn Văn A"); "PGS.TS. Lê B C" → ("PGS.TS.", "Lê B C"). A title is only
    split off where at least two syllables stay, so "Cô Anh" and the family name in "Ông Tuấn" are left. A
    proposal for the clerk: Ông is a family name too.
    """
    text = clean(name).text
    # Tone placement may differ in length-preserving ways only, so positions in both texts agree.
    lower = text.lower()
    if len(lower) != len(text):
        return None, text
    lower = lower.replace("uý", "úy")
    end = 0
    while match := _TITLE.match(lower, end):
        end = match.end()
    rest = text[end:]
    if not end or len(rest.split()) < 2:
        return None, text
    return text[:end].strip(" :,/"), rest


def propose_case(name: str, acronyms: Collection[str] = ()) -> str | None:
    """The name with a capital at each syllable and small letters after it (D07); None if it is so already.

    Hyphens and apostrophes begin a syllable ("H'Hen Niê", "Y-Blôk"). Words of `acronyms`, in any case, get
    the spelling given there: needed where a column may hold a unit instead of a person. Whole names of
    units need other rules (domain.md §2.4) and should not be passed.
    """
    text = clean(name).text
    known = {acronym.casefold(): nfc(acronym) for acronym in acronyms}

    def cased(match: re.Match[str]) -> str:
        word = match[0]
        spelling = known.get(word.casefold())
        return spelling if spelling is not None else nfc(word[0].upper() + word[1:].lower())

    proposed = _LETTER_RUN.sub(cased, text)
    return proposed if proposed != text else None


def is_plausible_person_name(s: str) -> bool:
    """Whether the text can be a full name: two or more syllables of letters, with inner hyphen or apostrophe.

    Blanks around and between do not count (they are D02); digits and other signs make it False.
    """
    words = clean(s).text.split()
    return len(words) >= 2 and all(_SYLLABLE.fullmatch(word) for word in words)


def person_key(full_name: str) -> str:
    """Key that is equal for two spellings of one name: folded, without titles. One half of the duplicate
    key of domain.md §6.6, the other half is the birth date or year."""
    return fold(split_title(full_name)[1])
