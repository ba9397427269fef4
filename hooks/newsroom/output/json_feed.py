"""The feed of the whole site as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

import json
from collections.abc import Mapping, Sequence

from newsroom.addresses import JSON_FEED
from newsroom.labels import Link
from newsroom.output.feeds import Channel, Item, midnight


def write_json_feed(channel: Channel, items: Sequence[Item]) -> bytes:
    """Writes the posts of the RSS feed as JSON Feed, with the same addresses and dates."""
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": channel.title,
        "home_page_url": channel.link,
        "feed_url": channel.full(f"{channel.url}{JSON_FEED}"),
        "description": channel.description or channel.title,
        "language": "vi",
        "items": [_item(channel, item) for item in items],
    }
    return (json.dumps(feed, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace")


def _item(channel: Channel, item: Item) -> Mapping[str, object]:
    card, address = item.card, channel.full(item.card.url)
    found = {
        "id": address,
        "url": address,
        "title": card.title,
        "content_html": item.html,
        "summary": card.summary,
        "image": channel.full(card.picture.src) if card.picture else "",
        "date_published": midnight(card.date).isoformat(),
        "date_modified": midnight(item.updated).isoformat() if item.updated else "",
        "authors": [_author(channel, one) for one in card.topics.get("author", ())],
        "tags": item.topics,
    }
    return {name: value for name, value in found.items() if value or name == "content_html"}


def _author(channel: Channel, author: Link) -> Mapping[str, str]:
    return {"name": author.title, "url": channel.full(author.url)}
