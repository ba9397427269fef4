"""RSS feeds: the newest posts of the site, and of each listing beside it."""

import datetime
from collections.abc import Iterable
from urllib.parse import urljoin

from feedgenerator import Rss201rev2Feed

from newsroom.addresses import FEED, absolute
from newsroom.card import Card
from newsroom.frontmatter.values import HANOI


class _Feed(Rss201rev2Feed):  # type: ignore[misc]
    """A feed without posts is dated, too, and not by the clock."""

    def latest_post_date(self) -> datetime.datetime:
        dates = [item["pubdate"] for item in self.items]
        return max(dates, default=datetime.datetime.fromtimestamp(0, HANOI))


def write_feed(url: str, title: str, description: str, cards: Iterable[Card], site_url: str) -> bytes:
    """RSS 2.0 with absolute addresses; its only dates are the posts', so the same posts give the same bytes."""
    link = absolute(site_url, url)
    feed = _Feed(title, link, description or title, language="vi", feed_url=urljoin(link, FEED))
    for card in cards:
        feed.add_item(
            card.title,
            absolute(site_url, card.url),
            card.summary,
            author_name=", ".join(author.title for author in card.topics["author"]),
            pubdate=datetime.datetime.combine(card.date, datetime.time(), HANOI),
            unique_id=absolute(site_url, card.url),
            categories=[one.title for kind, links in card.topics.items() if kind != "author" for one in links],
        )
    return str(feed.writeString("utf-8")).encode()
