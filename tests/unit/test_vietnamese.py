"""Vietnamese text: normal form, keys, order, dates."""

import datetime
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.vietnamese import (
    canonical,
    fold,
    format_date,
    format_day,
    format_long,
    format_month,
    nfc,
    parse_date,
    person_key,
    slug,
    sort_key,
)

DAYS = st.dates(datetime.date(1900, 1, 1), datetime.date(2199, 12, 31))
LETTERS = st.text(st.sampled_from("aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặềệộợựỹ ĐÂĂÊÔƠƯ-,.0123456789"))


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Đảng uỷ", "dang uy"), ("TỰ SOI, TỰ SỬA", "tu soi, tu sua"), ("Lê Thị Ngữ", "le thi ngu"), ("résumé", "resume")],
)
def test_fold(text: str, folded: str) -> None:
    assert fold(text) == fold(unicodedata.normalize("NFD", text)) == folded


@pytest.mark.parametrize(("letters", "wanted"), [("\u00d0\u0189", "Đ"), ("\u00f0\u0256", "đ")])
def test_foreign_letters_are_read_as_the_one_they_were_typed_for(letters: str, wanted: str) -> None:
    assert [nfc(letter) for letter in letters] == [wanted, wanted]
    assert {fold(letter) for letter in letters} == {"d"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("27-HD/ĐU", "27-hd-du"),
        ("Tự soi, tự sửa", "tu-soi-tu-sua"),
        ("42/2022/NĐ-CP", "42-2022-nd-cp"),
        ("Ðảng\u00a0uỷ", "dang-uy"),
        ("\u0189ảng bộ, \u00f0ại hội, \u0256i", "dang-bo-dai-hoi-di"),
        ("đọc\u200b sách", "doc-sach"),
        ("t\u200eổ\u202c V\u2060ăn", "to-van"),
        ("???", ""),
    ],
)
def test_slug(text: str, wanted: str) -> None:
    assert slug(text) == wanted


@given(LETTERS)
def test_a_slug_is_its_own_slug_and_stands_in_any_address(text: str) -> None:
    assert slug(slug(text)) == slug(text)
    assert set(slug(text)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert slug(text) == slug(text.upper()) == slug(unicodedata.normalize("NFD", text))


@given(st.text())
def test_normal_form_is_stable(text: str) -> None:
    assert nfc(nfc(text)) == nfc(text)
    fold(text), slug(text), sort_key(text), canonical(text)


@pytest.mark.parametrize(
    ("one", "other"), [("hoá", "hóa"), ("uỷ", "ủy"), ("thuý", "thúy"), ("loè", "lòe"), ("HOÀ", "hòa")]
)
def test_tone_placement_makes_no_difference(one: str, other: str) -> None:
    assert canonical(one) == canonical(other) == other


@pytest.mark.parametrize("syllable", ["quý", "hoán", "toán", "khuyên", "quà", "nghĩa"])
def test_a_tone_that_has_one_place_stays(syllable: str) -> None:
    assert canonical(syllable) == syllable


def test_the_alphabet() -> None:
    words = ["an", "ăn", "ân", "ba", "da", "đa", "em", "êm", "ga", "no", "nô", "nơ", "tu", "tư", "ý"]
    assert sorted({*words}, key=sort_key) == words


def test_tones_come_after_letters() -> None:
    words = ["ma", "mà", "mả", "mã", "má", "mạ", "man", "màn"]
    assert sorted({*words}, key=sort_key) == words


def test_numbers_sort_as_numbers() -> None:
    assert sorted(["Tổ 10", "Tổ 9", "Tổ 2"], key=sort_key) == ["Tổ 2", "Tổ 9", "Tổ 10"]


def test_people_sort_by_given_name_then_by_the_whole() -> None:
    people = ["Lê An", "Nguyễn Văn An", "Trần Ánh", "Bùi Ân", "Lê Dung", "Lê Đức"]
    assert sorted({*people}, key=person_key) == people


@given(st.lists(LETTERS, min_size=2, max_size=2), st.sampled_from([sort_key, person_key]))
def test_keys_can_always_be_compared(texts: list[str], key: object) -> None:
    first, second = (key(text) for text in texts)  # type: ignore[operator]
    assert (first < second) + (first == second) + (first > second) == 1


@given(DAYS)
def test_a_day_can_be_read_as_it_is_printed(day: datetime.date) -> None:
    assert parse_date(day.isoformat()) == parse_date(format_day(day)) == parse_date(format_long(day)) == day
    assert parse_date(f"{day.day}-{day.month}-{day.year}") == day


def test_days_as_official_papers_print_them() -> None:
    day = datetime.date(2022, 4, 1)
    assert format_date(day) == "Thứ Sáu, 01/4/2022"
    assert format_long(day) == "ngày 01 tháng 4 năm 2022"
    assert format_month(2022, 4) == "Tháng 4 năm 2022"
    assert format_day(datetime.date(2022, 2, 1)) == "01/02/2022"
    assert format_date(datetime.date(2022, 4, 3)).startswith("Chủ nhật, ")


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("4/13/2022", "hãy viết ngày trước: 13/4/2022"),
        ("30/02/2022", "không có trong lịch"),
        ("2026-02-30", "không có trong lịch"),
        ("01/4/22", "không phải là ngày"),
        ("01/4/0222", "hãy viết đủ bốn chữ số"),
        ("hôm qua", "không phải là ngày"),
        ("", "không phải là ngày"),
    ],
)
def test_what_is_no_day_is_told(text: str, advice: str) -> None:
    with pytest.raises(ValueError, match=advice):
        parse_date(text)
