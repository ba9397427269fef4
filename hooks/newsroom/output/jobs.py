"""What a plan comes to: every file of the site by its path, with the key that settles its bytes beside the stamp."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import NamedTuple
from urllib.parse import urlsplit

from newsroom.addresses import FEED, file_of
from newsroom.articles.filling import EMPTY, Content
from newsroom.cache.store import digest
from newsroom.hosting.files import HOST_FILES, host_file
from newsroom.hosting.headers import Hosting, hosting_of
from newsroom.navigation import NavEntry
from newsroom.output.files import Output, icon_outputs, schema_outputs, sitemap_outputs
from newsroom.output.sheets import FeedSheet, PageSheet
from newsroom.output.writing import Make
from newsroom.plan import Planned
from newsroom.planning import Plan
from newsroom.setup import Setup
from newsroom.views import PageView
from newsroom.views.specs import Channel


class Job(NamedTuple):
    """A page or feed that may have to be written, and how to make its sheet if so."""

    path: str
    key: str
    make: Make


def sheet_jobs(setup: Setup, plan: Plan, nav: Sequence[NavEntry], problems: Sequence[str]) -> Iterator[Job]:
    """Every page, then every feed. `nav` and `problems` are on every page."""
    common = digest(repr(nav), *problems)
    for planned in plan.pages.values():
        yield _page_job(setup, plan, planned, common)
    yield Job("404.html", common, partial(_lost_page, setup))
    for planned in plan.pages.values():
        if channel := planned.spec.feed:
            yield _feed_job(plan, channel)


def _page_job(setup: Setup, plan: Plan, planned: Planned, common: str) -> Job:
    spec, page = planned
    source = plan.parsed.files[page.path][0] if page else ""
    content = plan.content(planned)
    filled = "" if content is EMPTY else content.key
    key = digest(common, source, filled, *spec.facts)
    return Job(file_of(spec.url), key, partial(_page_sheet, setup, plan, planned, content))


def _page_sheet(setup: Setup, plan: Plan, planned: Planned, content: Content) -> PageSheet:
    """Without its body where that is not at hand and another process can make it again."""
    page = planned.page
    unread = None
    if page and setup.packed_markdown and not plan.parsed.bodies.at_hand(page):
        unread = page.path, plan.parsed.docs[page.path]
    whole = content if unread else plan.with_body(planned, content)
    return PageSheet(file_of(planned.spec.url), planned.view(), setup.template(planned), whole, unread)


def _lost_page(setup: Setup) -> PageSheet:
    """What a host shows for an address that is none, at whatever depth: so its links begin at the site's root."""
    view = PageView(kind="page", title="Không tìm thấy trang", url="404.html")
    return PageSheet("404.html", view, "404.html", EMPTY, root=urlsplit(setup.config.site_url or "/").path)


def _feed_job(plan: Plan, channel: Channel) -> Job:
    key = digest(channel.title, channel.description, plan.cards.facts(channel.posts))
    return Job(f"{channel.url}{FEED}", key, partial(_feed_sheet, plan, channel))


def _feed_sheet(plan: Plan, channel: Channel) -> FeedSheet:
    cards = plan.cards.of(channel.posts)
    return FeedSheet(f"{channel.url}{FEED}", channel.url, channel.title, channel.description, cards)


def file_outputs(setup: Setup, plan: Plan) -> Iterator[Output]:
    """Files beside pages and feeds, but for the search index, which takes longer."""
    for path, place in plan.published_pictures().items():
        yield Output(path, path, place=place)  # named by what is in it
    for path in plan.assets:  # copied, for their authors may write into them
        yield Output(path, plan.parsed.docs.digests[path], plan.parsed.docs[path].read_bytes)
    yield from sitemap_outputs(plan.pages, setup.config.site_url or "/")
    yield from schema_outputs()
    yield from icon_outputs(setup.assets, setup.settings.colours.primary)
    hosting = hosting_of(setup.config.site_url, setup.assets, plan.redirects, setup.settings.gone)
    for name in HOST_FILES:
        yield Output(name, digest(repr(hosting)), partial(_host_file, setup, hosting, name))


def _host_file(setup: Setup, hosting: Hosting, name: str) -> bytes:
    """With the headers that go with all pages, which follow from what the stamp holds."""
    from newsroom.output.rendering import response_headers

    headers = response_headers(setup.templates, setup.settings, setup.assets)
    return host_file(replace(hosting, headers=(*headers.items(), *hosting.headers)), name)
