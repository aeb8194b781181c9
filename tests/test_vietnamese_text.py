"""xlpy.vietnamese: cleaning, comparison keys, file names, codes, look-alikes, syllables."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from xlpy.vietnamese.lookalikes import find_lookalikes
from xlpy.vietnamese.syllables import ONSETS, RIMES, TONE_MARKS, is_syllable, place_tone, split_syllable
from xlpy.vietnamese.text import clean, fold, fold_ascii, is_clean, normalise_code, slug, strip_accents

any_text = st.text(st.characters(exclude_categories=()), max_size=40)
dirty_text = st.text(
    st.sampled_from(
        "ab ơđĐ.-\u00d0\u00f0\u00a0\u00ad\u200b\u200d\ufeff\t\r\n\v\u2028\u0301\u0323\x00\x07\x85"
    ),
    max_size=30,
)
OLD_NEW = [("hòa", "hoà"), ("khỏe", "khoẻ"), ("thúy", "thuý"), ("ủy", "uỷ"), ("tùy", "tuỳ"), ("xòe", "xoè")]


@pytest.mark.parametrize(
    ("typed", "text", "steps"),
    [
        ("Nguyễn Thị Hương", "Nguyễn Thị Hương", ()),
        ("", "", ()),
        (unicodedata.normalize("NFD", "Nguyễn"), "Nguyễn", ("D01",)),
        ("Nguyê\u0303n", "Nguyễn", ("D01",)),
        ("  Nguyễn\u00a0 Văn\tA\r\n", "Nguyễn Văn A", ("D02",)),
        ("Nguyễn\u200b Văn\ufeff A", "Nguyễn Văn A", ("D02",)),
        ("\u00d0ội C\u1ea5n, \u00f0ường, QU\u00d0", "Đội Cấn, đường, QUĐ", ("D03",)),
        ("\u0189ội Cấn", "Đội Cấn", ("D03",)),
        ("Gu\u00f0mundur", "Gu\u00f0mundur", ()),
        ("Nguyễn Thị H\u00adương", "Nguyễn Thị Hương", ("D30",)),
        ("\u202aNguyễn\u202c", "Nguyễn", ("D30",)),
        ("Nguyễn \u00ad Văn", "Nguyễn Văn", ("D30",)),
        ("a\x00b", "a b", ("D02",)),
        (" \u00d0\u00ad" + unicodedata.normalize("NFD", "ội"), "Đội", ("D01", "D02", "D03", "D30")),
    ],
)
def test_clean_removes_what_clerks_cannot_see_and_says_what_it_was(
    typed: str, text: str, steps: tuple[str, ...]
) -> None:
    assert clean(typed) == (text, steps)
    assert is_clean(typed) is (not steps)


def test_clean_keeps_paragraphs_only_when_asked() -> None:
    typed = "Đoạn một. \r\n\r\n  Đoạn  hai.\vĐoạn ba.\u2028Đoạn bốn.\rĐoạn năm."
    paragraphs = "Đoạn một.\nĐoạn hai.\nĐoạn ba.\nĐoạn bốn.\nĐoạn năm."
    assert clean(typed, multiline=True) == (paragraphs, ("D02",))
    assert clean(paragraphs, multiline=True) == (paragraphs, ())
    assert clean(typed).text == paragraphs.replace("\n", " ")
    assert not is_clean(paragraphs)


@settings(deadline=None)
@given(st.one_of(any_text, dirty_text), st.booleans())
@example("\u2000a", False)
@example("a\x85\x85b ", True)
def test_cleaning_twice_is_cleaning_once(s: str, multiline: bool) -> None:
    once = clean(s, multiline=multiline)
    assert clean(once.text, multiline=multiline) == (once.text, ())
    assert bool(once.steps) is (once.text != s)
    assert unicodedata.is_normalized("NFC", once.text)
    assert not re.search("^[ \n]|[ \n]$|  |[\u00ad\u200b\ufeff\t]", once.text)
    assert multiline or "\n" not in once.text


@pytest.mark.parametrize(("old", "new"), OLD_NEW)
def test_both_tone_placements_fold_to_one_key(old: str, new: str) -> None:
    assert old != new
    assert fold(new) == fold(old) == old
    assert fold(f"({new.upper()}),  {old}\n") == f"({old}), {old}"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        ("Quý", "quý"),
        ("qúy", "quý"),
        ("Quí", "quí"),
        ("gìa", "già"),
        ("hòan", "hoàn"),
        ("khuỷu", "khuỷu"),
        ("của cuả", "của của"),
        ("café", "café"),
        ("Đăng Dang", "đăng dang"),
        ("Straße", "strasse"),
    ],
)
def test_fold_moves_tones_within_syllables_and_keeps_letters_apart(typed: str, key: str) -> None:
    assert fold(typed) == key


@settings(deadline=None)
@given(st.one_of(any_text, dirty_text))
@example("ǰ")
@example("İ")
def test_folding_twice_is_folding_once(s: str) -> None:
    assert fold(fold(s)) == fold(s)


def _written(onset: str, rime: str, tone: str, at: int) -> str:
    return unicodedata.normalize("NFC", onset + rime[: at + 1] + tone + rime[at + 1 :])


SYLLABLES = st.tuples(
    st.sampled_from(["", *ONSETS]), st.sampled_from(sorted(RIMES)), st.sampled_from(["", *TONE_MARKS])
).filter(lambda parts: is_syllable("".join(parts[:2])))


@settings(deadline=None)
@given(SYLLABLES, st.data())
def test_fold_does_not_depend_on_normal_form_or_tone_placement(
    parts: tuple[str, str, str], data: st.DataObject
) -> None:
    onset, rime, tone = parts
    vowels = [index for index, letter in enumerate(rime) if letter in "aăâeêioôơuưy"]
    here, there = (data.draw(st.sampled_from(vowels)) for _ in range(2))
    one, other = _written(onset, rime, tone, here), _written(onset, rime, tone, there)
    assert fold(one) == fold(other) == fold(unicodedata.normalize("NFD", one.upper()))
    assert strip_accents(fold(one)) == strip_accents(onset + rime)


def test_fold_of_long_text_equals_fold_of_its_parts() -> None:
    text = "Ủy ban nhân dân phường Liễu Giai đã hoàn thành; " * 20
    assert fold(text) == " ".join(fold(word) for word in text.split())


def test_syllables_are_told_from_other_words() -> None:
    assert split_syllable("Nghiêng") == ("ngh", "iêng", "")
    assert split_syllable("quyết") == ("qu", "yêt", "\u0301")
    assert split_syllable("gì") == ("g", "i", "\u0300")
    assert split_syllable("giếng") == ("g", "iêng", "\u0301")
    assert is_syllable("hoà") and is_syllable("HÒA")
    assert not any(map(is_syllable, ["ceng", "kóng", "ngé", "strong", "Mädchen", "café", "áá", ""]))
    assert is_syllable("cat") and not is_syllable("càt", strict=True) and is_syllable("cát", strict=True)
    assert place_tone("hoá") == "hóa" and place_tone("élysée") == "élysée"


def test_accents_go_and_case_stays() -> None:
    assert strip_accents("Đường Hoàng Hoa Thám, ĐỘI CẤN, Ớt") == "Duong Hoang Hoa Tham, DOI CAN, Ot"
    assert strip_accents("plain") == "plain"
    assert fold_ascii("UỶ BAN  Đội Cấn") == "uy ban doi can"


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Phường Quán Thánh", "phuong-quan-thanh"),
        ("Đ/c: Nguyễn (Thị) Hương!", "d-c-nguyen-thi-huong"),
        ("Con", "con-vn"),
        ("AUX", "aux-vn"),
        ("com1", "com1-vn"),
        ("con đường", "con-duong"),
        ("…", "khong-ten"),
        ("", "khong-ten"),
        ("../../etc", "etc"),
    ],
)
def test_slug_is_a_safe_file_name(name: str, part: str) -> None:
    assert slug(name) == part


@settings(deadline=None)
@given(any_text, st.integers(9, 70))
def test_slug_is_always_ascii_short_and_allowed_by_windows(s: str, max_length: int) -> None:
    part = slug(s, max_length)
    assert re.fullmatch("[a-z0-9]+(-[a-z0-9]+)*", part)
    assert len(part) <= max_length
    assert not re.fullmatch("con|prn|aux|nul|(com|lpt)[0-9]", part)


def test_slug_cuts_at_a_word_and_refuses_a_length_without_room() -> None:
    assert slug("Trường Tiểu học Hoàng Diệu", 15) == "truong-tieu-hoc"
    assert slug("Trường Tiểu học Hoàng Diệu", 14) == "truong-tieu"
    assert slug("x" * 99, 10) == "x" * 10
    with pytest.raises(ValueError, match="at least 9"):
        slug("a", 8)


def test_codes_get_plain_signs_and_keep_their_case() -> None:
    assert normalise_code(" 05\u2013TTr\u2011UBND ") == "05-TTr-UBND"
    assert normalise_code("\uff10\uff11/BC") == "01/BC"
    assert normalise_code("\u201cQĐ\u201d \u2019") == '"QĐ" \''


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyễn Văn \u0410n", "Nguyễn Văn An"),
        ("N\u0441uy\u0435n", "Ncuyen"),
        ("\u041d\u0430\u0301", "Há"),
        ("\uff11\uff12/\uff15", "12/5"),
        ("quý \u2162", "quý III"),
        ("\U0001d40d\U0001d420", "Ng"),
        ("Nguyễn Văn An", None),
        ("plain", None),
        ("Москва", None),
        ("5 μm, α và β", None),
        ("Δt", None),
    ],
)
def test_letters_of_other_scripts_are_found_and_real_foreign_words_left(
    typed: str, meant: str | None
) -> None:
    assert find_lookalikes(typed) == meant


@settings(deadline=None)
@given(st.lists(SYLLABLES, max_size=6))
def test_vietnamese_never_holds_lookalikes(syllables: list[tuple[str, str, str]]) -> None:
    text = " ".join(place_tone(_written(onset, rime, tone, 0)) for onset, rime, tone in syllables)
    assert find_lookalikes(text) is None
    assert find_lookalikes(text.title()) is None
