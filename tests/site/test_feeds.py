"""Feeds, as a feed reader sees them."""

import json
from typing import Any

import feedparser
import pytest
from lxml import etree

from conftest import MakeSite
from edits import photo
from feed_rules import CONTENT, json_feed_faults, rss_faults
from newsroom.articles.page_parser import render_again
from newsroom.output.full_addresses import with_full_addresses
from small_site import SmallSite

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


def test_a_feed_has_twenty_posts_at_most_however_many_its_page_shows(make_site: MakeSite) -> None:
    site = make_site(
        {f"bai-viet/{day:02}.md": {"title": f"Bài {day}", "date": f"2022-04-{day:02}"} for day in range(1, 26)},
        posts_per_page=25,
    )
    site.build()
    assert len(site.titles("bai-viet/")) == 25
    for url in ("", "bai-viet/"):
        feed = feedparser.parse((site.site / f"{url}feed.xml").read_bytes())
        assert [entry.title for entry in feed.entries] == [f"Bài {day}" for day in range(25, 5, -1)]


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


BODY = """Xem [lưu trữ](/luu-tru/), [bài sau](b.md#phan-hai), [ngoài](https://khac.test/a?b=1&c=2) và
[kế hoạch](ke-hoach.pdf); thư: <mailto:a@vi-du.test>. Ghi chú[^1].

![Sân trường](anh.jpg)

<p title='a > b'><a href='c.md'>Bài ba</a>, <img alt="x > y" src=anh.jpg></p>

[^1]: Chú thích.
"""


def whole_site(make_site: MakeSite) -> SmallSite:
    """Posts whose texts refer to all that texts refer to."""
    posts = {
        "bai-viet/a.md": {"author": ["Tổ Ngữ văn", "Nhà trường & hội"], "body": BODY, "updated": "03/4/2022"},
        "bai-viet/b.md": {"body": "## Phần hai\n\nMột ]]> hai & <ba>\x0b\n"},
        "bai-viet/c.md": {"title": "Ba < bốn & năm", "image": "anh.jpg", "image_caption": "Ảnh", "body": "Chữ."},
        "bai-viet/anh.jpg": photo(1), "bai-viet/ke-hoach.pdf": b"%PDF-1.4",
    }  # fmt: skip
    site = make_site(posts, address="https://example.test/ten/")
    site.build()
    return site


def test_every_feed_is_valid_and_read_back(make_site: MakeSite) -> None:
    site = whole_site(make_site)
    feeds = sorted(site.site.rglob("feed.xml"))
    assert len(feeds) == 2 + 1 + 3  # site and all posts, cell, authors
    for path in feeds:
        assert rss_faults(path.read_bytes()) == []
        assert not feedparser.parse(path.read_bytes()).bozo
    assert json_feed_faults((site.site / "feed.json").read_bytes()) == []


def test_feeds_bring_text_picture_and_authors(make_site: MakeSite) -> None:
    site = whole_site(make_site)
    feed = feedparser.parse((site.site / "feed.xml").read_bytes())
    entries = {entry.link.rstrip("/")[-1]: entry for entry in feed.entries}
    text = entries["a"].content[0].value
    for address in (
        "luu-tru/", "bai-viet/b/#phan-hai", "bai-viet/ke-hoach.pdf", "bai-viet/c/", "bai-viet/a/#fn:1", "assets/anh/",
    ):  # fmt: skip
        assert f'"https://example.test/ten/{address}' in text
    assert 'href="https://khac.test/a?b=1&amp;c=2"' in text
    assert [author.name for author in entries["a"].authors] == ["Tổ Ngữ văn", "Nhà trường & hội"]
    assert entries["a"].updated_parsed[:3] == (2022, 4, 2)
    picture = entries["c"].media_content[0]
    assert (site.site / picture["url"].removeprefix("https://example.test/ten/")).is_file()
    assert picture["url"].rpartition("/")[0] in entries["c"].content[0].value
    assert "]]&gt; hai &amp; " in entries["b"].content[0].value
    assert "media_content" not in entries["b"]


