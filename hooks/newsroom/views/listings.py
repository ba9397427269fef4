"""Views of listings: topics, years, months, and all posts, a page at a time."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from newsroom.articles.pages import Post
from newsroom.articles.summaries import beginning
from newsroom.catalogue import Catalogue, campaigns_of
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic, aliases_of
from newsroom.feeds import FEED
from newsroom.frontmatter.schema import AuthorFields, CampaignFields, CellFields, DirectiveFields
from newsroom.labels import ARCHIVE, HOME, INDEXES, NEWS
from newsroom.vietnamese import format_month, slug
from newsroom.views import Card, Count, Link, ListingKind, ListingView, Pager, RedirectView, View
from newsroom.views.paging import Slice, page_url, paginate
from newsroom.views.posts import Shown, directive_facts

MENTIONS = 10  # shown on a directive's own page; all of them have a listing of their own
Cards = Mapping[str, Card]


def topic_views(catalogue: Catalogue, kind: ListingKind, cards: Cards, shown: Shown, size: int) -> Iterator[View]:
    """The pages of all topics of one kind."""
    for topic in catalogue.topics(kind).values():
        facts = _facts(topic, catalogue, cards, shown)
        trail = (HOME, INDEXES[kind])
        first = ListingView(
            kind="listing", listing=kind, title=topic.title, url=topic.url, breadcrumbs=trail, cards=(),
            description=beginning(topic.page) if topic.page else "", pager=_pager(Slice(None, (), "", None, None), ""),
            share_image=shown.share_images.get(topic.url, ""),
            picture=shown.picture(topic.page) if topic.page else None,
            timeline=month_counts(topic.posts) if kind == "campaign" else (), **facts,
        )  # fmt: skip
        yield from _listing(first, topic.posts, cards, size)
        if isinstance(topic, Directive) and len(topic.mentions) > MENTIONS:
            title, url = f"Bài viết có nhắc đến {topic.title}", f"{topic.url}nhac-den/"
            named = replace(
                first, title=title, url=url, breadcrumbs=(*trail, topic.link), mentions=(), more_mentions=""
            )
            yield from _listing(named, topic.mentions, cards, size)


def _facts(topic: Topic, catalogue: Catalogue, cards: Cards, shown: Shown) -> dict[str, Any]:
    fields = topic.page.fields if topic.page else None
    facts: dict[str, Any] = {"aliases": aliases_of(topic.page)}
    if isinstance(topic, Directive):
        mentions = topic.mentions[: -MENTIONS - 1 : -1]
        named = fields.attachment if isinstance(fields, DirectiveFields) else ""
        facts |= {
            "directive": directive_facts(topic),
            "attachment": shown.attachment(topic.page, named, "") if topic.page and named else None,
            "campaigns": _campaign_links(topic, catalogue),
            "mentions": tuple(cards[post.path] for post in mentions),
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


def period_views(catalogue: Catalogue, cards: Cards, size: int) -> Iterator[View]:
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
        posts = [post for month in months if month[0] == year for post in catalogue.months[month]]
        newer = year_link(years[place + 1]) if place + 1 < len(years) else None
        first = replace(_period("year", year_link(year), (HOME, ARCHIVE)), timeline=month_counts(posts))
        first = replace(first, newer_period=newer, older_period=year_link(years[place - 1]) if place else None)
        yield from _listing(first, posts, cards, size)


def all_views(catalogue: Catalogue, cards: Cards, size: int) -> Iterator[View]:
    """The listing of all posts."""
    yield from _listing(_period("all", NEWS, (HOME,)), catalogue.posts, cards, size)


def _period(listing: ListingKind, link: Link, trail: tuple[Link, ...]) -> ListingView:
    pager = _pager(Slice(None, (), "", None, None), "")
    return ListingView(
        kind="listing", listing=listing, title=link.title, url=link.url, breadcrumbs=trail, cards=(), pager=pager
    )


def _listing(first: ListingView, posts: Sequence[Post], cards: Cards, size: int) -> Iterator[View]:
    """All pages of a listing, and the redirect where its next numbered page will be."""
    shown = paginate(posts, first.url, size)
    head = shown[0]
    yield replace(
        first,
        cards=_cards(head, cards),
        pager=_pager(head, first.url),
        posts=len(posts),
        newest=posts[-1].fields.date if posts else None,
        oldest=posts[0].fields.date if posts else None,
        feed=None if first.listing in ("year", "month") or not posts else Link(first.title, f"{first.url}{FEED}"),
    )
    for page in shown[1:]:
        yield ListingView(
            kind="listing", listing=first.listing, title=first.title, url=page.url, cards=_cards(page, cards),
            breadcrumbs=(*first.breadcrumbs, Link(first.title, first.url)), pager=_pager(page, first.url),
        )  # fmt: skip
    if len(shown) > 1:
        yield RedirectView(kind="redirect", title=first.title, url=page_url(first.url, len(shown)), target=first.url)


def _cards(page: Slice[Post], cards: Cards) -> tuple[Card, ...]:
    return tuple(cards[post.path] for post in page.items)


def _pager(page: Slice[Post], newest: str) -> Pager:
    return Pager(number=page.number, newest=newest, newer=page.newer, older=page.older)


def year_link(year: int) -> Link:
    """`Năm 2022` in the archive."""
    return Link(f"Năm {year}", f"{ARCHIVE.url}{year}/")


def _month_link(month: tuple[int, int]) -> Link:
    return Link(format_month(*month), f"{ARCHIVE.url}{month[0]}/{month[1]:02}/")


def month_counts(posts: Sequence[Post]) -> tuple[Count, ...]:
    """The months that have posts, newest first."""
    counts = Counter((post.fields.date.year, post.fields.date.month) for post in posts)
    return tuple(Count(_month_link(month), counts[month]) for month in sorted(counts, reverse=True))
