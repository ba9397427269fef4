"""Views that overlook the site: home, the indexes of topics, the archive."""

from collections.abc import Iterator, Sequence

from newsroom.addresses import FEED
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.frontmatter.schema import AuthorFields, CampaignFields
from newsroom.labels import ARCHIVE, HOME, INDEXES, NEWS, Link, ListingKind
from newsroom.settings import Settings
from newsroom.vietnamese import format_day, format_month, person_key, sort_key
from newsroom.views import ArchiveView, Count, HomeView, IndexView, YearCounts
from newsroom.views.listings import month_counts, year_link
from newsroom.views.posts import Cards

GRID = 12
STRIP = 6
MONTHS = 12


def home_view(catalogue: Catalogue, cards: Cards, settings: Settings, share_image: str) -> HomeView:
    """Featured posts first, then the newest; the campaigns that were written about last."""
    newest = catalogue.posts[::-1]
    chosen = [post for post in newest if post.fields.featured][: GRID + 1]
    chosen += [post for post in newest[: 2 * GRID + 2] if not post.fields.featured][: GRID + 1 - len(chosen)]
    shown = cards.of(chosen)
    return HomeView(
        kind="home",
        title=settings.name,
        url="",
        description=settings.motto,
        share_image=share_image,
        lead=shown[0] if shown else None,
        cards=shown[1:],
        campaigns=_campaigns(catalogue)[:STRIP],
        months=month_counts({month: len(posts) for month, posts in catalogue.months.items()})[:MONTHS],
        more=NEWS.url,
        feed=Link(settings.name, FEED),
    )


def index_view(catalogue: Catalogue, kind: ListingKind) -> IndexView:
    """Campaigns and directives newest first, cells by name, authors by given name."""
    link = INDEXES[kind]
    topics = list(catalogue.topics(kind).values())
    if kind == "campaign":
        entries: Sequence[Count] = _campaigns(catalogue)
    elif kind == "directive":
        entries = [_count(one) for one in sorted(catalogue.directives.values(), key=_directive_order)]
    else:
        key = person_key if kind == "author" else sort_key
        entries = [_count(one) for one in sorted(topics, key=lambda topic: (key(topic.title), topic.url))]
    return IndexView(
        kind="index", listing=kind, title=link.title, url=link.url, breadcrumbs=(HOME,), entries=tuple(entries)
    )


def _directive_order(directive: Directive) -> tuple[object, ...]:
    return -directive.date.toordinal() if directive.date else 0, sort_key(directive.title), directive.url


def _campaigns(catalogue: Catalogue) -> tuple[Count, ...]:
    """Newest post first; a campaign is current while no end before the site's newest post is set."""
    last = catalogue.posts[-1].fields.date if catalogue.posts else None
    entries = []
    for topic in catalogue.campaigns.values():
        fields = topic.page.fields if topic.page else None
        end = fields.end if isinstance(fields, CampaignFields) else None
        entries.append(_count(topic, current=bool(topic.posts) and (end is None or last is None or end >= last)))
    return tuple(
        sorted(
            entries, key=lambda entry: (-(entry.newest.toordinal() if entry.newest else 0), sort_key(entry.link.title))
        )
    )


def _count(topic: Topic, *, current: bool = False) -> Count:
    posts = topic.posts
    newest, oldest = (posts[-1].fields.date, posts[0].fields.date) if posts else (None, None)
    return Count(topic.link, len(posts), newest, oldest, _note(topic), current)


def _note(topic: Topic) -> str:
    """A line under the title: a document's issuer, date and subject; an author's role; a campaign's period."""
    fields = topic.page.fields if topic.page else None
    if isinstance(topic, Directive):
        dated = f"ngày {format_day(topic.date)}" if topic.date else ""
        head = " ".join(
            part for part in (topic.type_name, dated, f"của {topic.issuer}" if topic.issuer else "") if part
        )
        return f"{head}: {topic.subject}" if topic.subject else head
    if isinstance(fields, AuthorFields):
        return fields.role
    if isinstance(fields, CampaignFields) and fields.start:
        return f"Từ {format_day(fields.start)}" + (f" đến {format_day(fields.end)}" if fields.end else "")
    return ""


def archive_view(catalogue: Catalogue) -> ArchiveView:
    """All years, newest first, each with its twelve months."""
    years = sorted({year for year, _ in catalogue.months}, reverse=True)
    return ArchiveView(
        kind="archive",
        title=ARCHIVE.title,
        url=ARCHIVE.url,
        breadcrumbs=(HOME,),
        years=tuple(_year(catalogue, year) for year in years),
    )


def _year(catalogue: Catalogue, year: int) -> YearCounts:
    months = tuple(_months(catalogue, year))
    return YearCounts(Count(year_link(year), sum(month.posts for month in months)), months)


def _months(catalogue: Catalogue, year: int) -> Iterator[Count]:
    for month in range(1, 13):
        link = Link(format_month(year, month), f"{ARCHIVE.url}{year}/{month:02}/")
        yield Count(link, len(catalogue.months.get((year, month), ())))
