"""Older pages of a listing are long and numbered from the oldest, so that an edit changes few of them."""

from datetime import date, timedelta

from conftest import MakeSite
from newsroom.views.paging import lengths
from small_site import SmallSite

PER_PAGE = 2
LEAST, MOST = lengths(PER_PAGE)
ALL = "bai-viet/"
COUNT = 35


def _posts(*numbers: int) -> dict[str, dict[str, str]]:
    return {
        f"bai-viet/bai-{number:02}.md": {
            "title": f"Bài {number}",
            "date": str(date(2022, 1, 1) + timedelta(days=2 * number)),
            "campaign": "Một",
        }
        for number in numbers
    }


def _numbered(site: SmallSite) -> dict[str, str]:
    """All numbered pages by address."""
    return {url: site.html(url) for url in site.pages() if "/trang/" in url}


def test_older_posts_are_on_long_pages_that_are_numbered_from_the_oldest(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(*range(1, COUNT + 1)))
    assert site.titles(ALL) == ["Bài 35", "Bài 34", "Bài 33"]
    for listing in (ALL, "chuyen-de/mot/", "luu-tru/2022/"):
        older = [site.titles(f"{listing}trang/{number}/") for number in (3, 2, 1)]
        shown = [title for page in (site.titles(listing), *older) for title in page]
        assert shown == [f"Bài {number}" for number in range(COUNT, 0, -1)]
        assert all(LEAST <= len(page) <= MOST for page in older[1:])


def test_readers_can_walk_from_the_newest_to_the_oldest_and_back(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(*range(1, COUNT + 1)))
    newest, third, second, first = (site.page(f"{ALL}{page}") for page in ("", "trang/3/", "trang/2/", "trang/1/"))
    assert newest.link("Cũ hơn →") == "../bai-viet/trang/3/"
    assert third.link("Cũ hơn →") == "../../../bai-viet/trang/2/"
    assert second.link("Cũ hơn →") == "../../../bai-viet/trang/1/"
    assert first.link("← Mới hơn") == "../../../bai-viet/trang/2/"
    assert second.link("Trang mới nhất") == "../../../bai-viet/"
    assert third.link("← Mới hơn") == "../../../bai-viet/"
    assert f"{ALL}trang/4/" not in site.pages()


def test_an_edit_leaves_pages_that_show_none_of_it_as_they_are(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(*range(1, 42, 2)))
    before = _numbered(site)
    site.build(_posts(42))
    newer = _numbered(site)
    assert {url: newer[url] for url in before} == before
    site.build(_posts(34))
    after = _numbered(site)
    assert after[f"{ALL}trang/1/"] == before[f"{ALL}trang/1/"]
    assert after[f"{ALL}trang/2/"] != before[f"{ALL}trang/2/"]


def test_few_posts_need_no_numbered_page(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(1, 3))
    assert not [url for url in site.pages() if "/trang/" in url]


def test_posts_of_one_day_keep_their_order(make_site: MakeSite) -> None:
    site = make_site()
    site.build({f"bai-viet/{name}.md": {} for name in "bdac"})
    assert site.titles("bai-viet/") == ["D", "C", "B", "A"]
