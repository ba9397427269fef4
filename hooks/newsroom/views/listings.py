"""Views of listings: topics, years, months, and all posts, a page at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from newsroom.addresses import FEED
from newsroom.articles.pages import Post
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.kinds import ALL, MONTH, YEAR, Kind
from newsroom.labels import ARCHIVE, HOME, NEWS, Link, month_link, year_link
from newsroom.views import Count, ListingView, Pager
from newsroom.views.facts import facts_of
from newsroom.views.paging import Slice, paginate
from newsroom.views.posts import Cards, Shown, directive_facts
from newsroom.views.specs import ITEMS, Channel, PageSpec

MENTIONS = 10  # shown on a directive's own page; all of them have a listing of their own


def topic_specs(catalogue: Catalogue, kind: Kind, cards: Cards, shown: Shown, size: int) -> Iterator[PageSpec]:
    """The pages of all topics of one kind."""
    for topic in catalogue.topics[kind.name].values():
        first = _first(topic, (HOME, kind.link), catalogue, shown)
        mentions = topic.mentions if isinstance(topic, Directive) else ()
        more = f"{topic.url}nhac-den/" if len(mentions) > MENTIONS else ""
        yield from _listing(
            replace(first, more_mentions=more), topic.posts, cards, size, mentions[: -MENTIONS - 1 : -1]
        )
        if more:
            title, facts = f"Bài viết có nhắc đến {topic.title}", facts_of(topic, mentions, catalogue)
            named = replace(first, title=title, url=more, breadcrumbs=(*first.breadcrumbs, topic.link), facts=facts)
            yield from _listing(named, mentions, cards, size)


def period_specs(catalogue: Catalogue, cards: Cards, shown: Shown, size: int) -> Iterator[PageSpec]:
    """Year and month pages of the archive."""
    months = [_period(MONTH, month_link(*month), catalogue.months[month]) for month in sorted(catalogue.months)]
    by_year: dict[int, list[Post]] = {}
    for (year, _), posts in sorted(catalogue.months.items()):
        by_year.setdefault(year, []).extend(posts)
    years = [_period(YEAR, year_link(year), posts) for year, posts in by_year.items()]
    for periods in (months, years):
        for older, one, newer in zip([None, *periods], periods, [*periods[1:], None], strict=False):
            trail = (HOME, ARCHIVE) if one.kind is YEAR else (HOME, ARCHIVE, year_link(one.posts[0].fields.date.year))
            first = _first(one, trail, catalogue, shown)
            first = replace(first, newer_period=newer.link if newer else None)
            first = replace(first, older_period=older.link if older else None)
            yield from _listing(first, one.posts, cards, size)


def all_specs(catalogue: Catalogue, cards: Cards, shown: Shown, size: int) -> Iterator[PageSpec]:
    """The listing of all posts."""
    everything = _period(ALL, NEWS, catalogue.posts)
    yield from _listing(_first(everything, (HOME,), catalogue, shown), catalogue.posts, cards, size)


def _period(kind: Kind, link: Link, posts: Sequence[Post]) -> Topic:
    return Topic(kind, link.title, link.url, None, tuple(posts))


def _first(topic: Topic, trail: tuple[Link, ...], catalogue: Catalogue, shown: Shown) -> ListingView:
    """The newest page of a topic's listing, without its posts."""
    page, by_month = topic.page, topic.kind.layout != "rows"
    attachment = getattr(page.fields, "attachment", "") if page else ""
    return ListingView(
        kind="listing",
        listing=topic.kind,
        title=topic.title,
        url=topic.url,
        breadcrumbs=trail,
        description=page.beginning if page else "",
        share_image=shown.share_images.get(topic.url, ""),
        picture=shown.picture(page) if page else None,
        facts=facts_of(topic, topic.posts, catalogue),
        directive=directive_facts(topic) if isinstance(topic, Directive) else None,
        attachment=shown.attachment(page, attachment, "") if page and attachment else None,
        timeline=month_counts(topic.posts) if by_month else (),
    )


def _listing(
    first: ListingView, posts: Sequence[Post], cards: Cards, size: int, mentions: Sequence[Post] = ()
) -> Iterator[PageSpec]:
    """All pages of a listing."""
    shown = paginate(posts, first.url, size)
    yield _head(first, shown[0], posts, cards, mentions)
    trail = (*first.breadcrumbs, Link(first.title, first.url))
    common = repr((first.listing, trail))
    for page in shown[1:]:
        facts = common, str(page.newer), str(page.older), cards.facts(page.items)
        yield PageSpec("listing", page.url, first.title, facts, partial(_numbered, first, trail, page, cards))


def _head(
    first: ListingView, page: Slice[Post], posts: Sequence[Post], cards: Cards, mentions: Sequence[Post]
) -> PageSpec:
    has_feed = bool(posts) and first.listing.has_feed
    feed = Channel(first.url, first.title, first.description, page.items[:ITEMS]) if has_feed else None
    own = Link(first.title, f"{first.url}{FEED}") if has_feed else None
    view = replace(first, pager=_pager(page, first.url), feed=own)
    facts = repr(view), cards.facts(page.items), cards.facts(mentions)
    make = partial(_whole, view, page.items, mentions, cards)
    return PageSpec("listing", view.url, view.title, facts, make, posts[-1].fields.date if posts else None, feed)


def _whole(view: ListingView, posts: Sequence[Post], mentions: Sequence[Post], cards: Cards) -> ListingView:
    return replace(view, cards=cards.of(posts), mentions=cards.of(mentions))


def _numbered(first: ListingView, trail: tuple[Link, ...], page: Slice[Post], cards: Cards) -> ListingView:
    return ListingView(
        kind="listing", listing=first.listing, title=first.title, url=page.url, cards=cards.of(page.items),
        breadcrumbs=trail, pager=_pager(page, first.url),
    )  # fmt: skip


def _pager(page: Slice[Post], newest: str) -> Pager:
    return Pager(number=page.number, newest=newest, newer=page.newer, older=page.older)


def month_counts(posts: Iterable[Post]) -> tuple[Count, ...]:
    """The months that have posts, newest first."""
    counts = Counter([(day.year, day.month) for day in [post.fields.date for post in posts]])
    return tuple(Count(month_link(*month), counts[month]) for month in sorted(counts, reverse=True))
