"""What the templates are given: one frozen view a page. A page shows its view and the settings, and nothing else.

Every `url` is relative to the site's root and has no leading slash (`chuyen-de/tu-soi-tu-sua/`, home is ``).
"""

import datetime
from dataclasses import dataclass
from typing import NamedTuple

from newsroom.card import Card, CardPicture
from newsroom.kinds import Kind
from newsroom.labels import Link


@dataclass(frozen=True)
class Attachment:
    """A file to download; `kind` is what people call it (`PDF`, `Word`), `size` as shown (`1,2 MB`)."""

    title: str
    url: str
    kind: str
    size: str


class DirectiveFacts(NamedTuple):
    """A document as a post's head shows it; `type_name` is `Hướng dẫn`, `subject` may be empty."""

    symbol: str
    type_name: str
    subject: str
    issuer: str
    date: datetime.date | None
    url: str


class Signature(NamedTuple):
    """An author of a post: a person, or a body of people."""

    link: Link
    is_collective: bool


class Count(NamedTuple):
    """An entry of an index, a timeline or an archive: a link, how many posts, and from when to when."""

    link: Link
    posts: int
    newest: datetime.date | None = None
    oldest: datetime.date | None = None
    note: str = ""


@dataclass(frozen=True)
class YearCounts:
    """A year and its twelve months, January first; a month without posts has no link (`posts` 0)."""

    year: Count
    months: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class View:
    """What every page has."""

    kind: str
    title: str
    url: str
    description: str = ""
    breadcrumbs: tuple[Link, ...] = ()
    share_image: str = ""
    feed: Link | None = None


@dataclass(frozen=True, kw_only=True)
class PageView(View):
    """A page written by hand: about, guide, 404."""


@dataclass(frozen=True, kw_only=True)
class SearchView(View):
    """`facets` go by a name in the index, one in the address of the page, and one for readers."""

    facets: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class PostView(View):
    card: Card
    signatures: tuple[Signature, ...]
    updated: datetime.date | None
    directives: tuple[DirectiveFacts, ...]
    month: Link
    year: Link
    series: Link | None
    newer: Link | None
    older: Link | None
    related: tuple[Card, ...]
    attachments: tuple[Attachment, ...]


@dataclass(frozen=True, kw_only=True)
class Pager:
    """Where a listing page stands. `number` is None on the newest page, which is at the listing's own address."""

    number: int | None = None
    newest: str = ""
    newer: str | None = None
    older: str | None = None


Parts = tuple[str | Link | datetime.date, ...]
"""Texts, links and days in a row."""


class Fact(NamedTuple):
    """A line at the head of a listing: what it tells, and what says it."""

    label: str
    parts: Parts


@dataclass(frozen=True, kw_only=True)
class ListingView(View):
    """A page of a listing; pages other than the newest show cards alone."""

    listing: Kind
    cards: tuple[Card, ...] = ()
    pager: Pager = Pager()
    facts: tuple[Fact, ...] = ()
    timeline: tuple[Count, ...] = ()
    mentions: tuple[Card, ...] = ()
    more_mentions: str = ""
    directive: DirectiveFacts | None = None
    attachment: Attachment | None = None
    picture: CardPicture | None = None
    newer_period: Link | None = None
    older_period: Link | None = None


@dataclass(frozen=True, kw_only=True)
class IndexView(View):
    """All topics of one kind."""

    entries: tuple[Count, ...]


@dataclass(frozen=True, kw_only=True)
class ArchiveView(View):
    years: tuple[YearCounts, ...]


@dataclass(frozen=True, kw_only=True)
class HomeView(View):
    lead: Card | None
    cards: tuple[Card, ...]
    campaigns: tuple[Count, ...]
    months: tuple[Count, ...]
    more: str


class Bar(NamedTuple):
    """A bar of a chart: what stands at it, and what it is of in full; a quarter's link has no address."""

    label: str
    link: Link
    posts: int


class Chart(NamedTuple):
    """Bars side by side from left to right if `in_time`, else one below the other; `column` heads their names.

    `most` is the longest bar, `said` a sentence for those who cannot see it; so many `more` are not shown.
    """

    name: str
    title: str
    column: str
    bars: tuple[Bar, ...]
    most: int
    said: str
    in_time: bool
    more: int


@dataclass(frozen=True, kw_only=True)
class StatisticsView(View):
    """`table` is the address of all figures as a file for Excel."""

    posts: int
    first: datetime.date | None
    last: datetime.date | None
    charts: tuple[Chart, ...]
    table: str


@dataclass(frozen=True, kw_only=True)
class RedirectView(View):
    """Sends readers of a page's old address on to `target`, where it is now."""

    target: str
