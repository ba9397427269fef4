"""Feeds, as a feed reader sees them."""

import feedparser

from conftest import MakeSite

POSTS = """
bai-viet/a.md: {title: "Một & <hai>", date: 01/4/2022, campaign: "Tự soi, tự sửa", summary: "Tóm tắt <b>"}
bai-viet/b.md: {title: Sau, date: 02/4/2022, author: Tổ Ngữ văn}
"""


def test_the_site_and_each_listing_have_a_feed(make_site: MakeSite) -> None:
    site = make_site(POSTS, address="https://example.test/ten/")
    site.build()
    feed = feedparser.parse((site.site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert [entry.title for entry in feed.entries] == ["Sau", "Một & <hai>"]
    assert feed.entries[0].link == "https://example.test/ten/bai-viet/b/"
    assert feed.entries[0].author == "Tổ Ngữ văn"
    assert feed.entries[0].published_parsed[:4] == (2022, 4, 1, 17)  # midnight in Hà Nội
    assert feed.feed.language == "vi"
    own = feedparser.parse((site.site / "chuyen-de/tu-soi-tu-sua/feed.xml").read_bytes())
    assert [entry.title for entry in own.entries] == ["Một & <hai>"]


def test_pages_name_their_feed(make_site: MakeSite) -> None:
    site = make_site(POSTS)
    site.build()
    for url, feed in {"": "./feed.xml", "chuyen-de/tu-soi-tu-sua/": "../../chuyen-de/tu-soi-tu-sua/feed.xml"}.items():
        links = [one["href"] for tag, one in site.page(url).elements if one.get("type") == "application/rss+xml"]
        assert links == [feed]


def test_a_feed_of_an_empty_site_is_a_feed(make_site: MakeSite) -> None:
    site = make_site()
    site.build()
    feed = feedparser.parse((site.site / "feed.xml").read_bytes())
    assert not feed.bozo
    assert feed.entries == []
