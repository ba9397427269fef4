"""The index as files: what goes in can be read back, and a new post touches few of them."""

import datetime
import json
import subprocess
import sys
import tracemalloc
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.search import Entry, Record, SearchPost, build_index, plan_index, weighing
from newsroom.search.abbreviations import ABBREVIATIONS
from newsroom.search.grid import EPOCH, Grid, newest_from
from newsroom.search.index import START, manifest_files
from newsroom.search.notation import GAPS, LEVEL, LEVELS, MARKS, SHARED, number
from newsroom.search.passages import MOST_FILES
from newsroom.search.pieces import Damaged, KeptFile, PassageFiles, Passages, Patch, Whole
from newsroom.search.segments import Segment, encode
from newsroom.search.table import ordered
from newsroom.search.tokens import parts, syllables
from newsroom.search.weighing import HALF, LEVEL_BITS, Runs
from newsroom.vietnamese import fold
from reading_index import Found, post_terms, read_block, read_number
from small_site import PROJECT

SYLLABLES = "tự soi sửa sữa hoà hoá hoạ đường dương ban bàn bán học sinh trường chi bộ đảng 27 05 2022 hd đu wifi"
TEXTS = st.lists(st.sampled_from(SYLLABLES.split()), min_size=1, max_size=10).map(" ".join)
DAYS = st.dates(datetime.date(2020, 1, 1), datetime.date(2024, 12, 31))


def post(at: int, title: str, body: str = "", day: datetime.date = datetime.date(2022, 4, 1)) -> SearchPost:
    cell, number, campaign = ("Chi bộ trường Hoa Sen",), ("27-HD/ĐU",), ("Tự soi, tự sửa",)
    topics = {"campaign": campaign, "cell": cell, "author": ("Tổ Ngữ văn",), "directive": number}
    return SearchPost(f"bai-viet/b{at}/", title, "", body, (), topics, day)


POSTS = st.lists(st.tuples(TEXTS, TEXTS, DAYS), min_size=1, max_size=12).map(
    lambda rows: [post(at, title, body, day) for at, (title, body, day) in enumerate(rows)]
)


# ParsedFile back -------------------------------------------------------------------------------------


def table(segment: Segment) -> Found:
    """All records, as `read_block` tells them."""
    found: Found = {}
    for block in segment.blocks:
        found |= read_block(block)
    return found


def wanted(posts: Sequence[SearchPost]) -> dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]]:
    found: dict[tuple[str, tuple[str, ...]], list[tuple[int, int]]] = {}
    for at, one in enumerate(posts):
        for (first, second), weight in post_terms(one).items():
            (key, mark), (other, more) = parts((first, second))
            level = max(least for least in LEVELS if weight >= least)
            place = f"{key} {other}", (mark, more) if first else (more,)
            found.setdefault(place, []).append((at, level))
    return found


@given(POSTS)
def test_what_is_read_back_is_what_went_in(posts: list[SearchPost]) -> None:
    found = {
        (key, marks): entries
        for key, forms in table(encode(posts, range(len(posts)), 4096)).items()
        for marks, entries in forms
    }
    assert found == wanted(posts)


@given(POSTS, st.integers(1, 60), st.integers(1, 9))
def test_how_much_is_worked_on_at_once_does_not_show(posts: list[SearchPost], characters: int, postings: int) -> None:
    whole = encode(posts, range(len(posts)), 4096)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weighing, "_AT_ONCE", characters)
        patch.setattr(weighing, "_MOST", postings)
        patch.setattr("newsroom.search.table._AT_ONCE", postings)
        assert encode(posts, range(len(posts)), 4096) == whole


def test_a_word_said_again_and_again_weighs_no_more_than_the_most() -> None:
    found = table(encode([post(0, "một", "lặp lại " * 5000), post(1, "hai", "lặp lại")], [0, 1], 4096))
    assert found["lap lai"] == [(("ặ", "ạ"), [(0, 16), (1, 1)])]


def test_posts_that_are_too_many_to_be_numbered_at_once_are_told_apart() -> None:
    posts = [post(at, "một", "hai" if at == 4097 else "") for at in range(4100)]
    assert table(encode(posts, range(len(posts)), 4096))[" hai"] == [(("",), [(4097, 1)])]


@pytest.mark.parametrize("size", [1, 700, 4096])
def test_keys_ascend_through_all_blocks_and_starts_part_them(size: int) -> None:
    texts = [" ".join(f"{a}{b}" for b in "aăâeêioôơuưy") for a in "bcdghklmnprstvx"]
    posts = [post(at, text, f"{text} {at}") for at, text in enumerate(texts * 8)]
    segment = encode(posts, range(len(posts)), size)
    keys = [list(read_block(block)) for block in segment.blocks]
    assert len(keys) > 3
    assert [key for some in keys for key in some] == sorted({key for some in keys for key in some})
    starts = [rooms[0][0] for rooms in segment.rooms]
    for start, before, after in zip(starts[1:], keys, keys[1:], strict=False):
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
    found = table(encode(posts, range(len(posts)), 4096))
    for at, one in enumerate(posts):
        typed = syllables(fold(one.title))
        pairs = list(pairwise(typed))
        for key in [f"{a} {b}" for a, b in pairs] or [f" {typed[0]}"]:
            assert any(at == number for _, entries in found[key] for number, _ in entries)


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


