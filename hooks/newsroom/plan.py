"""The plan of a build: every page that there will be, by its address, with the spec of what it shows."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from newsroom.articles.pages import Page
from newsroom.catalogue import Catalogue
from newsroom.frontmatter.schema import PageFields
from newsroom.kinds import KINDS
from newsroom.labels import HOME
from newsroom.settings import Settings
from newsroom.views import PageView, SearchView, View
from newsroom.views.front import archive_view, home_view, index_view
from newsroom.views.listings import all_specs, period_specs, topic_specs
from newsroom.views.posts import Cards, Shown, post_specs
from newsroom.views.specs import ITEMS, Channel, PageSpec, made
from newsroom.views.statistics import statistics_view

SEARCH = "tim-kiem/"
FACETS = (*((kind.name, kind.folder, kind.title) for kind in KINDS), ("year", "nam", "Năm"))


class Planned(NamedTuple):
    """One page to build: its spec, and the file whose text it shows (made pages have none)."""

    spec: PageSpec
    page: Page[PageFields] | None

    @property
    def title(self) -> str:
        """A hand-written index, archive or search page has the title that its author gave it."""
        return self.page.title if self.page and self._is_titled else self.spec.title

    @property
    def _is_titled(self) -> bool:
        return self.spec.kind in ("index", "archive", "search", "statistics")

    def view(self) -> View:
        """What the page shows; it is made anew at each call."""
        view, page = self.spec.make(), self.page
        if page is None or not self._is_titled:
            return view
        return replace(view, title=page.title, description=page.fields.description or page.beginning)


def make_plan(
    catalogue: Catalogue, pages: Iterable[Page[PageFields]], settings: Settings, shown: Shown, cards: Cards
) -> dict[str, Planned]:
    """All pages by URL: posts, listings, indexes, archive, home, and what was written by hand."""
    written = {page.url: page for page in pages}
    specs = _specs(catalogue, settings, shown, cards)
    plan = {spec.url: Planned(spec, written.get(spec.url)) for spec in specs}
    return plan | {url: Planned(made(_page_view(page)), page) for url, page in written.items() if url not in plan}


def _specs(catalogue: Catalogue, settings: Settings, shown: Shown, cards: Cards) -> Iterator[PageSpec]:
    size = settings.posts_per_page
    yield from post_specs(catalogue, cards, shown)
    for kind in KINDS:
        yield from topic_specs(catalogue, kind, cards, shown, size)
        yield made(index_view(catalogue, kind))
    yield from period_specs(catalogue, cards, shown, size)
    yield from all_specs(catalogue, cards, shown, size)
    yield made(archive_view(catalogue))
    if settings.statistics:
        yield made(statistics_view(catalogue))
    yield made(SearchView(kind="search", title="Tìm kiếm", url=SEARCH, breadcrumbs=(HOME,), facets=FACETS))
    home = home_view(catalogue, cards, settings, shown.share_images.get("", ""))
    yield made(home, Channel("", "", home.description, catalogue.posts[: -ITEMS - 1 : -1]))


def _page_view(page: Page[PageFields]) -> PageView:
    description = page.fields.description or page.beginning
    return PageView(kind="page", title=page.title, url=page.url, description=description, breadcrumbs=(HOME,))
