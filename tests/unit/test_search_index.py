"""The index as files: what goes in can be read back, and a new post touches few of them."""

import datetime
import json
import re
from collections.abc import Sequence
from functools import partial
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsroom.search import Entry, Known, SearchPost, build_index, index_files, plan_index, post_terms
from newsroom.search.segments import GAPS, LEVEL, LEVELS, MARKS, SHARED, encode, number
from newsroom.search.tokens import parts, syllables
from newsroom.vietnamese import fold

Found = dict[str, list[tuple[tuple[str, ...], list[tuple[int, int]]]]]
"""Key → for each form its marks and (post, weight)."""

SYLLABLES = "tự soi sửa sữa hoà hoá hoạ đường dương ban bàn bán học sinh trường chi bộ đảng 27 05 2022 hd đu wifi"
TEXTS = st.lists(st.sampled_from(SYLLABLES.split()), min_size=1, max_size=10).map(" ".join)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2024, 12, 31))


def post(at: int, title: str, body: str = "", day: datetime.date = datetime.date(2022, 4, 1)) -> SearchPost:
    cell, number, campaign = "Chi bộ trường Hoa Sen", ("27-HD/ĐU",), ("Tự soi, tự sửa",)
    return SearchPost(f"bai-viet/b{at}/", title, "", body, (), ("Tổ Ngữ văn",), cell, number, campaign, day)


POSTS = st.lists(st.tuples(TEXTS, TEXTS, DAYS), min_size=1, max_size=12).map(
    lambda rows: [post(at, title, body, day) for at, (title, body, day) in enumerate(rows)]
)


# Reading back -------------------------------------------------------------------------------------


def read_number(text: str, at: int, alphabets: tuple[str, str]) -> tuple[int, int]:
    last, more = alphabets
    value = 0
    while text[at] in more:
        value = value * len(more) + more.index(text[at]) + 1
        at += 1
    return value * len(last) + last.index(text[at]), at + 1


def read_form(text: str, marks: Sequence[str], count: int) -> tuple[tuple[str, ...], list[tuple[int, int]]]:
    at, found, posts, after = 0, [], [], 0
    for _ in range(count):
        code, at = read_number(text, at, MARKS)
        found.append(marks[code])
    while at < len(text):
        gap, at = read_number(text, at, GAPS)
        level = LEVEL.find(text[at]) + 1 if at < len(text) else 0
        at += level > 0
        posts.append((after + gap, LEVELS[level]))
        after += gap + 1
    return tuple(found), posts


def read_block(block: str, marks: Sequence[str]) -> Found:
    found: Found = {}
    key = ""
    for shared, rest, forms in re.findall(r"([!-/:])([a-z0-9 \u0080-\uffff]*)([^!-/:]*)", block):
        key = key[: SHARED.index(shared)] + rest
        found[key] = [read_form(form, marks, 1 if key[0] == " " else 2) for form in forms.split(" ")]
    return found


def wanted(posts: Sequence[SearchPost]) -> dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]]:
    found: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = {}
    for at, one in enumerate(posts):
        for (first, second), weight in post_terms(one).items():
            (key, mark), (other, more) = parts(first), parts(second)
            level = max(least for least in LEVELS if weight >= least)
            place = f"{key} {other}", (mark, more) if first else (more,)
            found.setdefault(place, []).append((at, level))
    return found


@given(POSTS)
def test_what_is_read_back_is_what_went_in(posts: list[SearchPost]) -> None:
    segment = encode([post_terms(one) for one in posts])
    found = {
        (key, marks): entries
        for block in segment.blocks
        for key, forms in read_block(block, segment.marks).items()
        for marks, entries in forms
    }
    assert found == wanted(posts)


def test_keys_ascend_through_all_blocks_and_starts_part_them() -> None:
    texts = [" ".join(f"{a}{b}" for b in "aăâeêioôơuưy") for a in "bcdghklmnprstvx"]
    posts = [post(at, text, f"{text} {at}") for at, text in enumerate(texts * 8)]
    segment = encode([post_terms(one) for one in posts])
    keys = [list(read_block(block, segment.marks)) for block in segment.blocks]
    assert len(keys) > 3
    assert [key for some in keys for key in some] == sorted({key for some in keys for key in some})
    for start, before, after in zip(segment.starts[1:], keys, keys[1:], strict=False):
        assert before[-1] < start <= after[0]


