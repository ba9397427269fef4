"""RSS feeds: the newest posts of the site, and of each listing beside it, with their whole texts."""

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from feedgenerator import Rss201rev2Feed, rfc3339_date

from newsroom.addresses import FEED, absolute
from newsroom.card import Card
from newsroom.frontmatter.days import HANOI

PICTURE_TYPE = "image/jpeg"
_NAMESPACES = {
    "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
    "xmlns:dc": "http://purl.org/dc/elements/1.1/",
    "xmlns:media": "http://search.yahoo.com/mrss/",
}
_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Channel:
    """What a feed is of: the address of a listing under the site's root, its title, and a sentence about it."""

    url: str
    title: str
    description: str
    site_url: str

    @property
    def link(self) -> str:
        """The full address of the listing."""
        return absolute(self.site_url, self.url)

    def full(self, url: str) -> str:
        """The full address of a root-relative one."""
        return absolute(self.site_url, url)


@dataclass(frozen=True)
class Item:
    """A post of a feed: its card, its whole text with full addresses, and the day on which it was changed."""

    card: Card
    html: str
    updated: datetime.date | None = None

    @property
    def topics(self) -> list[str]:
        """Names of all that a post is filed under, but for its authors."""
        return [one.title for kind, links in self.card.topics.items() if kind != "author" for one in links]


def midnight(day: datetime.date) -> datetime.datetime:
    """When a day begins in Vietnam."""
    return datetime.datetime.combine(day, datetime.time(), HANOI)


class _Feed(Rss201rev2Feed):  # type: ignore[misc]
    """A feed with each item's whole text, authors and picture."""

    def latest_post_date(self) -> datetime.datetime:
        """A feed without posts is dated, too, and not by the clock."""
        dates = [item["pubdate"] for item in self.items]
        return max(dates, default=datetime.datetime.fromtimestamp(0, HANOI))

    def rss_attributes(self) -> dict[str, str]:
        return {**super().rss_attributes(), **_NAMESPACES}

    def add_item_elements(self, handler: Any, item: dict[str, Any]) -> None:
        super().add_item_elements(handler, item)
        for name in item["creators"]:
            handler.addQuickElement("dc:creator", name)
        if item["picture"]:
            handler.addQuickElement("media:content", "", item["picture"])
        if item["changed"]:
            handler.addQuickElement("atom:updated", rfc3339_date(item["changed"]))
        if item["whole"]:
            handler.addQuickElement("content:encoded", item["whole"])


def write_rss(channel: Channel, items: Sequence[Item]) -> bytes:
    """RSS 2.0 with full addresses; its only dates are the posts', so the same posts give the same bytes."""
    about = (_clean(one) for one in (channel.title, channel.link, channel.description or channel.title))
    feed = _Feed(*about, language="vi", feed_url=urljoin(channel.link, FEED))
    for item in items:
        card = item.card
        feed.add_item(
            _clean(card.title),
            channel.full(card.url),
            _clean(card.summary),
            pubdate=midnight(card.date),
            unique_id=channel.full(card.url),
            categories=[_clean(one) for one in item.topics],
            creators=[_clean(author.title) for author in card.topics.get("author", ())],
            picture=_picture(channel, card),
            changed=midnight(item.updated) if item.updated else None,
            whole=_clean(item.html),
        )
    return str(feed.writeString("utf-8")).encode()


def _picture(channel: Channel, card: Card) -> dict[str, str]:
    if card.picture is None:
        return {}
    size = {"width": str(card.picture.width), "height": str(card.picture.height)}
    return {"url": channel.full(card.picture.src), "medium": "image", "type": PICTURE_TYPE, **size}


def _clean(text: str) -> str:
    """Without the characters that XML knows no way to write."""
    return _NOT_IN_XML.sub("", text)
