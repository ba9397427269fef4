"""What a plan comes to: every file of the site by its path, with the key that settles its bytes beside the stamp."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from newsroom.addresses import FEED, JSON_FEED, file_of
from newsroom.articles.filling import EMPTY, Content
from newsroom.articles.pages import Post
from newsroom.cache.store import digest
from newsroom.hosting.files import HOST_FILES, host_file
from newsroom.hosting.headers import Hosting, hosting_of
from newsroom.navigation import NavEntry
from newsroom.output.files import Output, icon_outputs, schema_outputs
from newsroom.output.for_machines import app_icon_outputs, manifest_output, robots_output, sitemap_outputs
from newsroom.output.offline import OFFLINE, worker_output
from newsroom.output.sheets import FeedEntry, FeedSheet, PageSheet
from newsroom.output.table import table_output
from newsroom.output.writing import Make
from newsroom.plan import Planned
from newsroom.planning import Plan
from newsroom.settings import Settings
from newsroom.setup import Setup
from newsroom.views import PageView
from newsroom.views.specs import Channel

Unread = tuple[str, Path] | None
"""The file, path and place, whose body a content still lacks."""


class Job(NamedTuple):
    """A page or feed that may have to be written, and how to make its sheet if so."""

    path: str
    key: str
    make: Make


def sheet_jobs(setup: Setup, plan: Plan, nav: Sequence[NavEntry], problems: Sequence[str]) -> Iterator[Job]:
    """Every page, then every feed. `nav` and `problems` are on every page."""
    common = digest(repr(nav), *problems, plan.icons.folder, plan.share_card)
    texts: dict[str, Text] = {}
    for planned in plan.pages.values():
        text = _text(plan, planned)
        if planned.spec.kind == "post":
            texts[planned.spec.url] = text
        yield _page_job(setup, plan, planned, text, common)
    yield Job("404.html", common, partial(_page_anywhere, setup, "Không tìm thấy trang", "404.html"))
    if setup.settings.offline:
        yield Job(OFFLINE, common, partial(_page_anywhere, setup, "Không có mạng", OFFLINE))
    for planned in plan.pages.values():
        if channel := planned.spec.feed:
            yield from _feed_jobs(setup, plan, channel, texts)


class Text(NamedTuple):
    """A page's own text, all but its body, and what settles it: the digest of its source, and the content in writing.

    Most are asked for once, so they are not joined to one key before somebody needs it.
    """

    content: Content
    source: str
    filled: str


def _text(plan: Plan, planned: Planned) -> Text:
    content = plan.content(planned)
    source = plan.parsed.files[planned.page.path][0] if planned.page else ""
    return Text(content, source, "" if content is EMPTY else content.key)


def _page_job(setup: Setup, plan: Plan, planned: Planned, text: Text, common: str) -> Job:
    key = digest(common, text.source, text.filled, *planned.spec.facts)
    return Job(file_of(planned.spec.url), key, partial(_page_sheet, setup, plan, planned, text.content))


def _page_sheet(setup: Setup, plan: Plan, planned: Planned, content: Content) -> PageSheet:
    whole, unread = _with_body(setup, plan, planned, content)
    return PageSheet(file_of(planned.spec.url), planned.view(), setup.template(planned), whole, unread)


def _with_body(setup: Setup, plan: Plan, planned: Planned, content: Content) -> tuple[Content, Unread]:
    """Without its body, and where to read it, if that is not at hand and another process can make it again."""
    page = planned.page
    if page and setup.packed_markdown and not plan.parsed.bodies.at_hand(page):
        return content, (page.path, plan.parsed.docs[page.path])
    return plan.with_body(planned, content), None


def _page_anywhere(setup: Setup, title: str, name: str) -> PageSheet:
    """What a host or the service worker shows at an address of whatever depth: so its links begin at the root."""
    view = PageView(kind="page", title=title, url=name)
    return PageSheet(name, view, name, EMPTY, root=urlsplit(setup.config.site_url).path or "/")


def _feed_jobs(setup: Setup, plan: Plan, channel: Channel, texts: Mapping[str, Text]) -> Iterator[Job]:
    """The feed of a listing; that of the whole site in two forms."""
    shown = [part for post in channel.posts for part in texts[post.url][1:]]
    key = digest(channel.title, channel.description, plan.cards.facts(channel.posts), *shown)
    for name in (FEED,) if channel.url else (FEED, JSON_FEED):
        path = f"{channel.url}{name}"
        yield Job(path, key, partial(_feed_sheet, setup, plan, channel, path, texts))


def _feed_sheet(setup: Setup, plan: Plan, channel: Channel, path: str, texts: Mapping[str, Text]) -> FeedSheet:
    entries = tuple(_entry(setup, plan, post, texts[post.url]) for post in channel.posts)
    return FeedSheet(path, channel.url, channel.title, channel.description, entries)


def _entry(setup: Setup, plan: Plan, post: Post, text: Text) -> FeedEntry:
    whole, unread = _with_body(setup, plan, plan.pages[post.url], text.content)
    key = digest(text.source, text.filled)
    return FeedEntry(plan.cards.one(post), key, whole, unread, post.fields.updated)


def file_outputs(setup: Setup, plan: Plan) -> Iterator[Output]:
    """Files beside pages and feeds, but for the search index, which takes longer."""
    for path, place in plan.published_pictures().items():
        yield Output(path, path, place=place)  # named by what is in it
    for path in plan.assets:  # copied, for their authors may write into them
        yield Output(
            path, plan.parsed.docs.digests[path], partial(_asset, setup.settings, path, plan.parsed.docs[path])
        )
    yield from sitemap_outputs(plan.pages, setup.config.site_url)
    if "robots.txt" not in plan.assets:
        yield robots_output(setup.config)
    if setup.settings.statistics:
        yield table_output(plan.filed.catalogue, setup.config.site_url)
    yield worker_output(setup)
    yield from app_icon_outputs(plan.icons)
    yield manifest_output(setup.settings, setup.config, plan.icons)
    yield from schema_outputs()
    yield from icon_outputs(setup.assets, setup.settings.colours.primary)
    hosting = hosting_of(setup.config.site_url, setup.assets, plan.redirects, setup.settings.gone)
    headers = cache(partial(_headers, setup))
    for name in HOST_FILES:
        yield Output(name, digest(repr(hosting)), partial(_host_file, headers, hosting, name))


def _asset(settings: Settings, path: str, place: Path) -> bytes:
    """A file of docs/ as readers get it."""
    from newsroom.clean_files import clean_file, clean_picture

    if path == settings.emblem:
        return clean_picture(place)
    return clean_file(place, properties=settings.clean_attachments)


def _headers(setup: Setup) -> tuple[tuple[str, str], ...]:
    """Gives what hosts send with all pages: it follows from what the stamp holds."""
    from newsroom.output.rendering import response_headers

    return tuple(response_headers(setup.templates, setup.settings, setup.assets).items())


def _host_file(headers: Callable[[], tuple[tuple[str, str], ...]], hosting: Hosting, name: str) -> bytes:
    """Writes a host's file with the headers that go with all pages."""
    return host_file(replace(hosting, headers=(*headers(), *hosting.headers)), name)
