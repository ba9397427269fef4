"""Views that overlook the site: home, the indexes of topics, the archive."""

from collections.abc import Callable, Mapping, Sequence

from newsroom.addresses import FEED
from newsroom.catalogue import Catalogue
from newsroom.catalogue.directives import Directive
from newsroom.catalogue.topics import Topic
from newsroom.frontmatter.schema import CampaignFields
from newsroom.kinds import CAMPAIGN, Kind
from newsroom.labels import ARCHIVE, HOME, NEWS, Link, month_link, year_link
from newsroom.settings import Settings
from newsroom.vietnamese import format_day, person_key, sort_key
from newsroom.views import ArchiveView, Count, HomeView, IndexView, YearCounts
from newsroom.views.listings import month_counts
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
        campaigns=tuple(_count(one) for one in _in_order(catalogue, CAMPAIGN)[:STRIP]),
        months=month_counts(catalogue.posts)[:MONTHS],
        more=NEWS.url,
        feed=Link(settings.name, FEED),
    )


def index_view(catalogue: Catalogue, kind: Kind) -> IndexView:
    """All topics of a kind, in its order."""
    entries = tuple(_count(topic) for topic in _in_order(catalogue, kind))
    return IndexView(kind="index", title=kind.title, url=kind.link.url, breadcrumbs=(HOME,), entries=entries)


def _in_order(catalogue: Catalogue, kind: Kind) -> Sequence[Topic]:
    return sorted(catalogue.topics[kind.name].values(), key=lambda topic: (*_ORDERS[kind.order](topic), topic.url))


_ORDERS: Mapping[str, Callable[[Topic], tuple[object, ...]]] = {
    "title": lambda topic: (sort_key(topic.title),),
    "person": lambda topic: (person_key(topic.title),),
    "newest": lambda topic: (-topic.posts[-1].fields.date.toordinal() if topic.posts else 0, sort_key(topic.title)),
    "dated": lambda topic: (-date.toordinal() if (date := getattr(topic, "date", None)) else 0, sort_key(topic.title)),
}


def _count(topic: Topic) -> Count:
    posts = topic.posts
    newest, oldest = (posts[-1].fields.date, posts[0].fields.date) if posts else (None, None)
    return Count(topic.link, len(posts), newest, oldest, _note(topic))


def _note(topic: Topic) -> str:
    """A line under the title: a document's issuer, date and subject; a campaign's period; what its page says."""
    fields = topic.page.fields if topic.page else None
    if isinstance(topic, Directive):
        dated = f"ngày {format_day(topic.date)}" if topic.date else ""
        head = " ".join(
            part for part in (topic.type_name, dated, f"của {topic.issuer}" if topic.issuer else "") if part
        )
        return f"{head}: {topic.subject}" if topic.subject else head
    if isinstance(fields, CampaignFields) and fields.start:
        return f"Từ {format_day(fields.start)}" + (f" đến {format_day(fields.end)}" if fields.end else "")
    return str(getattr(fields, topic.kind.note, ""))


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
    posts = [len(catalogue.months.get((year, month), ())) for month in range(1, 13)]
    months = tuple(Count(month_link(year, month), count) for month, count in enumerate(posts, 1))
    return YearCounts(Count(year_link(year), sum(posts)), months)