def test_json_feed_says_what_rss_says(make_site: MakeSite) -> None:
    site = whole_site(make_site)
    data = (site.site / "feed.xml").read_bytes()
    rss, texts = feedparser.parse(data), [one.text for one in etree.fromstring(data).iter(f"{CONTENT}encoded")]
    feed = json.loads((site.site / "feed.json").read_bytes())
    assert [one["url"] for one in feed["items"]] == [entry.link for entry in rss.entries]
    assert [one["title"] for one in feed["items"]] == ["Ba < bốn & năm", "B", "A"]
    assert [one["content_html"].replace("\x0b", "") for one in feed["items"]] == texts
    heads = [one for tag, one in site.page("").elements if one.get("type") == "application/feed+json"]
    assert heads[0]["href"] == "./feed.json"


def test_one_new_post_renders_no_old_text_again(make_site: MakeSite, monkeypatch: pytest.MonkeyPatch) -> None:
    """What makes feeds with whole texts cheap: of a dozen old posts in each feed none is looked at."""
    asked: list[str] = []

    def count(path: str, *others: Any) -> Any:
        asked.append(path)
        return render_again(path, *others)

    monkeypatch.setattr("newsroom.articles.page_parser.render_again", count)
    monkeypatch.setattr("newsroom.articles.page_parser.render_again", count)
    posts = {f"bai-viet/{n:02}.md": {"date": f"{n + 1:02}/4/2022", "body": f"Bài số {n}."} for n in range(12)}
    site = make_site(posts)
    site.build()
    asked.clear()
    site.build({"bai-viet/moi.md": {"date": "20/4/2022", "body": "Bài mới."}})
    neighbours = {"bai-viet/11.md"}  # whose page leads on to the new post
    assert set(asked) <= neighbours
    texts = [entry.content[0].value for entry in feedparser.parse((site.site / "feed.xml").read_bytes()).entries]
    assert texts == ["<p>Bài mới.</p>", *(f"<p>Bài số {n}.</p>" for n in reversed(range(12)))]


def test_a_feed_follows_what_its_texts_lead_to(make_site: MakeSite) -> None:
    site = make_site({"bai-viet/a.md": {"body": "Hướng dẫn 27-HD/ĐU."}, "van-ban/x.md": {"symbol": "27-HD/ĐU"}})
    site.build()
    assert "van-ban/x/" in (site.site / "feed.xml").read_text(encoding="utf-8")
    (site.docs / "van-ban/x.md").rename(site.docs / "van-ban/y.md")
    site.build()
    assert "van-ban/y/" in (site.site / "feed.xml").read_text(encoding="utf-8")


ABSOLUTE = [
    ('<a href="../b/">', '<a href="https://a.test/s/b/">'),
    ("<a class=x href=../b/?q=1&amp;r=2>", '<a class=x href="https://a.test/s/b/?q=1&amp;r=2">'),
    ("<img alt='>' SRC='x.jpg'>", "<img alt='>' SRC=\"https://a.test/s/p/x.jpg\">"),
    ('<img srcset="a.jpg 1x,  b.jpg 2x">', '<img srcset="https://a.test/s/p/a.jpg 1x, https://a.test/s/p/b.jpg 2x">'),
    ('<video poster="/p.jpg"></video>', '<video poster="https://a.test/p.jpg"></video>'),
    ('<a href="//b.test/">', '<a href="https://b.test/">'),
    ('<a href="#cuoi">', '<a href="https://a.test/s/p/#cuoi">'),
    ('<a href="mailto:x@y.test">', '<a href="mailto:x@y.test">'),
    ('<p data-src="x" title="src=y">', '<p data-src="x" title="src=y">'),
    ('a < b href="c"', 'a < b href="c"'),
    ('<a href="//[">', '<a href="//[">'),
]


@pytest.mark.parametrize(("html", "wanted"), ABSOLUTE)
def test_addresses_become_full(html: str, wanted: str) -> None:
    assert with_full_addresses(html, "https://a.test/s/p/") == wanted
