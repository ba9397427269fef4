"""Names that posts use, brought together; slips told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.catalogue.topics import nearly_alike
from reading import catalogue_of

KEYS = st.lists(st.text(st.sampled_from("ab-1"), min_size=1, max_size=10), unique=True, max_size=12)


def _differ_by_one_letter(a: str, b: str) -> bool:
    def shorter(key: str) -> set[str]:
        return {key[:i] + key[i + 1 :] for i in range(len(key))} if len(key) > 7 else set()

    digits = [[c for c in key if c.isdigit()] for key in (a, b)]
    return digits[0] == digits[1] and bool(({a} | shorter(a)) & ({b} | shorter(b)))


@given(KEYS)
def test_near_keys_are_found_and_no_others(keys: list[str]) -> None:
    pairs = nearly_alike(keys)
    near = {a for a in keys for b in keys if a != b and _differ_by_one_letter(a, b)}
    assert pairs.keys() == near
    assert all(_differ_by_one_letter(a, b) for a, b in pairs.items())


def test_spellings_of_one_name_are_one_topic() -> None:
    catalogue, problems = catalogue_of("""
bai-viet/a.md: {author: [Tổ Toán – Tin, TỔ NGỮ VĂN], campaign: "Tự soi, tự sửa"}
bai-viet/b.md: {author: Tổ Toán - Tin, campaign: tự soi – tự sửa}
""")
    assert problems == ()
    assert {url: len(topic.posts) for url, topic in catalogue.topics["author"].items()} == {
        "tac-gia/to-toan-tin/": 2,
        "tac-gia/to-ngu-van/": 1,
    }
    assert len(catalogue.topics["campaign"]) == 1


def test_a_post_that_names_a_topic_twice_is_filed_once() -> None:
    catalogue, _ = catalogue_of("""
tac-gia/x.md: {title: Tổ Toán, aliases: [Tổ Toán – Tin]}
bai-viet/a.md: {author: [Tổ Toán, Tổ Toán – Tin, tổ toán]}
""")
    (author,) = catalogue.topics["author"].values()
    assert (author.title, len(author.posts)) == ("Tổ Toán", 1)
    assert [one.title for one in catalogue.labels["bai-viet/a.md"]["author"]] == ["Tổ Toán"]


@pytest.mark.parametrize("aliases", ["[Tổ Toán]", "[TỔ TOÁN]"])
def test_two_pages_of_one_name_are_told(aliases: str) -> None:
    _, (problem,) = catalogue_of(f"""
tac-gia/x.md: {{title: Tổ Toán}}
tac-gia/y.md: {{title: Tổ Tin, aliases: {aliases}}}
""")
    assert (problem.path, problem.field, problem.fatal) == ("tac-gia/y.md", "aliases", True)
    assert "docs/tac-gia/x.md" in problem.message


def test_names_that_differ_in_a_number_are_no_slips() -> None:
    _, problems = catalogue_of("""
chi-bo/x.md: {title: Chi bộ trường THCS số 1}
bai-viet/a.md: {cell: Chi bộ trường THCS số 2}
""")
    assert problems == ()
