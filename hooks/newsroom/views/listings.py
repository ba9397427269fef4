"""Views of listings: topics, years, months, and all posts, a page at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from newsroom.addresses import FEED
from newsroom.articles.pages import Post
from newsroom.catalogue import Catalogue, campaigns_of
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic, aliases_of
from newsroom.frontmatter.schema import AuthorFields, CampaignFields, CellFields, DirectiveFields
from newsroom.labels import ARCHIVE, HOME, INDEXES, NEWS, Link, ListingKind
from newsroom.vietnamese import format_month, slug
from newsroom.views import Count, ListingView, Pager, RedirectView
from newsroom.views.paging import Slice, page_url, paginate
from newsroom.views.posts import Cards, Shown, directive_facts
from newsroom.views.sketches import Channel, Sketch, made

MENTIONS = 10  # shown on a directive's own page; all of them have a listing of their own


def topic_sketches(catalogue: Catalogue, kind: ListingKind, cards: Cards, shown: Shown, size: int) -> Iterator[Sketch]:
    """The pages of all topics of one kind."""
    for topic in catalogue.topics(kind).values():
        facts = _facts(topic, catalogue, shown)
        trail = (HOME, INDEXES[kind])
        first = ListingView(
            kind="listing", listing=kind, title=topic.title, url=topic.url, breadcrumbs=trail, cards=(),
            description=topic.page.beginning if topic.page else "", pager=_pager(Slice(None, (), "", None, None), ""),
            share_image=shown.share_images.get(topic.url, ""),
            picture=shown.picture(topic.page) if topic.page else None,
            timeline=month_counts(months_of(topic.posts)) if kind == "campaign" else (), **facts,
        )  # fmt: skip
        mentions = topic.mentions if isinstance(topic, Directive) else ()
        yield from _listing(first, topic.posts, cards, size, mentions[: -MENTIONS - 1 : -1])
        if len(mentions) > MENTIONS:
            title, url = f"Bài viết có nhắc đến {topic.title}", f"{topic.url}nhac-den/"
            named = replace(first, title=title, url=url, breadcrumbs=(*trail, topic.link), more_mentions="")
            yield from _listing(named, mentions, cards, size)


def _facts(topic: Topic, catalogue: Catalogue, shown: Shown) -> dict[str, Any]:
    fields = topic.page.fields if topic.page else None
    facts: dict[str, Any] = {"aliases": aliases_of(topic.page)}
    if isinstance(topic, Directive):
        named = fields.attachment if isinstance(fields, DirectiveFields) else ""
        facts |= {
            "directive": directive_facts(topic),
            "attachment": shown.attachment(topic.page, named, "") if topic.page and named else None,
            "campaigns": _campaign_links(topic, catalogue),
            "more_mentions": f"{topic.url}nhac-den/" if len(topic.mentions) > MENTIONS else "",
        }
    elif isinstance(fields, CampaignFields):
        facts |= {"start": fields.start, "end": fields.end}
    elif isinstance(fields, CellFields):
        facts |= {"address": fields.address, "contact": fields.contact}
    elif isinstance(fields, AuthorFields):
        cell = catalogue.cells.get(f"{INDEXES['cell'].url}{slug(fields.cell)}/") if fields.cell else None
        facts |= {"role": fields.role, "cell": cell.link if cell else None}
    return facts


def _campaign_links(directive: Directive, catalogue: Catalogue) -> tuple[Link, ...]:
    named = {slug(name) for name in campaigns_of(directive)}
    own = {topic.url: topic for topic in catalogue.campaigns.values() if slug(topic.title) in named}
    own |= {topic.url: topic for post in directive.posts for topic in catalogue.labels[post.path].campaigns}
    return tuple(topic.link for topic in own.values())


def period_sketches(catalogue: Catalogue, cards: Cards, size: int) -> Iterator[Sketch]:
    """Year and month pages of the archive."""
    months = sorted(catalogue.months)
    links = [_month_link(month) for month in months]
    for place, month in enumerate(months):
        newer = links[place + 1] if place + 1 < len(links) else None
        first = _period("month", links[place], (HOME, ARCHIVE, year_link(month[0])))
        first = replace(first, newer_period=newer, older_period=links[place - 1] if place else None)
        yield from _listing(first, catalogue.months[month], cards, size)
    years = sorted({year for year, _ in months})
    for place, year in enumerate(years):
        of_year = {month: catalogue.months[month] for month in months if month[0] == year}
        posts = [post for some in of_year.values() for post in some]
        counts = {month: len(some) for month, some in of_year.items()}
        newer = year_link(years[place + 1]) if place + 1 < len(years) else None
        first = replace(_period("year", year_link(year), (HOME, ARCHIVE)), timeline=month_counts(counts))
        first = replace(first, newer_period=newer, older_period=year_link(years[place - 1]) if place else None)
        yield from _listing(first, posts, cards, size)


def all_sketches(catalogue: Catalogue, cards: Cards, size: int) -> Iterator[Sketch]:
    """The listing of all posts."""
    yield from _listing(_period("all", NEWS, (HOME,)), catalogue.posts, cards, size)


def _period(listing: ListingKind, link: Link, trail: tuple[Link, ...]) -> ListingView:
    pager = _pager(Slice(None, (), "", None, None), "")
    return ListingView(
        kind="listing", listing=listing, title=link.title, url=link.url, breadcrumbs=trail, cards=(), pager=pager
    )


def _listing(
    first: ListingView, posts: Sequence[Post], cards: Cards, size: int, mentions: Sequence[Post] = ()
) -> Iterator[Sketch]:
    """All pages of a listing, and the redirect where its next numbered page will be."""
    shown = paginate(posts, first.url, size)
    yield _head(first, shown[0], posts, cards, mentions)
    trail = (*first.breadcrumbs, Link(first.title, first.url))
    common = repr((first.listing, trail))
    for page in shown[1:]:
        facts = common, str(page.newer), str(page.older), cards.facts(page.items)
        yield Sketch("listing", page.url, first.title, facts, partial(_numbered, first, trail, page, cards))
    if len(shown) > 1:
        view = RedirectView(kind="redirect", title=first.title, url=page_url(first.url, len(shown)), target=first.url)
        yield made(view)


def _head(
    first: ListingView, page: Slice[Post], posts: Sequence[Post], cards: Cards, mentions: Sequence[Post]
) -> Sketch:
    feed = Channel(first.url, first.title, first.description, page.items) if _has_feed(first, posts) else None
    newest, oldest = (posts[-1].fields.date, posts[0].fields.date) if posts else (None, None)
    view = replace(
        first,
        pager=_pager(page, first.url),
        posts=len(posts),
        newest=newest,
        oldest=oldest,
        feed=Link(first.title, f"{first.url}{FEED}") if feed else None,
    )
    facts = repr(view), cards.facts(page.items), cards.facts(mentions)
    make = partial(_whole, view, page.items, mentions, cards)
    return Sketch("listing", view.url, view.title, facts, make, newest, feed)


def _has_feed(first: ListingView, posts: Sequence[Post]) -> bool:
    return bool(posts) and first.listing not in ("year", "month")


def _whole(view: ListingView, posts: Sequence[Post], mentions: Sequence[Post], cards: Cards) -> ListingView:
    return replace(view, cards=cards.of(posts), mentions=cards.of(mentions))


def _numbered(first: ListingView, trail: tuple[Link, ...], page: Slice[Post], cards: Cards) -> ListingView:
    return ListingView(
        kind="listing", listing=first.listing, title=first.title, url=page.url, cards=cards.of(page.items),
        breadcrumbs=trail, pager=_pager(page, first.url),
    )  # fmt: skip


def _pager(page: Slice[Post], newest: str) -> Pager:
    return Pager(number=page.number, newest=newest, newer=page.newer, older=page.older)


def year_link(year: int) -> Link:
    """`Năm 2022` in the archive."""
    return Link(f"Năm {year}", f"{ARCHIVE.url}{year}/")


def _month_link(month: tuple[int, int]) -> Link:
    return Link(format_month(*month), f"{ARCHIVE.url}{month[0]}/{month[1]:02}/")


def months_of(posts: Sequence[Post]) -> Counter[tuple[int, int]]:
    """How many posts each month has, by year and month."""
    return Counter([(day.year, day.month) for day in [post.fields.date for post in posts]])


def month_counts(months: Mapping[tuple[int, int], int]) -> tuple[Count, ...]:
    """The months that have posts, newest first."""
    return tuple(Count(_month_link(month), months[month]) for month in sorted(months, reverse=True))
