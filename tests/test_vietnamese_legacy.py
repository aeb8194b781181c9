"""xlpy.vietnamese.legacy: TCVN3, VNI and misread UTF-8 are recognised, converted, and never seen in clean text."""

from __future__ import annotations

import shutil
import subprocess
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.vietnamese.legacy import convert, detect
from xlpy.vietnamese.legacy_tables import TCVN3, VNI
from xlpy.vietnamese.syllables import ONSETS, RIMES, TONE_MARKS, is_syllable, place_tone

TCVN3_VECTORS = [
    ("Cống Vị", "C\xe8ng V\xde"),
    ("Điện Biên", "\xa7i\xd6n Bi\xaan"),
    ("Đội Cấn", "\xa7\xe9i C\xcan"),
    ("Giảng Võ", "Gi\xb6ng V\xe2"),
    ("Liễu Giai", "Li\xd4u Giai"),
    ("Ngọc Khánh", "Ng\xe4c Kh\xb8nh"),
    ("Nguyễn Trung Trực", "Nguy\xd4n Trung Tr\xf9c"),
    ("Quán Thánh", "Qu\xb8n Th\xb8nh"),
    ("Trúc Bạch", "Tr\xf3c B\xb9ch"),
    ("Vĩnh Phúc", "V\xdcnh Ph\xf3c"),
    (
        "UBND phường Quán Thánh, quận Ba Đình; Nguyễn Thị Hương",
        "UBND ph\xad\xeang Qu\xb8n Th\xb8nh, qu\xcbn Ba \xa7\xd7nh; Nguy\xd4n Th\xde H\xad\xacng",
    ),
]
VNI_VECTORS = [
    ("Xin chào các bạn", "Xin chaøo caùc baïn"),
    ("Cống Vị", "Coáng Vò"),
    ("Điện Biên", "Ñieän Bieân"),
    ("Đội Cấn", "Ñoäi Caán"),
    ("Nguyễn Trung Trực", "Nguyeãn Trung Tröïc"),
    ("Vĩnh Phúc", "Vónh Phuùc"),
    ("Thành Công", "Thaønh Coâng"),
]
CHARSETS = ["cp1252", "latin-1", "cp1258"]


def misread(text: str, charset: str) -> str:
    """UTF-8 shown by a Windows program that believed in another code page."""
    shown = ""
    for byte in text.encode():
        try:
            shown += bytes([byte]).decode(charset)
        except UnicodeDecodeError:
            shown += chr(byte)
    return shown


@pytest.mark.parametrize(("text", "old"), TCVN3_VECTORS)
def test_tcvn3_text_is_recognised_and_converted(text: str, old: str) -> None:
    assert detect(old) == "tcvn3"
    assert convert(old, "tcvn3") == text
    assert old == text.translate({ord(letter): sign for sign, letter in TCVN3.items()})


@pytest.mark.parametrize(("text", "old"), VNI_VECTORS)
def test_vni_text_is_recognised_and_converted(text: str, old: str) -> None:
    assert detect(old) == "vni"
    assert convert(old, "vni") == text


@pytest.mark.skipif(shutil.which("iconv") is None, reason="glibc's iconv is the oracle")
def test_tcvn3_table_is_that_of_glibc() -> None:
    for sign, letter in TCVN3.items():
        read = subprocess.run(
            ["iconv", "-f", "TCVN", "-t", "UTF-8"],
            input=sign.encode("latin-1"),
            capture_output=True,
            check=True,
        )
        assert unicodedata.normalize("NFC", read.stdout.decode()) == letter


def test_tables_hold_every_vietnamese_letter_once() -> None:
    letters = {
        unicodedata.normalize("NFC", vowel + tone) for vowel in "aăâeêioôơuưy" for tone in ["", *TONE_MARKS]
    }
    accented = {letter for letter in letters if not letter.isascii()} | {"đ"}
    assert len(accented) == 67
    assert sorted(TCVN3.values()) == sorted([*accented, *"ĂÂĐÊÔƠƯ"])
    lower = {key: letter for key, letter in VNI.items() if key == key.lower()}
    assert sorted(lower.values()) == sorted(accented)
    capitals = {key: letter for key, letter in VNI.items() if key == key.upper()}
    assert sorted(capitals.values()) == sorted(letter.upper() for letter in accented)
    assert convert("ÑAÏI HOÏC HUYÕN TRAÂN, Aân Ñöùc", "vni") == "ĐẠI HỌC HUỸN TRÂN, Ân Đức"


def test_the_font_decides_even_where_the_text_is_ambiguous() -> None:
    assert detect("L\xe3 V\xe2") is None
    assert detect("L\xe3", ".VnTime") == "tcvn3" and convert("L\xe3", "tcvn3", ".VnTime") == "Ló"
    assert detect("Toán", "VNI-Times") == "vni" and convert("Toán", "vni") == "Tốn"
    assert convert("nguy\xd4n v\xa8n", "tcvn3", ".VnTimeH") == "NGUYỄN VĂN"
    assert convert("nguy\xd4n v\xa8n", "tcvn3", ".VnHelvetInsH") == "NGUYỄN VĂN"
    assert convert("nguy\xd4n v\xa8n", "tcvn3", ".VnArial") == "nguyễn văn"
    assert detect("Lã", "Times New Roman") is None


def test_the_font_does_not_spoil_text_that_is_unicode_already() -> None:
    assert detect("Nguyễn Thị Hương", ".VnTime") is None
    assert detect("Nguyễn Thị Hương", "VNI-Times") is None
    assert detect("Nguyen", ".VnTime") is None