def test_an_edit_leaves_blocks_without_its_syllables_alone() -> None:
    posts = many(400)
    before = build_index(posts)
    other = post(1000, "bài khác", "không giống", posts[50].date)
    for changed in (
        [*posts, other],
        [*posts[:50], *posts[51:]],
        [*posts[:50], post(50, posts[50].title, f"{posts[50].body} thêm", posts[50].date), *posts[51:]],
    ):
        fresh = [path for path in build_index(changed) if path not in before]
        passages = [path for path in fresh if "/posts/" in path]
        assert 0 < len(passages) <= MOST_FILES and len(fresh) - len(passages) <= 11
    assert len(before) > 100


def test_passages_have_one_version_with_their_neighbours() -> None:
    posts = many(400)
    paths = [path for path in build_index(posts) if "/posts/" in path]
    versions = [path.rpartition("-")[2] for path in paths]
    assert len(paths) > 100 and len(set(versions)) < len(paths) / 4
    assert len({path.rpartition("-")[0] for path in paths}) == len(paths)


def test_of_passages_with_one_version_only_those_of_an_edited_post_are_made(tmp_path: Path) -> None:
    posts = {number: post(number, f"bài {number}", "nội dung") for number in range(9)}
    files = {3 * at: (f"key {at}", {n: posts[n] for n in range(3 * at, 3 * at + 3)}) for at in range(3)}
    made, contents = Passages("all", "new", files, {}, "").make()
    for path, content in contents:
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(content)
    assert isinstance(made, PassageFiles)
    kept = {at: KeptFile(made.paths[at], made.files[at]) for at in (0, 6)}
    changed = {3: ("key of another", {3: post(3, "bài đã sửa", "khác"), 4: posts[4], 5: posts[5]})}
    patched = Passages("others", "new", changed, kept, str(tmp_path))
    assert [*patched.posts] == [3, 4, 5]
    whole = Passages("others", "new", {**files, **changed}, {}, "")
    assert patched.make()[0] == whole.make()[0] and [*patched.make()[1]] == [*whole.make()[1]]
    (tmp_path / made.paths[0]).write_bytes(b"[]")
    with pytest.raises(Damaged):
        patched.make()


def test_a_file_with_other_content_has_another_name() -> None:
    posts = many(50)
    changed = [*posts[:10], post(10, "bài đã sửa", "nội dung khác", posts[10].date), *posts[11:]]
    before, after = build_index(posts), build_index(changed)
    same_names = before.keys() & after.keys() - {"search/search_index.json"}
    assert same_names and all(before[path] == after[path] for path in same_names)


def test_what_every_page_fetches_is_small() -> None:
    assert len(build_index(many(200))["search/search_index.json"]) < 300


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 99)), min_size=1, max_size=30, unique=True), st.data())
def test_numbers_ascend_by_day_and_stay_where_no_post_of_the_day_comes(
    rows: list[tuple[int, int]], data: st.DataObject
) -> None:
    first = datetime.date(2022, 1, 1)
    entries = [Entry(f"{day}/{at}", first + datetime.timedelta(days=day), "") for day, at in rows]
    found = Grid(first.toordinal() - EPOCH, 365, 128).numbered(entries)
    assert [entry.date for _, entry in found] == sorted(entry.date for entry in entries)
    gone = data.draw(st.sampled_from(entries))
    left = dict(Grid(first.toordinal() - EPOCH, 365, 128).numbered([one for one in entries if one != gone]))
    assert all(left[at] == entry for at, entry in found if entry.date != gone.date)


def test_another_year_leaves_numbers_as_they_are_and_fuller_days_do_not() -> None:
    days = [datetime.date(2021, 5, 1), datetime.date(2022, 12, 31)]
    grid, longer = Grid.of(days), Grid.of([*days, datetime.date(2023, 1, 1)])
    entries = [Entry(f"b{at}", day, "") for at, day in enumerate(days * 3)]
    assert grid.days < longer.days
    assert grid.numbers_as(longer)
    assert grid.numbered(entries) == longer.numbered(entries)
    assert not grid.numbers_as(Grid.of(days * 5))
    assert not grid.numbers_as(Grid.of([*days, datetime.date(2020, 1, 1)]))


