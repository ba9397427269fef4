"""Pages of a listing: every post once, and few pages that become others."""

import random
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from newsroom.views.paging import Slice, lengths, paginate


class Listed(NamedTuple):
    """What a listing asks of a post."""

    url: str


NEW = Listed("bai-viet/moi/")
NUMBERS = st.integers(0, 10**6)
POSTS = st.lists(NUMBERS, unique=True, max_size=400).map(lambda found: [_post(number) for number in found])
SIZES = st.integers(2, 20)


def _post(number: int) -> Listed:
    return Listed(f"bai-viet/2022/04/bai-{number:07}/")


def _many(count: int) -> list[Listed]:
    return [_post(number) for number in random.Random(count).sample(range(10**6), count)]


def _settled(pages: Sequence[Slice[Listed]]) -> Sequence[Slice[Listed]]:
    """All but the first page and the one that grows, the oldest first."""
    return pages[:1:-1]


def _held(pages: Sequence[Slice[Listed]]) -> list[tuple[Listed, ...]]:
    return [page.items for page in pages]


@given(POSTS, SIZES)
def test_every_post_is_on_one_page_newest_first(posts: list[Listed], size: int) -> None:
    pages = paginate(posts, "x/", size)
    assert [post for page in pages for post in page.items] == posts[::-1]


@given(POSTS, SIZES)
def test_no_page_is_longer_or_shorter_than_it_should_be(posts: list[Listed], size: int) -> None:
    first, *numbered = paginate(posts, "x/", size)
    least, most = lengths(size)
    assert len(first.items) < 2 * size
    assert not numbered or len(first.items) >= size
    assert all(size <= len(page.items) < most + size for page in numbered)
    assert all(least <= len(page.items) <= most for page in numbered[1:])


def test_ten_a_page_and_fifty_to_seventy_of_older_ones() -> None:
    assert lengths(10) == (50, 70)
    assert [len(page.items) for page in paginate(_many(19), "x/", 10)] == [19]
    assert [len(page.items) for page in paginate(_many(20), "x/", 10)] == [10, 10]
    assert lengths(100)[0] == 100, "an older page is never the shorter one"


@given(POSTS, SIZES)
def test_pages_are_a_chain(posts: list[Listed], size: int) -> None:
    pages = paginate(posts, "x/", size)
    assert (pages[0].url, pages[0].number, pages[0].newer) == ("x/", None, None)
    assert pages[-1].older is None
    assert all(newer.older == older.url and older.newer == newer.url for newer, older in pairwise(pages))
    assert [(page.number, page.url) for page in pages[:0:-1]] == [(n, f"x/trang/{n}/") for n in range(1, len(pages))]


@given(POSTS, SIZES, st.data())
def test_a_post_put_in_between_leaves_older_pages_as_they_were_and_newer_ones_from_where_ends_meet(
    posts: list[Listed], size: int, data: st.DataObject
) -> None:
    """The page before its own may be another: its end was chosen from posts of which one has gone too far."""
    place = data.draw(st.integers(0, len(posts)))
    more = [*posts[:place], NEW, *posts[place:]]
    before, after = (paginate(those, "x/", size) for those in (posts, more))
    own = next(at for at, page in enumerate(after[::-1]) if NEW in page.items)
    older = max(own - 1, 0)
    assert _held(_settled(after)[:older]) == _held(_settled(before)[:older])
    left = {page.items[0]: _held(before[:at]) for at, page in enumerate(before) if page.items}
    for at in range(len(after) - own):
        assert left.get(after[at].items[0], _held(after[:at])) == _held(after[:at])


@given(POSTS, SIZES)
def test_a_new_post_changes_no_page_that_is_settled(posts: list[Listed], size: int) -> None:
    before, after = (_held(_settled(paginate(those, "x/", size))) for those in (posts, [*posts, NEW]))
    assert after[: len(before)] == before


def test_nine_new_posts_of_ten_change_the_first_page_alone() -> None:
    posts = _many(1000)
    numbered = [paginate(posts[:count], "x/", 10)[1:] for count in range(500, 1001)]
    assert sum(before != after for before, after in pairwise(numbered)) <= 60


def test_posts_put_in_between_change_few_pages() -> None:
    posts, chance = _many(5000), random.Random(1)
    before = set(paginate(posts, "x/", 10))
    changed = []
    for number in range(300):
        place = chance.randrange(len(posts))
        more = [*posts[:place], Listed(f"bai-viet/moi-{number}/"), *posts[place:]]
        changed.append(len(set(paginate(more, "x/", 10)) - before))
    assert len(before) > 70
    assert sorted(changed)[150] == 1
    assert sum(changed) / len(changed) < 4
