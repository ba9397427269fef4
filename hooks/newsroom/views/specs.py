"""The specification of a page, from which its view is made: of thousands, only those whose pages must be written."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from newsroom.articles.pages import Post
from newsroom.views import View

ITEMS = 20  # of a feed, which has whole texts


class Channel(NamedTuple):
    """A feed before it is made: of a listing at an address, or of the whole site (no title); posts newest first."""

    url: str
    title: str
    description: str
    posts: tuple[Post, ...]


class PageSpec(NamedTuple):
    """What a page is to be. Pages with the same `facts` show the same: they are all that its view is made from.

    `changed` is the day that search engines are told.
    """

    kind: str
    url: str
    title: str
    facts: tuple[str, ...]
    make: Callable[[], View]
    changed: datetime.date | None = None
    feed: Channel | None = None


def made(view: View, feed: Channel | None = None) -> PageSpec:
    """Makes the spec of a view that is there already, as those are that each site has one of."""
    return PageSpec(view.kind, view.url, view.title, (repr(view),), lambda: view, None, feed)
