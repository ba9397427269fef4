"""What makes a feed valid, by the RSS 2.0 specification, the modules that it uses, and JSON Feed 1.1.

Each function gives all breaches, a line each; nothing for a feed that any reader can take.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import datetime
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

ATOM, CONTENT = "{http://www.w3.org/2005/Atom}", "{http://purl.org/rss/1.0/modules/content/}"
DC, MEDIA = "{http://purl.org/dc/elements/1.1/}", "{http://search.yahoo.com/mrss/}"
CHANNEL = {
    "title", "link", "description", "language", "copyright", "managingEditor", "webMaster", "pubDate", "lastBuildDate",
    "category", "generator", "docs", "cloud", "ttl", "image", "rating", "textInput", "skipHours", "skipDays", "item",
    f"{ATOM}link",
}  # fmt: skip
ITEM = {
    "title", "link", "description", "author", "category", "comments", "enclosure", "guid", "pubDate", "source",
    f"{ATOM}updated", f"{CONTENT}encoded", f"{DC}creator", f"{MEDIA}content",
}  # fmt: skip
OFTEN = {"item", "category", f"{ATOM}link", f"{DC}creator", f"{MEDIA}content"}
RFC822 = re.compile(r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} ")
URLS = ("href", "src", "poster", "srcset", "cite", "data", "action")


def rss_faults(data: bytes) -> list[str]:
    """Of an RSS 2.0 file."""
    root = etree.fromstring(data)
    if (root.tag, root.get("version"), len(root)) != ("rss", "2.0", 1):
        return ["the document is <rss version='2.0'> with one <channel>"]
    return [*_of_channel(root[0]), *(fault for item in root[0].iterfind("item") for fault in _of_item(item))]


def _of_elements(parent: Any, known: set[str], required: set[str]) -> Iterator[str]:
    counts = Counter(child.tag for child in parent)
    yield from (f"<{parent.tag}> has no element <{tag}>" for tag in counts.keys() - known)
    yield from (f"<{parent.tag}> lacks <{tag}>" for tag in required - counts.keys())
    yield from (f"<{tag}> stands once" for tag, count in counts.items() if count > 1 and tag not in OFTEN)
    yield from (f"<{child.tag}> is text alone" for child in parent if child.tag != "item" and len(child))


def _of_channel(channel: Any) -> Iterator[str]:
    yield from _of_elements(channel, CHANNEL, {"title", "link", "description", f"{ATOM}link"})
    yield from _of_address(channel.findtext("link"))
    own = [link for link in channel.iterfind(f"{ATOM}link") if link.get("rel") == "self"]
    yield from ["one atom:link is the feed's own"] if len(own) != 1 else _of_address(own[0].get("href"))
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]+)*", channel.findtext("language", "vi")):
        yield "language is a code"
    yield from _of_date(channel.findtext("lastBuildDate"))
    guids = Counter(item.findtext("guid") for item in channel.iterfind("item"))
    yield from (f"two items are {guid}" for guid, count in guids.items() if count > 1)


def _of_item(item: Any) -> Iterator[str]:
    yield from _of_elements(item, ITEM, {"title", "link", "guid", "pubDate"})
    yield from _of_address(item.findtext("link"))
    guid = item.find("guid")
    if guid.get("isPermaLink", "true") == "true":
        yield from _of_address(guid.text)
    yield from _of_date(item.findtext("pubDate"))
    if (author := item.findtext("author")) and "@" not in author:
        yield "author is an e-mail address; a name is dc:creator"
    for one in item.iterfind("enclosure"):
        if not (one.get("url") and (one.get("length") or "").isdecimal() and one.get("type")):
            yield "an enclosure has url, length and type"
    for one in item.iterfind(f"{MEDIA}content"):
        yield from _of_address(one.get("url"))
        if one.get("medium") not in ("image", "audio", "video", "document", "executable"):
            yield "media:content says its medium"
        if not all((one.get(name) or "1").isdecimal() for name in ("width", "height", "fileSize")):
            yield "sizes are numbers"
    if (changed := item.findtext(f"{ATOM}updated")) is not None and datetime.fromisoformat(changed).tzinfo is None:
        yield "atom:updated has an offset"
    if re.search(r"<[a-zA-Z/]|&[a-z]+;", item.findtext("title", "")):
        yield "a title is plain text"
    yield from content_faults(item.findtext(f"{CONTENT}encoded", ""))


def _of_date(text: str | None) -> Iterator[str]:
    if text is not None and not (RFC822.match(text) and parsedate_to_datetime(text).tzinfo):
        yield f"{text} is no date of RFC 822"


def _of_address(text: str | None) -> Iterator[str]:
    parts = urlsplit(text or "")
    if parts.scheme not in ("http", "https") or not parts.netloc or not (text or "").isascii() or " " in (text or ""):
        yield f"{text} is no full address"


class _Addresses(HTMLParser):
    """All addresses that HTML names, and tags that readers throw away with what is in them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.unsafe: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.unsafe += [tag] * (tag in ("script", "style", "iframe", "object", "embed", "form", "base", "meta"))
        for name, value in attrs:
            self.unsafe += [name] * name.startswith("on")
            if name in URLS:
                self.found += (
                    [one.split()[0] for one in (value or "").split(", ")] if name == "srcset" else [value or ""]
                )


