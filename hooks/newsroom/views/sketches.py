"""A view before it is made: of thousands, a build makes only those whose pages must be written."""

import datetime
from collections.abc import Callable
from typing import NamedTuple

from newsroom.articles.pages import Post
from newsroom.views import View

ITEMS = 20  # of the site's own feed


class Channel(NamedTuple):
    """A feed before it is made: of a listing at an address, or of the whole site (no title); posts newest first."""

    url: str
    title: str
    description: str
    posts: tuple[Post, ...]


class Sketch(NamedTuple):
    """What the site must know of a page. `facts` are all that its view is made from, in writing: they settle it.

    `changed` is the day for search engines.
    """

    kind: str
    url: str
    title: str
    facts: tuple[str, ...]
    make: Callable[[], View]
    changed: datetime.date | None = None
    feed: Channel | None = None


def made(view: View, feed: Channel | None = None) -> Sketch:
    """Of a view that is there already, as those are that each site has one of."""
    return Sketch(view.kind, view.url, view.title, (repr(view),), lambda: view, None, feed)
