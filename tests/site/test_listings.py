"""Pages of a listing are numbered from the oldest post, so that what is full never changes."""

from conftest import MakeSite
from small_site import SmallSite

PER_PAGE = 2
ALL = "bai-viet/"


def _posts(first: int, last: int) -> dict[str, dict[str, str]]:
    return {
        f"bai-viet/bai-{number:02}.md": {"title": f"Bài {number}", "date": f"{number:02}/4/2022", "campaign": "Một"}
        for number in range(first, last + 1)
    }


def _numbered(site: SmallSite) -> dict[str, str]:
    """All numbered pages but redirects, by address."""
    pages = {url: site.html(url) for url in site.pages() if "/trang/" in url}
    return {url: html for url, html in pages.items() if 'http-equiv="refresh"' not in html}


def test_pages_are_numbered_from_the_oldest(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(1, 7))
    assert site.titles("bai-viet/") == ["Bài 7", "Bài 6", "Bài 5"]
    assert site.titles("bai-viet/trang/2/") == ["Bài 4", "Bài 3"]
    assert site.titles("bai-viet/trang/1/") == ["Bài 2", "Bài 1"]
    assert site.titles("chuyen-de/mot/trang/1/") == ["Bài 2", "Bài 1"]
    assert site.titles("luu-tru/2022/04/trang/2/") == ["Bài 4", "Bài 3"]


def test_readers_can_walk_from_the_newest_to_the_oldest_and_back(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(1, 7))
    newest, second, first = (site.page(url) for url in ("bai-viet/", "bai-viet/trang/2/", "bai-viet/trang/1/"))
    assert newest.link("Cũ hơn →") == "../bai-viet/trang/2/"
    assert second.link("Cũ hơn →") == "../../../bai-viet/trang/1/"
    assert first.link("← Mới hơn") == "../../../bai-viet/trang/2/"
    assert second.link("Trang mới nhất") == "../../../bai-viet/"
    assert second.link("← Mới hơn") == "../../../bai-viet/trang/3/"
    assert 'content="0; url=../../../bai-viet/"' in site.html("bai-viet/trang/3/")


def test_a_new_post_changes_no_page_that_is_full(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(1, 6))
    for newest in (7, 8, 9):
        before = _numbered(site)
        site.build(_posts(newest, newest))
        after = _numbered(site)
        assert {url: after[url] for url in before} == before
    assert f"{ALL}trang/3/" in after


def test_few_posts_need_no_numbered_page(make_site: MakeSite) -> None:
    site = make_site(posts_per_page=PER_PAGE)
    site.build(_posts(1, 3))
    assert not [url for url in site.pages() if "/trang/" in url]


def test_posts_of_one_day_keep_their_order(make_site: MakeSite) -> None:
    site = make_site()
    site.build({f"bai-viet/{name}.md": {} for name in "bdac"})
    assert site.titles("bai-viet/") == ["D", "C", "B", "A"]
