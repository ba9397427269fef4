"""Pages of a listing: every post once, and full ones for ever the same."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsroom.views.paging import paginate

COUNTS = st.integers(0, 200)
SIZES = st.integers(2, 20)


@given(COUNTS, SIZES)
def test_every_item_is_on_one_page_newest_first(count: int, size: int) -> None:
    pages = paginate(range(count), "x/", size)
    assert [item for page in pages for item in page.items] == list(range(count))[::-1]
    assert all(len(page.items) == size for page in pages[1:])
    assert len(pages[0].items) < 2 * size
    assert len(pages) == 1 or len(pages[0].items) >= size


@given(COUNTS, SIZES, st.integers(1, 30))
def test_what_is_added_leaves_numbered_pages_as_they_are(count: int, size: int, more: int) -> None:
    before, after = (paginate(range(total), "x/", size) for total in (count, count + more))
    numbered = {page.url: page for page in after[1:]}
    assert all(numbered[page.url] == page for page in before[1:])


@given(COUNTS, SIZES)
def test_pages_are_a_chain(count: int, size: int) -> None:
    pages = paginate(range(count), "x/", size)
    assert (pages[0].url, pages[0].number, pages[0].newer) == ("x/", None, None)
    assert pages[-1].older is None
    assert all(newer.older == older.url for newer, older in pairwise(pages))
    assert all(older.newer == newer.url for newer, older in pairwise(pages[1:]))
    assert len({page.url for page in pages}) == len(pages)
