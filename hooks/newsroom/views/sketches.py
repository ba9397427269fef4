"""A view before it is made: of thousands, a build makes only those whose pages must be written."""

import datetime
from collections.abc import Callable, Iterable
from typing import NamedTuple

from newsroom.feeds import Channel
from newsroom.views import View


class Sketch(NamedTuple):
    """What the site must know of a page. `facts` are all that its view is made from, in writing: they settle it.

    `changed` is the day for search engines.
    """

    kind: str
    url: str
    title: str
    facts: str
    make: Callable[[], View]
    changed: datetime.date | None = None
    feed: Channel | None = None


def made(view: View, feed: Channel | None = None) -> Sketch:
    """Of a view that is there already, as those are that each site has one of."""
    return Sketch(view.kind, view.url, view.title, repr(view), lambda: view, None, feed)


def written(parts: Iterable[str]) -> str:
    """One text of several: it is clear where each ends."""
    return "".join([f"{len(part)}:{part}" for part in parts])
