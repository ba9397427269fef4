"""What a post is found by: syllables, neighbours, numbers and dates."""

import datetime
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.search.segments import encode
from newsroom.search.tokens import SearchPost, date_terms, number_terms, parts, syllables, terms_of
from newsroom.search.words import Vocabulary, split
from reading_index import post_terms

WORDS = "hoà hóa uỷ ban sữa sửa đường nguyên quý thuỳ Ngọc Lâm 27 05 HD ĐU tự soi khoẻ wifi COVID"
TEXTS = st.lists(st.sampled_from(WORDS.split()), max_size=12).map(" ".join)


def post(**given: object) -> SearchPost:
    texts: dict[str, object] = {"url": "bai-viet/2022/04/mot/", "title": "", "lead": "", "body": "", "captions": ()}
    return SearchPost(**{**texts, "topics": {}, "date": datetime.date(2022, 4, 1), **given})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Tự soi, tự sửa", "tự soi tự sửa"),
        ("hoá học – khoẻ, uỷ ban, thuý, quý", "hóa học khỏe ủy ban thúy quý"),
        ("Đảng\u00a0uỷ Ðảng", "đảng ủy đảng"),
        ("COVID-19 lớp 6A1 U23 wi-fi", "covid 19 lớp 6 a 1 u 23 wi fi"),
        ("05-CT/TW ngày 01/02/2022, 007", "5 ct tw ngày 1 2 2022 7"),
        ("số31-QĐ/TW", "số 31 qđ tw"),
        ("và/hoặc (0) …", "và hoặc 0"),
        ("", ""),
    ],
)
def test_text_as_syllables(text: str, wanted: str) -> None:
    assert " ".join(syllables(text)) == wanted


@pytest.mark.parametrize(
    "spelling",
    ["27-HD/ĐU", "27 hd đu", "27hd đu", "27–HD/ĐU", "27\u2011HD/ĐU", "27 –HD / ĐU", "027 - hd/ ĐU", "27.HD.Đu"],
)
def test_a_document_number_is_the_same_in_any_spelling(spelling: str) -> None:
    assert syllables(f"số {spelling} ngày") == ["số", "27", "hd", "đu", "ngày"]


def test_number_and_type_of_a_state_document_stand_together_without_the_year() -> None:
    assert ("30", "nđ") in list(number_terms("Nghị định số 30/2020/NĐ-CP ngày 05/3/2020"))
    assert ("30", "nđ") in post_terms(post(body=unicodedata.normalize("NFD", "theo 30/2020/NĐ-CP")))
    assert list(number_terms("27-HD/ĐU, 24/7, năm học 2025/2026")) == []


def test_a_day_is_found_as_people_write_it() -> None:
    terms = set(date_terms(datetime.date(2022, 4, 1)))
    for text in (
        "ngày 01 tháng 4 năm 2022",
        "1/4/2022",
        "01-04-2022",
        "tháng 4 2022",
        "tháng 04/2022",
        "năm 2022",
        "2022",
    ):
        assert set(terms_of(syllables(text))) <= terms


def test_title_weighs_more_than_lead_and_lead_more_than_body() -> None:
    terms = post_terms(post(title="chào cờ", lead="vườn trường", body="sân khấu", captions=("hàng cây",)))
    assert terms["chào", "cờ"] > terms["vườn", "trường"] > terms["hàng", "cây"] > terms["sân", "khấu"] == 1


def test_every_field_is_searched() -> None:
    found = post_terms(
        post(
            title="một hai",
            lead="ba bốn",
            body="năm sáu",
            captions=("bảy tám",),
            topics={
                "author": ("chín mười",),
                "cell": ("hoa sen",),
                "directive": ("27-HD/ĐU",),
                "campaign": ("tự soi",),
                "place": ("sân trường",),
            },
        )
    )
    pairs = {" ".join(term) for term in found}
    assert {
        "một hai",
        "ba bốn",
        "năm sáu",
        "bảy tám",
        "chín mười",
        "hoa sen",
        "27 hd",
        "hd đu",
        "tự soi",
        "sân trường",
    } <= pairs
    assert "hai ba" not in pairs, "the end of one field and the beginning of the next are not neighbours"


@given(TEXTS, TEXTS)
def test_both_syllables_of_a_pair_are_terms_too(title: str, body: str) -> None:
    terms = post_terms(post(title=title, body=body))
    assert all(("", second) in terms and (not first or ("", first) in terms) for first, second in terms)


@given(st.text(max_size=40))
def test_any_text_gives_terms_that_can_be_filed(text: str) -> None:
    one = post(title=text, body=f"12/2020/{text}")
    assert all(second and not set(first + second) & set(" |\n") for first, second in post_terms(one))
    assert encode([one], [0], 4096).blocks


@given(st.lists(st.one_of(TEXTS, st.text(max_size=40), st.text(st.characters(codec=None), max_size=20)), max_size=5))
def test_many_texts_are_cut_at_once_as_each_is_alone(texts: list[str]) -> None:
    vocabulary = Vocabulary()
    words, ends = split(texts)
    numbers = vocabulary.numbers(words).tolist()
    starts = [0, *ends.tolist()]
    cut = [[vocabulary.form_of(at) for at in numbers[first:last]] for first, last in pairwise(starts)]
    assert cut == [syllables(text) for text in texts]


@given(TEXTS)
def test_how_letters_are_composed_changes_nothing(text: str) -> None:
    assert syllables(unicodedata.normalize("NFD", text)) == syllables(text) == syllables(text.upper())


@given(TEXTS)
def test_key_and_marks_tell_forms_apart(text: str) -> None:
    forms = set(syllables(text))
    assert len(set(parts(forms))) == len(forms)