WORDS = st.lists(st.sampled_from(f"{SYLLABLES} ôô agentство ü đđ áơ aà àa".split()), max_size=12).map(" ".join)
VERSIONS = st.dictionaries(st.integers(0, 40), st.tuples(WORDS, WORDS), max_size=12).map(
    lambda rows: {at: post(at, title, body) for at, (title, body) in rows.items()}
)


@given(VERSIONS, VERSIONS, st.sampled_from([1, 40, 150, 4096]))
def test_a_patched_segment_is_the_one_made_of_all_posts(
    before: dict[int, SearchPost], after: dict[int, SearchPost], size: int
) -> None:
    posts = [dict(sorted(some.items())) for some in (before, after)]
    (table, old), (wanted, new) = (Whole("old", size, some).make() for some in posts)
    with TemporaryDirectory() as folder:
        for path, content in old:
            Path(folder, path).parent.mkdir(parents=True, exist_ok=True)
            Path(folder, path).write_bytes(content)
        gone = {at: one for at, one in before.items() if after.get(at) != one}
        come = {at: one for at, one in after.items() if before.get(at) != one}
        patched, files = Patch(table, size, gone, come, folder).make()
    kept = {path: content for path, content in old if path in set(patched.paths)}
    assert patched.paths == wanted.paths
    assert kept | dict(files) == dict(new)


def test_a_block_that_is_not_what_was_written_is_noticed(tmp_path: Path) -> None:
    table, _ = Whole("old", 4096, {0: post(0, "Tự soi")}).make()
    with pytest.raises(Damaged):
        Patch(table, 4096, {0: post(0, "Tự soi")}, {}, str(tmp_path)).make()


def test_the_newest_posts_begin_with_a_month_and_that_seldom_moves() -> None:
    days = [datetime.date(2014, 1, 1) + datetime.timedelta(days=at) for at in range(4000)]
    bounds = [newest_from(days[:count], 64) for count in range(3000, 4000)]
    assert all(bound.day == 1 for bound in bounds)
    assert all(sum(day >= bound for day in days[:count]) >= 64 for count, bound in enumerate(bounds, 3000))
    assert len(set(bounds)) < 12


def test_terms_are_put_in_order_in_little_memory() -> None:
    chance = np.random.default_rng(27)
    drawn = [chance.integers(0, 500, 100_000) << HALF | chance.integers(1, 500, 100_000) for _ in range(5)]
    terms = np.concatenate([np.unique(some) for some in drawn])
    postings = np.resize(np.arange(4096, dtype=np.uint16) << LEVEL_BITS, 3 * len(terms))
    sizes = np.array([len(np.unique(some)) for some in drawn], np.int32)
    runs = Runs(terms, np.full(len(terms), 3, np.uint16), postings, sizes, np.full(5, 4096, np.int32))
    size, places, numbers = terms.nbytes + 2 * postings.nbytes, np.arange(500), np.arange(5 * 4096)
    tracemalloc.start()
    ordered(runs, places, places, numbers)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 3.7 * size


def test_numpy_is_not_loaded_where_no_piece_is_made() -> None:
    modules = "newsroom.search.indexing, newsroom.search.patching"
    nothing = f"import {modules}; from newsroom.search import *; plan_index([], Record())"
    code = f"import sys; {nothing}; sys.exit('numpy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PROJECT / "hooks").returncode == 0


def test_a_passage_file_says_what_is_shown() -> None:
    (path,) = [path for path in build_index([post(1, "Tự soi", "Đoạn một\nĐoạn hai")]) if "/posts/" in path]
    (shown,) = json.loads(build_index([post(1, "Tự soi", "Đoạn một\nĐoạn hai")])[path])
    assert shown["day"] == "Thứ Sáu, 01/4/2022"
    assert shown["text"] == ["Đoạn một", "Đoạn hai"]
    assert (shown["location"], shown["topics"]["cell"]) == ("bai-viet/b1/", ["Chi bộ trường Hoa Sen"])


# Abbreviations ------------------------------------------------------------------------------------


def test_the_manifest_brings_abbreviations_with_those_of_the_site_first() -> None:
    plan = plan_index([], Record())
    (manifest,) = [
        content
        for path, content in manifest_files(plan, Record(), [("HS", "hồ sơ"), ("HKPĐ", "hội khỏe")]).items()
        if path != START
    ]
    told = json.loads(manifest)["abbreviations"]
    assert (told["HS"], told["HKPĐ"], told["THCS"]) == (["hồ sơ", "học sinh"], ["hội khỏe"], ["trung học cơ sở"])


def test_abbreviations_are_shorter_than_what_they_stand_for_and_can_be_typed() -> None:
    for short, full in ABBREVIATIONS.items():
        assert 0 < len(syllables(short)) <= 4
        assert all(len(syllables(one)) > 1 and one == one.lower() for one in full)
