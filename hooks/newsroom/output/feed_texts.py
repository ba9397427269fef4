"""Whole texts of posts for feeds, kept from build to build.

A new post changes half a dozen feeds, each with some fifteen posts whose texts nobody has at hand: to render them again
would take longer than all the rest of such a build. So each feed's texts are kept as they were finished.
"""

from collections.abc import Callable, Mapping

from newsroom.addresses import absolute
from newsroom.cache.store import digest
from newsroom.output.feeds import Item
from newsroom.output.full_addresses import with_full_addresses
from newsroom.output.sheets import FeedEntry, FeedSheet, Frame

Texts = Mapping[str, tuple[str, str]]
"""By the post's URL: the key that settles a text, and the text with full addresses."""


def finished_items(frame: Frame, sheet: FeedSheet, html_of: Callable[[FeedEntry], str]) -> list[Item]:
    """A feed's posts; `html_of` makes the text of one as it stands on its page, and is asked for what is new alone."""
    name = f"feed-{digest(sheet.url)}"
    kept: Texts = frame.store.load(name) or {}
    texts = {entry.card.url: _text(frame, entry, kept, html_of) for entry in sheet.entries}
    if texts != kept:
        frame.store.save(name, texts)
    return [Item(entry.card, texts[entry.card.url][1], entry.updated) for entry in sheet.entries]


def _text(frame: Frame, entry: FeedEntry, kept: Texts, html_of: Callable[[FeedEntry], str]) -> tuple[str, str]:
    url = entry.card.url
    if url in kept and kept[url][0] == entry.key:
        return kept[url]
    return entry.key, with_full_addresses(html_of(entry), absolute(frame.config.site_url, url))
