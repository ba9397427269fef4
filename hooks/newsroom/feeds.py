"""RSS feeds: the newest posts of the site, and of each listing beside it."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote, urljoin

from feedgenerator import Rss201rev2Feed

from newsroom.articles.pages import Post
from newsroom.frontmatter.values import HANOI
from newsroom.views import Card

FEED = "feed.xml"
ITEMS = 20


@dataclass(frozen=True)
class Channel:
    """What a feed is of: a listing at an address, or the whole site (no title), and its posts, newest first."""

    url: str
    title: str
    description: str
    posts: tuple[Post, ...]


class _Feed(Rss201rev2Feed):  # type: ignore[misc]
    """A feed without posts is dated, too, and not by the clock."""

    def latest_post_date(self) -> datetime.datetime:
        dates = [item["pubdate"] for item in self.items]
        return max(dates, default=datetime.datetime.fromtimestamp(0, HANOI))


def write_feed(channel: Channel, cards: Iterable[Card], site_name: str, site_url: str) -> bytes:
    """RSS 2.0 with absolute addresses; its only dates are the posts', so the same posts give the same bytes."""
    title = f"{channel.title} – {site_name}" if channel.title else site_name
    link = absolute(site_url, channel.url)
    feed = _Feed(title, link, channel.description or title, language="vi", feed_url=urljoin(link, FEED))
    for card in cards:
        feed.add_item(
            card.title,
            absolute(site_url, card.url),
            card.summary,
            author_name=", ".join(author.title for author in card.authors),
            pubdate=datetime.datetime.combine(card.date, datetime.time(), HANOI),
            unique_id=absolute(site_url, card.url),
            categories=[one.title for one in (*card.campaigns, *card.directives, card.cell)],
        )
    return str(feed.writeString("utf-8")).encode()


def absolute(site_url: str, url: str) -> str:
    """The full address of a root-relative one."""
    return f"{site_url.rstrip('/')}/{quote(url)}"