def content_faults(html: str) -> Iterator[str]:
    """Of HTML in a feed, which is read anywhere: what is relative there leads nowhere."""
    reader = _Addresses()
    reader.feed(html)
    reader.close()
    yield from (f"<{name}> in a text" for name in reader.unsafe)
    yield from (
        f"{one} is relative" for one in reader.found if not re.match(r"(https?://[^/]|mailto:|tel:|data:)", one)
    )


TEXT, LIST = str, list
JSON_FEED = {
    "version": TEXT, "title": TEXT, "home_page_url": TEXT, "feed_url": TEXT, "description": TEXT, "user_comment": TEXT,
    "next_url": TEXT, "icon": TEXT, "favicon": TEXT, "authors": LIST, "language": TEXT, "expired": bool, "hubs": LIST,
    "items": LIST,
}  # fmt: skip
JSON_ITEM = {
    "id": TEXT, "url": TEXT, "external_url": TEXT, "title": TEXT, "content_html": TEXT, "content_text": TEXT,
    "summary": TEXT, "image": TEXT, "banner_image": TEXT, "date_published": TEXT, "date_modified": TEXT,
    "authors": LIST, "tags": LIST, "language": TEXT, "attachments": LIST,
}  # fmt: skip


def json_feed_faults(data: bytes) -> list[str]:
    """Of a JSON Feed, version 1.1."""
    feed = json.loads(data.decode("utf-8"))
    return [*_of_members(feed, JSON_FEED, {"version", "title", "items"}), *_of_json(feed)]


def _of_members(value: dict[str, Any], known: Mapping[str, type], required: set[str]) -> Iterator[str]:
    yield from (f"{name} is unknown" for name in value.keys() - known.keys())
    yield from (f"{name} is missing" for name in required - value.keys())
    wrong = (name for name in value.keys() & known.keys() if not isinstance(value[name], known[name]))
    yield from (f"{name} is no {known[name]}" for name in wrong)


def _of_json(feed: dict[str, Any]) -> Iterator[str]:
    if feed["version"] != "https://jsonfeed.org/version/1.1":
        yield "version is the address of the version"
    for name in ("home_page_url", "feed_url"):
        yield from _of_address(feed.get(name))
    ids = [item.get("id") for item in feed["items"]]
    if len(set(ids)) != len(ids):
        yield "an id is that of one item"
    for item in feed["items"]:
        yield from _of_members(item, JSON_ITEM, {"id"})
        if not {"content_html", "content_text"} & item.keys():
            yield "an item has content"
        for name in ("url", "image", "banner_image"):
            yield from _of_address(item[name]) if name in item else ()
        for name in ("date_published", "date_modified"):
            if name in item and datetime.fromisoformat(item[name]).tzinfo is None:
                yield f"{name} has an offset"
        for author in item.get("authors", ()):
            if not author.keys() & {"name", "url", "avatar"} or author.keys() - {"name", "url", "avatar"}:
                yield "an author has a name, url or avatar and nothing else"
        yield from content_faults(item.get("content_html", ""))