@pytest.mark.parametrize("charset", CHARSETS)
@pytest.mark.parametrize("text", ["Nguyễn Thị Hương", "à", "ĐỘI CẤN – “Hà Nội”", "Tô", "Quán Thánh"])
def test_misread_utf8_is_recognised_and_read_again(text: str, charset: str) -> None:
    shown = misread(text, charset)
    assert detect(shown) == "mojibake"
    assert convert(shown, "mojibake") == text


def test_text_that_does_not_survive_the_round_trip_stays() -> None:
    broken = misread("Nguyễn", "cp1252")[:-2]
    assert detect(broken) is None
    assert convert(broken, "mojibake") == broken


CLEAN_FOREIGN = [
    "Où est le maïs ? Il a dû payer, bien sûr, à l'hôtel de l'Île, en août.",
    "Élève reçu ; la façade naïve, où Loïc haï vit Noël : « ça coûte cher »",
    "Loïc",
    "haï",
    "où",
    "dû",
    "«Là»",
    "Größe für Mädchen und Söhne; Übung macht schön, öfter über Köln hören",
    "Müller & Söhne, Österreich",
    "The naïve café's résumé: 5 µm, 20 °C, ½ cup, §3, © 2023 ®, £5, 3×4÷2, 1ª",
    "10 m², µm, T¹ và x¹",
    "El niño, año, señor; ¿qué? ¡sí!",
    "coração, não, são",
    "smørrebrød på dansk, ærø",
    "Guðmundur Þór",
    "Ê-đê, H'Mông, K'Bông, Krông Nô",
]


@pytest.mark.parametrize("text", CLEAN_FOREIGN)
def test_foreign_text_and_signs_are_left_alone(text: str) -> None:
    assert detect(text) is None
    assert detect(text.upper()) is None


@st.composite
def vietnamese_words(draw: st.DrawFn) -> str:
    onset = draw(st.sampled_from(["", *ONSETS]))
    rime = draw(st.sampled_from(sorted(RIMES)))
    stop = rime.endswith(("c", "ch", "p", "t"))
    tone = draw(st.sampled_from(["\u0301", "\u0323"] if stop else ["", *TONE_MARKS]))
    last_vowel = max(index for index, letter in enumerate(rime) if letter in "aăâeêioôơuưy")
    word = unicodedata.normalize("NFC", onset + rime[: last_vowel + 1] + tone + rime[last_vowel + 1 :])
    word = place_tone(word) if draw(st.booleans()) else word
    return draw(st.sampled_from([word, word.capitalize(), word.upper()]))


real_words = vietnamese_words().filter(is_syllable)
signs = st.sampled_from(
    [" ", " ", " ", ", ", " – ", "; ", " (", ") ", " “", "” ", " «", "» ", "... ", "-", "/"]
)


@st.composite
def vietnamese_text(draw: st.DrawFn) -> str:
    words = draw(st.lists(real_words, min_size=1, max_size=8))
    return "".join(word + draw(signs) for word in words)


@settings(deadline=None, max_examples=200)
@given(vietnamese_text(), st.sampled_from([None, "Times New Roman", "Arial"]))
def test_clean_vietnamese_is_never_taken_for_an_old_encoding(text: str, font: str | None) -> None:
    assert detect(text, font) is None


def is_certain(word: str) -> bool:
    """Rare loan rimes ("xoong", "moóc") and the impossible "quưu" spell another word in the other encoding."""
    plain = unicodedata.normalize("NFD", word)
    return "oo" not in "".join(char for char in plain if char not in TONE_MARKS) and "quu\u031b" not in plain


def test_no_syllable_of_clean_vietnamese_counts_as_evidence() -> None:
    checked = 0
    for onset in ["", *ONSETS]:
        for rime in sorted(RIMES):
            for tone in TONE_MARKS:
                word = place_tone(unicodedata.normalize("NFC", onset + rime[0] + tone + rime[1:]))
                if is_syllable(word):
                    assert detect(f"{word} {word} {word.capitalize()} {word.capitalize()}") is None
                    checked += 1
    assert checked > 10_000


@settings(deadline=None, max_examples=150)
@given(
    st.lists(real_words.map(str.lower).map(place_tone).filter(is_certain), min_size=1, max_size=8).map(
        " ".join
    )
)
def test_whatever_is_recognised_is_what_it_was(text: str) -> None:
    as_tcvn3 = text.translate({ord(letter): sign for sign, letter in TCVN3.items()})
    assert convert(as_tcvn3, "tcvn3") == text
    assert detect(as_tcvn3) in ("tcvn3", None)
    signs_of_vni = {ord(letter): pair for pair, letter in VNI.items() if pair == pair.lower()}
    as_vni = text.translate(signs_of_vni)
    assert detect(as_vni) in ("vni", None)
    if not text.isascii():
        for charset in CHARSETS:
            shown = misread(text, charset)
            assert detect(shown) == "mojibake"
            assert convert(shown, "mojibake") == text


def test_ordinary_office_sentences_in_old_encodings_are_all_recognised() -> None:
    for sentence in [
        "Hoàn thành xuất sắc nhiệm vụ được giao",
        "Phòng Văn hóa và Thông tin",
        "Trường Tiểu học Hoàng Diệu",
        "Lê Văn Ánh",
        "Phường Phúc Xá",
    ]:
        as_tcvn3 = sentence.translate({ord(letter): sign for sign, letter in TCVN3.items()})
        lower_or_upper = {
            ord(letter): pair for pair, letter in VNI.items() if pair in (pair.lower(), pair.upper())
        }
        as_vni = sentence.translate(lower_or_upper)
        assert detect(as_vni) == "vni" and convert(as_vni, "vni") == sentence
        assert detect(as_tcvn3) == "tcvn3" or "Á" in sentence