@given(st.integers(0, 10**7))
def test_numbers_end_where_their_alphabet_says(value: int) -> None:
    for alphabets in (GAPS, MARKS):
        text = number(value, alphabets)
        assert read_number(text + text, 0, alphabets) == (value, len(text))


def test_no_two_parts_of_a_record_share_characters() -> None:
    letters = "abcdefghijklmnopqrstuvwxyz0123456789 "
    assert not set(SHARED) & set("".join((*GAPS, *MARKS, LEVEL, letters)))
    assert not set("".join(MARKS)) & set(letters)
    assert not set(GAPS[0]) & set(GAPS[1]) and not set(MARKS[0]) & set(MARKS[1])
    assert not set(LEVEL) & set("".join(GAPS) + " ")


# Finding ------------------------------------------------------------------------------------------


@given(POSTS)
def test_a_title_typed_without_marks_finds_its_post(posts: list[SearchPost]) -> None:
    segment = encode([post_terms(one) for one in posts])
    table: Found = {}
    for block in segment.blocks:
        table |= read_block(block, segment.marks)
    for at, one in enumerate(posts):
        typed = syllables(fold(one.title))
        pairs = list(pairwise(typed))
        for key in [f"{a} {b}" for a, b in pairs] or [f" {typed[0]}"]:
            assert any(at == found for _, entries in table[key] for found, _ in entries)


# Files --------------------------------------------------------------------------------------------


def many(count: int) -> list[SearchPost]:
    first = datetime.date(2020, 1, 1)
    days = [first + datetime.timedelta(days=at) for at in range(count)]
    return [post(at, f"bài số {at}", f"nội dung của bài {at} " * 3, day) for at, day in enumerate(days)]


def manifest(files: dict[str, bytes]) -> dict[str, object]:
    start = json.loads(files["search/search_index.json"])
    assert start["docs"] == []
    found: dict[str, object] = json.loads(files[start["config"]["manifest"]])
    return found


def test_the_same_posts_in_any_order_give_the_same_files() -> None:
    posts = many(40)
    assert build_index(posts) == build_index(posts[::-1])


def test_no_posts_is_an_index_too() -> None:
    files = build_index([])
    assert manifest(files)["segments"] == []


def test_a_new_post_leaves_the_large_segment_and_older_passages_alone() -> None:
    before, after = build_index(many(130)), build_index(many(131))
    large = f"search/{json.loads(json.dumps(manifest(before)))['segments'][0]['folder']}/"
    kept = {path for path in before if path in after and before[path] == after[path]}
    assert {path for path in before if path.startswith(large)} <= kept
    assert sum(path.startswith("search/posts/") for path in before.keys() - kept) <= 16


def test_a_file_with_other_content_has_another_name() -> None:
    posts = many(50)
    changed = [*posts[:10], post(10, "bài đã sửa", "nội dung khác", posts[10].date), *posts[11:]]
    before, after = build_index(posts), build_index(changed)
    same_names = before.keys() & after.keys() - {"search/search_index.json"}
    assert same_names and all(before[path] == after[path] for path in same_names)


def test_what_every_page_fetches_is_small() -> None:
    assert len(build_index(many(200))["search/search_index.json"]) < 300


def test_posts_of_pieces_made_before_are_not_read_again() -> None:
    posts = many(70)
    read: list[str] = []

    def reading(one: SearchPost) -> SearchPost:
        read.append(one.url)
        return one

    def entries(some: Sequence[SearchPost]) -> list[Entry]:
        return [Entry(one.url, one.date, str(hash(one)), partial(reading, one)) for one in some]

    _, known = index_files(plan_index(entries(posts[:-1]), Known({}, {})))
    read.clear()
    files, _ = index_files(plan_index(entries(posts), known))
    assert set(read) <= {one.url for one in posts[64:]}, "the large segment and whole groups of passages need no post"
    assert {path: make() for path, make in files.items()} == build_index(posts)


def test_a_passage_file_says_what_is_shown() -> None:
    (path,) = [path for path in build_index([post(1, "Tự soi", "Đoạn một\nĐoạn hai")]) if "/posts/" in path]
    shown = json.loads(build_index([post(1, "Tự soi", "Đoạn một\nĐoạn hai")])[path])
    assert shown["day"] == "Thứ Sáu, 01/4/2022"
    assert shown["text"] == ["Đoạn một", "Đoạn hai"]
    assert (shown["location"], shown["cell"]) == ("bai-viet/b1/", "Chi bộ trường Hoa Sen")
