"""xlpy.vietnamese.names and .collation: titles, capitals, plausible names, duplicates, sorting."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from xlpy.vietnamese.names import (
    is_plausible_person_name,
    person_key,
    person_sort_key,
    propose_case,
    split_title,
    text_sort_key,
)

# domain.md §6.6: ICU vi_VN with the key (given, middle, family).
_GOLDEN_TEXT = (
    "Bùi Thị Ái · Nguyễn Thị An · Nguyễn Văn An · Nguyễn Văn Anh · Hoàng Ảnh · Phạm Thị Ánh · Lê Văn Ánh · "
    "Đỗ Văn Ăn · Trần Thị Ân · Dương Thị Dung · Đặng Văn Dũng · Vũ Đức Đạt · Lý Thị Hoa · Mai Thị Hoà · "
    "Mai Thị Hòa · Ngô Văn Hoài · Tạ Văn Hưng · Phan Thị Hương · Phan Thị Hường · Trịnh On · Trịnh Ôn · "
    "Trịnh Ơn · Vũ Thị Yến"
)
GOLDEN = _GOLDEN_TEXT.split(" · ")

letters = st.sampled_from("aáàảãạăằâấbcdđeêéghioôơuưyxzAĐÊÔ")
words = st.text(letters, min_size=1, max_size=6)
names = st.lists(words, min_size=1, max_size=4).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "title", "name"),
    [
        ("Ông Nguyễn Văn A", "Ông", "Nguyễn Văn A"),
        ("bà  Lê Thị B", "bà", "Lê Thị B"),
        ("Đ/c: Trần Văn C", "Đ/c", "Trần Văn C"),
        ("Đồng chí Lê An Bình", "Đồng chí", "Lê An Bình"),
        ("PGS.TS. Lê Văn D", "PGS.TS.", "Lê Văn D"),
        ("Ths.BS Ngô Thị E", "Ths.BS", "Ngô Thị E"),
        ("Ông TS Lê An", "Ông TS", "Lê An"),
        ("BS.CKII Ngô Xuân Y", "BS.CKII", "Ngô Xuân Y"),
        ("Thạc sỹ Lê Hà", "Thạc sỹ", "Lê Hà"),
        ("Thượng uý Lê Hà Anh", "Thượng uý", "Lê Hà Anh"),
        ("Ông/Bà Lê An", "Ông/Bà", "Lê An"),
        ("Nguyễn Văn A", None, "Nguyễn Văn A"),
        ("Thái Thị Hoa", None, "Thái Thị Hoa"),
        ("Bành Thị Cô", None, "Bành Thị Cô"),
        ("Ông Tuấn", None, "Ông Tuấn"),
        ("Cô", None, "Cô"),
        ("", None, ""),
    ],
)
def test_titles_are_split_from_names_only_where_a_name_remains(
    typed: str, title: str | None, name: str
) -> None:
    assert split_title(typed) == (title, name)
    assert split_title(unicodedata.normalize("NFD", typed)) == (title, name)


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("NGUYỄN THỊ HƯƠNG", "Nguyễn Thị Hương"),
        ("nguyễn thị hương", "Nguyễn Thị Hương"),
        ("Nguyễn thị HƯơng", "Nguyễn Thị Hương"),
        (unicodedata.normalize("NFD", "NGUYỄN VĂN ÁNH"), "Nguyễn Văn Ánh"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        ("y-blôk êban", "Y-Blôk Êban"),
        ("Nguyễn Thị Hương", None),
        ("Đỗ Á", None),
        ("", None),
    ],
)
def test_each_syllable_of_a_name_gets_one_capital(typed: str, proposed: str | None) -> None:
    assert propose_case(typed) == proposed


def test_acronyms_keep_their_spelling_when_they_are_known() -> None:
    assert propose_case("UBND PHÚC XÁ", {"UBND", "THCS"}) == "UBND Phúc Xá"
    assert propose_case("ubnd Phúc Xá", {"UBND"}) == "UBND Phúc Xá"
    assert propose_case("UBND Phúc Xá", ["UBND"]) is None
    assert propose_case("UBND Phúc Xá") == "Ubnd Phúc Xá"


@pytest.mark.parametrize("name", ["Nguyễn Văn A", "H'Hen Niê", "Y-Blôk Êban", " Lê  An ", "lê an"])
def test_names_of_two_syllables_are_plausible(name: str) -> None:
    assert is_plausible_person_name(name)


@pytest.mark.parametrize(
    "name",
    ["An", "", "Nguyễn Văn 2", "Lê An (Hà Nội)", "Lê, An", "Lê An.", "- -", "Lê - An", "Lê An_", "1. Lê An"],
)
def test_other_text_is_no_plausible_name(name: str) -> None:
    assert not is_plausible_person_name(name)


def test_one_person_in_several_spellings_has_one_key() -> None:
    spellings = [
        "Mai Thị Hoà",
        "MAI  THỊ HÒA",
        "Bà Mai Thị Hòa",
        unicodedata.normalize("NFD", "mai thị hoà "),
    ]
    assert {person_key(spelling) for spelling in spellings} == {"mai thị hòa"}
    assert person_key("Mai Thị Hoa") != person_key("Mai Thị Hòa")


def test_names_come_in_the_golden_order_of_icu() -> None:
    for seed in range(5):
        mixed = random.Random(seed).sample(GOLDEN, len(GOLDEN))
        assert sorted(mixed, key=lambda name: person_sort_key(name, "given_middle_family")) == GOLDEN


def test_the_order_of_name_parts_is_a_setting() -> None:
    people = ["Phạm Thị Bích Ánh", "Lê Văn Ánh", "Lê Thị Ánh", "Lý An", "An Văn Bình"]
    assert sorted(people, key=person_sort_key) == [
        "Lý An",
        "Lê Thị Ánh",
        "Lê Văn Ánh",
        "Phạm Thị Bích Ánh",
        "An Văn Bình",
    ]
    by_middle = sorted(people, key=lambda name: person_sort_key(name, "given_middle_family"))
    assert by_middle == ["Lý An", "Lê Thị Ánh", "Phạm Thị Bích Ánh", "Lê Văn Ánh", "An Văn Bình"]
    assert sorted(people, key=lambda name: person_sort_key(name, "as_written"))[0] == "An Văn Bình"
    family_first = ["Lê Thị Ánh", "Lê An Ánh", "Lê Ánh"]
    assert (
        sorted(family_first, key=lambda name: person_sort_key(name, "given_family_middle"))
        == family_first[::-1]
    )
    with pytest.raises(ValueError, match="order must be one of"):
        person_sort_key("Lê An", "surname")  # pyright: ignore[reportArgumentType]


def test_tone_placement_does_not_part_namesakes() -> None:
    people = ["Vũ Thị Hoà", "Bùi Thị Hòa", "Lê Thị Hoà"]
    assert sorted(people, key=person_sort_key) == ["Bùi Thị Hòa", "Lê Thị Hoà", "Vũ Thị Hoà"]


def test_text_is_sorted_by_letters_first_then_tones_then_case() -> None:
    order = [
        "an",
        "An",
        "án",
        "An Bình",
        "Anh",
        "Ánh",
        "Ăn",
        "Ân",
        "Ban",
        "Dân",
        "Đan",
        "Em",
        "Ê",
        "O",
        "Ô",
        "Ơ",
    ]
    assert sorted(random.Random(1).sample(order, len(order)), key=text_sort_key) == order
    wards = ["Cống Vị", "Điện Biên", "Đội Cấn", "Giảng Võ", "Kim Mã", "Liễu Giai", "Ngọc Hà", "Ngọc Khánh"]
    assert sorted(random.Random(1).sample(wards, len(wards)), key=text_sort_key) == wards


@settings(deadline=None)
@given(names, names)
def test_sort_keys_agree_with_equality_and_ignore_normal_form(one: str, other: str) -> None:
    for key in (text_sort_key, person_sort_key):
        assert (key(one) == key(other)) is (one == other)
        assert key(unicodedata.normalize("NFD", one)) == key(one)


@settings(deadline=None)
@given(names, names, words)
def test_people_are_ordered_by_given_name_whatever_stands_before(
    one: str, other: str, given_name: str
) -> None:
    assert person_sort_key(f"{one} a") < person_sort_key(f"{other} b")
    by_rest = person_sort_key(one, "as_written") < person_sort_key(other, "as_written")
    assert (person_sort_key(f"{one} {given_name}") < person_sort_key(f"{other} {given_name}")) is by_rest


@settings(deadline=None)
@given(st.lists(names, max_size=8))
def test_text_order_is_that_of_icu_where_it_is_installed(some: list[str]) -> None:
    icu = pytest.importorskip("icu", reason="PyICU (Debian: python3-icu) is an optional oracle")
    collator = icu.Collator.createInstance(icu.Locale("vi_VN"))
    ours = sorted(some, key=text_sort_key)
    keys = [collator.getSortKey(text) for text in ours]
    assert keys == sorted(keys)
