"""The plan of a build: every page that there will be, by its address, with the view that it shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsroom.articles.pages import Page
from newsroom.articles.summaries import beginning
from newsroom.catalogue import Catalogue
from newsroom.frontmatter.schema import PageFields
from newsroom.labels import HOME, INDEXES
from newsroom.settings import Settings
from newsroom.views import PageView, View
from newsroom.views.front import archive_view, home_view, index_view
from newsroom.views.listings import all_views, period_views, topic_views
from newsroom.views.posts import Shown, make_cards, make_post_views

SEARCH = "tim-kiem/"


@dataclass(frozen=True)
class Planned:
    """One page to build: its view, and the file whose text it shows (made pages have none)."""

    view: View
    page: Page[PageFields] | None


def make_plan(
    catalogue: Catalogue, pages: Iterable[Page[PageFields]], settings: Settings, shown: Shown
) -> dict[str, Planned]:
    """All pages by URL: posts, listings, indexes, archive, home, and what was written by hand."""
    written = {page.url: page for page in pages}
    plan = {view.url: Planned(view, written.get(view.url)) for view in _views(catalogue, settings, shown)}
    for url, page in written.items():
        if url not in plan:
            plan[url] = Planned(_page_view(page), page)
    return {url: _titled(planned) for url, planned in plan.items()}


def _views(catalogue: Catalogue, settings: Settings, shown: Shown) -> Iterator[View]:
    cards, size = make_cards(catalogue, shown), settings.posts_per_page
    yield from make_post_views(catalogue, cards, shown)
    for kind in INDEXES:
        yield from topic_views(catalogue, kind, cards, shown, size)
        yield index_view(catalogue, kind)
    yield from period_views(catalogue, cards, size)
    yield from all_views(catalogue, cards, size)
    yield archive_view(catalogue)
    yield PageView(kind="search", title="Tìm kiếm", url=SEARCH, breadcrumbs=(HOME,))
    yield home_view(catalogue, cards, settings, shown.share_images.get("", ""))


def _page_view(page: Page[PageFields]) -> PageView:
    description = page.fields.description or beginning(page)
    return PageView(kind="page", title=page.title, url=page.url, description=description, breadcrumbs=(HOME,))


def _titled(planned: Planned) -> Planned:
    """A hand-written index, archive, search page or home has the title that its author gave it."""
    page, view = planned.page, planned.view
    if page is None or view.kind not in ("index", "archive", "search"):
        return planned
    description = page.fields.description or beginning(page)
    return Planned(replace(view, title=page.title, description=description), page)
