"""An RSS or Atom file → items, by feedparser, which is given bytes and so fetches nothing."""

import calendar
import datetime
import io
import re
from collections.abc import Iterator, Mapping
from typing import Any

from moving.items import Collection, Item, words_of
from newsroom.frontmatter.days import HANOI
from word.refusals import Refused

_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF|\w+:feed)[\s>]", re.IGNORECASE)


def is_feed(data: bytes) -> bool:
    """Whether a file is RSS or Atom, by its first letters."""
    return bool(_FEED.search(data[:20_000]))


def read_feed(data: bytes) -> Collection:
    """All entries. Raises Refused."""
    import feedparser

    if b"<!entity" in data.lower():
        raise Refused("tệp XML có khai báo thực thể (ENTITY), có thể là tệp gài bẫy; hãy tải lại tệp RSS từ trang cũ")
    read = feedparser.parse(io.BytesIO(data), sanitize_html=False, resolve_relative_uris=True)
    if not read.entries:
        raise Refused("không thấy bài nào trong tệp RSS, Atom; hãy xem lại có đúng tệp không")
    report = ["Tệp RSS viết sai quy cách; hãy so lại số bài."] if read.bozo else []
    short = sum(not entry.get("content") for entry in read.entries)
    if short:
        report.append(f"{short} bài trong tệp chỉ có phần tóm tắt; hãy chép nốt phần còn lại từ trang cũ.")
    return Collection(tuple(_item(entry) for entry in read.entries), tuple(report))


def _item(entry: Mapping[str, Any]) -> Item:
    bodies = [one.get("value", "") for one in entry.get("content", [])]
    summary = str(entry.get("summary", ""))
    whole = max(bodies, key=len, default="")
    return Item(
        title=words_of(str(entry.get("title", ""))),
        html=whole or summary,
        day=_day(entry),
        authors=tuple(_authors(entry)),
        campaigns=tuple(
            dict.fromkeys(words_of(str(tag.get("label") or tag.get("term") or "")) for tag in entry.get("tags", []))
        ),
        summary=words_of(summary) if whole and len(summary) < 500 else "",
        addresses=(str(entry.get("link", "")),),
        image=_image(entry),
    )


def _authors(entry: Mapping[str, Any]) -> Iterator[str]:
    """Names alone: an address of mail is nobody's to publish."""
    for author in entry.get("authors", []) or [{"name": entry.get("author", "")}]:
        name = words_of(re.sub(r"\S+@\S+", "", str(author.get("name", "")))).strip("() ")
        if name:
            yield name


def _image(entry: Mapping[str, Any]) -> str:
    for one in [*entry.get("enclosures", []), *entry.get("media_content", []), *entry.get("media_thumbnail", [])]:
        address = str(one.get("href") or one.get("url") or "")
        if str(one.get("type", "image")).startswith("image") and address:
            return address
    return ""


def _day(entry: Mapping[str, Any]) -> datetime.date | None:
    moment = entry.get("published_parsed") or entry.get("updated_parsed")
    if not moment:
        return None
    try:
        return datetime.datetime.fromtimestamp(calendar.timegm(moment), HANOI).date()
    except (ValueError, OverflowError, OSError):
        return None
